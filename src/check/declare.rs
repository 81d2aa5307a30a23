//! From a body's statements to blocks of cells: what names there are, before anything is elaborated.

use super::{
    Checker,
    context::{BlockScope, CellScope, Cx, DeclScope, Emit, GuardId, LoopScope, Node, OutputScope, State},
    errors,
};
use crate::{
    ast::{self, Else, Expr, Ident, Stmt, Symbol},
    hir::{self, Guard},
    source::Span,
};

/// The conditions around a statement: the cells of its block that hold them, and all in force by number.
#[derive(Clone, Default)]
struct Around {
    guards: Vec<Guard>,
    ids: Vec<GuardId>,
}

impl<'a> Checker<'a> {
    /// Declares the outermost block of a body; its params are its first cells.
    pub(super) fn declare_body(&mut self, cx: &mut Cx<'a>, body: &'a ast::Block) -> usize {
        let block = new_block(cx, None, None, Vec::new());
        let mut index = 0;
        for stmt in &body.stmts {
            if let Stmt::Param(param) = stmt {
                // Also a param without a name keeps its index.
                self.add(cx, block, &param.name, Node::Param(param, index), &Around::default());
                index += 1;
            }
        }
        let stmts = self.declare_stmts(cx, block, &body.stmts, &Around::default(), true);
        cx.blocks[block].stmts = stmts;
        block
    }

    /// Declares the block of a rule, whose first cell is its resource, or of a test.
    pub(super) fn declare_looking(
        &mut self,
        cx: &mut Cx<'a>,
        binding: Option<&'a Ident>,
        body: &'a ast::Block,
    ) -> usize {
        let block = new_block(cx, None, None, Vec::new());
        if let Some(name) = binding {
            self.add(cx, block, name, Node::Bound, &Around::default());
        }
        let stmts = self.declare_stmts(cx, block, &body.stmts, &Around::default(), true);
        cx.blocks[block].stmts = stmts;
        block
    }

