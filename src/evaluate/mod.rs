//! Evaluation: from the checked program and one environment to templates.
//!
//! In: a [`Program`](crate::hir::Program) without errors and an environment of it. Out: stacks with their templates.
//! Invariants: every cell is evaluated at most once, when it is first asked for; what is known is computed, what is not
//! becomes a [`Deploy`] expression; a resource's properties are written into its stack's buffer and dropped; the work
//! and the output are bounded; nothing here reads a clock or the network.
//!
//! A body has a *frame* for each instance of it and for each turn of its loops (`frames`); its *cells* are evaluated on
//! demand (`cells`, `expr`). A resource gets its *place* (stack, logical id, condition) when it is first asked for
//! (`places`), and its properties when its statement is reached (`emit`, `resource`). Values are written as JSON with
//! intrinsic functions by `lower`. Values carry no spans: where a wrong one comes from is found by following its
//! expression again (`origin`).

mod access;
mod asked;
mod budget;
mod build;
mod builtin;
mod cells;
mod choose;
mod coerce;
mod condition_names;
mod conditions;
mod cross;
mod cycles;
mod emit;
mod environment;
pub mod errors;
mod existing;
mod explained;
mod expr;
mod frames;
mod json;
mod looking;
mod lower;
mod machine;
mod mappings;
mod merge;
mod metrics;
mod named;
mod names;
mod operators;
mod origin;
mod overrides;
mod parameters;
mod places;
mod policies;
mod policy_size;
mod provenance;
mod region;
mod resource;
mod same;
mod scanners;
mod schemas;
mod secrets;
mod show;
mod stack;
mod sub;
mod tags;
mod template;
mod text;
mod validate;
mod value;
mod was;
mod written;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rustc_hash::FxHashMap;

pub use asked::Asked;
pub use build::{Built, Finished, Soundness, build, build_stack, check_environment};
pub use errors::{CODES, drop_repeated, idle_exception};
pub use looking::{Copied, Exception, Glance, Tested, Verdict, test};
pub use named::{Kind, Meant, MeantValue, Named, Shown};
pub use provenance::Provenance;
pub use value::{ConditionId, Deploy, InstanceId, ParameterId, Record, ResourceId, SubPart, Value};
pub use written::Written;

pub use crate::driver::References;

/// How a build is made.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How references between stacks are written; `None` leaves it to the app.
    pub references: Option<References>,
    /// Write each resource's source path into its metadata, and tell where resources come from.
    pub source_map: bool,
    /// Tell what names stand for.
    pub named: bool,
    /// Keep what tests read.
    pub tests: bool,
    /// How deeply evaluations may be nested, when not as deeply as the evaluating thread's stack allows.
    pub max_depth: Option<u32>,
    /// Whether the result is still wanted.
    pub stop: Stop,
    /// What environments have that are known, by their indexes: nothing of those with errors. Others that rules look at are
    /// evaluated.
    pub elsewhere: FxHashMap<usize, Option<Copied>>,
    /// Give out what rules of other environments see.
    pub copy: bool,
    /// What resources were written as by the build before.
    pub written: Option<Written>,
}

impl Options {
    /// Whether what is found will be kept for the next build, so that what it depends on has to be noted.
    fn is_kept(&self) -> bool {
        self.written.is_some()
    }
}

/// Says that what is being evaluated is out of date. Copies say the same.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Whoever evaluates stops soon; what it returns says nothing.
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether that was said.
    pub fn is_said(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
