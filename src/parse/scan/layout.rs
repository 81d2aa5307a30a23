//! Rule 20: which line ends separate.

use super::Scanner;
use super::shape::Shape;

/// What stands before a line's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing.
    Start,
    /// An opening bracket.
    Opener,
    /// A comma.
    Comma,
    /// A binary operator, `=`, `:`, `=>`, `then`, `else`.
    Operator,
    /// Documentation.
    Docs,
    /// Anything else.
    Operand,
}

impl Scanner {
    /// Whether the line ends before the token at `at` separate it from what is before.
    pub(super) fn separates(&self, at: usize, shape: &Shape) -> bool {
        if self.before == Before::Docs {
            return true;
        }
        if matches!(self.byte(at), b'}' | b')' | b']') {
            return false;
        }
        match self.before {
            Before::Start | Before::Docs => false,
            // These go on to the next line, unless that clearly begins something of its own: then what is missing is
            // missing here, and nothing there is wrong.
            Before::Opener => shape.statement() && self.open.last().is_some_and(|o| o.bracket != b'{'),
            Before::Comma => shape.statement(),
            Before::Operator => shape.statement() || matches!(shape, Shape::Docs | Shape::Key),
            Before::Operand => !self.goes_on(at) && !self.goes_on_in_head(at, shape),
        }
    }

    /// Whether the token at `at` continues the head of a comprehension: its `in`, its `if` or its `:`.
    fn goes_on_in_head(&self, at: usize, shape: &Shape) -> bool {
        self.open.last().is_some_and(|o| o.head)
            && !shape.statement()
            && match self.byte(at) {
                b':' => self.byte(at + 1) != b':',
                b'i' => {
                    [&b"in"[..], b"if"].iter().any(|w| self.out[at..].starts_with(w))
                        && !self.byte(at + 2).is_ascii_alphanumeric()
                        && !matches!(self.byte(at + 2), b'_' | b':')
                }
                _ => false,
            }
    }

    /// Whether the token at `at` continues the line before it.
    fn goes_on(&self, at: usize) -> bool {
        let next = self.byte(at + 1);
        match self.byte(at) {
            b'.' => next != b'.',
            b'?' => matches!(next, b'.' | b'?'),
            // Unions over several lines; `||` does not begin a line.
            b'|' => next != b'|',
            b't' | b'e' => {
                let word = [&b"then"[..], b"else"].into_iter().find(|w| self.out[at..].starts_with(w));
                word.is_some_and(|w| {
                    let rest = &self.out[at + w.len()..];
                    let inside = rest.first().is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
                    !inside && rest.iter().find(|b| **b != b' ') != Some(&b':')
                })
            }
            _ => false,
        }
    }
}
