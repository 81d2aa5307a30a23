//! What there is to know of what stands at a place, as Markdown.
//!
//! In: a [`Scene`] and a place. Out: the text and the stretch that it is about. Invariants: types are shown as they are written;
//! what is told of properties is what the checker goes by.

mod aws;
mod declared;
mod policies;
mod signs;
mod words;

use std::ops::Range;

use super::complete::About;
use super::definition::{origin, ty_at, value_span};
use super::scene::{Scene, Spot};
use super::walk::{Node, Role};
use crate::{
    ast::{Argument, Expr, ExprKind, Field, Literal, Stmt},
    builtins::Stage,
    check::{FieldsOf, Meaning},
    source::Span,
    types::{self, Ty, TyKind},
};

/// What is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// Markdown.
    pub text: String,
    /// What it is about.
    pub range: Range<usize>,
}

/// What there is to know of a place.
pub fn hover(scene: &Scene, at: usize) -> Option<Hover> {
    if let Some(file) = scene.import_at(at) {
        return Some(Hover { text: declared::module(scene, file), range: origin(scene, at).unwrap_or(at..at) });
    }
    if let Some(spot) = scene.spot(at)
        && let Some(text) = of_spot(scene, &spot, at)
    {
        return Some(Hover { text, range: scene.range(spot.span) });
    }
    if let Some(Node::Expr(expr)) = scene.around(at).pop()
        && let Some(text) = of_literal(scene, expr, at)
    {
        return Some(Hover { text, range: scene.range(expr.span) });
    }
    if !is_code(scene, at) {
        return None;
    }
    if let Some(range) = word_at(scene, at)
        && let Some(text) = words::keyword(scene.text().get(range.clone())?)
    {
        return Some(Hover { text: text.to_owned(), range });
    }
    let (range, text) = signs::sign(scene.text(), at)?;
    let decorator = scene.around(at).into_iter().find_map(|node| match node {
        Node::Decorator(decorator) if scene.range(decorator.span).start == range.start => Some(decorator),
        _ => None,
    });
    if let Some(text) = decorator.and_then(|decorator| words::decorator(&decorator.name.name)) {
        return Some(Hover { text: text.to_owned(), range });
    }
    // `<` and `>` of a type compare nothing.
    let is_type = scene.around(at).into_iter().any(|node| matches!(node, Node::Type(_)));
    let compares = scene.text().get(range.clone()).is_some_and(|sign| matches!(sign, "<" | ">"));
    (!is_type || !compares).then(|| Hover { text: text.to_owned(), range })
}

/// A decorator as it is written, and what it says.
pub(super) fn decorator_signature(name: &str) -> Option<(&'static str, &'static str)> {
    words::decorator(name)?.strip_prefix('`')?.split_once("`: ")
}

/// What a setting of an environment says that is no param of its app.
pub(super) fn setting_of_environment(name: &str) -> Option<&'static str> {
    words::of_root("env", name)
}

/// What there is to know of what is proposed.
pub(super) fn about(about: &About) -> Option<String> {
    match about {
        About::ResourceType(name) => aws::known_type(name),
        About::Property(resource, node, name) => aws::property(resource, *node, name),
        About::Action(name) => policies::action(name),
    }
}

fn of_spot(scene: &Scene, spot: &Spot, at: usize) -> Option<String> {
    match spot.role {
        Role::Decorator => return words::decorator(spot.text).map(str::to_owned),
        Role::Code => return words::code_page(spot.text).map(str::to_owned),
        _ => {}
    }
    match spot.meaning() {
        Some(Meaning::Declared(span)) => {
            let mut text = declared::declaration(scene, *span)?;
            if spot.role == Role::KeyAndValue
                && let [Meaning::Declared(field), Meaning::Declared(_), ..] = &spot.meanings[..]
                && let Some(field) = declared::declaration(scene, *field)
            {
                text = format!("{text}\n\n---\n\nGiven for\n\n{field}");
            }
            if *span != spot.span
                && let Some(narrowed) = narrowed(scene, spot, at, *span)
            {
                text.push_str(&format!("\n\nHere it is `{narrowed}`."));
            }
            Some(text)
        }
        Some(Meaning::Module(file)) => Some(declared::module(scene, *file)),
        Some(Meaning::ResourceType(name)) => aws::resource_type(scene, name),
        Some(Meaning::Property(resource, node)) => {
            aws::property(resource, *node, spot.text.trim_matches('"')).or_else(|| policies::key(scene, spot, at))
        }
        Some(Meaning::Attribute(resource, name)) => aws::attribute(scene, resource, name),
        Some(Meaning::Function(name)) => words::function(name),
        Some(Meaning::Type(name)) => words::built_in_type(name).map(|text| format!("{}\n\n{text}", code(name))),
        Some(Meaning::Root(root)) => words::root(root).map(|text| format!("{}\n\n{text}", code(root))),
        None if matches!(spot.role, Role::Key | Role::KeyAndValue) => {
            let of_argument = || argument(scene, spot, at);
            setting(scene, spot, at).or_else(of_argument).or_else(|| policies::key(scene, spot, at))
        }
        None if spot.role == Role::Type && spot.text == "Params" => Some(words::PARAMS.to_owned()),
        None if spot.text.contains("::") => aws::resource_type(scene, spot.text),
        None => value(scene, spot, at),
    }
}

