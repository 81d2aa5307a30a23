//! Records.

use super::{Builder, P};
use crate::ast::{Expr, ExprKind, Field, Ident, Key, Record};
use crate::parse::errors;
use crate::parse::grammar::Rule;

impl Builder<'_, '_> {
    /// A `record` pair.
    pub(super) fn record(&mut self, pair: P) -> Record {
        let span = self.span(&pair);
        let opener = pair.as_span().start();
        let mut fields = Vec::new();
        for inner in pair.into_inner() {
            spoil(fields.last_mut(), &inner);
            if let Some(field) = self.record_entry(inner, opener) {
                fields.push(field);
            }
        }
        Record { fields, span }
    }

    /// Anything that stands between the braces of a record which open at `opener`.
    pub(super) fn record_entry(&mut self, pair: P, opener: usize) -> Option<Field> {
        match pair.as_rule() {
            Rule::doc => {
                let span = self.span(&pair);
                self.note(errors::useless_docs(span));
            }
            Rule::junk_field => self.left_over(&pair, "`,`, a new line or `}`"),
            Rule::unclosed => self.unclosed(opener, &pair),
            Rule::other_field | Rule::comma_gap => return Some(Field::Error(self.other(&pair, "a field"))),
            _ => return Some(self.entry(|b| b.field(pair))),
        }
        None
    }

    fn field(&mut self, pair: P) -> Field {
        let span = self.span(&pair);
        match pair.as_rule() {
            Rule::pair => self.pair(pair),
            Rule::shorthand => match pair.into_inner().next() {
                Some(word) => {
                    let name = self.name(&word, "a field");
                    if name.is_missing() { Field::Error(span) } else { Field::Shorthand(name) }
                }
                None => Field::Error(span),
            },
            Rule::spread => Field::Spread { value: self.spread(pair), span },
            Rule::if_field => {
                let (mut cond, mut field) = (None, None);
                for inner in pair.into_inner() {
                    match inner.as_rule() {
                        Rule::m_colon => {
                            let help = "a conditional field is written `if c: key: value`".to_owned();
                            self.missing_help(&inner, "`:`", Some(help));
                        }
                        Rule::m_field => {
                            self.missing(&inner, "a field after `:`");
                        }
                        _ if cond.is_none() => cond = Some(self.value(inner, "a condition after `if`")),
                        _ => field = Some(self.field(inner)),
                    }
                }
                let cond = cond.unwrap_or(Expr { kind: ExprKind::Error, span });
                Field::If { cond, field: Box::new(field.unwrap_or(Field::Error(span.after()))), span }
            }
            _ => Field::Error(span),
        }
    }

    fn pair(&mut self, pair: P) -> Field {
        let span = self.span(&pair);
        let mut key = None;
        let mut value = Expr { kind: ExprKind::Error, span };
        for inner in pair.into_inner() {
            let at = self.span(&inner);
            match inner.as_rule() {
                Rule::as_colon => self.as_colon(&inner, "a field is written `key: value`; `=` declares names"),
                Rule::m_colon => {
                    let help = "a field is written `key: value`".to_owned();
                    let (at, found) = self.found(at.start as usize);
                    self.note(errors::expected(at, "`:`", &found).help(help));
                }
                Rule::expr | Rule::m_expr if key.is_some() => value = self.value(inner, "an expression"),
                Rule::word => key = Some(Key::Name(self.ident(&inner))),
                Rule::computed => {
                    let e = self.bracketed(inner, "a key", "`]`");
                    key = Some(Key::Computed(Box::new(e)));
                }
                Rule::bad => key = Some(Key::Quoted(Ident::missing(at))),
                _ => {
                    let help = "a computed key is written `[\"a-${b}\"]: value`";
                    key = Some(match self.plain_text(inner, "a quoted key", help) {
                        Some(name) => Key::Quoted(Ident { name, span: at }),
                        None => Key::Computed(Box::new(Expr { kind: ExprKind::Error, span: at })),
                    });
                }
            }
        }
        match key {
            Some(Key::Quoted(ident))
                if ident.is_missing() && self.text[ident.span.start as usize..].starts_with('\u{1}') =>
            {
                Field::Error(span)
            }
            Some(key) => Field::Pair { key, value, span },
            None => Field::Error(span),
        }
    }
}

/// What follows a field may say that it is none: `c ? a : b` and `a.b: c` begin with what is no value by itself.
pub(super) fn spoil(before: Option<&mut Field>, pair: &P) {
    if pair.as_rule() != Rule::junk_field {
        return;
    }
    match (before, pair.as_str().chars().next()) {
        (Some(Field::Pair { value, .. }), Some('?')) => value.kind = ExprKind::Error,
        (Some(field @ Field::Shorthand(_)), Some('.')) => *field = Field::Error(field.span()),
        _ => {}
    }
}
