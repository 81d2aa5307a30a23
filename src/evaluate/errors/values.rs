//! Values.

use crate::{
    builtins::CallError,
    diagnostics::{Code, Diagnostic, Help},
    evaluate::{budget::RunningLoop, show, value::Value},
    source::Span,
};

pub(super) const UNMET: Code = Code::new("E0901", "value does not meet its type");
pub(super) const CYCLE: Code = Code::new("E0903", "value depends on itself");
pub(super) const BUDGET: Code = Code::new("E0905", "program does too much");
pub(super) const ARITHMETIC: Code = Code::new("E0906", "calculation has no exact result");
pub(super) const NO_ELEMENT: Code = Code::new("E0907", "list or map has no such element");
pub(super) const CALL: Code = Code::new("E0908", "function cannot be computed");
pub(super) const ASSERTION: Code = Code::new("E0909", "assertion does not hold");
pub(super) const WRONG_KIND: Code = Code::new("E0911", "value is of another kind than expected");
pub(super) const POLICY: Code = Code::new("E0912", "not a deletion policy of the resource");
pub(super) const UNKNOWN_OF_EXISTING: Code = Code::new("E0913", "not known of an existing resource");

/// A value that does not meet a refinement.
pub(in crate::evaluate) fn unmet_value(span: Span, name: &str, why: &str, ty: &str) -> Diagnostic {
    let message = if name.is_empty() { format!("expected `{ty}`: {why}") } else { format!("`{name}`: {why}") };
    Diagnostic::new(UNMET, span, message).label(format!("expected `{ty}`"))
}

/// The same for a setting that every environment has.
pub(in crate::evaluate) fn unmet(span: Span, why: &str, ty: &str) -> Diagnostic {
    Diagnostic::new(UNMET, span, why).label(format!("expected `{ty}`"))
}

/// A value that is none of those allowed.
pub(in crate::evaluate) fn not_one_of(span: Span, name: &str, value: &str, ty: &str) -> Diagnostic {
    let message = match name {
        "" => format!("expected `{ty}`, found `{value}`"),
        name => format!("`{name}`: expected `{ty}`, found `{value}`"),
    };
    Diagnostic::new(UNMET, span, message).label(format!("expected `{ty}`"))
}

/// A record without a field that its type requires.
pub(in crate::evaluate) fn missing_field(span: Span, field: &str, ty: &str, declared: Option<Span>) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(UNMET, span, format!("field `{field}` is not given")).label(format!("`{field}` is missing"));
    match declared {
        Some(declared) => diagnostic.also(declared, format!("required here, as `{ty}`")),
        None => diagnostic,
    }
}

/// A cycle: what was asked for first, then (what it needs, where).
pub(in crate::evaluate) fn cycle(first: &str, chain: &[(String, Span)]) -> Diagnostic {
    let Some(((needed, span), rest)) = chain.split_first() else {
        return Diagnostic::unplaced(CYCLE, format!("{first} depends on itself"));
    };
    let mut diagnostic =
        Diagnostic::new(CYCLE, *span, format!("{first} depends on itself")).label(format!("{first} needs {needed}"));
    let mut from = needed;
    for (needed, span) in rest {
        diagnostic = diagnostic.also(*span, format!("{from} needs {needed}"));
        from = needed;
    }
    diagnostic.help("take one of these references out")
}

/// Evaluations that are nested too deeply.
pub(in crate::evaluate) fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(BUDGET, span, "this value depends on a chain of others that is too long to be evaluated")
        .help("shorten the chain of `let`s and calls that leads here")
}

/// A value that is nested too deeply to be written.
pub(in crate::evaluate) fn nested_too_deeply(span: Span) -> Diagnostic {
    Diagnostic::new(BUDGET, span, "a property of this is nested too deeply to be written")
}

/// Too many steps.
pub(in crate::evaluate) fn budget_spent(span: Span, loops: &[RunningLoop]) -> Diagnostic {
    let diagnostic = Diagnostic::new(BUDGET, span, "the program takes more steps than a build may take");
    with_loops(diagnostic, loops)
}

/// Too much output.
pub(in crate::evaluate) fn output_spent(span: Span, loops: &[RunningLoop]) -> Diagnostic {
    let diagnostic = Diagnostic::new(BUDGET, span, "the program writes more than a build may write");
    with_loops(diagnostic, loops)
}

