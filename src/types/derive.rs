//! Types made from other types: partial ones, fields of durations and sizes, secrecy.

use std::sync::Arc;

use arcstr::ArcStr;
use indexmap::IndexMap;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Field, RecordTy, Ty, TyKind, int, list, map, optional, union};

/// `Partial<ty>`: all fields of records optional, also those within records, maps and optionals.
pub fn partial(ty: &Ty) -> Ty {
    fn go(ty: &Ty, done: &mut FxHashMap<*const RecordTy, Ty>) -> Ty {
        match &**ty {
            TyKind::Record(record) => {
                if let Some(known) = done.get(&Arc::as_ptr(record)) {
                    return known.clone();
                }
                let fields = record.fields.iter().map(|(name, field)| {
                    let ty = optional(go(&field.ty, done));
                    (name.clone(), Field { ty, default: None, span: field.span })
                });
                let fields: IndexMap<ArcStr, Field> = fields.collect();
                let name = record.name.as_ref().map(|n| arcstr::format!("Partial<{n}>"));
                let made: Ty = Arc::new(TyKind::Record(Arc::new(RecordTy { name, fields })));
                done.insert(Arc::as_ptr(record), made.clone());
                made
            }
            TyKind::Optional(inner) => optional(go(inner, done)),
            // A key's value is merged with what is there, or removed by `null`.
            TyKind::Map(value) => map(optional(go(value, done))),
            TyKind::Union(members) => union(members.iter().map(|m| go(m, done))),
            // A list replaces the one that is there, so its elements must be whole.
            _ => ty.clone(),
        }
    }
    go(ty, &mut FxHashMap::default())
}

/// Whether a part of a type answers `found`; records that share parts are visited once.
fn any_part(ty: &Ty, found: &mut impl FnMut(&TyKind) -> bool) -> bool {
    fn go(ty: &Ty, seen: &mut FxHashSet<*const RecordTy>, found: &mut impl FnMut(&TyKind) -> bool) -> bool {
        if found(ty) {
            return true;
        }
        match &**ty {
            TyKind::Optional(inner)
            | TyKind::List(inner)
            | TyKind::OpaqueList(inner)
            | TyKind::Map(inner)
            | TyKind::Secret(inner) => go(inner, seen, found),
            TyKind::Union(members) => members.iter().any(|m| go(m, seen, found)),
            TyKind::Record(record) => {
                seen.insert(Arc::as_ptr(record)) && record.fields.values().any(|f| go(&f.ty, seen, found))
            }
            _ => false,
        }
    }
    go(ty, &mut FxHashSet::default(), found)
}

/// Whether some part of a value is secret.
pub fn contains_secret(ty: &Ty) -> bool {
    any_part(ty, &mut |kind| matches!(kind, TyKind::Secret(_)))
}

/// Whether some part was already reported.
pub fn contains_error(ty: &Ty) -> bool {
    any_part(ty, &mut |kind| matches!(kind, TyKind::Error))
}

/// Whether a signature's type has a variable in it.
pub fn contains_var(ty: &Ty) -> bool {
    any_part(ty, &mut |kind| matches!(kind, TyKind::Var(_)))
}

/// Whether some part is a resource or an instance.
pub fn contains_resource(ty: &Ty) -> bool {
    any_part(ty, &mut |kind| matches!(kind, TyKind::Resource(_) | TyKind::Instance(_)))
}

/// The type without its secrecy, at all depths.
pub fn without_secret(ty: &Ty) -> Ty {
    if !contains_secret(ty) {
        return ty.clone();
    }
    match &**ty {
        TyKind::Secret(inner) => without_secret(inner),
        TyKind::Optional(inner) => optional(without_secret(inner)),
        TyKind::List(inner) => list(without_secret(inner)),
        TyKind::OpaqueList(inner) => super::opaque_list(without_secret(inner)),
        TyKind::Map(inner) => map(without_secret(inner)),
        TyKind::Union(members) => union(members.iter().map(without_secret)),
        TyKind::Record(record) => {
            let field = |f: &Field| Field { ty: without_secret(&f.ty), default: f.default.clone(), span: f.span };
            let fields = record.fields.iter().map(|(name, f)| (name.clone(), field(f))).collect();
            Arc::new(TyKind::Record(Arc::new(RecordTy { name: None, fields })))
        }
        _ => ty.clone(),
    }
}

/// Units of a duration, each with its length in milliseconds.
pub const DURATION_UNITS: [(&str, i64); 6] = [
    ("milliseconds", 1),
    ("seconds", 1_000),
    ("minutes", 60_000),
    ("hours", 3_600_000),
    ("days", 86_400_000),
    ("weeks", 604_800_000),
];

/// Units of a size, each with its bytes.
pub const SIZE_UNITS: [(&str, i64); 8] = [
    ("bytes", 1),
    ("kib", 1 << 10),
    ("mib", 1 << 20),
    ("gib", 1 << 30),
    ("tib", 1 << 40),
    ("kb", 1_000),
    ("mb", 1_000_000),
    ("gb", 1_000_000_000),
];

/// The type of a unit field of `Duration` or `Size`; `None` when the type has no such field.
pub fn unit_field(ty: &Ty, name: &str) -> Option<Ty> {
    let known = match &**ty {
        TyKind::Duration => DURATION_UNITS.iter().any(|u| u.0 == name),
        TyKind::Size => SIZE_UNITS.iter().any(|u| u.0 == name),
        _ => false,
    };
    known.then(int)
}

/// The names of the unit fields of `Duration` or `Size`, for suggestions and completion.
pub fn unit_fields(ty: &Ty) -> Vec<&'static str> {
    match &**ty {
        TyKind::Duration => DURATION_UNITS.iter().map(|u| u.0).collect(),
        TyKind::Size => SIZE_UNITS.iter().map(|u| u.0).collect(),
        _ => Vec::new(),
    }
}
