//! Records: values, bodies of resources, settings and tags are all written as one.

use serde::{Deserialize, Serialize};

use super::{Expr, Ident, Symbol};
use crate::source::Span;

/// `{ … }`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The fields, in source order.
    pub fields: Vec<Field>,
    /// With both braces.
    pub span: Span,
}

/// One entry of a record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Field {
    /// `key: value`
    Pair {
        /// The key.
        key: Key,
        /// The value.
        value: Expr,
        /// Both.
        span: Span,
    },
    /// `name`, short for `name: name`
    Shorthand(Ident),
    /// `...e`: all fields of another record
    Spread {
        /// The record.
        value: Expr,
        /// With the dots.
        span: Span,
    },
    /// `if c: field`: there only when `c` holds
    If {
        /// The condition.
        cond: Expr,
        /// The field: a pair, shorthand, spread, or again conditional.
        field: Box<Field>,
        /// All of it.
        span: Span,
    },
    /// Reported.
    Error(Span),
}

impl Field {
    /// Where it is written.
    pub fn span(&self) -> Span {
        match self {
            Field::Pair { span, .. } | Field::Spread { span, .. } | Field::If { span, .. } | Field::Error(span) => {
                *span
            }
            Field::Shorthand(name) => name.span,
        }
    }
}

/// The key of a field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Key {
    /// `key`, or a keyword
    Name(Ident),
    /// `"a-b"`, without interpolation
    Quoted(Ident),
    /// `[e]`
    Computed(Box<Expr>),
}

impl Key {
    /// The key's text, unless it is computed.
    pub fn text(&self) -> Option<&Symbol> {
        match self {
            Key::Name(ident) | Key::Quoted(ident) => Some(&ident.name),
            Key::Computed(_) => None,
        }
    }

    /// Where it is written; of a computed one, what is between the brackets.
    pub fn span(&self) -> Span {
        match self {
            Key::Name(ident) | Key::Quoted(ident) => ident.span,
            Key::Computed(e) => e.span,
        }
    }
}
