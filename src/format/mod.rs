//! The one style of `.bat` sources.
//!
//! In: a text, whatever it is. Out: the same text in the style, or the edits that lead there. The text is parsed by
//! [`crate::parse`]; going through the tree, token by token, a document of the `pretty` crate is built, which chooses
//! where lines end.
//!
//! Invariants:
//! - Every token and every comment is written, in the order in which it stands: only white space, commas and the `|`
//!   before the first alternative of a union come and go. What is written in quotes stays as it is.
//! - What has syntax errors stays as it is, byte for byte; what stands around it is formatted.
//! - The result is proven (`proof.rs`) each time: it parses to the same tree and has the same comments. Otherwise nothing is
//!   changed, and [`Formatted::bug`] says what went wrong.
//! - Formatting what has been formatted changes nothing.

mod brackets;
mod cursor;
mod edits;
mod exprs;
mod items;
mod layout;
mod members;
mod proof;
mod rows;
mod stmts;
mod types;

#[cfg(test)]
mod tests;

use std::ops::Range;

use pretty::Arena;

pub use edits::{DIFFERENCE_TIME, Edit, between, edits};

use crate::ast::{File, TriviaKind};
use crate::diagnostics::{Diagnostics, Severity};
use crate::parse::parse_file;
use crate::source::SourceMap;
use crate::world::FormatSettings;

/// How wide lines are when the project says nothing else.
pub const DEFAULT_WIDTH: usize = 120;

/// What a project can choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// How many columns a line has, where it can be split.
    pub width: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options { width: DEFAULT_WIDTH }
    }
}

impl From<&FormatSettings> for Options {
    fn from(settings: &FormatSettings) -> Options {
        Options { width: settings.width.unwrap_or(DEFAULT_WIDTH) }
    }
}

/// A formatted text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formatted {
    /// The text in the style, or as it was when there is a [`Formatted::bug`].
    pub text: String,
    /// Whether something has syntax errors and was left as it is.
    pub is_partial: bool,
    /// Whether all of it was left as it is, because the errors leave nothing that is safe to change.
    pub is_untouched: bool,
    /// Why the text was left as it is, although it should not have been.
    pub bug: Option<String>,
}

/// How often a text is formatted again at most, until nothing changes. What was split once, because it did not fit, stays so,
/// and may then stand better elsewhere; so it ends, and seldom later than the second time.
const MOST_TIMES: usize = 12;

/// Formats a text.
pub fn format(text: &str, options: &Options) -> Formatted {
    let source = Source::parse(text);
    let is_partial = source.is_partial;
    match source.settled(options) {
        Ok(text) => Formatted { text, is_partial, is_untouched: false, bug: None },
        // How the parser goes on behind an error depends on empty lines and indentation around it.
        Err(_) if is_partial => Formatted { text: text.to_owned(), is_partial, is_untouched: true, bug: None },
        Err(bug) => Formatted { text: text.to_owned(), is_partial, is_untouched: true, bug: Some(bug) },
    }
}

/// A text that has been parsed.
struct Source {
    /// With `\n` at each line's end.
    text: String,
    sources: SourceMap,
    tree: File,
    /// Where comments stand.
    comments: Vec<Range<usize>>,
    /// Where syntax errors are, but for comments of other languages.
    mistakes: Vec<usize>,
    /// Whether there are any.
    is_partial: bool,
    /// Whether lines end with `\r\n`.
    has_carriage_returns: bool,
}

