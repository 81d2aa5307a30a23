//! Expressions, records and patterns: one line each, operators first.

use super::Dump;
use crate::ast::{
    Argument, Arm, Element, Expr, ExprKind, Field, Key, Literal, Pattern, PatternKind, Record, StringPart,
};

impl Dump {
    pub(super) fn expr(&mut self, e: &Expr) {
        match &e.kind {
            ExprKind::Literal(literal) => self.literal(literal),
            ExprKind::Interpolation(parts) => {
                self.text("(text ");
                self.list(parts, " ", |d, part| match part {
                    StringPart::Text(text, span) => {
                        d.quoted(text);
                        d.span(*span);
                    }
                    StringPart::Expr(e) => d.expr(e),
                });
                self.text(")");
            }
            ExprKind::Name(name) => self.name(name),
            ExprKind::ResourceType(name) => self.text(&name.name),
            ExprKind::Paren(inner) => {
                self.text("(paren ");
                self.expr(inner);
                self.text(")");
            }
            ExprKind::Field { base, name } => {
                self.expr(base);
                self.text(".");
                self.name(&name.name);
            }
            ExprKind::OptField { base, name } => {
                self.expr(base);
                self.text("?.");
                self.name(&name.name);
            }
            ExprKind::Index { base, index } => {
                self.expr(base);
                self.text("[");
                self.expr(index);
                self.text("]");
            }
            ExprKind::Call { function, arguments } => {
                self.show(function);
                self.arguments(arguments);
            }
            ExprKind::Unary { op, operand } => {
                self.text("(");
                self.text(op.as_str());
                self.text(" ");
                self.expr(operand);
                self.text(")");
            }
            ExprKind::Binary { op, op_span, left, right } => {
                self.text("(");
                self.text(op.as_str());
                self.span(*op_span);
                self.text(" ");
                self.expr(left);
                self.text(" ");
                self.expr(right);
                self.text(")");
            }
            ExprKind::If { cond, then, otherwise } => {
                self.text("(if ");
                self.list(&[cond, then, otherwise], " ", |d, e| d.expr(e));
                self.text(")");
            }
            ExprKind::Match { subject, arms } => {
                self.text("(match ");
                self.expr(subject);
                for arm in arms {
                    self.text(" ");
                    self.arm(arm);
                }
                self.text(")");
            }
            ExprKind::List(elements) => {
                self.text("[");
                self.list(elements, ", ", Dump::element);
                self.text("]");
            }
            ExprKind::Record(record) => return self.record(record),
            ExprKind::ListComp(comp) => {
                self.text("[");
                self.for_head(&comp.vars, &comp.iter, comp.filter.as_ref());
                self.expr(&comp.value);
                self.text("]");
            }
            ExprKind::MapComp(comp) => {
                self.text("{");
                self.for_head(&comp.vars, &comp.iter, comp.filter.as_ref());
                self.expr(&comp.key);
                self.text(" => ");
                self.expr(&comp.value);
                self.text("}");
            }
            ExprKind::Error => self.text("<error>"),
        }
        self.span(e.span);
    }

    fn for_head(&mut self, vars: &[crate::ast::Ident], iter: &Expr, filter: Option<&Expr>) {
        self.text("for ");
        self.list(vars, ", ", |d, v| d.name(&v.name));
        self.text(" in ");
        self.expr(iter);
        if let Some(filter) = filter {
            self.text(" if ");
            self.expr(filter);
        }
        self.text(": ");
    }

    pub(super) fn arguments(&mut self, arguments: &[Argument]) {
        self.text("(");
        self.list(arguments, ", ", |d, a| {
            if let Some(name) = &a.name {
                d.name(&name.name);
                d.text(": ");
            }
            d.expr(&a.value);
        });
        self.text(")");
    }

    pub(super) fn literal(&mut self, literal: &Literal) {
        match literal {
            Literal::Null => self.text("null"),
            Literal::Bool(b) => self.show(b),
            Literal::Int(i) => self.show(i),
            Literal::Float(f) => self.show(format_args!("{f:?}")),
            Literal::String(text) => self.quoted(text),
            Literal::Duration(n, unit) => self.show(format_args!("{n}{}", unit.suffix())),
            Literal::Size(n, unit) => self.show(format_args!("{n}{}", unit.suffix())),
        }
    }

    fn element(&mut self, element: &Element) {
        match element {
            Element::Item(e) => self.expr(e),
            Element::Spread { value, .. } => {
                self.text("...");
                self.expr(value);
            }
            Element::If { cond, element, .. } => {
                self.text("if ");
                self.expr(cond);
                self.text(": ");
                self.element(element);
            }
        }
    }

    pub(super) fn record(&mut self, record: &Record) {
        self.text("{");
        self.list(&record.fields, ", ", Dump::field);
        self.text("}");
        self.span(record.span);
    }

    pub(super) fn field(&mut self, field: &Field) {
        match field {
            Field::Pair { key, value, .. } => {
                match key {
                    Key::Name(ident) => self.name(&ident.name),
                    Key::Quoted(ident) => self.quoted(&ident.name),
                    Key::Computed(e) => {
                        self.text("[");
                        self.expr(e);
                        self.text("]");
                    }
                }
                self.text(": ");
                self.expr(value);
            }
            Field::Shorthand(name) => self.name(&name.name),
            Field::Spread { value, .. } => {
                self.text("...");
                self.expr(value);
            }
            Field::If { cond, field, .. } => {
                self.text("if ");
                self.expr(cond);
                self.text(": ");
                self.field(field);
            }
            Field::Error(_) => self.text("<error>"),
        }
    }

    fn arm(&mut self, arm: &Arm) {
        self.text("(");
        self.list(&arm.patterns, " | ", Dump::pattern);
        if let Some(binding) = &arm.binding {
            self.text(" as ");
            self.name(&binding.name);
        }
        self.text(" => ");
        self.expr(&arm.value);
        self.text(")");
    }

    fn pattern(&mut self, pattern: &Pattern) {
        match &pattern.kind {
            PatternKind::Wildcard => self.text("_"),
            PatternKind::Literal(literal) => self.literal(literal),
            PatternKind::Type(path) => {
                self.text("type ");
                self.show(path);
            }
            PatternKind::ResourceType(name) => self.text(&name.name),
            PatternKind::Binding(name) => {
                self.text("let ");
                self.name(&name.name);
            }
            PatternKind::Record(fields) => {
                self.text("{");
                self.list(fields, ", ", |d, f| {
                    d.name(&f.name.name);
                    if let Some(pattern) = &f.pattern {
                        d.text(": ");
                        d.pattern(pattern);
                    }
                });
                self.text("}");
            }
            PatternKind::Error => self.text("<error>"),
        }
        self.span(pattern.span);
    }
}
