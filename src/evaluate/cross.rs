//! Values that cross from one stack to another.

use arcstr::ArcStr;

use super::{
    References, errors,
    frames::FrameId,
    lower::Lowering,
    machine::{Eval, Evaluator},
    same,
    stack::{Need, Setting, StackId, StackOutput},
    value::{Deploy, InstanceId, Record, SubPart, Value},
};
use crate::{hir::BodyKind, plan::naming, source::Span};

/// How a stack reads a value of another.
#[derive(Clone, Debug)]
pub(super) enum Imported {
    /// `Fn::ImportValue` of an export's name.
    Export(Value),
    /// `Fn::GetStackOutput`.
    Output {
        /// The other stack's name.
        stack: ArcStr,
        /// The output's logical id.
        output: ArcStr,
        /// Where the other stack is, when it is elsewhere.
        region: Option<ArcStr>,
        /// The role by which another account's outputs are read.
        role: Option<ArcStr>,
    },
}

/// Where a value that crosses stands: its path gives the output its name.
struct Crossing<'a> {
    /// The stack that it comes from.
    root: InstanceId,
    /// The output's logical id.
    name: &'a str,
    /// Whether the stack declares an output of just this value.
    declared: bool,
}

impl<'p> Evaluator<'p> {
    /// An output's value as it is seen from the frame `at`: what only means something inside its stack is bound to it.
    pub(super) fn crossing(&self, id: InstanceId, output: u16, value: Value, at: FrameId) -> Value {
        let placed = self.instance(id);
        if placed.stack == self.stack_of(at) || placed.stack == StackId::NONE {
            return value;
        }
        let Some(root) = self.stack_root(placed.stack) else { return value };
        let mut name = placed.prefix.to_string();
        naming::push_segment(&mut name, &placed.body.outputs[output as usize].name);
        let declared = placed.body.kind == BodyKind::Stack;
        self.bind(&Crossing { root, name: &name, declared }, value)
    }

    fn bind(&self, crossing: &Crossing<'_>, value: Value) -> Value {
        match &value {
            Value::List(items) => {
                if items.iter().all(|item| item.is_known() && !matches!(item, Value::List(_) | Value::Record(_))) {
                    return value;
                }
                let element = |item: &Value| {
                    // Elements have no name of their own: what they are is one.
                    let name =
                        format!("{}{}", crossing.name, naming::hash(&self.stable_text(item)).to_ascii_uppercase());
                    self.bind(&Crossing { root: crossing.root, name: &name, declared: false }, item.clone())
                };
                Value::list(items.iter().map(element).collect())
            }
            Value::Record(record) => {
                let field = |(key, item): (&ArcStr, &Value)| {
                    let mut name = crossing.name.to_owned();
                    naming::push_segment(&mut name, key);
                    let inner = Crossing { root: crossing.root, name: &name, declared: false };
                    (key.clone(), self.bind(&inner, item.clone()))
                };
                Value::record(record.iter().map(field).collect::<Record>())
            }
            Value::Condition(_) => self.bound(crossing, value),
            Value::Deploy(deploy) => match &**deploy {
                Deploy::StackOutput(..) | Deploy::Dynamic(_) => value,
                Deploy::Ref(_) | Deploy::Attribute(..) if !crossing.declared => value,
                Deploy::Secret { arn, key } => {
                    let arn = self.bind(crossing, arn.clone());
                    Value::deploy(Deploy::Secret { arn, key: key.clone() })
                }
                Deploy::If(condition, a, b) if a.is_null() || b.is_null() || is_compound(a) || is_compound(b) => {
                    let (a, b) = (self.bind(crossing, a.clone()), self.bind(crossing, b.clone()));
                    Value::deploy(Deploy::If(*condition, a, b))
                }
                Deploy::Sub(_) | Deploy::Join(..) if !crossing.declared && !is_local(&value) => value,
                _ => self.bound(crossing, value),
            },
            _ => value,
        }
    }

    fn bound(&self, crossing: &Crossing<'_>, value: Value) -> Value {
        let name = naming::shorten(crossing.name.to_owned(), crossing.name);
        Value::deploy(Deploy::StackOutput(crossing.root, name.into(), value))
    }

    /// A text of a value in which resources stand with their logical ids, so that it does not change when others do.
    fn stable_text(&self, value: &Value) -> String {
        match value {
            Value::Resource(id) => self.resource(*id).logical_id.to_string(),
            Value::Deploy(deploy) => match &**deploy {
                Deploy::Ref(id) => self.resource(*id).logical_id.to_string(),
                Deploy::Attribute(id, name) => format!("{}.{name}", self.resource(*id).logical_id),
                Deploy::Parameter(id) => self.parameters[id.0 as usize].logical_id.to_string(),
                Deploy::Sub(parts) => {
                    let text = |part: &SubPart| match part {
                        SubPart::Text(text) => text.to_string(),
                        SubPart::Value(value) => format!("${{{}}}", self.stable_text(value)),
                    };
                    parts.iter().map(text).collect()
                }
                _ => same::fingerprint(value),
            },
            _ => same::fingerprint(value),
        }
    }

