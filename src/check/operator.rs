//! Operators.

use super::{
    Checker,
    context::{Cx, Role},
    errors,
    narrow::facts,
    typed::Typed,
};
use crate::{
    ast::{self, BinaryOp as Op, Expr},
    builtins::Stage,
    diagnostics::Help,
    hir::{self, BinaryOp, ExprKind, UnaryOp},
    source::Span,
    types::{self, Literal, Ty, TyKind},
};

/// An operator with its places.
#[derive(Clone, Copy)]
pub(super) struct Operator {
    pub op: Op,
    pub op_span: Span,
    pub span: Span,
}

/// The kinds of operands that arithmetic knows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Number {
    Int,
    Float,
    Duration,
    Size,
}

impl<'a> Checker<'a> {
    pub(super) fn unary(&mut self, cx: &mut Cx<'a>, op: ast::UnaryOp, operand: &'a Expr, span: Span) -> Typed {
        let typed = self.infer(cx, operand);
        if typed.is_error() {
            return Typed::error(span);
        }
        match op {
            ast::UnaryOp::Not => {
                let typed = self.fit(cx, typed, &types::bool(), None);
                self.demand(
                    cx,
                    &typed.staged.flat(),
                    Stage::Given,
                    span,
                    "a condition cannot see what the deployment makes",
                );
                let staged = typed.staged.flat();
                Typed::new(ExprKind::Unary(UnaryOp::Not, Box::new(typed.hir)), span, types::bool(), staged)
            }
            ast::UnaryOp::Negate => {
                let ty = match number(&typed.ty) {
                    Some(Number::Int) => types::int(),
                    Some(Number::Float) => types::float(),
                    Some(Number::Duration) => types::duration(),
                    _ => {
                        let shown = self.show(&typed.ty);
                        self.report(errors::bad_operand(span, "-", &shown, "a number"));
                        return Typed::error(span);
                    }
                };
                self.demand(cx, &typed.staged, Stage::Known, span, "arithmetic needs numbers known when compiling");
                Typed::known(ExprKind::Unary(UnaryOp::Neg, Box::new(typed.hir)), span, ty)
            }
        }
    }

    pub(super) fn binary(
        &mut self,
        cx: &mut Cx<'a>,
        op: Operator,
        left: &'a Expr,
        right: &'a Expr,
        want: Option<&Ty>,
    ) -> Typed {
        if op.op == Op::Sub && self.unquoted(cx, left, op.span) {
            return Typed::error(op.span);
        }
        match op.op {
            Op::And | Op::Or => self.logic(cx, op, left, right),
            Op::Coalesce => self.otherwise(cx, op, left, right, want),
            Op::Merge => self.merge(cx, op, left, right, want),
            Op::Eq | Op::Ne => self.equality(cx, op, left, right),
            Op::Lt | Op::Le | Op::Gt | Op::Ge => self.order(cx, op, left, right),
            Op::Add | Op::Sub | Op::Mul | Op::Div | Op::Rem => self.arithmetic(cx, op, left, right),
        }
    }

    fn logic(&mut self, cx: &mut Cx<'a>, op: Operator, left: &'a Expr, right: &'a Expr) -> Typed {
        let is_and = op.op == Op::And;
        let a = self.condition(cx, left);
        let learnt = facts(cx, &a.hir, is_and);
        let b = cx.assuming(learnt, |cx| self.condition(cx, right));
        let staged = a.staged.and(&b.staged);
        let kind = if is_and { BinaryOp::And } else { BinaryOp::Or };
        Typed::new(ExprKind::Binary(kind, Box::new(a.hir), Box::new(b.hir)), op.span, types::bool(), staged)
    }

    /// A truth value that is known or given.
    pub(super) fn condition(&mut self, cx: &mut Cx<'a>, e: &'a Expr) -> Typed {
        let typed = self.expr_as(cx, e, &types::bool(), None);
        let staged = typed.staged.flat();
        self.demand(cx, &staged, Stage::Given, e.span, "a condition cannot see what the deployment makes");
        Typed { staged, ..typed }
    }

