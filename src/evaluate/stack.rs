//! Stacks while they are built.

use std::rc::Rc;

use arcstr::ArcStr;
use indexmap::IndexMap;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    errors,
    frames::{FrameId, Slot},
    machine::{Demand, Eval, Evaluator, Failed},
    places::Owner,
    value::{ConditionId, InstanceId, ParameterId, ResourceId, Value},
};
use crate::{
    hir,
    plan::naming,
    source::Span,
    types::{NamedString, StrRefinement, check_refinement},
};

/// A stack of this build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct StackId(pub(super) u32);

impl StackId {
    /// Outside all stacks: in the app.
    pub(super) const NONE: StackId = StackId(u32::MAX);
}

/// A stack while it is built.
#[derive(Debug, Default)]
pub(super) struct Stack<'p> {
    /// Which instance it is.
    pub(super) instance: Option<InstanceId>,
    /// What each logical id stands for.
    pub(super) ids: FxHashMap<ArcStr, Owner>,
    /// Region, account and name, each once it was asked for.
    pub(super) settings: [Slot; 3],
    /// Whether its statements were emitted.
    pub(super) emitted: bool,
    /// The resources, serialised, as the entries of a JSON object.
    pub(super) resources: Vec<u8>,
    /// How many there are.
    pub(super) resource_count: usize,
    /// The parameters in the order in which they were met.
    pub(super) parameters: Vec<ParameterId>,
    /// The conditions that are used, by their names.
    pub(super) conditions: IndexMap<ConditionId, ArcStr>,
    /// The names that conditions have.
    pub(super) condition_names: FxHashSet<ArcStr>,
    /// The outputs by logical id.
    pub(super) outputs: IndexMap<ArcStr, StackOutput>,
    /// The transforms in the order in which they were met.
    pub(super) transforms: Vec<ArcStr>,
    /// Verbatim parts of the template.
    pub(super) fragments: Vec<(&'p hir::Fragment, Value)>,
    /// The stacks that it needs, each with why.
    pub(super) needs: IndexMap<StackId, Need>,
    /// The tags that every resource gets, stack over app.
    pub(super) tags: Option<Rc<[(ArcStr, Value)]>>,
    /// The mappings that are used, by name.
    pub(super) mappings: IndexMap<ArcStr, Value>,
    /// Files that are uploaded before the stack is deployed.
    pub(super) assets: Vec<crate::world::Asset>,
}

/// Why a stack needs another.
#[derive(Clone, Debug)]
pub(super) struct Need {
    /// Where that became so.
    pub(super) span: Span,
    /// What is taken.
    pub(super) what: String,
    /// The resource whose properties take it.
    pub(super) by: Option<ResourceId>,
}

/// An output of a stack's template.
#[derive(Debug)]
pub(super) struct StackOutput {
    /// Its value inside the stack.
    pub(super) value: Value,
    /// Under which condition it exists.
    pub(super) condition: Option<ConditionId>,
    /// What it is for.
    pub(super) description: Option<ArcStr>,
    /// The name under which other stacks of the region import it.
    pub(super) export: Option<Value>,
    /// Where it is declared, or used first.
    pub(super) span: Span,
}

/// A setting of a stack that others ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// Where it is deployed to.
    Region = 0,
    /// To which account.
    Account = 1,
    /// CloudFormation's name for it.
    Name = 2,
}

