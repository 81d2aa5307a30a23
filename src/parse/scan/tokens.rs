//! The scanner's loop over tokens.

use super::layout::Before;
use super::strings::is_name;
use super::{Mistake, Scanner};
use crate::ast::TriviaKind;

/// White space that is not ASCII, as it comes from copying out of documents.
fn is_foreign_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// Characters that make a text look different from what it is.
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

impl Scanner {
    /// Turns characters that may stand nowhere into spaces, and reports the first of each line.
    pub(super) fn blank_characters(&mut self, text: &str) {
        if text.starts_with('\u{feff}') {
            self.fill(0..3, b' ');
            self.line = 3;
        }
        let suspicious = |b: u8| (b < 0x20 && b != b'\t') || b == 0x7f || b == 0xe2;
        let (mut from, mut reported) = (0, false);
        while let Some(step) = text.as_bytes()[from..].iter().position(|b| suspicious(*b)) {
            let at = from + step;
            let Some(c) = text[at..].chars().next() else { break };
            from = at + c.len_utf8();
            if c == '\n' {
                reported = false;
            }
            let end_of_line = c == '\n' || (c == '\r' && self.byte(at + 1) == b'\n');
            if end_of_line || (!c.is_control() && !is_direction_mark(c)) {
                continue;
            }
            if !reported {
                reported = true;
                self.scanned.mistakes.push((Mistake::Character(c), at..from));
            }
            self.fill(at..from, b' ');
        }
    }

    /// Goes through the whole text.
    pub(super) fn run(&mut self, text: &str) {
        let mut at = self.line;
        while at < self.out.len() {
            let byte = self.out[at];
            match byte {
                b' ' => at += 1,
                b'\t' | b'\r' => {
                    self.out[at] = b' ';
                    at += 1;
                }
                b'\n' => {
                    self.newline(at);
                    at += 1;
                }
                b'/' if self.byte(at + 1) == b'/' => at = self.comment(at),
                b'/' if self.byte(at + 1) == b'*' => at = self.foreign_comment(at),
                b'#' => {
                    let end = self.line_end_after(at);
                    self.mistake(Mistake::Comment, at..end);
                    at = self.blank_comment(at, end);
                }
                b';' => at = self.semicolon(at),
                _ => {
                    self.foreign_start(at);
                    self.begin(at);
                    let end = self.token(at, byte, text);
                    at = end.max(at + 1);
                    self.last = at;
                }
            }
        }
    }

    /// One token; returns its end.
    fn token(&mut self, at: usize, byte: u8, text: &str) -> usize {
        let (before, end) = match byte {
            b'"' => (Before::Operand, self.string(at)),
            b'r' if self.raw_hashes(at).is_some() => (Before::Operand, self.raw_string(at)),
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80.. => self.word(at, text),
            b'0'..=b'9' => (Before::Operand, self.number(at)),
            b'{' | b'(' | b'[' => {
                self.push(at, byte);
                (Before::Opener, at + 1)
            }
            b'}' | b')' | b']' => {
                let opener = match byte {
                    b'}' => b'{',
                    b')' => b'(',
                    _ => b'[',
                };
                self.close(at, opener);
                (Before::Operand, at + 1)
            }
            b',' => {
                self.reset_ifs();
                (Before::Comma, at + 1)
            }
            b'\'' | b'`' => (Before::Operand, self.foreign_quotes(at, byte as char)),
            b'/' if matches!(self.before, Before::Opener | Before::Comma)
                && self.open.last().is_some_and(|o| o.bracket == b'(') =>
            {
                (Before::Operand, self.regex(at))
            }
            b'!' if let Some(end) = self.intrinsic_tag(at) => (Before::Operand, end),
            _ => self.operator(at, byte),
        };
        self.before = before;
        end
    }

