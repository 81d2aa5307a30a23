//! What the names of a program stand for in an environment, for editors.
//!
//! In: an evaluator that has done its work. Out: for each name its values, and what CloudFormation calls resources, parameters and stacks.
//! Invariants: what nobody has asked for is evaluated now, and nothing is reported; what is told of a name is bounded, however
//! many times it is evaluated; what is secret by its type is left out.

use std::fmt::Write as _;

use rustc_hash::FxHashMap;

use super::{
    cells::Presence,
    frames::{FrameId, Slot},
    machine::{Evaluator, key_text},
    show,
    stack::{Setting, StackId},
    value::{Deploy, InstanceId, ResourceId, SubPart, Value},
};
use crate::{
    hir::{BodyKind, Decl, DeclKind},
    source::Span,
    types::{Ty, TyKind},
};

/// How many different values of one name are told.
const MOST_VALUES: usize = 4;
/// How many parts of one value are told.
const MOST_PARTS: usize = 64;
/// How many characters of a text are told.
const MOST_CHARS: usize = 240;

/// What an environment makes of the names of a program.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// The environment.
    pub environment: String,
    /// Where each name is declared, and what it stands for.
    pub names: FxHashMap<Span, Meant>,
}

/// What a name stands for: the different values, in the order in which they were made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meant {
    /// The first ones.
    pub values: Vec<MeantValue>,
    /// How many times it was evaluated beyond these.
    pub more: usize,
}

/// One of its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeantValue {
    /// The value.
    pub is: Shown,
    /// The path of the first instance and turn of a loop where it is so; empty in the app and at file level.
    pub of: String,
    /// How many times it is so.
    pub times: usize,
}

/// A value as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// As it would be written; what CloudFormation computes as the short form of its intrinsic function.
    Text(String),
    /// A list, and how many elements are left out.
    List(Vec<Shown>, usize),
    /// A record or map, and how many fields are left out.
    Record(Vec<(String, Shown)>, usize),
    /// What something is called in CloudFormation.
    Name {
        /// What it is the name of.
        of: Kind,
        /// The name.
        name: String,
        /// The name of the stack that it is in, where that is known.
        stack: String,
    },
}

/// What has a name in CloudFormation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A resource or parameter: its logical id.
    LogicalId,
    /// An instance of a construct: what the logical ids of its resources begin with.
    Prefix,
    /// A stack.
    Stack,
}

impl Shown {
    /// The value on one line of at most so many characters, more or less.
    pub fn text(&self, width: usize) -> String {
        let mut text = String::new();
        self.write(&mut text);
        match text.char_indices().nth(width) {
            Some((cut, _)) => format!("{}…", &text[..cut]),
            None => text,
        }
    }

    /// A field of a record.
    pub fn field(&self, name: &str) -> Option<&Shown> {
        match self {
            Shown::Record(fields, _) => fields.iter().find(|(key, _)| key == name).map(|(_, value)| value),
            _ => None,
        }
    }

    fn write(&self, out: &mut String) {
        match self {
            Shown::Text(text) => out.push_str(text),
            Shown::Name { name, .. } => out.push_str(name),
            Shown::List(items, more) => {
                out.push('[');
                for (i, item) in items.iter().enumerate() {
                    out.push_str(if i > 0 { ", " } else { "" });
                    item.write(out);
                }
                left_out(items.len(), *more, out);
                out.push(']');
            }
            Shown::Record(fields, more) if fields.is_empty() && *more == 0 => out.push_str("{}"),
            Shown::Record(fields, more) => {
                out.push_str("{ ");
                for (i, (key, value)) in fields.iter().enumerate() {
                    let is_name = key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
                        && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
                    out.push_str(if i > 0 { ", " } else { "" });
                    match is_name {
                        true => out.push_str(key),
                        false => out.push_str(&format!("{key:?}")),
                    }
                    out.push_str(": ");
                    value.write(out);
                }
                left_out(fields.len(), *more, out);
                out.push_str(" }");
            }
        }
    }
}

fn left_out(shown: usize, more: usize, out: &mut String) {
    if more > 0 {
        let _ = write!(out, "{}… {more} more", if shown > 0 { ", " } else { "" });
    }
}

