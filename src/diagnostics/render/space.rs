//! All files as one source for miette, one after the other, so that one report labels several of them.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::PathBase;
use super::plain::{plain_line, plain_source};
use crate::source::{FileId, SourceMap, Span};

/// Lines shown before and after a marked one.
pub(super) const CONTEXT_LINES: usize = 1;
/// A span over more lines is marked in its first only.
const MARKED_LINES: usize = 8;
/// A longer line is not shown: it would fill the screen.
const MAX_LINE_BYTES: usize = 1000;

/// All files of a source map in one space of offsets, see [`SourceFile::base`](crate::source::SourceFile::base).
pub(super) struct Space<'s> {
    sources: &'s SourceMap,
    paths: &'s PathBase,
    /// The texts without characters that act, by file, made when first shown; `None` where the text has none.
    clean: Vec<OnceLock<Option<String>>>,
    /// Where the file begins that a report shows first: offsets are counted from there, and go on with the first file
    /// after the last.
    first: AtomicUsize,
    /// The length of the space.
    length: usize,
}

impl<'s> Space<'s> {
    pub fn new(sources: &'s SourceMap, paths: &'s PathBase) -> Space<'s> {
        let clean = sources.files().map(|_| OnceLock::new()).collect();
        let length = sources.files().map(|(_, file)| file.base() + file.text.len() + 1).max().unwrap_or(1);
        Space { sources, paths, clean, first: AtomicUsize::new(0), length }
    }

    /// Shows the file of this span first: miette draws places in the order of their offsets.
    pub fn begin_with(&self, span: Span) {
        let (id, _) = self.sources.resolve(span);
        self.first.store(self.sources.file(id).base(), Ordering::Relaxed);
    }

    fn offset(&self, at: usize) -> usize {
        (at + self.length - self.first.load(Ordering::Relaxed)) % self.length
    }

    /// A file's text as it may be shown, of the same length as the file.
    fn text(&self, id: FileId) -> &str {
        let text = &self.sources.file(id).text;
        self.clean[id.0 as usize].get_or_init(|| plain_source(text)).as_deref().unwrap_or(text)
    }

    /// A span's place in the space as a report marks it: at a file's empty last line it is moved to the end of the
    /// text before, and when it covers many lines only its first is marked.
    pub fn mark(&self, span: Span) -> SourceSpan {
        let (id, range) = self.sources.resolve(span);
        let file = self.sources.file(id);
        let written = file.text.trim_end().len();
        if range.start >= file.text.len() && file.text.ends_with('\n') {
            return SourceSpan::from((self.offset(file.base() + written), 0));
        }
        let mut end = range.end.max(range.start);
        let line = file.line_of(range.start);
        if file.line_of(end) - line >= MARKED_LINES {
            end = file.line_range(line).end.max(range.start);
        }
        SourceSpan::from((self.offset(file.base() + range.start), end - range.start))
    }

    /// Whether a line near the span is too long to be shown.
    pub fn is_wide(&self, span: Span) -> bool {
        let (id, range) = self.sources.resolve(span);
        let file = self.sources.file(id);
        let (first, last) =
            (file.line_of(range.start), file.line_of(range.end).min(file.line_of(range.start) + MARKED_LINES));
        let lines = first.saturating_sub(CONTEXT_LINES)..=(last + CONTEXT_LINES).min(file.line_count() - 1);
        lines.into_iter().any(|line| file.line_range(line).len() > MAX_LINE_BYTES)
    }
}

impl SourceCode for Space<'_> {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let offset = (span.offset() + self.first.load(Ordering::Relaxed)) % self.length;
        let id = self.sources.file_at(offset).ok_or(MietteError::OutOfBounds)?;
        let file = self.sources.file(id);
        let start = offset - file.base();
        let end = start + span.len();
        // miette tries to show two labels together; those in different files cannot be.
        if end > file.text.len() {
            return Err(MietteError::OutOfBounds);
        }
        // A span that ends with its line does not reach into the next.
        let (first, last) = (file.line_of(start), file.line_of(if span.is_empty() { end } else { end - 1 }));
        let shown_first = first.saturating_sub(before);
        let shown_last = (last + after).min(file.line_count() - 1);
        let (from, column) = match before {
            0 => (start, file.position(start).column - 1),
            _ => (file.line_range(shown_first).start, 0),
        };
        let to =
            if shown_last + 1 < file.line_count() { file.line_range(shown_last + 1).start } else { file.text.len() };
        let name = plain_line(&self.paths.show(&file.path)).into_owned();
        Ok(Box::new(MietteSpanContents::new_named(
            name,
            &self.text(id).as_bytes()[from..to],
            SourceSpan::from((self.offset(file.base() + from), to - from)),
            shown_first,
            column,
            shown_last + 1 - shown_first,
        )))
    }
}
