//! Evaluation: from the checked program and one environment to templates.
//!
//! In: a [`Program`](crate::hir::Program) without errors and an environment of it. Out: stacks with their templates.
//! Invariants: every cell is evaluated at most once; what is known is computed, what is not becomes a
//! [`Deploy`] expression; a resource's properties are written into its stack's buffer and dropped.

mod value;

pub use value::{ConditionId, Deploy, InstanceId, ParameterId, Record, ResourceId, SubPart, Value};
