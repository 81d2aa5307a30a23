//! Resource types, their properties and attributes, by what the registry says.

use super::{Scene, code};
use crate::{
    ast::Item,
    document::aws_page,
    ide::schema,
    registry::{
        NodeId, ResourceType,
        model::{Facet, Flags, Format, Kinds, Phase},
        registry,
    },
};

/// How many allowed values and how many attributes are told.
const MOST: usize = 30;

/// A resource type: what it needs and gives.
pub fn resource_type(scene: &Scene, name: &str) -> Option<String> {
    known_type(name).or_else(|| custom(scene, name))
}

/// A resource type of the registry.
pub fn known_type(name: &str) -> Option<String> {
    let schema = registry().resource_type(name)?;
    let property = |name: &String| {
        let found = schema.property(schema.root, name).filter(|p| p.flags.has(Flags::REQUIRED))?;
        Some(format!("  {name}: {}", schema::ty(&schema, found.node, 2)))
    };
    let required: Vec<String> = schema.property_names(schema.root).iter().filter_map(property).collect();
    let mut lines = match required.is_empty() {
        true => vec![code(name), "No property is required.".to_owned()],
        false => vec![code(&format!("{name} {{\n{}\n}}", required.join("\n")))],
    };
    let list = |names: &mut dyn Iterator<Item = &str>, between: &str| {
        names.take(MOST).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(between)
    };
    match schema.ref_gives.is_empty() {
        false => {
            lines.push(format!("`ref` gives its {}.", list(&mut schema.ref_gives.iter().map(|n| n.as_str()), " or ")))
        }
        true if schema.primary_identifier.is_empty() => {}
        true => {
            let names = list(&mut schema.primary_identifier.iter().map(|n| n.as_str()), ", ");
            lines.push(format!("It is identified by {names}."));
        }
    }
    if !schema.attributes.is_empty() {
        lines.push(format!("Attributes: {}.", list(&mut schema.attributes.iter().map(|a| a.name.as_str()), ", ")));
    }
    if schema.stateful {
        lines.push("It holds data, which are lost with it.".to_owned());
    }
    if let Some((phase, day)) = &schema.ending {
        let what = match phase {
            Phase::Maintenance => "Its service takes no new customers",
            Phase::Sunset => "Its service will be shut down",
            Phase::Shutdown => "Its service was shut down",
        };
        let when = if day.is_empty() { String::new() } else { format!(" ({})", day.as_str()) };
        lines.push(format!("{what}{when}."));
    }
    lines.extend(aws_page(name).map(|page| format!("[{name}]({page})")));
    Some(lines.join("\n\n"))
}

fn custom(scene: &Scene, name: &str) -> Option<String> {
    let mut items = scene.modules.iter().flat_map(|(_, module)| &module.tree.items);
    let tree = items.find_map(|item| match &**item {
        Item::ResourceType(tree) if *tree.name.name == *name => Some(tree),
        _ => None,
    })?;
    let docs = tree.attached.docs.as_ref().map(|docs| format!("\n\n{}", docs.text.trim()));
    Some(code(scene.sources.text(tree.span)) + &docs.unwrap_or_default())
}

/// A property: `node` is that of the record it is a field of.
pub fn property(resource: &str, node: u32, name: &str) -> Option<String> {
    let schema = registry().resource_type(resource)?;
    let property = schema.property(NodeId(node), name);
    let child = property.map(|p| p.node).or_else(|| schema.child(NodeId(node), name))?;
    let mut lines = vec![code(&format!("{name}: {}", schema::ty(&schema, child, 3)))];
    let flags = property.map_or_else(Vec::new, |property| flags(property.flags));
    if !flags.is_empty() {
        lines.push(format!("{}.", flags.join(". ")));
    }
    lines.extend(demands(&schema, child));
    let within = schema.definition_name(NodeId(node)).map(|name| format!("`{name}` in ")).unwrap_or_default();
    lines.push(format!("Property of {within}{}", linked(resource)));
    Some(lines.join("\n\n"))
}

/// A resource type with a link to its page.
fn linked(resource: &str) -> String {
    aws_page(resource).map_or_else(|| format!("`{resource}`"), |page| format!("[{resource}]({page})"))
}

/// A value where a property stands: what is allowed there.
pub fn value(resource: &str, node: u32) -> Option<String> {
    let schema = registry().resource_type(resource)?;
    let demands = demands(&schema, NodeId(node));
    (!demands.is_empty()).then(|| demands.join("\n\n"))
}

