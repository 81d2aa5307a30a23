//! Values in words: what is shown of a place, and beside a name.

use crate::ast::{Expr, ExprKind};
use crate::check::Meaning;
use crate::evaluate::{Kind, Meant, MeantValue, Shown};
use crate::ide::definition::value_span;
use crate::ide::scene::Scene;
use crate::ide::walk::{Node, Role};
use crate::source::Span;

use super::Values;

/// How long a value may be where it is looked at.
const WIDTH: usize = 320;

/// What stands at a place in each environment, as Markdown.
pub fn told(scene: &Scene, at: usize, values: &Values) -> Option<String> {
    let spot = scene.spot(at)?;
    let mut found = declared(scene, &spot.meanings, values);
    if spot.role == Role::Member {
        let whole = expr_at(scene, value_span(scene, &spot, at));
        match whole.map(|expr| &expr.kind) {
            Some(ExprKind::Field { base, .. } | ExprKind::OptField { base, .. }) if !found.is_empty() => {
                found.iter_mut().for_each(|(_, meant)| of_instance(meant, base));
            }
            _ if found.is_empty() => found = member(scene, whole, values),
            _ => {}
        }
    }
    in_words(&found, values.is_old)
}

/// The expression that a span covers.
fn expr_at<'a>(scene: &Scene<'a>, span: Span) -> Option<&'a Expr> {
    scene.around(scene.range(span).end).into_iter().find_map(|node| match node {
        Node::Expr(expr) if expr.span == span => Some(expr),
        _ => None,
    })
}

/// Leaves of an output's values those of the instance that it is read of, where one can tell by its name.
fn of_instance(meant: &mut Meant, base: &Expr) {
    let base = match &base.kind {
        ExprKind::Index { base, .. } => base,
        _ => base,
    };
    let name = match &base.kind {
        ExprKind::Name(name) => name.as_str(),
        ExprKind::Field { name, .. } | ExprKind::OptField { name, .. } => name.name.as_str(),
        _ => return,
    };
    let is_of = |value: &MeantValue| {
        let last = value.of.rsplit('.').next().unwrap_or_default();
        last.split('[').next() == Some(name)
    };
    if meant.values.iter().any(is_of) {
        meant.values.retain(is_of);
        meant.more = 0;
        meant.values.iter_mut().for_each(|value| value.times = 1);
    }
}

/// What a name stands for, by environment.
pub(super) fn declared(scene: &Scene, meanings: &[Meaning], values: &Values) -> Vec<(String, Meant)> {
    let spans = meanings.iter().filter_map(|meaning| match meaning {
        Meaning::Declared(span) => Some(*span),
        _ => None,
    });
    spans.map(|span| named(scene, span, values)).find(|found| !found.is_empty()).unwrap_or_default()
}

/// What the name that is declared there stands for.
pub(super) fn named(scene: &Scene, name: Span, values: &Values) -> Vec<(String, Meant)> {
    let found = values.of(scene.path(name), &scene.range(name));
    found.into_iter().map(|(env, meant)| (env.to_owned(), meant.clone())).collect()
}

/// The field that `a.b.c` is, of what `a` or `a.b` stands for.
fn member(scene: &Scene, whole: Option<&Expr>, values: &Values) -> Vec<(String, Meant)> {
    let mut path = Vec::new();
    let mut at = whole;
    while let Some(expr) = at {
        let (name, base) = match &expr.kind {
            ExprKind::Field { base, name } | ExprKind::OptField { base, name } => (name.span, Some((base, name))),
            ExprKind::Name(_) => (expr.span, None),
            _ => return Vec::new(),
        };
        let meanings: Vec<Meaning> =
            scene.facts.names.iter().filter(|(span, _)| *span == name).map(|(_, meaning)| meaning.clone()).collect();
        let found = declared(scene, &meanings, values);
        if !found.is_empty() {
            let projected = found.into_iter().filter_map(|(env, meant)| Some((env, field(&meant, &path)?)));
            return projected.collect();
        }
        let Some((base, name)) = base else { return Vec::new() };
        path.insert(0, name.name.as_str());
        at = Some(base);
    }
    Vec::new()
}

