//! The parser that pest makes of `grammar/bat.pest`. Its `Rule` is used nowhere outside `parse`.

/// The generated parser.
#[derive(pest_derive::Parser)]
#[grammar = "../grammar/bat.pest"]
pub(super) struct Grammar;
