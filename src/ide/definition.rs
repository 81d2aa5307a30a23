//! Where something is declared.
//!
//! In: a [`Scene`] and a place. Out: places of declarations, in whichever file, the standard library's too.

use std::ops::Range;

use super::scene::{Scene, Spot};
use super::walk::{Declared, Node, Role};
use crate::{
    ast::{Decorator, Expr, ExprKind, Item, Literal, TypeKind},
    check::Meaning,
    source::{FileId, Span},
    types::{Ty, TyKind},
};

/// A place that a name leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The file, as diagnostics show it: `std/…` for the standard library.
    pub path: String,
    /// What is declared, without what is attached to it.
    pub range: Range<usize>,
    /// Its name.
    pub name: Range<usize>,
}

/// The stretch of text that leads on from a place: a name, or a text with its quotes.
pub fn origin(scene: &Scene, at: usize) -> Option<Range<usize>> {
    if let Some(range) = scene.import_range(at) {
        return Some(range);
    }
    match scene.spot(at) {
        Some(spot) => Some(scene.range(spot.span)),
        None => text_at(scene, at).map(|expr| scene.range(expr.span)),
    }
}

/// Where what stands at a place is declared; of `{ vpc }` the value.
pub fn definition(scene: &Scene, at: usize) -> Vec<Target> {
    if let Some(file) = scene.import_at(at) {
        return vec![beginning(scene, file)];
    }
    match scene.spot(at) {
        Some(spot) => spot.meaning().and_then(|meaning| of_meaning(scene, meaning, &spot)).into_iter().collect(),
        None => rule_at(scene, at).into_iter().collect(),
    }
}

/// Where what stands at a place is declared; of `{ vpc }` the param or field.
pub fn declaration(scene: &Scene, at: usize) -> Vec<Target> {
    match scene.spot(at) {
        Some(spot) if spot.role == Role::KeyAndValue => {
            spot.meanings.first().and_then(|meaning| of_meaning(scene, meaning, &spot)).into_iter().collect()
        }
        _ => definition(scene, at),
    }
}

/// Where the type of what stands at a place is declared: the construct of an instance, the type of a record.
pub fn type_definition(scene: &Scene, at: usize) -> Vec<Target> {
    let Some(spot) = scene.spot(at) else { return Vec::new() };
    let found = ty_at(scene, &spot, at).and_then(|ty| of_type(scene, &ty));
    match found {
        Some(target) => vec![target],
        // A type is its own.
        None if spot.role == Role::Type => definition(scene, at),
        None => Vec::new(),
    }
}

/// The type of the value that a name at a place is.
pub fn ty_at(scene: &Scene, spot: &Spot, at: usize) -> Option<Ty> {
    let span = value_span(scene, spot, at);
    scene.value(span).map(|fact| fact.ty.clone())
}

/// Where the value stands that ends with a name: all of `a.b` for `b`.
pub fn value_span(scene: &Scene, spot: &Spot, at: usize) -> Span {
    if spot.role != Role::Member {
        return spot.span;
    }
    let whole = scene.around(at).into_iter().find_map(|node| match node {
        Node::Expr(Expr { kind: ExprKind::Field { name, .. } | ExprKind::OptField { name, .. }, span })
            if name.span == spot.span =>
        {
            Some(*span)
        }
        _ => None,
    });
    whole.unwrap_or(spot.span)
}

fn of_meaning(scene: &Scene, meaning: &Meaning, spot: &Spot) -> Option<Target> {
    match meaning {
        Meaning::Declared(span) => at_name(scene, *span),
        Meaning::Module(file) => Some(beginning(scene, *file)),
        Meaning::ResourceType(_) => custom_type(scene, spot.text),
        _ => None,
    }
}

/// The declaration with this name.
pub fn at_name(scene: &Scene, name: Span) -> Option<Target> {
    let declaration = scene.declaration(name)?;
    let whole = match (declaration.stmt, declaration.field) {
        (_, Some(field)) => field.span,
        _ if matches!(declaration.kind, Declared::Variable | Declared::Argument) => name,
        (Some(stmt), None) => stmt.span(),
        (None, None) => declaration.item.span(),
    };
    Some(Target { path: scene.path(name).to_owned(), range: scene.range(whole), name: scene.range(name) })
}

fn beginning(scene: &Scene, file: FileId) -> Target {
    Target { path: scene.sources.file(file).path.clone(), range: 0..0, name: 0..0 }
}

fn custom_type(scene: &Scene, name: &str) -> Option<Target> {
    let items = scene.modules.iter().flat_map(|(_, module)| &module.tree.items);
    items.into_iter().find_map(|item| match &**item {
        Item::ResourceType(tree) if *tree.name.name == *name => Some(Target {
            path: scene.path(tree.span).to_owned(),
            range: scene.range(tree.span),
            name: scene.range(tree.name.span),
        }),
        _ => None,
    })
}

fn of_type(scene: &Scene, ty: &Ty) -> Option<Target> {
    match &**ty {
        TyKind::Optional(inner)
        | TyKind::List(inner)
        | TyKind::OpaqueList(inner)
        | TyKind::Map(inner)
        | TyKind::Secret(inner) => of_type(scene, inner),
        TyKind::Instance(body) => at_name(scene, scene.program.bodies.get(body.0 as usize)?.span),
        TyKind::Resource(name) => custom_type(scene, name),
        TyKind::Record(record) => {
            // A record type is declared where its fields are.
            let field = record.fields.values().find_map(|field| field.span)?;
            let item = scene.declaration(field)?.item;
            match item {
                Item::TypeAlias(alias) if matches!(alias.ty.kind, TypeKind::Record(_)) => {
                    at_name(scene, alias.name.span)
                }
                _ => None,
            }
        }
        _ => None,
    }
}

fn text_at<'a>(scene: &Scene<'a>, at: usize) -> Option<&'a Expr> {
    match scene.around(at).pop()? {
        Node::Expr(expr) if matches!(expr.kind, ExprKind::Literal(Literal::String(_))) => Some(expr),
        _ => None,
    }
}

/// The rule that `@allow("…")` at a place names.
fn rule_at(scene: &Scene, at: usize) -> Option<Target> {
    let text = text_at(scene, at)?;
    let ExprKind::Literal(Literal::String(name)) = &text.kind else { return None };
    let is_rule = |decorator: &Decorator| {
        decorator.name.name == "allow" && decorator.arguments.first().is_some_and(|a| a.value.span == text.span)
    };
    let around = scene.around(at);
    if !around.iter().any(|node| matches!(node, Node::Decorator(decorator) if is_rule(decorator))) {
        return None;
    }
    let items = scene.modules.iter().flat_map(|(_, module)| &module.tree.items);
    items.into_iter().find_map(|item| match &**item {
        Item::Rule(rule) if rule.name.name == *name => Some(Target {
            path: scene.path(rule.span).to_owned(),
            range: scene.range(rule.span),
            name: scene.range(rule.name.span),
        }),
        _ => None,
    })
}