    fn declare_stmts(
        &mut self,
        cx: &mut Cx<'a>,
        block: usize,
        stmts: &'a [Stmt],
        around: &Around,
        top: bool,
    ) -> Vec<Emit<'a>> {
        let mut out = Vec::new();
        for stmt in stmts {
            if let Some((attached, what)) = undecorated(stmt) {
                self.no_decorators(attached, what);
            }
            match stmt {
                // What cannot stand here has been reported by the parser.
                Stmt::Param(param) if !top => {
                    self.add(cx, block, &param.name, Node::Broken, around);
                }
                Stmt::Param(_) | Stmt::Error(_) => {}
                Stmt::Let(tree) => {
                    self.add(cx, block, &tree.name, Node::Let(tree), around);
                }
                Stmt::Resource(tree) => {
                    self.member(cx, block, (&tree.name, &tree.keys), Node::Resource(tree), around, &mut out);
                }
                Stmt::Stack(tree) => {
                    self.member(cx, block, (&tree.name, &tree.keys), Node::Stack(tree), around, &mut out);
                }
                Stmt::Existing(tree) => {
                    self.member(cx, block, (&tree.name, &tree.keys), Node::Existing(tree), around, &mut out);
                }
                Stmt::Parameter(tree) => {
                    if let Some((cell, decl)) = self.add(cx, block, &tree.name, Node::Parameter(tree), around) {
                        out.push(Emit::Declare(cell, decl));
                    }
                }
                Stmt::Output(tree) => match cx.blocks[block].of_loop {
                    None => cx.outputs.push(OutputScope { tree, guards: around.guards.clone() }),
                    Some(_) => self.report(errors::output_in_loop(tree.span)),
                },
                Stmt::If(tree) => self.declare_if(cx, block, tree, around, &mut out),
                Stmt::For(tree) => self.declare_for(cx, block, tree, around, &mut out),
                Stmt::Assert(tree) => out.push(Emit::Assert(tree)),
                Stmt::Transform(tree) => out.push(Emit::Transform(tree)),
                Stmt::Fragment(tree) => out.push(Emit::Fragment(tree)),
                Stmt::Settings(tree) => match cx.settings {
                    None => cx.settings = Some(tree),
                    Some(first) => self.report(errors::given_twice(tree.span, "settings", first.span)),
                },
                Stmt::Tags(tree) => match cx.tags {
                    None => cx.tags = Some(tree),
                    Some(first) => self.report(errors::given_twice(tree.span, "tags", first.span)),
                },
            }
        }
        out
    }

    fn declare_if(
        &mut self,
        cx: &mut Cx<'a>,
        block: usize,
        tree: &'a ast::If,
        around: &Around,
        out: &mut Vec<Emit<'a>>,
    ) {
        let (cell, id) = self.guard(cx, block, &tree.cond, around);
        let with = |expected: bool| {
            let mut inner = around.clone();
            inner.guards.push(Guard { cell, expected });
            inner.ids.push((id, expected));
            inner
        };
        let then = self.declare_stmts(cx, block, &tree.then.stmts, &with(true), false);
        let mut otherwise = Vec::new();
        match &tree.otherwise {
            None => {}
            Some(Else::Block(inner)) => {
                otherwise = self.declare_stmts(cx, block, &inner.stmts, &with(false), false);
            }
            Some(Else::If(inner)) => self.declare_if(cx, block, inner, &with(false), &mut otherwise),
        }
        out.push(Emit::If(cell, then, otherwise));
    }

    /// The hidden cell that holds a condition, shared by equal conditions of a block.
    fn guard(&mut self, cx: &mut Cx<'a>, block: usize, cond: &'a Expr, around: &Around) -> (u16, u32) {
        let text: String = self.sources.text(cond.span).split_whitespace().collect::<Vec<_>>().join(" ");
        let next = cx.conditions.len() as u32;
        let id = *cx.conditions.entry(text).or_insert(next);
        let name = arcstr::format!("if {id}");
        if let Some(&cell) = cx.blocks[block].names.get(&name)
            && cx.blocks[block].cells[cell as usize].decls[0].guards.len() <= around.guards.len()
            && around.guards.starts_with(&cx.blocks[block].cells[cell as usize].decls[0].guards)
        {
            return (cell, id);
        }
        // Elaborated under the conditions around it, so that it sees what they say.
        let cell = push_cell(cx, block, name.clone(), true);
        push_decl(cx, block, cell, Node::Guard(cond), around, cond.span);
        cx.blocks[block].names.entry(name).or_insert(cell);
        (cell, id)
    }

    fn declare_for(
        &mut self,
        cx: &mut Cx<'a>,
        block: usize,
        tree: &'a ast::For,
        around: &Around,
        out: &mut Vec<Emit<'a>>,
    ) {
        let index = cx.blocks[block].loops.len();
        let mut ids = cx.blocks[block].guard_ids.clone();
        ids.extend(around.ids.iter().copied());
        let inner = new_block(cx, Some(block), Some((block, index)), ids);
        cx.blocks[block].loops.push(LoopScope {
            tree,
            guards: around.guards.clone(),
            block: inner,
            vars: State::Open,
            iter: None,
            filter: None,
        });
        for (i, var) in tree.vars.iter().enumerate() {
            self.add(cx, inner, var, Node::LoopVar(index, i as u16), &Around::default());
        }
        let stmts = self.declare_stmts(cx, inner, &tree.body.stmts, &Around::default(), false);
        cx.blocks[inner].stmts = stmts;
        out.push(Emit::Loop(index));
    }

    /// A resource, stack or existing thing: a cell, and a family in each block that its loops lead out to.
    fn member(
        &mut self,
        cx: &mut Cx<'a>,
        block: usize,
        (name, keys): (&'a Ident, &'a [Expr]),
        node: Node<'a>,
        around: &Around,
        out: &mut Vec<Emit<'a>>,
    ) {
        let mut loops = Vec::new();
        let mut at = block;
        while let Some((outer, index)) = cx.blocks[at].of_loop {
            loops.push((outer, index));
            at = outer;
        }
        if keys.len() != loops.len() {
            let vars: Vec<Symbol> = loops
                .iter()
                .rev()
                .filter_map(|&(b, l)| cx.blocks[b].loops[l].tree.vars.first().map(|v| v.name.clone()))
                .collect();
            let after = keys.first().map_or(name.span, |k| k.span);
            self.report(errors::wrong_keys(after, &name.name, keys.len(), &vars));
            return;
        }
        if loops.is_empty() && self.names_param(cx, block, name) {
            // An app's stacks and params have namespaces of their own; the param is what expressions see.
            let cell = push_cell(cx, block, name.name.clone(), false);
            let decl = push_decl(cx, block, cell, node, around, name.span);
            let param = self.param_cell(cx, block, name);
            cx.blocks[block].names.insert(name.name.clone(), param);
            out.push(Emit::Declare(cell, decl));
            return;
        }
        if loops.is_empty() {
            if let Some((cell, decl)) = self.add(cx, block, name, node, around) {
                out.push(Emit::Declare(cell, decl));
            }
            return;
        }
        if name.is_missing() || self.is_taken(cx, at, name, &[]) {
            return;
        }
        let mut cell = push_cell(cx, block, name.name.clone(), true);
        push_decl(cx, block, cell, node, around, name.span);
        out.push(Emit::Declare(cell, 0));
        for (i, &(outer, index)) in loops.iter().enumerate() {
            let hidden = i + 1 < loops.len();
            let key = keys.get(keys.len() - 1 - i);
            let family = push_cell(cx, outer, name.name.clone(), hidden);
            push_decl(cx, outer, family, Node::Family(index, cell, key), &Around::default(), name.span);
            cell = family;
        }
    }

    fn names_param(&self, cx: &Cx<'a>, block: usize, name: &Ident) -> bool {
        use super::context::Role;
        cx.role == Role::Body(hir::BodyKind::App)
            && cx.blocks[block].names.get(&name.name).is_some_and(|&cell| {
                let decls = &cx.blocks[block].cells[cell as usize].decls;
                matches!(decls.first().map(|d| d.node), Some(Node::Param(..)))
            })
    }

    fn param_cell(&self, cx: &Cx<'a>, block: usize, name: &Ident) -> u16 {
        let cells = &cx.blocks[block].cells;
        cells.iter().position(|c| c.name == name.name).unwrap_or_default() as u16
    }

    /// Adds a declaration of a name: (cell, declaration).
    fn add(
        &mut self,
        cx: &mut Cx<'a>,
        block: usize,
        name: &'a Ident,
        node: Node<'a>,
        around: &Around,
    ) -> Option<(u16, u16)> {
        let is_param = matches!(node, Node::Param(..) | Node::LoopVar(..) | Node::Bound);
        if name.is_missing() || self.is_taken(cx, block, name, &around.ids) {
            if is_param {
                // Its index must stay.
                let cell = push_cell(cx, block, arcstr::format!("param {}", cx.blocks[block].cells.len()), true);
                push_decl(cx, block, cell, node, around, name.span);
            }
            return None;
        }
        let cell = match cx.blocks[block].names.get(&name.name) {
            Some(&cell) => cell,
            None => push_cell(cx, block, name.name.clone(), false),
        };
        let decl = push_decl(cx, block, cell, node, around, name.span);
        Some((cell, decl))
    }

    /// Reports a name that is already visible, unless the two stand in opposite branches of an `if`.
    fn is_taken(&mut self, cx: &Cx<'a>, block: usize, name: &Ident, ids: &[GuardId]) -> bool {
        let mut at = Some(block);
        while let Some(b) = at {
            if let Some(&cell) = cx.blocks[b].names.get(&name.name) {
                let opposite = |decl: &DeclScope| {
                    b == block
                        && !matches!(decl.node, Node::Family(..))
                        && decl.guard_ids.iter().any(|(id, is)| ids.contains(&(*id, !is)))
                };
                let clash = cx.blocks[b].cells[cell as usize].decls.iter().find(|d| !opposite(d));
                if let Some(first) = clash {
                    self.report(errors::name_taken(name.span, &name.name, first.span));
                    return true;
                }
                return false;
            }
            at = cx.blocks[b].parent;
        }
        self.hides_global(cx, name)
    }

    /// Reports a name that a `let` of the file has, or one that it imports.
    fn hides_global(&mut self, cx: &Cx<'a>, name: &Ident) -> bool {
        let Some(found) = self.modules.get(cx.module).names.get(&name.name) else { return false };
        let crate::resolve::Target::Item(item) = found.target else { return false };
        if !matches!(self.modules.item(item), ast::Item::Let(_)) {
            return false;
        }
        self.report(errors::name_taken(name.span, &name.name, found.span));
        true
    }

    /// Reports a variable that hides a visible name.
    pub(super) fn check_shadow(&mut self, cx: &Cx<'a>, name: &Ident) {
        if name.is_missing() || name.name == "_" {
            return;
        }
        if let Some(local) = cx.local(&name.name) {
            self.report(errors::name_taken(name.span, &name.name, local.span));
        } else if let Some((block, cell, _)) = cx.cell(&name.name)
            && let Some(first) = cx.blocks[block].cells[cell as usize].decls.first()
        {
            self.report(errors::name_taken(name.span, &name.name, first.span));
        } else {
            self.hides_global(cx, name);
        }
    }
}

