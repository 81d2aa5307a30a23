//! Whether two values are the same, deploy-time expressions by their structure.

use std::{fmt::Write as _, rc::Rc};

use super::value::{Deploy, SubPart, Value};

/// Whether two values are the same in every part. Deploy-time expressions are compared by how they are made, so
/// `false` does not mean that a deployment could not make them equal.
pub(super) fn identical(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Null, Value::Null) => true,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        (Value::Int(a), Value::Int(b)) => a == b,
        (Value::Float(a), Value::Float(b)) => a == b,
        (Value::Str(a), Value::Str(b)) => a == b,
        (Value::Duration(a), Value::Duration(b)) | (Value::Size(a), Value::Size(b)) => a == b,
        (Value::List(a), Value::List(b)) => Rc::ptr_eq(a, b) || all_identical(a, b),
        (Value::Record(a), Value::Record(b)) => {
            Rc::ptr_eq(a, b) || a.len() == b.len() && a.iter().all(|(k, x)| b.get(k).is_some_and(|y| identical(x, y)))
        }
        (Value::Resource(a), Value::Resource(b)) => a == b,
        (Value::Instance(a), Value::Instance(b)) => a == b,
        (Value::Condition(a), Value::Condition(b)) => a == b,
        (Value::Deploy(a), Value::Deploy(b)) => Rc::ptr_eq(a, b) || identical_deploy(a, b),
        _ => false,
    }
}

fn all_identical(a: &[Value], b: &[Value]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(x, y)| identical(x, y))
}

fn identical_parts(a: &[SubPart], b: &[SubPart]) -> bool {
    a.len() == b.len()
        && a.iter().zip(b).all(|(x, y)| match (x, y) {
            (SubPart::Text(x), SubPart::Text(y)) => x == y,
            (SubPart::Value(x), SubPart::Value(y)) => identical(x, y),
            _ => false,
        })
}

fn identical_deploy(a: &Deploy, b: &Deploy) -> bool {
    match (a, b) {
        (Deploy::Ref(a), Deploy::Ref(b)) => a == b,
        (Deploy::Attribute(a, x), Deploy::Attribute(b, y)) => a == b && x == y,
        (Deploy::Parameter(a), Deploy::Parameter(b)) => a == b,
        (Deploy::Pseudo(a), Deploy::Pseudo(b)) => a == b,
        (Deploy::Sub(a), Deploy::Sub(b)) | (Deploy::Dynamic(a), Deploy::Dynamic(b)) => identical_parts(a, b),
        (Deploy::Join(s, a), Deploy::Join(t, b)) | (Deploy::Split(s, a), Deploy::Split(t, b)) => {
            s == t && identical(a, b)
        }
        (Deploy::Select(i, a), Deploy::Select(j, b)) => identical(i, j) && identical(a, b),
        (Deploy::If(c, a, x), Deploy::If(d, b, y)) => c == d && identical(a, b) && identical(x, y),
        (Deploy::Zones(a), Deploy::Zones(b))
        | (Deploy::Base64(a), Deploy::Base64(b))
        | (Deploy::Length(a), Deploy::Length(b))
        | (Deploy::ToJson(a), Deploy::ToJson(b)) => identical(a, b),
        (Deploy::Cidr(a, b, c), Deploy::Cidr(x, y, z)) => identical(a, x) && identical(b, y) && identical(c, z),
        (Deploy::FindInMap(m, a, b), Deploy::FindInMap(n, x, y)) => m == n && identical(a, x) && identical(b, y),
        (Deploy::StackOutput(a, n, _), Deploy::StackOutput(b, m, _)) => a == b && n == m,
        (Deploy::Secret { arn: a, key: k }, Deploy::Secret { arn: b, key: l }) => k == l && identical(a, b),
        (Deploy::Raw(n, a), Deploy::Raw(m, b)) => n == m && identical(a, b),
        _ => false,
    }
}

