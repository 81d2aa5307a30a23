//! The least type that takes the values of two.

use std::sync::Arc;

use arcstr::ArcStr;
use indexmap::IndexMap;
use rustc_hash::FxHashMap;

use super::{
    BodyNames, Field, FloatRange, IntRange, Literal, Mismatch, PathSegment, Reason, RecordTy, Ty, TyKind, assign::Fit,
    base, list, map, opaque_list, optional, same, scalar, secret, string, union,
};

/// More literals than these in one union are joined to their base type, so that long lists stay cheap.
const MOST_LITERALS: usize = 64;
/// More records than these in one union are merged field by field.
const MOST_VARIANTS: usize = 32;

/// The least type that takes what either takes: for the branches of an `if` or `match` and the elements of a list.
///
/// # Errors
/// The innermost parts that have nothing in common; `found` is the part of `b`.
pub fn join(a: &Ty, b: &Ty, names: &dyn BodyNames) -> Result<Ty, Mismatch> {
    Join { names, path: Vec::new(), merged: FxHashMap::default() }.join(a, b)
}

/// The least type that takes what any takes; [`TyKind::Never`] of none.
///
/// # Errors
/// The index of the first type that has nothing in common with those before it, and why.
pub fn join_all<'t>(types: impl IntoIterator<Item = &'t Ty>, names: &dyn BodyNames) -> Result<Ty, (usize, Mismatch)> {
    let mut all = super::never();
    for (i, ty) in types.into_iter().enumerate() {
        all = join(&all, ty, names).map_err(|m| (i, m))?;
    }
    Ok(all)
}

struct Join<'a> {
    names: &'a dyn BodyNames,
    path: Vec<PathSegment>,
    /// Records that were merged, kept alive, so that types which share parts are joined in linear time.
    merged: FxHashMap<(*const RecordTy, *const RecordTy), Merged>,
}

/// Two records and what they were merged to.
type Merged = (Arc<RecordTy>, Arc<RecordTy>, Ty);

