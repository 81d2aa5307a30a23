//! The scanner: cuts a file into declarations and leaves the grammar a text without lexical surprises.
//!
//! In: a file's text. Out: [`Scanned`]: a rewritten text of the same length, the stretches of it that hold one
//! declaration each, comments and blank lines, and the lexical mistakes.
//!
//! Invariants of the rewritten text, on which the grammar relies:
//! - Every offset is the same as in the source.
//! - Outside strings, white space is spaces and line ends only; comments are spaces.
//! - A line's end is there only where it separates: where a line goes on (rule 20 of the language) it is a space.
//!   It is `\n`, or [`STATEMENT`] before a line that can only be a statement, or [`KEY`] before `key:` inside an
//!   open `[`; so a list or record whose bracket is missing ends there.
//! - Strings, `${…}` and regular expressions are closed; those that are not have been reported and are a run of
//!   [`BAD`], which the grammar takes for a value.
//! - Declarations that nest deeper than the limit are marked, and never reach the grammar.

mod braces;
mod foreign;
mod layout;
mod shape;
mod strings;
mod tokens;

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::ast::{MAX_DEPTH, TriviaKind};
use layout::Before;
use shape::Shape;
pub(super) use shape::{ITEM_WORDS, STATEMENT_WORDS};

/// Stands for a line's end before a line that can only be a statement.
pub(super) const STATEMENT: u8 = 0x0b;
/// Stands for a line's end before `key:` where the innermost open bracket is `[`.
pub(super) const KEY: u8 = 0x0c;
/// Stands for text that was reported and can be taken for any value.
pub(super) const BAD: u8 = 0x01;

/// What the scanner found.
#[derive(Debug)]
pub(super) struct Scanned {
    /// The rewritten text.
    pub text: String,
    /// The declarations, in source order.
    pub cuts: Vec<Cut>,
    /// Comments and blank lines, in source order.
    pub trivia: Vec<(TriviaKind, Range<usize>)>,
    /// Lexical mistakes, each with its place.
    pub mistakes: Vec<(Mistake, Range<usize>)>,
}

/// A stretch of the file that holds one declaration, or something reported.
#[derive(Debug)]
pub(super) struct Cut {
    /// Where; between cuts there are only comments and white space.
    pub range: Range<usize>,
    /// What its first word announces.
    pub kind: CutKind,
    /// An opening bracket whose closing one stands too far to the left: probably not closed.
    pub suspect: Option<usize>,
    /// Where it nests too deep.
    pub too_deep: Option<usize>,
    /// Whether it has braces of any kind.
    pub block: bool,
    /// Whether a string swallowed the end of it.
    pub swallowed: bool,
    /// Its keyword, when it is a declaration.
    pub word: &'static str,
}

/// What a cut holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CutKind {
    /// A declaration.
    Item,
    /// Statements that need a body around them.
    Statement,
    /// A declaration of another language: `var x = 1`.
    Foreign,
    /// Only documentation.
    Docs,
    /// Documentation and decorators with nothing after them.
    Lead,
    /// Anything else.
    Unknown,
}

/// A lexical mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mistake {
    /// A character that may stand nowhere, or only in strings.
    Character(char),
    /// A name with letters beyond ASCII.
    Name,
    /// No closing quote on the line, or of `"""` in the file.
    Unterminated { multi: bool },
    /// `${` without `}` on its line.
    Interpolation,
    /// Quotes that open no string here.
    Quotes,
    /// `#` or `/*`.
    Comment,
    /// `;`
    Semicolon,
    /// `///` that documents nothing.
    Docs,
    /// A regular expression without its second `/`.
    Regex,
    /// A declaration of another language whose meaning is clear.
    Foreign,
    /// `!Ref x`, `{ Fn::Sub: … }`.
    Intrinsic,
    /// `new`, or a letter before a string.
    Prefix,
    /// `for (x in xs) {`
    LoopParentheses,
    /// `for x of xs {`
    LoopOf,
    /// No `{` at the line's end.
    OpeningBrace,
    /// A `}` that is one too many.
    ClosingBrace,
}

#[derive(Clone, Copy, Debug)]
struct Open {
    at: u32,
    /// Indentation of the line it stands on.
    indent: u32,
    /// How many `if`s of one expression or chain are open directly in it.
    ifs: u32,
    bracket: u8,
    /// Whether it was not written.
    forgotten: bool,
    /// Whether it begins with the `for` of a comprehension whose `:` has not come yet.
    head: bool,
    /// How many `<` of type arguments are open around it.
    angles: u32,
}

