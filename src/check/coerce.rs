//! Fitting a value to the type that is expected of it.

use super::{Checker, context::Cx, errors, paths::Named, typed::Typed};
use crate::{
    ast::Expr,
    hir::{self, ExprKind},
    source::Span,
    types::{self, Literal, Number, Ty, TyKind},
};

impl<'a> Checker<'a> {
    /// Elaborates an expression that must be of a type; `declared` is where that is said.
    pub(super) fn expr_as(&mut self, cx: &mut Cx<'a>, e: &'a Expr, want: &Ty, declared: Option<Span>) -> Typed {
        let before = std::mem::replace(&mut cx.declared, declared);
        let typed = self.expr(cx, e, Some(want));
        cx.declared = before;
        self.fit(cx, typed, want, declared)
    }

    /// Checks a value against a type and completes it: defaults and refinements when it is evaluated.
    pub(super) fn fit(&mut self, cx: &mut Cx<'a>, typed: Typed, want: &Ty, declared: Option<Span>) -> Typed {
        if matches!(**want, TyKind::Property(..)) {
            return self.property_value(cx, typed, want);
        }
        if typed.is_error() || matches!(**want, TyKind::Error) || std::sync::Arc::ptr_eq(&typed.ty, want) {
            return typed;
        }
        let typed = self.outputs_as_record(cx, typed, want);
        match types::assignable(&typed.ty, want, self) {
            Ok(coercion) => {
                let coercion = coercion.unwrap_or_default();
                if coercion.path {
                    return self.written_path(cx, typed, Named::Any);
                }
                if !(coercion.check || coercion.convert || coercion.fill) {
                    return Typed { ty: better(&typed.ty, want), ..typed };
                }
                let span = typed.hir.span;
                if let (true, ExprKind::Int(i)) = (coercion.convert, &typed.hir.kind) {
                    // An integer where a number is expected.
                    let number = *i as f64;
                    let ty = types::literal(Literal::Float(Number::new(number)));
                    return Typed { hir: hir::Expr { kind: ExprKind::Float(number), span }, ty, ..typed };
                }
                let kind = ExprKind::Coerce(Box::new(typed.hir), want.clone());
                Typed { hir: hir::Expr { kind, span }, ty: better(&typed.ty, want), staged: typed.staged }
            }
            Err(mismatch) => {
                let clause = mismatch.message(self);
                let help = self.mismatch_help(&typed, want).or_else(|| mismatch.help());
                let secret = matches!(mismatch.reason, types::Reason::Secret);
                let error = match secret {
                    true => {
                        let error = errors::secret_leaks(typed.span(), &clause, None);
                        declared.into_iter().fold(error, |e, declared| e.also(declared, "the type is declared here"))
                    }
                    false => errors::mismatch(typed.span(), &clause, declared),
                };
                let error = match (&mismatch.path[..], &mismatch.reason, &typed.hir.kind) {
                    ([], types::Reason::NotOneOf(Some(near)), ExprKind::Str(_)) => {
                        error.replace_by(format!("{near:?}"))
                    }
                    _ => error,
                };
                self.report(error.help_opt(help));
                Typed { ty: types::error(), ..typed }
            }
        }
    }

