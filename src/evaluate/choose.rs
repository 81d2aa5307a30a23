//! Values that depend on conditions: chosen, taken apart, and simplified by what is known to hold.

use std::rc::Rc;

use super::{
    conditions::{Facts, Truth},
    errors,
    frames::FrameId,
    machine::{Eval, Evaluator},
    same,
    value::{ConditionId, Deploy, Record, SubPart, Value},
};
use crate::{
    hir::{Arm, Pattern},
    source::Span,
    types::Literal,
};

/// Whether a value may be absent under a condition.
pub(super) fn may_be_null(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Deploy(deploy) => match &**deploy {
            Deploy::If(_, a, b) => may_be_null(a) || may_be_null(b),
            _ => false,
        },
        _ => false,
    }
}

impl<'p> Evaluator<'p> {
    /// `a` where the condition holds and `b` elsewhere, in its simplest form.
    pub(super) fn choose(&mut self, condition: ConditionId, a: Value, b: Value) -> Value {
        let a = self.assuming(condition, true, a);
        let b = self.assuming(condition, false, b);
        self.choose_simple(condition, a, b)
    }

    fn choose_simple(&mut self, condition: ConditionId, a: Value, b: Value) -> Value {
        if same::identical(&a, &b) {
            return a;
        }
        match (&a, &b) {
            (Value::Bool(_) | Value::Condition(_), Value::Bool(_) | Value::Condition(_)) => {
                self.conditions.either(condition, plain_truth(&a), plain_truth(&b)).into()
            }
            (Value::Record(x), Value::Record(y)) if x.len() == y.len() && x.iter().all(|(k, _)| y.get(k).is_some()) => {
                let fields: Vec<_> = x.iter().map(|(k, v)| (k.clone(), v.clone(), y.get(k).cloned())).collect();
                let mut record = Record::with_capacity(fields.len());
                for (key, one, other) in fields {
                    let value = self.choose_simple(condition, one, other.unwrap_or(Value::Null));
                    record.insert(key, value);
                }
                Value::record(record)
            }
            (Value::List(x), Value::List(y)) if x.len() == y.len() => {
                let pairs: Vec<_> = x.iter().cloned().zip(y.iter().cloned()).collect();
                Value::list(pairs.into_iter().map(|(one, other)| self.choose_simple(condition, one, other)).collect())
            }
            _ => Value::deploy(Deploy::If(condition, a, b)),
        }
    }

    /// A value where a condition is known to hold or not.
    pub(super) fn assuming(&self, condition: ConditionId, holds: bool, value: Value) -> Value {
        let mut facts = Facts::default();
        facts.add(&self.conditions, condition, holds);
        self.simplify(&facts, &value).unwrap_or(value)
    }

    /// A value as it is where the facts hold; `None` when nothing changes.
    pub(super) fn simplify(&self, facts: &Facts, value: &Value) -> Option<Value> {
        if facts.is_empty() || self.conditions.is_empty() {
            return None;
        }
        match value {
            Value::Condition(id) => facts.decide(&self.conditions, *id).map(Value::Bool),
            Value::List(items) => self.simplify_all(facts, items).map(Value::list),
            Value::Record(record) => {
                let mut changed: Option<Record> = None;
                for (key, field) in record.iter() {
                    if let Some(simpler) = self.simplify(facts, field) {
                        changed.get_or_insert_with(|| (**record).clone()).insert(key.clone(), simpler);
                    }
                }
                changed.map(Value::record)
            }
            Value::Deploy(deploy) => self.simplify_deploy(facts, deploy),
            _ => None,
        }
    }

    fn simplify_all(&self, facts: &Facts, items: &[Value]) -> Option<Vec<Value>> {
        let mut changed: Option<Vec<Value>> = None;
        for (i, item) in items.iter().enumerate() {
            if let Some(simpler) = self.simplify(facts, item) {
                changed.get_or_insert_with(|| items.to_vec())[i] = simpler;
            }
        }
        changed
    }