/// What takes no decorators.
fn undecorated(stmt: &Stmt) -> Option<(&ast::Attached, &'static str)> {
    Some(match stmt {
        Stmt::Param(tree) => (&tree.attached, "a param"),
        Stmt::Let(tree) => (&tree.attached, "a `let`"),
        Stmt::Existing(tree) => (&tree.attached, "an existing resource"),
        Stmt::Parameter(tree) => (&tree.attached, "a deploy-time parameter"),
        _ => return None,
    })
}

fn new_block(
    cx: &mut Cx<'_>,
    parent: Option<usize>,
    of_loop: Option<(usize, usize)>,
    guard_ids: Vec<GuardId>,
) -> usize {
    cx.blocks.push(BlockScope {
        parent,
        of_loop,
        cells: Vec::new(),
        names: Default::default(),
        loops: Vec::new(),
        stmts: Vec::new(),
        done: Vec::new(),
        guard_ids,
    });
    cx.blocks.len() - 1
}

fn push_cell(cx: &mut Cx<'_>, block: usize, name: Symbol, hidden: bool) -> u16 {
    let scope = &mut cx.blocks[block];
    let cell = scope.cells.len() as u16;
    if !hidden {
        scope.names.insert(name.clone(), cell);
    }
    scope.cells.push(CellScope { name, decls: Vec::new(), used: false, hidden });
    cell
}

fn push_decl<'a>(cx: &mut Cx<'a>, block: usize, cell: u16, node: Node<'a>, around: &Around, span: Span) -> u16 {
    let decls = &mut cx.blocks[block].cells[cell as usize].decls;
    decls.push(DeclScope {
        node,
        guards: around.guards.clone(),
        guard_ids: around.ids.clone(),
        span,
        state: State::Open,
        hir: None,
    });
    decls.len() as u16 - 1
}

/// The elaborated form of a declaration that needs no tree.
pub(super) fn plain_decl(node: &Node<'_>) -> Option<hir::DeclKind> {
    match node {
        Node::Param(_, index) => Some(hir::DeclKind::Param(*index)),
        Node::LoopVar(_, index) => Some(hir::DeclKind::LoopVar(*index)),
        Node::Bound => Some(hir::DeclKind::LoopVar(0)),
        _ => None,
    }
}
