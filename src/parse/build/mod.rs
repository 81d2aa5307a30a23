//! From pest's pairs to the syntax tree.
//!
//! In: the pairs of one declaration. Out: its [`Item`](crate::ast::Item), and diagnostics. Invariants: every pair of
//! the grammar gives a node, `m_…` and `junk` pairs give the diagnostics; one mistake gives one diagnostic, because
//! within an entry (a statement, field, element, argument) nothing is reported after something was missing.

mod body;
mod expr;
mod item;
mod literal;
mod names;
mod pattern;
mod record;
mod recover;
mod refused;
mod rule;
mod stmt;
mod text;
mod ty;

pub(super) use names::Names;

use pest::iterators::Pair;

use super::errors;
use super::grammar::Rule;
use super::scan::Cut;
use crate::ast::{Ident, MAX_DEPTH};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::source::{ChunkId, SourceFile, Span};

/// How many bytes one level takes at most, in a debug build, and how many are added when there are fewer.
const STACK_LEFT: usize = 256 << 10;
const STACK_MORE: usize = 4 << 20;

type P<'i> = Pair<'i, Rule>;

/// What all declarations of a file share while they are built.
pub(super) struct Shared<'a> {
    /// The file.
    pub file: &'a SourceFile,
    /// The lines, from 0 and sorted, that hold a reported lexical mistake.
    pub broken_lines: &'a [usize],
    /// The names seen so far.
    pub names: &'a mut Names,
    /// Where mistakes go.
    pub diagnostics: &'a mut Diagnostics,
}

/// Builds one declaration.
pub(super) struct Builder<'a, 's> {
    shared: &'a mut Shared<'s>,
    /// The declaration's text, as the scanner has rewritten it.
    text: &'a str,
    cut: &'a Cut,
    chunk: ChunkId,
    /// Whether the file ends with it.
    last: bool,
    /// Something was missing in this entry: what else looks wrong in it follows from that.
    panic: bool,
    /// Whether that was so at the end of the entry before.
    entry_failed: bool,
    depth: usize,
    /// Whether it has been reported that the declaration is nested too deeply.
    is_too_deep: bool,
    /// Nothing is reported: what is being built has been reported as a whole.
    muted: bool,
    /// Opening brackets that were not closed, and where that was noticed.
    unclosed: Vec<(usize, usize)>,
    /// Where something was missing last.
    missing_at: Option<usize>,
}

impl<'a, 's> Builder<'a, 's> {
    /// A builder for the declaration of `cut`.
    pub fn new(shared: &'a mut Shared<'s>, text: &'a str, cut: &'a Cut, chunk: ChunkId, last: bool) -> Self {
        Builder {
            shared,
            text,
            cut,
            chunk,
            last,
            panic: false,
            entry_failed: false,
            is_too_deep: false,
            depth: 0,
            muted: false,
            unclosed: Vec::new(),
            missing_at: None,
        }
    }

    fn span(&self, pair: &P) -> Span {
        let span = pair.as_span();
        Span::new(self.chunk, span.start(), span.end())
    }

    fn at(&self, start: usize, end: usize) -> Span {
        Span::new(self.chunk, start, end)
    }

    fn ident(&mut self, pair: &P) -> Ident {
        Ident { name: self.shared.names.get(pair.as_str()), span: self.span(pair) }
    }

    /// One statement, field, element or argument: a mistake in it hides nothing of the next.
    fn entry<T>(&mut self, build: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::take(&mut self.panic);
        let value = build(self);
        self.entry_failed = self.panic;
        self.panic = outer;
        value
    }

    /// Reports a mistake after which the rest of the entry makes no sense.
    fn report(&mut self, diagnostic: Diagnostic) {
        self.note(diagnostic);
        self.panic = true;
    }

    /// Reports a mistake whose meaning is clear all the same.
    fn note(&mut self, diagnostic: Diagnostic) {
        if self.panic || self.muted {
            return;
        }
        let start = diagnostic.span().map_or(0, |span| span.start as usize);
        let at = self.cut.range.start + start;
        if self.shared.broken_lines.binary_search(&self.shared.file.line_of(at)).is_err() {
            self.shared.diagnostics.push(diagnostic);
        }
    }

    /// One level deeper; none when that is too deep, which is reported once for the declaration.
    fn deeper<T>(&mut self, levels: usize, at: Span, build: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth + levels > MAX_DEPTH {
            let start = at.start as usize;
            if !std::mem::replace(&mut self.is_too_deep, true) {
                self.note(errors::too_deep(self.at(start, (start + 1).min(self.text.len()))));
            }
            self.panic = true;
            return None;
        }
        self.depth += levels;
        let value = stacker::maybe_grow(STACK_LEFT, STACK_MORE, || build(self));
        self.depth -= levels;
        Some(value)
    }
}
