//! List literals and comprehensions.

use super::{Checker, context::Cx, errors, narrow::facts, stage::Staged, typed::Typed};
use crate::{
    ast::{self, Comprehension, Element, Expr, Ident, MapComprehension},
    builtins::Stage,
    hir::{self, ExprKind, ForClause, Item},
    source::Span,
    types::{self, Ty, TyKind},
};

/// A list literal as far as it has been elaborated.
struct Building {
    items: Vec<Item>,
    ty: Ty,
    staged: Staged,
    keys: Staged,
    failed: bool,
    /// Where the first element stands, for an error that shows two that differ.
    first: Option<Span>,
}

impl<'a> Checker<'a> {
    pub(super) fn list(&mut self, cx: &mut Cx<'a>, elements: &'a [Element], span: Span, want: Option<&Ty>) -> Typed {
        let element_want = want.and_then(|w| self.element_want(w));
        let mut building = Building {
            items: Vec::with_capacity(elements.len()),
            ty: types::never(),
            staged: Staged::known(),
            keys: Staged::known(),
            failed: false,
            first: None,
        };
        for element in elements {
            self.list_element(cx, element, element_want.as_ref(), &mut building);
        }
        if building.failed {
            return Typed::error(span);
        }
        let mut staged = Staged::elements(building.staged);
        if !building.keys.is_plain() {
            staged = staged.with_keys(building.keys);
        }
        let ty = match (want.map(types::without_null), element_want) {
            (Some(want), Some(_)) if matches!(*want, TyKind::Property(..)) => want,
            (_, Some(element)) => types::list(element),
            (_, None) => types::list(building.ty),
        };
        Typed::new(ExprKind::List(building.items), span, ty, staged)
    }

    /// What the elements of a list are expected to be.
    fn element_want(&self, want: &Ty) -> Option<Ty> {
        match &**want {
            TyKind::List(element) | TyKind::OpaqueList(element) => Some(element.clone()),
            TyKind::Optional(inner) => self.element_want(inner),
            TyKind::Property(resource, node) => self.property_item(resource, *node),
            TyKind::Json => Some(types::json()),
            TyKind::Union(members) => {
                let mut lists = members.iter().filter_map(|m| self.element_want(m));
                let first = lists.next();
                if lists.next().is_some() { None } else { first }
            }
            _ => None,
        }
    }

    fn list_element(&mut self, cx: &mut Cx<'a>, element: &'a Element, want: Option<&Ty>, building: &mut Building) {
        match element {
            Element::Item(e) => {
                let declared = cx.declared;
                let typed = match want {
                    Some(want) => self.expr_as(cx, e, want, declared),
                    None => self.infer(cx, e),
                };
                if want.is_none() {
                    self.join_element(building, &typed.ty, e.span);
                }
                building.staged = building.staged.or(&typed.staged);
                building.items.push(Item::Value(typed.hir));
            }
            Element::Spread { value, span } => {
                let list_want = want.map(|w| types::list(w.clone()));
                let typed = self.expr(cx, value, list_want.as_ref());
                match &*typed.ty {
                    TyKind::Error => building.failed = true,
                    TyKind::List(inner) => {
                        let inner = inner.clone();
                        match want {
                            Some(want) => self.spread_fits(cx, &typed, &inner, want, *span),
                            None => self.join_element(building, &inner, *span),
                        }
                    }
                    TyKind::Json | TyKind::Property(..) if want.is_some() => {}
                    TyKind::OpaqueList(_) => {
                        self.report(errors::opaque_spread(*span));
                        building.failed = true;
                    }
                    _ => {
                        let shown = self.show(&typed.ty);
                        let value = self.text(value.span).unwrap_or_else(|| "value".to_owned());
                        let help = match &*typed.ty {
                            TyKind::Optional(inner) if matches!(**inner, TyKind::List(_)) => {
                                Some(format!("it may be `null`: write `...({value} ?? [])`"))
                            }
                            TyKind::Map(_) | TyKind::Record(_) => {
                                Some(format!("spread its values, `...values({value})`, or its keys"))
                            }
                            _ if want.is_none_or(|w| types::assignable(&typed.ty, w, self).is_ok()) => {
                                Some(format!("write it without dots: `{value}`"))
                            }
                            _ => None,
                        };
                        self.report(errors::bad_spread(*span, &shown, "a list", help));
                        building.failed = true;
                    }
                }
                building.keys = building.keys.and(&typed.staged.keys());
                building.staged = building.staged.or(&typed.staged.element());
                building.items.push(Item::Spread(typed.hir));
            }
            Element::If { cond, element, .. } => {
                let condition = self.condition(cx, cond);
                let learnt = facts(cx, &condition.hir, true);
                let before = building.items.len();
                cx.assuming(learnt, |cx| self.list_element(cx, element, want, building));
                building.keys = building.keys.and(&condition.staged);
                for item in building.items.drain(before..).collect::<Vec<_>>() {
                    let (value, conditions) = match item {
                        Item::Value(value) => (value, condition.hir.clone()),
                        Item::If(inner, value) => {
                            let span = inner.span;
                            let both =
                                ExprKind::Binary(hir::BinaryOp::And, Box::new(condition.hir.clone()), Box::new(inner));
                            (value, hir::Expr { kind: both, span })
                        }
                        Item::Spread(list) => {
                            // `if c: ...xs` is all of xs or nothing.
                            let span = list.span;
                            let none = hir::Expr { kind: ExprKind::List(Vec::new()), span };
                            let chosen = ExprKind::If(Box::new(condition.hir.clone()), Box::new(list), Box::new(none));
                            building.items.push(Item::Spread(hir::Expr { kind: chosen, span }));
                            continue;
                        }
                    };
                    building.items.push(Item::If(conditions, value));
                }
            }
        }
    }

