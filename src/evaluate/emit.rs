//! Statements, walked in source order: what is declared is written.

use std::rc::Rc;

use arcstr::ArcStr;

use super::{
    budget::RunningLoop,
    conditions::Truth,
    errors,
    frames::FrameId,
    machine::{Eval, Evaluator},
    places::Declared,
    value::{Deploy, InstanceId, ResourceId, Value},
};
use crate::{
    hir::{BodyKind, Decl, DeclKind, Expr, Fragment, Stmt},
    source::Span,
};

impl<'p> Evaluator<'p> {
    /// Writes what statements declare. What is wrong in one keeps none of the others from being looked at.
    pub(super) fn emit_stmts(&mut self, stmts: &'p [Stmt], frame: FrameId) {
        for stmt in stmts {
            if self.budget.spent {
                return;
            }
            self.doing.push((frame, stmt));
            // What failed was reported.
            let _ = self.emit_stmt(stmt, frame);
            self.doing.pop();
        }
    }

    fn emit_stmt(&mut self, stmt: &'p Stmt, frame: FrameId) -> Eval<()> {
        match stmt {
            Stmt::Declare(cell, decl) => self.emit_declaration(frame, *cell, *decl),
            Stmt::Loop(of_loop) => self.emit_loop(frame, *of_loop),
            Stmt::If(cell, then, otherwise) => {
                let span = self.instance(self.frames.get(frame).instance).span;
                match self.guard_truth(frame, *cell, span)? {
                    Truth::Known(true) => self.emit_stmts(then, frame),
                    Truth::Known(false) => self.emit_stmts(otherwise, frame),
                    Truth::When(_) => {
                        self.emit_stmts(then, frame);
                        self.emit_stmts(otherwise, frame);
                    }
                }
                Ok(())
            }
            Stmt::Assert(condition, message) => self.emit_assert(condition, message.as_ref(), frame),
            Stmt::Transform(name) => self.emit_transform(name, frame),
            Stmt::Fragment(fragment) => self.emit_fragment(fragment, frame),
        }
    }

    fn emit_loop(&mut self, frame: FrameId, index: u16) -> Eval<()> {
        let of_loop = &self.frames.get(frame).block.loops[index as usize];
        let turns = self.turns(frame, index, of_loop.span)?;
        self.in_loop(of_loop.span, turns.len(), |e| {
            for turn in turns.iter() {
                e.spend(1, of_loop.span)?;
                e.emit_stmts(&of_loop.block.stmts, *turn);
            }
            Ok(())
        })
    }

    /// Runs with a loop on the list that an exhausted budget is told with.
    pub(super) fn in_loop<T>(&mut self, span: Span, turns: usize, run: impl FnOnce(&mut Self) -> Eval<T>) -> Eval<T> {
        let open = self.budget.loops.len();
        self.budget.loops.push(RunningLoop { span, turns });
        let result = run(self);
        self.budget.loops.truncate(open);
        result
    }

    fn emit_declaration(&mut self, frame: FrameId, cell: u16, decl: u16) -> Eval<()> {
        let block = self.frames.get(frame).block;
        let decl: &'p Decl = &block.cells[cell as usize].decls[decl as usize];
        match &decl.kind {
            DeclKind::Resource(resource) => {
                let value = self.cell(frame, cell, decl.span)?;
                let is_this = |e: &Self, id: ResourceId| matches!(e.resource(id).declared, Declared::Resource(r) if std::ptr::eq(r, resource));
                let mut placed = Vec::new();
                self.resources_in(&value, &mut placed);
                match placed.into_iter().find(|id| is_this(self, *id)) {
                    Some(id) => self.emit_resource(id),
                    None => Ok(()),
                }
            }
            DeclKind::Instance(instance) => {
                let value = self.cell(frame, cell, decl.span)?;
                let mut placed = Vec::new();
                instances_in(&value, &mut placed);
                let is_this = |e: &Self, id: InstanceId| {
                    e.instance(id).made_by.is_some_and(|(made_by, _)| std::ptr::eq(made_by, instance))
                };
                match placed.into_iter().find(|id| is_this(self, *id)) {
                    Some(id) => self.emit_instance(id),
                    None => Ok(()),
                }
            }
            DeclKind::Parameter(_) => {
                if let Value::Deploy(deploy) = self.cell(frame, cell, decl.span)?
                    && let Deploy::Parameter(id) = &*deploy
                {
                    let stack = self.parameters[id.0 as usize].stack;
                    self.stack_mut(stack).parameters.push(*id);
                }
                Ok(())
            }
            // Evaluated when they are asked for.
            DeclKind::Let(_)
            | DeclKind::Param(_)
            | DeclKind::LoopVar(_)
            | DeclKind::Existing(_)
            | DeclKind::Family(_) => Ok(()),
        }
    }

