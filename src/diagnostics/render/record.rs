//! A diagnostic with its places resolved, as programs read it.

use serde::Serialize;

use super::PathBase;
use crate::diagnostics::{Diagnostic, Severity};
use crate::source::SourceMap;

/// A diagnostic with its places resolved.
#[derive(Debug, Serialize)]
pub(super) struct Record<'a> {
    pub code: &'static str,
    pub severity: &'static str,
    pub message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<&'a str>,
    pub help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replacement: Option<String>,
    pub url: Option<String>,
    pub labels: Vec<Place<'a>>,
}

/// A label with its place resolved.
#[derive(Debug, Serialize)]
pub(super) struct Place<'a> {
    pub file: String,
    pub start: Point,
    pub end: Point,
    pub text: &'a str,
    pub primary: bool,
}

/// Line and column, both from 1; columns count Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Point {
    pub line: usize,
    pub column: usize,
}

impl<'a> Record<'a> {
    pub fn new(diagnostic: &'a Diagnostic, sources: &SourceMap, paths: &PathBase) -> Record<'a> {
        let labels = diagnostic.labels.iter().map(|label| {
            let (file, start, end) = sources.positions(label.span);
            Place {
                file: paths.show(&file.path),
                start: Point { line: start.line, column: start.column },
                end: Point { line: end.line, column: end.column },
                text: &label.text,
                primary: label.primary,
            }
        });
        Record {
            code: diagnostic.code.id,
            severity: severity(diagnostic.severity),
            message: &diagnostic.message,
            detail: diagnostic.detail.as_deref().map(|detail| detail.lines.as_str()),
            help: diagnostic.help.as_deref(),
            replacement: diagnostic.suggestion(sources).map(|suggestion| suggestion.replacement),
            url: diagnostic.code.url(),
            labels: labels.collect(),
        }
    }
}

/// `error` or `warning`.
pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}
