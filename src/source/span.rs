//! The one span type.

use std::cell::Cell;

use serde::{Deserialize, Deserializer, Serialize};

/// A file known to the [`SourceMap`](super::SourceMap).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FileId(pub u32);

/// A stretch of a file (a top-level item, or a whole file) that spans are relative to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct ChunkId(pub u32);

thread_local! {
    /// The chunk that is number 0 in what is being read.
    static FIRST: Cell<u32> = const { Cell::new(0) };
}

impl ChunkId {
    /// Runs `read`, for which the chunks are numbered from `first` on: a stored tree counts them from 0.
    pub(crate) fn counted_from<T>(first: ChunkId, read: impl FnOnce() -> T) -> T {
        let before = FIRST.replace(first.0);
        let value = read();
        FIRST.set(before);
        value
    }
}

impl<'de> Deserialize<'de> for ChunkId {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<ChunkId, D::Error> {
        Ok(ChunkId(FIRST.get().wrapping_add(u32::deserialize(from)?)))
    }
}

/// A half-open stretch of source text, in bytes from the start of its chunk.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// The chunk that `start` and `end` are relative to.
    pub chunk: ChunkId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span of `chunk` from byte `start` up to `end`.
    pub fn new(chunk: ChunkId, start: usize, end: usize) -> Span {
        Span { chunk, start: start as u32, end: end as u32 }
    }

    /// The smallest span that covers both; `self` when they lie in different chunks.
    pub fn to(self, other: Span) -> Span {
        if self.chunk != other.chunk {
            return self;
        }
        Span { chunk: self.chunk, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The empty span at this one's end, for "something is missing here".
    pub fn after(self) -> Span {
        Span { start: self.end, ..self }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it covers no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}

impl std::fmt::Debug for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}..{}", self.chunk.0, self.start, self.end)
    }
}
