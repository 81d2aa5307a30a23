//! Whether two types have a value in common.

use super::{FloatRange, Literal as Value, Ty, TyKind, check::check_literal};

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
            matches!(other, Scalar | Identifier(..) | Bool | Int(_) | Float(_) | Str(_))
                || matches!(other, Literal(l) if !matches!(l, Value::Duration(_) | Value::Size(_)))
        }
        (Literal(Value::Int(i)), Literal(Value::Float(f))) | (Literal(Value::Float(f)), Literal(Value::Int(i))) => {
            *i as f64 == f.get()
        }
        (Literal(Value::Float(f)), Int(range)) | (Int(range), Literal(Value::Float(f))) => {
            f.get().fract() == 0.0 && FloatRange::from(*range).contains(f.get())
        }
        (Literal(a), Literal(b)) => a == b,
        (Literal(l), kind) | (kind, Literal(l)) => check_literal(kind, l).is_some_and(|met| met.is_ok()),
        (Int(a), Int(b)) | (Duration(a), Duration(b)) | (Size(a), Size(b)) => a.overlaps(*b),
        (Int(a), Float(b)) | (Float(b), Int(a)) => FloatRange::from(*a).overlaps(*b),
        (Float(a), Float(b)) => a.overlaps(*b),
        // A text may be several of the built-in refined ones: a region's name is a domain name.
        (Str(a), Str(b)) => a.length.overlaps(b.length),
        (Bool, Bool) | (Path, Path) => true,
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
