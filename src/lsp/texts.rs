//! Open texts, and their trees.

use std::cell::OnceCell;
use std::rc::Rc;
use std::sync::Arc;

use gen_lsp_types as lsp;

use super::documents::{Document, Edit};
use super::position::Encoding;
use crate::ast::File;
use crate::diagnostics::Diagnostics;
use crate::ide;
use crate::parse::parse_file;
use crate::source::SourceMap;
use crate::world::FilePath;

/// A text that was parsed by itself, because no check has read it.
pub struct Parsed {
    text: Arc<str>,
    sources: SourceMap,
    tree: File,
}

impl Parsed {
    /// Parses a text.
    pub fn new(path: &str, text: Arc<str>) -> Parsed {
        let mut sources = SourceMap::new();
        let file = sources.add_file(path, text.clone());
        // What is wrong in it, checking tells.
        let tree = parse_file(&mut sources, file, &mut Diagnostics::new());
        Parsed { text, sources, tree }
    }

    /// As the features of [`ide`] take it.
    pub fn document(&self) -> ide::Document<'_> {
        ide::Document { text: &self.text, tree: &self.tree, sources: &self.sources }
    }
}

/// A text with its tree: that of the last check, or one of its own.
pub enum View<'a> {
    /// Of the last check.
    Checked {
        /// The text.
        text: &'a str,
        /// The tree.
        tree: Arc<File>,
        /// The map that the tree's spans belong to.
        sources: &'a SourceMap,
    },
    /// Its own.
    Parsed(Rc<Parsed>),
}

impl View<'_> {
    /// As the features of [`ide`] take it.
    pub fn document(&self) -> ide::Document<'_> {
        match self {
            View::Checked { text, tree, sources } => ide::Document { text, tree, sources },
            View::Parsed(parsed) => parsed.document(),
        }
    }
}

/// Where an open text belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Home {
    /// To a project, by its key, under this path.
    Project(String, FilePath),
    /// To the standard library, under this path.
    Std(String),
}

/// An open text.
pub struct Open {
    /// The text.
    pub document: Document,
    /// Where it belongs.
    pub home: Home,
    parsed: OnceCell<Rc<Parsed>>,
}

impl Open {
    /// A text that has been opened.
    pub fn new(document: Document, home: Home) -> Open {
        Open { document, home, parsed: OnceCell::new() }
    }

    /// Applies the client's edits, one after the other.
    pub fn edit(&mut self, changes: &[lsp::TextDocumentContentChangeEvent], encoding: Encoding) -> Vec<Edit> {
        self.parsed = OnceCell::new();
        self.document.edit(changes, encoding)
    }

    /// Its tree, made when it is asked for.
    pub fn parsed(&self) -> Rc<Parsed> {
        let path = match &self.home {
            Home::Project(_, path) => path.display(),
            Home::Std(path) => format!("std/{path}"),
        };
        self.parsed.get_or_init(|| Rc::new(Parsed::new(&path, self.document.text.clone()))).clone()
    }
}
