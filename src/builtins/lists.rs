//! Functions that make lists.

use rustc_hash::FxHashSet;

use super::{
    call::{Call, CallError, MOST_ELEMENTS},
    compare::{is_known, key_of, order},
    signature::{BASE, Constraint, Entry, Sig, any, known},
};
use crate::evaluate::Value;

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        name: "range",
        params: &[known("start", Sig::Int), known("end", Sig::Int).or_none()],
        result: Sig::List(&Sig::Int),
        docs: "The integers from `start` up to, not including, `end`; with one argument, from 0 up to it.",
        example: ("range(1, 4)", "[1, 2, 3]"),
        eval: range,
        ..BASE
    },
    Entry {
        name: "zip",
        params: &[any("first", Sig::List(&Sig::T)), any("second", Sig::List(&Sig::U))],
        result: Sig::List(&Sig::Record(&[("first", Sig::T), ("second", Sig::U)])),
        docs: "Two lists of the same length as one list of `{ first, second }`.",
        example: ("zip([\"a\"], [1])", "[{ first: \"a\", second: 1 }]"),
        eval: |call| {
            let (first, second) = (call.list(0)?, call.list(1)?);
            if first.len() != second.len() {
                let message = format!(
                    "`zip` needs lists of the same length, found {} and {} elements",
                    first.len(),
                    second.len()
                );
                return Err(CallError::argument(1, message));
            }
            let pair = |(a, b): (&Value, &Value)| {
                let fields = [(arcstr::literal!("first"), a.clone()), (arcstr::literal!("second"), b.clone())];
                Value::record(fields.into_iter().collect())
            };
            let pairs = first.iter().zip(second.iter()).map(pair).collect();
            call.made_list(pairs)
        },
        ..BASE
    },
    Entry {
        name: "concat",
        params: &[any("lists", Sig::List(&Sig::T))],
        variadic: true,
        result: Sig::List(&Sig::T),
        docs: "The elements of several lists in one.",
        example: ("concat([1], [2, 3])", "[1, 2, 3]"),
        eval: |call| {
            let mut all = Vec::new();
            for i in 0..call.args.len() {
                let list = call.list(i)?;
                call.room(all.len() + list.len())?;
                all.extend(list.iter().cloned());
            }
            Ok(Value::list(all))
        },
        ..BASE
    },
    Entry {
        name: "flatten",
        params: &[any("lists", Sig::List(&Sig::List(&Sig::T)))],
        result: Sig::List(&Sig::T),
        docs: "The elements of a list's lists in one list.",
        example: ("flatten([[1], [2, 3]])", "[1, 2, 3]"),
        eval: |call| {
            let lists = call.list(0)?;
            let mut all = Vec::new();
            for list in lists.iter() {
                let Value::List(list) = list else {
                    return Err(CallError::argument(0, "`flatten` needs lists whose length is known when compiling"));
                };
                if all.len() + list.len() > MOST_ELEMENTS {
                    call.room(all.len() + list.len())?;
                }
                all.extend(list.iter().cloned());
            }
            call.made_list(all)
        },
        ..BASE
    },
    Entry {
        name: "reverse",
        params: &[any("list", Sig::List(&Sig::T))],
        result: Sig::List(&Sig::T),
        docs: "The elements from last to first.",
        example: ("reverse([1, 2])", "[2, 1]"),
        eval: |call| {
            let list = call.list(0)?;
            call.made_list(list.iter().rev().cloned().collect())
        },
        ..BASE
    },
    Entry {
        name: "sort",
        params: &[known("list", Sig::List(&Sig::T))],
        result: Sig::List(&Sig::T),
        constraint: Constraint::Ordered,
        docs: "The elements in ascending order: numbers, durations and sizes by amount, strings by their characters' \
               codes (capitals before small letters).",
        example: ("sort([\"b\", \"a\"])", "[\"a\", \"b\"]"),
        eval: |call| {
            let mut list = known_list(call)?;
            list.sort_by(order);
            call.made_list(list)
        },
        ..BASE
    },
    Entry {
        name: "unique",
        params: &[known("list", Sig::List(&Sig::T))],
        result: Sig::List(&Sig::T),
        constraint: Constraint::Comparable,
        docs: "The elements without repetition, each at its first place.",
        example: ("unique([2, 1, 2])", "[2, 1]"),
        eval: |call| {
            let mut list = known_list(call)?;
            let mut seen = FxHashSet::default();
            list.retain(|value| seen.insert(key_of(value)));
            call.made_list(list)
        },
        ..BASE
    },
    Entry {
        name: "min",
        params: &[known("of", Sig::List(&Sig::T))],
        result: Sig::T,
        constraint: Constraint::Ordered,
        docs: "The least element of a list that is not empty.",
        example: ("min([2, 1, 3])", "1"),
        eval: |call| extreme(call, |list| list.into_iter().min_by(order)),
        ..BASE
    },
    Entry {
        name: "max",
        params: &[known("of", Sig::List(&Sig::T))],
        result: Sig::T,
        constraint: Constraint::Ordered,
        docs: "The greatest element of a list that is not empty.",
        example: ("max([2, 1, 3])", "3"),
        eval: |call| extreme(call, |list| list.into_iter().max_by(order)),
        ..BASE
    },
];

/// A list of which all is known.
pub(super) fn known_list(call: &mut Call<'_>) -> Result<Vec<Value>, CallError> {
    let list = call.list(0)?;
    call.charge(list.len())?;
    match list.iter().all(is_known) {
        true => Ok(list.to_vec()),
        false => Err(CallError::argument(
            0,
            "the elements must be known when compiling, and only the deployment knows some of them",
        )),
    }
}

fn extreme(call: &mut Call<'_>, pick: impl FnOnce(Vec<Value>) -> Option<Value>) -> Result<Value, CallError> {
    pick(known_list(call)?).ok_or_else(|| CallError::argument(0, "the list is empty"))
}

fn range(call: &mut Call<'_>) -> Result<Value, CallError> {
    let (start, end) = match call.optional_int(1)? {
        Some(end) => (call.int(0)?, end),
        None => (0, call.int(0)?),
    };
    // Counted before any is made, so that a huge range costs nothing.
    let count = end.saturating_sub(start).max(0);
    call.room(usize::try_from(count).unwrap_or(usize::MAX))?;
    Ok(Value::list((start..end).map(Value::Int).collect()))
}
