//! The language's types.
//!
//! In: nothing. Out: [`Ty`], what is assignable to what, how types are joined, narrowed and shown.
//! Invariants: a [`Ty`] is immutable and cheap to clone; [`TyKind::Error`] stands for "already reported" and is
//! assignable both ways, so that one mistake gives one diagnostic.

mod kind;
mod refine;

pub use kind::{BodyId, Field, RecordTy, Ty, TyKind};
pub use refine::{IntRange, Literal, NamedString, StrRefinement};
