//! The type itself.

use std::sync::Arc;

use arcstr::ArcStr;
use indexmap::IndexMap;

use super::{FloatRange, IntRange, Literal, StrRefinement};
use crate::{hir, source::Span};

/// A type; cheap to clone.
pub type Ty = Arc<TyKind>;

/// A construct, stack or app of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BodyId(pub u32);

/// What a type can be.
#[derive(Clone, Debug)]
pub enum TyKind {
    /// Already reported; fits everywhere.
    Error,
    /// The type of no value: elements of `[]`.
    Never,
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool,
    /// An integer within bounds.
    Int(IntRange),
    /// A number within bounds.
    Float(FloatRange),
    /// A string, possibly refined.
    Str(StrRefinement),
    /// A span of time within bounds; its value is in milliseconds.
    Duration(IntRange),
    /// An amount of storage within bounds; its value is in bytes.
    Size(IntRange),
    /// Any shape, with deploy-time leaves.
    Json,
    /// A path of a file within the project, relative to the file in which it is written.
    Path,
    /// One literal.
    Literal(Literal),
    /// `T?`: a value or `null`.
    Optional(Ty),
    /// `[T]`, of a length known when compiling.
    List(Ty),
    /// A list whose length only the deployment knows: select, join, length and passing on only.
    OpaqueList(Ty),
    /// `Map<T>`.
    Map(Ty),
    /// A record; named when a `type` declares it.
    Record(Arc<RecordTy>),
    /// One of several types; never holds a union, an optional or an error.
    Union(Vec<Ty>),
    /// An instance of a resource type.
    Resource(ArcStr),
    /// An instance of a construct or stack.
    Instance(BodyId),
    /// A value that must not become readable.
    Secret(Ty),
    /// What an attribute or reference yields: any scalar property takes it.
    Scalar,
    /// The same, when it is known of which resource type and which attribute (`ref` for its Ref), so that a bucket's
    /// name is not taken for a VPC's id. Assignable wherever a string or [`TyKind::Scalar`] is.
    Identifier(ArcStr, ArcStr),
    /// What the registry says of a property: a node of a resource type's schema.
    Property(ArcStr, u32),
    /// A resource type's name as an operand of `count`, `only`, `resources`.
    TypeName(ArcStr),
    /// A type variable of a built-in function's signature.
    Var(u8),
}

/// A record type's fields in source order.
#[derive(Debug)]
pub struct RecordTy {
    /// The name that a `type` declaration gives it.
    pub name: Option<ArcStr>,
    /// The fields.
    pub fields: IndexMap<ArcStr, Field>,
}

/// One field of a record type.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its type; optional fields have [`TyKind::Optional`].
    pub ty: Ty,
    /// What it is when left out; a field that is optional without a default is `null`.
    pub default: Option<Arc<hir::Expr>>,
    /// Where it is declared, if it is written anywhere.
    pub span: Option<Span>,
}

impl Field {
    /// Whether a record literal must give it.
    pub fn is_required(&self) -> bool {
        self.default.is_none() && !matches!(*self.ty, TyKind::Optional(_) | TyKind::Null | TyKind::Json | TyKind::Error)
    }
}
