//! Parsing a file again after an edit: declarations that it leaves alone keep their trees and their chunks.

use std::sync::Arc;

use super::file::parse;
use super::scan::{Cut, CutKind, Scanned};
use crate::ast::{File, Item};
use crate::diagnostics::Diagnostics;
use crate::source::{ChunkId, FileId, SourceMap};

/// A parsed file, with what a later parse of it can use.
#[derive(Debug)]
pub struct Parsed {
    pub(super) text: Arc<str>,
    /// The tree.
    pub tree: Arc<File>,
    pub(super) scanned: Scanned,
    pub(super) chunks: Vec<ChunkId>,
    /// By cut: which item it gave, if there was nothing to say about it.
    pub(super) clean: Vec<Option<usize>>,
}

/// Parses a file whose text was replaced; `before` is what it was parsed to when it had another text, if it was. What did not
/// change, and had no mistake, is taken over, with its spans.
pub fn parse_again(
    sources: &mut SourceMap,
    file: FileId,
    before: Option<&Parsed>,
    diagnostics: &mut Diagnostics,
) -> Parsed {
    parse(sources, file, before, diagnostics)
}

/// How many cuts at the start and at the end of a file are the same in both texts.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Unchanged {
    start: usize,
    end: usize,
    /// How many there were.
    before: usize,
}

impl Unchanged {
    /// The old index of a cut, of which there are `count` now.
    pub fn old(&self, index: usize, count: usize) -> Option<usize> {
        match index {
            _ if index < self.start => Some(index),
            _ if index >= count - self.end => Some(index + self.before - count),
            _ => None,
        }
    }
}

impl Parsed {
    /// What is unchanged in a new text.
    pub(super) fn unchanged(&self, text: &str, scanned: &Scanned) -> Unchanged {
        let (old, new) = (&self.scanned.cuts, &scanned.cuts);
        let most = old.len().min(new.len());
        let same = |(old, new): (&Cut, &Cut)| self.is_same(old, text, scanned, new);
        let start = old.iter().zip(new).take_while(|pair| same(*pair)).count();
        let end = old.iter().rev().zip(new.iter().rev()).take(most - start).take_while(|pair| same(*pair)).count();
        Unchanged { start, end, before: old.len() }
    }

    fn is_same(&self, old: &Cut, text: &str, scanned: &Scanned, new: &Cut) -> bool {
        old.kind == new.kind
            && old.range.len() == new.range.len()
            && self.text.get(old.range.clone()) == text.get(new.range.clone())
            && self.scanned.text.get(old.range.clone()) == scanned.text.get(new.range.clone())
    }

    /// The chunk and the tree of a cut, if nothing was wrong in it and nothing can be: its scanner found nothing either.
    pub(super) fn kept(&self, cut: usize) -> Option<(ChunkId, Arc<Item>)> {
        let (item, at) = (self.clean[cut]?, &self.scanned.cuts[cut]);
        // Where a line has a lexical mistake, the parser says nothing of it.
        let line = self.text[..at.range.start].rfind('\n').unwrap_or(0);
        let end = self.text[at.range.end..].find('\n').map_or(self.text.len(), |n| at.range.end + n);
        let after = self.scanned.mistakes.partition_point(|(_, range)| range.start < line);
        let mistaken = self.scanned.mistakes.get(after).is_some_and(|(_, range)| range.start <= end);
        let is_sound = at.kind == CutKind::Item && at.too_deep.is_none() && !at.swallowed && !mistaken;
        is_sound.then(|| (self.chunks[cut], self.tree.items[item].clone()))
    }
}