    fn otherwise(
        &mut self,
        cx: &mut Cx<'a>,
        op: Operator,
        left: &'a Expr,
        right: &'a Expr,
        want: Option<&Ty>,
    ) -> Typed {
        let wanted = want.map(|w| types::optional(w.clone()));
        let a = self.expr(cx, left, wanted.as_ref());
        let inner = types::without_null(&a.ty);
        if !a.is_error() && !matches!(&*a.ty, TyKind::Optional(_) | TyKind::Null | TyKind::Json) {
            let shown = self.show(&a.ty);
            self.report(errors::never_null(left.span, op.op_span, &shown));
        }
        let b = match want {
            Some(want) => self.expr_as(cx, right, want, None),
            None => self.expr(cx, right, Some(&inner)),
        };
        self.demand(
            cx,
            &a.staged.keys(),
            Stage::Given,
            left.span,
            "whether it is `null` must be known before the deployment",
        );
        let ty = match &*a.ty {
            TyKind::Null => b.ty.clone(),
            _ => self.join_or_report(&inner, &b.ty, left.span, right.span, op.span),
        };
        let staged = a.staged.choice(&b.staged, &a.staged.keys());
        Typed::new(ExprKind::Binary(BinaryOp::Else, Box::new(a.hir), Box::new(b.hir)), op.span, ty, staged)
    }

    fn equality(&mut self, cx: &mut Cx<'a>, op: Operator, left: &'a Expr, right: &'a Expr) -> Typed {
        let a = self.infer(cx, left);
        let b = match cx.role.inspects() && super::inspect::is_part(&a.ty) {
            true => self.parts(cx, &a.ty, right),
            false => self.infer(cx, right),
        };
        let kind = if op.op == Op::Eq { BinaryOp::Eq } else { BinaryOp::Ne };
        let null = |t: &Typed| matches!(*t.ty, TyKind::Null);
        let staged = match (null(&a), null(&b)) {
            (false, true) => a.staged.keys(),
            (true, false) => b.staged.keys(),
            _ => a.staged.flat().and(&b.staged.flat()),
        };
        if !a.is_error() && !b.is_error() {
            self.comparable(cx.role, &a, &b, op);
            self.demand(cx, &staged, Stage::Given, op.span, "a condition cannot see what the deployment makes");
        }
        Typed::new(ExprKind::Binary(kind, Box::new(a.hir), Box::new(b.hir)), op.span, types::bool(), staged)
    }

    fn comparable(&mut self, role: Role, a: &Typed, b: &Typed, op: Operator) {
        for (one, other) in [(a, b), (b, a)] {
            if matches!(*other.ty, TyKind::Null) {
                if !matches!(&*one.ty, TyKind::Optional(_) | TyKind::Null | TyKind::Json | TyKind::Union(_)) {
                    let shown = self.show(&one.ty);
                    self.report(errors::never_null_test(op.span, &shown, op.op == Op::Eq));
                }
                return;
            }
            if matches!(*one.ty, TyKind::Resource(_) | TyKind::Instance(_)) && !role.inspects() {
                let shown = self.show(&one.ty);
                let error = errors::bad_operand(one.span(), op.op.as_str(), &shown, "a value");
                self.report(error.help("compare what decides which resource it is, such as a param or a key"));
                return;
            }
            if types::contains_secret(&one.ty) {
                self.report(errors::secret_compared(one.span()));
                return;
            }
        }
        let (x, y) = (types::without_null(&a.ty), types::without_null(&b.ty));
        let deploy = |t: &Ty| matches!(**t, TyKind::Scalar | TyKind::Identifier(..) | TyKind::Json | TyKind::Never);
        if deploy(&x) || deploy(&y) || super::inspect::is_part(&x) || super::inspect::is_part(&y) {
            return;
        }
        if !types::overlap(&x, &y) {
            let help = literal_help(&x, &y).or_else(|| literal_help(&y, &x));
            let (left, right) = (self.show(&a.ty), self.show(&b.ty));
            self.report(errors::never_equal(op.span, a.span(), &left, b.span(), &right, help));
        }
    }

