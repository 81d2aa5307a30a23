//! What a refresh changes: types, properties, required marks, and counts.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::sources::Counts;
use super::{Failure, Input, Pack};
use crate::registry::model::{Facet, Flags, NodeId, ResourceType};
use crate::registry::registry;

/// Prints the differences to the embedded pack, and fails when a count drops by more than 2 %.
pub fn compare(pack: &Pack, counts: &Counts, input: &Input) -> Result<(), Failure> {
    let old: BTreeSet<&str> = registry().type_names().collect();
    let new: BTreeSet<&str> = pack.types.iter().map(|t| t.name.as_str()).collect();
    for name in old.difference(&new) {
        println!("- {name}");
    }
    for resource in &pack.types {
        let name = resource.name.as_str();
        let Some(before) = registry().resource_type(name) else {
            println!("+ {name}");
            continue;
        };
        let (before, after) = (properties(&before), properties(resource));
        for (path, required) in &before {
            match after.get(path) {
                None => println!("- {name} {path}"),
                Some(now) if now != required => {
                    let word = if *now { "now required" } else { "no longer required" };
                    println!("~ {name} {path} {word}");
                }
                Some(_) => {}
            }
        }
        for path in after.keys().filter(|path| !before.contains_key(*path)) {
            println!("+ {name} {path}");
        }
    }
    counts_hold(counts, input)
}

fn counts_hold(counts: &Counts, input: &Input) -> Result<(), Failure> {
    let before = super::read_json(&input.data.join("counts.json")).unwrap_or(Value::Null);
    let mut dropped = Vec::new();
    for (name, now) in &counts.0 {
        let was = before[*name].as_u64().unwrap_or(0) as usize;
        println!("{name}: {was} -> {now}");
        // Fewer patterns that cannot be checked is good news.
        if now * 100 < was * 98 && *name != "patterns skipped" {
            dropped.push(format!("{name} from {was} to {now}"));
        }
    }
    if dropped.is_empty() || input.force {
        return Ok(());
    }
    Err(Failure::Dropped(format!(
        "more than 2 % dropped: {}; look at the difference, then pass --force",
        dropped.join(", ")
    )))
}

/// Every property by path, with whether it is required.
pub fn properties(resource: &ResourceType) -> BTreeMap<String, bool> {
    let mut all = BTreeMap::new();
    let mut seen = BTreeSet::new();
    visit(resource, resource.root, "", &mut all, &mut seen);
    all
}

fn visit(
    resource: &ResourceType,
    node: NodeId,
    path: &str,
    all: &mut BTreeMap<String, bool>,
    seen: &mut BTreeSet<NodeId>,
) {
    // A definition is listed where it is first reached; a recursive one ends there.
    if !seen.insert(node) {
        return;
    }
    for facet in &resource.node(node).facets {
        match facet {
            Facet::Object(object) => {
                for property in &object.properties {
                    let path = format!("{path}/{}", property.name);
                    all.insert(path.clone(), property.flags.has(Flags::REQUIRED));
                    visit(resource, property.node, &path, all, seen);
                }
                for (_, node) in &object.patterns {
                    visit(resource, *node, &format!("{path}/*"), all, seen);
                }
            }
            Facet::Items(items) => {
                if let Some(item) = items.item {
                    visit(resource, item, &format!("{path}/*"), all, seen);
                }
            }
            Facet::AllOf(nodes) | Facet::AnyOf(nodes) | Facet::OneOf(nodes) => {
                for node in nodes {
                    visit(resource, *node, path, all, seen);
                }
            }
            _ => {}
        }
    }
}
