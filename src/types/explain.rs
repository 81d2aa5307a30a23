//! Where exactly two types disagree, once it is known that they do.

use std::sync::Arc;

use arcstr::ArcStr;

use super::{Literal, Mismatch, PathSegment, Reason, RecordTy, Ty, TyKind, assign::Fit, check::check_literal, nearest};

/// The innermost disagreement between two types of which [`Fit::fits`] is `None`.
pub(super) fn explain(fit: &mut Fit<'_>, from: &Ty, to: &Ty) -> Mismatch {
    let mut path = Vec::new();
    let (found, expected, reason) = descend(fit, from.clone(), to.clone(), &mut path);
    Mismatch { path, expected, found, reason }
}

/// What to look at next, or the end.
enum Step {
    Into(Option<PathSegment>, Ty, Ty),
    End(Reason),
}

fn descend(fit: &mut Fit<'_>, mut from: Ty, mut to: Ty, path: &mut Vec<PathSegment>) -> (Ty, Ty, Reason) {
    loop {
        match step(fit, &from, &to) {
            Step::Into(segment, inner_from, inner_to) => {
                path.extend(segment);
                (from, to) = (inner_from, inner_to);
            }
            Step::End(reason) => return (from, to, reason),
        }
    }
}

fn step(fit: &mut Fit<'_>, from: &Ty, to: &Ty) -> Step {
    use TyKind::*;
    let into = |segment, from: &Ty, to: &Ty| Step::Into(Some(segment), from.clone(), to.clone());
    let within = |from: &Ty, to: &Ty| Step::Into(None, from.clone(), to.clone());
    match (&**from, &**to) {
        (Property(name, node), _) => match fit.names.property(name, *node) {
            Some(ty) if !matches!(*ty, Property(..)) => within(&ty, to),
            _ => Step::End(Reason::Kind),
        },
        (_, Property(name, node)) => match fit.names.property(name, *node) {
            Some(ty) if !matches!(*ty, Property(..)) => within(from, &ty),
            _ => within(from, &super::json()),
        },
        (Optional(from), Optional(to)) => within(from, to),
        (Optional(inner), _) if fit.fits(inner, to).is_none() => within(inner, to),
        (Optional(_) | Null, _) => Step::End(Reason::Null),
        (Union(members), _) => match members.iter().find(|m| fit.fits(m, to).is_none()) {
            // A union of literals reads better as a whole, unless it is about one of them.
            Some(member) if members.iter().any(|m| fit.fits(m, to).is_some()) => within(member, to),
            Some(member) if !matches!(**member, Literal(_)) => within(member, to),
            _ => Step::End(Reason::Kind),
        },
        (_, Optional(to)) => within(from, to),
        (_, Union(members)) => match nearest_member(fit, from, members) {
            Ok(member) => within(from, &member),
            Err(reason) => Step::End(reason),
        },
        (Secret(from), Secret(to)) => within(from, to),
        (Secret(inner), _) if !matches!(**to, Json) && fit.fits(inner, to).is_none() => within(inner, to),
        (Secret(_), _) => Step::End(Reason::Secret),
        (_, Secret(to)) => within(from, to),
        (
            Duration(_) | Size(_) | Literal(super::Literal::Duration(_) | super::Literal::Size(_)),
            Json | Int(_) | Float(_) | Str(_) | Scalar,
        ) => Step::End(Reason::Unit),
        (List(a) | OpaqueList(a), Json) => into(PathSegment::Element, a, to),
        (Map(a), Json) => into(PathSegment::Value, a, to),
        (List(a), List(b) | OpaqueList(b)) | (OpaqueList(a), OpaqueList(b)) => into(PathSegment::Element, a, b),
        (OpaqueList(_), List(_)) => Step::End(Reason::Opaque),
        (Map(a), Map(b)) => into(PathSegment::Value, a, b),
        (Record(a), Json) => match a.fields.iter().find(|(_, f)| fit.fits(&f.ty, to).is_none()) {
            Some((name, field)) => into(PathSegment::Field(name.clone()), &field.ty, to),
            None => Step::End(Reason::Kind),
        },
        (Record(a), Map(b)) => match a.fields.iter().find(|(_, f)| fit.fits(&f.ty, b).is_none()) {
            Some((name, field)) => into(PathSegment::Field(name.clone()), &field.ty, b),
            None => Step::End(Reason::Kind),
        },
        (Record(a), Record(b)) => step_record(fit, a, b, false),
        (Instance(body), Record(b)) => match fit.names.outputs(*body).as_deref() {
            Some(Record(a)) => step_record(fit, a, b, true),
            _ => Step::End(Reason::Kind),
        },
        (Literal(super::Literal::Str(s)), Literal(super::Literal::Str(t))) => {
            Step::End(Reason::NotOneOf(nearest(s, [t.as_str()]).map(ArcStr::from)))
        }
        (Literal(l), kind) => match check_literal(kind, l) {
            Some(Err(why)) => Step::End(Reason::Unmet(why)),
            _ => Step::End(Reason::Kind),
        },
        (Str(_) | Scalar | Identifier(..), Literal(super::Literal::Str(_))) => Step::End(Reason::NotLiteral),
        (Int(_) | Scalar | Identifier(..), Literal(super::Literal::Int(_)))
        | (Float(_), Literal(super::Literal::Float(_)))
        | (Duration(_), Literal(super::Literal::Duration(_)))
        | (Size(_), Literal(super::Literal::Size(_))) => Step::End(Reason::NotLiteral),
        (Int(_), Int(_) | Float(_)) | (Float(_), Float(_)) | (Duration(_), Duration(_)) | (Size(_), Size(_)) => {
            Step::End(Reason::Disjoint)
        }
        (Str(a), Str(b)) if !a.length.overlaps(b.length) => Step::End(Reason::Disjoint),
        _ => Step::End(Reason::Kind),
    }
}

