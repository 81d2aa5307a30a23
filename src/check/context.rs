//! Where an expression stands: the blocks around it, the conditions in force, its locals.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::stage::{ParamPath, Staged};
use crate::{
    ast::{self, Symbol},
    builtins::Stage,
    hir::{self, BodyKind},
    resolve::ModuleId,
    source::Span,
    types::{Literal, Ty},
};

/// What is being checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A file-level `let`, a default of a type's field, a decorator outside a body.
    File,
    /// A function.
    Function,
    /// A construct, stack or app.
    Body(BodyKind),
    /// An environment.
    Env,
    /// A rule.
    Rule,
    /// A test.
    Test,
}

impl Role {
    /// Whether it looks at what was compiled, and declares nothing.
    pub fn inspects(self) -> bool {
        matches!(self, Role::Rule | Role::Test)
    }
}

/// A condition in force: (which, whether it is true). Equal conditions of a body are one.
pub(super) type GuardId = (u32, bool);

/// What is learnt from a condition about a path.
#[derive(Clone, Debug)]
pub(super) enum Fact {
    Null,
    NotNull,
    Is(Literal),
    IsNot(Literal),
    /// What a `match` found it to be.
    Type(Ty),
}

/// The start of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Root {
    Cell(usize, u16),
    Local(u16),
    Global(u32),
}

/// A value that facts can be about: a name and the fields that lead on from it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PathKey {
    pub root: Root,
    pub fields: Vec<Symbol>,
}

/// A variable of a function, comprehension or match.
#[derive(Clone, Debug)]
pub(super) struct Local {
    pub name: Symbol,
    pub span: Span,
    pub slot: u16,
    pub ty: Ty,
    pub staged: Staged,
    /// A field of another local, which it stands for.
    pub alias: Option<(u16, Symbol)>,
}

/// The place that is being checked; saved and restored around cells that are computed on demand.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    /// The innermost block.
    pub block: Option<usize>,
    pub guards: Rc<Vec<GuardId>>,
    pub facts: Rc<Vec<(PathKey, Fact)>>,
    pub locals: Vec<Local>,
}

/// A need for an earlier stage that a body has of a param.
#[derive(Clone, Debug)]
pub(super) struct Demand {
    pub path: ParamPath,
    pub most: Stage,
    /// Where the need arises and why, then how it reaches the param: innermost first.
    pub chain: Rc<Vec<(Span, String)>>,
}

/// How far something that is computed on demand has come.
#[derive(Clone, Debug, Default)]
pub(super) enum State<T> {
    #[default]
    Open,
    Busy,
    Done(T),
}

