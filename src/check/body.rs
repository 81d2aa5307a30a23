//! Constructs, stacks and apps: elaborating all that they declare and emit.

use std::{rc::Rc, sync::Arc};

use indexmap::IndexMap;

use super::{
    Checker, MemberInfo, OutputInfo,
    context::{Cx, Emit, Node, Role, State},
    decorators::OF_OUTPUT,
    errors,
    memo::Part,
    stage::Staged,
};
use crate::{
    ast::{self, Symbol},
    builtins::Stage,
    hir::{self, BodyKind, DeclKind, Stmt},
    resolve::did_you_mean,
    source::Span,
    types::{self, BodyId, NamedString, Ty, TyKind},
};

impl<'a> Checker<'a> {
    /// Checks a body if that has not been done; whether its outputs can be asked for.
    pub(super) fn body_checked(&mut self, body: BodyId, from: Span) -> bool {
        let item = self.body(body).item;
        let is_checked = self.body_checked_now(body, from);
        self.asked(item, Part::Whole, from);
        is_checked
    }

    fn body_checked_now(&mut self, body: BodyId, from: Span) -> bool {
        match self.body(body).checked {
            State::Done(()) => true,
            State::Busy => {
                let (item, name) = (self.body(body).item, self.body(body).name.clone());
                self.recursive_body(item, &name, from);
                false
            }
            State::Open => {
                self.bodies[body.0 as usize].checked = State::Busy;
                let (item, name) = (self.body(body).item, self.body(body).name.clone());
                let check = |this: &mut Self| {
                    this.asking(item, &name, from, |this| this.body_again(body, |this| this.check_body(body)));
                };
                let checked = self.deeper(from, check).is_some();
                self.bodies[body.0 as usize].checked = if checked { State::Done(()) } else { State::Open };
                checked
            }
        }
    }

    fn check_body(&mut self, body: BodyId) {
        let info = self.body(body);
        let (item, kind, name, span) = (info.item, info.kind, info.name.clone(), info.span);
        let tree = self.body_tree(item);
        let params = self.params(body, span);
        let mut cx = Cx::new(item.module, Role::Body(kind));
        let root = self.declare_body(&mut cx, tree);
        let defaults = self.param_defaults(&mut cx, root);
        for (i, param) in tree.stmts.iter().filter_map(as_param).enumerate() {
            self.demand_pins(&mut cx, i as u16, Self::pins(&param.ty), param.name.span);
            if kind == BodyKind::App && matches!(param.name.name.as_str(), "account" | "region" | "production") {
                self.report(errors::reserved_param(param.name.span, &param.name.name));
            }
        }
        self.elaborate_block(&mut cx, root);
        let outputs = self.outputs(&mut cx, root);
        let settings = self.settings(&mut cx, root, kind);
        let tags = cx.tags.map(|tags| self.tags(&mut cx, root, tags));
        self.note_unused(&cx, item);
        let members = self.members(&cx, root);
        let param_hirs = params
            .iter()
            .zip(&defaults)
            .map(|(p, default)| hir::Param {
                name: p.name.clone(),
                span: p.span,
                ty: p.ty.clone(),
                default: default.as_ref().map(|d| d.0.clone()),
            })
            .collect();
        let block = self.finish_block(&mut cx, root);
        let docs = self.item_docs(item);
        let demands = std::mem::take(&mut cx.demands);
        for (i, param) in tree.stmts.iter().filter_map(as_param).enumerate() {
            let texts = || super::outline::demand_texts(&demands, i, &param.name.name, &param.ty);
            self.recording.demands(param.name.span, texts);
        }
        let info = &mut self.bodies[body.0 as usize];
        info.demands = Rc::new(demands);
        info.defaults = Rc::new(defaults.into_iter().map(|d| d.map(|d| d.1)).collect());
        info.members = Rc::new(members);
        info.outputs = Rc::new(outputs.1);
        let outputs = outputs.0;
        let hir = hir::Body { kind, name, span, docs, params: param_hirs, block, outputs, settings, tags };
        info.hir = Some(Arc::new(hir));
    }

