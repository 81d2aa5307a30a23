//! How the validator sees a value: the static checker shows expressions, some of whose leaves are
//! not known, the evaluator shows values. Views are small and copied freely.

use super::model::Kinds;

/// A value, or as much of it as is known.
pub trait View<'v>: Copy {
    /// What is at the top.
    fn shape(self) -> Shape<'v>;

    /// Whether it may turn out to be absent: such a field counts as present for what requires it,
    /// and as absent for what excludes it.
    fn is_conditional(self) -> bool {
        false
    }

    /// The elements of a list, in order; nothing for anything else.
    fn items(self) -> impl Iterator<Item = Self>;

    /// The fields of a record or map, in order; nothing for anything else.
    fn fields(self) -> impl Iterator<Item = (&'v str, Self)>;

    /// The field of that name.
    fn field(self, name: &str) -> Option<Self> {
        self.fields().find(|(own, _)| *own == name).map(|(_, v)| v)
    }

    /// The values of which a deployment picks one, for [`Shape::Either`].
    fn alternatives(self) -> impl Iterator<Item = Self>;
}

/// What is at the top of a value.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Shape<'v> {
    /// `null`: a property or element with it is left out.
    Null,
    /// A known boolean.
    Bool(bool),
    /// A known whole number.
    Int(i64),
    /// A known number.
    Float(f64),
    /// A known string.
    Str(&'v str),
    /// A list; `open` when elements may come that are not shown.
    List {
        /// Whether it may be longer.
        open: bool,
    },
    /// A record or map; `open` when fields may come that are not shown.
    Record {
        /// Whether it may have more fields.
        open: bool,
    },
    /// A value that is known when deploying.
    Deploy(Deploy<'v>),
    /// One of several values, picked when deploying or by a branch that is not decided yet.
    Either,
    /// A value that is not known here, but will be when compiling; the kinds that it may have.
    Unknown(Kinds),
}

/// What is known of a value that is made when deploying.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Deploy<'v> {
    /// [`Kinds::SCALAR`], [`Kinds::LIST`], [`Kinds::OBJECT`], or [`Kinds::ANY`].
    pub kinds: Kinds,
    /// The resource that it is read from, when it is nothing but that.
    pub origin: Option<Origin<'v>>,
}

/// Where a value known when deploying is read from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Origin<'v> {
    /// The resource's type.
    pub type_name: &'v str,
    /// The attribute; `None` for `Ref`.
    pub attribute: Option<&'v str>,
}

impl<'v> Deploy<'v> {
    /// A scalar that is nothing's identifier.
    pub const SCALAR: Self = Self { kinds: Kinds::SCALAR, origin: None };
    /// A list of scalars.
    pub const LIST: Self = Self { kinds: Kinds::LIST, origin: None };
    /// Anything.
    pub const ANY: Self = Self { kinds: Kinds::ANY, origin: None };

    /// `Ref` of a resource, or one of its attributes, as a scalar.
    pub const fn of(type_name: &'v str, attribute: Option<&'v str>) -> Self {
        Self { kinds: Kinds::SCALAR, origin: Some(Origin { type_name, attribute }) }
    }
}

impl Shape<'_> {
    /// The kinds that the value has or may have.
    pub fn kinds(self) -> Kinds {
        match self {
            Shape::Null => Kinds::NULL,
            Shape::Bool(_) => Kinds::BOOLEAN,
            Shape::Int(_) => Kinds::INTEGER,
            Shape::Float(_) => Kinds::NUMBER,
            Shape::Str(_) => Kinds::STRING,
            Shape::List { .. } => Kinds::LIST,
            Shape::Record { .. } => Kinds::OBJECT,
            Shape::Deploy(deploy) => deploy.kinds,
            Shape::Either => Kinds::ANY,
            Shape::Unknown(kinds) => kinds,
        }
    }

    /// Whether nothing can be said about the value itself.
    pub fn is_opaque(self) -> bool {
        matches!(self, Shape::Deploy(_) | Shape::Unknown(_) | Shape::Either)
    }
}

/// JSON is a view too: everything in it is known.
impl<'v> View<'v> for &'v serde_json::Value {
    fn shape(self) -> Shape<'v> {
        use serde_json::Value;
        match self {
            Value::Null => Shape::Null,
            Value::Bool(value) => Shape::Bool(*value),
            Value::Number(number) => match number.as_i64() {
                Some(number) => Shape::Int(number),
                None => Shape::Float(number.as_f64().unwrap_or(f64::NAN)),
            },
            Value::String(text) => Shape::Str(text),
            Value::Array(_) => Shape::List { open: false },
            Value::Object(_) => Shape::Record { open: false },
        }
    }

    fn items(self) -> impl Iterator<Item = Self> {
        self.as_array().into_iter().flatten()
    }

    fn fields(self) -> impl Iterator<Item = (&'v str, Self)> {
        let fields = self.as_object().into_iter().flatten();
        fields.map(|(name, value)| (name.as_str(), value))
    }

    fn alternatives(self) -> impl Iterator<Item = Self> {
        std::iter::empty()
    }
}
