//! All source texts of a run, with line indexes.

use std::sync::Arc;

use super::{ChunkId, FileId, Span};

/// A place as editors show it, both counted from 1; columns count Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
}

/// One file's text.
#[derive(Debug)]
pub struct SourceFile {
    /// The path as diagnostics show it: relative to the project root, or `std/…` for the standard library.
    pub path: String,
    /// The whole text.
    pub text: Arc<str>,
    line_starts: Vec<u32>,
    /// Where this file begins in the space in which all files stand one after the other.
    base: usize,
}

impl SourceFile {
    /// The line and column of a byte offset.
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let line = self.line_starts.partition_point(|&s| s as usize <= offset) - 1;
        let start = self.line_starts[line] as usize;
        let column = self.text.get(start..offset).map_or(offset - start, |t| t.chars().count());
        Position { line: line + 1, column: column + 1 }
    }

    /// The number of lines.
    pub fn line_count(&self) -> usize {
        self.line_starts.len()
    }

    /// The byte range of a line counted from 0, without its line end.
    pub fn line_range(&self, line: usize) -> std::ops::Range<usize> {
        let start = self.line_starts[line] as usize;
        let end = self.line_starts.get(line + 1).map_or(self.text.len(), |&e| e as usize);
        let text = &self.text[start..end];
        start..start + text.trim_end_matches(['\n', '\r']).len()
    }

    /// The line (from 0) that holds a byte offset.
    pub fn line_of(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|&s| s as usize <= offset) - 1
    }

    /// Where this file begins in the space in which all files stand one after the other.
    pub fn base(&self) -> usize {
        self.base
    }
}

#[derive(Clone, Copy, Debug)]
struct Chunk {
    file: FileId,
    start: u32,
}

/// All texts of a run. Files are only ever added.
#[derive(Debug, Default)]
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
        let mut line_starts = vec![0u32];
        line_starts.extend(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i as u32 + 1));
        let base = self.end;
        // One byte between files, so that no offset belongs to two of them.
        self.end += text.len() + 1;
        self.files.push(SourceFile { path: path.into(), text, line_starts, base });
        FileId(self.files.len() as u32 - 1)
    }

    /// A new chunk of `file` that begins at byte `start`.
    pub fn add_chunk(&mut self, file: FileId, start: usize) -> ChunkId {
        self.chunks.push(Chunk { file, start: start as u32 });
        ChunkId(self.chunks.len() as u32 - 1)
    }

    /// The file with this id.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// All files, in the order in which they were added.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(i, f)| (FileId(i as u32), f))
    }

    /// The file that a span lies in.
    pub fn file_of(&self, span: Span) -> FileId {
        self.chunks[span.chunk.0 as usize].file
    }

    /// The file and the absolute byte range of a span.
    pub fn resolve(&self, span: Span) -> (FileId, std::ops::Range<usize>) {
        let chunk = self.chunks[span.chunk.0 as usize];
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
