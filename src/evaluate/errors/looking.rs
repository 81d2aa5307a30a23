//! Rules that are broken and tests that fail.

use crate::{
    diagnostics::{Code, Diagnostic},
    source::Span,
};

pub(super) const BROKEN: Code = Code::new("E1101", "resource breaks a rule");
pub(super) const BROKEN_WARNING: Code = Code::new("W1101", "resource breaks a rule that warns");
pub(super) const IDLE_EXCEPTION: Code = Code::new("W1102", "exception that lifts nothing");
pub(super) const TEST_FAILED: Code = Code::new("E1111", "test fails");

/// A resource that breaks a rule.
pub(in crate::evaluate) fn broken(
    (span, path): (Span, &str),
    (rule, asserted): (&str, Span),
    message: &str,
    is_warning: bool,
    is_untold: bool,
) -> Diagnostic {
    let code = if is_warning { BROKEN_WARNING } else { BROKEN };
    let untold = if is_untold { ": only the deployment knows" } else { "" };
    Diagnostic::new(code, span, format!("{message}{untold}"))
        .label(format!("`{path}`"))
        .also(asserted, format!("the rule \"{rule}\" asks for this"))
        .help(format!("where it is meant, write `@allow(\"{rule}\", reason: \"…\")` before the declaration"))
}

/// `@allow` of a rule that nothing below it breaks.
pub fn idle_exception(span: Span, rule: &str) -> Diagnostic {
    Diagnostic::new(IDLE_EXCEPTION, span, format!("nothing here breaks the rule \"{rule}\""))
        .label("lifts nothing")
        .help("remove it")
}

/// An assert of a test that does not hold.
pub(in crate::evaluate) fn test_failed(
    span: Span,
    message: &str,
    label: &str,
    detail: Option<String>,
    test: Span,
) -> Diagnostic {
    Diagnostic::new(TEST_FAILED, span, message).label(label).also(test, "this test").detail_opt(detail)
}

/// `only` where there is none or more than one.
pub(in crate::evaluate) fn not_one(span: Span, name: &str, found: usize, paths: &[String]) -> Diagnostic {
    let message = match found {
        0 => format!("there is no `{name}`, and one is expected"),
        _ => format!("there are {found} of `{name}`, and one is expected"),
    };
    let names: Vec<String> = paths.iter().map(|path| format!("`{path}`")).collect();
    let diagnostic = Diagnostic::new(TEST_FAILED, span, message).label("not exactly one");
    match found {
        0 => diagnostic,
        _ => diagnostic.help(format!("name one of them, such as {}, or take all with `resources`", names.join(", "))),
    }
}

/// A property of something deployed elsewhere.
pub(in crate::evaluate) fn existing_has_no_properties(span: Span, path: &str) -> Diagnostic {
    Diagnostic::new(TEST_FAILED, span, format!("`{path}` is deployed elsewhere, so its properties are not known here"))
        .label("of an existing resource")
}

/// A look at an environment that could not be built.
pub(in crate::evaluate) fn not_built(span: Span, env: &str, path: &str, is_test: bool) -> Diagnostic {
    let code = if is_test { TEST_FAILED } else { BROKEN };
    Diagnostic::new(code, span, format!("`{env}` could not be built, so nothing can be seen of it"))
        .label("of an environment with errors")
        .help(format!("`batc build {path}` tells what is wrong with it"))
}

/// `stacks()` of an environment that could not be built.
pub(in crate::evaluate) fn nothing_written(span: Span) -> Diagnostic {
    Diagnostic::new(TEST_FAILED, span, "this environment could not be built, so nothing can be seen of its stacks")
        .label("of an environment with errors")
}
