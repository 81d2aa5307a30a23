//! Expressions after checking.

use arcstr::ArcStr;

use std::sync::Arc;

use crate::{
    builtins::Builtin,
    source::Span,
    types::{BodyId, Literal},
};

/// A user-defined function of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FnId(pub u32);

/// A file-level `let` of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GlobalId(pub u32);

/// A cell of the frame `up` blocks out (0: the innermost).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CellRef {
    /// How many blocks out.
    pub up: u16,
    /// Which cell of that block.
    pub cell: u16,
}

/// An expression with its place.
#[derive(Clone, Debug)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it is written.
    pub span: Span,
}

/// What an expression can be.
#[derive(Clone, Debug)]
pub enum ExprKind {
    /// `null`.
    Null,
    /// `true`, `false`.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// A number.
    Float(f64),
    /// A string.
    Str(ArcStr),
    /// A duration in milliseconds.
    Duration(i64),
    /// A size in bytes.
    Size(i64),
    /// A path relative to the project root, checked to lie within it.
    Path(ArcStr),
    /// A string with parts known later.
    Interpolation(Vec<Part>),
    /// A named value, resource, instance, family or param of a body.
    Cell(CellRef),
    /// A variable of a function, comprehension or match: an index into the current activation's locals.
    Local(u16),
    /// A file-level `let`.
    Global(GlobalId),
    /// A field of a record, a key of a map written as a name, a unit of a duration or size, a secret's `arn`.
    Field(Box<Expr>, ArcStr),
    /// The same, `null` when the operand is.
    OptField(Box<Expr>, ArcStr),
    /// An attribute of a resource, with its whole name: `Endpoint.Address`; `ref` is its Ref. `null` when the operand is
    /// and `optional` holds.
    Attribute {
        /// The resource.
        of: Box<Expr>,
        /// The attribute's name in the registry, or `ref`.
        name: ArcStr,
        /// Written with `?.`.
        optional: bool,
    },
    /// An output of a construct or stack instance. `null` when the operand is and `optional` holds.
    Output {
        /// The instance.
        of: Box<Expr>,
        /// Which output of its body.
        output: u16,
        /// Written with `?.`.
        optional: bool,
    },
    /// Any member below an instance (overrides, rules and tests only).
    Member(Box<Expr>, ArcStr),
    /// An element of a list or map.
    Index(Box<Expr>, Box<Expr>),
    /// A resource (or each of a list, or `null`) where a property wants its identifier: the attribute, or `ref`.
    Identifier(Box<Expr>, ArcStr),
    /// An operator with one operand.
    Unary(UnaryOp, Box<Expr>),
    /// An operator with two.
    Binary(BinaryOp, Box<Expr>, Box<Expr>),
    /// `if c then a else b`.
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    /// `match`.
    Match(Box<Expr>, Vec<Arm>),
    /// A list.
    List(Vec<Item>),
    /// A record or map.
    Record(Vec<Field>),
    /// `[for … : e]`.
    ListFor(Box<ForClause>, Box<Expr>),
    /// `{ for … : k => e }`.
    MapFor(Box<ForClause>, Box<Expr>, Box<Expr>),
    /// A call of a user's function; one argument per param.
    Call(FnId, Vec<Expr>),
    /// A call of a built-in function; one argument per param of its signature, `None` where left out, the rest of a
    /// variadic one at the end.
    Builtin(Builtin, Vec<Option<Expr>>),
    /// The value after it was checked against a type: defaults filled, refinements checked, integers made numbers
    /// where the type is `Float`.
    Coerce(Box<Expr>, crate::types::Ty),
    /// `env.name`, `env.account`, `env.region` (null when not set).
    Env(ArcStr),
    /// `stack.region`, `stack.name`, `stack.account`.
    Stack(ArcStr),
    /// `aws.region` …
    Pseudo(Pseudo),
    /// A resource type's name as an operand.
    TypeName(ArcStr),
    /// `unchecked(e)`: written as it stands, not checked against the registry; counted.
    Unchecked(Box<Expr>),
    /// `reveal(e, reason: "…")`: no longer secret; counted.
    Reveal(Box<Expr>, ArcStr),
    /// What rules and tests see.
    Look(Look),
    /// Already reported; evaluating it fails without a word.
    Error,
}