    /// An instance where a record is expected becomes the record of those of its outputs that the record asks for.
    fn outputs_as_record(&mut self, cx: &mut Cx<'a>, typed: Typed, want: &Ty) -> Typed {
        let TyKind::Record(record) = &*types::without_null(want) else { return typed };
        let may_be_null = types::may_be_null(&typed.ty);
        let TyKind::Instance(body) = &*types::without_null(&typed.ty) else { return typed };
        let span = typed.span();
        if !self.body_checked(*body, span) {
            return Typed::error(span);
        }
        let lacking: Vec<_> = record
            .fields
            .iter()
            .filter(|(name, f)| f.is_required() && !self.body(*body).outputs.contains_key(*name))
            .map(|(name, f)| (name.as_str(), f.span))
            .collect();
        if !lacking.is_empty() {
            let of = self.body(*body).name.clone();
            let shown = self.show(&types::without_null(want));
            self.report(errors::lacking_outputs(span, &of, &shown, &lacking));
            return Typed::error(span);
        }
        let mut fields = Vec::new();
        let mut parts = indexmap::IndexMap::new();
        let mut types_of = Vec::new();
        for name in record.fields.keys() {
            if self.body(*body).outputs.contains_key(name) {
                let of = Typed { ty: types::without_null(&typed.ty), ..typed.clone() };
                let part =
                    self.output(cx, of, *body, &crate::ast::Ident { name: name.clone(), span }, span, may_be_null);
                fields.push(hir::Field::Value(name.clone(), span, part.hir));
                parts.insert(name.clone(), part.staged);
                types_of.push((name.clone(), part.ty));
            }
        }
        let ty = types::record(types_of);
        let staged = super::stage::Staged::record(parts);
        let made = Typed::new(ExprKind::Record(fields), span, ty, staged);
        if !may_be_null {
            return made;
        }
        let none = |kind| Box::new(hir::Expr { kind, span });
        let test = ExprKind::Binary(hir::BinaryOp::Eq, Box::new(typed.hir), none(ExprKind::Null));
        let kind = ExprKind::If(none(test), none(ExprKind::Null), Box::new(made.hir));
        let staged = made.staged.choice(&super::stage::Staged::known(), &typed.staged.keys());
        Typed::new(kind, span, types::optional(made.ty), staged)
    }

    /// Help that knows the program: a resource where text is expected, a value where a condition is.
    fn mismatch_help(&self, typed: &Typed, want: &Ty) -> Option<String> {
        if let TyKind::Bool = **want {
            let value = self.text(typed.span())?;
            return match &*typed.ty {
                TyKind::Optional(inner) if !matches!(**inner, TyKind::Bool) => {
                    Some(format!("test whether it is there: `{value} != null`"))
                }
                TyKind::Int(_) | TyKind::Float(_) => Some(format!("compare it: `{value} > 0`")),
                TyKind::Str(_) => Some(format!("compare it: `{value} != \"\"`")),
                TyKind::List(_) | TyKind::Map(_) => Some(format!("compare its length: `length({value}) > 0`")),
                _ => None,
            };
        }
        if let TyKind::Instance(body) = &*types::without_null(want) {
            let name = &self.body(*body).name;
            let keyword = if self.body(*body).kind == hir::BodyKind::Stack { "stack" } else { "resource" };
            return Some(format!("an instance of `{name}` is declared by `{keyword} x = {name} {{ … }}`"));
        }
        let wants_text =
            matches!(&*types::without_null(want), TyKind::Str(_) | TyKind::Scalar | TyKind::Secret(_) | TyKind::Json);
        match &*types::without_null(&typed.ty) {
            TyKind::Resource(name) if wants_text => Some(format!(
                "write `.ref` for its identifier{}",
                self.attribute_list(name).map_or_else(String::new, |list| format!(", or an attribute: {list}"))
            )),
            TyKind::Instance(body) if wants_text => {
                let outputs: Vec<_> = self.body(*body).outputs.keys().map(|n| format!("`.{n}`")).collect();
                match outputs.is_empty() {
                    true => Some(format!("`{}` has no outputs", self.body(*body).name)),
                    false => Some(format!("name the output that is meant: {}", outputs.join(", "))),
                }
            }
            _ => None,
        }
    }
}

/// The more telling of two types that fit: a literal stays one.
fn better(found: &Ty, want: &Ty) -> Ty {
    match &**found {
        TyKind::Literal(_) | TyKind::Identifier(..) => found.clone(),
        TyKind::Resource(_) | TyKind::Instance(_) => found.clone(),
        TyKind::Null | TyKind::Error | TyKind::Never => want.clone(),
        _ => want.clone(),
    }
}
