//! Diagnostics in the protocol's words.

use std::collections::BTreeMap;
use std::ops::Range;

use gen_lsp_types as lsp;

use super::report::{Place, Placed};
use crate::diagnostics::Severity;

/// What turns places of the compiler into those of the protocol.
pub trait Places {
    /// The address of a file, and the range of bytes in it.
    fn location(&self, path: &str, range: &Range<usize>) -> Option<lsp::Location>;
}

/// The diagnostics by file, in their order.
pub fn by_file<'a>(diagnostics: impl IntoIterator<Item = &'a Placed>) -> BTreeMap<&'a str, Vec<&'a Placed>> {
    let mut files: BTreeMap<&str, Vec<&Placed>> = BTreeMap::new();
    for placed in diagnostics {
        files.entry(placed.place.path.as_str()).or_default().push(placed);
    }
    files
}

/// A diagnostic as the client shows it. `explains`: whether it shows the places that explain one.
pub fn diagnostic(placed: &Placed, places: &dyn Places, explains: bool) -> Option<lsp::Diagnostic> {
    let range = places.location(&placed.place.path, &placed.place.range)?.range;
    let related = explains.then(|| related(&placed.related, places)).filter(|list| !list.is_empty());
    Some(lsp::Diagnostic {
        range,
        severity: Some(match placed.severity {
            Severity::Error => lsp::DiagnosticSeverity::Error,
            Severity::Warning => lsp::DiagnosticSeverity::Warning,
        }),
        code: Some(placed.code.to_owned().into()),
        code_description: placed.page.as_ref().map(|page| lsp::CodeDescription { href: lsp::Uri(page.clone()) }),
        source: Some("batc".to_owned()),
        message: message(placed).into(),
        tags: tag(placed.code).map(|tag| vec![tag]),
        related_information: related,
        data: None,
    })
}

/// How what a code is about is drawn: faint when it is there for nothing, struck through when it is out of date.
fn tag(code: &str) -> Option<lsp::DiagnosticTag> {
    match code {
        "W0201" | "W0202" | "W0302" | "W1102" => Some(lsp::DiagnosticTag::Unnecessary),
        "W0411" => Some(lsp::DiagnosticTag::Deprecated),
        _ => None,
    }
}

/// What is wrong; below it what stands at the place, and what to write instead.
fn message(placed: &Placed) -> String {
    let mut text = placed.message.clone();
    if let Some(environment) = &placed.environment {
        text.push_str(" (");
        text.push_str(environment);
        text.push(')');
    }
    let label = &placed.place.text;
    if !label.is_empty() && !placed.message.contains(label.as_str()) {
        text.push('\n');
        text.push_str(label);
    }
    if let Some(detail) = &placed.detail {
        text.push('\n');
        text.push_str(detail.trim_end());
    }
    if let Some(help) = &placed.help {
        text.push_str("\nhelp: ");
        text.push_str(help);
    }
    text
}

fn related(list: &[Place], places: &dyn Places) -> Vec<lsp::DiagnosticRelatedInformation> {
    let information = |place: &Place| {
        let location = places.location(&place.path, &place.range)?;
        let message = if place.text.is_empty() { "here".to_owned() } else { place.text.clone() };
        Some(lsp::DiagnosticRelatedInformation { location, message })
    };
    list.iter().filter_map(information).collect()
}
