//! Imports: what can stand in a `use`, and the edit that adds one.

use std::ops::Range;

use super::query::Query;
use super::{Completion, CompletionKind};
use crate::ast::{Item, Use, UseNames, UseSource};
use crate::ide::Document;
use crate::resolve::Target;
use crate::world::{FilePath, Origin};

/// The modules of the library, for `use std.…`.
pub fn modules() -> Vec<Completion> {
    let docs = |module: &str| {
        let text = crate::world::std_file(&format!("{module}.bat"))?;
        let lines = text.lines().take_while(|line| line.starts_with("///"));
        let lines: Vec<&str> = lines.map(|line| line.trim_start_matches('/').trim()).collect();
        Some(lines.join("\n"))
    };
    let modules = crate::world::std_modules();
    modules
        .map(|module| {
            Completion::new(module, CompletionKind::Module)
                .detail(format!("std.{module}"))
                .docs(docs(module))
                .snippet(format!("{module}.{{$0}}"))
                .going_on()
        })
        .collect()
}

/// What may follow `use `.
pub fn sources() -> Vec<Completion> {
    vec![
        Completion::new("std", CompletionKind::Module).detail("the standard library").text("std.").going_on(),
        Completion::new("\"./", CompletionKind::File)
            .detail("a file of the project")
            .snippet("\"./$1\".{$0}")
            .going_on(),
    ]
}

/// The names that a `use` can still import.
pub fn names(query: &Query, tree: &Use) -> Vec<Completion> {
    let items = &query.document.tree.items;
    let at = items.iter().position(|item| item.span() == tree.span);
    let target = at.and_then(|at| query.module.targets.get(at).copied().flatten());
    let Some(Target::Module(module)) = target else { return Vec::new() };
    let imported: Vec<&str> = match &tree.names {
        UseNames::Names(names) => names.iter().map(|name| name.name.name.as_str()).collect(),
        _ => Vec::new(),
    };
    let mut found = super::members::of_module(query, module);
    found.retain(|one| !imported.contains(&one.label.as_str()));
    found
}

/// How a file is named in the `use` of another.
pub fn written(from: &FilePath, to: &FilePath) -> String {
    if to.origin() == Origin::Std {
        return format!("std.{}", to.relative().trim_end_matches(".bat").replace('/', "."));
    }
    let mut here: Vec<&str> = from.relative().split('/').collect();
    here.pop();
    let there: Vec<&str> = to.relative().split('/').collect();
    let common = here.iter().zip(&there).take_while(|(a, b)| a == b).count().min(there.len() - 1);
    let up = "../".repeat(here.len() - common);
    let start = if up.is_empty() { "./" } else { &up };
    format!("\"{start}{}\"", there[common..].join("/"))
}

/// The edit that imports a name, into the `use` of the same source when there is one. `source` is as [`written`] gives it.
pub fn import(document: &Document, source: &str, name: &str) -> (Range<usize>, String) {
    let uses = document.tree.items.iter().filter_map(|item| match &**item {
        Item::Use(tree) => Some(tree),
        _ => None,
    });
    let uses: Vec<&Use> = uses.collect();
    let text_of = |tree: &Use| match &tree.source {
        UseSource::Std(path) => path.to_string(),
        UseSource::File { path, .. } => format!("\"{path}\""),
        UseSource::Error(_) => String::new(),
    };
    for tree in &uses {
        let UseNames::Names(names) = &tree.names else { continue };
        if text_of(tree) != source || names.is_empty() {
            continue;
        }
        // Before the first name that comes after it, when they are sorted; else at the end.
        let is_sorted = names.windows(2).all(|two| two[0].name.name <= two[1].name.name);
        let next = names.iter().find(|other| is_sorted && other.name.name.as_str() > name);
        return match (next, names.last()) {
            (Some(next), _) => {
                let at = document.range(next.name.span).start;
                (at..at, format!("{name}, "))
            }
            (None, Some(last)) => {
                let at = document.range(last.local().span).end;
                (at..at, format!(", {name}"))
            }
            (None, None) => continue,
        };
    }
    let line = format!("use {source}.{{{name}}}\n");
    // The library's come first, then the project's, each sorted.
    let key = |source: &str| (source.starts_with('"'), source.to_owned());
    let before = uses.iter().rfind(|tree| key(&text_of(tree)) < key(source));
    let at = match (before, uses.first()) {
        (Some(tree), _) => {
            let end = document.range(tree.span).end;
            match document.text[end..].find('\n') {
                Some(n) => end + n + 1,
                None => return (end..end, format!("\n{}", line.trim_end())),
            }
        }
        (None, Some(first)) => document.range(first.span).start,
        (None, None) => {
            let docs = document.tree.docs.as_ref().map(|docs| document.range(docs.span).end);
            let at = docs.and_then(|end| document.text[end..].find('\n').map(|n| end + n + 1)).unwrap_or(0);
            let gap = if document.text[at..].starts_with('\n') || document.text[at..].is_empty() { "" } else { "\n" };
            let above = if at > 0 { "\n" } else { "" };
            return (at..at, format!("{above}{line}{gap}"));
        }
    };
    (at..at, line)
}