/// What only rules and tests can say: they look at what was compiled.
#[derive(Clone, Debug)]
pub enum Look {
    /// A property of a resource as it is written; `null` when it is not, or when the operand is and `optional` holds.
    Property {
        /// The resource.
        of: Box<Expr>,
        /// The property's name.
        name: ArcStr,
        /// Written with `?.`.
        optional: bool,
    },
    /// `r.meta`: where a resource or instance stands and what becomes of it.
    Meta(Box<Expr>),
    /// `resources(T)`, `only(T)`, `count(T)`.
    Find(Find, Arc<Selection>),
    /// `statements(r)`: the IAM statements of a resource in one normal form.
    Statements(Box<Expr>),
    /// `stacks()`: facts of the stacks, by name.
    Stacks,
    /// `like(value, { … })`: whether a value has at least these parts.
    Like(Box<Expr>, Box<Expr>),
    /// `known(value)`: whether a value is known when compiling, in all its parts.
    Known(Box<Expr>),
}

/// What is done with the resources that are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Find {
    /// `resources`
    All,
    /// `only`
    Only,
    /// `count`
    Count,
}

/// Which resources or instances are meant.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// As messages show it.
    pub name: ArcStr,
    /// Raw resources of these types.
    pub types: Vec<ArcStr>,
    /// Instances of these constructs or stacks.
    pub bodies: Vec<BodyId>,
    /// All raw resources.
    pub everything: bool,
    /// Of which environment, when it is not the one at hand: an index into the program's.
    pub env: Option<usize>,
}

/// CloudFormation's pseudo parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pseudo {
    /// `aws.account_id`
    AccountId,
    /// `aws.region`
    Region,
    /// `aws.partition`
    Partition,
    /// `aws.url_suffix`
    UrlSuffix,
    /// `aws.stack_id`
    StackId,
    /// `aws.stack_name`
    StackName,
    /// `aws.notification_arns`
    NotificationArns,
}

impl Pseudo {
    /// All, with the name after `aws.` and CloudFormation's own.
    pub const ALL: [(Pseudo, &'static str, &'static str); 7] = [
        (Pseudo::AccountId, "account_id", "AWS::AccountId"),
        (Pseudo::Region, "region", "AWS::Region"),
        (Pseudo::Partition, "partition", "AWS::Partition"),
        (Pseudo::UrlSuffix, "url_suffix", "AWS::URLSuffix"),
        (Pseudo::StackId, "stack_id", "AWS::StackId"),
        (Pseudo::StackName, "stack_name", "AWS::StackName"),
        (Pseudo::NotificationArns, "notification_arns", "AWS::NotificationARNs"),
    ];

    /// CloudFormation's name, for Ref.
    pub fn cloudformation_name(self) -> &'static str {
        Pseudo::ALL.iter().find(|p| p.0 == self).map_or("", |p| p.2)
    }
}

/// A piece of an interpolated string.
#[derive(Clone, Debug)]
pub enum Part {
    /// Text as it stands.
    Text(ArcStr),
    /// `${e}`.
    Expr(Expr),
}

/// Operators with one operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnaryOp {
    /// `-`
    Neg,
    /// `!`
    Not,
}

/// Operators with two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum BinaryOp {
    Add,
    Sub,
    Mul,
    Div,
    Rem,
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    And,
    Or,
    /// `??`
    Else,
    /// `&`, merges as environments do.
    Merge,
}

/// One arm of a `match`.
#[derive(Clone, Debug)]
pub struct Arm {
    /// What it takes.
    pub pattern: Pattern,
    /// The local that the matched value is bound to.
    pub binding: Option<u16>,
    /// What it yields.
    pub value: Expr,
}

