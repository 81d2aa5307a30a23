//! Rebuilds the pack from the three packages that carry AWS's schemas.
//!
//! In: the unpacked packages (see `refresh.sh`) and the day. Out: the files under
//! `src/registry/data/`, `SOURCES.md` beside them, and a report of what changed. The same input
//! gives the same bytes. No sentence of a vendor's documentation is copied: descriptions are
//! dropped before anything is built.

pub mod attributes;
pub mod diff;
pub mod extensions;
pub mod formats;
pub mod guards;
pub mod iam;
pub mod metrics;
pub mod patterns;
pub mod resource;
pub mod rules;
pub mod schema;
pub mod sources;
pub mod spec;
pub mod strings;
pub mod tables;
pub mod tags;
pub mod translate;
pub mod walk;
pub mod write;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::model::ResourceType;
use super::pattern::PatternSpec;
use super::tables::Tables;

/// Where things are, and what day it is.
pub struct Input {
    /// The Python package `cfnlint`.
    pub cfn_lint: PathBuf,
    /// The service specification database, unpacked.
    pub database: PathBuf,
    /// The npm package with IAM's actions.
    pub iam_data: PathBuf,
    /// `src/registry/data`.
    pub data: PathBuf,
    /// `2026-11-23`.
    pub date: String,
    /// Names and versions of the packages.
    pub versions: Vec<(String, String)>,
    /// Write even when a count drops by more than 2 %.
    pub force: bool,
}

/// Why a refresh stopped.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A file could not be read or written.
    #[error("{path}: {error}")]
    File {
        /// The file.
        path: String,
        /// What is wrong.
        error: std::io::Error,
    },
    /// A file is not JSON.
    #[error("{path}: {error}")]
    Json {
        /// The file.
        path: String,
        /// What is wrong.
        error: serde_json::Error,
    },
    /// The pack could not be encoded.
    #[error("the pack cannot be encoded: {0}")]
    Encode(#[from] postcard::Error),
    /// Something disappeared.
    #[error("{0}")]
    Dropped(String),
}

/// A new pack, not yet written.
pub struct Pack {
    /// All types, sorted by name.
    pub types: Vec<ResourceType>,
    /// All patterns.
    pub patterns: Vec<PatternSpec>,
    /// Patterns that cannot be checked.
    pub skipped_patterns: Vec<(String, &'static str)>,
    /// Extra schemas that were left out.
    pub skipped_rules: Vec<String>,
    /// Tables.
    pub tables: Tables,
    /// Regions, with whether their lists are their own.
    pub regions: Vec<(String, bool)>,
    /// Of each type, where it exists.
    pub availability: BTreeMap<String, u64>,
    /// What texts of each identifier format look like.
    pub formats: BTreeMap<String, super::model::PatternId>,
    /// IAM's services and actions.
    pub iam: iam::Iam,
    /// Notes for whoever refreshes.
    pub notes: Vec<String>,
}

/// Reads, builds, compares, writes. The report is printed.
pub fn run(input: &Input) -> Result<(), Failure> {
    let pack = build(input)?;
    for note in &pack.notes {
        println!("{note}");
    }
    let counts = sources::counts(&pack);
    diff::compare(&pack, &counts, input)?;
    write::write(&pack, &counts, input)?;
    Ok(())
}

fn build(input: &Input) -> Result<Pack, Failure> {
    let schemas = input.cfn_lint.join("data/schemas");
    // Regions that sell instances but whose list of types is missing are regions all the same.
    let sold = schemas.join("extensions/aws_ec2_instance/instancetype_enum.json");
    let (regions, by_type) = read_regions(&schemas.join("providers"), &read_json(&sold)?)?;
    let names: Vec<String> = regions.iter().map(|(name, _)| name.clone()).collect();
    let found = read_rules(&input.cfn_lint.join("rules"))?;
    let (additions, mut tables, skipped_rules) = extensions::read(&found, &schemas.join("extensions"), &names)?;
    let extra = input.cfn_lint.join("data/AdditionalSpecs");
    tables.runtimes = tables::runtimes(&read_json(&extra.join("LmbdRuntimeLifecycle.json"))?);
    let stateful = read_json(&extra.join("StatefulResources.json"))?;
    let mut stateful: BTreeMap<String, bool> = stateful["ResourceTypes"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, facts)| (name.clone(), facts["DeleteRequiresEmptyResource"] == true))
        .collect();
    let curated = include_str!("../curated/stateful.txt").lines().filter(|line| !line.starts_with('#'));
    for name in curated {
        stateful.entry(name.to_owned()).or_insert(false);
    }
    let exceptions = attributes::Exceptions::read(&read_text(&input.cfn_lint.join("schema/_getatts.py"))?);
    let database = read_json(&input.database)?;
    let specs = spec::read(&database);
    let nothing = spec::ResourceSpec::default();

