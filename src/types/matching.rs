//! What a `match` has still to take, in time that does not grow with the square of its arms.

use rustc_hash::FxHashMap;

use super::narrow::{describe, narrow_away, narrow_to};
use super::{Literal, Ty, TyKind, literal, may_be_null, never, null, optional, union, without_null};
use crate::hir::Pattern;

/// A subject with what the patterns so far have left of it. Literals are found by what they are, all else one by one.
pub struct Matching {
    whole: Ty,
    /// The members of the subject, in order, without `null`.
    members: Vec<Member>,
    /// Where each literal is among them.
    literals: FxHashMap<Literal, usize>,
    /// Where all else is.
    others: Vec<usize>,
    /// How many literals are left.
    left: usize,
    /// Whether `null` is left.
    null: bool,
}

struct Member {
    ty: Ty,
    left: Ty,
}

impl Matching {
    /// Nothing is taken yet.
    pub fn new(ty: &Ty) -> Matching {
        let inner = without_null(ty);
        let all: Vec<Ty> = match &*inner {
            TyKind::Never => Vec::new(),
            TyKind::Union(members) => members.to_vec(),
            _ => vec![inner.clone()],
        };
        let (mut literals, mut others) = (FxHashMap::default(), Vec::new());
        for (at, member) in all.iter().enumerate() {
            match &**member {
                TyKind::Literal(literal) => {
                    literals.insert(literal.clone(), at);
                }
                _ => others.push(at),
            }
        }
        let left = literals.len();
        let members = all.into_iter().map(|ty| Member { left: ty.clone(), ty }).collect();
        Matching { whole: ty.clone(), members, literals, others, left, null: may_be_null(ty) }
    }

    /// The part of the subject that a pattern may take, whatever others take; [`TyKind::Never`] when it takes nothing.
    pub fn part(&self, pattern: &Pattern) -> Ty {
        match pattern {
            Pattern::Any => self.whole.clone(),
            Pattern::Null if may_be_null(&self.whole) => null(),
            Pattern::Literals(wanted) => {
                let mut parts: Vec<(usize, Ty)> = Vec::new();
                for wanted in wanted {
                    parts.extend(self.literals.get(wanted).map(|at| (*at, literal(wanted.clone()))));
                }
                parts.extend(self.others.iter().map(|at| (*at, narrow_to(&self.members[*at].ty, pattern))));
                parts.sort_by_key(|(at, _)| *at);
                union(parts.into_iter().map(|(_, ty)| ty))
            }
            Pattern::Null | Pattern::Record(_) => {
                union(self.others.iter().map(|at| narrow_to(&self.members[*at].ty, pattern)))
            }
        }
    }

    /// Whether a pattern may take something that is left.
    pub fn takes(&self, pattern: &Pattern) -> bool {
        let is_left = |ty: &Ty| !matches!(**ty, TyKind::Never);
        let other = || self.others.iter().any(|at| is_left(&narrow_to(&self.members[*at].left, pattern)));
        match pattern {
            Pattern::Any => self.null || self.left > 0 || other(),
            Pattern::Null => self.null || other(),
            Pattern::Literals(wanted) => {
                let known = wanted.iter().filter_map(|wanted| self.literals.get(wanted));
                known.into_iter().any(|at| is_left(&self.members[*at].left)) || other()
            }
            Pattern::Record(_) => other(),
        }
    }

    /// Takes what a pattern takes.
    pub fn take(&mut self, pattern: &Pattern) {
        match pattern {
            Pattern::Any => {
                self.null = false;
                self.left = 0;
                self.members.iter_mut().for_each(|member| member.left = never());
                return;
            }
            Pattern::Null => self.null = false,
            Pattern::Literals(wanted) => {
                for at in wanted.iter().filter_map(|wanted| self.literals.get(wanted)) {
                    let member = &mut self.members[*at];
                    if !matches!(*member.left, TyKind::Never) {
                        self.left -= 1;
                        member.left = never();
                    }
                }
            }
            Pattern::Record(_) => {}
        }
        for at in &self.others {
            let member = &mut self.members[*at];
            member.left = narrow_away(&member.left, pattern);
        }
    }

    /// What no pattern takes, as patterns are written; nothing when all is taken.
    pub fn missing(&self) -> Vec<String> {
        let rest = union(self.members.iter().map(|member| member.left.clone()));
        let mut missing = Vec::new();
        describe(&if self.null { optional(rest) } else { rest }, &mut missing);
        missing
    }
}
