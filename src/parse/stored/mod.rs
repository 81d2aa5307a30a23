//! The trees of the standard library's modules, so that no start parses them.
//!
//! In: `data/MODULE.tree`, embedded by `build.rs`: a fingerprint, where the chunks begin, and the tree in postcard's
//! form. Out: the same tree that parsing the module's text gives, spans included. Invariants: a stored tree was made by
//! this parser from this text without a diagnostic, or `build.rs` leaves it out and the text is parsed; so an edit of the
//! library needs no other step, and `UPDATE_STDLIB=1 cargo test --lib stored_trees -- --ignored` makes it fast again.

#[cfg(test)]
mod fingerprint;
#[cfg(test)]
mod tests;

use crate::ast::File;
use crate::source::{ChunkId, FileId, SourceMap};

/// The tree of `file` from its stored form, without the fingerprint. None when it cannot be read.
pub fn stored_tree(sources: &mut SourceMap, file: FileId, bytes: &[u8]) -> Option<File> {
    let (starts, tree): (Vec<u32>, &[u8]) = postcard::from_bytes(bytes).ok()?;
    let chunks: Vec<ChunkId> = starts.iter().map(|start| sources.add_chunk(file, *start as usize)).collect();
    ChunkId::counted_from(*chunks.first()?, || postcard::from_bytes(tree)).ok()
}