    fn item_docs(&self, item: crate::resolve::ItemId) -> Option<Symbol> {
        let attached = match self.modules.item(item) {
            ast::Item::Construct(tree) => &tree.attached,
            ast::Item::Stack(tree) => &tree.attached,
            ast::Item::App(tree) => &tree.attached,
            _ => return None,
        };
        attached.docs.as_ref().map(|d| d.text.clone())
    }

    /// The params' defaults, each with its stage.
    fn param_defaults(&mut self, cx: &mut Cx<'a>, root: usize) -> Vec<Option<(hir::Expr, Staged)>> {
        let is_param = |cell: &super::context::CellScope| matches!(cell.decls.first(), Some(d) if matches!(d.node, Node::Param(..)));
        let count = cx.blocks[root].cells.iter().take_while(|c| is_param(c)).count();
        cx.defaults = vec![State::Open; count];
        for cell in 0..count as u16 {
            let span = cx.blocks[root].cells[cell as usize].decls[0].span;
            self.decl(cx, root, cell, 0, span);
            self.param_default(cx, root, cell, span);
        }
        std::mem::take(&mut cx.defaults)
            .into_iter()
            .map(|default| match default {
                State::Done(default) => default,
                State::Open | State::Busy => None,
            })
            .collect()
    }

    /// Elaborates a param's default when it is first asked for, so that one that depends on itself is found.
    pub(super) fn param_default(&mut self, cx: &mut Cx<'a>, block: usize, cell: u16, from: Span) {
        let decl = &cx.blocks[block].cells[cell as usize].decls[0];
        let Node::Param(tree, index) = decl.node else { return };
        let State::Done((ty, _)) = decl.state.clone() else { return };
        let name = &tree.name.name;
        match cx.defaults.get(index as usize) {
            Some(State::Busy) => {
                self.cell_cycle(cx, name, from);
                return;
            }
            Some(State::Open) => {}
            _ => return,
        }
        cx.defaults[index as usize] = State::Busy;
        cx.busy.push((name.clone(), from));
        let default = tree.default.as_ref().map(|default| {
            let typed = self.at_place(cx, block, &[], |this, cx| this.expr_as(cx, default, &ty, Some(tree.ty.span)));
            (typed.hir, typed.staged)
        });
        cx.busy.pop();
        cx.defaults[index as usize] = State::Done(default);
    }

    /// Elaborates all cells, loops and statements of a block.
    pub(super) fn elaborate_block(&mut self, cx: &mut Cx<'a>, block: usize) {
        for cell in 0..cx.blocks[block].cells.len() as u16 {
            for decl in 0..cx.blocks[block].cells[cell as usize].decls.len() {
                let span = cx.blocks[block].cells[cell as usize].decls[decl].span;
                self.decl(cx, block, cell, decl, span);
            }
        }
        let stmts = std::mem::take(&mut cx.blocks[block].stmts);
        cx.blocks[block].done = self.emits(cx, block, stmts, &[]);
    }

    fn emits(&mut self, cx: &mut Cx<'a>, block: usize, stmts: Vec<Emit<'a>>, guards: &[hir::Guard]) -> Vec<Stmt> {
        let mut out = Vec::with_capacity(stmts.len());
        for stmt in stmts {
            match stmt {
                Emit::Declare(cell, decl) => {
                    self.declared(cx, block, cell, decl as usize);
                    out.push(Stmt::Declare(cell, decl));
                }
                Emit::Loop(index) => {
                    self.loop_vars(cx, block, index);
                    let body = cx.blocks[block].loops[index].block;
                    self.elaborate_block(cx, body);
                    out.push(Stmt::Loop(index as u16));
                }
                Emit::If(cell, then, otherwise) => {
                    let mut inner = guards.to_vec();
                    inner.push(hir::Guard { cell, expected: true });
                    let then = self.emits(cx, block, then, &inner);
                    if let Some(last) = inner.last_mut() {
                        last.expected = false;
                    }
                    let otherwise = self.emits(cx, block, otherwise, &inner);
                    out.push(Stmt::If(cell, then, otherwise));
                }
                Emit::Assert(tree) => {
                    let stmt = self.at_place(cx, block, guards, |this, cx| this.assert(cx, tree));
                    out.push(stmt);
                }
                Emit::Transform(tree) => {
                    let value = self.at_place(cx, block, guards, |this, cx| {
                        if let Some(body) = &tree.body {
                            this.record(cx, body, Some(&types::json()));
                        }
                        let typed = this.expr_as(cx, &tree.name, &types::string(), None);
                        this.demand(
                            cx,
                            &typed.staged.flat(),
                            Stage::Known,
                            tree.name.span,
                            "a transform's name must be known",
                        );
                        typed.hir
                    });
                    out.push(Stmt::Transform(value));
                }
                Emit::Fragment(tree) => {
                    let value = self
                        .at_place(cx, block, guards, |this, cx| this.expr_as(cx, &tree.value, &types::json(), None));
                    let (path, span) = (tree.path.clone(), tree.path_span);
                    out.push(Stmt::Fragment(hir::Fragment { path, value: value.hir, span }));
                }
            }
        }
        out
    }