impl<'p> Evaluator<'p> {
    /// What names stand for, as far as they can be evaluated.
    pub(super) fn named(&mut self) -> Named {
        let environment = self.env.as_ref().map(|env| env.name().to_string()).unwrap_or_default();
        let mut named = Named { environment, names: FxHashMap::default() };
        for (id, global) in self.program.globals.iter().enumerate() {
            if let Slot::Done(value) = &self.globals[id] {
                let value = value.clone();
                self.tell(&mut named, global.span, &value, FrameId::NONE);
            }
        }
        for frame in self.frames.ids() {
            for (cell, declared) in self.frames.get(frame).block.cells.iter().enumerate() {
                for decl in declared.decls.iter().filter(|_| !declared.name.is_empty()) {
                    self.tell_declared(&mut named, frame, cell as u16, decl);
                }
            }
        }
        for at in 0..self.instances.len() {
            let (body, frame) = (self.instances[at].body, self.instances[at].frame);
            for (index, output) in body.outputs.iter().enumerate().filter(|(_, output)| !is_secret(&output.ty)) {
                let id = InstanceId(at as u32);
                if let Ok(value) = self.quietly(|e| e.output(id, index as u16, output.span)) {
                    self.tell(&mut named, output.span, &value, frame);
                }
            }
        }
        named
    }

    /// Tells what a declaration stands for in a frame, if it is there.
    fn tell_declared(&mut self, named: &mut Named, frame: FrameId, cell: u16, decl: &'p Decl) {
        let is_asked = match &decl.kind {
            DeclKind::Param(index) => {
                let body = self.instance(self.frames.get(frame).instance).body;
                !is_secret(&body.params[*index as usize].ty)
            }
            DeclKind::Let(_) | DeclKind::LoopVar(_) => true,
            DeclKind::Resource(_) | DeclKind::Parameter(_) | DeclKind::Instance(_) => {
                matches!(self.frames.peek(frame, cell), Slot::Done(_))
            }
            // An existing resource is what it is given as; members of a family have cells of their own.
            DeclKind::Existing(_) | DeclKind::Family(_) => false,
        };
        if !is_asked || matches!(self.quietly(|e| e.presence(frame, &decl.guards)), Ok(Presence::Never) | Err(_)) {
            return;
        }
        let Ok(value) = self.quietly(|e| e.cell(frame, cell, decl.span)) else { return };
        match &decl.kind {
            DeclKind::Resource(_) | DeclKind::Parameter(_) | DeclKind::Instance(_) => {
                self.tell_place(named, decl.span, &value);
            }
            _ => self.tell(named, decl.span, &value, frame),
        }
    }

    /// Tells a value of a name.
    fn tell(&mut self, named: &mut Named, name: Span, value: &Value, frame: FrameId) {
        let meant = named.names.entry(name).or_default();
        if meant.values.len() == MOST_VALUES {
            meant.more += 1;
            return;
        }
        let stack = if frame == FrameId::NONE { StackId::NONE } else { self.stack_of(frame) };
        let Some(is) = Showing { of: self, stack, left: MOST_PARTS }.value(value) else { return };
        if let Some(known) = meant.values.iter_mut().find(|known| known.is == is) {
            known.times += 1;
            return;
        }
        let of = self.turn_path(frame);
        meant.values.push(MeantValue { is, of, times: 1 });
    }

