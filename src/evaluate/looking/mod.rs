//! What rules and tests see: they look at what was emitted, and change nothing.
//!
//! In: a build whose resources have been emitted, of which those properties were kept that a rule or test reads. Out:
//! violations, and what tests found. Invariants: values that the deployment makes are compared by how they are made, seen
//! through stacks; what cannot be told is a condition, so that no assert holds by accident.

mod calls;
mod facts;
mod like;
mod rules;
mod statements;
mod tests;
mod text;

use std::rc::Rc;

use arcstr::{ArcStr, literal};
use rustc_hash::FxHashMap;

use super::{
    asked::Asked,
    build,
    conditions::Truth,
    errors,
    frames::FrameId,
    machine::{Eval, Evaluator},
    places::Declared,
    same,
    stack::StackId,
    value::{Deploy, InstanceId, Record, ResourceId, SubPart, Value},
};
use crate::{
    hir::{self, Find, Look, Selection},
    source::Span,
};

pub use facts::Copied;
pub(super) use facts::Elsewhere;
pub use rules::Exception;
pub(super) use rules::Exceptions;
pub use tests::{Tested, Verdict, test};

/// What was kept for rules and tests.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// Whether anything looks, so that something must be kept.
    pub(super) is_on: bool,
    /// Whether rules are in force, and tests run.
    rules: bool,
    tests: bool,
    /// The resources in the order in which they were emitted.
    emitted: Vec<ResourceId>,
    /// The written properties of those that are read.
    properties: FxHashMap<ResourceId, Rc<Record>>,
    /// Whether something looks now.
    pub(super) is_looking: bool,
    /// What other environments have, by their index; nothing of those with errors.
    elsewhere: Rc<FxHashMap<usize, Option<Rc<Elsewhere>>>>,
    /// What was written.
    assembly: Option<Rc<crate::emit::Assembly>>,
}

/// What a look at another environment found.
#[derive(Clone, Debug)]
pub struct Glance {
    /// Which: an index into the program's.
    pub env: usize,
    /// Its resources; `None` when it has errors.
    pub copied: Option<Copied>,
    /// What evaluating it asked of the project's files.
    pub asked: Asked,
}

impl<'p> Evaluator<'p> {
    /// Says what will look at the build.
    pub(super) fn keep_for(&mut self, rules: bool, tests: bool) {
        self.kept = Kept { is_on: rules || tests, rules, tests, ..Kept::default() };
    }

    /// Keeps an emitted resource.
    pub(super) fn keep(&mut self, id: ResourceId, properties: &Rc<Record>) {
        self.kept.emitted.push(id);
        let ty = self.resource(id).ty();
        let program = self.program;
        let reads = |by: &hir::Inspected| by.everything || by.types.contains(ty);
        if self.kept.rules && reads(&program.read_by_rules) || self.kept.tests && reads(&program.read_by_tests) {
            self.kept.properties.insert(id, properties.clone());
        }
    }

    /// What only rules and tests can say.
    pub(super) fn look(&mut self, look: &'p Look, at: FrameId, span: Span) -> Eval<Value> {
        match look {
            Look::Property { of, name, optional } => match self.eval(of, at)? {
                Value::Null if *optional => Ok(Value::Null),
                of => self.written(of, name, span),
            },
            Look::Meta(of) => match self.eval(of, at)? {
                Value::Null => Ok(Value::Null),
                of => self.meta(of, span),
            },
            Look::Find(find, selection) => self.find(*find, selection, span),
            Look::Statements(of) => {
                let of = self.eval(of, at)?;
                self.statements_of(of, span)
            }
            Look::Stacks => self.stack_facts(span),
            Look::Like(value, parts) => {
                let (value, parts) = (self.eval(value, at)?, self.eval(parts, at)?);
                Ok(self.like(&value, &parts, span)?.into())
            }
            Look::Known(value) => {
                let value = self.eval(value, at)?;
                Ok(Value::Bool(is_known_throughout(&value)))
            }
        }
    }

