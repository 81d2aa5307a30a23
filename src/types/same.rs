//! Structural equality.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::{RecordTy, Ty, TyKind};

/// Whether both are the same type; names, spans and the defaults' values do not count.
pub fn same(a: &Ty, b: &Ty) -> bool {
    Same::default().same(a, b)
}

/// Pairs of records that were found equal, so that types which share parts are compared in linear time.
#[derive(Default)]
struct Same {
    equal: FxHashSet<(*const RecordTy, *const RecordTy)>,
}

impl Same {
    fn same(&mut self, a: &Ty, b: &Ty) -> bool {
        if Arc::ptr_eq(a, b) {
            return true;
        }
        match (&**a, &**b) {
            (TyKind::Error, TyKind::Error)
            | (TyKind::Never, TyKind::Never)
            | (TyKind::Null, TyKind::Null)
            | (TyKind::Bool, TyKind::Bool)
            | (TyKind::Json, TyKind::Json)
            | (TyKind::Path, TyKind::Path)
            | (TyKind::Scalar, TyKind::Scalar) => true,
            (TyKind::Int(a), TyKind::Int(b))
            | (TyKind::Duration(a), TyKind::Duration(b))
            | (TyKind::Size(a), TyKind::Size(b)) => a == b,
            (TyKind::Float(a), TyKind::Float(b)) => a == b,
            (TyKind::Str(a), TyKind::Str(b)) => a == b,
            (TyKind::Literal(a), TyKind::Literal(b)) => a == b,
            (TyKind::Optional(a), TyKind::Optional(b))
            | (TyKind::List(a), TyKind::List(b))
            | (TyKind::OpaqueList(a), TyKind::OpaqueList(b))
            | (TyKind::Map(a), TyKind::Map(b))
            | (TyKind::Secret(a), TyKind::Secret(b)) => self.same(a, b),
            (TyKind::Record(a), TyKind::Record(b)) => self.records(a, b),
            (TyKind::Union(a), TyKind::Union(b)) => {
                a.len() == b.len() && a.iter().all(|x| b.iter().any(|y| self.same(x, y)))
            }
            (TyKind::Resource(a), TyKind::Resource(b)) | (TyKind::TypeName(a), TyKind::TypeName(b)) => a == b,
            (TyKind::Identifier(a, i), TyKind::Identifier(b, j)) => i == j && a == b,
            (TyKind::Instance(a), TyKind::Instance(b)) => a == b,
            (TyKind::Property(a, i), TyKind::Property(b, j)) => i == j && a == b,
            (TyKind::Var(a), TyKind::Var(b)) => a == b,
            _ => false,
        }
    }

    fn records(&mut self, a: &Arc<RecordTy>, b: &Arc<RecordTy>) -> bool {
        let pair = (Arc::as_ptr(a), Arc::as_ptr(b));
        if pair.0 == pair.1 || self.equal.contains(&pair) {
            return true;
        }
        let equal = a.fields.len() == b.fields.len()
            && a.fields.iter().all(|(name, x)| {
                b.fields.get(name).is_some_and(|y| x.is_required() == y.is_required() && self.same(&x.ty, &y.ty))
            });
        if equal {
            self.equal.insert(pair);
        }
        equal
    }
}
