//! Values as a template writes them: deploy-time expressions become the shortest intrinsic function.

use super::{
    conditions::Facts,
    cross::Imported,
    errors,
    json::Json,
    machine::{Eval, Evaluator},
    stack::StackId,
    sub,
    value::{ConditionId, Deploy, Record, ResourceId, Value},
};
use crate::source::Span;

/// What writing a value depends on besides the value.
#[derive(Debug)]
pub(super) struct Lowering {
    /// Whose template it is.
    pub(super) stack: StackId,
    /// The resource whose property it is.
    pub(super) owner: Option<ResourceId>,
    /// Conditions that hold where it stands.
    pub(super) facts: Facts,
    /// Whether `null` is written instead of left out.
    pub(super) keep_nulls: bool,
    /// The resources of the stack that were referred to.
    pub(super) references: Vec<ResourceId>,
    /// Those of them that are referred to whenever they exist.
    pub(super) certain: Vec<ResourceId>,
    /// The branches of `Fn::If` around what is being written.
    pub(super) branches: Vec<(ConditionId, bool)>,
    /// The place that messages show.
    pub(super) span: Span,
    /// How deeply nested what is being written is.
    pub(super) depth: usize,
}

/// How deeply a written value may be nested.
const MAX_NESTING: usize = 300;

impl Lowering {
    /// For a value of a stack that always exists.
    pub(super) fn new(stack: StackId, span: Span) -> Lowering {
        Lowering {
            stack,
            owner: None,
            facts: Facts::default(),
            keep_nulls: false,
            references: Vec::new(),
            certain: Vec::new(),
            branches: Vec::new(),
            span,
            depth: 0,
        }
    }
}

impl<'p> Evaluator<'p> {
    /// Writes a value.
    pub(super) fn lower(&mut self, json: &mut Json, value: &Value, to: &mut Lowering) -> Eval<()> {
        match value {
            Value::Null => json.null(),
            Value::Bool(truth) => json.bool(*truth),
            Value::Int(number) | Value::Duration(number) | Value::Size(number) => json.int(*number),
            Value::Float(number) => json.float(*number),
            Value::Str(text) => json.str(text),
            Value::List(items) => {
                self.deeper(to)?;
                json.begin_list();
                for item in items.iter() {
                    if !self.is_left_out(item, to) {
                        self.lower(json, item, to)?;
                    }
                }
                json.end_list();
                to.depth -= 1;
            }
            Value::Record(record) => self.lower_record(json, record, to)?,
            Value::Resource(id) => self.lower_deploy(json, &Deploy::Ref(*id), to)?,
            Value::Condition(id) => {
                let (yes, no) = (Value::Bool(true), Value::Bool(false));
                self.lower_if(json, *id, &yes, &no, to)?;
            }
            Value::Deploy(deploy) => {
                self.deeper(to)?;
                self.lower_deploy(json, deploy, to)?;
                to.depth -= 1;
            }
            Value::Instance(_) => return Err(self.report(errors::not_writable(to.span, value))),
        }
        Ok(())
    }

    fn deeper(&mut self, to: &mut Lowering) -> Eval<()> {
        to.depth += 1;
        if to.depth > MAX_NESTING { Err(self.report(errors::nested_too_deeply(to.span))) } else { Ok(()) }
    }

    /// Writes a record's entries between braces.
    fn lower_record(&mut self, json: &mut Json, record: &Record, to: &mut Lowering) -> Eval<()> {
        self.deeper(to)?;
        json.begin_object();
        for (key, value) in record.iter() {
            if self.is_left_out(value, to) || record.is_note(key) {
                continue;
            }
            json.key(key);
            self.lower(json, value, to)?;
        }
        json.end_object();
        to.depth -= 1;
        Ok(())
    }

    /// Whether a value is `null` where the facts hold, so that its key or element is left out.
    pub(super) fn is_left_out(&self, value: &Value, to: &Lowering) -> bool {
        if to.keep_nulls {
            return false;
        }
        match value {
            Value::Null => true,
            Value::Deploy(deploy) => match &**deploy {
                Deploy::If(condition, a, b) => match to.facts.decide(&self.conditions, *condition) {
                    Some(true) => self.is_left_out(a, to),
                    Some(false) => self.is_left_out(b, to),
                    None => self.is_left_out(a, to) && self.is_left_out(b, to),
                },
                Deploy::Raw(name, inner) if name.is_empty() => self.is_left_out(inner, to),
                _ => false,
            },
            _ => false,
        }
    }

