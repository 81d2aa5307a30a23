//! Text.

use arcstr::ArcStr;

use super::{
    Group,
    call::{Call, CallError, MOST_TEXT},
    scalar_text,
    signature::{BASE, Entry, Sig, any, known},
};
use crate::{
    evaluate::{Deploy, SubPart, Value},
    types,
};

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        name: "join",
        group: Group::Text,
        params: &[any("list", Sig::Opaque(&Sig::Scalar)), known("separator", Sig::Str)],
        result: Sig::Str,
        docs: "The elements of a list as one text, with a separator between them. `Fn::Join` where only the deployment \
               knows one.",
        example: ("join([\"a\", \"b\"], \", \")", "\"a, b\""),
        eval: join,
        ..BASE
    },
    Entry {
        name: "split",
        group: Group::Text,
        params: &[any("text", Sig::Str), known("separator", Sig::Str)],
        result: Sig::List(&Sig::Str),
        docs: "The parts of a text between separators. Of a text that only the deployment knows, a list that only the \
               deployment knows (`Fn::Split`).",
        example: ("split(\"15.4\", \".\")", "[\"15\", \"4\"]"),
        eval: split,
        ..BASE
    },
    Entry {
        name: "replace",
        group: Group::Text,
        params: &[known("text", Sig::Str), known("part", Sig::Str), known("with", Sig::Str)],
        result: Sig::Str,
        docs: "The text with every occurrence of a part replaced.",
        example: ("replace(\"a-b-c\", \"-\", \"_\")", "\"a_b_c\""),
        eval: replace,
        ..BASE
    },
    Entry {
        name: "lower",
        group: Group::Text,
        params: &[known("text", Sig::Str)],
        result: Sig::Str,
        docs: "The text in small letters.",
        example: ("lower(\"BATbern\")", "\"batbern\""),
        eval: |call| {
            let text = call.text(0)?.to_lowercase();
            call.made_text(text)
        },
        ..BASE
    },
    Entry {
        name: "upper",
        group: Group::Text,
        params: &[known("text", Sig::Str)],
        result: Sig::Str,
        docs: "The text in capitals.",
        example: ("upper(\"batbern\")", "\"BATBERN\""),
        eval: |call| {
            let text = call.text(0)?.to_uppercase();
            call.made_text(text)
        },
        ..BASE
    },
    Entry {
        name: "title",
        group: Group::Text,
        params: &[known("text", Sig::Str)],
        result: Sig::Str,
        docs: "The text with a capital at the start of each word.",
        example: ("title(\"event-management\")", "\"Event-Management\""),
        eval: |call| {
            let text = call.text(0)?;
            let mut out = String::with_capacity(text.len());
            let mut start = true;
            for c in text.chars() {
                if start {
                    out.extend(c.to_uppercase())
                } else {
                    out.push(c)
                }
                start = !c.is_alphanumeric();
            }
            call.made_text(out)
        },
        ..BASE
    },
    Entry {
        name: "trim",
        group: Group::Text,
        params: &[known("text", Sig::Str)],
        result: Sig::Str,
        docs: "The text without white space at its ends, as files have a line's end at theirs.",
        example: ("trim(\" a \")", "\"a\""),
        eval: |call| Ok(Value::str(call.text(0)?.trim())),
        ..BASE
    },
    Entry {
        name: "substring",
        group: Group::Text,
        params: &[
            known("text", Sig::Str),
            known("start", Sig::Within(0, i64::MAX)),
            known("end", Sig::Within(0, i64::MAX)).or_none(),
        ],
        result: Sig::Str,
        docs: "The characters from `start` up to, not including, `end`, as far as there are any; without `end`, all the \
               rest.",
        example: ("substring(\"batbern\", 0, 3)", "\"bat\""),
        eval: |call| {
            let (text, start, end) = (call.text(0)?, call.int(1)?, call.optional_int(2)?);
            let count = end.map_or(i64::MAX, |end| end.saturating_sub(start)).max(0);
            let (start, count) = (usize::try_from(start).unwrap_or(0), usize::try_from(count).unwrap_or(usize::MAX));
            Ok(Value::str(text.chars().skip(start).take(count).collect::<String>()))
        },
        ..BASE
    },
    Entry {
        name: "starts_with",
        group: Group::Text,
        params: &[known("text", Sig::Str), known("start", Sig::Str)],
        result: Sig::Bool,
        docs: "Whether a text begins with another.",
        example: ("starts_with(\"batbern\", \"bat\")", "true"),
        eval: |call| Ok(Value::Bool(call.text(0)?.starts_with(call.text(1)?.as_str()))),
        ..BASE
    },
    Entry {
        name: "ends_with",
        group: Group::Text,
        params: &[known("text", Sig::Str), known("end", Sig::Str)],
        result: Sig::Bool,
        docs: "Whether a text ends with another.",
        example: ("ends_with(\"www.batbern.ch\", \".ch\")", "true"),
        eval: |call| Ok(Value::Bool(call.text(0)?.ends_with(call.text(1)?.as_str()))),
        ..BASE
    },
    Entry {
        name: "matches",
        group: Group::Text,
        params: &[known("text", Sig::Str), known("pattern", Sig::Str)],
        result: Sig::Bool,
        docs: "Whether a regular expression matches the whole of a text. As a type: `String(/pattern/)`.",
        example: ("matches(\"v1.2\", r\"v\\d+\\.\\d+\")", "true"),
        eval: |call| {
            let (text, pattern) = (call.text(0)?, call.text(1)?);
            call.charge(text.len() / 64)?;
            let compiled = types::pattern(&pattern)
                .map_err(|why| CallError::argument(1, format!("`{pattern}` is not a regular expression: {why}")))?;
            Ok(Value::Bool(compiled.is_match(&text)))
        },
        ..BASE
    },
];

