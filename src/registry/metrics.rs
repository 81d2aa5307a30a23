//! Which of a resource type's metrics is meant.

use super::model::{Dimension, Metric, ResourceType};
use crate::types::nearest;

/// A dimension that is given, with its value where that is known.
pub type Given<'g> = (&'g str, Option<&'g str>);

impl Dimension {
    /// Whether the resource itself tells it.
    fn is_told(&self) -> bool {
        self.value.is_some() || self.source.is_some()
    }
}

impl ResourceType {
    /// The metric of that name with the fewest dimensions that has those that are `given`; the others are fixed or
    /// read from the resource.
    ///
    /// # Errors
    /// Why there is none, in words.
    pub fn metric(&self, name: &str, namespace: Option<&str>, given: &[Given<'_>]) -> Result<&Metric, String> {
        let named = self.metrics.iter().filter(|metric| metric.name.as_str() == name);
        let candidates: Vec<&Metric> =
            named.filter(|metric| namespace.is_none_or(|space| metric.namespace.as_str() == space)).collect();
        if candidates.is_empty() {
            return Err(self.no_metric(name, namespace));
        }
        let fitting: Vec<&Metric> = candidates.iter().copied().filter(|metric| fits(metric, given)).collect();
        if fitting.is_empty() {
            return Err(other_dimensions(name, &candidates, given));
        }
        let told = |metric: &&Metric| metric.dimensions.iter().all(|d| d.is_told() || is_given(d, given));
        let complete: Vec<&Metric> = fitting.iter().copied().filter(told).collect();
        // Without any dimension a metric is not this resource's alone.
        let size = |metric: &&Metric| (metric.dimensions.is_empty(), metric.dimensions.len());
        let Some(best) = complete.iter().copied().min_by_key(size) else {
            return Err(missing_dimensions(name, &fitting, given));
        };
        let rival = complete.iter().find(|metric| metric.namespace == best.namespace && is_other_value(metric, best));
        match rival {
            Some(rival) => Err(several(name, best, rival)),
            None => Ok(best),
        }
    }

    fn no_metric(&self, name: &str, namespace: Option<&str>) -> String {
        let ty = &self.name;
        if self.metrics.is_empty() {
            return format!(
                "the metrics of `{ty}` are not known: write `{{ namespace: …, name: …, dimensions: {{ … }} }}` instead"
            );
        }
        let of_space = |metric: &&Metric| namespace.is_none_or(|space| metric.namespace.as_str() == space);
        let near = nearest(name, self.metrics.iter().filter(of_space).map(|metric| &*metric.name));
        let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        let space = namespace.map_or_else(String::new, |space| format!(" in `{space}`"));
        format!("`{ty}` publishes no metric `{name}`{space}{hint}")
    }
}

fn is_given(dimension: &Dimension, given: &[Given<'_>]) -> bool {
    given.iter().any(|(name, _)| *name == dimension.name.as_str())
}

fn fits(metric: &Metric, given: &[Given<'_>]) -> bool {
    given.iter().all(|(name, value)| {
        let dimension = metric.dimensions.iter().find(|d| d.name.as_str() == *name);
        dimension.is_some_and(|d| match (&d.value, value) {
            (Some(fixed), Some(value)) => fixed.as_str() == *value,
            _ => true,
        })
    })
}

/// Whether two metrics have the same dimensions, with other fixed values.
fn is_other_value(one: &Metric, other: &Metric) -> bool {
    let names = |metric: &Metric| metric.dimensions.iter().map(|d| d.name.clone()).collect::<Vec<_>>();
    names(one) == names(other) && one.dimensions.iter().zip(&other.dimensions).any(|(a, b)| a.value != b.value)
}

fn listed(names: impl Iterator<Item = String>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

fn other_dimensions(name: &str, candidates: &[&Metric], given: &[Given<'_>]) -> String {
    let mut sets: Vec<String> =
        candidates.iter().map(|metric| listed(metric.dimensions.iter().map(|d| format!("`{}`", d.name)))).collect();
    sets.retain(|set| !set.is_empty());
    sets.dedup();
    let given = listed(given.iter().map(|(name, _)| format!("`{name}`")));
    format!("`{name}` is not published with {given}; its dimensions are {}", sets.join(", or "))
}

fn missing_dimensions(name: &str, fitting: &[&Metric], given: &[Given<'_>]) -> String {
    let missing = |metric: &Metric| {
        let open = metric.dimensions.iter().filter(|d| !d.is_told() && !is_given(d, given));
        open.map(|d| d.name.to_string()).collect::<Vec<_>>()
    };
    let least = fitting.iter().map(|metric| missing(metric)).min_by_key(Vec::len).unwrap_or_default();
    let fields = least.iter().map(|name| format!("{name}: …")).collect::<Vec<_>>().join(", ");
    let list = listed(least.iter().map(|name| format!("`{name}`")));
    format!("the resource does not tell {list} of `{name}`: give it, `dimensions: {{ {fields} }}`")
}

fn several(name: &str, one: &Metric, other: &Metric) -> String {
    let differing = one.dimensions.iter().zip(&other.dimensions).find(|(a, b)| a.value != b.value);
    let Some((a, b)) = differing else { return format!("`{name}` is several metrics") };
    let text = |d: &Dimension| d.value.as_ref().map_or_else(|| "…".to_owned(), |value| format!("\"{value}\""));
    format!(
        "`{name}` is published for each `{0}`: say for which, `dimensions: {{ {0}: {1} }}` or {2}",
        a.name,
        text(a),
        text(b)
    )
}