    fn lower_deploy(&mut self, json: &mut Json, deploy: &Deploy, to: &mut Lowering) -> Eval<()> {
        match deploy {
            Deploy::Ref(id) => match self.local_resource(*id, to)? {
                true => json.entry("Ref", &self.resource(*id).logical_id),
                false => self.lower_foreign_resource(json, *id, None, to)?,
            },
            Deploy::Attribute(id, name) => match self.local_resource(*id, to)? {
                true => {
                    json.begin_object();
                    json.key("Fn::GetAtt");
                    json.begin_list();
                    json.str(&self.resource(*id).logical_id);
                    json.str(name);
                    json.end_list();
                    json.end_object();
                }
                false => self.lower_foreign_resource(json, *id, Some(name), to)?,
            },
            Deploy::Parameter(id) => {
                let parameter = &self.parameters[id.0 as usize];
                let (stack, name) = (parameter.stack, parameter.logical_id.clone());
                if stack == to.stack {
                    json.entry("Ref", &name);
                } else {
                    let value = Value::deploy(deploy.clone());
                    self.lower_foreign(json, stack, &name, &value, to)?;
                }
            }
            Deploy::Pseudo(pseudo) => json.entry("Ref", pseudo.cloudformation_name()),
            Deploy::Sub(parts) | Deploy::Dynamic(parts) => sub::lower_sub(self, json, parts, to)?,
            Deploy::Join(separator, list) => sub::lower_join(self, json, separator, list, to)?,
            Deploy::Split(separator, text) => {
                self.lower_call(json, "Fn::Split", &[&Value::Str(separator.clone()), text], to)?;
            }
            Deploy::Select(index, list) => self.lower_call(json, "Fn::Select", &[index, list], to)?,
            Deploy::If(condition, a, b) => self.lower_if(json, *condition, a, b, to)?,
            Deploy::Zones(region) => {
                json.begin_object();
                json.key("Fn::GetAZs");
                match region {
                    Value::Null => json.str(""),
                    region => self.lower(json, region, to)?,
                }
                json.end_object();
            }
            Deploy::Cidr(block, count, bits) => match bits {
                Value::Null => self.lower_call(json, "Fn::Cidr", &[block, count], to)?,
                bits => self.lower_call(json, "Fn::Cidr", &[block, count, bits], to)?,
            },
            Deploy::Base64(text) => self.lower_wrapped(json, "Fn::Base64", text, to)?,
            Deploy::Length(list) => {
                self.need_language_extensions(to.stack);
                self.lower_wrapped(json, "Fn::Length", list, to)?;
            }
            Deploy::ToJson(value) => {
                self.need_language_extensions(to.stack);
                self.lower_wrapped(json, "Fn::ToJsonString", value, to)?;
            }
            Deploy::FindInMap(name, first, second) => {
                if let Some(content) = self.mappings.get(name).cloned() {
                    self.stack_mut(to.stack).mappings.insert(name.clone(), content);
                }
                self.lower_call(json, "Fn::FindInMap", &[&Value::Str(name.clone()), first, second], to)?;
            }
            Deploy::StackOutput(root, name, inner) => {
                let stack = self.instance(*root).stack;
                if stack == to.stack {
                    self.lower(json, inner, to)?;
                } else {
                    self.lower_foreign(json, stack, name, inner, to)?;
                }
            }
            Deploy::Secret { .. } => {
                let value = Value::deploy(deploy.clone());
                sub::lower_secret(self, json, &value, to)?;
            }
            Deploy::Raw(name, inner) if name.is_empty() => self.lower(json, inner, to)?,
            Deploy::Raw(name, inner) => self.lower_wrapped(json, name, inner, to)?,
        }
        Ok(())
    }

    fn lower_wrapped(&mut self, json: &mut Json, name: &str, value: &Value, to: &mut Lowering) -> Eval<()> {
        json.begin_object();
        json.key(name);
        self.lower(json, value, to)?;
        json.end_object();
        Ok(())
    }

    fn lower_call(&mut self, json: &mut Json, name: &str, args: &[&Value], to: &mut Lowering) -> Eval<()> {
        json.begin_object();
        json.key(name);
        json.begin_list();
        for arg in args {
            self.lower(json, arg, to)?;
        }
        json.end_list();
        json.end_object();
        Ok(())
    }

    fn lower_if(
        &mut self,
        json: &mut Json,
        condition: ConditionId,
        a: &Value,
        b: &Value,
        to: &mut Lowering,
    ) -> Eval<()> {
        match to.facts.decide(&self.conditions, condition) {
            Some(true) => return self.lower(json, a, to),
            Some(false) => return self.lower(json, b, to),
            None => {}
        }
        // `if !c then a else b` needs no condition of its own when the opposite can be used.
        let (condition, a, b) = match self.conditions.get(condition) {
            super::conditions::Condition::Not(inner) => (*inner, b, a),
            _ => (condition, a, b),
        };
        let name = self.condition_name(condition, to.stack, to.span)?;
        json.begin_object();
        json.key("Fn::If");
        json.begin_list();
        json.str(&name);
        for (branch, holds) in [(a, true), (b, false)] {
            let known = to.facts.len();
            to.facts.add(&self.conditions, condition, holds);
            to.branches.push((condition, holds));
            if self.is_left_out(branch, to) || branch.is_null() {
                json.entry("Ref", "AWS::NoValue");
            } else {
                self.lower(json, branch, to)?;
            }
            to.branches.pop();
            to.facts.truncate(known);
        }
        json.end_list();
        json.end_object();
        Ok(())
    }

