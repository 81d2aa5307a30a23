//! From one text to another by small edits.

use std::ops::Range;
use std::time::Duration;

use similar::{DiffOp, TextDiff};

use super::{Options, Source};

/// How long the smallest difference is looked for: where nearly all lines change that would take the square of their number.
pub const DIFFERENCE_TIME: Duration = Duration::from_millis(200);

/// A stretch of the old text, and what stands there in the new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Bytes of the old text; whole lines.
    pub range: Range<usize>,
    /// What replaces them.
    pub text: String,
}

/// The edits that format the statements and declarations which meet `range`, in source order; none when there is
/// nothing to do, or when it cannot be done.
pub fn edits(text: &str, range: Range<usize>, options: &Options) -> Vec<Edit> {
    let source = Source::parse(text);
    // Offsets are those of the text without a byte order mark and carriage returns.
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let inner = |at: usize| {
        let at = at.clamp(mark, text.len());
        at - mark - text.as_bytes()[mark..at].windows(2).filter(|w| w == b"\r\n").count()
    };
    let selected = inner(range.start)..inner(range.end);
    source.settled(options, Some(selected)).map_or_else(|_| Vec::new(), |formatted| between(text, &formatted))
}

/// The edits that lead from one text to another.
pub fn between(old: &str, new: &str) -> Vec<Edit> {
    let diff = TextDiff::configure().timeout(DIFFERENCE_TIME).diff_lines(old, new);
    let starts = |lines: &[&str]| {
        let mut at = 0;
        let mut starts: Vec<usize> = Vec::with_capacity(lines.len() + 1);
        starts.push(0);
        starts.extend(lines.iter().map(|line| {
            at += line.len();
            at
        }));
        starts
    };
    let (old_lines, new_lines) = (starts(diff.old_slices()), starts(diff.new_slices()));
    let changes = diff.ops().iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    let edit = |op: &DiffOp| {
        let (from, to) = (op.old_range(), op.new_range());
        Edit {
            range: old_lines[from.start]..old_lines[from.end],
            text: new[new_lines[to.start]..new_lines[to.end]].to_owned(),
        }
    };
    changes.map(edit).collect()
}