    fn simplify_deploy(&self, facts: &Facts, deploy: &Rc<Deploy>) -> Option<Value> {
        let one = |value: &Value, make: &dyn Fn(Value) -> Deploy| {
            self.simplify(facts, value).map(|simpler| Value::deploy(make(simpler)))
        };
        let two = |a: &Value, b: &Value, make: &dyn Fn(Value, Value) -> Deploy| {
            let (x, y) = (self.simplify(facts, a), self.simplify(facts, b));
            if x.is_none() && y.is_none() {
                return None;
            }
            Some(Value::deploy(make(x.unwrap_or_else(|| a.clone()), y.unwrap_or_else(|| b.clone()))))
        };
        match &**deploy {
            Deploy::If(condition, a, b) => match facts.decide(&self.conditions, *condition) {
                Some(true) => Some(self.simplify(facts, a).unwrap_or_else(|| a.clone())),
                Some(false) => Some(self.simplify(facts, b).unwrap_or_else(|| b.clone())),
                None => two(a, b, &|a, b| Deploy::If(*condition, a, b)),
            },
            Deploy::Sub(parts) => self.simplify_parts(facts, parts).map(super::text::sub),
            Deploy::Dynamic(parts) => {
                self.simplify_parts(facts, parts).map(|parts| Value::deploy(Deploy::Dynamic(parts)))
            }
            Deploy::Join(separator, list) => one(list, &|list| Deploy::Join(separator.clone(), list)),
            Deploy::Split(separator, text) => one(text, &|text| Deploy::Split(separator.clone(), text)),
            Deploy::Select(index, list) => two(index, list, &Deploy::Select),
            Deploy::Zones(region) => one(region, &Deploy::Zones),
            Deploy::Base64(text) => one(text, &Deploy::Base64),
            Deploy::Length(list) => one(list, &Deploy::Length),
            Deploy::ToJson(value) => one(value, &Deploy::ToJson),
            Deploy::FindInMap(name, a, b) => two(a, b, &|a, b| Deploy::FindInMap(name.clone(), a, b)),
            Deploy::Secret { arn, key } => one(arn, &|arn| Deploy::Secret { arn, key: key.clone() }),
            Deploy::Raw(name, value) => one(value, &|value| Deploy::Raw(name.clone(), value)),
            Deploy::Cidr(block, count, bits) => {
                let parts = [block, count, bits].map(|part| self.simplify(facts, part));
                if parts.iter().all(Option::is_none) {
                    return None;
                }
                let [x, y, z] = parts;
                Some(Value::deploy(Deploy::Cidr(
                    x.unwrap_or_else(|| block.clone()),
                    y.unwrap_or_else(|| count.clone()),
                    z.unwrap_or_else(|| bits.clone()),
                )))
            }
            // What another stack makes of a value does not depend on this one's conditions.
            Deploy::StackOutput(..)
            | Deploy::Ref(_)
            | Deploy::Attribute(..)
            | Deploy::Parameter(_)
            | Deploy::Pseudo(_) => None,
        }
    }

    fn simplify_parts(&self, facts: &Facts, parts: &[SubPart]) -> Option<Vec<SubPart>> {
        let mut changed: Option<Vec<SubPart>> = None;
        for (i, part) in parts.iter().enumerate() {
            if let SubPart::Value(value) = part
                && let Some(simpler) = self.simplify(facts, value)
            {
                changed.get_or_insert_with(|| parts.to_vec())[i] = SubPart::Value(simpler);
            }
        }
        changed
    }

    /// Does something with a value, or with each that it may be.
    pub(super) fn each_branch(
        &mut self,
        value: Value,
        run: &mut dyn FnMut(&mut Self, Value) -> Eval<Value>,
    ) -> Eval<Value> {
        if let Value::Deploy(deploy) = &value
            && let Deploy::If(condition, a, b) = &**deploy
        {
            let (condition, a, b) = (*condition, a.clone(), b.clone());
            // A branch that is absent stays absent: the checker saw to it that it is tested or allowed.
            let a = if a.is_null() { a } else { self.each_branch(a, run)? };
            let b = if b.is_null() { b } else { self.each_branch(b, run)? };
            return Ok(self.choose(condition, a, b));
        }
        run(self, value)
    }

    /// `value ?? fallback`, where the value is absent under a condition.
    pub(super) fn or_else(&mut self, value: Value, fallback: Value) -> Value {
        match &value {
            Value::Null => fallback,
            Value::Deploy(deploy) => match &**deploy {
                Deploy::If(condition, a, b) => {
                    let (condition, a, b) = (*condition, a.clone(), b.clone());
                    let a = self.or_else(a, fallback.clone());
                    let b = self.or_else(b, fallback);
                    self.choose(condition, a, b)
                }
                _ => value,
            },
            _ => value,
        }
    }