struct Scanner {
    out: Vec<u8>,
    scanned: Scanned,
    /// Open brackets, outermost first.
    open: Vec<Open>,
    /// `if`s counted over `open`.
    ifs: u32,
    /// `if`s outside all brackets.
    base_ifs: u32,
    /// Open `<` of type arguments.
    angles: u32,
    /// Where the line begins, and how far its first token is from there.
    line: usize,
    indent: u32,
    /// Where each line begins.
    line_starts: Vec<u32>,
    /// A closing brace of the declaration that does not stand where its opening one would have it.
    misplaced_closer: Option<usize>,
    /// The first line end since the last token.
    line_end: Option<usize>,
    /// How many line ends since the last token.
    line_ends: u32,
    /// Whether a token, or a comment, stands on the line already.
    occupied: bool,
    commented: bool,
    before: Before,
    /// End of the last token.
    last: usize,
    current: Option<Cut>,
    /// Documentation and decorators at the margin while brackets are open: their start, and the end of what is before.
    margin: Option<(usize, usize)>,
    /// Where something nests too deep after the end of the cut before: it was found out later that it ends there.
    too_deep: Option<usize>,
    /// Whether the outermost open body's lines are indented.
    indented: Option<bool>,
    /// What was looked ahead, so that no text is looked at again and again.
    ahead: Ahead,
}

/// Answers that hold for a stretch of text.
#[derive(Default)]
struct Ahead {
    /// A line and where it ends.
    line: Range<usize>,
    /// Documentation lines, and whether something follows that can have them.
    docs: Range<usize>,
    documents: bool,
    /// The line on which a `${` was not closed.
    unclosed: Option<usize>,
    /// Whether no raw string with that many `#` ends after here.
    no_raw_end: [bool; 3],
    /// How many bytes may still be looked at before they are read.
    left: std::cell::Cell<usize>,
    /// The line of the last mistake of each kind.
    reported: Option<(Mistake, usize)>,
    /// Names beyond ASCII that were reported.
    names: FxHashSet<String>,
}

/// Scans a file.
pub(super) fn scan(text: &str) -> Scanned {
    let scanned = Scanned { text: String::new(), cuts: Vec::new(), trivia: Vec::new(), mistakes: Vec::new() };
    let mut scanner = Scanner {
        out: text.as_bytes().to_vec(),
        scanned,
        open: Vec::new(),
        ifs: 0,
        base_ifs: 0,
        angles: 0,
        line: 0,
        indent: 0,
        line_starts: vec![0],
        misplaced_closer: None,
        line_end: None,
        line_ends: 0,
        occupied: false,
        commented: false,
        before: Before::Start,
        last: 0,
        current: None,
        margin: None,
        too_deep: None,
        indented: None,
        ahead: Ahead::default(),
    };
    scanner.ahead.left.set(8 * text.len());
    scanner.blank_characters(text);
    scanner.run(text);
    scanner.finish_cut(scanner.last);
    let Scanner { out, mut scanned, .. } = scanner;
    // Only whole characters are overwritten, and with ASCII, so the text is UTF-8 as before.
    scanned.text = String::from_utf8(out).unwrap_or_else(|_| " ".repeat(text.len()));
    scanned.mistakes.sort_by_key(|(_, range)| range.start);
    scanned
}

impl Scanner {
    fn byte(&self, at: usize) -> u8 {
        self.out.get(at).copied().unwrap_or(0)
    }

    /// The text from `at` on, as far as it may still be looked at before it is read: so the time stays linear.
    fn look_ahead(&self, at: usize) -> &[u8] {
        let rest = self.out.get(at..).unwrap_or_default();
        &rest[..self.ahead.left.get().min(rest.len())]
    }

    /// So many bytes of it were looked at.
    fn looked_at(&self, bytes: usize) {
        self.ahead.left.set(self.ahead.left.get().saturating_sub(bytes));
    }

    fn fill(&mut self, range: Range<usize>, with: u8) {
        if let Some(bytes) = self.out.get_mut(range) {
            bytes.fill(with);
        }
    }

    /// Notes a mistake; of several of one kind in a row on a line the first says enough.
    fn mistake(&mut self, mistake: Mistake, range: Range<usize>) {
        if self.ahead.reported.replace((mistake, self.line)) == Some((mistake, self.line)) {
            return;
        }
        self.scanned.mistakes.push((mistake, range));
    }

