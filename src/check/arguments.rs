//! Instances of constructs and stacks: what is given for their params.

use std::rc::Rc;

use super::{
    Checker, ParamInfo,
    context::{Cx, State},
    errors,
    facts::{FieldsOf, Meaning},
    memo::{Kept, Part, What},
    record::opening,
    stage::Staged,
    typed::Typed,
};
use crate::{
    ast::{self, Field, Key},
    hir::{self, BodyKind, ExprKind},
    resolve::did_you_mean,
    source::Span,
    types::{self, BodyId, Ty, TyKind},
};

/// What is given for each param so far.
struct Given {
    values: Vec<Option<hir::Expr>>,
    stages: Vec<Option<(Staged, Span)>>,
    keys: Vec<Option<Span>>,
}

impl<'a> Checker<'a> {
    /// Elaborates what is given for a body's params: one value per param, and their stages.
    pub(super) fn arguments(
        &mut self,
        cx: &mut Cx<'a>,
        body: BodyId,
        written: Option<&'a ast::Record>,
        at: Span,
    ) -> (Vec<Option<hir::Expr>>, Rc<Vec<Staged>>) {
        let params = self.params(body, at);
        let checked = self.body_checked(body, at);
        let mut given = Given {
            values: vec![None; params.len()],
            stages: vec![None; params.len()],
            keys: vec![None; params.len()],
        };
        let mut failed = false;
        if let Some(record) = written {
            self.recording.record(record.span, || FieldsOf::Params(body));
        }
        for field in written.map_or(&[][..], |w| &w.fields) {
            failed |= !self.argument(cx, body, &params, field, &mut given, None);
        }
        let missing: Vec<(&str, Option<Span>)> = params
            .iter()
            .enumerate()
            .filter(|(i, p)| given.values[*i].is_none() && given.keys[*i].is_none() && !p.has_default)
            .filter(|(_, p)| !types::may_be_null(&p.ty) && !matches!(*p.ty, TyKind::Error))
            .map(|(_, p)| (p.name.as_str(), Some(p.span)))
            .collect();
        if !missing.is_empty() && !failed {
            let name = format!("`{}`", self.body(body).name);
            let place = written.map_or(at, |w| opening(w.span));
            self.report(errors::missing_params(place, &name, &missing));
        }
        let defaults = self.body(body).defaults.clone();
        let stages: Vec<Staged> = (0..params.len())
            .map(|i| match &given.stages[i] {
                Some((staged, _)) => staged.clone(),
                None => defaults.get(i).and_then(Clone::clone).filter(Staged::is_plain).unwrap_or_default(),
            })
            .collect();
        if checked {
            let demands = self.body_demands(body);
            let name = self.body(body).name.clone();
            self.meet(cx, &demands, &|i| given.stages.get(i as usize).cloned().flatten(), &name);
        }
        (given.values, Rc::new(stages))
    }

    /// One field of an instance's record; whether it is sound.
    fn argument(
        &mut self,
        cx: &mut Cx<'a>,
        body: BodyId,
        params: &[ParamInfo],
        field: &'a Field,
        given: &mut Given,
        condition: Option<&hir::Expr>,
    ) -> bool {
        match field {
            Field::Pair { key: Key::Name(name) | Key::Quoted(name), value, .. } => {
                let Some(index) = self.param_index(body, params, name, given) else {
                    self.infer(cx, value);
                    return false;
                };
                self.recording.name(name.span, || Meaning::Declared(params[index].span));
                self.always_given(&params[index], name.span, condition);
                let ty = self.argument_ty(&params[index], condition);
                let typed = self.expr_as(cx, value, &ty, Some(params[index].span));
                self.give(given, index, typed, name.span, condition);
                true
            }
            Field::Shorthand(name) => {
                let Some(index) = self.param_index(body, params, name, given) else { return false };
                self.recording.name(name.span, || Meaning::Declared(params[index].span));
                let typed = self.name(cx, &name.name, name.span);
                let typed = self.with_facts(cx, typed);
                self.always_given(&params[index], name.span, condition);
                let ty = self.argument_ty(&params[index], condition);
                let typed = self.fit(cx, typed, &ty, Some(params[index].span));
                self.give(given, index, typed, name.span, condition);
                true
            }
            Field::Pair { key: Key::Computed(key), value, .. } => {
                self.infer(cx, key);
                self.infer(cx, value);
                let name = format!("`{}`", self.body(body).name);
                self.report(errors::computed_key(key.span, &name));
                false
            }
            Field::Spread { value, span } => self.spread_arguments(cx, body, params, value, *span, given),
            Field::If { cond, field, .. } => {
                let typed = self.condition(cx, cond);
                let learnt = super::narrow::facts(cx, &typed.hir, true);
                cx.assuming(learnt, |cx| self.argument(cx, body, params, field, given, Some(&typed.hir)))
            }
            Field::Error(_) => false,
        }
    }

