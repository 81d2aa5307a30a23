//! What names stand for in the environments that were evaluated.
//!
//! In: what evaluating told, and a [`Scene`](super::scene::Scene). Out: lines for what is shown of a place, and hints. Invariants: it is plain data,
//! which crosses threads and outlives the check that it was found in; a name that was edited since has no value.

mod hints;
mod words;

pub use hints::hints;
pub use words::told;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::evaluate::{Meant, Named};
use crate::source::SourceMap;

/// The values of an environment by file; in it by where the name begins.
type Files = BTreeMap<String, BTreeMap<usize, (Range<usize>, Meant)>>;

/// What names stand for.
#[derive(Clone, Debug, Default)]
pub struct Values {
    environments: Vec<(String, Files)>,
    /// Whether the sources have been edited since, and nothing newer is known.
    pub is_old: bool,
}

impl Values {
    /// Puts what was told where it stands in the files.
    pub fn new(sources: &SourceMap, named: Vec<Named>) -> Values {
        let of = |named: Named| {
            let mut files = Files::new();
            for (span, meant) in named.names.into_iter().filter(|(_, meant)| !meant.values.is_empty()) {
                let (file, range) = sources.resolve(span);
                let path = &sources.file(file).path;
                if !files.contains_key(path) {
                    files.insert(path.clone(), BTreeMap::new());
                }
                if let Some(names) = files.get_mut(path) {
                    names.insert(range.start, (range, meant));
                }
            }
            (named.environment, files)
        };
        Values { environments: named.into_iter().map(of).collect(), is_old: false }
    }

    /// Whether something else is known than in the other.
    pub fn differs(&self, other: &Values) -> bool {
        self.environments != other.environments
    }

    /// Moves the values along with an edit of a file. `moved` says where a range is now; nothing when the edit touched it.
    pub fn move_along(&mut self, path: &str, moved: impl Fn(Range<usize>) -> Option<Range<usize>>) {
        self.is_old = true;
        for (_, files) in &mut self.environments {
            let Some(names) = files.get_mut(path) else { continue };
            let old = std::mem::take(names);
            let kept = old.into_values().filter_map(|(range, meant)| Some((moved(range)?, meant)));
            *names = kept.map(|(range, meant)| (range.start, (range, meant))).collect();
        }
    }

    /// What a name stands for in each environment that has it. The range is that of the name where it is declared.
    fn of<'a>(&'a self, path: &str, range: &Range<usize>) -> Vec<(&'a str, &'a Meant)> {
        let of = |(name, files): &'a (String, Files)| {
            let (at, meant) = files.get(path)?.get(&range.start)?;
            (at == range).then_some((name.as_str(), meant))
        };
        self.environments.iter().filter_map(of).collect()
    }
}
