//! A raw resource: evaluated, completed, checked, written, and dropped.

use std::rc::Rc;

use super::{
    conditions::Facts,
    errors,
    json::Json,
    lower::Lowering,
    machine::{Eval, Evaluator, Failed},
    merge,
    origin::{Place, Step},
    places::Declared,
    stack::{Need, Setting},
    value::{Deploy, Record, ResourceId, Value},
};
use crate::{hir, source::Span};

impl<'p> Evaluator<'p> {
    /// Writes a resource into its stack's template.
    pub(super) fn emit_resource(&mut self, id: ResourceId) -> Eval<()> {
        let Declared::Resource(declared) = self.resource(id).declared else { return Ok(()) };
        let (stack, condition, span) = {
            let resource = self.resource(id);
            (resource.stack, resource.condition, resource.span)
        };
        let properties = self.properties(id, declared)?;
        let mut to =
            Lowering { owner: Some(id), facts: Facts::of(&self.conditions, condition), ..Lowering::new(stack, span) };
        let properties = match self.simplify(&to.facts, &Value::Record(properties.clone())) {
            Some(Value::Record(simpler)) => simpler,
            _ => properties,
        };
        let properties = self.place_secrets(id, properties);
        let region = self.setting(stack, Setting::Region, span)?;
        let seen = self.seen(id, region.as_ref(), &properties);
        if seen.as_ref().is_none_or(|seen| !self.was_right(id, seen)) {
            let before = self.told;
            self.validate(id, declared, &properties)?;
            self.check_policy_size(id, &properties)?;
            if let Some(seen) = seen.as_ref().filter(|_| self.told == before) {
                self.keep_right(id, seen);
            }
        }
        if self.kept.is_on {
            self.keep(id, &properties);
        }

        let condition = match condition {
            Some(condition) => Some(self.condition_name(condition, stack, span)?),
            None => None,
        };
        let buffer = std::mem::take(&mut self.stack_mut(stack).resources);
        let before = buffer.len();
        let mut json = Json::resume(buffer, 1);
        json.key(&self.resource(id).logical_id);
        json.begin_object();
        json.key("Type");
        json.str(&declared.ty);
        if let Some(name) = &condition {
            json.key("Condition");
            json.str(name);
        }
        let is_written = properties.iter().any(|(_, value)| !self.is_left_out(value, &to));
        let mut result = Ok(());
        if is_written {
            json.key("Properties");
            let is_kept = seen.as_ref().is_some_and(|seen| self.write_again(id, seen, &mut json, &mut to));
            if !is_kept {
                let begin = json.len();
                let properties = Value::Record(properties);
                // Quietly first: what is wrong is looked for when something is, so that nothing has to carry its place.
                result = self.quietly(|e| e.lower(&mut json, &properties, &mut to));
                match (&result, &seen) {
                    (Ok(()), Some(seen)) => self.keep_text(id, seen, json.since(begin), &to),
                    (Ok(()), None) => {}
                    (Err(_), _) => {
                        result = Err(self.report_lowering(declared, id, &properties, to));
                        to = Lowering::new(stack, span);
                    }
                }
            }
        }
        let result = result.and_then(|()| self.emit_attributes(&mut json, id, declared, &mut to));
        json.end_object();
        let buffer = json.finish();
        let written = buffer.len() - before;
        let target = self.stack_mut(stack);
        target.resources = buffer;
        target.resource_count += 1;
        result?;
        self.edges.extend(to.references.iter().map(|needed| (id.0, needed.0)));
        if !self.budget.write(written) {
            self.budget.spent = true;
            let error = errors::output_spent(span, &self.budget.loops);
            return Err(self.report(error));
        }
        Ok(())
    }

    /// Reports why properties cannot be written, at the part that cannot.
    fn report_lowering(
        &mut self,
        declared: &'p hir::Resource,
        id: ResourceId,
        properties: &Value,
        mut to: Lowering,
    ) -> Failed {
        let frame = self.resource(id).frame;
        let (mut part, mut path) = (properties.clone(), Vec::new());
        while let Some((step, inner)) = self.failing_part(&part, &mut to) {
            path.push(step);
            part = inner;
        }
        to.depth = 0;
        to.span = self.trail(Place::Expr(&declared.properties, frame), &path).first().unwrap_or(to.span);
        if self.lower(&mut Json::new(0), &part, &mut to).is_ok() {
            // It only fails within the whole: nested too deeply.
            to.depth = 0;
            let _ = self.lower(&mut Json::new(0), properties, &mut to);
        }
        Failed
    }

    /// The first part of a list or record that cannot be written.
    fn failing_part(&mut self, value: &Value, to: &mut Lowering) -> Option<(Step, Value)> {
        let parts: Vec<(Step, Value)> = match value {
            Value::List(items) => items.iter().enumerate().map(|(i, item)| (Step::Index(i), item.clone())).collect(),
            Value::Record(record) => record.iter().map(|(k, v)| (Step::Field(k.clone()), v.clone())).collect(),
            _ => return None,
        };
        parts.into_iter().find(|(_, part)| {
            to.depth = 0;
            self.quietly(|e| e.lower(&mut Json::new(0), part, to)).is_err()
        })
    }

