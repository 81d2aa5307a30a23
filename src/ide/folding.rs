//! What can be folded away.

use std::ops::Range;

use super::{Document, Node, walk};
use crate::ast::{ExprKind, Item, TestKind, TriviaKind, TypeKind};

/// What is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldKind {
    /// What stands between brackets.
    Block,
    /// Comments, or documentation, of several lines.
    Comment,
    /// Imports, one after the other.
    Imports,
}

/// A stretch of several lines that can be folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    /// From the opening bracket or the first line to the closing bracket or the last line.
    pub range: Range<usize>,
    /// What it is.
    pub kind: FoldKind,
}

/// All that can be folded, in source order.
pub fn folds(document: &Document) -> Vec<Fold> {
    let mut found: Vec<Fold> = Vec::new();
    let mut add = |range: Range<usize>, kind: FoldKind| {
        if document.text.get(range.clone()).is_some_and(|text| text.contains(['\n', '\r'])) {
            found.push(Fold { range, kind });
        }
    };
    walk(document.tree, &mut |node| match node {
        Node::Block(_) | Node::Record(_) => add(document.range(node.span()), FoldKind::Block),
        Node::Docs(_) => add(document.range(node.span()), FoldKind::Comment),
        Node::Expr(e) => match e.kind {
            ExprKind::List(_) | ExprKind::ListComp(_) | ExprKind::MapComp(_) | ExprKind::Match { .. } => {
                add(document.range(e.span), FoldKind::Block);
            }
            ExprKind::Call { .. } | ExprKind::Literal(_) | ExprKind::Interpolation(_) => {
                add(document.range(e.span), FoldKind::Block);
            }
            _ => {}
        },
        Node::Type(ty) if matches!(ty.kind, TypeKind::Record(_)) => add(document.range(ty.span), FoldKind::Block),
        Node::Item(Item::ResourceType(i)) => add(document.range(i.span), FoldKind::Block),
        Node::Item(Item::Test(i)) => {
            if let TestKind::Expects { program, .. } = i.kind {
                add(document.range(program), FoldKind::Block);
            }
        }
        _ => {}
    });
    imports(document, &mut add);
    comments(document, &mut add);
    found.sort_by_key(|fold| (fold.range.start, fold.range.end));
    found.dedup();
    found
}

/// Imports that follow each other.
fn imports(document: &Document, add: &mut impl FnMut(Range<usize>, FoldKind)) {
    let mut run: Option<Range<usize>> = None;
    for item in &document.tree.items {
        let range = document.range(item.span());
        match (&**item, &mut run) {
            (Item::Use(_), Some(run)) => run.end = range.end,
            (Item::Use(_), None) => run = Some(range),
            (_, run) => run.take().into_iter().for_each(|range| add(range, FoldKind::Imports)),
        }
    }
    run.into_iter().for_each(|range| add(range, FoldKind::Imports));
}

/// Comments on lines of their own that follow each other.
fn comments(document: &Document, add: &mut impl FnMut(Range<usize>, FoldKind)) {
    let mut run: Option<Range<usize>> = None;
    for trivia in &document.tree.trivia {
        if trivia.kind != TriviaKind::Comment {
            continue;
        }
        let range = document.range(trivia.span);
        let follows = run
            .as_ref()
            .and_then(|run| document.text.get(run.end..range.start))
            .is_some_and(|between| between.trim().is_empty() && between.bytes().filter(|b| *b == b'\n').count() == 1);
        match &mut run {
            Some(run) if follows => run.end = range.end,
            run => run.replace(range).into_iter().for_each(|range| add(range, FoldKind::Comment)),
        }
    }
    run.into_iter().for_each(|range| add(range, FoldKind::Comment));
}
