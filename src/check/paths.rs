//! Paths: written relative to the file in which they stand, from then on relative to the project.

use super::{Checker, context::Cx, errors, memo::Looked, typed::Typed};
use crate::{
    hir::{Expr, ExprKind},
    types::{self, TyKind},
    world::{FilePath, ReadError, World},
};

/// What a path names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
        let found = find(self.world, from, written, names);
        let looked = found.as_ref().ok().cloned();
        self.looked(|| Looked { from: from.clone(), written: written.clone(), named: names, found: looked });
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

/// What a path that is written in a file names.
pub(super) fn find(world: &World, from: &FilePath, written: &str, named: Named) -> Result<String, ReadError> {
    match named {
        Named::File => world.resolve(from, written).map(|path| path.as_value()),
        Named::Any => world.resolve_any(from, written).map(|path| path.as_value()),
        Named::Files => world.resolve_pattern(from, written),
    }
}