    /// A value as a truth value.
    pub(super) fn truth(&mut self, value: &Value, span: Span) -> Eval<Truth> {
        match value {
            Value::Bool(known) => Ok(Truth::Known(*known)),
            Value::Condition(id) => Ok(Truth::When(*id)),
            Value::Deploy(deploy) => match &**deploy {
                Deploy::If(condition, a, b) => {
                    // What is absent in a branch was tested before; which truth value it is does not matter.
                    let mut branch = |value: &Value| match value {
                        Value::Null => Ok(Truth::Known(false)),
                        value => self.truth(value, span),
                    };
                    let (a, b) = (branch(a)?, branch(b)?);
                    Ok(self.conditions.either(*condition, a, b))
                }
                Deploy::Raw(_, inner) => self.truth(&inner.clone(), span),
                // A parameter whose allowed values are the texts of the truth values.
                _ => self.equal(value, &Value::Str(arcstr::literal!("true")), span),
            },
            other => Err(self.report(errors::not_a_truth_value(span, other))),
        }
    }

    /// The truth of a guard: one that stands within another `if` that does not hold is not there, and does not hold.
    pub(super) fn guard_truth(&mut self, frame: FrameId, cell: u16, span: Span) -> Eval<Truth> {
        match self.cell(frame, cell, span)? {
            Value::Null => Ok(Truth::Known(false)),
            value => self.truth(&value, span),
        }
    }

    /// `match`.
    pub(super) fn matched(&mut self, value: Value, arms: &'p [Arm], at: FrameId, span: Span) -> Eval<Value> {
        // The arms that may be taken, with the condition under which each is.
        let mut taken: Vec<(Truth, Value)> = Vec::new();
        for arm in arms {
            let truth = self.matches(&value, &arm.pattern, span)?;
            if truth == Truth::Known(false) {
                continue;
            }
            if let Some(local) = arm.binding {
                let bound = match truth {
                    Truth::When(condition) => self.assuming(condition, true, value.clone()),
                    Truth::Known(_) => value.clone(),
                };
                self.set_local(local, bound);
            }
            let result = self.eval(&arm.value, at)?;
            taken.push((truth, result));
            if truth == Truth::Known(true) {
                break;
            }
        }
        // The last arm is what remains, since the arms cover every value.
        let Some((_, mut result)) = taken.pop() else { return Err(self.report(errors::no_arm(span, &value))) };
        while let Some((truth, arm)) = taken.pop() {
            result = match truth {
                Truth::When(condition) => self.choose(condition, arm, result),
                Truth::Known(_) => arm,
            };
        }
        Ok(result)
    }

    fn matches(&mut self, value: &Value, pattern: &Pattern, span: Span) -> Eval<Truth> {
        if let Value::Deploy(deploy) = value
            && let Deploy::If(condition, a, b) = &**deploy
        {
            let (a, b) = (self.matches(a, pattern, span)?, self.matches(b, pattern, span)?);
            return Ok(self.conditions.either(*condition, a, b));
        }
        match pattern {
            Pattern::Any => Ok(Truth::Known(true)),
            Pattern::Null => Ok(Truth::Known(value.is_null())),
            Pattern::Literals(literals) => {
                let mut any = Truth::Known(false);
                for literal in literals {
                    let equal = self.equal(value, &literal_value(literal), span)?;
                    any = self.conditions.or(any, equal);
                }
                Ok(any)
            }
            Pattern::Record(fields) => {
                let Value::Record(record) = value else { return Ok(Truth::Known(false)) };
                let mut all = Truth::Known(true);
                for (name, literal) in fields {
                    let found = record.get(name).filter(|v| !v.is_null());
                    let holds = match (found, literal) {
                        (None, _) => Truth::Known(false),
                        (Some(_), None) => Truth::Known(true),
                        (Some(found), Some(literal)) => self.equal(found, &literal_value(literal), span)?,
                    };
                    all = self.conditions.and(all, holds);
                }
                Ok(all)
            }
        }
    }
}

fn plain_truth(value: &Value) -> Truth {
    match value {
        Value::Condition(id) => Truth::When(*id),
        Value::Bool(known) => Truth::Known(*known),
        _ => Truth::Known(false),
    }
}

/// A literal's value.
pub(super) fn literal_value(literal: &Literal) -> Value {
    match literal {
        Literal::Str(text) => Value::Str(text.clone()),
        Literal::Int(number) => Value::Int(*number),
        Literal::Bool(truth) => Value::Bool(*truth),
        Literal::Float(number) => Value::Float(number.get()),
        Literal::Duration(ms) => Value::Duration(*ms),
        Literal::Size(bytes) => Value::Size(*bytes),
    }
}
