//! Edits that an editor offers at a place: they mend a mistake, or write the same in another way.

mod annotate;
mod arms;
mod extract;
mod import;
mod inline;
mod layout;
mod mend;
mod missing;
mod nulls;
mod optional;
mod organize;
mod settings;
mod strings;
mod unused;
mod written;

use std::ops::Range;

use crate::check::Facts;
use crate::hir::Program;

pub use annotate::annotate;
pub use arms::arms;
pub use extract::extract;
pub use import::import;
pub use inline::inline;
pub(super) use layout::line_end;
pub use mend::{Report, mend};
pub use missing::missing;
pub use optional::optional;
pub use organize::organize;
pub use settings::setting;
pub use unused::unused;

/// What the checker knows of a file.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The checked program.
    pub program: &'a Program,
    /// Facts of the file's places.
    pub facts: &'a Facts,
}

/// What an action is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionKind {
    /// It mends a mistake.
    QuickFix,
    /// It gives an expression a name.
    Extract,
    /// It puts a value in the place of its name.
    Inline,
    /// It writes the same in another way.
    Rewrite,
    /// It puts the imports in order.
    Organize,
}

/// A stretch of the text and what to put in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The stretch; empty where something is only inserted.
    pub range: Range<usize>,
    /// The new text.
    pub text: String,
}

/// Something to do, in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// What it does, in a few words.
    pub title: String,
    /// What it is for.
    pub kind: ActionKind,
    /// The edits, none over another.
    pub changes: Vec<Change>,
    /// Whether it is most likely what is wanted.
    pub is_preferred: bool,
}

impl Action {
    /// A mended mistake.
    pub fn fix(title: impl Into<String>, changes: Vec<Change>) -> Action {
        Action { title: title.into(), kind: ActionKind::QuickFix, changes, is_preferred: false }
    }

    /// The same, as what is most likely wanted.
    pub fn preferred(self) -> Action {
        Action { is_preferred: true, ..self }
    }
}
