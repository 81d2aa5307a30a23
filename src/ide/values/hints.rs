//! Values and logical ids beside the names that have them.

use std::ops::Range;

use super::{Values, words};
use crate::ast::{Expr, ExprKind, Ident, Item, Let, Literal, Stmt};
use crate::evaluate::{Kind, Meant, Shown};
use crate::ide::hints::{Hint, HintKind};
use crate::ide::scene::Scene;
use crate::ide::walk::{Node, walk_item};

/// How long a hint may be.
const WIDTH: usize = 48;

/// The hints within a range.
pub fn hints(scene: &Scene, within: &Range<usize>, values: &Values) -> Vec<Hint> {
    let mut hints = Hints { scene, values, found: Vec::new() };
    for item in &scene.module().tree.items {
        let range = scene.range(item.span());
        if range.end < within.start || within.end < range.start {
            continue;
        }
        walk_item(item, &mut |node| match node {
            Node::Item(Item::Let(tree)) | Node::Stmt(Stmt::Let(tree)) => hints.of_let(tree),
            Node::Stmt(Stmt::Param(tree)) => {
                let end = scene.range(tree.span).end;
                hints.value(&tree.name, tree.default.as_ref(), end);
            }
            Node::Stmt(Stmt::Output(tree)) => {
                if let Some(value) = &tree.value {
                    hints.value(&tree.name, Some(value), scene.range(value.span).end);
                }
            }
            Node::Stmt(Stmt::Resource(tree)) => hints.logical_id(&tree.name, scene.range(tree.ty.span()).end),
            Node::Stmt(Stmt::Stack(tree)) => hints.logical_id(&tree.name, scene.range(tree.ty.span()).end),
            Node::Stmt(Stmt::Parameter(tree)) => hints.logical_id(&tree.name, scene.range(tree.ty.span).end),
            _ => {}
        });
    }
    hints.found.retain(|hint| within.start <= hint.at && hint.at <= within.end);
    hints.found
}

struct Hints<'a> {
    scene: &'a Scene<'a>,
    values: &'a Values,
    found: Vec<Hint>,
}

impl Hints<'_> {
    fn of_let(&mut self, tree: &Let) {
        self.value(&tree.name, Some(&tree.value), self.scene.range(tree.value.span).end);
    }

    /// What a name stands for, behind what is written for it.
    fn value(&mut self, name: &Ident, written: Option<&Expr>, at: usize) {
        let is_plain = |expr: &Expr| {
            matches!(
                expr.unparen().kind,
                ExprKind::Literal(Literal::Bool(_) | Literal::Null) | ExprKind::Record(_) | ExprKind::List(_)
            )
        };
        if name.is_missing() || written.is_some_and(is_plain) {
            return;
        }
        let written = written.map(|expr| self.scene.sources.text(expr.span));
        let found = words::named(self.scene, name.span, self.values);
        let can_be_seen = |meant: &Meant| {
            // What is computed of one resource says no more than its name.
            let is_seen = |is: &Shown| match is {
                Shown::Text(text) => written == Some(text) || text.starts_with("!Ref ") || text.starts_with("!GetAtt "),
                Shown::Name { .. } => true,
                _ => false,
            };
            meant.values.iter().all(|value| is_seen(&value.is))
        };
        if !found.iter().all(|(_, meant)| can_be_seen(meant)) {
            self.push(&found, at, HintKind::Value, "= ");
        }
    }

    fn logical_id(&mut self, name: &Ident, at: usize) {
        if !name.is_missing() {
            let found = words::named(self.scene, name.span, self.values);
            self.push(&found, at, HintKind::LogicalId, "→ ");
        }
    }

    fn push(&mut self, found: &[(String, Meant)], at: usize, kind: HintKind, sign: &str) {
        let groups = words::grouped(found);
        let mut parts: Vec<String> = Vec::new();
        for (envs, meant) in &groups {
            let mut values: Vec<String> = Vec::new();
            for value in &meant.values {
                let mut text = value.is.text(WIDTH);
                if let Shown::Name { of: Kind::Prefix, .. } = value.is {
                    text.push('…');
                }
                if !values.contains(&text) {
                    values.push(text);
                }
            }
            if meant.more > 0 {
                values.push(format!("… {} more", meant.more));
            }
            let values = values.join(", ");
            parts.push(if groups.len() > 1 { format!("{values} ({})", envs.join(", ")) } else { values });
        }
        if parts.is_empty() {
            return;
        }
        let mut label = format!("{sign}{}", parts.join(", "));
        if let Some((cut, _)) = label.char_indices().nth(WIDTH) {
            label.truncate(cut);
            label.push('…');
        }
        let tooltip = words::in_words(found, false);
        self.found.push(Hint { at, label, kind, tooltip });
    }
}
