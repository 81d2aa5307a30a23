//! What stands in the body of a construct, stack, app, rule or test.

use serde::{Deserialize, Serialize};

use super::{Attached, Expr, Ident, Record, Symbol, TypeExpr, TypeRef};
use crate::source::Span;

/// `{ … }` with statements.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// The statements, in source order.
    pub stmts: Vec<Stmt>,
    /// With both braces.
    pub span: Span,
}

/// A statement. The parser has reported those that may not stand in their kind of body, and kept them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Stmt {
    /// `param n: T = e`
    Param(Param),
    /// `let n: T = e`
    Let(Let),
    /// `resource n[k] = T { … }`
    Resource(Resource),
    /// `stack n[k] = S { … }`
    Stack(StackInstance),
    /// `existing n = T { … }`
    Existing(Existing),
    /// `parameter n: T { … }`
    Parameter(Parameter),
    /// `output n: T = e`
    Output(Output),
    /// `if c { … } else { … }`
    If(If),
    /// `for k, v in m if c { … }`
    For(For),
    /// `assert c, "message"`
    Assert(Assert),
    /// `settings { … }`
    Settings(Settings),
    /// `tags { … }`
    Tags(Tags),
    /// `transform "…" { … }`
    Transform(Transform),
    /// `fragment "PATH" = e`
    Fragment(Fragment),
    /// Reported.
    Error(Span),
}

impl Stmt {
    /// Where it is written, without documentation and decorators.
    pub fn span(&self) -> Span {
        match self {
            Stmt::Param(s) => s.span,
            Stmt::Let(s) => s.span,
            Stmt::Resource(s) => s.span,
            Stmt::Stack(s) => s.span,
            Stmt::Existing(s) => s.span,
            Stmt::Parameter(s) => s.span,
            Stmt::Output(s) => s.span,
            Stmt::If(s) => s.span,
            Stmt::For(s) => s.span,
            Stmt::Assert(s) => s.span,
            Stmt::Settings(s) => s.span,
            Stmt::Tags(s) => s.span,
            Stmt::Transform(s) => s.span,
            Stmt::Fragment(s) => s.span,
            Stmt::Error(span) => *span,
        }
    }
}

/// `param n: T = e`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Param {
    /// Documentation and decorators.
    pub attached: Attached,
    /// Its name.
    pub name: Ident,
    /// Its type; [`TypeKind::Known`](super::TypeKind::Known) pins it or a part of it.
    pub ty: TypeExpr,
    /// What it is when it is not given.
    pub default: Option<Expr>,
    /// From the keyword on.
    pub span: Span,
}

/// `let n: T = e`, in a body or at file level
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Let {
    /// Documentation and decorators.
    pub attached: Attached,
    /// Its name.
    pub name: Ident,
    /// Its type, when written.
    pub ty: Option<TypeExpr>,
    /// Its value.
    pub value: Expr,
    /// From the keyword on.
    pub span: Span,
}

/// `resource n[k] = T { … }`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Resource {
    /// Documentation and decorators.
    pub attached: Attached,
    /// Its name.
    pub name: Ident,
    /// The keys in `n[a][b]`, one per bracket.
    pub keys: Vec<Expr>,
    /// A resource type or a construct.
    pub ty: TypeRef,
    /// Its properties or params, when written.
    pub body: Option<Record>,
    /// From the keyword on.
    pub span: Span,
}

/// `stack n[k] = S { … }` in an app
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StackInstance {
    /// Documentation and decorators.
    pub attached: Attached,
    /// Its name.
    pub name: Ident,
    /// The keys in `n[a][b]`, one per bracket.
    pub keys: Vec<Expr>,
    /// The stack.
    pub ty: TypeRef,
    /// Its params, when written.
    pub body: Option<Record>,
    /// From the keyword on.
    pub span: Span,
}

/// `existing n[k] = T { … }`: something deployed elsewhere
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Existing {
    /// Documentation and decorators.
    pub attached: Attached,
    /// Its name.
    pub name: Ident,
    /// The keys in `n[a][b]`, one per bracket.
    pub keys: Vec<Expr>,
    /// Its type.
    pub ty: TypeRef,
    /// Its identifier.
    pub body: Option<Record>,
    /// From the keyword on.
    pub span: Span,
}

/// `parameter n: T { … }`: given when a deployment starts
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Parameter {
    /// Documentation and decorators.
    pub attached: Attached,
    /// Its name.
    pub name: Ident,
    /// Its type.
    pub ty: TypeExpr,
    /// Default, allowed values and the like.
    pub body: Option<Record>,
    /// From the keyword on.
    pub span: Span,
}

/// `output n: T = e`; `output n` alone gives out the member of that name
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Output {
    /// Documentation and decorators.
    pub attached: Attached,
    /// Its name.
    pub name: Ident,
    /// Its type, when written.
    pub ty: Option<TypeExpr>,
    /// Its value, when written.
    pub value: Option<Expr>,
    /// From the keyword on.
    pub span: Span,
}

/// `if c { … } else { … }`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct If {
    /// The condition.
    pub cond: Expr,
    /// When it holds.
    pub then: Block,
    /// When not.
    pub otherwise: Option<Else>,
    /// All of it.
    pub span: Span,
}

/// What follows `else`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Else {
    /// `else if c { … }`
    If(Box<If>),
    /// `else { … }`
    Block(Block),
}

/// `for k, v in m if c { … }`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct For {
    /// One name (elements) or two (keys and values; positions and elements of a list).
    pub vars: Vec<Ident>,
    /// What is gone through.
    pub iter: Expr,
    /// The condition after `if`.
    pub filter: Option<Expr>,
    /// The body.
    pub body: Block,
    /// All of it.
    pub span: Span,
}

/// `assert c, "message"`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assert {
    /// What must hold.
    pub cond: Expr,
    /// What to say when it does not.
    pub message: Option<Expr>,
    /// All of it.
    pub span: Span,
}

/// `settings { … }` of a stack or app
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// The settings.
    pub body: Record,
    /// All of it.
    pub span: Span,
}

/// `tags { … }` of a stack or app
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tags {
    /// The tags.
    pub body: Record,
    /// All of it.
    pub span: Span,
}

/// `transform "AWS::Include" { … }`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Transform {
    /// The transform's name.
    pub name: Expr,
    /// Its parameters, when written.
    pub body: Option<Record>,
    /// All of it.
    pub span: Span,
}

/// `fragment "Rules.Region" = { … }`: verbatim template text
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fragment {
    /// Where in the template, dots between the keys; empty when missing, which has been reported.
    pub path: Symbol,
    /// Where the path stands.
    pub path_span: Span,
    /// What stands there.
    pub value: Expr,
    /// All of it.
    pub span: Span,
}
