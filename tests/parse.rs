//! Golden trees and diagnostics of the parser.

use std::fmt::Write;

use batc::ast;
use batc::diagnostics::{Diagnostic, Diagnostics};
use batc::parse::parse_file;
use batc::source::{SourceMap, Span};

fn parse(name: &str, text: &str) -> (SourceMap, ast::File, Vec<Diagnostic>) {
    let mut sources = SourceMap::new();
    let file = sources.add_file(name, text);
    let mut diagnostics = Diagnostics::new();
    let tree = parse_file(&mut sources, file, &mut diagnostics);
    let diagnostics = diagnostics.into_sorted(&sources);
    (sources, tree, diagnostics)
}

/// A diagnostic as lines: `path:line:col code message`, then labels and help.
fn render(sources: &SourceMap, diagnostic: &Diagnostic) -> String {
    let place = |span: Span| {
        let (file, start, end) = sources.positions(span);
        format!("{}:{}:{}-{}:{}", file.path, start.line, start.column, end.line, end.column)
    };
    let span = diagnostic.span().map(place).unwrap_or_default();
    let mut out = format!("{span} {} {}\n", diagnostic.code.id, diagnostic.message);
    for label in &diagnostic.labels {
        let sign = if label.primary { "^" } else { "-" };
        let source = sources.text(label.span).lines().next().unwrap_or("").trim_end().escape_debug();
        let _ = writeln!(out, "  {sign} {} `{source}` {}", place(label.span), label.text);
    }
    if let Some(help) = &diagnostic.help {
        let _ = writeln!(out, "  help: {help}");
    }
    out
}

fn snapshot(path: &std::path::Path) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    let name = path.file_name().unwrap().to_string_lossy();
    let (sources, tree, diagnostics) = parse(&name, &text);
    let mut out = String::new();
    for diagnostic in &diagnostics {
        out.push_str(&render(&sources, diagnostic));
    }
    out.push_str("----\n");
    out.push_str(&ast::dump(&tree, false));
    out
}

#[test]
fn trees() {
    insta::glob!("cases/parse/*.bat", |path| insta::assert_snapshot!(snapshot(path)));
}

#[test]
fn mistakes() {
    insta::glob!("cases/parse-errors/*.bat", |path| insta::assert_snapshot!(snapshot(path)));
}
