//! Matching of the registry's regular expressions.
//!
//! In: the pattern's text as the refresh command translated it (ASCII classes, quantifiers that
//! the `regex` crate can compile, look-around refused). Out: whether a string fits.
//! Most patterns are a row of character classes (`^[a-z][a-z0-9-]*$`): those are matched by a
//! loop, so that nothing is compiled for them. The others are compiled when first asked, once.

use std::sync::OnceLock;

use regex_syntax::hir::{Class, Hir, HirKind, Look};
use serde::Deserialize;
#[cfg(feature = "refresh")]
use serde::Serialize;

use super::text::Text;

/// One pattern of the pack.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub struct PatternSpec {
    /// As AWS writes it.
    pub text: Text,
    /// As the `regex` crate reads it, where that differs.
    pub translated: Option<Text>,
    /// Look-around at the beginning or the end, taken apart: patterns that must match too, or
    /// must not.
    pub guards: Box<[(Text, bool)]>,
    /// Whether it can be checked at all; look-around elsewhere cannot.
    pub supported: bool,
}

/// A pattern and, once used, what matches it.
pub struct Pattern {
    /// What the pack says.
    pub spec: PatternSpec,
    matcher: OnceLock<(Matcher, Vec<(Matcher, bool)>)>,
}

enum Matcher {
    Everything,
    Pieces { pieces: Vec<Piece>, to_end: bool },
    Regex(regex::Regex),
}

/// Characters out of one class, as many as there are up to `max`, at least `min`.
struct Piece {
    ascii: u128,
    beyond_ascii: bool,
    min: usize,
    max: usize,
}

impl Pattern {
    /// A pattern that has not been used yet.
    pub fn new(spec: PatternSpec) -> Self {
        Self { spec, matcher: OnceLock::new() }
    }

    /// Whether the text fits; always when the pattern is beyond what can be checked.
    pub fn matches(&self, text: &str) -> bool {
        let (main, guards) = self.matchers();
        let holds = |(guard, must): &(Matcher, bool)| guard.matches(text) == *must;
        main.matches(text) && guards.iter().all(holds)
    }

    /// Whether matching it needs no compiled expression.
    pub fn is_simple(&self) -> bool {
        !matches!(self.matchers().0, Matcher::Regex(_))
    }

    fn matchers(&self) -> &(Matcher, Vec<(Matcher, bool)>) {
        self.matcher.get_or_init(|| {
            if !self.spec.supported {
                return (Matcher::Everything, Vec::new());
            }
            let source = self.spec.translated.as_ref().unwrap_or(&self.spec.text);
            let guards = self.spec.guards.iter();
            let guards = guards.map(|(guard, must)| (Matcher::new(guard), *must));
            (Matcher::new(source), guards.collect())
        })
    }
}

impl Matcher {
    fn new(source: &str) -> Self {
        let Ok(hir) = regex_syntax::parse(source) else {
            return Self::Everything;
        };
        if let Some(matcher) = as_pieces(&hir) {
            return matcher;
        }
        // The refresh command compiled it with the same limit, so it does compile.
        regex::RegexBuilder::new(source).size_limit(1 << 21).build().map_or(Self::Everything, Self::Regex)
    }
}

impl Matcher {
    fn matches(&self, text: &str) -> bool {
        match self {
            Self::Everything => true,
            Self::Pieces { pieces, to_end } => matches_pieces(pieces, *to_end, text),
            Self::Regex(regex) => regex.is_match(text),
        }
    }
}

fn as_pieces(hir: &Hir) -> Option<Matcher> {
    let parts: &[Hir] = match hir.kind() {
        HirKind::Concat(parts) => parts,
        _ => std::slice::from_ref(hir),
    };
    let (first, mut rest) = parts.split_first()?;
    if !matches!(first.kind(), HirKind::Look(Look::Start)) {
        return None;
    }
    let to_end = rest.last().is_some_and(|last| matches!(last.kind(), HirKind::Look(Look::End)));
    if to_end {
        rest = &rest[..rest.len() - 1];
    }
    let mut pieces = Vec::new();
    for part in rest {
        push_pieces(part, &mut pieces)?;
    }
    deterministic(&pieces).then_some(Matcher::Pieces { pieces, to_end })
}

