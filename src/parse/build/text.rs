//! Strings: escapes, indentation, interpolation.

use super::{Builder, P};
use crate::ast::{Expr, ExprKind, Literal, StringPart, Symbol};
use crate::parse::errors;
use crate::parse::grammar::Rule;

/// Collects a string's parts; neighbouring texts become one.
#[derive(Default)]
struct Parts {
    parts: Vec<StringPart>,
    text: String,
    /// From where to where the text is written.
    extent: Option<(usize, usize)>,
}

impl Parts {
    fn extend(&mut self, start: usize, end: usize) {
        self.extent = Some((self.extent.map_or(start, |e| e.0), end));
    }
}

impl Builder<'_, '_> {
    /// A `string` pair that may hold `${…}`.
    pub(super) fn string(&mut self, pair: P) -> ExprKind {
        let text = pair.as_str();
        match pair.as_rule() {
            Rule::plain => ExprKind::Literal(Literal::String(Symbol::from(text.get(1..text.len() - 1).unwrap_or("")))),
            Rule::interpolated => self.interpolated(pair),
            Rule::multi | Rule::raw => self.lines(pair),
            _ => ExprKind::Error,
        }
    }

    /// A `string` pair that has to be plain text; `place` names it in words. None when it was reported.
    pub(super) fn plain_text(&mut self, pair: P, place: &str, help: &str) -> Option<Symbol> {
        let span = self.span(&pair);
        match self.string(pair) {
            ExprKind::Literal(Literal::String(text)) => Some(text),
            ExprKind::Interpolation(_) => {
                self.note(errors::interpolated_name(span, place, help));
                None
            }
            _ => None,
        }
    }

    fn interpolated(&mut self, pair: P) -> ExprKind {
        let span = pair.as_span();
        let (start, end) = (span.start() + 1, span.end() - 1);
        let mut parts = Parts::default();
        let mut at = start;
        for inner in pair.into_inner().filter(|p| p.as_rule() == Rule::interpolation) {
            let span = inner.as_span();
            self.unescape(at, span.start(), &mut parts);
            at = span.end();
            self.interpolation(inner, &mut parts);
        }
        self.unescape(at, end, &mut parts);
        self.finish(parts)
    }

    /// A string over several lines, or a raw one.
    fn lines(&mut self, pair: P) -> ExprKind {
        let raw = pair.as_rule() == Rule::raw;
        let source = pair.as_str();
        let quote = if raw { source.find('"').map_or(0, |q| q + 1) } else { 3 };
        let close = if raw { quote - 1 } else { 3 };
        let offset = pair.as_span().start();
        let (start, end) = (offset + quote, (offset + source.len()).saturating_sub(close));
        let mut holes: Vec<P> = pair.into_inner().filter(|p| p.as_rule() == Rule::interpolation).collect();
        holes.reverse();
        let layout = Layout::of(self.text.get(start..end).unwrap_or(""), raw);
        let mut parts = Parts::default();
        let mut line_start = start + layout.skip;
        let stop = start + layout.end;
        let mut first = true;
        while line_start <= stop {
            let rest = self.text.get(line_start..stop).unwrap_or("");
            let (length, next) = rest.find('\n').map_or((rest.len(), None), |n| (n, Some(line_start + n + 1)));
            let line = rest[..length].trim_end_matches('\r');
            let line_end = line_start + line.len();
            let indented = !first || layout.skip > 0;
            let indent = if indented { common(line, layout.indent).len() } else { 0 };
            let mut at = (line_start + indent).min(line_end);
            while let Some(hole) = holes.pop_if(|h| h.as_span().start() < line_end.max(line_start + 1)) {
                let span = hole.as_span();
                self.piece(at, span.start(), raw, &mut parts);
                at = span.end();
                self.interpolation(hole, &mut parts);
            }
            self.piece(at, line_end, raw, &mut parts);
            let Some(next) = next else { break };
            parts.text.push('\n');
            parts.extend(line_end, next);
            line_start = next;
            first = false;
        }
        self.finish(parts)
    }

    fn piece(&mut self, start: usize, end: usize, raw: bool, parts: &mut Parts) {
        if !raw {
            self.unescape(start, end, parts);
        } else if let Some(text) = self.text.get(start..end).filter(|t| !t.is_empty()) {
            parts.text.push_str(text);
            parts.extend(start, end);
        }
    }

