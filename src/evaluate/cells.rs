//! Cells: evaluated when they are first asked for, in any order, once.

use std::rc::Rc;

use super::{
    budget::RunningLoop,
    conditions::Truth,
    errors,
    frames::{FrameId, Slot, Turns},
    machine::{Demand, Eval, Evaluator, Failed, Member},
    places::Declared,
    value::{ConditionId, InstanceId, Record, Value},
};
use crate::{
    hir::{self, DeclKind},
    source::Span,
};

/// Whether a declaration is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    /// Always.
    Always,
    /// Under a condition on given values.
    When(ConditionId),
    /// Never.
    Never,
}

impl<'p> Evaluator<'p> {
    /// The value of a cell, asked for at `from`.
    pub(super) fn cell(&mut self, frame: FrameId, cell: u16, from: Span) -> Eval<Value> {
        match self.frames.slot(frame, cell) {
            Slot::Done(value) => return Ok(value.clone()),
            Slot::Failed => return Err(Failed),
            Slot::Busy => return Err(self.cycle(Demand::Cell(frame, cell), from)),
            slot @ Slot::Empty => *slot = Slot::Busy,
        }
        let result = self.demand(Demand::Cell(frame, cell), from, |e| e.declared(frame, cell));
        let slot = Evaluator::settle(self.muted > 0, &result);
        *self.frames.slot(frame, cell) = slot;
        result
    }

    /// What a slot holds after an evaluation. What failed while nothing could be reported is evaluated again later.
    pub(super) fn settle(muted: bool, result: &Eval<Value>) -> Slot {
        match result {
            Ok(value) => Slot::Done(value.clone()),
            Err(Failed) if muted => Slot::Empty,
            Err(Failed) => Slot::Failed,
        }
    }

    /// A cell's value by its declarations.
    fn declared(&mut self, frame: FrameId, cell: u16) -> Eval<Value> {
        let block = self.frames.get(frame).block;
        let declared = &block.cells[cell as usize];
        if let [decl] = &declared.decls[..]
            && decl.guards.is_empty()
        {
            return self.declaration(frame, cell, decl, None);
        }
        // What is absent: `null`, but a family without members is an empty map.
        let is_family =
            !declared.decls.is_empty() && declared.decls.iter().all(|d| matches!(d.kind, DeclKind::Family(_)));
        let mut result = if is_family { Evaluator::empty_record() } else { Value::Null };
        for decl in declared.decls.iter().rev() {
            match self.presence(frame, &decl.guards)? {
                Presence::Never => {}
                Presence::Always => result = self.declaration(frame, cell, decl, None)?,
                Presence::When(condition) => {
                    let value = self.declaration(frame, cell, decl, Some(condition))?;
                    result = match (&decl.kind, value) {
                        (DeclKind::Family(_), value) => self.under_condition(condition, value, result),
                        (_, value) => self.choose(condition, value, result),
                    };
                }
            }
        }
        Ok(result)
    }

    /// A family under a condition: its members are absent where the condition does not hold.
    fn under_condition(&mut self, condition: ConditionId, family: Value, otherwise: Value) -> Value {
        match (family, otherwise) {
            (Value::Record(members), Value::Record(others)) => {
                let mut record = Record::with_capacity(members.len() + others.len());
                for (key, member) in members.iter() {
                    let other = others.get(key).cloned().unwrap_or(Value::Null);
                    let value = match member {
                        Value::Record(_) => self.under_condition(condition, member.clone(), other),
                        _ => self.choose(condition, member.clone(), other),
                    };
                    record.insert(key.clone(), value);
                }
                for (key, other) in others.iter().filter(|(key, _)| members.get(key).is_none()) {
                    let value = self.choose(condition, Value::Null, other.clone());
                    record.insert(key.clone(), value);
                }
                Value::record(record)
            }
            (Value::Record(members), Value::Null) => {
                self.under_condition(condition, Value::Record(members), Evaluator::empty_record())
            }
            (family, otherwise) => self.choose(condition, family, otherwise),
        }
    }

    /// The value of one declaration, which is there (under `condition`).
    fn declaration(
        &mut self,
        frame: FrameId,
        cell: u16,
        decl: &'p hir::Decl,
        condition: Option<ConditionId>,
    ) -> Eval<Value> {
        match &decl.kind {
            DeclKind::Param(index) => self.param(self.frames.get(frame).instance, *index),
            // Set when the frame was made.
            DeclKind::LoopVar(_) => Ok(Value::Null),
            DeclKind::Let(expr) => self.eval(expr, frame),
            DeclKind::Parameter(parameter) => self.place_parameter(parameter, frame, cell, decl.span),
            DeclKind::Resource(resource) => {
                self.place_resource(Declared::Resource(resource), frame, cell, decl.span, condition)
            }
            DeclKind::Existing(existing) => {
                self.place_resource(Declared::Existing(existing), frame, cell, decl.span, condition)
            }
            DeclKind::Instance(instance) => self.place_instance(instance, frame, cell, decl.span, condition),
            DeclKind::Family(family) => self.family(frame, family, decl.span),
        }
    }

