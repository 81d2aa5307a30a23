//! The mistakes that resolving finds, and their wording.

use crate::{
    diagnostics::{Code, Diagnostic, Help},
    source::Span,
};

const UNKNOWN_STD: Code = Code::new("E0201", "unknown module of the standard library");
const IMPORT_CYCLE: Code = Code::new("E0202", "files import each other");
const NOT_IN_MODULE: Code = Code::new("E0203", "name is not declared in the imported file");
const DECLARED_TWICE: Code = Code::new("E0204", "name is declared twice");
const UNUSED_IMPORT: Code = Code::new("W0201", "unused import");

/// The codes of this phase.
pub const CODES: &[Code] = &[UNKNOWN_STD, IMPORT_CYCLE, NOT_IN_MODULE, DECLARED_TWICE, UNUSED_IMPORT];

pub(super) fn unknown_std(span: Span, name: &str, suggestion: Option<Help>, known: &[&str]) -> Diagnostic {
    let list: Vec<_> = known.iter().map(|m| format!("`std.{m}`")).collect();
    Diagnostic::new(UNKNOWN_STD, span, format!("the standard library has no module `{name}`"))
        .label("no such module")
        .help(suggestion.unwrap_or_else(|| format!("its modules are {}", list.join(", ")).into()))
}

/// `edges`: for each file of the cycle, the place of its import and the names of the two files.
pub(super) fn import_cycle(edges: &[(Span, String, String)]) -> Diagnostic {
    let last = &edges[edges.len() - 1];
    if edges.len() == 1 {
        return Diagnostic::new(IMPORT_CYCLE, last.0, format!("`{}` imports itself", last.1))
            .label("this file")
            .help("remove the `use`: what a file declares is known in all of it");
    }
    let names: Vec<_> = edges.iter().map(|(_, from, _)| from).chain([&last.2]).map(|n| format!("`{n}`")).collect();
    let message = format!("files import each other: {}", names.join(" → "));
    let mut diagnostic =
        Diagnostic::new(IMPORT_CYCLE, last.0, message).label(format!("`{}` imports `{}` again", last.1, last.2));
    for (span, from, to) in &edges[..edges.len() - 1] {
        diagnostic = diagnostic.also(*span, format!("`{from}` imports `{to}`"));
    }
    diagnostic.help("move what both need into a third file that imports neither")
}

pub(super) fn not_in_module(span: Span, name: &str, module: &str, suggestion: Option<Help>) -> Diagnostic {
    Diagnostic::new(NOT_IN_MODULE, span, format!("`{module}` declares no `{name}`"))
        .label("not declared there")
        .help_opt(suggestion)
}

pub(super) fn declared_twice(span: Span, name: &str, first: Span) -> Diagnostic {
    Diagnostic::new(DECLARED_TWICE, span, format!("`{name}` is declared twice in this file"))
        .label("declared again here")
        .also(first, "first declared here")
        .help("give one of them another name; an import can be renamed with `as`")
}

pub(super) fn unused_import(span: Span, name: &str, is_module: bool) -> Diagnostic {
    Diagnostic::new(UNUSED_IMPORT, span, format!("`{name}` is imported and never used"))
        .label("never used")
        .help(if is_module { "remove the `use`" } else { "remove it from the `use`" })
}

/// A `use` without names of a module that has nothing to give without them.
pub(crate) fn nothing_imported(span: Span) -> Diagnostic {
    Diagnostic::new(UNUSED_IMPORT, span, "this imports nothing: the file has neither rules nor environments")
        .label("no name is imported")
        .help("write `.{A, B}` after the module, or `as name`")
}
