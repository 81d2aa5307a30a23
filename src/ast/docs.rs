//! What stands around declarations: documentation, decorators, comments and blank lines.

use serde::{Deserialize, Serialize};

use super::{Expr, Ident, Symbol};
use crate::source::Span;

/// The `///` lines before a declaration.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Docs {
    /// The text: `///` and one space taken off each line, lines joined by `\n`.
    pub text: Symbol,
    /// All of the lines.
    pub span: Span,
}

/// `@name` or `@name(arguments)`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decorator {
    /// The name without `@`.
    pub name: Ident,
    /// The arguments; empty without parentheses.
    pub arguments: Vec<Argument>,
    /// From `@` to the last parenthesis.
    pub span: Span,
}

/// An argument of a function or decorator.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Argument {
    /// The name in `name: value`.
    pub name: Option<Ident>,
    /// The value.
    pub value: Expr,
}

impl Argument {
    /// Name and value.
    pub fn span(&self) -> Span {
        self.name.as_ref().map_or(self.value.span, |n| n.span.to(self.value.span))
    }
}

/// What may stand before any declaration.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Attached {
    /// Its documentation.
    pub docs: Option<Docs>,
    /// Its decorators, in source order.
    pub decorators: Vec<Decorator>,
}

/// What a stretch of source without meaning is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TriviaKind {
    /// `// …` on a line of its own, without the line's end.
    Comment,
    /// `// …` after something on the same line.
    TrailingComment,
    /// One or more empty lines; the span covers them.
    BlankLines,
}

/// A comment or blank lines, kept for the formatter. Documentation is not among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trivia {
    /// What it is.
    pub kind: TriviaKind,
    /// Where: relative to the item it stands in, or to the file's own chunk between items.
    pub span: Span,
}
