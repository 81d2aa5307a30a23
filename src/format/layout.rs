//! Pieces of a document, and how they are put together.
//!
//! A piece knows how wide it is on one line, and where it can be split behind its first bracket; so what is around it
//! chooses between `x = {` with lines below and a line of its own, when the document is rendered and the column is
//! known.

use pretty::{Doc, DocAllocator as _, RefDoc};

use super::Printer;

/// A document of the pretty-printing crate; a part may stand in several alternatives.
pub(super) type D<'a> = RefDoc<'a>;

/// How much further right the inside of something stands.
pub(super) const INDENT: usize = 2;
/// Takes all indentation away.
const MARGIN: isize = isize::MIN / 2;
/// What stands between code and a comment on its line.
const BEFORE_COMMENT: &str = "   ";

/// A part of the document.
#[derive(Clone, Copy)]
pub(super) struct Piece<'a> {
    /// All of it, with its choices.
    pub doc: D<'a>,
    /// Its width on one line; none when it has to take several.
    pub flat: Option<usize>,
    /// How wide its first line is at least.
    pub first: usize,
    /// How it is split behind its first bracket, everything before that on one line.
    pub hug: Option<Hug<'a>>,
    /// All of it without choices, for one line; `doc` when it has to take several.
    pub line: D<'a>,
    /// Whether a line of it can end with a word and `{`, as only heads of statements do where a line begins with `if`
    /// or `for`.
    pub has_body: bool,
    /// Whether no line may begin with it: its first word is a name that would begin a declaration or statement there.
    pub sticks: bool,
}

/// A piece that may go on in lines of its own behind a bracket.
#[derive(Clone, Copy)]
pub(super) struct Hug<'a> {
    /// Up to the bracket, with it.
    pub head: D<'a>,
    /// How wide that is.
    pub width: usize,
    /// The rest.
    pub tail: D<'a>,
    /// What it is the bracket of.
    pub of: Of,
}

/// What brackets belong to: the earlier, the rather they are split than put on a line of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Of {
    /// A record, a body, or text of several lines.
    Record,
    /// A list.
    List,
    /// A list or map made by a loop.
    Comprehension,
    /// Arguments.
    Call,
}

impl<'a> Piece<'a> {
    /// What has to take several lines.
    pub fn broken(doc: D<'a>) -> Piece<'a> {
        Piece { doc, flat: None, first: 0, hug: None, line: doc, has_body: false, sticks: false }
    }

    /// On one line, however wide that is, when it can be.
    pub fn unsplit(self) -> Piece<'a> {
        match self.flat {
            Some(width) => Piece { doc: self.line, first: width, hug: None, has_body: false, ..self },
            None => self,
        }
    }

    /// Whether it has to take several lines.
    pub fn is_broken(&self) -> bool {
        self.flat.is_none()
    }

    /// Whether it has to take several lines and cannot be split behind a bracket.
    pub fn is_loose(&self) -> bool {
        self.flat.is_none() && self.hug.is_none()
    }
}

