//! Puts cfn-lint's extra schemas where they belong: as tables (instance classes, versions,
//! Fargate sizes) or as rules on the node of their path.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use super::Failure;
use super::rules::Rule;
use super::tables;
use crate::registry::model::{Facet, PolicyKind, SecretUse};
use crate::registry::tables::Tables;

/// What is to be added to a node of a type.
pub enum Addition {
    /// As it stands.
    Facet(Facet),
    /// A schema, still to be turned into nodes.
    Schema {
        /// The schema.
        schema: Value,
        /// Whether it only warns.
        warning: bool,
    },
}

/// Additions by type and path.
pub type Additions = BTreeMap<String, Vec<(Vec<String>, Addition)>>;

/// Extra schemas that speak about several resources, or that name something else as their rule.
const SKIPPED: &[(&str, &str)] = &[
    ("aws_rds_dbinstance", "db_instance_class.json"),
    ("aws_rds_dbinstance", "engine_version_deprecated.json"),
    ("aws_rds_dbcluster", "engine_version_deprecated.json"),
];

/// Everything that the rules add, and the tables that they fill.
pub fn read(rules: &[Rule], folder: &Path, regions: &[String]) -> Result<(Additions, Tables, Vec<String>), Failure> {
    let mut additions = Additions::new();
    let mut building = tables::Building::new(regions);
    let mut skipped = Vec::new();
    for rule in rules {
        let policy = match rule.name.as_str() {
            "IdentityPolicy" => Some(PolicyKind::Identity),
            "ResourcePolicy" => Some(PolicyKind::Resource),
            "ResourceEcrPolicy" => Some(PolicyKind::ResourceImplied),
            "TrustPolicy" => Some(PolicyKind::Trust),
            _ => None,
        };
        if let Some(kind) = policy {
            add(&mut additions, rule, || Addition::Facet(Facet::Policy(kind)));
        }
        if rule.name == "DeprecatedRuntimeEol" {
            add(&mut additions, rule, || Addition::Facet(Facet::LambdaRuntime));
        }
        let Some((module, file)) = &rule.schema else {
            continue;
        };
        let path = folder.join(module).join(file);
        let schema = super::read_json(&path)?;
        let known_skip = SKIPPED.contains(&(module.as_str(), file.as_str()));
        if known_skip || rule.id.starts_with('I') {
            skipped.push(format!("{module}/{file}"));
        } else if file == "min_max_size.json" {
            let facet = Facet::AtMost("MinSize".into(), "MaxSize".into());
            add(&mut additions, rule, || Addition::Facet(facet.clone()));
        } else if schema.get("cfnGather").is_some() {
            skipped.push(format!("{module}/{file} (several resources)"));
        } else if let Some(facet) = building.table(module, file, &schema, folder)? {
            add(&mut additions, rule, || Addition::Facet(facet.clone()));
        } else {
            let warning = rule.id.starts_with('W');
            let schema = with_names(&schema);
            add(&mut additions, rule, || Addition::Schema { schema: schema.clone(), warning });
        }
    }
    curated(&mut additions);
    curated_rules(&mut additions)?;
    same(&mut additions);
    Ok((additions, building.tables, skipped))
}

/// Policy documents that no rule names, and the properties that a secret may flow into.
fn curated(additions: &mut Additions) {
    let mut add = |lines: &str, facet: fn(&str) -> Facet| {
        for line in lines.lines().filter(|line| !line.starts_with('#')) {
            let mut words = line.split_whitespace();
            let (Some(type_name), Some(path), Some(kind)) = (words.next(), words.next(), words.next()) else {
                continue;
            };
            let path = path.split('/').map(str::to_owned).collect();
            let list = additions.entry(type_name.to_owned()).or_default();
            list.push((path, Addition::Facet(facet(kind))));
        }
    };
    add(include_str!("../curated/policies.txt"), |kind| {
        Facet::Policy(match kind {
            "resource" => PolicyKind::Resource,
            "trust" => PolicyKind::Trust,
            _ => PolicyKind::Other,
        })
    });
    add(include_str!("../curated/secrets.txt"), |kind| {
        Facet::Secret(match kind {
            "secure" => SecretUse::SecureValue,
            "reference" => SecretUse::Reference,
            _ => SecretUse::Value,
        })
    });
}

/// Tables that hold for further properties.
fn same(additions: &mut Additions) {
    let path = |text: &str| -> Vec<String> {
        let segments = text.split('/').filter(|segment| *segment != ".");
        segments.map(str::to_owned).collect()
    };
    for line in include_str!("../curated/same.txt").lines().filter(|line| !line.starts_with('#')) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [type_name, to, like_type, like] = words[..] else {
            continue;
        };
        let (to, like) = (path(to), path(like));
        let known = additions.get(like_type).map_or(&[][..], Vec::as_slice);
        let tables = known.iter().filter(|(at, _)| *at == like).filter_map(|(_, addition)| match addition {
            Addition::Facet(facet @ (Facet::InstanceClass(_) | Facet::EngineVersion(_))) => {
                Some((to.clone(), Addition::Facet(facet.clone())))
            }
            _ => None,
        });
        let tables: Vec<_> = tables.collect();
        additions.entry(type_name.to_owned()).or_default().extend(tables);
    }
}

/// Rules of our own.
fn curated_rules(additions: &mut Additions) -> Result<(), Failure> {
    let text = include_str!("../curated/rules.json");
    let rules: Value =
        serde_json::from_str(text).map_err(|error| Failure::Json { path: "curated/rules.json".to_owned(), error })?;
    for rule in rules.as_array().into_iter().flatten() {
        let path = rule["path"].as_str().unwrap_or("").split('/').filter(|s| !s.is_empty());
        let addition = Addition::Schema { schema: rule["schema"].clone(), warning: rule["warning"] == true };
        let type_name = rule["type"].as_str().unwrap_or("").to_owned();
        additions.entry(type_name).or_default().push((path.map(str::to_owned).collect(), addition));
    }
    Ok(())
}

fn add(additions: &mut Additions, rule: &Rule, make: impl Fn() -> Addition) {
    for (type_name, path) in &rule.places {
        let list = additions.entry(type_name.clone()).or_default();
        list.push((path.clone(), make()));
    }
}

/// The schema without words of its vendor.
fn with_names(schema: &Value) -> Value {
    let mut schema = schema.clone();
    if let Some(keywords) = schema.as_object_mut() {
        keywords.remove("description");
    }
    schema
}
