//! AWS's regions and their availability zones: `data/regions.tsv`, which names its source and date.

use std::sync::LazyLock;

/// One region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// Its name, `eu-central-1`.
    pub name: &'static str,
    /// Its partition, `aws`.
    pub partition: &'static str,
    /// The letters of the zones that every account has, in order; empty where they differ between accounts.
    pub zones: &'static str,
}

static REGIONS: LazyLock<Vec<Region>> = LazyLock::new(|| {
    let lines = include_str!("data/regions.tsv").lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    let mut regions: Vec<Region> = lines
        .filter_map(|line| {
            let mut columns = line.split('\t');
            let (name, partition, zones) = (columns.next()?, columns.next()?, columns.next()?);
            Some(Region { name, partition, zones: if zones == "-" { "" } else { zones } })
        })
        .collect();
    regions.sort_by_key(|r| r.name);
    regions
});

/// All regions, by name.
pub fn all() -> &'static [Region] {
    &REGIONS
}

/// The region of this name.
pub fn region(name: &str) -> Option<Region> {
    REGIONS.binary_search_by_key(&name, |r| r.name).ok().map(|i| REGIONS[i])
}

/// Whether a region has this name.
pub fn is_region(name: &str) -> bool {
    region(name).is_some()
}

/// The names of all regions.
pub fn names() -> impl Iterator<Item = &'static str> {
    REGIONS.iter().map(|r| r.name)
}
