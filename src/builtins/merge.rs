//! Merging, as environments do it.

use std::rc::Rc;

use crate::{
    evaluate::{Record, Value},
    types::{Ty, TyKind},
};

/// `base & over`: records and maps merge by key, all else is replaced. `ty`, where it is known, says which is which:
/// `null` removes a key of a map and stays as a record's field (so that no default fills it again); variants of a
/// union with another tag replace instead of merging. Without a type `null` stays.
pub fn merge_values(base: &Value, over: &Value, ty: Option<&Ty>) -> Value {
    let (Value::Record(a), Value::Record(b)) = (base, over) else { return over.clone() };
    let mut ty = ty;
    while let Some(TyKind::Optional(inner) | TyKind::Secret(inner)) = ty.map(|t| &**t) {
        ty = Some(inner);
    }
    if let Some(TyKind::Union(variants)) = ty.map(|t| &**t) {
        match variant_of(variants, over).or_else(|| variant_of(variants, base)) {
            Some(variant) if same_variant(variant, a) => ty = Some(variant),
            Some(_) => return over.clone(),
            None => ty = None,
        }
    }
    let mut merged = (**a).clone();
    for (key, value) in b.iter() {
        let inner = match ty.map(|t| &**t) {
            Some(TyKind::Record(record)) => record.fields.get(key).map(|f| &f.ty),
            Some(TyKind::Map(inner)) => Some(inner),
            _ => None,
        };
        if value.is_null() && matches!(ty.map(|t| &**t), Some(TyKind::Map(_))) {
            merged.remove(key);
            continue;
        }
        let new = match merged.get(key) {
            Some(old) => merge_values(old, value, inner),
            None => value.clone(),
        };
        merged.insert(key.clone(), new);
    }
    Value::Record(Rc::new(merged))
}

/// Merges `over` into a map, of which `null` removes a key.
pub(super) fn merge_maps(base: &mut Record, over: &Record) {
    for (key, value) in over.iter() {
        if value.is_null() {
            base.remove(key);
            continue;
        }
        let new = match base.get(key) {
            Some(old) => merge_values(old, value, None),
            None => value.clone(),
        };
        base.insert(key.clone(), new);
    }
}

/// The variant that a value's tag names; `None` when it has no tag or the variants have none.
fn variant_of<'t>(variants: &'t [Ty], value: &Value) -> Option<&'t Ty> {
    let Value::Record(value) = value else { return None };
    let mut found = variants.iter().filter(|variant| has_tag(variant, value));
    match (found.next(), found.next()) {
        (Some(variant), None) => Some(variant),
        _ => None,
    }
}

/// Whether a record has a literal field that this variant requires.
fn has_tag(variant: &Ty, value: &Record) -> bool {
    let TyKind::Record(record) = &**variant else { return false };
    let mut tags = record.fields.iter().filter_map(|(name, field)| match &*field.ty {
        TyKind::Literal(literal) => Some((name, literal)),
        _ => None,
    });
    tags.any(|(name, literal)| value.get(name).is_some_and(|v| super::is_literal(v, literal)))
}

/// Whether a value has no tag of another variant.
fn same_variant(variant: &Ty, value: &Record) -> bool {
    let TyKind::Record(record) = &**variant else { return false };
    record.fields.iter().all(|(name, field)| match &*field.ty {
        TyKind::Literal(literal) => value.get(name).is_none_or(|v| super::is_literal(v, literal)),
        _ => true,
    })
}
