//! The evaluator's state.

use std::rc::Rc;

use arcstr::ArcStr;
use indexmap::IndexMap;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Options,
    asked::Asked,
    budget::{Budget, MAX_DEPTH},
    conditions::Conditions,
    environment::Environment,
    errors,
    explained::{Focus, Found, Spared},
    frames::{FrameId, Frames, Slot},
    places::{Instance, Parameter, Resource},
    schemas::TypeFacts,
    stack::Stack,
    value::{InstanceId, Record, ResourceId, Value},
    written::Table,
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics},
    hir::{self, Program},
    source::{SourceMap, Span},
    world::World,
};

/// Evaluation stopped here because of a mistake that was reported.
#[derive(Clone, Copy, Debug)]
pub(super) struct Failed;

/// What an evaluation yields.
pub(super) type Eval<T> = Result<T, Failed>;

/// A cell, output or global that is being evaluated.
#[derive(Clone, Copy, Debug)]
pub(super) struct Active {
    /// What it is.
    pub(super) what: Demand,
    /// Where it was asked for.
    pub(super) from: Span,
}

/// What can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Demand {
    /// A cell of a frame.
    Cell(FrameId, u16),
    /// What a loop of a frame iterates.
    Loop(FrameId, u16),
    /// An output of an instance.
    Output(InstanceId, u16),
    /// A stack's region, account or name.
    Setting(u32, u8),
    /// A file-level let.
    Global(u32),
}

/// What the caller gives.
#[derive(Clone, Copy)]
pub(super) struct Inputs<'p> {
    pub(super) program: &'p Program,
    pub(super) sources: &'p SourceMap,
    pub(super) world: &'p World,
    pub(super) options: &'p Options,
}

