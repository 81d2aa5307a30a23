//! The built-in functions: a closed and documented list.
//!
//! In: a name (checker) or a [`Builtin`] with evaluated arguments (evaluator). Out: its signature, or its value.
//! Invariants: one table holds each function's signature, the stages that it takes and its documentation; the
//! reference is generated from it.

mod table;

pub use table::{Builtin, BuiltinSpec, ParamSpec, ResultStage, Stage};
