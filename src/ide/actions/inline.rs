//! Putting a value in the place of its name.

use super::{Action, ActionKind, Change, Known, layout};
use crate::ast::{Expr, ExprKind, Let, Stmt};
use crate::check::Meaning;
use crate::ide::{Document, Node, Role, walk};
use crate::source::Span;

/// Puts the value of a body's `let` in the place of all its uses, and takes the `let` away; at its name, or at a use of it.
pub fn inline(document: &Document, known: &Known, at: usize) -> Option<Action> {
    let touches = |span: Span| {
        let range = document.range(span);
        range.start <= at && at <= range.end
    };
    let named = known.facts.names.iter().find_map(|(span, meaning)| match meaning {
        Meaning::Declared(declared) if is_here(document, *span) && touches(*span) => Some(*declared),
        _ => None,
    });
    let mut found: Option<&Let> = None;
    walk(document.tree, &mut |node| {
        if let Node::Stmt(Stmt::Let(stmt)) = node
            && (touches(stmt.name.span) || Some(stmt.name.span) == named)
        {
            found = Some(stmt);
        }
    });
    let stmt = found?;
    let value = document.text.get(document.range(stmt.value.span))?;
    let is_use = |span: Span| {
        span != stmt.name.span
            && known.facts.names.iter().any(|(s, m)| *s == span && *m == Meaning::Declared(stmt.name.span))
    };
    let mut changes = Vec::new();
    // A use that is no expression, such as `output x`, cannot take a value.
    let mut is_possible = true;
    walk(document.tree, &mut |node| match node {
        Node::Expr(e @ Expr { kind: ExprKind::Name(_), .. }) if is_use(e.span) => {
            let text = if is_atom(&stmt.value) { value.to_owned() } else { format!("({value})") };
            changes.push(Change { range: document.range(e.span), text });
        }
        Node::Name(name, Role::KeyAndValue) if is_use(name.span) => {
            let text = format!("{}: {value}", name.name);
            changes.push(Change { range: document.range(name.span), text });
        }
        Node::Name(name, _) if is_use(name.span) => is_possible = false,
        _ => {}
    });
    changes.dedup();
    if changes.is_empty() || !is_possible {
        return None;
    }
    let lines = layout::whole_lines(document.text, &document.range(stmt.span));
    changes.push(Change { range: lines, text: String::new() });
    changes.sort_by_key(|change| change.range.start);
    Some(Action {
        title: format!("Inline `{}`", stmt.name.name),
        kind: ActionKind::Inline,
        changes,
        is_preferred: false,
    })
}

fn is_here(document: &Document, span: Span) -> bool {
    document.sources.file_of(span) == document.sources.file_of(Span::new(document.tree.chunk, 0, 0))
}

/// Whether an expression means the same wherever it is put.
fn is_atom(e: &Expr) -> bool {
    !matches!(
        e.kind,
        ExprKind::Unary { .. }
            | ExprKind::Binary { .. }
            | ExprKind::If { .. }
            | ExprKind::Match { .. }
            | ExprKind::Error
    )
}