    /// Reports a param that is given under a condition only and has nothing to fall back on.
    fn always_given(&mut self, param: &ParamInfo, span: Span, condition: Option<&hir::Expr>) {
        if condition.is_some()
            && !param.has_default
            && !types::may_be_null(&param.ty)
            && !matches!(*param.ty, TyKind::Error)
        {
            self.report(errors::param_maybe_missing(span, &param.name, param.span));
        }
    }

    /// What a param that is given under a condition may be: `null` stands for its default.
    fn argument_ty(&self, param: &ParamInfo, condition: Option<&hir::Expr>) -> Ty {
        match condition {
            Some(_) if param.has_default => types::optional(param.ty.clone()),
            _ => param.ty.clone(),
        }
    }

    fn param_index(
        &mut self,
        body: BodyId,
        params: &[ParamInfo],
        name: &ast::Ident,
        given: &mut Given,
    ) -> Option<usize> {
        if name.is_missing() {
            return None;
        }
        let Some(index) = params.iter().position(|p| p.name == name.name) else {
            let known: Vec<&str> = params.iter().map(|p| p.name.as_str()).collect();
            let help = did_you_mean(&name.name, known.iter().copied());
            let (body, span) = (self.body(body).name.clone(), self.body(body).span);
            self.report(errors::unknown_param(name.span, &name.name, &body, span, help, &known));
            return None;
        };
        if let Some(first) = given.keys[index] {
            self.report(errors::duplicate_field(name.span, &name.name, first));
            return None;
        }
        given.keys[index] = Some(name.span);
        Some(index)
    }

    fn give(&mut self, given: &mut Given, index: usize, typed: Typed, at: Span, condition: Option<&hir::Expr>) {
        let span = typed.span();
        let _ = at;
        given.stages[index] = Some((typed.staged, span));
        given.values[index] = Some(match condition {
            None => typed.hir,
            Some(condition) => {
                let none = hir::Expr { kind: ExprKind::Null, span };
                let kind = ExprKind::If(Box::new(condition.clone()), Box::new(typed.hir), Box::new(none));
                hir::Expr { kind, span }
            }
        });
    }

    fn spread_arguments(
        &mut self,
        cx: &mut Cx<'a>,
        body: BodyId,
        params: &[ParamInfo],
        value: &'a ast::Expr,
        span: Span,
        given: &mut Given,
    ) -> bool {
        let typed = self.infer(cx, value);
        if typed.is_error() {
            return false;
        }
        let TyKind::Record(record) = &*typed.ty else {
            let shown = self.show(&typed.ty);
            self.report(errors::bad_spread(span, &shown, "a record whose fields are known", None));
            return false;
        };
        let mut sound = true;
        for (name, field) in &record.fields {
            let Some(index) = params.iter().position(|p| p.name == *name) else {
                let shown = self.body(body).name.clone();
                let near = crate::resolve::nearest(name, params.iter().map(|p| p.name.as_str()));
                let near = near.map_or_else(String::new, |n| format!("; did you mean `{n}`?"));
                let clause = format!("`{shown}` has no such param{near}");
                self.report(errors::bad_spread_field(span, name, &clause, field.span));
                sound = false;
                continue;
            };
            let param = &params[index];
            let want = if param.has_default { types::optional(param.ty.clone()) } else { param.ty.clone() };
            let part = Typed::new(
                ExprKind::Field(Box::new(typed.hir.clone()), name.clone()),
                span,
                field.ty.clone(),
                typed.staged.field(name),
            );
            let part = self.fit(cx, part, &want, Some(param.span));
            given.keys[index] = None;
            given.stages[index] = Some((part.staged, span));
            given.values[index] = Some(part.hir);
        }
        sound
    }

