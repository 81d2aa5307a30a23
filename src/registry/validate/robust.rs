//! No value does harm, whatever the type.

use serde_json::{Value, json};

use super::marked::{Marked, deploy, reference};
use super::*;

/// A value with every property that the schema has, filled with `leaf` from some depth on.
fn filled(resource: &ResourceType, node: NodeId, leaf: &Value, depth: u8) -> Value {
    let mut record = serde_json::Map::new();
    for facet in &resource.node(node).facets {
        match facet {
            Facet::Object(object) if depth > 0 => {
                for property in &object.properties {
                    record.insert(property.name.to_string(), filled(resource, property.node, leaf, depth - 1));
                }
                return Value::Object(record);
            }
            Facet::Items(items) if depth > 0 => {
                let item = items.item.map_or(leaf.clone(), |item| filled(resource, item, leaf, depth - 1));
                return json!([item.clone(), item]);
            }
            Facet::AllOf(nodes) | Facet::AnyOf(nodes) | Facet::OneOf(nodes) if depth > 0 => {
                if let Some(node) = nodes.first() {
                    return filled(resource, *node, leaf, depth - 1);
                }
            }
            _ => {}
        }
    }
    leaf.clone()
}

#[test]
fn every_type_takes_any_value_without_harm() {
    let leaves = [
        json!("x"),
        json!(-1),
        json!(1.5),
        json!(true),
        json!([[]]),
        json!({"a": {"b": 1}}),
        deploy(),
        reference("AWS::S3::Bucket"),
        json!({"$": "either", "of": ["a", null, 1]}),
        json!({"$": "maybe", "value": "x"}),
    ];
    for (at, name) in registry().type_names().enumerate() {
        let resource = registry().resource_type(name).expect(name);
        let leaf = &leaves[at % leaves.len()];
        for depth in [1, 5] {
            let value = filled(&resource, resource.root, leaf, depth);
            let context = Context { region: Some("eu-central-1"), ..Context::default() };
            let mut count = 0;
            validate_resource(&resource, Marked(&value), context, &mut |_| count += 1);
            assert!(count < 5_000, "{name}: {count} violations");
        }
    }
}
