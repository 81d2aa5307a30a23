//! Calls: what a function needs of its surroundings, and what it answers.

use std::rc::Rc;

use arcstr::ArcStr;

use super::{Builtin, signature::Entry, table::entry};
use crate::evaluate::{Deploy, ParameterId, Record, ResourceId, Value};

/// Why a call has no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallError {
    /// Which argument is at fault, if one is.
    pub argument: Option<usize>,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

impl CallError {
    /// An error of an argument.
    pub fn argument(index: usize, message: impl Into<String>) -> CallError {
        CallError { argument: Some(index), message: message.into(), help: None }
    }

    /// An error of the call as a whole.
    pub fn whole(message: impl Into<String>) -> CallError {
        CallError { argument: None, message: message.into(), help: None }
    }

    /// Says what to write instead.
    pub fn help(self, help: impl Into<String>) -> CallError {
        CallError { help: Some(help.into()), ..self }
    }
}

/// Where an asset will be found when deploying.
#[derive(Clone, Debug)]
pub struct AssetPlace {
    /// The bucket that assets are published to.
    pub bucket: Value,
    /// The object's key in it.
    pub key: ArcStr,
    /// The digest of the content.
    pub hash: ArcStr,
}

/// A metric that AWS publishes about a resource.
#[derive(Clone, Debug)]
pub struct Metric {
    /// `AWS/RDS`
    pub namespace: ArcStr,
    /// The dimensions that tell this resource from others, with their values.
    pub dimensions: Vec<(ArcStr, Value)>,
    /// The statistic that is usual for it: `Average`, `Sum` …
    pub statistic: ArcStr,
    /// The region in which it is published, where that is known.
    pub region: Option<ArcStr>,
}

/// Which metric of a resource is meant.
#[derive(Clone, Copy, Debug)]
pub struct MetricQuery<'q> {
    /// `CPUUtilization`
    pub name: &'q str,
    /// The dimensions that the resource does not tell.
    pub dimensions: Option<&'q Record>,
    /// The namespace, for a name that several have.
    pub namespace: Option<&'q str>,
}

/// What functions need of their surroundings. Paths are as the checker resolved them: relative to the project.
pub trait BuiltinContext {
    /// Takes steps of the evaluation's budget; an error says that it is used up.
    fn charge(&mut self, steps: u64) -> Result<(), String>;

    /// The text of a file.
    fn read(&mut self, path: &str) -> Result<ArcStr, String>;

    /// The paths of all files in a folder and those below it.
    fn files_below(&mut self, folder: &str) -> Result<Vec<ArcStr>, String>;

    /// Takes a file or folder into the assembly.
    fn asset(&mut self, path: &str) -> Result<AssetPlace, String>;

    /// A resource's Ref (or the identifier of an existing one).
    fn reference(&mut self, resource: ResourceId) -> Result<Value, String> {
        Ok(Value::deploy(Deploy::Ref(resource)))
    }

    /// Whether no value of a parameter has a character that Json escapes.
    fn is_plain_parameter(&self, parameter: ParameterId) -> bool;

    /// Whether no value of an attribute has a character that Json escapes: identifiers, ARNs, addresses.
    fn is_plain_attribute(&self, resource: ResourceId, attribute: &str) -> bool {
        let _ = (resource, attribute);
        true
    }

    /// A metric of a resource.
    fn metric(&mut self, resource: ResourceId, query: &MetricQuery<'_>) -> Result<Metric, String>;
}

/// One call while it is evaluated.
pub(super) struct Call<'c> {
    pub args: Vec<Option<Value>>,
    pub ctx: &'c mut dyn BuiltinContext,
    entry: &'static Entry,
}

/// Texts longer than this are refused, in bytes: what is written must fit a template of 1 MB.
pub(super) const MOST_TEXT: usize = 4 << 20;
/// Lists longer than this are refused.
pub(super) const MOST_ELEMENTS: usize = 100_000;

