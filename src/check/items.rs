//! A file's declarations: which are checked, and in what order they are asked for.

use std::{rc::Rc, sync::Arc};

use super::{
    BodyInfo, Checker, CustomType, Focus, FunctionInfo,
    context::{Cx, Demand, Known, Role, State},
    errors, item_noun,
    memo::{Part, What},
    stage::Staged,
};
use crate::{
    ast::{self, Item},
    hir::{self, BodyKind, GlobalId},
    resolve::{ItemId, ModuleId, Target},
    source::Span,
    types::{self, BodyId, Ty},
};

impl<'a> Checker<'a> {
    /// Declares the custom resource types of all modules, so that they are known wherever they are named.
    pub(super) fn custom_types(&mut self) {
        let ((), frame) = self.in_frame(Self::declare_custom_types);
        if let Some(memo) = self.memo.as_deref_mut() {
            let items = self.modules.iter().flat_map(|(_, m)| &m.tree.items);
            let declared = items.filter(|item| matches!(***item, Item::ResourceType(_)));
            let custom = declared.map(|item| item.span().chunk).collect();
            memo.set_program(custom, self.keys.environments(), frame);
        }
    }

    fn declare_custom_types(&mut self) {
        let modules = self.modules;
        for (id, module) in modules.iter() {
            for item in &module.tree.items {
                let Item::ResourceType(tree) = &**item else { continue };
                if tree.name.name.is_empty() {
                    continue;
                }
                let span = tree.name.span;
                if !tree.name.name.starts_with("Custom::") {
                    self.report(errors::not_custom(span, &tree.name.name));
                    continue;
                }
                if let Some(first) = self.custom.get(&tree.name.name) {
                    let first = first.span;
                    self.report(errors::duplicate_type(span, &tree.name.name, first));
                    continue;
                }
                let properties = self.record_ty(id, &tree.properties, Some(tree.name.name.clone()));
                let attributes = self.record_ty(id, &tree.attributes, None);
                self.custom
                    .insert(tree.name.name.clone(), CustomType { properties, attributes, damaged: tree.damaged, span });
            }
        }
    }

    /// Checks every declaration of the modules that are not the library's, as far as they are in focus.
    pub(super) fn items(&mut self, focus: &Focus) {
        let modules = self.modules;
        let reached = match focus {
            Focus::File(path) => {
                let file = modules.iter().find(|(_, module)| module.path == *path);
                Some(file.map_or_else(Vec::new, |(id, _)| self.reached(id)))
            }
            Focus::All | Focus::Wanted => None,
        };
        for (module, tree) in modules.iter() {
            if reached.as_ref().is_some_and(|reached| reached.binary_search(&module).is_err()) {
                continue;
            }
            let is_checked = !tree.is_std() || tree.requested;
            for (i, item) in tree.tree.items.iter().enumerate() {
                match &**item {
                    _ if matches!(focus, Focus::Wanted) && !self.recording.wants(item.span().chunk) => {}
                    // A library's rules are in force wherever it is imported, and its tests are its own.
                    Item::Rule(_) => self.item(ItemId { module, item: i as u32 }, item),
                    Item::Test(_) if !tree.requested => {}
                    _ if is_checked => self.item(ItemId { module, item: i as u32 }, item),
                    _ => {}
                }
            }
        }
    }

    fn item(&mut self, id: ItemId, item: &'a Item) {
        let attached = match item {
            Item::Let(tree) => Some((&tree.attached, "a `let`")),
            Item::TypeAlias(tree) => Some((&tree.attached, "a type")),
            Item::Function(tree) => Some((&tree.attached, "a function")),
            Item::Construct(tree) => Some((&tree.attached, "a construct")),
            Item::Stack(tree) => Some((&tree.attached, "a stack")),
            Item::App(tree) => Some((&tree.attached, "an app")),
            Item::Env(tree) => Some((&tree.attached, "an environment")),
            Item::ResourceType(tree) => Some((&tree.attached, "a resource type")),
            Item::Rule(_) | Item::Test(_) | Item::Use(_) | Item::Error(_) => None,
        };
        if let Item::TypeAlias(ast::TypeAlias { name, .. })
        | Item::Construct(ast::Construct { name, .. })
        | Item::Stack(ast::StackDecl { name, .. }) = item
            && super::lower::is_built_in(&name.name)
        {
            self.report(errors::name_of_language(name.span, &name.name));
        }
        if let Some((attached, what)) = attached {
            self.no_decorators(attached, what);
        }
        match item {
            Item::Error(_) | Item::ResourceType(_) => {}
            Item::Use(tree) => self.use_(id, tree),
            Item::Let(tree) if !tree.name.is_missing() => {
                self.global(id, tree, tree.name.span);
            }
            Item::Let(tree) => {
                let mut cx = Cx::new(id.module, Role::File);
                self.infer(&mut cx, &tree.value);
            }
            Item::TypeAlias(tree) => {
                self.alias_ty(id, tree, tree.name.span);
            }
            Item::Function(tree) => {
                self.declare_function(id, tree, tree.name.span);
                self.function_stage(id, tree, tree.name.span);
            }
            Item::Construct(ast::Construct { name, .. })
            | Item::Stack(ast::StackDecl { name, .. })
            | Item::App(ast::App { name, .. }) => {
                if let Some(body) = self.body_id(id) {
                    self.body_checked(body, name.span);
                }
            }
            Item::Env(tree) => {
                self.env(id, tree);
            }
            Item::Rule(tree) => self.rule(id, tree),
            Item::Test(tree) => self.test(id, tree),
        }
    }