impl Join<'_> {
    fn join(&mut self, a: &Ty, b: &Ty) -> Result<Ty, Mismatch> {
        use TyKind::*;
        if Arc::ptr_eq(a, b) {
            return Ok(a.clone());
        }
        Ok(match (&**a, &**b) {
            (Error, _) | (_, Never | Var(_)) => a.clone(),
            (_, Error) | (Never | Var(_), _) => b.clone(),
            (Null, _) => optional(b.clone()),
            (_, Null) => optional(a.clone()),
            (Json, _) if self.subtype(b, a) => a.clone(),
            (_, Json) if self.subtype(a, b) => b.clone(),
            (Optional(a), Optional(b)) => optional(self.join(a, b)?),
            (Optional(a), _) => optional(self.join(a, b)?),
            (_, Optional(b)) => optional(self.join(a, b)?),
            (Property(name, node), _) if !matches!(**b, Property(..)) => match self.names.property(name, *node) {
                Some(known) if !matches!(*known, Property(..)) => self.join(&known, b)?,
                _ => return self.fail(a, b),
            },
            (_, Property(name, node)) if !matches!(**a, Property(..)) => match self.names.property(name, *node) {
                Some(known) if !matches!(*known, Property(..)) => self.join(a, &known)?,
                _ => return self.fail(a, b),
            },
            (Union(_), _) | (_, Union(_)) => self.unions(a, b)?,
            (Secret(a), Secret(b)) => secret(self.join(a, b)?),
            (Secret(a), _) => secret(self.join(a, b)?),
            (_, Secret(b)) => secret(self.join(a, b)?),
            (Literal(x), Literal(y)) => match (x, y) {
                (super::Literal::Int(i), super::Literal::Float(n)) if *i as f64 == n.get() => b.clone(),
                (super::Literal::Float(n), super::Literal::Int(i)) if *i as f64 == n.get() => a.clone(),
                (super::Literal::Int(_), super::Literal::Float(_))
                | (super::Literal::Float(_), super::Literal::Int(_)) => super::float(),
                _ if base_of(a) == base_of(b) => union([a.clone(), b.clone()]),
                _ => return self.fail(a, b),
            },
            (Identifier(x, i), Identifier(y, j)) if x == y && i == j => a.clone(),
            (Scalar | Identifier(..), _) | (_, Scalar | Identifier(..)) => {
                let other = if matches!(**a, Scalar | Identifier(..)) { b } else { a };
                match &**other {
                    Literal(super::Literal::Duration(_) | super::Literal::Size(_)) => return self.fail(a, b),
                    Bool | Int(_) | Float(_) | Str(_) | Literal(_) | Scalar | Identifier(..) => scalar(),
                    _ => return self.fail(a, b),
                }
            }
            (Literal(l), _) => self.with_literal(l, a, b)?,
            (_, Literal(l)) => {
                self.with_literal(l, b, a).map_err(|m| Mismatch { expected: a.clone(), found: b.clone(), ..m })?
            }
            (Int(x), Int(y)) => Arc::new(Int(x.hull(*y))),
            (Duration(x), Duration(y)) => Arc::new(Duration(x.hull(*y))),
            (Size(x), Size(y)) => Arc::new(Size(x.hull(*y))),
            (Int(x), Float(y)) | (Float(y), Int(x)) => Arc::new(Float(y.hull((*x).into()))),
            (Float(x), Float(y)) => Arc::new(Float(x.hull(*y))),
            (Str(x), Str(y)) => Arc::new(Str(x.either(y))),
            (List(a), List(b)) => list(self.within(PathSegment::Element, a, b)?),
            (OpaqueList(a) | List(a), OpaqueList(b) | List(b)) => {
                opaque_list(self.within(PathSegment::Element, a, b)?)
            }
            (Map(a), Map(b)) => map(self.within(PathSegment::Value, a, b)?),
            (Record(record), Map(value)) | (Map(value), Record(record)) => {
                let mut all = value.clone();
                for (name, field) in &record.fields {
                    all = self.within(PathSegment::Field(name.clone()), &all, &field.ty)?;
                }
                map(all)
            }
            (Record(x), Record(y)) => self.records(a, x, b, y)?,
            _ if same(a, b) => a.clone(),
            _ => return self.fail(a, b),
        })
    }

    fn subtype(&self, from: &Ty, to: &Ty) -> bool {
        super::is_subtype(from, to, self.names)
    }

    fn fail(&self, a: &Ty, b: &Ty) -> Result<Ty, Mismatch> {
        Err(Mismatch { path: self.path.clone(), expected: a.clone(), found: b.clone(), reason: Reason::Kind })
    }

    fn within(&mut self, segment: PathSegment, a: &Ty, b: &Ty) -> Result<Ty, Mismatch> {
        self.path.push(segment);
        let result = self.join(a, b);
        self.path.pop();
        result
    }

    /// A literal with a type that is none.
    fn with_literal(&mut self, l: &Literal, literal: &Ty, other: &Ty) -> Result<Ty, Mismatch> {
        if self.subtype(literal, other) {
            return Ok(other.clone());
        }
        match (l, &**other) {
            (Literal::Int(i), TyKind::Float(range)) => {
                Ok(Arc::new(TyKind::Float(range.hull(FloatRange::only(*i as f64)))))
            }
            (Literal::Float(n), TyKind::Float(range)) => {
                Ok(Arc::new(TyKind::Float(range.hull(FloatRange::only(n.get())))))
            }
            (Literal::Float(n), TyKind::Int(range)) => {
                Ok(Arc::new(TyKind::Float(FloatRange::only(n.get()).hull((*range).into()))))
            }
            (Literal::Int(i), TyKind::Int(range)) => Ok(Arc::new(TyKind::Int(range.hull(IntRange::only(*i))))),
            (Literal::Duration(i), TyKind::Duration(range)) => {
                Ok(Arc::new(TyKind::Duration(range.hull(IntRange::only(*i)))))
            }
            (Literal::Size(i), TyKind::Size(range)) => Ok(Arc::new(TyKind::Size(range.hull(IntRange::only(*i))))),
            // The refinement is lost: the literal is no such string.
            (Literal::Str(_), TyKind::Str(_)) => Ok(string()),
            _ => self.fail(literal, other),
        }
    }

    /// Two types of which one at least is a union.
    fn unions(&mut self, a: &Ty, b: &Ty) -> Result<Ty, Mismatch> {
        if self.surely(b, a) {
            return Ok(a.clone());
        }
        if self.surely(a, b) {
            return Ok(b.clone());
        }
        match (&**a, &**b) {
            (TyKind::Union(x), TyKind::Union(y)) => self.add(x, b).or_else(|m| self.add(y, a).map_err(|_| m)),
            (TyKind::Union(x), _) => self.add(x, b),
            (_, TyKind::Union(y)) => self.add(y, a).or_else(|_| self.fail(a, b)),
            _ => self.fail(a, b),
        }
    }

    /// Whether `from` may stand for `to` without a check that could fail.
    fn surely(&self, from: &Ty, to: &Ty) -> bool {
        Fit::new(self.names).fits(from, to).is_some_and(|c| !c.check)
    }

    /// A union with one more type, which is no union, optional or error.
    fn add(&mut self, members: &[Ty], ty: &Ty) -> Result<Ty, Mismatch> {
        if let TyKind::Union(others) = &**ty {
            if members.iter().all(is_literal) && others.iter().all(is_literal) {
                return Ok(self.few(union(members.iter().chain(others).cloned())));
            }
            let mut all: Ty = Arc::new(TyKind::Union(members.to_vec()));
            for other in others {
                all = self.join(&all, other)?;
            }
            return Ok(all);
        }
        if members.iter().any(|m| self.subtype(ty, m)) {
            return Ok(Arc::new(TyKind::Union(members.to_vec())));
        }
        if let TyKind::Record(record) = &**ty {
            return self.add_record(members, ty, record);
        }
        let mut failure = None;
        for (i, member) in members.iter().enumerate() {
            if is_literal(member) && is_literal(ty) {
                // Literals are alternatives, never joined to their base one by one.
                if base_of(member) == base_of(ty) {
                    return Ok(self.few(union(members.iter().chain([ty]).cloned())));
                }
                continue;
            }
            match self.join(member, ty) {
                Ok(joined) => {
                    let rest = members.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, m)| m.clone());
                    let mut all = vec![joined.clone()];
                    // What the widened member takes now is no longer an alternative of its own.
                    all.extend(rest.filter(|m| !self.subtype(m, &joined)));
                    return Ok(self.few(union(all)));
                }
                Err(mismatch) => failure = Some(mismatch),
            }
        }
        match failure {
            Some(mismatch) if members.len() == 1 => Err(mismatch),
            _ => self.fail(&Arc::new(TyKind::Union(members.to_vec())), ty),
        }
    }

    /// A union of very many literals becomes their base type.
    fn few(&self, ty: Ty) -> Ty {
        match &*ty {
            TyKind::Union(members) if members.len() > MOST_LITERALS => union(members.iter().map(|m| match &**m {
                TyKind::Literal(l) => base(l),
                _ => m.clone(),
            })),
            _ => ty,
        }
    }

    fn records(&mut self, a: &Ty, x: &Arc<RecordTy>, b: &Ty, y: &Arc<RecordTy>) -> Result<Ty, Mismatch> {
        let mut fit = Fit::new(self.names);
        if fit.fits(b, a).is_some_and(|c| !c.check && !c.convert) {
            return Ok(a.clone());
        }
        if fit.fits(a, b).is_some_and(|c| !c.check && !c.convert) {
            return Ok(b.clone());
        }
        if told_apart(x, y) {
            return Ok(union([a.clone(), b.clone()]));
        }
        let pair = (Arc::as_ptr(x), Arc::as_ptr(y));
        if let Some((_, _, merged)) = self.merged.get(&pair) {
            return Ok(merged.clone());
        }
        let merged = self.merge(x, y)?;
        self.merged.insert(pair, (x.clone(), y.clone(), merged.clone()));
        Ok(merged)
    }

    /// A union with one more record: merged with a variant of the same tag, or as a variant of its own.
    fn add_record(&mut self, members: &[Ty], ty: &Ty, record: &Arc<RecordTy>) -> Result<Ty, Mismatch> {
        let variants = members.iter().filter(|m| matches!(***m, TyKind::Record(_))).count();
        for (i, member) in members.iter().enumerate() {
            let TyKind::Record(other) = &**member else { continue };
            if variants < MOST_VARIANTS && told_apart(other, record) {
                continue;
            }
            let joined = if told_apart(other, record) { self.merge(other, record)? } else { self.join(member, ty)? };
            let mut all = members.to_vec();
            all[i] = joined;
            return Ok(union(all));
        }
        match variants {
            0 => self.fail(&Arc::new(TyKind::Union(members.to_vec())), ty),
            _ => Ok(union(members.iter().chain([ty]).cloned())),
        }
    }

    /// A record with the fields of both; those that only one has become optional.
    fn merge(&mut self, x: &RecordTy, y: &RecordTy) -> Result<Ty, Mismatch> {
        let mut fields: IndexMap<ArcStr, Field> = IndexMap::new();
        for (name, a) in &x.fields {
            let ty = match y.fields.get(name) {
                Some(b) => self.within(PathSegment::Field(name.clone()), &a.ty, &b.ty)?,
                None => optional(a.ty.clone()),
            };
            fields.insert(name.clone(), Field { ty, default: None, span: a.span });
        }
        for (name, b) in &y.fields {
            if !x.fields.contains_key(name) {
                fields.insert(name.clone(), Field { ty: optional(b.ty.clone()), default: None, span: b.span });
            }
        }
        Ok(Arc::new(TyKind::Record(Arc::new(RecordTy { name: None, fields }))))
    }
}

/// Whether the records have different fields, and some field that both have is a literal in each and not the same.
fn told_apart(x: &RecordTy, y: &RecordTy) -> bool {
    let same_fields = x.fields.len() == y.fields.len() && x.fields.keys().all(|name| y.fields.contains_key(name));
    let differs = |name, a: &Field| match (&*a.ty, y.fields.get::<ArcStr>(name).map(|f| &*f.ty)) {
        (TyKind::Literal(a), Some(TyKind::Literal(b))) => a != b,
        _ => false,
    };
    !same_fields && x.fields.iter().any(|(name, a)| differs(name, a))
}

fn is_literal(ty: &Ty) -> bool {
    matches!(**ty, TyKind::Literal(_))
}

fn base_of(ty: &Ty) -> Option<std::mem::Discriminant<Literal>> {
    match &**ty {
        TyKind::Literal(l) => Some(std::mem::discriminant(l)),
        _ => None,
    }
}
