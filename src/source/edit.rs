//! Where an edit moves what it leaves alone.

use super::Span;

/// One stretch of a text that was replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Where it begins.
    start: u32,
    /// Where it ended, and where it ends now.
    before: u32,
    after: u32,
}

impl Edit {
    /// The shortest edit that makes one text of another.
    pub fn between(before: &str, after: &str) -> Edit {
        let (a, b) = (before.as_bytes(), after.as_bytes());
        let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        let most = a.len().min(b.len()) - start;
        let end = a.iter().rev().zip(b.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
        Edit { start: start as u32, before: (a.len() - end) as u32, after: (b.len() - end) as u32 }
    }

    /// Where it begins.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// Where a span begins and ends now; none when the edit is within it, or takes its place.
    pub fn moved(self, span: Span) -> Option<(u32, u32)> {
        let start = match span.start {
            at if at >= self.before => at - self.before + self.after,
            at if at <= self.start => at,
            _ => return None,
        };
        let end = match span.end {
            at if at <= self.start => at,
            at if at >= self.before => at - self.before + self.after,
            _ => return None,
        };
        (start <= end).then_some((start, end))
    }

    /// The same, and what is nearest where there is no such place.
    pub fn nearest(self, span: Span) -> (u32, u32) {
        self.moved(span).unwrap_or_else(|| {
            let near = |at: u32| match at {
                at if at <= self.start => at,
                at if at >= self.before => at - self.before + self.after,
                at => at.min(self.after),
            };
            let (start, end) = (near(span.start), near(span.end));
            (start.min(end), end)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::ChunkId;
    use super::*;

    fn moved(before: &str, after: &str, start: usize, end: usize) -> Option<(u32, u32)> {
        Edit::between(before, after).moved(Span::new(ChunkId(0), start, end))
    }

    #[test]
    fn places_around_an_edit_move_with_it() {
        // A name before it, one after it, one around it and one within it.
        assert_eq!(moved("one two three", "one 2 three", 0, 3), Some((0, 3)));
        assert_eq!(moved("one two three", "one 2 three", 8, 13), Some((6, 11)));
        assert_eq!(moved("one two three", "one 2 three", 0, 13), Some((0, 11)));
        assert_eq!(moved("one two three", "one 2 three", 5, 6), None);
        // What is inserted right before a name moves it, right after it does not.
        assert_eq!(moved("ab", "a-b", 1, 2), Some((2, 3)));
        assert_eq!(moved("ab", "a-b", 0, 1), Some((0, 1)));
        assert_eq!(moved("same", "same", 0, 4), Some((0, 4)));
    }
}
