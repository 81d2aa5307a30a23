//! Rules and tests.

use super::body::{Body, Lead};
use super::{Builder, P};
use crate::ast::{Block, Ident, RuleDecl, Test, TestKind, TypeRef};
use crate::parse::grammar::Rule;

impl Builder<'_, '_> {
    fn quoted_name(&mut self, pair: P, what: &str) -> Ident {
        let span = self.span(&pair);
        if pair.as_rule() == Rule::m_string {
            return Ident::missing(self.missing(&pair, &format!("{what}'s name in quotes")));
        }
        let help = "it is shown in reports, the same for every environment";
        let name = self.plain_text(pair, &format!("the name of {what}"), help);
        Ident { name: name.unwrap_or_default(), span }
    }

    pub(super) fn rule(&mut self, pair: P, lead: &mut Lead) -> RuleDecl {
        let span = self.span(&pair);
        let mut rule = RuleDecl {
            attached: self.attached(lead),
            name: Ident::missing(span),
            types: Vec::new(),
            binding: Ident::missing(span),
            body: Block { stmts: Vec::new(), span: span.after() },
            span,
        };
        let mut named = false;
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::bar => {}
                Rule::path | Rule::m_path => {
                    let ty = self.type_ref(&inner, "a type after `for`");
                    rule.types.push(ty);
                }
                Rule::word => rule.binding = self.name(&inner, "`as` and a name for the resource"),
                Rule::m_name => {
                    let help = "write `as r` after the type: `r` is the resource that the rule looks at".to_owned();
                    let at = self.missing_help(&inner, "`as` and a name for the resource", Some(help));
                    rule.binding = Ident::missing(at);
                }
                Rule::m_about => {
                    let help = "write `rule \"name\" for TYPE as r { … }`".to_owned();
                    self.missing_help(&inner, "`for`", Some(help));
                }
                Rule::bad if named => {}
                Rule::block | Rule::brace_below | Rule::m_block => {
                    if let Some(body) = self.body(inner, Body::Rule, false, "the rule") {
                        rule.body = body;
                    }
                }
                _ => {
                    named = true;
                    rule.name = self.quoted_name(inner, "a rule");
                }
            }
        }
        if rule.types.is_empty() {
            rule.types.push(TypeRef::Error(span));
        }
        if rule.binding.is_missing() {
            // Its body cannot be about the resource.
            rule.body.stmts.clear();
        }
        rule
    }

    pub(super) fn test(&mut self, pair: P, lead: &mut Lead) -> Test {
        let span = self.span(&pair);
        let attached = self.attached(lead);
        let (mut name, mut kind) = (Ident::missing(span), TestKind::Error(span));
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::test_for => kind = self.test_for(inner),
                Rule::test_expects => kind = self.test_expects(inner),
                Rule::m_about => {
                    let help = "write `test \"name\" for ENV { … }` or `test \"name\" expects E0301 { … }`".to_owned();
                    self.missing_help(&inner, "`for` or `expects`", Some(help));
                }
                Rule::block | Rule::brace_below | Rule::m_block => {
                    self.body(inner, Body::Test, false, "the test");
                }
                _ => name = self.quoted_name(inner, "a test"),
            }
        }
        Test { attached, name, kind, span }
    }

    fn test_for(&mut self, pair: P) -> TestKind {
        let span = self.span(&pair);
        let mut envs = Vec::new();
        let mut body = Block { stmts: Vec::new(), span: span.after() };
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::path => envs.push(self.path(&inner)),
                Rule::m_path => {
                    self.missing(&inner, "an environment after `for`");
                }
                Rule::bad => {}
                _ => body = self.body(inner, Body::Test, false, "the test").unwrap_or(body),
            }
        }
        TestKind::For { envs, body }
    }

    fn test_expects(&mut self, pair: P) -> TestKind {
        let span = self.span(&pair);
        let (mut code, mut items, mut program) = (Ident::missing(span), Vec::new(), span.after());
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::items => {
                    program = self.span(&inner);
                    items = self.items(inner);
                }
                Rule::brace_below => self.brace_below(&inner),
                Rule::m_block => {
                    self.missing(&inner, "`{` and a program");
                }
                _ => code = self.name(&inner, "the code of a diagnostic after `expects`"),
            }
        }
        TestKind::Expects { code, items, program }
    }
}
