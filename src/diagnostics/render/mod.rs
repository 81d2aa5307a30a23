//! Diagnostics as people and programs read them.
//!
//! In: sorted diagnostics and the [`SourceMap`] they point into. Out: bytes in one of five formats. Invariants: each
//! format says the same; no control byte from a source, a path or a message reaches the output (see `plain`); the
//! work is linear in the number of diagnostics.

mod github;
mod human;
mod json;
mod paths;
mod plain;
mod record;
mod sarif;
mod short;
mod space;
#[cfg(test)]
mod tests;

pub use json::{plain_json_text, write_plain_json};
pub use paths::PathBase;
pub(crate) use plain::acts;
pub use plain::plain_line;

use std::io::{self, Write};

use super::Diagnostic;
use crate::source::SourceMap;

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum MessageFormat {
    /// Reports with the source around each place.
    #[default]
    Human,
    /// A line each: `path:line:column: error[E0301]: message`.
    Short,
    /// A JSON object a line.
    Json,
    /// One SARIF 2.1.0 document.
    Sarif,
    /// Workflow commands that GitHub shows beside the source.
    Github,
}

/// What the place that is written to can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Whether to colour.
    pub color: bool,
    /// Whether characters outside ASCII can be drawn.
    pub unicode: bool,
    /// Columns at which text is wrapped.
    pub width: usize,
}

impl Default for Look {
    fn default() -> Look {
        Look { color: false, unicode: true, width: 100 }
    }
}

/// Writes `diagnostics`, sorted as [`Diagnostics::into_sorted`](super::Diagnostics::into_sorted) does.
pub fn render(
    out: &mut dyn Write,
    sources: &SourceMap,
    diagnostics: &[Diagnostic],
    format: MessageFormat,
    look: Look,
    paths: &PathBase,
) -> io::Result<()> {
    match format {
        MessageFormat::Human => human::render(out, sources, diagnostics, look, paths),
        MessageFormat::Short => short::render(out, sources, diagnostics, look, paths),
        MessageFormat::Json => json::render(out, sources, diagnostics, paths),
        MessageFormat::Sarif => sarif::render(out, sources, diagnostics, paths),
        MessageFormat::Github => github::render(out, sources, diagnostics, paths),
    }
}
