//! The tree as text: short, unambiguous, the same for equal trees. For snapshot tests and for comparing trees.

mod exprs;
mod items;
mod types;

use std::fmt::Write;

use super::{File, Item};
use crate::source::Span;

/// Writes a tree as text; `spans` adds each expression's and declaration's place.
pub fn dump(file: &File, spans: bool) -> String {
    let mut dump = Dump { out: String::new(), spans, indent: 0 };
    dump.file(file);
    dump.out
}

/// Whether two trees say the same, wherever it is written. Comments do not count, documentation does.
pub fn same(a: &File, b: &File) -> bool {
    dump(a, false) == dump(b, false)
}

/// Whether two declarations say the same, wherever it is written; see [`same`].
pub fn same_item(a: &Item, b: &Item) -> bool {
    let dump = |item: &Item| {
        let mut dump = Dump { out: String::new(), spans: false, indent: 0 };
        dump.item(item);
        dump.out
    };
    dump(a) == dump(b)
}

struct Dump {
    out: String,
    spans: bool,
    indent: usize,
}

impl Dump {
    fn text(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Text in quotes, escaped.
    fn quoted(&mut self, text: &str) {
        // Writing to a string cannot fail.
        let _ = write!(self.out, "{text:?}");
    }

    fn show(&mut self, value: impl std::fmt::Display) {
        let _ = write!(self.out, "{value}");
    }

    fn line(&mut self) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        for _ in 0..self.indent {
            self.out.push_str("  ");
        }
    }

    fn span(&mut self, span: Span) {
        if self.spans {
            let _ = write!(self.out, "@{}..{}", span.start, span.end);
        }
    }

    fn list<T>(&mut self, items: &[T], between: &str, mut each: impl FnMut(&mut Dump, &T)) {
        for (i, item) in items.iter().enumerate() {
            if i > 0 {
                self.text(between);
            }
            each(self, item);
        }
    }

    fn name(&mut self, name: &str) {
        self.text(if name.is_empty() { "<missing>" } else { name });
    }
}
