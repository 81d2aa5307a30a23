//! Types as they are written.

use serde::{Deserialize, Serialize};

use super::{Docs, Expr, Ident, Literal, Path, ResourceTypeName, Symbol};
use crate::source::Span;

/// A type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TypeExpr {
    /// What it is.
    pub kind: TypeKind,
    /// Where.
    pub span: Span,
}

/// The forms of types.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum TypeKind {
    /// `Int`, `NetworkSizing`, `net.Vpc`, `Vpc.Params`: built-in types, aliases, constructs, stacks
    Name(Path),
    /// `AWS::EC2::VPC`
    ResourceType(ResourceTypeName),
    /// `T?`
    Optional(Box<TypeExpr>),
    /// `[T]`
    List(Box<TypeExpr>),
    /// `Map<T>`, `Secret<T>`, `Partial<T>`
    Generic {
        /// The name before `<`.
        name: Ident,
        /// Between the angle brackets, at least one.
        arguments: Vec<TypeExpr>,
    },
    /// `{ a: T = e, b: T? }`
    Record(Vec<TypeField>),
    /// `A | "b" | 3`, at least two, none of them a union itself unless in parentheses
    Union(Vec<TypeExpr>),
    /// `"Delete"`, `3`, `true`, `null`
    Literal(Literal),
    /// `Int(1..=35)`, `String(/[a-z]+/, 1..=64)`
    Refined {
        /// The type before the parenthesis.
        name: Path,
        /// All must hold; at least one.
        refinements: Vec<Refinement>,
    },
    /// `known T`: the value must be known when compiling
    Known(Box<TypeExpr>),
    /// Missing or malformed; reported.
    Error,
}

/// A field of a record type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TypeField {
    /// The `///` lines before it.
    pub docs: Option<Docs>,
    /// Its name; one that is no identifier is quoted in the source.
    pub name: Ident,
    /// Its type; `T?` makes it optional.
    pub ty: TypeExpr,
    /// What it is when it is not given.
    pub default: Option<Expr>,
    /// Without the documentation.
    pub span: Span,
}

/// A restriction of a type's values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Refinement {
    /// `1..=35`, `0..`, `..=9`: of numbers, durations and sizes the value, of strings and lists the length
    Range {
        /// The least value.
        min: Option<Bound>,
        /// The greatest value.
        max: Option<Bound>,
        /// Whether `max` itself is out (`..` instead of `..=`).
        exclusive: bool,
        /// All of it.
        span: Span,
    },
    /// `/[a-z]+/`: must match the whole text; its syntax is right
    Pattern {
        /// The expression between the slashes, `\/` turned into `/`.
        regex: Symbol,
        /// With the slashes.
        span: Span,
    },
}

/// An end of a range: a number, duration or size.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bound {
    /// The value.
    pub value: Literal,
    /// Where.
    pub span: Span,
}
