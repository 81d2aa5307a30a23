//! Diagnostics as data, and how they are shown.
//!
//! In: mistakes found by any phase, each made by a constructor in that phase's `errors.rs`, where all of its wording
//! stands. Out: reports in five formats, all from the same value. Invariants: a diagnostic holds spans, never source
//! text; each code has a page in `docs/errors/`; labels may lie in different files.

mod code;
mod diagnostic;
pub mod render;
mod suggestion;

pub use code::{Code, Severity};
pub use diagnostic::{Detail, Diagnostic, Diagnostics, Label, Replacement};
pub use suggestion::{Help, Suggestion};
