//! Importing a name that is declared elsewhere.

use super::{Action, Change};
use crate::ide::{Document, imports};

/// Imports a name: into the `use` that imports from there already, or in one of its own. `source` is what the `use` names.
pub fn import(document: &Document, source: &str, name: &str) -> Action {
    let (range, text) = imports::import(document, source, name);
    Action::fix(format!("Import `{name}` from {source}"), vec![Change { range, text }])
}
