//! Puts one resource type together: nodes, marks, attributes, tags, relationships.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::attributes::Exceptions;
use super::extensions::Addition;
use super::metrics;
use super::patterns::Patterns;
use super::schema::Builder;
use super::spec::ResourceSpec;
use super::tags;
use super::walk::{Walker, compact};
use crate::registry::model::{
    Attribute, Facet, Flags, Kinds, Node, NodeId, OpenAttributes, Phase, Property, Related, ResourceType, Source,
};
use crate::registry::text::Text;

/// What all types have in common.
pub struct Context<'a> {
    /// Which attributes there are.
    pub exceptions: &'a Exceptions,
    /// Of every type, what identifies it.
    pub identities: &'a BTreeMap<String, Identity>,
    /// Types that hold data, with whether they must be empty to be deleted.
    pub stateful: &'a BTreeMap<String, bool>,
}

/// What the root of a schema has beyond a schema's keywords.
const ROOT_KEYWORDS: &[&str] = &[
    "additionalIdentifiers",
    "conditionalCreateOnlyProperties",
    "createOnlyProperties",
    "deprecatedProperties",
    "documentationUrl",
    "handlers",
    "lifecycle",
    "primaryIdentifier",
    "propertyTransform",
    "readOnlyProperties",
    "replacementStrategy",
    "resourceLink",
    "sourceUrl",
    "taggable",
    "tagging",
    "typeConfiguration",
    "typeName",
    "writeOnlyProperties",
];

/// What is needed to read an identifier from a type.
pub struct Identity {
    /// Properties or attributes that `Ref` gives.
    pub ref_gives: Vec<String>,
    /// Attributes.
    pub attributes: BTreeSet<String>,
}

/// What was found on the way.
#[derive(Default)]
pub struct Findings {
    /// Keywords that were not understood.
    pub unknown: BTreeSet<String>,
    /// Paths that lead nowhere.
    pub lost: Vec<String>,
    /// Relationships placed and not placed.
    pub related: (usize, usize),
}

/// What identifies the type, from its schema and the database.
pub fn identity(name: &str, schema: &Value, spec: &ResourceSpec<'_>, rules: &Exceptions) -> Identity {
    let ref_gives = if spec.ref_identifier.is_empty() {
        pointers(schema, "primaryIdentifier").map(|path| path.join(".")).collect()
    } else {
        spec.ref_identifier.clone()
    };
    let attributes = rules.paths(name, schema);
    Identity { ref_gives, attributes: attributes.iter().map(|path| path.replace('/', ".")).collect() }
}

