//! GitHub workflow commands: `::error file=…,line=…,col=…,endColumn=…,title=…::message`.

use std::io::{self, Write};

use super::PathBase;
use super::plain::plain;
use super::record::Record;
use crate::diagnostics::Diagnostic;
use crate::source::SourceMap;

pub(super) fn render(
    out: &mut dyn Write,
    sources: &SourceMap,
    diagnostics: &[Diagnostic],
    paths: &PathBase,
) -> io::Result<()> {
    for diagnostic in diagnostics {
        let record = Record::new(diagnostic, sources, paths);
        write!(out, "::{} ", record.severity)?;
        if let Some(place) = record.labels.first() {
            write!(out, "file={},line={},", property(&place.file), place.start.line)?;
            // GitHub takes columns within one line only.
            if place.start.line == place.end.line {
                write!(out, "col={},endColumn={},", place.start.column, place.end.column)?;
            } else {
                write!(out, "endLine={},", place.end.line)?;
            }
        }
        let title = format!("{}: {}", record.code, diagnostic.code.title);
        write!(out, "title={}::{}", property(&title), data(record.message))?;
        for (place, first) in record.labels.iter().zip(std::iter::once(true).chain(std::iter::repeat(false))) {
            match (first, place.text.is_empty()) {
                (_, true) => {}
                (true, _) => write!(out, "%0A{}", data(place.text))?,
                (false, _) => {
                    write!(out, "%0A{}:{}: {}", data(&place.file), place.start.line, data(place.text))?;
                }
            }
        }
        if let Some(help) = record.help {
            write!(out, "%0Ahelp: {}", data(help))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// A message: what ends a command is escaped.
fn data(text: &str) -> String {
    plain(text).replace('%', "%25").replace('\n', "%0A")
}

/// A property's value: what ends a property is escaped too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
