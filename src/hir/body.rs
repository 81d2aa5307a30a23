//! Bodies, environments and the program.

use std::sync::Arc;

use arcstr::ArcStr;
use rustc_hash::FxHashSet;

use super::{Expr, FnId, GlobalId, Selection};
use crate::{
    source::Span,
    types::{BodyId, Ty},
};

/// All that was checked, of all loaded modules.
#[derive(Debug, Default)]
pub struct Program {
    /// Constructs, stacks and apps; a [`BodyId`] is an index.
    pub bodies: Vec<Arc<Body>>,
    /// Functions; a [`FnId`] is an index.
    pub functions: Vec<Arc<Function>>,
    /// File-level lets; a [`GlobalId`] is an index.
    pub globals: Vec<Global>,
    /// Environments of the files that were asked for and of those that they extend, parents first.
    pub envs: Vec<Env>,
    /// The rules of all loaded files.
    pub rules: Vec<Arc<Rule>>,
    /// The tests of the files that were asked for, in source order.
    pub tests: Vec<Test>,
    /// Of which resources rules read properties.
    pub read_by_rules: Inspected,
    /// Of which resources tests read properties.
    pub read_by_tests: Inspected,
    /// The environments that tests of others look at, which are built beforehand: indexes into [`Program::envs`].
    pub compared: Vec<usize>,
}

/// The key of an IAM statement that says why it is as wide as it is; for rules only, and never written.
pub const REASON: &str = "Reason";

/// Of which resources properties are read, so that these are kept.
#[derive(Clone, Debug, Default)]
pub struct Inspected {
    /// Of all.
    pub everything: bool,
    /// Of those of these types.
    pub types: FxHashSet<ArcStr>,
}

/// `rule "name" for T as r { … }`.
#[derive(Debug)]
pub struct Rule {
    /// Its name, by which exceptions are allowed.
    pub name: ArcStr,
    /// Its name's place.
    pub span: Span,
    /// Whether what breaks it is only warned of.
    pub is_warning: bool,
    /// What it is about.
    pub about: Selection,
    /// Its statements; cell 0 is the resource.
    pub block: Block,
}

/// A test.
#[derive(Debug)]
pub struct Test {
    /// Its name.
    pub name: ArcStr,
    /// Its name's place.
    pub span: Span,
    /// What it does.
    pub kind: TestKind,
}

/// The two kinds of tests.
#[derive(Debug)]
pub enum TestKind {
    /// Asserts on what environments compile to.
    For {
        /// Indexes into [`Program::envs`], each once.
        envs: Vec<usize>,
        /// Its statements, below the app's frame.
        block: Block,
    },
    /// A program that must be refused.
    Expects {
        /// The code of the diagnostic.
        code: ArcStr,
        /// The code's place.
        code_span: Span,
        /// What one report with the code has to say, and where that is asked for.
        texts: Vec<(ArcStr, Span)>,
        /// The program's text, with the braces around it.
        program: Span,
        /// The file's imports, which it sees.
        imports: Vec<Span>,
    },
}

impl Program {
    /// A construct, stack or app.
    pub fn body(&self, id: BodyId) -> &Body {
        &self.bodies[id.0 as usize]
    }

    /// A function.
    pub fn function(&self, id: FnId) -> &Function {
        &self.functions[id.0 as usize]
    }

    /// A file-level let.
    pub fn global(&self, id: GlobalId) -> &Global {
        &self.globals[id.0 as usize]
    }
}

/// `let n = e` at file level.
#[derive(Debug)]
pub struct Global {
    /// Its name.
    pub name: ArcStr,
    /// Where it is declared.
    pub span: Span,
    /// Its value; sees other globals only.
    pub value: Expr,
}

/// `fn f(…) = e`.
#[derive(Debug)]
pub struct Function {
    /// Its name.
    pub name: ArcStr,
    /// Its params' types: locals 0, 1, …
    pub params: Vec<Ty>,
    /// How many locals its body uses, params included.
    pub locals: u16,
    /// Its body.
    pub value: Expr,
}

/// What kind of body it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum BodyKind {
    Construct,
    Stack,
    App,
}

/// A construct, stack or app.
#[derive(Debug)]
pub struct Body {
    /// Which of the three.
    pub kind: BodyKind,
    /// Its name.
    pub name: ArcStr,
    /// Its name's place.
    pub span: Span,
    /// Its `///` text.
    pub docs: Option<ArcStr>,
    /// Its params; param i is cell i of the block.
    pub params: Vec<Param>,
    /// Its statements.
    pub block: Block,
    /// What can be seen from outside, in source order.
    pub outputs: Vec<Output>,
    /// `settings { … }`, of a stack.
    pub settings: Settings,
    /// `tags { … }`: for all resources below.
    pub tags: Option<Expr>,
}

