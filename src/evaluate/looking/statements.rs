//! IAM statements in one normal form, wherever in a resource they stand.

use super::{STAR, bare, field, list_of};
use crate::{
    evaluate::{
        errors,
        machine::{Eval, Evaluator},
        value::{Deploy, Record, Value},
    },
    source::Span,
};

impl<'p> Evaluator<'p> {
    /// `statements(r)`.
    pub(super) fn statements_of(&mut self, of: Value, span: Span) -> Eval<Value> {
        let mut out = Vec::new();
        match of {
            Value::Null => {}
            Value::Resource(id) => {
                let properties = self.properties_of(id, span)?;
                collect(&Value::Record(properties), &mut String::new(), &mut out);
            }
            Value::Record(_) => collect(&of, &mut String::new(), &mut out),
            Value::Deploy(_) => {
                return self.each_branch(of, &mut |e, branch| match branch {
                    Value::Deploy(_) => Err(e.report(errors::no_part(span, &branch, "statements"))),
                    branch => e.statements_of(branch, span),
                });
            }
            other => return Err(self.report(errors::no_part(span, &other, "statements"))),
        }
        self.spend(out.len(), span)?;
        Ok(Value::list(out))
    }
}

/// Adds the statements of all policy documents below a value; `path` leads to it.
fn collect(value: &Value, path: &mut String, out: &mut Vec<Value>) {
    let length = path.len();
    match value {
        Value::Record(record) => {
            let found: Vec<Value> = record.get("Statement").map(list_of).unwrap_or_default();
            let statements: Vec<&Value> = found.iter().filter(|s| is_statement(s)).collect();
            if !statements.is_empty() {
                for statement in statements {
                    if let Value::Record(statement) = statement {
                        out.push(normal(statement, path));
                    }
                }
                return;
            }
            for (key, inner) in record.iter() {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(key);
                collect(inner, path, out);
                path.truncate(length);
            }
        }
        Value::List(items) => {
            for (i, inner) in items.iter().enumerate() {
                path.push_str(&format!("[{i}]"));
                collect(inner, path, out);
                path.truncate(length);
            }
        }
        Value::Deploy(deploy) => match &**deploy {
            Deploy::If(_, a, b) => {
                collect(a, path, out);
                collect(b, path, out);
            }
            Deploy::Raw(_, inner) => collect(inner, path, out),
            _ => {}
        },
        _ => {}
    }
}

/// Whether a value is a policy's statement.
fn is_statement(value: &Value) -> bool {
    matches!(value, Value::Record(record) if record.get("Effect").is_some())
}

/// A statement with lists where IAM takes one or several.
fn normal(statement: &Record, path: &str) -> Value {
    let list = |name: &str| Value::list(list_of(&field(statement, name)));
    let mut out = Record::new();
    let mut put = |name: &'static str, value: Value| out.insert(name.into(), value);
    put("property", Value::Str(path.into()));
    put("sid", field(statement, "Sid"));
    put("effect", field(statement, "Effect"));
    put("actions", list("Action"));
    put("not_actions", list("NotAction"));
    put("resources", list("Resource"));
    put("not_resources", list("NotResource"));
    put("principals", principals(&field(statement, "Principal")));
    put("not_principals", principals(&field(statement, "NotPrincipal")));
    put("conditions", field(statement, "Condition"));
    put("reason", field(statement, crate::hir::REASON));
    Value::record(out)
}

/// All principals in one list: services, ARNs, providers, and `"*"` for everyone.
fn principals(value: &Value) -> Value {
    let mut out = Vec::new();
    for one in list_of(value) {
        match &one {
            Value::Record(record) => {
                for (_, inner) in record.iter() {
                    out.extend(list_of(&bare(inner)));
                }
            }
            other => out.push(other.clone()),
        }
    }
    let everyone = |value: &Value| matches!(value, Value::Str(text) if *text == STAR);
    if out.iter().filter(|v| everyone(v)).count() > 1 {
        out.retain(|v| !everyone(v));
        out.push(Value::Str(STAR));
    }
    Value::list(out)
}
