//! Whether two types have a value in common.

use super::{StrRefinement, Ty, TyKind, check::check_literal};

/// Whether some value is one of both types, so that comparing them makes sense. What only the deployment knows may be
/// anything.
pub fn overlap(a: &Ty, b: &Ty) -> bool {
    use TyKind::*;
    match (&**a, &**b) {
        (Error | Var(_) | Json | Property(..) | Never, _) | (_, Error | Var(_) | Json | Property(..) | Never) => true,
        (Null, Null | Optional(_)) | (Optional(_), Null | Optional(_)) => true,
        (Optional(inner), _) => overlap(inner, b),
        (_, Optional(inner)) => overlap(a, inner),
        (Union(members), _) => members.iter().any(|m| overlap(m, b)),
        (_, Union(members)) => members.iter().any(|m| overlap(a, m)),
        (Secret(inner), _) => overlap(inner, b),
        (_, Secret(inner)) => overlap(a, inner),
        (Scalar | Identifier(..), other) | (other, Scalar | Identifier(..)) => {
            matches!(other, Scalar | Identifier(..) | Bool | Int(_) | Float | Str(_) | Literal(_))
        }
        (Literal(a), Literal(b)) => a == b,
        (Literal(l), kind) | (kind, Literal(l)) => check_literal(kind, l).is_some_and(|met| met.is_ok()),
        (Int(a), Int(b)) => a.overlaps(*b),
        (Int(_), Float) | (Float, Int(_)) => true,
        (Str(StrRefinement::Length(a)), Str(StrRefinement::Length(b))) => a.overlaps(*b),
        (Str(_), Str(_)) | (Bool, Bool) | (Float, Float) | (Duration, Duration) | (Size, Size) | (Path, Path) => true,
        // The empty list is one of any elements.
        (List(_) | OpaqueList(_), List(_) | OpaqueList(_)) | (Map(_), Map(_) | Record(_)) | (Record(_), Map(_)) => true,
        (Record(a), Record(b)) => {
            let shared = a.fields.iter().filter_map(|(name, x)| b.fields.get(name).map(|y| (x, y)));
            let required = |x: &super::RecordTy, y: &super::RecordTy| {
                x.fields.iter().all(|(name, field)| !field.is_required() || y.fields.contains_key(name))
            };
            shared.into_iter().all(|(x, y)| overlap(&x.ty, &y.ty)) && required(a, b) && required(b, a)
        }
        (Resource(a), Resource(b)) | (TypeName(a), TypeName(b)) => a == b,
        (Instance(a), Instance(b)) => a == b,
        _ => false,
    }
}