    /// Makes a value of the stack `from` readable where it is written: an output there, an edge, and how to read it.
    pub(super) fn import(&mut self, from: StackId, name: &str, value: &Value, lowering: &Lowering) -> Eval<Imported> {
        let (to, span) = (lowering.stack, lowering.span);
        let name = self.provide(from, name, value, span)?;
        let shown = self.stack_shown(from);
        self.stack_mut(to).needs.entry(from).or_insert_with(|| Need {
            span,
            what: format!("`{name}` of `{shown}`"),
            by: lowering.owner,
        });
        let region = (self.setting(from, Setting::Region, span)?, self.setting(to, Setting::Region, span)?);
        let account = (self.setting(from, Setting::Account, span)?, self.setting(to, Setting::Account, span)?);
        let is_near = region.0 == region.1 && account.0 == account.1;
        let references = self.references()?;
        let is_strong = is_near && references == References::Strong;
        if is_near && references != References::Weak {
            self.export(from, &name, span)?;
        }
        let exported = self.stack(from).outputs.get(&name).and_then(|output| output.export.clone());
        if is_strong && let Some(export @ Value::Str(_)) = exported {
            return Ok(Imported::Export(export));
        }
        let stack = self.setting(from, Setting::Name, span)?.unwrap_or_default();
        let region = match region {
            (a, b) if a == b => None,
            (Some(region), _) => Some(region),
            (None, _) => return Err(self.report(errors::open_region(span, &shown))),
        };
        let role = if account.0 == account.1 { None } else { Some(self.reference_role(from, &shown, span)?) };
        Ok(Imported::Output { stack, output: name, region, role })
    }

    /// The role by which other accounts read a stack's outputs.
    fn reference_role(&mut self, from: StackId, shown: &str, span: Span) -> Eval<ArcStr> {
        let root = self.stack_root(from).map(|root| (self.instance(root).body, self.instance(root).frame));
        let role = match root.and_then(|(body, frame)| Some((body.settings.reference_role.as_ref()?, frame))) {
            Some((expr, frame)) => self.known_text(expr, frame)?,
            None => None,
        };
        role.ok_or_else(|| self.report(errors::no_reference_role(span, shown)))
    }

    /// The kind of references that the command line or the app asks for.
    fn references(&mut self) -> Eval<References> {
        if let Some(references) = self.inputs.options.references {
            return Ok(references);
        }
        let Some(root) = self.instances.first() else { return Ok(References::Strong) };
        let (body, frame) = (root.body, root.frame);
        let Some(expr) = body.settings.references.as_ref().filter(|_| body.kind == BodyKind::App) else {
            return Ok(References::Strong);
        };
        let text = self.known_text(expr, frame)?;
        match text.as_deref() {
            None | Some("strong") => Ok(References::Strong),
            Some("weak") => Ok(References::Weak),
            Some("both") => Ok(References::Both),
            Some(other) => {
                Err(self.report(errors::bad_setting(expr.span, other, "it is none of \"strong\", \"weak\", \"both\"")))
            }
        }
    }

    /// The output of a stack that holds a value; made when there is none yet.
    fn provide(&mut self, from: StackId, name: &str, value: &Value, span: Span) -> Eval<ArcStr> {
        let mut id: ArcStr = name.into();
        let taken = |e: &Self, id: &str| {
            if let Some(output) = e.stack(from).outputs.get(id) {
                return !same::identical(&output.value, value);
            }
            // A declared output that is not written yet keeps its name.
            e.stack_root(from).is_some_and(|root| {
                let outputs = e.instance(root).body.outputs.iter().enumerate();
                outputs.filter(|(_, output)| naming::pascal(&output.name) == id).any(|(i, _)| {
                    let at = e.instance(root).first_output as usize + i;
                    !matches!(&e.outputs[at], super::frames::Slot::Done(declared) if same::identical(declared, value))
                })
            })
        };
        if taken(self, &id) {
            id = format!("{name}{}", naming::hash(&self.stable_text(value)).to_ascii_uppercase()).into();
        }
        if !self.stack(from).outputs.contains_key(&id) {
            let value = value.clone();
            let output = StackOutput { value, condition: None, description: None, export: None, span };
            self.stack_mut(from).outputs.insert(id.clone(), output);
        }
        Ok(id)
    }

    /// Gives an output an export when it has none.
    fn export(&mut self, from: StackId, name: &ArcStr, span: Span) -> Eval<()> {
        if self.stack(from).outputs.get(name).is_none_or(|output| output.export.is_some()) {
            return Ok(());
        }
        let stack = self.setting(from, Setting::Name, span)?.unwrap_or_default();
        if let Some(output) = self.stack_mut(from).outputs.get_mut(name) {
            output.export = Some(Value::Str(arcstr::format!("{stack}-{name}")));
        }
        Ok(())
    }

    /// A stack as messages show it: its path in the app.
    pub(super) fn stack_shown(&self, id: StackId) -> String {
        self.stack_root(id).map(|root| self.instance_path(root)).unwrap_or_default()
    }
}

fn is_compound(value: &Value) -> bool {
    matches!(value, Value::List(_) | Value::Record(_) | Value::Resource(_) | Value::Instance(_))
}

/// Whether a value says something else in another stack: its region, name, parameters or conditions are in it.
fn is_local(value: &Value) -> bool {
    match value {
        Value::Condition(_) => true,
        Value::List(items) => items.iter().any(is_local),
        Value::Record(record) => record.iter().any(|(_, v)| is_local(v)),
        Value::Deploy(deploy) => match &**deploy {
            Deploy::Ref(_) | Deploy::Attribute(..) | Deploy::StackOutput(..) | Deploy::Dynamic(_) => false,
            Deploy::Sub(parts) => parts.iter().any(|part| matches!(part, SubPart::Value(v) if is_local(v))),
            Deploy::Join(_, inner) | Deploy::Split(_, inner) | Deploy::Base64(inner) | Deploy::ToJson(inner) => {
                is_local(inner)
            }
            Deploy::Select(a, b) => is_local(a) || is_local(b),
            Deploy::Secret { arn, .. } => is_local(arn),
            _ => true,
        },
        _ => false,
    }
}
