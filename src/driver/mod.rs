//! One way through the phases, for the command line, the tests and the editor alike.
//!
//! In: a [`World`] and the files to start from. Out: all diagnostics with the sources that they point into, and for
//! a build the templates of each environment. Invariants: nothing is written and nothing is printed here; when there
//! is an error there is no assembly; a file that cannot be read is a diagnostic without a place.

mod aside;
mod building;
mod errors;
mod evaluated;
mod parallel;
mod session;
mod test;

pub use aside::{Aside, Seen};
pub use errors::{CODES, NOTHING_TO_BUILD, NOTHING_TO_TEST, UNKNOWN_ENVIRONMENT, UNKNOWN_STACK};
pub use errors::{ambiguous_stack, nothing_to_build, unknown_environment, unknown_stack};
pub use session::{Analysis, Session};
pub(crate) use test::blanked;
pub use test::{Outcome, TestOptions, TestOutcome, TestResult, test};

use arcstr::ArcStr;
use indexmap::IndexMap;
use rustc_hash::FxHashSet;

use crate::diagnostics::{Code, Diagnostics};
use crate::emit::Assembly;
use crate::evaluate::{Finished, Provenance, Soundness};
use crate::hir::{Env, Outline, Program};
use crate::source::{SourceMap, Span};
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
    /// Tell what names stand for.
    pub named: bool,
}

impl BuildOptions {
    /// What the evaluator is told of them.
    fn evaluation(&self) -> evaluate::Options {
        evaluate::Options {
            references: self.references,
            source_map: self.source_map,
            named: self.named,
            ..evaluate::Options::default()
        }
    }
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
    /// The texts that the diagnostics point into; empty when a session built, whose own they are.
    pub sources: SourceMap,
    /// All mistakes and warnings.
    pub diagnostics: Diagnostics,
    /// One per environment; empty when there is an error.
    pub assemblies: Vec<Assembly>,
    /// By assembly: where its resources come from, if the source map was wanted.
    pub provenance: Vec<Vec<Provenance>>,
    /// Sentences for the summary, such as how often `unchecked` was used.
    pub notes: Vec<String>,
    /// What names stand for in each environment, if that was wanted; also when there are errors.
    pub named: Vec<evaluate::Named>,
}

/// Checks the files and all that they import, whether or not an environment uses them.
pub fn check(world: &World, inputs: &[FilePath]) -> CheckOutcome {
    let (mut outcome, program) = compile(world, inputs);
    check_environments(&program, &to_check(&program), (&outcome.sources, world), &mut outcome.diagnostics);
    outcome
}

/// The environments whose settings a check looks at.
fn to_check(program: &Program) -> Vec<usize> {
    to_build(program).map(|(index, _)| index).collect()
}

/// The environments that were asked for and can be built, each with its index.
fn to_build(program: &Program) -> impl Iterator<Item = (usize, &Env)> {
    program.envs.iter().enumerate().filter(|(_, env)| env.requested && !env.is_abstract)
}