fn step_record(fit: &mut Fit<'_>, from: &Arc<RecordTy>, to: &Arc<RecordTy>, wide: bool) -> Step {
    let unknown = |name: &&ArcStr| !wide && !to.fields.contains_key(*name);
    let extra: Vec<&ArcStr> = from.fields.keys().filter(unknown).collect();
    if !extra.is_empty() {
        let unused = || to.fields.keys().filter(|k| !from.fields.contains_key(*k)).map(|k| k.as_str());
        let fields = extra.into_iter().map(|name| (name.clone(), nearest(name, unused()).map(ArcStr::from)));
        return Step::End(Reason::Unknown(fields.collect()));
    }
    for (name, expected) in &to.fields {
        if let Some(found) = from.fields.get(name)
            && fit.fits(&found.ty, &expected.ty).is_none()
        {
            return Step::Into(Some(PathSegment::Field(name.clone())), found.ty.clone(), expected.ty.clone());
        }
    }
    let missing = to.fields.iter().filter(|(name, f)| f.is_required() && !from.fields.contains_key(*name));
    Step::End(Reason::Missing(missing.map(|(name, _)| name.clone()).collect()))
}

/// The member that was probably meant: the one whose tag agrees, else the only one of the same kind.
fn nearest_member(fit: &mut Fit<'_>, from: &Ty, members: &[Ty]) -> Result<Ty, Reason> {
    if let TyKind::Record(record) = &**from
        && let Some(member) = tagged_member(fit, record, members)
    {
        return Ok(member);
    }
    let literals = || members.iter().filter_map(|m| literal_of(m));
    match &**from {
        TyKind::Literal(Literal::Str(s)) if literals().next().is_some() => {
            let texts = literals().filter_map(|l| match l {
                Literal::Str(t) => Some(t.as_str()),
                _ => None,
            });
            return Err(Reason::NotOneOf(nearest(s, texts).map(ArcStr::from)));
        }
        TyKind::Literal(_) if literals().next().is_some() => return Err(Reason::NotOneOf(None)),
        TyKind::Str(_)
        | TyKind::Int(_)
        | TyKind::Float(_)
        | TyKind::Duration(_)
        | TyKind::Size(_)
        | TyKind::Scalar
        | TyKind::Identifier(..)
            if literals().next().is_some() =>
        {
            return Err(Reason::NotLiteral);
        }
        _ => {}
    }
    let kind = |ty: &Ty| match &**ty {
        TyKind::Literal(l) => std::mem::discriminant(&*super::base(l)),
        TyKind::Secret(inner) => std::mem::discriminant(&**inner),
        kind => std::mem::discriminant(kind),
    };
    let mut same = members.iter().filter(|m| kind(m) == kind(from));
    match (same.next(), same.next()) {
        (Some(member), None) => Ok(member.clone()),
        _ => Err(Reason::Kind),
    }
}

fn literal_of(ty: &Ty) -> Option<&Literal> {
    match &**ty {
        TyKind::Literal(l) => Some(l),
        _ => None,
    }
}

/// The one member whose literal fields agree with those of `record`, or else the one with the fewest fields that do
/// not fit.
fn tagged_member(fit: &mut Fit<'_>, record: &Arc<RecordTy>, members: &[Ty]) -> Option<Ty> {
    let mut best: Option<(usize, &Ty)> = None;
    let mut ties = 0;
    for member in members {
        let TyKind::Record(candidate) = &**member else { continue };
        let mut faults = 0;
        for (name, field) in &candidate.fields {
            match record.fields.get(name) {
                Some(found) if fit.fits(&found.ty, &field.ty).is_none() => {
                    faults += if literal_of(&field.ty).is_some() { 1000 } else { 1 };
                }
                None if field.is_required() => faults += 1,
                _ => {}
            }
        }
        faults += record.fields.keys().filter(|name| !candidate.fields.contains_key(*name)).count();
        match best {
            Some((least, _)) if faults > least => {}
            Some((least, _)) if faults == least => ties += 1,
            _ => (best, ties) = (Some((faults, member)), 0),
        }
    }
    best.filter(|_| ties == 0).map(|(_, member)| member.clone())
}