    fn order(&mut self, cx: &mut Cx<'a>, op: Operator, left: &'a Expr, right: &'a Expr) -> Typed {
        let a = self.infer(cx, left);
        let b = self.infer(cx, right);
        if [left, right].iter().any(|e| matches!(&e.kind, ast::ExprKind::Binary { op, .. } if op.is_comparison())) {
            // Comparisons do not chain, which the parser has reported.
            return Typed::error(op.span);
        }
        let kind = match op.op {
            Op::Lt => BinaryOp::Lt,
            Op::Le => BinaryOp::Le,
            Op::Gt => BinaryOp::Gt,
            _ => BinaryOp::Ge,
        };
        let result = |a: Typed, b: Typed| {
            Typed::known(ExprKind::Binary(kind, Box::new(a.hir), Box::new(b.hir)), op.span, types::bool())
        };
        if a.is_error() || b.is_error() {
            return result(a, b);
        }
        let ordered = match (number(&a.ty), number(&b.ty)) {
            (Some(x), Some(y)) => x == y || [x, y].iter().all(|n| matches!(n, Number::Int | Number::Float)),
            (None, None) => is_string(&a.ty) && is_string(&b.ty),
            _ => false,
        };
        if !ordered {
            self.bad_operands(op, &a, &b);
            return result(a, b);
        }
        let staged = a.staged.flat().and(&b.staged.flat());
        self.demand(cx, &staged, Stage::Known, op.span, "CloudFormation cannot compare sizes");
        result(a, b)
    }

    fn arithmetic(&mut self, cx: &mut Cx<'a>, op: Operator, left: &'a Expr, right: &'a Expr) -> Typed {
        let a = self.infer(cx, left);
        let b = self.infer(cx, right);
        if a.is_error() || b.is_error() {
            return Typed::error(op.span);
        }
        let kind = match op.op {
            Op::Add => BinaryOp::Add,
            Op::Sub => BinaryOp::Sub,
            Op::Mul => BinaryOp::Mul,
            Op::Div => BinaryOp::Div,
            _ => BinaryOp::Rem,
        };
        let Some(ty) = result_of(op.op, number(&a.ty), number(&b.ty)) else {
            self.bad_operands(op, &a, &b);
            return Typed::error(op.span);
        };
        let staged = a.staged.flat().and(&b.staged.flat());
        self.demand(cx, &staged, Stage::Known, op.span, "arithmetic needs numbers known when compiling");
        // Of two integers `/` must be exact, so what is a number by its type must be one by its value.
        let inexact = matches!((op.op, &*ty), (Op::Div, TyKind::Float(_)));
        let operand = |of: Typed| match inexact && number(&of.ty) == Some(Number::Float) {
            true => as_float(of.hir),
            false => of.hir,
        };
        let (left, right) = (operand(a), operand(b));
        Typed::known(ExprKind::Binary(kind, Box::new(left), Box::new(right)), op.span, ty)
    }

    /// Reports operands that an operator of numbers does not take.
    fn bad_operands(&mut self, op: Operator, a: &Typed, b: &Typed) {
        let (l, r) = (self.show(&a.ty), self.show(&b.ty));
        let sides = [a, b];
        let text = |t: &Typed, other: &str| self.text(t.span()).unwrap_or_else(|| other.to_owned());
        let help = if let Some(side) = sides.iter().find(|t| types::may_be_null(&t.ty)) {
            Some(format!("it may be `null`: test it first, or give a value for it: `({} ?? …)`", text(side, "value")))
        } else if op.op == Op::Add && sides.iter().any(|t| is_string(&t.ty)) {
            let part = |t: &Typed, other: &str| match &*t.ty {
                TyKind::Literal(Literal::Str(s)) => s.to_string(),
                _ => format!("${{{}}}", text(t, other)),
            };
            Some(format!("join text within a string: `\"{}{}\"`", part(a, "a"), part(b, "b")))
        } else if op.op == Op::Add && sides.iter().all(|t| matches!(*t.ty, TyKind::List(_))) {
            let name = |t: &Typed, other: &str| match text(t, other) {
                written if written.starts_with('[') => other.to_owned(),
                written => written,
            };
            Some(format!("join lists with a spread: `[...{}, ...{}]`", name(a, "a"), name(b, "b")))
        } else if op.op == Op::Add && sides.iter().all(|t| matches!(*t.ty, TyKind::Record(_) | TyKind::Map(_))) {
            Some(format!("merge them with `&`: `{} & {}`", text(a, "a"), text(b, "b")))
        } else if with_unit(a, b, |n| n == Number::Duration) {
            Some("a duration is written with its unit: `30s`, `5min`, `12h`, `7d`".to_owned())
        } else if with_unit(a, b, |n| n == Number::Size) {
            Some("a size is written with its unit: `512MiB`, `20GiB`".to_owned())
        } else {
            None
        };
        self.report(errors::bad_operands(op.op_span, op.op.as_str(), a.span(), &l, b.span(), &r).help_opt(help));
    }