fn push_pieces(hir: &Hir, pieces: &mut Vec<Piece>) -> Option<()> {
    match hir.kind() {
        HirKind::Empty => {}
        HirKind::Literal(literal) => {
            for byte in literal.0.iter() {
                let ascii = 1u128.checked_shl(u32::from(*byte))?;
                pieces.push(Piece::new(ascii, false, 1, 1));
            }
        }
        HirKind::Class(class) => {
            let (ascii, beyond) = characters(class)?;
            pieces.push(Piece::new(ascii, beyond, 1, 1));
        }
        HirKind::Repetition(repetition) => {
            let (ascii, beyond) = match repetition.sub.kind() {
                HirKind::Class(class) => characters(class)?,
                HirKind::Literal(literal) if literal.0.len() == 1 => {
                    (1u128.checked_shl(u32::from(literal.0[0]))?, false)
                }
                HirKind::Capture(capture) => match capture.sub.kind() {
                    HirKind::Class(class) => characters(class)?,
                    _ => return None,
                },
                _ => return None,
            };
            let max = repetition.max.map_or(usize::MAX, |max| max as usize);
            pieces.push(Piece::new(ascii, beyond, repetition.min as usize, max));
        }
        HirKind::Capture(capture) => push_pieces(&capture.sub, pieces)?,
        HirKind::Concat(parts) => {
            for part in parts {
                push_pieces(part, pieces)?;
            }
        }
        HirKind::Look(_) | HirKind::Alternation(_) => return None,
    }
    Some(())
}

/// The ASCII characters of a class as bits, and whether all others belong to it; `None` when
/// only some of the others do.
fn characters(class: &Class) -> Option<(u128, bool)> {
    let mut ascii = 0u128;
    let mut beyond = 0u32;
    let mut add = |start: u32, end: u32| {
        for code in start..=end.min(127) {
            ascii |= 1 << code;
        }
        if end > 127 {
            beyond += end - start.max(128) + 1;
        }
    };
    match class {
        Class::Unicode(class) => {
            for range in class.ranges() {
                add(range.start().into(), range.end().into());
            }
        }
        Class::Bytes(class) => {
            for range in class.ranges() {
                add(range.start().into(), range.end().into());
            }
        }
    }
    // The surrogates are a hole in the middle of every complete class.
    let all = 0x10_FFFF - 0x80 + 1;
    let without_surrogates = all - 0x800;
    match beyond {
        0 => Some((ascii, false)),
        n if n == all || n == without_surrogates => Some((ascii, true)),
        _ => None,
    }
}

/// Whether taking as many characters as possible is the only way that can succeed: a piece of
/// varying length must share no character with what may follow it.
fn deterministic(pieces: &[Piece]) -> bool {
    pieces.iter().enumerate().all(|(at, piece)| {
        if piece.min == piece.max {
            return true;
        }
        for next in &pieces[at + 1..] {
            if next.ascii & piece.ascii != 0 || (next.beyond_ascii && piece.beyond_ascii) {
                return false;
            }
            if next.min > 0 {
                return true;
            }
        }
        true
    })
}

fn matches_pieces(pieces: &[Piece], to_end: bool, text: &str) -> bool {
    let mut characters = text.chars().peekable();
    for piece in pieces {
        let mut taken = 0;
        while taken < piece.max && characters.peek().is_some_and(|c| piece.takes(*c)) {
            characters.next();
            taken += 1;
        }
        if taken < piece.min {
            return false;
        }
    }
    !to_end || characters.peek().is_none()
}

impl Piece {
    fn new(ascii: u128, beyond_ascii: bool, min: usize, max: usize) -> Self {
        Self { ascii, beyond_ascii, min, max }
    }

    fn takes(&self, c: char) -> bool {
        let code = c as u32;
        if code < 128 { self.ascii >> code & 1 == 1 } else { self.beyond_ascii }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(text: &'static str) -> Pattern {
        Pattern::new(PatternSpec { text: text.into(), translated: None, guards: Box::default(), supported: true })
    }

    #[test]
    fn rows_of_classes_need_no_expression() {
        for (text, good, bad) in [
            ("^[a-z][a-z0-9-]{0,62}$", "web-1", "1web"),
            ("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.*$", "arn:aws:iam::123456789012:role/x", "arn:aws:iam::12:role/x"),
            ("^.{1,5}$", "häus", "toolong"),
            ("^[^a]+$", "bcd", "bad"),
            ("^s3://", "s3://bucket", "http://x"),
        ] {
            let pattern = pattern(text);
            assert!(pattern.is_simple(), "{text}");
            assert!(pattern.matches(good), "{text} takes {good}");
            assert!(!pattern.matches(bad), "{text} refuses {bad}");
        }
    }

    #[test]
    fn what_needs_backtracking_is_left_to_the_expression() {
        let pattern = pattern("^[a-z0-9-]*[a-z0-9]$");
        assert!(!pattern.is_simple());
        assert!(pattern.matches("a-b"));
        assert!(!pattern.matches("a-"));
    }

    #[test]
    fn a_piece_of_varying_length_before_an_optional_overlap_is_not_simple() {
        assert!(!pattern("^[a-z]{1,3}[a-c]?d$").is_simple());
        assert!(pattern("^[a-z]{1,3}[a-c]?d$").matches("abcd"));
    }
}
