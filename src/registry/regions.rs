//! Properties that take only what is in a certain region.

use std::sync::LazyLock;

/// A property and the region that its value has to be in.
#[derive(Debug, PartialEq, Eq)]
pub struct RegionDemand {
    ty: &'static str,
    /// The names on the way to the property; `*` is each element of a list.
    pub path: Vec<&'static str>,
    /// The region; `None` is the resource's own.
    pub region: Option<&'static str>,
}

static DEMANDS: LazyLock<Vec<RegionDemand>> =
    LazyLock::new(|| include_str!("curated/regions.txt").lines().filter_map(demand).collect());

/// The demands of a resource type, by `curated/regions.txt`.
pub fn region_demands(ty: &str) -> impl Iterator<Item = &'static RegionDemand> {
    DEMANDS.iter().filter(move |demand| demand.ty == ty)
}

/// A line of the table; comments and what is no line of it give none.
fn demand(line: &'static str) -> Option<RegionDemand> {
    let mut words = line.split(' ');
    let (Some(ty), Some(path), Some(region), None) = (words.next(), words.next(), words.next(), words.next()) else {
        return None;
    };
    let region = Some(region).filter(|region| *region != "own");
    let is_comment = ty.starts_with('#');
    (!is_comment).then(|| RegionDemand { ty, path: path.split('/').collect(), region })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::registry;

    #[test]
    fn every_line_is_read_and_every_path_exists() {
        let lines = include_str!("curated/regions.txt").lines().filter(|line| !line.starts_with('#'));
        assert_eq!(DEMANDS.len(), lines.count());
        for demand in DEMANDS.iter() {
            let ty = registry().resource_type(demand.ty).unwrap_or_else(|| panic!("{}", demand.ty));
            let path: Vec<&str> = demand.path.iter().copied().filter(|name| *name != "*").collect();
            assert!(ty.node_at(&path).is_some(), "{demand:?}");
        }
    }
}
