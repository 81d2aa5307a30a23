//! Mistakes in characters, strings and numbers.

use super::{
    CHARACTER, COMMENT, ESCAPE, INTERPOLATED_NAME, INTERPOLATION, NUMBER, NUMBER_RANGE, QUOTES, REGEX, SEMICOLON,
    STRAY_CLOSER, UNTERMINATED, USELESS_DOCS, expected, foreign_declaration, foreign_new, foreign_operator, intrinsic,
    string_prefix,
};
use crate::ast::{DurationUnit, SizeUnit};
use crate::diagnostics::Diagnostic;
use crate::parse::scan::Mistake;
use crate::source::Span;

/// A mistake that the scanner found in `text`.
pub(in crate::parse) fn lexical(mistake: Mistake, span: Span, text: &str) -> Diagnostic {
    match mistake {
        Mistake::Character(c) => character(c, span),
        Mistake::Name => Diagnostic::new(CHARACTER, span, format!("the name `{text}` has letters beyond ASCII"))
            .label("only ASCII letters, digits and `_`")
            .help("names are ASCII letters, digits and `_`; other text stands in strings and comments"),
        Mistake::Unterminated { multi: false } => {
            Diagnostic::new(UNTERMINATED, span, "this string has no closing quote")
                .label("begins here, and the line ends without `\"`")
                .help("close it on its line; a text over several lines stands between `\"\"\"` and `\"\"\"`")
        }
        Mistake::Unterminated { multi: true } => {
            Diagnostic::new(UNTERMINATED, span, "this text has no closing `\"\"\"`")
                .label("begins here, and never ends")
                .help("write `\"\"\"` after the last line of the text")
        }
        Mistake::Interpolation => Diagnostic::new(INTERPOLATION, span, "`${` is not closed on its line")
            .label("`}` is missing")
            .help("write `${…}` around an expression, or `\\${` for the two characters"),
        Mistake::Quotes => quotes(span, text),
        Mistake::Comment => {
            let sign = if text.starts_with('#') { "#" } else { "/*" };
            Diagnostic::new(COMMENT, span, format!("`{sign}` begins no comment here"))
                .label("a comment of another language")
                .help("write `//` before a comment, on each of its lines")
        }
        Mistake::Semicolon => Diagnostic::new(SEMICOLON, span, "there are no semicolons")
            .label("remove it")
            .help("a statement ends with its line"),
        Mistake::Docs => Diagnostic::new(USELESS_DOCS, span, "this documentation belongs to no declaration")
            .label("nothing follows that it could document")
            .help("write `//` for a comment, or put it on the lines before a declaration"),
        Mistake::Foreign => foreign_declaration(span, text.split([' ', '\t']).next().unwrap_or(text)),
        Mistake::Intrinsic => intrinsic(span, text),
        Mistake::Prefix if text == "new" => foreign_new(span),
        Mistake::Prefix => string_prefix(span, text),
        Mistake::LoopParentheses => expected(span, "a name after `for`", "`(`")
            .help("a loop is written `for x in xs { … }`, without parentheses"),
        Mistake::LoopOf => foreign_operator(span, "of", "in"),
        Mistake::OpeningBrace => expected(span, "`{`", "the end of the line").help("write `{` at the end of this line"),
        Mistake::ClosingBrace => Diagnostic::new(STRAY_CLOSER, span, "this `}` is one too many")
            .label("closes more than it should")
            .help("remove it"),
        Mistake::Regex => Diagnostic::new(REGEX, span, "this regular expression has no closing `/`")
            .label("begins here, and the line ends without `/`")
            .help("a `/` inside is written `\\/`"),
    }
}

fn character(c: char, span: Span) -> Diagnostic {
    let code = format!("U+{:04X}", u32::from(c));
    if c == '\0' || c.is_control() {
        return Diagnostic::new(CHARACTER, span, format!("control character {code}"))
            .label("cannot stand in a source file")
            .help(format!("remove it; in a string, write `\\u{{{:x}}}`", u32::from(c)));
    }
    if matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') {
        return Diagnostic::new(CHARACTER, span, format!("invisible character {code} that changes the order of text"))
            .label("makes this line look different from what it is")
            .help(format!("remove it; in a string, write `\\u{{{:x}}}`", u32::from(c)));
    }
    if c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}') {
        return Diagnostic::new(CHARACTER, span, format!("white space that is no ordinary space: {code}"))
            .label("often comes from copying out of a document")
            .help("replace it by a space");
    }
    Diagnostic::new(CHARACTER, span, format!("unexpected character `{c}`"))
        .label("has no meaning here")
        .help("remove it, or put it into a string")
}

