//! Rules: each is run for every resource that it is about.

use arcstr::ArcStr;
use rustc_hash::FxHashSet;

use crate::{
    evaluate::{
        conditions::Truth,
        errors,
        frames::FrameId,
        machine::{Eval, Evaluator},
        origin::{Place, Step},
        places::Declared,
        stack::StackId,
        value::{InstanceId, ResourceId, Value},
    },
    hir::{self, DeclKind, Expr, ExprKind, Look, Stmt},
    source::Span,
};

/// An exception that was made use of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// The rule's name.
    pub rule: String,
    /// The path of the resource.
    pub path: String,
    /// Why.
    pub reason: String,
}

/// What became of the `@allow`s.
#[derive(Debug, Default)]
pub(in crate::evaluate) struct Exceptions {
    /// Those that lifted a rule.
    pub(in crate::evaluate) made: Vec<Exception>,
    /// Where those stand.
    pub(in crate::evaluate) used: FxHashSet<Span>,
    /// Those whose rule was asked and holds: (place, rule).
    pub(in crate::evaluate) idle: Vec<(Span, ArcStr)>,
}

/// What an assert found.
pub(super) struct Asserted<'p> {
    pub(super) condition: &'p Expr,
    pub(super) message: Option<&'p Expr>,
    pub(super) frame: FrameId,
    pub(super) truth: Truth,
}

impl<'p> Evaluator<'p> {
    /// Runs the environment's rules over what was emitted.
    pub(in crate::evaluate) fn run_rules(&mut self, app: InstanceId) {
        let program = self.program;
        let rules = self.env.as_ref().and_then(|env| env.own()).map(|env| &env.rules[..]).unwrap_or_default();
        self.kept.is_looking = true;
        for index in rules {
            let rule = &program.rules[*index];
            self.is_out_of_date();
            for value in self.selected(&rule.about) {
                if self.budget.spent {
                    break;
                }
                // What failed was reported.
                let _ = self.run_rule(rule, &value, app);
            }
        }
        self.kept.is_looking = false;
    }

    fn run_rule(&mut self, rule: &'p hir::Rule, value: &Value, app: InstanceId) -> Eval<()> {
        let frame = self.frames.enter(&rule.block, FrameId::NONE, 0, app, None);
        *self.frames.slot(frame, 0) = super::super::frames::Slot::Done(value.clone());
        let mut broken: Option<Asserted<'p>> = None;
        let mut asked = false;
        self.look_through(&rule.block.stmts, frame, &mut |_, asserted| {
            asked = true;
            if asserted.truth != Truth::Known(true) && broken.is_none() {
                broken = Some(asserted);
            }
        });
        let allows = self.allows(value, &rule.name);
        let Some(broken) = broken else {
            if asked {
                self.lifted.idle.extend(allows.iter().map(|allow| (allow.span, allow.rule.clone())));
            }
            return Ok(());
        };
        let path = self.shown(value);
        if let Some(allow) = allows.first() {
            self.lifted.used.extend(allows.iter().map(|allow| allow.span));
            self.lifted.made.push(Exception { rule: rule.name.to_string(), path, reason: allow.reason.to_string() });
            return Ok(());
        }
        let message = match broken.message {
            Some(message) => match self.activation(0, |e| e.eval(message, broken.frame))? {
                Value::Str(text) => text.to_string(),
                other => self.shown(&other),
            },
            None => {
                let asserted = self.inputs.sources.text(broken.condition.span);
                let verb = if broken.truth == Truth::Known(false) { "does" } else { "may" };
                format!("`{asserted}` {verb} not hold")
            }
        };
        // Several resources may be blamed at one place, and each is told.
        let message = if message.contains(&path) { message } else { format!("`{path}`: {message}") };
        let span = self.blamed(value, broken.condition, broken.frame);
        let error = errors::broken(
            (span, &path),
            (&rule.name, broken.condition.span),
            &message,
            rule.is_warning,
            broken.truth != Truth::Known(false),
        );
        self.report_another(error);
        Ok(())
    }

