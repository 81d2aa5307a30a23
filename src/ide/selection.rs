//! What to select when a selection grows.

use std::ops::Range;

use super::{Document, walk};

/// The ranges around a place, the innermost first, each within the next; the last is the whole text.
pub fn selection(document: &Document, at: usize) -> Vec<Range<usize>> {
    let at = at.min(document.text.len());
    let mut found = Vec::new();
    found.push(0..document.text.len());
    walk(document.tree, &mut |node| {
        let range = document.range(node.span());
        if range.start <= at && at <= range.end && !range.is_empty() {
            // Within brackets, their content is a step of its own.
            let inner = inside(document.text, &range).filter(|inner| inner.start <= at && at <= inner.end);
            found.push(range);
            found.extend(inner);
        }
    });
    found.sort_by_key(|range| (range.len(), range.start));
    found.dedup();
    // Neighbours that touch at the place do not contain each other: the later of them is kept.
    let mut chain: Vec<Range<usize>> = Vec::new();
    for range in found {
        let fits = |last: &Range<usize>| range.start <= last.start && last.end <= range.end;
        if chain.last().is_none_or(fits) {
            chain.push(range);
        }
    }
    chain
}

/// What stands between the brackets or quotes of a range, without the white space beside them.
fn inside(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let whole = text.get(range.clone())?;
    let closing = match whole.chars().next()? {
        '{' => '}',
        '[' => ']',
        '(' => ')',
        '"' => '"',
        _ => return None,
    };
    let content = whole.get(1..)?.strip_suffix(closing)?;
    let trimmed = content.trim();
    let start = range.start + 1 + (content.len() - content.trim_start().len());
    (!trimmed.is_empty()).then(|| start..start + trimmed.len())
}
