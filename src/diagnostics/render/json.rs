//! JSON: one object a line.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use super::PathBase;
use super::plain::acts;
use super::record::Record;
use crate::diagnostics::Diagnostic;
use crate::source::SourceMap;

pub(super) fn render(
    out: &mut dyn Write,
    sources: &SourceMap,
    diagnostics: &[Diagnostic],
    paths: &PathBase,
) -> io::Result<()> {
    for diagnostic in diagnostics {
        write_plain_json(out, &Record::new(diagnostic, sources, paths))?;
        writeln!(out)?;
    }
    Ok(())
}

/// Writes compact JSON in which every character that acts on a terminal is escaped, not only those that JSON asks for.
pub fn write_plain_json(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(out, Plain)).map_err(io::Error::from)
}

/// A JSON or YAML text with every character that acts on a terminal escaped; such characters stand in double-quoted
/// strings only, where both languages read the escape as the character. Line ends stay.
pub fn plain_json_text(text: &str) -> Cow<'_, str> {
    let acts = |c: char| acts(c) && !matches!(c, '\n' | '\t');
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match acts(c) {
            true => clean.push_str(&format!("\\u{:04x}", u32::from(c))),
            false => clean.push(c),
        }
    }
    Cow::Owned(clean)
}

struct Plain;

impl Formatter for Plain {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|(_, c)| acts(*c)) {
            // All of them lie in the basic plane, where one escape is one character.
            write!(writer, "{}\\u{:04x}", &rest[..at], u32::from(c))?;
            rest = &rest[at + c.len_utf8()..];
        }
        writer.write_all(rest.as_bytes())
    }
}
