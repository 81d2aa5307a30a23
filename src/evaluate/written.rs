//! What resources were written as, kept from one build to the next: a resource with the same properties is neither checked against the
//! registry nor written again.
//!
//! In: a resource's properties, evaluated. Out: whether the build before found them right, and their text. Invariants: what is kept
//! is found by all that checking and writing look at, byte for byte, and not by where that came from, so it is never out of date;
//! nothing is kept of what was reported of; writing what is kept does to the build what writing it anew would; what has not been
//! asked for in the last builds is dropped.

use std::rc::Rc;
use std::sync::{Arc, Mutex};

use arcstr::ArcStr;
use rustc_hash::FxHashMap;

use super::{
    json::Json,
    lower::Lowering,
    machine::Evaluator,
    places::Declared,
    stack::StackId,
    value::{Deploy, Record, ResourceId, SubPart, Value},
};

/// How many builds in which nothing asks for it something is kept: while there are mistakes, builds end early.
const ROUNDS: u32 = 8;

/// What the resources of an environment were written as. Copies are the same.
#[derive(Clone, Debug, Default)]
pub struct Written(Arc<Mutex<Table>>);

#[derive(Debug, Default)]
pub(super) struct Table {
    round: u32,
    /// By stack and logical id.
    stacks: FxHashMap<ArcStr, FxHashMap<ArcStr, Entry>>,
}

/// A resource.
#[derive(Debug)]
struct Entry {
    /// All that was looked at.
    seen: Box<[u8]>,
    text: Option<Text>,
    round: u32,
}

/// Properties as they are written, with the resources that the text refers to: indexes into those in the properties.
#[derive(Debug)]
struct Text {
    json: Box<[u8]>,
    references: Box<[u32]>,
    certain: Box<[u32]>,
}

/// All that checking and writing look at in a resource's properties.
#[derive(Debug, Default)]
pub(super) struct Seen {
    bytes: Vec<u8>,
    resources: Vec<ResourceId>,
    /// Whether something of another stack is in it.
    is_foreign: bool,
    /// Whether writing it changes nothing but the text: no condition, mapping, transform or output of another stack is made.
    is_plain: bool,
}

/// What is in a value that nothing is kept of.
struct Unkept;

impl Written {
    /// Begins a build.
    pub(super) fn begin(&self) -> Table {
        // A build that panicked has left nothing.
        let mut table = self.0.lock().map(|mut table| std::mem::take(&mut *table)).unwrap_or_default();
        table.round += 1;
        table
    }

    /// Ends it.
    pub(super) fn end(&self, mut table: Table) {
        let oldest = table.round.saturating_sub(ROUNDS);
        for stack in table.stacks.values_mut() {
            stack.retain(|_, entry| entry.round > oldest);
        }
        table.stacks.retain(|_, stack| !stack.is_empty());
        if let Ok(mut kept) = self.0.lock() {
            *kept = table;
        }
    }

