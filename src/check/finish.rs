//! From what was elaborated to the checked program.

use std::sync::Arc;

use super::{Checker, context::Cx, context::State};
use crate::{
    hir::{self, BodyKind, Cell, Decl},
    source::Span,
};

impl<'a> Checker<'a> {
    /// Turns a block and the loops in it into their final form.
    pub(super) fn finish_block(&mut self, cx: &mut Cx<'a>, block: usize) -> hir::Block {
        let loops = std::mem::take(&mut cx.blocks[block].loops);
        let mut out = Vec::with_capacity(loops.len());
        for scope in loops {
            let inner = self.finish_block(cx, scope.block);
            let error = || hir::Expr { kind: hir::ExprKind::Error, span: scope.tree.iter.span };
            out.push(hir::Loop {
                guards: scope.guards,
                vars: (0..scope.tree.vars.len() as u16).collect(),
                iter: scope.iter.unwrap_or_else(error),
                filter: scope.filter,
                block: inner,
                span: scope.tree.iter.span,
            });
        }
        let scope = &mut cx.blocks[block];
        let cells = std::mem::take(&mut scope.cells)
            .into_iter()
            .map(|cell| Cell {
                name: cell.name,
                decls: cell
                    .decls
                    .into_iter()
                    .map(|d| Decl { guards: d.guards, kind: d.hir.unwrap_or_else(|| broken(d.span)), span: d.span })
                    .collect(),
            })
            .collect();
        hir::Block { cells, loops: out, stmts: std::mem::take(&mut scope.done) }
    }

    /// The whole program.
    pub(super) fn finish(mut self) -> hir::Program {
        // After an error, a name may be unused only because what uses it could not be read.
        if !self.diagnostics.has_errors() {
            for unused in std::mem::take(&mut self.unused) {
                self.report(unused);
            }
        }
        let mut program = std::mem::take(&mut self.program);
        program.bodies = self
            .bodies
            .drain(..)
            .map(|info| match (info.hir, info.checked) {
                (Some(body), State::Done(())) => body,
                _ => Arc::new(empty_body(info.kind, info.name, info.span)),
            })
            .collect();
        // Of what is checked again, ids may be left without a declaration.
        let globals = self.global_values.iter().map(|(id, _)| id.0 as usize + 1).max().unwrap_or(0);
        program.globals.resize_with(globals, super::again::no_global);
        self.global_values.drain(..).for_each(|(id, global)| program.globals[id.0 as usize] = global);
        let functions = self.function_values.iter().map(|(id, _)| id.0 as usize + 1).max().unwrap_or(0);
        program.functions.resize_with(functions, || Arc::new(super::again::no_function()));
        self.function_values.drain(..).for_each(|(id, function)| program.functions[id.0 as usize] = function);
        program
    }
}

/// What stands for a declaration that was reported; never evaluated.
fn broken(span: Span) -> hir::DeclKind {
    hir::DeclKind::Let(hir::Expr { kind: hir::ExprKind::Error, span })
}

/// A body that is named and, since nothing instantiates it, was not needed.
fn empty_body(kind: BodyKind, name: crate::ast::Symbol, span: Span) -> hir::Body {
    hir::Body {
        kind,
        name,
        span,
        docs: None,
        params: Vec::new(),
        block: hir::Block::default(),
        outputs: Vec::new(),
        settings: hir::Settings::default(),
        tags: None,
    }
}
