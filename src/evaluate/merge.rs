//! Merging, as environments, overrides and `&` do it.

use std::rc::Rc;

use super::value::Value;

/// `over` laid over `base`: records and maps merge by key, everything else replaces. `null` removes a key.
pub(super) fn merge(base: Value, over: Value) -> Value {
    let (mut base, over) = match (base, over) {
        (Value::Record(base), Value::Record(over)) => (base, over),
        (_, over) => return over,
    };
    let merged = Rc::make_mut(&mut base);
    for (key, value) in over.iter() {
        if value.is_null() {
            merged.remove(key);
            continue;
        }
        let value = match merged.get(key) {
            Some(before @ Value::Record(_)) => merge(before.clone(), value.clone()),
            _ => without_nulls(value),
        };
        merged.insert(key.clone(), value);
    }
    Value::Record(base)
}

/// What is new has nothing to remove.
fn without_nulls(value: &Value) -> Value {
    match value {
        Value::Record(record) if record.iter().any(|(_, v)| v.is_null()) => {
            let kept = record.iter().filter(|(_, v)| !v.is_null());
            Value::record(kept.map(|(k, v)| (k.clone(), without_nulls(v))).collect())
        }
        _ => value.clone(),
    }
}

/// How many fields a merge of two values copies or looks at, to pay for it.
pub(super) fn copied(base: &Value, over: &Value) -> usize {
    let size = |value: &Value| match value {
        Value::Record(record) => record.len(),
        _ => 1,
    };
    size(base) + size(over)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::{same, value::Record};

    fn record(fields: &[(&'static str, Value)]) -> Value {
        Value::record(fields.iter().map(|(k, v)| ((*k).into(), v.clone())).collect::<Record>())
    }

    #[test]
    fn records_merge_and_the_rest_replaces() {
        let base = record(&[
            ("a", record(&[("x", Value::Int(1)), ("y", Value::Int(2))])),
            ("list", Value::list(vec![Value::Int(1), Value::Int(2)])),
            ("gone", Value::Int(3)),
        ]);
        let over = record(&[
            ("a", record(&[("y", Value::Int(5))])),
            ("list", Value::list(vec![Value::Int(9)])),
            ("gone", Value::Null),
            ("new", record(&[("z", Value::Int(7)), ("none", Value::Null)])),
        ]);
        let expected = record(&[
            ("a", record(&[("x", Value::Int(1)), ("y", Value::Int(5))])),
            ("list", Value::list(vec![Value::Int(9)])),
            ("new", record(&[("z", Value::Int(7))])),
        ]);
        assert!(same::identical(&merge(base, over), &expected));
    }
}
