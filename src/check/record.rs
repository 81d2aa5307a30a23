//! Record and map literals.

use indexmap::IndexMap;

use super::{Checker, context::Cx, errors, facts::FieldsOf, stage::Staged, typed::Typed};
use crate::{
    ast::{self, ExprKind as Tree, Field as Written, Key, Symbol},
    builtins::Stage,
    hir::{self, ExprKind},
    resolve::did_you_mean,
    source::Span,
    types::{self, Literal, RecordTy, Ty, TyKind},
};

/// A literal as far as it has been elaborated.
#[derive(Default)]
struct Building {
    fields: Vec<hir::Field>,
    /// Type and stage of each field, with the place of its key; `certain` unless it is under a condition.
    parts: IndexMap<Symbol, Part>,
    /// Values under computed keys.
    computed: Option<(Ty, Staged)>,
    /// What decides which keys there are.
    keys: Staged,
    failed: bool,
    /// Where the type is declared that the values of a map must have.
    declared: Option<Span>,
}

struct Part {
    ty: Ty,
    staged: Staged,
    span: Span,
    /// Whether it is written here and under no condition, so that it cannot be written again.
    certain: bool,
    /// Whether it is always there.
    there: bool,
}

impl<'a> Checker<'a> {
    pub(super) fn record(&mut self, cx: &mut Cx<'a>, record: &'a ast::Record, want: Option<&Ty>) -> Typed {
        let wanted = want.map(|w| self.variant(w, record));
        if let Some(wanted) = &wanted {
            self.recording.record(record.span, || FieldsOf::Type(wanted.clone()));
        }
        let mut building = Building { declared: cx.declared, ..Building::default() };
        if let Some(union) = wanted.as_ref().filter(|w| matches!(***w, TyKind::Union(_))) {
            building.failed = self.wrong_tag(union, record, cx.declared);
        }
        for field in &record.fields {
            self.record_field(cx, field, wanted.as_ref(), &mut building, true);
        }
        if building.failed {
            return Typed::error(record.span);
        }
        self.record_done(building, wanted.as_ref(), record.span)
    }

    /// The member of a union that a literal is meant to be.
    fn variant(&self, want: &Ty, record: &ast::Record) -> Ty {
        let inner = types::without_null(want);
        if !matches!(*inner, TyKind::Union(_)) {
            return inner;
        }
        let fields: Vec<(Symbol, Option<Literal>)> = record
            .fields
            .iter()
            .filter_map(|f| match f {
                Written::Pair { key, value, .. } => Some((key.text()?.clone(), written_literal(value))),
                Written::Shorthand(name) => Some((name.name.clone(), None)),
                _ => None,
            })
            .collect();
        types::variant_for(&inner, &fields).unwrap_or(inner)
    }

    /// Reports a literal whose tag says that it is none of a union's records, or that has no tag.
    fn wrong_tag(&mut self, union: &Ty, record: &ast::Record, declared: Option<Span>) -> bool {
        let Some((tag, allowed)) = types::tag_of(union) else { return false };
        let mut other = false;
        for field in &record.fields {
            match field {
                Written::Pair { key, value, .. } if key.text().is_some_and(|k| *k == tag) => {
                    let Some(written) = written_literal(value) else { return false };
                    if allowed.contains(&written) {
                        return false;
                    }
                    let (ty, want) = (types::literal(written), types::union(allowed.into_iter().map(types::literal)));
                    if let Err(mismatch) = types::assignable(&ty, &want, self) {
                        self.report(errors::mismatch(value.span, &mismatch.message(self), declared));
                    }
                    return true;
                }
                Written::Pair { key: Key::Name(_) | Key::Quoted(_), .. } => {}
                Written::Shorthand(name) if name.name != tag => {}
                _ => other = true,
            }
        }
        if !other {
            self.report(errors::missing_tag(opening(record.span), &tag, &allowed));
        }
        !other
    }

    fn record_field(
        &mut self,
        cx: &mut Cx<'a>,
        field: &'a Written,
        want: Option<&Ty>,
        building: &mut Building,
        certain: bool,
    ) {
        match field {
            Written::Pair { key, value, .. } => match key {
                Key::Name(name) | Key::Quoted(name) => {
                    let Some(wanted) = self.field_want(want, name, building) else {
                        self.infer(cx, value);
                        return;
                    };
                    let typed = match &wanted {
                        Some((ty, declared)) => self.expr_as(cx, value, ty, *declared),
                        None => self.infer(cx, value),
                    };
                    self.add_field(building, name, typed, certain);
                }
                Key::Computed(key) => self.computed_field(cx, key, value, want, building),
            },
            Written::Shorthand(name) => {
                let Some(wanted) = self.field_want(want, name, building) else { return };
                let typed = self.name(cx, &name.name, name.span);
                let mut typed = self.with_facts(cx, typed);
                if let Some((ty, declared)) = wanted {
                    typed = self.fit(cx, typed, &ty, declared);
                }
                self.add_field(building, name, typed, certain);
            }
            Written::Spread { value, span } => self.spread_field(cx, value, *span, want, building),
            Written::If { cond, field, .. } => {
                let condition = self.condition(cx, cond);
                let learnt = super::narrow::facts(cx, &condition.hir, true);
                let before = building.fields.len();
                let keys = building.keys.clone();
                cx.assuming(learnt, |cx| self.record_field(cx, field, want, building, false));
                building.keys = keys.and(&condition.staged);
                let inner: Vec<_> = building.fields.drain(before..).collect();
                for field in inner {
                    building.fields.push(hir::Field::If(condition.hir.clone(), Box::new(field)));
                }
            }
            Written::Error(_) => building.failed = true,
        }
    }

