//! `a & b`: records and maps, merged by key as environments are.

use super::{Checker, context::Cx, errors, operator::Operator, typed::Typed};
use crate::{
    ast::Expr,
    hir::{self, BinaryOp, ExprKind},
    types::{self, Mismatch, RecordTy, Ty, TyKind},
};

impl<'a> Checker<'a> {
    pub(super) fn merge(
        &mut self,
        cx: &mut Cx<'a>,
        op: Operator,
        left: &'a Expr,
        right: &'a Expr,
        want: Option<&Ty>,
    ) -> Typed {
        let want = want.map(types::without_null).filter(merges);
        let a = self.expr(cx, left, want.as_ref());
        // What lies over it may leave everything out.
        let partial = whole(&a.ty, want.as_ref()).map(types::partial);
        let b = self.expr(cx, right, partial.as_ref());
        if a.is_error() || b.is_error() {
            return Typed::error(op.span);
        }
        for (side, span) in [(&a, left.span), (&b, right.span)] {
            let inner = types::without_null(&side.ty);
            if !merges(&inner) || types::may_be_null(&side.ty) {
                let shown = self.show(&side.ty);
                let help = merges(&inner).then(|| "say what stands for `null`: `value ?? {}`".to_owned());
                self.report(errors::bad_operand(span, "&", &shown, "a record or map").help_opt(help));
                return Typed::error(op.span);
            }
        }
        let ty = match self.merged(&a.ty, &b.ty, want.as_ref()) {
            Ok(ty) => ty,
            Err(mismatch) => {
                let clause = mismatch.message(self);
                self.report(errors::mismatch(right.span, &clause, None).help_opt(mismatch.help()));
                return Typed::error(op.span);
            }
        };
        let staged = a.staged.or(&b.staged);
        let mut kind = ExprKind::Binary(BinaryOp::Merge, Box::new(a.hir), Box::new(b.hir));
        if matches!(*ty, TyKind::Record(_) | TyKind::Map(_)) {
            // The type says where `null` removes a key and where it clears a field.
            kind = ExprKind::Coerce(Box::new(hir::Expr { kind, span: op.span }), ty.clone());
        }
        Typed::new(kind, op.span, ty, staged)
    }

    /// The type of `a & b`: what was expected or what `a` is, if both fit it, else what their fields make together.
    fn merged(&self, a: &Ty, b: &Ty, want: Option<&Ty>) -> Result<Ty, Mismatch> {
        if let Some(whole) = whole(a, want).filter(|w| matches!(***w, TyKind::Record(_) | TyKind::Map(_))) {
            let fits = |ty: &Ty, to: &Ty| types::assignable(ty, to, self).is_ok();
            if fits(a, whole) && fits(b, &types::partial(whole)) {
                return Ok(whole.clone());
            }
        }
        self.merged_parts(a, b)
    }

    fn merged_parts(&self, a: &Ty, b: &Ty) -> Result<Ty, Mismatch> {
        match (&**a, &**b) {
            (TyKind::Record(x), TyKind::Record(y)) => self.merged_records(x, y),
            (TyKind::Map(x), TyKind::Map(y)) => Ok(types::map(types::join(x, &types::without_null(y), self)?)),
            (TyKind::Map(value), TyKind::Record(record)) => {
                let fields = record.fields.values().map(|f| types::without_null(&f.ty));
                self.joined(value.clone(), fields)
            }
            (TyKind::Record(record), TyKind::Map(value)) => {
                self.joined(types::without_null(value), record.fields.values().map(|f| f.ty.clone()))
            }
            (TyKind::Property(..), _) => Ok(a.clone()),
            (_, TyKind::Property(..)) => Ok(b.clone()),
            _ => {
                for side in [a, b] {
                    types::assignable(side, &types::json(), self)?;
                }
                Ok(types::json())
            }
        }
    }

    fn joined(&self, first: Ty, rest: impl Iterator<Item = Ty>) -> Result<Ty, Mismatch> {
        let mut all = first;
        for ty in rest {
            all = types::join(&all, &ty, self)?;
        }
        Ok(types::map(all))
    }

    fn merged_records(&self, x: &RecordTy, y: &RecordTy) -> Result<Ty, Mismatch> {
        let mut fields: indexmap::IndexMap<_, Ty> =
            x.fields.iter().map(|(name, f)| (name.clone(), f.ty.clone())).collect();
        for (name, field) in &y.fields {
            let new = match fields.get(name) {
                Some(old) => self.merged_field(old, &field.ty)?,
                None => field.ty.clone(),
            };
            fields.insert(name.clone(), new);
        }
        Ok(types::record(fields))
    }

    /// A field that both records have.
    fn merged_field(&self, old: &Ty, new: &Ty) -> Result<Ty, Mismatch> {
        let (before, after) = (types::without_null(old), types::without_null(new));
        let merged = match (merges(&before) && merges(&after), types::may_be_null(old)) {
            (true, false) => self.merged_parts(&before, &after)?,
            (true, true) => types::join(&after, &self.merged_parts(&before, &after)?, self)?,
            (false, _) => after,
        };
        Ok(match types::may_be_null(new) {
            false => merged,
            // Left out, what was there stays; `null`, it is cleared.
            true => types::optional(types::join(&before, &merged, self)?),
        })
    }
}

/// What is declared of the result: what is expected, or what `a` is; a record that was only written may change.
fn whole<'t>(a: &'t Ty, want: Option<&'t Ty>) -> Option<&'t Ty> {
    let is_declared = match &**a {
        TyKind::Record(record) => record.name.is_some(),
        _ => merges(a),
    };
    want.or(Some(a).filter(|_| is_declared))
}

/// Whether values of a type are merged by key.
fn merges(ty: &Ty) -> bool {
    matches!(**ty, TyKind::Record(_) | TyKind::Map(_) | TyKind::Json | TyKind::Property(..))
}
