//! Expressions.

use pest::iterators::Pairs;

use super::{Builder, P};
use crate::ast::{
    Argument, BinaryOp, Comprehension, Element, Expr, ExprKind, Ident, Literal, MapComprehension, Path,
    ResourceTypeName, UnaryOp,
};
use crate::parse::errors;
use crate::parse::grammar::Rule;
use crate::source::Span;

impl Builder<'_, '_> {
    /// An `expr` pair, or a missing one; `what` names it in words.
    pub(super) fn value(&mut self, pair: P, what: &str) -> Expr {
        let span = self.span(&pair);
        if pair.as_rule() != Rule::expr {
            let (at, found) = self.found(span.start as usize);
            self.misses(at);
            let what = match operator_before(&self.text[..span.start as usize]) {
                Some(sign) if what == "an expression" => format!("a value after `{sign}`"),
                _ => what.to_owned(),
            };
            self.report(errors::expected(at, &what, &found));
            return Expr { kind: ExprKind::Error, span: at };
        }
        let inner = pair.into_inner();
        let levels = if inner.len() > 1 { chain_length(inner.clone()) + 1 } else { 1 };
        let built = self.deeper(levels, span, |b| b.expr(inner));
        built.unwrap_or(Expr { kind: ExprKind::Error, span })
    }

    /// Operands and operators in a row, ranked by precedence.
    fn expr(&mut self, mut pairs: Pairs<'_, Rule>) -> Expr {
        let first = self.operand(&mut pairs);
        let mut operands = vec![];
        let mut pending: Vec<(BinaryOp, Span)> = vec![];
        let mut chained = false;
        let mut last = first;
        while let Some(pair) = pairs.next() {
            let span = self.span(&pair);
            let op = self.binary_op(&pair, span);
            // Everything that binds at least as tightly as this operator is complete.
            while let Some(&(before, before_span)) = pending.last() {
                let right_to_left = op == BinaryOp::Coalesce && before == op;
                if before.precedence() < op.precedence() || right_to_left {
                    break;
                }
                let chain = before.is_comparison() && op.is_comparison();
                if chain && !std::mem::replace(&mut chained, true) {
                    self.note(errors::comparison_chain(span, before_span));
                }
                pending.pop();
                let Some(left) = operands.pop() else { break };
                last = binary(left, before, before_span, last);
                if chain {
                    // What has no type gives no second mistake when it is compared.
                    last.kind = ExprKind::Error;
                }
            }
            operands.push(last);
            pending.push((op, span));
            last = self.operand(&mut pairs);
        }
        while let (Some(left), Some((op, span))) = (operands.pop(), pending.pop()) {
            last = binary(left, op, span, last);
        }
        last
    }

    fn binary_op(&mut self, pair: &P, span: Span) -> BinaryOp {
        let (op, foreign) = match pair.as_str() {
            "||" => (BinaryOp::Or, false),
            "&&" => (BinaryOp::And, false),
            "==" => (BinaryOp::Eq, false),
            "!=" => (BinaryOp::Ne, false),
            "<" => (BinaryOp::Lt, false),
            "<=" => (BinaryOp::Le, false),
            ">" => (BinaryOp::Gt, false),
            ">=" => (BinaryOp::Ge, false),
            "&" => (BinaryOp::Merge, false),
            "??" => (BinaryOp::Coalesce, false),
            "+" => (BinaryOp::Add, false),
            "-" => (BinaryOp::Sub, false),
            "*" => (BinaryOp::Mul, false),
            "/" => (BinaryOp::Div, false),
            "%" => (BinaryOp::Rem, false),
            "===" => (BinaryOp::Eq, true),
            "!==" => (BinaryOp::Ne, true),
            "and" => (BinaryOp::And, true),
            _ => (BinaryOp::Or, true),
        };
        if foreign {
            self.note(errors::foreign_operator(span, pair.as_str(), op.as_str()));
        }
        op
    }

