//! What other languages write, taken for what is meant: reported once, and made harmless for the grammar.

use super::layout::Before;
use super::strings::is_name;
use super::{BAD, Mistake, Scanner};

/// The tags of YAML templates.
const TAGS: [&[u8]; 17] = [
    b"Ref",
    b"GetAtt",
    b"Sub",
    b"Join",
    b"Select",
    b"Split",
    b"If",
    b"ImportValue",
    b"FindInMap",
    b"Base64",
    b"Cidr",
    b"GetAZs",
    b"Equals",
    b"And",
    b"Or",
    b"Not",
    b"Transform",
];

impl Scanner {
    fn word_end(&self, at: usize) -> usize {
        at + self.out[at..].iter().take_while(|b| is_name(**b)).count()
    }

    /// After spaces, on the same line.
    fn after_spaces(&self, at: usize) -> usize {
        at + self.out[at..].iter().take_while(|b| matches!(**b, b' ' | b'\t')).count()
    }

    /// `for (x in xs) {` and `for x of xs {`: read without the parentheses, and with `in`.
    pub(super) fn foreign_loop(&mut self, end: usize) {
        let open = self.after_spaces(end);
        let line_end = self.line_end_after(end);
        if self.byte(open) == b'('
            && let Some(close) = self.matching(open).filter(|close| *close <= line_end)
            && self.byte(self.after_spaces(close)) == b'{'
        {
            self.mistake(Mistake::LoopParentheses, open..open + 1);
            self.fill(open..open + 1, b' ');
            self.fill(close - 1..close, b' ');
        }
        let name = self.after_spaces(self.word_end(self.after_spaces(open + usize::from(self.byte(open) == b'('))));
        let after = self.word_end(name);
        if &self.out[name..after] == b"of" && self.byte(self.after_spaces(after)) != b'{' {
            self.mistake(Mistake::LoopOf, name..after);
            self.out[name..after].copy_from_slice(b"in");
        }
    }

    /// The first word of a line: `const x = 1` becomes `let   x = 1`, `import { A } from "x"` a `use` of something
    /// that was reported.
    pub(super) fn foreign_start(&mut self, at: usize) {
        if self.occupied || !matches!(self.byte(at), b'c' | b'v' | b'i') {
            return;
        }
        let end = self.word_end(at);
        let next = self.after_spaces(end);
        match &self.out[at..end] {
            b"const" | b"var" | b"val" if next > end => {
                let name = self.word_end(next);
                let sign = self.byte(self.after_spaces(name));
                if name > next && matches!(sign, b'=' | b':') && self.byte(name) != b'(' {
                    self.mistake(Mistake::Foreign, at..end);
                    self.fill(at..end, b' ');
                    self.out[at..at + 3].copy_from_slice(b"let");
                }
            }
            b"import" if next == end + 1 && self.open.is_empty() => self.foreign_import(at, next),
            _ => {}
        }
    }

    fn foreign_import(&mut self, at: usize, next: usize) {
        let line_end = self.line_end_after(at);
        let from = |s: &Scanner, at: usize| s.out[s.after_spaces(at)..line_end].starts_with(b"from ");
        // `use` and a path that was reported, as long as `import` and what follows it.
        let (names, end) = match self.byte(next) {
            b'{' => {
                let close = self.out[next..line_end].iter().position(|b| *b == b'}');
                let Some(end) = close.map(|n| next + n + 1).filter(|end| from(self, *end)) else { return };
                self.out[at..next].copy_from_slice(&[b'u', b's', b'e', b' ', BAD, BAD, b'.']);
                (next..end, end)
            }
            b'*' => {
                let word = self.after_spaces(next + 1);
                let name = self.after_spaces(word + 2);
                let end = self.word_end(name);
                if !self.out[word..].starts_with(b"as ") || !from(self, end) {
                    return;
                }
                self.out[at..next + 1].copy_from_slice(&[b'u', b's', b'e', b' ', BAD, BAD, BAD, BAD]);
                (next + 1..end, end)
            }
            _ => return,
        };
        self.mistake(Mistake::Foreign, at..line_end);
        self.fill(end.max(names.end)..line_end, b' ');
    }

