//! What elaborating an expression yields.

use super::stage::Staged;
use crate::{
    hir::{Expr, ExprKind},
    source::Span,
    types::{self, Ty, TyKind},
};

/// An elaborated expression with its type and stage.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    pub hir: Expr,
    pub ty: Ty,
    pub staged: Staged,
}

impl Typed {
    pub fn new(kind: ExprKind, span: Span, ty: Ty, staged: Staged) -> Typed {
        // A scalar that cannot be null is there, whenever its text is known.
        let is_there = matches!(
            *ty,
            TyKind::Bool
                | TyKind::Int(_)
                | TyKind::Float(_)
                | TyKind::Str(_)
                | TyKind::Literal(_)
                | TyKind::Duration(_)
                | TyKind::Size(_)
                | TyKind::Scalar
                | TyKind::Identifier(..)
                | TyKind::Secret(_)
        );
        let staged = if is_there && !staged.is_plain() { staged.with_keys(Staged::known()) } else { staged };
        Typed { hir: Expr { kind, span }, ty, staged }
    }

    pub fn known(kind: ExprKind, span: Span, ty: Ty) -> Typed {
        Typed::new(kind, span, ty, Staged::known())
    }

    /// What stands for something that was already reported.
    pub fn error(span: Span) -> Typed {
        Typed::known(ExprKind::Error, span, types::error())
    }

    pub fn is_error(&self) -> bool {
        matches!(*self.ty, TyKind::Error)
    }

    pub fn span(&self) -> Span {
        self.hir.span
    }
}
