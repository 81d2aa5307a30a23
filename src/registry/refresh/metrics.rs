//! Where the dimensions of a metric are read from its resource.

use super::resource::Identity;
use crate::registry::model::{Dimension, Metric, Source};
use crate::registry::text::Text;

/// The metrics with the sources of their dimensions, for each name the simplest first. The curated ones replace those
/// of the specification that have the same name and dimensions.
pub fn with_sources(type_name: &str, specified: &[Metric], identity: &Identity) -> Box<[Metric]> {
    let mut metrics = curated(type_name);
    let names = |metric: &Metric| {
        let mut names: Vec<_> = metric.dimensions.iter().map(|d| d.name.clone()).collect();
        names.sort();
        (metric.namespace.clone(), metric.name.clone(), names)
    };
    let known: Vec<_> = metrics.iter().map(names).collect();
    metrics.extend(specified.iter().filter(|metric| !known.contains(&names(metric))).cloned().map(|mut metric| {
        for dimension in metric.dimensions.iter_mut().filter(|d| d.value.is_none()) {
            dimension.source = source(type_name, &dimension.name, identity);
        }
        metric
    }));
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

/// The metrics of `curated/metrics.txt`.
fn curated(type_name: &str) -> Vec<Metric> {
    let lines = include_str!("../curated/metrics.txt").lines();
    let mut metrics = Vec::new();
    for line in lines.filter(|line| !line.starts_with('#')) {
        let mut words = line.split_whitespace();
        if words.next() != Some(type_name) {
            continue;
        }
        let (namespace, dimensions) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
        let dimensions: Box<[Dimension]> = dimensions.split(',').map(dimension).collect();
        metrics.extend(words.filter_map(|word| word.rsplit_once(':')).map(|(name, statistic)| Metric {
            namespace: Text::from(namespace.to_owned()),
            name: Text::from(name.to_owned()),
            statistic: Text::from(statistic.to_owned()),
            dimensions: dimensions.clone(),
        }));
    }
    metrics
}

/// `ClusterName=Ref/1`, `Region='Global'`, `LoadBalancer=?`.
fn dimension(text: &str) -> Dimension {
    let (name, from) = text.split_once('=').unwrap_or((text, "?"));
    let fixed = from.strip_prefix('\'').and_then(|from| from.strip_suffix('\''));
    let (path, part) = match from.rsplit_once('/') {
        Some((path, part)) => (path, part.parse().ok()),
        None => (from, None),
    };
    let source = match path {
        _ if fixed.is_some() => None,
        "?" => None,
        "Ref" => Some(Source::Ref),
        name => Some(Source::Attribute(Text::from(name.to_owned()))),
    };
    let text = |text: &str| Text::from(text.to_owned());
    Dimension { name: text(name), value: fixed.map(text), source, part }
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