fn join(call: &mut Call<'_>) -> Result<Value, CallError> {
    let separator = call.text(1)?;
    let list = match call.value(0) {
        Value::List(list) => list.clone(),
        list @ Value::Deploy(_) => return Ok(Value::deploy(Deploy::Join(separator, list.clone()))),
        _ => return Err(call.unfit(0, "a list")),
    };
    // Neighbours that are known become one element, so that as little as possible is left to the deployment.
    let mut elements: Vec<Value> = Vec::new();
    let mut text = String::new();
    let mut open = false;
    for (i, value) in list.iter().enumerate() {
        match scalar_text(value) {
            Some(part) => {
                if open {
                    text.push_str(&separator);
                }
                text.push_str(&part);
                open = true;
                if text.len() > MOST_TEXT {
                    return call.made_text(text);
                }
            }
            None if matches!(value, Value::Deploy(_) | Value::Condition(_)) => {
                if open {
                    elements.push(Value::str(std::mem::take(&mut text)));
                    open = false;
                }
                elements.push(match value {
                    Value::Condition(_) => interpolate([value.clone()])?,
                    _ => value.clone(),
                });
            }
            None => return Err(CallError::argument(0, format!("element {i} cannot be written as text"))),
        }
    }
    if elements.is_empty() {
        return call.made_text(text);
    }
    if open {
        elements.push(Value::str(text));
    }
    call.charge(elements.len())?;
    Ok(match &elements[..] {
        [only] => only.clone(),
        _ => Value::deploy(Deploy::Join(separator, Value::list(elements))),
    })
}

fn split(call: &mut Call<'_>) -> Result<Value, CallError> {
    let separator = call.text(1)?;
    if separator.is_empty() {
        return Err(CallError::argument(1, "the separator is empty"));
    }
    match call.value(0) {
        Value::Str(text) => {
            let parts = text.split(separator.as_str()).map(Value::str).collect();
            call.made_list(parts)
        }
        text @ Value::Deploy(_) => Ok(Value::deploy(Deploy::Split(separator, text.clone()))),
        _ => Err(call.unfit(0, "a string")),
    }
}

