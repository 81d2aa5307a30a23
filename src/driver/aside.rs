//! Looking at a project in another way for a while: with another text in a file, or with other files to start from.
//!
//! In: a [`Session`]. Out: what is found with the texts as they are aside. Invariant: however it ends, the session's next check
//! takes over as much as if nobody had looked; so what is found aside has its own [`SourceMap`], and lives on by itself.

use super::{Analysis, Session};
use crate::check::{Focus, Wanted};
use crate::resolve::Modules;
use crate::source::SourceMap;
use crate::world::{FilePath, World};

/// A session that is looked at aside. What was kept of checks is used here, too, and what checking here finds is kept until the
/// end.
#[derive(Debug)]
pub struct Aside<'s> {
    session: &'s mut Session,
    /// The project and its texts as they were; none when they have been put back.
    before: Option<(World, SourceMap)>,
}

/// What was found aside.
#[derive(Debug)]
pub struct Seen {
    /// What checking found.
    pub analysis: Analysis,
    /// The texts that it was found in.
    pub sources: SourceMap,
}

impl<'s> Aside<'s> {
    pub(super) fn begin(session: &'s mut Session) -> Aside<'s> {
        session.trees.begin_aside();
        session.memo.begin_aside();
        let before = Some((session.world.clone(), session.sources.clone()));
        Aside { session, before }
    }

    /// The project.
    pub fn world(&self) -> &World {
        &self.session.world
    }

    /// Puts a text in the place of a file.
    pub fn overlay(&mut self, path: &FilePath, text: &str) {
        self.session.world.overlay(path, text);
    }

    /// From now on, files on disk that were read before are taken to be as they were then.
    pub fn trust_disk(&mut self) {
        self.session.trees.trust_disk();
    }

    /// The texts of the last check.
    pub fn sources(&self) -> &SourceMap {
        &self.session.sources
    }

    /// Checks what is in focus of the files and all that they import. Facts are noted of what they are wanted of, which may
    /// be told by the trees. Settings of environments and unused imports are not looked at.
    pub fn check(
        &mut self,
        inputs: &[FilePath],
        focus: Focus,
        wanted: impl FnOnce(&Modules, &SourceMap) -> Wanted,
    ) -> Analysis {
        self.session.look(inputs, focus, wanted)
    }

    /// Checks the files and all that they import, as [`Session::check`] does.
    pub fn check_all(&mut self, inputs: &[FilePath]) -> Analysis {
        self.session.check_all(inputs, Wanted::Nothing)
    }

    /// Ends it, with what was found.
    pub fn end(mut self, analysis: Analysis) -> Seen {
        let sources = self.put_back().unwrap_or_default();
        Seen { analysis, sources }
    }

    /// Makes the session what it was, and gives the texts that were here.
    fn put_back(&mut self) -> Option<SourceMap> {
        let (world, sources) = self.before.take()?;
        self.session.world = world;
        self.session.trees.end_aside();
        self.session.memo.end_aside();
        Some(std::mem::replace(&mut self.session.sources, sources))
    }
}

impl Drop for Aside<'_> {
    fn drop(&mut self) {
        self.put_back();
    }
}
