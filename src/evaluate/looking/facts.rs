//! Facts of stacks, and what tests see of other environments.

use std::{rc::Rc, sync::Arc};

use arcstr::ArcStr;
use rustc_hash::FxHashMap;

use super::bare;
use crate::{
    evaluate::{
        errors,
        machine::{Eval, Evaluator},
        show,
        stack::StackId,
        value::{Deploy, Record, Value},
    },
    hir::Selection,
    source::Span,
};

/// The key under which a copied resource has its `meta`; no property is named like it.
pub(super) const META: &str = "meta";

/// The resources of an environment as plain records, for rules and tests of others.
#[derive(Debug, Default)]
pub(in crate::evaluate) struct Elsewhere {
    resources: Vec<(ArcStr, Value)>,
}

/// The same, so that it can go from one evaluation to another.
#[derive(Clone, Debug)]
pub struct Copied(Arc<Vec<(ArcStr, Plain)>>);

/// A value that means the same in every environment.
#[derive(Clone, Debug)]
enum Plain {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Str(ArcStr),
    Duration(i64),
    Size(i64),
    List(Vec<Plain>),
    Record(Vec<(ArcStr, Plain)>),
    /// What the deployment makes: a name for it, which is equal to nothing.
    Made(ArcStr),
}

impl From<&Value> for Plain {
    fn from(value: &Value) -> Plain {
        match value {
            Value::Null => Plain::Null,
            Value::Bool(truth) => Plain::Bool(*truth),
            Value::Int(number) => Plain::Int(*number),
            Value::Float(number) => Plain::Float(*number),
            Value::Str(text) => Plain::Str(text.clone()),
            Value::Duration(number) => Plain::Duration(*number),
            Value::Size(number) => Plain::Size(*number),
            Value::List(items) => Plain::List(items.iter().map(Plain::from).collect()),
            Value::Record(record) => Plain::Record(record.iter().map(|(key, v)| (key.clone(), v.into())).collect()),
            Value::Deploy(deploy) => match &**deploy {
                Deploy::Raw(name, Value::Null) => Plain::Made(name.clone()),
                _ => Plain::Made(show::value(value).into()),
            },
            // A copy holds none of these.
            Value::Resource(_) | Value::Instance(_) | Value::Condition(_) => Plain::Made(show::value(value).into()),
        }
    }
}

impl From<&Plain> for Value {
    fn from(plain: &Plain) -> Value {
        match plain {
            Plain::Null => Value::Null,
            Plain::Bool(truth) => Value::Bool(*truth),
            Plain::Int(number) => Value::Int(*number),
            Plain::Float(number) => Value::Float(*number),
            Plain::Str(text) => Value::Str(text.clone()),
            Plain::Duration(number) => Value::Duration(*number),
            Plain::Size(number) => Value::Size(*number),
            Plain::List(items) => Value::list(items.iter().map(Value::from).collect()),
            Plain::Record(fields) => Value::record(fields.iter().map(|(key, v)| (key.clone(), v.into())).collect()),
            Plain::Made(name) => Value::deploy(Deploy::Raw(name.clone(), Value::Null)),
        }
    }
}

impl From<&Elsewhere> for Copied {
    fn from(elsewhere: &Elsewhere) -> Copied {
        Copied(Arc::new(elsewhere.resources.iter().map(|(ty, value)| (ty.clone(), value.into())).collect()))
    }
}

impl From<&Copied> for Elsewhere {
    fn from(copied: &Copied) -> Elsewhere {
        Elsewhere { resources: copied.0.iter().map(|(ty, plain)| (ty.clone(), plain.into())).collect() }
    }
}

impl Elsewhere {
    /// The copies that are meant, in source order.
    pub(super) fn find(&self, selection: &Selection) -> Vec<Value> {
        let is_meant = |ty: &ArcStr| selection.everything || selection.types.contains(ty);
        self.resources.iter().filter(|(ty, _)| is_meant(ty)).map(|(_, value)| value.clone()).collect()
    }
}

