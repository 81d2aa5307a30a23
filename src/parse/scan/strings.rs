//! Where strings end.

use std::ops::Range;

use super::shape::{self, Shape};
use super::{BAD, Mistake, Scanner};

/// Where a string ends, and what is wrong with it.
struct Lexed {
    end: usize,
    mistake: Option<(Mistake, Range<usize>)>,
    /// How deep `${…}` and brackets in it nest.
    depth: usize,
}

enum Frame {
    Text { multi: bool, start: usize },
    Code { start: usize, braces: u32 },
}

impl Scanner {
    /// The string that begins at `at`, its quotes included; returns its end.
    pub(super) fn string(&mut self, at: usize) -> usize {
        let lexed = self.lex_string(at);
        self.check_depth(at, lexed.depth);
        if let Some((mistake, range)) = lexed.mistake {
            self.mistake(mistake, range);
            if mistake == (Mistake::Unterminated { multi: true })
                && let Some(cut) = &mut self.current
            {
                cut.swallowed = true;
            }
            self.bad(at..lexed.end);
        }
        lexed.end
    }

    /// Makes a value that was reported of a stretch of text.
    pub(super) fn bad(&mut self, range: Range<usize>) {
        self.fill(range, BAD);
    }

    fn lex_string(&mut self, start: usize) -> Lexed {
        let multi = self.out[start..].starts_with(b"\"\"\"");
        let mut frames = vec![Frame::Text { multi, start }];
        let mut at = start + if multi { 3 } else { 1 };
        let (mut mistake, mut depth, mut brackets) = (None, 0, 0usize);
        loop {
            if at >= self.out.len() {
                return self.unclosed_string(&frames, mistake, depth);
            }
            let byte = self.out[at];
            if byte == b'\n' {
                match frames.as_slice() {
                    [Frame::Text { multi: true, .. }] if !self.is_certain_item(at + 1) => {}
                    // Of a string over several lines the rest is text again.
                    [Frame::Text { multi: true, .. }, Frame::Code { start: code, .. }, ..] => {
                        mistake.get_or_insert((Mistake::Interpolation, *code..*code + 2));
                        frames.truncate(1);
                        brackets = 0;
                    }
                    _ => return self.unclosed_string(&frames, mistake, depth),
                }
                at += 1;
                continue;
            }
            match frames.last_mut() {
                Some(Frame::Text { multi, .. }) => match byte {
                    b'\\' if self.byte(at + 1) != b'\n' => at += 2,
                    b'$' if self.byte(at + 1) == b'{' => {
                        frames.push(Frame::Code { start: at, braces: 0 });
                        depth = depth.max(frames.len() + brackets);
                        at += 2;
                    }
                    b'"' if !*multi || self.out[at..].starts_with(b"\"\"\"") => {
                        at += if *multi { 3 } else { 1 };
                        frames.pop();
                        if frames.is_empty() {
                            return Lexed { end: at, mistake, depth };
                        }
                    }
                    _ => at += 1,
                },
                Some(Frame::Code { braces, .. }) => match byte {
                    b'"' => {
                        let multi = self.out[at..].starts_with(b"\"\"\"");
                        frames.push(Frame::Text { multi, start: at });
                        at += if multi { 3 } else { 1 };
                    }
                    b'r' if self.raw_hashes(at).is_some() => {
                        at = self.raw_end(at).unwrap_or_else(|| self.line_end_after(at));
                    }
                    b'}' if *braces == 0 => {
                        frames.pop();
                        at += 1;
                    }
                    b'}' | b')' | b']' => {
                        if byte == b'}' {
                            *braces -= 1;
                        }
                        brackets = brackets.saturating_sub(1);
                        at += 1;
                    }
                    b'{' | b'(' | b'[' => {
                        if byte == b'{' {
                            *braces += 1;
                        }
                        brackets += 1;
                        depth = depth.max(frames.len() + brackets);
                        at += 1;
                    }
                    b'\t' | b'\r' => {
                        self.out[at] = b' ';
                        at += 1;
                    }
                    _ => at += 1,
                },
                None => return Lexed { end: at, mistake, depth },
            }
        }
    }

