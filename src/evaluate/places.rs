//! What has a place in the build: instances, raw resources and parameters, each made known when it is first asked for
//! and before any of its properties is evaluated.

use arcstr::ArcStr;

use super::{
    errors,
    frames::FrameId,
    machine::{Eval, Evaluator, key_text},
    stack::StackId,
    value::{ConditionId, Deploy, InstanceId, ParameterId, ResourceId, Value},
};
use crate::{hir, plan::naming, source::Span};

/// An instance of a construct, stack or app.
#[derive(Debug)]
pub(super) struct Instance<'p> {
    /// Its body.
    pub(super) body: &'p hir::Body,
    /// The frame of its body.
    pub(super) frame: FrameId,
    /// What instantiates it, with the frame in which its arguments are evaluated; `None` for an app, and for a stack
    /// that is built on its own.
    pub(super) made_by: Option<(&'p hir::Instance, FrameId)>,
    /// Whose member it is.
    pub(super) parent: Option<InstanceId>,
    /// The stack that it is in, or is; [`StackId::NONE`] for an app.
    pub(super) stack: StackId,
    /// Its own name and keys.
    pub(super) segment: Segment,
    /// What the logical ids of all below it begin with.
    pub(super) prefix: ArcStr,
    /// Where its first output is among all outputs.
    pub(super) first_output: u32,
    /// Where it is declared.
    pub(super) span: Span,
}

/// A name with the keys of the loops around it.
#[derive(Clone, Debug, Default)]
pub(super) struct Segment {
    /// The name.
    pub(super) name: ArcStr,
    /// One per loop around it, outermost first.
    pub(super) keys: Box<[ArcStr]>,
}

impl Segment {
    /// As it is written: `subnet["public"]["a"]`.
    pub(super) fn write(&self, out: &mut String) {
        out.push_str(&self.name);
        for key in &self.keys {
            out.push_str(&format!("[{:?}]", key.as_str()));
        }
    }
}

/// What a resource is declared as.
#[derive(Clone, Copy, Debug)]
pub(super) enum Declared<'p> {
    /// A raw resource, which will be written.
    Resource(&'p hir::Resource),
    /// Something deployed elsewhere.
    Existing(&'p hir::Existing),
}

/// A raw resource, or an existing one.
#[derive(Debug)]
pub(super) struct Resource<'p> {
    /// What it is declared as.
    pub(super) declared: Declared<'p>,
    /// The frame in which its properties are evaluated.
    pub(super) frame: FrameId,
    /// Which cell of the frame it is.
    pub(super) cell: u16,
    /// The stack that it is in.
    pub(super) stack: StackId,
    /// Its logical id; empty for an existing resource.
    pub(super) logical_id: ArcStr,
    /// Under which condition it exists.
    pub(super) condition: Option<ConditionId>,
    /// Where it is declared.
    pub(super) span: Span,
}

impl<'p> Resource<'p> {
    /// Its type's name in the registry.
    pub(super) fn ty(&self) -> &'p ArcStr {
        match self.declared {
            Declared::Resource(resource) => &resource.ty,
            Declared::Existing(existing) => &existing.ty,
        }
    }
}

/// A deploy-time parameter of a stack.
#[derive(Debug)]
pub(super) struct Parameter<'p> {
    /// What it is declared as.
    pub(super) declared: &'p hir::Parameter,
    /// The frame in which its details are evaluated.
    pub(super) frame: FrameId,
    /// The stack whose template has it.
    pub(super) stack: StackId,
    /// Its name in the template.
    pub(super) logical_id: ArcStr,
    /// Where it is declared.
    pub(super) span: Span,
}

/// What a logical id stands for, to tell both when two have the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// A resource.
    Resource(ResourceId),
    /// A parameter.
    Parameter(ParameterId),
}

impl<'p> Evaluator<'p> {
    /// Makes an instance known. Nothing of it is evaluated.
    pub(super) fn place_instance(
        &mut self,
        made_by: &'p hir::Instance,
        frame: FrameId,
        cell: u16,
        span: Span,
        condition: Option<ConditionId>,
    ) -> Eval<Value> {
        let body = self.program.body(made_by.body);
        let parent = self.frames.get(frame).instance;
        let segment = self.segment(frame, cell)?;
        let outer = self.frames.get(frame).condition;
        let condition = self.conditions.both(outer, condition);
        let (stack, base) = (self.instance(parent).stack, self.instance(parent).prefix.clone());
        let is_construct = body.kind == hir::BodyKind::Construct;
        let prefix = match is_construct {
            true => self.place_prefix(&base, &segment, Some(&made_by.decorators), frame, span)?,
            false => ArcStr::new(),
        };
        // Only now, since evaluating keys and decorators may have placed others.
        let id = InstanceId(self.instances.len() as u32);
        let stack = if is_construct { stack } else { self.add_stack(id) };
        let body_frame = self.frames.enter(&body.block, FrameId::NONE, 0, id, condition);
        let first_output = self.outputs.len() as u32;
        self.outputs.resize_with(self.outputs.len() + body.outputs.len(), Default::default);
        self.instances.push(Instance {
            body,
            frame: body_frame,
            made_by: Some((made_by, frame)),
            parent: Some(parent),
            stack,
            segment,
            prefix,
            first_output,
            span,
        });
        Ok(Value::Instance(id))
    }