/// The tree of a declaration of a cell.
#[derive(Clone, Copy, Debug)]
pub(super) enum Node<'a> {
    Param(&'a ast::Param, u16),
    /// Reported; anything.
    Broken,
    LoopVar(usize, u16),
    /// The resource that a rule is about.
    Bound,
    Let(&'a ast::Let),
    Guard(&'a ast::Expr),
    Resource(&'a ast::Resource),
    Stack(&'a ast::StackInstance),
    Existing(&'a ast::Existing),
    Parameter(&'a ast::Parameter),
    /// What a loop of the block declares: (loop, cell in the loop's block, key).
    Family(usize, u16, Option<&'a ast::Expr>),
}

/// Type and stage of a cell or declaration.
pub(super) type Known = (Ty, Staged);

/// One declaration of a cell.
#[derive(Debug)]
pub(super) struct DeclScope<'a> {
    pub node: Node<'a>,
    /// Cells of the same block that hold conditions.
    pub guards: Vec<hir::Guard>,
    pub guard_ids: Vec<GuardId>,
    pub span: Span,
    pub state: State<Known>,
    /// Filled when it has been elaborated.
    pub hir: Option<hir::DeclKind>,
}

/// A name of a block.
#[derive(Debug)]
pub(super) struct CellScope<'a> {
    pub name: Symbol,
    pub decls: Vec<DeclScope<'a>>,
    pub used: bool,
    /// Hidden cells (guards, members of a family within their loop) are not found by name.
    pub hidden: bool,
}

/// A loop of a block.
#[derive(Debug)]
pub(super) struct LoopScope<'a> {
    pub tree: &'a ast::For,
    pub guards: Vec<hir::Guard>,
    /// The block of its body.
    pub block: usize,
    /// Types and stages of its variables; the stage of its keys last.
    pub vars: State<Vec<Known>>,
    /// The elaborated iterated value and filter.
    pub iter: Option<hir::Expr>,
    pub filter: Option<hir::Expr>,
}

/// A block: a body's, or a loop's.
#[derive(Debug)]
pub(super) struct BlockScope<'a> {
    pub parent: Option<usize>,
    /// The loop whose body it is: (block, loop).
    pub of_loop: Option<(usize, usize)>,
    pub cells: Vec<CellScope<'a>>,
    pub names: FxHashMap<Symbol, u16>,
    pub loops: Vec<LoopScope<'a>>,
    pub stmts: Vec<Emit<'a>>,
    /// The same, elaborated.
    pub done: Vec<hir::Stmt>,
    /// Conditions in force around the whole block.
    pub guard_ids: Vec<GuardId>,
}

/// A statement that emits something, before it is elaborated.
#[derive(Debug)]
pub(super) enum Emit<'a> {
    Declare(u16, u16),
    Loop(usize),
    If(u16, Vec<Emit<'a>>, Vec<Emit<'a>>),
    Assert(&'a ast::Assert),
    Transform(&'a ast::Transform),
    Fragment(&'a ast::Fragment),
}

/// An output with the conditions around it.
#[derive(Debug)]
pub(super) struct OutputScope<'a> {
    pub tree: &'a ast::Output,
    pub guards: Vec<hir::Guard>,
}

/// All that is known while one declaration of a file is checked.
pub(super) struct Cx<'a> {
    pub module: ModuleId,
    pub role: Role,
    pub at: Place,
    pub blocks: Vec<BlockScope<'a>>,
    /// Texts of conditions, by which equal ones are found: text → id, with its cell per block.
    pub conditions: FxHashMap<String, u32>,
    pub demands: Vec<Demand>,
    /// The most locals that were in use at once.
    pub locals: u16,
    /// Stages of the arguments of instances, by (block, cell, declaration), for what their outputs depend on.
    pub arguments: FxHashMap<(usize, u16), Rc<Vec<Staged>>>,
    /// Leaves of the resource that is being checked, for the registry's view of it.
    pub leaves: FxHashMap<Span, Leaf>,
    /// The body's outputs, settings and tags.
    pub outputs: Vec<OutputScope<'a>>,
    pub settings: Option<&'a ast::Settings>,
    pub tags: Option<&'a ast::Tags>,
    /// The params' defaults, each with its stage, by the params' order.
    pub defaults: Vec<State<Option<(hir::Expr, Staged)>>>,
    /// Where the type is declared that the expression at hand must have.
    pub declared: Option<Span>,
    /// The cells that are being computed, each with the place that asked: for cycles.
    pub busy: Vec<(Symbol, Span)>,
    /// The app whose stacks and params are seen by name: while overrides are checked, and in tests.
    pub app: Option<crate::types::BodyId>,
    /// What a rule's resource is.
    pub bound: Option<Ty>,
}

/// What the registry's view must know of an expression that is no literal.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    pub ty: Ty,
    pub staged: Staged,
}

impl<'a> Cx<'a> {
    pub fn new(module: ModuleId, role: Role) -> Cx<'a> {
        Cx {
            module,
            role,
            at: Place::default(),
            blocks: Vec::new(),
            conditions: FxHashMap::default(),
            demands: Vec::new(),
            locals: 0,
            arguments: FxHashMap::default(),
            leaves: FxHashMap::default(),
            outputs: Vec::new(),
            settings: None,
            tags: None,
            defaults: Vec::new(),
            declared: None,
            busy: Vec::new(),
            app: None,
            bound: None,
        }
    }

    /// Declares a local and returns its slot.
    pub fn push_local(&mut self, name: Symbol, span: Span, ty: Ty, staged: Staged) -> u16 {
        let slot = self.at.locals.len() as u16;
        self.at.locals.push(Local { name, span, slot, ty, staged, alias: None });
        self.locals = self.locals.max(slot + 1);
        slot
    }

    /// Declares a local that stands for a field of another.
    pub fn push_alias(&mut self, name: Symbol, span: Span, ty: Ty, staged: Staged, of: (u16, Symbol)) {
        let slot = self.push_local(name, span, ty, staged);
        self.at.locals[slot as usize].alias = Some(of);
    }

    /// The local with this name, innermost first.
    pub fn local(&self, name: &str) -> Option<&Local> {
        self.at.locals.iter().rev().find(|l| l.name == name)
    }

    /// The cell with this name in the blocks around: (block, cell, how many blocks out).
    pub fn cell(&self, name: &str) -> Option<(usize, u16, u16)> {
        let mut block = self.at.block;
        let mut up = 0;
        while let Some(b) = block {
            if let Some(&cell) = self.blocks[b].names.get(name) {
                return Some((b, cell, up));
            }
            block = self.blocks[b].parent;
            up += 1;
        }
        None
    }

    /// The block that is `up` blocks out.
    pub fn block_up(&self, up: u16) -> Option<usize> {
        let mut block = self.at.block?;
        for _ in 0..up {
            block = self.blocks[block].parent?;
        }
        Some(block)
    }

    /// Runs `f` with more facts in force.
    pub fn assuming<T>(&mut self, facts: Vec<(PathKey, Fact)>, f: impl FnOnce(&mut Cx<'a>) -> T) -> T {
        if facts.is_empty() {
            return f(self);
        }
        let before = self.at.facts.clone();
        let mut all = (*before).clone();
        all.extend(facts);
        self.at.facts = Rc::new(all);
        let result = f(self);
        self.at.facts = before;
        result
    }
}
