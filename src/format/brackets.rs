//! What stands between brackets: lists, records, arguments.

use super::Printer;
use super::cursor::{Built, DECLARING, Gap};
use super::layout::{D, Hug, Of, Piece};

/// A pair of brackets.
#[derive(Clone, Copy)]
pub(super) struct Brackets {
    open: &'static str,
    close: &'static str,
    /// What stands inside them on one line.
    pad: &'static str,
    of: Of,
    /// What a line's end does not replace.
    comma: &'static str,
}

/// `{ a: b }`
pub(super) const RECORD: Brackets = Brackets { open: "{", close: "}", pad: " ", of: Of::Record, comma: "" };
/// `{A, B}` of an import.
pub(super) const NAMES: Brackets = Brackets { pad: "", ..RECORD };
/// `[a, b]`
pub(super) const LIST: Brackets = Brackets { open: "[", close: "]", pad: "", of: Of::List, comma: "" };
/// `(a, b)` behind a function's or decorator's name.
pub(super) const CALL: Brackets = Brackets { open: "(", close: ")", pad: "", of: Of::Call, comma: "" };
/// `(/[a-z]+/, 1..=8)` behind a type's name, always with commas, and none at the end.
pub(super) const REFINEMENTS: Brackets = Brackets { comma: ",", ..CALL };
/// `[for x in xs: e]`
pub(super) const LIST_COMPREHENSION: Brackets = Brackets { of: Of::Comprehension, ..LIST };
/// `{ for x in xs: k => e }`
pub(super) const MAP_COMPREHENSION: Brackets = Brackets { of: Of::Comprehension, ..RECORD };

/// Whether a comment puts an entry on a line of its own.
#[derive(Clone, Copy)]
pub(super) struct Below(pub bool);

/// An entry between brackets.
struct Row<'a> {
    before: Gap<'a>,
    /// `,` behind an entry that would begin a declaration without it: a name that is a keyword, too.
    comma: &'static str,
    piece: Piece<'a>,
    trailing: Option<&'a str>,
}

