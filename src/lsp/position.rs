//! Places as the protocol counts them.

use std::ops::Range;

use gen_lsp_types as lsp;

/// In what a client counts the columns of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// Halves of surrogate pairs.
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

impl Encoding {
    /// The one that costs least of those that a client offers; UTF-16 is what it means when it says nothing.
    pub fn negotiate(offered: Option<&[lsp::PositionEncodingKind]>) -> Encoding {
        let offered = offered.unwrap_or_default();
        if offered.contains(&lsp::PositionEncodingKind::UTF8) {
            Encoding::Utf8
        } else if offered.contains(&lsp::PositionEncodingKind::UTF16) || offered.is_empty() {
            Encoding::Utf16
        } else if offered.contains(&lsp::PositionEncodingKind::UTF32) {
            Encoding::Utf32
        } else {
            Encoding::Utf16
        }
    }

    /// Its name in the protocol.
    pub fn kind(self) -> lsp::PositionEncodingKind {
        match self {
            Encoding::Utf8 => lsp::PositionEncodingKind::UTF8,
            Encoding::Utf16 => lsp::PositionEncodingKind::UTF16,
            Encoding::Utf32 => lsp::PositionEncodingKind::UTF32,
        }
    }

    fn length(self, c: char) -> usize {
        match self {
            Encoding::Utf8 => c.len_utf8(),
            Encoding::Utf16 => c.len_utf16(),
            Encoding::Utf32 => 1,
        }
    }
}

/// Where the lines of a text begin. As in the protocol a line ends with `\n`, `\r\n` or `\r`.
#[derive(Clone, Debug, Default)]
pub struct LineIndex {
    starts: Vec<u32>,
    is_ascii: bool,
}

impl LineIndex {
    /// The lines of a text.
    pub fn new(text: &str) -> LineIndex {
        let bytes = text.as_bytes();
        let ends = bytes.iter().enumerate().filter(|(at, byte)| match byte {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        });
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at as u32 + 1)).collect();
        LineIndex { starts, is_ascii: text.is_ascii() }
    }

    /// The byte range of a line, without its end; the empty range at the text's end for a line that is not there.
    pub fn line(&self, text: &str, line: usize) -> Range<usize> {
        let Some(start) = self.starts.get(line) else { return text.len()..text.len() };
        let start = (*start as usize).min(text.len());
        let end = self.starts.get(line + 1).map_or(text.len(), |next| (*next as usize).min(text.len()));
        let content = text.get(start..end).unwrap_or_default();
        let shown = match content.strip_suffix('\n') {
            Some(rest) => rest.strip_suffix('\r').unwrap_or(rest),
            None => content.strip_suffix('\r').unwrap_or(content),
        };
        start..start + shown.len()
    }

    /// The line that holds a byte.
    pub fn line_of(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start as usize <= at).saturating_sub(1)
    }

    /// The byte at a position. One behind a line's end is the line's end, one behind the text is its end, and one within a
    /// character is that character's beginning.
    pub fn offset(&self, text: &str, position: lsp::Position, encoding: Encoding) -> usize {
        let line = self.line(text, position.line as usize);
        let wanted = position.character as usize;
        let content = text.get(line.clone()).unwrap_or_default();
        if self.is_ascii {
            return line.start + wanted.min(content.len());
        }
        let mut column = 0;
        for (at, c) in content.char_indices() {
            column += encoding.length(c);
            if column > wanted {
                return line.start + at;
            }
        }
        line.end
    }

    /// The position of a byte. One within a line's end is the line's end.
    pub fn position(&self, text: &str, at: usize, encoding: Encoding) -> lsp::Position {
        let at = at.min(text.len());
        let number = self.line_of(at);
        let line = self.line(text, number);
        let at = at.min(line.end);
        let column = match (self.is_ascii, encoding) {
            (true, _) | (_, Encoding::Utf8) => at - line.start,
            _ => {
                let before = text.get(line).unwrap_or_default().char_indices();
                let start = self.starts[number] as usize;
                before.take_while(|(i, _)| start + i < at).map(|(_, c)| encoding.length(c)).sum()
            }
        };
        lsp::Position { line: number as u32, character: column as u32 }
    }

    /// The range of bytes.
    pub fn range(&self, text: &str, range: &Range<usize>, encoding: Encoding) -> lsp::Range {
        lsp::Range { start: self.position(text, range.start, encoding), end: self.position(text, range.end, encoding) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: u32, character: u32) -> lsp::Position {
        lsp::Position { line, character }
    }

    #[test]
    fn columns_are_counted_in_what_was_agreed() {
        let text = "aä😀b\r\nc\rd\n\n";
        let index = LineIndex::new(text);
        let b = text.find('b').unwrap();
        assert_eq!(index.position(text, b, Encoding::Utf8), at(0, 7));
        assert_eq!(index.position(text, b, Encoding::Utf16), at(0, 4));
        assert_eq!(index.position(text, b, Encoding::Utf32), at(0, 3));
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            for (offset, _) in text.char_indices().filter(|(_, c)| !matches!(c, '\r' | '\n')) {
                let position = index.position(text, offset, encoding);
                assert_eq!(index.offset(text, position, encoding), offset, "{offset} {encoding:?}");
            }
        }
        assert_eq!(index.position(text, text.find('c').unwrap(), Encoding::Utf16), at(1, 0));
        assert_eq!(index.position(text, text.find('d').unwrap(), Encoding::Utf16), at(2, 0));
        assert_eq!(index.position(text, text.len(), Encoding::Utf16), at(4, 0));
    }

    #[test]
    fn positions_that_are_not_there_are_drawn_in() {
        let text = "a😀b\r\nc";
        let index = LineIndex::new(text);
        assert_eq!(index.offset(text, at(0, 2), Encoding::Utf16), 1, "within a surrogate pair");
        assert_eq!(index.offset(text, at(0, 3), Encoding::Utf8), 1, "within a character");
        assert_eq!(index.offset(text, at(0, 99), Encoding::Utf16), 6, "behind the line, before its end");
        assert_eq!(index.offset(text, at(9, 0), Encoding::Utf16), text.len());
        assert_eq!(index.position(text, 7, Encoding::Utf16), at(0, 4), "between CR and LF");
        assert_eq!(index.position(text, 99, Encoding::Utf16), at(1, 1));
    }
}
