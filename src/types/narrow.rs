//! Types narrowed by tests and patterns, and whether patterns take everything.

use std::sync::Arc;

use arcstr::ArcStr;

use super::{IntRange, Literal, RecordTy, Ty, TyKind, literal, never, null, union};
use crate::hir::Pattern;

/// What a type is when it is not `null`.
pub fn without_null(ty: &Ty) -> Ty {
    match &**ty {
        TyKind::Optional(inner) => inner.clone(),
        TyKind::Null => never(),
        _ => ty.clone(),
    }
}

/// Whether a value may be `null`.
pub fn may_be_null(ty: &Ty) -> bool {
    matches!(**ty, TyKind::Optional(_) | TyKind::Null)
}

/// The part of a type that a pattern may take; [`TyKind::Never`] when it takes nothing.
pub fn narrow_to(ty: &Ty, pattern: &Pattern) -> Ty {
    match (&**ty, pattern) {
        (TyKind::Error | TyKind::Json | TyKind::Property(..), _) | (_, Pattern::Any) => ty.clone(),
        (TyKind::Optional(_) | TyKind::Null, Pattern::Null) => null(),
        (TyKind::Union(members), _) => union(members.iter().map(|m| narrow_to(m, pattern))),
        (_, Pattern::Null) => never(),
        (TyKind::Optional(inner), _) => narrow_to(inner, pattern),
        (_, Pattern::Literals(literals)) => to_literals(ty, literals),
        (TyKind::Record(record), Pattern::Record(fields)) => match fields.iter().all(|f| may_match(record, f)) {
            true => ty.clone(),
            false => never(),
        },
        _ => never(),
    }
}

/// What is left of a type when a pattern did not take the value.
pub fn narrow_away(ty: &Ty, pattern: &Pattern) -> Ty {
    match (&**ty, pattern) {
        (TyKind::Error, _) => ty.clone(),
        (_, Pattern::Any) | (TyKind::Null, Pattern::Null) => never(),
        (TyKind::Optional(inner), Pattern::Null) => inner.clone(),
        (_, Pattern::Null) => ty.clone(),
        (TyKind::Optional(inner), _) => super::optional(narrow_away(inner, pattern)),
        (TyKind::Union(members), _) => union(members.iter().map(|m| narrow_away(m, pattern))),
        (TyKind::Literal(l), Pattern::Literals(taken)) if taken.contains(l) => never(),
        (TyKind::Bool | TyKind::Int(_), Pattern::Literals(taken)) => match enumerate(ty) {
            Some(all) => union(all.into_iter().filter(|l| !taken.contains(l)).map(literal)),
            None => ty.clone(),
        },
        (TyKind::Record(record), Pattern::Record(fields)) => match fields.iter().all(|f| must_match(record, f)) {
            true => never(),
            false => ty.clone(),
        },
        _ => ty.clone(),
    }
}

/// What a test `x == literal` leaves of a type.
pub fn to_literals(ty: &Ty, literals: &[Literal]) -> Ty {
    match &**ty {
        TyKind::Error | TyKind::Json | TyKind::Property(..) => ty.clone(),
        TyKind::Optional(inner) => to_literals(inner, literals),
        TyKind::Union(members) => union(members.iter().map(|m| to_literals(m, literals))),
        TyKind::Literal(l) if literals.contains(l) => ty.clone(),
        TyKind::Literal(_) => never(),
        // What only the deployment knows keeps its type: the literal is no value of it.
        TyKind::Scalar => ty.clone(),
        kind => union(
            literals
                .iter()
                .filter(|l| super::check::check_literal(kind, l).is_some_and(|r| r.is_ok()))
                .cloned()
                .map(literal),
        ),
    }
}

/// What a test `x != literal` leaves of a type.
pub fn away_from_literals(ty: &Ty, literals: &[Literal]) -> Ty {
    narrow_away(ty, &Pattern::Literals(literals.to_vec()))
}

/// Ranges of at most this many integers are looked at one by one.
const SMALL_RANGE: i64 = 64;

/// All values of a type that has few.
fn enumerate(ty: &Ty) -> Option<Vec<Literal>> {
    match &**ty {
        TyKind::Bool => Some(vec![Literal::Bool(true), Literal::Bool(false)]),
        TyKind::Int(IntRange { min: Some(min), max: Some(max) }) if max.checked_sub(*min)? < SMALL_RANGE => {
            Some((*min..=*max).map(Literal::Int).collect())
        }
        _ => None,
    }
}

/// Whether a record of this type may have a field as a pattern asks for it.
fn may_match(record: &RecordTy, (name, wanted): &(ArcStr, Option<Literal>)) -> bool {
    match (record.fields.get(name), wanted) {
        (None, _) => false,
        (Some(field), None) => !matches!(*field.ty, TyKind::Null | TyKind::Never),
        (Some(field), Some(l)) => !matches!(*to_literals(&field.ty, std::slice::from_ref(l)), TyKind::Never),
    }
}