    /// An app, or a stack that is built on its own.
    pub(super) fn place_root(&mut self, body: &'p hir::Body) -> InstanceId {
        let id = InstanceId(self.instances.len() as u32);
        let stack = if body.kind == hir::BodyKind::App { StackId::NONE } else { self.add_stack(id) };
        let frame = self.frames.enter(&body.block, FrameId::NONE, 0, id, None);
        let first_output = self.outputs.len() as u32;
        self.outputs.resize_with(self.outputs.len() + body.outputs.len(), Default::default);
        self.instances.push(Instance {
            body,
            frame,
            made_by: None,
            parent: None,
            stack,
            segment: Segment { name: body.name.clone(), keys: Box::default() },
            prefix: ArcStr::new(),
            first_output,
            span: body.span,
        });
        id
    }

    /// Makes a resource known. Its properties are not evaluated.
    pub(super) fn place_resource(
        &mut self,
        declared: Declared<'p>,
        frame: FrameId,
        cell: u16,
        span: Span,
        condition: Option<ConditionId>,
    ) -> Eval<Value> {
        let instance = self.instance(self.frames.get(frame).instance);
        let (stack, base) = (instance.stack, instance.prefix.clone());
        let outer = self.frames.get(frame).condition;
        let condition = self.conditions.both(outer, condition);
        let logical_id = match declared {
            Declared::Existing(_) => ArcStr::new(),
            Declared::Resource(resource) => {
                let segment = self.segment(frame, cell)?;
                self.place_prefix(&base, &segment, Some(&resource.decorators), frame, span)?
            }
        };
        let id = ResourceId(self.resources.len() as u32);
        self.resources.push(Resource { declared, frame, cell, stack, logical_id: logical_id.clone(), condition, span });
        if let Declared::Resource(_) = declared {
            let logical_id = self.shortened(id, logical_id);
            self.claim(stack, &logical_id, Owner::Resource(id), span)?;
        }
        Ok(Value::Resource(id))
    }

    fn shortened(&mut self, id: ResourceId, logical_id: ArcStr) -> ArcStr {
        if logical_id.len() <= naming::MAX_LOGICAL_ID {
            return logical_id;
        }
        let short: ArcStr = naming::shorten(logical_id.to_string(), &self.resource_path(id)).into();
        self.resources[id.0 as usize].logical_id = short.clone();
        short
    }

    /// Makes a parameter known.
    pub(super) fn place_parameter(
        &mut self,
        declared: &'p hir::Parameter,
        frame: FrameId,
        cell: u16,
        span: Span,
    ) -> Eval<Value> {
        let instance = self.instance(self.frames.get(frame).instance);
        let (stack, base) = (instance.stack, instance.prefix.clone());
        let segment = self.segment(frame, cell)?;
        let logical_id = self.place_prefix(&base, &segment, None, frame, span)?;
        let id = ParameterId(self.parameters.len() as u32);
        self.parameters.push(Parameter { declared, frame, stack, logical_id: logical_id.clone(), span });
        self.claim(stack, &logical_id, Owner::Parameter(id), span)?;
        Ok(Value::deploy(Deploy::Parameter(id)))
    }

    /// The id of what stands at `segment` below `base`, or the beginning of the ids of all below it.
    fn place_prefix(
        &mut self,
        base: &str,
        segment: &Segment,
        decorators: Option<&'p hir::Decorators>,
        frame: FrameId,
        span: Span,
    ) -> Eval<ArcStr> {
        if let Some(expr) = decorators.and_then(|d| d.logical_id.as_ref()) {
            let Value::Str(id) = self.activation(0, |e| e.eval(expr, frame))? else {
                return Err(self.report(errors::not_a_logical_id(expr.span, "")));
            };
            if id.is_empty() || !id.bytes().all(|b| b.is_ascii_alphanumeric()) || id.len() > naming::MAX_LOGICAL_ID {
                return Err(self.report(errors::not_a_logical_id(expr.span, &id)));
            }
            return Ok(id);
        }
        if let Some((path, at)) = decorators.and_then(|d| d.was.first()) {
            return self.former_prefix(path, *at, segment);
        }
        let mut id = String::with_capacity(base.len() + segment.name.len() + 16);
        id.push_str(base);
        for part in std::iter::once(&segment.name).chain(&segment.keys) {
            if !naming::push_segment(&mut id, part) {
                return Err(self.report(errors::empty_segment(span, segment, part)));
            }
        }
        Ok(id.into())
    }

