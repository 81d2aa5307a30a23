//! Deep partial matches.

use crate::{
    evaluate::{
        conditions::Truth,
        machine::{Eval, Evaluator},
        value::{Deploy, Record, Value},
    },
    source::Span,
};

impl<'p> Evaluator<'p> {
    /// Whether a value has at least the given parts: of a record the fields that are named, of a list all elements in
    /// their order, of anything else the same. `null` is a field that is not there.
    pub(super) fn like(&mut self, value: &Value, parts: &Value, span: Span) -> Eval<Truth> {
        self.spend(1, span)?;
        if let Value::Deploy(deploy) = value
            && let Deploy::If(condition, a, b) = &**deploy
        {
            let (a, b) = (self.like(a, parts, span)?, self.like(b, parts, span)?);
            return Ok(self.conditions.either(*condition, a, b));
        }
        let value = self.seen_as_record(value, parts, span)?;
        match (&value, parts) {
            (Value::Record(record), Value::Record(wanted)) => {
                let mut all = Truth::Known(true);
                for (key, wanted) in wanted.iter() {
                    let found = record.get(key).map_or(Value::Null, super::bare);
                    let part = self.like(&found, wanted, span)?;
                    all = self.conditions.and(all, part);
                    if all == Truth::Known(false) {
                        break;
                    }
                }
                Ok(all)
            }
            (Value::List(items), Value::List(wanted)) => {
                if items.len() != wanted.len() {
                    return Ok(Truth::Known(false));
                }
                let mut all = Truth::Known(true);
                for (item, wanted) in items.iter().zip(wanted.iter()) {
                    let part = self.like(item, wanted, span)?;
                    all = self.conditions.and(all, part);
                }
                Ok(all)
            }
            (value, wanted) => self.equal(value, wanted, span),
        }
    }

    /// A resource's properties where parts of them are asked for.
    fn seen_as_record(&mut self, value: &Value, parts: &Value, span: Span) -> Eval<Value> {
        match (value, parts) {
            (Value::Resource(id), Value::Record(_)) => Ok(Value::Record(self.properties_of(*id, span)?)),
            _ => Ok(super::bare(value)),
        }
    }

    /// Of a value, the parts that were asked for: what is shown when they differ.
    pub(super) fn parts_of(&mut self, value: &Value, parts: &Value, span: Span) -> Value {
        let value = self.seen_as_record(value, parts, span).unwrap_or(Value::Null);
        match (&value, parts) {
            (Value::Record(record), Value::Record(wanted)) => {
                let mut out = Record::new();
                for (key, wanted) in wanted.iter() {
                    if let Some(found) = record.get(key).filter(|found| !found.is_null()) {
                        let part = self.parts_of(&found.clone(), wanted, span);
                        out.insert(key.clone(), part);
                    }
                }
                Value::record(out)
            }
            (Value::List(items), Value::List(wanted)) => {
                let part = |(i, item): (usize, &Value)| match wanted.get(i) {
                    Some(wanted) => self.parts_of(item, wanted, span),
                    None => super::bare(item),
                };
                Value::list(items.iter().enumerate().map(part).collect())
            }
            _ => value,
        }
    }
}