/// The field at a path of every value that has it.
fn field(meant: &Meant, path: &[&str]) -> Option<Meant> {
    let mut projected = Meant { values: Vec::new(), more: meant.more };
    for value in &meant.values {
        let Some(is) = path.iter().try_fold(&value.is, |is, name| is.field(name)) else { continue };
        match projected.values.iter_mut().find(|known| known.is == *is) {
            Some(known) => known.times += value.times,
            None => projected.values.push(MeantValue { is: is.clone(), ..value.clone() }),
        }
    }
    (!projected.values.is_empty()).then_some(projected)
}

/// The environments that agree, with what they agree on.
pub(super) fn grouped(found: &[(String, Meant)]) -> Vec<(Vec<&str>, &Meant)> {
    let mut groups: Vec<(Vec<&str>, &Meant)> = Vec::new();
    for (env, meant) in found {
        match groups.iter_mut().find(|(_, known)| same(known, meant)) {
            Some((envs, _)) => envs.push(env),
            None => groups.push((vec![env], meant)),
        }
    }
    groups
}

/// Whether two environments agree; stacks have the environment in their names.
fn same(a: &Meant, b: &Meant) -> bool {
    let is = |a: &Shown, b: &Shown| match (a, b) {
        (Shown::Name { of: a, name: c, .. }, Shown::Name { of: b, name: d, .. }) => a == b && c == d,
        (a, b) => a == b,
    };
    a.more == b.more
        && a.values.len() == b.values.len()
        && a.values.iter().zip(&b.values).all(|(a, b)| is(&a.is, &b.is))
}

/// What there is to say, as Markdown.
pub(super) fn in_words(found: &[(String, Meant)], is_old: bool) -> Option<String> {
    let mut text = String::new();
    for (envs, meant) in grouped(found) {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        // The stack's name has the environment's in it.
        let stack = |value: &MeantValue| if envs.len() > 1 { String::new() } else { stack(value) };
        let names: Vec<String> = envs.iter().map(|env| code(env)).collect();
        let of = match meant.values.first()?.is {
            Shown::Name { of, .. } => Some(of),
            _ => None,
        };
        let ids = match (of, meant.values.len()) {
            (None, _) => "",
            (Some(Kind::LogicalId), 1) => "the logical id ",
            (Some(Kind::LogicalId), _) => "the logical ids",
            (Some(Kind::Prefix), 1) => "logical ids that begin with ",
            (Some(Kind::Prefix), _) => "logical ids that begin with",
            (Some(Kind::Stack), 1) => "the stack ",
            (Some(Kind::Stack), _) => "the stacks",
        };
        let head = format!("In {}: {ids}", and(&names));
        match &meant.values[..] {
            [value] if meant.more == 0 => {
                text.push_str(&format!("{head}{}{}", code(&value.is.text(WIDTH)), stack(value)))
            }
            several => {
                text.push_str(head.trim_end());
                text.push('\n');
                several.iter().for_each(|value| text.push_str(&format!("\n- {}{}", place(value), stack(value))));
                if meant.more > 0 {
                    text.push_str(&format!("\n- … {} more", meant.more));
                }
            }
        }
    }
    if is_old && !text.is_empty() {
        text.push_str("\n\n(before the last edits)");
    }
    (!text.is_empty()).then_some(text)
}

/// A value with where it is so.
fn place(value: &MeantValue) -> String {
    let shown = code(&value.is.text(WIDTH));
    let at = match (&value.is, value.of.is_empty(), value.times) {
        (Shown::Name { .. }, false, _) => format!(" for {}", code(&value.of)),
        (_, true, _) => String::new(),
        (_, false, 1) => format!(" in {}", code(&value.of)),
        (_, false, times) => format!(" in {} and {} more", code(&value.of), times - 1),
    };
    format!("{shown}{at}")
}

fn stack(value: &MeantValue) -> String {
    match &value.is {
        Shown::Name { stack, .. } if !stack.is_empty() => format!(" in the stack {}", code(stack)),
        _ => String::new(),
    }
}

/// Text as code within a line.
fn code(text: &str) -> String {
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

fn and(list: &[String]) -> String {
    match list {
        [all @ .., last] if !all.is_empty() => format!("{} and {last}", all.join(", ")),
        _ => list.concat(),
    }
}
