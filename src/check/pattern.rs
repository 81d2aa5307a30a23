//! Patterns of `match`: what they take, and those that can take nothing.

use super::{Checker, context::Cx, errors};
use crate::{
    ast::{self, Arm, Literal as Written, PatternField, PatternKind},
    hir::Pattern,
    resolve::{Target, did_you_mean},
    source::Span,
    types::{self, Literal, Ty, TyKind},
};

impl<'a> Checker<'a> {
    /// The pattern of an arm; `None` when it was reported.
    pub(super) fn pattern(&mut self, cx: &Cx<'a>, arm: &'a Arm, subject: &Ty) -> Option<Pattern> {
        if arm.patterns.len() > 1 {
            let mut literals = Vec::new();
            for pattern in &arm.patterns {
                match &pattern.kind {
                    PatternKind::Literal(written) => literals.push(self.pattern_literal(written, pattern.span)?),
                    PatternKind::Error => return None,
                    _ => {
                        self.report(errors::bad_alternative(pattern.span));
                        return None;
                    }
                }
            }
            return Some(Pattern::Literals(literals));
        }
        let pattern = arm.patterns.first()?;
        match &pattern.kind {
            PatternKind::Wildcard => Some(Pattern::Any),
            PatternKind::Literal(Written::Null) => Some(Pattern::Null),
            PatternKind::Literal(written) => {
                self.pattern_literal(written, pattern.span).map(|l| Pattern::Literals(vec![l]))
            }
            PatternKind::Record(fields) => self.record_pattern(fields),
            PatternKind::Type(path) => self.type_pattern(cx, path, subject),
            PatternKind::ResourceType(_) | PatternKind::Binding(_) => {
                self.report(errors::bad_pattern(pattern.span));
                None
            }
            PatternKind::Error => None,
        }
    }

    fn pattern_literal(&mut self, written: &Written, span: Span) -> Option<Literal> {
        let literal = super::refine::literal(written);
        if literal.is_none() {
            self.report(errors::bad_pattern(span));
        }
        literal
    }

    fn record_pattern(&mut self, fields: &'a [PatternField]) -> Option<Pattern> {
        let mut out = Vec::with_capacity(fields.len());
        for field in fields {
            let literal = match field.pattern.as_ref().map(|p| (&p.kind, p.span)) {
                None | Some((PatternKind::Binding(_) | PatternKind::Wildcard, _)) => None,
                Some((PatternKind::Literal(written), span)) => Some(self.pattern_literal(written, span)?),
                Some((PatternKind::Error, _)) => return None,
                Some((_, span)) => {
                    self.report(errors::bad_pattern(span));
                    return None;
                }
            };
            out.push((field.name.name.clone(), literal));
        }
        Some(Pattern::Record(out))
    }

    /// A named record type: told from the others by its literal fields, or by the fields that it must have.
    fn type_pattern(&mut self, cx: &Cx<'a>, path: &'a ast::Path, subject: &Ty) -> Option<Pattern> {
        let mut at = cx.module;
        let mut found = None;
        for (i, segment) in path.segments.iter().enumerate() {
            let target = match i {
                0 => self.modules.lookup(at, &segment.name).map(|n| n.target),
                _ => Some(self.declared_in(at, segment)),
            };
            if let Some(target) = target {
                self.note_target(segment.span, target);
            }
            match target {
                Some(Target::Module(inner)) => at = inner,
                Some(Target::Item(item)) => found = Some(item),
                Some(Target::Missing) => return None,
                None => {
                    self.unknown_pattern(cx, segment);
                    return None;
                }
            }
        }
        let Some(item) = found else {
            self.report(errors::bad_pattern(path.span));
            return None;
        };
        let ty = self.item_ty(item, path);
        let TyKind::Record(record) = &*ty else {
            if !matches!(*ty, TyKind::Error) {
                self.report(errors::bad_pattern(path.span));
            }
            return None;
        };
        let tags: Vec<_> = record
            .fields
            .iter()
            .filter_map(|(name, field)| match &*field.ty {
                TyKind::Literal(literal) => Some((name.clone(), Some(literal.clone()))),
                _ => None,
            })
            .collect();
        if !tags.is_empty() {
            return Some(Pattern::Record(tags));
        }
        // Only fields that no other record of the subject has tell it apart.
        let others: Vec<Ty> = types::cases(subject).into_iter().filter(|t| !types::same(t, &ty)).collect();
        let own = record.fields.iter().filter(|(name, f)| {
            f.is_required() && others.iter().any(|o| matches!(&**o, TyKind::Record(r) if !r.fields.contains_key(*name)))
        });
        Some(Pattern::Record(own.map(|(name, _)| (name.clone(), None)).collect()))
    }