    /// The type of an instance of what a path names.
    pub(super) fn instance_ty(&mut self, cx: &Cx<'a>, path: &'a ast::Path, kind: BodyKind) -> Ty {
        if path.segments.iter().any(ast::Ident::is_missing) {
            return types::error();
        }
        let ty = self.ty_of_path(cx.module, path);
        let TyKind::Instance(body) = &*ty else {
            if !matches!(*ty, TyKind::Error) {
                self.report(errors::not_instantiable(path.span, &path.to_string()));
            }
            return types::error();
        };
        let found = self.body(*body).kind;
        match (kind, found) {
            (BodyKind::Stack, BodyKind::Construct) => {
                self.report(errors::not_a_stack(path.span, &path.to_string(), "a construct"));
                types::error()
            }
            (BodyKind::Construct, BodyKind::Stack) => {
                self.report(errors::stack_as_resource(path.span, &path.to_string()));
                types::error()
            }
            _ => ty,
        }
    }

    /// Elaborates the instance in a cell, if it has not been yet, so that the stages of its arguments are known.
    pub(super) fn ensure_instance(&mut self, cx: &mut Cx<'a>, block: usize, cell: u16) {
        for index in 0..cx.blocks[block].cells[cell as usize].decls.len() {
            self.instance(cx, block, cell, index);
        }
    }

    /// Elaborates one declaration of an instance.
    pub(super) fn instance(&mut self, cx: &mut Cx<'a>, block: usize, cell: u16, index: usize) {
        use super::context::Node;
        let decl = &cx.blocks[block].cells[cell as usize].decls[index];
        if decl.hir.is_some() {
            return;
        }
        let (body_record, attached, node_span) = match decl.node {
            Node::Resource(tree) => (tree.body.as_ref(), &tree.attached, tree.ty.span()),
            Node::Stack(tree) => (tree.body.as_ref(), &tree.attached, tree.ty.span()),
            _ => return,
        };
        let (span, guards) = (decl.span, decl.guards.clone());
        let (ty, _) = self.decl(cx, block, cell, index, span);
        let TyKind::Instance(body) = &*ty else { return };
        if !self.instances.insert((cx.module, span)) {
            // Being elaborated further out: what it is given does not matter for its own arguments.
            return;
        }
        let (args, stages) =
            self.at_place(cx, block, &guards, |this, cx| this.arguments(cx, *body, body_record, node_span));
        let decorators = self.at_place(cx, block, &guards, |this, cx| this.decorators(cx, attached, false));
        cx.arguments.insert((block, cell), stages);
        let instance = hir::Instance { body: *body, args, decorators };
        cx.blocks[block].cells[cell as usize].decls[index].hir = Some(hir::DeclKind::Instance(instance));
    }

    /// What a body's params are, from its tree alone.
    pub(super) fn params(&mut self, body: BodyId, from: Span) -> Rc<Vec<ParamInfo>> {
        let item = self.body(body).item;
        let params = self.params_now(body, from);
        self.asked(item, Part::Head, from);
        params
    }

    fn params_now(&mut self, body: BodyId, from: Span) -> Rc<Vec<ParamInfo>> {
        let info = self.body(body);
        let (item, name) = (info.item, info.name.clone());
        match &info.params {
            State::Done(params) => return params.clone(),
            State::Busy => {
                self.recursive_type(item, &name, from);
                return Rc::new(Vec::new());
            }
            State::Open => {}
        }
        self.bodies[body.0 as usize].params = State::Busy;
        let found = self.again(item, Part::Head, |this| {
            let mut params = Vec::new();
            this.asking(item, &name, from, |this| {
                for stmt in &this.body_tree(item).stmts {
                    if let ast::Stmt::Param(param) = stmt {
                        let ty = this.ty(item.module, &param.ty);
                        params.push(ParamInfo {
                            name: param.name.name.clone(),
                            span: param.name.span,
                            ty,
                            has_default: param.default.is_some(),
                        });
                    }
                }
            });
            Some(What::Params(Rc::new(params)))
        });
        let params = match found.as_deref() {
            Some(Kept { what: What::Params(params), .. }) => params.clone(),
            _ => Rc::default(),
        };
        self.bodies[body.0 as usize].params = State::Done(params.clone());
        params
    }
}
