//! A resource's properties against the registry.

use std::rc::Rc;

use super::{
    environment::Environment,
    explained::Focus,
    machine::{Eval, Evaluator, Failed},
    origin::{Place, Step},
    stack::Setting,
    value::{Deploy, Record, ResourceId, Value},
};
use crate::{
    hir,
    registry::{self, Context, PathSegment, Shape, View, Violation, ViolationKind, model::Kinds},
};

/// A value as the validator sees it.
#[derive(Clone, Copy)]
struct Seen<'v> {
    value: &'v Value,
    /// What resources are and which attributes are lists.
    evaluator: &'v Evaluator<'v>,
}

impl<'p> Evaluator<'p> {
    /// Checks the properties of a resource; what is wrong is reported where it is written.
    pub(super) fn validate(
        &mut self,
        id: ResourceId,
        declared: &'p hir::Resource,
        properties: &Rc<Record>,
    ) -> Eval<()> {
        let facts = self.type_facts(&declared.ty);
        let Some(schema) = facts.schema.as_ref().filter(|_| !declared.untyped) else { return Ok(()) };
        let (stack, span) = (self.resource(id).stack, self.resource(id).span);
        let region = self.setting(stack, Setting::Region, span)?;
        let is_available = region.as_ref().is_none_or(|region| self.is_in_region(&declared.ty, region));
        let value = Value::Record(properties.clone());
        let mut found = Vec::new();
        let context = Context { region: region.as_deref(), ..Context::default() };
        let seen = Seen { value: &value, evaluator: self };
        // The whole resource also asks for the region, which was answered before.
        match is_available {
            true => registry::validate(schema, schema.root, seen, context, &mut |violation| found.push(violation)),
            false => registry::validate_resource(schema, seen, context, &mut |violation| found.push(violation)),
        }
        let mut failed = false;
        let is_told = self.is_told(id);
        for violation in found {
            failed |= violation.severity == registry::Severity::Error;
            if is_told && of_several(&violation.kind) {
                continue;
            }
            self.report_violation(id, declared, &violation, &value);
        }
        if failed { Err(Failed) } else { self.check_regions(id, declared, properties, region.as_ref()) }
    }

    /// Whether an assert around the resource was broken: what is given to the construct does not go together, which it has
    /// said in its own words.
    fn is_told(&self, id: ResourceId) -> bool {
        let instance = self.frames.get(self.resource(id).frame).instance;
        self.failed_asserts.iter().any(|(_, frame)| self.frames.get(*frame).instance == instance)
    }

    fn report_violation(&mut self, id: ResourceId, declared: &'p hir::Resource, violation: &Violation, value: &Value) {
        let (frame, span) = (self.resource(id).frame, self.resource(id).span);
        let path = steps(&violation.path, value);
        let trail = self.trail(Place::Expr(&declared.properties, frame), &path);
        let place = if path.is_empty() { span } else { trail.first().unwrap_or(span) };
        let mut diagnostic = registry::diagnostic(violation, &declared.ty, place);
        let instance = self.frames.get(frame).instance;
        // What is wrong with several properties together leads to no value, and what a construct writes by itself to none
        // outside of it: say for whom it is made.
        let is_construct = self.instance(instance).body.kind == hir::BodyKind::Construct;
        let is_inside = is_construct && trail.last().is_none_or(|origin| origin.chunk == place.chunk);
        if (path.is_empty() || is_inside) && self.instance(instance).made_by.is_some() {
            diagnostic = diagnostic.also(self.own_instance(instance), format!("in `{}`", self.instance_path(instance)));
        }
        if !path.is_empty() {
            if let Some(origin) = trail.last().filter(|origin| *origin != place) {
                diagnostic = match &trail.env {
                    Some(env) => diagnostic.also(origin, format!("`{env}` sets the value here")),
                    None => diagnostic.also(origin, "the value comes from here"),
                };
            }
            for (env, overridden) in &trail.overridden {
                diagnostic = diagnostic.also(*overridden, format!("`{env}` sets it here, and is overridden"));
            }
        }
        let in_region = matches!(
            violation.kind,
            ViolationKind::TypeNotInRegion { .. } | ViolationKind::InstanceClassNotInRegion { .. }
        );
        if in_region && let Some(env) = self.env.as_ref().and_then(Environment::own) {
            diagnostic = diagnostic.also(env.span, format!("the environment `{}`", env.name));
        }
        let origin = trail.last().filter(|origin| !path.is_empty() && *origin != place);
        // A mistake of a resource as a whole is one of some of its properties, and nobody says of which.
        let focus = Focus { expr: &declared.properties, frame, path };
        self.focus = Some(if focus.path.is_empty() { Vec::new() } else { vec![focus] });
        self.report_from(diagnostic, origin);
    }
}

/// Whether a mistake is one of several properties together: of those that are there, or of those that are not.
fn of_several(kind: &ViolationKind) -> bool {
    matches!(
        kind,
        ViolationKind::MissingRequired { .. }
            | ViolationKind::RequiredTogether { .. }
            | ViolationKind::OneOfRequired { .. }
            | ViolationKind::Exclusive { .. }
    )
}

