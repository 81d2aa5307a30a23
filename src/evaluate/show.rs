//! Values as messages show them.

use super::value::{Deploy, Value};
use crate::builtins::{duration_text, size_text};

/// How many characters of a string a message shows.
const WIDTH: usize = 60;

/// A value, shortened, as it would be written.
pub(super) fn value(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(truth) => truth.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Str(text) => string(text),
        Value::Duration(ms) => duration_text(*ms),
        Value::Size(bytes) => size_text(*bytes),
        other => kind(other).to_owned(),
    }
}

/// A string in quotes, shortened.
pub(super) fn string(text: &str) -> String {
    match text.char_indices().nth(WIDTH) {
        Some((cut, _)) => format!("{:?}…", &text[..cut]),
        None => format!("{text:?}"),
    }
}

/// What kind of value it is, with its article.
pub(super) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a truth value",
        Value::Int(_) => "an integer",
        Value::Float(_) => "a number",
        Value::Str(_) => "a string",
        Value::Duration(_) => "a duration",
        Value::Size(_) => "a size",
        Value::List(_) => "a list",
        Value::Record(_) => "a record",
        Value::Resource(_) => "a resource",
        Value::Instance(_) => "an instance of a construct",
        Value::Condition(_) => "a condition that is known only when deploying",
        Value::Deploy(deploy) => match &**deploy {
            Deploy::If(..) => "a value that depends on a condition known only when deploying",
            Deploy::Secret { .. } => "a secret",
            Deploy::Split(..) | Deploy::Zones(_) | Deploy::Cidr(..) => "a list that is known only when deploying",
            Deploy::Raw(..) => "an unchecked value",
            _ => "a value that is known only when deploying",
        },
    }
}
