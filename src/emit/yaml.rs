//! YAML from a template's JSON, in one pass and without a tree between.
//!
//! What is written reads back as the same values under YAML 1.1, which CloudFormation and most tools use, and under
//! 1.2: a string stands bare only where no reader takes it for anything else, text of several lines as a literal
//! block, every other string in double quotes. No package that writes YAML is both well kept and careful about 1.1.

use std::fmt::{self, Write as _};

use crate::diagnostics::render::acts;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

/// Columns per level.
const INDENT: usize = 2;
/// A reader need not look further than 1,024 characters for a key's colon.
const MAX_SIMPLE_KEY: usize = 1000;

/// The YAML text of a JSON text.
///
/// # Errors
/// When `json` is not JSON, or nested more than 128 levels deep.
pub fn to_yaml(json: &[u8]) -> Result<String, serde_json::Error> {
    let mut out = String::with_capacity(json.len());
    let mut reader = serde_json::Deserializer::from_slice(json);
    Node { out: &mut out, level: 0, after: After::Nothing }.deserialize(&mut reader)?;
    reader.end()?;
    Ok(out)
}

/// What stands before a node on its line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    Nothing,
    Key,
    Dash,
}

/// Writes one value, with the line end after it.
struct Node<'o> {
    out: &'o mut String,
    /// The depth of the collection that this value would be.
    level: usize,
    after: After,
}

impl Node<'_> {
    /// A scalar, on the line that has begun.
    fn scalar(self, text: fmt::Arguments<'_>) {
        if self.after == After::Key {
            self.out.push(' ');
        }
        // Writing to a string cannot fail.
        let _ = writeln!(self.out, "{text}");
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.scalar(format_args!("null"));
        Ok(())
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.scalar(format_args!("{value}"));
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.scalar(format_args!("{value}"));
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.scalar(format_args!("{value}"));
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        let text = serde_json::Number::from_f64(value).map_or_else(|| "null".to_owned(), |n| n.to_string());
        // YAML 1.1 wants a point in the mantissa and a sign in the exponent.
        let text = match text.split_once('e') {
            Some((mantissa, exponent)) => {
                let point = if mantissa.contains('.') { "" } else { ".0" };
                let sign = if exponent.starts_with(['-', '+']) { "" } else { "+" };
                format!("{mantissa}{point}e{sign}{exponent}")
            }
            None => text,
        };
        self.scalar(format_args!("{text}"));
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        if !is_literal(text) {
            self.scalar(format_args!("{}", Inline(text)));
            return Ok(());
        }
        let (chomp, body) = match text.strip_suffix('\n') {
            Some(body) => ("", body),
            None => ("-", text),
        };
        let indent = self.level.max(1) * INDENT;
        let out = &mut *self.out;
        if self.after == After::Key {
            out.push(' ');
        }
        let _ = writeln!(out, "|{chomp}");
        for line in body.split('\n') {
            match line {
                "" => out.push('\n'),
                line => {
                    let _ = writeln!(out, "{:indent$}{line}", "");
                }
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Node { out, level, after } = self;
        let begin = out.len();
        if after == After::Key {
            out.push('\n');
        }
        let mut first = true;
        loop {
            let before = out.len();
            if !first || after != After::Dash {
                indent(out, level);
            }
            out.push_str("- ");
            if items.next_element_seed(Node { out, level: level + 1, after: After::Dash })?.is_none() {
                out.truncate(before);
                break;
            }
            first = false;
        }
        if first {
            out.truncate(begin);
            Node { out, level, after }.scalar(format_args!("[]"));
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let Node { out, level, after } = self;
        let mut first = true;
        while let Some(key) = entries.next_key::<std::borrow::Cow<'de, str>>()? {
            match (first, after) {
                (true, After::Key) => {
                    out.push('\n');
                    indent(out, level);
                }
                (true, _) => {}
                (false, _) => indent(out, level),
            }
            first = false;
            let start = out.len();
            let _ = write!(out, "{}", Inline(&key));
            if out.len() - start > MAX_SIMPLE_KEY {
                out.insert_str(start, "? ");
                out.push('\n');
                indent(out, level);
            }
            out.push(':');
            entries.next_value_seed(Node { out, level: level + 1, after: After::Key })?;
        }
        if first {
            Node { out, level, after }.scalar(format_args!("{{}}"));
        }
        Ok(())
    }
}

fn indent(out: &mut String, level: usize) {
    out.extend(std::iter::repeat_n(' ', level * INDENT));
}

/// A string on one line.
struct Inline<'a>(&'a str);

impl fmt::Display for Inline<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if is_plain(self.0) {
            return f.write_str(self.0);
        }
        f.write_char('"')?;
        for c in self.0.chars() {
            match c {
                '"' => f.write_str("\\\"")?,
                '\\' => f.write_str("\\\\")?,
                '\n' => f.write_str("\\n")?,
                '\t' => f.write_str("\\t")?,
                '\r' => f.write_str("\\r")?,
                c if is_printable(c) => f.write_char(c)?,
                c => write!(f, "\\u{:04x}", u32::from(c))?,
            }
        }
        f.write_char('"')
    }
}

/// Whether a reader takes the bare text for this string and nothing else.
fn is_plain(text: &str) -> bool {
    const WORDS: [&str; 12] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "none"];
    let bytes = text.as_bytes();
    let begins = bytes.first().is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'_' | b'/'));
    let inner = |b: &u8| b.is_ascii_alphanumeric() || b"_-./:=+ ".contains(b);
    begins
        && bytes.iter().all(inner)
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether the text is written as a literal block: several lines, and nothing that a block would change.
fn is_literal(text: &str) -> bool {
    let body = text.strip_suffix('\n').unwrap_or(text);
    body.contains('\n')
        && !body.starts_with([' ', '\t', '\n'])
        && !body.ends_with('\n')
        && body.split('\n').all(|line| line.is_empty() || !line.trim_matches([' ', '\t']).is_empty())
        && body.chars().all(|c| c == '\n' || c == '\t' || is_printable(c))
}

/// Whether the character may stand in YAML as itself, is not a line break, and does nothing but appear.
fn is_printable(c: char) -> bool {
    !acts(c) && !matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}
