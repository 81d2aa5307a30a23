//! The syntax tree: what the user wrote, complete, with a span on every node.
//!
//! In: nothing; the parser builds it. Out: data for resolving, checking and formatting.
//!
//! Invariants:
//! - A tree always exists. What could not be parsed is an `Error` node, or an [`Ident`] whose name is empty
//!   ([`Ident::is_missing`]); each of them has been reported, so no later phase reports it again.
//! - A node's span covers its children's, and all spans of an item are relative to the item's chunk.
//! - Expressions nest at most [`MAX_DEPTH`] deep, so a recursive walk is safe.
//! - Nothing is resolved: names are names, whatever they will turn out to mean.

mod docs;
mod dump;
mod expr;
mod item;
mod literal;
mod name;
mod record;
mod stmt;
mod ty;

pub use docs::{Argument, Attached, Decorator, Docs, Trivia, TriviaKind};
pub use dump::{dump, same, same_item};
pub use expr::{
    Arm, BinaryOp, Comprehension, Element, Expr, ExprKind, MapComprehension, Pattern, PatternField, PatternKind,
    StringPart, UnaryOp,
};
pub use item::{
    App, Construct, Env, EnvBase, File, Function, FunctionParam, Item, Override, ResourceType, RuleDecl, Segment,
    StackDecl, Test, TestKind, TypeAlias, Use, UseName, UseNames, UseSource,
};
pub use literal::{DurationUnit, Literal, SizeUnit};
pub use name::{Ident, Path, ResourceTypeName, Symbol, TypeRef};
pub use record::{Field, Key, Record};
pub use stmt::{
    Assert, Block, Else, Existing, For, Fragment, If, Let, Output, Param, Parameter, Resource, Settings, StackInstance,
    Stmt, Tags, Transform,
};
pub use ty::{Bound, Refinement, TypeExpr, TypeField, TypeKind};

/// How deep expressions, types and bodies may nest.
pub const MAX_DEPTH: usize = 200;