/// The resource type.
pub fn build(
    name: &str,
    schema: &Value,
    spec: &ResourceSpec<'_>,
    additions: &[(Vec<String>, Addition)],
    context: &Context<'_>,
    patterns: &mut Patterns,
    findings: &mut Findings,
) -> ResourceType {
    let mut builder = Builder::new(patterns, schema);
    let root = builder.node(schema);
    // The root is a record whatever the schema forgets to say.
    builder.nodes[root.0 as usize].kinds = Kinds::OBJECT;
    let rules: Vec<(&Vec<String>, Facet)> = additions
        .iter()
        .map(|(path, addition)| {
            let facet = match addition {
                Addition::Facet(facet) => facet.clone(),
                Addition::Schema { schema, warning } => {
                    Facet::Rule { node: builder.foreign(schema), warning: *warning }
                }
            };
            (path, facet)
        })
        .collect();
    let unknown = builder.unknown.drain(..);
    let unknown = unknown.filter(|word| !ROOT_KEYWORDS.contains(&word.as_str()));
    findings.unknown.extend(unknown);
    let definitions = std::mem::take(&mut builder.definitions);
    let mut nodes = std::mem::take(&mut builder.nodes);
    drop(builder);

    mark(&mut nodes, root, name, schema, spec, findings);
    let by_name: BTreeMap<&str, NodeId> = definitions.iter().map(|(name, id)| (name.as_str(), *id)).collect();
    relate(&mut nodes, root, &by_name, spec, findings);
    let mut walker = Walker::new(&mut nodes, root);
    for (path, facet) in rules {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        match walker.node(root, &path) {
            Some(node) => {
                // What holds for a list of secrets holds for each of them.
                if matches!(facet, Facet::Secret(_))
                    && let Some(element) = walker.node(node, &["*"])
                {
                    walker.add(element, facet.clone());
                }
                walker.add(node, facet);
            }
            None => findings.lost.push(format!("{name} {}", path.join("/"))),
        }
    }
    resolve_relations(&mut nodes, context.identities);

    let mut attributes = Vec::new();
    for path in context.exceptions.paths(name, schema) {
        let segments: Vec<&str> = path.split('/').collect();
        match find(&nodes, root, &segments, 8) {
            Some(node) if !segments.contains(&"*") => attributes.push((path.replace('/', "."), node)),
            Some(_) => {}
            None => findings.lost.push(format!("{name} attribute {path}")),
        }
    }
    let mut keep = vec![root];
    keep.extend(attributes.iter().map(|(_, node)| *node));
    let ids = compact(&mut nodes, &keep);
    let mut attributes: Vec<Attribute> =
        attributes.into_iter().map(|(name, node)| Attribute { name: Text::from(name), node: ids[&node] }).collect();
    attributes.sort_by(|a, b| a.name.cmp(&b.name));
    let mut definitions: Vec<(Text, NodeId)> =
        definitions.into_iter().filter_map(|(name, id)| Some((Text::from(name), *ids.get(&id)?))).collect();
    definitions.sort();

    let identity = &context.identities[name];
    let ref_gives: Box<[Text]> = owned(identity.ref_gives.iter().cloned());
    let ref_formats = match identity.ref_gives.as_slice() {
        [one] => {
            let segments: Vec<&str> = one.split('.').collect();
            find(&nodes, ids[&root], &segments, 8).map_or_else(Vec::new, |id| formats(&nodes, id))
        }
        _ => Vec::new(),
    };
    let tags = tags::of(schema, spec, &nodes, ids[&root]);
    let open_attributes = match name {
        "AWS::CloudFormation::Stack"
        | "AWS::Serverless::Application"
        | "AWS::ServiceCatalog::CloudFormationProvisionedProduct" => OpenAttributes::Outputs,
        "AWS::CloudFormation::CustomResource" => OpenAttributes::Any,
        _ => OpenAttributes::None,
    };
    ResourceType {
        name: Text::from(name.to_owned()),
        root: ids[&root],
        nodes: nodes.into(),
        definitions: definitions.into(),
        attributes: attributes.into(),
        open_attributes,
        primary_identifier: owned(pointers(schema, "primaryIdentifier").map(|p| p.join("."))),
        ref_gives,
        ref_formats: ref_formats.into(),
        arn_template: spec.arn_template.map(|arn| Text::from(arn.to_owned())),
        tags,
        metrics: metrics::with_sources(name, &spec.metrics, identity),
        stateful: spec.stateful || context.stateful.contains_key(name),
        delete_requires_empty: context.stateful.get(name) == Some(&true),
        deletes_before_replacing: schema["replacementStrategy"] == "delete_then_create",
        regions: 0,
        ending: ending(&schema["lifecycle"]),
        transform: if name.starts_with("AWS::Serverless::") {
            Some("AWS::Serverless-2016-10-31".into())
        } else {
            spec.transform.map(|transform| Text::from(transform.to_owned()))
        },
    }
}

fn ending(lifecycle: &Value) -> Option<(Phase, Text)> {
    let phase = match lifecycle["status"].as_str()? {
        "maintenance" => Phase::Maintenance,
        "sunset" => Phase::Sunset,
        "shutdown" => Phase::Shutdown,
        _ => return None,
    };
    let date = lifecycle["date"].as_str().unwrap_or("").to_owned();
    Some((phase, Text::from(date)))
}

fn owned(texts: impl Iterator<Item = String>) -> Box<[Text]> {
    texts.map(Text::from).collect()
}

/// The paths that the schema lists under a keyword.
pub fn pointers<'s>(schema: &'s Value, keyword: &str) -> impl Iterator<Item = Vec<&'s str>> + use<'s> {
    let list = schema[keyword].as_array().into_iter().flatten();
    list.filter_map(Value::as_str).map(|pointer| {
        let segments = pointer.split('/').skip(2);
        segments.filter(|s| !s.is_empty() && *s != "properties").collect()
    })
}

