//! Values that may be `null` where that does not fit.

use std::ops::Range;

use super::{Action, Change, Known, layout, missing};
use crate::ast::{Expr, ExprKind, Field, Stmt};
use crate::check::Meaning;
use crate::ide::{Document, Node, walk};
use crate::source::Span;
use crate::types::{self, Ty, TyKind};

/// Writes what to take instead: `x ?? 0`. At an operator, the operand that may be `null` is meant.
pub fn otherwise(document: &Document, known: &Known, at: &Range<usize>) -> Option<Action> {
    // `{ size }` is one name for two.
    let short = shorthand(document, at);
    let (span, is_operand, is_loose) = match short {
        Some(span) => (span, false, false),
        None => value_at(document, known, at).map(|(expr, is_operand)| (expr.span, is_operand, is_loose(expr)))?,
    };
    let of = |span: Span| known.facts.values.iter().rev().find(|fact| fact.span == span);
    // Of a name that is a field, too, what it is is noted where it is declared.
    let declared = || {
        known.facts.names.iter().find_map(|(at, meaning)| match meaning {
            Meaning::Declared(name) if *at == span => of(*name).filter(|fact| types::may_be_null(&fact.ty)),
            _ => None,
        })
    };
    let fact = of(span).or_else(declared)?;
    let wanted = fact.expected.as_ref().map(types::without_null).filter(is_plain);
    let ty = wanted.unwrap_or_else(|| types::without_null(&fact.ty));
    if matches!(*ty, TyKind::Resource(_) | TyKind::Instance(_) | TyKind::Error | TyKind::Null | TyKind::Secret(_)) {
        return None;
    }
    let value = missing::placeholder(&types::widen(&ty));
    let range = document.range(span);
    let written = document.text.get(range.clone())?;
    let inner = if is_loose { format!("({written})") } else { written.to_owned() };
    let text = match is_operand {
        true => format!("({inner} ?? {value})"),
        false if short.is_some() => format!("{written}: {inner} ?? {value}"),
        false => format!("{inner} ?? {value}"),
    };
    let changes = vec![Change { range, text }];
    Some(Action::fix(format!("Take `{value}` where it is `null`, by `??`"), changes))
}

/// Whether a type says by itself what a value of it looks like.
fn is_plain(ty: &Ty) -> bool {
    !matches!(**ty, TyKind::Property(..) | TyKind::Var(_) | TyKind::Error | TyKind::Null)
}

/// The expression at a place, or the operand of the operator there that may be `null`; whether it is an operand.
fn value_at<'a>(document: &Document<'a>, known: &Known, at: &Range<usize>) -> Option<(&'a Expr, bool)> {
    let may_be_null = |expr: &Expr| {
        let fact = known.facts.values.iter().rev().find(|fact| fact.span == expr.span);
        fact.is_some_and(|fact| types::may_be_null(&fact.ty) && !matches!(*fact.ty, TyKind::Error))
    };
    let mut found: Option<(&'a Expr, bool)> = None;
    let mut parent_is_operator = false;
    walk(document.tree, &mut |node| {
        let Node::Expr(expr) = node else { return };
        let range = document.range(expr.span);
        if let ExprKind::Binary { op_span, left, right, .. } = &expr.kind {
            let op = document.range(*op_span);
            let operands = [&**left, &**right];
            if op == *at {
                found = operands.into_iter().find(|operand| may_be_null(operand)).map(|operand| (operand, true));
            }
            parent_is_operator |= operands.iter().any(|operand| document.range(operand.span) == *at);
        }
        if range == *at && found.is_none() {
            found = Some((expr, parent_is_operator));
        }
    });
    found
}

/// Whether an expression needs parentheses before `??`.
fn is_loose(expr: &Expr) -> bool {
    use crate::ast::BinaryOp::{Add, Div, Mul, Rem, Sub};
    match &expr.kind {
        ExprKind::Binary { op, .. } => !matches!(op, Add | Sub | Mul | Div | Rem),
        ExprKind::If { .. } | ExprKind::Match { .. } => true,
        _ => false,
    }
}

/// The name at a place that is a field and its value.
fn shorthand(document: &Document, at: &Range<usize>) -> Option<Span> {
    let mut found = None;
    walk(document.tree, &mut |node| {
        if let Node::Field(Field::Shorthand(name)) = node
            && document.range(name.span) == *at
        {
            found = Some(name.span);
        }
    });
    found
}

/// Puts the declaration around a place under the condition that a value is there: `if x != null { … }`.
pub fn test(document: &Document, at: &Range<usize>) -> Option<Action> {
    let mut path: Option<&Expr> = None;
    let mut around: Option<&Stmt> = None;
    walk(document.tree, &mut |node| match node {
        Node::Expr(expr) if document.range(expr.span) == *at => path = path.or(Some(expr)),
        Node::Stmt(stmt) => {
            let range = document.range(stmt.span());
            if range.start <= at.start && at.end <= range.end {
                around = Some(stmt);
            }
        }
        _ => {}
    });
    let stmt = around?;
    let is_value = path.map_or_else(|| shorthand(document, at).is_some(), is_path);
    if !is_value || !matches!(stmt, Stmt::Resource(_) | Stmt::Stack(_) | Stmt::Output(_) | Stmt::Assert(_)) {
        return None;
    }
    let value = document.text.get(at.clone())?;
    let own = document.range(stmt.span());
    let start = super::extract::attached_start(document, own.start);
    let lines = layout::whole_lines(document.text, &(start..own.end));
    let text = document.text.get(lines.clone())?;
    let end = layout::line_end(document.text);
    let indent = layout::indent(document.text, start);
    // What shares its line with something else is left alone, and so are texts over several lines.
    if !text.ends_with('\n') || text.contains("\"\"\"") {
        return None;
    }
    let inner: String =
        text.lines().map(|line| if line.is_empty() { end.to_owned() } else { format!("  {line}{end}") }).collect();
    let text = format!("{indent}if {value} != null {{{end}{inner}{indent}}}{end}");
    let title = format!("Declare it only where `{value}` is there");
    Some(Action::fix(title, vec![Change { range: lines, text }]))
}

/// Whether a test of an expression tells something of it: `a`, `a.b`.
fn is_path(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Name(_) => true,
        ExprKind::Field { base, .. } => is_path(base),
        _ => false,
    }
}
