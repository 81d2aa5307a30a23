//! Giving an expression a name.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::{Action, ActionKind, Change, layout};
use crate::ast::{Expr, ExprKind, Symbol};
use crate::ide::{Declared, Document, Node, Role, walk};

/// Makes a `let` of the selected expression, before the statement that it stands in.
pub fn extract(document: &Document, selected: &Range<usize>) -> Option<Action> {
    let selected = trimmed(document.text, selected)?;
    let mut expr: Option<&Expr> = None;
    let mut stmts: Vec<Range<usize>> = Vec::new();
    let mut names: FxHashSet<Symbol> = FxHashSet::default();
    walk(document.tree, &mut |node| match node {
        Node::Expr(e) if expr.is_none() && document.range(e.span) == selected => expr = Some(e),
        Node::Stmt(stmt) => stmts.push(document.range(stmt.span())),
        Node::Name(name, Role::Declares(_)) => {
            names.insert(name.name.clone());
        }
        _ => {}
    });
    let expr = expr?;
    if matches!(expr.unparen().kind, ExprKind::Name(_) | ExprKind::Error | ExprKind::ResourceType(_)) {
        return None;
    }
    let around = |range: &&Range<usize>| range.start <= selected.start && selected.end <= range.end;
    // The innermost statement; at file level, the declaration. A name before it is visible in it.
    let in_stmt = stmts.iter().filter(around).min_by_key(|range| range.len()).cloned();
    let place = match in_stmt {
        Some(range) => range,
        None => {
            let items = document.tree.items.iter().map(|item| document.range(item.span()));
            items.into_iter().find(|range| around(&range))?
        }
    };
    if captures(document, &place, &selected) {
        return None;
    }
    let name = (1..).map(|n| if n == 1 { "value".to_owned() } else { format!("value_{n}") });
    let name = name.into_iter().find(|name| !names.contains(name.as_str()))?;
    let at = attached_start(document, place.start);
    let indent = layout::indent(document.text, at);
    let end = layout::line_end(document.text);
    let value = document.text.get(selected.clone())?;
    Some(Action {
        title: format!("Extract into `let {name}`"),
        kind: ActionKind::Extract,
        changes: vec![
            Change { range: at..at, text: format!("let {name} = {value}{end}{indent}") },
            Change { range: selected, text: name },
        ],
        is_preferred: false,
    })
}

fn trimmed(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let selected = text.get(range.clone())?;
    let start = range.start + (selected.len() - selected.trim_start().len());
    let end = start + selected.trim().len();
    (start < end).then_some(start..end)
}

/// Whether an expression uses a name that only its statement declares: a variable of a comprehension or of an arm, a
/// function's parameter.
fn captures(document: &Document, place: &Range<usize>, selected: &Range<usize>) -> bool {
    let within = |range: &Range<usize>, outer: &Range<usize>| outer.start <= range.start && range.end <= outer.end;
    let mut declared: FxHashSet<&str> = FxHashSet::default();
    let mut used: Vec<&str> = Vec::new();
    walk(document.tree, &mut |node| match node {
        Node::Name(name, Role::Declares(Declared::Variable | Declared::Argument)) => {
            let range = document.range(name.span);
            if within(&range, place) && !within(&range, selected) {
                declared.insert(&name.name);
            }
        }
        Node::Expr(Expr { kind: ExprKind::Name(name), span }) if within(&document.range(*span), selected) => {
            used.push(name);
        }
        Node::Name(name, Role::KeyAndValue) if within(&document.range(name.span), selected) => used.push(&name.name),
        _ => {}
    });
    used.iter().any(|name| declared.contains(name))
}

/// Where a statement begins with its documentation and decorators.
pub(super) fn attached_start(document: &Document, start: usize) -> usize {
    let mut first = start;
    walk(document.tree, &mut |node| {
        let range = match node {
            Node::Docs(docs) => document.range(docs.span),
            Node::Decorator(decorator) => document.range(decorator.span),
            _ => return,
        };
        let between = document.text.get(range.end..first);
        if range.end <= first && between.is_some_and(|between| between.trim().is_empty()) {
            first = range.start;
        }
    });
    // Several decorators: the walk came to the later ones after the earlier.
    match first == start {
        true => start,
        false => attached_start(document, first),
    }
}
