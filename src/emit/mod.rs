//! Templates and the cloud assembly as files.
//!
//! In: [`Assembly`]s, whose templates are already serialised. Out: `out/<env>/` with a template per stack, the
//! assembly's `manifest.json` and its file assets. Invariants: a folder is replaced as a whole or not at all; a
//! folder that batc did not write is never replaced; the same assembly gives the same bytes.

mod assembly;
mod errors;

pub use assembly::{Assembly, StackOutput};
pub use errors::{CANNOT_WRITE, CODES, NOT_OURS, WriteError};
