//! Expressions.

use std::rc::Rc;

use arcstr::ArcStr;

use super::{
    conditions::Truth,
    errors,
    frames::FrameId,
    machine::{Eval, Evaluator, Failed, key_text},
    value::{Deploy, Record, Value},
};
use crate::{
    builtins::merge_values,
    hir::{BinaryOp, Expr, ExprKind, Field, ForClause, Item, UnaryOp},
    source::Span,
};

impl<'p> Evaluator<'p> {
    /// Evaluates an expression where the cells of `at` are seen.
    pub(super) fn eval(&mut self, e: &'p Expr, at: FrameId) -> Eval<Value> {
        match &e.kind {
            ExprKind::Null => Ok(Value::Null),
            ExprKind::Bool(b) => Ok(Value::Bool(*b)),
            ExprKind::Int(i) => Ok(Value::Int(*i)),
            ExprKind::Float(x) => Ok(Value::Float(*x)),
            ExprKind::Str(s) | ExprKind::Path(s) | ExprKind::TypeName(s) => Ok(Value::Str(s.clone())),
            ExprKind::Duration(ms) => Ok(Value::Duration(*ms)),
            ExprKind::Size(bytes) => Ok(Value::Size(*bytes)),
            ExprKind::Cell(cell) => {
                let frame = self.frames.up(at, cell.up);
                self.cell(frame, cell.cell, e.span)
            }
            ExprKind::Local(local) => Ok(self.locals.get(self.base + *local as usize).cloned().unwrap_or(Value::Null)),
            ExprKind::Pseudo(pseudo) => Ok(Value::deploy(Deploy::Pseudo(*pseudo))),
            ExprKind::Global(id) => self.global(*id, e.span),
            _ => {
                self.enter(e.span)?;
                let value = self.compound(e, at);
                self.leave();
                value
            }
        }
    }

    fn compound(&mut self, e: &'p Expr, at: FrameId) -> Eval<Value> {
        match &e.kind {
            ExprKind::Interpolation(parts) => self.interpolation(parts, at, e.span),
            ExprKind::Field(of, name) => {
                let of = self.eval(of, at)?;
                self.field(of, name, at, e.span)
            }
            ExprKind::OptField(of, name) => match self.eval(of, at)? {
                Value::Null => Ok(Value::Null),
                of => self.field(of, name, at, e.span),
            },
            ExprKind::Attribute { of, name, optional } => match self.eval(of, at)? {
                Value::Null if *optional => Ok(Value::Null),
                of => self.attribute(of, name, e.span),
            },
            ExprKind::Output { of, output, optional } => match self.eval(of, at)? {
                Value::Null if *optional => Ok(Value::Null),
                of => self.output_of(of, *output, at, e.span),
            },
            ExprKind::Member(of, name) => {
                let of = self.eval(of, at)?;
                self.member(of, name, e.span)
            }
            ExprKind::Index(of, index) => {
                let (of_value, index_value) = (self.eval(of, at)?, self.eval(index, at)?);
                match (&of_value, &index_value) {
                    (Value::Record(record), Value::Deploy(key)) if !matches!(**key, Deploy::If(..)) => {
                        let name = self.name_of(of, at);
                        self.mapped(record, index_value.clone(), name, index.span)
                    }
                    _ => self.index(of_value, index_value, index.span),
                }
            }
            ExprKind::Identifier(of, name) => {
                let of = self.eval(of, at)?;
                self.identifier(of, name, e.span)
            }
            ExprKind::Unary(op, operand) => {
                let value = self.eval(operand, at)?;
                match op {
                    UnaryOp::Not => {
                        let truth = self.truth(&value, operand.span)?;
                        Ok(self.conditions.not(truth).into())
                    }
                    UnaryOp::Neg => self.negate(value, e.span),
                }
            }
            ExprKind::Binary(op, a, b) => self.binary(*op, a, b, at, e.span),
            ExprKind::If(condition, then, otherwise) => {
                let value = self.eval(condition, at)?;
                match self.truth(&value, condition.span)? {
                    Truth::Known(true) => self.eval(then, at),
                    Truth::Known(false) => self.eval(otherwise, at),
                    Truth::When(condition) => {
                        let (a, b) = (self.eval(then, at)?, self.eval(otherwise, at)?);
                        Ok(self.choose(condition, a, b))
                    }
                }
            }
            ExprKind::Match(matched, arms) => {
                let value = self.eval(matched, at)?;
                self.matched(value, arms, at, e.span)
            }
            ExprKind::List(items) => self.list(items, at),
            ExprKind::Record(fields) => self.record(fields, at),
            ExprKind::ListFor(clause, element) => self.list_for(clause, element, at, e.span),
            ExprKind::MapFor(clause, key, value) => self.map_for(clause, (key, value), at, e.span),
            ExprKind::Call(function, args) => {
                let function = self.program.function(*function);
                // All arguments before the first is pushed: evaluating one may push locals of its own.
                let mut values = Vec::with_capacity(args.len());
                for (arg, ty) in args.iter().zip(&function.params) {
                    let value = self.eval(arg, at)?;
                    values.push(self.coerced(value, ty, super::origin::Place::Expr(arg, at))?);
                }
                let count = values.len();
                self.locals.extend(values);
                self.activation(count, |e| e.eval(&function.value, FrameId::NONE))
            }
            ExprKind::Builtin(builtin, args) => self.builtin(*builtin, args, at, e.span),
            ExprKind::Coerce(inner, ty) => {
                let value = match &inner.kind {
                    // The type says whether `null` removes a key or clears a field.
                    ExprKind::Binary(BinaryOp::Merge, a, b) => {
                        let (a, b) = (self.eval(a, at)?, self.eval(b, at)?);
                        merge_values(&a, &b, Some(ty))
                    }
                    _ => self.eval(inner, at)?,
                };
                self.coerced(value, ty, super::origin::Place::Expr(inner, at))
            }
            ExprKind::Look(look) => self.look(look, at, e.span),
            ExprKind::Env(name) => self.env_field(name, e.span),
            ExprKind::Stack(name) => self.stack_field(name, at, e.span),
            ExprKind::Unchecked(inner) => {
                self.unchecked.insert(e.span);
                Ok(match self.eval(inner, at)? {
                    Value::Null => Value::Null,
                    value => Value::deploy(Deploy::Raw(ArcStr::new(), value)),
                })
            }
            ExprKind::Reveal(inner, _) => {
                self.revealed.insert(e.span);
                self.eval(inner, at)
            }
            // Reported by the checker: only settings are evaluated when there is an error.
            ExprKind::Error => Err(Failed),
            _ => Err(self.report(errors::not_evaluated(e.span))),
        }
    }