    /// A property of a resource as it is written.
    fn written(&mut self, of: Value, name: &ArcStr, span: Span) -> Eval<Value> {
        match of {
            Value::Resource(id) => {
                let properties = self.properties_of(id, span)?;
                Ok(properties.get(name).map_or(Value::Null, bare))
            }
            // A resource of another environment.
            Value::Record(record) => Ok(record.get(name).cloned().unwrap_or(Value::Null)),
            Value::Deploy(_) => self.each_branch(of, &mut |e, branch| match branch {
                Value::Deploy(_) => Err(e.report(errors::no_part(span, &branch, name))),
                branch => e.written(branch, name, span),
            }),
            other => Err(self.report(errors::no_part(span, &other, name))),
        }
    }

    /// The written properties of a resource.
    fn properties_of(&mut self, id: ResourceId, span: Span) -> Eval<Rc<Record>> {
        if let Declared::Existing(_) = self.resource(id).declared {
            let path = self.full_path(id);
            return Err(self.report(errors::existing_has_no_properties(span, &path)));
        }
        Ok(self.kept.properties.get(&id).cloned().unwrap_or_default())
    }

    /// A resource's path, its stack first.
    pub(super) fn full_path(&mut self, id: ResourceId) -> String {
        let path = self.resource_path(id);
        let stack = self.resource(id).stack;
        if stack == StackId::NONE {
            return path;
        }
        match self.stack_shown(stack) {
            shown if shown.is_empty() => path,
            shown => format!("{shown}.{path}"),
        }
    }

    /// `r.meta`.
    fn meta(&mut self, of: Value, span: Span) -> Eval<Value> {
        let mut record = Record::new();
        let mut text = |name: &'static str, value: String| record.insert(name.into(), Value::Str(value.into()));
        match of {
            Value::Resource(id) => {
                let path = self.full_path(id);
                let (stack, ty, logical_id) = {
                    let resource = self.resource(id);
                    (resource.stack, resource.ty().to_string(), resource.logical_id.to_string())
                };
                let policies = match self.resource(id).declared {
                    Declared::Resource(declared) => self.policies(id, declared)?,
                    Declared::Existing(_) => super::policies::Policies::default(),
                };
                // What CloudFormation does where nothing is written.
                let policy = |policy: Option<ArcStr>| policy.map_or_else(|| "Delete".to_owned(), |p| p.to_string());
                text("path", path);
                text("stack", self.stack_shown(stack));
                text("type", ty);
                text("logical_id", logical_id);
                text("on_delete", policy(policies.on_delete));
                text("on_replace", policy(policies.on_replace));
            }
            Value::Instance(id) => {
                let (stack, ty) = (self.instance(id).stack, self.instance(id).body.name.to_string());
                let shown = if stack == StackId::NONE { String::new() } else { self.stack_shown(stack) };
                let path = self.instance_path(id);
                let is_stack = self.instance(id).body.kind == hir::BodyKind::Stack;
                text("path", if is_stack || shown.is_empty() { path } else { format!("{shown}.{path}") });
                text("stack", shown);
                text("type", ty);
            }
            // A resource of another environment brings it along.
            Value::Record(record) => return Ok(record.get(facts::META).cloned().unwrap_or(Value::Null)),
            Value::Deploy(_) => {
                return self.each_branch(of, &mut |e, branch| match branch {
                    Value::Deploy(_) => Err(e.report(errors::no_part(span, &branch, "meta"))),
                    branch => e.meta(branch, span),
                });
            }
            other => return Err(self.report(errors::no_part(span, &other, "meta"))),
        }
        Ok(Value::record(record))
    }

    /// `resources`, `only`, `count`.
    fn find(&mut self, find: Find, selection: &Selection, span: Span) -> Eval<Value> {
        let found = match selection.env {
            Some(env) if !self.is_own(env) => self.elsewhere(env, selection, span)?,
            _ => self.selected(selection),
        };
        self.spend(found.len(), span)?;
        match find {
            Find::All => Ok(Value::list(found)),
            Find::Count => Ok(Value::Int(found.len() as i64)),
            Find::Only => match <[Value; 1]>::try_from(found) {
                Ok([one]) => Ok(one),
                Err(found) => {
                    let paths: Vec<String> = found.iter().take(5).map(|value| self.shown(value)).collect();
                    Err(self.report(errors::not_one(span, &selection.name, found.len(), &paths)))
                }
            },
        }
    }

