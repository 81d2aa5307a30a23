//! The table of built-in functions.

use crate::types::Ty;

/// When a value is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// When compiling.
    Known,
    /// When a deployment starts: parameters, `aws.*`, and joins, splits, selections, interpolations over them.
    Given,
    /// By the deployment: references and attributes of resources, other stacks' outputs, dynamic references.
    Made,
}

/// A built-in function: an index into the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Builtin(pub u16);

/// One param of a built-in function.
#[derive(Debug)]
pub struct ParamSpec {
    /// Its name, by which it can be given too.
    pub name: &'static str,
    /// Its type; may hold [`TyKind::Var`](crate::types::TyKind::Var)s.
    pub ty: Ty,
    /// Whether it may be left out.
    pub optional: bool,
    /// The latest stage that it takes.
    pub stage: Stage,
}

/// When a call's result is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultStage {
    /// The latest of its arguments' stages.
    Arguments,
    /// Always this one.
    Always(Stage),
}

/// What there is to know about a built-in function.
#[derive(Debug)]
pub struct BuiltinSpec {
    /// Its name.
    pub name: &'static str,
    /// Its params.
    pub params: Vec<ParamSpec>,
    /// Whether the last param takes any number of arguments.
    pub variadic: bool,
    /// The type of its result; may hold the params' variables.
    pub result: Ty,
    /// When the result is known.
    pub stage: ResultStage,
    /// One line of documentation, and an example.
    pub docs: &'static str,
    /// An example with its value: `("upper(\"a\")", "\"A\"")`.
    pub example: (&'static str, &'static str),
}
