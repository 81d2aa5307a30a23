//! Imports in one order: the library's, then the project's, each source once, its names sorted.

use std::collections::BTreeMap;

use super::{Action, ActionKind, Change, layout};
use crate::ast::{Item, TriviaKind, UseNames, UseSource};
use crate::ide::Document;

/// Puts the imports of a file in order; nothing when they are, or when comments stand among them.
pub fn organize(document: &Document) -> Option<Action> {
    let uses: Vec<_> = document
        .tree
        .items
        .iter()
        .map_while(|item| match &**item {
            Item::Use(tree) => Some(tree),
            _ => None,
        })
        .collect();
    let range = document.range(uses.first()?.span).start..document.range(uses.last()?.span).end;
    let has_comment = document.tree.trivia.iter().any(|trivia| {
        let place = document.range(trivia.span);
        let is_comment = matches!(trivia.kind, TriviaKind::Comment | TriviaKind::TrailingComment);
        is_comment && place.start < range.end && range.start < place.end
    });
    if has_comment {
        return None;
    }
    // By source, the library's first: what is imported by name, and the other lines as they are.
    let mut sources: BTreeMap<(bool, String), (Vec<String>, Vec<String>)> = BTreeMap::new();
    for tree in &uses {
        let (is_file, source) = match &tree.source {
            UseSource::Std(path) => (false, path.to_string()),
            UseSource::File { path, .. } => (true, format!("\"{path}\"")),
            UseSource::Error(_) => return None,
        };
        let (names, lines) = sources.entry((is_file, source.clone())).or_default();
        match &tree.names {
            UseNames::Names(list) => names.extend(list.iter().map(|name| match &name.alias {
                Some(alias) => format!("{} as {}", name.name.name, alias.name),
                None => name.name.name.to_string(),
            })),
            UseNames::Module(alias) => lines.push(format!("use {source} as {}", alias.name)),
            UseNames::Nothing => lines.push(format!("use {source}")),
            UseNames::Error(_) => return None,
        }
    }
    let mut written = Vec::new();
    for ((_, source), (mut names, mut lines)) in sources {
        names.sort();
        names.dedup();
        lines.sort();
        lines.dedup();
        if !names.is_empty() {
            written.push(format!("use {source}.{{{}}}", names.join(", ")));
        }
        written.extend(lines);
    }
    let text = written.join(layout::line_end(document.text));
    let before = document.text.get(range.clone())?;
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    if plain(before) == plain(&text) {
        return None;
    }
    let changes = vec![Change { range, text }];
    Some(Action { title: "Organise the imports".to_owned(), kind: ActionKind::Organize, changes, is_preferred: false })
}
