//! What cells are, computed on demand.

use std::rc::Rc;

use super::{
    Checker,
    context::{Cx, Fact, Known, Node, PathKey, Place, State},
    errors,
    narrow::facts,
    stage::Staged,
};
use crate::{
    ast::{self, Symbol, TypeRef},
    builtins::Stage,
    hir::{self, BodyKind, DeclKind},
    source::Span,
    types::{self, Ty, TyKind},
};

impl<'a> Checker<'a> {
    /// Type and stage of a cell where it is used.
    pub(super) fn cell(&mut self, cx: &mut Cx<'a>, block: usize, cell: u16, span: Span) -> Known {
        cx.blocks[block].cells[cell as usize].used = true;
        let in_force = cx.at.guards.clone();
        let scope = &cx.blocks[block].cells[cell as usize];
        let possible: Vec<usize> = (0..scope.decls.len())
            .filter(|&i| !scope.decls[i].guard_ids.iter().any(|(id, is)| in_force.contains(&(*id, !is))))
            .collect();
        let certain = |i: &usize| scope.decls[*i].guard_ids.iter().all(|g| in_force.contains(g));
        let is_certain = possible.iter().any(certain) || covers(scope.decls.iter().map(|d| &d.guard_ids[..]));
        let mut all: Option<Known> = None;
        for i in possible {
            let (ty, staged) = self.decl(cx, block, cell, i, span);
            self.param_default(cx, block, cell, span);
            all = Some(match all {
                None => (ty, staged),
                Some((old, late)) => (self.join_or_report(&old, &ty, span, span, span), late.or(&staged)),
            });
        }
        let Some((ty, mut staged)) = all else { return (types::null(), Staged::known()) };
        if let Some((condition, declared)) = busy_condition(cx, block, cell) {
            let name = cx.blocks[block].cells[cell as usize].name.clone();
            self.condition_cycle(cx, &condition, &name, declared, span);
            return (types::error(), Staged::known());
        }
        let mut presence = Staged::known();
        for i in 0..cx.blocks[block].cells[cell as usize].decls.len() {
            presence = presence.and(&self.guards_stage(cx, block, cell, i));
        }
        if cx.blocks[block].cells[cell as usize].decls.len() > 1 {
            let why = "which branch declares it must be known when compiling";
            self.demand(cx, &presence, Stage::Known, span, why);
        }
        if is_certain || matches!(*ty, TyKind::Error) {
            return (ty, staged);
        }
        if !presence.is_plain() {
            staged = staged.with_keys(presence);
        }
        (types::optional(ty), staged)
    }

    /// The stage of the conditions around a declaration.
    fn guards_stage(&mut self, cx: &mut Cx<'a>, block: usize, cell: u16, decl: usize) -> Staged {
        let guards = cx.blocks[block].cells[cell as usize].decls[decl].guards.clone();
        let mut all = Staged::known();
        for guard in guards {
            let span = cx.blocks[block].cells[guard.cell as usize].decls[0].span;
            all = all.and(&self.decl(cx, block, guard.cell, 0, span).1);
        }
        all
    }

    /// Type and stage of one declaration; elaborates it when it is a value.
    pub(super) fn decl(&mut self, cx: &mut Cx<'a>, block: usize, cell: u16, index: usize, from: Span) -> Known {
        let scope = &cx.blocks[block].cells[cell as usize];
        let decl = &scope.decls[index];
        match &decl.state {
            State::Done((ty, staged)) => {
                return match decl.node {
                    Node::Param(_, param) => (ty.clone(), Staged::param(param, from)),
                    _ => (ty.clone(), staged.clone()),
                };
            }
            State::Busy => {
                let (is_family, name) = (matches!(decl.node, Node::Family(..)), scope.name.clone());
                match is_family {
                    true => self.report(errors::loop_over_itself(from)),
                    false => self.cell_cycle(cx, &name, from),
                }
                return (types::error(), Staged::known());
            }
            State::Open => {}
        }
        let (node, guards, name, span) = (decl.node, decl.guards.clone(), scope.name.clone(), decl.span);
        let decl_mut = &mut cx.blocks[block].cells[cell as usize].decls[index];
        decl_mut.state = State::Busy;
        decl_mut.hir = super::declare::plain_decl(&node);
        cx.busy.push((name, from));
        let known = self.node(cx, node, (block, cell, index), &guards);
        let known = self.bounded(known, span);
        // What both branches of an `if` declare is one thing, known by its first place.
        let first = cx.blocks[block].cells[cell as usize].decls[0].span;
        self.recording.declared(span, first, &known.0, &known.1);
        cx.busy.pop();
        let decl = &mut cx.blocks[block].cells[cell as usize].decls[index];
        decl.state = State::Done(known.clone());
        match node {
            Node::Param(_, param) => (known.0, Staged::param(param, from)),
            _ => known,
        }
    }

