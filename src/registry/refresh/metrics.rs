//! Where the dimensions of a metric are read from its resource.

use super::resource::Identity;
use crate::registry::model::{Metric, Source};
use crate::registry::text::Text;

/// The metrics with the sources of their dimensions, for each name the simplest first.
pub fn with_sources(type_name: &str, metrics: &[Metric], identity: &Identity) -> Box<[Metric]> {
    let mut metrics = metrics.to_vec();
    for dimension in metrics.iter_mut().flat_map(|metric| metric.dimensions.iter_mut()) {
        if dimension.value.is_none() {
            dimension.source = source(type_name, &dimension.name, identity);
        }
    }
    metrics.sort_by_cached_key(|metric| {
        let open = metric.dimensions.iter().filter(|d| d.value.is_none() && d.source.is_none()).count();
        // Without any dimension a metric is not this resource's alone.
        let none = metric.dimensions.is_empty();
        let name = (metric.namespace.clone(), metric.name.clone());
        (name, none, open, metric.dimensions.len(), metric.dimensions.clone())
    });
    metrics.dedup();
    metrics.into()
}

fn source(type_name: &str, dimension: &str, identity: &Identity) -> Option<Source> {
    let lines = include_str!("../curated/dimensions.txt").lines();
    let curated = lines.filter(|line| !line.starts_with('#')).find_map(|line| {
        let mut words = line.split_whitespace();
        let fits = words.next() == Some(type_name) && words.next() == Some(dimension);
        words.next().filter(|_| fits)
    });
    let attribute = |name: &str| Source::Attribute(Text::from(name.to_owned()));
    match curated {
        Some("Ref") => return Some(Source::Ref),
        Some(name) => return Some(attribute(name)),
        None => {}
    }
    let full_name = format!("{dimension}FullName");
    let last = type_name.rsplit("::").next().unwrap_or("");
    match identity.ref_gives.as_slice() {
        [one] if one == dimension => Some(Source::Ref),
        _ if identity.attributes.contains(dimension) => Some(attribute(dimension)),
        _ if identity.attributes.contains(&full_name) => Some(attribute(&full_name)),
        // `Id` of a `Distribution` is what others call its `DistributionId`.
        [one] if dimension == format!("{last}{one}") => Some(Source::Ref),
        [one] if matches!(one.as_str(), "Id" | "Name") && dimension.ends_with(one.as_str()) => Some(Source::Ref),
        _ => None,
    }
}
