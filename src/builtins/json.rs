//! Json text, with what only the deployment knows left open.

use super::{
    call::{BuiltinContext, Call, CallError, MOST_TEXT},
    text::Parts,
};
use crate::evaluate::{Deploy, Record, SubPart, Value};

/// `json(value)`.
///
/// Deploy-time parts whose text needs no escaping are put between the quotes by `Fn::Sub`; any other makes the whole
/// an `Fn::ToJsonString`, which escapes but needs the language extensions.
pub(super) fn json_text(call: &mut Call<'_>) -> Result<Value, CallError> {
    let value = call.value(0).clone();
    let mut writer = Writer { parts: Parts::default(), steps: 0, ctx: &*call.ctx };
    let written = writer.value(&value);
    let (parts, steps) = (writer.parts, writer.steps);
    call.charge(steps)?;
    match written {
        Ok(()) if parts.len() > MOST_TEXT => Err(too_long()),
        Ok(()) => Ok(parts.finish()),
        Err(Stop::Escape) => Ok(Value::deploy(Deploy::ToJson(value))),
        Err(Stop::Error(error)) => Err(error),
    }
}

fn too_long() -> CallError {
    CallError::whole(format!("the Json text is longer than {MOST_TEXT} bytes"))
}

/// Why a value cannot be written as text with open parts.
enum Stop {
    /// A deploy-time part may need escaping.
    Escape,
    /// It is no Json.
    Error(CallError),
}

struct Writer<'c> {
    parts: Parts,
    steps: usize,
    ctx: &'c dyn BuiltinContext,
}

/// Deeper values are refused.
const MOST_DEPTH: usize = 128;

impl Writer<'_> {
    fn value(&mut self, value: &Value) -> Result<(), Stop> {
        self.nested(value, 0)
    }

    fn nested(&mut self, value: &Value, depth: usize) -> Result<(), Stop> {
        self.steps += 1;
        // A value whose parts are shared can be far longer as text; each part gives a byte at least.
        if self.steps > MOST_TEXT || self.parts.len() > MOST_TEXT {
            return Err(Stop::Error(too_long()));
        }
        if depth > MOST_DEPTH {
            return Err(Stop::Error(CallError::argument(0, "the value is nested too deeply")));
        }
        match value {
            Value::Null => self.parts.text("null"),
            Value::Bool(b) => self.parts.text(if *b { "true" } else { "false" }),
            Value::Int(i) => self.parts.text(&i.to_string()),
            Value::Float(f) => self.parts.text(&float_text(*f)),
            Value::Str(text) => write_string(self.parts.open(), text),
            Value::List(list) => {
                self.parts.text("[");
                for (i, item) in list.iter().enumerate() {
                    if i > 0 {
                        self.parts.text(",");
                    }
                    self.nested(item, depth + 1)?;
                }
                self.parts.text("]");
            }
            Value::Record(record) => self.record(record, depth)?,
            Value::Condition(condition) => {
                let words = (Value::Str(arcstr::literal!("true")), Value::Str(arcstr::literal!("false")));
                self.parts.value(Value::deploy(Deploy::If(*condition, words.0, words.1)));
            }
            Value::Deploy(deploy) => match &**deploy {
                // Each branch is Json of its own, quotes included.
                Deploy::If(condition, yes, no) => {
                    let (yes, no) = (self.branch(yes, depth)?, self.branch(no, depth)?);
                    self.parts.value(Value::deploy(Deploy::If(*condition, yes, no)));
                }
                Deploy::Length(_) => self.parts.value(value.clone()),
                _ => {
                    self.parts.text("\"");
                    self.inside(value)?;
                    self.parts.text("\"");
                }
            },
            Value::Duration(_) | Value::Size(_) => {
                let help = "say in which unit: `.seconds`, `.gib` …";
                let message = "a duration or size is no Json value";
                return Err(Stop::Error(CallError::argument(0, message).help(help)));
            }
            Value::Resource(_) | Value::Instance(_) => {
                let help = "name the attribute or output that is meant";
                let message = "a resource or construct is no Json value";
                return Err(Stop::Error(CallError::argument(0, message).help(help)));
            }
        }
        Ok(())
    }

    fn record(&mut self, record: &Record, depth: usize) -> Result<(), Stop> {
        self.parts.text("{");
        for (i, (key, item)) in record.iter().filter(|(key, _)| !record.is_note(key)).enumerate() {
            if i > 0 {
                self.parts.text(",");
            }
            write_string(self.parts.open(), key);
            self.parts.text(":");
            self.nested(item, depth + 1)?;
        }
        self.parts.text("}");
        Ok(())
    }

    fn branch(&mut self, value: &Value, depth: usize) -> Result<Value, Stop> {
        let outer = std::mem::take(&mut self.parts);
        let result = self.nested(value, depth + 1);
        let inner = std::mem::replace(&mut self.parts, outer);
        result.map(|()| inner.finish())
    }

    /// What stands between the quotes of a string.
    fn inside(&mut self, value: &Value) -> Result<(), Stop> {
        self.steps += 1;
        match value {
            Value::Str(text) => {
                write_escaped(self.parts.open(), text);
                return Ok(());
            }
            Value::Int(i) => {
                self.parts.text(&i.to_string());
                return Ok(());
            }
            Value::Deploy(deploy) => match &**deploy {
                Deploy::Sub(parts) => {
                    for part in parts {
                        match part {
                            SubPart::Text(text) => write_escaped(self.parts.open(), text),
                            SubPart::Value(value) => self.inside(value)?,
                        }
                    }
                    return Ok(());
                }
                Deploy::Join(separator, Value::List(list)) => {
                    for (i, item) in list.iter().enumerate() {
                        if i > 0 {
                            write_escaped(self.parts.open(), separator);
                        }
                        self.inside(item)?;
                    }
                    return Ok(());
                }
                Deploy::If(condition, yes, no) => {
                    let (yes, no) = (self.inside_branch(yes)?, self.inside_branch(no)?);
                    self.parts.value(Value::deploy(Deploy::If(*condition, yes, no)));
                    return Ok(());
                }
                _ => {}
            },
            _ => {}
        }
        if !self.is_plain(value) {
            return Err(Stop::Escape);
        }
        self.parts.value(value.clone());
        Ok(())
    }

    fn inside_branch(&mut self, value: &Value) -> Result<Value, Stop> {
        let outer = std::mem::take(&mut self.parts);
        let result = self.inside(value);
        let inner = std::mem::replace(&mut self.parts, outer);
        result.map(|()| inner.finish())
    }

    /// Whether no character of a deploy-time value needs escaping.
    fn is_plain(&self, value: &Value) -> bool {
        let deploy = match value {
            Value::Deploy(deploy) => &**deploy,
            Value::Str(text) => return !text.chars().any(needs_escape),
            Value::Int(_) | Value::Bool(_) | Value::Float(_) => return true,
            Value::List(list) => return list.iter().all(|v| self.is_plain(v)),
            _ => return false,
        };
        match deploy {
            // Identifiers, ARNs, names, addresses. Secrets are filled in after all else and cannot be escaped.
            Deploy::Ref(_)
            | Deploy::Pseudo(_)
            | Deploy::Zones(_)
            | Deploy::Cidr(..)
            | Deploy::Base64(_)
            | Deploy::Length(_)
            | Deploy::Dynamic(_)
            | Deploy::Secret { .. } => true,
            Deploy::Attribute(resource, name) => self.ctx.is_plain_attribute(*resource, name),
            Deploy::Parameter(parameter) => self.ctx.is_plain_parameter(*parameter),
            Deploy::StackOutput(_, _, inside) => self.is_plain(inside),
            Deploy::Sub(parts) => parts.iter().all(|part| match part {
                SubPart::Text(text) => !text.chars().any(needs_escape),
                SubPart::Value(value) => self.is_plain(value),
            }),
            Deploy::Join(separator, list) => !separator.chars().any(needs_escape) && self.is_plain(list),
            Deploy::Split(_, text) => self.is_plain(text),
            Deploy::Select(_, list) => self.is_plain(list),
            Deploy::If(_, yes, no) => self.is_plain(yes) && self.is_plain(no),
            Deploy::ToJson(_) | Deploy::FindInMap(..) | Deploy::Raw(..) => false,
        }
    }
}

