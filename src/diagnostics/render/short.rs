//! A line each, in the short style of codespan-reporting.

use std::io::{self, Write};
use std::ops::Range;

use codespan_reporting::diagnostic as codespan;
use codespan_reporting::files::{Error, Files};
use codespan_reporting::term::termcolor::{Ansi, NoColor, WriteColor};
use codespan_reporting::term::{self, Config, DisplayStyle, Styles, StylesWriter};

use super::plain::plain_line;
use super::{Look, PathBase};
use crate::diagnostics::{Diagnostic, Severity};
use crate::source::{FileId, SourceMap};

pub(super) fn render(
    out: &mut dyn Write,
    sources: &SourceMap,
    diagnostics: &[Diagnostic],
    look: Look,
    paths: &PathBase,
) -> io::Result<()> {
    if look.color {
        lines(Ansi::new(out), sources, diagnostics, paths)
    } else {
        lines(NoColor::new(out), sources, diagnostics, paths)
    }
}

fn lines(out: impl WriteColor, sources: &SourceMap, diagnostics: &[Diagnostic], paths: &PathBase) -> io::Result<()> {
    let config = Config { display_style: DisplayStyle::Short, ..Config::default() };
    let styles = Styles::default();
    let mut writer = StylesWriter::new(out, &styles);
    let files = Shown { sources, paths };
    for diagnostic in diagnostics {
        let severity = match diagnostic.severity {
            Severity::Error => codespan::Severity::Error,
            Severity::Warning => codespan::Severity::Warning,
        };
        let mut line = codespan::Diagnostic::new(severity)
            .with_code(diagnostic.code.id)
            .with_message(plain_line(&diagnostic.message));
        if let Some(span) = diagnostic.span() {
            let (file, range) = sources.resolve(span);
            line = line.with_label(codespan::Label::primary(file, range));
        }
        term::emit_to_write_style(&mut writer, &config, &files, &line).map_err(|e| match e {
            Error::Io(e) => e,
            e => io::Error::other(e),
        })?;
    }
    Ok(())
}

/// The source map as codespan-reporting reads it.
struct Shown<'s> {
    sources: &'s SourceMap,
    paths: &'s PathBase,
}

impl<'a> Files<'a> for Shown<'_> {
    type FileId = FileId;
    type Name = String;
    type Source = &'a str;

    fn name(&'a self, id: FileId) -> Result<String, Error> {
        Ok(plain_line(&self.paths.show(&self.sources.file(id).path)).into_owned())
    }

    fn source(&'a self, id: FileId) -> Result<&'a str, Error> {
        Ok(&self.sources.file(id).text)
    }

    fn line_index(&'a self, id: FileId, byte: usize) -> Result<usize, Error> {
        Ok(self.sources.file(id).line_of(byte))
    }

    fn line_range(&'a self, id: FileId, line: usize) -> Result<Range<usize>, Error> {
        Ok(self.sources.file(id).line_range(line))
    }

    fn column_number(&'a self, id: FileId, _line: usize, byte: usize) -> Result<usize, Error> {
        Ok(self.sources.file(id).position(byte).column)
    }
}