impl<'p> Evaluator<'p> {
    /// A stack.
    pub(super) fn stack(&self, id: StackId) -> &Stack<'p> {
        &self.stacks[id.0 as usize]
    }

    /// A stack, to change it.
    pub(super) fn stack_mut(&mut self, id: StackId) -> &mut Stack<'p> {
        &mut self.stacks[id.0 as usize]
    }

    /// A new stack for an instance.
    pub(super) fn add_stack(&mut self, instance: InstanceId) -> StackId {
        self.stacks.push(Stack { instance: Some(instance), ..Stack::default() });
        StackId(self.stacks.len() as u32 - 1)
    }

    /// The instance that a stack is.
    pub(super) fn stack_root(&self, id: StackId) -> Option<InstanceId> {
        self.stacks.get(id.0 as usize)?.instance
    }

    /// A stack's region, account or name; `None` when it is left open.
    pub(super) fn setting(&mut self, id: StackId, setting: Setting, from: Span) -> Eval<Option<ArcStr>> {
        match &mut self.stack_mut(id).settings[setting as usize] {
            Slot::Done(Value::Str(text)) => return Ok(Some(text.clone())),
            Slot::Done(_) => return Ok(None),
            Slot::Failed => return Err(Failed),
            Slot::Busy => return Err(self.cycle(Demand::Setting(id.0, setting as u8), from)),
            slot @ Slot::Empty => *slot = Slot::Busy,
        }
        let result = self.demand(Demand::Setting(id.0, setting as u8), from, |e| e.evaluate_setting(id, setting));
        let value = result.map(|text| text.map_or(Value::Null, Value::Str));
        self.stack_mut(id).settings[setting as usize] = Evaluator::settle(self.muted > 0, &value);
        value.map(|value| match value {
            Value::Str(text) => Some(text),
            _ => None,
        })
    }

    fn evaluate_setting(&mut self, id: StackId, setting: Setting) -> Eval<Option<ArcStr>> {
        let Some(root) = self.stack_root(id) else { return Ok(None) };
        let (body, frame) = (self.instance(root).body, self.instance(root).frame);
        let expr = match setting {
            Setting::Region => &body.settings.region,
            Setting::Account => &body.settings.account,
            Setting::Name => &body.settings.stack_name,
        };
        let written = match expr {
            Some(expr) => self.known_text(expr, frame)?.map(|text| (text, expr.span)),
            None => None,
        };
        let Some((text, span)) = written else {
            return Ok(match setting {
                Setting::Region => self.env.as_ref().and_then(|env| env.region.clone()),
                Setting::Account => self.env.as_ref().and_then(|env| env.account.clone()),
                Setting::Name => Some(self.default_stack_name(root)),
            });
        };
        let problem = match setting {
            Setting::Region => check_refinement(&StrRefinement::named(NamedString::Region), &text).err(),
            Setting::Account => check_refinement(&StrRefinement::named(NamedString::AccountId), &text).err(),
            Setting::Name if text.is_empty() => Some("it is empty".to_owned()),
            Setting::Name => naming::stack_name_problem(&text),
        };
        match problem {
            None => Ok(Some(text)),
            Some(why) => Err(self.report(errors::bad_setting(span, &text, &why))),
        }
    }

    /// A setting's text, which must be known; `None` when it is null.
    pub(super) fn known_text(&mut self, expr: &'p hir::Expr, at: FrameId) -> Eval<Option<ArcStr>> {
        match self.activation(0, |e| e.eval(expr, at))? {
            Value::Null => Ok(None),
            Value::Str(text) => Ok(Some(text)),
            Value::Int(number) => Ok(Some(arcstr::format!("{number}"))),
            _ => Err(self.report(errors::not_known(expr.span, "this setting"))),
        }
    }

    fn default_stack_name(&self, root: InstanceId) -> ArcStr {
        let path = self.stack_path(root);
        let instance = self.instance(root);
        let app = instance.parent.map(|app| self.instance(app).body.name.as_str());
        let env = self.env.as_ref().map(super::environment::Environment::name);
        let parts = app.into_iter().chain(env.as_deref()).chain(path.iter().map(|part| part.as_str()));
        naming::stack_name(parts).into()
    }

    /// A stack's name and keys in its app.
    pub(super) fn stack_path(&self, root: InstanceId) -> Vec<ArcStr> {
        let segment = &self.instance(root).segment;
        std::iter::once(&segment.name).chain(&segment.keys).cloned().collect()
    }

    /// `stack.region`, `stack.account`, `stack.name`.
    pub(super) fn stack_field(&mut self, name: &str, at: FrameId, span: Span) -> Eval<Value> {
        let stack = self.stack_of(at);
        let setting = match name {
            "region" => Setting::Region,
            "account" => Setting::Account,
            _ => Setting::Name,
        };
        if stack == StackId::NONE {
            return Err(self.report(errors::no_stack(span)));
        }
        match self.setting(stack, setting, span)? {
            Some(text) => Ok(Value::Str(text)),
            None => {
                let own = self.env.as_ref().and_then(super::environment::Environment::own);
                Err(self.report(errors::left_open(span, name, own.map(|env| (env.name.as_str(), env.span)))))
            }
        }
    }
}
