//! Text that does nothing but appear: control characters, and those that reorder what is read, made visible.

use std::borrow::Cow;

/// Whether a character acts on the terminal or on the order of the text around it.
pub(crate) fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text with `\u{1b}` for an escape character and so on; line ends stay.
pub fn plain(text: &str) -> Cow<'_, str> {
    escaped(text, |c| acts(c) && c != '\n')
}

/// `plain` on one line: line ends and tabs become spaces.
pub fn plain_line(text: &str) -> Cow<'_, str> {
    match plain(text) {
        clean if clean.contains('\n') => Cow::Owned(clean.split('\n').map(str::trim).collect::<Vec<_>>().join(" ")),
        clean => clean,
    }
}

fn escaped(text: &str, acts: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&acts) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\t' => clean.push(' '),
            c if acts(c) => clean.extend(c.escape_unicode()),
            c => clean.push(c),
        }
    }
    Cow::Owned(clean)
}

/// A source text for snippets: every character that acts is replaced by one of the same length, so that spans stay
/// true. Tabs and line ends stay; `None` when there is nothing to replace.
pub fn plain_source(text: &str) -> Option<String> {
    let mut rest = text.char_indices().peekable();
    let mut clean: Option<String> = None;
    while let Some((at, c)) = rest.next() {
        let line_end = c == '\n' || (c == '\r' && matches!(rest.peek(), Some((_, '\n'))));
        let stays = line_end || c == '\t' || !acts(c);
        if !stays && clean.is_none() {
            clean = Some(text[..at].to_owned());
        }
        if let Some(clean) = &mut clean {
            clean.push_str(match c.len_utf8() {
                _ if stays => &text[at..at + c.len_utf8()],
                1 => "?",
                2 => "\u{b7}",
                _ => "\u{fffd}",
            });
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_become_visible() {
        assert_eq!(plain("a\x1b[31m\u{9b}b\u{202e}\x7f"), "a\\u{1b}[31m\\u{9b}b\\u{202e}\\u{7f}");
        assert_eq!(plain_line("one\n  two\tthree"), "one two three");
        assert!(matches!(plain("straße"), Cow::Borrowed(_)));
    }

    #[test]
    fn sources_keep_their_length() {
        let text = "a\x1bb\u{9b}c\u{202e}d\r\ne\tf\rg\n";
        let clean = plain_source(text).unwrap();
        assert_eq!(clean, "a?b\u{b7}c\u{fffd}d\r\ne\tf?g\n");
        assert_eq!(clean.len(), text.len());
        assert_eq!(plain_source("fine\r\n\tä"), None);
    }
}
