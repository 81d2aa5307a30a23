//! From the nodes around the place to the proposals.

use super::query::Query;
use super::types::Wanted;
use super::{
    Completion, CompletionKind, Completions, HERE, arguments, fields, imports, lexical, members, patterns, scope,
    statements, texts,
};
use super::{types, values};
use crate::ast::{Element, Expr, ExprKind, Item, Path, Record, Stmt, UseNames};
use crate::ide::{Node, Role};

/// What can be written at the place.
pub fn completions(query: &Query) -> Completions {
    if query.asked.place.kind == lexical::Kind::Text {
        if texts::is_title(query) {
            return Completions::default();
        }
        return texts::completions(query);
    }
    let items = code(query);
    let is_incomplete = items.iter().any(|one| one.label.contains("::"));
    Completions { replaced: query.asked.place.word.clone(), items, is_incomplete }
}

fn code(query: &Query) -> Vec<Completion> {
    let before = query.before().trim_end_matches([' ', '\t']);
    if before.ends_with('@') {
        return statements::decorators();
    }
    if query.typed().bytes().next().is_some_and(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let mut nodes = query.chain.iter().rev();
    match nodes.next() {
        Some(Node::Name(name, role)) if name.name == HERE => match role {
            Role::Declares(_) if in_pattern(query) => patterns::keys(query),
            Role::Declares(_) | Role::Title => Vec::new(),
            Role::Member => match parent_expr(query) {
                Some(Expr { kind: ExprKind::Field { base, .. }, .. }) => members::completions(query, base, false),
                Some(Expr { kind: ExprKind::OptField { base, .. }, .. }) => members::completions(query, base, true),
                _ => Vec::new(),
            },
            Role::KeyAndValue => keys(query, true),
            Role::Key if in_pattern(query) => patterns::keys(query),
            Role::Key => keys(query, false),
            Role::Function => match path(query) {
                Some(path) if path.segments.len() > 1 => types::in_module(query, &path.segments[0].name, false),
                _ => values::called(query),
            },
            Role::Imported => match query.item() {
                Some(Item::Use(tree)) => imports::names(query, tree),
                _ => Vec::new(),
            },
            Role::Code => codes(),
            Role::Path => overridden(query),
            Role::Qualifier | Role::Type => named(query),
            Role::Decorator => statements::decorators(),
            Role::Value => Vec::new(),
        },
        Some(Node::ResourceType(..)) => named(query),
        Some(Node::Expr(expr)) => match &expr.kind {
            ExprKind::Name(name) if name == HERE => value(query, expr),
            _ => following(query),
        },
        Some(Node::Block(_) | Node::Stmt(Stmt::Error(_))) => block(query),
        Some(Node::Item(Item::Error(_))) | None => top(query),
        Some(Node::Record(record)) => {
            let found = fields::completions(query, record, true);
            if found.is_empty() { following(query) } else { found }
        }
        Some(Node::Type(_)) => types::of_values(query),
        _ => following(query),
    }
}

fn parent_expr<'a>(query: &Query<'a>) -> Option<&'a Expr> {
    query.chain.iter().rev().find_map(|node| match node {
        Node::Expr(expr) => Some(*expr),
        _ => None,
    })
}

fn path<'a>(query: &Query<'a>) -> Option<&'a Path> {
    query.chain.iter().rev().find_map(|node| match node {
        Node::Path(path) => Some(*path),
        _ => None,
    })
}

fn keys(query: &Query, is_new: bool) -> Vec<Completion> {
    let record: Option<&Record> = query.chain.iter().rev().find_map(|node| match node {
        Node::Record(record) => Some(*record),
        Node::Expr(Expr { kind: ExprKind::Record(record), .. }) => Some(record),
        _ => None,
    });
    let innermost_call = query.chain.iter().rev().find_map(|node| match node {
        Node::Record(_) => Some(None),
        Node::Expr(Expr { kind: ExprKind::Call { .. }, .. }) => Some(Some(())),
        _ => None,
    });
    if let Some(Some(())) = innermost_call {
        return arguments::completions(query, false);
    }
    record.map_or_else(Vec::new, |record| fields::completions(query, record, is_new))
}