impl<'p> Evaluator<'p> {
    /// Copies what was kept, so that another environment's rules and tests can look at it.
    pub(in crate::evaluate) fn copied(&mut self) -> Elsewhere {
        let mut resources = Vec::with_capacity(self.kept.emitted.len());
        for id in self.kept.emitted.clone() {
            let ty = self.resource(id).ty().clone();
            let mut record = match self.kept.properties.get(&id) {
                Some(properties) => match self.plain(&Value::Record(properties.clone())) {
                    Value::Record(plain) => (*plain).clone(),
                    _ => Record::new(),
                },
                None => Record::new(),
            };
            let span = self.resource(id).span;
            if let Ok(meta) = self.quietly(|e| e.meta(Value::Resource(id), span)) {
                record.insert(META.into(), meta);
            }
            resources.push((ty, Value::record(record)));
        }
        Elsewhere { resources }
    }

    /// A value that means the same in another environment: what the deployment makes is named, and equal to nothing.
    fn plain(&mut self, value: &Value) -> Value {
        match value {
            Value::List(items) => Value::list(items.iter().map(|item| self.plain(item)).collect()),
            Value::Record(record) => {
                Value::record(record.iter().map(|(key, item)| (key.clone(), self.plain(item))).collect())
            }
            Value::Deploy(_) => match bare(value) {
                deploy @ Value::Deploy(_) => {
                    let text = self.shown(&deploy);
                    Value::deploy(Deploy::Raw(format!("of another environment: {text}").into(), Value::Null))
                }
                known => self.plain(&known),
            },
            Value::Resource(_) | Value::Instance(_) | Value::Condition(_) => {
                let text = self.shown(value);
                Value::deploy(Deploy::Raw(format!("of another environment: {text}").into(), Value::Null))
            }
            _ => value.clone(),
        }
    }

    /// `stacks()`.
    pub(super) fn stack_facts(&mut self, span: Span) -> Eval<Value> {
        let Some(assembly) = self.kept.assembly.clone() else {
            return Err(self.report(errors::nothing_written(span)));
        };
        // The assembly's names are without underscores and brackets; the app's are the ones that are written.
        let written: FxHashMap<String, String> = (0..self.stacks.len() as u32)
            .filter_map(|id| Some((self.stack_artifact(self.stack_root(StackId(id))?), self.stack_shown(StackId(id)))))
            .collect();
        let in_app = |name: &str| written.get(name).cloned().unwrap_or_else(|| name.to_owned());
        let text = |text: &str| Value::Str(text.into());
        let maybe = |value: &Option<String>| value.as_deref().map_or(Value::Null, text);
        let mut all = Record::new();
        for stack in &assembly.stacks {
            let template: serde_json::Value = serde_json::from_slice(&stack.template).unwrap_or_default();
            let keys = |section: &str| {
                let keys = template.get(section).and_then(|s| s.as_object()).into_iter().flat_map(|s| s.keys());
                Value::list(keys.map(|key| text(key)).collect())
            };
            let outputs = template.get("Outputs").and_then(|s| s.as_object()).into_iter().flat_map(|s| s.values());
            let exports = outputs.filter_map(|output| output.get("Export")?.get("Name")?.as_str());
            let needs = stack.dependencies.iter().filter_map(|i| assembly.stacks.get(*i));
            let tags = stack.tags.iter().map(|(key, value)| (key.as_str().into(), text(value)));
            let record: Record = [
                ("name", text(&stack.stack_name)),
                ("region", maybe(&stack.region)),
                ("account", maybe(&stack.account)),
                ("description", maybe(&stack.description)),
                ("termination_protection", Value::Bool(stack.termination_protection)),
                ("tags", Value::record(tags.collect())),
                ("resources", Value::Int(stack.resource_count as i64)),
                ("bytes", Value::Int(stack.template.len() as i64)),
                ("parameters", keys("Parameters")),
                ("outputs", keys("Outputs")),
                ("exports", Value::list(exports.map(text).collect())),
                ("needs", Value::list(needs.map(|other| text(&in_app(&other.name))).collect())),
            ]
            .into_iter()
            .map(|(key, value)| (ArcStr::from(key), value))
            .collect();
            all.insert(in_app(&stack.name).into(), Value::record(record));
        }
        Ok(Value::Record(Rc::new(all)))
    }
}
