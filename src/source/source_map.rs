//! All source texts of a run, with line indexes.

use std::sync::{Arc, OnceLock};

use super::{ChunkId, Edit, FileId, Span};

/// A place as editors show it, both counted from 1; columns count Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
}

/// One file's text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path as diagnostics show it: relative to the project root, or `std/…` for the standard library.
    pub path: String,
    /// The whole text.
    pub text: Arc<str>,
    /// Made when a line is asked for: most files of the library are never shown.
    line_starts: OnceLock<Arc<[u32]>>,
    /// How many characters stand before every [`STRIDE`]th byte; made when a column in a long line is asked for.
    characters: OnceLock<Arc<[u32]>>,
    /// Where this file begins in the space in which all files stand one after the other.
    base: usize,
}

/// Characters are counted from the nearest mark, so that a column in a line of a megabyte costs no megabyte.
const STRIDE: usize = 4096;

impl SourceFile {
    /// The line and column of a byte offset.
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let line = self.line_of(offset);
        let start = self.line_starts()[line] as usize;
        let column = match offset - start {
            0..STRIDE => count(&self.text.as_bytes()[start..offset]),
            _ => self.characters_before(offset) - self.characters_before(start),
        };
        Position { line: line + 1, column: column + 1 }
    }

    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let ends = self.text.bytes().enumerate().filter(|(_, b)| *b == b'\n');
            std::iter::once(0).chain(ends.map(|(i, _)| i as u32 + 1)).collect()
        })
    }

    /// How many characters begin before a byte offset.
    fn characters_before(&self, offset: usize) -> usize {
        let bytes = self.text.as_bytes();
        let marks = self.characters.get_or_init(|| {
            let mut before = 0;
            let counted = bytes.chunks(STRIDE).map(|chunk| {
                before += count(chunk) as u32;
                before
            });
            std::iter::once(0).chain(counted).collect()
        });
        let mark = offset / STRIDE;
        marks[mark] as usize + count(&bytes[mark * STRIDE..offset])
    }

    /// The number of lines.
    pub fn line_count(&self) -> usize {
        self.line_starts().len()
    }

    /// The byte range of a line counted from 0, without its line end.
    pub fn line_range(&self, line: usize) -> std::ops::Range<usize> {
        let start = self.line_starts()[line] as usize;
        let end = self.line_starts().get(line + 1).map_or(self.text.len(), |&e| e as usize);
        let text = &self.text[start..end];
        start..start + text.trim_end_matches(['\n', '\r']).len()
    }

    /// The line (from 0) that holds a byte offset.
    pub fn line_of(&self, offset: usize) -> usize {
        self.line_starts().partition_point(|&s| s as usize <= offset) - 1
    }

    /// Where this file begins in the space in which all files stand one after the other.
    pub fn base(&self) -> usize {
        self.base
    }
}

/// How many characters begin in these bytes of UTF-8.
fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| **b & 0xc0 != 0x80).count()
}

#[derive(Clone, Debug)]
struct Chunk {
    file: FileId,
    start: u32,
    /// Where what stood in it stands now, when another chunk has taken its place.
    moved: Option<(ChunkId, Edit)>,
}

/// All texts of a run. Files are only ever added. A copy shares the texts.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
    chunks: Vec<Chunk>,
    end: usize,
}

impl SourceMap {
    /// An empty map.
    pub fn new() -> SourceMap {
        SourceMap::default()
    }

    /// Adds a text under the path that diagnostics show.
    pub fn add_file(&mut self, path: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        let text = text.into();
        let base = self.end;
        // One byte between files, so that no offset belongs to two of them.
        self.end += text.len() + 1;
        self.files.push(SourceFile {
            path: path.into(),
            text,
            line_starts: OnceLock::new(),
            characters: OnceLock::new(),
            base,
        });
        FileId(self.files.len() as u32 - 1)
    }

    /// A new chunk of `file` that begins at byte `start`.
    pub fn add_chunk(&mut self, file: FileId, start: usize) -> ChunkId {
        self.chunks.push(Chunk { file, start: start as u32, moved: None });
        ChunkId(self.chunks.len() as u32 - 1)
    }

