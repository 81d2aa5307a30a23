//! Values as the sources would spell them, for messages: resources by their paths, lists and records over several lines.

use std::fmt::Write as _;

use crate::{
    evaluate::{
        machine::Evaluator,
        show,
        value::{Deploy, SubPart, Value},
    },
    hir::Pseudo,
};

/// How many lines of a value are shown.
const MOST_LINES: usize = 200;

impl<'p> Evaluator<'p> {
    /// A value in one line, shortened.
    pub(super) fn shown(&mut self, value: &Value) -> String {
        match value {
            Value::List(items) if items.is_empty() => "[]".to_owned(),
            Value::Record(record) if record.is_empty() => "{}".to_owned(),
            Value::List(items) => {
                let few = items.len() <= 6 && items.iter().all(is_scalar);
                match few {
                    true => format!("[{}]", items.iter().map(|i| self.shown(i)).collect::<Vec<_>>().join(", ")),
                    false => format!("a list of {}", items.len()),
                }
            }
            Value::Record(_) => "a record".to_owned(),
            _ => self.scalar(value),
        }
    }

    /// A value over as many lines as it takes, fields sorted by name so that two can be compared line by line.
    pub(super) fn lines(&mut self, value: &Value) -> String {
        let mut out = String::new();
        self.write_lines(&mut out, value, 0);
        if out.lines().count() > MOST_LINES {
            out = out.lines().take(MOST_LINES).collect::<Vec<_>>().join("\n") + "\n…";
        }
        out.push('\n');
        out
    }

    fn write_lines(&mut self, out: &mut String, value: &Value, depth: usize) {
        let inner = "  ".repeat(depth + 1);
        let outer = "  ".repeat(depth);
        match value {
            Value::List(items) if !items.is_empty() => {
                out.push_str("[\n");
                for item in items.iter() {
                    out.push_str(&inner);
                    self.write_lines(out, item, depth + 1);
                    out.push('\n');
                }
                let _ = write!(out, "{outer}]");
            }
            Value::Record(record) if !record.is_empty() => {
                out.push_str("{\n");
                let mut fields: Vec<_> = record.iter().filter(|(_, v)| !v.is_null()).collect();
                fields.sort_by_key(|(key, _)| key.as_str());
                for (key, item) in fields {
                    let plain = key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
                    let _ =
                        if plain { write!(out, "{inner}{key}: ") } else { write!(out, "{inner}{:?}: ", key.as_str()) };
                    self.write_lines(out, item, depth + 1);
                    out.push('\n');
                }
                let _ = write!(out, "{outer}}}");
            }
            Value::List(_) => out.push_str("[]"),
            Value::Record(_) => out.push_str("{}"),
            _ => {
                let text = self.scalar(value);
                out.push_str(&text);
            }
        }
    }

    fn scalar(&mut self, value: &Value) -> String {
        match value {
            Value::Str(text) if text.len() <= 200 => format!("{:?}", text.as_str()),
            Value::Resource(id) => self.full_path(*id),
            Value::Instance(id) => self.instance_path(*id),
            Value::Condition(_) => "a condition on what is given when deploying".to_owned(),
            Value::List(_) | Value::Record(_) => self.shown(value),
            Value::Deploy(deploy) => {
                let deploy = deploy.clone();
                self.deploy_text(&deploy)
            }
            _ => show::value(value),
        }
    }

    fn deploy_text(&mut self, deploy: &Deploy) -> String {
        match deploy {
            Deploy::Ref(id) => format!("{}.ref", self.full_path(*id)),
            Deploy::Attribute(id, name) => format!("{}.{name}", self.full_path(*id)),
            Deploy::Parameter(id) => format!("parameter {}", self.parameters[id.0 as usize].logical_id),
            Deploy::Pseudo(pseudo) => pseudo_text(*pseudo),
            Deploy::Sub(parts) | Deploy::Dynamic(parts) => {
                let mut out = "\"".to_owned();
                for part in parts {
                    match part {
                        SubPart::Text(text) => out.push_str(&text.replace('"', "\\\"").replace('\n', "\\n")),
                        SubPart::Value(value) => {
                            let inner = self.scalar(value);
                            let _ = write!(out, "${{{inner}}}");
                        }
                    }
                }
                out.push('"');
                out
            }
            Deploy::Join(separator, list) => format!("join({}, {:?})", self.shown(list), separator.as_str()),
            Deploy::Split(separator, text) => format!("split({}, {:?})", self.scalar(text), separator.as_str()),
            Deploy::Select(index, list) => format!("{}[{}]", self.shown(list), self.scalar(index)),
            Deploy::If(_, a, b) => format!("if … then {} else {}", self.shown(a), self.shown(b)),
            Deploy::StackOutput(_, _, inner) => self.shown(inner),
            Deploy::Secret { arn, key } => match key {
                Some(key) => format!("secret({}, key: {:?})", self.scalar(arn), key.as_str()),
                None => format!("secret({})", self.scalar(arn)),
            },
            Deploy::Raw(name, inner) if name.is_empty() => self.shown(inner),
            _ => show::kind(&Value::deploy(deploy.clone())).to_owned(),
        }
    }
}

fn is_scalar(value: &Value) -> bool {
    !matches!(value, Value::List(_) | Value::Record(_))
}

fn pseudo_text(pseudo: Pseudo) -> String {
    let name = Pseudo::ALL.iter().find(|known| known.0 == pseudo).map_or("", |known| known.1);
    format!("aws.{name}")
}