    /// The string whose end was not found: what the user most probably forgot, and where to go on.
    fn unclosed_string(&mut self, frames: &[Frame], mistake: Option<(Mistake, Range<usize>)>, depth: usize) -> Lexed {
        let Some(Frame::Text { multi, start }) = frames.first() else { return Lexed { end: 0, mistake, depth } };
        if *multi {
            let end = self.item_after(*start);
            let place = *start..*start + 3;
            return Lexed { end, mistake: mistake.or(Some((Mistake::Unterminated { multi: true }, place))), depth };
        }
        let line_end = self.line_end_after(*start);
        if let Some(Frame::Code { start: code, .. }) = frames.get(1) {
            // Once more on the same line: no use in looking for the end again.
            let again = self.ahead.unclosed.replace(self.line) == Some(self.line);
            let quote = if again { None } else { self.next_quote(*start + 1, line_end) };
            let end = quote.map_or(line_end, |q| q + 1);
            let place = (Mistake::Interpolation, *code..(*code + 2).min(line_end));
            return Lexed { end: end.max(*code + 2).min(line_end), mistake: Some(place), depth };
        }
        let end = self.before_closers(*start + 1, line_end);
        Lexed { end, mistake: Some((Mistake::Unterminated { multi: false }, *start..end)), depth }
    }

    fn next_quote(&self, from: usize, to: usize) -> Option<usize> {
        let mut at = from;
        while at < to {
            match self.out[at] {
                b'\\' => at += 2,
                b'"' => return Some(at),
                _ => at += 1,
            }
        }
        None
    }

    /// Where the text of an unclosed string ends on its line: before the brackets and commas at the line's end, which
    /// most probably belong to what is around it.
    pub(super) fn before_closers(&self, from: usize, line_end: usize) -> usize {
        let mut end = line_end;
        let mut closed = 0;
        while end > from {
            let opener = match self.out[end - 1] {
                b' ' | b',' | b'\t' | b'{' => None,
                b')' => Some(b'('),
                b']' => Some(b'['),
                b'}' => Some(b'{'),
                _ => break,
            };
            if opener.is_some() {
                closed += 1;
                if closed > self.open.len() {
                    break;
                }
            }
            end -= 1;
        }
        end
    }

    /// Whether the line that begins at `at` is, with certainty, a declaration at the margin, even inside a text over
    /// several lines: other languages' code does not look like this.
    fn is_certain_item(&self, at: usize) -> bool {
        matches!(self.byte(at), b'c' | b's' | b'a')
            && matches!(
                shape::at(&self.out, at),
                Shape::Item { sure: true, word: "construct" | "stack" | "app" | "abstract" }
            )
    }

    fn item_after(&self, from: usize) -> usize {
        let mut at = from;
        while at < self.out.len() {
            if self.out[at] == b'\n' && self.is_certain_item(at + 1) {
                return at;
            }
            at += 1;
        }
        self.out.len()
    }

    /// How many `#` a raw string that begins at `at` has; none when none begins there.
    pub(super) fn raw_hashes(&self, at: usize) -> Option<usize> {
        if self.byte(at) != b'r' || (at > 0 && is_name(self.byte(at - 1))) {
            return None;
        }
        let hashes = self.out[at + 1..].iter().take_while(|b| **b == b'#').count();
        (hashes <= 2 && self.byte(at + 1 + hashes) == b'"').then_some(hashes)
    }

    /// The end of the raw string at `at`.
    pub(super) fn raw_end(&mut self, at: usize) -> Option<usize> {
        let hashes = self.raw_hashes(at)?;
        if self.ahead.no_raw_end[hashes] {
            return None;
        }
        let from = at + hashes + 2;
        let close = &b"\"##"[..hashes + 1];
        // Without `#` it ends on its line, as any string in plain quotes.
        let to = if hashes == 0 { self.line_end_after(at) } else { self.out.len() };
        let text = self.out.get(from..to)?;
        let length = text.windows(close.len()).position(|w| w == close);
        // Where it must not end on its line, there is no end for later ones either.
        self.ahead.no_raw_end[hashes] = hashes > 0 && length.is_none();
        let length = length?;
        Some(from + length + close.len())
    }
}

pub(super) fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}
