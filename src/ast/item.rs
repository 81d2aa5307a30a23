//! What stands at the top level of a file.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    Attached, Block, Docs, Expr, Ident, Let, Path, Record, ResourceTypeName, Symbol, Trivia, TypeExpr, TypeField,
    TypeRef,
};
use crate::source::{ChunkId, Span};

/// A parsed file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct File {
    /// `///` lines at the very top that belong to no declaration.
    pub docs: Option<Docs>,
    /// The declarations, in source order; shared, so that one that an edit leaves alone is not parsed again.
    pub items: Vec<Arc<Item>>,
    /// Comments and blank lines, in source order.
    pub trivia: Vec<Trivia>,
    /// The chunk that begins at byte 0: that of what stands between the items.
    pub chunk: ChunkId,
}

/// A declaration at file level.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Item {
    /// `use std.network.{Vpc}`
    Use(Use),
    /// `let n = e`
    Let(Let),
    /// `type N = T`
    TypeAlias(TypeAlias),
    /// `fn f(a: T): T = e`
    Function(Function),
    /// `construct N { … }`
    Construct(Construct),
    /// `stack N { … }`
    Stack(StackDecl),
    /// `app N { … }`
    App(App),
    /// `env n = App { … }`
    Env(Env),
    /// `resource type Custom::N { … }`
    ResourceType(ResourceType),
    /// `rule "name" for T as r { … }`
    Rule(RuleDecl),
    /// `test "name" for e { … }`
    Test(Test),
    /// Reported.
    Error(Span),
}

impl Item {
    /// Where it is written, without documentation and decorators.
    pub fn span(&self) -> Span {
        match self {
            Item::Use(i) => i.span,
            Item::Let(i) => i.span,
            Item::TypeAlias(i) => i.span,
            Item::Function(i) => i.span,
            Item::Construct(i) => i.span,
            Item::Stack(i) => i.span,
            Item::App(i) => i.span,
            Item::Env(i) => i.span,
            Item::ResourceType(i) => i.span,
            Item::Rule(i) => i.span,
            Item::Test(i) => i.span,
            Item::Error(span) => *span,
        }
    }
}

/// `use SOURCE.{A, B as C}`, `use SOURCE as x`, `use SOURCE`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Use {
    /// What is imported from.
    pub source: UseSource,
    /// What is imported.
    pub names: UseNames,
    /// All of it.
    pub span: Span,
}

/// What a `use` imports from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum UseSource {
    /// `std.network`
    Std(Path),
    /// `"./base.bat"`
    File {
        /// The path as written, without the quotes.
        path: Symbol,
        /// With the quotes.
        span: Span,
    },
    /// Reported.
    Error(Span),
}

/// What a `use` imports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum UseNames {
    /// `.{A, B as C}`
    Names(Vec<UseName>),
    /// `as x`: everything, behind a name
    Module(Ident),
    /// No name at all: for the rules and environments of the module
    Nothing,
    /// Reported.
    Error(Span),
}

/// `A` or `A as B`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UseName {
    /// The name in the other file.
    pub name: Ident,
    /// The name in this one, when it differs.
    pub alias: Option<Ident>,
}

impl UseName {
    /// The name in this file.
    pub fn local(&self) -> &Ident {
        self.alias.as_ref().unwrap_or(&self.name)
    }
}

/// `type N = T`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TypeAlias {
    /// Documentation and decorators.
    pub attached: Attached,
    /// Its name.
    pub name: Ident,
    /// What it stands for.
    pub ty: TypeExpr,
    /// From the keyword on.
    pub span: Span,
}

/// `fn f(a: T, b: T = e): T = e`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Function {
    /// Documentation and decorators.
    pub attached: Attached,
    /// Its name.
    pub name: Ident,
    /// Its parameters.
    pub params: Vec<FunctionParam>,
    /// The type of its result.
    pub result: TypeExpr,
    /// Its result.
    pub body: Expr,
    /// From the keyword on.
    pub span: Span,
}

