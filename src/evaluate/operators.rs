//! Operators over values.

use std::cmp::Ordering;

use super::{
    conditions::Truth,
    errors,
    machine::{Eval, Evaluator},
    same,
    value::{Deploy, Value},
};
use crate::{hir::BinaryOp, source::Span};

impl<'p> Evaluator<'p> {
    /// `a == b`: known now, or a condition.
    pub(super) fn equal(&mut self, a: &Value, b: &Value, span: Span) -> Eval<Truth> {
        if self.kept.is_looking
            && let Some(seen) = self.equal_seen(a, b)
        {
            return Ok(seen);
        }
        if let Value::Deploy(deploy) = a
            && let Deploy::If(condition, x, y) = &**deploy
        {
            let (x, y) = (self.equal(x, b, span)?, self.equal(y, b, span)?);
            return Ok(self.conditions.either(*condition, x, y));
        }
        match (a, b) {
            (_, Value::Deploy(deploy)) if matches!(**deploy, Deploy::If(..)) => self.equal(b, a, span),
            (Value::Null, Value::Null) => Ok(Truth::Known(true)),
            (Value::Null, _) | (_, Value::Null) => Ok(Truth::Known(false)),
            (Value::Int(x), Value::Float(y)) | (Value::Float(y), Value::Int(x)) => Ok(Truth::Known(*x as f64 == *y)),
            (Value::Condition(_) | Value::Bool(_), Value::Condition(_) | Value::Bool(_)) => {
                let (x, y) = (self.truth(a, span)?, self.truth(b, span)?);
                Ok(match x {
                    Truth::Known(true) => y,
                    Truth::Known(false) => self.conditions.not(y),
                    Truth::When(condition) => {
                        let not = self.conditions.not(y);
                        self.conditions.either(condition, y, not)
                    }
                })
            }
            (Value::List(x), Value::List(y)) => {
                if x.len() != y.len() {
                    return Ok(Truth::Known(false));
                }
                self.spend(x.len(), span)?;
                let mut all = Truth::Known(true);
                for (one, other) in x.iter().zip(y.iter()) {
                    let equal = self.equal(one, other, span)?;
                    all = self.conditions.and(all, equal);
                    if all == Truth::Known(false) {
                        break;
                    }
                }
                Ok(all)
            }
            (Value::Record(x), Value::Record(y)) => {
                self.spend(x.len(), span)?;
                let mut all = Truth::Known(true);
                // A field that is left out is null.
                let only_y = y.iter().filter(|(key, _)| x.get(key).is_none()).map(|(key, _)| key);
                for key in x.iter().map(|(key, _)| key).chain(only_y) {
                    let (one, other) = (x.get(key).unwrap_or(&Value::Null), y.get(key).unwrap_or(&Value::Null));
                    let equal = self.equal(one, other, span)?;
                    all = self.conditions.and(all, equal);
                    if all == Truth::Known(false) {
                        break;
                    }
                }
                Ok(all)
            }
            (Value::Deploy(_), _) | (_, Value::Deploy(_)) => {
                if let Some(made) = [a, b].into_iter().find(|v| is_made(v)) {
                    return Err(self.report(errors::made_in_condition(span, made)));
                }
                Ok(self.conditions.equals(a.clone(), b.clone()))
            }
            _ => Ok(Truth::Known(same::identical(a, b))),
        }
    }

    /// `-a`.
    pub(super) fn negate(&mut self, value: Value, span: Span) -> Eval<Value> {
        let negated = match value {
            Value::Int(i) => i.checked_neg().map(Value::Int),
            Value::Duration(ms) => ms.checked_neg().map(Value::Duration),
            Value::Size(bytes) => bytes.checked_neg().map(Value::Size),
            Value::Float(x) => Some(Value::Float(-x)),
            other => return Err(self.report(errors::wrong_operand(span, "-", &other, None))),
        };
        negated.ok_or_else(|| self.report(errors::overflow(span, "-")))
    }