impl Source {
    fn parse(text: &str) -> Source {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let carriage_returns = text.matches("\r\n").count();
        let has_carriage_returns = 2 * carriage_returns > text.matches('\n').count();
        let text = text.replace("\r\n", "\n");
        let (mut sources, mut diagnostics) = (SourceMap::new(), Diagnostics::new());
        let id = sources.add_file("", text.as_str());
        let tree = parse_file(&mut sources, id, &mut diagnostics);
        let place = |span| sources.resolve(span).1;
        let comments = tree.trivia.iter().filter(|t| t.kind != TriviaKind::BlankLines).map(|t| place(t.span));
        // Documentation of nothing is a comment, too.
        let (errors, warnings): (Vec<_>, Vec<_>) =
            diagnostics.iter().partition(|d| d.code.severity() == Severity::Error);
        let docs = warnings.iter().filter_map(|d| d.span()).map(place).filter(|r| text[r.clone()].starts_with("///"));
        let is_partial = !errors.is_empty();
        let errors = errors.iter().filter_map(|d| d.span()).map(place);
        // A comment of another language is a mistake, and stays where comments stay.
        let (foreign, mistakes): (Vec<_>, Vec<_>) = errors.partition(|range| text[range.start..].starts_with('#'));
        let mut comments: Vec<_> = comments.chain(docs).chain(foreign).collect();
        comments.sort_by_key(|range| (range.start, range.end));
        let mut mistakes: Vec<usize> = mistakes.into_iter().map(|range| range.start).collect();
        mistakes.sort_unstable();
        Source { text, sources, tree, comments, mistakes, is_partial, has_carriage_returns }
    }

    /// The formatted text, proven, which would not be changed by formatting it again; or what is wrong with it.
    fn settled(&self, options: &Options) -> Result<String, String> {
        let mut source = self.once(options, None)?;
        for _ in 0..MOST_TIMES {
            let Some(next) = &source else { break };
            match next.once(options, None)? {
                None => break,
                Some(next) => source = Some(next),
            }
        }
        let text = source.map_or_else(|| self.text.clone(), |source| source.text);
        Ok(if self.has_carriage_returns { text.replace('\n', "\r\n") } else { text })
    }

    /// The text formatted once; nothing when that changes nothing. Members that do not meet `selected` stay as they are.
    fn once(&self, options: &Options, selected: Option<Range<usize>>) -> Result<Option<Source>, String> {
        // What is broken stays, with as little around it as possible, or else its whole declaration.
        let attempt = |keeps_whole| {
            let text = self.print(options, selected.clone(), keeps_whole)?;
            if text == self.text { Ok(None) } else { proof::prove(self, &text).map(Some) }
        };
        attempt(false).or_else(|bug| if self.mistakes.is_empty() { Err(bug) } else { attempt(true) })
    }

    /// The text formatted once.
    fn print(&self, options: &Options, selected: Option<Range<usize>>, keeps_whole: bool) -> Result<String, String> {
        let arena = Arena::new();
        let mut printer = Printer {
            arena: &arena,
            text: &self.text,
            at: 0,
            starts_text: true,
            width: options.width,
            sources: &self.sources,
            comments: &self.comments,
            mistakes: &self.mistakes,
            keeps_whole,
            selected,
            kept: Vec::new(),
        };
        let doc = printer.file(&self.tree).map_err(|_| "the file is not what its tree says".to_owned())?;
        if let Some(place) = printer.kept.first().filter(|_| self.mistakes.is_empty()) {
            let line = self.text[..place.start].matches('\n').count() + 1;
            return Err(format!("the declaration or statement at line {line} is not what its tree says"));
        }
        let mut text = String::with_capacity(self.text.len() + self.text.len() / 8);
        if let Some(doc) = doc {
            // Writing to a string cannot fail.
            let _ = doc.render_fmt(options.width, &mut text);
            text.push('\n');
            // Each declaration begins with a line's end.
            let lines = text.trim_start_matches('\n').len();
            text.drain(..text.len() - lines);
        }
        Ok(text)
    }
}

/// Goes through a text and its tree together, and builds the document.
struct Printer<'a> {
    arena: &'a Arena<'a>,
    text: &'a str,
    /// How far the text has been read.
    at: usize,
    /// Whether nothing has been read yet.
    starts_text: bool,
    width: usize,
    sources: &'a SourceMap,
    comments: &'a [Range<usize>],
    /// Where syntax errors are, in source order.
    mistakes: &'a [usize],
    /// Whether a mistake keeps the whole declaration as it is.
    keeps_whole: bool,
    /// What is to be formatted, when that is not everything.
    selected: Option<Range<usize>>,
    /// What was kept because the tree does not say what is written.
    kept: Vec<Range<usize>>,
}
