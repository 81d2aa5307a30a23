//! The texts that the client has open.

use std::ops::Range;
use std::sync::Arc;

use gen_lsp_types as lsp;

use super::position::{Encoding, LineIndex};

/// An open text.
#[derive(Clone, Debug)]
pub struct Document {
    /// As the client wrote it.
    pub uri: lsp::Uri,
    /// The client's count of edits.
    pub version: i32,
    /// The text as the compiler sees it: without a byte order mark.
    pub text: Arc<str>,
    /// Its lines.
    pub index: LineIndex,
    /// Whether the client's text begins with a byte order mark, which counts as a character of the first line.
    has_mark: bool,
}

/// U+FEFF in UTF-8 has three bytes, in UTF-16 and as a scalar value one unit.
const MARK: char = '\u{feff}';

impl Document {
    /// A text that has just been opened.
    pub fn new(uri: lsp::Uri, version: i32, text: &str) -> Document {
        let mut document = Document { uri, version, text: Arc::from(""), index: LineIndex::default(), has_mark: false };
        document.set(text.to_owned());
        document
    }

    fn set(&mut self, text: String) {
        self.has_mark = text.starts_with(MARK);
        self.text = match text.strip_prefix(MARK) {
            Some(rest) => Arc::from(rest),
            None => Arc::from(text),
        };
        self.index = LineIndex::new(&self.text);
    }

    /// How many units of the first line the mark takes.
    fn mark(&self, encoding: Encoding) -> u32 {
        match (self.has_mark, encoding) {
            (false, _) => 0,
            (true, Encoding::Utf8) => 3,
            (true, _) => 1,
        }
    }

    /// The byte at a position.
    pub fn offset(&self, mut position: lsp::Position, encoding: Encoding) -> usize {
        if position.line == 0 {
            position.character = position.character.saturating_sub(self.mark(encoding));
        }
        self.index.offset(&self.text, position, encoding)
    }

    /// The position of a byte.
    pub fn position(&self, at: usize, encoding: Encoding) -> lsp::Position {
        let mut position = self.index.position(&self.text, at, encoding);
        if position.line == 0 {
            position.character += self.mark(encoding);
        }
        position
    }

    /// The range of bytes.
    pub fn range(&self, range: &Range<usize>, encoding: Encoding) -> lsp::Range {
        lsp::Range { start: self.position(range.start, encoding), end: self.position(range.end, encoding) }
    }

    /// The bytes of a range; one that ends before it begins is turned round.
    pub fn bytes(&self, range: lsp::Range, encoding: Encoding) -> Range<usize> {
        let (a, b) = (self.offset(range.start, encoding), self.offset(range.end, encoding));
        a.min(b)..a.max(b)
    }

    /// Applies the client's edits, one after the other, and says what each replaced by how many bytes.
    pub fn edit(&mut self, changes: &[lsp::TextDocumentContentChangeEvent], encoding: Encoding) -> Vec<Edit> {
        use lsp::TextDocumentContentChangeEvent as Change;
        let mut edits = Vec::with_capacity(changes.len());
        for change in changes {
            match change {
                Change::TextDocumentContentChangePartial(partial) => {
                    let range = self.bytes(partial.range, encoding);
                    edits.push(Edit { range: range.clone(), length: partial.text.len() });
                    let mut text = String::with_capacity(self.text.len() + partial.text.len() + 3);
                    if self.has_mark {
                        text.push(MARK);
                    }
                    text.push_str(&self.text[..range.start]);
                    text.push_str(&partial.text);
                    text.push_str(&self.text[range.end..]);
                    self.set(text);
                }
                Change::TextDocumentContentChangeWholeDocument(whole) => {
                    edits.push(Edit { range: 0..self.text.len(), length: whole.text.len() });
                    self.set(whole.text.clone());
                }
            }
        }
        edits
    }
}

/// A stretch of text that was replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What was replaced.
    pub range: Range<usize>,
    /// How many bytes stand there now.
    pub length: usize,
}

impl Edit {
    /// Where a range is after the edit; `None` when the edit touched it.
    pub fn moved(&self, range: Range<usize>) -> Option<Range<usize>> {
        if range.end < self.range.start {
            return Some(range);
        }
        if range.start < self.range.end || (range.start == self.range.end && self.range.is_empty()) {
            return None;
        }
        let shift = |at: usize| at - self.range.len() + self.length;
        Some(shift(range.start)..shift(range.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn partial(from: (u32, u32), to: (u32, u32), text: &str) -> lsp::TextDocumentContentChangeEvent {
        let at = |(line, character)| lsp::Position { line, character };
        lsp::TextDocumentContentChangePartial {
            range: lsp::Range { start: at(from), end: at(to) },
            text: text.to_owned(),
            ..Default::default()
        }
        .into()
    }

    fn open(text: &str) -> Document {
        Document::new(lsp::Uri("file:///a.bat".to_owned()), 1, text)
    }

    #[test]
    fn edits_follow_each_other() {
        let mut document = open("a😀b\r\nc\r\n");
        let edits = [partial((0, 1), (0, 3), "ä"), partial((1, 1), (2, 0), ""), partial((9, 9), (9, 9), "!")];
        document.edit(&edits, Encoding::Utf16);
        assert_eq!(&*document.text, "aäb\r\nc!");
    }

    #[test]
    fn a_mark_is_counted_and_not_compiled() {
        let mut document = open("\u{feff}let a = 1\n");
        assert_eq!(&*document.text, "let a = 1\n");
        assert_eq!(document.position(4, Encoding::Utf16).character, 5);
        document.edit(&[partial((0, 5), (0, 6), "b")], Encoding::Utf16);
        assert_eq!(&*document.text, "let b = 1\n");
        assert_eq!(document.position(4, Encoding::Utf8).character, 7);
        document.edit(&[partial((0, 0), (0, 1), "")], Encoding::Utf16);
        assert_eq!(document.position(4, Encoding::Utf16).character, 5, "a position within the mark removes nothing");
    }

    #[test]
    fn ranges_move_with_the_text_before_them() {
        let edit = Edit { range: 4..6, length: 5 };
        assert_eq!(edit.moved(0..3), Some(0..3));
        assert_eq!(edit.moved(6..9), Some(9..12));
        assert_eq!(edit.moved(3..5), None);
        assert_eq!(edit.moved(0..4), None, "what is typed at the end of a word changes it");
    }
}