fn with_loops(mut diagnostic: Diagnostic, loops: &[RunningLoop]) -> Diagnostic {
    for running in loops {
        diagnostic = diagnostic.also(running.span, format!("this loop has {} turns", running.turns));
    }
    match loops.len() {
        0 => diagnostic.help("make the lists and texts that it builds smaller"),
        1 => diagnostic.help("let the loop run over fewer elements"),
        _ => diagnostic.help("nested loops multiply: let them run over fewer elements"),
    }
}

/// `/` or `%` by zero.
pub(in crate::evaluate) fn division_by_zero(span: Span) -> Diagnostic {
    Diagnostic::new(ARITHMETIC, span, "division by zero")
}

/// `/` with a rest.
pub(in crate::evaluate) fn inexact_division(span: Span, a: i64, b: i64) -> Diagnostic {
    Diagnostic::new(ARITHMETIC, span, format!("{a} / {b} is not a whole number"))
        .help("round first: `(a - a % b) / b` rounds down")
}

/// A result that is too large.
pub(in crate::evaluate) fn overflow(span: Span, operator: &str) -> Diagnostic {
    Diagnostic::new(ARITHMETIC, span, format!("the result of `{operator}` is out of range"))
        .help("integers have 64 bits")
}

/// A list that is shorter.
pub(in crate::evaluate) fn out_of_range(span: Span, index: i64, length: usize) -> Diagnostic {
    let elements = match length {
        0 => "the list is empty".to_owned(),
        1 => "the list has one element, at 0".to_owned(),
        n => format!("the list has {n} elements, from 0 to {}", n - 1),
    };
    Diagnostic::new(NO_ELEMENT, span, format!("there is no element {index}: {elements}"))
}

/// A map without a key.
pub(in crate::evaluate) fn missing_key<'a>(
    span: Span,
    key: &str,
    near: Option<&str>,
    keys: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let help = match near {
        Some(near) => Help::meant(near),
        None => match super::list(keys) {
            none if none.is_empty() => "the map is empty".into(),
            keys => format!("its keys are {keys}").into(),
        },
    };
    Diagnostic::new(NO_ELEMENT, span, format!("there is no key `{key}`")).help(help)
}

/// A duration or size that is not a whole number of a unit.
pub(in crate::evaluate) fn not_exact(span: Span, error: CallError) -> Diagnostic {
    Diagnostic::new(ARITHMETIC, span, error.message).help_opt(error.help)
}

/// What a built-in function says.
pub(in crate::evaluate) fn call_failed(span: Span, error: CallError) -> Diagnostic {
    Diagnostic::new(CALL, span, error.message).help_opt(error.help)
}

/// An assertion; `place` is the instance in whose body it stands.
pub(in crate::evaluate) fn assertion_failed(
    span: Span,
    message: Option<&str>,
    place: Option<(String, Span)>,
) -> Diagnostic {
    let text = match message {
        Some(message) => message.to_owned(),
        None => "this assertion does not hold".to_owned(),
    };
    let diagnostic = Diagnostic::new(ASSERTION, span, text).label("does not hold");
    match place {
        Some((path, span)) => diagnostic.also(span, format!("in `{path}`")),
        None => diagnostic,
    }
}

/// A value that is needed when compiling.
pub(in crate::evaluate) fn not_known(span: Span, what: &str) -> Diagnostic {
    Diagnostic::new(WRONG_KIND, span, format!("{what} must be known when compiling"))
}

/// A condition on what the deployment makes.
pub(in crate::evaluate) fn made_in_condition(span: Span, value: &Value) -> Diagnostic {
    Diagnostic::new(
        WRONG_KIND,
        span,
        format!("{} is made by the deployment, and conditions cannot see it", show::kind(value)),
    )
}

/// A part that a value does not have.
pub(in crate::evaluate) fn no_part(span: Span, of: &Value, name: &str) -> Diagnostic {
    Diagnostic::new(WRONG_KIND, span, format!("{} has no `{name}`", show::kind(of)))
}

/// Operands that an operator does not take.
pub(in crate::evaluate) fn wrong_operand(span: Span, operator: &str, a: &Value, b: Option<&Value>) -> Diagnostic {
    let operands = match b {
        Some(b) => format!("{} and {}", show::kind(a), show::kind(b)),
        None => show::kind(a).to_owned(),
    };
    Diagnostic::new(WRONG_KIND, span, format!("`{operator}` does not take {operands}"))
}

/// A value where another kind was expected.
fn expected(span: Span, what: &str, found: &Value) -> Diagnostic {
    Diagnostic::new(WRONG_KIND, span, format!("expected {what}, found {}", show::kind(found)))
}

/// A value that has no text.
pub(in crate::evaluate) fn not_text(span: Span, found: &Value) -> Diagnostic {
    expected(span, "text", found)
}