    /// Whether this environment is the one that is built.
    fn is_own(&self, env: usize) -> bool {
        let own = self.env.as_ref().and_then(|own| own.own());
        own.is_some_and(|own| std::ptr::eq(own, &self.program.envs[env]))
    }

    /// The resources of another environment that are meant. A rule's is made when it first asks; tests have theirs at hand.
    fn elsewhere(&mut self, env: usize, selection: &Selection, span: Span) -> Eval<Vec<Value>> {
        if !self.kept.elsewhere.contains_key(&env) {
            let made = match self.inputs.options.elsewhere.get(&env) {
                Some(known) => known.as_ref().map(Elsewhere::from),
                None => {
                    let (made, asked) = build::glance(self.inputs, env);
                    if self.inputs.options.is_kept() {
                        let copied = made.as_ref().map(Copied::from);
                        self.asked.extend(asked.clone());
                        self.glances.push(Glance { env, copied, asked });
                    }
                    made
                }
            };
            Rc::make_mut(&mut self.kept.elsewhere).insert(env, made.map(Rc::new));
        }
        match self.kept.elsewhere.get(&env).cloned().flatten() {
            Some(elsewhere) => Ok(elsewhere.find(selection)),
            None => {
                let other = &self.program.envs[env];
                let file = self.inputs.sources.resolve(other.span).0;
                let path = &self.inputs.sources.file(file).path;
                // Tests look at what was written.
                let is_test = self.kept.assembly.is_some();
                Err(self.report(errors::not_built(span, &other.name, path, is_test)))
            }
        }
    }

    /// The resources or instances that are meant, in source order.
    fn selected(&self, selection: &Selection) -> Vec<Value> {
        if !selection.bodies.is_empty() {
            let is_meant = |id: &usize| {
                let body: *const hir::Body = self.instances[*id].body;
                selection.bodies.iter().any(|b| std::ptr::eq(self.program.body(*b), body))
            };
            return (0..self.instances.len())
                .filter(is_meant)
                .map(|id| Value::Instance(InstanceId(id as u32)))
                .collect();
        }
        let is_meant = |id: &&ResourceId| selection.everything || selection.types.contains(self.resource(**id).ty());
        self.kept.emitted.iter().filter(is_meant).map(|id| Value::Resource(*id)).collect()
    }

    /// Whether two values are equal for who looks; `None` when that is decided as everywhere.
    pub(super) fn equal_seen(&mut self, a: &Value, b: &Value) -> Option<Truth> {
        match (a, b) {
            (Value::Deploy(x), _) if matches!(**x, Deploy::If(..)) => return None,
            (_, Value::Deploy(y)) if matches!(**y, Deploy::If(..)) => return None,
            // A number may stand where a schema says string.
            (Value::Int(x), Value::Str(y)) | (Value::Str(y), Value::Int(x)) => {
                return Some(Truth::Known(x.to_string() == **y));
            }
            (Value::Deploy(_), _) | (_, Value::Deploy(_)) => {}
            _ => return None,
        }
        let (a, b) = (bare(a), bare(b));
        if same::identical(&a, &b) {
            return Some(Truth::Known(true));
        }
        if a.is_known() && b.is_known() {
            return None;
        }
        if [&a, &b].into_iter().any(super::operators::is_made) || never_equal(&a, &b) || never_equal(&b, &a) {
            return Some(Truth::Known(false));
        }
        Some(self.conditions.equals(a, b))
    }

    /// A truth that cannot be told before the deployment.
    pub(super) fn untold(&mut self, what: &str, values: &[Value]) -> Value {
        let about = Value::deploy(Deploy::Raw(what.into(), Value::list(values.to_vec())));
        let truth = self.conditions.equals(about, Value::Bool(true));
        truth.into()
    }
}

