//! `if` and `match`.

use std::rc::Rc;

use super::{
    Checker,
    context::{Cx, Fact},
    errors,
    narrow::{facts, path_of},
    stage::Staged,
    typed::Typed,
};
use crate::{
    ast::{self, Arm, Expr, Literal as Written, PatternField, PatternKind, Symbol},
    builtins::Stage,
    hir::{self, ExprKind, Pattern},
    source::Span,
    types::{self, Ty, TyKind},
};

impl<'a> Checker<'a> {
    pub(super) fn choice(
        &mut self,
        cx: &mut Cx<'a>,
        cond: &'a Expr,
        then: &'a Expr,
        otherwise: &'a Expr,
        span: Span,
        want: Option<&Ty>,
    ) -> Typed {
        let condition = self.condition(cx, cond);
        let yes = facts(cx, &condition.hir, true);
        let a = cx.assuming(yes, |cx| self.branch(cx, then, want));
        let no = facts(cx, &condition.hir, false);
        let b = cx.assuming(no, |cx| self.branch(cx, otherwise, want));
        if a.is_error() || b.is_error() {
            return Typed::error(span);
        }
        let ty = match want {
            Some(want) if matches!(**want, TyKind::Property(..)) => want.clone(),
            _ => self.join_or_report(&a.ty, &b.ty, then.span, otherwise.span, span),
        };
        let staged = a.staged.choice(&b.staged, &condition.staged);
        let kind = ExprKind::If(Box::new(condition.hir), Box::new(a.hir), Box::new(b.hir));
        self.leaf_of_choice(cx, Typed::new(kind, span, ty, staged))
    }

    /// A branch; where something is expected it is fitted here, so that the error stands at the branch.
    fn branch(&mut self, cx: &mut Cx<'a>, e: &'a Expr, want: Option<&Ty>) -> Typed {
        match want {
            Some(want) => {
                let declared = cx.declared;
                self.expr_as(cx, e, want, declared)
            }
            None => self.infer(cx, e),
        }
    }

    pub(super) fn match_(
        &mut self,
        cx: &mut Cx<'a>,
        subject: &'a Expr,
        arms: &'a [Arm],
        span: Span,
        want: Option<&Ty>,
    ) -> Typed {
        let of = self.infer(cx, subject);
        if of.is_error() {
            for arm in arms {
                self.arm_value(cx, arm, &of, &types::error(), want);
            }
            return Typed::error(span);
        }
        if types::contains_secret(&of.ty) {
            self.report(errors::secret_compared(subject.span));
        }
        let mut deciding = of.staged.keys();
        if is_scalar(&of.ty) {
            deciding = deciding.and(&of.staged.flat());
        }
        let mut matching = types::Matching::new(&of.ty);
        let mut out: Vec<hir::Arm> = Vec::with_capacity(arms.len());
        let mut result: Option<(Ty, Span)> = None;
        let mut staged = Staged::known();
        let mut failed = false;
        for arm in arms {
            let Some(pattern) = self.pattern(cx, arm, &of.ty) else {
                failed = true;
                self.arm_value(cx, arm, &of, &types::error(), want);
                continue;
            };
            if let Pattern::Record(tags) = &pattern {
                for (name, literal) in tags {
                    let tag = of.staged.field(name);
                    deciding = deciding.and(&if literal.is_some() { tag.flat() } else { tag.keys() });
                }
            }
            let is_taken = !matching.takes(&pattern);
            if self.never_matches(arm, &pattern, (&of.ty, &matching), subject.span) {
                failed = true;
            } else if is_taken {
                let shown = self.show(&of.ty);
                let is_null = matches!(pattern, Pattern::Null) && !types::may_be_null(&of.ty);
                self.report(match is_null {
                    true => errors::never_null_arm(arm.patterns[0].span, subject.span, &shown),
                    false => errors::unreachable_arm(arm.patterns[0].span, subject.span, &shown),
                });
            }
            let matched = matching.part(&pattern);
            let (value, binding) = self.arm_value(cx, arm, &of, &matched, want);
            failed |= value.is_error();
            matching.take(&pattern);
            staged = if result.is_none() { value.staged.clone() } else { staged.or(&value.staged) };
            result = Some(match result {
                None => (value.ty, value.hir.span),
                Some((ty, first)) => (self.join_or_report(&ty, &value.ty, first, value.hir.span, span), first),
            });
            out.push(hir::Arm { pattern, binding, value: value.hir });
        }
        let missing = matching.missing();
        if !missing.is_empty() && !failed {
            let shown = self.show(&of.ty);
            self.report(errors::not_exhaustive(span, subject.span, &shown, &missing));
            failed = true;
        }
        self.demand(
            cx,
            &deciding.flat(),
            Stage::Given,
            subject.span,
            "what is matched must be known before the deployment",
        );
        let Some((ty, _)) = result.filter(|_| !failed) else { return Typed::error(span) };
        let ty = match want {
            Some(want) if matches!(**want, TyKind::Property(..)) => want.clone(),
            _ => ty,
        };
        let staged = staged.choice(&Staged::known(), &deciding.flat());
        let typed = Typed::new(ExprKind::Match(Box::new(of.hir), out), span, ty, staged);
        self.leaf_of_choice(cx, typed)
    }