/// A violation's path as steps into the value. The alternatives of a choice are no step of the source.
fn steps(path: &[PathSegment], value: &Value) -> Vec<Step> {
    let mut at = Some(value.clone());
    let mut steps = Vec::new();
    for segment in path {
        let next = match (segment, &at) {
            (PathSegment::Alternative(which), Some(Value::Deploy(deploy))) => match &**deploy {
                Deploy::If(_, a, b) => [a, b].into_iter().filter(|v| !v.is_null()).nth(*which).cloned(),
                _ => None,
            },
            (PathSegment::Key(key), Some(Value::Record(record))) => record.get(key).cloned(),
            // Elements that are null are not shown to the validator.
            (PathSegment::Index(index), Some(Value::List(items))) => {
                let shown = items.iter().enumerate().filter(|(_, item)| !item.is_null()).nth(*index);
                steps.push(Step::Index(shown.map_or(*index, |(i, _)| i)));
                at = shown.map(|(_, item)| item.clone());
                continue;
            }
            _ => None,
        };
        match segment {
            PathSegment::Key(key) => steps.push(Step::Field((&**key).into())),
            PathSegment::Index(index) => steps.push(Step::Index(*index)),
            PathSegment::Alternative(_) => {}
        }
        at = next;
    }
    steps
}

impl<'v> Seen<'v> {
    fn part(self, value: &'v Value) -> Seen<'v> {
        Seen { value, ..self }
    }

    fn of_deploy(self, deploy: &'v Deploy) -> Shape<'v> {
        let resource = |id: &ResourceId| self.evaluator.resource(*id);
        match deploy {
            Deploy::If(..) => Shape::Either,
            Deploy::Ref(id) => Shape::Deploy(registry::Deploy::of(resource(id).ty(), None)),
            Deploy::Attribute(id, name) => {
                let ty = resource(id).ty();
                match self.evaluator.is_list_attribute(ty, name) {
                    true => Shape::Deploy(registry::Deploy::LIST),
                    false => Shape::Deploy(registry::Deploy::of(ty, Some(name))),
                }
            }
            Deploy::StackOutput(_, _, inner) => self.part(inner).shape(),
            Deploy::Raw(..) => Shape::Deploy(registry::Deploy::ANY),
            Deploy::Split(..) | Deploy::Zones(_) | Deploy::Cidr(..) => Shape::Deploy(registry::Deploy::LIST),
            Deploy::FindInMap(..) => Shape::Deploy(registry::Deploy::ANY),
            Deploy::Parameter(_) | Deploy::Pseudo(_) if self.evaluator.is_opaque_list(self.value) => {
                Shape::Deploy(registry::Deploy::LIST)
            }
            _ => Shape::Deploy(registry::Deploy::SCALAR),
        }
    }
}

impl<'v> View<'v> for Seen<'v> {
    fn shape(self) -> Shape<'v> {
        match self.value {
            Value::Null => Shape::Null,
            Value::Bool(truth) => Shape::Bool(*truth),
            Value::Int(number) | Value::Duration(number) | Value::Size(number) => Shape::Int(*number),
            Value::Float(number) => Shape::Float(*number),
            Value::Str(text) => Shape::Str(text),
            Value::List(_) => Shape::List { open: false },
            Value::Record(_) => Shape::Record { open: false },
            Value::Condition(_) => Shape::Unknown(Kinds::BOOLEAN),
            Value::Resource(id) => Shape::Deploy(registry::Deploy::of(self.evaluator.resource(*id).ty(), None)),
            Value::Instance(_) => Shape::Deploy(registry::Deploy::ANY),
            Value::Deploy(deploy) => self.of_deploy(deploy),
        }
    }

    fn is_conditional(self) -> bool {
        super::choose::may_be_null(self.value)
    }

    fn items(self) -> impl Iterator<Item = Self> {
        let items: &'v [Value] = match self.value {
            Value::List(items) => items,
            _ => &[],
        };
        items.iter().filter(|item| !item.is_null()).map(move |item| self.part(item))
    }

    fn fields(self) -> impl Iterator<Item = (&'v str, Self)> {
        let record = match self.value {
            Value::Record(record) => Some(&**record),
            _ => None,
        };
        let fields = record.into_iter().flat_map(Record::iter).filter(|(_, value)| !value.is_null());
        fields.map(move |(key, value)| (key.as_str(), self.part(value)))
    }

    fn field(self, name: &str) -> Option<Self> {
        match self.value {
            Value::Record(record) => record.get(name).filter(|v| !v.is_null()).map(|value| self.part(value)),
            _ => None,
        }
    }

    fn alternatives(self) -> impl Iterator<Item = Self> {
        let parts: [Option<&'v Value>; 2] = match self.value {
            Value::Deploy(deploy) => match &**deploy {
                Deploy::If(_, a, b) => [Some(a), Some(b)],
                _ => [None, None],
            },
            _ => [None, None],
        };
        // What is absent in one branch is told by `is_conditional`.
        parts.into_iter().flatten().filter(|value| !value.is_null()).map(move |value| self.part(value))
    }
}