impl<'a> Printer<'a> {
    /// Brackets with an entry for each of `entries`.
    pub(super) fn bracketed<T>(
        &mut self,
        brackets: Brackets,
        entries: &[T],
        mut each: impl FnMut(&mut Self, &T) -> Built<Piece<'a>>,
    ) -> Built<Piece<'a>> {
        let mut entries = entries.iter();
        self.brackets(brackets, |printer, _| entries.next().map(|entry| each(printer, entry)).transpose())
    }

    /// Brackets with entries until `next` gives none.
    pub(super) fn brackets(
        &mut self,
        brackets: Brackets,
        mut next: impl FnMut(&mut Self, Below) -> Built<Option<Piece<'a>>>,
    ) -> Built<Piece<'a>> {
        let open = self.token(brackets.open)?;
        let mut gap = self.gap();
        let is_split = gap.newline;
        let opening = gap.trailing.take();
        let mut rows: Vec<Row<'a>> = Vec::new();
        loop {
            let start = self.at;
            let Some(piece) = next(self, Below(opening.is_some() || !gap.own.is_empty()))? else { break };
            let is_word = is_last_line_a_word(&self.text[start..self.at]);
            let comma = if is_word { "," } else { "" };
            let piece = Piece { sticks: piece.sticks && !is_word, ..piece };
            let mut after = self.gap();
            if self.sees(",") {
                self.token(",")?;
                after = after.then(self.gap());
            }
            let before = std::mem::replace(&mut gap, after);
            rows.push(Row { before, comma, piece, trailing: gap.trailing.take() });
        }
        let close = self.token(brackets.close)?;
        let last = gap;
        if rows.is_empty() && last.own.is_empty() && opening.is_none() {
            let hug = Some(Hug { head: open.doc, width: 1, tail: close.doc, of: brackets.of });
            return Ok(Piece { hug, ..self.join(open, close) });
        }
        let commented = opening.is_some()
            || !last.own.is_empty()
            || rows.iter().any(|row| row.trailing.is_some() || !row.before.own.is_empty());
        let pieces: Vec<Piece<'a>> = rows.iter().map(|row| row.piece).collect();
        let split = self.append(self.split_rows(brackets, opening, &rows, &last), close.doc);
        let has_body = pieces.iter().any(|p| p.has_body);
        let piece = |flat: Option<usize>, tail: D<'a>| {
            let hug = Hug { head: open.doc, width: open.first, tail, of: brackets.of };
            let doc = self.append(open.doc, tail);
            Piece { flat, first: open.first, hug: Some(hug), has_body, ..Piece::broken(doc) }
        };
        // Records with several fields are split when one of these is.
        let spreads = brackets.of == Of::Record && rows.len() > 1;
        let is_spread = pieces.iter().any(|p| p.is_loose() || (spreads && p.is_broken()));
        // The head of a loop that takes several lines would look like a statement's on a line of its own.
        let glued = pieces.first().filter(|p| brackets.of == Of::Comprehension && p.is_broken() && p.has_body);
        if let (Some(loop_), [row]) = (glued, &rows[..])
            && row.before.own.is_empty()
            && opening.is_none()
        {
            let end = if commented { self.line_end() } else { self.text(brackets.pad) };
            let rest = self.cat([self.trailing(row.trailing), self.comments(&last, &mut false)]);
            let inside = self.nest(self.cat([self.text(brackets.pad), loop_.doc, rest]));
            return Ok(piece(None, self.cat([inside, end, close.doc])));
        }
        if commented || (is_split && !rows.is_empty()) || is_spread {
            return Ok(piece(None, split));
        }
        let pad = self.plain(brackets.pad);
        let inside = self.side_by_side(&pieces, ", ");
        let beside = self.seq([pad, inside, pad, close]);
        if beside.is_broken() {
            let first = beside.hug.map_or(beside.first, |hug| hug.width);
            return Ok(piece(None, self.if_left(first, beside.doc, split)));
        }
        let split = self.hugging(brackets, &pieces, inside, split);
        let whole = piece(beside.flat.map(|width| width + open.first), self.group(split, beside.doc));
        Ok(Piece { line: self.append(open.line, beside.line), ..whole })
    }

    /// `f(a, {` and `[{` with lines below, where that is better than `split`.
    fn hugging(&self, brackets: Brackets, pieces: &[Piece<'a>], inside: Piece<'a>, split: D<'a>) -> D<'a> {
        let last = pieces.last().and_then(|last| last.hug);
        let (Some(last), Some(hug), Some(width)) = (last, inside.hug, inside.flat) else { return split };
        if matches!(brackets.of, Of::Record | Of::Comprehension) || (brackets.of == Of::List && pieces.len() > 1) {
            return split;
        }
        let pad = self.text(brackets.pad);
        let hugging = self.cat([pad, hug.head, hug.tail, pad, self.text(brackets.close)]);
        let hugging = self.if_left(brackets.pad.len() + hug.width, hugging, split);
        match brackets.of {
            Of::Call | Of::List if last.of < Of::Call => hugging,
            Of::Call if pieces.len() > 1 => split,
            _ => self.if_fits_below(width, split, hugging),
        }
    }

    /// Everything behind the opening bracket up to the closing one, an entry a line.
    fn split_rows(&self, brackets: Brackets, opening: Option<&'a str>, rows: &[Row<'a>], last: &Gap<'a>) -> D<'a> {
        let mut inner = self.nil();
        let mut is_first = true;
        for (index, row) in rows.iter().enumerate() {
            let before = index.checked_sub(1).map(|i| &rows[i]);
            let comma = if index + 1 < rows.len() && row.comma.is_empty() { brackets.comma } else { row.comma };
            let is_commented = before.map_or(opening, |row| row.trailing).is_some() || !row.before.own.is_empty();
            // First between braces nothing begins a statement.
            if row.piece.sticks && !is_commented && (before.is_some() || brackets.open != "{") {
                let between = match before {
                    Some(row) if row.comma.is_empty() && brackets.comma.is_empty() => ", ",
                    Some(_) => " ",
                    None => brackets.pad,
                };
                inner =
                    self.cat([inner, self.text(between), row.piece.doc, self.text(comma), self.trailing(row.trailing)]);
                is_first = false;
                continue;
            }
            inner = self.append(inner, self.comments(&row.before, &mut is_first));
            let blank = row.before.blank && !is_first;
            is_first = false;
            let comma = self.text(comma);
            inner = self.cat([inner, self.line_ends(blank), row.piece.doc, comma, self.trailing(row.trailing)]);
        }
        inner = self.append(inner, self.comments(last, &mut is_first));
        self.cat([self.trailing(opening), self.nest(inner), self.line_end()])
    }

    /// The comments of a gap, each after a line's end.
    pub(super) fn comments(&self, gap: &Gap<'a>, is_first: &mut bool) -> D<'a> {
        let mut doc = self.nil();
        for (blank, comment) in &gap.own {
            let blank = *blank && !*is_first;
            *is_first = false;
            doc = self.cat([doc, self.line_ends(blank), self.comment(comment)]);
        }
        doc
    }
}

/// Whether the last line of an entry is a word that would begin a declaration.
fn is_last_line_a_word(entry: &str) -> bool {
    let line = entry.rsplit('\n').next().unwrap_or(entry);
    DECLARING.contains(&line.trim_ascii_start())
}
