//! Names, each stored once per file.

use rustc_hash::FxHashSet;

use crate::ast::Symbol;

/// The names seen so far.
#[derive(Default)]
pub(in crate::parse) struct Names(FxHashSet<Symbol>);

impl Names {
    /// The symbol for `text`.
    pub fn get(&mut self, text: &str) -> Symbol {
        if let Some(symbol) = self.0.get(text) {
            return symbol.clone();
        }
        let symbol = Symbol::from(text);
        self.0.insert(symbol.clone());
        symbol
    }
}
