//! Reports with the source around each place, drawn by miette.

use std::fmt;
use std::io::{self, Write};

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode, ThemeCharacters, ThemeStyles};

use super::plain::{plain, plain_line};
use super::space::{CONTEXT_LINES, Space};
use super::{Look, PathBase};
use crate::diagnostics::{Diagnostic, Severity};
use crate::source::{SourceMap, Span};

/// How many reports are drawn; the rest is counted.
const SHOWN: usize = 50;
/// How many places of one diagnostic are marked; the rest is counted.
const MARKED: usize = 20;

pub(super) fn render(
    out: &mut dyn Write,
    sources: &SourceMap,
    diagnostics: &[Diagnostic],
    look: Look,
    paths: &PathBase,
) -> io::Result<()> {
    let space = Space::new(sources, paths);
    let handler = handler(look);
    let errors = diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
    // Errors go first when there are too many, but all are shown in the order of their places.
    let mut room = Room { errors: SHOWN, warnings: SHOWN.saturating_sub(errors) };
    let mut text = String::new();
    for diagnostic in diagnostics {
        if !room.take(diagnostic.severity) {
            continue;
        }
        let report = Report::new(diagnostic, sources, &space, paths);
        text.clear();
        let drawn = handler
            .render_report(&mut text, &report)
            .and_then(|()| report.write_places(&mut text))
            .and_then(|()| report.write_detail(&mut text));
        drawn.map_err(io::Error::other)?;
        writeln!(out, "{}", text.trim_end())?;
        writeln!(out)?;
    }
    write_totals(out, diagnostics, errors, look)
}

/// How many more of each severity are drawn.
struct Room {
    errors: usize,
    warnings: usize,
}

impl Room {
    fn take(&mut self, severity: Severity) -> bool {
        let left = match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        let fits = *left > 0;
        *left = left.saturating_sub(1);
        fits
    }
}

fn write_totals(out: &mut dyn Write, diagnostics: &[Diagnostic], errors: usize, look: Look) -> io::Result<()> {
    let Some(first) = diagnostics.iter().find(|d| d.severity == Severity::Error).or(diagnostics.first()) else {
        return Ok(());
    };
    let warnings = diagnostics.len() - errors;
    let hidden_errors = errors.saturating_sub(SHOWN);
    let hidden_warnings = warnings.saturating_sub(SHOWN.saturating_sub(errors));
    let (on, off) = match (look.color, errors > 0) {
        (false, _) => ("", ""),
        (true, true) => ("\x1b[31;1m", "\x1b[0m"),
        (true, false) => ("\x1b[33;1m", "\x1b[0m"),
    };
    write!(out, "{on}{}{off}", counted(errors, warnings))?;
    if hidden_errors + hidden_warnings > 0 {
        write!(out, ", of which {} not shown here", counted(hidden_errors, hidden_warnings))?;
    }
    writeln!(out, "; `batc explain {}` tells more", first.code.id)
}

/// `2 errors and 1 warning`.
fn counted(errors: usize, warnings: usize) -> String {
    let count = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    match (errors, warnings) {
        (_, 0) => count(errors, "error"),
        (0, _) => count(warnings, "warning"),
        _ => format!("{} and {}", count(errors, "error"), count(warnings, "warning")),
    }
}

fn handler(look: Look) -> GraphicalReportHandler {
    let theme = GraphicalTheme {
        characters: if look.unicode { ThemeCharacters::unicode() } else { ThemeCharacters::ascii() },
        styles: if look.color { ThemeStyles::ansi() } else { ThemeStyles::none() },
    };
    GraphicalReportHandler::new_themed(theme)
        .with_width(look.width)
        .with_context_lines(CONTEXT_LINES)
        .with_links(false)
        .with_urls(false)
        .without_syntax_highlighting()
}

/// A diagnostic as miette reads it.
struct Report<'a> {
    diagnostic: &'a Diagnostic,
    message: String,
    help: Option<String>,
    marks: Vec<LabeledSpan>,
    /// Places that are told instead of drawn, because a line there is too long or they are too many.
    places: Vec<String>,
    space: &'a Space<'a>,
}

impl<'a> Report<'a> {
    fn new(diagnostic: &'a Diagnostic, sources: &SourceMap, space: &'a Space<'a>, paths: &PathBase) -> Report<'a> {
        let (mut marks, mut places) = (Vec::new(), Vec::new());
        // The file of the mistake comes first; where that is the library's, the file that has led there.
        let is_own = |span: Span| !sources.file(sources.resolve(span).0).path.starts_with("std/");
        let own = diagnostic.labels.iter().map(|label| label.span).find(|span| is_own(*span));
        let primary = diagnostic.span();
        if let Some(first) = primary.filter(|span| is_own(*span)).or(own).or(primary) {
            space.begin_with(first);
        }
        let wide = diagnostic.labels.iter().take(MARKED).any(|l| space.is_wide(l.span));
        for label in &diagnostic.labels {
            let text = plain(&label.text);
            if wide || marks.len() == MARKED {
                let (file, start, _) = sources.positions(label.span);
                let path = paths.show(&file.path);
                let colon = if text.is_empty() { "" } else { ": " };
                places.push(format!(
                    "{}:{}:{}{colon}{}",
                    plain_line(&path),
                    start.line,
                    start.column,
                    plain_line(&text)
                ));
                continue;
            }
            let text = (!text.is_empty()).then(|| text.into_owned());
            let mark = space.mark(label.span);
            marks.push(match label.primary {
                true => LabeledSpan::new_primary_with_span(text, mark),
                false => LabeledSpan::new_with_span(text, mark),
            });
        }
        Report {
            diagnostic,
            message: plain(&diagnostic.message).into_owned(),
            help: diagnostic.help.as_deref().map(|h| plain(h).into_owned()),
            marks,
            places,
            space,
        }
    }

    fn write_detail(&self, text: &mut String) -> fmt::Result {
        use fmt::Write as _;
        let Some(detail) = &self.diagnostic.detail else { return Ok(()) };
        detail.lines.lines().try_for_each(|line| writeln!(text, "  {}", plain_line(line)))
    }

    fn write_places(&self, text: &mut String) -> fmt::Result {
        use fmt::Write as _;
        self.places.iter().take(MARKED).try_for_each(|place| writeln!(text, "  at {place}"))?;
        match self.places.len().checked_sub(MARKED) {
            Some(more @ 1..) => writeln!(text, "  and {more} more places"),
            _ => Ok(()),
        }
    }
}

impl fmt::Debug for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.diagnostic.fmt(f)
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Report<'_> {}

impl miette::Diagnostic for Report<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let word = super::record::severity(self.diagnostic.severity);
        Some(Box::new(format!("{word}[{}]", self.diagnostic.code.id)))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.diagnostic.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|h| Box::new(h) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self.space)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        (!self.marks.is_empty()).then(|| Box::new(self.marks.iter().cloned()) as Box<dyn Iterator<Item = LabeledSpan>>)
    }
}