/// An attribute.
pub fn attribute(scene: &Scene, resource: &str, name: &str) -> Option<String> {
    let quoted = |names: &mut dyn Iterator<Item = &str>| names.map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ");
    let mut lines = Vec::new();
    match registry().resource_type(resource) {
        Some(schema) if name == "ref" => {
            lines.push(code(&format!("ref: identifier of {resource}")));
            if !schema.ref_gives.is_empty() {
                lines.push(format!("Its {}.", quoted(&mut schema.ref_gives.iter().map(|n| n.as_str()))));
            }
        }
        Some(schema) => match schema.attribute(name) {
            Some(attribute) => lines.push(code(&format!("{name}: {}", schema::ty(&schema, attribute.node, 2)))),
            None if schema.has_attributes_below(name) => {
                let prefix = format!("{name}.");
                let mut parts = schema.attributes.iter().filter_map(|a| a.name.strip_prefix(&prefix));
                lines.push(code(name));
                lines.push(format!("A group of attributes: {}.", quoted(&mut parts)));
            }
            // In rules, a property.
            None => return property(resource, schema.root.0, name),
        },
        None => {
            custom(scene, resource)?;
            lines.push(code(name));
        }
    }
    lines.push("Made by the deployment.".to_owned());
    lines.push(format!("Attribute of {}", linked(resource)));
    Some(lines.join("\n\n"))
}

/// The type of a property's values in a few words.
pub fn ty(resource: &str, node: u32) -> String {
    registry().resource_type(resource).map_or_else(|| "Json".to_owned(), |schema| schema::ty(&schema, NodeId(node), 3))
}

/// What is special about a property, in sentences.
fn flags(flags: Flags) -> Vec<String> {
    let sentence = |words: &str| words[..1].to_uppercase() + &words[1..];
    schema::flags(flags).into_iter().map(sentence).collect()
}

/// What a schema asks of values, in sentences.
fn demands(schema: &ResourceType, id: NodeId) -> Vec<String> {
    let mut told = Vec::new();
    collect(schema, id, 4, &mut told);
    if let Some(wanted) = schema.wanted(id) {
        let mut types: Vec<String> = wanted.related.iter().map(|r| format!("`{}`", r.type_name)).collect();
        // A name that the resource is given is not another's.
        types.retain(|name| *name != format!("`{}`", schema.name));
        types.sort();
        types.dedup();
        if !types.is_empty() {
            told.push(format!("Takes {} or its identifier.", types.join(", ")));
        }
    }
    told
}

fn collect(schema: &ResourceType, id: NodeId, depth: u8, told: &mut Vec<String>) {
    let node = schema.node(id);
    for facet in &node.facets {
        if let Facet::AnyOf(nodes) | Facet::OneOf(nodes) | Facet::AllOf(nodes) = facet {
            if depth > 0 {
                nodes.iter().for_each(|node| collect(schema, *node, depth - 1, told));
            }
            continue;
        }
        if let Some(text) = demand(node.kinds, facet)
            && !told.contains(&text)
        {
            told.push(text);
        }
    }
}

fn demand(kinds: Kinds, facet: &Facet) -> Option<String> {
    Some(match facet {
        Facet::Enum(values) => {
            let is_text = kinds.meets(Kinds::STRING);
            let one = |value: &str| if is_text { format!("`{value:?}`") } else { format!("`{value}`") };
            let shown: Vec<String> = values.values.iter().take(MOST).map(|value| one(value)).collect();
            let more = values.values.len().saturating_sub(MOST);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!("Allowed: {}{more}.", shown.join(", "))
        }
        Facet::Length { min, max: Some(max) } if min == max => format!("{min} characters."),
        Facet::Length { min, max: Some(max) } => format!("{min} to {max} characters."),
        Facet::Length { min, max: None } if *min > 0 => format!("At least {min} characters."),
        Facet::Range(range) => match (range.min, range.max) {
            (Some(min), Some(max)) => format!("{min} to {max}."),
            (Some(min), None) => format!("At least {min}."),
            (None, Some(max)) => format!("At most {max}."),
            (None, None) => return None,
        },
        Facet::Pattern(pattern) => format!("Pattern: `{}`", registry().pattern(*pattern)?.spec.text.as_str()),
        Facet::Format(Format::Ipv4Network) => "A block of addresses, such as `10.0.0.0/16`.".to_owned(),
        Facet::Format(Format::Ipv6Network) => "A block of IPv6 addresses.".to_owned(),
        Facet::Policy(_) => "An IAM policy document.".to_owned(),
        Facet::Secret(_) => "A secret may stand here.".to_owned(),
        Facet::InstanceClass(_) | Facet::EngineClass(_) => "An instance class of the region.".to_owned(),
        Facet::Items(items) => match (items.min, items.max) {
            (0, None) => return None,
            (min, Some(max)) => format!("{min} to {max} elements."),
            (min, None) => format!("At least {min} elements."),
        },
        _ => return None,
    })
}
