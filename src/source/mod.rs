//! Source texts and places in them.
//!
//! In: file paths and their texts. Out: [`FileId`]s, [`Span`]s, and their positions as people count them.
//! Invariants: a text changes only by an edit ([`SourceMap::replace_text`]), and no id is given twice; a [`Span`] is relative to its [`ChunkId`] (one top-level item of a
//! file), so an edit in one item moves no span of another; every span can be turned back into (file, offset).

mod edit;
mod source_map;
mod span;

pub use edit::Edit;
pub use source_map::{Position, SourceFile, SourceMap};
pub use span::{ChunkId, FileId, Span};
