//! The checked program: names resolved to cells, types known, sugar gone.
//!
//! In: what the checker elaborates from the tree. Out: all that the evaluator needs, so that it looks up no name.
//! Invariants: every [`ExprKind::Cell`] names an existing cell of the frame that many blocks up; record literals given to
//! constructs are spread over their params; nothing here refers to the tree.

mod body;
mod expr;
mod outline;

pub use body::{
    Allow, Block, Body, BodyKind, Cell, Decl, DeclKind, Decorators, Env, Existing, Family, Fragment, Function, Global,
    Guard, Inspected, Instance, Loop, Output, Override, OverrideSegment, Param, Parameter, Program, REASON, Resource,
    Rule, Setting, Settings, Stmt, Test, TestKind,
};
pub use expr::{
    Arm, BinaryOp, CellRef, Expr, ExprKind, Field, Find, FnId, ForClause, GlobalId, Item, Look, Part, Pattern, Pseudo,
    Selection, UnaryOp,
};
pub use outline::{
    Declaration, DeclarationKind, ModuleOutline, Outline, OutputOutline, ParamOutline, Piece, Target, TypeText,
};