/// A value as it is seen from anywhere: what crosses stacks is what it is within its own, and what was not checked is
/// what it is.
pub(super) fn bare(value: &Value) -> Value {
    match value {
        Value::List(items) if items.iter().any(|item| !is_bare(item)) => Value::list(items.iter().map(bare).collect()),
        Value::Record(record) if record.iter().any(|(_, item)| !is_bare(item)) => {
            Value::record(record.iter().map(|(key, item)| (key.clone(), bare(item))).collect())
        }
        Value::Deploy(deploy) => match &**deploy {
            Deploy::StackOutput(_, _, inner) => bare(inner),
            Deploy::Raw(name, inner) if name.is_empty() => bare(inner),
            Deploy::If(condition, a, b) => Value::deploy(Deploy::If(*condition, bare(a), bare(b))),
            Deploy::Sub(parts) => Value::deploy(Deploy::Sub(bare_parts(parts))),
            Deploy::Join(separator, list) => Value::deploy(Deploy::Join(separator.clone(), bare(list))),
            Deploy::Select(index, list) => Value::deploy(Deploy::Select(bare(index), bare(list))),
            Deploy::Split(separator, text) => Value::deploy(Deploy::Split(separator.clone(), bare(text))),
            Deploy::Dynamic(parts) => Value::deploy(Deploy::Dynamic(bare_parts(parts))),
            Deploy::Secret { arn, key } => Value::deploy(Deploy::Secret { arn: bare(arn), key: key.clone() }),
            _ => value.clone(),
        },
        _ => value.clone(),
    }
}

/// Whether no value of the deployment's parts makes a text of a known one: they begin or end otherwise.
fn never_equal(text: &Value, known: &Value) -> bool {
    let (Value::Deploy(deploy), Value::Str(known)) = (text, known) else { return false };
    let Deploy::Sub(parts) = &**deploy else { return false };
    let fixed = |part: Option<&SubPart>| match part {
        Some(SubPart::Text(text)) => text.clone(),
        _ => ArcStr::new(),
    };
    let (first, last) = (fixed(parts.first()), fixed(parts.last()));
    !known.starts_with(first.as_str()) || !known.ends_with(last.as_str()) || known.len() < first.len() + last.len()
}

fn bare_parts(parts: &[SubPart]) -> Vec<SubPart> {
    let part = |part: &SubPart| match part {
        SubPart::Text(text) => SubPart::Text(text.clone()),
        SubPart::Value(value) => SubPart::Value(bare(value)),
    };
    parts.iter().map(part).collect()
}

/// Whether nothing deploy-time is in a value.
fn is_bare(value: &Value) -> bool {
    match value {
        Value::List(items) => items.iter().all(is_bare),
        Value::Record(record) => record.iter().all(|(_, item)| is_bare(item)),
        Value::Deploy(_) => false,
        _ => true,
    }
}

/// Whether a value is known when compiling, in all its parts.
fn is_known_throughout(value: &Value) -> bool {
    match value {
        Value::List(items) => items.iter().all(is_known_throughout),
        Value::Record(record) => record.iter().all(|(_, item)| is_known_throughout(item)),
        Value::Deploy(deploy) => match &**deploy {
            Deploy::Raw(name, inner) if name.is_empty() => is_known_throughout(inner),
            _ => false,
        },
        Value::Condition(_) => false,
        _ => true,
    }
}

/// The key under which parts of a record are found, for statements.
fn field(record: &Record, name: &str) -> Value {
    record.get(name).map_or(Value::Null, bare)
}

/// A list of values, whatever stands for it: nothing, one, or a list.
fn list_of(value: &Value) -> Vec<Value> {
    match value {
        Value::Null => Vec::new(),
        Value::List(items) => items.iter().flat_map(list_of).collect(),
        Value::Deploy(deploy) => match &**deploy {
            Deploy::If(_, a, b) => [a, b].into_iter().flat_map(list_of).collect(),
            Deploy::Raw(name, inner) if name.is_empty() => list_of(inner),
            _ => vec![value.clone()],
        },
        other => vec![other.clone()],
    }
}

/// The text that stands for everyone and everything.
const STAR: ArcStr = literal!("*");
