//! Every example of the table, and what examples do not show: deploy-time values, limits, errors, types.

mod bounds;
mod deploy;
mod examples;
mod sample;
mod types;

use arcstr::ArcStr;

use super::*;
use crate::evaluate::{Deploy, ParameterId, Record, ResourceId, SubPart, Value};

/// A project of three files.
#[derive(Default)]
struct Project {
    steps: u64,
}

impl BuiltinContext for Project {
    fn charge(&mut self, steps: u64) -> Result<(), String> {
        self.steps += steps;
        if self.steps > 10_000_000 { Err("the budget is used up".to_owned()) } else { Ok(()) }
    }

    fn read(&mut self, path: &str) -> Result<ArcStr, String> {
        match path {
            "./hello.txt" => Ok("hello\n".into()),
            _ => Err(format!("there is no file `{path}`")),
        }
    }

    fn files_below(&mut self, folder: &str) -> Result<Vec<ArcStr>, String> {
        let all = ["hello.txt", "sql/b.sql", "sql/a.sql", "sql/old/c.sql", "sql/notes.md"];
        Ok(all.into_iter().filter(|f| f.starts_with(folder)).map(ArcStr::from).collect())
    }

    fn asset(&mut self, _: &str) -> Result<AssetPlace, String> {
        let hash = ArcStr::from("0123456789abcdef".repeat(4));
        Ok(AssetPlace { bucket: Value::str("assets"), key: arcstr::format!("{hash}.zip"), hash })
    }

    fn is_plain_parameter(&self, parameter: ParameterId) -> bool {
        parameter.0 == 0
    }

    fn metric(&mut self, resource: ResourceId, query: &MetricQuery<'_>) -> Result<Metric, String> {
        match query.name {
            "CPUUtilization" => Ok(Metric {
                namespace: "AWS/RDS".into(),
                dimensions: vec![("DBInstanceIdentifier".into(), Value::deploy(Deploy::Ref(resource)))],
                statistic: "Average".into(),
                region: Some("eu-central-1".into()),
            }),
            name => Err(format!("`AWS::RDS::DBInstance` publishes no metric `{name}`")),
        }
    }
}

fn run(name: &str, args: impl IntoIterator<Item = Value>) -> Result<Value, CallError> {
    let builtin = lookup(name).unwrap_or_else(|| panic!("no function {name}"));
    call(builtin, args.into_iter().map(Some).collect(), &mut Project::default())
}

fn value_of(name: &str, args: impl IntoIterator<Item = Value>) -> String {
    match run(name, args) {
        Ok(value) => shown(&value),
        Err(error) => panic!("{name}: {}", error.message),
    }
}

fn error_of(name: &str, args: impl IntoIterator<Item = Value>) -> String {
    match run(name, args) {
        Ok(value) => panic!("{name} gives {}", shown(&value)),
        Err(error) => error.message,
    }
}

fn s(text: &str) -> Value {
    Value::str(text)
}

fn i(n: i64) -> Value {
    Value::Int(n)
}

fn list(items: impl IntoIterator<Item = Value>) -> Value {
    Value::list(items.into_iter().collect())
}

fn record(fields: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    Value::record(fields.into_iter().map(|(k, v)| (k.into(), v)).collect())
}

/// The Ref of a resource.
fn made(n: u32) -> Value {
    Value::deploy(Deploy::Ref(ResourceId(n)))
}

/// A value as it would be written, deploy-time ones as short intrinsics.
fn shown(value: &Value) -> String {
    let many = |items: &[Value]| items.iter().map(shown).collect::<Vec<_>>().join(", ");
    match value {
        Value::Null => "null".to_owned(),
        Value::Str(text) => format!("{:?}", text.as_str()),
        Value::Duration(ms) => duration_text(*ms),
        Value::Size(bytes) => size_text(*bytes),
        Value::Float(f) => format!("{f:?}"),
        Value::List(items) => format!("[{}]", many(items)),
        Value::Record(record) if record.is_empty() => "{}".to_owned(),
        Value::Record(record) => {
            let fields: Vec<String> = record.iter().map(|(k, v)| format!("{k}: {}", shown(v))).collect();
            format!("{{ {} }}", fields.join(", "))
        }
        Value::Resource(id) => format!("resource{}", id.0),
        Value::Condition(id) => format!("condition{}", id.0),
        Value::Deploy(deploy) => match &**deploy {
            Deploy::Ref(id) => format!("!r{}", id.0),
            Deploy::Parameter(id) => format!("!p{}", id.0),
            Deploy::Sub(parts) => format!("Sub({})", parts_shown(parts)),
            Deploy::Dynamic(parts) => format!("Dynamic({})", parts_shown(parts)),
            Deploy::Join(separator, of) => format!("Join({:?}, {})", separator.as_str(), shown(of)),
            Deploy::Split(separator, of) => format!("Split({:?}, {})", separator.as_str(), shown(of)),
            Deploy::Select(index, of) => format!("Select({}, {})", shown(index), shown(of)),
            Deploy::If(c, a, b) => format!("If(c{}, {}, {})", c.0, shown(a), shown(b)),
            Deploy::Zones(region) => format!("Zones({})", shown(region)),
            Deploy::Cidr(a, b, c) => format!("Cidr({}, {}, {})", shown(a), shown(b), shown(c)),
            Deploy::Base64(of) => format!("Base64({})", shown(of)),
            Deploy::Length(of) => format!("Length({})", shown(of)),
            Deploy::ToJson(of) => format!("ToJson({})", shown(of)),
            Deploy::Secret { arn, key } => format!("Secret({}, {key:?})", shown(arn)),
            other => format!("{other:?}"),
        },
        other => scalar_text(other).map_or_else(|| format!("{other:?}"), |t| t.to_string()),
    }
}

fn parts_shown(parts: &[SubPart]) -> String {
    let part = |p: &SubPart| match p {
        SubPart::Text(text) => text.to_string(),
        SubPart::Value(value) => format!("${{{}}}", shown(value)),
    };
    parts.iter().map(part).collect()
}