    /// Operators before, an operand, and what follows it.
    fn operand(&mut self, pairs: &mut Pairs<'_, Rule>) -> Expr {
        let mut prefixes: Vec<(UnaryOp, Span)> = Vec::new();
        let mut operand = loop {
            let Some(pair) = pairs.next() else {
                let end = self.text.len();
                return Expr { kind: ExprKind::Error, span: self.at(end, end) };
            };
            if pair.as_rule() != Rule::prefix {
                break self.primary(pair, &mut prefixes, pairs.peek().is_some_and(|p| is_postfix(p.as_rule())));
            }
            let span = self.span(&pair);
            let op = if pair.as_str() == "-" { UnaryOp::Negate } else { UnaryOp::Not };
            if pair.as_str() == "not" {
                self.note(errors::foreign_operator(span, "not", "!"));
            }
            prefixes.push((op, span));
        };
        while let Some(pair) = pairs.peek().filter(|p| is_postfix(p.as_rule())) {
            pairs.next();
            operand = self.postfix(operand, pair);
        }
        for (op, span) in prefixes.into_iter().rev() {
            let span = span.to(operand.span);
            operand = Expr { kind: ExprKind::Unary { op, operand: Box::new(operand) }, span };
        }
        operand
    }

    /// An operand. A minus directly before a number becomes part of it, and leaves `prefixes`.
    fn primary(&mut self, pair: P, prefixes: &mut Vec<(UnaryOp, Span)>, continued: bool) -> Expr {
        let mut span = self.span(&pair);
        let kind = match pair.as_rule() {
            Rule::plain | Rule::interpolated | Rule::multi | Rule::raw => self.string(pair),
            Rule::name => self.word(&pair, span),
            Rule::number => {
                let mut text = pair.as_str();
                if let Some(&(UnaryOp::Negate, minus)) = prefixes.last()
                    && minus.end == span.start
                    && !continued
                {
                    prefixes.pop();
                    span = minus.to(span);
                    text = &self.text[span.start as usize..span.end as usize];
                }
                self.number(text, span).map_or(ExprKind::Error, ExprKind::Literal)
            }
            Rule::list => ExprKind::List(self.list(pair)),
            Rule::record => ExprKind::Record(self.record(pair)),
            Rule::list_comp => self.list_comp(pair),
            Rule::map_comp => self.map_comp(pair),
            Rule::if_expr => self.if_expr(pair.into_inner(), span),
            Rule::match_expr => self.match_expr(pair),
            Rule::paren => ExprKind::Paren(Box::new(self.bracketed(pair, "an expression", "`)`"))),
            Rule::m_expr => return self.value(pair, "an expression"),
            _ => ExprKind::Error,
        };
        Expr { kind, span }
    }

    /// A word: a literal, a resource type or a name.
    fn word(&mut self, pair: &P, span: Span) -> ExprKind {
        match pair.as_str() {
            "true" => ExprKind::Literal(Literal::Bool(true)),
            "false" => ExprKind::Literal(Literal::Bool(false)),
            "null" => ExprKind::Literal(Literal::Null),
            text if text.contains("::") => {
                ExprKind::ResourceType(ResourceTypeName { name: self.shared.names.get(text), span })
            }
            text => ExprKind::Name(self.shared.names.get(text)),
        }
    }

    fn postfix(&mut self, base: Expr, pair: P) -> Expr {
        let span = base.span.to(self.span(&pair));
        let kind = match pair.as_rule() {
            Rule::field | Rule::opt_field => {
                let optional = pair.as_rule() == Rule::opt_field;
                let name = match pair.into_inner().next() {
                    Some(word) if word.as_rule() == Rule::word => self.ident(&word),
                    Some(missing) => Ident::missing(self.missing(&missing, "a member's name after `.`")),
                    None => Ident::missing(span.after()),
                };
                let base = Box::new(base);
                if optional { ExprKind::OptField { base, name } } else { ExprKind::Field { base, name } }
            }
            Rule::index => {
                let index = self.bracketed(pair, "a key or position", "`]`");
                ExprKind::Index { base: Box::new(base), index: Box::new(index) }
            }
            _ => match function_path(&base) {
                Some(function) => ExprKind::Call { function, arguments: self.arguments(pair) },
                None => {
                    let method = match &base.kind {
                        ExprKind::Field { name, .. } => Some(name.name.as_str()),
                        _ => None,
                    };
                    self.note(errors::call(base.span, method));
                    let muted = std::mem::replace(&mut self.muted, true);
                    self.arguments(pair);
                    self.muted = muted;
                    ExprKind::Error
                }
            },
        };
        Expr { kind, span }
    }

