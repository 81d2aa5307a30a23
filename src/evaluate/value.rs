//! Values.

use std::rc::Rc;

use arcstr::ArcStr;

use crate::hir::Pseudo;

/// A raw resource of this build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ResourceId(pub u32);

/// An instance of a construct, stack or app of this build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct InstanceId(pub u32);

/// A deploy-time parameter of a stack of this build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ParameterId(pub u32);

/// A condition on given values, equal ones shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ConditionId(pub u32);

/// A value: 16 bytes, cheap to clone, without a span.
#[derive(Clone, Debug)]
pub enum Value {
    /// `null`: left out of properties and lists.
    Null,
    /// A truth value.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// A number.
    Float(f64),
    /// A string.
    Str(ArcStr),
    /// A duration in milliseconds.
    Duration(i64),
    /// A size in bytes.
    Size(i64),
    /// A list of known length.
    List(Rc<Vec<Value>>),
    /// A record or map.
    Record(Rc<Record>),
    /// A raw resource.
    Resource(ResourceId),
    /// An instance.
    Instance(InstanceId),
    /// Known only when a deployment starts, or made by it.
    Deploy(Rc<Deploy>),
    /// A condition on given values (a truth value known only when a deployment starts).
    Condition(ConditionId),
}

/// A value that CloudFormation computes.
#[derive(Clone, Debug)]
pub enum Deploy {
    /// Ref of a resource.
    Ref(ResourceId),
    /// An attribute of a resource.
    Attribute(ResourceId, ArcStr),
    /// A parameter.
    Parameter(ParameterId),
    /// A pseudo parameter.
    Pseudo(Pseudo),
    /// Text with deploy-time parts.
    Sub(Vec<SubPart>),
    /// A list joined with a separator; the list is a `List` with deploy-time elements or itself deploy-time.
    Join(ArcStr, Value),
    /// A string split into an opaque list.
    Split(ArcStr, Value),
    /// An element of a list: (index, list).
    Select(Value, Value),
    /// `Fn::If`; a branch that is `Null` is `AWS::NoValue`.
    If(ConditionId, Value, Value),
    /// The availability zones of a region (empty: the stack's own).
    Zones(Value),
    /// `Fn::Cidr`: block, count, host bits.
    Cidr(Value, Value, Value),
    /// Base64 of a text.
    Base64(Value),
    /// Length of an opaque list (language extensions).
    Length(Value),
    /// Json text of a value with deploy-time leaves that Fn::Sub cannot spell (language extensions).
    ToJson(Value),
    /// A mapping looked up by deploy-time keys.
    FindInMap(ArcStr, Value, Value),
    /// A declared output of a stack, seen from outside it: (stack, output's logical id, its value inside).
    StackOutput(InstanceId, ArcStr, Value),
    /// A dynamic reference's text: `{{resolve:…}}`, its parts possibly deploy-time.
    Dynamic(Vec<SubPart>),
    /// A secret: one value that becomes a dynamic reference, an ARN with a key, or the ARN, by where it is put.
    Secret {
        /// The secret's ARN.
        arn: Value,
        /// The key within its Json, if any.
        key: Option<ArcStr>,
    },
    /// Verbatim intrinsic Json: `unchecked` or a fragment.
    Raw(ArcStr, Value),
}

/// A piece of deploy-time text.
#[derive(Clone, Debug)]
pub enum SubPart {
    /// Text as it stands.
    Text(ArcStr),
    /// A deploy-time scalar.
    Value(Value),
}

/// A record's or map's fields in source order.
#[derive(Clone, Debug, Default)]
pub struct Record {
    fields: Vec<(ArcStr, Value)>,
    /// Built when there are many fields, so that a lookup stays cheap.
    index: Option<rustc_hash::FxHashMap<ArcStr, u32>>,
}

/// Up to this many fields are searched one by one.
const LINEAR: usize = 12;

impl Record {
    /// An empty record.
    pub fn new() -> Record {
        Record::default()
    }

    /// An empty record with room for `n` fields.
    pub fn with_capacity(n: usize) -> Record {
        Record { fields: Vec::with_capacity(n), index: None }
    }

    fn position(&self, key: &str) -> Option<usize> {
        match &self.index {
            Some(index) => index.get(key).map(|&i| i as usize),
            None => self.fields.iter().position(|(k, _)| k == key),
        }
    }

    /// The value of a field.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.position(key).map(|i| &self.fields[i].1)
    }

    /// Sets a field, in its old place if it was there, else at the end.
    pub fn insert(&mut self, key: ArcStr, value: Value) {
        match self.position(&key) {
            Some(i) => self.fields[i].1 = value,
            None => {
                if let Some(index) = &mut self.index {
                    index.insert(key.clone(), self.fields.len() as u32);
                }
                self.fields.push((key, value));
                if self.fields.len() > LINEAR && self.index.is_none() {
                    let keys = self.fields.iter().enumerate();
                    self.index = Some(keys.map(|(i, (k, _))| (k.clone(), i as u32)).collect());
                }
            }
        }
    }

    /// Adds a field whose key is known not to be there.
    pub fn push(&mut self, key: ArcStr, value: Value) {
        if self.fields.len() >= LINEAR {
            return self.insert(key, value);
        }
        self.fields.push((key, value));
    }

    /// Removes a field.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        let i = self.position(key)?;
        let (_, value) = self.fields.remove(i);
        if self.index.is_some() {
            let keys = self.fields.iter().enumerate();
            self.index = Some(keys.map(|(i, (k, _))| (k.clone(), i as u32)).collect());
        }
        Some(value)
    }

    /// Whether a field is for rules only and never written: why an IAM statement is as wide as it is.
    pub fn is_note(&self, key: &str) -> bool {
        key == crate::hir::REASON
            && self.get("Effect").is_some()
            && (self.get("Action").is_some() || self.get("NotAction").is_some())
    }

    /// All fields in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&ArcStr, &Value)> {
        self.fields.iter().map(|(k, v)| (k, v))
    }

    /// How many fields there are.
    pub fn len(&self) -> usize {
        self.fields.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }
}

impl FromIterator<(ArcStr, Value)> for Record {
    fn from_iter<I: IntoIterator<Item = (ArcStr, Value)>>(iter: I) -> Record {
        let mut record = Record::new();
        for (key, value) in iter {
            record.insert(key, value);
        }
        record
    }
}

impl Value {
    /// A list.
    pub fn list(items: Vec<Value>) -> Value {
        Value::List(Rc::new(items))
    }

    /// A record or map.
    pub fn record(record: Record) -> Value {
        Value::Record(Rc::new(record))
    }

    /// A string.
    pub fn str(text: impl Into<ArcStr>) -> Value {
        Value::Str(text.into())
    }

    /// A deploy-time value.
    pub fn deploy(deploy: Deploy) -> Value {
        Value::Deploy(Rc::new(deploy))
    }

    /// Whether it is known when compiling, at its own level (elements may still be deploy-time).
    pub fn is_known(&self) -> bool {
        !matches!(self, Value::Deploy(_) | Value::Condition(_))
    }

    /// Whether it is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }
}

const _: () = assert!(size_of::<Value>() == 16);
