//! What is not written and yet there: types that were found, and the params that literal arguments are given for.
//!
//! In: a [`Scene`] with the facts of its file. Out: hints with their places.

use std::ops::Range;

use super::hover;
use super::scene::Scene;
use super::walk::{Node, walk_item};
use crate::{
    ast::{Argument, Expr, ExprKind, Ident, Item, Let, Stmt},
    builtins,
    check::Meaning,
    types::{self, TyKind},
};

/// How long a type may be.
const WIDTH: usize = 36;

/// What a hint says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HintKind {
    /// A type, after a name.
    Type,
    /// A param's name, before an argument.
    Argument,
    /// What a name stands for in an environment, after what is written for it.
    Value,
    /// What CloudFormation calls a resource, parameter or stack, after its type.
    LogicalId,
}

/// A hint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Where it is shown.
    pub at: usize,
    /// What is shown.
    pub label: String,
    /// What it says.
    pub kind: HintKind,
    /// What there is to know besides, as Markdown.
    pub tooltip: Option<String>,
}

/// The hints within a range.
pub fn hints(scene: &Scene, within: &Range<usize>) -> Vec<Hint> {
    let mut found = Vec::new();
    for item in &scene.module().tree.items {
        let range = scene.range(item.span());
        if range.end < within.start || within.end < range.start {
            continue;
        }
        walk_item(item, &mut |node| match node {
            Node::Item(Item::Let(tree)) | Node::Stmt(Stmt::Let(tree)) => of_let(scene, tree, &mut found),
            Node::Stmt(Stmt::Output(tree)) if tree.ty.is_none() => ty(scene, &tree.name, &mut found),
            Node::Stmt(Stmt::For(tree)) => tree.vars.iter().for_each(|var| ty(scene, var, &mut found)),
            Node::Expr(Expr { kind: ExprKind::Call { function, arguments }, .. }) => {
                if let Some(name) = function.segments.last() {
                    arguments_of(scene, name, arguments, &mut found);
                }
            }
            _ => {}
        });
    }
    found.sort_by_key(|hint| hint.at);
    found.retain(|hint| within.start <= hint.at && hint.at <= within.end);
    found
}

fn of_let(scene: &Scene, tree: &Let, found: &mut Vec<Hint>) {
    // What a literal is can be seen.
    let is_plain = matches!(
        tree.value.unparen().kind,
        ExprKind::Literal(_) | ExprKind::Interpolation(_) | ExprKind::Record(_) | ExprKind::List(_)
    );
    if tree.ty.is_none() && !is_plain {
        ty(scene, &tree.name, found);
    }
}

fn ty(scene: &Scene, name: &Ident, found: &mut Vec<Hint>) {
    if name.is_missing() || name.name == "_" {
        return;
    }
    let Some(fact) = scene.value(name.span) else { return };
    if types::contains_error(&fact.ty) || matches!(*fact.ty, TyKind::Never) {
        return;
    }
    let shown = match &*fact.ty {
        TyKind::Record(_) | TyKind::Union(_) | TyKind::Literal(_) => {
            types::display_within(&types::widen(&fact.ty), scene, WIDTH)
        }
        _ => hover::shown(scene, &fact.ty),
    };
    let label = match shown.char_indices().nth(WIDTH + 12) {
        Some((cut, _)) => format!(": {}…", &shown[..cut]),
        None => format!(": {shown}"),
    };
    found.push(Hint { at: scene.range(name.span).end, label, kind: HintKind::Type, tooltip: None });
}

fn arguments_of(scene: &Scene, function: &Ident, arguments: &[Argument], found: &mut Vec<Hint>) {
    let params = params(scene, function);
    if params.len() < 2 {
        return;
    }
    for (argument, param) in arguments.iter().zip(params) {
        let is_literal = matches!(argument.value.kind, ExprKind::Literal(_) | ExprKind::Unary { .. });
        if argument.name.is_none() && is_literal {
            let at = scene.range(argument.value.span).start;
            found.push(Hint { at, label: format!("{param}:"), kind: HintKind::Argument, tooltip: None });
        }
    }
}

/// The names of a function's params.
fn params(scene: &Scene, function: &Ident) -> Vec<String> {
    let meaning = scene.facts.names.iter().find(|(span, _)| *span == function.span).map(|(_, meaning)| meaning);
    match meaning {
        Some(Meaning::Function(name)) => builtins::lookup(name).map_or_else(Vec::new, |builtin| {
            builtins::spec(builtin).params.iter().map(|param| param.name.to_owned()).collect()
        }),
        Some(Meaning::Declared(span)) => match scene.declaration(*span).map(|declaration| declaration.item) {
            Some(Item::Function(tree)) => tree.params.iter().map(|param| param.name.name.to_string()).collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}