/// A param of a body.
#[derive(Debug)]
pub struct Param {
    /// Its name.
    pub name: ArcStr,
    /// Where it is declared.
    pub span: Span,
    /// Its type, by which given values are completed and checked.
    pub ty: Ty,
    /// Its default; sees the body's other cells.
    pub default: Option<Expr>,
}

/// `settings { region, description, stack_name, termination_protection }`; in an app, `settings { references }`.
#[derive(Debug, Default)]
#[allow(missing_docs)]
pub struct Settings {
    pub region: Option<Expr>,
    pub account: Option<Expr>,
    pub description: Option<Expr>,
    pub stack_name: Option<Expr>,
    pub termination_protection: Option<Expr>,
    /// Of an app: `"strong"`, `"weak"` or `"both"`, how its stacks refer to each other.
    pub references: Option<Expr>,
    /// The ARN of the role with which stacks of other accounts read this one's outputs.
    pub reference_role: Option<Expr>,
}

/// A block has one frame for each time that it is entered (once per instance of a body, once per turn of a loop).
#[derive(Debug, Default)]
pub struct Block {
    /// Named values, evaluated on demand.
    pub cells: Vec<Cell>,
    /// The loops in it.
    pub loops: Vec<Loop>,
    /// What is emitted, in source order.
    pub stmts: Vec<Stmt>,
}

/// A name of a block. More than one declaration when the branches of an `if` declare it.
#[derive(Debug)]
pub struct Cell {
    /// The name; also a segment of the path of what it declares.
    pub name: ArcStr,
    /// At most one has guards that hold; none: the cell is `null`.
    pub decls: Vec<Decl>,
}

/// One declaration of a name.
#[derive(Debug)]
pub struct Decl {
    /// The `if`s around it within the block, outermost first.
    pub guards: Vec<Guard>,
    /// What is declared.
    pub kind: DeclKind,
    /// The name's place.
    pub span: Span,
}

/// A condition around a declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guard {
    /// A hidden cell of the same block that holds the condition, so that it is evaluated once.
    pub cell: u16,
    /// Whether it must be true or false.
    pub expected: bool,
}

/// What a declaration declares.
#[derive(Debug)]
pub enum DeclKind {
    /// The param with this index.
    Param(u16),
    /// A loop's variable, set when the frame is made (index into [`Loop::vars`]).
    LoopVar(u16),
    /// `let`.
    Let(Expr),
    /// `parameter`.
    Parameter(Parameter),
    /// A raw resource.
    Resource(Resource),
    /// `existing`.
    Existing(Existing),
    /// An instance of a construct (or, in an app, of a stack).
    Instance(Instance),
    /// What a loop of this block declares: a map from its keys.
    Family(Family),
}

/// A raw resource.
#[derive(Debug)]
pub struct Resource {
    /// Its type's name in the registry, or `Custom::…`.
    pub ty: ArcStr,
    /// Its properties: a record.
    pub properties: Expr,
    /// What stands before it.
    pub decorators: Decorators,
    /// Whether the type is one that neither registry nor program declares, so that properties are not checked.
    pub untyped: bool,
}

/// `existing n = TYPE { identifier }`.
#[derive(Debug)]
pub struct Existing {
    /// Its type's name in the registry.
    pub ty: ArcStr,
    /// Its identifier's fields: a record; the value of the primary identifier (or Ref) and attributes that are given.
    pub identifier: Expr,
}

/// An instance of a body.
#[derive(Debug)]
pub struct Instance {
    /// Of which body.
    pub body: BodyId,
    /// One argument per param; `None` where the default stands.
    pub args: Vec<Option<Expr>>,
    /// What stands before it.
    pub decorators: Decorators,
}

/// What a loop declares under one name.
#[derive(Debug)]
pub struct Family {
    /// Which loop of this block.
    pub of_loop: u16,
    /// Which cell of the loop's block: the member, or the inner loop's family.
    pub cell: u16,
    /// The member's key, in the loop's block: a string or integer.
    pub key: Expr,
}

/// `for a, b in iter if filter { … }`.
#[derive(Debug)]
pub struct Loop {
    /// The `if`s around it within the enclosing block.
    pub guards: Vec<Guard>,
    /// The cells of `block` that the variables are.
    pub vars: Vec<u16>,
    /// What is iterated; evaluated in the enclosing block.
    pub iter: Expr,
    /// Which turns are taken; evaluated in the loop's own frame.
    pub filter: Option<Expr>,
    /// Its body.
    pub block: Block,
    /// The place of its head.
    pub span: Span,
}

