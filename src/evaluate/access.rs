//! Parts of values: fields, attributes, outputs, elements.

use arcstr::ArcStr;

use super::{
    errors,
    frames::FrameId,
    machine::{Eval, Evaluator, key_text},
    places::Declared,
    value::{Deploy, InstanceId, ResourceId, Value},
};
use crate::{builtins::unit_value, hir::DeclKind, source::Span, types::nearest};

impl<'p> Evaluator<'p> {
    /// A field of a record or map, a unit of a duration or size, a secret's ARN.
    pub(super) fn field(&mut self, of: Value, name: &ArcStr, at: FrameId, span: Span) -> Eval<Value> {
        match &of {
            // A field that is optional and not given.
            Value::Record(record) => Ok(record.get(name).cloned().unwrap_or(Value::Null)),
            Value::Duration(_) | Value::Size(_) => {
                unit_value(&of, name).map_err(|error| self.report(errors::not_exact(span, error)))
            }
            Value::Instance(id) => {
                let outputs = &self.instance(*id).body.outputs;
                match outputs.iter().position(|output| output.name == *name) {
                    Some(output) => self.output_of(of, output as u16, at, span),
                    None => Err(self.report(errors::no_part(span, &of, name))),
                }
            }
            Value::Resource(_) => self.attribute(of, name, span),
            Value::Deploy(deploy) => match &**deploy {
                Deploy::If(..) => self.each_branch(of, &mut |e, branch| e.field(branch, name, at, span)),
                Deploy::Secret { arn, .. } if name == "arn" => Ok(arn.clone()),
                Deploy::Raw(_, inner) => self.field(inner.clone(), name, at, span),
                _ => Err(self.report(errors::no_part(span, &of, name))),
            },
            _ => Err(self.report(errors::no_part(span, &of, name))),
        }
    }

    /// An attribute of a resource, or its Ref.
    pub(super) fn attribute(&mut self, of: Value, name: &ArcStr, span: Span) -> Eval<Value> {
        match of {
            Value::Resource(id) => match self.resource(id).declared {
                Declared::Resource(_) if name == "ref" => Ok(Value::deploy(Deploy::Ref(id))),
                Declared::Resource(resource) => {
                    // What Ref gives is written as Ref, however it was spelled: shorter, and one export instead of two.
                    let is_ref = self.type_facts(&resource.ty).ref_attribute.as_ref() == Some(name);
                    let deploy = if is_ref { Deploy::Ref(id) } else { Deploy::Attribute(id, name.clone()) };
                    Ok(Value::deploy(deploy))
                }
                Declared::Existing(_) => self.existing_attribute(id, name, span),
            },
            Value::Deploy(_) => self.each_branch(of, &mut |e, branch| match branch {
                Value::Deploy(_) => Err(e.report(errors::no_part(span, &branch, name))),
                branch => e.attribute(branch, name, span),
            }),
            // A param that takes a record of outputs or attributes.
            Value::Record(record) => Ok(record.get(name).cloned().unwrap_or(Value::Null)),
            other => Err(self.report(errors::no_part(span, &other, name))),
        }
    }

    /// A resource where a property wants its identifier, also element by element.
    pub(super) fn identifier(&mut self, of: Value, name: &ArcStr, span: Span) -> Eval<Value> {
        match of {
            Value::Resource(_) => self.attribute(of, name, span),
            Value::List(items) => {
                let mut list = Vec::with_capacity(items.len());
                for item in items.iter() {
                    list.push(self.identifier(item.clone(), name, span)?);
                }
                Ok(Value::list(list))
            }
            Value::Deploy(_) => self.each_branch(of, &mut |e, branch| match branch {
                Value::Deploy(_) => Ok(branch),
                branch => e.identifier(branch, name, span),
            }),
            other => Ok(other),
        }
    }

    /// An output of an instance, as seen from the frame `at`.
    pub(super) fn output_of(&mut self, of: Value, output: u16, at: FrameId, span: Span) -> Eval<Value> {
        match of {
            Value::Instance(id) => {
                let value = self.output(id, output, span)?;
                Ok(self.crossing(id, output, value, at))
            }
            Value::Deploy(_) => self.each_branch(of, &mut |e, branch| match branch {
                Value::Instance(_) => e.output_of(branch, output, at, span),
                other => Err(e.report(errors::no_part(span, &other, "an output"))),
            }),
            other => Err(self.report(errors::no_part(span, &other, "an output"))),
        }
    }