    /// `+ - * / % < <= > >=`.
    pub(super) fn arithmetic(&mut self, op: BinaryOp, a: Value, b: Value, span: Span) -> Eval<Value> {
        use BinaryOp::{Add, Div, Ge, Gt, Le, Lt, Mul, Rem, Sub};
        let a_or_b_depends =
            [&a, &b].into_iter().any(|v| matches!(v, Value::Deploy(d) if matches!(**d, Deploy::If(..))));
        if a_or_b_depends && op != Add {
            return self.each_branch(a, &mut |e, a| {
                e.each_branch(b.clone(), &mut |e, b| e.arithmetic(op, a.clone(), b, span))
            });
        }
        match op {
            Lt | Le | Gt | Ge if self.kept.is_looking && !(a.is_known() && b.is_known()) => {
                Ok(self.untold(symbol(op), &[a, b]))
            }
            Lt | Le | Gt | Ge => self.compare(op, &a, &b, span),
            Add => self.add(a, b, span),
            Sub | Mul | Div | Rem => {
                let name = symbol(op);
                let number = match (&a, &b) {
                    (Value::Int(x), Value::Int(y)) => return self.integers(op, *x, *y, span).map(Value::Int),
                    (Value::Float(x), Value::Float(y)) => float(op, *x, *y),
                    (Value::Int(x), Value::Float(y)) => float(op, *x as f64, *y),
                    (Value::Float(x), Value::Int(y)) => float(op, *x, *y as f64),
                    (Value::Duration(x), Value::Duration(y)) => {
                        return self.quantities(op, (*x, *y), Value::Duration, span);
                    }
                    (Value::Size(x), Value::Size(y)) => return self.quantities(op, (*x, *y), Value::Size, span),
                    (Value::Duration(x), Value::Int(y)) if matches!(op, Mul | Div) => {
                        return self.integers(op, *x, *y, span).map(Value::Duration);
                    }
                    (Value::Size(x), Value::Int(y)) if matches!(op, Mul | Div) => {
                        return self.integers(op, *x, *y, span).map(Value::Size);
                    }
                    (Value::Int(x), Value::Duration(y)) if op == Mul => {
                        return self.integers(op, *x, *y, span).map(Value::Duration);
                    }
                    (Value::Int(x), Value::Size(y)) if op == Mul => {
                        return self.integers(op, *x, *y, span).map(Value::Size);
                    }
                    _ => return Err(self.report(errors::wrong_operand(span, name, &a, Some(&b)))),
                };
                if number.is_finite() {
                    Ok(Value::Float(number))
                } else {
                    Err(self.report(errors::overflow(span, name)))
                }
            }
            _ => Err(self.report(errors::wrong_operand(span, symbol(op), &a, Some(&b)))),
        }
    }

    fn add(&mut self, a: Value, b: Value, span: Span) -> Eval<Value> {
        match (a, b) {
            (Value::Int(x), Value::Int(y)) => self.integers(BinaryOp::Add, x, y, span).map(Value::Int),
            (Value::Duration(x), Value::Duration(y)) => self.integers(BinaryOp::Add, x, y, span).map(Value::Duration),
            (Value::Size(x), Value::Size(y)) => self.integers(BinaryOp::Add, x, y, span).map(Value::Size),
            (Value::Float(x), Value::Float(y)) => Ok(Value::Float(x + y)),
            (Value::Int(x), Value::Float(y)) | (Value::Float(y), Value::Int(x)) => Ok(Value::Float(x as f64 + y)),
            (Value::List(x), Value::List(y)) => {
                self.spend((x.len() + y.len()) / super::budget::COPIES_PER_STEP, span)?;
                Ok(Value::list(x.iter().chain(y.iter()).cloned().collect()))
            }
            (a @ (Value::Str(_) | Value::Deploy(_)), b @ (Value::Str(_) | Value::Deploy(_))) => {
                self.concatenate(a, b, span)
            }
            (a, b) => Err(self.report(errors::wrong_operand(span, "+", &a, Some(&b)))),
        }
    }

    fn integers(&mut self, op: BinaryOp, x: i64, y: i64, span: Span) -> Eval<i64> {
        let result = match op {
            BinaryOp::Add => x.checked_add(y),
            BinaryOp::Sub => x.checked_sub(y),
            BinaryOp::Mul => x.checked_mul(y),
            BinaryOp::Div | BinaryOp::Rem if y == 0 => return Err(self.report(errors::division_by_zero(span))),
            BinaryOp::Div if x.checked_rem(y).is_some_and(|rest| rest != 0) => {
                return Err(self.report(errors::inexact_division(span, x, y)));
            }
            BinaryOp::Div => x.checked_div(y),
            _ => x.checked_rem(y),
        };
        result.ok_or_else(|| self.report(errors::overflow(span, symbol(op))))
    }

