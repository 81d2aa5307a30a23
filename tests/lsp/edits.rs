//! Texts as the client knows them, in UTF-16 as the protocol counts when nothing else is agreed.

use serde_json::{Value, json};

/// The position of a byte.
pub fn position(text: &str, at: usize) -> Value {
    let before = &text[..at];
    let line = before.matches('\n').count();
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    json!({ "line": line, "character": before[start..].encode_utf16().count() })
}

/// The range of bytes.
pub fn range(text: &str, range: &std::ops::Range<usize>) -> Value {
    json!({ "start": position(text, range.start), "end": position(text, range.end) })
}

/// Replaces a stretch of a text, and gives the change as the client tells it.
pub fn replace(text: &mut String, at: std::ops::Range<usize>, by: &str) -> Value {
    let change = json!({ "range": range(text, &at), "text": by });
    text.replace_range(at, by);
    change
}
