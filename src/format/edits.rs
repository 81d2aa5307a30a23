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

/// The edits that format the statements and declarations which meet `range`, and change no other lines, in source order;
/// none when there is nothing to do, or when it cannot be done.
pub fn edits(text: &str, range: Range<usize>, options: &Options) -> Vec<Edit> {
    let source = Source::parse(text);
    // Offsets are those of the text without a byte order mark and carriage returns.
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let inner = |at: usize| {
        let at = at.clamp(mark, text.len());
        at - mark - text.as_bytes()[mark..at].windows(2).filter(|w| w == b"\r\n").count()
    };
    let selected = inner(range.start)..inner(range.end);
    let Some(place) = source.selection(&selected) else { return Vec::new() };
    let Some(old) = source.find(&place) else { return Vec::new() };
    let Ok(Some(formatted)) = source.once(options, Some(old.clone())) else { return Vec::new() };
    let Some(new) = formatted.find(&place) else { return Vec::new() };
    // What stands around it has been formatted, too, and stays as it is.
    let new = &formatted.text[formatted.lines(&new)];
    let new = if source.has_carriage_returns { new.replace('\n', "\r\n") } else { new.to_owned() };
    let lines = source.lines(&old);
    let (start, end) = (mark + outer(&text[mark..], lines.start), mark + outer(&text[mark..], lines.end));
    let mut edits = between(&text[start..end], &new);
    for edit in &mut edits {
        edit.range = start + edit.range.start..start + edit.range.end;
    }
    edits
}

/// Where an offset of the text without the carriage returns at its lines' ends is in the text with them.
fn outer(text: &str, inner: usize) -> usize {
    let bytes = text.as_bytes();
    let counted = (0..bytes.len()).filter(|at| !bytes[*at..].starts_with(b"\r\n"));
    counted.chain([bytes.len()]).nth(inner).unwrap_or(bytes.len())
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