fn mark(
    nodes: &mut Vec<Node>,
    root: NodeId,
    name: &str,
    schema: &Value,
    spec: &ResourceSpec<'_>,
    findings: &mut Findings,
) {
    let mut walker = Walker::new(nodes, root);
    for (keyword, flag) in [
        ("readOnlyProperties", Flags::READ_ONLY),
        ("createOnlyProperties", Flags::CREATE_ONLY),
        ("conditionalCreateOnlyProperties", Flags::MAYBE_CREATE_ONLY),
        ("writeOnlyProperties", Flags::WRITE_ONLY),
        ("deprecatedProperties", Flags::DEPRECATED),
    ] {
        for path in pointers(schema, keyword) {
            let mut set = |property: &mut Property| property.flags.0 |= flag;
            if !walker.property(root, &path, &mut set) {
                findings.lost.push(format!("{name} {keyword} {}", path.join("/")));
            }
        }
    }
    for (definition, property) in &spec.maybe_replaces {
        if definition.is_empty() {
            walker.property(root, &[property], &mut |property| {
                if !property.flags.has(Flags::CREATE_ONLY) {
                    property.flags.0 |= Flags::MAYBE_CREATE_ONLY;
                }
            });
        }
    }
    for (definition, property) in &spec.deprecated {
        if definition.is_empty() {
            walker.property(root, &[property], &mut |property| {
                property.flags.0 |= Flags::DEPRECATED;
            });
        }
    }
}

/// Adds the database's relationships where the schema has no format of its own.
fn relate(
    nodes: &mut Vec<Node>,
    root: NodeId,
    definitions: &BTreeMap<&str, NodeId>,
    spec: &ResourceSpec<'_>,
    findings: &mut Findings,
) {
    for (definition, property, related) in &spec.related {
        let from = if definition.is_empty() { Some(root) } else { definitions.get(definition.as_str()).copied() };
        let mut walker = Walker::new(nodes, root);
        let Some(mut node) = from.and_then(|from| walker.node(from, &[property])) else {
            findings.related.1 += 1;
            continue;
        };
        if walker.get(node).kinds == Kinds::LIST
            && let Some(element) = walker.node(node, &["*"])
        {
            node = element;
        }
        findings.related.0 += 1;
        let curated = |facet: &Facet| matches!(facet, Facet::Identifier(_) | Facet::Related(_));
        if !walker.get(node).facets.iter().any(curated) {
            walker.add(node, Facet::Related(related.clone().into()));
        }
    }
}

/// A relationship names a property of its target: that is its `Ref`, or one of its attributes.
fn resolve_relations(nodes: &mut [Node], identities: &BTreeMap<String, Identity>) {
    for node in nodes {
        node.facets.retain_mut(|facet| {
            let Facet::Related(related) = facet else {
                return true;
            };
            let mut resolved: Vec<Related> = related
                .iter()
                .filter_map(|one| {
                    let Source::Attribute(property) = &one.source else {
                        return Some(one.clone());
                    };
                    let identity = identities.get(one.type_name.as_str())?;
                    let is_ref = identity.ref_gives.len() == 1 && identity.ref_gives[0] == property.as_str();
                    let source = if is_ref {
                        Source::Ref
                    } else if identity.attributes.contains(property.as_str()) {
                        one.source.clone()
                    } else {
                        return None;
                    };
                    Some(Related { type_name: one.type_name.clone(), source })
                })
                .collect();
            resolved.sort();
            resolved.dedup();
            *related = resolved.into();
            !related.is_empty()
        });
    }
}

/// The node at the end of a path, also through unions and lists without a star.
pub fn find(nodes: &[Node], from: NodeId, path: &[&str], depth: u8) -> Option<NodeId> {
    let Some((first, rest)) = path.split_first() else {
        return Some(from);
    };
    for facet in &nodes[from.0 as usize].facets {
        let next = match facet {
            Facet::Object(object) => object.property(first).map(|property| property.node),
            Facet::Items(items) if *first == "*" => items.item,
            _ => None,
        };
        if let Some(next) = next {
            return find(nodes, next, rest, depth);
        }
    }
    if depth == 0 {
        return None;
    }
    nodes[from.0 as usize].facets.iter().find_map(|facet| match facet {
        Facet::AllOf(ids) | Facet::AnyOf(ids) | Facet::OneOf(ids) => {
            ids.iter().find_map(|id| find(nodes, *id, path, depth - 1))
        }
        _ => None,
    })
}

/// The identifier formats of a node.
pub fn formats(nodes: &[Node], id: NodeId) -> Vec<Text> {
    let facets = nodes[id.0 as usize].facets.iter();
    facets
        .filter_map(|facet| match facet {
            Facet::Identifier(formats) => Some(formats.iter().cloned()),
            _ => None,
        })
        .flatten()
        .collect()
}
