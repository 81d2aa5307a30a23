//! Diagnostics with their places resolved, so that they can cross threads and outlive the texts that they were found in.

use std::ops::Range;

use crate::diagnostics::{Diagnostic, Severity};
use crate::source::{SourceMap, Span};

/// A place with what to say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file's path as diagnostics show it.
    pub path: String,
    /// The bytes.
    pub range: Range<usize>,
    /// What to say about it; may be empty.
    pub text: String,
}

/// A diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The mistake's place, with its label.
    pub place: Place,
    /// The places that explain it.
    pub related: Vec<Place>,
    /// Its code's id.
    pub code: &'static str,
    /// The address of its code's page.
    pub page: Option<String>,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Lines below it.
    pub detail: Option<String>,
    /// What to write instead.
    pub help: Option<String>,
    /// The environment that it belongs to, in words.
    pub environment: Option<String>,
    /// Edits that mend it.
    pub fixes: Vec<Fix>,
    /// What is missing, as it is written.
    pub lacking: Vec<String>,
}

/// An edit that mends a mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does.
    pub title: String,
    /// The file's path.
    pub path: String,
    /// What is replaced.
    pub range: Range<usize>,
    /// By what.
    pub replacement: String,
}

/// The diagnostics that have a place, in their order.
pub fn placed(sources: &SourceMap, diagnostics: &[Diagnostic]) -> Vec<Placed> {
    diagnostics.iter().filter_map(|diagnostic| place(sources, diagnostic)).collect()
}

/// What the diagnostic says to write in its place.
fn fix(sources: &SourceMap, diagnostic: &Diagnostic) -> Option<Fix> {
    let suggestion = diagnostic.suggestion(sources)?;
    let (file, range) = sources.resolve(suggestion.span);
    let title = format!("Write `{}`", suggestion.replacement);
    Some(Fix { title, path: sources.file(file).path.clone(), range, replacement: suggestion.replacement })
}

fn place(sources: &SourceMap, diagnostic: &Diagnostic) -> Option<Placed> {
    let (primary, others) = diagnostic.labels.split_first()?;
    let place = |span: Span, text: &str| {
        let (file, range) = sources.resolve(span);
        Place { path: sources.file(file).path.clone(), range, text: text.to_owned() }
    };
    let environment = others.iter().find(|label| label.is_environment);
    Some(Placed {
        place: place(primary.span, &primary.text),
        related: others.iter().map(|label| place(label.span, &label.text)).collect(),
        code: diagnostic.code.id,
        page: diagnostic.code.url(),
        severity: diagnostic.severity,
        message: diagnostic.message.clone(),
        detail: diagnostic.detail.as_ref().map(|detail| detail.lines.clone()),
        help: diagnostic.help.clone(),
        environment: environment.map(|label| label.text.clone()),
        fixes: fix(sources, diagnostic).into_iter().collect(),
        lacking: diagnostic.lacking().to_vec(),
    })
}