/// `a: T = e`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FunctionParam {
    /// Its name.
    pub name: Ident,
    /// Its type.
    pub ty: TypeExpr,
    /// What it is when it is not given.
    pub default: Option<Expr>,
    /// All of it.
    pub span: Span,
}

/// `construct N { … }`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Construct {
    /// Documentation and decorators.
    pub attached: Attached,
    /// Its name.
    pub name: Ident,
    /// Its body.
    pub body: Block,
    /// From the keyword on.
    pub span: Span,
}

/// `stack N { … }`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StackDecl {
    /// Documentation and decorators.
    pub attached: Attached,
    /// Its name.
    pub name: Ident,
    /// Its body.
    pub body: Block,
    /// From the keyword on.
    pub span: Span,
}

/// `app N { … }`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct App {
    /// Documentation and decorators.
    pub attached: Attached,
    /// Its name.
    pub name: Ident,
    /// Its body.
    pub body: Block,
    /// From the keyword on.
    pub span: Span,
}

/// `env n = App { … }`, `abstract env n extends m { … }`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Env {
    /// Documentation and decorators.
    pub attached: Attached,
    /// Whether it is only there to be extended.
    pub is_abstract: bool,
    /// Its name.
    pub name: Ident,
    /// What it gives values to.
    pub base: EnvBase,
    /// The values for the app's params, `account` and `region`.
    pub settings: Record,
    /// The `override`s, in source order; they stand among the settings.
    pub overrides: Vec<Override>,
    /// From the keyword (`abstract` when it is there) on.
    pub span: Span,
}

/// What an environment is made from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum EnvBase {
    /// `= App`
    App(Path),
    /// `extends other`
    Extends(Path),
    /// Reported.
    Error(Span),
}

/// `override db.postgres["a"] { … }`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Override {
    /// The path to a raw resource, from a stack on; at least one segment.
    pub path: Vec<Segment>,
    /// Where the path stands.
    pub path_span: Span,
    /// What is merged into the resource's properties.
    pub body: Record,
    /// From the keyword on.
    pub span: Span,
}

/// `postgres["a"]`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Segment {
    /// The name.
    pub name: Ident,
    /// The keys after it, one per bracket.
    pub keys: Vec<Expr>,
}

/// `resource type Custom::N { properties { … } attributes { … } }`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ResourceType {
    /// Documentation and decorators.
    pub attached: Attached,
    /// The type's name; empty when missing, which has been reported.
    pub name: ResourceTypeName,
    /// What can be written.
    pub properties: Vec<TypeField>,
    /// What can be read.
    pub attributes: Vec<TypeField>,
    /// Whether there are mistakes in it, which have been reported, so that something may be missing.
    pub damaged: bool,
    /// From the keyword on.
    pub span: Span,
}

/// `rule "name" for T | U as r { assert … }`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RuleDecl {
    /// Documentation and decorators.
    pub attached: Attached,
    /// Its name; empty when missing, which has been reported.
    pub name: Ident,
    /// Which resources or constructs it is about: any of these types; at least one.
    pub types: Vec<TypeRef>,
    /// The name of the resource in the body.
    pub binding: Ident,
    /// Its asserts.
    pub body: Block,
    /// From the keyword on.
    pub span: Span,
}

/// `test "name" for e { … }`, `test "name" expects E0301 { … }`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Test {
    /// Documentation and decorators.
    pub attached: Attached,
    /// Its name; empty when missing, which has been reported.
    pub name: Ident,
    /// What it does.
    pub kind: TestKind,
    /// From the keyword on.
    pub span: Span,
}

/// The two kinds of tests.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum TestKind {
    /// `for e, f { … }`: asserts on the compiled result of environments
    For {
        /// The environments, or apps and abstract environments that stand for all of theirs; at least one.
        envs: Vec<Path>,
        /// The asserts.
        body: Block,
    },
    /// `expects E0301 { … }`: a program that must be refused
    Expects {
        /// The diagnostic's code.
        code: Ident,
        /// The program's declarations.
        items: Vec<Item>,
        /// Where they stand, with both braces.
        program: Span,
    },
    /// Reported.
    Error(Span),
}
