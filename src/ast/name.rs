//! Names.

use arcstr::ArcStr;
use serde::{Deserialize, Serialize};

use crate::source::Span;

/// A name's text, cheap to clone; equal names of one file share it.
pub type Symbol = ArcStr;

/// An identifier where it is written.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Ident {
    /// The name; empty when it is missing in the source, which has been reported.
    pub name: Symbol,
    /// Where.
    pub span: Span,
}

impl Ident {
    /// The identifier that should have stood at `span`.
    pub fn missing(span: Span) -> Ident {
        Ident { name: Symbol::new(), span }
    }

    /// Whether the source lacks it; reported already, so it declares and names nothing.
    pub fn is_missing(&self) -> bool {
        self.name.is_empty()
    }
}

/// A name with the modules or declarations that lead to it: `Vpc`, `net.Vpc`, `Vpc.Params`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Path {
    /// The names between the dots, at least one.
    pub segments: Vec<Ident>,
    /// Where.
    pub span: Span,
}

impl Path {
    /// The name, when it is a single one.
    pub fn as_ident(&self) -> Option<&Ident> {
        match self.segments.as_slice() {
            [one] => Some(one),
            _ => None,
        }
    }
}

impl std::fmt::Display for Path {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (i, segment) in self.segments.iter().enumerate() {
            if i > 0 {
                f.write_str(".")?;
            }
            f.write_str(&segment.name)?;
        }
        Ok(())
    }
}

/// A resource type as the registry names it: `AWS::EC2::VPC`, `Custom::Migration`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ResourceTypeName {
    /// The whole name with its colons.
    pub name: Symbol,
    /// Where.
    pub span: Span,
}

/// What a resource, stack or existing thing is an instance of.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TypeRef {
    /// A type of the registry or a custom one.
    Resource(ResourceTypeName),
    /// A construct or stack, perhaps of a module.
    Named(Path),
    /// Missing or malformed; reported.
    Error(Span),
}

impl TypeRef {
    /// Where it is written.
    pub fn span(&self) -> Span {
        match self {
            TypeRef::Resource(name) => name.span,
            TypeRef::Named(path) => path.span,
            TypeRef::Error(span) => *span,
        }
    }
}
