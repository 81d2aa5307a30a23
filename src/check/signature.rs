//! Whether what can be seen of a declaration is what it was before an edit of its text.
//!
//! In: what was seen, what is seen, and where the edit moved places. Out: whether they are the same in all that matters to
//! who looks at it from outside, places included. Invariants: in doubt they are not the same.

use std::{rc::Rc, sync::Arc};

use super::{
    MemberInfo, OutputInfo, ParamInfo,
    context::Demand,
    memo::{KeptBody, What},
    stage::Staged,
};
use crate::{
    source::{ChunkId, Edit, Span},
    types::{self, Ty, TyKind},
};

/// Where places have moved.
pub(super) struct Moved {
    pub from: ChunkId,
    pub to: ChunkId,
    pub edit: Edit,
}

impl Moved {
    /// Whether both show the same.
    pub fn same(&self, before: &What, now: &What) -> bool {
        match (before, now) {
            (What::Params(before), What::Params(now)) => {
                before.len() == now.len() && before.iter().zip(now.iter()).all(|(a, b)| self.param(a, b))
            }
            (What::Body(before), What::Body(now)) => self.body(before, now),
            _ => false,
        }
    }

    fn body(&self, before: &KeptBody, now: &KeptBody) -> bool {
        let outputs = before.outputs.len() == now.outputs.len()
            && before.outputs.iter().zip(now.outputs.iter()).all(|(a, b)| a.0 == b.0 && self.output(a.1, b.1));
        let members = before.members.len() == now.members.len()
            && before.members.iter().zip(now.members.iter()).all(|(a, b)| a.0 == b.0 && self.member(a.1, b.1));
        let demands = before.demands.len() == now.demands.len()
            && before.demands.iter().zip(now.demands.iter()).all(|(a, b)| self.demand(a, b));
        let default = |(a, b): (&Option<Staged>, &Option<Staged>)| match (a, b) {
            (Some(a), Some(b)) => self.staged(a, b),
            (a, b) => a.is_none() && b.is_none(),
        };
        let defaults =
            before.defaults.len() == now.defaults.len() && before.defaults.iter().zip(now.defaults.iter()).all(default);
        outputs && members && demands && defaults && self.span(before.hir.span, now.hir.span)
    }

    fn param(&self, a: &ParamInfo, b: &ParamInfo) -> bool {
        a.name == b.name && a.has_default == b.has_default && self.span(a.span, b.span) && self.ty(&a.ty, &b.ty)
    }

    fn output(&self, a: &OutputInfo, b: &OutputInfo) -> bool {
        a.index == b.index && self.span(a.span, b.span) && self.ty(&a.ty, &b.ty) && self.staged(&a.staged, &b.staged)
    }

    fn member(&self, a: &MemberInfo, b: &MemberInfo) -> bool {
        (a.keys, a.cell, a.guarded) == (b.keys, b.cell, b.guarded)
            && self.span(a.span, b.span)
            && self.ty(&a.ty, &b.ty)
            && self.ty(&a.whole, &b.whole)
    }

    fn demand(&self, a: &Demand, b: &Demand) -> bool {
        let step = |(a, b): (&(Span, String), &(Span, String))| self.span(a.0, b.0) && a.1 == b.1;
        a.path == b.path
            && a.most == b.most
            && a.chain.len() == b.chain.len()
            && a.chain.iter().zip(b.chain.iter()).all(step)
    }

    fn staged(&self, a: &Staged, b: &Staged) -> bool {
        a.same(b, &|a, b| self.span(a, b))
    }

    fn span(&self, before: Span, now: Span) -> bool {
        if before.chunk != self.from || self.from == self.to {
            return before == now;
        }
        now.chunk == self.to && self.edit.moved(before) == Some((now.start, now.end))
    }

    fn ty(&self, a: &Ty, b: &Ty) -> bool {
        if Arc::ptr_eq(a, b) {
            return true;
        }
        match (&**a, &**b) {
            (TyKind::Optional(a), TyKind::Optional(b))
            | (TyKind::List(a), TyKind::List(b))
            | (TyKind::OpaqueList(a), TyKind::OpaqueList(b))
            | (TyKind::Map(a), TyKind::Map(b))
            | (TyKind::Secret(a), TyKind::Secret(b)) => self.ty(a, b),
            (TyKind::Union(a), TyKind::Union(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| self.ty(a, b)),
            (TyKind::Record(a), TyKind::Record(b)) => {
                let place = |a: Option<Span>, b: Option<Span>| match (a, b) {
                    (Some(a), Some(b)) => self.span(a, b),
                    (a, b) => a == b,
                };
                let default = |a: &Option<_>, b: &Option<_>| match (a, b) {
                    (Some(a), Some(b)) => Arc::ptr_eq(a, b),
                    (a, b) => a.is_none() && b.is_none(),
                };
                Arc::ptr_eq(a, b)
                    || a.name == b.name
                        && a.fields.len() == b.fields.len()
                        && a.fields.iter().zip(&b.fields).all(|((an, a), (bn, b))| {
                            an == bn
                                && place(a.span, b.span)
                                && default(&a.default, &b.default)
                                && self.ty(&a.ty, &b.ty)
                        })
            }
            (TyKind::Record(_), _) | (_, TyKind::Record(_)) => false,
            _ => types::same(a, b),
        }
    }
}

/// What is seen of a body now, with the places of what was seen before where both are the same.
pub(super) fn as_before(before: &What, now: What) -> What {
    match (before, now) {
        (What::Params(before), _) => What::Params(Rc::clone(before)),
        (What::Body(before), What::Body(now)) => What::Body(KeptBody {
            outputs: before.outputs.clone(),
            members: before.members.clone(),
            demands: before.demands.clone(),
            defaults: before.defaults.clone(),
            hir: now.hir,
        }),
        (_, now) => now,
    }
}