    /// Whether what stands under these guards is there.
    pub(super) fn presence(&mut self, frame: FrameId, guards: &'p [hir::Guard]) -> Eval<Presence> {
        let mut all = Truth::Known(true);
        for guard in guards {
            let span = self.guard_span(frame, guard.cell);
            let mut truth = self.guard_truth(frame, guard.cell, span)?;
            if !guard.expected {
                truth = self.conditions.not(truth);
            }
            all = self.conditions.and(all, truth);
            // What stands further in must not be looked at: it may only make sense where this one holds.
            if all == Truth::Known(false) {
                return Ok(Presence::Never);
            }
        }
        Ok(match all {
            Truth::Known(true) => Presence::Always,
            Truth::Known(false) => Presence::Never,
            Truth::When(condition) => Presence::When(condition),
        })
    }

    fn guard_span(&self, frame: FrameId, cell: u16) -> Span {
        match self.frames.get(frame).block.cells[cell as usize].decls.first() {
            Some(hir::Decl { kind: DeclKind::Let(expr), .. }) => expr.span,
            Some(decl) => decl.span,
            None => self.instance(self.frames.get(frame).instance).span,
        }
    }

    /// A family: a map from the keys of a loop's turns to what each declares.
    fn family(&mut self, frame: FrameId, family: &'p hir::Family, span: Span) -> Eval<Value> {
        let turns = self.turns(frame, family.of_loop, span)?;
        let mut record = Record::with_capacity(turns.len());
        let mut failed = false;
        for &turn in turns.iter() {
            let key = self.member_key(&family.key, turn)?;
            // A member that is wrong was reported; its siblings are still looked at.
            let Ok(member) = self.cell(turn, family.cell, span) else {
                failed = true;
                continue;
            };
            if member.is_null() {
                continue;
            }
            if record.get(&key).is_some() {
                return Err(self.report(errors::duplicate_key(family.key.span, &key)));
            }
            record.insert(key, member);
        }
        if failed {
            return Err(Failed);
        }
        // The loop's own conditions hold in its turns, but not where the family is looked at from outside.
        let guards = &self.frames.get(frame).block.loops[family.of_loop as usize].guards;
        Ok(match self.presence(frame, guards)? {
            Presence::When(condition) => self.under_condition(condition, Value::record(record), Value::Null),
            Presence::Always | Presence::Never => Value::record(record),
        })
    }

    /// The turns of a loop: a frame for each.
    pub(super) fn turns(&mut self, frame: FrameId, of_loop: u16, from: Span) -> Eval<Rc<[FrameId]>> {
        match self.frames.turns(frame, of_loop) {
            Turns::Done(turns) => return Ok(turns.clone()),
            Turns::Failed => return Err(Failed),
            Turns::Busy => return Err(self.cycle(Demand::Loop(frame, of_loop), from)),
            turns @ Turns::Empty => *turns = Turns::Busy,
        }
        let result = self.demand(Demand::Loop(frame, of_loop), from, |e| e.enter_loop(frame, of_loop));
        *self.frames.turns(frame, of_loop) = match &result {
            Ok(turns) => Turns::Done(turns.clone()),
            Err(Failed) if self.muted > 0 => Turns::Empty,
            Err(Failed) => Turns::Failed,
        };
        result
    }

    fn enter_loop(&mut self, frame: FrameId, index: u16) -> Eval<Rc<[FrameId]>> {
        let block = self.frames.get(frame).block;
        let (instance, outer) = (self.frames.get(frame).instance, self.frames.get(frame).condition);
        let of_loop = &block.loops[index as usize];
        let condition = match self.presence(frame, &of_loop.guards)? {
            Presence::Never => return Ok(Rc::new([])),
            Presence::Always => outer,
            Presence::When(condition) => self.conditions.both(outer, Some(condition)),
        };
        let iterated = self.eval(&of_loop.iter, frame)?;
        let elements = self.elements(&iterated, of_loop.vars.len(), of_loop.iter.span)?;
        self.budget.loops.push(RunningLoop { span: of_loop.span, turns: elements.len() });
        self.spend(elements.len(), of_loop.span)?;
        let mut turns = Vec::with_capacity(elements.len());
        for values in elements {
            let turn = self.frames.enter(&of_loop.block, frame, index, instance, condition);
            for (cell, value) in of_loop.vars.iter().zip(values) {
                *self.frames.slot(turn, *cell) = Slot::Done(value);
            }
            let taken = match &of_loop.filter {
                None => true,
                Some(filter) => self.known_truth(filter, turn)?,
            };
            if taken {
                turns.push(turn);
            }
        }
        self.budget.loops.pop();
        Ok(turns.into())
    }

