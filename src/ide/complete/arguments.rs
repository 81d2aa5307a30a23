//! Arguments by name, of built-in functions and of those that are declared.

use super::query::Query;
use super::{Completion, CompletionKind};
use crate::ast::{Argument, Expr, ExprKind, Function, Item, Path};
use crate::builtins;
use crate::ide::Node;
use crate::resolve::Target;

/// A param of a function.
struct Param {
    name: String,
    detail: String,
    docs: Option<String>,
}

/// The params that may still be given by name in the call whose argument is being written; with the `:` where none follows.
pub fn completions(query: &Query, is_new: bool) -> Vec<Completion> {
    let Some((function, arguments)) = call(query) else { return Vec::new() };
    let params = params(query, function);
    let here = query.asked.place.word.start;
    let at = |argument: &Argument| query.document.range(argument.span()).start;
    let before = arguments.iter().filter(|argument| argument.name.is_none() && at(argument) < here).count();
    let is_given = |(index, param): &(usize, Param)| {
        *index < before
            || arguments.iter().any(|argument| {
                at(argument) != here && argument.name.as_ref().is_some_and(|name| name.name == param.name)
            })
    };
    let free = params.into_iter().enumerate().filter(|one| !is_given(one)).map(|(_, param)| param);
    free.map(|param| {
        let label = if is_new { format!("{}:", param.name) } else { param.name.clone() };
        let text = if is_new { format!("{} ", label) } else { label.clone() };
        let mut one = Completion::new(label, CompletionKind::Param).detail(param.detail).docs(param.docs).text(text);
        one.goes_on = is_new;
        one
    })
    .collect()
}

/// The call whose argument begins at the place, and is nothing else yet.
fn call<'a>(query: &Query<'a>) -> Option<(&'a Path, &'a [Argument])> {
    let mut nodes = query.chain.iter().rev();
    let here = query.asked.place.word.start;
    nodes.find_map(|node| match node {
        Node::Expr(Expr { kind: ExprKind::Call { function, arguments }, .. }) => {
            let begins = |argument: &Argument| query.document.range(argument.span()).start == here;
            Some(arguments.iter().any(begins).then_some((function, &arguments[..])))
        }
        Node::Record(_) | Node::Element(_) => Some(None),
        _ => None,
    })?
}

fn params(query: &Query, function: &Path) -> Vec<Param> {
    if let Some(tree) = declared(query, function) {
        let text = |span| query.document.sources.text(span);
        let param = |param: &crate::ast::FunctionParam| Param {
            name: param.name.name.to_string(),
            detail: match &param.default {
                Some(default) => format!("{} = {}", text(param.ty.span), text(default.span)),
                None => text(param.ty.span).to_owned(),
            },
            docs: None,
        };
        return tree.params.iter().map(param).collect();
    }
    let Some(found) = function.as_ident().and_then(|name| builtins::lookup(&name.name)) else { return Vec::new() };
    let param = |param: &builtins::ParamSpec| Param {
        name: param.name.to_owned(),
        detail: format!("{}{}", query.show(&param.ty), if param.optional { ", may be left out" } else { "" }),
        docs: None,
    };
    builtins::spec(found).params.iter().map(param).collect()
}

/// The function that a path names, in this file or a module.
fn declared<'a>(query: &Query<'a>, path: &Path) -> Option<&'a Function> {
    let modules = &query.asked.analysis.modules;
    let mut module = query.module;
    for segment in &path.segments {
        match module.names.get(&segment.name)?.target {
            Target::Module(id) => module = modules.get(id),
            Target::Item(id) => match modules.item(id) {
                Item::Function(tree) => return Some(tree),
                _ => return None,
            },
            Target::Missing => return None,
        }
    }
    None
}