/// All that is known so far of one build.
pub(super) struct Evaluator<'p> {
    pub(super) inputs: Inputs<'p>,
    pub(super) program: &'p Program,
    pub(super) env: Option<Environment<'p>>,
    pub(super) frames: Frames<'p>,
    pub(super) instances: Vec<Instance<'p>>,
    /// One per output of an instance; an instance knows its first.
    pub(super) outputs: Vec<Slot>,
    pub(super) resources: Vec<Resource<'p>>,
    pub(super) parameters: Vec<Parameter<'p>>,
    pub(super) stacks: Vec<Stack<'p>>,
    pub(super) conditions: Conditions,
    pub(super) globals: Vec<Slot>,
    /// The locals of the activations that are running.
    pub(super) locals: Vec<Value>,
    /// Where those of the innermost activation begin.
    pub(super) base: usize,
    pub(super) active: Vec<Active>,
    pub(super) budget: Budget,
    pub(super) overrides: FxHashMap<ResourceId, Vec<(&'p hir::Override, FrameId)>>,
    /// All resources of an instance, once something depends on it.
    pub(super) resources_of: FxHashMap<InstanceId, Rc<[ResourceId]>>,
    /// The maps that are looked up when deploying, by the names of their mappings.
    pub(super) mappings: FxHashMap<ArcStr, Value>,
    /// What the registry says of types.
    pub(super) types: FxHashMap<ArcStr, Rc<TypeFacts>>,
    /// Which types exist in which regions.
    pub(super) regions: FxHashMap<(ArcStr, ArcStr), bool>,
    /// By the address of a loop: its families as (member's cell, family's cell, key).
    pub(super) families: FxHashMap<usize, Rc<[Member<'p>]>>,
    /// By the address of a type: whether a value of it never changes when coerced.
    pub(super) plain: FxHashMap<usize, bool>,
    /// Whether a secret was made, so that properties are searched for them.
    pub(super) has_secrets: bool,
    /// How often `unchecked` and `reveal` were evaluated in the sources, by place.
    pub(super) unchecked: FxHashSet<Span>,
    pub(super) revealed: FxHashSet<Span>,
    /// Edges between resources of a stack: (what needs, what is needed).
    pub(super) edges: Vec<(u32, u32)>,
    pub(super) notes: Vec<String>,
    /// What resources were written as by the build before, and the names of the stacks there.
    pub(super) written: Option<Table>,
    pub(super) written_names: Vec<ArcStr>,
    /// What was asked of the project's files.
    pub(super) asked: Asked,
    /// What was looked at in other environments, and what others see of this one.
    pub(super) glances: Vec<super::looking::Glance>,
    pub(super) copied: Option<super::looking::Copied>,
    /// The exceptions from checks of scanners that were written, and for how many resources.
    pub(super) exceptions: IndexMap<&'p str, usize>,
    /// What rules and tests look at.
    pub(super) kept: super::looking::Kept,
    /// What became of exceptions from rules.
    pub(super) lifted: super::looking::Exceptions,
    diagnostics: &'p mut Diagnostics,
    reported: FxHashSet<(&'static str, Option<Span>, Option<Span>)>,
    /// The statements that are being written, outermost first.
    pub(super) doing: Vec<(FrameId, &'p hir::Stmt)>,
    /// What a mistake is about, when that is narrower than the statement; nothing when that cannot be said.
    pub(super) focus: Option<Vec<Focus<'p>>>,
    /// Mistakes that a failed assertion may explain, and the conditions of those that failed.
    pub(super) found: Vec<Found<'p>>,
    pub(super) spared: Vec<Spared<'p>>,
    pub(super) failed_asserts: Vec<(&'p hir::Expr, FrameId)>,
    /// How many mistakes and warnings were found, told or not.
    pub(super) told: usize,
    /// Above zero while something is evaluated again to find an origin: nothing is reported.
    pub(super) muted: u32,
}

/// A member of a family, as the loop that declares it sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member<'p> {
    /// Its cell in the loop's block.
    pub(super) cell: u16,
    /// The family's cell in the enclosing block.
    pub(super) family: u16,
    /// Its key, in the loop's block.
    pub(super) key: &'p hir::Expr,
}

impl<'p> Evaluator<'p> {
    pub(super) fn new(inputs: Inputs<'p>, diagnostics: &'p mut Diagnostics) -> Evaluator<'p> {
        Evaluator {
            inputs,
            program: inputs.program,
            env: None,
            frames: Frames::default(),
            instances: Vec::new(),
            outputs: Vec::new(),
            resources: Vec::new(),
            parameters: Vec::new(),
            stacks: Vec::new(),
            conditions: Conditions::default(),
            globals: vec![Slot::Empty; inputs.program.globals.len()],
            locals: Vec::new(),
            base: 0,
            active: Vec::new(),
            budget: Budget::default(),
            overrides: FxHashMap::default(),
            resources_of: FxHashMap::default(),
            mappings: FxHashMap::default(),
            types: FxHashMap::default(),
            regions: FxHashMap::default(),
            families: FxHashMap::default(),
            plain: FxHashMap::default(),
            has_secrets: false,
            unchecked: FxHashSet::default(),
            revealed: FxHashSet::default(),
            edges: Vec::new(),
            notes: Vec::new(),
            written: None,
            written_names: Vec::new(),
            asked: Asked::default(),
            glances: Vec::new(),
            copied: None,
            exceptions: IndexMap::new(),
            kept: super::looking::Kept::default(),
            lifted: super::looking::Exceptions::default(),
            diagnostics,
            reported: FxHashSet::default(),
            doing: Vec::new(),
            focus: None,
            found: Vec::new(),
            spared: Vec::new(),
            failed_asserts: Vec::new(),
            told: 0,
            muted: 0,
        }
    }

    /// Reports a mistake. The turns of a loop make the same mistake at the same place: the first one is told.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) -> Failed {
        self.report_from(diagnostic, None)
    }

    /// The same for a value that comes from `origin`: each origin is a mistake, however many properties it reaches.
    pub(super) fn report_from(&mut self, diagnostic: Diagnostic, origin: Option<Span>) -> Failed {
        let key = match origin {
            Some(_) => (diagnostic.code.id, None, origin),
            None => (diagnostic.code.id, diagnostic.span(), None),
        };
        self.report_once(diagnostic, key)
    }

    /// The same for a mistake that each of several instances makes by itself.
    pub(super) fn report_of(&mut self, diagnostic: Diagnostic, instance: Span) -> Failed {
        let key = (diagnostic.code.id, diagnostic.span(), Some(instance));
        self.report_once(diagnostic, key)
    }

    fn report_once(&mut self, diagnostic: Diagnostic, key: (&'static str, Option<Span>, Option<Span>)) -> Failed {
        self.told += 1;
        if self.muted == 0 {
            match self.reported.insert(key) {
                true => self.report_another(diagnostic),
                false => self.spare(diagnostic),
            };
        }
        self.focus = None;
        Failed
    }

    /// Reports one of several different mistakes at one place.
    pub(super) fn report_another(&mut self, diagnostic: Diagnostic) -> Failed {
        self.told += 1;
        if self.muted == 0 {
            let diagnostic = self.marked(diagnostic);
            self.remember(&diagnostic, self.diagnostics.len());
            self.diagnostics.push(diagnostic);
        }
        Failed
    }

    /// Begins a list of diagnostics of its own.
    pub(super) fn start_list(&mut self) -> Diagnostics {
        self.reported.clear();
        std::mem::take(self.diagnostics)
    }

    /// Ends it: what was reported meanwhile.
    pub(super) fn end_list(&mut self, before: Diagnostics) -> Vec<Diagnostic> {
        let own = std::mem::replace(self.diagnostics, before);
        own.iter().cloned().collect()
    }

    /// Says which environment a diagnostic is about.
    pub(super) fn marked(&self, diagnostic: Diagnostic) -> Diagnostic {
        match &self.env {
            Some(env) if diagnostic.code != errors::INHERITED_NO_TARGET => env.mark(diagnostic),
            _ => diagnostic,
        }
    }

    /// Takes back what failed assertions explain, and tells instead what was left out beside it.
    pub(super) fn drop_explained(&mut self) {
        let (explained, instead) = self.explained();
        let mut at = 0;
        self.diagnostics.retain(|_| {
            at += 1;
            !explained.contains(&(at - 1))
        });
        instead.into_iter().for_each(|diagnostic| self.diagnostics.push(diagnostic));
    }

    /// Whether there is an error, so that nothing will be written.
    pub(super) fn has_errors(&self) -> bool {
        self.diagnostics.has_errors()
    }

    /// Evaluates without reporting: to look again at what was found wrong, or what may be.
    pub(super) fn quietly<T>(&mut self, run: impl FnOnce(&mut Self) -> T) -> T {
        self.muted += 1;
        let result = run(self);
        self.muted -= 1;
        result
    }

    /// Takes steps of the budget.
    pub(super) fn spend(&mut self, steps: usize, span: Span) -> Eval<()> {
        if self.budget.spent {
            return Err(Failed);
        }
        if self.budget.take(steps as u64) {
            return Ok(());
        }
        self.budget.spent = true;
        let error = errors::budget_spent(span, &self.budget.loops);
        Err(self.report(error))
    }

    /// Whether nobody wants the result any more: then nothing more is evaluated. Asked between stacks and between rules.
    pub(super) fn is_out_of_date(&mut self) -> bool {
        let is_said = self.inputs.options.stop.is_said();
        self.budget.spent |= is_said;
        is_said
    }

    /// Goes one level deeper; [`leave`](Evaluator::leave) comes back.
    pub(super) fn enter(&mut self, span: Span) -> Eval<()> {
        self.spend(1, span)?;
        if self.budget.depth >= self.inputs.options.max_depth.unwrap_or(MAX_DEPTH) {
            return Err(self.report(errors::too_deep(span)));
        }
        self.budget.depth += 1;
        Ok(())
    }

    /// Comes back from where [`enter`](Evaluator::enter) went.
    pub(super) fn leave(&mut self) {
        self.budget.depth -= 1;
    }

    /// Evaluates something that may be asked for while it is being evaluated: `run` gets locals of its own, and who
    /// asks for `what` meanwhile is told the cycle.
    pub(super) fn demand<T>(&mut self, what: Demand, from: Span, run: impl FnOnce(&mut Self) -> Eval<T>) -> Eval<T> {
        self.enter(from)?;
        self.active.push(Active { what, from });
        let result = self.activation(0, run);
        self.active.pop();
        self.leave();
        result
    }

    /// Runs with `count` new locals, the last `count` of those that were pushed.
    pub(super) fn activation<T>(&mut self, count: usize, run: impl FnOnce(&mut Self) -> Eval<T>) -> Eval<T> {
        let base = std::mem::replace(&mut self.base, self.locals.len() - count);
        let result = run(self);
        self.locals.truncate(self.base);
        self.base = base;
        result
    }

    /// Sets a local of the innermost activation.
    pub(super) fn set_local(&mut self, local: u16, value: Value) {
        let at = self.base + local as usize;
        if at >= self.locals.len() {
            self.locals.resize(at + 1, Value::Null);
        }
        self.locals[at] = value;
    }

    /// Reports the cycle that asking for `what` at `from` closes.
    pub(super) fn cycle(&mut self, what: Demand, from: Span) -> Failed {
        let start = self.active.iter().rposition(|active| active.what == what).unwrap_or(0);
        let chain: Vec<(String, Span)> = self.active[start..]
            .iter()
            .skip(1)
            .map(|active| (active.what, active.from))
            .chain([(what, from)])
            .map(|(what, from)| (self.demand_name(what), from))
            .collect();
        let first = self.demand_name(what);
        self.report(errors::cycle(&first, &chain))
    }

    fn demand_name(&self, what: Demand) -> String {
        match what {
            Demand::Cell(frame, cell) => {
                let name = &self.frames.get(frame).block.cells[cell as usize].name;
                if name.is_empty() { "this condition".to_owned() } else { format!("`{name}`") }
            }
            Demand::Loop(..) => "this loop".to_owned(),
            Demand::Output(instance, output) => {
                let body = self.instances[instance.0 as usize].body;
                format!("`{}` of `{}`", body.outputs[output as usize].name, body.name)
            }
            Demand::Setting(..) => "a setting of the stack".to_owned(),
            Demand::Global(global) => format!("`{}`", self.program.globals[global as usize].name),
        }
    }

    /// A placed instance.
    pub(super) fn instance(&self, id: InstanceId) -> &Instance<'p> {
        &self.instances[id.0 as usize]
    }

    /// A placed resource.
    pub(super) fn resource(&self, id: ResourceId) -> &Resource<'p> {
        &self.resources[id.0 as usize]
    }

    /// An empty record, for what is not there.
    pub(super) fn empty_record() -> Value {
        Value::Record(Rc::new(Record::new()))
    }
}

/// Text of a key: what a string or integer looks like in a path.
pub(super) fn key_text(value: &Value) -> Option<ArcStr> {
    match value {
        Value::Str(text) => Some(text.clone()),
        Value::Int(number) => Some(arcstr::format!("{number}")),
        Value::Bool(truth) => Some(arcstr::format!("{truth}")),
        _ => None,
    }
}