/// Whether every record of this type has a field as a pattern asks for it.
fn must_match(record: &RecordTy, (name, wanted): &(ArcStr, Option<Literal>)) -> bool {
    match (record.fields.get(name), wanted) {
        (None, _) => false,
        (Some(field), None) => !may_be_null(&field.ty) && !matches!(*field.ty, TyKind::Json | TyKind::Error),
        (Some(field), Some(l)) => matches!(&*field.ty, TyKind::Literal(m) if m == l),
    }
}

/// How many missing patterns are named.
const MOST_NAMED: usize = 8;

/// What is left of a type, as patterns are written.
pub(super) fn describe(rest: &Ty, missing: &mut Vec<String>) {
    if missing.len() == MOST_NAMED {
        missing.push("…".to_owned());
    }
    if missing.len() > MOST_NAMED {
        return;
    }
    match &**rest {
        TyKind::Never | TyKind::Error => {}
        TyKind::Null => missing.push("null".to_owned()),
        TyKind::Optional(inner) => {
            describe(inner, missing);
            describe(&null(), missing);
        }
        TyKind::Union(members) => members.iter().for_each(|m| describe(m, missing)),
        TyKind::Literal(l) => missing.push(l.to_string()),
        TyKind::Bool => ["true", "false"].iter().for_each(|l| missing.push((*l).to_owned())),
        TyKind::Record(record) => missing.push(record_pattern(record)),
        _ => missing.push("_".to_owned()),
    }
}

/// A pattern that takes the records of a type: by their tag if they have one, else by a field that they require.
fn record_pattern(record: &RecordTy) -> String {
    let tag = record.fields.iter().find_map(|(name, field)| match &*field.ty {
        TyKind::Literal(l) => Some(format!("{{ {name}: {l} }}")),
        _ => None,
    });
    let required = || record.fields.iter().find(|(_, f)| f.is_required()).map(|(name, _)| format!("{{ {name} }}"));
    tag.or_else(required).unwrap_or_else(|| "_".to_owned())
}

/// The field by which the records of a union are told apart, with all that it can be: it is a literal in each of them.
/// `None` when there is no such field, or when something else than records is in the union.
pub fn tag_of(ty: &Ty) -> Option<(ArcStr, Vec<Literal>)> {
    let TyKind::Union(members) = &**ty else { return None };
    let records: Vec<_> = members.iter().map(record_of).collect::<Option<_>>()?;
    let tag = records.first()?.fields.keys().find(|name| {
        records.iter().all(|r| r.fields.get(*name).is_some_and(|f| matches!(*f.ty, TyKind::Literal(_))))
    })?;
    let literals = records.iter().filter_map(|r| match &*r.fields.get(tag)?.ty {
        TyKind::Literal(literal) => Some(literal.clone()),
        _ => None,
    });
    Some((tag.clone(), literals.collect()))
}

/// The variant of a union of records that a literal with these fields is meant to be: `fields` are the names, with the
/// literal where the value is one. `None` when none or several fit.
pub fn variant_for(ty: &Ty, fields: &[(ArcStr, Option<Literal>)]) -> Option<Ty> {
    let members: &[Ty] = match &**ty {
        TyKind::Union(members) => members,
        TyKind::Optional(inner) => return variant_for(inner, fields),
        TyKind::Record(_) => return Some(ty.clone()),
        _ => return None,
    };
    let records = || members.iter().filter_map(|m| record_of(m).map(|r| (m, r)));
    let agrees = |record: &RecordTy, (name, value): &(ArcStr, Option<Literal>)| match record.fields.get(name) {
        Some(field) => match (&*field.ty, value) {
            (TyKind::Literal(_) | TyKind::Union(_), Some(l)) => {
                !matches!(*to_literals(&field.ty, std::slice::from_ref(l)), TyKind::Never)
            }
            _ => true,
        },
        None => false,
    };
    // Tags decide; where they leave more than one, the fields' names do.
    let by_tag: Vec<_> =
        records().filter(|(_, r)| fields.iter().all(|f| agrees(r, f) || !r.fields.contains_key(&f.0))).collect();
    if let [(member, _)] = by_tag[..] {
        return Some(member.clone());
    }
    let given = |name: &ArcStr| fields.iter().any(|f| f.0 == *name);
    let exact: Vec<_> = by_tag
        .into_iter()
        .filter(|(_, r)| fields.iter().all(|f| agrees(r, f)))
        .filter(|(_, r)| r.fields.iter().all(|(name, f)| !f.is_required() || given(name)))
        .collect();
    match exact[..] {
        [(member, _)] => Some(member.clone()),
        _ => None,
    }
}

fn record_of(ty: &Ty) -> Option<&Arc<RecordTy>> {
    match &**ty {
        TyKind::Record(record) => Some(record),
        _ => None,
    }
}

/// `Bool` as the union of its literals, other types as they stand: the cases that a `match` tells apart.
pub fn cases(ty: &Ty) -> Vec<Ty> {
    match &**ty {
        TyKind::Union(members) => members.clone(),
        TyKind::Optional(inner) => cases(inner).into_iter().chain([null()]).collect(),
        _ => match enumerate(ty) {
            Some(all) => all.into_iter().map(literal).collect(),
            None => vec![ty.clone()],
        },
    }
}
