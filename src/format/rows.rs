//! Declarations and statements, one below the other; those with mistakes stay as they are.

use std::ops::Range;

use super::Printer;
use super::cursor::{Built, Mismatch};
use super::layout::{D, Piece};

/// A declaration or statement.
pub(super) struct Member {
    /// Where it begins, with its documentation and decorators.
    pub start: usize,
    /// The bodies in it, whose mistakes are their members'.
    pub bodies: Vec<Range<usize>>,
    /// Whether it may stand directly below another such one at file level.
    pub is_line: bool,
}

/// Where empty lines stand between members.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Spacing {
    /// Where they were.
    AsWritten,
    /// Also around all members that are not [`Member::is_line`].
    Apart,
}

impl<'a> Printer<'a> {
    /// Members that fill `range`, each after a line's end; nothing when there are none, and no comments.
    pub(super) fn rows(
        &mut self,
        range: Range<usize>,
        members: &[Member],
        spacing: Spacing,
        mut each: impl FnMut(&mut Self, usize) -> Built<Piece<'a>>,
    ) -> Built<Option<D<'a>>> {
        let mut rows = self.nil();
        let mut gap = self.gap();
        rows = self.append(rows, self.trailing(gap.trailing));
        let mut is_empty = gap.trailing.is_none();
        for (index, member) in members.iter().enumerate() {
            let end = members.get(index + 1).map_or(range.end, |next| next.start);
            let region = self.at..self.end_of_code(self.at, end);
            if region.is_empty() {
                return Err(Mismatch);
            }
            let is_apart = spacing == Spacing::Apart && index > 0 && !(member.is_line && members[index - 1].is_line);
            let mut is_first = index == 0;
            let opens_blank = !is_first && (is_apart || gap.opens_blank());
            let blank = if gap.own.is_empty() { opens_blank } else { gap.blank };
            if let Some((first, _)) = gap.own.first_mut() {
                *first = opens_blank;
            }
            rows = self.append(rows, self.comments(&gap, &mut is_first));
            is_empty = false;
            let row = match self.is_kept(&region, &member.bodies) {
                true => None,
                false => self.built(index, &region, &mut each),
            };
            rows = match row {
                Some(piece) => self.cat([rows, self.line_ends(blank), piece.doc]),
                None => {
                    let kept = self.kept(&region, blank);
                    self.append(rows, kept)
                }
            };
            gap = self.gap();
            rows = self.append(rows, self.trailing(gap.trailing));
        }
        let code = self.at..self.end_of_code(self.at, range.end);
        if members.is_empty() && spacing == Spacing::Apart && !code.is_empty() {
            // Nothing but mistakes.
            rows = self.append(rows, self.comments(&gap, &mut true));
            self.kept.push(code.clone());
            let kept = self.kept(&code, gap.blank && !gap.own.is_empty());
            rows = self.append(rows, kept);
            gap = self.gap();
            rows = self.append(rows, self.trailing(gap.trailing));
            is_empty = false;
        }
        let mut is_first = is_empty;
        is_empty &= gap.own.is_empty();
        rows = self.append(rows, self.comments(&gap, &mut is_first));
        if self.at != range.end {
            return Err(Mismatch);
        }
        Ok((!is_empty).then_some(rows))
    }

    /// A member, unless it cannot be formatted.
    fn built(
        &mut self,
        index: usize,
        region: &Range<usize>,
        each: &mut impl FnMut(&mut Self, usize) -> Built<Piece<'a>>,
    ) -> Option<Piece<'a>> {
        let kept = self.kept.len();
        match each(self, index) {
            Ok(piece) if self.at == region.end => return Some(piece),
            _ => {}
        }
        self.kept.truncate(kept);
        self.kept.push(region.clone());
        self.at = region.end;
        None
    }

    /// The lines of a member as they stand.
    fn kept(&mut self, region: &Range<usize>, blank: bool) -> D<'a> {
        self.at = region.end;
        let text = self.text;
        let line = text[..region.start].rfind('\n').map_or(0, |at| at + 1);
        // What stands before it on its line is kept too, when that is only white space.
        let start = if text[line..region.start].trim().is_empty() { line } else { region.start };
        self.lines(&text[start..region.end], blank)
    }

    /// Where the code ends that begins at `start`, when what follows begins at `end`.
    fn end_of_code(&self, start: usize, end: usize) -> usize {
        let mut at = end;
        loop {
            let code = self.text.get(start..at).unwrap_or("").trim_end_matches([' ', '\t', '\r', '\n']);
            at = start + code.len();
            // A comment that ends here.
            let after = self.comments.partition_point(|comment| comment.start < at);
            match after.checked_sub(1).map(|i| &self.comments[i]) {
                Some(comment) if comment.start >= start && comment.end >= at => at = comment.start,
                _ => return at,
            }
        }
    }

    /// Whether a member stays as it is: it holds a mistake that is not within one of its bodies, or is not meant.
    fn is_kept(&self, region: &Range<usize>, bodies: &[Range<usize>]) -> bool {
        let first = self.mistakes.partition_point(|at| *at < region.start);
        let mistakes = self.mistakes[first..].iter().take_while(|at| **at <= region.end);
        let within = |at: usize| bodies.iter().any(|body| body.start < at && at < body.end);
        let mut own = mistakes.filter(|at| self.keeps_whole || !within(**at));
        own.next().is_some() || self.selected.as_ref().is_some_and(|s| s.end < region.start || region.end < s.start)
    }
}
