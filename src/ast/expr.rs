//! Expressions and the patterns of `match`.

use serde::{Deserialize, Serialize};

use super::{Argument, Ident, Literal, Path, Record, ResourceTypeName, Symbol};
use crate::source::Span;

/// An expression.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where.
    pub span: Span,
}

impl Expr {
    /// The expression inside any parentheses.
    pub fn unparen(&self) -> &Expr {
        let mut e = self;
        while let ExprKind::Paren(inner) = &e.kind {
            e = inner;
        }
        e
    }
}

/// The forms of expressions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ExprKind {
    /// A value without interpolation.
    Literal(Literal),
    /// A string with `${…}`; neighbouring texts are one part.
    Interpolation(Vec<StringPart>),
    /// `name`
    Name(Symbol),
    /// `AWS::S3::Bucket`, operand of `count`, `only`, `resources`
    ResourceType(ResourceTypeName),
    /// `(e)`, kept for the formatter; means `e`
    Paren(Box<Expr>),
    /// `base.name`
    Field {
        /// Left of the dot.
        base: Box<Expr>,
        /// Right of it; missing when the user is still writing.
        name: Ident,
    },
    /// `base?.name`
    OptField {
        /// Left of `?.`.
        base: Box<Expr>,
        /// Right of it.
        name: Ident,
    },
    /// `base[index]`
    Index {
        /// Before the bracket.
        base: Box<Expr>,
        /// Between the brackets.
        index: Box<Expr>,
    },
    /// `f(a, b: c)` or `module.f(a)`
    Call {
        /// The function's name, perhaps through a module.
        function: Path,
        /// In source order; positional ones may not follow named ones.
        arguments: Vec<Argument>,
    },
    /// `-e`, `!e`
    Unary {
        /// The operator.
        op: UnaryOp,
        /// What it applies to.
        operand: Box<Expr>,
    },
    /// `a + b`
    Binary {
        /// The operator.
        op: BinaryOp,
        /// Where the operator stands.
        op_span: Span,
        /// Left of it.
        left: Box<Expr>,
        /// Right of it.
        right: Box<Expr>,
    },
    /// `if c then a else b`
    If {
        /// The condition.
        cond: Box<Expr>,
        /// When it holds.
        then: Box<Expr>,
        /// When not; an `else if` is an `If` again.
        otherwise: Box<Expr>,
    },
    /// `match e { … }`
    Match {
        /// What is looked at.
        subject: Box<Expr>,
        /// The arms, in source order.
        arms: Vec<Arm>,
    },
    /// `[a, if c: b, ...xs]`
    List(Vec<Element>),
    /// `{ a: b }`; its span is the expression's
    Record(Record),
    /// `[for k, v in m if c: e]`
    ListComp(Box<Comprehension>),
    /// `{ for x in xs if c: k => e }`
    MapComp(Box<MapComprehension>),
    /// Missing or malformed; reported.
    Error,
}

/// A part of a string with interpolation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum StringPart {
    /// Text, its escapes resolved.
    Text(Symbol, Span),
    /// The expression in `${…}`.
    Expr(Expr),
}

/// An operator before its operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum UnaryOp {
    /// `-`
    Negate,
    /// `!`
    Not,
}

impl UnaryOp {
    /// As it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            UnaryOp::Negate => "-",
            UnaryOp::Not => "!",
        }
    }
}

/// An operator between two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BinaryOp {
    /// `||`
    Or,
    /// `&&`
    And,
    /// `==`
    Eq,
    /// `!=`
    Ne,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
    /// `&`: merges as environments do
    Merge,
    /// `??`
    Coalesce,
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `/`
    Div,
    /// `%`
    Rem,
}

impl BinaryOp {
    /// As it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            BinaryOp::Or => "||",
            BinaryOp::And => "&&",
            BinaryOp::Eq => "==",
            BinaryOp::Ne => "!=",
            BinaryOp::Lt => "<",
            BinaryOp::Le => "<=",
            BinaryOp::Gt => ">",
            BinaryOp::Ge => ">=",
            BinaryOp::Merge => "&",
            BinaryOp::Coalesce => "??",
            BinaryOp::Add => "+",
            BinaryOp::Sub => "-",
            BinaryOp::Mul => "*",
            BinaryOp::Div => "/",
            BinaryOp::Rem => "%",
        }
    }

    /// How tightly it binds: the higher, the tighter. Comparisons share a level and do not chain; `??` groups to the
    /// right, all others to the left.
    pub fn precedence(self) -> u8 {
        match self {
            BinaryOp::Or => 1,
            BinaryOp::And => 2,
            op if op.is_comparison() => 3,
            BinaryOp::Merge => 4,
            BinaryOp::Coalesce => 5,
            BinaryOp::Add | BinaryOp::Sub => 6,
            _ => 7,
        }
    }

    /// `== != < <= > >=`
    pub fn is_comparison(self) -> bool {
        matches!(self, BinaryOp::Eq | BinaryOp::Ne | BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge)
    }
}

/// An element of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Element {
    /// `e`
    Item(Expr),
    /// `...e`: all elements of another list
    Spread {
        /// The list.
        value: Expr,
        /// With the dots.
        span: Span,
    },
    /// `if c: element`: there only when `c` holds
    If {
        /// The condition.
        cond: Expr,
        /// The element: any of these forms.
        element: Box<Element>,
        /// All of it.
        span: Span,
    },
}

impl Element {
    /// Where it is written.
    pub fn span(&self) -> Span {
        match self {
            Element::Item(e) => e.span,
            Element::Spread { span, .. } | Element::If { span, .. } => *span,
        }
    }
}

/// `for k, v in m if c: e` between brackets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comprehension {
    /// One name (elements) or two (keys and values; positions and elements of a list).
    pub vars: Vec<Ident>,
    /// What is gone through.
    pub iter: Expr,
    /// The condition after `if`.
    pub filter: Option<Expr>,
    /// The element.
    pub value: Expr,
}

/// `for x in xs if c: k => e` between braces.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MapComprehension {
    /// One name (elements) or two (keys and values; positions and elements of a list).
    pub vars: Vec<Ident>,
    /// What is gone through.
    pub iter: Expr,
    /// The condition after `if`.
    pub filter: Option<Expr>,
    /// The key.
    pub key: Expr,
    /// The value.
    pub value: Expr,
}

/// `"a" | "b" => e`, `{ kind: "x", port } as whole => e`, `_ => e`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Arm {
    /// The alternatives between `|`, at least one.
    pub patterns: Vec<Pattern>,
    /// The name after `as`, for the whole value, narrowed.
    pub binding: Option<Ident>,
    /// What it gives.
    pub value: Expr,
    /// All of it.
    pub span: Span,
}

/// What an arm, or a field of a record pattern, accepts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pattern {
    /// What it is.
    pub kind: PatternKind,
    /// Where.
    pub span: Span,
}

/// The forms of patterns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum PatternKind {
    /// `_`
    Wildcard,
    /// A literal, `null` among them.
    Literal(Literal),
    /// A type: `VpcSettings`, `Int`
    Type(Path),
    /// A resource type: `AWS::S3::Bucket`
    ResourceType(ResourceTypeName),
    /// A name for the value; only in a field of a record pattern
    Binding(Ident),
    /// `{ kind: "x", port }`: a record with at least these fields
    Record(Vec<PatternField>),
    /// Reported.
    Error,
}

/// `name` (must be there, and is bound to its own name) or `name: pattern`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PatternField {
    /// The field's name.
    pub name: Ident,
    /// What it has to match; none binds it to its own name.
    pub pattern: Option<Pattern>,
}
