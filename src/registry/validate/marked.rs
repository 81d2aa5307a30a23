//! A view of JSON for tests, in which some records stand for what is not known.

use serde_json::{Value, json};

use crate::registry::model::Kinds;
use crate::registry::view::{Deploy, Shape, View};

/// JSON in which `{"$": "deploy"}` and the like stand for what is not known.
#[derive(Clone, Copy)]
pub(super) struct Marked<'v>(pub(super) &'v Value);

impl<'v> Marked<'v> {
    fn mark(self) -> Option<&'v str> {
        self.0.get("$")?.as_str()
    }

    fn inner(self) -> Self {
        match self.mark() {
            Some("maybe") => Self(&self.0["value"]),
            _ => self,
        }
    }
}

impl<'v> View<'v> for Marked<'v> {
    fn shape(self) -> Shape<'v> {
        let text = |key: &str| self.0.get(key).and_then(Value::as_str);
        match self.mark() {
            Some("deploy") => Shape::Deploy(Deploy::SCALAR),
            Some("list") => Shape::Deploy(Deploy::LIST),
            Some("of") => Shape::Deploy(Deploy::of(text("type").unwrap_or(""), text("attribute"))),
            Some("either") => Shape::Either,
            Some("string") => Shape::Unknown(Kinds::STRING),
            Some("open") => Shape::Record { open: true },
            Some("maybe") => self.inner().shape(),
            _ => self.0.shape(),
        }
    }
    fn is_conditional(self) -> bool {
        self.mark() == Some("maybe")
    }
    fn items(self) -> impl Iterator<Item = Self> {
        self.inner().0.items().map(Self)
    }
    fn fields(self) -> impl Iterator<Item = (&'v str, Self)> {
        let fields = self.inner().0.fields().map(|(name, value)| (name, Self(value)));
        fields.filter(|(name, _)| *name != "$")
    }
    fn alternatives(self) -> impl Iterator<Item = Self> {
        self.0["of"].items().map(Self)
    }
}

pub(super) fn reference(type_name: &str) -> Value {
    json!({"$": "of", "type": type_name})
}

pub(super) fn attribute(type_name: &str, attribute: &str) -> Value {
    json!({"$": "of", "type": type_name, "attribute": attribute})
}

pub(super) fn deploy() -> Value {
    json!({"$": "deploy"})
}