    /// A name in a pattern that is no type: perhaps it was meant to bind the value.
    fn unknown_pattern(&mut self, cx: &Cx<'a>, name: &ast::Ident) {
        if super::lower::is_built_in(&name.name) {
            self.report(errors::bad_pattern(name.span));
        } else if name.name.starts_with(|c: char| c.is_lowercase()) {
            self.report(errors::name_as_pattern(name.span, &name.name));
        } else {
            self.unknown_type(cx.module, name);
        }
    }

    /// Reports a pattern that no value of the subject's type can match.
    pub(super) fn never_matches(
        &mut self,
        arm: &Arm,
        pattern: &Pattern,
        (subject, of): (&Ty, &types::Matching),
        at: Span,
    ) -> bool {
        let never = |pattern: &Pattern| matches!(*of.part(pattern), TyKind::Never);
        match pattern {
            Pattern::Literals(literals) => {
                let mut found = false;
                for (literal, written) in literals.iter().zip(&arm.patterns) {
                    if never(&Pattern::Literals(vec![literal.clone()])) {
                        self.never_literal(literal, written.span, subject, at);
                        found = true;
                    }
                }
                found
            }
            Pattern::Record(_) if never(pattern) => {
                let fields: &[PatternField] = match arm.patterns.first().map(|p| &p.kind) {
                    Some(PatternKind::Record(fields)) => fields,
                    _ => &[],
                };
                if !fields.iter().any(|field| self.never_field(field, subject, at)) {
                    let shown = self.show(subject);
                    self.report(errors::never_case(arm.patterns[0].span, at, &shown));
                }
                true
            }
            _ => false,
        }
    }

    fn never_literal(&mut self, literal: &Literal, span: Span, of: &Ty, at: Span) {
        let written = types::literal(literal.clone());
        let help = super::operator::literal_help(&written, &types::without_null(of));
        let (left, right) = (self.show(of), self.show(&written));
        self.report(errors::never_equal(span, at, &left, span, &right, help));
    }

    /// Reports a field of a record pattern that no case of the subject has, or not with this value.
    fn never_field(&mut self, field: &PatternField, subject: &Ty, at: Span) -> bool {
        let cases = types::cases(subject);
        let records = || {
            cases.iter().filter_map(|case| match &**case {
                TyKind::Record(record) => Some(record),
                _ => None,
            })
        };
        let name = &field.name;
        let of: Vec<Ty> = records().filter_map(|r| r.fields.get(&name.name)).map(|f| f.ty.clone()).collect();
        if of.is_empty() && records().next().is_some() {
            let known: Vec<&str> = records().flat_map(|r| r.fields.keys()).map(|n| n.as_str()).collect();
            let help = did_you_mean(&name.name, known.iter().copied());
            let shown = self.show(subject);
            self.report(errors::no_field(name.span, &name.name, &shown, help, &[]));
            return true;
        }
        if of.is_empty() {
            return false;
        }
        let Some(ast::Pattern { kind: PatternKind::Literal(written), span }) = &field.pattern else { return false };
        let Some(literal) = super::refine::literal(written) else { return false };
        let all = types::union(of);
        if !matches!(*types::to_literals(&all, std::slice::from_ref(&literal)), TyKind::Never) {
            return false;
        }
        let written = types::literal(literal);
        let help = super::operator::literal_help(&written, &types::without_null(&all));
        let (shown, written) = (self.show(&all), self.show(&written));
        self.report(errors::never_field(*span, at, &name.name, &shown, &written, help));
        true
    }
}
