//! The language's types.
//!
//! In: nothing. Out: [`Ty`], what is assignable to what, how types are joined, narrowed and shown.
//! Invariants: a [`Ty`] is immutable and cheap to clone; [`TyKind::Error`] stands for "already reported" and is
//! assignable both ways, so that one mistake gives one diagnostic. Types made with the functions here are in normal
//! form: no union in a union, no optional in an optional, no error within a union.

mod assign;
mod build;
mod check;
mod derive;
mod display;
mod explain;
mod join;
mod kind;
mod literal;
mod matching;
mod mismatch;
mod names;
mod narrow;
mod overlap;
mod pattern;
mod range;
mod refine;
pub mod regions;
mod same;
#[cfg(test)]
mod tests;
mod unify;
mod units;

pub use assign::{Coercion, assignable, is_subtype};
pub use build::{
    base, bool, duration, error, float, int, int_within, json, list, literal, literal_str, map, named, never, null,
    opaque_list, optional, path, record, refined, resource, scalar, secret, size, string, union, widen,
};
pub use check::{Unmet, check_duration, check_float, check_range, check_refinement, check_size, nearest};
pub use derive::{contains_error, contains_resource, contains_secret, contains_var, partial, without_secret};
pub use display::{display, display_within};
pub use join::{join, join_all};
pub use kind::{BodyId, Field, RecordTy, Ty, TyKind};
pub use literal::{Literal, Number};
pub use matching::Matching;
pub use mismatch::{Mismatch, PathSegment, Reason};
pub use names::{BodyNames, NoBodies};
pub use narrow::{
    away_from_literals, cases, may_be_null, narrow_away, narrow_to, tag_of, to_literals, variant_for, without_null,
};
pub use overlap::overlap;
pub use pattern::pattern;
pub use range::{FloatRange, IntRange};
pub use refine::{NamedString, StrRefinement};
pub use same::same;
pub use unify::{Bindings, resolve_vars, unify};
pub use units::{DURATION_UNITS, SIZE_UNITS, duration_text, has_units, size_text, unit_field, unit_fields};