    /// The type of either of two values, or an error that shows both.
    pub(super) fn join_or_report(&mut self, a: &Ty, b: &Ty, a_span: Span, b_span: Span, span: Span) -> Ty {
        match types::join(a, b, self) {
            Ok(ty) => ty,
            Err(_) => {
                let (left, right) = (self.show_wide(a), self.show_wide(b));
                self.report(errors::branches_differ(span, a_span, &left, b_span, &right));
                types::error()
            }
        }
    }
}

/// Whether one of two values has a unit and the other is a plain number.
fn with_unit(a: &Typed, b: &Typed, unit: impl Fn(Number) -> bool) -> bool {
    let plain = |t: &Typed| matches!(number(&t.ty), Some(Number::Int | Number::Float));
    let has = |t: &Typed| number(&t.ty).is_some_and(&unit);
    has(a) && plain(b) || plain(a) && has(b)
}

/// The kind of number that all values of a type are.
fn number(ty: &Ty) -> Option<Number> {
    match &**ty {
        TyKind::Int(_) | TyKind::Literal(Literal::Int(_)) => Some(Number::Int),
        TyKind::Float(_) | TyKind::Literal(Literal::Float(_)) => Some(Number::Float),
        TyKind::Duration(_) | TyKind::Literal(Literal::Duration(_)) => Some(Number::Duration),
        TyKind::Size(_) | TyKind::Literal(Literal::Size(_)) => Some(Number::Size),
        TyKind::Union(members) => {
            let first = number(members.first()?)?;
            members.iter().all(|m| number(m) == Some(first)).then_some(first)
        }
        _ => None,
    }
}

/// A number that may have been written as an integer.
fn as_float(e: hir::Expr) -> hir::Expr {
    match e.kind {
        ExprKind::Float(_) => e,
        _ => hir::Expr { span: e.span, kind: ExprKind::Coerce(Box::new(e), types::float()) },
    }
}

fn is_string(ty: &Ty) -> bool {
    match &**ty {
        TyKind::Str(_) | TyKind::Literal(Literal::Str(_)) => true,
        TyKind::Union(members) => members.iter().all(is_string),
        _ => false,
    }
}

fn result_of(op: Op, a: Option<Number>, b: Option<Number>) -> Option<Ty> {
    use Number::{Duration, Float, Int, Size};
    Some(match (op, a?, b?) {
        (_, Int, Int) => types::int(),
        (Op::Rem, _, _) => return None,
        (_, Int | Float, Int | Float) => types::float(),
        (Op::Add | Op::Sub, Duration, Duration) => types::duration(),
        (Op::Add | Op::Sub, Size, Size) => types::size(),
        (Op::Mul, Duration, Int) | (Op::Mul, Int, Duration) | (Op::Div, Duration, Int) => types::duration(),
        (Op::Mul, Size, Int) | (Op::Mul, Int, Size) | (Op::Div, Size, Int) => types::size(),
        (Op::Div, Duration, Duration) | (Op::Div, Size, Size) => types::int(),
        _ => return None,
    })
}

/// What one may have meant by comparing with a literal that the other type does not have.
pub(super) fn literal_help(found: &Ty, other: &Ty) -> Option<Help> {
    let TyKind::Literal(Literal::Str(written)) = &**found else { return None };
    let TyKind::Union(members) = &**other else { return None };
    let allowed: Vec<&str> = members
        .iter()
        .filter_map(|m| match &**m {
            TyKind::Literal(Literal::Str(s)) => Some(s.as_str()),
            _ => None,
        })
        .collect();
    let near = crate::resolve::nearest(written, allowed.iter().copied());
    Some(match near {
        Some(near) => Help::meant(&format!("\"{near}\"")),
        None => {
            format!("it can be {}", allowed.iter().map(|a| format!("`\"{a}\"`")).collect::<Vec<_>>().join(", ")).into()
        }
    })
}