/// Checks the settings of environments: of all when nothing else is wrong, else of those in which nothing is.
fn check_environments(program: &Program, wanted: &[usize], texts: (&SourceMap, &World), diagnostics: &mut Diagnostics) {
    let soundness = if diagnostics.has_errors() { Soundness::Broken } else { Soundness::Sound };
    for &index in wanted {
        if soundness == Soundness::Sound || program.envs[index].is_sound {
            evaluate::check_environment(program, index, soundness, texts, diagnostics);
        }
    }
    evaluate::drop_repeated(diagnostics);
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

/// What the files, and all that they import, declare: for documentation.
#[derive(Debug, Default)]
pub struct OutlineOutcome {
    /// The texts that the diagnostics point into.
    pub sources: SourceMap,
    /// All mistakes and warnings.
    pub diagnostics: Diagnostics,
    /// The outline; empty when there is an error.
    pub outline: Outline,
}

/// Checks the files and all modules that they import, and outlines what they declare.
pub fn outline(world: &World, inputs: &[FilePath]) -> OutlineOutcome {
    // Of what is only imported, the checker looks at no more than what is used: so all of it is asked for.
    let (mut sources, mut ignored) = (SourceMap::default(), Diagnostics::new());
    let reached = resolve::load(world, inputs, &mut sources, &mut ignored);
    let mut all = inputs.to_vec();
    all.extend(reached.iter().map(|(_, m)| m.path.clone()).filter(|path| !inputs.contains(path)));
    let mut outcome = OutlineOutcome::default();
    let modules = resolve::load(world, &all, &mut outcome.sources, &mut outcome.diagnostics);
    let outline = check::outline(&modules, world, &outcome.sources, &mut outcome.diagnostics);
    if !outcome.diagnostics.has_errors() {
        outcome.outline = outline;
        resolve::report_unused(&modules, &mut outcome.diagnostics);
    }
    outcome
}

/// Checks the files and builds their environments.
pub fn build(world: &World, inputs: &[FilePath], options: &BuildOptions) -> BuildOutcome {
    let (CheckOutcome { sources, diagnostics }, program) = compile(world, inputs);
    let evaluation = options.evaluation();
    let evaluate = |&index: &usize| {
        let mut found = Diagnostics::new();
        let finished = evaluate::build(&program, index, (&sources, world), &evaluation, &mut found);
        (finished, found)
    };
    let evaluate_all = |wanted: &[usize]| parallel::map(wanted, &evaluate);
    let outcome = build_program((&program, &sources, world), inputs, options, diagnostics, evaluate_all);
    BuildOutcome { sources, ..outcome }
}

/// Builds the environments of a program of which checking found `diagnostics`; `evaluate` evaluates those with some indexes.
/// What comes out is without the sources.
fn build_program(
    (program, sources, world): (&Program, &SourceMap, &World),
    inputs: &[FilePath],
    options: &BuildOptions,
    mut diagnostics: Diagnostics,
    evaluate: impl FnOnce(&[usize]) -> Vec<(Finished, Diagnostics)>,
) -> BuildOutcome {
    let mut outcome = BuildOutcome::default();
    let wanted = to_build(program).filter(|(_, env)| options.env.as_ref().is_none_or(|name| env.name == *name));
    let wanted: Vec<usize> = wanted.map(|(index, _)| index).collect();
    if diagnostics.has_errors() {
        check_environments(program, &wanted, (sources, world), &mut diagnostics);
    }
    if !diagnostics.has_errors() {
        if wanted.is_empty() {
            let known: Vec<&str> = to_build(program).map(|(_, env)| env.name.as_str()).collect();
            diagnostics.push(match &options.env {
                Some(name) if !known.is_empty() => unknown_environment(name, &known),
                _ => {
                    let bases = program.envs.iter().filter(|env| env.requested && env.is_abstract);
                    nothing_to_build(inputs, &bases.map(|env| env.name.as_str()).collect::<Vec<_>>())
                }
            });
        }
        let mut notes: IndexMap<String, Vec<String>> = IndexMap::new();
        let mut exceptions = Vec::new();
        let (mut idle, mut used) = (Vec::new(), FxHashSet::default());
        for (finished, found) in evaluate(&wanted) {
            diagnostics.extend(found);
            outcome.named.extend(finished.named);
            let Some(built) = finished.built else { continue };
            // What two environments have in common is told once.
            for note in built.notes {
                notes.entry(note).or_default().push(built.assembly.env_name.clone());
            }
            exceptions
                .extend(built.exceptions.into_iter().map(|exception| (exception, built.assembly.env_name.clone())));
            used.extend(built.used);
            idle.extend(built.idle);
            outcome.assemblies.push(built.assembly);
            outcome.provenance.push(built.provenance);
        }
        evaluate::drop_repeated(&mut diagnostics);
        idle_exceptions(sources, idle, &used, &mut diagnostics);
        let all = outcome.assemblies.len();
        outcome.notes.extend(notes.into_iter().map(|(note, envs)| of_environments(note, &envs, all)));
        outcome.notes.extend(exception_notes(exceptions, all));
        if diagnostics.has_errors() {
            outcome.assemblies.clear();
            outcome.provenance.clear();
        }
    }
    BuildOutcome { diagnostics, ..outcome }
}

/// Warns of exceptions from rules that no environment needs. Those of the library are for others, too.
fn idle_exceptions(
    sources: &SourceMap,
    idle: Vec<(Span, ArcStr)>,
    used: &FxHashSet<Span>,
    diagnostics: &mut Diagnostics,
) {
    if diagnostics.has_errors() {
        return;
    }
    let mut seen = FxHashSet::default();
    for (span, rule) in idle {
        let is_library = sources.file(sources.resolve(span).0).path.starts_with("std/");
        if !used.contains(&span) && !is_library && seen.insert(span) {
            diagnostics.push(evaluate::idle_exception(span, &rule));
        }
    }
}

/// A note, and of which environments it is, unless it is of all.
fn of_environments(note: String, envs: &[String], all: usize) -> String {
    if envs.len() == all {
        return note;
    }
    let envs: Vec<String> = envs.iter().map(|env| format!("`{env}`")).collect();
    format!("in {}, {note}", envs.join(" and "))
}

/// A sentence for each rule and reason, with what it was lifted for.
fn exception_notes(exceptions: Vec<(evaluate::Exception, String)>, all: usize) -> Vec<String> {
    let mut notes: IndexMap<(String, String), (Vec<String>, Vec<String>)> = IndexMap::new();
    for (exception, env) in exceptions {
        let (paths, envs) = notes.entry((exception.rule, exception.reason)).or_default();
        if !paths.contains(&exception.path) {
            paths.push(exception.path);
        }
        if !envs.contains(&env) {
            envs.push(env);
        }
    }
    let sentence = |((rule, reason), (paths, envs)): ((String, String), (Vec<String>, Vec<String>))| {
        let shown: Vec<String> = paths.iter().take(4).map(|path| format!("`{path}`")).collect();
        let more = match paths.len().saturating_sub(4) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let note = format!("the rule \"{rule}\" is lifted for {}{more}: {reason}", shown.join(", "));
        of_environments(note, &envs, all)
    };
    notes.into_iter().map(sentence).collect()
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
