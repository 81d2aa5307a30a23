//! The patterns of a new pack: each once, triaged.

use std::collections::HashMap;

use super::translate::translate;
use crate::registry::model::PatternId;
use crate::registry::pattern::PatternSpec;
use crate::registry::text::Text;

/// Patterns in the order in which they were met.
#[derive(Default)]
pub struct Patterns {
    /// What goes into the pack.
    pub specs: Vec<PatternSpec>,
    /// Those that cannot be checked, with the reason.
    pub skipped: Vec<(String, &'static str)>,
    ids: HashMap<String, PatternId>,
}

impl Patterns {
    /// The id of a pattern; `None` when it takes everything.
    pub fn intern(&mut self, pattern: &str) -> Option<PatternId> {
        if matches!(pattern, "" | ".*" | "^.*$" | "[\\s\\S]*" | "^[\\s\\S]*$") {
            return None;
        }
        if let Some(id) = self.ids.get(pattern) {
            return Some(*id);
        }
        let id = PatternId(self.specs.len() as u32);
        self.ids.insert(pattern.to_owned(), id);
        let (translated, supported) = match translate(pattern) {
            Ok(same) if same == pattern => (None, true),
            Ok(other) => (Some(Text::from(other)), true),
            Err(reason) => {
                self.skipped.push((pattern.to_owned(), reason));
                (None, false)
            }
        };
        self.specs.push(PatternSpec { text: Text::from(pattern.to_owned()), translated, supported });
        Some(id)
    }
}
