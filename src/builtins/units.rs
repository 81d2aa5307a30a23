//! Durations and sizes in a unit, and values as text.

use arcstr::ArcStr;

use super::CallError;
use crate::{
    evaluate::Value,
    types::{DURATION_UNITS, Literal, SIZE_UNITS, duration_text, size_text},
};

/// A duration or size in a unit.
///
/// # Errors
/// It is no whole number of that unit; the message says so, the help names a unit that fits.
pub fn unit_value(value: &Value, unit: &str) -> Result<Value, CallError> {
    let (amount, units): (i64, &[(&str, i64)]) = match value {
        Value::Duration(ms) => (*ms, &DURATION_UNITS),
        Value::Size(bytes) => (*bytes, &SIZE_UNITS),
        _ => return Err(CallError::whole("this is neither a duration nor a size")),
    };
    let Some((_, length)) = units.iter().find(|u| u.0 == unit) else {
        return Err(CallError::whole(format!("there is no unit `{unit}`")));
    };
    if amount % length == 0 {
        return Ok(Value::Int(amount / length));
    }
    let text = if let Value::Duration(_) = value { duration_text(amount) } else { size_text(amount) };
    let message = format!("`{text}` is not a whole number of {}", unit_name(unit));
    // Binary units only: those are what sizes are written in.
    let fits = units.iter().filter(|u| !matches!(u.0, "kb" | "mb" | "gb")).rev().find(|u| amount % u.1 == 0);
    let error = CallError::whole(message);
    Err(match fits {
        Some((unit, length)) => error.help(format!("it is {} {}: `.{unit}`", amount / length, unit_name(unit))),
        None => error,
    })
}

fn unit_name(unit: &str) -> &str {
    match unit {
        "kib" => "KiB",
        "mib" => "MiB",
        "gib" => "GiB",
        "tib" => "TiB",
        "kb" => "kB",
        "mb" => "MB",
        "gb" => "GB",
        other => other,
    }
}

/// A string, number or truth value as text; `None` of any other value.
pub fn scalar_text(value: &Value) -> Option<ArcStr> {
    match value {
        Value::Str(text) => Some(text.clone()),
        Value::Int(i) => Some(arcstr::format!("{i}")),
        Value::Float(f) => Some(arcstr::format!("{f}")),
        Value::Bool(true) => Some(arcstr::literal!("true")),
        Value::Bool(false) => Some(arcstr::literal!("false")),
        _ => None,
    }
}

/// Whether a value is this literal.
pub fn is_literal(value: &Value, literal: &Literal) -> bool {
    match (value, literal) {
        (Value::Str(a), Literal::Str(b)) => a == b,
        (Value::Int(a), Literal::Int(b)) => a == b,
        (Value::Bool(a), Literal::Bool(b)) => a == b,
        (Value::Float(a), Literal::Float(b)) => *a == b.get(),
        (Value::Int(a), Literal::Float(b)) => *a as f64 == b.get(),
        (Value::Float(a), Literal::Int(b)) => *a == *b as f64,
        (Value::Duration(a), Literal::Duration(b)) | (Value::Size(a), Literal::Size(b)) => a == b,
        _ => false,
    }
}