    fn assert(&mut self, cx: &mut Cx<'a>, tree: &'a ast::Assert) -> Stmt {
        let cond = self.condition(cx, &tree.cond);
        self.demand(cx, &cond.staged, Stage::Known, tree.cond.span, "an assert is checked when compiling");
        let failing = super::narrow::facts(cx, &cond.hir, false);
        let message = tree.message.as_ref().map(|message| {
            cx.assuming(failing, |cx| {
                let typed = self.expr_as(cx, message, &types::string(), None);
                self.demand(
                    cx,
                    &typed.staged.flat(),
                    Stage::Known,
                    message.span,
                    "an assert's message is written when compiling",
                );
                typed.hir
            })
        });
        Stmt::Assert(cond.hir, message)
    }

    /// Elaborates what a statement declares.
    fn declared(&mut self, cx: &mut Cx<'a>, block: usize, cell: u16, decl: usize) {
        let scope = &cx.blocks[block].cells[cell as usize].decls[decl];
        let (node, guards, span) = (scope.node, scope.guards.clone(), scope.span);
        let (ty, _) = self.decl(cx, block, cell, decl, span);
        let done = match (node, &*ty) {
            (Node::Resource(_) | Node::Stack(_), TyKind::Instance(_)) => {
                self.instance(cx, block, cell, decl);
                return;
            }
            (Node::Resource(tree), TyKind::Resource(name)) => {
                self.at_place(cx, block, &guards, |this, cx| DeclKind::Resource(this.resource(cx, tree, name)))
            }
            (Node::Existing(tree), TyKind::Resource(name)) => {
                self.at_place(cx, block, &guards, |this, cx| DeclKind::Existing(this.existing(cx, tree, name)))
            }
            (Node::Existing(tree), TyKind::Instance(_)) => {
                self.report(errors::existing_construct(tree.ty.span()));
                return;
            }
            (Node::Parameter(tree), _) => {
                self.at_place(cx, block, &guards, |this, cx| DeclKind::Parameter(this.parameter(cx, tree, &ty)))
            }
            (Node::Resource(ast::Resource { body: Some(body), .. }), TyKind::Error) => {
                // The type is unknown, and its record is checked for what can be checked.
                self.at_place(cx, block, &guards, |this, cx| this.record(cx, body, None));
                return;
            }
            _ => return,
        };
        cx.blocks[block].cells[cell as usize].decls[decl].hir = Some(done);
    }