    fn node(&mut self, cx: &mut Cx<'a>, node: Node<'a>, at: (usize, u16, usize), guards: &[hir::Guard]) -> Known {
        let (block, cell, index) = at;
        match node {
            Node::Param(tree, param) => (self.ty(cx.module, &tree.ty), Staged::param(param, tree.name.span)),
            Node::Broken => (types::error(), Staged::known()),
            Node::Bound => (cx.bound.clone().unwrap_or_else(types::error), Staged::known()),
            Node::LoopVar(loop_index, var) => {
                let outer = cx.blocks[block].parent.unwrap_or(block);
                let vars = self.loop_vars(cx, outer, loop_index);
                vars.get(var as usize).cloned().unwrap_or((types::error(), Staged::known()))
            }
            Node::Let(tree) => {
                let want = tree.ty.as_ref().map(|ty| (self.ty(cx.module, ty), ty.span));
                let typed = self.at_place(cx, block, guards, |this, cx| match &want {
                    Some((ty, span)) => this.expr_as(cx, &tree.value, ty, Some(*span)),
                    None => this.infer(cx, &tree.value),
                });
                cx.blocks[block].cells[cell as usize].decls[index].hir = Some(DeclKind::Let(typed.hir));
                (typed.ty, typed.staged)
            }
            Node::Guard(e) => {
                let typed = self.at_place(cx, block, guards, |this, cx| this.condition(cx, e));
                if cx.role == super::context::Role::Body(BodyKind::App) {
                    let why = "which stacks an app has must be known when compiling";
                    self.demand(cx, &typed.staged, Stage::Known, e.span, why);
                }
                cx.blocks[block].cells[cell as usize].decls[index].hir = Some(DeclKind::Let(typed.hir));
                (typed.ty, typed.staged)
            }
            Node::Resource(tree) => (self.type_ref(cx, &tree.ty, BodyKind::Construct), Staged::known()),
            Node::Stack(tree) => (self.type_ref(cx, &tree.ty, BodyKind::Stack), Staged::known()),
            Node::Existing(tree) => (self.type_ref(cx, &tree.ty, BodyKind::Construct), Staged::known()),
            Node::Parameter(tree) => {
                let ty = self.parameter_ty(cx, tree);
                (ty, Staged::at(Stage::Given, tree.name.span))
            }
            Node::Family(loop_index, inner, key) => self.family(cx, at, loop_index, inner, key),
        }
    }

    fn family(
        &mut self,
        cx: &mut Cx<'a>,
        at: (usize, u16, usize),
        loop_index: usize,
        inner: u16,
        key: Option<&'a ast::Expr>,
    ) -> Known {
        let (block, cell, index) = at;
        let body = cx.blocks[block].loops[loop_index].block;
        let span = cx.blocks[block].cells[cell as usize].decls[index].span;
        let (ty, staged) = self.decl(cx, body, inner, 0, span);
        let member_guarded = !cx.blocks[body].cells[inner as usize].decls[0].guard_ids.is_empty();
        let keys = self.loop_keys(cx, block, loop_index);
        let guards = cx.blocks[block].loops[loop_index].guards.clone();
        let mut guarded = Staged::known();
        for guard in &guards {
            guarded = guarded.and(&self.decl(cx, block, guard.cell, 0, span).1);
        }
        if let Some(key) = key {
            let typed = self.at_place(cx, body, &[], |this, cx| {
                let want = types::union([types::string(), types::int()]);
                let typed = this.expr_as(cx, key, &want, None);
                this.demand(cx, &typed.staged.flat(), Stage::Known, key.span, "a key must be known when compiling");
                typed
            });
            let family = hir::Family { of_loop: loop_index as u16, cell: inner, key: typed.hir };
            cx.blocks[block].cells[cell as usize].decls[index].hir = Some(DeclKind::Family(family));
        }
        let given = guarded.stage() == Stage::Given;
        let value = if member_guarded || given { types::optional(ty) } else { ty };
        (types::map(value), Staged::elements(staged).with_keys(if given { keys } else { keys.and(&guarded) }))
    }

    /// Types and stages of a loop's variables; elaborates what it iterates.
    pub(super) fn loop_vars(&mut self, cx: &mut Cx<'a>, block: usize, index: usize) -> Vec<Known> {
        let scope = &cx.blocks[block].loops[index];
        match &scope.vars {
            State::Done(vars) => return vars.clone(),
            State::Busy => {
                let span = scope.tree.iter.span;
                self.report(errors::loop_over_itself(span));
                return vec![(types::error(), Staged::known()); scope_len(cx, block, index)];
            }
            State::Open => {}
        }
        let (tree, guards, body) = (scope.tree, scope.guards.clone(), scope.block);
        cx.blocks[block].loops[index].vars = State::Busy;
        let (of, mut vars) = self.at_place(cx, block, &guards, |this, cx| {
            let of = this.infer(cx, &tree.iter);
            let vars = this.iterate(cx, &of, &tree.vars, tree.iter.span);
            (of, vars)
        });
        let keys = of.staged.keys();
        vars.push((types::bool(), keys.clone()));
        cx.blocks[block].loops[index].vars = State::Done(vars.clone());
        cx.blocks[block].loops[index].iter = Some(of.hir);
        if let Some(filter) = &tree.filter {
            let typed = self.at_place(cx, body, &[], |this, cx| {
                let typed = this.condition(cx, filter);
                this.demand(cx, &typed.staged, Stage::Known, filter.span, "a filter must be known when compiling");
                typed
            });
            if let Some(last) = vars.last_mut() {
                last.1 = keys.and(&typed.staged);
            }
            cx.blocks[block].loops[index].vars = State::Done(vars.clone());
            cx.blocks[block].loops[index].filter = Some(typed.hir);
        }
        vars
    }

