//! One build of a session: each environment is evaluated unless the build before tells what it comes to.

use rustc_hash::FxHashMap;

use super::BuildOptions;
use super::evaluated::{Evaluated, Reached, State};
use crate::diagnostics::Diagnostics;
use crate::evaluate::{self, Copied, Finished, Stop};
use crate::hir::Program;
use crate::source::SourceMap;
use crate::world::World;

/// What is built, and what is known.
pub(super) struct Building<'a> {
    pub(super) program: &'a Program,
    pub(super) sources: &'a SourceMap,
    pub(super) world: &'a World,
    pub(super) options: &'a BuildOptions,
    pub(super) stop: &'a Stop,
    pub(super) reached: Reached<'a>,
    pub(super) evaluated: &'a mut Evaluated,
    /// How many environments were evaluated.
    pub(super) evaluations: &'a mut usize,
    /// Environments that were evaluated before their turn, since rules of others look at them.
    pub(super) done: FxHashMap<usize, (Finished, Diagnostics)>,
    /// Those that are being evaluated.
    pub(super) open: Vec<usize>,
}

impl Building<'_> {
    /// What evaluating an environment finds.
    pub(super) fn environment(&mut self, index: usize) -> (Finished, Diagnostics) {
        if let Some(done) = self.done.remove(&index) {
            return done;
        }
        let mut found = Diagnostics::new();
        if self.stop.is_said() {
            return (Finished::default(), found);
        }
        let state = self.reached.state(&self.program.envs[index]);
        // With a source map, lines are in the templates.
        let is_kept = !self.options.source_map;
        if is_kept && let Some(known) = self.evaluated.find(&state, (self.sources, self.world)) {
            return known;
        }
        self.open.push(index);
        let elsewhere = if is_kept { self.elsewhere(&state) } else { FxHashMap::default() };
        self.open.pop();
        *self.evaluations += 1;
        let evaluation = evaluate::Options {
            stop: self.stop.clone(),
            written: is_kept.then(|| self.evaluated.written(&state)),
            copy: is_kept && self.evaluated.is_looked_at(&state),
            elsewhere,
            ..self.options.evaluation()
        };
        let texts = (self.sources, self.world);
        let mut finished = evaluate::build(self.program, index, texts, &evaluation, &mut found);
        if is_kept && !self.stop.is_said() {
            self.keep(state, &evaluation, &mut finished, &found);
        }
        (finished, found)
    }

    /// What the environments have that the environment's rules looked at the last time. Those that are built anyway and are not
    /// known are evaluated first.
    fn elsewhere(&mut self, state: &State) -> FxHashMap<usize, Option<Copied>> {
        let mut elsewhere = FxHashMap::default();
        for index in 0..self.program.envs.len() {
            let env = &self.program.envs[index];
            if !self.evaluated.looks_at(state, &self.reached.key(env)) {
                continue;
            }
            let other = self.reached.state(env);
            let is_known = self.evaluated.copy(&other, self.world).is_some();
            let is_wanted = env.requested
                && !env.is_abstract
                && self.options.env.as_ref().is_none_or(|name| env.name == *name)
                && !self.open.contains(&index)
                && !self.done.contains_key(&index);
            if !is_known && is_wanted {
                let done = self.environment(index);
                self.done.insert(index, done);
            }
            if let Some(copied) = self.evaluated.copy(&other, self.world) {
                elsewhere.insert(index, copied);
            }
        }
        elsewhere
    }

    fn keep(&mut self, state: State, evaluation: &evaluate::Options, finished: &mut Finished, found: &Diagnostics) {
        let envs = &self.program.envs;
        let glances = std::mem::take(&mut finished.glances);
        let given = evaluation.elsewhere.keys();
        let looked = given.copied().chain(glances.iter().map(|glance| glance.env));
        let keys = looked.map(|index| self.reached.key(&envs[index])).collect();
        self.evaluated.set_looks(&state, keys);
        for glance in glances {
            let other = self.reached.state(&envs[glance.env]);
            self.evaluated.keep_copy(other, glance.asked, glance.copied);
        }
        if evaluation.copy {
            self.evaluated.keep_copy(state.clone(), finished.asked.clone(), finished.copied.take());
        }
        // What another environment was made of belongs to what this one depends on.
        for index in evaluation.elsewhere.keys() {
            let other = self.reached.state(&envs[*index]);
            finished.asked.extend(self.evaluated.copy_asked(&other));
        }
        self.evaluated.keep(state, finished, found);
    }
}