fn quotes(span: Span, text: &str) -> Diagnostic {
    let inner = text.trim_matches(['\'', '`', '“', '”', '„', '‘', '’', '«', '»']);
    // Between backticks other languages have `${…}` too.
    let simple = !inner.contains(['"', '\\']) && (!inner.contains('$') || text.starts_with('`'));
    let diagnostic = Diagnostic::new(QUOTES, span, "strings stand in double quotes").label("not a string here");
    if simple && !inner.is_empty() {
        diagnostic.help(format!("write `\"{inner}\"`"))
    } else {
        diagnostic.help("write `\"…\"`, or `r#\"…\"#` for text with quotes and backslashes as they stand")
    }
}

/// `\x` in a string.
pub(in crate::parse) fn escape(span: Span, text: &str) -> Diagnostic {
    let help = match text.as_bytes().get(1) {
        Some(b'u') => "write `\\u{1f600}`: one to six hexadecimal digits of a character in braces",
        Some(b'x' | b'0') => "write `\\u{…}` with the character's number in hexadecimal",
        Some(b'\'') => "`'` needs no backslash",
        Some(b'{' | b'}') => "only `${` begins an expression: a brace alone needs no backslash",
        _ => {
            "there are `\\n`, `\\r`, `\\t`, `\\\"`, `\\\\`, `\\$` and `\\u{…}`; for a backslash itself, write `\\\\` or a raw string `r\"…\"`"
        }
    };
    let shown = if text.len() > 1 { text } else { "\\" };
    Diagnostic::new(ESCAPE, span, format!("unknown escape `{shown}`")).label("not an escape").help(help)
}

/// `${…}` where no expression can stand.
pub(in crate::parse) fn interpolated_name(span: Span, place: &str, help: &str) -> Diagnostic {
    Diagnostic::new(INTERPOLATED_NAME, span, format!("{place} is written out, without `${{…}}`"))
        .label("has to be plain text")
        .help(help)
}

/// `30days`, `10Gb`, `0x1f`.
pub(in crate::parse) fn unit(span: Span, digits: &str, unit: &str) -> Diagnostic {
    let known = match unit.to_ascii_lowercase().as_str() {
        "day" | "days" => Some("d"),
        "hour" | "hours" | "hr" | "hrs" => Some("h"),
        "m" | "minute" | "minutes" | "mins" => Some("min"),
        "second" | "seconds" | "sec" | "secs" => Some("s"),
        "millis" | "milliseconds" | "msec" => Some("ms"),
        "b" | "byte" | "bytes" => Some("B"),
        "k" | "kb" | "ki" | "kib" => Some("KiB"),
        "mb" | "mi" | "mib" => Some("MiB"),
        "g" | "gb" | "gi" | "gib" => Some("GiB"),
        "t" | "tb" | "ti" | "tib" => Some("TiB"),
        _ => None,
    };
    let diagnostic = Diagnostic::new(NUMBER, span, format!("unknown unit `{unit}`"));
    let all = || {
        let durations = DurationUnit::ALL.map(DurationUnit::suffix).join(" ");
        format!("durations end with one of {durations}, sizes with {}", SizeUnit::ALL.map(SizeUnit::suffix).join(" "))
    };
    match (known, unit.as_bytes()) {
        (Some(known), _) => diagnostic.label("not a unit").help(format!("write `{digits}{known}`")),
        (None, [b'w' | b'W', ..]) => diagnostic.label("not a unit").help("write weeks as days: `14d`"),
        (None, [b'x' | b'X' | b'o' | b'b', ..]) if digits == "0" => {
            diagnostic.label("numbers are decimal").help("write the number in decimal digits")
        }
        (None, [b'e' | b'E', rest @ ..]) if rest.iter().all(u8::is_ascii_digit) => {
            diagnostic.label("there is no exponent").help("write the number out, with `_` between groups of digits")
        }
        _ => diagnostic.label("not a unit").help(all()),
    }
}

/// A number that is no number, with the reason.
pub(in crate::parse) fn number(span: Span, message: &str, help: &str) -> Diagnostic {
    Diagnostic::new(NUMBER, span, message).label("not a number").help(help)
}

/// A number that does not fit.
pub(in crate::parse) fn number_range(span: Span, text: &str) -> Diagnostic {
    Diagnostic::new(NUMBER_RANGE, span, format!("`{text}` is out of range")).label("does not fit into 64 bits").help(
        "whole numbers go from -9223372036854775808 to 9223372036854775807; an identifier made of digits is a string",
    )
}

/// A regular expression that does not compile; `reason` is the regex engine's, one line.
pub(in crate::parse) fn regex(span: Span, reason: &str) -> Diagnostic {
    Diagnostic::new(REGEX, span, format!("this regular expression is not valid: {reason}"))
        .label("cannot be compiled")
        .help("look-around and back-references are not supported; a `/` is written `\\/`")
}