    fn depth(&self) -> usize {
        self.open.len() + self.ifs as usize
    }

    fn check_depth(&mut self, at: usize, extra: usize) {
        if self.depth() + extra > MAX_DEPTH
            && let Some(cut) = &mut self.current
        {
            cut.too_deep.get_or_insert(at);
        }
    }

    /// The end of the line that `at` is on.
    fn line_end_after(&mut self, at: usize) -> usize {
        if !self.ahead.line.contains(&at) {
            let end = self.out[at..].iter().position(|b| *b == b'\n').map_or(self.out.len(), |n| at + n);
            let end = if end > at && self.out[end - 1] == b'\r' { end - 1 } else { end };
            self.ahead.line = at..end;
        }
        self.ahead.line.end
    }

    /// A line's end at `at`: a separator only if [`Scanner::begin`] decides so.
    fn newline(&mut self, at: usize) {
        if !self.occupied && !self.commented {
            match self.scanned.trivia.last_mut() {
                Some((TriviaKind::BlankLines, range)) if range.end == self.line => range.end = at + 1,
                _ => self.scanned.trivia.push((TriviaKind::BlankLines, self.line..at + 1)),
            }
        }
        self.out[at] = b' ';
        self.line_end.get_or_insert(at);
        self.line_ends += 1;
        self.line = at + 1;
        self.line_starts.push(at as u32 + 1);
        self.occupied = false;
        self.commented = false;
    }

    /// A token begins: decides whether the line ends before it separate, and whether a declaration begins here.
    fn begin(&mut self, at: usize) {
        let first = !self.occupied;
        self.occupied = true;
        if !first {
            if self.open.is_empty() && self.current.as_ref().is_some_and(|c| c.kind == CutKind::Lead) {
                self.start_after_lead(at);
            }
            return;
        }
        let column = (at - self.line) as u32;
        self.indent = column;
        let line_end = self.line_end.take();
        let blank = std::mem::take(&mut self.line_ends) > 1;
        let shape = shape::at(&self.out, at);
        if self.open_forgotten(at, &shape, column, line_end) {
            return;
        }
        let line_end = self.close_forgotten(at, column, line_end);
        if self.open.is_empty() {
            let separates = line_end.is_none() || self.current.is_none() || self.separates(at, &shape);
            if separates && !self.stays(at, &shape, column, blank) {
                self.finish_cut(self.last);
                self.start_cut(at, &shape);
            } else if separates && let Some(end) = line_end {
                self.out[end] = b'\n';
            }
            return;
        }
        let closer = matches!(self.byte(at), b'}' | b')' | b']');
        if self.indented.is_none() && !closer {
            self.indented = Some(column > 0);
        }
        if column == 0 && !closer {
            if shape.lead() {
                self.margin.get_or_insert((at, self.last));
            } else if shape.closes_bodies(self.indented == Some(true)) {
                let (start, end) = self.margin.take().unwrap_or((at, self.last));
                self.finish_cut(end);
                self.start_cut(start, &shape);
                return;
            } else {
                self.margin = None;
            }
        }
        if let Some(end) = line_end
            && self.separates(at, &shape)
        {
            let inner = self.open.last().map_or(0, |o| o.bracket);
            // A named argument is indented more than the line on which its call begins.
            let leaves_call = inner == b'(' && self.open.last().is_some_and(|o| column <= o.indent);
            self.reset_ifs();
            self.out[end] = match shape {
                shape if shape.statement() => {
                    // No bracket but `{` can hold a statement, so these are not closed.
                    while self.open.last().is_some_and(|o| o.bracket != b'{') {
                        self.pop();
                    }
                    STATEMENT
                }
                Shape::Key if inner == b'[' || leaves_call => KEY,
                _ => b'\n',
            };
        }
    }

    /// Whether a line at file level that separates belongs to the cut before it all the same.
    fn stays(&mut self, at: usize, shape: &Shape, column: u32, blank: bool) -> bool {
        let first = self.scanned.cuts.is_empty();
        let Some(cut) = &mut self.current else { return false };
        match cut.kind {
            CutKind::Docs | CutKind::Lead => {
                let own = shape.is_use() || (first && blank);
                if cut.kind == CutKind::Docs && own {
                    return false;
                }
                if matches!(shape, Shape::Item { .. }) {
                    cut.kind = CutKind::Item;
                } else if *shape == Shape::Decorator {
                    cut.kind = CutKind::Lead;
                } else if *shape != Shape::Docs {
                    cut.kind = shape.cut_kind();
                }
                true
            }
            CutKind::Statement if column > 0 && *shape == Shape::Statement => true,
            CutKind::Unknown if !blank && !cut.block => matches!(shape, Shape::Other | Shape::Key),
            _ => matches!(self.byte(at), b'{' | b'}' | b')' | b']'),
        }
    }

