//! Durations and sizes in a unit, and values as text.

use arcstr::ArcStr;

use super::CallError;
use crate::{
    evaluate::Value,
    types::{self, DURATION_UNITS, Literal, SIZE_UNITS, Ty, TyKind},
};

/// The type of a unit field of `Duration` or `Size`: `.days`, `.gib`; `None` when the type has no such field.
pub fn field_of(ty: &Ty, name: &str) -> Option<Ty> {
    types::unit_field(ty, name)
}

/// The names of the unit fields of `Duration` or `Size`.
pub fn fields_of(ty: &Ty) -> Vec<&'static str> {
    types::unit_fields(ty)
}

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

/// A duration as it is written: `30d`, `5min`.
pub fn duration_text(milliseconds: i64) -> String {
    let units = [(86_400_000, "d"), (3_600_000, "h"), (60_000, "min"), (1_000, "s"), (1, "ms")];
    largest(milliseconds, &units)
}

/// A size as it is written: `20GiB`, `512MiB`.
pub fn size_text(bytes: i64) -> String {
    largest(bytes, &[(1 << 40, "TiB"), (1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB"), (1, "B")])
}

fn largest(amount: i64, units: &[(i64, &str)]) -> String {
    let unit = units.iter().find(|u| amount % u.0 == 0 && amount != 0).or(units.last());
    unit.map_or_else(|| amount.to_string(), |(length, name)| format!("{}{name}", amount / length))
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
        _ => false,
    }
}

/// Whether a type is `Duration` or `Size`, whose fields are units.
pub fn has_units(ty: &Ty) -> bool {
    matches!(**ty, TyKind::Duration | TyKind::Size)
}
