//! The whole of a build.

use arcstr::ArcStr;
use rustc_hash::FxHashSet;

use super::{
    Options,
    asked::Asked,
    budget::MAX_DEPTH,
    frames::FrameId,
    json::Json,
    looking::{Copied, Elsewhere, Exception, Glance},
    lower::Lowering,
    machine::{Eval, Evaluator, Inputs},
    named::Named,
    provenance::Provenance,
    stack::{Setting, StackId},
    value::InstanceId,
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics},
    emit::{Assembly, StackOutput},
    hir::{DeclKind, Program, Stmt},
    plan::{errors as plan_errors, limits},
    source::{SourceMap, Span},
    types::BodyId,
    world::World,
};

/// What a build makes.
#[derive(Clone, Debug, Default)]
pub struct Built {
    /// The stacks with their templates.
    pub assembly: Assembly,
    /// Sentences for the summary, such as how often `unchecked` was used.
    pub notes: Vec<String>,
    /// The exceptions from rules that were made use of.
    pub exceptions: Vec<Exception>,
    /// Where these stand.
    pub used: FxHashSet<Span>,
    /// The exceptions whose rules hold without them: (place, rule).
    pub idle: Vec<(Span, ArcStr)>,
    /// Where resources come from, if the source map was wanted.
    pub provenance: Vec<Provenance>,
}

/// What there is after a build.
#[derive(Clone, Debug, Default)]
pub struct Finished {
    /// What was built; `None` when there is an error.
    pub built: Option<Built>,
    /// What names stand for, if that was wanted; after an error, as far as evaluation came.
    pub named: Option<Named>,
    /// What was asked of the project's files.
    pub asked: Asked,
    /// What was looked at in other environments, unless it was given.
    pub glances: Vec<Glance>,
    /// What others see of it, if that was wanted and there is no error in it.
    pub copied: Option<Copied>,
}

impl Finished {
    /// The same, with each place where it is now; none when a place is gone.
    pub fn moved(&self, place: impl Fn(Span) -> Option<Span>) -> Option<Finished> {
        let mut moved = self.clone();
        if let Some(built) = &mut moved.built {
            built.used = built.used.iter().map(|span| place(*span)).collect::<Option<_>>()?;
            for (span, _) in &mut built.idle {
                *span = place(*span)?;
            }
        }
        if let Some(named) = &mut moved.named {
            let names = std::mem::take(&mut named.names).into_iter();
            named.names = names.map(|(span, meant)| Some((place(span)?, meant))).collect::<Option<_>>()?;
        }
        Some(moved)
    }
}

/// What is built.
#[derive(Clone, Copy)]
enum Target {
    Environment(usize),
    Stack(BodyId),
    /// Only what can be told of an environment without its resources; of a broken program, only its settings.
    Settings(usize, Soundness),
}

/// Whether the program has no error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Soundness {
    /// It has none.
    Sound,
    /// It has some, but not in the environment.
    Broken,
}

/// How much stack the evaluating thread gets: enough for [`MAX_DEPTH`] nested evaluations in a debug build. Pages that are
/// not touched cost nothing.
const STACK_BYTES: usize = 512 << 20;

/// How deeply evaluations may be nested where no thread could be had.
const SHALLOW_DEPTH: u32 = 100;