    /// What a field is expected to be. `None`: it does not exist, which has been reported. `Some(None)`: anything.
    #[allow(clippy::option_option)]
    fn field_want(
        &mut self,
        want: Option<&Ty>,
        name: &ast::Ident,
        building: &mut Building,
    ) -> Option<Option<(Ty, Option<Span>)>> {
        if name.is_missing() {
            building.failed = true;
            return None;
        }
        if let Some(first) = building.parts.get(&name.name)
            && first.certain
        {
            self.report(errors::duplicate_field(name.span, &name.name, first.span));
            return None;
        }
        let Some(want) = want else { return Some(None) };
        self.note_key(name.span, &name.name, want);
        match &**want {
            TyKind::Record(record) => match record.fields.get(&name.name) {
                Some(field) => Some(Some((field.ty.clone(), field.span))),
                None => {
                    let known: Vec<&str> = record.fields.keys().map(|n| n.as_str()).collect();
                    let shown = self.show(want);
                    let help = match &*name.name {
                        "description" | "Description" if shown == super::resource::PARAMETER => {
                            Some("its description is the `///` text before it".into())
                        }
                        _ => did_you_mean(&name.name, known.iter().copied()),
                    };
                    self.report(errors::unknown_field(name.span, &name.name, &shown, help, &known));
                    // What is missing is probably what this one was meant to be.
                    building.failed = true;
                    None
                }
            },
            TyKind::Map(value) => Some(Some((value.clone(), building.declared))),
            TyKind::Property(resource, node) => {
                Some(self.property_child(resource, *node, &name.name).map(|ty| (ty, None)))
            }
            TyKind::Json => Some(Some((types::json(), None))),
            _ => Some(None),
        }
    }

    fn add_field(&mut self, building: &mut Building, name: &ast::Ident, typed: Typed, certain: bool) {
        let ty = if certain { typed.ty } else { types::optional(typed.ty) };
        let there = certain || building.parts.get(&name.name).is_some_and(|p| p.there);
        let part = Part { ty, staged: typed.staged, span: name.span, certain, there };
        building.parts.insert(name.name.clone(), part);
        building.fields.push(hir::Field::Value(name.name.clone(), name.span, typed.hir));
    }

    fn computed_field(
        &mut self,
        cx: &mut Cx<'a>,
        key: &'a ast::Expr,
        value: &'a ast::Expr,
        want: Option<&Ty>,
        building: &mut Building,
    ) {
        let key = self.expr_as(cx, key, &types::string(), None);
        self.demand(cx, &key.staged.flat(), Stage::Known, key.span(), "a key must be known when compiling");
        let element = match want.map(|w| &**w) {
            Some(TyKind::Map(value)) => Some(value.clone()),
            Some(TyKind::Json) => Some(types::json()),
            Some(TyKind::Record(_)) => {
                let shown = want.map_or_else(String::new, |w| self.show(w));
                self.report(errors::computed_key(key.span(), &shown));
                building.failed = true;
                None
            }
            _ => None,
        };
        let typed = match &element {
            Some(ty) => self.expr_as(cx, value, ty, None),
            None => self.infer(cx, value),
        };
        self.add_computed(building, typed.ty.clone(), typed.staged.clone(), typed.span());
        building.fields.push(hir::Field::Computed(key.hir, typed.hir));
    }

    fn add_computed(&mut self, building: &mut Building, ty: Ty, staged: Staged, span: Span) {
        building.computed = Some(match building.computed.take() {
            None => (ty, staged),
            Some((old, late)) => (self.join_or_report(&old, &ty, span, span, span), late.or(&staged)),
        });
    }

    fn spread_field(
        &mut self,
        cx: &mut Cx<'a>,
        value: &'a ast::Expr,
        span: Span,
        want: Option<&Ty>,
        building: &mut Building,
    ) {
        let partial = want.filter(|w| matches!(***w, TyKind::Record(_) | TyKind::Map(_) | TyKind::Property(..)));
        let partial = partial.map(types::partial);
        let typed = self.expr(cx, value, partial.as_ref());
        if typed.is_error() {
            building.failed = true;
            return;
        }
        building.keys = building.keys.and(&typed.staged.keys());
        match &*types::without_null(&typed.ty) {
            TyKind::Record(record) => {
                let record = record.clone();
                self.spread_record(&record, &typed, span, want, building);
            }
            TyKind::Map(element) => {
                let element = element.clone();
                if let Some(TyKind::Record(_)) = want.map(|w| &**w) {
                    let shown = self.show(&typed.ty);
                    self.report(errors::bad_spread(span, &shown, "a record whose fields are known", None));
                    building.failed = true;
                    return;
                }
                self.add_computed(building, element, typed.staged.element(), span);
            }
            TyKind::Json | TyKind::Property(..) => {
                self.add_computed(building, types::json(), typed.staged.element(), span);
            }
            TyKind::Null | TyKind::Never => {}
            _ => {
                let shown = self.show(&typed.ty);
                let help = matches!(&*typed.ty, TyKind::List(_)).then(|| {
                    let value = self.text(value.span).unwrap_or_else(|| "list".to_owned());
                    format!("make a map of it: `{{ for x in {value}: key => x }}`")
                });
                self.report(errors::bad_spread(span, &shown, "a record or map", help));
                building.failed = true;
            }
        }
        building.fields.push(hir::Field::Spread(typed.hir));
    }