    fn emit_instance(&mut self, id: InstanceId) -> Eval<()> {
        let (body, frame) = (self.instance(id).body, self.instance(id).frame);
        match body.kind {
            BodyKind::Construct => {
                // A param that nothing uses is checked all the same.
                for (index, param) in body.params.iter().enumerate() {
                    let _ = self.cell(frame, index as u16, param.span);
                }
                self.emit_stmts(&body.block.stmts, frame);
                Ok(())
            }
            BodyKind::Stack | BodyKind::App => self.emit_stack(id),
        }
    }

    fn emit_assert(&mut self, condition: &'p Expr, message: Option<&'p Expr>, frame: FrameId) -> Eval<()> {
        let value = self.activation(0, |e| e.eval(condition, frame))?;
        match self.truth(&value, condition.span)? {
            Truth::Known(true) => Ok(()),
            Truth::When(_) => Err(self.report(errors::not_known(condition.span, "an assertion"))),
            Truth::Known(false) => {
                let text = match message {
                    Some(message) => match self.activation(0, |e| e.eval(message, frame))? {
                        Value::Str(text) => Some(text),
                        other => Some(super::show::value(&other).into()),
                    },
                    None => None,
                };
                let instance = self.frames.get(frame).instance;
                let place = self
                    .instance(instance)
                    .made_by
                    .map(|_| (self.instance_path(instance), self.own_instance(instance)));
                if self.muted == 0 {
                    self.failed_asserts.push((condition, frame));
                }
                let by = self.own_instance(instance);
                Err(self.report_of(errors::assertion_failed(condition.span, text.as_deref(), place), by))
            }
        }
    }

    /// Checks what statements assert, and writes nothing of what they declare.
    pub(super) fn check_asserts(&mut self, stmts: &'p [Stmt], frame: FrameId) {
        for stmt in stmts {
            // What failed was reported.
            let _ = self.check_asserts_of(stmt, frame);
        }
    }

    fn check_asserts_of(&mut self, stmt: &'p Stmt, frame: FrameId) -> Eval<()> {
        match stmt {
            Stmt::Assert(condition, message) => self.emit_assert(condition, message.as_ref(), frame),
            Stmt::Loop(of_loop) => {
                let span = self.frames.get(frame).block.loops[*of_loop as usize].span;
                let block = &self.frames.get(frame).block.loops[*of_loop as usize].block;
                for turn in self.turns(frame, *of_loop, span)?.iter() {
                    self.check_asserts(&block.stmts, *turn);
                }
                Ok(())
            }
            Stmt::If(cell, then, otherwise) => {
                let span = self.instance(self.frames.get(frame).instance).span;
                let truth = self.guard_truth(frame, *cell, span)?;
                if truth != Truth::Known(false) {
                    self.check_asserts(then, frame);
                }
                if truth != Truth::Known(true) {
                    self.check_asserts(otherwise, frame);
                }
                Ok(())
            }
            Stmt::Declare(..) | Stmt::Transform(_) | Stmt::Fragment(_) => Ok(()),
        }
    }