    /// `!Ref x` and its kin where a value stands; the end of it.
    pub(super) fn intrinsic_tag(&mut self, at: usize) -> Option<usize> {
        if !self.byte(at + 1).is_ascii_uppercase() {
            return None;
        }
        let name = self.word_end(at + 1);
        let value = self.after_spaces(name);
        if value == name || !TAGS.contains(&&self.out[at + 1..name]) {
            return None;
        }
        let line_end = self.line_end_after(at);
        let end = match self.byte(value) {
            b'"' => self.plain_end(value),
            b'\'' => self.out[value + 1..line_end].iter().position(|b| *b == b'\'').map(|n| value + n + 2),
            b'[' | b'{' => self.matching(value).filter(|end| *end <= line_end),
            _ => None,
        };
        let stop = |b: &u8| matches!(*b, b',' | b'}' | b']' | b')') || b.is_ascii_whitespace();
        let to_stop = || self.out[value..line_end].iter().position(stop).map_or(line_end, |n| value + n);
        let end = end.unwrap_or_else(to_stop);
        if end == value {
            return None;
        }
        self.mistake(Mistake::Intrinsic, at..end);
        self.bad(at..end);
        Some(end)
    }

    /// `Fn::Sub: …` first between braces, the end of these; or `Fn::Sub(…)`.
    pub(super) fn intrinsic_record(&mut self, at: usize, end: usize) -> Option<usize> {
        if &self.out[at..end] == b"Fn" && self.out[end..].starts_with(b"::") {
            let name = self.word_end(end + 2);
            if self.byte(name) == b'(' {
                let close = self.matching(name)?;
                self.skip_lines(name..close);
                self.mistake(Mistake::Intrinsic, at..name);
                self.bad(at..close);
                return Some(close);
            }
        }
        let opener = self.open.last().filter(|o| o.bracket == b'{' && self.before == Before::Opener)?.at as usize;
        let key = if self.out[end..].starts_with(b"::") { self.word_end(end + 2) } else { end };
        if key == end || &self.out[at..end] != b"Fn" || self.byte(self.after_spaces(key)) != b':' {
            return None;
        }
        let close = self.matching(opener)?;
        self.mistake(Mistake::Intrinsic, at..key);
        self.skip_lines(opener..close);
        self.bad(opener..close);
        self.pop();
        Some(close)
    }

    /// Notes the lines that begin in a stretch of text which is not looked at.
    fn skip_lines(&mut self, range: std::ops::Range<usize>) {
        for i in range {
            if self.out[i] == b'\n' {
                self.line = i + 1;
                self.line_starts.push(i as u32 + 1);
            }
        }
    }

    /// `new Vpc {`, `f"text"`: the word is left out.
    pub(super) fn foreign_prefix(&mut self, at: usize, end: usize) -> bool {
        let found = match &self.out[at..end] {
            b"new" if self.before == Before::Operator => {
                let next = self.after_spaces(end);
                next > end && self.byte(next).is_ascii_uppercase()
            }
            b"f" | b"s" | b"b" | b"u" if self.byte(end) == b'"' => self.before != Before::Operand,
            _ => false,
        };
        if found {
            self.mistake(Mistake::Prefix, at..end);
            self.fill(at..end, b' ');
        }
        found
    }

    /// The end of a string that ends on its line.
    pub(super) fn plain_end(&self, at: usize) -> Option<usize> {
        let mut end = at + 1;
        loop {
            match self.byte(end) {
                b'"' => return Some(end + 1),
                b'\n' | 0 => return None,
                b'\\' => end += 2,
                _ => end += 1,
            }
        }
    }

    /// The end of what the bracket at `at` opens; strings in it end on their lines.
    fn matching(&self, at: usize) -> Option<usize> {
        let (mut depth, mut i) = (0usize, at);
        let end = at + self.look_ahead(at).len();
        while i < end {
            self.looked_at(1);
            match self.out[i] {
                b'"' => {
                    i = self.plain_end(i)?;
                    continue;
                }
                b'{' | b'[' | b'(' => depth += 1,
                b'}' | b']' | b')' => {
                    depth -= 1;
                    if depth == 0 {
                        return Some(i + 1);
                    }
                }
                _ => {}
            }
            i += 1;
        }
        None
    }
}