    fn spread_fits(&mut self, cx: &mut Cx<'a>, typed: &Typed, element: &Ty, want: &Ty, span: Span) {
        if matches!(**want, TyKind::Property(..)) {
            self.property_elements(cx, typed, element, want);
            return;
        }
        if let Err(mismatch) = types::assignable(element, want, self) {
            let clause = mismatch.message(self);
            let help = mismatch.help();
            self.report(errors::mismatch(span, &format!("element: {clause}"), None).help_opt(help));
        }
    }

    fn join_element(&mut self, building: &mut Building, ty: &Ty, span: Span) {
        let first = *building.first.get_or_insert(span);
        match types::join(&building.ty, ty, self) {
            Ok(joined) => building.ty = joined,
            Err(_) => {
                let (a, b) = (self.show_wide(&building.ty), self.show(ty));
                self.report(errors::elements_differ(span, first, &a, &b));
                building.ty = types::error();
            }
        }
    }

    pub(super) fn list_for(
        &mut self,
        cx: &mut Cx<'a>,
        comprehension: &'a Comprehension,
        span: Span,
        want: Option<&Ty>,
    ) -> Typed {
        let want = want.and_then(|w| self.element_want(w));
        let declared = cx.declared.take();
        let depth = cx.at.locals.len();
        let before = cx.at.facts.clone();
        let Comprehension { vars, iter, filter, value } = comprehension;
        let (clause, keys) = self.for_clause(cx, vars, iter, filter.as_ref());
        let element = match &want {
            Some(want) => self.expr_as(cx, value, want, declared),
            None => self.infer(cx, value),
        };
        cx.at.locals.truncate(depth);
        cx.at.facts = before;
        let staged = Staged::elements(element.staged).with_keys(keys);
        let ty = types::list(element.ty);
        Typed::new(ExprKind::ListFor(Box::new(clause), Box::new(element.hir)), span, ty, staged)
    }

    pub(super) fn map_for(
        &mut self,
        cx: &mut Cx<'a>,
        comprehension: &'a MapComprehension,
        span: Span,
        want: Option<&Ty>,
    ) -> Typed {
        let want = want.and_then(|w| match &*types::without_null(w) {
            TyKind::Map(value) => Some(value.clone()),
            TyKind::Json => Some(types::json()),
            TyKind::Property(resource, node) => self.property_child(resource, *node, ""),
            _ => None,
        });
        let declared = cx.declared.take();
        let depth = cx.at.locals.len();
        let before = cx.at.facts.clone();
        let MapComprehension { vars, iter, filter, key, value } = comprehension;
        let (clause, keys) = self.for_clause(cx, vars, iter, filter.as_ref());
        let key = self.expr_as(cx, key, &types::string(), None);
        self.demand(cx, &key.staged.flat(), Stage::Known, key.span(), "a key must be known when compiling");
        let element = match &want {
            Some(want) => self.expr_as(cx, value, want, declared),
            None => self.infer(cx, value),
        };
        cx.at.locals.truncate(depth);
        cx.at.facts = before;
        let staged = Staged::elements(element.staged).with_keys(keys);
        let ty = types::map(element.ty);
        let clause = Box::new(clause);
        Typed::new(ExprKind::MapFor(clause, Box::new(key.hir), Box::new(element.hir)), span, ty, staged)
    }

