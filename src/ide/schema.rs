//! What schemas of resource types say, in words: for proposals, hover and actions alike.

use rustc_hash::FxHashSet;

use crate::registry::model::{Facet, Flags, Kinds};
use crate::registry::{NodeId, ResourceType, registry};

/// How many values are named.
const MOST_VALUES: usize = 4;

/// What a place takes, in a few words: the values that are allowed, the resource that is meant, or else the type.
pub fn taken(schema: &ResourceType, id: NodeId, depth: u8) -> String {
    let values = values(schema, id);
    if !values.is_empty() {
        let more = if values.len() > MOST_VALUES { " | …" } else { "" };
        return format!("{}{more}", values.iter().take(MOST_VALUES).cloned().collect::<Vec<_>>().join(" | "));
    }
    let is_list = schema.node(id).kinds == Kinds::LIST;
    if let Some(wanted) = schema.wanted(id)
        && let Some(related) = wanted.related.first()
    {
        let one = related.type_name.as_str();
        return if is_list { format!("[{one}]") } else { one.to_owned() };
    }
    match schema.item(id).filter(|_| is_list && depth > 0) {
        Some(item) => format!("[{}]", taken(schema, item, depth - 1)),
        None => ty(schema, id, depth),
    }
}

/// The type of values, in a few words.
pub fn ty(schema: &ResourceType, id: NodeId, depth: u8) -> String {
    let node = schema.node(id);
    if node.kinds == Kinds::LIST
        && let Some(item) = schema.item(id).filter(|_| depth > 0)
    {
        return format!("[{}]", ty(schema, item, depth - 1));
    }
    if let Some(name) = schema.definition_name(id).filter(|_| node.kinds.meets(Kinds::OBJECT)) {
        return name.to_owned();
    }
    if node.kinds.is_any() {
        return "Json".to_owned();
    }
    let is_map = node.facets.iter().any(|facet| matches!(facet, Facet::Object(object) if object.is_map()));
    let names = [
        (Kinds::STRING, "String"),
        (Kinds::BOOLEAN, "Bool"),
        (Kinds::INTEGER, "Int"),
        (Kinds::NUMBER, "Float"),
        (Kinds::LIST, "[…]"),
        (Kinds::OBJECT, if is_map { "Map" } else { "{ … }" }),
    ];
    let fits =
        |(kind, name): &&(Kinds, &str)| node.kinds.meets(*kind) && (*name != "Int" || !node.kinds.meets(Kinds::NUMBER));
    names.iter().filter(fits).map(|(_, name)| *name).collect::<Vec<_>>().join(" | ")
}

/// A value of the right kind, to begin with.
pub fn first_value(schema: &ResourceType, id: NodeId) -> &'static str {
    let kinds = [
        (Kinds::STRING, "\"\""),
        (Kinds::BOOLEAN, "false"),
        (Kinds::INTEGER, "0"),
        (Kinds::NUMBER, "0"),
        (Kinds::LIST, "[]"),
        (Kinds::OBJECT, "{}"),
    ];
    kinds.into_iter().find(|(kind, _)| schema.node(id).kinds.meets(*kind)).map_or("\"\"", |(_, value)| value)
}

/// The properties that must be written.
pub fn required(schema: &ResourceType, id: NodeId) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for facet in &schema.node(id).facets {
        match facet {
            Facet::Object(object) => {
                let needed = |flags: Flags| flags.has(Flags::REQUIRED) && !flags.has(Flags::READ_ONLY);
                let required = object.properties.iter().filter(|p| needed(p.flags));
                found.extend(required.map(|p| p.name.to_string()));
            }
            Facet::Required(names) => found.extend(names.iter().map(ToString::to_string)),
            _ => {}
        }
    }
    let mut seen = FxHashSet::default();
    found.retain(|name| seen.insert(name.clone()));
    found
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
        (Flags::CREATE_ONLY, "changing it replaces the resource"),
        (Flags::MAYBE_CREATE_ONLY, "changing it may replace the resource"),
        (Flags::READ_ONLY, "made by the service, and never written"),
        (Flags::WRITE_ONLY, "never read back"),
        (Flags::DEPRECATED, "going away"),
    ];
    words.iter().filter(|(flag, _)| flags.has(*flag)).map(|(_, word)| *word).collect()
}