    let mut sources = BTreeMap::new();
    let mut availability = BTreeMap::new();
    for (name, (file, regions)) in &by_type {
        let schema = read_json(&schemas.join("resources").join(format!("{file}.json")))?;
        sources.insert(name.clone(), schema);
        availability.insert(name.clone(), *regions);
    }
    let identities = sources
        .iter()
        .map(|(name, schema)| {
            let spec = specs.get(name.as_str()).unwrap_or(&nothing);
            (name.clone(), resource::identity(name, schema, spec, &exceptions))
        })
        .collect();
    let context = resource::Context { exceptions: &exceptions, identities: &identities, stateful: &stateful };
    let mut patterns = patterns::Patterns::default();
    let mut findings = resource::Findings::default();
    let types = sources
        .iter()
        .map(|(name, schema)| {
            let spec = specs.get(name.as_str()).unwrap_or(&nothing);
            let more = additions.get(name).map_or(&[][..], Vec::as_slice);
            resource::build(name, schema, spec, more, &context, &mut patterns, &mut findings)
        })
        .collect();
    let formats = formats::read(&input.cfn_lint.join("rules/formats"))?;
    let formats = formats.into_iter().filter_map(|(name, pattern)| Some((name, patterns.intern(&pattern)?))).collect();
    let policies = read_json(&extra.join("Policies.json"))?;
    let mut notes = vec![format!(
        "relationships placed {}, without a place {}; attribute exceptions {:?}",
        findings.related.0,
        findings.related.1,
        exceptions.counts(),
    )];
    notes.extend(findings.unknown.iter().map(|word| format!("unknown keyword {word}")));
    notes.extend(findings.lost.iter().map(|path| format!("no such path: {path}")));
    Ok(Pack {
        types,
        patterns: patterns.specs,
        skipped_patterns: patterns.skipped,
        skipped_rules,
        tables,
        regions,
        availability,
        formats,
        iam: iam::read(&input.iam_data, &policies)?,
        notes,
    })
}

fn read_rules(folder: &Path) -> Result<Vec<rules::Rule>, Failure> {
    rules::read(folder).map_err(|error| Failure::File { path: folder.display().to_string(), error })
}

type ByType = BTreeMap<String, (String, u64)>;

/// The regions with their types. A list that equals another region's says nothing of its own.
fn read_regions(folder: &Path, sold: &Value) -> Result<(Vec<(String, bool)>, ByType), Failure> {
    let entries =
        std::fs::read_dir(folder).map_err(|error| Failure::File { path: folder.display().to_string(), error })?;
    let mut lists = BTreeMap::new();
    for entry in entries.flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            lists.insert(name, read_json(&path)?);
        }
    }
    let transforms = lists.remove("sam").unwrap_or(Value::Null);
    for (region, _) in sold.as_object().into_iter().flatten() {
        if region != "all" {
            lists.entry(region.clone()).or_insert(Value::Null);
        }
    }
    let first: BTreeSet<String> = keys(&lists, "us-east-1");
    let mut regions = Vec::new();
    let mut by_type = ByType::new();
    for (at, (region, list)) in lists.iter().enumerate() {
        let copied = region != "us-east-1" && keys(&lists, region) == first;
        regions.push((region.clone(), !copied && !list.is_null()));
        for (name, file) in list.as_object().into_iter().flatten() {
            let file = file.as_str().unwrap_or("").to_owned();
            let entry = by_type.entry(name.clone()).or_insert((file, 0));
            entry.1 |= 1 << at;
        }
    }
    for (name, file) in transforms.as_object().into_iter().flatten() {
        let file = file.as_str().unwrap_or("").to_owned();
        by_type.entry(name.clone()).or_insert((file, u64::MAX));
    }
    Ok((regions, by_type))
}

fn keys(lists: &BTreeMap<String, Value>, region: &str) -> BTreeSet<String> {
    let list = lists.get(region).and_then(Value::as_object);
    list.into_iter().flatten().map(|(name, _)| name.clone()).collect()
}

/// A file's text.
pub fn read_text(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| Failure::File { path: path.display().to_string(), error })
}

/// A file's JSON.
pub fn read_json(path: &Path) -> Result<Value, Failure> {
    serde_json::from_str(&read_text(path)?).map_err(|error| Failure::Json { path: path.display().to_string(), error })
}
