//! Properties of resource types in a few words.

use crate::registry::model::{Facet, Flags, Kinds};
use crate::registry::{NodeId, ResourceType, registry};

/// How many values are named.
const MOST_VALUES: usize = 4;

/// What a schema takes, in a few words.
pub fn node(resource: &str, node: u32) -> String {
    let schema = registry().resource_type(resource);
    schema.map_or_else(String::new, |schema| of(&schema, NodeId(node), 3))
}

/// The same.
pub fn of(schema: &ResourceType, id: NodeId, depth: u8) -> String {
    let node = schema.node(id);
    let values = values(schema, id);
    if !values.is_empty() {
        let more = if values.len() > MOST_VALUES { " | …" } else { "" };
        return format!("{}{more}", values.iter().take(MOST_VALUES).cloned().collect::<Vec<_>>().join(" | "));
    }
    if let Some(wanted) = schema.wanted(id)
        && let Some(related) = wanted.related.first()
    {
        let one = related.type_name.as_str();
        return if is_list(schema, id) { format!("[{one}]") } else { one.to_owned() };
    }
    if let Some(item) = schema.item(id).filter(|_| depth > 0) {
        return format!("[{}]", of(schema, item, depth - 1));
    }
    if let Some(name) = schema.definition_name(id) {
        return name.to_owned();
    }
    if node.kinds.is_any() {
        return "Json".to_owned();
    }
    let names = [
        (Kinds::STRING, "String"),
        (Kinds::BOOLEAN, "Bool"),
        (Kinds::INTEGER, "Int"),
        (Kinds::NUMBER, "Float"),
        (Kinds::LIST, "list"),
        (Kinds::OBJECT, "record"),
    ];
    let names: Vec<&str> = names.iter().filter(|(kind, _)| node.kinds.meets(*kind)).map(|(_, name)| *name).collect();
    names.join(" | ")
}

/// Whether it takes lists only.
pub fn is_list(schema: &ResourceType, id: NodeId) -> bool {
    schema.node(id).kinds == Kinds::LIST
}

/// The values that a schema lists, as they are written.
pub fn values(schema: &ResourceType, id: NodeId) -> Vec<String> {
    let mut found = Vec::new();
    collect(schema, id, 4, &mut found);
    found
}

fn collect(schema: &ResourceType, id: NodeId, depth: u8, found: &mut Vec<String>) {
    let node = schema.node(id);
    let quoted = |text: &str| format!("{text:?}");
    let mut add = |text: String| {
        if !found.contains(&text) {
            found.push(text);
        }
    };
    if node.kinds == Kinds::BOOLEAN {
        ["true", "false"].iter().for_each(|text| add((*text).to_owned()));
    }
    for facet in &node.facets {
        match facet {
            Facet::Enum(values) => {
                let is_text = node.kinds.meets(Kinds::STRING);
                values.values.iter().for_each(|value| {
                    add(if is_text { quoted(value) } else { value.to_string() });
                });
            }
            Facet::LambdaRuntime => {
                let tables = registry().tables();
                let today = registry().date();
                let current = tables.runtimes.iter().filter(|r| r.deprecated.is_empty() || &*r.deprecated > today);
                current.for_each(|runtime| add(quoted(&runtime.name)));
            }
            Facet::InstanceClass(table) => {
                let classes = registry().tables().classes.get(*table as usize);
                classes.iter().flat_map(|table| &table.classes).for_each(|(name, _)| add(quoted(name)));
            }
            _ => {}
        }
    }
    if depth > 0 {
        for facet in &node.facets {
            if let Facet::AnyOf(nodes) | Facet::OneOf(nodes) | Facet::AllOf(nodes) = facet {
                nodes.iter().for_each(|node| collect(schema, *node, depth - 1, found));
            }
        }
    }
}

/// What is special about a property, in words.
pub fn flags(flags: Flags) -> Vec<&'static str> {
    let words = [
        (Flags::REQUIRED, "required"),
        (Flags::CREATE_ONLY, "a change replaces the resource"),
        (Flags::MAYBE_CREATE_ONLY, "a change may replace the resource"),
        (Flags::WRITE_ONLY, "never read back"),
        (Flags::DEPRECATED, "deprecated"),
    ];
    words.iter().filter(|(flag, _)| flags.has(*flag)).map(|(_, word)| *word).collect()
}

/// The page of a resource type in AWS's reference.
pub fn page(resource: &str) -> Option<String> {
    let mut parts = resource.strip_prefix("AWS::")?.split("::").map(str::to_lowercase);
    let (service, name) = (parts.next()?, parts.next()?);
    Some(format!(
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-{service}-{name}.html"
    ))
}
