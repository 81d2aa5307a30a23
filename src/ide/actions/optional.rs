//! Reading a member of what may be `null`.

use std::ops::Range;

use super::{Action, Change};
use crate::ide::Document;

/// Makes `?.` of the dot after a value.
pub fn optional(document: &Document, value: &Range<usize>) -> Option<Action> {
    let rest = document.text.get(value.end..)?;
    let dot = value.end + (rest.len() - rest.trim_start().len());
    let follows = document.text.get(dot..)?;
    if !follows.starts_with('.') || follows.starts_with("..") {
        return None;
    }
    let change = Change { range: dot..dot + 1, text: "?.".to_owned() };
    Some(Action::fix("Write `?.`, which gives `null` where there is none", vec![change]).preferred())
}
