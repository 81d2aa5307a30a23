//! The edit that imports a name.

use std::ops::Range;

use super::Document;
use super::actions::line_end;
use crate::ast::{Item, Use, UseNames, UseSource};
use crate::world::{FilePath, Origin};

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
    let end = line_end(document.text);
    let line = format!("use {source}.{{{name}}}{end}");
    // The library's come first, then the project's, each sorted.
    let key = |source: &str| (source.starts_with('"'), source.to_owned());
    let before = uses.iter().rfind(|tree| key(&text_of(tree)) < key(source));
    let at = match (before, uses.first()) {
        (Some(tree), _) => {
            let after = document.range(tree.span).end;
            match document.text[after..].find('\n') {
                Some(n) => after + n + 1,
                None => return (after..after, format!("{end}{}", line.trim_end())),
            }
        }
        (None, Some(first)) => document.range(first.span).start,
        (None, None) => {
            let docs = document.tree.docs.as_ref().map(|docs| document.range(docs.span).end);
            let at = docs.and_then(|end| document.text[end..].find('\n').map(|n| end + n + 1)).unwrap_or(0);
            let rest = document.text[at..].trim_start_matches('\r');
            let gap = if rest.starts_with('\n') || rest.is_empty() { "" } else { end };
            let above = if at > 0 { end } else { "" };
            return (at..at, format!("{above}{line}{gap}"));
        }
    };
    (at..at, line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_written_as_seen_from_a_file() {
        let world = crate::world::World::in_memory(
            ["a.bat", "b.bat", "envs/a.bat", "lib/b.bat", "x/y/a.bat", "x/z/b.bat"].map(|path| (path, "")),
        );
        let path = |path: &str| world.input(std::path::Path::new(path)).expect("it is there");
        let shown = |from: &str, to: &str| written(&path(from), &path(to));
        assert_eq!(shown("a.bat", "b.bat"), "\"./b.bat\"");
        assert_eq!(shown("envs/a.bat", "b.bat"), "\"../b.bat\"");
        assert_eq!(shown("a.bat", "lib/b.bat"), "\"./lib/b.bat\"");
        assert_eq!(shown("x/y/a.bat", "x/z/b.bat"), "\"../z/b.bat\"");
    }
}
