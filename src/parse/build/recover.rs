//! Missing parts, unclosed brackets and left-over text: how they are told.

use super::{Builder, P};
use crate::ast::Ident;
use crate::parse::errors;
use crate::parse::grammar::Rule;
use crate::parse::scan::{BAD, KEY, STATEMENT};
use crate::source::Span;

impl Builder<'_, '_> {
    /// What stands at `at`, in words, and its extent; a missing part is reported there.
    pub(super) fn found(&self, at: usize) -> (Span, String) {
        let rest = &self.text[at..];
        let spaces = rest.len() - rest.trim_start_matches(' ').len();
        let start = at + spaces;
        let rest = &self.text[start..];
        let Some(first) = rest.chars().next() else {
            let end = if self.last { "the end of the file" } else { "the end of the line" };
            return (self.at(at, at), end.to_owned());
        };
        let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let (length, text) = match first {
            '\n' => return (self.at(at, at), "the end of the line".to_owned()),
            c if c as u32 == u32::from(STATEMENT) || c as u32 == u32::from(KEY) => {
                return (self.at(at, at), "the end of the line".to_owned());
            }
            c if c as u32 == u32::from(BAD) => (rest.find(|c| c as u32 != u32::from(BAD)), "this text".to_owned()),
            '"' => (Some(string_length(rest)), "a string".to_owned()),
            c if word(c) => {
                let length = rest.find(|c| !word(c)).unwrap_or(rest.len());
                (Some(length), format!("`{}`", &rest[..length]))
            }
            _ => {
                let two = rest.get(..2).unwrap_or("");
                let doubled = ["==", "=>", "!=", "<=", ">=", "&&", "||", "??", "?.", "->", "::", "..", ":="];
                let length = if doubled.contains(&two) { 2 } else { first.len_utf8() };
                (Some(length), format!("`{}`", &rest[..length]))
            }
        };
        (self.at(start, start + length.unwrap_or(rest.len())), text)
    }

    /// Reports that `what` is missing at an `m_…` pair.
    pub(super) fn missing(&mut self, pair: &P, what: &str) -> Span {
        self.missing_help(pair, what, None)
    }

    /// The same, saying what to write.
    pub(super) fn missing_help(&mut self, pair: &P, what: &str, help: Option<String>) -> Span {
        let at = pair.as_span().start();
        let (span, found) = self.found(at);
        self.misses(span);
        self.report(errors::expected(span, what, &found).help_opt(help));
        span
    }

    /// Notes where the first part is missing that is reported: there a bracket that is not closed is no second mistake.
    pub(super) fn misses(&mut self, span: Span) {
        if !self.panic && !self.muted {
            self.missing_at.get_or_insert(span.start as usize);
        }
    }

    /// A declared or given name: a word, or a missing one. `what` names it in words.
    pub(super) fn name(&mut self, pair: &P, what: &str) -> Ident {
        match pair.as_rule() {
            Rule::word => {
                let ident = self.ident(pair);
                if is_reserved(&ident.name) {
                    self.note(errors::reserved(ident.span, &ident.name));
                    return Ident::missing(ident.span);
                }
                ident
            }
            Rule::bad => Ident::missing(self.span(pair)),
            _ => {
                let span = self.missing(pair, what);
                Ident::missing(span)
            }
        }
    }

    /// An `unclosed` pair of the bracket at `opener`.
    pub(super) fn unclosed(&mut self, opener: usize, pair: &P) {
        if !self.panic && !self.muted {
            self.unclosed.push((opener, pair.as_span().start()));
        }
        self.panic = true;
    }

    /// Reports the brackets that were not closed: of those that end at one place only the one most probably forgotten.
    pub(super) fn report_unclosed(&mut self) {
        let mut unclosed = std::mem::take(&mut self.unclosed);
        unclosed.sort_by_key(|(opener, at)| (*at, *opener));
        self.panic = false;
        for group in unclosed.chunk_by(|a, b| a.1 == b.1) {
            let Some(&(innermost, at)) = group.last() else { continue };
            let (span, found) = self.found(at);
            let at_end = span.start as usize >= self.text.len();
            if at_end && (self.cut.swallowed || self.missing_at == Some(span.start as usize)) {
                continue;
            }
            let suspect = self.cut.suspect.map(|s| s - self.cut.range.start).filter(|_| at_end);
            let opener = suspect.unwrap_or(innermost);
            let bracket = self.text[opener..].chars().next().unwrap_or('{');
            let before = match suspect {
                Some(_) => None,
                None if at_end && !self.last => Some((span, "the next declaration")),
                None => Some((span, found.as_str())),
            };
            self.note(errors::unclosed(self.at(opener, opener + 1), bracket, before));
        }
    }

    /// A `junk_…` pair after an entry.
    pub(super) fn left_over(&mut self, pair: &P, wanted: &str) {
        if self.entry_failed {
            return;
        }
        let start = pair.as_span().start();
        let (span, found) = self.found(start);
        let text = &self.text[span.start as usize..];
        let before = last_token(&self.text[..start]);
        if text.starts_with("[]") {
            let element = before.to_owned();
            self.entry(|b| b.note(errors::list_type(span, &element)));
            return;
        }
        let word = text.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        let elif = matches!(word, "else" | "elif" | "elsif" | "elseif") && wanted == "the end of the line";
        if elif || text.starts_with(['}', ')', ']']) {
            let diagnostic =
                if elif { errors::else_alone(span, word) } else { errors::stray_closer(span, &text[..1], None) };
            self.entry(|b| b.note(diagnostic));
            return;
        }
        let line = self.text[..start].rsplit(['\n', '\u{b}', '\u{c}']).next().unwrap_or("");
        let entry = |b: &mut Self| match errors::left_over(span, text, (line, before), wanted, &found) {
            Some(diagnostic) => b.note(diagnostic),
            None => b.note(errors::expected(span, wanted, &found)),
        };
        self.entry(entry);
    }

    /// An entry that is nothing but left-over text, or a comma with nothing before it.
    pub(super) fn other(&mut self, pair: &P, what: &str) -> Span {
        let start = pair.as_span().start();
        let (span, found) = self.found(start);
        self.entry(|b| b.note(errors::expected(span, what, &found)));
        self.span(pair)
    }

    /// A `brace_below` pair.
    pub(super) fn brace_below(&mut self, pair: &P) {
        let brace = pair.as_span().end();
        self.note(errors::brace_below(self.at(brace, brace + 1)));
    }
}

/// `true false null` and the words of expressions.
pub(super) fn is_reserved(word: &str) -> bool {
    matches!(word, "true" | "false" | "null" | "if" | "then" | "else" | "for" | "in" | "match")
}

/// The word, or string, that `text` ends with.
fn last_token(text: &str) -> &str {
    let text = text.trim_end();
    if text.ends_with('"') {
        return text.get(text.len() - 1..).unwrap_or("");
    }
    let start = text.rfind(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | ':' | '.')).map_or(0, |p| p + 1);
    text.get(start..).unwrap_or("")
}

fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (i, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return i + 1,
            '\n' => return i,
            _ => {}
        }
    }
    text.len()
}