/// The value of a call: one argument per param, `None` where left out, the rest of a variadic one at the end.
///
/// # Errors
/// Which argument is at fault, and why; without a place, which the caller knows.
pub fn call(builtin: Builtin, args: Vec<Option<Value>>, ctx: &mut dyn BuiltinContext) -> Result<Value, CallError> {
    let entry = entry(builtin);
    (entry.eval)(&mut Call { args, ctx, entry })
}

impl Call<'_> {
    /// An argument; `null` when it is left out.
    pub fn value(&self, index: usize) -> &Value {
        self.args.get(index).and_then(Option::as_ref).unwrap_or(&Value::Null)
    }

    /// The argument is of another kind than the checker promised, or later than it may be.
    pub fn unfit(&self, index: usize, wanted: &str) -> CallError {
        let name = self.entry.params.get(index).or(self.entry.params.last()).map_or("value", |p| p.name);
        match self.value(index) {
            Value::Deploy(_) | Value::Condition(_) => CallError::argument(
                index,
                format!("`{}` needs `{name}` when compiling, and only the deployment knows it", self.entry.name),
            ),
            Value::Null => CallError::argument(index, format!("`{}` needs `{name}`, found `null`", self.entry.name)),
            _ => CallError::argument(index, format!("`{}` needs {wanted} as `{name}`", self.entry.name)),
        }
    }

    /// A known string.
    pub fn text(&self, index: usize) -> Result<ArcStr, CallError> {
        match self.value(index) {
            Value::Str(text) => Ok(text.clone()),
            _ => Err(self.unfit(index, "a string")),
        }
    }

    /// A known integer.
    pub fn int(&self, index: usize) -> Result<i64, CallError> {
        match self.value(index) {
            Value::Int(i) => Ok(*i),
            _ => Err(self.unfit(index, "an integer")),
        }
    }

    /// A known integer, if it is given.
    pub fn optional_int(&self, index: usize) -> Result<Option<i64>, CallError> {
        match self.value(index) {
            Value::Null => Ok(None),
            _ => self.int(index).map(Some),
        }
    }

    /// A list of known length; its elements may be of any stage.
    pub fn list(&self, index: usize) -> Result<Rc<Vec<Value>>, CallError> {
        match self.value(index) {
            Value::List(list) => Ok(list.clone()),
            _ => Err(self.unfit(index, "a list")),
        }
    }

    /// A record or map; its values may be of any stage.
    pub fn record(&self, index: usize) -> Result<Rc<Record>, CallError> {
        match self.value(index) {
            Value::Record(record) => Ok(record.clone()),
            _ => Err(self.unfit(index, "a map")),
        }
    }

    /// Takes steps of the budget.
    pub fn charge(&mut self, steps: usize) -> Result<(), CallError> {
        self.ctx.charge(steps as u64).map_err(CallError::whole)
    }

    /// A text that was made, if it is not too long.
    pub fn made_text(&mut self, text: String) -> Result<Value, CallError> {
        self.charge(text.len() / 64)?;
        if text.len() > MOST_TEXT {
            return Err(CallError::whole(format!(
                "`{}` makes a text of {} bytes, at most {MOST_TEXT} are allowed",
                self.entry.name,
                text.len()
            )));
        }
        Ok(Value::str(text))
    }

    /// A list that was made, if it is not too long.
    pub fn made_list(&mut self, list: Vec<Value>) -> Result<Value, CallError> {
        self.room(list.len())?;
        Ok(Value::list(list))
    }

    /// Whether a list of so many elements may be made.
    pub fn room(&mut self, elements: usize) -> Result<(), CallError> {
        if elements > MOST_ELEMENTS {
            return Err(CallError::whole(format!(
                "`{}` makes a list of {elements} elements, at most {MOST_ELEMENTS} are allowed",
                self.entry.name
            )));
        }
        self.charge(elements)
    }
}
