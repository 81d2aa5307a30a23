//! Lines and indentation, where something is inserted or taken away.

use std::ops::Range;

/// The white space at the beginning of the line that holds a byte.
pub fn indent(text: &str, at: usize) -> &str {
    let start = line_start(text, at);
    let line = text.get(start..).unwrap_or_default();
    let end = line.find(|c| c != ' ' && c != '\t').unwrap_or(line.len());
    &line[..end]
}

/// Where the line that holds a byte begins.
pub fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
}

/// How this text ends its lines.
pub fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// A stretch with the lines that it stands on, when nothing else stands on them.
pub fn whole_lines(text: &str, range: &Range<usize>) -> Range<usize> {
    let start = line_start(text, range.start);
    let before = text.get(start..range.start).unwrap_or("x");
    let after = text.get(range.end..).unwrap_or_default();
    let end = after.find('\n').map_or(text.len(), |end| range.end + end + 1);
    let rest = text.get(range.end..end).unwrap_or("x");
    if before.trim().is_empty() && rest.trim().is_empty() { start..end } else { range.clone() }
}