fn needs_escape(c: char) -> bool {
    matches!(c, '"' | '\\') || c < ' '
}

/// A number as Json has it: with a fraction, so that it stays a float when it is read again.
fn float_text(f: f64) -> String {
    serde_json::Number::from_f64(f).map_or_else(|| "null".to_owned(), |n| n.to_string())
}

fn write_string(out: &mut String, text: &str) {
    out.push('"');
    write_escaped(out, text);
    out.push('"');
}

fn write_escaped(out: &mut String, text: &str) {
    use std::fmt::Write;
    let mut rest = text;
    while let Some(at) = rest.find(needs_escape) {
        out.push_str(&rest[..at]);
        let c = rest.as_bytes()[at];
        let _ = match c {
            b'"' => out.write_str("\\\""),
            b'\\' => out.write_str("\\\\"),
            b'\n' => out.write_str("\\n"),
            b'\r' => out.write_str("\\r"),
            b'\t' => out.write_str("\\t"),
            _ => write!(out, "\\u{c:04x}"),
        };
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// The value that a Json text spells.
///
/// # Errors
/// What is wrong with it, with line and column.
pub(super) fn parse_json(text: &str) -> Result<Value, String> {
    let value: serde_json::Value = serde_json::from_str(text).map_err(|e| e.to_string())?;
    convert(value)
}

fn convert(value: serde_json::Value) -> Result<Value, String> {
    Ok(match value {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(b) => Value::Bool(b),
        serde_json::Value::Number(n) => match (n.as_i64(), n.as_f64()) {
            (Some(i), _) => Value::Int(i),
            (None, Some(f)) if !n.is_u64() => Value::Float(f),
            _ => return Err(format!("{n} is too large a number")),
        },
        serde_json::Value::String(s) => Value::str(s),
        serde_json::Value::Array(items) => Value::list(items.into_iter().map(convert).collect::<Result<_, _>>()?),
        serde_json::Value::Object(fields) => {
            let mut record = Record::with_capacity(fields.len());
            for (key, item) in fields {
                record.insert(key.into(), convert(item)?);
            }
            Value::record(record)
        }
    })
}
