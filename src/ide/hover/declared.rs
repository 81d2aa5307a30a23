//! Declarations: their heads, documentation, and what is found of them.

use super::{Scene, code, phase, shown};
use crate::{
    ast::{Block, EnvBase, Item, Stmt},
    builtins::Stage,
    ide::scene::Declaration,
    ide::walk::Declared,
    resolve::declared_name,
    source::{FileId, Span},
    types::TyKind,
};

/// How many params and outputs of a body are shown.
const MOST_MEMBERS: usize = 24;
/// How long a value may be to be shown beside its name.
const SHORT: usize = 60;

/// The declaration whose name stands there.
pub fn declaration(scene: &Scene, name: Span) -> Option<String> {
    let declaration = scene.declaration(name)?;
    let mut parts = vec![code(&head(scene, &declaration, name))];
    parts.extend(declaration.docs().map(|docs| docs.trim().to_owned()));
    parts.extend(note(scene, &declaration, name).map(str::to_owned));
    let demands = scene.facts.demands.iter().rev().find(|(span, _)| *span == name);
    if let Some((_, texts)) = demands.filter(|(_, texts)| !texts.is_empty()) {
        parts.push(texts.join(" "));
    }
    if declaration.module.is_std() {
        let module = declaration.module.path.relative().trim_end_matches(".bat").replace('/', ".");
        parts.push(format!("From `std.{module}`."));
    }
    Some(parts.join("\n\n"))
}

/// A module.
pub fn module(scene: &Scene, file: FileId) -> String {
    let mut text = format!("`{}`", scene.sources.file(file).path);
    let module = scene.modules.iter().find(|(_, module)| module.file == file).map(|(_, module)| module);
    if let Some(docs) = module.and_then(|module| module.tree.docs.as_ref()) {
        text.push_str(&format!("\n\n{}", docs.text.trim()));
    }
    let items = module.into_iter().flat_map(|module| &module.tree.items);
    let names: Vec<String> =
        items.filter_map(|item| declared_name(item)).map(|name| format!("`{}`", name.name)).collect();
    if !names.is_empty() {
        text.push_str(&format!("\n\nIt declares {}.", names.join(", ")));
    }
    text
}

/// What is declared, without its body.
fn head(scene: &Scene, declaration: &Declaration, name: Span) -> String {
    let text = |span: Span| one_line(scene.sources.text(span));
    let own = scene.sources.text(name);
    let found = || scene.value(name).map_or_else(|| "_".to_owned(), |fact| shown(scene, &fact.ty));
    let until = |start: Span, end: Span| text(Span { end: end.end, ..start });
    let value = |span: Span| short(scene.sources.text(span));
    if let Some(field) = declaration.field {
        return text(field.span);
    }
    if declaration.kind == Declared::Variable {
        return format!("{own}: {}", found());
    }
    if let Some(stmt) = declaration.stmt {
        return match stmt {
            Stmt::Let(tree) => {
                let ty = tree.ty.as_ref().map_or_else(found, |ty| text(ty.span));
                format!("let {own}: {ty}{}", value(tree.value.span))
            }
            Stmt::Output(tree) => {
                let ty = tree.ty.as_ref().map_or_else(found, |ty| text(ty.span));
                format!("output {own}: {ty}{}", tree.value.as_ref().map(|e| value(e.span)).unwrap_or_default())
            }
            Stmt::Resource(tree) => until(tree.span, tree.ty.span()),
            Stmt::Stack(tree) => until(tree.span, tree.ty.span()),
            Stmt::Existing(tree) => until(tree.span, tree.ty.span()),
            Stmt::Parameter(tree) => until(tree.span, tree.ty.span),
            other => text(other.span()),
        };
    }
    match declaration.item {
        Item::Function(tree) => match tree.params.iter().find(|param| param.name.span == name) {
            Some(param) => text(param.span),
            None => until(tree.span, tree.result.span),
        },
        Item::Let(tree) => {
            let ty = tree.ty.as_ref().map_or_else(found, |ty| text(ty.span));
            format!("let {own}: {ty}{}", value(tree.value.span))
        }
        Item::TypeAlias(tree) => scene.sources.text(tree.span).to_owned(),
        Item::Construct(tree) => body(scene, "construct", own, &tree.body),
        Item::Stack(tree) => body(scene, "stack", own, &tree.body),
        Item::App(tree) => body(scene, "app", own, &tree.body),
        Item::Env(tree) => {
            let word = if tree.is_abstract { "abstract env" } else { "env" };
            match &tree.base {
                EnvBase::App(path) => format!("{word} {own} = {path}"),
                EnvBase::Extends(path) => format!("{word} {own} extends {path}"),
                EnvBase::Error(_) => format!("{word} {own}"),
            }
        }
        _ => own.to_owned(),
    }
}

/// A body with what can be given to it and what it gives out.
fn body(scene: &Scene, word: &str, name: &str, block: &Block) -> String {
    let line = |stmt: &Stmt| match stmt {
        Stmt::Param(tree) => Some(one_line(scene.sources.text(tree.span))),
        Stmt::Output(tree) => {
            let ty = scene.value(tree.name.span).map(|fact| format!(": {}", shown(scene, &fact.ty)));
            Some(format!("output {}{}", tree.name.name, ty.unwrap_or_default()))
        }
        _ => None,
    };
    let mut lines: Vec<String> = block.stmts.iter().filter_map(line).collect();
    if lines.is_empty() {
        return format!("{word} {name}");
    }
    let more = lines.len().saturating_sub(MOST_MEMBERS);
    lines.truncate(MOST_MEMBERS);
    if more > 0 {
        lines.push(format!("// {more} more"));
    }
    format!("{word} {name} {{\n  {}\n}}", lines.join("\n  "))
}

/// When it is known, and what else is found.
fn note(scene: &Scene, declaration: &Declaration, name: Span) -> Option<&'static str> {
    let fact = scene.value(name);
    match (declaration.kind, declaration.stmt) {
        (Declared::Let | Declared::Output | Declared::Variable, _) => match (&*fact?.ty, fact?.stage) {
            (TyKind::Error, _) => None,
            // A resource is itself, and only what is read of it is made.
            (TyKind::Resource(_) | TyKind::Instance(_), Stage::Known) => None,
            (_, stage) => Some(phase(stage)),
        },
        (Declared::Parameter, _) => Some(phase(Stage::Given)),
        (Declared::Resource, Some(Stmt::Resource(tree))) if !tree.keys.is_empty() => {
            Some("One for each turn of the loop around it: outside it is a map by its keys.")
        }
        (Declared::Existing, _) => Some("Deployed elsewhere: its identifier is known, and what derives from it."),
        _ => None,
    }
}

/// Lines joined to one.
fn one_line(text: &str) -> String {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match joined.char_indices().nth(200) {
        Some((cut, _)) => format!("{}…", &joined[..cut]),
        None => joined,
    }
}

/// ` = value`, if it is short.
fn short(text: &str) -> String {
    let is_short = !text.contains('\n') && text.chars().count() <= SHORT;
    if is_short { format!(" = {text}") } else { String::new() }
}
