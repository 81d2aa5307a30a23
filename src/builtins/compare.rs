//! Known values compared.

use std::{cmp::Ordering, fmt::Write};

use crate::evaluate::Value;

/// Whether all of a value is known when compiling.
pub fn is_known(value: &Value) -> bool {
    match value {
        Value::Deploy(_) | Value::Condition(_) | Value::Resource(_) | Value::Instance(_) => false,
        Value::List(list) => list.iter().all(is_known),
        Value::Record(record) => record.iter().all(|(_, v)| is_known(v)),
        _ => true,
    }
}

/// Whether two known values are equal, as `==` says: records by their fields in any order.
pub fn equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Null, Value::Null) => true,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        (Value::Str(a), Value::Str(b)) => a == b,
        (Value::Duration(a), Value::Duration(b)) | (Value::Size(a), Value::Size(b)) => a == b,
        (Value::Int(_) | Value::Float(_), Value::Int(_) | Value::Float(_)) => order(a, b) == Ordering::Equal,
        (Value::List(a), Value::List(b)) => a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| equal(a, b)),
        (Value::Record(a), Value::Record(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| equal(a, b)))
        }
        _ => false,
    }
}

/// The order of two values of one kind; values of different kinds are equal, which the checker prevents.
pub fn order(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Int(a), Value::Int(b))
        | (Value::Duration(a), Value::Duration(b))
        | (Value::Size(a), Value::Size(b)) => a.cmp(b),
        (Value::Float(a), Value::Float(b)) => a.total_cmp(b),
        (Value::Int(a), Value::Float(b)) => (*a as f64).total_cmp(b),
        (Value::Float(a), Value::Int(b)) => a.total_cmp(&(*b as f64)),
        (Value::Str(a), Value::Str(b)) => a.cmp(b),
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        _ => Ordering::Equal,
    }
}

/// A text that two known values share exactly when they are equal.
pub fn key_of(value: &Value) -> String {
    let mut out = String::new();
    write_key(&mut out, value);
    out
}

fn write_key(out: &mut String, value: &Value) {
    // Writing to a string does not fail.
    let _ = match value {
        Value::Bool(b) => write!(out, "{b}"),
        Value::Int(i) => write!(out, "{i}"),
        Value::Float(f) if f.fract() == 0.0 && f.abs() < 9e15 => write!(out, "{}", *f as i64),
        Value::Float(f) => write!(out, "{f}"),
        Value::Str(s) => write!(out, "{:?}", s.as_str()),
        Value::Duration(ms) => write!(out, "{ms}ms"),
        Value::Size(bytes) => write!(out, "{bytes}B"),
        Value::List(list) => {
            out.push('[');
            for item in list.iter() {
                write_key(out, item);
                out.push(',');
            }
            write!(out, "]")
        }
        Value::Record(record) => {
            let mut fields: Vec<_> = record.iter().collect();
            fields.sort_by_key(|f| f.0);
            out.push('{');
            for (key, item) in fields {
                let _ = write!(out, "{:?}:", key.as_str());
                write_key(out, item);
                out.push(',');
            }
            write!(out, "}}")
        }
        Value::Null => write!(out, "null"),
        Value::Resource(id) => write!(out, "resource {}", id.0),
        Value::Instance(id) => write!(out, "instance {}", id.0),
        Value::Condition(id) => write!(out, "condition {}", id.0),
        Value::Deploy(deploy) => write!(out, "{deploy:?}"),
    };
}