    fn outputs(&mut self, cx: &mut Cx<'a>, root: usize) -> (Vec<hir::Output>, IndexMap<Symbol, OutputInfo>) {
        let mut out: Vec<hir::Output> = Vec::new();
        let mut infos: IndexMap<Symbol, OutputInfo> = IndexMap::new();
        for output in std::mem::take(&mut cx.outputs) {
            let tree = output.tree;
            let name = &tree.name;
            if name.is_missing() {
                continue;
            }
            if let Some(first) = infos.get(&name.name) {
                let first = first.span;
                self.report(errors::name_taken(name.span, &name.name, first));
                continue;
            }
            let want = tree.ty.as_ref().map(|ty| (self.ty(cx.module, ty), ty.span));
            let typed = self.at_place(cx, root, &output.guards, |this, cx| match (&tree.value, &want) {
                (Some(value), Some((ty, span))) => this.expr_as(cx, value, ty, Some(*span)),
                (Some(value), None) => this.infer(cx, value),
                (None, want) => {
                    let typed = this.name(cx, &name.name, name.span);
                    let typed = this.with_facts(cx, typed);
                    match want {
                        Some((ty, span)) => this.fit(cx, typed, ty, Some(*span)),
                        None => typed,
                    }
                }
            });
            if cx.role == Role::Body(BodyKind::Stack) && types::contains_secret(&typed.ty) {
                let place = tree.value.as_ref().map_or(name.span, |v| v.span);
                let clause = "a stack's outputs can be read by whoever may describe it";
                self.report(errors::secret_leaks(place, clause, typed.staged.cause()));
            }
            self.output_shadows(cx, root, tree, &typed.hir);
            let export = self.at_place(cx, root, &output.guards, |this, cx| this.export(cx, tree, &typed.ty));
            let (mut ty, mut staged) = self.bounded((typed.ty.clone(), typed.staged.clone()), name.span);
            if !output.guards.is_empty() {
                ty = types::optional(ty);
                let mut guarded = Staged::known();
                for guard in &output.guards {
                    guarded = guarded.and(&self.decl(cx, root, guard.cell, 0, name.span).1);
                }
                staged = staged.choice(&Staged::known(), &guarded);
            }
            self.recording.declared(name.span, name.span, &ty, &staged);
            let index = out.len() as u16;
            infos.insert(name.name.clone(), OutputInfo { index, ty, staged, span: name.span });
            out.push(hir::Output {
                name: name.name.clone(),
                span: name.span,
                guards: output.guards,
                value: typed.hir,
                ty: typed.ty,
                export,
                docs: tree.attached.docs.as_ref().map(|d| d.text.clone()),
            });
        }
        (out, infos)
    }

    /// An output that has a member's name must be that member.
    fn output_shadows(&mut self, cx: &Cx<'a>, root: usize, tree: &ast::Output, value: &hir::Expr) {
        let Some(&cell) = cx.blocks[root].names.get(&tree.name.name) else { return };
        let scope = &cx.blocks[root].cells[cell as usize];
        let is_member = scope.decls.iter().any(|d| !matches!(d.node, Node::Let(_) | Node::Param(..)));
        let is_it = matches!(&value.kind, hir::ExprKind::Cell(at) if at.cell == cell);
        if is_member && !is_it && !matches!(value.kind, hir::ExprKind::Error) {
            self.report(errors::output_is_not_member(tree.name.span, &tree.name.name, scope.decls[0].span));
        }
    }

    fn export(&mut self, cx: &mut Cx<'a>, tree: &'a ast::Output, ty: &Ty) -> Option<hir::Expr> {
        let mut export = None;
        self.decorators_once(&tree.attached.decorators);
        for decorator in &tree.attached.decorators {
            if !OF_OUTPUT.contains(&decorator.name.name.as_str()) {
                let help = super::decorators::near(&decorator.name.name, &OF_OUTPUT);
                self.report(errors::unknown_decorator(
                    decorator.name.span,
                    &decorator.name.name,
                    "an output",
                    help,
                    &OF_OUTPUT,
                ));
                continue;
            }
            if types::contains_secret(ty) {
                self.report(errors::secret_leaks(decorator.span, "an export can be read by the whole account", None));
            }
            let [argument] = &decorator.arguments[..] else {
                self.report(errors::decorator_arguments(
                    decorator.span,
                    "export",
                    "the export's name, unique in its account and region",
                ));
                continue;
            };
            let typed = self.expr_as(cx, &argument.value, &types::string(), None);
            self.demand(
                cx,
                &typed.staged.flat(),
                Stage::Given,
                argument.value.span,
                "an export's name cannot be made by the deployment",
            );
            export = Some(typed.hir);
        }
        export
    }