    fn spread_record(
        &mut self,
        record: &RecordTy,
        typed: &Typed,
        span: Span,
        want: Option<&Ty>,
        building: &mut Building,
    ) {
        let certain = !types::may_be_null(&typed.ty);
        for (name, field) in &record.fields {
            if let Some(TyKind::Record(wanted)) = want.map(|w| &**w) {
                let fits = wanted.fields.get(name).map(|w| types::assignable(&field.ty, &w.ty, self).map(|_| ()));
                match fits {
                    Some(Ok(())) => {}
                    Some(Err(mismatch)) => {
                        let clause = mismatch.message(self);
                        self.report(errors::bad_spread_field(span, name, &clause, field.span));
                        building.failed = true;
                    }
                    None => {
                        let shown = want.map_or_else(String::new, |w| self.show(w));
                        self.report(errors::bad_spread_field(
                            span,
                            name,
                            &format!("{shown} has no such field"),
                            field.span,
                        ));
                        building.failed = true;
                    }
                }
            }
            let certain = certain && !types::may_be_null(&field.ty);
            let staged = typed.staged.field(name);
            let part = Part { ty: field.ty.clone(), staged, span, certain: false, there: certain };
            match building.parts.get_mut(name) {
                Some(old) if !certain => old.ty = types::union([old.ty.clone(), part.ty]),
                _ => {
                    building.parts.insert(name.clone(), part);
                }
            }
        }
    }

    fn record_done(&mut self, building: Building, want: Option<&Ty>, span: Span) -> Typed {
        let Building { fields, parts, computed, keys, .. } = building;
        let mut staged = match &computed {
            None => Staged::record(parts.iter().map(|(n, p)| (n.clone(), p.staged.clone())).collect()),
            Some((_, late)) => Staged::elements(parts.values().fold(late.clone(), |all, part| all.or(&part.staged))),
        };
        if !keys.is_plain() {
            staged = staged.with_keys(keys);
        }
        let kind = ExprKind::Record(fields);
        match want.map(|w| (&**w, w)) {
            Some((TyKind::Record(wanted), want)) if computed.is_none() => {
                let missing: Vec<(&str, Option<Span>)> = wanted
                    .fields
                    .iter()
                    .filter(|(name, f)| f.is_required() && !parts.contains_key(*name))
                    .map(|(name, f)| (name.as_str(), f.span))
                    .collect();
                let maybe = parts
                    .iter()
                    .find(|(name, p)| !p.there && wanted.fields.get(*name).is_some_and(|f| f.is_required()));
                if !missing.is_empty() || maybe.is_some() {
                    let shown = self.show(want);
                    self.report(match maybe {
                        Some((name, part)) if missing.is_empty() => errors::field_maybe_missing(
                            part.span,
                            name,
                            &shown,
                            wanted.fields.get(name).and_then(|f| f.span),
                        ),
                        _ => errors::missing_fields(opening(span), &shown, &missing),
                    });
                    return Typed::error(span);
                }
                let complete = wanted.fields.iter().all(|(name, f)| parts.contains_key(name) || f.default.is_none());
                let kind = match complete {
                    true => kind,
                    false => ExprKind::Coerce(Box::new(hir::Expr { kind, span }), want.clone()),
                };
                Typed::new(kind, span, want.clone(), staged)
            }
            Some((TyKind::Map(_) | TyKind::Property(..) | TyKind::Json, want)) => {
                Typed::new(kind, span, want.clone(), staged)
            }
            _ => {
                let ty = match computed {
                    None => types::record(parts.into_iter().map(|(name, part)| (name, part.ty))),
                    Some((ty, _)) => {
                        let all = parts.values().map(|p| &p.ty).try_fold(ty, |all: Ty, ty| types::join(&all, ty, self));
                        types::map(all.unwrap_or_else(|_| types::json()))
                    }
                };
                Typed::new(kind, span, ty, staged)
            }
        }
    }
}

/// The place of a literal's opening bracket.
pub(super) fn opening(span: Span) -> Span {
    Span { end: span.start + 1, ..span }
}

/// The literal that an expression is, if it is one.
fn written_literal(e: &ast::Expr) -> Option<Literal> {
    match &e.unparen().kind {
        Tree::Literal(written) => super::refine::literal(written),
        _ => None,
    }
}