    fn operator(&mut self, at: usize, byte: u8) -> (Before, usize) {
        let next = self.byte(at + 1);
        let end = match (byte, next) {
            (b'=', b'=' | b'>') | (b'&', b'&') | (b'|', b'|') | (b'?', b'?') | (b'!' | b'<' | b'>', b'=') => at + 2,
            (b':', b':') | (b'?', b'.') => at + 2,
            _ => at + 1,
        };
        let generic = at > 0 && is_name(self.byte(at - 1));
        match byte {
            b'<' if generic && end == at + 1 && self.follows_type_name(at) => {
                self.angles += 1;
                (Before::Opener, end)
            }
            b'>' if self.angles > 0 => {
                self.angles -= 1;
                (Before::Operand, at + 1)
            }
            b'?' if next == b'?' => (Before::Operator, end),
            b':' if end == at + 1 => {
                self.ends_head(b'[');
                self.ends_head(b'{');
                (Before::Operator, end)
            }
            b'?' | b'.' | b'@' => (Before::Operand, end),
            b'=' | b':' | b'+' | b'-' | b'*' | b'/' | b'%' | b'!' | b'<' | b'>' | b'&' | b'|' => {
                (Before::Operator, end)
            }
            _ => (Before::Operand, end),
        }
    }

    /// Whether the word that ends at `end` is written as types are.
    fn follows_type_name(&self, end: usize) -> bool {
        let start = self.out[..end].iter().rposition(|b| !is_name(*b)).map_or(0, |p| p + 1);
        self.byte(start).is_ascii_uppercase()
    }

    fn word(&mut self, at: usize, text: &str) -> (Before, usize) {
        let mut end = at;
        while is_name(self.byte(end)) {
            end += 1;
        }
        if self.byte(end) >= 0x80 {
            return (Before::Operand, self.foreign_word(at, text));
        }
        if self.before != Before::Operand {
            if let Some(end) = self.intrinsic_record(at, end) {
                return (Before::Operand, end);
            }
            if self.foreign_prefix(at, end) {
                return (self.before, end);
            }
        }
        let before = match &self.out[at..end] {
            b"if" => {
                self.count_if(at);
                Before::Operand
            }
            b"for" => {
                if self.before == Before::Opener
                    && let Some(open) = self.open.last_mut()
                {
                    open.head = matches!(open.bracket, b'[' | b'{');
                }
                self.foreign_loop(end);
                Before::Operand
            }
            b"then" | b"else" => Before::Operator,
            _ => Before::Operand,
        };
        (before, end)
    }

    /// A word or character that is not ASCII.
    fn foreign_word(&mut self, at: usize, text: &str) -> usize {
        let rest = text.get(at..).unwrap_or("");
        let Some(first) = rest.chars().next() else { return at + 1 };
        if matches!(first, '“' | '”' | '„' | '‘' | '’' | '«' | '»') {
            return self.foreign_quotes(at, first);
        }
        let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        if length == 0 {
            let end = at + first.len_utf8();
            self.mistake(Mistake::Character(first), at..end);
            let with = if is_foreign_space(first) { b' ' } else { super::BAD };
            self.fill(at..end, with);
            return end;
        }
        let end = at + length;
        if self.ahead.names.insert(rest[..length].to_owned()) {
            self.mistake(Mistake::Name, at..end);
        }
        for i in at..end {
            if !is_name(self.out[i]) {
                self.out[i] = b'_';
            }
        }
        end
    }

    fn number(&self, at: usize) -> usize {
        let mut end = at;
        while is_name(self.byte(end)) || (self.byte(end) == b'.' && self.byte(end + 1).is_ascii_digit()) {
            end += 1;
        }
        end
    }

    fn raw_string(&mut self, at: usize) -> usize {
        if let Some(end) = self.raw_end(at) {
            return end;
        }
        let line_end = self.line_end_after(at);
        let end = self.before_closers(at + 2, line_end);
        self.mistake(Mistake::Unterminated { multi: false }, at..end);
        self.bad(at..end);
        end
    }