/// A value of which no declaration is known.
fn value(scene: &Scene, spot: &Spot, at: usize) -> Option<String> {
    let span = value_span(scene, spot, at);
    let fact = scene.value(span)?;
    if let TyKind::Identifier(resource, name) = &*fact.ty
        && spot.role == Role::Member
        && let Some(text) = aws::attribute(scene, resource, name)
    {
        return Some(text);
    }
    let path = scene.sources.text(span);
    let path = if path.contains('\n') { spot.text } else { path };
    let mut text = code(&format!("{path}: {}", shown(scene, &fact.ty)));
    if let Some(words) = path.split_once('.').and_then(|(root, name)| words::of_root(root, name)) {
        text.push_str(&format!("\n\n{words}"));
    }
    text.push_str(&format!("\n\n{}", phase(fact.stage)));
    Some(text)
}

/// The type of a value where it is used, when that is narrower than what is declared.
fn narrowed(scene: &Scene, spot: &Spot, at: usize, declared: Span) -> Option<String> {
    let here = shown(scene, &ty_at(scene, spot, at)?);
    let there = shown(scene, &scene.value(declared)?.ty);
    (here != there && here != "_" && spot.role != Role::KeyAndValue).then_some(here)
}

/// A setting that is no param.
fn setting(scene: &Scene, spot: &Spot, at: usize) -> Option<String> {
    let around = scene.around(at);
    let record = around.iter().rev().find_map(|node| match node {
        Node::Record(record) => Some(record),
        _ => None,
    })?;
    let of = scene.facts.records.iter().rev().find(|(span, _)| *span == record.span).map(|(_, of)| of);
    let is_settings =
        |node: &Node| matches!(node, Node::Stmt(Stmt::Settings(settings)) if settings.body.span == record.span);
    let is_tags = |node: &Node| matches!(node, Node::Stmt(Stmt::Tags(tags)) if tags.body.span == record.span);
    let is_existing = |node: &Node| match node {
        Node::Stmt(Stmt::Existing(stmt)) => stmt.body.as_ref().is_some_and(|body| body.span == record.span),
        _ => false,
    };
    let text = match of {
        Some(FieldsOf::Settings(_)) => words::of_root("env", spot.text)?,
        _ if around.iter().any(is_settings) => words::setting(spot.text)?,
        _ if around.iter().any(is_tags) => "A tag of all resources below that take tags.",
        _ if around.iter().any(is_existing) => "Says which one it is that is deployed elsewhere.",
        Some(FieldsOf::Type(ty)) => match &**ty {
            TyKind::Record(record) if record.name.as_deref() == Some("parameter") => words::parameter(spot.text)?,
            _ => return None,
        },
        _ => return None,
    };
    Some(format!("{}\n\n{text}", code(spot.text)))
}

/// The name of an argument: of a built-in function, or of a decorator.
fn argument(scene: &Scene, spot: &Spot, at: usize) -> Option<String> {
    let around = scene.around(at);
    let is_name = |argument: &Argument| argument.name.as_ref().is_some_and(|name| name.span == spot.span);
    around.iter().rev().find_map(|node| match node {
        Node::Expr(Expr { kind: ExprKind::Call { function, arguments }, .. }) if arguments.iter().any(is_name) => {
            words::param(&function.as_ident()?.name, spot.text)
        }
        Node::Decorator(decorator) if decorator.arguments.iter().any(is_name) => {
            words::decorator(&decorator.name.name).map(str::to_owned)
        }
        _ => None,
    })
}

