//! What a failed assertion explains: a mistake that follows from the same param is not told beside it.
//!
//! An assertion says of params what the rest of a body relies on. When it fails, what is evaluated with these params may
//! fail too: then the assertion's message says it better. A mistake that other params lead to is told all the same.

use arcstr::ArcStr;

use super::{
    cells::Presence,
    frames::FrameId,
    machine::{Demand, Evaluator, Failed},
    origin::Step,
    value::{InstanceId, Value},
};
use crate::{
    diagnostics::{Diagnostic, Severity},
    hir::{DeclKind, Expr, ExprKind, Field, Stmt},
    source::Span,
};

/// What a body is given from outside.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Given {
    /// A param of an instance.
    Param(InstanceId, u16),
    /// A variable of a turn of a loop.
    LoopVar(FrameId, u16),
}

/// A part of what is given.
type Part = (Given, Vec<ArcStr>);

/// What is looked at, and by which part of it a mistake was found.
#[derive(Clone, Debug)]
pub(super) struct Focus<'p> {
    pub(super) expr: &'p Expr,
    pub(super) frame: FrameId,
    pub(super) path: Vec<Step>,
}

/// A mistake with what was looked at when it was found: it may turn out to be explained.
#[derive(Debug)]
pub(super) struct Found<'p> {
    /// Its place in the list of diagnostics.
    at: usize,
    /// Its code and place, which only one of the diagnostics has.
    place: (&'static str, Option<Span>),
    focus: Vec<Focus<'p>>,
}

/// A mistake that was not told because the same one was, of another instance.
#[derive(Debug)]
pub(super) struct Spared<'p> {
    diagnostic: Diagnostic,
    focus: Vec<Focus<'p>>,
}

/// More mistakes are not remembered: nobody reads as many.
const MOST: usize = 200;

/// More expressions are not followed.
const MOST_STEPS: usize = 20_000;

/// The params that an expression depends on.
#[derive(Default)]
struct Parts {
    found: Vec<Part>,
    steps: usize,
}

impl<'p> Evaluator<'p> {
    /// Remembers what is being looked at, for a mistake that is added to the diagnostics now.
    pub(super) fn remember(&mut self, diagnostic: &Diagnostic, at: usize) {
        if diagnostic.severity != Severity::Error || self.found.len() >= MOST {
            return;
        }
        let focus = self.focus.take().unwrap_or_else(|| self.looked_at());
        self.found.push(Found { at, place: (diagnostic.code.id, diagnostic.span()), focus });
    }

    /// Keeps a mistake that is told of another instance already, should it turn out that it is explained there.
    pub(super) fn spare(&mut self, diagnostic: Diagnostic) -> Failed {
        if diagnostic.severity == Severity::Error && self.spared.len() < MOST {
            let focus = self.focus.take().unwrap_or_else(|| self.looked_at());
            self.spared.push(Spared { diagnostic: self.marked(diagnostic), focus });
        }
        Failed
    }

