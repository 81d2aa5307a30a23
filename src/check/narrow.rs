//! What conditions say about the values that they test.

use super::context::{Cx, Fact, PathKey, Root};
use crate::{
    ast::Symbol,
    hir::{BinaryOp, Expr, ExprKind, Look, UnaryOp},
    types::{self, Literal, Ty, TyKind},
};

/// The path that an expression is, if it is one.
pub(super) fn path_of(cx: &Cx, e: &Expr) -> Option<PathKey> {
    match &e.kind {
        // The cells beyond all blocks are the app's, seen by a test.
        ExprKind::Cell(r) => {
            Some(PathKey { root: Root::Cell(cx.block_up(r.up).unwrap_or(usize::MAX), r.cell), fields: Vec::new() })
        }
        ExprKind::Local(slot) => Some(PathKey { root: Root::Local(*slot), fields: Vec::new() }),
        ExprKind::Global(id) => Some(PathKey { root: Root::Global(id.0), fields: Vec::new() }),
        ExprKind::Field(of, name) | ExprKind::OptField(of, name) => with(path_of(cx, of)?, name.clone()),
        ExprKind::Attribute { of, name, .. } => with(path_of(cx, of)?, name.clone()),
        ExprKind::Look(Look::Property { of, name, .. }) => with(path_of(cx, of)?, name.clone()),
        ExprKind::Output { of, output, .. } => with(path_of(cx, of)?, arcstr::format!("#{output}")),
        ExprKind::Index(of, key) => match &key.kind {
            ExprKind::Str(text) => with(path_of(cx, of)?, text.clone()),
            _ => None,
        },
        _ => None,
    }
}

fn with(mut path: PathKey, field: Symbol) -> Option<PathKey> {
    path.fields.push(field);
    Some(path)
}

/// What holds when `condition` is `truth`.
pub(super) fn facts(cx: &Cx, condition: &Expr, truth: bool) -> Vec<(PathKey, Fact)> {
    let mut found = Vec::new();
    collect(cx, condition, truth, &mut found);
    found
}

fn collect(cx: &Cx, e: &Expr, truth: bool, found: &mut Vec<(PathKey, Fact)>) {
    match &e.kind {
        ExprKind::Unary(UnaryOp::Not, inner) => collect(cx, inner, !truth, found),
        ExprKind::Binary(BinaryOp::And, a, b) if truth => {
            collect(cx, a, true, found);
            collect(cx, b, true, found);
        }
        ExprKind::Binary(BinaryOp::Or, a, b) if !truth => {
            collect(cx, a, false, found);
            collect(cx, b, false, found);
        }
        ExprKind::Binary(op @ (BinaryOp::Eq | BinaryOp::Ne), a, b) => {
            let equal = (*op == BinaryOp::Eq) == truth;
            compare(cx, a, b, equal, found);
            compare(cx, b, a, equal, found);
        }
        // A truth value that is tested itself.
        _ => {
            if let Some(path) = path_of(cx, e) {
                found.push((path, Fact::Is(Literal::Bool(truth))));
            }
        }
    }
}

fn compare(cx: &Cx, path: &Expr, value: &Expr, equal: bool, found: &mut Vec<(PathKey, Fact)>) {
    let literal = match &value.kind {
        ExprKind::Null => {
            let fact = if equal { Fact::Null } else { Fact::NotNull };
            if !equal {
                not_null(cx, path, found);
            } else if let Some(path) = path_of(cx, path) {
                found.push((path, fact));
            }
            return;
        }
        ExprKind::Str(s) => Literal::Str(s.clone()),
        ExprKind::Int(i) => Literal::Int(*i),
        ExprKind::Bool(b) => Literal::Bool(*b),
        ExprKind::Float(f) => Literal::Float(types::Number::new(*f)),
        ExprKind::Duration(ms) => Literal::Duration(*ms),
        ExprKind::Size(bytes) => Literal::Size(*bytes),
        _ => return,
    };
    if let Some(key) = path_of(cx, path) {
        found.push((key, if equal { Fact::Is(literal) } else { Fact::IsNot(literal) }));
        if equal {
            // What equals a literal is there, and so is all that leads to it.
            not_null(cx, path, found);
        }
    }
}

/// `a?.b != null` says that `a` and `a.b` are there.
fn not_null(cx: &Cx, e: &Expr, found: &mut Vec<(PathKey, Fact)>) {
    let Some(path) = path_of(cx, e) else { return };
    found.push((path, Fact::NotNull));
    match &e.kind {
        ExprKind::OptField(of, _)
        | ExprKind::Look(Look::Property { of, optional: true, .. })
        | ExprKind::Attribute { of, optional: true, .. }
        | ExprKind::Output { of, optional: true, .. } => not_null(cx, of, found),
        _ => {}
    }
}

/// The type of `path` under the facts in force.
pub(super) fn narrowed(cx: &Cx, path: &PathKey, ty: &Ty) -> Ty {
    let mut ty = ty.clone();
    for (about, fact) in cx.at.facts.iter().filter(|(p, _)| p.root == path.root) {
        if about.fields == path.fields {
            ty = apply(&ty, fact);
        } else if about.fields.len() == path.fields.len() + 1 && about.fields.starts_with(&path.fields) {
            ty = by_tag(&ty, &about.fields[path.fields.len()], fact);
        }
    }
    ty
}

fn apply(ty: &Ty, fact: &Fact) -> Ty {
    match fact {
        Fact::NotNull => types::without_null(ty),
        Fact::Null => types::null(),
        Fact::Is(literal) => types::to_literals(ty, std::slice::from_ref(literal)),
        Fact::IsNot(literal) => types::away_from_literals(ty, std::slice::from_ref(literal)),
        Fact::Type(ty) => ty.clone(),
    }
}

/// Those records of a union whose field `tag` can be as the fact says.
fn by_tag(ty: &Ty, tag: &str, fact: &Fact) -> Ty {
    let keep = |member: &Ty| {
        let TyKind::Record(record) = &**member else { return true };
        let Some(field) = record.fields.get(tag) else { return matches!(fact, Fact::Null | Fact::IsNot(_)) };
        match (&*field.ty, fact) {
            (TyKind::Literal(own), Fact::Is(wanted)) => own == wanted,
            (TyKind::Literal(own), Fact::IsNot(other)) => own != other,
            (TyKind::Optional(_) | TyKind::Error, Fact::Null) => true,
            (_, Fact::Null) => false,
            (TyKind::Union(_), Fact::Is(wanted)) => {
                !matches!(*types::to_literals(&field.ty, std::slice::from_ref(wanted)), TyKind::Never)
            }
            _ => true,
        }
    };
    match &**ty {
        TyKind::Union(members) => types::union(members.iter().filter(|m| keep(m)).cloned()),
        TyKind::Optional(inner) => match &**inner {
            TyKind::Union(_) => types::optional(by_tag(inner, tag, fact)),
            _ => ty.clone(),
        },
        _ => ty.clone(),
    }
}
