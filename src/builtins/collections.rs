//! Functions of lists, maps and records that ask for their shape, or take them apart and put them together.

use std::rc::Rc;

use super::{
    call::{Call, CallError},
    compare::{equal, is_known},
    merge::merge_maps,
    signature::{BASE, Constraint, Entry, Sig, any, known},
};
use crate::evaluate::{Deploy, Record, Value};

const COUNTED: Sig = Sig::Union(&[Sig::Str, Sig::Opaque(&Sig::T), Sig::Map(&Sig::T)]);
const SEARCHED: Sig = Sig::Union(&[Sig::Str, Sig::List(&Sig::T), Sig::Map(&Sig::T)]);
const ENTRY: Sig = Sig::Record(&[("key", Sig::Str), ("value", Sig::T)]);

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        name: "length",
        params: &[any("of", COUNTED)],
        result: Sig::Within(0, i64::MAX),
        docs: "How many elements a list has, entries a map, or characters a string. Of a list that only the deployment \
               knows, the result is known then too.",
        example: ("length([\"a\", \"b\"])", "2"),
        eval: length,
        ..BASE
    },
    Entry {
        name: "keys",
        params: &[any("of", Sig::Map(&Sig::T))],
        result: Sig::List(&Sig::Str),
        docs: "The keys of a map, or the names of a record's fields, in source order.",
        example: ("keys({ b: 1, a: 2 })", "[\"b\", \"a\"]"),
        eval: |call| {
            let record = call.record(0)?;
            let keys = record.iter().map(|(key, _)| Value::Str(key.clone())).collect();
            call.made_list(keys)
        },
        ..BASE
    },
    Entry {
        name: "values",
        params: &[any("of", Sig::Map(&Sig::T))],
        result: Sig::List(&Sig::T),
        docs: "The values of a map or record, in source order.",
        example: ("values({ b: 1, a: 2 })", "[1, 2]"),
        eval: |call| {
            let record = call.record(0)?;
            let values = record.iter().map(|(_, value)| value.clone()).collect();
            call.made_list(values)
        },
        ..BASE
    },
    Entry {
        name: "entries",
        params: &[any("of", Sig::Map(&Sig::T))],
        result: Sig::List(&ENTRY),
        docs: "A list of `{ key, value }`, one per entry of a map, in source order. Back again: `{ for e in entries(m): \
               e.key => e.value }`.",
        example: ("entries({ a: 1 })", "[{ key: \"a\", value: 1 }]"),
        eval: |call| {
            let record = call.record(0)?;
            let entry = |key: &arcstr::ArcStr, value: &Value| {
                let fields =
                    [(arcstr::literal!("key"), Value::Str(key.clone())), (arcstr::literal!("value"), value.clone())];
                Value::record(fields.into_iter().collect())
            };
            let entries = record.iter().map(|(key, value)| entry(key, value)).collect();
            call.made_list(entries)
        },
        ..BASE
    },
    Entry {
        name: "merge",
        params: &[any("maps", Sig::List(&Sig::Map(&Sig::T)))],
        result: Sig::Map(&Sig::T),
        docs: "Several maps as one, as `&` merges two: later entries replace earlier ones, records and maps in them are \
               merged, `null` removes a key.",
        example: ("merge([{ a: 1, b: 1 }, { b: 2 }])", "{ a: 1, b: 2 }"),
        eval: |call| {
            let maps = call.list(0)?;
            let mut all = Record::new();
            for (i, map) in maps.iter().enumerate() {
                let Value::Record(map) = map else {
                    return Err(CallError::argument(0, format!("`merge` needs maps, and element {i} is none")));
                };
                call.charge(map.len())?;
                merge_maps(&mut all, map);
            }
            Ok(Value::record(all))
        },
        ..BASE
    },
    Entry {
        name: "contains",
        params: &[known("in", SEARCHED), known("value", Sig::U)],
        result: Sig::Bool,
        constraint: Constraint::Comparable,
        docs: "Whether a list has an element, a map a key, or a string a part.",
        example: ("contains([\"a\", \"b\"], \"b\")", "true"),
        eval: contains,
        ..BASE
    },
    Entry {
        name: "select",
        params: &[any("from", Sig::Opaque(&Sig::T)), any("index", Sig::Within(0, i64::MAX))],
        result: Sig::T,
        docs: "An element of a list, counted from 0; also of a list that only the deployment knows, such as `zones()`.",
        example: ("select([\"a\", \"b\"], 1)", "\"b\""),
        eval: select,
        ..BASE
    },
    Entry {
        name: "any",
        params: &[known("of", Sig::List(&Sig::Bool))],
        result: Sig::Bool,
        docs: "Whether at least one is true; of none, `false`. For a test of each element: `any([for x in list: x > 1])`.",
        example: ("any([false, true])", "true"),
        eval: |call| truths(call).map(|all| Value::Bool(all.contains(&true))),
        ..BASE
    },
    Entry {
        name: "all",
        params: &[known("of", Sig::List(&Sig::Bool))],
        result: Sig::Bool,
        docs: "Whether none is false; of none, `true`.",
        example: ("all([false, true])", "false"),
        eval: |call| truths(call).map(|all| Value::Bool(!all.contains(&false))),
        ..BASE
    },
];