/// Whether the place is in a pattern of a `match`.
fn in_pattern(query: &Query) -> bool {
    let mut inner = query.chain.iter().rev().take_while(|node| !matches!(node, Node::Expr(_) | Node::Stmt(_)));
    inner.any(|node| matches!(node, Node::Pattern(_)))
}

/// What stands between an expression and the place, when the place follows it at once in an `if`: the word that belongs there.
fn missing_word(query: &Query, expr: &Expr) -> Option<Completion> {
    let between = |before: &Expr| {
        let end = query.document.range(before.span).end;
        query.document.text.get(end..query.asked.place.word.start).is_some_and(|text| text.trim().is_empty())
    };
    query.chain.iter().rev().find_map(|node| match node {
        Node::Expr(Expr { kind: ExprKind::If { cond, then, otherwise }, .. }) => {
            if then.span == expr.span && between(cond) {
                Some(statements::word("then", "the value when it holds"))
            } else if otherwise.span == expr.span && between(then) {
                Some(statements::word("else", "the value when it does not"))
            } else {
                None
            }
        }
        _ => None,
    })
}

/// A value, or what counts resources.
fn value(query: &Query, expr: &Expr) -> Vec<Completion> {
    if let Some(word) = missing_word(query, expr) {
        return vec![word];
    }
    let call = query.chain.iter().rev().find_map(|node| match node {
        Node::Expr(Expr { kind: ExprKind::Call { function, .. }, .. }) => function.as_ident(),
        _ => None,
    });
    let takes_types = call.is_some_and(|name| matches!(name.name.as_str(), "count" | "only" | "resources" | "metric"));
    if takes_types && query.looks() || query.typed().contains("::") {
        return types::named(query, Wanted::About);
    }
    let mut found = values::completions(query, expr);
    if let Some(Node::Element(Element::Item(_))) = query.chain.iter().rev().nth(1) {
        found.push(Completion::new("for", CompletionKind::Keyword).snippet("for ${1:x} in ${2:list}: $0"));
    }
    // After the names that may be the value, and before all functions.
    let at = found.iter().position(|one| one.kind == CompletionKind::Function).unwrap_or(found.len());
    found.splice(at..at, arguments::completions(query, true));
    found
}

/// A name of a type, a construct, an environment or a module.
fn named(query: &Query) -> Vec<Completion> {
    let path = path(query);
    let before: Vec<&str> = path.map_or_else(Vec::new, |path| {
        path.segments.iter().take_while(|s| s.name != HERE).map(|s| s.name.as_str()).collect()
    });
    if let Some(Item::Use(tree)) = query.item() {
        return match before[..] {
            [] => imports::sources(),
            ["std"] => imports::modules(),
            _ if matches!(tree.names, UseNames::Names(_)) => imports::names(query, tree),
            _ => vec![
                Completion::new("{…}", CompletionKind::Snippet).detail("names").text("{}").snippet("{$0}").going_on(),
            ],
        };
    }
    if before.is_empty()
        && in_pattern(query)
        && let Some(mut found) = patterns::completions(query)
    {
        // A record or a resource may be told by the name of its type, too.
        if !query.typed().is_empty() {
            found.extend(types::of_values(query));
        }
        return found;
    }
    let is_type = query.chain.iter().any(|node| matches!(node, Node::Type(_) | Node::Pattern(_)));
    if let [module] = before[..] {
        let mut found = types::in_module(query, module, is_type);
        if is_type && found.is_empty() {
            found.push(Completion::new("Params", CompletionKind::Type).detail("the record of its params"));
        }
        return found;
    }
    if is_type {
        return types::of_values(query);
    }
    let stmt = query.chain.iter().rev().find_map(|node| match node {
        Node::Stmt(stmt) => Some(*stmt),
        _ => None,
    });
    match (stmt, query.item()) {
        (Some(Stmt::Resource(_)), _) => types::named(query, Wanted::Resource),
        (Some(Stmt::Existing(_)), _) => types::named(query, Wanted::Existing),
        (Some(Stmt::Stack(_)), _) => types::named(query, Wanted::Stack),
        (_, Some(Item::Env(tree))) => match tree.base {
            crate::ast::EnvBase::Extends(_) => types::named(query, Wanted::Env),
            _ => types::named(query, Wanted::App),
        },
        (_, Some(Item::Test(_))) => types::named(query, Wanted::Tested),
        (_, Some(Item::Rule(_))) => types::named(query, Wanted::About),
        _ => Vec::new(),
    }
}

