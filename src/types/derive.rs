//! Types made from other types: partial ones, secrecy.

use std::sync::Arc;

use arcstr::ArcStr;
use indexmap::IndexMap;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Field, RecordTy, Ty, TyKind, list, map, optional, union};

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
