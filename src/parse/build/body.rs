//! Bodies: which statements stand where, and what is attached to them.

use super::{Builder, P};
use crate::ast::{Attached, Block, Decorator, Docs, Expr, ExprKind, Ident, Stmt};
use crate::parse::errors;
use crate::parse::grammar::Rule;
use crate::parse::scan::{ITEM_WORDS, STATEMENT_WORDS};

/// Whose body it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Body {
    Construct,
    Stack,
    App,
    Rule,
    Test,
}

/// Documentation and decorators that wait for their declaration.
#[derive(Default)]
pub(super) struct Lead<'i> {
    pub docs: Vec<P<'i>>,
    pub decorators: Vec<Decorator>,
}

impl Builder<'_, '_> {
    /// What a declaration gets of what stood before it.
    pub(super) fn attached(&mut self, lead: &mut Lead) -> Attached {
        Attached { docs: self.docs(&mut lead.docs), decorators: std::mem::take(&mut lead.decorators) }
    }

    /// The documentation in `doc` pairs.
    pub(super) fn docs(&mut self, pairs: &mut Vec<P>) -> Option<Docs> {
        let (first, last) = (pairs.first()?, pairs.last()?);
        let span = self.span(first).to(self.span(last));
        let lines = pairs.iter().map(|p| {
            let line = p.as_str().strip_prefix("///").unwrap_or("");
            line.strip_prefix(' ').unwrap_or(line).trim_end()
        });
        let text = lines.collect::<Vec<_>>().join("\n");
        pairs.clear();
        Some(Docs { text: text.into(), span })
    }

    /// Reports documentation and decorators before something that has none.
    pub(super) fn refuse(&mut self, lead: &mut Lead, what: &str) {
        if let Some(docs) = self.docs(&mut lead.docs) {
            self.note(errors::useless_docs(docs.span));
        }
        for decorator in std::mem::take(&mut lead.decorators) {
            self.note(errors::decorator(decorator.span, what));
        }
    }