fn replace(call: &mut Call<'_>) -> Result<Value, CallError> {
    let (text, part, with) = (call.text(0)?, call.text(1)?, call.text(2)?);
    if part.is_empty() {
        return Err(CallError::argument(1, "the part to replace is empty"));
    }
    if with.len() > part.len() {
        // Counted before it is made: a short text can grow very long.
        let longer = text.matches(part.as_str()).count().saturating_mul(with.len() - part.len());
        if text.len().saturating_add(longer) > MOST_TEXT {
            return Err(CallError::whole(format!("`replace` makes a text of more than {MOST_TEXT} bytes")));
        }
    }
    call.made_text(text.replace(part.as_str(), &with))
}

/// Values written one after the other, as `"${a}-${b}"` does: a string where all are known, else text with
/// deploy-time parts.
///
/// # Errors
/// A value cannot be written as text; the argument is its index.
pub fn interpolate(parts: impl IntoIterator<Item = Value>) -> Result<Value, CallError> {
    let mut text = Parts::default();
    for (i, value) in parts.into_iter().enumerate() {
        match &value {
            Value::Deploy(deploy) => text.deploy(deploy, &value),
            Value::Condition(condition) => {
                let words = (Value::Str(arcstr::literal!("true")), Value::Str(arcstr::literal!("false")));
                text.value(Value::deploy(Deploy::If(*condition, words.0, words.1)));
            }
            _ => match scalar_text(&value) {
                Some(known) => text.text(&known),
                None => return Err(CallError::argument(i, unwritable(&value))),
            },
        }
        if text.open.len() > MOST_TEXT {
            return Err(CallError::whole(format!("the text is longer than {MOST_TEXT} bytes")));
        }
    }
    Ok(text.finish())
}

/// Why a value is no text.
fn unwritable(value: &Value) -> &'static str {
    match value {
        Value::Null => "`null` cannot be written as text",
        Value::List(_) => "a list cannot be written as text: write `join(list, \", \")` or `json(list)`",
        Value::Record(_) => "a record cannot be written as text: write `json(record)`",
        Value::Duration(_) => "a duration cannot be written as text: say in which unit, `.seconds` or `.days`",
        Value::Size(_) => "a size cannot be written as text: say in which unit, `.gib` or `.bytes`",
        Value::Resource(_) => "a resource cannot be written as text: name the attribute, or `.ref`",
        _ => "this cannot be written as text",
    }
}

/// Text with deploy-time parts, as it grows.
#[derive(Default)]
pub(super) struct Parts {
    parts: Vec<SubPart>,
    open: String,
}

impl Parts {
    /// Adds known text.
    pub fn text(&mut self, text: &str) {
        self.open.push_str(text);
    }

    /// The known text at the end, to write to.
    pub fn open(&mut self) -> &mut String {
        &mut self.open
    }

    /// Adds a deploy-time value.
    pub fn value(&mut self, value: Value) {
        if !self.open.is_empty() {
            self.parts.push(SubPart::Text(ArcStr::from(std::mem::take(&mut self.open))));
        }
        self.parts.push(SubPart::Value(value));
    }

    /// Adds a deploy-time value; the parts of one that is text become parts of this one.
    fn deploy(&mut self, deploy: &Deploy, value: &Value) {
        match deploy {
            Deploy::Sub(parts) => {
                for part in parts {
                    match part {
                        SubPart::Text(text) => self.text(text),
                        SubPart::Value(value) => self.value(value.clone()),
                    }
                }
            }
            _ => self.value(value.clone()),
        }
    }

    /// How much there is, in bytes of known text.
    pub fn len(&self) -> usize {
        self.open.len()
    }

    /// The whole.
    pub fn finish(mut self) -> Value {
        if self.parts.is_empty() {
            return Value::str(self.open);
        }
        if !self.open.is_empty() {
            self.parts.push(SubPart::Text(ArcStr::from(self.open)));
        }
        match &self.parts[..] {
            // A lone value needs no text around it; a secret's would be lost in a Sub.
            [SubPart::Value(value)] => value.clone(),
            _ => Value::deploy(Deploy::Sub(self.parts)),
        }
    }
}