    fn emit_transform(&mut self, name: &'p Expr, frame: FrameId) -> Eval<()> {
        let stack = self.stack_of(frame);
        if let Some(name) = self.known_text(name, frame)?
            && !self.stack(stack).transforms.contains(&name)
        {
            self.stack_mut(stack).transforms.push(name);
        }
        Ok(())
    }

    fn emit_fragment(&mut self, fragment: &'p Fragment, frame: FrameId) -> Eval<()> {
        let stack = self.stack_of(frame);
        self.check_fragment(fragment)?;
        let value = self.activation(0, |e| e.eval(&fragment.value, frame))?;
        self.stack_mut(stack).fragments.push((fragment, value));
        Ok(())
    }

    /// All resources of an instance, those of the instances within it too.
    pub(super) fn resources_of(&mut self, id: InstanceId) -> Eval<Rc<[ResourceId]>> {
        if let Some(all) = self.resources_of.get(&id) {
            return Ok(all.clone());
        }
        let (body, frame) = (self.instance(id).body, self.instance(id).frame);
        let mut all = Vec::new();
        self.collect(&body.block.stmts, frame, &mut all)?;
        let all: Rc<[ResourceId]> = all.into();
        self.resources_of.insert(id, all.clone());
        Ok(all)
    }

    fn collect(&mut self, stmts: &'p [Stmt], frame: FrameId, out: &mut Vec<ResourceId>) -> Eval<()> {
        for stmt in stmts {
            match stmt {
                Stmt::Declare(cell, decl) => {
                    let block = self.frames.get(frame).block;
                    let decl = &block.cells[*cell as usize].decls[*decl as usize];
                    if let DeclKind::Resource(_) | DeclKind::Instance(_) = decl.kind {
                        let value = self.cell(frame, *cell, decl.span)?;
                        self.resources_below(&value, out)?;
                    }
                }
                Stmt::Loop(index) => {
                    let of_loop = &self.frames.get(frame).block.loops[*index as usize];
                    for turn in self.turns(frame, *index, of_loop.span)?.iter() {
                        self.collect(&of_loop.block.stmts, *turn, out)?;
                    }
                }
                Stmt::If(cell, then, otherwise) => {
                    let span = self.instance(self.frames.get(frame).instance).span;
                    let truth = self.guard_truth(frame, *cell, span)?;
                    if truth != Truth::Known(false) {
                        self.collect(then, frame, out)?;
                    }
                    if truth != Truth::Known(true) {
                        self.collect(otherwise, frame, out)?;
                    }
                }
                Stmt::Assert(..) | Stmt::Transform(_) | Stmt::Fragment(_) => {}
            }
        }
        Ok(())
    }

    /// The resources that a value is or has below it.
    pub(super) fn resources_below(&mut self, value: &Value, out: &mut Vec<ResourceId>) -> Eval<()> {
        let mut own = Vec::new();
        self.resources_in(value, &mut own);
        own.retain(|id| matches!(self.resource(*id).declared, Declared::Resource(_)));
        out.extend(own);
        let mut instances = Vec::new();
        instances_in(value, &mut instances);
        for instance in instances {
            let below = self.resources_of(instance)?;
            out.extend(below.iter().copied());
        }
        Ok(())
    }

    /// A path segment of a stack for a name: `s["a"]` is `s-a`.
    pub(super) fn stack_artifact(&self, root: InstanceId) -> String {
        let parts: Vec<ArcStr> = self.stack_path(root);
        crate::plan::naming::stack_name(parts.iter().map(|part| part.as_str()))
    }
}

/// The instances that a value is or holds.
pub(super) fn instances_in(value: &Value, out: &mut Vec<InstanceId>) {
    match value {
        Value::Instance(id) => out.push(*id),
        Value::List(items) => items.iter().for_each(|item| instances_in(item, out)),
        Value::Record(record) => record.iter().for_each(|(_, item)| instances_in(item, out)),
        Value::Deploy(deploy) => {
            if let Deploy::If(_, a, b) = &**deploy {
                instances_in(a, out);
                instances_in(b, out);
            }
        }
        _ => {}
    }
}
