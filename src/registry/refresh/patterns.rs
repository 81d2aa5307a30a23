//! The patterns of a new pack: each once, triaged.

use std::collections::HashMap;

use super::guards;
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
        let spec = triage(pattern).unwrap_or_else(|reason| {
            self.skipped.push((pattern.to_owned(), reason));
            PatternSpec {
                text: Text::from(pattern.to_owned()),
                translated: None,
                guards: Box::default(),
                supported: false,
            }
        });
        self.specs.push(spec);
        Some(id)
    }
}

fn triage(pattern: &str) -> Result<PatternSpec, &'static str> {
    let (main, guards) = match translate(pattern) {
        Ok(main) => (main, Vec::new()),
        // What cannot be said in place is taken apart.
        Err("look-around") => {
            let parts = guards::split(pattern).ok_or("look-around")?;
            let mut guards = Vec::new();
            for (guard, must) in parts.guards {
                guards.push((Text::from(translate(&guard)?), must));
            }
            (translate(&parts.main)?, guards)
        }
        Err(reason) => return Err(reason),
    };
    Ok(PatternSpec {
        text: Text::from(pattern.to_owned()),
        translated: (main != pattern).then(|| Text::from(main)),
        guards: guards.into(),
        supported: true,
    })
}
