//! Parsing: from a file's text to its syntax tree.
//!
//! In: a file of the [`SourceMap`](crate::source::SourceMap). Out: its [`ast::File`](crate::ast::File), always, and diagnostics. A scanner cuts
//! the file into declarations, pest parses each by `grammar/bat.pest`, a builder makes the tree of its pairs.
//!
//! Invariants: one mistake gives one diagnostic, and everything beside it still gives its tree; the time is linear in
//! the text; no text makes it panic or overflow a stack of 2 MB. pest's rules are known in this folder only.

mod again;
mod build;
mod errors;
mod file;
mod grammar;
mod scan;
mod stored;

pub use again::{Parsed, parse_again};
pub use errors::CODES;
pub use file::parse_file;
pub use stored::stored_tree;