    fn settings(&mut self, cx: &mut Cx<'a>, root: usize, kind: BodyKind) -> hir::Settings {
        let mut settings = hir::Settings::default();
        let Some(tree) = cx.settings else { return settings };
        const OF_STACKS: &[&str] =
            &["region", "account", "description", "stack_name", "termination_protection", "reference_role"];
        let names = match kind {
            BodyKind::Stack => OF_STACKS,
            BodyKind::App => &["references"],
            // The parser has reported it.
            BodyKind::Construct => return settings,
        };
        for field in &tree.body.fields {
            let ast::Field::Pair { key, value, .. } = field else {
                self.report(errors::plain_fields_only(field.span(), "settings"));
                continue;
            };
            let Some(name) = key.text() else {
                self.report(errors::plain_fields_only(field.span(), "settings"));
                continue;
            };
            let (ty, slot) = match name.as_str() {
                name if !names.contains(&name) => {
                    let help = did_you_mean(name, names.iter().copied());
                    self.report(errors::unknown_field(key.span(), name, "`settings`", help, names));
                    self.at_place(cx, root, &[], |this, cx| this.infer(cx, value));
                    continue;
                }
                "region" => (types::named(NamedString::Region), &mut settings.region),
                "account" => (types::named(NamedString::AccountId), &mut settings.account),
                "description" => (types::string(), &mut settings.description),
                "stack_name" => (types::string(), &mut settings.stack_name),
                "termination_protection" => (types::bool(), &mut settings.termination_protection),
                "reference_role" => (types::named(NamedString::Arn), &mut settings.reference_role),
                _ => {
                    let kinds = ["strong", "weak", "both"].map(types::literal_str);
                    (types::union(kinds), &mut settings.references)
                }
            };
            let typed = self.at_place(cx, root, &[], |this, cx| {
                let typed = this.expr_as(cx, value, &types::optional(ty), None);
                this.demand(
                    cx,
                    &typed.staged.flat(),
                    Stage::Known,
                    value.span,
                    "a stack's settings must be known when compiling",
                );
                typed
            });
            *slot = Some(typed.hir);
        }
        settings
    }

    fn tags(&mut self, cx: &mut Cx<'a>, root: usize, tree: &'a ast::Tags) -> hir::Expr {
        let want = types::map(types::optional(types::string()));
        self.at_place(cx, root, &[], |this, cx| {
            let typed = this.record(cx, &tree.body, Some(&want));
            this.fit(cx, typed, &want, None).hir
        })
    }

    /// Members by name, for overrides.
    fn members(&self, cx: &Cx<'a>, root: usize) -> IndexMap<Symbol, MemberInfo> {
        let mut out = IndexMap::new();
        for (i, cell) in cx.blocks[root].cells.iter().enumerate().filter(|(_, c)| !c.hidden) {
            let Some(decl) = cell.decls.first() else { continue };
            let State::Done((ty, _)) = &decl.state else { continue };
            if !matches!(decl.node, Node::Resource(_) | Node::Stack(_) | Node::Existing(_) | Node::Family(..)) {
                continue;
            }
            let mut keys = 0;
            let mut inner = ty.clone();
            while let TyKind::Map(value) = &*types::without_null(&inner) {
                keys += 1;
                inner = types::without_null(value);
            }
            out.insert(
                cell.name.clone(),
                MemberInfo {
                    ty: inner,
                    keys,
                    span: decl.span,
                    cell: i as u16,
                    whole: ty.clone(),
                    guarded: !decl.guards.is_empty(),
                },
            );
        }
        out
    }

    pub(super) fn note_unused(&mut self, cx: &Cx<'a>, item: crate::resolve::ItemId) {
        if self.modules.get(item.module).is_std() {
            return;
        }
        let mut found = Vec::new();
        for cell in cx.blocks.iter().flat_map(|b| &b.cells).filter(|c| !c.used && !c.hidden) {
            for decl in &cell.decls {
                match decl.node {
                    Node::Param(..) => found.push((decl.span, "param", cell.name.clone())),
                    Node::Let(_) => found.push((decl.span, "let", cell.name.clone())),
                    _ => {}
                }
            }
        }
        for (span, what, name) in found.into_iter().filter(|(_, _, n)| !n.starts_with('_')) {
            self.reported();
            self.unused.push(errors::unused(span, what, &name));
        }
    }
}

fn as_param(stmt: &ast::Stmt) -> Option<&ast::Param> {
    match stmt {
        ast::Stmt::Param(param) => Some(param),
        _ => None,
    }
}