    /// Tells what that which was placed is called.
    fn tell_place(&mut self, named: &mut Named, span: Span, value: &Value) {
        let (of, name, stack, path) = match value {
            Value::Resource(id) => {
                let path = self.resource_path(*id);
                let resource = self.resource(*id);
                (Kind::LogicalId, resource.logical_id.to_string(), resource.stack, path)
            }
            Value::Instance(id) => {
                let instance = self.instance(*id);
                let (stack, prefix) = (instance.stack, instance.prefix.to_string());
                match instance.body.kind {
                    BodyKind::Construct => (Kind::Prefix, prefix, stack, self.instance_path(*id)),
                    _ => (Kind::Stack, self.stack_name(stack, span), StackId::NONE, self.instance_path(*id)),
                }
            }
            Value::Deploy(deploy) => match &**deploy {
                Deploy::Parameter(id) => {
                    let parameter = &self.parameters[id.0 as usize];
                    let name = parameter.logical_id.to_string();
                    (Kind::LogicalId, name.clone(), parameter.stack, name)
                }
                // There under a condition.
                Deploy::If(_, a, b) => {
                    self.tell_place(named, span, a);
                    return self.tell_place(named, span, b);
                }
                Deploy::Ref(id) => return self.tell_place(named, span, &Value::Resource(*id)),
                _ => return,
            },
            _ => return,
        };
        let meant = named.names.entry(span).or_default();
        if meant.values.len() == MOST_VALUES {
            meant.more += 1;
            return;
        }
        let root = self.stack_root(stack).map(|root| self.instance_path(root) + ".").unwrap_or_default();
        let stack = self.stack_name(stack, span);
        meant.values.push(MeantValue { is: Shown::Name { of, name, stack }, of: root + &path, times: 1 });
    }

    /// The name that CloudFormation knows a stack by, where it is known.
    fn stack_name(&mut self, stack: StackId, from: Span) -> String {
        if stack == StackId::NONE {
            return String::new();
        }
        let name = self.quietly(|e| e.setting(stack, Setting::Name, from)).ok().flatten();
        name.map(|name| name.to_string()).unwrap_or_default()
    }

    /// The path in the app of the instance that a frame belongs to, with the turns of the loops around it.
    fn turn_path(&self, frame: FrameId) -> String {
        if frame == FrameId::NONE {
            return String::new();
        }
        let mut chain = Vec::new();
        let mut at = Some(self.frames.get(frame).instance);
        while let Some(id) = at {
            let instance = self.instance(id);
            if instance.body.kind != BodyKind::App {
                let mut segment = String::new();
                instance.segment.write(&mut segment);
                chain.push(segment);
            }
            at = instance.parent;
        }
        chain.reverse();
        let mut path = chain.join(".");
        let mut turns = Vec::new();
        let mut at = frame;
        while self.frames.get(at).parent != FrameId::NONE {
            let (of_loop, parent) = (self.frames.get(at).of_loop, self.frames.get(at).parent);
            let var = self.frames.get(parent).block.loops[of_loop as usize].vars.first();
            if let Some(Slot::Done(value)) = var.map(|var| self.frames.peek(at, *var))
                && let Some(key) = key_text(value)
            {
                turns.push(key);
            }
            at = parent;
        }
        turns.iter().rev().for_each(|key| {
            let _ = write!(path, "[{:?}]", key.as_str());
        });
        path
    }
}

/// Whether values of a type are secret.
fn is_secret(ty: &Ty) -> bool {
    match &**ty {
        TyKind::Secret(_) => true,
        TyKind::Optional(inner) => is_secret(inner),
        _ => false,
    }
}

/// Shows one value, as seen from a stack.
struct Showing<'e, 'p> {
    of: &'e Evaluator<'p>,
    stack: StackId,
    left: usize,
}

impl Showing<'_, '_> {
    /// The value; nothing for what is no value, as an instance.
    fn value(&mut self, value: &Value) -> Option<Shown> {
        self.left = self.left.saturating_sub(1);
        Some(match value {
            Value::Instance(_) => return None,
            Value::Str(text) => Shown::Text(quoted(text)),
            Value::List(items) => {
                let mut shown = Vec::new();
                for item in items.iter() {
                    if self.left == 0 {
                        break;
                    }
                    shown.push(self.value(item)?);
                }
                let more = items.len() - shown.len();
                Shown::List(shown, more)
            }
            Value::Record(record) => {
                let mut shown = Vec::new();
                for (key, field) in record.iter() {
                    if self.left == 0 {
                        break;
                    }
                    shown.push((key.to_string(), self.value(field)?));
                }
                let more = record.len() - shown.len();
                Shown::Record(shown, more)
            }
            Value::Resource(id) => Shown::Text(self.resource("Ref", *id, None)?),
            Value::Condition(_) => Shown::Text("a condition".to_owned()),
            Value::Deploy(deploy) => Shown::Text(self.deploy(deploy)?),
            plain => Shown::Text(show::value(plain)),
        })
    }

