//! Importing a name that is declared elsewhere.

use super::{Action, Change, layout};
use crate::ast::{File, Item, UseNames, UseSource};
use crate::ide::Document;
use crate::resolve::declared_name;

/// Where a name can be imported from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum From {
    /// A module of the standard library: `network`.
    Std(String),
    /// A file, as this file writes its path: `./network.bat`.
    File(String),
}

/// A name that a file declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Importable {
    /// The name.
    pub name: String,
    /// Where from.
    pub from: From,
}

/// The names that a file declares, for others to import.
pub fn declared(tree: &File) -> Vec<String> {
    tree.items.iter().filter_map(|item| declared_name(item)).map(|name| name.name.to_string()).collect()
}

/// Imports a name: into the `use` that imports from there already, or in one of its own.
pub fn import(document: &Document, importable: &Importable) -> Action {
    let Importable { name, from } = importable;
    let source = match from {
        From::Std(module) => format!("std.{}", module.replace('/', ".")),
        From::File(path) => format!("\"{path}\""),
    };
    let title = format!("Import `{name}` from {source}");
    let uses = || {
        document.tree.items.iter().filter_map(|item| match &**item {
            Item::Use(import) => Some(import),
            _ => None,
        })
    };
    let same = uses().find_map(|import| {
        let UseNames::Names(names) = &import.names else { return None };
        let is_same = match (&import.source, from) {
            (UseSource::Std(path), From::Std(_)) => path.to_string() == source,
            (UseSource::File { path, .. }, From::File(wanted)) => path.as_str() == wanted,
            _ => false,
        };
        is_same.then(|| names.last()).flatten()
    });
    let change = match same {
        Some(last) => {
            let end = document.range(last.local().span).end;
            Change { range: end..end, text: format!(", {name}") }
        }
        None => {
            let end = layout::line_end(document.text);
            let line = format!("use {source}.{{{name}}}{end}");
            match uses().next_back() {
                Some(last) => {
                    let range = document.range(last.span);
                    let after = document.text.get(range.end..).unwrap_or_default();
                    match after.find('\n') {
                        Some(next) => Change { range: range.end + next + 1..range.end + next + 1, text: line },
                        None => {
                            Change { range: document.text.len()..document.text.len(), text: format!("{end}{line}") }
                        }
                    }
                }
                None => {
                    // Below what is said of the whole file.
                    let docs = document.tree.docs.as_ref().map(|docs| document.range(docs.span).end);
                    let at = docs.and_then(|at| Some(at + document.text.get(at..)?.find('\n')? + 1)).unwrap_or(0);
                    let before = if at > 0 { end } else { "" };
                    Change { range: at..at, text: format!("{before}{line}{end}") }
                }
            }
        }
    };
    Action::fix(title, vec![change])
}
