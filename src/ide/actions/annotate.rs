//! Writing the type that was found for a `let`.

use super::{Action, ActionKind, Change, Known};
use crate::ast::{Item, Let, Stmt, UseNames};
use crate::ide::{Document, Node, walk};
use crate::resolve::declared_name;
use crate::types::{self, NoBodies, Ty, TyKind};

/// Adds the type to the `let` whose head holds a place, when the type can be written.
pub fn annotate(document: &Document, known: &Known, at: usize) -> Option<Action> {
    let mut found: Option<&Let> = None;
    walk(document.tree, &mut |node| {
        if let Node::Item(Item::Let(tree)) | Node::Stmt(Stmt::Let(tree)) = node
            && tree.ty.is_none()
            && !tree.name.is_missing()
        {
            let head = document.range(tree.span).start..document.range(tree.name.span).end;
            if head.start <= at && at <= head.end {
                found = Some(tree);
            }
        }
    });
    let tree = found?;
    let fact = known.facts.values.iter().rev().find(|fact| fact.span == tree.value.span)?;
    let ty = wide(&fact.ty);
    if !can_be_written(document, &ty) {
        return None;
    }
    let written = types::display_within(&ty, &NoBodies, usize::MAX);
    let end = document.range(tree.name.span).end;
    let changes = vec![Change { range: end..end, text: format!(": {written}") }];
    Some(Action {
        title: format!("Write the type `{written}`"),
        kind: ActionKind::Rewrite,
        changes,
        is_preferred: false,
    })
}

/// A type, without the literals that its parts were found to be.
fn wide(ty: &Ty) -> Ty {
    match &**ty {
        TyKind::List(inner) => types::list(wide(inner)),
        TyKind::Map(inner) => types::map(wide(inner)),
        TyKind::Record(record) if record.name.is_none() => {
            types::record(record.fields.iter().map(|(name, field)| (name.clone(), wide(&field.ty))))
        }
        _ => types::widen(ty),
    }
}

/// Whether a type has a form in the language, with names that the file knows.
fn can_be_written(document: &Document, ty: &Ty) -> bool {
    match &**ty {
        TyKind::Bool
        | TyKind::Int(_)
        | TyKind::Float(_)
        | TyKind::Str(_)
        | TyKind::Duration(_)
        | TyKind::Size(_)
        | TyKind::Json
        | TyKind::Literal(_)
        | TyKind::Resource(_) => true,
        TyKind::Optional(inner) | TyKind::List(inner) | TyKind::Map(inner) | TyKind::Secret(inner) => {
            can_be_written(document, inner)
        }
        TyKind::Union(members) => members.iter().all(|member| can_be_written(document, member)),
        TyKind::Record(record) => match &record.name {
            Some(name) => declares(document, name),
            None => {
                let is_word = |name: &str| name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
                !record.fields.is_empty()
                    && record.fields.iter().all(|(name, field)| is_word(name) && can_be_written(document, &field.ty))
            }
        },
        _ => false,
    }
}

fn declares(document: &Document, name: &str) -> bool {
    document.tree.items.iter().any(|item| match &**item {
        Item::Use(tree) => match &tree.names {
            UseNames::Names(names) => names.iter().any(|one| one.alias.is_none() && one.name.name == name),
            _ => false,
        },
        item => declared_name(item).is_some_and(|declared| declared.name == name),
    })
}
