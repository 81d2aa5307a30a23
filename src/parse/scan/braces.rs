//! Braces that were forgotten, or are too many, by the indentation of the lines around them.

use super::shape::Shape;
use super::{CutKind, Mistake, Scanner};

/// The words after whose head a body or record may open.
const BODIES: [&str; 4] = ["construct", "stack", "app", "env"];

impl Scanner {
    /// A line with `shape` begins at `at`, further right than the declaration or statement before it, which lacks its
    /// `{`: opens it at the line's end before.
    pub(super) fn open_forgotten(&mut self, at: usize, shape: &Shape, column: u32, line_end: Option<usize>) -> bool {
        let Some(line_end) = line_end else { return false };
        let indent = self.line_indent(self.last);
        if column <= indent || self.byte(self.last.wrapping_sub(1)) == b'{' {
            return false;
        }
        let wanted = match &self.current {
            Some(cut) if self.open.is_empty() => {
                let body = cut.kind == CutKind::Item && !cut.block && BODIES.contains(&cut.word);
                let is_env = cut.word == "env";
                body && (*shape == Shape::Statement || (is_env && *shape == Shape::Key))
            }
            Some(_) if *shape == Shape::Key => {
                self.open.last().is_some_and(|o| o.bracket == b'{') && self.is_head(self.last)
            }
            Some(_) if *shape == Shape::Statement => {
                self.open.last().is_some_and(|o| o.bracket == b'{') && self.is_branch(self.last)
            }
            _ => false,
        };
        if !wanted || line_end >= at {
            return false;
        }
        let before = self.indent;
        self.indent = indent;
        self.mistake(Mistake::OpeningBrace, self.last..self.last);
        self.out[line_end] = b'{';
        self.push(line_end, b'{');
        if let Some(open) = self.open.last_mut() {
            open.forgotten = true;
        }
        self.before = super::layout::Before::Opener;
        self.indent = before;
        true
    }

    /// Closes a body whose `{` was forgotten, when its `}` was too: a line begins at `at`, no further right than the body's
    /// head. Where the line before ends now, as far as the grammar is concerned.
    pub(super) fn close_forgotten(&mut self, at: usize, column: u32, line_end: Option<usize>) -> Option<usize> {
        let end = line_end?;
        let is_open = self.open.last().is_some_and(|open| open.forgotten && column <= open.indent);
        if !is_open || matches!(self.byte(at), b'}' | b')' | b']') || end + 1 >= at || self.open.len() < 2 {
            return line_end;
        }
        self.out[end] = b'}';
        self.pop();
        Some(end + 1)
    }

    /// Whether the line that ends at `end` is `resource n = TYPE` or its kin, without a body.
    fn is_head(&self, end: usize) -> bool {
        let start = self.out[..end].iter().rposition(|b| matches!(*b, b'\n' | 0x0b | 0x0c)).map_or(0, |p| p + 1);
        let start = start.max(self.line_start(end));
        let line = self.out[start..end].trim_ascii_start();
        let heads: [&[u8]; 5] = [b"resource ", b"existing ", b"stack ", b"settings", b"tags"];
        let is_instance = line.contains(&b'=') || line.starts_with(b"settings") || line.starts_with(b"tags");
        heads.iter().any(|head| line.starts_with(head)) && is_instance && !line.contains(&b'{')
    }

    /// Whether the line that ends at `end` is `for … in …` or `if …`, without a body.
    fn is_branch(&self, end: usize) -> bool {
        let line = self.out[self.line_start(end)..end].trim_ascii();
        let line = line.strip_prefix(b"} ").unwrap_or(line);
        [&b"for "[..], b"if ", b"else"].iter().any(|head| line.starts_with(head)) && !line.contains(&b'{')
    }

    fn line_start(&self, at: usize) -> usize {
        let lines = &self.line_starts;
        lines
            .partition_point(|start| *start as usize <= at.saturating_sub(1))
            .checked_sub(1)
            .map_or(0, |i| lines[i] as usize)
    }

    /// How far the first token of the line that `at` is on stands from its beginning.
    fn line_indent(&self, at: usize) -> u32 {
        let start = self.line_start(at);
        self.out[start..].iter().take_while(|b| **b == b' ').count() as u32
    }

    /// Whether the `}` at `at`, which would close the whole declaration, is one too many: what follows is indented as
    /// what stands in the declaration, and a `}` that closes it follows.
    pub(super) fn is_one_too_many(&self, at: usize, indent: u32) -> bool {
        if !self.ends_line(at + 1) {
            return false;
        }
        let mut is_inside = false;
        for line in self.look_ahead(at + 1).split(|b| *b == b'\n').skip(1) {
            self.looked_at(line.len() + 1);
            if is_blank(line) {
                continue;
            }
            let column = line.iter().take_while(|b| matches!(**b, b' ' | b'\t')).count() as u32;
            let closes = line.trim_ascii_start().starts_with(b"}");
            if column <= indent {
                return closes && (is_inside || self.starts_line(at) && self.indent > indent);
            }
            is_inside |= !closes;
            if !is_inside {
                return false;
            }
        }
        false
    }

    /// The same for a `}` further in, alone on its line and too far to the right: some `}` of the declaration is one too
    /// many, and what follows belongs to what this one would close.
    pub(super) fn is_inner_one_too_many(&self, at: usize, indent: u32) -> bool {
        if !self.ends_line(at + 1) {
            return false;
        }
        let ahead = self.look_ahead(at + 1);
        let mut lines = ahead.split(|b| *b == b'\n').skip(1);
        let next = lines.find(|line| {
            self.looked_at(line.len() + 1);
            !is_blank(line)
        });
        let next = next.unwrap_or_default();
        let column = next.iter().take_while(|b| **b == b' ').count() as u32;
        if column <= indent || next.trim_ascii_start().starts_with(b"}") {
            return false;
        }
        let mut depth = self.open.len();
        let mut rest = at;
        while rest <= at + ahead.len() {
            self.looked_at(1);
            match self.out[rest] {
                b'"' => {
                    let end = self.plain_end(rest);
                    rest = end.unwrap_or(rest + 1);
                    continue;
                }
                b'{' | b'(' | b'[' => depth += 1,
                b'}' | b')' | b']' => match depth.checked_sub(1) {
                    Some(less) => depth = less,
                    None => return true,
                },
                b'\n' if self.byte(rest + 1).is_ascii_alphabetic() => return false,
                _ => {}
            }
            rest += 1;
        }
        false
    }

    /// Whether nothing follows on the line but white space and a comment.
    fn ends_line(&self, at: usize) -> bool {
        let rest = &self.out[at..];
        let rest = &rest[rest.iter().take_while(|b| matches!(**b, b' ' | b'\t' | b'\r')).count()..];
        rest.is_empty() || rest.starts_with(b"\n") || rest.starts_with(b"//")
    }

    fn starts_line(&self, at: usize) -> bool {
        self.indent as usize == at - self.line
    }
}

/// Whether a line has nothing but white space and a comment.
fn is_blank(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    line.is_empty() || line.starts_with(b"//")
}