    /// The id that `@was(path)` stands for; the keys of where it stands now are kept when the path names none.
    fn former_prefix(&mut self, path: &str, at: Span, segment: &Segment) -> Eval<ArcStr> {
        let Some(former) = super::was::parse(path) else { return Err(self.report(errors::not_a_path(at, path))) };
        let mut id = String::new();
        let keyed = former.last().is_some_and(|last| !last.keys.is_empty());
        let mut parts: Vec<&ArcStr> = former.iter().flat_map(|s| std::iter::once(&s.name).chain(&s.keys)).collect();
        if !keyed {
            parts.extend(&segment.keys);
        }
        for part in parts {
            if !naming::push_segment(&mut id, part) {
                return Err(self.report(errors::not_a_path(at, path)));
            }
        }
        Ok(id.into())
    }

    /// Claims a logical id of a stack.
    fn claim(&mut self, stack: StackId, id: &ArcStr, owner: Owner, span: Span) -> Eval<()> {
        let Some(other) = self.stack_mut(stack).ids.insert(id.clone(), owner) else { return Ok(()) };
        let (path, other_path) = (self.owner_path(owner), self.owner_path(other));
        let other_span = match other {
            Owner::Resource(id) => self.resource(id).span,
            Owner::Parameter(id) => self.parameters[id.0 as usize].span,
        };
        let error = if path == other_path {
            errors::duplicate_key(span, &path)
        } else if let Some((one, two)) = self.same_prefix(owner, other) {
            let prefix = self.instance(one).prefix.clone();
            let (path, other_path) = (self.instance_path(one), self.instance_path(two));
            errors::same_logical_id(&prefix, (self.instance(one).span, &path), (self.instance(two).span, &other_path))
        } else {
            errors::same_logical_id(id, (span, &path), (other_span, &other_path))
        };
        Err(self.report(error))
    }

    fn owner_instance(&self, owner: Owner) -> InstanceId {
        let frame = match owner {
            Owner::Resource(id) => self.resource(id).frame,
            Owner::Parameter(id) => self.parameters[id.0 as usize].frame,
        };
        self.frames.get(frame).instance
    }

    /// The outermost instances that two owners of one id are in and whose ids begin alike: all that is in them has the
    /// same ids, which is one mistake.
    fn same_prefix(&self, owner: Owner, other: Owner) -> Option<(InstanceId, InstanceId)> {
        let (mut one, mut two) = (self.owner_instance(owner), self.owner_instance(other));
        let mut found = None;
        while one != two
            && !self.instance(one).prefix.is_empty()
            && self.instance(one).prefix == self.instance(two).prefix
        {
            found = Some((one, two));
            (one, two) = (self.instance(one).parent?, self.instance(two).parent?);
        }
        found
    }

    fn owner_path(&mut self, owner: Owner) -> String {
        match owner {
            Owner::Resource(id) => self.resource_path(id),
            Owner::Parameter(id) => self.parameters[id.0 as usize].logical_id.to_string(),
        }
    }

    /// The path of an instance within its stack (of a stack: within the app), as it is written.
    pub(super) fn instance_path(&self, id: InstanceId) -> String {
        let mut chain = Vec::new();
        let mut at = Some(id);
        while let Some(id) = at {
            let instance = self.instance(id);
            if instance.made_by.is_none() || instance.body.kind == hir::BodyKind::Stack && !chain.is_empty() {
                break;
            }
            chain.push(&instance.segment);
            at = if instance.body.kind == hir::BodyKind::Stack { None } else { instance.parent };
        }
        let mut path = String::new();
        for segment in chain.iter().rev() {
            if !path.is_empty() {
                path.push('.');
            }
            segment.write(&mut path);
        }
        path
    }

    /// The path of a resource within its stack, as it is written.
    pub(super) fn resource_path(&mut self, id: ResourceId) -> String {
        let resource = self.resource(id);
        let (frame, cell) = (resource.frame, resource.cell);
        let instance = self.frames.get(frame).instance;
        let mut path = if self.instance(instance).body.kind == hir::BodyKind::Construct {
            self.instance_path(instance) + "."
        } else {
            String::new()
        };
        if let Ok(segment) = self.quietly(|e| e.segment(frame, cell)) {
            segment.write(&mut path);
        }
        path
    }

    /// The name and keys of a cell.
    pub(super) fn segment(&mut self, frame: FrameId, cell: u16) -> Eval<Segment> {
        let name = self.frames.get(frame).block.cells[cell as usize].name.clone();
        let mut keys = Vec::new();
        let (mut frame, mut cell) = (frame, cell);
        while self.frames.get(frame).parent != FrameId::NONE {
            let (parent, of_loop) = (self.frames.get(frame).parent, self.frames.get(frame).of_loop);
            let members = self.members(self.frames.get(parent).block, of_loop);
            if let Some(member) = members.iter().find(|member| member.cell == cell) {
                keys.push(self.member_key(member.key, frame)?);
                cell = member.family;
            }
            frame = parent;
        }
        keys.reverse();
        Ok(Segment { name, keys: keys.into() })
    }

    /// A member's key, as a string.
    pub(super) fn member_key(&mut self, key: &'p hir::Expr, frame: FrameId) -> Eval<ArcStr> {
        let value = self.activation(0, |e| e.eval(key, frame))?;
        key_text(&value).ok_or_else(|| self.report(errors::not_a_key(key.span, &value)))
    }
}