    /// The expressions that are being evaluated: of the cell that was asked for last, or of the statement.
    fn looked_at(&self) -> Vec<Focus<'p>> {
        let whole = |expr, frame| Focus { expr, frame, path: Vec::new() };
        match self.active.last().map(|active| active.what) {
            Some(Demand::Cell(frame, cell)) => {
                let decls = &self.frames.get(frame).block.cells[cell as usize].decls;
                let of_decl = |kind: &'p DeclKind| match kind {
                    DeclKind::Param(index) => self.argument(self.frames.get(frame).instance, *index),
                    kind => expression(kind).map(|e| (e, frame)),
                };
                let found = decls.iter().filter_map(|decl| of_decl(&decl.kind));
                return found.map(|(e, frame)| whole(e, frame)).collect();
            }
            Some(Demand::Output(instance, output)) => {
                let instance = self.instance(instance);
                return vec![whole(&instance.body.outputs[output as usize].value, instance.frame)];
            }
            _ => {}
        }
        match self.doing.last() {
            Some((frame, Stmt::Declare(cell, decl))) => {
                let decl = &self.frames.get(*frame).block.cells[*cell as usize].decls[*decl as usize];
                expression(&decl.kind).map(|e| whole(e, *frame)).into_iter().collect()
            }
            Some((frame, Stmt::Fragment(fragment))) => vec![whole(&fragment.value, *frame)],
            Some((frame, Stmt::Transform(name))) => vec![whole(name, *frame)],
            _ => Vec::new(),
        }
    }

    /// What is given for a param, and where it is evaluated.
    fn argument(&self, instance: InstanceId, index: u16) -> Option<(&'p Expr, FrameId)> {
        let placed = self.instance(instance);
        let given = placed.made_by.and_then(|(made_by, caller)| {
            let argument = made_by.args.get(index as usize)?.as_ref()?;
            Some((argument, caller))
        });
        given.or_else(|| placed.body.params[index as usize].default.as_ref().map(|e| (e, placed.frame)))
    }

    /// The diagnostics that failed assertions explain, by their places in the list, and those to tell instead.
    pub(super) fn explained(&mut self) -> (Vec<usize>, Vec<Diagnostic>) {
        if self.failed_asserts.is_empty() {
            return Default::default();
        }
        let mut asserted = Parts::default();
        for (condition, frame) in std::mem::take(&mut self.failed_asserts) {
            self.quietly(|e| e.parts(condition, frame, &[], &mut asserted));
        }
        let (mut explained, mut places, mut instead) = (Vec::new(), Vec::new(), Vec::new());
        for found in std::mem::take(&mut self.found) {
            if self.follows(&found.focus, &asserted) {
                explained.push(found.at);
                places.push(found.place);
            }
        }
        for spared in std::mem::take(&mut self.spared) {
            let place = (spared.diagnostic.code.id, spared.diagnostic.span());
            if let Some(at) = places.iter().position(|explained| *explained == place)
                && !self.follows(&spared.focus, &asserted)
            {
                places.swap_remove(at);
                instead.push(spared.diagnostic);
            }
        }
        (explained, instead)
    }

    /// Whether what was looked at depends on what was asserted.
    fn follows(&mut self, focus: &[Focus<'p>], asserted: &Parts) -> bool {
        let mut parts = Parts::default();
        for focus in focus {
            self.quietly(|e| e.parts(focus.expr, focus.frame, &focus.path, &mut parts));
        }
        parts.found.iter().any(|part| asserted.found.iter().any(|other| overlap(part, other)))
    }

    /// Adds the params that the part of an expression at `path` depends on.
    fn parts(&mut self, expr: &'p Expr, at: FrameId, path: &[Step], out: &mut Parts) {
        out.steps += 1;
        if out.steps > MOST_STEPS {
            return;
        }
        match &expr.kind {
            ExprKind::Cell(cell) => {
                let frame = self.frames.up(at, cell.up);
                self.parts_of_cell(frame, cell.cell, path, out);
            }
            ExprKind::Global(id) => {
                let value = &self.program.global(*id).value;
                self.parts(value, FrameId::NONE, path, out);
            }
            ExprKind::Field(of, name) | ExprKind::OptField(of, name) => {
                let path: Vec<Step> = std::iter::once(Step::Field(name.clone())).chain(path.iter().cloned()).collect();
                self.parts(of, at, &path, out);
            }
            ExprKind::Output { of, output, .. } => match self.eval(of, at) {
                Ok(Value::Instance(id)) => {
                    let placed = self.instance(id);
                    let (value, frame) = (&placed.body.outputs[*output as usize].value, placed.frame);
                    self.parts(value, frame, path, out);
                }
                _ => self.parts(of, at, &[], out),
            },
            ExprKind::Coerce(inner, _) | ExprKind::Unchecked(inner) | ExprKind::Reveal(inner, _) => {
                self.parts(inner, at, path, out);
            }
            ExprKind::Record(fields) if matches!(path.first(), Some(Step::Field(_))) => {
                let Some((Step::Field(wanted), rest)) = path.split_first() else { return };
                for field in fields {
                    match field {
                        Field::Value(name, _, value) if name == wanted => self.parts(value, at, rest, out),
                        Field::Value(..) => {}
                        Field::Spread(value) => self.parts(value, at, path, out),
                        other => {
                            let mut children = Vec::new();
                            other.each_child(&mut |child| children.push(child));
                            children.into_iter().for_each(|child| self.parts(child, at, &[], out));
                        }
                    }
                }
            }
            _ => {
                let mut children = Vec::new();
                expr.each_child(&mut |child| children.push(child));
                children.into_iter().for_each(|child| self.parts(child, at, &[], out));
            }
        }
    }

    fn parts_of_cell(&mut self, frame: FrameId, cell: u16, path: &[Step], out: &mut Parts) {
        let block = self.frames.get(frame).block;
        for decl in &block.cells[cell as usize].decls {
            if !matches!(self.presence(frame, &decl.guards), Ok(Presence::Always | Presence::When(_))) {
                continue;
            }
            match &decl.kind {
                DeclKind::Let(value) => self.parts(value, frame, path, out),
                DeclKind::Param(index) => {
                    let instance = self.frames.get(frame).instance;
                    out.found.push((Given::Param(instance, *index), names(path)));
                    if let Some((argument, caller)) = self.argument(instance, *index) {
                        self.parts(argument, caller, path, out);
                    }
                }
                // Of what is iterated, other turns look at other elements.
                DeclKind::LoopVar(index) => out.found.push((Given::LoopVar(frame, *index), names(path))),
                _ => {}
            }
        }
    }
}

/// The expression that a declaration evaluates.
fn expression(kind: &DeclKind) -> Option<&Expr> {
    match kind {
        DeclKind::Let(value) => Some(value),
        DeclKind::Resource(resource) => Some(&resource.properties),
        DeclKind::Existing(existing) => Some(&existing.identifier),
        DeclKind::Family(family) => Some(&family.key),
        _ => None,
    }
}

/// The fields that a path begins with.
fn names(path: &[Step]) -> Vec<ArcStr> {
    let fields = path.iter().map_while(|step| match step {
        Step::Field(name) => Some(name.clone()),
        Step::Index(_) => None,
    });
    fields.collect()
}

/// Whether one is a part of the other.
fn overlap(a: &Part, b: &Part) -> bool {
    a.0 == b.0 && a.1.iter().zip(&b.1).all(|(one, other)| one == other)
}
