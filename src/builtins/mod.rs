//! The built-in functions: a closed and documented list.
//!
//! In: a name (checker) or a [`Builtin`] with evaluated arguments (evaluator). Out: its signature, or its value.
//! Invariants: one table holds each function's signature, the stages that it takes and its documentation; the
//! reference is generated from it. A call is pure: all that it sees of the world comes through [`BuiltinContext`], and
//! what it makes is bounded. Every example in the table is a test.

mod call;
mod collections;
mod compare;
mod deployment;
mod encoding;
mod files;
mod json;
mod lists;
mod merge;
mod network;
mod numbers;
mod reference;
mod signature;
mod special;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod typing;
mod units;

pub use crate::types::{duration_text, size_text};
pub use call::{AssetPlace, BuiltinContext, CallError, Metric, MetricQuery, call};
pub use compare::{equal, is_known, key_of, order};
pub use merge::merge_values;
pub use reference::{reference, signature};
pub use signature::Group;
pub use table::{Builtin, BuiltinSpec, ParamSpec, ResultStage, Stage, all, lookup, spec, suggest};
pub use text::interpolate;
pub use typing::{ArgumentType, argument_stage, check_arguments, result_of, shape_only};
pub use units::{is_literal, scalar_text, unit_value};