fn length(call: &mut Call<'_>) -> Result<Value, CallError> {
    let length = match call.value(0) {
        Value::Str(text) => text.chars().count(),
        Value::List(list) => list.len(),
        Value::Record(record) => record.len(),
        list @ Value::Deploy(_) => return Ok(Value::deploy(Deploy::Length(list.clone()))),
        _ => return Err(call.unfit(0, "a list, map or string")),
    };
    Ok(Value::Int(i64::try_from(length).unwrap_or(i64::MAX)))
}

fn contains(call: &mut Call<'_>) -> Result<Value, CallError> {
    let value = call.value(1).clone();
    if !is_known(&value) {
        return Err(call.unfit(1, "a value"));
    }
    let found = match (call.value(0).clone(), &value) {
        (Value::Str(text), Value::Str(part)) => {
            call.charge(text.len() / 64)?;
            text.contains(part.as_str())
        }
        (Value::Record(map), Value::Str(key)) => map.get(key).is_some(),
        (Value::List(list), _) => {
            call.charge(list.len())?;
            if !list.iter().all(is_known) {
                return Err(CallError::argument(
                    0,
                    "`contains` needs the list's elements when compiling, and only the deployment knows some",
                ));
            }
            list.iter().any(|x| equal(x, &value))
        }
        (Value::Str(_) | Value::Record(_), _) => return Err(call.unfit(1, "a string")),
        _ => return Err(call.unfit(0, "a list, map or string")),
    };
    Ok(Value::Bool(found))
}

fn select(call: &mut Call<'_>) -> Result<Value, CallError> {
    let (list, index) = (call.value(0).clone(), call.value(1).clone());
    match (list, index) {
        (Value::List(list), Value::Int(i)) => {
            let element = usize::try_from(i).ok().and_then(|i| list.get(i));
            element.cloned().ok_or_else(|| {
                let elements = if list.len() == 1 { "element" } else { "elements" };
                CallError::argument(1, format!("there is no element {i} in a list of {} {elements}", list.len()))
            })
        }
        (list @ (Value::List(_) | Value::Deploy(_)), index @ (Value::Int(_) | Value::Deploy(_))) => {
            let whole = |v: &Value| matches!(v, Value::List(_) | Value::Record(_) | Value::Instance(_));
            if matches!(&list, Value::List(items) if items.iter().any(whole)) {
                return Err(CallError::argument(
                    1,
                    "a deployment selects from lists of strings and numbers only: this list holds records or lists",
                ));
            }
            Ok(Value::deploy(Deploy::Select(index, list)))
        }
        (Value::List(_) | Value::Deploy(_), _) => Err(call.unfit(1, "an integer")),
        _ => Err(call.unfit(0, "a list")),
    }
}

fn truths(call: &mut Call<'_>) -> Result<Vec<bool>, CallError> {
    let list: Rc<Vec<Value>> = call.list(0)?;
    call.charge(list.len())?;
    let truth = |v: &Value| match v {
        Value::Bool(b) => Some(*b),
        _ => None,
    };
    let all: Option<Vec<bool>> = list.iter().map(truth).collect();
    all.ok_or_else(|| {
        CallError::argument(0, "these must be known when compiling, and only the deployment knows some of them")
            .help("write `a || b` or `a && b` for what a deployment decides")
    })
}
