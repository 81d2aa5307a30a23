//! One way through the phases, for the command line, the tests and the editor alike.
//!
//! In: a [`World`] and the files to start from. Out: all diagnostics with the sources that they point into, and for
//! a build the templates of each environment. Invariants: nothing is written and nothing is printed here; when there
//! is an error there is no assembly; a file that cannot be read is a diagnostic without a place.

mod errors;

pub use errors::{CODES, NOTHING_TO_BUILD, UNKNOWN_ENVIRONMENT, UNKNOWN_STACK};
pub use errors::{ambiguous_stack, nothing_to_build, unknown_environment, unknown_stack};

use crate::diagnostics::{Code, Diagnostics};
use crate::emit::Assembly;
use crate::hir::Program;
use crate::source::SourceMap;
use crate::world::{FilePath, World};
use crate::{check, evaluate, resolve};

/// How references between stacks are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum References {
    /// Exports and `Fn::ImportValue` within a region and account, `Fn::GetStackOutput` across.
    #[default]
    Strong,
    /// `Fn::GetStackOutput` everywhere.
    Weak,
    /// Weak references, and the exports that strong ones needed are kept: the step between the two.
    Both,
}

/// What a build is asked for.
#[derive(Clone, Debug, Default)]
pub struct BuildOptions {
    /// Build only the environment with this name.
    pub env: Option<String>,
    /// How references between stacks are written; `None` leaves it to the app.
    pub references: Option<References>,
    /// Write each resource's source path into its metadata.
    pub source_map: bool,
}

/// What checking found.
#[derive(Debug, Default)]
pub struct CheckOutcome {
    /// The texts that the diagnostics point into.
    pub sources: SourceMap,
    /// All mistakes and warnings.
    pub diagnostics: Diagnostics,
}

/// What a build made.
#[derive(Debug, Default)]
pub struct BuildOutcome {
    /// The texts that the diagnostics point into.
    pub sources: SourceMap,
    /// All mistakes and warnings.
    pub diagnostics: Diagnostics,
    /// One per environment; empty when there is an error.
    pub assemblies: Vec<Assembly>,
    /// Sentences for the summary, such as how often `unchecked` was used.
    pub notes: Vec<String>,
}

/// Checks the files and all that they import, whether or not an environment uses them.
pub fn check(world: &World, inputs: &[FilePath]) -> CheckOutcome {
    compile(world, inputs).0
}

fn compile(world: &World, inputs: &[FilePath]) -> (CheckOutcome, Program) {
    let mut outcome = CheckOutcome::default();
    let modules = resolve::load(world, inputs, &mut outcome.sources, &mut outcome.diagnostics);
    let program = check::check(&modules, world, &outcome.sources, &mut outcome.diagnostics);
    if !outcome.diagnostics.has_errors() {
        // A name that is used only where checking stopped would be called unused.
        resolve::report_unused(&modules, &mut outcome.diagnostics);
    }
    (outcome, program)
}

/// Checks the files and builds their environments.
pub fn build(world: &World, inputs: &[FilePath], options: &BuildOptions) -> BuildOutcome {
    let (CheckOutcome { sources, mut diagnostics }, program) = compile(world, inputs);
    let mut outcome = BuildOutcome::default();
    if !diagnostics.has_errors() {
        let built = program.envs.iter().enumerate().filter(|(_, env)| env.requested && !env.is_abstract);
        let wanted = built.filter(|(_, env)| options.env.as_ref().is_none_or(|name| env.name == *name));
        let wanted: Vec<usize> = wanted.map(|(index, _)| index).collect();
        if wanted.is_empty() {
            let known = program.envs.iter().filter(|env| env.requested && !env.is_abstract);
            let known: Vec<&str> = known.map(|env| env.name.as_str()).collect();
            diagnostics.push(match &options.env {
                Some(name) if !known.is_empty() => unknown_environment(name, &known),
                _ => nothing_to_build(inputs),
            });
        }
        let evaluated = evaluate::Options {
            references: options.references,
            source_map: options.source_map,
            ..evaluate::Options::default()
        };
        for index in wanted {
            let Some(built) = evaluate::build(&program, index, (&sources, world), &evaluated, &mut diagnostics) else {
                continue;
            };
            outcome.assemblies.push(built.assembly);
            outcome.notes.extend(built.notes);
        }
        if diagnostics.has_errors() {
            outcome.assemblies.clear();
        }
    }
    BuildOutcome { sources, diagnostics, ..outcome }
}

/// Every code that a phase can give, in the order of the phases.
pub fn codes() -> impl Iterator<Item = Code> {
    [
        crate::world::CODES,
        crate::parse::CODES,
        crate::resolve::CODES,
        crate::check::CODES,
        crate::registry::CODES,
        crate::evaluate::CODES,
        crate::plan::CODES,
        CODES,
        crate::emit::CODES,
        crate::cli::CODES,
    ]
    .into_iter()
    .flatten()
    .copied()
}
