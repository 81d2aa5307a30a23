//! Numbers.

use super::{
    call::{Call, CallError},
    lists::known_list,
    scalar_text,
    signature::{BASE, Constraint, Entry, Sig, any, known},
};
use crate::evaluate::Value;

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        name: "sum",
        params: &[known("of", Sig::List(&Sig::T))],
        result: Sig::T,
        group: super::Group::Numbers,
        constraint: Constraint::Numeric,
        docs: "Numbers, durations or sizes added up; of none, 0.",
        example: ("sum([1, 2, 3])", "6"),
        eval: sum,
        ..BASE
    },
    Entry {
        name: "int",
        params: &[known("value", Sig::Union(&[Sig::Str, Sig::Float]))],
        result: Sig::Int,
        group: super::Group::Numbers,
        docs: "The integer that a string spells in decimal digits, or that a number without fraction is.",
        example: ("int(\"42\")", "42"),
        eval: int,
        ..BASE
    },
    Entry {
        name: "float",
        params: &[known("value", Sig::Union(&[Sig::Str, Sig::Float]))],
        result: Sig::Float,
        group: super::Group::Numbers,
        docs: "The number that a string spells.",
        example: ("float(\"1.5\")", "1.5"),
        eval: |call| match call.value(0) {
            Value::Float(f) => Ok(Value::Float(*f)),
            Value::Int(i) => Ok(Value::Float(*i as f64)),
            Value::Str(text) => match text.parse::<f64>() {
                Ok(f) if f.is_finite() => Ok(Value::Float(f)),
                _ => Err(CallError::argument(0, format!("`{text}` is not a number"))),
            },
            _ => Err(call.unfit(0, "a string or number")),
        },
        ..BASE
    },
    Entry {
        name: "round",
        params: &[known("value", Sig::Float)],
        result: Sig::Int,
        group: super::Group::Numbers,
        docs: "The nearest integer; halves away from 0.",
        example: ("round(1.5)", "2"),
        eval: |call| whole(call, f64::round),
        ..BASE
    },
    Entry {
        name: "floor",
        params: &[known("value", Sig::Float)],
        result: Sig::Int,
        group: super::Group::Numbers,
        docs: "The greatest integer that is not greater.",
        example: ("floor(1.5)", "1"),
        eval: |call| whole(call, f64::floor),
        ..BASE
    },
    Entry {
        name: "ceil",
        params: &[known("value", Sig::Float)],
        result: Sig::Int,
        group: super::Group::Numbers,
        docs: "The least integer that is not less.",
        example: ("ceil(1.5)", "2"),
        eval: |call| whole(call, f64::ceil),
        ..BASE
    },
    Entry {
        name: "string",
        params: &[any("value", Sig::Scalar)],
        result: Sig::Str,
        group: super::Group::Text,
        docs: "A number or truth value as text, as `\"${value}\"` writes it; what only the deployment knows passes as it \
               stands.",
        example: ("string(8080)", "\"8080\""),
        eval: |call| match call.value(0) {
            value @ Value::Deploy(_) => Ok(value.clone()),
            Value::Condition(_) => super::text::interpolate([call.value(0).clone()]),
            value => match scalar_text(value) {
                Some(text) => Ok(Value::Str(text)),
                None => Err(call.unfit(0, "a number, truth value or string")),
            },
        },
        ..BASE
    },
];

fn sum(call: &mut Call<'_>) -> Result<Value, CallError> {
    let list = known_list(call)?;
    let too_large = || CallError::whole("the sum is too large");
    let mut all = match list.first() {
        Some(Value::Duration(_)) => Value::Duration(0),
        Some(Value::Size(_)) => Value::Size(0),
        _ => Value::Int(0),
    };
    for value in &list {
        all = match (&all, value) {
            (Value::Int(a), Value::Int(b)) => Value::Int(a.checked_add(*b).ok_or_else(too_large)?),
            (Value::Duration(a), Value::Duration(b)) => Value::Duration(a.checked_add(*b).ok_or_else(too_large)?),
            (Value::Size(a), Value::Size(b)) => Value::Size(a.checked_add(*b).ok_or_else(too_large)?),
            (Value::Int(a), Value::Float(b)) => Value::Float(*a as f64 + b),
            (Value::Float(a), Value::Int(b)) => Value::Float(a + *b as f64),
            (Value::Float(a), Value::Float(b)) => Value::Float(a + b),
            _ => return Err(call.unfit(0, "a list of numbers")),
        };
    }
    Ok(all)
}

fn int(call: &mut Call<'_>) -> Result<Value, CallError> {
    match call.value(0) {
        Value::Int(i) => Ok(Value::Int(*i)),
        Value::Float(f) => exact(*f).ok_or_else(|| {
            CallError::argument(0, format!("{f} is not an integer")).help("say how: `round`, `floor` or `ceil`")
        }),
        Value::Str(text) => match text.parse::<i64>() {
            // `+5` parses, but is no way to write an integer here.
            Ok(i) if !text.starts_with('+') => Ok(Value::Int(i)),
            _ => Err(CallError::argument(0, format!("`{text}` is not an integer"))),
        },
        _ => Err(call.unfit(0, "a string or number")),
    }
}

fn exact(f: f64) -> Option<Value> {
    // Beyond 2^53 not every integer is a float.
    (f.fract() == 0.0 && f.abs() <= 9_007_199_254_740_992.0).then_some(Value::Int(f as i64))
}

fn whole(call: &mut Call<'_>, how: fn(f64) -> f64) -> Result<Value, CallError> {
    match call.value(0) {
        Value::Int(i) => Ok(Value::Int(*i)),
        Value::Float(f) => exact(how(*f)).ok_or_else(|| CallError::argument(0, format!("{f} is too large"))),
        _ => Err(call.unfit(0, "a number")),
    }
}
