//! What can stand in a `use`.

use super::query::Query;
use super::{Completion, CompletionKind};
use crate::ast::{Use, UseNames};
use crate::resolve::Target;

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