    /// A file-level `let`.
    pub(super) fn global(&mut self, item: ItemId, tree: &'a ast::Let, from: Span) -> Option<(GlobalId, Known)> {
        let found = self.global_now(item, tree, from);
        self.asked(item, Part::Whole, from);
        found
    }

    fn global_now(&mut self, item: ItemId, tree: &'a ast::Let, from: Span) -> Option<(GlobalId, Known)> {
        match self.globals.get(&item) {
            Some((id, State::Done(known))) => return Some((*id, known.clone())),
            Some((_, State::Busy)) => {
                self.global_cycle(item, &tree.name.name, from);
                return None;
            }
            _ => {}
        }
        let id = self.new_global_id(item);
        self.globals.insert(item, (id, State::Busy));
        let mut cx = Cx::new(item.module, Role::File);
        let (known, hir) = self.noting(item, Part::Whole, |this| {
            let typed = this.asking(item, &tree.name.name, from, |this| match &tree.ty {
                Some(written) => {
                    let ty = this.ty(item.module, written);
                    this.expr_as(&mut cx, &tree.value, &ty, Some(written.span))
                }
                None => this.infer(&mut cx, &tree.value),
            });
            (this.bounded((typed.ty, typed.staged), tree.name.span), typed.hir)
        });
        self.recording.declared(tree.name.span, tree.name.span, &known.0, &known.1);
        self.globals.insert(item, (id, State::Done(known.clone())));
        self.global_values.push((id, hir::Global { name: tree.name.name.clone(), span: tree.name.span, value: hir }));
        Some((id, known))
    }

    /// Registers a function and lowers its signature.
    pub(super) fn declare_function(&mut self, item: ItemId, tree: &'a ast::Function, from: Span) {
        if !self.functions.contains_key(&item) {
            self.noting(item, Part::Head, |this| this.declare_function_now(item, tree));
        }
        self.asked(item, Part::Head, from);
    }

    fn declare_function_now(&mut self, item: ItemId, tree: &'a ast::Function) {
        let id = self.new_function_id(item);
        let blank = FunctionInfo { id, params: Rc::default(), result: types::error(), state: State::Open };
        self.functions.insert(item, blank);
        let mut params = Vec::with_capacity(tree.params.len());
        for param in &tree.params {
            let ty = self.ty(item.module, &param.ty);
            let default = param.default.as_ref().map(|default| {
                let mut cx = Cx::new(item.module, Role::File);
                self.expr_as(&mut cx, default, &ty, Some(param.name.span)).hir
            });
            params.push((param.name.name.clone(), ty, default, param.name.span));
        }
        let result = self.ty(item.module, &tree.result);
        if let Some(info) = self.functions.get_mut(&item) {
            info.params = Rc::new(params);
            info.result = result;
        }
    }

    /// Checks a function's body: when its result is known, and what it demands of its params.
    pub(super) fn function_stage(
        &mut self,
        item: ItemId,
        tree: &'a ast::Function,
        from: Span,
    ) -> Option<(Staged, Rc<Vec<Demand>>)> {
        let found = self.function_stage_now(item, tree, from);
        self.asked(item, Part::Whole, from);
        found
    }