    /// Two durations or two sizes.
    fn quantities(&mut self, op: BinaryOp, (x, y): (i64, i64), make: fn(i64) -> Value, span: Span) -> Eval<Value> {
        match op {
            BinaryOp::Sub | BinaryOp::Rem => self.integers(op, x, y, span).map(make),
            BinaryOp::Div => self.integers(op, x, y, span).map(Value::Int),
            _ => Err(self.report(errors::wrong_operand(span, symbol(op), &make(x), Some(&make(y))))),
        }
    }

    fn compare(&mut self, op: BinaryOp, a: &Value, b: &Value, span: Span) -> Eval<Value> {
        let order = match (a, b) {
            (Value::Int(x), Value::Int(y))
            | (Value::Duration(x), Value::Duration(y))
            | (Value::Size(x), Value::Size(y)) => Some(x.cmp(y)),
            (Value::Str(x), Value::Str(y)) => Some(x.cmp(y)),
            (Value::Float(x), Value::Float(y)) => x.partial_cmp(y),
            (Value::Int(x), Value::Float(y)) => (*x as f64).partial_cmp(y),
            (Value::Float(x), Value::Int(y)) => x.partial_cmp(&(*y as f64)),
            _ => None,
        };
        let Some(order) = order else {
            return Err(self.report(errors::wrong_operand(span, symbol(op), a, Some(b))));
        };
        Ok(Value::Bool(match op {
            BinaryOp::Lt => order == Ordering::Less,
            BinaryOp::Le => order != Ordering::Greater,
            BinaryOp::Gt => order == Ordering::Greater,
            _ => order != Ordering::Less,
        }))
    }
}

fn float(op: BinaryOp, x: f64, y: f64) -> f64 {
    match op {
        BinaryOp::Sub => x - y,
        BinaryOp::Mul => x * y,
        BinaryOp::Div => x / y,
        _ => x % y,
    }
}

fn symbol(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "+",
        BinaryOp::Sub => "-",
        BinaryOp::Mul => "*",
        BinaryOp::Div => "/",
        BinaryOp::Rem => "%",
        BinaryOp::Eq => "==",
        BinaryOp::Ne => "!=",
        BinaryOp::Lt => "<",
        BinaryOp::Le => "<=",
        BinaryOp::Gt => ">",
        BinaryOp::Ge => ">=",
        BinaryOp::And => "&&",
        BinaryOp::Or => "||",
        BinaryOp::Else => "??",
        BinaryOp::Merge => "&",
    }
}

/// Whether a value is made by the deployment, so that no condition can see it.
pub(super) fn is_made(value: &Value) -> bool {
    let parts = |parts: &[super::value::SubPart]| {
        parts.iter().any(|part| matches!(part, super::value::SubPart::Value(v) if is_made(v)))
    };
    match value {
        Value::Deploy(deploy) => match &**deploy {
            Deploy::Ref(_)
            | Deploy::Attribute(..)
            | Deploy::StackOutput(..)
            | Deploy::Dynamic(_)
            | Deploy::Secret { .. } => true,
            Deploy::Parameter(_) | Deploy::Pseudo(_) | Deploy::Raw(..) => false,
            Deploy::Sub(inner) => parts(inner),
            Deploy::Join(_, inner)
            | Deploy::Split(_, inner)
            | Deploy::Zones(inner)
            | Deploy::Base64(inner)
            | Deploy::Length(inner)
            | Deploy::ToJson(inner) => is_made(inner),
            Deploy::Select(a, b) | Deploy::FindInMap(_, a, b) | Deploy::If(_, a, b) => is_made(a) || is_made(b),
            Deploy::Cidr(a, b, c) => is_made(a) || is_made(b) || is_made(c),
        },
        Value::List(items) => items.iter().any(is_made),
        Value::Record(record) => record.iter().any(|(_, v)| is_made(v)),
        Value::Resource(_) => true,
        _ => false,
    }
}