    /// The values that `vars` variables take, one after the other.
    pub(super) fn elements(&mut self, iterated: &Value, vars: usize, span: Span) -> Eval<Vec<[Value; 2]>> {
        let two = vars > 1;
        Ok(match iterated {
            Value::List(items) if two => {
                items.iter().enumerate().map(|(i, item)| [Value::Int(i as i64), item.clone()]).collect()
            }
            Value::List(items) => items.iter().map(|item| [item.clone(), Value::Null]).collect(),
            Value::Record(record) => {
                record.iter().map(|(key, value)| [Value::Str(key.clone()), value.clone()]).collect()
            }
            other => return Err(self.report(errors::not_iterable(span, other))),
        })
    }

    /// The families that a loop declares members of.
    pub(super) fn members(&mut self, block: &'p hir::Block, of_loop: u16) -> Rc<[Member<'p>]> {
        let address = std::ptr::from_ref(&block.loops[of_loop as usize]).addr();
        if let Some(members) = self.families.get(&address) {
            return members.clone();
        }
        let mut members = Vec::new();
        for (cell, declared) in block.cells.iter().enumerate() {
            for decl in &declared.decls {
                if let DeclKind::Family(family) = &decl.kind
                    && family.of_loop == of_loop
                {
                    members.push(Member { cell: family.cell, family: cell as u16, key: &family.key });
                }
            }
        }
        let members: Rc<[Member<'p>]> = members.into();
        self.families.insert(address, members.clone());
        members
    }

    /// A param's value: what is given for it, or its default.
    fn param(&mut self, instance: InstanceId, index: u16) -> Eval<Value> {
        let placed = self.instance(instance);
        let (body, frame) = (placed.body, placed.frame);
        let param = &body.params[index as usize];
        let given = match placed.made_by {
            Some((made_by, caller)) => {
                made_by.args.get(index as usize).and_then(Option::as_ref).map(|arg| (arg, caller))
            }
            None => None,
        };
        let value = match given {
            // What the argument is checked against again below, as the param's value, so that a mistake names the param.
            Some((hir::Expr { kind: hir::ExprKind::Coerce(arg, ty), .. }, caller))
                if std::sync::Arc::ptr_eq(ty, &param.ty) && !is_merge(arg) =>
            {
                self.eval(arg, caller)?
            }
            Some((arg, caller)) => self.eval(arg, caller)?,
            None => match self.env_value(index) {
                Some(value) if placed_is_app(body) => value,
                _ => match &param.default {
                    Some(default) => self.eval(default, frame)?,
                    None => Value::Null,
                },
            },
        };
        let origin = super::origin::Place::Param(instance, index);
        self.coerced(value, &param.ty, origin)
    }

    /// A file-level let.
    pub(super) fn global(&mut self, id: hir::GlobalId, from: Span) -> Eval<Value> {
        let at = id.0 as usize;
        match &mut self.globals[at] {
            Slot::Done(value) => return Ok(value.clone()),
            Slot::Failed => return Err(Failed),
            Slot::Busy => return Err(self.cycle(Demand::Global(id.0), from)),
            slot @ Slot::Empty => *slot = Slot::Busy,
        }
        let value = &self.program.global(id).value;
        let result = self.demand(Demand::Global(id.0), from, |e| e.eval(value, FrameId::NONE));
        self.globals[at] = Evaluator::settle(self.muted > 0, &result);
        result
    }

    /// An output of an instance, as seen from within its stack; `null` under a condition that does not hold.
    pub(super) fn output(&mut self, instance: InstanceId, output: u16, from: Span) -> Eval<Value> {
        let placed = self.instance(instance);
        let (at, body, frame) = (placed.first_output as usize + output as usize, placed.body, placed.frame);
        match &mut self.outputs[at] {
            Slot::Done(value) => return Ok(value.clone()),
            Slot::Failed => return Err(Failed),
            Slot::Busy => return Err(self.cycle(Demand::Output(instance, output), from)),
            slot @ Slot::Empty => *slot = Slot::Busy,
        }
        let declared = &body.outputs[output as usize];
        let result =
            self.demand(Demand::Output(instance, output), from, |e| match e.presence(frame, &declared.guards)? {
                Presence::Never => Ok(Value::Null),
                Presence::Always => e.eval(&declared.value, frame),
                Presence::When(condition) => {
                    let value = e.eval(&declared.value, frame)?;
                    Ok(e.choose(condition, value, Value::Null))
                }
            });
        self.outputs[at] = Evaluator::settle(self.muted > 0, &result);
        result
    }
}

/// Whether an expression is a merge, which its type steers.
fn is_merge(e: &hir::Expr) -> bool {
    matches!(e.kind, hir::ExprKind::Binary(hir::BinaryOp::Merge, ..))
}

fn placed_is_app(body: &hir::Body) -> bool {
    body.kind == hir::BodyKind::App
}