    fn function_stage_now(
        &mut self,
        item: ItemId,
        tree: &'a ast::Function,
        from: Span,
    ) -> Option<(Staged, Rc<Vec<Demand>>)> {
        let info = self.functions.get_mut(&item)?;
        match &info.state {
            State::Done(known) => return Some(known.clone()),
            State::Busy => {
                self.recursive_function(item, &tree.name.name, from);
                return None;
            }
            State::Open => {}
        }
        info.state = State::Busy;
        let (id, params, result) = (info.id, info.params.clone(), info.result.clone());
        let found = self.again(item, Part::Whole, |this| {
            // Its signature is asked for: when that changes, so may what the body is.
            this.declare_function(item, tree, tree.name.span);
            let mut cx = Cx::new(item.module, Role::Function);
            for (i, (name, ty, _, span)) in params.iter().enumerate() {
                this.check_shadow(&cx, &tree.params[i].name);
                this.recording.declared(*span, *span, ty, &Staged::known());
                cx.push_local(name.clone(), *span, ty.clone(), Staged::param(i as u16, *span));
                this.demand_pins(&mut cx, i as u16, Self::pins(&tree.params[i].ty), *span);
            }
            let typed = this.asking(item, &tree.name.name, from, |this| {
                this.expr_as(&mut cx, &tree.body, &result, Some(tree.result.span))
            });
            let function = hir::Function {
                name: tree.name.name.clone(),
                params: params.iter().map(|p| p.1.clone()).collect(),
                locals: cx.locals,
                value: typed.hir,
            };
            Some(What::Function(typed.staged, Rc::new(cx.demands), Arc::new(function)))
        });
        let What::Function(staged, demands, function) = &found.as_ref()?.what else { return None };
        self.function_values.push((id, function.clone()));
        let known = (staged.clone(), demands.clone());
        for (i, param) in tree.params.iter().enumerate() {
            let texts = || super::outline::demand_texts(&known.1, i, &param.name.name, &param.ty);
            self.recording.demands(param.name.span, texts);
        }
        if let Some(info) = self.functions.get_mut(&item) {
            info.state = State::Done(known.clone());
        }
        Some(known)
    }

    /// The id of a construct, stack or app.
    pub(super) fn body_id(&mut self, item: ItemId) -> Option<BodyId> {
        self.mentioned(item);
        if let Some(id) = self.body_ids.get(&item) {
            return Some(*id);
        }
        let (kind, name) = match self.modules.item(item) {
            Item::Construct(tree) => (BodyKind::Construct, &tree.name),
            Item::Stack(tree) => (BodyKind::Stack, &tree.name),
            Item::App(tree) => (BodyKind::App, &tree.name),
            _ => return None,
        };
        let id = self.new_body_id(item);
        self.body_ids.insert(item, id);
        let (name, span) = (name.name.clone(), name.span);
        self.bodies[id.0 as usize] = BodyInfo { kind, name, span, ..super::again::nobody(item) };
        Some(id)
    }

    /// The statements of a body.
    pub(super) fn body_tree(&self, item: ItemId) -> &'a ast::Block {
        static NONE: std::sync::LazyLock<ast::Block> = std::sync::LazyLock::new(|| ast::Block {
            stmts: Vec::new(),
            span: Span::new(crate::source::ChunkId(0), 0, 0),
        });
        let modules = self.modules;
        match modules.item(item) {
            Item::Construct(tree) => &tree.body,
            Item::Stack(tree) => &tree.body,
            Item::App(tree) => &tree.body,
            _ => &NONE,
        }
    }

    /// What a module that was imported as a whole declares under a name; reports a name that it does not.
    pub(super) fn declared_in(&mut self, module: ModuleId, name: &ast::Ident) -> Target {
        self.modules.declared(module, &name.name).unwrap_or_else(|| {
            if !name.is_missing() {
                self.report(self.modules.not_declared(module, name));
            }
            Target::Missing
        })
    }

    /// The type that a path names, with the error that suits an instantiation.
    pub(super) fn ty_of_path(&mut self, module: ModuleId, path: &'a ast::Path) -> Ty {
        let mut at = module;
        for (i, segment) in path.segments.iter().enumerate() {
            let found = match i {
                0 => self.modules.lookup(at, &segment.name).map(|n| n.target),
                _ => Some(self.declared_in(at, segment)),
            };
            let Some(found) = found else {
                let dotted = path.to_string();
                let help = self.construct_help(at, if path.segments.len() > 1 { &dotted } else { &segment.name });
                self.report(errors::unknown_construct(path.span, &dotted, help));
                return types::error();
            };
            self.note_target(segment.span, found);
            match found {
                Target::Missing => return types::error(),
                Target::Module(inner) => at = inner,
                Target::Item(item) if i + 1 == path.segments.len() => {
                    return match self.modules.item(item) {
                        Item::Construct(_) | Item::Stack(_) => self.item_ty(item, path),
                        other => {
                            let what = item_noun(other);
                            let declared = crate::resolve::declared_name(other).map_or(path.span, |n| n.span);
                            self.report(errors::not_a_construct(path.span, &path.to_string(), what, declared));
                            types::error()
                        }
                    };
                }
                Target::Item(_) => break,
            }
        }
        let declared = path.segments.first().map_or(path.span, |s| s.span);
        self.report(errors::not_a_construct(path.span, &path.to_string(), "a module", declared));
        types::error()
    }
}
