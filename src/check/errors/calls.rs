//! Calls of functions.

use super::list;
use crate::{
    diagnostics::{Code, Diagnostic, Help},
    source::Span,
};

pub(super) const UNKNOWN_FUNCTION: Code = Code::new("E0320", "unknown function");
pub(super) const BAD_ARGUMENTS: Code = Code::new("E0321", "arguments do not match the params");
pub(super) const BAD_ARGUMENT: Code = Code::new("E0322", "argument is of another type");
pub(super) const ONLY_IN_TESTS: Code = Code::new("E0323", "function is for tests and rules only");
pub(super) const NOTHING_TO_REVEAL: Code = Code::new("W0303", "value is not secret");

pub(in crate::check) fn unknown_function(span: Span, name: &str, help: Option<Help>) -> Diagnostic {
    Diagnostic::new(UNKNOWN_FUNCTION, span, format!("unknown function `{name}`")).label("not declared").help_opt(help)
}

pub(in crate::check) fn not_a_method(span: Span, name: &str, value: &str, help: String) -> Diagnostic {
    Diagnostic::new(UNKNOWN_FUNCTION, span, format!("`{value}` is a value, and has no function `{name}`"))
        .label("values have no functions")
        .help(help)
}

pub(in crate::check) fn not_a_function(span: Span, name: &str, what: &str, declared: Span) -> Diagnostic {
    let diagnostic = Diagnostic::new(UNKNOWN_FUNCTION, span, format!("`{name}` is {what}, not a function"))
        .label("cannot be called");
    let diagnostic = if declared == span { diagnostic } else { diagnostic.also(declared, "declared here") };
    match what {
        "a type" => diagnostic.help("write the record alone, `{ … }`: its type is known from where it stands"),
        "a construct" => diagnostic.help(format!("instantiate it: `resource x = {name} {{ … }}`")),
        "a stack" => diagnostic.help(format!("instantiate it in an app: `stack x = {name} {{ … }}`")),
        _ => diagnostic,
    }
}

pub(in crate::check) fn too_many_arguments(span: Span, function: &str, names: &[&str]) -> Diagnostic {
    let takes = match names {
        [] => "no arguments".to_owned(),
        [one] => format!("one argument, `{one}`"),
        _ => format!("{} arguments: {}", names.len(), list(names)),
    };
    Diagnostic::new(BAD_ARGUMENTS, span, format!("`{function}` takes {takes}")).label("one too many")
}

pub(in crate::check) fn argument_twice(span: Span, name: &str, first: Span) -> Diagnostic {
    Diagnostic::new(BAD_ARGUMENTS, span, format!("argument `{name}` is given twice"))
        .label("given again here")
        .also(first, "first given here")
}

pub(in crate::check) fn unknown_argument(
    span: Span,
    function: &str,
    name: &str,
    help: Option<Help>,
    names: &[&str],
) -> Diagnostic {
    Diagnostic::new(BAD_ARGUMENTS, span, format!("`{function}` has no param `{name}`"))
        .label("no such param")
        .help_opt(super::or_list(help, "its params are", names))
}

pub(in crate::check) fn missing_arguments(span: Span, function: &str, missing: &[&str], all: &[&str]) -> Diagnostic {
    Diagnostic::new(BAD_ARGUMENTS, span, format!("`{function}` needs {}", list(missing)))
        .label(format!("without {}", list(missing)))
        .help(format!("write `{function}({})`", all.join(", ")))
}

pub(in crate::check) fn swapped_arguments(span: Span, function: &str, first: &str, second: &str) -> Diagnostic {
    Diagnostic::new(BAD_ARGUMENT, span, format!("`{function}` takes `{first}` before `{second}`"))
        .label("in the other order")
        .help(format!("write `{function}({first}, {second})`"))
}

pub(in crate::check) fn bad_argument(span: Span, function: &str, param: &str, clause: &str) -> Diagnostic {
    Diagnostic::new(BAD_ARGUMENT, span, format!("`{param}` of `{function}`: {clause}")).label("does not fit")
}

pub(in crate::check) fn only_in_tests(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(ONLY_IN_TESTS, span, format!("`{name}` looks at what was compiled, so it is for tests and rules"))
        .label("not here")
        .help("write it in a `test` or `rule`")
}

pub(in crate::check) fn reason_literal(span: Span) -> Diagnostic {
    Diagnostic::new(BAD_ARGUMENT, span, "this must be written out")
        .label("not a plain string")
        .help("write a string without `${…}`")
}

pub(in crate::check) fn nothing_to_reveal(span: Span, found: &str) -> Diagnostic {
    Diagnostic::new(NOTHING_TO_REVEAL, span, format!("{found} is not secret, so there is nothing to reveal"))
        .label("not secret")
        .help("remove `reveal`")
}
