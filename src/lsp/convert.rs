//! Answers of [`ide`](crate::ide) in the protocol's words.

use gen_lsp_types as lsp;

use super::documents::Document;
use super::position::Encoding;
use crate::ide;

/// An outline with symbols in symbols.
#[allow(deprecated, reason = "the field has to be filled")]
pub fn symbols(document: &Document, encoding: Encoding, list: Vec<ide::Symbol>) -> Vec<lsp::DocumentSymbol> {
    let convert = |symbol: ide::Symbol| lsp::DocumentSymbol {
        name: symbol.name,
        detail: symbol.detail,
        kind: symbol_kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: document.range(&symbol.range, encoding),
        selection_range: document.range(&symbol.name_range, encoding),
        children: Some(symbols(document, encoding, symbol.children)).filter(|list| !list.is_empty()),
    };
    list.into_iter().map(convert).collect()
}

/// The kind that an editor draws.
pub fn symbol_kind(kind: ide::Declared) -> lsp::SymbolKind {
    match kind {
        ide::Declared::Import => lsp::SymbolKind::Module,
        ide::Declared::Let => lsp::SymbolKind::Constant,
        ide::Declared::Type => lsp::SymbolKind::Struct,
        ide::Declared::Field => lsp::SymbolKind::Field,
        ide::Declared::Function => lsp::SymbolKind::Function,
        ide::Declared::Construct => lsp::SymbolKind::Class,
        ide::Declared::Stack => lsp::SymbolKind::Module,
        ide::Declared::App => lsp::SymbolKind::Package,
        ide::Declared::Env => lsp::SymbolKind::Namespace,
        ide::Declared::Setting => lsp::SymbolKind::Key,
        ide::Declared::ResourceType => lsp::SymbolKind::Interface,
        ide::Declared::Rule => lsp::SymbolKind::Event,
        ide::Declared::Test => lsp::SymbolKind::Method,
        ide::Declared::Param => lsp::SymbolKind::Property,
        ide::Declared::Resource | ide::Declared::Existing => lsp::SymbolKind::Object,
        ide::Declared::StackInstance => lsp::SymbolKind::Module,
        ide::Declared::Parameter => lsp::SymbolKind::TypeParameter,
        ide::Declared::Output | ide::Declared::Argument | ide::Declared::Variable => lsp::SymbolKind::Variable,
    }
}

/// What can be folded, line by line: a closing bracket stays to be seen.
pub fn folds(document: &Document, encoding: Encoding, list: &[ide::Fold]) -> Vec<lsp::FoldingRange> {
    let convert = |fold: &ide::Fold| {
        let range = document.range(&fold.range, encoding);
        let last = document.text[..fold.range.end].chars().next_back();
        let is_closed = fold.kind == ide::FoldKind::Block && matches!(last, Some('}' | ']' | ')' | '"'));
        let end_line = if is_closed { range.end.line.saturating_sub(1) } else { range.end.line };
        (end_line > range.start.line).then(|| lsp::FoldingRange {
            start_line: range.start.line,
            end_line,
            kind: match fold.kind {
                ide::FoldKind::Block => None,
                ide::FoldKind::Comment => Some(lsp::FoldingRangeKind::Comment),
                ide::FoldKind::Imports => Some(lsp::FoldingRangeKind::Imports),
            },
            ..Default::default()
        })
    };
    let mut folds: Vec<lsp::FoldingRange> = list.iter().filter_map(convert).collect();
    // Of several that begin on one line, the longest is folded by its line.
    folds.sort_by_key(|fold| (fold.start_line, std::cmp::Reverse(fold.end_line)));
    folds.dedup_by_key(|fold| fold.start_line);
    folds
}

/// Selections, each in the next.
pub fn selection(document: &Document, encoding: Encoding, chain: &[std::ops::Range<usize>]) -> lsp::SelectionRange {
    let mut parent = None;
    for range in chain.iter().rev() {
        let range = document.range(range, encoding);
        parent = Some(Box::new(lsp::SelectionRange { range, parent: parent.take() }));
    }
    parent.map_or_else(lsp::SelectionRange::default, |selection| *selection)
}

/// Tokens, each relative to the one before.
pub fn tokens(document: &Document, encoding: Encoding, list: &[ide::Token]) -> Vec<lsp::SemanticToken> {
    let (mut line, mut column) = (0, 0);
    let mut tokens = Vec::with_capacity(list.len());
    for token in list {
        let range = document.range(&token.range, encoding);
        let (start, end) = (range.start, range.end);
        if end.line != start.line || end.character <= start.character {
            continue;
        }
        let delta_line = start.line - line;
        let delta_start = if delta_line == 0 { start.character - column } else { start.character };
        (line, column) = (start.line, start.character);
        let modifiers = [
            token.modifiers.declaration,
            token.modifiers.readonly,
            token.modifiers.default_library,
            token.modifiers.documentation,
        ];
        tokens.push(lsp::SemanticToken {
            delta_line,
            delta_start,
            length: end.character - start.character,
            token_type: ide::TokenKind::ALL.iter().position(|kind| *kind == token.kind).unwrap_or(0) as u32,
            token_modifiers_bitset: modifiers.iter().enumerate().map(|(bit, on)| u32::from(*on) << bit).sum(),
        });
    }
    tokens
}