    /// A condition that must be known when compiling.
    pub(super) fn known_truth(&mut self, e: &'p Expr, at: FrameId) -> Eval<bool> {
        let value = self.eval(e, at)?;
        match self.truth(&value, e.span)? {
            Truth::Known(known) => Ok(known),
            Truth::When(_) => Err(self.report(errors::not_known(e.span, "a condition"))),
        }
    }

    fn list(&mut self, items: &'p [Item], at: FrameId) -> Eval<Value> {
        let mut list = Vec::with_capacity(items.len());
        for item in items {
            match item {
                Item::Value(e) => list.push(self.eval(e, at)?),
                Item::If(condition, e) => {
                    let value = self.eval(condition, at)?;
                    match self.truth(&value, condition.span)? {
                        Truth::Known(false) => {}
                        Truth::Known(true) => list.push(self.eval(e, at)?),
                        Truth::When(condition) => {
                            let value = self.eval(e, at)?;
                            list.push(self.choose(condition, value, Value::Null));
                        }
                    }
                }
                Item::Spread(e) => match self.eval(e, at)? {
                    Value::Null => {}
                    Value::List(more) => {
                        self.spend(more.len() / super::budget::COPIES_PER_STEP, e.span)?;
                        list.extend(more.iter().cloned());
                    }
                    other => return Err(self.report(errors::not_spreadable(e.span, "list", &other))),
                },
            }
        }
        Ok(Value::list(list))
    }

    fn record(&mut self, fields: &'p [Field], at: FrameId) -> Eval<Value> {
        let mut record = Record::with_capacity(fields.len());
        // Fixed keys differ, which the checker saw to.
        if fields.iter().all(|field| matches!(field, Field::Value(..))) {
            for field in fields {
                if let Field::Value(key, _, e) = field {
                    let value = self.eval(e, at)?;
                    record.push(key.clone(), value);
                }
            }
            return Ok(Value::Record(Rc::new(record)));
        }
        for field in fields {
            self.record_field(&mut record, field, at)?;
        }
        Ok(Value::Record(Rc::new(record)))
    }

