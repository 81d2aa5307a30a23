//! A file, declaration by declaration.

use std::sync::Arc;

use pest::Parser;

use super::again::{Parsed, Unchanged};
use super::build::{Builder, Names, Shared};
use super::errors;
use super::grammar::{Grammar, Rule};
use super::scan::{self, Cut, CutKind, Mistake, Scanned};
use crate::ast::{Docs, File, Item, Trivia};
use crate::diagnostics::Diagnostics;
use crate::source::{ChunkId, FileId, SourceMap, Span};

/// How many bytes the grammar's rules take for the deepest text, in a debug build, and how many are added when there are
/// fewer.
const STACK_LEFT: usize = 4 << 20;
const STACK_MORE: usize = 16 << 20;

/// Parses a file. Mistakes go to `diagnostics`; there is a tree all the same.
pub fn parse_file(sources: &mut SourceMap, file: FileId, diagnostics: &mut Diagnostics) -> File {
    let parsed = parse(sources, file, None, diagnostics);
    Arc::unwrap_or_clone(parsed.tree)
}

/// Parses a file of which nothing is known, and keeps what a later parse of it can use.
pub(super) fn parse(
    sources: &mut SourceMap,
    file: FileId,
    before: Option<&Parsed>,
    diagnostics: &mut Diagnostics,
) -> Parsed {
    let text: Arc<str> = sources.file(file).text.clone();
    let scanned = scan::scan(&text);
    let same = before.map_or_else(Unchanged::default, |before| before.unchanged(&text, &scanned));
    let whole = before.map_or_else(|| sources.add_chunk(file, 0), |before| before.tree.chunk);
    let mut kept = Vec::with_capacity(scanned.cuts.len());
    let mut chunks: Vec<ChunkId> = Vec::with_capacity(scanned.cuts.len());
    for (index, cut) in scanned.cuts.iter().enumerate() {
        let old = before.zip(same.old(index, scanned.cuts.len())).and_then(|(before, old)| before.kept(old));
        chunks.push(match &old {
            Some((chunk, _)) => {
                sources.move_chunk(*chunk, cut.range.start);
                *chunk
            }
            None => sources.add_chunk(file, cut.range.start),
        });
        kept.push(old.map(|(_, item)| item));
    }
    let places = Places { whole, cuts: &scanned.cuts, chunks: &chunks };
    let trivia = scanned.trivia.iter().map(|(kind, range)| Trivia { kind: *kind, span: places.span(range) }).collect();

    let source = sources.file(file);
    let mut broken_lines = Vec::new();
    // Of a declaration of another language it is told that it is one, and nothing else.
    let foreign: Vec<_> = scanned.cuts.iter().filter(|cut| cut.kind == CutKind::Foreign).map(|c| &c.range).collect();
    for (mistake, range) in &scanned.mistakes {
        let before = foreign.partition_point(|cut| cut.start <= range.start);
        if before.checked_sub(1).is_some_and(|last| foreign[last].contains(&range.start)) {
            continue;
        }
        diagnostics.push(errors::lexical(*mistake, places.span(range), text.get(range.clone()).unwrap_or("")));
        if !matches!(
            mistake,
            Mistake::Docs
                | Mistake::Comment
                | Mistake::Semicolon
                | Mistake::Name
                | Mistake::Foreign
                | Mistake::Intrinsic
                | Mistake::Prefix
                | Mistake::LoopParentheses
                | Mistake::LoopOf
                | Mistake::OpeningBrace
                | Mistake::ClosingBrace
        ) {
            broken_lines.push(source.line_of(range.start));
        }
    }
    broken_lines.sort_unstable();
    let mut names = Names::default();
    let mut shared = Shared { file: source, broken_lines: &broken_lines, names: &mut names, diagnostics };
    let mut tree = File { docs: None, items: Vec::with_capacity(chunks.len()), trivia, chunk: whole };
    let mut clean = vec![None; chunks.len()];
    for index in 0..chunks.len() {
        let found = shared.diagnostics.len();
        match kept[index].take() {
            Some(item) => tree.items.push(item),
            None => parse_cut(&scanned, &chunks, index, &mut shared, &mut tree),
        }
        if scanned.cuts[index].kind == CutKind::Item && shared.diagnostics.len() == found {
            clean[index] = tree.items.len().checked_sub(1);
        }
    }
    Parsed { text, tree: Arc::new(tree), scanned, chunks, clean }
}

/// Turns ranges of the file into spans of the declaration that they lie in.
struct Places<'a> {
    whole: ChunkId,
    cuts: &'a [Cut],
    chunks: &'a [ChunkId],
}

impl Places<'_> {
    fn span(&self, range: &std::ops::Range<usize>) -> Span {
        let after = self.cuts.partition_point(|cut| cut.range.start <= range.start);
        match after.checked_sub(1).map(|i| (&self.cuts[i], self.chunks[i])) {
            Some((cut, chunk)) if range.end <= cut.range.end => {
                Span::new(chunk, range.start - cut.range.start, range.end - cut.range.start)
            }
            _ => Span::new(self.whole, range.start, range.end),
        }
    }
}

fn parse_cut(scanned: &Scanned, chunks: &[ChunkId], index: usize, shared: &mut Shared, parsed: &mut File) {
    let (cut, chunk) = (&scanned.cuts[index], chunks[index]);
    let text = scanned.text.get(cut.range.clone()).unwrap_or("");
    let last = index + 1 == chunks.len();
    let whole = Span::new(chunk, 0, text.len());
    if cut.kind == CutKind::Docs && index == 0 {
        parsed.docs = Some(file_docs(text, whole));
        return;
    }
    let builder = Builder::new(shared, text, cut, chunk, last);
    if cut.too_deep.is_some() || cut.kind != CutKind::Item {
        builder.refused(parsed.items.last().map(|item| &**item));
        if cut.kind != CutKind::Docs {
            parsed.items.push(Item::Error(whole).into());
        }
        return;
    }
    let pairs = stacker::maybe_grow(STACK_LEFT, STACK_MORE, || Grammar::parse(Rule::chunk, text));
    let item = match pairs.map(|mut pairs| pairs.next()) {
        Ok(Some(pair)) => builder.chunk(pair),
        // The rules never fail; pest does when the stack is nearly used up.
        _ => builder.unreadable(),
    };
    parsed.items.push(item.into());
}

fn file_docs(text: &str, span: Span) -> Docs {
    let lines = text.split(['\n', scan::STATEMENT as char, scan::KEY as char]).map(|line| {
        let line = line.trim().strip_prefix("///").unwrap_or("");
        line.strip_prefix(' ').unwrap_or(line)
    });
    Docs { text: lines.collect::<Vec<_>>().join("\n").into(), span }
}