    /// Runs statements and tells what each assert found. What cannot be evaluated is reported, and the rest goes on.
    pub(super) fn look_through(
        &mut self,
        stmts: &'p [Stmt],
        frame: FrameId,
        found: &mut dyn FnMut(&mut Self, Asserted<'p>),
    ) {
        for stmt in stmts {
            if self.budget.spent {
                return;
            }
            let _ = self.look_at_stmt(stmt, frame, found);
        }
    }

    fn look_at_stmt(
        &mut self,
        stmt: &'p Stmt,
        frame: FrameId,
        found: &mut dyn FnMut(&mut Self, Asserted<'p>),
    ) -> Eval<()> {
        match stmt {
            Stmt::If(cell, then, otherwise) => {
                let span = self.frames.get(frame).block.cells[*cell as usize].decls[0].span;
                let truth = self.guard_truth(frame, *cell, span)?;
                // Where it cannot be told, both must hold.
                if truth != Truth::Known(false) {
                    self.look_through(then, frame, found);
                }
                if truth != Truth::Known(true) {
                    self.look_through(otherwise, frame, found);
                }
                Ok(())
            }
            Stmt::Loop(index) => {
                let of_loop = &self.frames.get(frame).block.loops[*index as usize];
                let turns = self.turns(frame, *index, of_loop.span)?;
                self.in_loop(of_loop.span, turns.len(), |e| {
                    for turn in turns.iter() {
                        e.spend(1, of_loop.span)?;
                        e.look_through(&of_loop.block.stmts, *turn, found);
                    }
                    Ok(())
                })
            }
            Stmt::Assert(condition, message) => {
                let value = self.activation(0, |e| e.eval(condition, frame))?;
                let truth = self.truth(&value, condition.span)?;
                found(self, Asserted { condition, message: message.as_ref(), frame, truth });
                Ok(())
            }
            // The parser lets nothing else stand in a rule or test.
            Stmt::Declare(..) | Stmt::Transform(_) | Stmt::Fragment(_) => Ok(()),
        }
    }

    /// The exceptions from a rule for a resource or instance: its own, then those around it.
    fn allows(&self, value: &Value, rule: &str) -> Vec<&'p hir::Allow> {
        let mut out = Vec::new();
        let mut add = |decorators: &'p hir::Decorators| {
            out.extend(decorators.allow.iter().filter(|allow| allow.rule == rule));
        };
        let mut at = match value {
            Value::Resource(id) => {
                let resource = self.resource(*id);
                if let Declared::Resource(declared) = resource.declared {
                    add(&declared.decorators);
                }
                Some(self.frames.get(resource.frame).instance)
            }
            Value::Instance(id) => Some(*id),
            _ => None,
        };
        while let Some(id) = at {
            if let Some((made_by, _)) = self.instance(id).made_by {
                add(&made_by.decorators);
            }
            at = self.instance(id).parent;
        }
        out
    }

    /// The place to blame: where the property that an assert reads is written, or the declaration of the resource; in
    /// the user's own files where it can be.
    fn blamed(&mut self, value: &Value, condition: &'p Expr, frame: FrameId) -> Span {
        if let Value::Resource(id) = value
            && let Declared::Resource(declared) = self.resource(*id).declared
            && let Some(name) = self.property_read(condition, frame, 8)
            && self.kept.properties.get(id).is_some_and(|kept| kept.get(&name).is_some_and(|v| !v.is_null()))
        {
            let own = self.resource(*id).frame;
            let trail = self.trail(Place::Expr(&declared.properties, own), &[Step::Field(name)]);
            if let Some(span) = trail.places.iter().rev().find(|span| !self.is_library(**span)) {
                return *span;
            }
        }
        match value {
            Value::Resource(id) => self.own_declaration(*id),
            Value::Instance(id) => self.own_instance(*id),
            _ => condition.span,
        }
    }

    /// The declaration of a resource, or of the instance around it that is not the library's.
    fn own_declaration(&self, id: ResourceId) -> Span {
        let span = self.resource(id).span;
        if !self.is_library(span) {
            return span;
        }
        let mut at = Some(self.frames.get(self.resource(id).frame).instance);
        while let Some(id) = at.filter(|id| self.instance(*id).stack != StackId::NONE) {
            if !self.is_library(self.instance(id).span) {
                return self.instance(id).span;
            }
            at = self.instance(id).parent;
        }
        span
    }

    /// The declaration of an instance, or of the one around it that is not the library's.
    pub(in crate::evaluate) fn own_instance(&self, id: InstanceId) -> Span {
        let mut at = Some(id);
        while let Some(id) = at {
            if !self.is_library(self.instance(id).span) {
                return self.instance(id).span;
            }
            at = self.instance(id).parent;
        }
        self.instance(id).span
    }

    fn is_library(&self, span: Span) -> bool {
        let file = self.inputs.sources.resolve(span).0;
        self.inputs.sources.file(file).path.starts_with("std/")
    }

    /// The first property of the rule's resource that an expression reads, through names.
    fn property_read(&self, e: &'p Expr, frame: FrameId, depth: u8) -> Option<ArcStr> {
        if depth == 0 {
            return None;
        }
        let of = |e: &'p Expr| self.property_read(e, frame, depth - 1);
        match &e.kind {
            ExprKind::Look(Look::Property { of, name, .. }) => match &of.kind {
                ExprKind::Cell(_) => Some(name.clone()),
                _ => self.property_read(of, frame, depth - 1),
            },
            ExprKind::Look(Look::Like(a, b)) | ExprKind::Binary(_, a, b) | ExprKind::Index(a, b) => {
                of(a).or_else(|| of(b))
            }
            ExprKind::Look(Look::Known(a))
            | ExprKind::Unary(_, a)
            | ExprKind::Coerce(a, _)
            | ExprKind::Field(a, _)
            | ExprKind::OptField(a, _) => of(a),
            ExprKind::If(a, b, c) => of(a).or_else(|| of(b)).or_else(|| of(c)),
            ExprKind::Builtin(_, args) => args.iter().flatten().find_map(of),
            ExprKind::Call(_, args) => args.iter().find_map(of),
            ExprKind::ListFor(clause, element) => of(&clause.iter).or_else(|| of(element)),
            ExprKind::Cell(cell) => {
                let at = self.frames.up(frame, cell.up);
                let decl = self.frames.get(at).block.cells.get(cell.cell as usize)?.decls.first()?;
                match &decl.kind {
                    DeclKind::Let(value) => self.property_read(value, at, depth - 1),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}