/// A text that identical values have in common and no others; only good within one build.
pub(super) fn fingerprint(value: &Value) -> String {
    let mut out = String::new();
    write(&mut out, value);
    out
}

fn write(out: &mut String, value: &Value) {
    // Writing into a string cannot fail.
    let _ = match value {
        Value::Null => write!(out, "null"),
        Value::Bool(b) => write!(out, "{b}"),
        Value::Int(i) => write!(out, "{i}"),
        Value::Float(x) => write!(out, "{x:?}"),
        Value::Str(s) => write!(out, "{:?}", s.as_str()),
        Value::Duration(ms) => write!(out, "{ms}ms"),
        Value::Size(bytes) => write!(out, "{bytes}B"),
        Value::List(items) => {
            out.push('[');
            for item in items.iter() {
                write(out, item);
                out.push(',');
            }
            write!(out, "]")
        }
        Value::Record(record) => {
            out.push('{');
            for (key, value) in record.iter() {
                let _ = write!(out, "{:?}:", key.as_str());
                write(out, value);
                out.push(',');
            }
            write!(out, "}}")
        }
        Value::Resource(id) => write!(out, "resource {}", id.0),
        Value::Instance(id) => write!(out, "instance {}", id.0),
        Value::Condition(id) => write!(out, "condition {}", id.0),
        Value::Deploy(deploy) => {
            write_deploy(out, deploy);
            Ok(())
        }
    };
}

fn write_deploy(out: &mut String, deploy: &Deploy) {
    let (name, text, values): (&str, String, Vec<&Value>) = match deploy {
        Deploy::Ref(id) => ("Ref", id.0.to_string(), vec![]),
        Deploy::Attribute(id, name) => ("GetAtt", format!("{}.{name}", id.0), vec![]),
        Deploy::Parameter(id) => ("Parameter", id.0.to_string(), vec![]),
        Deploy::Pseudo(pseudo) => ("Pseudo", pseudo.cloudformation_name().to_owned(), vec![]),
        Deploy::Sub(parts) | Deploy::Dynamic(parts) => {
            out.push_str(if matches!(deploy, Deploy::Sub(_)) { "Sub(" } else { "Dynamic(" });
            for part in parts {
                match part {
                    SubPart::Text(text) => out.push_str(&format!("{:?},", text.as_str())),
                    SubPart::Value(value) => {
                        write(out, value);
                        out.push(',');
                    }
                }
            }
            out.push(')');
            return;
        }
        Deploy::Join(separator, list) => ("Join", format!("{:?}", separator.as_str()), vec![list]),
        Deploy::Split(separator, text) => ("Split", format!("{:?}", separator.as_str()), vec![text]),
        Deploy::Select(index, list) => ("Select", String::new(), vec![index, list]),
        Deploy::If(condition, a, b) => ("If", condition.0.to_string(), vec![a, b]),
        Deploy::Zones(region) => ("GetAZs", String::new(), vec![region]),
        Deploy::Cidr(block, count, bits) => ("Cidr", String::new(), vec![block, count, bits]),
        Deploy::Base64(text) => ("Base64", String::new(), vec![text]),
        Deploy::Length(list) => ("Length", String::new(), vec![list]),
        Deploy::ToJson(value) => ("ToJsonString", String::new(), vec![value]),
        Deploy::FindInMap(name, first, second) => ("FindInMap", name.to_string(), vec![first, second]),
        Deploy::StackOutput(stack, name, _) => ("StackOutput", format!("{}.{name}", stack.0), vec![]),
        Deploy::Secret { arn, key } => ("Secret", format!("{key:?}"), vec![arn]),
        Deploy::Raw(name, value) => ("Raw", name.to_string(), vec![value]),
    };
    out.push_str(name);
    out.push('(');
    out.push_str(&text);
    for value in values {
        out.push(',');
        write(out, value);
    }
    out.push(')');
}