/// A value that is no key.
pub(in crate::evaluate) fn not_a_key(span: Span, found: &Value) -> Diagnostic {
    expected(span, "a key: a known string or integer", found)
}

/// A value that `...` does not take.
pub(in crate::evaluate) fn not_spreadable(span: Span, what: &str, found: &Value) -> Diagnostic {
    expected(span, &format!("a {what}"), found)
}

/// A value that has no elements.
pub(in crate::evaluate) fn not_iterable(span: Span, found: &Value) -> Diagnostic {
    expected(span, "a list or map that is known when compiling", found)
}

/// A value without elements, or an index of the wrong kind.
pub(in crate::evaluate) fn not_indexable(span: Span, of: &Value, index: &Value) -> Diagnostic {
    let message = format!("{} has no element at {}", show::kind(of), show::kind(index));
    Diagnostic::new(WRONG_KIND, span, message)
}

/// A value that is no truth value.
pub(in crate::evaluate) fn not_a_truth_value(span: Span, found: &Value) -> Diagnostic {
    expected(span, "a truth value", found)
}

/// A value that is no record.
pub(in crate::evaluate) fn not_a_record(span: Span, found: &Value) -> Diagnostic {
    expected(span, "a record", found)
}

/// A tag's value that is no text.
pub(in crate::evaluate) fn not_a_tag(span: Span, name: &str, found: &Value) -> Diagnostic {
    Diagnostic::new(WRONG_KIND, span, format!("tag `{name}` is {}, expected text", show::kind(found)))
}

/// A value that has no form in a template.
pub(in crate::evaluate) fn not_writable(span: Span, found: &Value) -> Diagnostic {
    Diagnostic::new(
        WRONG_KIND,
        span,
        format!("a property of this holds {}, which cannot be written", show::kind(found)),
    )
    .help("name an output or attribute of it")
}

/// A value that no arm of a `match` takes.
pub(in crate::evaluate) fn no_arm(span: Span, value: &Value) -> Diagnostic {
    Diagnostic::new(WRONG_KIND, span, format!("no arm of this `match` takes `{}`", show::value(value)))
        .help("add an arm for everything else: `_ => …`")
}

/// Something that should have been refused earlier.
pub(in crate::evaluate) fn not_evaluated(span: Span) -> Diagnostic {
    Diagnostic::new(WRONG_KIND, span, "this cannot be evaluated")
}

/// `env.…` where no environment is built.
pub(in crate::evaluate) fn no_environment(span: Span) -> Diagnostic {
    Diagnostic::new(WRONG_KIND, span, "there is no environment here")
}

/// `stack.…` outside a stack.
pub(in crate::evaluate) fn no_stack(span: Span) -> Diagnostic {
    Diagnostic::new(WRONG_KIND, span, "there is no stack here").help("`stack.…` is known in stacks and constructs")
}

/// A policy that CloudFormation does not have.
pub(in crate::evaluate) fn not_a_policy(span: Span, found: &str, is_deletion: bool) -> Diagnostic {
    let known = match is_deletion {
        true => "`\"Delete\"`, `\"Retain\"`, `\"RetainExceptOnCreate\"`, `\"Snapshot\"`",
        false => "`\"Delete\"`, `\"Retain\"`, `\"Snapshot\"`",
    };
    Diagnostic::new(POLICY, span, format!("expected one of {known}, found `{found}`"))
}

/// `Snapshot` of a type that CloudFormation cannot take one of.
pub(in crate::evaluate) fn no_snapshots(span: Span, ty: &str) -> Diagnostic {
    Diagnostic::new(POLICY, span, format!("CloudFormation cannot take a snapshot of `{ty}`"))
        .help("write `\"RetainExceptOnCreate\"` to keep it")
}

/// An attribute that does not follow from the identifier.
pub(in crate::evaluate) fn unknown_of_existing(span: Span, name: &str, ty: &str, declared: Span) -> Diagnostic {
    Diagnostic::new(UNKNOWN_OF_EXISTING, span, format!("`{name}` of this existing `{ty}` is not known"))
        .label("does not follow from its identifier")
        .also(declared, "declared as existing here")
        .help(format!("give it there: `{name}: …`"))
}

/// Text with a value that may be absent.
pub(in crate::evaluate) fn maybe_absent_in_text(span: Span) -> Diagnostic {
    Diagnostic::new(WRONG_KIND, span, "a text in this has a value that is absent under a condition")
        .help("give a text for that case: `value ?? \"…\"`, or test it first")
}
