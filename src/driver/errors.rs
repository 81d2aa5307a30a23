//! What can be wrong with what was asked for.

use crate::diagnostics::{Code, Diagnostic, Help};
use crate::source::Span;
use crate::world::FilePath;

/// `--env` names an environment that the files do not declare.
pub const UNKNOWN_ENVIRONMENT: Code = Code::new("E0005", "unknown environment");
/// The files declare no environment that can be built.
pub const NOTHING_TO_BUILD: Code = Code::new("E0006", "nothing to build");
/// `--stack` names a stack that the environment does not have.
pub const UNKNOWN_STACK: Code = Code::new("E0007", "unknown stack");

/// There is no test, or none with that text in its name.
pub const NOTHING_TO_TEST: Code = Code::new("E0011", "nothing to test");
/// `expects` found something else.
pub const NOT_AS_EXPECTED: Code = Code::new("E1112", "another diagnostic than a test expects");

/// The codes of this phase.
pub const CODES: &[Code] = &[UNKNOWN_ENVIRONMENT, NOTHING_TO_BUILD, UNKNOWN_STACK, NOTHING_TO_TEST, NOT_AS_EXPECTED];

/// There is no test to run.
pub fn nothing_to_test(filter: Option<&str>) -> Diagnostic {
    match filter {
        Some(text) => Diagnostic::unplaced(NOTHING_TO_TEST, format!("no test has `{text}` in its name"))
            .help("`batc test` without `--filter` runs all"),
        None => Diagnostic::unplaced(NOTHING_TO_TEST, "there is no test in these files")
            .help("write one: `test \"…\" for env { assert … }`"),
    }
}

/// A program that was to be refused with one code.
pub fn not_as_expected(span: Span, code: &str, found: &[&str], lines: Option<String>) -> Diagnostic {
    let message = match found {
        [] => format!("`{code}` is expected, and nothing is reported"),
        _ => format!("`{code}` is expected, and {} is reported", list(found.iter().map(|f| (*f).to_owned()))),
    };
    Diagnostic::new(NOT_AS_EXPECTED, span, message).label("not what is reported").detail_opt(lines)
}

/// A program that was refused with the right code, in other words than a test asks for. `reports` have the code.
pub fn not_said(span: Span, code: &str, text: &str, reports: usize, lines: Option<String>) -> Diagnostic {
    let message = match reports {
        1 => format!("`{code}` is reported as expected, but does not say \"{text}\""),
        _ => format!("`{code}` is reported {reports} times, but none of them says all that is expected"),
    };
    Diagnostic::new(NOT_AS_EXPECTED, span, message).label("not said").detail_opt(lines)
}

/// No file declares an environment that is not abstract; `bases` are those that are.
pub fn nothing_to_build(inputs: &[FilePath], bases: &[&str]) -> Diagnostic {
    let files = list(inputs.iter().map(FilePath::display));
    let diagnostic = Diagnostic::unplaced(NOTHING_TO_BUILD, format!("no environment to build in {files}"));
    match bases {
        [] => diagnostic
            .help("name a file that declares an `env`, such as `envs/prod.bat`; `batc check` checks libraries"),
        _ => diagnostic.help(format!(
            "{} is abstract: name a file with an environment that extends it",
            list(bases.iter().map(|base| (*base).to_owned()))
        )),
    }
}

/// `--env NAME` hits nothing.
pub fn unknown_environment(name: &str, known: &[&str]) -> Diagnostic {
    unknown(UNKNOWN_ENVIRONMENT, "environment", name, known)
}

/// `--stack NAME` hits nothing.
pub fn unknown_stack(name: &str, known: &[&str]) -> Diagnostic {
    unknown(UNKNOWN_STACK, "stack", name, known)
}

/// `--stack NAME` hits stacks of two environments.
pub fn ambiguous_stack(name: &str, one: &str, other: &str) -> Diagnostic {
    Diagnostic::unplaced(UNKNOWN_STACK, format!("both `{one}` and `{other}` have a stack `{name}`"))
        .help(format!("name the environment: `--env {one}`"))
}

fn unknown(code: Code, kind: &str, name: &str, known: &[&str]) -> Diagnostic {
    let diagnostic = Diagnostic::unplaced(code, format!("there is no {kind} `{name}`"));
    let near = known.iter().map(|k| (strsim::damerau_levenshtein(k, name), k)).min();
    match near {
        None => diagnostic.help(format!("there is no {kind} at all")),
        Some((distance, near)) if distance <= 1 + name.len() / 4 => diagnostic.help(Help::meant(near)),
        Some(_) => diagnostic.help(format!("there is {}", list(known.iter().map(|k| (*k).to_owned())))),
    }
}

/// Names in backticks with commas.
fn list(names: impl Iterator<Item = String>) -> String {
    names.map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ")
}