/// What an arm takes.
#[derive(Clone, Debug)]
pub enum Pattern {
    /// Anything.
    Any,
    /// `null`.
    Null,
    /// One of these literals.
    Literals(Vec<Literal>),
    /// A record in which these fields have these literals (a tag), or are merely present (`None`).
    Record(Vec<(ArcStr, Option<Literal>)>),
}

/// One element of a list literal.
#[derive(Clone, Debug)]
pub enum Item {
    /// An element.
    Value(Expr),
    /// `if c: e`.
    If(Expr, Expr),
    /// `...xs`.
    Spread(Expr),
}

/// One field of a record literal.
#[derive(Clone, Debug)]
pub enum Field {
    /// A field with a fixed key; the span is the key's.
    Value(ArcStr, Span, Expr),
    /// `[k]: v`.
    Computed(Expr, Expr),
    /// `if c: k: v`; the inner field is a `Value` or `Computed`.
    If(Expr, Box<Field>),
    /// `...r`.
    Spread(Expr),
}

/// `for a, b in iter if filter`. One variable takes an element of a list or a key of a map; of two, the first
/// takes the index or key, the second the element.
#[derive(Clone, Debug)]
pub struct ForClause {
    /// The locals that the variables are.
    pub vars: Vec<u16>,
    /// What is iterated.
    pub iter: Expr,
    /// Which elements are taken.
    pub filter: Option<Expr>,
}

impl Expr {
    /// Calls `f` with each expression directly within this one.
    pub fn each_child<'e>(&'e self, f: &mut dyn FnMut(&'e Expr)) {
        match &self.kind {
            ExprKind::Interpolation(parts) => {
                for part in parts {
                    if let Part::Expr(e) = part {
                        f(e);
                    }
                }
            }
            ExprKind::Field(e, _)
            | ExprKind::OptField(e, _)
            | ExprKind::Attribute { of: e, .. }
            | ExprKind::Output { of: e, .. }
            | ExprKind::Member(e, _)
            | ExprKind::Identifier(e, _)
            | ExprKind::Unary(_, e)
            | ExprKind::Coerce(e, _)
            | ExprKind::Unchecked(e)
            | ExprKind::Reveal(e, _) => f(e),
            ExprKind::Index(a, b) | ExprKind::Binary(_, a, b) => {
                f(a);
                f(b);
            }
            ExprKind::If(a, b, c) => {
                f(a);
                f(b);
                f(c);
            }
            ExprKind::Match(e, arms) => {
                f(e);
                arms.iter().for_each(|arm| f(&arm.value));
            }
            ExprKind::List(items) => {
                for item in items {
                    match item {
                        Item::Value(e) | Item::Spread(e) => f(e),
                        Item::If(a, b) => {
                            f(a);
                            f(b);
                        }
                    }
                }
            }
            ExprKind::Record(fields) => fields.iter().for_each(|field| field.each_child(f)),
            ExprKind::ListFor(clause, e) => {
                clause.each_child(f);
                f(e);
            }
            ExprKind::MapFor(clause, a, b) => {
                clause.each_child(f);
                f(a);
                f(b);
            }
            ExprKind::Call(_, arguments) => arguments.iter().for_each(f),
            ExprKind::Builtin(_, arguments) => arguments.iter().flatten().for_each(f),
            _ => {}
        }
    }
}

impl Field {
    /// Calls `f` with each expression directly within it.
    pub fn each_child<'e>(&'e self, f: &mut dyn FnMut(&'e Expr)) {
        match self {
            Field::Value(_, _, e) | Field::Spread(e) => f(e),
            Field::Computed(a, b) => {
                f(a);
                f(b);
            }
            Field::If(e, inner) => {
                f(e);
                inner.each_child(f);
            }
        }
    }
}

impl ForClause {
    fn each_child<'e>(&'e self, f: &mut dyn FnMut(&'e Expr)) {
        f(&self.iter);
        if let Some(filter) = &self.filter {
            f(filter);
        }
    }
}