    /// How many resources are kept.
    pub fn len(&self) -> usize {
        self.0.lock().map(|table| table.stacks.values().map(FxHashMap::len).sum()).unwrap_or_default()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Table {
    fn entry(&mut self, stack: &ArcStr, logical_id: &ArcStr, seen: &Seen) -> Option<&mut Entry> {
        let round = self.round;
        let entry = self.stacks.get_mut(stack)?.get_mut(logical_id)?;
        entry.round = round;
        (*entry.seen == *seen.bytes).then_some(entry)
    }
}

impl<'p> Evaluator<'p> {
    /// All that checking and writing look at in a resource's properties; nothing when nothing is kept of it.
    pub(super) fn seen(&mut self, id: ResourceId, region: Option<&ArcStr>, properties: &Rc<Record>) -> Option<Seen> {
        self.written.as_ref()?;
        let Declared::Resource(declared) = self.resource(id).declared else { return None };
        let mut seen = Seen { is_plain: true, ..Seen::default() };
        seen.text(&declared.ty);
        seen.bytes.push(u8::from(declared.untyped));
        seen.bytes.push(u8::from(region.is_some()));
        seen.text(region.map_or("", ArcStr::as_str));
        let stack = self.resource(id).stack;
        self.see_record(properties, stack, &mut seen).ok()?;
        // Where a property takes only what is in a certain region, that of other stacks counts.
        let is_regional = !self.type_facts(&declared.ty).regional.is_empty();
        (!(is_regional && seen.is_foreign)).then_some(seen)
    }

    /// Whether the build before found nothing wrong with it.
    pub(super) fn was_right(&mut self, id: ResourceId, seen: &Seen) -> bool {
        let (stack, logical_id) = self.written_place(id);
        self.written.as_mut().is_some_and(|table| table.entry(&stack, &logical_id, seen).is_some())
    }

    /// Keeps that nothing is wrong with it.
    pub(super) fn keep_right(&mut self, id: ResourceId, seen: &Seen) {
        let (stack, logical_id) = self.written_place(id);
        if let Some(table) = &mut self.written {
            let entry = Entry { seen: seen.bytes.as_slice().into(), text: None, round: table.round };
            table.stacks.entry(stack).or_default().insert(logical_id, entry);
        }
    }

    /// Writes the properties as the build before did; `false` when they have to be written anew.
    pub(super) fn write_again(&mut self, id: ResourceId, seen: &Seen, json: &mut Json, to: &mut Lowering) -> bool {
        let (stack, logical_id) = self.written_place(id);
        let entry = self.written.as_mut().and_then(|table| table.entry(&stack, &logical_id, seen));
        let Some(text) = entry.and_then(|entry| entry.text.as_ref()) else { return false };
        let ids = |indexes: &[u32]| indexes.iter().filter_map(|i| seen.resources.get(*i as usize).copied()).collect();
        (to.references, to.certain) = (ids(&text.references), ids(&text.certain));
        json.raw(&text.json);
        true
    }

    /// Keeps how they were written.
    pub(super) fn keep_text(&mut self, id: ResourceId, seen: &Seen, json: &[u8], to: &Lowering) {
        if !seen.is_plain {
            return;
        }
        let index = |id: &ResourceId| seen.resources.iter().position(|other| other == id).map(|i| i as u32);
        let indexes = |ids: &[ResourceId]| ids.iter().map(index).collect::<Option<Box<[u32]>>>();
        let (Some(references), Some(certain)) = (indexes(&to.references), indexes(&to.certain)) else { return };
        let (stack, logical_id) = self.written_place(id);
        if let Some(entry) = self.written.as_mut().and_then(|table| table.entry(&stack, &logical_id, seen)) {
            entry.text = Some(Text { json: json.into(), references, certain });
        }
    }

    fn written_place(&mut self, id: ResourceId) -> (ArcStr, ArcStr) {
        let (stack, logical_id) = (self.resource(id).stack, self.resource(id).logical_id.clone());
        let at = stack.0 as usize;
        if at >= self.written_names.len() {
            let names = (self.written_names.len()..=at).map(|at| ArcStr::from(self.stack_shown(StackId(at as u32))));
            let names: Vec<ArcStr> = names.collect();
            self.written_names.extend(names);
        }
        (self.written_names[at].clone(), logical_id)
    }

    fn see(&self, value: &Value, stack: StackId, seen: &mut Seen) -> Result<(), Unkept> {
        match value {
            Value::Null => seen.bytes.push(b'0'),
            Value::Bool(truth) => seen.bytes.extend([b'b', u8::from(*truth)]),
            Value::Int(number) => seen.number(b'i', *number),
            Value::Duration(number) => seen.number(b'd', *number),
            Value::Size(number) => seen.number(b'z', *number),
            Value::Float(number) => {
                seen.bytes.push(b'f');
                seen.bytes.extend(number.to_bits().to_le_bytes());
            }
            Value::Str(text) => {
                seen.bytes.push(b's');
                seen.text(text);
            }
            Value::List(items) => {
                seen.bytes.push(b'[');
                seen.count(items.len());
                for item in items.iter() {
                    self.see(item, stack, seen)?;
                }
            }
            Value::Record(record) => {
                seen.bytes.push(b'{');
                self.see_record(record, stack, seen)?;
            }
            Value::Resource(id) => {
                seen.bytes.push(b'r');
                self.see_resource(*id, stack, seen)?;
            }
            Value::Condition(_) => {
                seen.bytes.push(b'c');
                seen.is_plain = false;
            }
            Value::Deploy(deploy) => self.see_deploy(deploy, stack, seen)?,
            Value::Instance(_) => return Err(Unkept),
        }
        Ok(())
    }

    fn see_record(&self, record: &Record, stack: StackId, seen: &mut Seen) -> Result<(), Unkept> {
        seen.count(record.len());
        for (key, value) in record.iter() {
            seen.text(key);
            self.see(value, stack, seen)?;
        }
        Ok(())
    }

    fn see_resource(&self, id: ResourceId, stack: StackId, seen: &mut Seen) -> Result<(), Unkept> {
        let resource = self.resource(id);
        if matches!(resource.declared, Declared::Existing(_)) {
            return Err(Unkept);
        }
        if resource.stack != stack {
            (seen.is_foreign, seen.is_plain) = (true, false);
        }
        seen.bytes.push(u8::from(resource.stack == stack));
        seen.text(resource.ty());
        seen.text(&resource.logical_id);
        if !seen.resources.contains(&id) {
            seen.resources.push(id);
        }
        Ok(())
    }

    fn see_deploy(&self, deploy: &Deploy, stack: StackId, seen: &mut Seen) -> Result<(), Unkept> {
        let mut all = |name: u8, plain: bool, text: &str, values: &[&Value]| {
            seen.bytes.push(name);
            seen.is_plain &= plain;
            seen.text(text);
            values.iter().try_for_each(|value| self.see(value, stack, seen))
        };
        match deploy {
            Deploy::Ref(id) => {
                seen.bytes.push(b'R');
                self.see_resource(*id, stack, seen)
            }
            Deploy::Attribute(id, name) => {
                seen.bytes.push(b'A');
                seen.text(name);
                self.see_resource(*id, stack, seen)
            }
            Deploy::Pseudo(pseudo) => all(b'P', true, pseudo.cloudformation_name(), &[]),
            Deploy::Sub(parts) => self.see_parts(b'S', parts, stack, seen),
            Deploy::Dynamic(parts) => self.see_parts(b'D', parts, stack, seen),
            Deploy::Join(separator, list) => all(b'J', true, separator, &[list]),
            Deploy::Split(separator, text) => all(b'T', true, separator, &[text]),
            Deploy::Select(index, list) => all(b'E', true, "", &[index, list]),
            Deploy::Zones(region) => all(b'Z', true, "", &[region]),
            Deploy::Cidr(block, count, bits) => all(b'C', true, "", &[block, count, bits]),
            Deploy::Base64(text) => all(b'B', true, "", &[text]),
            Deploy::Raw(name, inner) => all(b'W', true, name, &[inner]),
            // What each of these adds to the template is not kept; what they look like to a check is.
            Deploy::If(_, a, b) => all(b'I', false, "", &[a, b]),
            Deploy::FindInMap(name, a, b) => all(b'M', false, name, &[a, b]),
            Deploy::Length(list) => all(b'L', false, "", &[list]),
            Deploy::ToJson(value) => all(b'O', false, "", &[value]),
            Deploy::Secret { arn, key } => all(b'K', false, key.as_deref().unwrap_or("\0"), &[arn]),
            Deploy::StackOutput(root, name, inner) => {
                let is_own = self.instance(*root).stack == stack;
                seen.is_foreign |= !is_own;
                seen.bytes.push(b'X');
                seen.bytes.push(u8::from(is_own));
                seen.is_plain &= is_own;
                seen.text(name);
                self.see(inner, stack, seen)
            }
            Deploy::Parameter(_) => Err(Unkept),
        }
    }

    fn see_parts(&self, name: u8, parts: &[SubPart], stack: StackId, seen: &mut Seen) -> Result<(), Unkept> {
        seen.bytes.push(name);
        seen.count(parts.len());
        for part in parts {
            match part {
                SubPart::Text(text) => {
                    seen.bytes.push(b't');
                    seen.text(text);
                }
                SubPart::Value(value) => {
                    seen.bytes.push(b'v');
                    self.see(value, stack, seen)?;
                }
            }
        }
        Ok(())
    }
}

impl Seen {
    fn number(&mut self, kind: u8, number: i64) {
        self.bytes.push(kind);
        self.bytes.extend(number.to_le_bytes());
    }

    fn count(&mut self, count: usize) {
        self.bytes.extend((count as u64).to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.count(text.len());
        self.bytes.extend(text.as_bytes());
    }
}
