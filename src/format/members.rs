//! Declarations and statements as places in a text, for formatting a part of it.

use std::ops::Range;

use super::Source;
use crate::ast::{Attached, Block, Else, If, Item, Stmt, TestKind};
use crate::source::Span;

/// A declaration or statement.
#[derive(Clone, Copy)]
enum Node<'t> {
    Item(&'t Item),
    Stmt(&'t Stmt),
}

/// Neighbours: how to go down to the body that they stand in, each time a member's index and that of one of its bodies,
/// and which ones of that body are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    path: Vec<(usize, usize)>,
    members: Range<usize>,
}

impl Source {
    /// The fewest declarations or statements that have all lines of what a selection meets; none when it meets none.
    pub(super) fn selection(&self, selected: &Range<usize>) -> Option<Place> {
        let mut path = Vec::new();
        let mut nodes: Vec<Node> = self.tree.items.iter().map(|item| Node::Item(item)).collect();
        let mut found = None;
        loop {
            let meets = |node: &Node| {
                let range = self.place(*node);
                selected.start <= range.end && range.start <= selected.end
            };
            let first = nodes.iter().position(meets)?;
            let last = nodes.iter().rposition(meets)?;
            // Where others stand on its lines, these belong to it.
            if self.has_lines(&(self.place(nodes[first]).start..self.place(nodes[last]).end)) {
                found = Some(Place { path: path.clone(), members: first..last + 1 });
            }
            let mut inner = bodies(nodes[first]);
            let within = |body: &Range<usize>| body.start < selected.start && selected.end < body.end;
            let Some(body) = inner.iter().position(|(span, _)| within(&self.range(*span))).filter(|_| first == last)
            else {
                return found;
            };
            path.push((first, body));
            nodes = inner.swap_remove(body).1;
        }
    }

    /// Where members stand, in this text.
    pub(super) fn find(&self, place: &Place) -> Option<Range<usize>> {
        let mut nodes: Vec<Node> = self.tree.items.iter().map(|item| Node::Item(item)).collect();
        for (member, body) in &place.path {
            let mut inner = bodies(*nodes.get(*member)?);
            nodes = if *body < inner.len() { inner.swap_remove(*body).1 } else { return None };
        }
        let members = nodes.get(place.members.clone())?;
        Some(self.place(*members.first()?).start..self.place(*members.last()?).end)
    }

    /// From a member's documentation and decorators to its end.
    fn place(&self, node: Node) -> Range<usize> {
        let (span, attached) = match node {
            Node::Item(item) => (item.span(), super::items::attached(item)),
            Node::Stmt(stmt) => (stmt.span(), super::stmts::attached(stmt)),
        };
        let range = self.range(span);
        start(attached, |span| self.range(span), &range)..range.end
    }

    fn range(&self, span: Span) -> Range<usize> {
        self.sources.resolve(span).1
    }

    /// Whether nothing but comments stands beside a stretch of the text on its lines.
    fn has_lines(&self, range: &Range<usize>) -> bool {
        let lines = self.lines(range);
        let after = self.text[range.end..lines.end].trim_start();
        self.text[lines.start..range.start].trim().is_empty() && (after.is_empty() || after.starts_with("//"))
    }

    /// The whole lines of a stretch of the text.
    pub(super) fn lines(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.text[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let end = self.text[range.end..].find('\n').map_or(self.text.len(), |at| range.end + at + 1);
        start..end
    }
}

/// Where a member begins, with its documentation and decorators; `range` is its own place.
pub(super) fn start(attached: Option<&Attached>, place: impl Fn(Span) -> Range<usize>, range: &Range<usize>) -> usize {
    let docs = attached.and_then(|a| a.docs.as_ref()).map(|docs| docs.span);
    let decorator = attached.and_then(|a| a.decorators.first()).map(|decorator| decorator.span);
    [docs, decorator].into_iter().flatten().fold(range.start, |at, span| at.min(place(span).start))
}

/// The bodies of a member, each with its place and what stands in it.
fn bodies(node: Node<'_>) -> Vec<(Span, Vec<Node<'_>>)> {
    let block = |block| vec![statements(block)];
    match node {
        Node::Item(Item::Construct(i)) => block(&i.body),
        Node::Item(Item::Stack(i)) => block(&i.body),
        Node::Item(Item::App(i)) => block(&i.body),
        Node::Item(Item::Rule(i)) => block(&i.body),
        Node::Item(Item::Test(i)) => match &i.kind {
            TestKind::For { body, .. } => block(body),
            TestKind::Expects { program, items, .. } => vec![(*program, items.iter().map(Node::Item).collect())],
            TestKind::Error(_) => Vec::new(),
        },
        Node::Stmt(Stmt::For(s)) => block(&s.body),
        Node::Stmt(Stmt::If(s)) => branches(s),
        _ => Vec::new(),
    }
}

fn statements(block: &Block) -> (Span, Vec<Node<'_>>) {
    (block.span, block.stmts.iter().map(Node::Stmt).collect())
}

fn branches(branch: &If) -> Vec<(Span, Vec<Node<'_>>)> {
    let mut branch = branch;
    let mut all = Vec::new();
    loop {
        all.push(statements(&branch.then));
        match &branch.otherwise {
            Some(Else::If(next)) => branch = next,
            Some(Else::Block(block)) => {
                all.push(statements(block));
                return all;
            }
            None => return all,
        }
    }
}
