//! What an evaluation asked of the project's files besides the sources, so that it is known when the answer is another.

use indexmap::IndexMap;

use crate::world::{FilePath, Version, World};

/// A question, and what tells one answer from another.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Question {
    /// `file(…)`: the text of a file.
    Text(String),
    /// `files(…)`: which files a folder has.
    Below(String),
    /// `asset(…)`: what a file or folder holds.
    Asset(String),
}

/// The files that an answer was made of, or why there was none.
type Answer = Result<Vec<(FilePath, Option<Version>, bool)>, String>;

/// All that was asked.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    list: IndexMap<Question, Answer>,
}

impl Asked {
    /// Whether everything would be answered as it was.
    pub fn is_same(&self, world: &World) -> bool {
        self.list.iter().all(|(question, answer)| question.answer(world) == *answer)
    }

    /// Notes that a file's text was asked for.
    pub(super) fn text(&mut self, world: &World, path: &str) {
        self.note(world, Question::Text(path.to_owned()));
    }

    /// Notes that a folder's files were asked for.
    pub(super) fn below(&mut self, world: &World, folder: &str) {
        self.note(world, Question::Below(folder.to_owned()));
    }

    /// Notes that an asset was asked for.
    pub(super) fn asset(&mut self, world: &World, path: &str) {
        self.note(world, Question::Asset(path.to_owned()));
    }

    /// Adds what another evaluation asked.
    pub fn extend(&mut self, other: Asked) {
        for (question, answer) in other.list {
            self.list.entry(question).or_insert(answer);
        }
    }

    fn note(&mut self, world: &World, question: Question) {
        self.list.entry(question).or_insert_with_key(|question| question.answer(world));
    }
}

impl Question {
    fn answer(&self, world: &World) -> Answer {
        let one = |file: FilePath| {
            let version = world.version(&file);
            (file, version, false)
        };
        let found = match self {
            Question::Text(path) => {
                let (from, path) = FilePath::of_value(path);
                world.resolve(&from, path).map(|file| vec![one(file)])
            }
            Question::Below(folder) => world
                .files_below(&FilePath::in_root(), folder)
                .map(|files| files.into_iter().map(|file| (file, None, false)).collect()),
            Question::Asset(path) => {
                let (from, path) = FilePath::of_value(path);
                world.asset_files(&from, path)
            }
        };
        found.map_err(|error| error.message)
    }
}
