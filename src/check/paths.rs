//! Paths: written relative to the file in which they stand, from then on relative to the project.

use super::{Checker, context::Cx, errors, typed::Typed};
use crate::{
    hir::{Expr, ExprKind},
    types::{self, TyKind},
};

/// What a path names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// A file.
    File,
    /// A file or folder.
    Any,
    /// All files that match a pattern.
    Files,
}

impl<'a> Checker<'a> {
    /// A path of what is there, where a text was written for it; other values pass.
    pub(super) fn written_path(&mut self, cx: &Cx<'a>, typed: Typed, names: Named) -> Typed {
        let span = typed.span();
        let ExprKind::Str(written) = &typed.hir.kind else {
            let is_text =
                types::cases(&typed.ty).iter().any(|t| matches!(**t, TyKind::Literal(types::Literal::Str(_))));
            if is_text {
                self.report(errors::path_elsewhere(span));
                return Typed::error(span);
            }
            return typed;
        };
        let from = &self.modules.get(cx.module).path;
        let found = match names {
            Named::File => self.world.resolve(from, written).map(|path| path.as_value()),
            Named::Any => self.world.resolve_any(from, written).map(|path| path.as_value()),
            Named::Files => self.world.resolve_pattern(from, written),
        };
        match found {
            Ok(path) => {
                let hir = Expr { kind: ExprKind::Path(path.into()), span };
                Typed { hir, ty: types::path(), ..typed }
            }
            Err(error) => {
                self.report(error.into_diagnostic(Some(span)));
                Typed::error(span)
            }
        }
    }
}