    /// Replaces a file's text, as an edit does. Chunks of what stands elsewhere now must be moved; the others are dead.
    pub fn replace_text(&mut self, file: FileId, text: impl Into<Arc<str>>) {
        let at = &mut self.files[file.0 as usize];
        at.text = text.into();
        (at.line_starts, at.characters) = Default::default();
        self.end = 0;
        for file in &mut self.files {
            file.base = self.end;
            self.end += file.text.len() + 1;
        }
    }

    /// Says that a chunk begins elsewhere in its file now: what stands before it was edited.
    pub fn move_chunk(&mut self, chunk: ChunkId, start: usize) {
        self.chunks[chunk.0 as usize].start = start as u32;
    }

    /// Where the chunks of the file of `first` begin, from `first` on.
    #[cfg(test)]
    pub(crate) fn chunk_starts(&self, first: ChunkId) -> impl Iterator<Item = u32> {
        let file = self.chunks[first.0 as usize].file;
        self.chunks[first.0 as usize..].iter().take_while(move |c| c.file == file).map(|c| c.start)
    }

    /// The file with this id.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// All files, in the order in which they were added.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(i, f)| (FileId(i as u32), f))
    }

    /// The file that holds an offset in the space in which all files stand one after the other (see
    /// [`SourceFile::base`]); the end of a file belongs to it.
    pub fn file_at(&self, offset: usize) -> Option<FileId> {
        let at = self.files.partition_point(|f| f.base <= offset).checked_sub(1)?;
        (offset <= self.files[at].base + self.files[at].text.len()).then_some(FileId(at as u32))
    }

    /// The file that a span lies in.
    pub fn file_of(&self, span: Span) -> FileId {
        self.chunks[span.chunk.0 as usize].file
    }

    /// Says that another chunk has taken the place of this one, with an edited text: places in it are found there.
    pub(crate) fn redirect(&mut self, from: ChunkId, to: ChunkId, edit: Edit) {
        self.chunks[from.0 as usize].moved = Some((to, edit));
    }

    /// The same place in the chunk that is there now, for a span that was kept from before edits.
    pub fn current(&self, span: Span) -> Span {
        match self.chunks[span.chunk.0 as usize].moved {
            Some((chunk, edit)) => {
                let (start, end) = edit.nearest(span);
                Span { chunk, start, end }
            }
            None => span,
        }
    }

    /// The file and the absolute byte range of a span.
    pub fn resolve(&self, span: Span) -> (FileId, std::ops::Range<usize>) {
        let span = self.current(span);
        let chunk = &self.chunks[span.chunk.0 as usize];
        let len = self.file(chunk.file).text.len();
        let at = |o: u32| (chunk.start as usize + o as usize).min(len);
        (chunk.file, at(span.start)..at(span.end))
    }

    /// The text that a span covers.
    pub fn text(&self, span: Span) -> &str {
        let (file, range) = self.resolve(span);
        self.file(file).text.get(range).unwrap_or("")
    }

    /// File and position of a span's start and end.
    pub fn positions(&self, span: Span) -> (&SourceFile, Position, Position) {
        let (id, range) = self.resolve(span);
        let file = self.file(id);
        (file, file.position(range.start), file.position(range.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_in_long_lines_too() {
        let text = format!("ä\n{}x", "äb".repeat(10_000));
        let mut map = SourceMap::new();
        let id = map.add_file("a.bat", text.clone());
        let at = text.find('x').unwrap();
        assert_eq!(map.file(id).position(at), Position { line: 2, column: 20_001 });
        assert_eq!(map.file(id).position(3 + 3 * 5), Position { line: 2, column: 11 });
    }

    #[test]
    fn an_offset_finds_its_file() {
        let mut map = SourceMap::new();
        map.add_file("a", "12");
        map.add_file("b", "");
        map.add_file("c", "123");
        let name = |at| map.file_at(at).map(|id| map.file(id).path.as_str());
        assert_eq!([0, 2, 3, 4, 7, 8].map(name), [Some("a"), Some("a"), Some("b"), Some("c"), Some("c"), None]);
    }
}
