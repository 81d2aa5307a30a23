//! Reads AWS's service specification database: what `Ref` gives, ARN templates, tag variants,
//! relationships, metrics.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use crate::registry::model::{Dimension, Metric, Related, Source};
use crate::registry::text::Text;

/// What the database says of one resource type.
#[derive(Default)]
pub struct ResourceSpec<'a> {
    /// Properties that `Ref` gives where that is not the primary identifier.
    pub ref_identifier: Vec<String>,
    /// `arn:${Partition}:…`.
    pub arn_template: Option<&'a str>,
    /// Name of the tag property.
    pub tag_property: Option<&'a str>,
    /// Whether losing it loses data.
    pub stateful: bool,
    /// A transform that the type needs.
    pub transform: Option<&'a str>,
    /// Of which types a property takes identifiers, by definition (`""` is the resource itself)
    /// and property; the source is a property of the target, not yet known as its `Ref` or not.
    pub related: Vec<(String, String, Vec<Related>)>,
    /// Properties a change of which may replace the resource, by definition and property.
    pub maybe_replaces: Vec<(String, String)>,
    /// Properties that are going away.
    pub deprecated: Vec<(String, String)>,
    /// What it publishes.
    pub metrics: Vec<Metric>,
}

/// All types of the database.
pub fn read(database: &Value) -> BTreeMap<&str, ResourceSpec<'_>> {
    let schema = &database["schema"];
    let types = by_id(&schema["typeDefinition"]);
    let metrics = by_id(&schema["metric"]);
    let dimension_sets = by_id(&schema["dimensionSet"]);
    let links = |table: &str, id: &str| -> Vec<&str> {
        let targets = schema[table]["forward"][id].as_array().into_iter().flatten();
        targets.filter_map(|target| target["$id"].as_str()).collect()
    };
    let mut all = BTreeMap::new();
    for entity in entities(&schema["resource"]) {
        let (Some(name), Some(id)) = (entity["cloudFormationType"].as_str(), entity["$id"].as_str()) else {
            continue;
        };
        let mut spec = ResourceSpec {
            ref_identifier: strings(&entity["cfnRefIdentifier"]),
            arn_template: entity["arnTemplate"].as_str(),
            tag_property: entity["tagInformation"]["tagPropertyName"].as_str(),
            stateful: entity["isStateful"] == true,
            transform: entity["cloudFormationTransform"].as_str(),
            ..ResourceSpec::default()
        };
        properties(entity, "", &mut spec);
        for definition in links("usesType", id).into_iter().filter_map(|id| types.get(id)) {
            properties(definition, definition["name"].as_str().unwrap_or(""), &mut spec);
        }
        let own_sets = links("resourceHasDimensionSet", id);
        for metric_id in links("resourceHasMetric", id) {
            let Some(metric) = metrics.get(metric_id) else {
                continue;
            };
            let sets = links("usesDimensionSet", metric_id).into_iter();
            for set in sets.filter(|set| own_sets.contains(set)) {
                if let Some(set) = dimension_sets.get(set) {
                    spec.metrics.push(as_metric(metric, &set["dimensions"]));
                }
            }
        }
        all.insert(name, spec);
    }
    all
}

fn as_metric(metric: &Value, dimensions: &Value) -> Metric {
    let text = |value: &Value| Text::from(value.as_str().unwrap_or("").to_owned());
    let dimensions = dimensions.as_array().into_iter().flatten();
    Metric {
        namespace: text(&metric["namespace"]),
        name: text(&metric["name"]),
        statistic: text(&metric["statistic"]),
        dimensions: dimensions
            .map(|dimension| Dimension {
                name: text(&dimension["name"]),
                value: dimension["value"].as_str().map(|value| Text::from(value.to_owned())),
                source: None,
                part: None,
            })
            .collect(),
    }
}

fn properties(entity: &Value, definition: &str, spec: &mut ResourceSpec<'_>) {
    for (name, property) in entity["properties"].as_object().into_iter().flatten() {
        let place = || (definition.to_owned(), name.clone());
        let related: Vec<Related> = property["relationshipRefs"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|link| {
                Some(Related {
                    type_name: Text::from(link["cloudFormationType"].as_str()?.to_owned()),
                    source: Source::Attribute(Text::from(link["propertyName"].as_str()?.to_owned())),
                })
            })
            .collect();
        if !related.is_empty() {
            spec.related.push((definition.to_owned(), name.clone(), related));
        }
        if property["causesReplacement"] == "maybe" {
            spec.maybe_replaces.push(place());
        }
        if property.get("deprecated").is_some() {
            spec.deprecated.push(place());
        }
    }
}

fn entities(table: &Value) -> impl Iterator<Item = &Value> {
    table["entities"].as_array().into_iter().flatten()
}

fn by_id(table: &Value) -> HashMap<&str, &Value> {
    entities(table).filter_map(|entity| Some((entity["$id"].as_str()?, entity))).collect()
}

fn strings(value: &Value) -> Vec<String> {
    let items = value.as_array().into_iter().flatten();
    items.filter_map(Value::as_str).map(str::to_owned).collect()
}
