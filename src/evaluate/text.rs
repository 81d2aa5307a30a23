//! Text with deploy-time parts.

use arcstr::ArcStr;

use super::{
    errors,
    frames::FrameId,
    machine::{Eval, Evaluator},
    value::{Deploy, SubPart, Value},
};
use crate::{
    hir::{Expr, Part},
    source::Span,
};

/// How many bytes of text one step of the budget joins.
const BYTES_PER_STEP: usize = 32;

impl<'p> Evaluator<'p> {
    /// `"…${e}…"`.
    pub(super) fn interpolation(&mut self, parts: &'p [Part], at: FrameId, span: Span) -> Eval<Value> {
        let mut text = Text::default();
        let mut spent = 0;
        for part in parts {
            match part {
                Part::Text(known) => text.push_str(known),
                Part::Expr(e) => {
                    let value = self.eval(e, at)?;
                    self.push_value(&mut text, value, e)?;
                }
            }
            // At each part, because a text may hold another one many times.
            let steps = text.len / BYTES_PER_STEP;
            self.spend(steps - spent, span)?;
            spent = steps;
        }
        Ok(text.finish())
    }

    fn push_value(&mut self, text: &mut Text, value: Value, e: &'p Expr) -> Eval<()> {
        match text.push(&value) {
            true => Ok(()),
            false => Err(self.report(errors::not_text(e.span, &value))),
        }
    }

    /// Two strings, one after the other.
    pub(super) fn concatenate(&mut self, a: Value, b: Value, span: Span) -> Eval<Value> {
        let mut text = Text::default();
        for value in [&a, &b] {
            if !text.push(value) {
                return Err(self.report(errors::wrong_operand(span, "+", &a, Some(&b))));
            }
        }
        self.spend(text.len / BYTES_PER_STEP, span)?;
        Ok(text.finish())
    }
}

/// A text as it grows: known pieces are joined, deploy-time texts within are taken apart.
#[derive(Default)]
pub(super) struct Text {
    parts: Vec<SubPart>,
    known: String,
    len: usize,
}

impl Text {
    /// Adds known text.
    pub(super) fn push_str(&mut self, text: &str) {
        self.len += text.len();
        self.known.push_str(text);
    }

    /// Adds a value; `false` when it has no text.
    pub(super) fn push(&mut self, value: &Value) -> bool {
        match value {
            Value::Str(text) => self.push_str(text),
            Value::Int(number) => self.push_str(&number.to_string()),
            Value::Float(number) => self.push_str(&number.to_string()),
            Value::Bool(truth) => self.push_str(if *truth { "true" } else { "false" }),
            Value::Deploy(deploy) => match &**deploy {
                Deploy::Sub(parts) | Deploy::Dynamic(parts) => self.push_parts(parts),
                Deploy::Secret { arn, key } => return self.push_secret(arn, key.as_ref()),
                Deploy::Raw(name, inner) if name.is_empty() => return self.push(inner),
                Deploy::If(..) => self.push_deploy(as_text(value)),
                _ => self.push_deploy(value.clone()),
            },
            Value::Condition(id) => {
                let choice =
                    Deploy::If(*id, Value::Str(arcstr::literal!("true")), Value::Str(arcstr::literal!("false")));
                self.push_deploy(Value::deploy(choice));
            }
            _ => return false,
        }
        true
    }

    fn push_parts(&mut self, parts: &[SubPart]) {
        for part in parts {
            match part {
                SubPart::Text(text) => self.push_str(text),
                SubPart::Value(value) => {
                    // What was simplified meanwhile may be known by now.
                    if !self.push(value) {
                        self.push_deploy(value.clone());
                    }
                }
            }
        }
    }

    fn push_deploy(&mut self, value: Value) {
        self.len += 16;
        self.end_known();
        self.parts.push(SubPart::Value(value));
    }

    fn push_secret(&mut self, arn: &Value, key: Option<&ArcStr>) -> bool {
        self.push_str("{{resolve:secretsmanager:");
        if !self.push(arn) {
            return false;
        }
        self.push_str(":SecretString");
        if let Some(key) = key {
            self.push_str(":");
            self.push_str(key);
        }
        self.push_str("}}");
        true
    }

    fn end_known(&mut self) {
        if !self.known.is_empty() {
            self.parts.push(SubPart::Text(std::mem::take(&mut self.known).into()));
        }
    }

    /// The text as a value: known when all of it is.
    pub(super) fn finish(mut self) -> Value {
        if self.parts.is_empty() {
            return Value::Str(self.known.into());
        }
        self.end_known();
        match &self.parts[..] {
            [SubPart::Value(value)] => value.clone(),
            _ => Value::deploy(Deploy::Sub(self.parts)),
        }
    }
}

/// A value with the text of each number and truth value that a condition chooses: CloudFormation's texts take no others.
fn as_text(value: &Value) -> Value {
    match value {
        Value::Int(number) => Value::Str(number.to_string().into()),
        Value::Float(number) => Value::Str(number.to_string().into()),
        Value::Bool(truth) => Value::Str(truth.to_string().into()),
        Value::Deploy(deploy) => match &**deploy {
            Deploy::If(condition, a, b) => Value::deploy(Deploy::If(*condition, as_text(a), as_text(b))),
            _ => value.clone(),
        },
        _ => value.clone(),
    }
}

/// The text that parts make, in its simplest form.
pub(super) fn sub(parts: Vec<SubPart>) -> Value {
    let mut text = Text::default();
    text.push_parts(&parts);
    text.finish()
}
