//! Checking again and again, while the sources are edited.
//!
//! In: a [`World`] whose texts change. Out: each time, what a fresh check of the same texts would find. Invariants: what an edit
//! leaves alone is neither parsed nor checked again; spans of what is left alone stay what they are, so that they mean
//! the same in two results; a file's id is the same as long as the session lasts.

use super::{check_environments, to_check};
use crate::ast::Item;
use crate::check::{self, Facts, Memo, Wanted};
use crate::diagnostics::Diagnostics;
use crate::hir::Program;
use crate::resolve::{self, Modules, Trees};
use crate::source::{SourceMap, Span};
use crate::world::{FilePath, World};

/// What is kept between two checks.
#[derive(Debug, Default)]
pub struct Session {
    world: World,
    trees: Trees,
    memo: Memo,
    sources: SourceMap,
}

/// What one check found.
#[derive(Debug)]
pub struct Analysis {
    /// All mistakes and warnings.
    pub diagnostics: Diagnostics,
    /// The files with their trees and names.
    pub modules: Modules,
    /// The checked program.
    pub program: Program,
    /// What was wanted to be known of places.
    pub facts: Facts,
}

impl Session {
    /// A session of a project.
    pub fn new(world: World) -> Session {
        Session { world, ..Session::default() }
    }

    /// The project.
    pub fn world(&self) -> &World {
        &self.world
    }

    /// The project, to put texts in the place of files and to take them away.
    pub fn world_mut(&mut self) -> &mut World {
        &mut self.world
    }

    /// The texts of the last check.
    pub fn sources(&self) -> &SourceMap {
        &self.sources
    }

    /// Checks the files and all that they import as they are now; see [`super::check()`]. Facts are noted of what they are
    /// wanted of.
    pub fn check(&mut self, inputs: &[FilePath], wanted: Wanted) -> Analysis {
        self.check_what(inputs, |_, _| wanted)
    }

    /// The same, with facts of the declaration of a file that holds a byte offset, and of the values that the file declares.
    pub fn check_at(&mut self, inputs: &[FilePath], path: &FilePath, at: usize) -> Analysis {
        self.check_what(inputs, |modules, sources| {
            let Some((_, module)) = modules.iter().find(|(_, module)| module.path == *path) else {
                return Wanted::Nothing;
            };
            let begins = |chunk| sources.resolve(Span::new(chunk, 0, 0)).1.start;
            let chunks = module.tree.items.iter().map(|item| item.span().chunk);
            let here = chunks.filter(|chunk| begins(*chunk) <= at).max_by_key(|chunk| begins(*chunk));
            let lets = module.tree.items.iter().filter(|item| matches!(***item, Item::Let(_)));
            Wanted::Chunks(lets.map(|item| item.span().chunk).chain(here).collect())
        })
    }

    fn check_what(&mut self, inputs: &[FilePath], wanted: impl FnOnce(&Modules, &SourceMap) -> Wanted) -> Analysis {
        let mut diagnostics = Diagnostics::new();
        let modules = resolve::load_again(&mut self.trees, &self.world, inputs, &mut self.sources, &mut diagnostics);
        let wanted = wanted(&modules, &self.sources);
        let memo = (&mut self.memo, wanted);
        let (program, mut facts) = check::check_again(memo, &modules, &self.world, &self.sources, &mut diagnostics);
        self.memo.move_places(&mut self.sources);
        facts.follow(&self.sources);
        if !diagnostics.has_errors() {
            resolve::report_unused(&modules, &mut diagnostics);
        }
        check_environments(&program, &to_check(&program), (&self.sources, &self.world), &mut diagnostics);
        Analysis { diagnostics, modules, program, facts }
    }
}