    fn foreign_quotes(&mut self, at: usize, quote: char) -> usize {
        let close: &[u8] = match quote {
            '“' | '”' | '„' => "”".as_bytes(),
            '‘' | '’' => "’".as_bytes(),
            '«' | '»' => "»".as_bytes(),
            '\'' => b"'",
            _ => b"`",
        };
        let from = at + quote.len_utf8();
        let line_end = self.line_end_after(at);
        let length = self.out[from.min(line_end)..line_end].windows(close.len()).position(|w| w == close);
        let end = match length {
            Some(length) => from + length + close.len(),
            None => self.before_closers(from, line_end),
        };
        self.mistake(Mistake::Quotes, at..end);
        self.bad(at..end);
        end
    }

    fn regex(&mut self, at: usize) -> usize {
        let line_end = self.line_end_after(at);
        let mut end = at + 1;
        while end < line_end {
            match self.out[end] {
                b'\\' => end += 2,
                b'/' => return end + 1,
                _ => end += 1,
            }
        }
        let end = self.before_closers(at + 1, line_end);
        self.mistake(Mistake::Regex, at..end);
        self.bad(at..end);
        end
    }

    fn semicolon(&mut self, at: usize) -> usize {
        self.mistake(Mistake::Semicolon, at..at + 1);
        let rest = self.out[at + 1..].iter().find(|b| !matches!(b, b' ' | b'\t' | b'\r')).copied();
        self.out[at] = b' ';
        if rest.is_some_and(|b| !matches!(b, b'\n' | b'}' | b';' | b'/')) && self.before != Before::Start {
            // What follows stands on a line of its own, as far as the grammar is concerned.
            self.line_end.get_or_insert(at);
            self.occupied = false;
        }
        at + 1
    }

    fn comment(&mut self, at: usize) -> usize {
        let end = self.line_end_after(at);
        let documentation = self.byte(at + 2) == b'/' && self.byte(at + 3) != b'/';
        if documentation {
            if !self.occupied && self.documents(end) {
                self.begin(at);
                self.before = Before::Docs;
                self.last = end;
                return end;
            }
            self.mistake(Mistake::Docs, at..end);
        }
        let kind = if self.occupied { TriviaKind::TrailingComment } else { TriviaKind::Comment };
        self.scanned.trivia.push((kind, at..end));
        self.blank_comment(at, end)
    }

    /// Whether something that can be documented follows the line that ends at `at`.
    fn documents(&mut self, mut at: usize) -> bool {
        if self.open.last().is_some_and(|o| o.bracket != b'{') {
            return false;
        }
        // At file level it may be the file's own documentation, or that of nothing: told later.
        if self.open.is_empty() {
            return true;
        }
        if self.ahead.docs.contains(&at) {
            return self.ahead.documents;
        }
        let start = at;
        loop {
            let rest = &self.out[at..];
            at += rest.iter().position(|b| !b.is_ascii_whitespace()).unwrap_or(rest.len());
            if !self.out[at..].starts_with(b"//") {
                self.ahead.docs = start..at;
                let next = self.byte(at);
                self.ahead.documents = is_name(next) || matches!(next, b'@' | b'"');
                return self.ahead.documents;
            }
            at = self.line_end_after(at);
        }
    }

    fn blank_comment(&mut self, at: usize, end: usize) -> usize {
        self.fill(at..end, b' ');
        self.commented = true;
        end
    }

    fn foreign_comment(&mut self, at: usize) -> usize {
        let end = self.out[at + 2..].windows(2).position(|w| w == b"*/").map(|n| at + n + 4);
        let end = end.unwrap_or_else(|| self.line_end_after(at));
        self.mistake(Mistake::Comment, at..end);
        for i in at..end {
            if self.out[i] == b'\n' {
                self.newline(i);
            }
            self.out[i] = b' ';
        }
        self.commented = true;
        end
    }
}
