//! Which resource a place belongs to.

use std::ops::Range;

use super::{Document, Node, walk};
use crate::ast::Stmt;

/// A declaration of a resource or of an instance of a construct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// Its name.
    pub name: String,
    /// All of it.
    pub range: Range<usize>,
    /// Where its name begins.
    pub name_at: usize,
}

/// The innermost declaration of a resource or instance around a place.
pub fn resource_at(document: &Document, at: usize) -> Option<Declaration> {
    let mut found = None;
    walk(document.tree, &mut |node| {
        let (name, span) = match node {
            Node::Stmt(Stmt::Resource(s)) => (&s.name, s.span),
            Node::Stmt(Stmt::Stack(s)) => (&s.name, s.span),
            _ => return,
        };
        let range = document.range(span);
        if range.start <= at && at <= range.end && !name.is_missing() {
            let name_at = document.range(name.span).start;
            found = Some(Declaration { name: name.name.to_string(), name_at, range });
        }
    });
    found
}
