//! Texts that are put together.

use std::ops::Range;

use super::{Action, Change, Known};
use crate::ast::{BinaryOp, Expr, ExprKind, Literal};
use crate::ide::{Document, Node, walk};
use crate::types::{self, TyKind};

/// Makes one text with `${…}` of the sum around an operator: `"${name}-x"` of `name + "-x"`.
pub fn interpolate(document: &Document, known: &Known, at: &Range<usize>) -> Option<Action> {
    // The outermost sum whose left ends lead to the operator.
    let mut found: Option<&Expr> = None;
    walk(document.tree, &mut |node| {
        if let Node::Expr(expr) = node
            && found.is_none()
            && has_operator(document, expr, at)
        {
            found = Some(expr);
        }
    });
    let expr = found?;
    let mut parts = Vec::new();
    operands(known, expr, &mut parts);
    let mut text = String::new();
    for part in parts {
        let part = part.unparen();
        let written = document.text.get(document.range(part.span))?;
        match &part.kind {
            ExprKind::Literal(Literal::String(_)) | ExprKind::Interpolation(_) if is_simple(written) => {
                text.push_str(&written[1..written.len() - 1]);
            }
            _ if written.contains('\n') => return None,
            _ => text.push_str(&format!("${{{written}}}")),
        }
    }
    let change = Change { range: document.range(expr.span), text: format!("\"{text}\"") };
    Some(Action::fix("Write one text with `${…}`", vec![change]).preferred())
}

fn has_operator(document: &Document, expr: &Expr, at: &Range<usize>) -> bool {
    match &expr.kind {
        ExprKind::Binary { op: BinaryOp::Add, op_span, left, .. } => {
            document.range(*op_span) == *at || has_operator(document, left, at)
        }
        _ => false,
    }
}

/// The operands of a sum; a sum of numbers on the left is one.
fn operands<'a>(known: &Known, expr: &'a Expr, found: &mut Vec<&'a Expr>) {
    let is_number = known.facts.values.iter().rev().find(|fact| fact.span == expr.span).is_some_and(|fact| {
        let ty = types::widen(&types::without_null(&fact.ty));
        matches!(*ty, TyKind::Int(_) | TyKind::Float(_) | TyKind::Duration(_) | TyKind::Size(_))
    });
    match &expr.kind {
        ExprKind::Binary { op: BinaryOp::Add, left, right, .. } if !is_number => {
            operands(known, left, found);
            found.push(right);
        }
        _ => found.push(expr),
    }
}

/// Whether a text is in plain quotes, on one line.
fn is_simple(written: &str) -> bool {
    written.len() >= 2 && written.starts_with('"') && !written.starts_with("\"\"\"") && !written.contains('\n')
}