    /// A `doc` or `decorator` pair; whether it was one.
    pub(super) fn lead<'i>(&mut self, pair: &P<'i>, lead: &mut Lead<'i>) -> bool {
        match pair.as_rule() {
            Rule::doc => lead.docs.push(pair.clone()),
            Rule::decorator => {
                let decorator = self.entry(|b| b.decorator(pair.clone()));
                lead.decorators.push(decorator);
            }
            _ => return false,
        }
        true
    }

    fn decorator(&mut self, pair: P) -> Decorator {
        let span = self.span(&pair);
        let mut decorator = Decorator { name: Ident::missing(span), arguments: Vec::new(), span };
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::call => decorator.arguments = self.arguments(inner),
                Rule::word => decorator.name = self.ident(&inner),
                _ => decorator.name = Ident::missing(self.missing(&inner, "a decorator's name after `@`")),
            }
        }
        decorator
    }

    /// A `block` pair. `nested`: inside an `if` or `for` of the body.
    pub(super) fn block(&mut self, pair: P, body: Body, nested: bool) -> Block {
        let span = self.span(&pair);
        let opener = pair.as_span().start();
        let mut stmts = Vec::new();
        let mut lead = Lead::default();
        for inner in pair.into_inner() {
            if self.lead(&inner, &mut lead) {
                continue;
            }
            match inner.as_rule() {
                Rule::junk_line => {
                    self.left_over(&inner, "the end of the line");
                    self.spoil(stmts.last_mut(), inner.as_str());
                }
                Rule::unclosed => self.unclosed(opener, &inner),
                Rule::other_line => {
                    lead = Lead::default();
                    self.unknown_stmt(&inner);
                    stmts.push(Stmt::Error(self.span(&inner)));
                }
                _ => stmts.push(self.entry(|b| b.stmt(inner, &mut lead, body, nested))),
            }
        }
        self.refuse(&mut lead, "");
        Block { stmts, span }
    }

    /// What is left over may say that what stands before it is no value: then that gives no second mistake.
    fn spoil(&mut self, before: Option<&mut Stmt>, left_over: &str) {
        match before {
            Some(Stmt::Let(tree)) if left_over.starts_with('{') || left_over.starts_with("=>") => {
                tree.value.kind = ExprKind::Error;
            }
            Some(Stmt::Assert(tree)) if left_over.starts_with('=') => tree.cond.kind = ExprKind::Error,
            Some(Stmt::Output(tree)) if tree.value.is_none() => {
                tree.value = Some(Expr { kind: ExprKind::Error, span: tree.span.after() });
            }
            _ => {}
        }
    }

    /// A `body`: a block, perhaps with its brace on the next line, or nothing. `None` for a pair that is neither.
    pub(super) fn body(&mut self, pair: P, body: Body, nested: bool, what: &str) -> Option<Block> {
        match pair.as_rule() {
            Rule::block => {
                let span = self.span(&pair);
                let block = self.deeper(1, span, |b| {
                    let (panic, failed) = (b.panic, b.entry_failed);
                    let block = b.entry(|b| b.block(pair, body, nested));
                    // Only what was reported before and by an open brace counts for the statement around.
                    let inner = std::mem::replace(&mut b.entry_failed, failed);
                    b.panic = panic || inner;
                    block
                });
                Some(block.unwrap_or(Block { stmts: Vec::new(), span }))
            }
            Rule::brace_below => {
                self.brace_below(&pair);
                None
            }
            Rule::m_block => {
                let span = self.missing(&pair, &format!("`{{` and the body of {what}"));
                Some(Block { stmts: Vec::new(), span })
            }
            _ => None,
        }
    }

    /// Whether a decorator without arguments stands before `at` on its line.
    fn follows_decorator(&self, at: usize) -> bool {
        let before = self.text[..at].trim_end_matches(' ');
        let word = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
        word.len() < before.len() && word.ends_with('@')
    }

    /// A line of a body that begins no statement.
    fn unknown_stmt(&mut self, pair: &P) {
        let start = pair.as_span().start();
        let (span, found) = self.found(start);
        let rest = &self.text[span.start as usize..];
        let word = rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or("");
        let after = rest[word.len()..].trim_start_matches(' ');
        let diagnostic = match word {
            "else" | "elif" | "elsif" | "elseif" => errors::else_alone(span, word),
            "use" | "type" | "fn" | "construct" | "app" | "env" | "abstract" | "rule" | "test" => errors::misplaced(
                span,
                &format!("`{word}`"),
                "in a body",
                "put it at file level, outside of all braces",
            ),
            "foreach" | "while" | "loop" | "forEach" => {
                let help = "a loop is written `for x in xs { … }`".to_owned();
                errors::unknown_stmt(span, &found, Some(help))
            }
            "return" => {
                let help = "what is seen from outside is declared by `output name = …`".to_owned();
                errors::unknown_stmt(span, &found, Some(help))
            }
            "override" => errors::misplaced(span, "`override`", "in a body", "an override stands in an `env`"),
            _ if errors::is_foreign_declaration(word)
                && after.starts_with(|c: char| c.is_ascii_alphabetic() || c == '"') =>
            {
                match word {
                    "export" => errors::foreign_export(span),
                    _ => errors::foreign_declaration(span, word),
                }
            }
            "" if rest.starts_with("--") => errors::dashes(self.at(span.start as usize, span.start as usize + 2)),
            _ if self.follows_decorator(start) => errors::decorator_arguments(span, &found, rest),
            _ if word.starts_with(|c: char| c.is_ascii_uppercase())
                && after.starts_with(|c: char| c.is_ascii_lowercase())
                && !STATEMENT_WORDS.contains(&word.to_ascii_lowercase().as_str()) =>
            {
                let name = after.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or("name");
                let help = format!("an instance is declared by `resource {name} = {word} {{ … }}`");
                errors::unknown_stmt(span, &found, Some(help))
            }
            "" if rest.starts_with(['}', ')', ']']) => errors::stray_closer(span, &rest[..1], None),
            "" if rest.starts_with(['&', '|', '+', '-', '*', '/', '%', '<', '>', '=', '!', '?']) => {
                let help = "end the line before with the operator: what follows it goes on".to_owned();
                errors::unknown_stmt(span, &found, Some(help))
            }
            _ if !word.is_empty() && after.starts_with('=') => {
                errors::unknown_stmt(span, &found, Some(errors::missing_let(word)))
            }
            _ => errors::unknown_stmt(span, &found, nearest(word, &STATEMENT_WORDS)),
        };
        self.entry(|b| b.note(diagnostic));
    }
}

/// The word that was probably meant, as a help.
pub(in crate::parse) fn nearest(word: &str, words: &[&str]) -> Option<String> {
    let lower = word.to_ascii_lowercase();
    let near = |w: &&&str| strsim::damerau_levenshtein(&lower, w) <= if w.len() > 4 { 2 } else { 1 };
    let best = words.iter().filter(near).min_by_key(|w| strsim::damerau_levenshtein(&lower, w));
    best.filter(|_| word.len() > 1).map(|w| format!("perhaps `{w}` is meant"))
}

/// The declaration's keyword that was probably meant, as a help.
pub(in crate::parse) fn nearest_item(word: &str) -> Option<String> {
    nearest(word, &ITEM_WORDS)
}
