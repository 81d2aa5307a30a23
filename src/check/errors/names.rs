//! Names and what they mean.

use super::super::cycles::labelled;
use crate::{
    diagnostics::{Code, Diagnostic, Help},
    source::Span,
};

pub(super) const UNKNOWN_NAME: Code = Code::new("E0205", "unknown name");
pub(super) const NAME_TAKEN: Code = Code::new("E0206", "name is already visible");
pub(super) const NOT_A_VALUE: Code = Code::new("E0207", "name is not a value");
pub(super) const UNKNOWN_CONSTRUCT: Code = Code::new("E0208", "unknown construct or stack");
pub(super) const RECURSION: Code = Code::new("E0209", "declaration contains itself");
pub(super) const VALUE_CYCLE: Code = Code::new("E0210", "value depends on itself");
pub(super) const NO_ENVIRONMENT: Code = Code::new("E0211", "`env` and `stack` are not known here");
pub(super) const UNUSED: Code = Code::new("W0202", "unused param or let");

pub(in crate::check) fn unknown_name(span: Span, name: &str, help: Option<Help>) -> Diagnostic {
    Diagnostic::new(UNKNOWN_NAME, span, format!("unknown name `{name}`")).label("not declared").help_opt(help)
}

pub(in crate::check) fn unquoted(span: Span, text: &str) -> Diagnostic {
    Diagnostic::new(UNKNOWN_NAME, span, format!("`{text}` is neither a name nor a text"))
        .label("text without quotes")
        .help(format!("write `\"{text}\"`"))
        .replace_by(format!("\"{text}\""))
}

pub(in crate::check) fn name_taken(span: Span, name: &str, first: Span) -> Diagnostic {
    Diagnostic::new(NAME_TAKEN, span, format!("the name `{name}` is already taken"))
        .label("declared again here")
        .also(first, "first declared here")
        .help("a name means the same wherever it is visible: give one of them another name")
}

pub(in crate::check) fn name_of_language(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(NAME_TAKEN, span, format!("`{name}` is a type of the language"))
        .label("already taken")
        .help("give it another name")
}

pub(in crate::check) fn not_a_value(
    span: Span,
    name: &str,
    what: &str,
    help: Option<String>,
    declared: Span,
) -> Diagnostic {
    Diagnostic::new(NOT_A_VALUE, span, format!("`{name}` is {what}, not a value"))
        .label("a value is needed here")
        .also(declared, "declared here")
        .help_opt(help)
}

pub(in crate::check) fn type_as_value(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(NOT_A_VALUE, span, format!("`{name}` is a resource type, not a value"))
        .label("a value is needed here")
        .help(format!("declare a resource, `resource x = {name} {{ … }}`, and use `x`"))
}

pub(in crate::check) fn root_as_value(span: Span, name: &str) -> Diagnostic {
    let example = if name == "aws" { "aws.region" } else { "env.name" };
    Diagnostic::new(NOT_A_VALUE, span, format!("`{name}` is not a value by itself"))
        .label("a field of it is needed")
        .help(format!("write which field is meant, such as `{example}`"))
}

pub(in crate::check) fn no_environment(span: Span, root: &str) -> Diagnostic {
    let (place, help) = match root {
        "stack" => ("stacks and constructs", "pass the value in as a param"),
        _ => ("apps, stacks, constructs and environments", "pass the value in as a param or argument"),
    };
    Diagnostic::new(NO_ENVIRONMENT, span, format!("`{root}` is known in {place} only"))
        .label("not known here")
        .help(help)
}

pub(in crate::check) fn unknown_construct(span: Span, name: &str, help: Option<Help>) -> Diagnostic {
    Diagnostic::new(UNKNOWN_CONSTRUCT, span, format!("unknown construct or stack `{name}`"))
        .label("not declared")
        .help_opt(help)
}

pub(in crate::check) fn not_a_construct(span: Span, name: &str, what: &str, declared: Span) -> Diagnostic {
    let diagnostic = Diagnostic::new(UNKNOWN_CONSTRUCT, span, format!("`{name}` is {what} and cannot be instantiated"))
        .label("a resource type, construct or stack is needed")
        .also(declared, "declared here");
    match what {
        "an app" => diagnostic.help(format!("environments instantiate apps: `env x = {name} {{ … }}`")),
        "a function" => diagnostic.help(format!("call it where a value is needed: `{name}(…)`")),
        "a type" => diagnostic.help("a record of this type is written `{ … }` where a value is needed"),
        _ => diagnostic,
    }
}

/// `way`: each step back to the declaration, what it says and where; never empty.
pub(in crate::check) fn recursive_body(name: &str, way: &[(String, Span)]) -> Diagnostic {
    cycle(RECURSION, &format!("`{name}` contains itself"), way).help(match way.len() {
        1 => "repeat what it contains in a loop: `for x in list { … }`",
        _ => "split what is shared into a construct that contains neither of them",
    })
}

pub(in crate::check) fn recursive_type(name: &str, way: &[(String, Span)]) -> Diagnostic {
    cycle(RECURSION, &format!("`{name}` contains itself"), way)
        .help("a type cannot contain itself; `Json` takes data of any depth")
}

pub(in crate::check) fn recursive_function(name: &str, way: &[(String, Span)]) -> Diagnostic {
    cycle(RECURSION, &format!("`{name}` calls itself"), way)
        .help("functions cannot call themselves; a comprehension goes through a list or map")
}

pub(in crate::check) fn value_cycle(name: &str, way: &[(String, Span)]) -> Diagnostic {
    cycle(VALUE_CYCLE, &format!("{name} depends on itself"), way).help(match way.len() {
        1 => "a name has one value, and does not change: give the new value another name",
        _ => "one of these must be computed without the others",
    })
}

fn cycle(code: Code, message: &str, way: &[(String, Span)]) -> Diagnostic {
    let span = way.last().map_or(Span::new(crate::source::ChunkId(0), 0, 0), |step| step.1);
    labelled(Diagnostic::new(code, span, message), way)
}

pub(in crate::check) fn unused(span: Span, what: &str, name: &str) -> Diagnostic {
    Diagnostic::new(UNUSED, span, format!("{what} `{name}` is never used"))
        .label("never used")
        .help(format!("remove it, or name it `_{name}` if that is meant"))
}
