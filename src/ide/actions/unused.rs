//! Taking away what nothing uses.

use std::ops::Range;

use super::{Action, Change, layout};
use crate::ast::{Attached, Ident, Item, Stmt, Use, UseNames};
use crate::ide::{Document, Node, walk};

/// Takes away what an "unused" stands at: an import, a `let`; or gives the name the sign of those that are meant to be unused.
pub fn unused(document: &Document, at: &Range<usize>) -> Vec<Action> {
    let mut found = Vec::new();
    let is_it = |name: &Ident| document.range(name.span) == *at;
    walk(document.tree, &mut |node| match node {
        Node::Item(Item::Use(import)) => found.extend(remove_import(document, import, &is_it)),
        Node::Item(Item::Let(item)) if is_it(&item.name) => {
            found.push(remove(document, &item.attached, &item.name, document.range(item.span)));
        }
        Node::Stmt(Stmt::Let(stmt)) if is_it(&stmt.name) => {
            found.push(remove(document, &stmt.attached, &stmt.name, document.range(stmt.span)));
            found.push(keep(document, &stmt.name));
        }
        Node::Stmt(Stmt::Param(stmt)) if is_it(&stmt.name) => found.push(keep(document, &stmt.name)),
        _ => {}
    });
    found
}

fn remove_import(document: &Document, import: &Use, is_it: &dyn Fn(&Ident) -> bool) -> Option<Action> {
    let whole = || layout::whole_lines(document.text, &document.range(import.span));
    let (name, range) = match &import.names {
        UseNames::Module(name) if is_it(name) => (name, whole()),
        UseNames::Names(names) => {
            let at = names.iter().position(|name| is_it(name.local()))?;
            let start = |i: usize| document.range(names[i].name.span).start;
            let end = |i: usize| document.range(names[i].local().span).end;
            let range = match (at, names.len()) {
                (_, 1) => whole(),
                // With the comma before it, or the first with the one behind.
                (0, _) => start(0)..start(1),
                _ => end(at - 1)..end(at),
            };
            (names[at].local(), range)
        }
        _ => return None,
    };
    let change = Change { range, text: String::new() };
    Some(Action::fix(format!("Remove the import of `{}`", name.name), vec![change]).preferred())
}

fn remove(document: &Document, attached: &Attached, name: &Ident, range: Range<usize>) -> Action {
    let first = attached.docs.iter().map(|docs| docs.span).chain(attached.decorators.iter().map(|d| d.span));
    let start = first.map(|span| document.range(span).start).min().unwrap_or(range.start).min(range.start);
    let range = layout::whole_lines(document.text, &(start..range.end));
    Action::fix(format!("Remove `{}`", name.name), vec![Change { range, text: String::new() }])
}

fn keep(document: &Document, name: &Ident) -> Action {
    let range = document.range(name.span);
    let change = Change { range: range.start..range.start, text: "_".to_owned() };
    Action::fix(format!("Name it `_{}`, as unused on purpose", name.name), vec![change])
}
