//! What in a text leads to another file.

use std::ops::Range;

use super::{Document, Node, walk};
use crate::ast::{ExprKind, Item, Literal, UseSource};

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// The module of the standard library with this path below it: `network.bat`.
    Std(String),
    /// A file, as the source writes it: relative to the source's own folder.
    File(String),
}

/// A stretch of text that leads to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The text, without quotes.
    pub range: Range<usize>,
    /// Where it leads.
    pub target: LinkTarget,
}

/// The functions whose first argument is the path of one file or folder.
const TAKE_PATHS: [&str; 2] = ["file", "asset"];

/// The links of a file: imports, and paths that functions read.
pub fn links(document: &Document) -> Vec<Link> {
    let mut found = Vec::new();
    walk(document.tree, &mut |node| match node {
        Node::Item(Item::Use(i)) => match &i.source {
            UseSource::Std(path) => {
                let inner: Vec<&str> = path.segments.iter().skip(1).map(|s| s.name.as_str()).collect();
                let is_std = path.segments.first().is_some_and(|first| first.name == "std");
                let module = format!("{}.bat", inner.join("/"));
                if is_std && crate::world::std_file(&module).is_some() {
                    found.push(Link { range: document.range(path.span), target: LinkTarget::Std(module) });
                }
            }
            UseSource::File { path, span } => {
                let range = unquoted(document, document.range(*span));
                found.push(Link { range, target: LinkTarget::File(path.to_string()) });
            }
            UseSource::Error(_) => {}
        },
        Node::Expr(e) => {
            if let ExprKind::Call { function, arguments } = &e.kind
                && function.as_ident().is_some_and(|name| TAKE_PATHS.contains(&name.name.as_str()))
                && let Some(first) = arguments.first()
                && let ExprKind::Literal(Literal::String(path)) = &first.value.kind
            {
                let range = unquoted(document, document.range(first.value.span));
                found.push(Link { range, target: LinkTarget::File(path.to_string()) });
            }
        }
        _ => {}
    });
    found
}

/// A text in quotes without them.
fn unquoted(document: &Document, range: Range<usize>) -> Range<usize> {
    let text = document.text.get(range.clone()).unwrap_or_default();
    match text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
        Some(inner) if !inner.is_empty() => range.start + 1..range.end - 1,
        _ => range,
    }
}
