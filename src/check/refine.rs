//! Refinements: what is written in parentheses after a type's name.

use std::sync::Arc;

use super::{Checker, errors};
use crate::{
    ast::{self, Literal as Written, Refinement},
    resolve::ModuleId,
    types::{self, FloatRange, IntRange, Literal, Number, StrRefinement, Ty, TyKind},
};

/// What a range bounds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    Int,
    Float,
    Duration,
    Size,
    /// The number of a string's characters.
    Length,
}

/// The literal that is written; `None` of `null`, which is no type of its own.
pub(super) fn literal(written: &Written) -> Option<Literal> {
    Some(match written {
        Written::Null => return None,
        Written::Bool(b) => Literal::Bool(*b),
        Written::Int(i) => Literal::Int(*i),
        Written::Float(f) => Literal::Float(Number::new(*f)),
        Written::String(s) => Literal::Str(s.clone()),
        Written::Duration(n, unit) => Literal::Duration(n * unit.milliseconds()),
        Written::Size(n, unit) => Literal::Size(n * unit.bytes()),
    })
}

/// A literal as a type.
pub(super) fn literal_ty(written: &Written) -> Ty {
    literal(written).map_or_else(types::null, types::literal)
}

impl Checker<'_> {
    /// `Int(1..=35)`, `String(/[a-z]+/, 1..=64)`: a type of which all refinements hold.
    pub(super) fn refined_ty(&mut self, module: ModuleId, name: &ast::Path, refinements: &[Refinement]) -> Ty {
        let mut ty = self.named_ty(module, name);
        for refinement in refinements {
            if matches!(*ty, TyKind::Error) {
                break;
            }
            ty = self.refine(&ty, refinement, name).unwrap_or_else(types::error);
        }
        ty
    }

    /// A type with one more refinement; `None` when something was reported.
    fn refine(&mut self, ty: &Ty, refinement: &Refinement, name: &ast::Path) -> Option<Ty> {
        let span = match refinement {
            Refinement::Range { span, .. } | Refinement::Pattern { span, .. } => *span,
        };
        let refined = match (&**ty, refinement) {
            (TyKind::Int(old), Refinement::Range { .. }) => self.range(refinement, Measure::Int, *old).map(TyKind::Int),
            (TyKind::Duration(old), Refinement::Range { .. }) => {
                self.range(refinement, Measure::Duration, *old).map(TyKind::Duration)
            }
            (TyKind::Size(old), Refinement::Range { .. }) => {
                self.range(refinement, Measure::Size, *old).map(TyKind::Size)
            }
            (TyKind::Float(old), Refinement::Range { .. }) => self.float_range(refinement, *old).map(TyKind::Float),
            (TyKind::Str(old), Refinement::Range { .. }) => {
                let length = self.range(refinement, Measure::Length, old.length)?;
                Some(TyKind::Str(StrRefinement { length, ..old.clone() }))
            }
            (TyKind::Str(old), Refinement::Pattern { regex, .. }) => {
                if let Err(why) = types::pattern(regex) {
                    self.report(errors::bad_regex(span, &why));
                    return None;
                }
                old.and(&StrRefinement::pattern(regex.clone())).map(TyKind::Str)
            }
            _ => {
                let is_list = matches!(**ty, TyKind::List(_) | TyKind::Map(_));
                self.report(errors::cannot_refine(span, &name.to_string(), is_list));
                None
            }
        };
        refined.map(Arc::new)
    }

    /// A range of whole numbers, which narrows the one that was there.
    fn range(&mut self, refinement: &Refinement, measure: Measure, old: IntRange) -> Option<IntRange> {
        let Refinement::Range { min, max, exclusive, span } = refinement else { return None };
        let min = self.bound(min.as_ref(), measure)?;
        let max = self.bound(max.as_ref(), measure)?;
        let max = if *exclusive { max.map(|m| m.saturating_sub(1)) } else { max };
        let range = IntRange { min, max };
        if range.and(old).is_empty() {
            self.report(errors::empty_range(*span, !range.is_empty()));
            return None;
        }
        Some(range.and(old))
    }

    /// An end of a range, if it is closed; `None` when it is of another kind, which has been reported.
    #[allow(clippy::option_option)]
    fn bound(&mut self, bound: Option<&ast::Bound>, measure: Measure) -> Option<Option<i64>> {
        let Some(bound) = bound else { return Some(None) };
        let value = match (measure, literal(&bound.value)) {
            (Measure::Int, Some(Literal::Int(i)))
            | (Measure::Duration, Some(Literal::Duration(i)))
            | (Measure::Size, Some(Literal::Size(i))) => i,
            (Measure::Length, Some(Literal::Int(i))) if i >= 0 => i,
            _ => {
                self.report(errors::range_bound(bound.span, measure));
                return None;
            }
        };
        Some(Some(value))
    }

    fn float_range(&mut self, refinement: &Refinement, old: FloatRange) -> Option<FloatRange> {
        let Refinement::Range { min, max, exclusive, span } = refinement else { return None };
        let mut bound = |bound: Option<&ast::Bound>| match bound.map(|b| (&b.value, b.span)) {
            None => Some(None),
            Some((Written::Int(i), _)) => Some(Some(*i as f64)),
            Some((Written::Float(f), _)) => Some(Some(*f)),
            Some((_, at)) => {
                self.report(errors::range_bound(at, Measure::Float));
                None
            }
        };
        let range = FloatRange { min: bound(min.as_ref())?, max: bound(max.as_ref())?, exclusive: *exclusive };
        if range.and(old).is_empty() {
            self.report(errors::empty_range(*span, !range.is_empty()));
            return None;
        }
        Some(range.and(old))
    }
}