    /// A member of an instance by its name, whether or not it is an output.
    pub(super) fn member(&mut self, of: Value, name: &ArcStr, span: Span) -> Eval<Value> {
        match of {
            Value::Null => Ok(Value::Null),
            Value::Instance(id) => match self.member_cell(id, name) {
                Some(cell) => self.cell(self.instance(id).frame, cell, span),
                None => Err(self.report(errors::no_part(span, &of, name))),
            },
            Value::Record(record) => Ok(record.get(name).cloned().unwrap_or(Value::Null)),
            Value::Deploy(_) => self.each_branch(of, &mut |e, branch| e.member(branch, name, span)),
            other => Err(self.report(errors::no_part(span, &other, name))),
        }
    }

    /// The cell of a resource, instance or family of an instance.
    pub(super) fn member_cell(&self, instance: InstanceId, name: &str) -> Option<u16> {
        let cells = &self.instance(instance).body.block.cells;
        let is_member = |kind: &DeclKind| {
            matches!(kind, DeclKind::Resource(_) | DeclKind::Existing(_) | DeclKind::Instance(_) | DeclKind::Family(_))
        };
        let found = cells.iter().position(|c| c.name == name && c.decls.iter().any(|d| is_member(&d.kind)));
        found.map(|cell| cell as u16)
    }

    /// An element of a list or map.
    pub(super) fn index(&mut self, of: Value, index: Value, span: Span) -> Eval<Value> {
        match (&of, &index) {
            (Value::List(items), Value::Int(i)) => {
                let found = usize::try_from(*i).ok().and_then(|i| items.get(i));
                found.cloned().ok_or_else(|| self.report(errors::out_of_range(span, *i, items.len())))
            }
            (Value::Record(record), _) if index.is_known() => {
                let Some(key) = key_text(&index) else { return Err(self.report(errors::not_a_key(span, &index))) };
                match record.get(&key) {
                    Some(value) => Ok(value.clone()),
                    None => {
                        let near = nearest(&key, record.iter().map(|(k, _)| k.as_str()));
                        let keys = record.iter().map(|(k, _)| k.as_str());
                        Err(self.report(errors::missing_key(span, &key, near, keys)))
                    }
                }
            }
            (Value::Deploy(deploy), _) => match &**deploy {
                Deploy::If(..) => self.each_branch(of, &mut |e, branch| e.index(branch, index.clone(), span)),
                Deploy::Raw(_, inner) => self.index(inner.clone(), index, span),
                _ => Ok(Value::deploy(Deploy::Select(index, of))),
            },
            (Value::List(_) | Value::Record(_), Value::Deploy(deploy)) if matches!(**deploy, Deploy::If(..)) => {
                self.each_branch(index, &mut |e, branch| e.index(of.clone(), branch, span))
            }
            // A list of known length by a number that is given when deploying.
            (Value::List(_), Value::Deploy(_)) => Ok(Value::deploy(Deploy::Select(index, of))),
            _ => Err(self.report(errors::not_indexable(span, &of, &index))),
        }
    }

    /// The stack of the instance that a frame belongs to.
    pub(super) fn stack_of(&self, at: FrameId) -> super::stack::StackId {
        if at == FrameId::NONE {
            return super::stack::StackId::NONE;
        }
        self.instance(self.frames.get(at).instance).stack
    }

    /// The resource that a value is, whatever the condition under which it exists.
    pub(super) fn resources_in(&self, value: &Value, out: &mut Vec<ResourceId>) {
        match value {
            Value::Resource(id) => out.push(*id),
            Value::Deploy(deploy) => {
                if let Deploy::If(_, a, b) = &**deploy {
                    self.resources_in(a, out);
                    self.resources_in(b, out);
                }
            }
            Value::List(items) => items.iter().for_each(|item| self.resources_in(item, out)),
            Value::Record(record) => record.iter().for_each(|(_, item)| self.resources_in(item, out)),
            _ => {}
        }
    }
}
