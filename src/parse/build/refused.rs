//! Stretches of a file that are no declaration: one diagnostic for each.

use super::Builder;
use super::body::nearest_item;
use super::item::describe;
use crate::ast::Item;
use crate::parse::errors;
use crate::parse::scan::{CutKind, STATEMENT_WORDS};
use crate::source::Span;

impl Builder<'_, '_> {
    /// Reports a cut that the grammar does not get to see; `before` is the declaration before it.
    pub fn refused(mut self, before: Option<&Item>) {
        let whole = self.at(0, self.text.len());
        if let Some(at) = self.cut.too_deep {
            let at = at - self.cut.range.start;
            self.note(errors::too_deep(self.at(at, at + 1)));
            return;
        }
        let start = self.lead_length();
        let (span, found) = self.found(start);
        let rest = &self.text[span.start as usize..];
        let word = rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or("");
        let diagnostic = match self.cut.kind {
            CutKind::Docs => errors::useless_docs(whole),
            CutKind::Lead => errors::decorator(self.first_decorator(), ""),
            CutKind::Foreign => errors::foreign_declaration(span, word),
            CutKind::Statement if is_block_of_terraform(rest) => errors::terraform(span, word),
            _ if is_template(word, rest) => errors::template(span),
            CutKind::Statement => self.outside(span, word, before),
            _ if STATEMENT_WORDS.contains(&word) => self.outside(span, word, before),
            _ if matches!(word, "else" | "elif" | "elsif" | "elseif") => errors::else_alone(span, word),
            _ if rest.starts_with(['}', ')', ']']) => errors::stray_closer(span, &rest[..1], None),
            _ if !word.is_empty() && rest[word.len()..].trim_start_matches(' ').starts_with('=') => {
                errors::unknown_item(span, &found, Some(errors::missing_let(word)))
            }
            _ => errors::unknown_item(span, &found, nearest_item(word)),
        };
        self.note(diagnostic);
    }

    fn outside(&self, span: Span, word: &str, before: Option<&Item>) -> crate::diagnostics::Diagnostic {
        let indented = self.shared.file.position(self.cut.range.start).column > 1;
        let closed = before.filter(|item| {
            indented && matches!(item, Item::Construct(_) | Item::Stack(_) | Item::App(_) | Item::Env(_))
        });
        let closed = closed.map(|item| {
            let end = item.span().after();
            (Span { start: end.start.saturating_sub(1), ..end }, describe(item))
        });
        errors::outside(span, word, closed.as_ref().map(|(span, what)| (*span, what.as_str())))
    }

    /// The length of the documentation and decorators at the start.
    fn lead_length(&self) -> usize {
        let mut at = 0;
        for line in self.text.split_inclusive(['\n', '\u{b}', '\u{c}']) {
            let text = line.trim_start();
            if !text.starts_with("///") && !text.starts_with('@') {
                break;
            }
            at += line.len();
        }
        if at >= self.text.len() { 0 } else { at }
    }

    fn first_decorator(&self) -> Span {
        let at = self.text.split_inclusive(['\n', '\u{b}', '\u{c}']).scan(0, |start, line| {
            let at = *start;
            *start += line.len();
            Some((at, line))
        });
        let line = at.into_iter().find(|(_, line)| line.trim_start().starts_with('@'));
        line.map_or(self.at(0, self.text.len()), |(at, line)| {
            let indent = line.len() - line.trim_start().len();
            self.at(at + indent, at + line.trim_end().len())
        })
    }

    /// A declaration that the grammar could not read: pest gives up when the stack is nearly used up.
    pub fn unreadable(mut self) -> Item {
        self.note(errors::too_deep(self.at(0, self.text.len().min(1))));
        Item::Error(self.at(0, self.text.len()))
    }
}

/// `resource "aws_s3_bucket" "logs" {`, `output "x" {`.
pub(super) fn is_block_of_terraform(text: &str) -> bool {
    let word = text.split(' ').next().unwrap_or("");
    matches!(word, "resource" | "output") && text[word.len()..].trim_start_matches(' ').starts_with('"')
}

/// Whether a template of CloudFormation begins here.
fn is_template(word: &str, text: &str) -> bool {
    let is_key = text[word.len()..].starts_with(':');
    text.starts_with("{ ") && text.contains("\"Resources\"")
        || is_key && matches!(word, "AWSTemplateFormatVersion" | "Resources" | "Parameters" | "Outputs" | "Transform")
}