fn of_literal(scene: &Scene, expr: &Expr, at: usize) -> Option<String> {
    if let ExprKind::Interpolation(_) = &expr.kind {
        return policies::arn(scene.sources.text(expr.span).trim_matches('"'));
    }
    let ExprKind::Literal(literal) = &expr.kind else { return None };
    if let Literal::String(text) = literal
        && let Some(found) = of_policy(scene, text, at)
    {
        return Some(found);
    }
    match literal {
        Literal::Duration(amount, unit) => {
            let milliseconds = amount.saturating_mul(unit.milliseconds());
            let units = [("days", 86_400_000), ("hours", 3_600_000), ("minutes", 60_000), ("seconds", 1000)];
            Some(amounts(&types::duration_text(milliseconds), milliseconds, &units, "milliseconds"))
        }
        Literal::Size(amount, unit) => {
            let bytes = amount.saturating_mul(unit.bytes());
            let units = [("TiB", 1 << 40), ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)];
            Some(amounts(&types::size_text(bytes), bytes, &units, "bytes"))
        }
        _ => {
            if let Some(text) = value_of_setting(scene, at) {
                return Some(text);
            }
            let expected = scene.value(expr.span)?.expected.clone()?;
            match &*expected {
                TyKind::Property(resource, node) => aws::value(resource, *node),
                TyKind::Union(_) => Some(format!("One of\n\n{}", code(&shown(scene, &expected)))),
                _ => None,
            }
        }
    }
}

/// The value of a setting of a stack or app.
fn value_of_setting(scene: &Scene, at: usize) -> Option<String> {
    let around = scene.around(at);
    let is_setting = around.iter().any(|node| matches!(node, Node::Stmt(Stmt::Settings(_))));
    let key = around.iter().rev().find_map(|node| match node {
        Node::Field(Field::Pair { key, .. }) => key.text(),
        _ => None,
    })?;
    is_setting.then(|| words::setting(key))?.map(str::to_owned)
}

/// What a policy names: an action, an ARN.
fn of_policy(scene: &Scene, text: &str, at: usize) -> Option<String> {
    if text == "*" {
        let key = scene.around(at).into_iter().rev().find_map(|node| match node {
            Node::Field(Field::Pair { key, .. }) => key.text(),
            _ => None,
        });
        return key.is_some_and(|key| key.to_lowercase().contains("action")).then(policies::all_actions);
    }
    policies::action(text).or_else(|| policies::arn(text))
}

/// An amount in the units in which it is a whole number.
fn amounts(own: &str, amount: i64, units: &[(&str, i64)], least: &str) -> String {
    let whole = units.iter().filter(|(_, size)| amount % size == 0 && amount >= *size);
    let mut parts: Vec<String> = whole.map(|(name, size)| format!("{} {name}", amount / size)).collect();
    if parts.is_empty() {
        parts.push(format!("{amount} {least}"));
    }
    format!("{}\n\n{}", code(own), parts.join(" = "))
}

/// The letters around a place.
fn word_at(scene: &Scene, at: usize) -> Option<Range<usize>> {
    let text = scene.text();
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let (before, after) = (text.get(..at)?, text.get(at..)?);
    let start = before.trim_end_matches(is_word).len();
    let end = at + after.find(|c| !is_word(c)).unwrap_or(after.len());
    (start < end).then_some(start..end)
}

/// Whether a place is in code: in no comment, and in no text.
fn is_code(scene: &Scene, at: usize) -> bool {
    let Some(before) = scene.text().get(..at) else { return false };
    let line = before.rfind('\n').map_or(0, |i| i + 1);
    let is_comment = before[line..].contains("//");
    let is_text = match scene.around(at).pop() {
        Some(Node::Docs(_) | Node::Text(_)) => true,
        // Behind one, a sign may begin: `1..=6`, `"a"?`.
        Some(Node::Literal(_, span)) => scene.range(span).start < at && at < scene.range(span).end,
        Some(Node::Expr(expr)) => {
            matches!(expr.kind, ExprKind::Interpolation(_) | ExprKind::Literal(Literal::String(_)))
        }
        _ => false,
    };
    !is_comment && !is_text
}

/// A type as it is written.
pub(super) fn shown(scene: &Scene, ty: &Ty) -> String {
    match &**ty {
        TyKind::Identifier(of, name) if name == "ref" => format!("identifier of {of}"),
        TyKind::Scalar => "value of the deployment".to_owned(),
        TyKind::Property(resource, node) => aws::ty(resource, *node),
        _ => types::display_within(ty, scene, 200),
    }
}

/// When a value is known.
fn phase(stage: Stage) -> &'static str {
    match stage {
        Stage::Known => "Known when compiling.",
        Stage::Given => "Given when the deployment starts.",
        Stage::Made => "Made by the deployment.",
    }
}

/// A block of code.
fn code(text: &str) -> String {
    format!("```bat\n{text}\n```")
}