    /// An arm's value, with what its pattern says about the subject, and the local that it binds.
    fn arm_value(
        &mut self,
        cx: &mut Cx<'a>,
        arm: &'a Arm,
        of: &Typed,
        matched: &Ty,
        want: Option<&Ty>,
    ) -> (Typed, Option<u16>) {
        let depth = cx.at.locals.len();
        let before = cx.at.facts.clone();
        let fields: &'a [PatternField] = match arm.patterns.first().map(|p| &p.kind) {
            Some(PatternKind::Record(fields)) => fields,
            _ => &[],
        };
        let binds = fields.iter().filter_map(|f| bound_name(f).map(|name| (f, name))).collect::<Vec<_>>();
        for field in fields {
            self.note_key(field.name.span, &field.name.name, matched);
        }
        let mut slot = None;
        if arm.binding.is_some() || !binds.is_empty() {
            let name = arm.binding.as_ref();
            if let Some(name) = name {
                self.check_shadow(cx, name);
            }
            let (name, span) = name.map_or((Symbol::new(), arm.span), |n| (n.name.clone(), n.span));
            if arm.binding.is_some() {
                self.recording.declared(span, span, matched, &of.staged);
            }
            let whole = cx.push_local(name, span, matched.clone(), of.staged.clone());
            slot = Some(whole);
            for (field, name) in binds {
                self.check_shadow(cx, name);
                let ty = match &**matched {
                    TyKind::Record(record) => record.fields.get(&field.name.name).map(|f| f.ty.clone()),
                    _ => None,
                };
                let ty = types::without_null(&ty.unwrap_or_else(types::error));
                let staged = of.staged.field(&field.name.name);
                self.recording.declared(name.span, name.span, &ty, &staged);
                cx.push_alias(name.name.clone(), name.span, ty, staged, (whole, field.name.name.clone()));
            }
        }
        if let Some(path) = path_of(cx, &of.hir) {
            let mut all = (*before).clone();
            match (arm.patterns.as_slice(), &**matched) {
                ([one], _) if matches!(one.kind, PatternKind::Literal(Written::Null)) => all.push((path, Fact::Null)),
                _ => all.push((path, Fact::Type(matched.clone()))),
            }
            cx.at.facts = Rc::new(all);
        }
        let value = self.branch(cx, &arm.value, want);
        cx.at.locals.truncate(depth);
        cx.at.facts = before;
        (value, slot)
    }
}

/// Whether a value's own text or number decides what it is, and not its shape.
fn is_scalar(ty: &Ty) -> bool {
    match &**ty {
        TyKind::Optional(inner) => is_scalar(inner),
        TyKind::Union(members) => members.iter().all(is_scalar),
        TyKind::Record(_) | TyKind::List(_) | TyKind::Map(_) | TyKind::Null => false,
        _ => true,
    }
}

/// The name that a field of a record pattern binds.
fn bound_name(field: &PatternField) -> Option<&ast::Ident> {
    match &field.pattern {
        None => Some(&field.name),
        Some(pattern) => match &pattern.kind {
            PatternKind::Binding(name) => Some(name),
            _ => None,
        },
    }
}