    fn record_field(&mut self, record: &mut Record, field: &'p Field, at: FrameId) -> Eval<()> {
        match field {
            Field::Value(key, _, e) => {
                let value = self.eval(e, at)?;
                record.insert(key.clone(), value);
            }
            Field::Computed(key, e) => {
                let key = self.key(key, at)?;
                let value = self.eval(e, at)?;
                record.insert(key, value);
            }
            Field::If(condition, inner) => {
                let value = self.eval(condition, at)?;
                match self.truth(&value, condition.span)? {
                    Truth::Known(false) => {}
                    Truth::Known(true) => self.record_field(record, inner, at)?,
                    Truth::When(condition) => {
                        let mut inside = Record::new();
                        self.record_field(&mut inside, inner, at)?;
                        for (key, value) in inside.iter() {
                            let before = record.get(key).cloned().unwrap_or(Value::Null);
                            let value = self.choose(condition, value.clone(), before);
                            record.insert(key.clone(), value);
                        }
                    }
                }
            }
            Field::Spread(e) => match self.eval(e, at)? {
                Value::Null => {}
                Value::Record(more) => {
                    self.spend(more.len() / super::budget::COPIES_PER_STEP, e.span)?;
                    for (key, value) in more.iter() {
                        record.insert(key.clone(), value.clone());
                    }
                }
                other => return Err(self.report(errors::not_spreadable(e.span, "record or map", &other))),
            },
        }
        Ok(())
    }

    /// A key: a known string or integer.
    pub(super) fn key(&mut self, e: &'p Expr, at: FrameId) -> Eval<ArcStr> {
        let value = self.eval(e, at)?;
        key_text(&value).ok_or_else(|| self.report(errors::not_a_key(e.span, &value)))
    }

    fn list_for(&mut self, clause: &'p ForClause, element: &'p Expr, at: FrameId, span: Span) -> Eval<Value> {
        let mut list = Vec::new();
        self.each_turn(clause, at, span, |e| {
            let value = e.eval(element, at)?;
            list.push(value);
            Ok(())
        })?;
        Ok(Value::list(list))
    }

    fn map_for(
        &mut self,
        clause: &'p ForClause,
        (key, value): (&'p Expr, &'p Expr),
        at: FrameId,
        span: Span,
    ) -> Eval<Value> {
        let mut record = Record::new();
        self.each_turn(clause, at, span, |e| {
            let name = e.key(key, at)?;
            if record.get(&name).is_some() {
                return Err(e.report(errors::duplicate_key(key.span, &name)));
            }
            let value = e.eval(value, at)?;
            record.insert(name, value);
            Ok(())
        })?;
        Ok(Value::record(record))
    }

    fn each_turn(
        &mut self,
        clause: &'p ForClause,
        at: FrameId,
        span: Span,
        mut run: impl FnMut(&mut Self) -> Eval<()>,
    ) -> Eval<()> {
        let iterated = self.eval(&clause.iter, at)?;
        let elements = self.elements(&iterated, clause.vars.len(), clause.iter.span)?;
        self.in_loop(span, elements.len(), |e| {
            for values in elements {
                e.spend(1, span)?;
                for (var, value) in clause.vars.iter().zip(values) {
                    e.set_local(*var, value);
                }
                let taken = match &clause.filter {
                    None => true,
                    Some(filter) => e.known_truth(filter, at)?,
                };
                if taken {
                    run(e)?;
                }
            }
            Ok(())
        })
    }

    fn binary(&mut self, op: BinaryOp, a: &'p Expr, b: &'p Expr, at: FrameId, span: Span) -> Eval<Value> {
        match op {
            BinaryOp::And | BinaryOp::Or => {
                let value = self.eval(a, at)?;
                let first = self.truth(&value, a.span)?;
                if first == Truth::Known(op == BinaryOp::Or) {
                    return Ok(first.into());
                }
                let value = self.eval(b, at)?;
                let second = self.truth(&value, b.span)?;
                let both = match op {
                    BinaryOp::And => self.conditions.and(first, second),
                    _ => self.conditions.or(first, second),
                };
                Ok(both.into())
            }
            BinaryOp::Else => match self.eval(a, at)? {
                Value::Null => self.eval(b, at),
                value if super::choose::may_be_null(&value) => {
                    let fallback = self.eval(b, at)?;
                    Ok(self.or_else(value, fallback))
                }
                value => Ok(value),
            },
            BinaryOp::Eq | BinaryOp::Ne => {
                let (a_value, b_value) = (self.eval(a, at)?, self.eval(b, at)?);
                let equal = self.equal(&a_value, &b_value, span)?;
                let equal = if op == BinaryOp::Ne { self.conditions.not(equal) } else { equal };
                Ok(equal.into())
            }
            BinaryOp::Merge => {
                let (a_value, b_value) = (self.eval(a, at)?, self.eval(b, at)?);
                self.spend(super::merge::copied(&a_value, &b_value) / super::budget::COPIES_PER_STEP, span)?;
                Ok(merge_values(&a_value, &b_value, None))
            }
            _ => {
                let (a_value, b_value) = (self.eval(a, at)?, self.eval(b, at)?);
                self.arithmetic(op, a_value, b_value, span)
            }
        }
    }
}