impl<'a> Printer<'a> {
    fn alloc(&self, doc: Doc<'a, D<'a>, ()>) -> D<'a> {
        self.arena.alloc(doc)
    }

    pub(super) fn nil(&self) -> D<'a> {
        self.alloc(Doc::Nil)
    }

    /// Text without a line's end.
    pub(super) fn text(&self, text: &'a str) -> D<'a> {
        self.arena.text(text).into_doc()
    }

    /// Text that takes no part in choosing where lines end.
    fn weightless(&self, text: &'a str) -> D<'a> {
        self.alloc(Doc::RenderLen(0, self.alloc(Doc::BorrowedText(text))))
    }

    pub(super) fn append(&self, a: D<'a>, b: D<'a>) -> D<'a> {
        match (&*a, &*b) {
            (Doc::Nil, _) => b,
            (_, Doc::Nil) => a,
            _ => self.alloc(Doc::Append(a, b)),
        }
    }

    pub(super) fn cat<const N: usize>(&self, docs: [D<'a>; N]) -> D<'a> {
        docs.into_iter().fold(self.nil(), |all, doc| self.append(all, doc))
    }

    /// The end of a line.
    pub(super) fn line_end(&self) -> D<'a> {
        self.alloc(Doc::Hardline)
    }

    /// The end of a line, and an empty line where `blank` says so.
    pub(super) fn line_ends(&self, blank: bool) -> D<'a> {
        match blank {
            true => self.cat([self.weightless("\n"), self.line_end()]),
            false => self.line_end(),
        }
    }

    pub(super) fn nest(&self, doc: D<'a>) -> D<'a> {
        self.alloc(Doc::Nest(INDENT as isize, doc))
    }

    /// On one line if that fits, or as `broken`.
    pub(super) fn group(&self, broken: D<'a>, flat: D<'a>) -> D<'a> {
        self.alloc(Doc::Group(self.alloc(Doc::FlatAlt(broken, flat))))
    }

    /// A space, or a line's end where what follows does not fit.
    pub(super) fn fill(&self) -> Piece<'a> {
        let doc = self.group(self.line_end(), self.text(" "));
        Piece { doc, flat: Some(1), first: 1, line: self.text(" "), ..Piece::broken(doc) }
    }

    /// `narrow` where `needed` columns are left on the line, else `wide`.
    pub(super) fn if_left(&self, needed: usize, narrow: D<'a>, wide: D<'a>) -> D<'a> {
        let width = self.width;
        self.arena.column(move |column| if column + needed <= width { narrow } else { wide }).into_doc()
    }

    /// `narrow` where `needed` columns fit into a line with one step more of indentation, else `wide`.
    pub(super) fn if_fits_below(&self, needed: usize, narrow: D<'a>, wide: D<'a>) -> D<'a> {
        let width = self.width;
        let choose = move |indent: usize| if indent + INDENT + needed <= width { narrow } else { wide };
        self.arena.nesting(choose).into_doc()
    }

    /// A comment behind something on its line, or nothing.
    pub(super) fn trailing(&self, comment: Option<&'a str>) -> D<'a> {
        comment.map_or(self.nil(), |c| self.cat([self.weightless(BEFORE_COMMENT), self.weightless(c)]))
    }

    /// A comment on a line of its own.
    pub(super) fn comment(&self, comment: &'a str) -> D<'a> {
        self.weightless(comment)
    }

    /// A piece of one line.
    pub(super) fn plain(&self, text: &'a str) -> Piece<'a> {
        let doc = self.text(text);
        let width = match &*doc {
            Doc::RenderLen(width, _) => *width,
            _ => text.len(),
        };
        Piece { flat: Some(width), first: width, ..Piece::broken(doc) }
    }

    /// Text as it stands, which may have several lines: all but the first keep their place.
    pub(super) fn verbatim(&self, text: &'a str) -> Piece<'a> {
        let Some(end) = text.find('\n') else { return self.plain(text) };
        let first = self.plain(&text[..end]);
        let last = text.rfind('\n').unwrap_or(end);
        let rest = self.append(self.line_end(), self.text(&text[last + 1..]));
        let tail = self.cat([self.weightless(&text[end..last]), self.alloc(Doc::Nest(MARGIN, rest))]);
        let hug = Hug { head: first.doc, width: first.first, tail, of: Of::Record };
        Piece { hug: Some(hug), first: first.first, ..Piece::broken(self.append(first.doc, tail)) }
    }

    /// Whole lines as they stand, with what is before them on the first; the line's end before them is included.
    pub(super) fn lines(&self, text: &'a str, blank: bool) -> D<'a> {
        let first = text.find('\n').unwrap_or(text.len());
        let head = self.append(self.line_end(), self.text(&text[..first]));
        let blank = if blank { self.weightless("\n") } else { self.nil() };
        let head = self.append(blank, self.alloc(Doc::Nest(MARGIN, head)));
        match text.get(first..).filter(|rest| !rest.is_empty()) {
            Some(rest) => self.append(head, self.verbatim(rest).doc),
            None => head,
        }
    }

    /// Pieces side by side.
    pub(super) fn seq(&self, pieces: impl IntoIterator<Item = Piece<'a>>) -> Piece<'a> {
        let nil = self.nil();
        let nothing = Piece { flat: Some(0), ..Piece::broken(nil) };
        pieces.into_iter().fold(nothing, |all, piece| self.join(all, piece))
    }

    /// Two pieces side by side.
    pub(super) fn join(&self, a: Piece<'a>, b: Piece<'a>) -> Piece<'a> {
        let hug = match (a.hug, a.flat, b.hug) {
            // What is split further is split behind the last bracket.
            (_, Some(width), Some(hug)) => {
                Some(Hug { head: self.append(a.doc, hug.head), width: width + hug.width, ..hug })
            }
            (Some(hug), _, _) if !b.is_loose() => Some(Hug { tail: self.append(hug.tail, b.doc), ..hug }),
            _ => None,
        };
        Piece {
            doc: self.append(a.doc, b.doc),
            flat: a.flat.zip(b.flat).map(|(a, b)| a + b),
            first: a.flat.map_or(a.first, |width| width + b.first),
            hug,
            line: self.append(a.line, b.line),
            has_body: a.has_body || b.has_body,
            sticks: if a.flat == Some(0) { b.sticks } else { a.sticks },
        }
    }

    /// Side by side with `between` where there are several.
    pub(super) fn side_by_side(&self, pieces: &[Piece<'a>], between: &'static str) -> Piece<'a> {
        let mut all = Vec::with_capacity(2 * pieces.len());
        for (i, piece) in pieces.iter().enumerate() {
            if i > 0 {
                all.push(self.plain(between));
            }
            all.push(*piece);
        }
        self.seq(all)
    }

    /// `head` and what goes on below it, one step further right, when it does not fit beside it.
    pub(super) fn beside_or_below(&self, head: Piece<'a>, between: Piece<'a>, rest: Piece<'a>) -> Piece<'a> {
        let below = self.nest(self.append(self.line_end(), rest.doc));
        let beside = self.seq([head, between, rest]);
        if between.is_broken() {
            return Piece {
                hug: None,
                doc: self.append(head.doc, self.nest(self.append(between.doc, rest.doc))),
                ..beside
            };
        }
        let side = self.append(between.doc, rest.doc);
        let doc = match rest.flat {
            _ if rest.sticks => side,
            Some(_) => self.group(below, side),
            None => self.if_left(1 + rest.first, side, below),
        };
        Piece { doc: self.append(head.doc, doc), ..beside }
    }
}