    fn loop_keys(&mut self, cx: &mut Cx<'a>, block: usize, index: usize) -> Staged {
        self.loop_vars(cx, block, index).last().map(|k| k.1.clone()).unwrap_or_default()
    }

    /// Runs `f` as if it stood in a block under some of its conditions.
    pub(super) fn at_place<T>(
        &mut self,
        cx: &mut Cx<'a>,
        block: usize,
        guards: &[hir::Guard],
        f: impl FnOnce(&mut Self, &mut Cx<'a>) -> T,
    ) -> T {
        let mut ids = cx.blocks[block].guard_ids.clone();
        let learnt = self.facts_at(cx, block, guards, &mut ids);
        let place = Place { block: Some(block), guards: Rc::new(ids), facts: Rc::new(learnt), locals: Vec::new() };
        let before = std::mem::replace(&mut cx.at, place);
        let result = f(self, cx);
        cx.at = before;
        result
    }

    /// What the conditions around a place say.
    fn facts_at(
        &mut self,
        cx: &mut Cx<'a>,
        block: usize,
        guards: &[hir::Guard],
        ids: &mut Vec<(u32, bool)>,
    ) -> Vec<(PathKey, Fact)> {
        let mut learnt = match cx.blocks[block].of_loop {
            Some((outer, index)) => {
                let around = cx.blocks[outer].loops[index].guards.clone();
                let mut outer_ids = Vec::new();
                self.facts_at(cx, outer, &around, &mut outer_ids)
            }
            None => Vec::new(),
        };
        for guard in guards {
            let name = &cx.blocks[block].cells[guard.cell as usize].name;
            if let Some(id) = name.strip_prefix("if ").and_then(|n| n.parse().ok()) {
                ids.push((id, guard.expected));
            }
            let decl = &cx.blocks[block].cells[guard.cell as usize].decls[0];
            let span = decl.span;
            if matches!(decl.state, State::Open) {
                self.decl(cx, block, guard.cell, 0, span);
            }
            if let Some(DeclKind::Let(condition)) = &cx.blocks[block].cells[guard.cell as usize].decls[0].hir {
                let condition = condition.clone();
                let before = cx.at.block.replace(block);
                learnt.extend(facts(cx, &condition, guard.expected));
                cx.at.block = before;
            }
        }
        learnt
    }

    /// What a resource, stack or existing thing is an instance of.
    fn type_ref(&mut self, cx: &mut Cx<'a>, written: &'a TypeRef, kind: BodyKind) -> Ty {
        match written {
            TypeRef::Resource(name) => match kind {
                BodyKind::Stack => {
                    self.report(errors::not_a_stack(name.span, &name.name, "a resource type"));
                    types::error()
                }
                _ => self.resource_ty(name),
            },
            TypeRef::Named(path) => self.instance_ty(cx, path, kind),
            TypeRef::Error(_) => types::error(),
        }
    }
}

/// A condition around a cell's declarations that is being computed, with the place of that declaration.
fn busy_condition(cx: &Cx<'_>, block: usize, cell: u16) -> Option<(Symbol, Span)> {
    let cells = &cx.blocks[block].cells;
    cells[cell as usize].decls.iter().find_map(|decl| {
        let busy = |guard: &&hir::Guard| matches!(cells[guard.cell as usize].decls[0].state, State::Busy);
        let guard = decl.guards.iter().find(busy)?;
        Some((cells[guard.cell as usize].name.clone(), decl.span))
    })
}

fn scope_len(cx: &Cx<'_>, block: usize, index: usize) -> usize {
    cx.blocks[block].loops[index].tree.vars.len()
}

/// Whether declarations under these conditions cover all cases: one for each outcome of the last condition.
fn covers<'s>(decls: impl Iterator<Item = &'s [(u32, bool)]>) -> bool {
    let mut sets: Vec<Vec<(u32, bool)>> = decls.map(<[_]>::to_vec).collect();
    loop {
        if sets.iter().any(Vec::is_empty) {
            return true;
        }
        let mut merged = None;
        'pairs: for i in 0..sets.len() {
            for j in i + 1..sets.len() {
                let (a, b) = (&sets[i], &sets[j]);
                if a.len() == b.len()
                    && a[..a.len() - 1] == b[..b.len() - 1]
                    && a[a.len() - 1].0 == b[b.len() - 1].0
                    && a[a.len() - 1].1 != b[b.len() - 1].1
                {
                    merged = Some((i, j));
                    break 'pairs;
                }
            }
        }
        let Some((i, j)) = merged else { return false };
        let mut shorter = sets.swap_remove(j);
        shorter.pop();
        sets[i] = shorter;
    }
}
