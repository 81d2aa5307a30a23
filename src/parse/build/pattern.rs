//! `match` and its patterns.

use super::{Builder, P};
use crate::ast::{Arm, Expr, ExprKind, Literal, Pattern, PatternField, PatternKind, ResourceTypeName};
use crate::parse::grammar::Rule;

impl Builder<'_, '_> {
    /// A `match_expr` pair.
    pub(super) fn match_expr(&mut self, pair: P) -> ExprKind {
        let mut subject = None;
        let mut arms = Vec::new();
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::junk_head => {
                    self.entry_failed = self.panic;
                    self.left_over(&inner, "`{`");
                    self.panic = true;
                }
                Rule::brace_below => self.brace_below(&inner),
                Rule::m_block => {
                    self.missing(&inner, "`{` and the arms of the `match`");
                }
                Rule::arms => arms = self.arms(inner),
                _ => subject = Some(self.value(inner, "a value after `match`")),
            }
        }
        match subject {
            Some(subject) => ExprKind::Match { subject: Box::new(subject), arms },
            None => ExprKind::Error,
        }
    }

    fn arms(&mut self, pair: P) -> Vec<Arm> {
        let opener = pair.as_span().start();
        let mut arms = Vec::new();
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::arm => arms.push(self.entry(|b| b.arm(inner))),
                Rule::junk_field => self.left_over(&inner, "`,`, a new line or `}`"),
                Rule::unclosed => self.unclosed(opener, &inner),
                Rule::doc => {
                    let span = self.span(&inner);
                    self.note(crate::parse::errors::useless_docs(span));
                }
                _ => {
                    self.other(&inner, "a pattern");
                }
            }
        }
        arms
    }

    fn arm(&mut self, pair: P) -> Arm {
        let span = self.span(&pair);
        let mut arm = Arm {
            patterns: Vec::new(),
            binding: None,
            value: Expr { kind: ExprKind::Error, span: span.after() },
            span,
        };
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::pattern => arm.patterns.push(self.pattern(inner, false)),
                Rule::bar => {}
                Rule::word | Rule::bad | Rule::m_name => {
                    let name = self.name(&inner, "a name after `as`");
                    self.check_style(&name, "a pattern's name", false);
                    arm.binding = Some(name);
                }
                Rule::m_arrow => {
                    self.missing_help(&inner, "`=>`", Some("an arm is written `pattern => value`".to_owned()));
                }
                Rule::as_arrow => self.as_arrow(&inner, "an arm is written `pattern => value`"),
                _ => arm.value = self.value(inner, "a value after `=>`"),
            }
        }
        arm
    }

    /// `inside` a record pattern a word alone is a name for the field's value.
    fn pattern(&mut self, pair: P, inside: bool) -> Pattern {
        let span = self.span(&pair);
        let error = Pattern { kind: PatternKind::Error, span };
        let Some(inner) = pair.into_inner().next() else { return error };
        let kind = match inner.as_rule() {
            Rule::path => match inner.as_str() {
                "_" => PatternKind::Wildcard,
                "null" => PatternKind::Literal(Literal::Null),
                "true" => PatternKind::Literal(Literal::Bool(true)),
                "false" => PatternKind::Literal(Literal::Bool(false)),
                text if text.contains("::") => {
                    PatternKind::ResourceType(ResourceTypeName { name: self.shared.names.get(text), span })
                }
                text if inside && !text.contains('.') && text.starts_with(|c: char| !c.is_ascii_uppercase()) => {
                    PatternKind::Binding(self.ident(&inner))
                }
                _ => PatternKind::Type(self.path(&inner)),
            },
            Rule::number | Rule::negative => {
                self.number(inner.as_str(), span).map_or(PatternKind::Error, PatternKind::Literal)
            }
            Rule::record_pattern => {
                let fields = self.deeper(1, span, |b| b.record_pattern(inner));
                fields.map_or(PatternKind::Error, PatternKind::Record)
            }
            Rule::bad => PatternKind::Error,
            _ => {
                let text = self.plain_text(inner, "a pattern", "compare with `==` in an `if` instead");
                text.map_or(PatternKind::Error, |t| PatternKind::Literal(Literal::String(t)))
            }
        };
        Pattern { kind, span }
    }

    fn record_pattern(&mut self, pair: P) -> Vec<PatternField> {
        let opener = pair.as_span().start();
        let mut fields = Vec::new();
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::field_pattern => fields.push(self.entry(|b| b.field_pattern(inner))),
                Rule::junk_field => self.left_over(&inner, "`,`, a new line or `}`"),
                Rule::unclosed => self.unclosed(opener, &inner),
                _ => {
                    self.other(&inner, "a field's name");
                }
            }
        }
        fields
    }

    fn field_pattern(&mut self, pair: P) -> PatternField {
        let mut name = None;
        let mut pattern = None;
        let span = self.span(&pair);
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::word => name = Some(self.ident(&inner)),
                Rule::as_colon => self.as_colon(&inner, "a field of a pattern is written `name: pattern`"),
                Rule::pattern => pattern = Some(self.pattern(inner, true)),
                _ => {
                    let span = self.missing(&inner, "a pattern after `:`");
                    pattern = Some(Pattern { kind: PatternKind::Error, span });
                }
            }
        }
        PatternField { name: name.unwrap_or_else(|| crate::ast::Ident::missing(span)), pattern }
    }
}
