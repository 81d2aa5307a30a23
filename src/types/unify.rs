//! Variables of built-in functions' signatures.

use std::sync::Arc;

use super::{
    BodyNames, Field, Mismatch, PathSegment, Reason, RecordTy, Ty, TyKind, assignable, contains_var, join, list, map,
    never, opaque_list, optional, secret, union,
};

/// What the variables of a signature stand for in one call.
#[derive(Clone, Debug, Default)]
pub struct Bindings {
    types: Vec<Option<Ty>>,
}

impl Bindings {
    /// What a variable stands for; `None` when no argument says.
    pub fn get(&self, var: u8) -> Option<&Ty> {
        self.types.get(usize::from(var))?.as_ref()
    }

    /// Sets what a variable stands for.
    pub fn set(&mut self, var: u8, ty: Ty) {
        let i = usize::from(var);
        if self.types.len() <= i {
            self.types.resize(i + 1, None);
        }
        self.types[i] = Some(ty);
    }
}

/// Binds the variables of `signature` so that an argument of type `actual` fits; a variable that is already bound
/// stands for the join of both.
///
/// # Errors
/// The innermost part that fits neither the signature nor what its variables already stand for.
pub fn unify(signature: &Ty, actual: &Ty, bindings: &mut Bindings, names: &dyn BodyNames) -> Result<(), Mismatch> {
    Unify { bindings, names, path: Vec::new() }.unify(signature, actual)
}

struct Unify<'a> {
    bindings: &'a mut Bindings,
    names: &'a dyn BodyNames,
    path: Vec<PathSegment>,
}

impl Unify<'_> {
    fn unify(&mut self, signature: &Ty, actual: &Ty) -> Result<(), Mismatch> {
        use TyKind::*;
        if !contains_var(signature) {
            return match assignable(actual, signature, self.names) {
                Ok(_) => Ok(()),
                Err(mismatch) => Err(self.at(mismatch)),
            };
        }
        match (&**signature, &**actual) {
            (_, Error | Never) => Ok(()),
            (Var(var), _) => {
                let bound = match self.bindings.get(*var) {
                    Some(bound) => join(bound, actual, self.names).map_err(|m| self.at(m))?,
                    None => actual.clone(),
                };
                self.bindings.set(*var, bound);
                Ok(())
            }
            (Optional(_), Null) => Ok(()),
            (Optional(s), Optional(a)) => self.unify(s, a),
            (Optional(s), _) => self.unify(s, actual),
            (_, Optional(_) | Null) => self.fail(signature, actual, Reason::Null),
            (_, Union(members)) => members.iter().try_for_each(|m| self.unify(signature, m)),
            (Union(members), _) => self.unify_member(signature, members, actual),
            (Secret(s), Secret(a)) => self.unify(s, a),
            (Secret(s), _) => self.unify(s, actual),
            (List(s), List(a)) | (OpaqueList(s), List(a) | OpaqueList(a)) => self.within(PathSegment::Element, s, a),
            (List(_), OpaqueList(_)) => self.fail(signature, actual, Reason::Opaque),
            (Map(s), Map(a)) => self.within(PathSegment::Value, s, a),
            (Map(s), Record(record)) => {
                record.fields.iter().try_for_each(|(name, f)| self.within(PathSegment::Field(name.clone()), s, &f.ty))
            }
            (Record(s), Record(a)) => {
                let shared = s.fields.iter().filter_map(|(name, f)| a.fields.get(name).map(|g| (name, &f.ty, &g.ty)));
                for (name, s, a) in shared {
                    self.within(PathSegment::Field(name.clone()), s, a)?;
                }
                // Missing and unknown fields, with the variables known as far as they are.
                let expected = resolve_vars(signature, self.bindings);
                assignable(actual, &expected, self.names).map(|_| ()).map_err(|m| self.at(m))
            }
            (_, Property(name, node)) => match self.names.property(name, *node) {
                Some(ty) if !matches!(*ty, Property(..)) => self.unify(signature, &ty),
                _ => self.fail(signature, actual, Reason::Kind),
            },
            _ => self.fail(signature, actual, Reason::Kind),
        }
    }

    /// The first member of a signature's union that takes the argument.
    fn unify_member(&mut self, signature: &Ty, members: &[Ty], actual: &Ty) -> Result<(), Mismatch> {
        let mut inner = None;
        for member in members {
            let before = self.bindings.clone();
            match self.unify(member, actual) {
                Ok(()) => return Ok(()),
                // A member that fits at its own level is the one that was meant.
                Err(mismatch) => {
                    if mismatch.path.len() > self.path.len() {
                        inner = Some(mismatch);
                    }
                    *self.bindings = before;
                }
            }
        }
        match inner {
            Some(mismatch) => Err(mismatch),
            None => self.fail(signature, actual, Reason::Kind),
        }
    }

    fn within(&mut self, segment: PathSegment, signature: &Ty, actual: &Ty) -> Result<(), Mismatch> {
        self.path.push(segment);
        let result = self.unify(signature, actual);
        self.path.pop();
        result
    }

    fn at(&self, mismatch: Mismatch) -> Mismatch {
        Mismatch { path: self.path.iter().cloned().chain(mismatch.path).collect(), ..mismatch }
    }

    fn fail(&self, signature: &Ty, actual: &Ty, reason: Reason) -> Result<(), Mismatch> {
        let expected = resolve_vars(signature, self.bindings);
        Err(Mismatch { path: self.path.clone(), expected, found: actual.clone(), reason })
    }
}

/// A signature's type with what its variables stand for; one that no argument binds stands for no value, so that
/// `values({})` is a list of nothing.
pub fn resolve_vars(signature: &Ty, bindings: &Bindings) -> Ty {
    if !contains_var(signature) {
        return signature.clone();
    }
    match &**signature {
        TyKind::Var(var) => bindings.get(*var).cloned().unwrap_or_else(never),
        TyKind::Optional(inner) => optional(resolve_vars(inner, bindings)),
        TyKind::List(inner) => list(resolve_vars(inner, bindings)),
        TyKind::OpaqueList(inner) => opaque_list(resolve_vars(inner, bindings)),
        TyKind::Map(inner) => map(resolve_vars(inner, bindings)),
        TyKind::Secret(inner) => secret(resolve_vars(inner, bindings)),
        TyKind::Union(members) => union(members.iter().map(|m| resolve_vars(m, bindings))),
        TyKind::Record(record) => {
            let field =
                |f: &Field| Field { ty: resolve_vars(&f.ty, bindings), default: f.default.clone(), span: f.span };
            let fields = record.fields.iter().map(|(name, f)| (name.clone(), field(f))).collect();
            Arc::new(TyKind::Record(Arc::new(RecordTy { name: record.name.clone(), fields })))
        }
        _ => signature.clone(),
    }
}
