//! Going through the text: tokens, and what stands between them.

use super::Printer;
use super::layout::Piece;
use crate::ast::{Ident, Path};
use crate::source::Span;

/// What is written is not what the tree says: something is missing, left over or written in another way, so the
/// declaration or statement around it stays as it is.
#[derive(Debug)]
pub(super) struct Mismatch;

/// What was built, or why not.
pub(super) type Built<T> = Result<T, Mismatch>;

/// What stands between two tokens.
#[derive(Debug, Default)]
pub(super) struct Gap<'a> {
    /// A comment on the line of the token before.
    pub trailing: Option<&'a str>,
    /// Comments and documentation on lines of their own; each with whether a blank line stands before it.
    pub own: Vec<(bool, &'a str)>,
    /// Whether a line ends.
    pub newline: bool,
    /// Whether a blank line stands before the next token.
    pub blank: bool,
}

impl<'a> Gap<'a> {
    /// Whether there are comments.
    pub fn is_commented(&self) -> bool {
        self.trailing.is_some() || !self.own.is_empty()
    }

    /// This gap and the one after a comma.
    pub fn then(mut self, mut after: Gap<'a>) -> Gap<'a> {
        match (self.trailing, after.trailing) {
            (Some(_), Some(second)) => after.own.insert(0, (false, second)),
            (first, second) => self.trailing = first.or(second),
        }
        self.own.append(&mut after.own);
        Gap { newline: self.newline || after.newline, blank: self.blank || after.blank, ..self }
    }

    /// Whether a blank line stands at its beginning, before comments and the next token.
    pub fn opens_blank(&self) -> bool {
        self.own.first().map_or(self.blank, |(blank, _)| *blank)
    }
}

/// What to write between two tokens without a comment between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Between {
    /// Nothing.
    Nothing,
    /// A space.
    Space,
    /// A line's end.
    LineEnd,
}

/// Words that begin a declaration where they stand first on a line, also without the name that belongs there.
pub(super) const DECLARING: [&str; 11] =
    ["use", "let", "type", "fn", "construct", "stack", "app", "env", "abstract", "rule", "test"];

/// Words that begin a statement where they stand first on a line before another word.
const STATING: [&str; 9] =
    ["param", "resource", "existing", "parameter", "output", "assert", "transform", "fragment", "override"];

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

impl<'a> Printer<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// Goes over white space and comments.
    pub(super) fn gap(&mut self) -> Gap<'a> {
        let mut gap = Gap::default();
        let mut line_ends = 0;
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            match byte {
                b'\n' => {
                    line_ends += 1;
                    self.at += 1;
                }
                b' ' | b'\t' | b'\r' => self.at += 1,
                b'/' | b'#' if self.begins_comment() => {
                    let rest = self.rest();
                    let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
                    self.at += line.len();
                    if line_ends == 0 && gap.own.is_empty() && !self.starts_text {
                        gap.trailing = Some(line.trim_end());
                    } else {
                        gap.own.push((line_ends > 1, line.trim_end()));
                    }
                    gap.newline |= line_ends > 0;
                    line_ends = 0;
                }
                _ => break,
            }
        }
        self.starts_text = false;
        gap.newline |= line_ends > 0;
        gap.blank = line_ends > 1;
        gap
    }

    /// Whether a comment begins here, ours or one of another language that has been reported.
    fn begins_comment(&self) -> bool {
        let rest = self.rest();
        rest.starts_with("//")
            || (rest.starts_with('#') && self.comments.binary_search_by_key(&self.at, |comment| comment.start).is_ok())
    }

    /// Whether the next token is or begins with `token`.
    pub(super) fn sees(&self, token: &str) -> bool {
        let rest = self.rest().as_bytes();
        let word = token.as_bytes().first().is_some_and(|b| is_word(*b));
        rest.starts_with(token.as_bytes()) && !(word && rest.get(token.len()).is_some_and(|b| is_word(*b)))
    }

    /// The next token, which has to be `token`.
    pub(super) fn token(&mut self, token: &'static str) -> Built<Piece<'a>> {
        if !self.sees(token) {
            return Err(Mismatch);
        }
        self.at += token.len();
        Ok(self.plain(token))
    }

    /// The word that comes next.
    pub(super) fn next_word(&self) -> &'a str {
        let rest = self.rest();
        &rest[..rest.bytes().position(|b| !is_word(b)).unwrap_or(rest.len())]
    }

    /// What is written at `span`, which has to come next.
    pub(super) fn leaf(&mut self, span: Span) -> Built<Piece<'a>> {
        let range = self.range(span);
        let text = self.text.get(range.clone()).unwrap_or("");
        if range.start != self.at || text.is_empty() {
            return Err(Mismatch);
        }
        self.at = range.end;
        Ok(Piece { sticks: self.would_declare(text), ..self.verbatim(text) })
    }

    /// Whether a name, just gone over, would begin a declaration or statement if it were first on its line.
    fn would_declare(&mut self, name: &str) -> bool {
        let (declares, states) = (DECLARING.contains(&name), STATING.contains(&name));
        if !declares && !states {
            return false;
        }
        let at = self.at;
        // Its line ends before a comment.
        if self.gap().is_commented() {
            self.at = at;
            return declares;
        }
        let next = std::mem::replace(&mut self.at, at).min(self.text.len());
        match self.text.as_bytes().get(next) {
            Some(byte) if is_word(*byte) || *byte == b'"' => true,
            // At the end of a line, too, and its line may end before these, or instead of the comma.
            None | Some(b'{' | b'=' | b'[' | b'<' | b')' | b']' | b'}' | b',') => declares,
            _ => false,
        }
    }

    /// A name.
    pub(super) fn ident(&mut self, ident: &Ident) -> Built<Piece<'a>> {
        if ident.is_missing() { Err(Mismatch) } else { self.leaf(ident.span) }
    }

    /// Names between dots.
    pub(super) fn path(&mut self, path: &Path) -> Built<Piece<'a>> {
        let mut pieces = Vec::with_capacity(2 * path.segments.len());
        for (i, segment) in path.segments.iter().enumerate() {
            if i > 0 {
                pieces.push(self.between(Between::Nothing));
                pieces.push(self.token(".")?);
                pieces.push(self.between(Between::Nothing));
            }
            pieces.push(self.ident(segment)?);
        }
        Ok(self.seq(pieces))
    }

    /// What stands before the next token: comments, each on its line, or else `between`.
    pub(super) fn between(&mut self, between: Between) -> Piece<'a> {
        let gap = self.gap();
        if !gap.is_commented() {
            return match between {
                Between::Nothing => self.seq([]),
                Between::Space => self.plain(" "),
                Between::LineEnd => Piece::broken(self.line_end()),
            };
        }
        let mut doc = self.trailing(gap.trailing);
        for (_, comment) in gap.own {
            let comment = self.comment(comment);
            doc = self.cat([doc, self.line_end(), comment]);
        }
        Piece::broken(self.cat([doc, self.line_end()]))
    }
}