    fn interpolation(&mut self, pair: P, parts: &mut Parts) {
        let hole = self.span(&pair);
        self.flush(parts);
        let mut inner = pair.into_inner();
        let value = inner.next().map(|p| self.entry(|b| b.value(p, "an expression")));
        for rest in inner.filter(|p| p.as_rule() == Rule::junk_code) {
            self.left_over(&rest, "`}`");
        }
        parts.parts.push(StringPart::Expr(value.unwrap_or(Expr { kind: ExprKind::Error, span: hole })));
    }

    fn flush(&mut self, parts: &mut Parts) {
        if let Some((start, end)) = parts.extent.take()
            && !parts.text.is_empty()
        {
            parts.parts.push(StringPart::Text(Symbol::from(parts.text.as_str()), self.at(start, end)));
            parts.text.clear();
        }
    }

    fn finish(&mut self, mut parts: Parts) -> ExprKind {
        if parts.parts.is_empty() {
            return ExprKind::Literal(Literal::String(Symbol::from(parts.text)));
        }
        self.flush(&mut parts);
        ExprKind::Interpolation(parts.parts)
    }

    /// Adds the text from `start` to `end`, its escapes resolved.
    fn unescape(&mut self, start: usize, end: usize, parts: &mut Parts) {
        let Some(mut rest) = self.text.get(start..end).filter(|t| !t.is_empty()) else { return };
        parts.extend(start, end);
        let mut at = start;
        while let Some(slash) = rest.find('\\') {
            parts.text.push_str(&rest[..slash]);
            let escape = &rest[slash..];
            let length = match unescaped(escape) {
                Ok((c, length)) => {
                    parts.text.push(c);
                    length
                }
                Err(length) => {
                    let span = self.at(at + slash, at + slash + length);
                    self.note(errors::escape(span, &escape[..length]));
                    length
                }
            };
            at += slash + length;
            rest = &escape[length..];
        }
        parts.text.push_str(rest);
    }
}

/// The character of the escape that `text` begins with and its length, or the length of what is none.
fn unescaped(text: &str) -> Result<(char, usize), usize> {
    let Some(second) = text.chars().nth(1) else { return Err(1) };
    let simple = match second {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        '"' | '\\' | '$' => second,
        'u' => {
            let digits = text.get(2..).and_then(|t| t.strip_prefix('{')).and_then(|t| t.split_once('}')).map(|t| t.0);
            let Some(digits) = digits else { return Err(2) };
            let length = digits.len() + 4;
            let valid = (1..=6).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_hexdigit());
            let c = u32::from_str_radix(digits, 16).ok().filter(|_| valid).and_then(char::from_u32);
            return c.map(|c| (c, length)).ok_or(length);
        }
        _ => return Err(1 + second.len_utf8()),
    };
    Ok((simple, 2))
}

/// Which parts of a text over several lines are layout.
struct Layout<'t> {
    /// Bytes before the first line: the rest of the line with the opening quotes.
    skip: usize,
    /// Where the last line ends.
    end: usize,
    /// What every line begins with, spaces or tabs.
    indent: &'t str,
}

impl<'t> Layout<'t> {
    fn of(text: &'t str, raw: bool) -> Layout<'t> {
        let whole = Layout { skip: 0, end: text.len(), indent: "" };
        let Some(first) = text.find('\n') else { return whole };
        let skip = if text[..first].trim().is_empty() { first + 1 } else { 0 };
        // A raw text that begins beside its quotes is taken as it stands.
        if raw && skip == 0 {
            return whole;
        }
        let body = &text[skip..];
        let last = body.rfind('\n').map_or(0, |n| n + 1);
        let closing = &body[last..];
        let own_line = closing.trim().is_empty() && (last > 0 || skip > 0);
        let end = match (own_line, last) {
            (false, _) => text.len(),
            (true, 0) => skip,
            (true, last) => {
                let end = skip + last - 1;
                if text[..end].ends_with('\r') && end > skip { end - 1 } else { end }
            }
        };
        let lines = body.split('\n').skip(if skip == 0 { 1 } else { 0 });
        let mut indent: Option<&str> = own_line.then_some(closing);
        for line in lines.filter(|l| !l.trim().is_empty()) {
            let own = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
            indent = Some(indent.map_or(own, |indent| common(own, indent)));
        }
        Layout { skip, end, indent: indent.unwrap_or("") }
    }
}

/// What two texts begin with alike.
fn common<'t>(a: &'t str, b: &str) -> &'t str {
    let length = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    a.get(..length).unwrap_or("")
}