/// What is emitted, in source order.
#[derive(Debug)]
pub enum Stmt {
    /// The declaration of a cell: (cell, which declaration).
    Declare(u16, u16),
    /// All turns of a loop.
    Loop(u16),
    /// `if c { … } else { … }`; the condition is a hidden cell of this block.
    If(u16, Vec<Stmt>, Vec<Stmt>),
    /// `assert c, "message"`.
    Assert(Expr, Option<Expr>),
    /// `transform "…"`.
    Transform(Expr),
    /// `fragment "PATH" = { … }`.
    Fragment(Fragment),
}

/// Verbatim Json at a path of the template.
#[derive(Debug)]
pub struct Fragment {
    /// Where: `Rules`, `Hooks`, `Resources/Fn::ForEach::X` …
    pub path: ArcStr,
    /// What.
    pub value: Expr,
    /// The path's place.
    pub span: Span,
}

/// An output of a body.
#[derive(Debug)]
pub struct Output {
    /// Its name.
    pub name: ArcStr,
    /// Where it is declared.
    pub span: Span,
    /// The `if`s around it within the body.
    pub guards: Vec<Guard>,
    /// Its value.
    pub value: Expr,
    /// Its type.
    pub ty: Ty,
    /// `@export(name)`.
    pub export: Option<Expr>,
    /// Its `///` text.
    pub docs: Option<ArcStr>,
}

/// `parameter N: T { … }`.
#[derive(Debug)]
pub struct Parameter {
    /// Its type: a string, number, or list of them, or secret when no-echo.
    pub ty: Ty,
    /// CloudFormation's type when it is written as an AWS-specific one.
    pub cloudformation_type: ArcStr,
    /// `default`, `allowed`, `pattern`, `min_length`, `max_length`, `min`, `max`, `no_echo`, `constraint`: a record.
    pub details: Option<Expr>,
    /// Its `///` text.
    pub docs: Option<ArcStr>,
}

/// The decorators of a resource or instance.
#[derive(Debug, Default)]
#[allow(missing_docs)]
pub struct Decorators {
    pub on_delete: Option<Expr>,
    pub on_replace: Option<Expr>,
    pub depends_on: Vec<Expr>,
    pub logical_id: Option<Expr>,
    pub was: Vec<(ArcStr, Span)>,
    pub attributes: Option<Expr>,
    pub allow: Vec<Allow>,
}

/// `@allow("rule", reason: "…")`.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Allow {
    pub rule: ArcStr,
    pub reason: ArcStr,
    pub span: Span,
}

impl Allow {
    /// What a rule's name begins with that is a check of checkov's, which looks at templates.
    pub const CHECKOV: &str = "checkov:";

    /// The id of the check, if it is one of checkov's.
    pub fn checkov(&self) -> Option<&str> {
        self.rule.strip_prefix(Allow::CHECKOV)
    }
}

/// An environment.
#[derive(Debug)]
pub struct Env {
    /// Its name.
    pub name: ArcStr,
    /// Its name's place.
    pub span: Span,
    /// Whether it is only there to be extended.
    pub is_abstract: bool,
    /// Whether it was asked for (and not only extended by one that was).
    pub requested: bool,
    /// Whether nothing wrong was found in it and in those that it extends.
    pub is_sound: bool,
    /// What it instantiates, through its parents.
    pub app: BodyId,
    /// Index into [`Program::envs`] of the one that it extends.
    pub parent: Option<usize>,
    /// Its own settings in source order; `account` and `region` among them.
    pub settings: Vec<Setting>,
    /// Its overrides in source order.
    pub overrides: Vec<Override>,
    /// The rules that are in force in it: indexes into [`Program::rules`].
    pub rules: Vec<usize>,
}

/// `name: e` in an environment.
#[derive(Debug)]
pub struct Setting {
    /// The app's param, or `account`, `region`.
    pub name: ArcStr,
    /// The name's place.
    pub span: Span,
    /// A partial value of the param's type; defaults are not yet filled.
    pub value: Expr,
}

/// `override a.b["k"].c { … }`.
#[derive(Debug)]
pub struct Override {
    /// From the stack down to the resource.
    pub path: Vec<OverrideSegment>,
    /// The whole path's place.
    pub span: Span,
    /// The resource's type.
    pub ty: ArcStr,
    /// A record of properties, merged over those of the resource; evaluated in the app's frame.
    pub properties: Arc<Expr>,
}

/// A name on an override's path, with the keys that select from families.
#[derive(Debug)]
pub struct OverrideSegment {
    /// The name.
    pub name: ArcStr,
    /// One per loop around it.
    pub keys: Vec<Expr>,
}
