//! How deep what is checked may nest. One expression or type nests 200 levels at most, which the parser sees to; but it
//! leads on to declarations, which are checked when they are first asked for, and these to others.

use rustc_hash::FxHashMap;

use super::{Checker, context::Known, errors, stage::Staged};
use crate::{
    source::Span,
    types::{self, Ty, TyKind},
};

/// How deep what is being checked may nest, from one declaration to the next.
const MOST_LEVELS: u32 = 10_000;

/// How deep a declaration's type may nest, through the types of others: whatever looks at a type goes down it.
const MOST_TYPE_LEVELS: u32 = 500;

/// How many bytes one level takes at most, in a debug build, and how many are added when there are fewer.
const STACK_LEFT: usize = 256 << 10;
const STACK_MORE: usize = 4 << 20;

/// How deep the check is, and how deep types are.
#[derive(Default)]
pub(super) struct Depth {
    levels: u32,
    /// How deep types nest, by their address; they are kept, so that no other type gets it.
    types: FxHashMap<*const TyKind, (Ty, u32)>,
}

impl Checker<'_> {
    /// Goes one level deeper, on more stack when what there is runs low; none when that is too deep, which is reported.
    pub(super) fn deeper<T>(&mut self, at: Span, run: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth.levels >= MOST_LEVELS {
            self.report(errors::chain_too_long(at));
            return None;
        }
        self.depth.levels += 1;
        let value = stacker::maybe_grow(STACK_LEFT, STACK_MORE, || run(self));
        self.depth.levels -= 1;
        Some(value)
    }

    /// What a declaration was found to be; an error when its type nests too deep, which is reported.
    pub(super) fn bounded(&mut self, known: Known, at: Span) -> Known {
        if self.depth.of(&known.0) <= MOST_TYPE_LEVELS {
            return known;
        }
        self.report(errors::type_too_deep(at, MOST_TYPE_LEVELS));
        (types::error(), Staged::known())
    }
}

impl Depth {
    /// How many levels a type has below it. What was measured before is not looked into again, so this is quick, and goes
    /// down no further than one declaration adds to the others.
    fn of(&mut self, ty: &Ty) -> u32 {
        let inner: Vec<&Ty> = match &**ty {
            TyKind::Optional(inner)
            | TyKind::List(inner)
            | TyKind::OpaqueList(inner)
            | TyKind::Map(inner)
            | TyKind::Secret(inner) => vec![inner],
            TyKind::Record(record) => record.fields.values().map(|field| &field.ty).collect(),
            TyKind::Union(members) => members.iter().collect(),
            _ => return 0,
        };
        let address = std::sync::Arc::as_ptr(ty);
        if let Some((_, levels)) = self.types.get(&address) {
            return *levels;
        }
        let levels = 1 + inner.into_iter().map(|ty| self.of(ty)).max().unwrap_or(0);
        self.types.insert(address, (ty.clone(), levels));
        levels
    }
}
