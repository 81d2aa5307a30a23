//! How a type takes tags.

use serde_json::Value;

use super::resource::find;
use super::spec::ResourceSpec;
use crate::registry::model::{Facet, Kinds, Node, NodeId, TagShape, Tags};
use crate::registry::text::Text;

/// The tag property and its shape, if there is one that can be written.
pub fn of(schema: &Value, spec: &ResourceSpec<'_>, nodes: &[Node], root: NodeId) -> Option<Tags> {
    let tagging = &schema["tagging"];
    let named = tagging["tagProperty"].as_str();
    let named = named.and_then(|pointer| pointer.strip_prefix("/properties/"));
    let refused = tagging["taggable"] == false || schema["taggable"] == false;
    let candidates = [named, spec.tag_property, (!refused).then_some("Tags")];
    let (name, shape) = candidates.into_iter().flatten().find_map(|name| {
        let path: Vec<&str> = name.split('/').collect();
        let node = find(nodes, root, &path, 4)?;
        Some((name, shape(nodes, node)?))
    })?;
    Some(Tags {
        property: Text::from(name.to_owned()),
        shape,
        inherits_stack_tags: tagging["cloudFormationSystemTags"] != false,
    })
}

fn shape(nodes: &[Node], id: NodeId) -> Option<TagShape> {
    let node = &nodes[id.0 as usize];
    if node.kinds.meets(Kinds::OBJECT) && !node.kinds.meets(Kinds::LIST) {
        let record =
            node.facets.iter().any(|facet| matches!(facet, Facet::Object(object) if !object.properties.is_empty()));
        return (!record).then_some(TagShape::Map);
    }
    let element = find(nodes, id, &["*"], 4)?;
    let has = |name: &str| find(nodes, element, &[name], 4).is_some();
    for (key, value) in [("Key", "Value"), ("TagKey", "TagValue"), ("key", "value"), ("Name", "Value")] {
        if has(key) && has(value) {
            return Some(TagShape::List {
                key: key.into(),
                value: value.into(),
                propagate_at_launch: has("PropagateAtLaunch"),
            });
        }
    }
    None
}