fn codes() -> Vec<Completion> {
    let title = |code: &str| {
        let page = crate::world::error_page(code)?;
        Some(page.lines().next()?.trim_start_matches('#').trim().to_owned())
    };
    crate::world::error_page_codes()
        .map(|code| Completion::new(code, CompletionKind::Value).detail(title(code).unwrap_or_default()))
        .collect()
}

fn overridden(query: &Query) -> Vec<Completion> {
    let Some(Item::Env(env)) = query.item() else { return Vec::new() };
    let Some(app) = scope::app_of(query, env, 8) else { return Vec::new() };
    let over = env.overrides.iter().find(|over| over.path.iter().any(|segment| segment.name.name == HERE));
    let before = over.map_or_else(Vec::new, |over| {
        let names = over.path.iter().map(|segment| segment.name.name.clone());
        names.take_while(|name| name != HERE).collect()
    });
    members::of_path(query, app, &before)
}

/// Where a statement begins, or within the rest of a line that is not understood.
fn block(query: &Query) -> Vec<Completion> {
    let line = query.before().rsplit('\n').next().unwrap_or_default().trim();
    if !line.is_empty() && !line.ends_with('{') {
        return following(query);
    }
    let nested = query.chain.iter().filter(|node| matches!(node, Node::Block(_))).count() > 1;
    statements::statements(query.item(), nested)
}

fn top(query: &Query) -> Vec<Completion> {
    let line = query.before().rsplit('\n').next().unwrap_or_default();
    if !line.trim().is_empty() {
        return following(query);
    }
    statements::declarations()
}

/// What can follow the words before it on the line.
fn following(query: &Query) -> Vec<Completion> {
    let line = query.before().rsplit('\n').next().unwrap_or_default();
    let words: Vec<&str> = line.split_whitespace().collect();
    if !line.is_empty() && !line.ends_with([' ', '\t']) {
        return Vec::new();
    }
    match words[..] {
        ["abstract"] => vec![statements::word("env", "an environment to be extended")],
        ["env", _] | ["abstract", "env", _] => {
            vec![statements::word("=", "of an app"), statements::word("extends", "what differs from another")]
        }
        ["resource"] => vec![statements::word("type", "the type of a custom resource")],
        ["use", _] => vec![statements::word("as", "a name for the whole module")],
        ["for", _] | ["for", _, _] => vec![statements::word("in", "what is gone through")],
        ["rule" | "test", ..] if line.trim_end().ends_with('"') => {
            let mut found = vec![statements::word("for", "what it is about")];
            if words[0] == "test" {
                found.push(statements::word("expects", "the code of the mistake"));
            }
            found
        }
        ["rule", ..] if !words.contains(&"as") => vec![statements::word("as", "its name in the body")],
        ["}"] => vec![statements::word("else", "otherwise")],
        [.., before] if words.contains(&"if") && !words.contains(&"then") && before != "if" => {
            vec![statements::word("then", "the value when it holds")]
        }
        [.., before] if words.contains(&"then") && before != "then" => {
            vec![statements::word("else", "the value when it does not")]
        }
        _ => Vec::new(),
    }
}
