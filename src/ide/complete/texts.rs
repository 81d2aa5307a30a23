//! Places within strings: values, IAM actions, paths, names of rules.

use super::query::Query;
use super::{About, Completion, CompletionKind, Completions, patterns, policies, values};
use crate::ast::{Decorator, Expr, ExprKind, Field, Item, Literal};
use crate::ide::{Node, Role};
use crate::registry::iam::{Access, iam_service, iam_services};
use crate::types::{self, TyKind};

/// What can stand in the string around the place.
pub fn completions(query: &Query) -> Completions {
    let word = query.asked.place.word.clone();
    let typed = query.typed();
    let whole = |items| Completions { replaced: word.clone(), items, is_incomplete: false };
    let expr = query.chain.iter().rev().find_map(|node| match node {
        Node::Expr(expr) => Some(*expr),
        _ => None,
    });
    if let Some(Node::Literal(..) | Node::Pattern(_)) = query.chain.last() {
        return whole(patterns::texts(query));
    }
    if let Some(Item::Use(_)) = query.item() {
        return paths(query, typed, true);
    }
    if let Some(decorator) = decorator(query) {
        return whole(in_decorator(query, decorator));
    }
    if let Some(expr) = expr {
        let expected = values::expected(query, expr);
        if takes_path(query, expr) || expected.as_ref().is_some_and(|ty| matches!(**ty, TyKind::Path)) {
            return paths(query, typed, false);
        }
        let literals: Vec<Completion> =
            expected.iter().flat_map(values::literals).filter_map(|text| unquoted(&text)).collect();
        if !literals.is_empty() {
            return whole(literals);
        }
    }
    let key = query.chain.iter().rev().find_map(|node| match node {
        Node::Field(Field::Pair { key, .. }) => key.text(),
        _ => None,
    });
    let values = key.map_or(&[][..], |key| policies::values(query, key));
    if !values.is_empty() {
        return whole(values.iter().map(|text| Completion::new(*text, CompletionKind::Value)).collect());
    }
    if key.is_some_and(|key| key.to_lowercase().contains("action")) && is_action(typed) {
        return actions(query);
    }
    Completions { replaced: query.asked.at..query.asked.at, ..Completions::default() }
}

/// A string literal as what stands between its quotes.
fn unquoted(literal: &str) -> Option<Completion> {
    let text = literal.strip_prefix('"')?.strip_suffix('"')?;
    Some(Completion::new(text, CompletionKind::Value))
}

fn decorator<'a>(query: &Query<'a>) -> Option<&'a Decorator> {
    query.chain.iter().rev().find_map(|node| match node {
        Node::Decorator(decorator) => Some(*decorator),
        _ => None,
    })
}

fn in_decorator(query: &Query, decorator: &Decorator) -> Vec<Completion> {
    let values = |list: &[&str]| list.iter().map(|text| Completion::new(*text, CompletionKind::Value)).collect();
    match decorator.name.name.as_str() {
        "on_delete" => values(&["Retain", "Delete", "Snapshot", "RetainExceptOnCreate"]),
        "on_replace" => values(&["Retain", "Delete", "Snapshot"]),
        "severity" => values(&["warning", "error"]),
        "allow" => {
            let first = decorator.arguments.first().map(|argument| query.document.range(argument.value.span));
            if first.is_none_or(|range| !(range.start <= query.asked.at && query.asked.at <= range.end)) {
                return Vec::new();
            }
            let rules = query.program().rules.iter();
            rules.map(|rule| Completion::new(rule.name.as_str(), CompletionKind::Text).detail("rule")).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a string is the path that a function reads.
fn takes_path(query: &Query, expr: &Expr) -> bool {
    query.chain.iter().rev().any(|node| match node {
        Node::Expr(Expr { kind: ExprKind::Call { function, arguments }, .. }) => {
            let Some(spec) = function.as_ident().and_then(|name| crate::builtins::lookup(&name.name)) else {
                return false;
            };
            let spec = crate::builtins::spec(spec);
            arguments.iter().enumerate().any(|(i, argument)| {
                let param = match &argument.name {
                    Some(name) => spec.params.iter().find(|param| param.name == name.name),
                    None => spec.params.get(i),
                };
                argument.value.span == expr.span
                    && param.is_some_and(|param| matches!(*types::without_null(&param.ty), TyKind::Path))
            })
        }
        _ => false,
    })
}

/// The files and folders that can follow what is typed of a path.
fn paths(query: &Query, typed: &str, modules_only: bool) -> Completions {
    let (folder, start) = match typed.rfind('/') {
        Some(slash) => (&typed[..=slash], query.asked.place.word.start + slash + 1),
        None => ("", query.asked.place.word.start),
    };
    let replaced = start..query.asked.at;
    let mut items = Vec::new();
    if folder.is_empty() {
        for start in ["./", "../"] {
            items.push(Completion::new(start, CompletionKind::Folder).going_on());
        }
    }
    if !folder.is_empty() || !modules_only {
        let own = query.asked.path.relative().rsplit('/').next().unwrap_or_default();
        let is_here = matches!(folder, "" | "./");
        for (name, is_folder) in query.asked.world.entries(query.asked.path, folder) {
            if is_folder {
                let text = format!("{name}/");
                items.push(Completion::new(text, CompletionKind::Folder).going_on());
            } else if !modules_only || name.ends_with(".bat") && !(is_here && name == own) {
                items.push(Completion::new(name, CompletionKind::File));
            }
        }
    }
    Completions { replaced, items, is_incomplete: false }
}

fn is_action(typed: &str) -> bool {
    typed.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b':' | b'*' | b'-' | b'?'))
}

/// IAM's services, and after a service's prefix its actions.
fn actions(query: &Query) -> Completions {
    let replaced = query.asked.place.word.clone();
    let typed = query.typed();
    let items = match typed.split_once(':') {
        Some((prefix, _)) => {
            let Some(service) = iam_service(prefix) else { return Completions { replaced, ..Completions::default() } };
            let action = |action: &crate::registry::iam::IamAction| {
                let access = match action.access {
                    Access::Read => "reads",
                    Access::List => "lists",
                    Access::Write => "writes",
                    Access::Tagging => "changes tags",
                    Access::Permissions => "changes permissions",
                    Access::Unknown => "",
                };
                let name = format!("{}:{}", service.prefix, action.name);
                Completion::new(name.clone(), CompletionKind::Value).detail(access).about(About::Action(name))
            };
            let wanted = typed.to_lowercase();
            // Those that begin so come first: a service may have more than are shown.
            let all: Vec<Completion> = service.actions().iter().map(action).collect();
            let (mut first, rest): (Vec<_>, Vec<_>) =
                all.into_iter().partition(|one| one.label.to_lowercase().starts_with(&wanted));
            first.extend(rest);
            first
        }
        None => {
            let wanted = typed.to_lowercase();
            let service = |service: &crate::registry::iam::IamService| {
                Completion::new(format!("{}:", service.prefix), CompletionKind::Module).going_on()
            };
            iam_services().iter().filter(|s| s.prefix.contains(wanted.as_str())).map(service).collect()
        }
    };
    Completions { replaced, items, is_incomplete: false }
}

/// Whether the string is a name or title, of which nothing is known.
pub fn is_title(query: &Query) -> bool {
    let is_text = |node: &Node| matches!(node, Node::Expr(Expr { kind: ExprKind::Literal(Literal::String(_)), .. }));
    !query.chain.iter().any(is_text) && query.chain.iter().any(|node| matches!(node, Node::Name(_, Role::Title)))
}