    fn start_after_lead(&mut self, at: usize) {
        let shape = shape::at(&self.out, at);
        if let (Shape::Item { .. } | Shape::Statement, Some(cut)) = (&shape, &mut self.current) {
            cut.kind = shape.cut_kind();
        }
    }

    fn start_cut(&mut self, at: usize, shape: &Shape) {
        self.open.clear();
        self.ifs = 0;
        self.base_ifs = 0;
        self.angles = 0;
        self.margin = None;
        self.indented = None;
        self.misplaced_closer = None;
        self.before = Before::Start;
        self.current = Some(Cut {
            range: at..at,
            kind: shape.cut_kind(),
            suspect: None,
            too_deep: self.too_deep.take(),
            block: false,
            swallowed: false,
            word: if let Shape::Item { word, .. } = shape { word } else { "" },
        });
    }

    fn finish_cut(&mut self, end: usize) {
        if let Some(mut cut) = self.current.take() {
            cut.range.end = end.max(cut.range.start);
            // What comes after the end belongs to the next one.
            cut.suspect = cut.suspect.filter(|at| *at < cut.range.end);
            self.too_deep = cut.too_deep.take_if(|at| *at >= cut.range.end);
            self.scanned.cuts.push(cut);
        }
    }

    fn reset_ifs(&mut self) {
        match self.open.last_mut() {
            Some(open) => self.ifs -= std::mem::take(&mut open.ifs),
            None => self.ifs -= std::mem::take(&mut self.base_ifs),
        }
    }

    fn count_if(&mut self, at: usize) {
        match self.open.last_mut() {
            Some(open) => open.ifs += 1,
            None => self.base_ifs += 1,
        }
        self.ifs += 1;
        self.check_depth(at, 0);
    }

    fn push(&mut self, at: usize, bracket: u8) {
        if self.open.is_empty() {
            self.indented = None;
            if let Some(cut) = &mut self.current {
                cut.block = true;
            }
        }
        if bracket == b'{' {
            // The body of a loop, and no comprehension.
            self.ends_head(b'{');
        }
        let angles = std::mem::take(&mut self.angles);
        self.open.push(Open {
            at: at as u32,
            indent: self.indent,
            ifs: 0,
            bracket,
            forgotten: false,
            head: false,
            angles,
        });
        self.check_depth(at, 0);
    }

    /// The head of a comprehension is over, if the innermost bracket is this one.
    fn ends_head(&mut self, bracket: u8) {
        if let Some(open) = self.open.last_mut().filter(|o| o.bracket == bracket) {
            open.head = false;
        }
    }

    fn pop(&mut self) {
        if let Some(open) = self.open.pop() {
            self.ifs -= open.ifs;
            self.angles = open.angles;
        }
    }

    /// Whether a closing brace is one too many, which is reported; the first that stands too far to the right is it.
    fn misplaced(&mut self, at: usize, index: usize) -> bool {
        let indent = self.open[index].indent;
        if self.indent as usize == at - self.line && self.indent > indent {
            self.misplaced_closer.get_or_insert(at);
        }
        let is_one_too_many = match index {
            0 => self.is_one_too_many(at, indent),
            _ => self.misplaced_closer == Some(at) && self.is_inner_one_too_many(at, indent),
        };
        if !is_one_too_many {
            return false;
        }
        let closer = self.misplaced_closer.take().unwrap_or(at);
        self.mistake(Mistake::ClosingBrace, closer..closer + 1);
        true
    }

    /// A closing bracket: closes its opening one, and those inside that nobody closed; ignored when it has none.
    fn close(&mut self, at: usize, opener: u8) {
        let Some(index) = self.open.iter().rposition(|o| o.bracket == opener) else { return };
        if opener == b'{' && self.misplaced(at, index) {
            self.out[at] = b' ';
            return;
        }
        while self.open.len() > index + 1 {
            self.pop();
        }
        let open = self.open[index];
        let first = self.indent as usize == at - self.line;
        if first
            && self.indent < open.indent
            && let Some(cut) = &mut self.current
        {
            cut.suspect.get_or_insert(open.at as usize);
        }
        self.pop();
    }
}