/// Builds the environment with this index in the program.
pub fn build(
    program: &Program,
    env: usize,
    (sources, world): (&SourceMap, &World),
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Finished {
    run(Inputs { program, sources, world, options }, Target::Environment(env), diagnostics)
}

/// Checks what can be told of an environment without evaluating a resource: its settings, the app's assertions, and
/// whether its overrides hit something. [`build`] finds the same, and more.
pub fn check_environment(
    program: &Program,
    env: usize,
    soundness: Soundness,
    (sources, world): (&SourceMap, &World),
    diagnostics: &mut Diagnostics,
) {
    let options = Options::default();
    run(Inputs { program, sources, world, options: &options }, Target::Settings(env, soundness), diagnostics);
}

/// Builds one stack on its own, without an app or an environment; all of its params have defaults.
pub fn build_stack(
    program: &Program,
    stack: BodyId,
    (sources, world): (&SourceMap, &World),
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Finished {
    run(Inputs { program, sources, world, options }, Target::Stack(stack), diagnostics)
}

/// Runs on a thread of its own, so that the depth that is allowed does not depend on the caller's stack.
pub(super) fn on_deep_stack<T: Send>(options: &Options, work: impl Fn(&Options) -> T + Sync) -> T {
    let mut done = None;
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("evaluate".to_owned()).stack_size(STACK_BYTES);
        if let Ok(handle) = thread.spawn_scoped(scope, || work(options)) {
            done = Some(handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
    });
    done.unwrap_or_else(|| {
        let depth = options.max_depth.unwrap_or(MAX_DEPTH).min(SHALLOW_DEPTH);
        work(&Options { max_depth: Some(depth), ..options.clone() })
    })
}

fn run(inputs: Inputs<'_>, target: Target, diagnostics: &mut Diagnostics) -> Finished {
    let (built, found) = on_deep_stack(inputs.options, |options| {
        let mut own = Diagnostics::new();
        let built = evaluate(Inputs { options, ..inputs }, target, &mut own);
        (built, own)
    });
    diagnostics.extend(found);
    built
}

fn evaluate(inputs: Inputs<'_>, target: Target, diagnostics: &mut Diagnostics) -> Finished {
    let mut evaluator = Evaluator::new(inputs, diagnostics);
    if let (Target::Environment(_), Some(written)) = (target, &inputs.options.written) {
        evaluator.written = Some(written.begin());
        let finished = finish(&mut evaluator, target);
        evaluator.written.take().into_iter().for_each(|table| written.end(table));
        return finished;
    }
    finish(&mut evaluator, target)
}

fn finish(evaluator: &mut Evaluator<'_>, target: Target) -> Finished {
    let inputs = evaluator.inputs;
    let root = match target {
        Target::Environment(index) => evaluator.place_app(index),
        Target::Stack(body) => Ok(evaluator.place_root(inputs.program.body(body))),
        Target::Settings(index, soundness) => {
            if let Ok(app) = evaluator.place_app(index)
                && soundness == Soundness::Sound
            {
                evaluator.check_app(app);
            }
            return Finished::default();
        }
    };
    let Ok(root) = root else {
        return Finished { asked: std::mem::take(&mut evaluator.asked), ..Finished::default() };
    };
    if inputs.options.copy {
        // Others look at what rules read, whether or not it has rules itself.
        evaluator.keep_for(true, inputs.options.tests);
    }
    let built = evaluator.build(root);
    evaluator.drop_explained();
    let is_told = inputs.options.named && !evaluator.is_out_of_date();
    let named = is_told.then(|| evaluator.named());
    let (asked, glances) = (std::mem::take(&mut evaluator.asked), std::mem::take(&mut evaluator.glances));
    Finished { built, named, asked, glances, copied: evaluator.copied.take() }
}

/// Builds an environment and keeps it, for tests to look at: its app and its evaluator.
pub(super) fn keep<'p>(
    inputs: Inputs<'p>,
    env: usize,
    diagnostics: &'p mut Diagnostics,
) -> Option<(InstanceId, Evaluator<'p>)> {
    let mut evaluator = Evaluator::new(inputs, diagnostics);
    let root = evaluator.place_app(env).ok()?;
    let built = evaluator.build(root);
    evaluator.drop_explained();
    evaluator.keep_assembly(built?.assembly);
    Some((root, evaluator))
}

/// What an environment has, for rules of another, and what evaluating it asked: it is evaluated, but its own rules do not run, and no
/// template is made. `None` when it has errors, which are told when it is built itself.
pub(super) fn glance(inputs: Inputs<'_>, env: usize) -> (Option<Elsewhere>, Asked) {
    let mut found = Diagnostics::new();
    let mut evaluator = Evaluator::new(inputs, &mut found);
    let emitted = evaluator.place_app(env).ok().and_then(|root| {
        evaluator.keep_for(true, false);
        evaluator.emit(root)
    });
    let copied = emitted.map(|()| evaluator.copied());
    (copied, std::mem::take(&mut evaluator.asked))
}

impl<'p> Evaluator<'p> {
    /// Evaluates all resources; `None` when there is an error.
    fn emit(&mut self, root: InstanceId) -> Option<()> {
        let (body, frame) = (self.instance(root).body, self.instance(root).frame);
        if self.instance(root).stack == StackId::NONE {
            // Stacks are numbered in source order, whoever asks for which first.
            let _ = self.place_stacks(&body.block.stmts, frame);
            self.find_overrides(root);
            self.emit_stmts(&body.block.stmts, frame);
        } else {
            let _ = self.emit_stack(root);
        }
        self.check_former_paths();
        // Where the budget is spent, that was told, unless it is out of date.
        (!self.has_errors() && !self.budget.spent).then_some(())
    }

    fn build(&mut self, root: InstanceId) -> Option<Built> {
        self.emit(root)?;
        if self.inputs.options.copy {
            self.copied = Some((&self.copied()).into());
        }
        if self.kept.is_on {
            self.run_rules(root);
        }
        if self.is_out_of_date() {
            return None;
        }
        self.check_resource_cycles();
        let stacks: Vec<StackId> = (0..self.stacks.len() as u32).map(StackId).collect();
        self.check_stack_names();
        self.settle_outputs(&stacks);
        for stack in &stacks {
            self.check_counts(*stack);
            self.check_fragment_names(*stack);
        }
        let order = self.deploy_order()?;
        if self.has_errors() {
            return None;
        }
        let mut templates = Vec::with_capacity(stacks.len());
        for stack in &stacks {
            templates.push(self.template(*stack).unwrap_or_default());
        }
        for (stack, template) in stacks.iter().zip(&templates) {
            self.check_size(*stack, template.len());
        }
        if self.has_errors() {
            return None;
        }
        self.assembly(&order, templates)
    }

    /// Makes the stacks of an app known.
    pub(super) fn place_stacks(&mut self, stmts: &'p [Stmt], frame: FrameId) -> Eval<()> {
        for stmt in stmts {
            match stmt {
                Stmt::Declare(cell, decl) => {
                    let decl = &self.frames.get(frame).block.cells[*cell as usize].decls[*decl as usize];
                    if let DeclKind::Instance(_) = decl.kind {
                        self.cell(frame, *cell, decl.span)?;
                    }
                }
                Stmt::Loop(index) => {
                    let of_loop = &self.frames.get(frame).block.loops[*index as usize];
                    for turn in self.turns(frame, *index, of_loop.span)?.iter() {
                        self.place_stacks(&of_loop.block.stmts, *turn)?;
                    }
                }
                Stmt::If(cell, then, otherwise) => {
                    let span = self.instance(self.frames.get(frame).instance).span;
                    let value = self.cell(frame, *cell, span)?;
                    match value {
                        super::value::Value::Bool(true) => self.place_stacks(then, frame)?,
                        super::value::Value::Bool(false) => self.place_stacks(otherwise, frame)?,
                        _ => {}
                    }
                }
                Stmt::Assert(..) | Stmt::Transform(_) | Stmt::Fragment(_) => {}
            }
        }
        Ok(())
    }

    /// Writes all outputs once for nothing: one that holds another stack's value makes an output there.
    fn settle_outputs(&mut self, stacks: &[StackId]) {
        let mut settled = vec![0; stacks.len()];
        let mut grows = true;
        while grows {
            grows = false;
            for (id, settled) in stacks.iter().zip(&mut settled) {
                while let Some((_, output)) = self.stack(*id).outputs.get_index(*settled) {
                    let (value, export, span) = (output.value.clone(), output.export.clone(), output.span);
                    *settled += 1;
                    grows = true;
                    let mut to = Lowering::new(*id, span);
                    let _ = self.lower(&mut Json::new(0), &value, &mut to);
                    if let Some(export) = export {
                        let _ = self.lower(&mut Json::new(0), &export, &mut to);
                    }
                }
            }
        }
    }

    fn assembly(&mut self, order: &[StackId], mut templates: Vec<Vec<u8>>) -> Option<Built> {
        let place = |id: &StackId| order.iter().position(|other| other == id);
        let mut assembly = Assembly {
            env_name: self.env.as_ref().map(|env| env.name().to_string()).unwrap_or_default(),
            ..Assembly::default()
        };
        for id in order {
            let root = self.stack_root(*id)?;
            let span = self.instance(root).span;
            let dependencies: Vec<usize> = self.stack(*id).needs.keys().filter_map(place).collect();
            let text = |e: &mut Self, setting| e.setting(*id, setting, span).ok().flatten().map(|t| t.to_string());
            let (account, region) = (text(self, Setting::Account), text(self, Setting::Region));
            let stack_name = text(self, Setting::Name).unwrap_or_default();
            let tags = self.stack_tags(*id).ok()?;
            let known = tags.iter().filter_map(|(key, value)| match value {
                super::value::Value::Str(text) => Some((key.to_string(), text.to_string())),
                _ => None,
            });
            let (body, frame) = (self.instance(root).body, self.instance(root).frame);
            let description = match &body.settings.description {
                Some(expr) => self.known_text(expr, frame).ok()?.map(|text| text.to_string()),
                None => body.docs.as_ref().map(|docs| docs.trim().to_owned()),
            };
            let termination_protection = match &body.settings.termination_protection {
                Some(expr) => self.activation(0, |e| e.known_truth(expr, frame)).ok()?,
                None => false,
            };
            assembly.stacks.push(StackOutput {
                name: self.stack_artifact(root),
                stack_name,
                account,
                region,
                template: std::mem::take(&mut templates[id.0 as usize]),
                dependencies,
                tags: known.collect(),
                description,
                termination_protection,
                resource_count: self.stack(*id).resource_count,
                assets: std::mem::take(&mut self.stack_mut(*id).assets),
            });
        }
        self.count_escapes();
        let exceptions = std::mem::take(&mut self.lifted);
        Some(Built {
            assembly,
            notes: std::mem::take(&mut self.notes),
            exceptions: exceptions.made,
            used: exceptions.used,
            idle: exceptions.idle,
            provenance: if self.inputs.options.source_map { self.provenance() } else { Vec::new() },
        })
    }

    /// How often the ways around the checks were used.
    fn count_escapes(&mut self) {
        let times = |count: usize| if count == 1 { "once".to_owned() } else { format!("{count} times") };
        if !self.unchecked.is_empty() {
            self.notes.push(format!("`unchecked` is used {}", times(self.unchecked.len())));
        }
        if !self.revealed.is_empty() {
            self.notes.push(format!("`reveal` is used {}", times(self.revealed.len())));
        }
        self.note_exceptions();
    }

    /// Checks how much of everything a template has.
    fn check_counts(&mut self, id: StackId) {
        let Some(span) = self.stack_span(id) else { return };
        let stack = self.stack(id);
        let has_fragments = !stack.fragments.is_empty();
        let counts = [
            ("resources", stack.resource_count, limits::MAX_RESOURCES),
            ("parameters", stack.parameters.len(), limits::MAX_PARAMETERS),
            ("outputs", stack.outputs.len(), limits::MAX_OUTPUTS),
            ("mappings", stack.mappings.len(), limits::MAX_MAPPINGS),
        ];
        let shown = self.stack_shown(id);
        for (what, count, most) in counts {
            if count > most {
                let largest = if what == "resources" { self.largest_members(id) } else { Vec::new() };
                self.report(plan_errors::too_many(span, &shown, what, count, most, &largest));
            }
        }
        if counts[0].1 == 0 && !has_fragments {
            self.report(plan_errors::empty_stack(span, &shown));
        }
    }

    fn check_size(&mut self, id: StackId, bytes: usize) {
        if bytes <= limits::MAX_TEMPLATE {
            return;
        }
        let (Some(span), shown, largest) = (self.stack_span(id), self.stack_shown(id), self.largest_members(id)) else {
            return;
        };
        let error: Diagnostic = plan_errors::template_too_large(span, &shown, bytes, limits::MAX_TEMPLATE, &largest);
        self.report(error);
    }

    /// The members of a stack with most resources.
    fn largest_members(&self, id: StackId) -> Vec<(String, usize)> {
        let Some(root) = self.stack_root(id) else { return Vec::new() };
        let members = self.resources.iter().filter(|resource| resource.stack == id).map(|resource| {
            let mut at = self.frames.get(resource.frame).instance;
            if at == root {
                return self.frames.get(resource.frame).block.cells[resource.cell as usize].name.to_string();
            }
            while let Some(parent) = self.instance(at).parent.filter(|parent| *parent != root) {
                at = parent;
            }
            self.instance(at).segment.name.to_string()
        });
        limits::largest(members, 5)
    }

    /// A path that `@was` names must be free.
    fn check_former_paths(&mut self) {
        let mut former = Vec::new();
        for instance in &self.instances {
            if let Some((made_by, _)) = instance.made_by {
                former.extend(made_by.decorators.was.iter().map(|(path, at)| (instance.stack, path.clone(), *at)));
            }
        }
        for resource in &self.resources {
            if let super::places::Declared::Resource(declared) = resource.declared {
                former.extend(declared.decorators.was.iter().map(|(path, at)| (resource.stack, path.clone(), *at)));
            }
        }
        if former.is_empty() {
            return;
        }
        for (stack, path, at) in former {
            let Some(segments) = super::was::parse(&path) else { continue };
            let mut wanted = String::new();
            for segment in &segments {
                if !wanted.is_empty() {
                    wanted.push('.');
                }
                segment.write(&mut wanted);
            }
            if let Some(span) = self.occupant(stack, &wanted) {
                self.report(super::errors::still_occupied(at, &path, span));
            }
        }
    }

    /// What stands at a path of a stack, as a family or with its keys.
    fn occupant(&mut self, stack: StackId, path: &str) -> Option<crate::source::Span> {
        let is_at = |own: &str| own == path || own.strip_prefix(path).is_some_and(|rest| rest.starts_with('['));
        for index in 0..self.instances.len() {
            let id = InstanceId(index as u32);
            if self.instance(id).stack == stack && is_at(&self.instance_path(id)) {
                return Some(self.instance(id).span);
            }
        }
        for index in 0..self.resources.len() {
            let id = super::value::ResourceId(index as u32);
            if self.resource(id).stack == stack && is_at(&self.resource_path(id)) {
                return Some(self.resource(id).span);
            }
        }
        None
    }
}