    /// A resource's properties as they will be written: its own, overridden, with tags.
    pub(super) fn properties(&mut self, id: ResourceId, declared: &'p hir::Resource) -> Eval<Rc<Record>> {
        let frame = self.resource(id).frame;
        let mut value = self.activation(0, |e| e.eval(&declared.properties, frame))?;
        if let Some(overrides) = self.overrides.get(&id).cloned() {
            for (over, app) in overrides {
                let properties: &'p hir::Expr = &over.properties;
                let laid_over = self.activation(0, |e| e.eval(properties, app))?;
                value = merge::merge(value, laid_over);
            }
        }
        let mut properties = match value {
            Value::Record(record) => record,
            Value::Null => Rc::new(Record::new()),
            other => return Err(self.report(errors::not_a_record(declared.properties.span, &other))),
        };
        self.add_tags(id, &mut properties)?;
        Ok(properties)
    }

    /// What stands beside the properties.
    fn emit_attributes(
        &mut self,
        json: &mut Json,
        id: ResourceId,
        declared: &'p hir::Resource,
        to: &mut Lowering,
    ) -> Eval<()> {
        let conditional = self.emit_depends_on(json, id, declared, to)?;
        let policies = self.policies(id, declared)?;
        if let Some(policy) = &policies.on_delete {
            json.key("DeletionPolicy");
            json.str(policy);
        }
        if let Some(policy) = &policies.on_replace {
            json.key("UpdateReplacePolicy");
            json.str(policy);
        }
        let frame = self.resource(id).frame;
        let attributes = match &declared.decorators.attributes {
            Some(expr) => match self.activation(0, |e| e.eval(expr, frame))? {
                Value::Record(record) => record,
                _ => Rc::new(Record::new()),
            },
            None => Rc::new(Record::new()),
        };
        for (name, value) in attributes.iter().filter(|(name, _)| *name != "Metadata") {
            if !self.is_left_out(value, to) {
                json.key(name);
                self.lower(json, value, to)?;
            }
        }
        let mut metadata = match attributes.get("Metadata") {
            Some(Value::Record(record)) => (**record).clone(),
            _ => Record::new(),
        };
        if !conditional.is_empty() {
            metadata.insert(arcstr::literal!("DependsOn"), Value::list(conditional));
        }
        self.add_exceptions(id, declared, &mut metadata);
        if self.inputs.options.source_map {
            self.add_source(id, &mut metadata);
        }
        if !metadata.is_empty() {
            json.key("Metadata");
            self.lower(json, &Value::record(metadata), to)?;
        }
        Ok(())
    }

    /// Adds the resource's path and the place where it is declared.
    fn add_source(&mut self, id: ResourceId, metadata: &mut Record) {
        let path = self.resource_path(id);
        let (file, start, _) = self.inputs.sources.positions(self.resource(id).span);
        let place = arcstr::format!("{}:{}", file.path, start.line);
        metadata.insert(arcstr::literal!("batc:path"), Value::Str(path.into()));
        metadata.insert(arcstr::literal!("batc:source"), Value::Str(place));
    }

    /// Writes what a resource must wait for, unless a reference in its properties says so already. `DependsOn` cannot
    /// name what may not exist: references to that are returned, for the metadata, in which they have the same effect.
    fn emit_depends_on(
        &mut self,
        json: &mut Json,
        id: ResourceId,
        declared: &'p hir::Resource,
        to: &mut Lowering,
    ) -> Eval<Vec<Value>> {
        let mut needed = Vec::new();
        let frame = self.resource(id).frame;
        self.depended(&declared.decorators.depends_on, frame, &mut needed)?;
        let mut instance = self.frames.get(frame).instance;
        // What an instance waits for, everything in it waits for.
        while let Some((made_by, caller)) = self.instance(instance).made_by {
            if self.instance(instance).body.kind != hir::BodyKind::Construct {
                break;
            }
            self.depended(&made_by.decorators.depends_on, caller, &mut needed)?;
            instance = self.frames.get(caller).instance;
        }
        let stack = to.stack;
        let mut names = Vec::new();
        let mut conditional = Vec::new();
        for (other, span) in needed {
            let (other_stack, name) = (self.resource(other).stack, self.resource(other).logical_id.clone());
            if other_stack != stack {
                let shown = self.stack_shown(other_stack);
                let what = format!("everything of `{shown}` that it depends on");
                self.stack_mut(stack).needs.entry(other_stack).or_insert(Need { span, what, by: None });
            } else if other != id && !to.certain.contains(&other) {
                to.certain.push(other);
                to.references.push(other);
                match self.resource(other).condition {
                    Some(condition) if to.facts.decide(&self.conditions, condition) != Some(true) => {
                        conditional.push(Value::deploy(Deploy::If(
                            condition,
                            Value::deploy(Deploy::Ref(other)),
                            Value::Null,
                        )));
                    }
                    _ => names.push(name),
                }
            }
        }
        if !names.is_empty() {
            json.key("DependsOn");
            json.begin_list();
            names.iter().for_each(|name| json.str(name));
            json.end_list();
        }
        Ok(conditional)
    }

    /// The resources that `@depends_on` names.
    pub(super) fn depended(
        &mut self,
        exprs: &'p [hir::Expr],
        frame: super::frames::FrameId,
        out: &mut Vec<(ResourceId, Span)>,
    ) -> Eval<()> {
        for expr in exprs {
            let value = self.activation(0, |e| e.eval(expr, frame))?;
            let mut below = Vec::new();
            self.resources_below(&value, &mut below)?;
            out.extend(below.into_iter().map(|id| (id, expr.span)));
        }
        Ok(())
    }
}
