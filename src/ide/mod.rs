//! Answers about a place in a program, for editors.
//!
//! In: a [`Document`], which is a text with its tree; what only the checker knows comes from the session. Out: plain values
//! with byte ranges of the text. Invariants: no type of a protocol is known here; nothing panics, however broken the
//! tree and wherever the place; a range lies within the text, on the boundaries of characters.

pub mod actions;
mod complete;
pub mod definition;
mod folding;
mod graph;
pub mod hints;
pub mod hover;
mod imports;
mod lenses;
mod library;
mod links;
pub mod navigate;
pub mod references;
pub mod rename;
mod resource;
pub mod scene;
mod schema;
mod selection;
pub mod signature;
mod symbols;
mod tokens;
pub mod values;
mod walk;

use std::ops::Range;

use crate::ast;
use crate::source::{SourceMap, Span};
use crate::world::FilePath;

pub use complete::{About, Completion, CompletionKind, Completions, complete};
pub use folding::{Fold, FoldKind, folds};
pub use graph::Graph;
pub use lenses::{Lens, Runs, lenses};
pub use library::{Library, Read};
pub use links::{Link, LinkTarget, links};
pub use resource::{Declaration, resource_at};
pub use selection::selection;
pub use symbols::{Symbol, fuzzy_score, symbols};
pub use tokens::{Token, TokenKind, TokenModifiers, tokens};
pub use walk::{Declared, Node, Role, walk, walk_item};

/// The files to start from, and one more.
fn with(inputs: &[FilePath], path: &FilePath) -> Vec<FilePath> {
    let more = (!inputs.contains(path)).then_some(path);
    inputs.iter().chain(more).cloned().collect()
}

/// A text with its tree.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tree.
    pub tree: &'a ast::File,
    /// The map that the tree's spans belong to.
    pub sources: &'a SourceMap,
}

impl Document<'_> {
    /// The bytes that a span covers.
    pub fn range(&self, span: Span) -> Range<usize> {
        let (_, range) = self.sources.resolve(span);
        let floor = |at: usize| {
            let mut at = at.min(self.text.len());
            while !self.text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let (start, end) = (floor(range.start), floor(range.end));
        start..end.max(start)
    }
}