    /// Whether a resource is in the template that is written; a reference to it is noted.
    pub(super) fn local_resource(&mut self, id: ResourceId, to: &mut Lowering) -> Eval<bool> {
        let is_local = self.resource(id).stack == to.stack;
        if is_local && !to.references.contains(&id) {
            to.references.push(id);
        }
        if is_local && !to.certain.contains(&id) {
            let exists = Facts::of(&self.conditions, self.resource(id).condition);
            let is_taken =
                |(condition, holds): &(ConditionId, bool)| exists.decide(&self.conditions, *condition) == Some(*holds);
            if to.branches.is_empty() || to.branches.iter().all(is_taken) {
                to.certain.push(id);
            }
        }
        Ok(is_local)
    }

    fn lower_foreign_resource(
        &mut self,
        json: &mut Json,
        id: ResourceId,
        attribute: Option<&str>,
        to: &mut Lowering,
    ) -> Eval<()> {
        let (name, value) = self.foreign_resource(id, attribute, to.span)?;
        let stack = self.resource(id).stack;
        self.lower_foreign(json, stack, &name, &value, to)
    }

    /// The output's name and value for a reference to a resource of another stack.
    pub(super) fn foreign_resource(
        &mut self,
        id: ResourceId,
        attribute: Option<&str>,
        span: Span,
    ) -> Eval<(String, Value)> {
        let resource = self.resource(id);
        if resource.condition.is_some() {
            let (stack, declared) = (resource.stack, resource.span);
            let (path, shown) = (self.resource_path(id), self.stack_shown(stack));
            return Err(self.report(errors::conditional_in_other_stack(span, &path, &shown, declared)));
        }
        let mut name = resource.logical_id.to_string();
        let ty = resource.ty();
        let value = match attribute {
            None => {
                let given = self.type_facts(ty).ref_attribute.clone();
                crate::plan::naming::push_segment(&mut name, given.as_deref().unwrap_or("Ref"));
                Deploy::Ref(id)
            }
            Some(attribute) => {
                crate::plan::naming::push_segment(&mut name, attribute);
                Deploy::Attribute(id, attribute.into())
            }
        };
        Ok((name, Value::deploy(value)))
    }

    fn lower_foreign(
        &mut self,
        json: &mut Json,
        from: StackId,
        name: &str,
        value: &Value,
        to: &mut Lowering,
    ) -> Eval<()> {
        let imported = self.import(from, name, value, to)?;
        let is_list = self.is_opaque_list(value);
        // An output is one text: a list crosses joined, and is split again.
        if is_list {
            json.begin_object();
            json.key("Fn::Split");
            json.begin_list();
            json.str(",");
        }
        self.lower_imported(json, &imported, to)?;
        if is_list {
            json.end_list();
            json.end_object();
        }
        Ok(())
    }

    /// Writes how another stack's output is read.
    pub(super) fn lower_imported(&mut self, json: &mut Json, imported: &Imported, to: &mut Lowering) -> Eval<()> {
        match imported {
            Imported::Export(name) => self.lower_wrapped(json, "Fn::ImportValue", name, to),
            Imported::Output { stack, output, region, role } => {
                json.begin_object();
                json.key("Fn::GetStackOutput");
                json.begin_object();
                for (key, text) in [
                    ("StackName", Some(stack)),
                    ("OutputName", Some(output)),
                    ("Region", region.as_ref()),
                    ("RoleArn", role.as_ref()),
                ] {
                    if let Some(text) = text {
                        json.key(key);
                        json.str(text);
                    }
                }
                json.end_object();
                json.end_object();
                Ok(())
            }
        }
    }

    /// Whether a deploy-time value is a list.
    pub(super) fn is_opaque_list(&self, value: &Value) -> bool {
        let Value::Deploy(deploy) = value else { return false };
        match &**deploy {
            Deploy::Split(..) | Deploy::Zones(_) | Deploy::Cidr(..) => true,
            Deploy::Pseudo(pseudo) => *pseudo == crate::hir::Pseudo::NotificationArns,
            Deploy::Attribute(id, name) => self.is_list_attribute(self.resource(*id).ty(), name),
            Deploy::Parameter(id) => {
                let ty = &self.parameters[id.0 as usize].declared.cloudformation_type;
                ty.starts_with("List<") || ty == "CommaDelimitedList"
            }
            Deploy::If(_, a, b) => self.is_opaque_list(a) || self.is_opaque_list(b),
            Deploy::StackOutput(_, _, inner) => self.is_opaque_list(inner),
            _ => false,
        }
    }

    /// Adds the transform that `Fn::Length` and `Fn::ToJsonString` need.
    pub(super) fn need_language_extensions(&mut self, stack: StackId) {
        let name = arcstr::literal!("AWS::LanguageExtensions");
        if self.stack(stack).transforms.contains(&name) {
            return;
        }
        // It must come before the others, which then see its result.
        self.stack_mut(stack).transforms.insert(0, name);
        let shown = self.stack_shown(stack);
        self.notes.push(format!("stack `{shown}` uses the transform `AWS::LanguageExtensions`"));
    }
}
