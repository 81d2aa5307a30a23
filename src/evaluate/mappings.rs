//! Maps of known values that are looked up by a key which only the deployment knows: `Mappings` of the template.

use std::rc::Rc;

use arcstr::ArcStr;

use super::{
    errors,
    frames::FrameId,
    machine::{Eval, Evaluator},
    same,
    value::{Deploy, Record, Value},
};
use crate::{
    builtins::scalar_text,
    hir::{Expr, ExprKind},
    plan::naming,
    source::Span,
};

/// The only field of a mapping that has one value for each key.
const VALUE: ArcStr = arcstr::literal!("Value");

impl<'p> Evaluator<'p> {
    /// The name of a let or param, for the mapping that is made of its value.
    pub(super) fn name_of(&self, e: &'p Expr, at: FrameId) -> Option<&'p ArcStr> {
        match &e.kind {
            ExprKind::Cell(cell) => {
                let frame = self.frames.up(at, cell.up);
                Some(&self.frames.get(frame).block.cells[cell.cell as usize].name)
            }
            ExprKind::Global(id) => Some(&self.program.global(*id).name),
            ExprKind::Field(_, name) | ExprKind::OptField(_, name) => Some(name),
            ExprKind::Coerce(inner, _) => self.name_of(inner, at),
            _ => None,
        }
    }

    /// `map[key]`, where the deployment knows the key.
    pub(super) fn mapped(
        &mut self,
        record: &Rc<Record>,
        key: Value,
        name: Option<&'p ArcStr>,
        span: Span,
    ) -> Eval<Value> {
        let is_record = record.iter().any(|(_, value)| matches!(value, Value::Record(_)));
        let mut content = Record::with_capacity(record.len());
        for (name, value) in record.iter() {
            if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.') {
                return Err(self.report(errors::not_a_mapping_key(span, name)));
            }
            let mut fields = Record::new();
            match value {
                Value::Record(inner) if is_record => {
                    for (field, value) in inner.iter() {
                        if field.is_empty() || !field.bytes().all(|b| b.is_ascii_alphanumeric()) {
                            return Err(self.report(errors::not_a_mapping_key(span, field)));
                        }
                        fields.insert(field.clone(), self.mapping_value(name, value, span)?);
                    }
                }
                value => fields.insert(VALUE, self.mapping_value(name, value, span)?),
            }
            content.insert(name.clone(), Value::record(fields));
        }
        let fields: Vec<ArcStr> = match record.iter().next() {
            Some((_, Value::Record(inner))) => inner.iter().map(|(field, _)| field.clone()).collect(),
            _ => vec![VALUE],
        };
        let name = self.mapping_name(name.map(|name| name.as_str()), Value::record(content));
        let find = |field: ArcStr| Value::deploy(Deploy::FindInMap(name.clone(), key.clone(), Value::Str(field)));
        Ok(match is_record {
            true => Value::record(fields.into_iter().map(|field| (field.clone(), find(field))).collect()),
            false => find(VALUE),
        })
    }

    fn mapping_value(&mut self, key: &str, value: &Value, span: Span) -> Eval<Value> {
        match scalar_text(value) {
            Some(text) => Ok(Value::Str(text)),
            None => Err(self.report(errors::not_mapped(span, key, value))),
        }
    }

    /// The name of the mapping with this content.
    fn mapping_name(&mut self, name: Option<&str>, content: Value) -> ArcStr {
        let hash = || naming::hash(&same::fingerprint(&content)).to_ascii_uppercase();
        let mut id: ArcStr = match name.map(naming::pascal).filter(|name| !name.is_empty()) {
            Some(name) => name.into(),
            None => format!("Map{}", hash()).into(),
        };
        if self.mappings.get(&id).is_some_and(|other| !same::identical(other, &content)) {
            id = arcstr::format!("{id}{}", hash());
        }
        self.mappings.insert(id.clone(), content);
        id
    }
}
