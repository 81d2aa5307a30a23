//! SARIF 2.1.0, the part of it that code scanning reads.
//!
//! Written as a few structs here rather than with the `serde-sarif` package, whose build compiles the whole schema
//! through packages that are no longer kept.

use std::io::{self, Write};

use indexmap::IndexMap;
use serde::Serialize;

use super::plain::plain;
use super::record::{Place, Record};
use super::{PathBase, write_plain_json};
use crate::diagnostics::Diagnostic;
use crate::source::SourceMap;

pub(super) fn render(
    out: &mut dyn Write,
    sources: &SourceMap,
    diagnostics: &[Diagnostic],
    paths: &PathBase,
) -> io::Result<()> {
    let mut rules: IndexMap<&str, Rule> = IndexMap::new();
    let (mut results, mut notifications) = (Vec::new(), Vec::new());
    for diagnostic in diagnostics {
        let record = Record::new(diagnostic, sources, paths);
        let entry = rules.entry(record.code);
        let rule_index = entry.index();
        entry.or_insert_with(|| Rule::new(diagnostic));
        match record.labels.is_empty() {
            // What lies outside the sources is no finding about them, but explains why the run failed.
            true => notifications.push(Notification::new(&record)),
            false => results.push(Finding::new(&record, rule_index)),
        }
    }
    let driver = Driver {
        name: "batc",
        version: env!("CARGO_PKG_VERSION"),
        information_uri: Some(env!("CARGO_PKG_REPOSITORY")).filter(|uri| !uri.is_empty()),
        rules: rules.into_values().collect(),
    };
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool { driver },
            column_kind: "unicodeCodePoints",
            invocations: [Invocation {
                execution_successful: notifications.is_empty(),
                tool_execution_notifications: notifications,
            }],
            results,
        }],
    };
    write_plain_json(out, &log)?;
    writeln!(out)
}

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    column_kind: &'static str,
    invocations: [Invocation; 1],
    results: Vec<Finding>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    information_uri: Option<&'static str>,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<String>,
}

impl Rule {
    fn new(diagnostic: &Diagnostic) -> Rule {
        let code = diagnostic.code;
        Rule { id: code.id, short_description: Text::new(code.title), help_uri: code.url() }
    }
}

#[derive(Serialize)]
struct Text {
    text: String,
}

impl Text {
    fn new(text: &str) -> Text {
        Text { text: plain(text).into_owned() }
    }

    /// The message with its help; viewers show no other field beside it.
    fn of(record: &Record) -> Text {
        match record.help {
            Some(help) => Text::new(&format!("{}\nhelp: {help}", record.message)),
            None => Text::new(record.message),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Text,
    descriptor: Descriptor,
}

#[derive(Serialize)]
struct Descriptor {
    id: &'static str,
}

impl Notification {
    fn new(record: &Record) -> Notification {
        Notification { level: record.severity, message: Text::of(record), descriptor: Descriptor { id: record.code } }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
}

impl Finding {
    fn new(record: &Record, rule_index: usize) -> Finding {
        Finding {
            rule_id: record.code,
            rule_index,
            level: record.severity,
            message: Text::of(record),
            locations: record.labels.iter().take(1).map(Location::new).collect(),
            related_locations: record.labels.iter().skip(1).map(Location::new).collect(),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

impl Location {
    fn new(place: &Place) -> Location {
        let region = Region {
            start_line: place.start.line,
            start_column: place.start.column,
            end_line: place.end.line,
            end_column: place.end.column,
        };
        Location {
            physical_location: PhysicalLocation {
                artifact_location: ArtifactLocation { uri: uri(&place.file) },
                region,
            },
            message: (!place.text.is_empty()).then(|| Text::new(place.text)),
        }
    }
}

/// A path as a URI reference: everything but what is plain in one is percent-encoded.
fn uri(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    // An absolute path needs its scheme, or it would be read as a reference to a host's root.
    if path.starts_with('/') {
        text.push_str("file://");
    }
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => text.push(char::from(byte)),
            _ => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}