    /// A value between brackets of its own.
    pub(super) fn bracketed(&mut self, pair: P, what: &str, wanted: &str) -> Expr {
        let opener = pair.as_span().start();
        let whole = self.span(&pair);
        let mut value = None;
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::unclosed => self.unclosed(opener, &inner),
                Rule::junk_in => self.left_over(&inner, wanted),
                _ => value = Some(self.entry(|b| b.value(inner, what))),
            }
        }
        value.unwrap_or(Expr { kind: ExprKind::Error, span: whole })
    }

    /// The arguments in a `call` pair.
    pub(super) fn arguments(&mut self, pair: P) -> Vec<Argument> {
        let opener = pair.as_span().start();
        let mut arguments: Vec<Argument> = Vec::new();
        let mut named: Option<Span> = None;
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::arg => {
                    let argument = self.entry(|b| b.argument(inner));
                    if let (None, Some(named)) = (&argument.name, named) {
                        let diagnostic = errors::argument_order(argument.value.span, named);
                        self.entry(|b| b.note(diagnostic));
                    }
                    named = named.or(argument.name.as_ref().map(|name| name.span));
                    arguments.push(argument);
                }
                Rule::junk_in => self.left_over(&inner, "`,` or `)`"),
                Rule::unclosed => self.unclosed(opener, &inner),
                _ => {
                    self.other(&inner, "an argument");
                }
            }
        }
        arguments
    }

    fn argument(&mut self, pair: P) -> Argument {
        let span = self.span(&pair);
        let mut name = None;
        let mut value = Expr { kind: ExprKind::Error, span };
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::word => name = Some(self.ident(&inner)),
                Rule::as_colon if inner.as_str() == "=>" => {
                    let at = self.span(&inner);
                    self.report(errors::lambda(at));
                    return Argument { name: None, value: Expr { kind: ExprKind::Error, span } };
                }
                Rule::as_colon => self.as_colon(&inner, "a named argument is written `name: value`"),
                _ => value = self.value(inner, "an expression"),
            }
        }
        Argument { name, value }
    }

    /// The pairs `cond, (then), value, (else), value` of an `if`.
    fn if_expr(&mut self, pairs: Pairs<'_, Rule>, span: Span) -> ExprKind {
        let mut values: Vec<Expr> = Vec::with_capacity(3);
        let muted = self.muted;
        for pair in pairs {
            match pair.as_rule() {
                Rule::m_then => {
                    let help = "write `if c then a else b`".to_owned();
                    self.missing_help(&pair, "`then`", Some(help));
                    // What follows was meant for another syntax.
                    self.muted = true;
                }
                Rule::m_else => {
                    let (at, found) = self.found(pair.as_span().start());
                    self.report(errors::else_missing(at, &found));
                    values.push(Expr { kind: ExprKind::Error, span: at });
                }
                _ => {
                    let what = match values.len() {
                        0 => "a condition after `if`",
                        1 => "a value after `then`",
                        _ => "a value after `else`",
                    };
                    values.push(self.value(pair, what));
                }
            }
        }
        self.muted = muted;
        values.resize(3, Expr { kind: ExprKind::Error, span: span.after() });
        let mut values = values.into_iter().map(Box::new);
        match (values.next(), values.next(), values.next()) {
            (Some(cond), Some(then), Some(otherwise)) => ExprKind::If { cond, then, otherwise },
            _ => ExprKind::Error,
        }
    }

    fn list(&mut self, pair: P) -> Vec<Element> {
        let opener = pair.as_span().start();
        let mut elements = Vec::new();
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::junk_in => {
                    self.left_over(&inner, "`,` or `]`");
                    // `[x + 1 for x in xs]`: `x` is declared after it.
                    if let (Some(Element::Item(before)), true) =
                        (elements.last_mut(), inner.as_str().starts_with("for "))
                    {
                        before.kind = ExprKind::Error;
                    }
                }
                Rule::unclosed => self.unclosed(opener, &inner),
                Rule::other_in | Rule::comma_gap => {
                    let span = self.other(&inner, "an element");
                    elements.push(Element::Item(Expr { kind: ExprKind::Error, span }));
                }
                _ => elements.push(self.entry(|b| b.element(inner))),
            }
        }
        elements
    }

    fn element(&mut self, pair: P) -> Element {
        let span = self.span(&pair);
        match pair.as_rule() {
            Rule::spread => Element::Spread { value: self.spread(pair), span },
            Rule::if_element => {
                let mut pairs = pair.into_inner();
                let conditional = pairs.clone().any(|p| p.as_rule() == Rule::colon);
                if !conditional {
                    return Element::Item(Expr { kind: self.if_expr(pairs, span), span });
                }
                let cond = pairs.next().map(|p| self.value(p, "a condition after `if`"));
                let element = pairs.find(|p| p.as_rule() != Rule::colon).map(|p| self.element(p));
                let error = Expr { kind: ExprKind::Error, span };
                let element = Box::new(element.unwrap_or(Element::Item(error.clone())));
                Element::If { cond: cond.unwrap_or(error), element, span }
            }
            _ => Element::Item(self.value(pair, "an element")),
        }
    }

    /// The value after `...`.
    pub(super) fn spread(&mut self, pair: P) -> Expr {
        let span = self.span(&pair);
        let value = pair.into_inner().next().map(|p| self.value(p, "a value after `...`"));
        value.unwrap_or(Expr { kind: ExprKind::Error, span })
    }

    fn list_comp(&mut self, pair: P) -> ExprKind {
        let opener = pair.as_span().start();
        let mut head = Head::default();
        let mut value = None;
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::junk_in => {
                    self.entry_failed = self.panic;
                    self.left_over(&inner, "`]`");
                }
                Rule::unclosed => self.unclosed(opener, &inner),
                _ => {
                    if let Some(pair) = self.head(inner, &mut head) {
                        value = Some(self.value(pair, "an element after `:`"));
                    }
                }
            }
        }
        match (head.iter, value) {
            (Some(iter), Some(value)) => {
                ExprKind::ListComp(Box::new(Comprehension { vars: head.vars, iter, filter: head.filter, value }))
            }
            _ => ExprKind::Error,
        }
    }

    fn map_comp(&mut self, pair: P) -> ExprKind {
        let opener = pair.as_span().start();
        let mut head = Head::default();
        let (mut key, mut value) = (None, None);
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::junk_field => {
                    self.entry_failed = self.panic;
                    self.left_over(&inner, "`}`");
                }
                Rule::unclosed => self.unclosed(opener, &inner),
                Rule::m_arrow => {
                    self.missing(&inner, "`=>` and a value");
                }
                Rule::as_arrow => self.as_arrow(&inner, "in a comprehension, `key => value`"),
                _ => match self.head(inner, &mut head) {
                    Some(pair) if key.is_none() => key = Some(self.value(pair, "a key after `:`")),
                    Some(pair) => value = Some(self.value(pair, "a value after `=>`")),
                    None => {}
                },
            }
        }
        match (head.iter, key, value) {
            (Some(iter), Some(key), Some(value)) => {
                let Head { vars, filter, .. } = Head { iter: None, ..head };
                ExprKind::MapComp(Box::new(MapComprehension { vars, iter, filter, key, value }))
            }
            _ => ExprKind::Error,
        }
    }

    /// Takes what belongs to `for … in … if …:`; gives back what stands after it.
    fn head<'i>(&mut self, pair: P<'i>, head: &mut Head) -> Option<P<'i>> {
        match pair.as_rule() {
            Rule::vars => head.vars = self.vars(pair),
            Rule::m_in => {
                self.missing(&pair, "`in`");
            }
            Rule::filter => head.filter = self.filter(pair),
            Rule::m_colon => {
                self.missing(&pair, "`:`");
            }
            _ if head.iter.is_none() => head.iter = Some(self.value(pair, "a collection after `in`")),
            _ => return Some(pair),
        }
        None
    }

    /// The names after `for`.
    pub(super) fn vars(&mut self, pair: P) -> Vec<Ident> {
        let mut vars = Vec::new();
        for inner in pair.into_inner() {
            if vars.len() == 2 {
                let span = self.span(&inner);
                self.report(errors::expected(span, "`in`", "a third name"));
                break;
            }
            let name = self.name(&inner, "a name after `for`");
            self.check_style(&name, "an element", false);
            vars.push(name);
        }
        vars
    }

    /// The condition after `if` in a `for`.
    pub(super) fn filter(&mut self, pair: P) -> Option<Expr> {
        pair.into_inner().next().map(|p| self.value(p, "a condition after `if`"))
    }

    /// `=` or `=>` where `:` belongs.
    pub(super) fn as_colon(&mut self, pair: &P, rule: &str) {
        let span = self.span(pair);
        self.note(errors::equals_colon(span, pair.as_str(), ":", rule));
    }

    /// Something else where `=>` belongs.
    pub(super) fn as_arrow(&mut self, pair: &P, rule: &str) {
        let span = self.span(pair);
        self.note(errors::equals_colon(span, pair.as_str(), "=>", rule));
    }
}

