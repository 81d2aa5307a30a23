//! Checking again and again, while the sources are edited.
//!
//! In: a [`World`] whose texts change. Out: each time, what a fresh check of the same texts would find. Invariants: what an edit
//! leaves alone is neither parsed nor checked again; spans of what is left alone stay what they are, so that they mean
//! the same in two results; a file's id is the same as long as the session lasts.

use rustc_hash::FxHashMap;

use super::aside::Aside;
use super::building::Building;
use super::evaluated::{Evaluated, Reached};
use super::{BuildOptions, BuildOutcome, build_program, check_environments, to_check};
use crate::check::{self, Facts, Focus, Memo, Wanted};
use crate::diagnostics::Diagnostics;
use crate::evaluate::Stop;
use crate::hir::Program;
use crate::resolve::{self, Modules, Trees};
use crate::source::SourceMap;
use crate::world::{FilePath, World};

/// What is kept between two checks.
#[derive(Debug, Default)]
pub struct Session {
    pub(super) world: World,
    pub(super) trees: Trees,
    pub(super) memo: Memo,
    pub(super) sources: SourceMap,
    evaluated: Evaluated,
    evaluations: usize,
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

    /// How many environments have been evaluated so far; of some the build before has told all.
    pub fn evaluations(&self) -> usize {
        self.evaluations
    }

    /// How many resources are kept as they were written, of all environments.
    pub fn resource_count(&self) -> usize {
        self.evaluated.resource_count()
    }

    /// Checks the files and all that they import as they are now; see [`super::check()`]. Facts are noted of what they are
    /// wanted of.
    pub fn check(&mut self, inputs: &[FilePath], wanted: Wanted) -> Analysis {
        // What a build has kept is compared with the state of the build before.
        self.evaluated.forget();
        self.check_all(inputs, wanted)
    }

    /// Looks at the project in another way for a while: afterwards, the session is as it was.
    pub fn aside(&mut self) -> Aside<'_> {
        Aside::begin(self)
    }

    /// Checks the files and builds their environments as they are now; see [`super::build()`]. What comes out is without the
    /// sources, which are [`Session::sources`]. `None` when it was said meanwhile that it is out of date.
    pub fn build(&mut self, inputs: &[FilePath], options: &BuildOptions, stop: &Stop) -> Option<BuildOutcome> {
        let Analysis { diagnostics, modules, program, .. } = self.analyse(inputs, Wanted::Nothing);
        let Session { world, memo, sources, evaluated, evaluations, .. } = self;
        let has_errors = diagnostics.has_errors();
        evaluated.begin();
        let mut building = Building {
            program: &program,
            sources,
            world,
            options,
            stop,
            reached: Reached::new((&modules, sources), &program.envs, memo.paths_stamp(), options),
            evaluated,
            evaluations,
            done: FxHashMap::default(),
            open: Vec::new(),
        };
        let evaluate_all = |wanted: &[usize]| wanted.iter().map(|index| building.environment(*index)).collect();
        let outcome = build_program((&program, sources, world), inputs, options, diagnostics, evaluate_all);
        if stop.is_said() {
            return None;
        }
        if !has_errors {
            self.evaluated.end();
        }
        Some(outcome)
    }

    /// Checks all of the files, but for the settings of environments.
    fn analyse(&mut self, inputs: &[FilePath], wanted: Wanted) -> Analysis {
        let mut found = self.look(inputs, Focus::All, |_, _| wanted);
        if !found.diagnostics.has_errors() {
            resolve::report_unused(&found.modules, &mut found.diagnostics);
        }
        found
    }

    /// Checks all of the files.
    pub(super) fn check_all(&mut self, inputs: &[FilePath], wanted: Wanted) -> Analysis {
        let mut analysis = self.analyse(inputs, wanted);
        let Analysis { program, diagnostics, .. } = &mut analysis;
        check_environments(program, &to_check(program), (&self.sources, &self.world), diagnostics);
        analysis
    }

    /// Checks what is in focus.
    pub(super) fn look(
        &mut self,
        inputs: &[FilePath],
        focus: Focus,
        wanted: impl FnOnce(&Modules, &SourceMap) -> Wanted,
    ) -> Analysis {
        let mut diagnostics = Diagnostics::new();
        let modules = resolve::load_again(&mut self.trees, &self.world, inputs, &mut self.sources, &mut diagnostics);
        let wanted = (focus, wanted(&modules, &self.sources));
        let (program, mut facts) =
            check::check_again(&mut self.memo, wanted, &modules, &self.world, &self.sources, &mut diagnostics);
        self.memo.move_places(&mut self.sources);
        facts.follow(&self.sources);
        Analysis { diagnostics, modules, program, facts }
    }
}
