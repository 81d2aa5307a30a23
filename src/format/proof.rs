//! That formatting has changed nothing but the looks.

use super::Source;
use crate::ast;

/// `text` parsed, which says the same as `source`; if not, what differs.
pub(super) fn prove(source: &Source, text: &str) -> Result<Source, String> {
    if !significant(&source.text).eq(significant(text)) {
        return Err("something would get lost".to_owned());
    }
    let formatted = Source::parse(text);
    if !ast::same(&source.tree, &formatted.tree) {
        return Err("the formatted text would mean something else".to_owned());
    }
    let comments =
        |of: &Source| of.comments.iter().map(|c| of.text[c.clone()].trim_end().to_owned()).collect::<Vec<_>>();
    if comments(source) != comments(&formatted) {
        return Err("the comments would not be the same".to_owned());
    }
    Ok(formatted)
}

/// All but what the formatter adds and takes away.
fn significant(text: &str) -> impl Iterator<Item = u8> + '_ {
    text.bytes().filter(|byte| !matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',' | b'|'))
}