/// What stands before the `:` of a comprehension.
#[derive(Default)]
struct Head {
    vars: Vec<Ident>,
    iter: Option<Expr>,
    filter: Option<Expr>,
}

fn binary(left: Expr, op: BinaryOp, op_span: Span, right: Expr) -> Expr {
    let span = left.span.to(right.span);
    Expr { kind: ExprKind::Binary { op, op_span, left: Box::new(left), right: Box::new(right) }, span }
}

/// The sign that `text` ends with, when something has to follow it.
fn operator_before(text: &str) -> Option<&str> {
    let text = text.trim_end();
    let start = text.trim_end_matches(|c| "+-*/%=<>!&|?:".contains(c)).len();
    text.get(start..).filter(|sign| !sign.is_empty() && sign.len() <= 2)
}

fn is_postfix(rule: Rule) -> bool {
    matches!(rule, Rule::field | Rule::opt_field | Rule::index | Rule::call)
}

/// How many levels the operators of a row can make: all binary ones, and the most that one operand has.
fn chain_length(pairs: Pairs<'_, Rule>) -> usize {
    let (mut binary, mut unary, mut most) = (0, 0, 0);
    for pair in pairs {
        match pair.as_rule() {
            Rule::binary => {
                binary += 1;
                unary = 0;
            }
            Rule::prefix => unary += 1,
            rule if is_postfix(rule) => unary += 1,
            _ => {}
        }
        most = most.max(unary);
    }
    binary + most
}

/// The path that an expression is, when it is one: a function's name, perhaps behind a module's.
fn function_path(base: &Expr) -> Option<Path> {
    let mut segments = Vec::new();
    let mut e = base;
    loop {
        match &e.kind {
            ExprKind::Name(name) => {
                segments.push(Ident { name: name.clone(), span: e.span });
                segments.reverse();
                return Some(Path { segments, span: base.span });
            }
            ExprKind::Field { base, name } => {
                segments.push(name.clone());
                e = base;
            }
            _ => return None,
        }
    }
}