    /// Declares the variables of a comprehension; the caller takes them back. Also yields what decides its length.
    fn for_clause(
        &mut self,
        cx: &mut Cx<'a>,
        vars: &'a [Ident],
        iter: &'a Expr,
        filter: Option<&'a Expr>,
    ) -> (ForClause, Staged) {
        let of = self.infer(cx, iter);
        let types = self.iterate(cx, &of, vars, iter.span);
        let mut slots = Vec::with_capacity(vars.len());
        for (var, (ty, staged)) in vars.iter().zip(types) {
            self.check_shadow(cx, var);
            self.recording.declared(var.span, var.span, &ty, &staged);
            slots.push(cx.push_local(var.name.clone(), var.span, ty, staged));
        }
        let mut keys = of.staged.keys();
        let filter = filter.map(|filter| {
            let typed = self.condition(cx, filter);
            self.demand(cx, &typed.staged, Stage::Known, filter.span, "a filter must be known when compiling");
            let learnt = facts(cx, &typed.hir, true);
            let mut all = (*cx.at.facts).clone();
            all.extend(learnt);
            cx.at.facts = std::rc::Rc::new(all);
            keys = keys.and(&typed.staged);
            typed.hir
        });
        (ForClause { vars: slots, iter: of.hir, filter }, keys)
    }

    /// Types and stages of the variables of a loop over `of`.
    pub(super) fn iterate(
        &mut self,
        cx: &mut Cx<'a>,
        of: &Typed,
        vars: &[ast::Ident],
        span: Span,
    ) -> Vec<super::context::Known> {
        let error = || vec![(types::error(), Staged::known()); vars.len()];
        if vars.len() > 2 {
            self.report(errors::too_many_vars(vars[2].span));
            return error();
        }
        let keys = of.staged.keys();
        self.demand(cx, &keys, Stage::Known, span, "a loop's length must be known when compiling");
        let element = of.staged.element();
        let (first, second): (Ty, Ty) = match &*of.ty {
            TyKind::Error => return error(),
            TyKind::List(element) => (types::int(), element.clone()),
            TyKind::Never => (types::int(), types::never()),
            TyKind::Map(value) => (types::string(), value.clone()),
            TyKind::Record(record) => {
                let all = types::union(record.fields.values().map(|f| f.ty.clone()));
                (types::string(), all)
            }
            TyKind::OpaqueList(_) => {
                self.report(errors::opaque_loop(span));
                return error();
            }
            TyKind::Optional(_) => {
                let shown = self.show(&of.ty);
                let value = self.text(span).unwrap_or_else(|| "value".to_owned());
                let instead = if matches!(*types::without_null(&of.ty), TyKind::List(_)) { "[]" } else { "{}" };
                self.report(errors::maybe_loop(span, &value, &shown, instead));
                return error();
            }
            _ => {
                let shown = self.show(&of.ty);
                let value = self.text(span);
                let help = match (&*of.ty, value) {
                    (TyKind::Int(_) | TyKind::Literal(types::Literal::Int(_)), Some(value)) => {
                        format!("count with `range({value})`: `range(3)` is `[0, 1, 2]`")
                    }
                    (TyKind::Resource(_) | TyKind::Instance(_), Some(value)) => {
                        format!("only what is declared in a loop is a map of resources; this is one, `{value}`")
                    }
                    _ => "a loop goes through a list, a map or a record".to_owned(),
                };
                self.report(errors::not_iterable(span, &shown, help));
                return error();
            }
        };
        let is_list = matches!(*of.ty, TyKind::List(_) | TyKind::Never);
        match vars.len() {
            1 if is_list => vec![(second, element)],
            1 => vec![(first, keys)],
            _ => vec![(first, keys), (second, element)],
        }
    }
}