    /// A value as part of another.
    fn part(&mut self, value: &Value) -> Option<String> {
        self.value(value).map(|shown| shown.text(MOST_CHARS))
    }

    fn resource(&self, function: &str, id: ResourceId, attribute: Option<&str>) -> Option<String> {
        let resource = self.of.resource(id);
        if resource.logical_id.is_empty() {
            return None;
        }
        let dot = if attribute.is_some() { "." } else { "" };
        let own = format!("!{function} {}{dot}{}", resource.logical_id, attribute.unwrap_or_default());
        Some(self.seen(own, resource.stack))
    }

    /// What another stack has, with its name in the app.
    fn seen(&self, own: String, stack: StackId) -> String {
        match self.of.stack_root(stack).filter(|_| stack != self.stack) {
            Some(root) => format!("{own} of {}", self.of.instance_path(root)),
            None => own,
        }
    }

    fn deploy(&mut self, deploy: &Deploy) -> Option<String> {
        Some(match deploy {
            Deploy::Ref(id) => self.resource("Ref", *id, None)?,
            Deploy::Attribute(id, name) => self.resource("GetAtt", *id, Some(name))?,
            Deploy::Parameter(id) => {
                let parameter = &self.of.parameters[id.0 as usize];
                self.seen(format!("!Ref {}", parameter.logical_id), parameter.stack)
            }
            Deploy::Pseudo(pseudo) => format!("!Ref {}", pseudo.cloudformation_name()),
            Deploy::Sub(parts) | Deploy::Dynamic(parts) => format!("!Sub {:?}", self.parts(parts)?),
            Deploy::Join(separator, list) => format!("!Join [{separator:?}, {}]", self.part(list)?),
            Deploy::Split(separator, text) => format!("!Split [{separator:?}, {}]", self.part(text)?),
            Deploy::Select(index, list) => format!("!Select [{}, {}]", self.part(index)?, self.part(list)?),
            Deploy::If(_, a, b) => format!("!If [a condition, {}, {}]", self.part(a)?, self.part(b)?),
            Deploy::Zones(Value::Null) => "!GetAZs \"\"".to_owned(),
            Deploy::Zones(region) => format!("!GetAZs {}", self.part(region)?),
            Deploy::Cidr(block, count, bits) => {
                let bits = if bits.is_null() { String::new() } else { format!(", {}", self.part(bits)?) };
                format!("!Cidr [{}, {}{bits}]", self.part(block)?, self.part(count)?)
            }
            Deploy::Base64(text) => format!("!Base64 {}", self.part(text)?),
            Deploy::Length(list) => format!("!Length {}", self.part(list)?),
            Deploy::ToJson(value) => format!("!ToJsonString {}", self.part(value)?),
            Deploy::FindInMap(name, first, second) => {
                format!("!FindInMap [{name}, {}, {}]", self.part(first)?, self.part(second)?)
            }
            Deploy::StackOutput(root, name, inner) => {
                let stack = self.of.instance(*root).stack;
                if stack == self.stack {
                    return self.part(inner);
                }
                self.seen(format!("output {name}"), stack)
            }
            Deploy::Secret { .. } => "a secret".to_owned(),
            Deploy::Raw(name, inner) if name.is_empty() => self.part(inner)?,
            Deploy::Raw(name, inner) => format!("!{} {}", name.trim_start_matches("Fn::"), self.part(inner)?),
        })
    }

    /// Text with parts, as `Fn::Sub` writes it.
    fn parts(&mut self, parts: &[SubPart]) -> Option<String> {
        let mut text = String::new();
        for part in parts {
            let value = match part {
                SubPart::Text(part) => {
                    text.push_str(part);
                    continue;
                }
                SubPart::Value(value) => value,
            };
            let part = self.part(value)?;
            let name = part.strip_prefix("!Ref ").or_else(|| part.strip_prefix("!GetAtt "));
            let _ = write!(text, "${{{}}}", name.unwrap_or(&part));
        }
        Some(text)
    }
}

/// A string in quotes, shortened.
fn quoted(text: &str) -> String {
    match text.char_indices().nth(MOST_CHARS) {
        Some((cut, _)) => format!("{:?}…", &text[..cut]),
        None => format!("{text:?}"),
    }
}
