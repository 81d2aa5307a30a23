//! Values that do not fit.

use super::{list, or_list};
use crate::{
    diagnostics::{Code, Diagnostic, Help},
    source::Span,
};

pub(super) const MISMATCH: Code = Code::new("E0304", "value is of another type");
pub(super) const UNKNOWN_FIELD: Code = Code::new("E0305", "record has no such field");
pub(super) const MISSING_FIELD: Code = Code::new("E0306", "required field is missing");
pub(super) const DUPLICATE_FIELD: Code = Code::new("E0307", "field is given twice");
pub(super) const BRANCHES_DIFFER: Code = Code::new("E0308", "values of different types meet");
pub(super) const BAD_OPERAND: Code = Code::new("E0309", "operator does not take this value");
pub(super) const NEVER_EQUAL: Code = Code::new("E0310", "values can never be equal");
pub(super) const NOT_TEXT: Code = Code::new("E0311", "value cannot stand in a string");
pub(super) const BAD_SPREAD: Code = Code::new("E0312", "value cannot be spread here");
pub(super) const BAD_PATTERN: Code = Code::new("E0313", "pattern cannot be used here");
pub(super) const NOT_EXHAUSTIVE: Code = Code::new("E0314", "`match` does not cover all cases");
pub(super) const NOT_ITERABLE: Code = Code::new("E0315", "value cannot be iterated");
pub(super) const NEVER_NULL: Code = Code::new("W0301", "value is never `null`");
pub(super) const UNREACHABLE_ARM: Code = Code::new("W0302", "arm of a `match` is never taken");

/// The evaluator's code for the same mistake: what is checked in order can still be too long to be evaluated.
const TOO_MUCH: Code = Code::new("E0905", "program does too much");

pub(in crate::check) fn chain_too_long(span: Span) -> Diagnostic {
    Diagnostic::new(TOO_MUCH, span, "this depends on a chain of declarations that is too long to be followed")
        .label("the chain goes on here")
        .help("shorten the chain of `let`s, types, functions and constructs that leads here")
}

pub(in crate::check) fn type_too_deep(span: Span, most: u32) -> Diagnostic {
    Diagnostic::new(TOO_MUCH, span, format!("this nests more than {most} levels deep, with all that it is made of"))
        .label("one level too many")
        .help("let the values that are put into each other be fewer")
}

pub(in crate::check) fn mismatch(span: Span, clause: &str, declared: Option<Span>) -> Diagnostic {
    let diagnostic = Diagnostic::new(MISMATCH, span, clause).label("does not fit");
    match declared {
        Some(declared) if declared != span => diagnostic.also(declared, "the type is declared here"),
        _ => diagnostic,
    }
}

pub(in crate::check) fn unknown_field(
    span: Span,
    name: &str,
    of: &str,
    help: Option<Help>,
    known: &[&str],
) -> Diagnostic {
    Diagnostic::new(UNKNOWN_FIELD, span, format!("{of} has no field `{name}`"))
        .label("no such field")
        .help_opt(or_list(help, "its fields are", known))
}

pub(in crate::check) fn missing_fields(span: Span, of: &str, missing: &[(&str, Option<Span>)]) -> Diagnostic {
    let names: Vec<&str> = missing.iter().map(|m| m.0).collect();
    let (noun, are) = if names.len() == 1 { ("field", "is") } else { ("fields", "are") };
    let mut diagnostic = Diagnostic::new(MISSING_FIELD, span, format!("{noun} {} of {of} {are} missing", list(&names)))
        .label(format!("without {}", list(&names)));
    for (name, declared) in missing.iter().take(3) {
        if let Some(declared) = declared {
            diagnostic = diagnostic.also(*declared, format!("`{name}` is declared here, without a default"));
        }
    }
    let each: Vec<String> = names.iter().map(|name| format!("`{name}: …`")).collect();
    diagnostic.help(format!("add {}", each.join(", ")))
}

pub(in crate::check) fn field_maybe_missing(span: Span, name: &str, of: &str, declared: Option<Span>) -> Diagnostic {
    let message = format!("field `{name}` of {of} is required, and given under a condition only");
    let diagnostic = Diagnostic::new(MISSING_FIELD, span, message).label("may be missing");
    let diagnostic = match declared {
        Some(declared) => diagnostic.also(declared, format!("`{name}` is declared here, without a default")),
        None => diagnostic,
    };
    diagnostic.help(format!("give it in both cases: `{name}: if c then a else b`"))
}

pub(in crate::check) fn missing_tag(span: Span, tag: &str, allowed: &[crate::types::Literal]) -> Diagnostic {
    let each: Vec<String> = allowed.iter().map(|literal| format!("`{tag}: {literal}`")).collect();
    Diagnostic::new(MISSING_FIELD, span, format!("field `{tag}` is missing, which says what record this is"))
        .label(format!("without `{tag}`"))
        .help(format!("add one of {}", each.join(", ")))
}

/// `lacking`: what the record asks for, each with its declaration.
pub(in crate::check) fn lacking_outputs(
    span: Span,
    of: &str,
    record: &str,
    lacking: &[(&str, Option<Span>)],
) -> Diagnostic {
    let names: Vec<&str> = lacking.iter().map(|l| l.0).collect();
    let message = format!("{record} is expected, and `{of}` has no output {}", list(&names));
    let diagnostic = Diagnostic::new(MISMATCH, span, message).label("does not fit");
    lacking.iter().take(3).filter_map(|(name, declared)| Some((name, (*declared)?))).fold(
        diagnostic.help(format!("give it out in `{of}`: `output {}`", names.first().copied().unwrap_or_default())),
        |d, (name, declared)| d.also(declared, format!("`{name}` is asked for here")),
    )
}

pub(in crate::check) fn duplicate_field(span: Span, name: &str, first: Span) -> Diagnostic {
    Diagnostic::new(DUPLICATE_FIELD, span, format!("`{name}` is given twice"))
        .label("given again here")
        .also(first, "first given here")
        .help("remove one of them")
}

pub(in crate::check) fn computed_key(span: Span, of: &str) -> Diagnostic {
    Diagnostic::new(UNKNOWN_FIELD, span, format!("{of} has fixed fields, and a computed key could be any"))
        .label("computed key")
        .help("write the field's name")
}

pub(in crate::check) fn branches_differ(
    span: Span,
    first: Span,
    first_ty: &str,
    second: Span,
    second_ty: &str,
) -> Diagnostic {
    let message = format!("{first_ty} and {second_ty} have no type in common");
    if first == second {
        return Diagnostic::new(BRANCHES_DIFFER, span, message).label("both meet here");
    }
    Diagnostic::new(BRANCHES_DIFFER, second, message)
        .label(format!("this is {second_ty}"))
        .also(first, format!("this is {first_ty}"))
        .help("make both of one type")
}

pub(in crate::check) fn elements_differ(span: Span, first: Span, first_ty: &str, second_ty: &str) -> Diagnostic {
    branches_differ(span, first, first_ty, span, second_ty).help("the elements of a list are all of one type")
}

pub(in crate::check) fn bad_operand(span: Span, op: &str, found: &str, wanted: &str) -> Diagnostic {
    Diagnostic::new(BAD_OPERAND, span, format!("`{op}` takes {wanted}, found {found}"))
        .label(format!("this is {found}"))
}

pub(in crate::check) fn bad_operands(op_span: Span, op: &str, a: Span, a_ty: &str, b: Span, b_ty: &str) -> Diagnostic {
    Diagnostic::new(BAD_OPERAND, op_span, format!("`{op}` does not take {a_ty} and {b_ty}"))
        .label(if ["<", "<=", ">", ">="].contains(&op) { "cannot be compared" } else { "cannot be computed" })
        .also(a, format!("this is {a_ty}"))
        .also(b, format!("this is {b_ty}"))
}

pub(in crate::check) fn never_equal(
    span: Span,
    a: Span,
    a_ty: &str,
    b: Span,
    b_ty: &str,
    help: Option<Help>,
) -> Diagnostic {
    Diagnostic::new(NEVER_EQUAL, b, format!("{a_ty} and {b_ty} can never be equal"))
        .label(format!("this is {b_ty}"))
        .also(a, format!("this is {a_ty}"))
        .help_opt(help.or_else(|| (span == a).then(|| "compare values of one type".into())))
}

pub(in crate::check) fn never_null(span: Span, op: Span, ty: &str) -> Diagnostic {
    Diagnostic::new(NEVER_NULL, op, format!("{ty} is never `null`, so what follows `??` is never used"))
        .label("has no effect")
        .also(span, "never `null`")
        .help("remove `??` and what follows it")
}

pub(in crate::check) fn never_null_test(span: Span, ty: &str, equal: bool) -> Diagnostic {
    let outcome = if equal { "false" } else { "true" };
    Diagnostic::new(NEVER_NULL, span, format!("{ty} is never `null`, so this is always {outcome}"))
        .label(format!("always {outcome}"))
        .help("remove the test, or declare the value as optional: `T?`")
}

pub(in crate::check) fn never_null_arm(span: Span, subject: Span, ty: &str) -> Diagnostic {
    Diagnostic::new(NEVER_NULL, span, format!("{ty} is never `null`, so this arm is never taken"))
        .label("never taken")
        .also(subject, format!("this is {ty}"))
        .help("remove the arm, or declare the value as optional: `T?`")
}

pub(in crate::check) fn null_in_text(span: Span, value: &str, ty: &str) -> Diagnostic {
    if value == "null" {
        return Diagnostic::new(NOT_TEXT, span, "`null` cannot stand in a string")
            .label("not text")
            .help("remove it, or write the word without `${…}` if that is meant");
    }
    Diagnostic::new(NOT_TEXT, span, format!("`{value}` may be `null`, which cannot stand in a string"))
        .label(format!("this is {ty}"))
        .help(format!("give a value for `null`, `${{{value} ?? \"\"}}`, or test it first"))
}

pub(in crate::check) fn not_text(span: Span, found: &str, help: &str) -> Diagnostic {
    Diagnostic::new(NOT_TEXT, span, format!("{found} cannot stand in a string")).label("not text").help(help)
}

pub(in crate::check) fn bad_spread(span: Span, found: &str, wanted: &str, help: Option<String>) -> Diagnostic {
    Diagnostic::new(BAD_SPREAD, span, format!("{found} cannot be spread here, {wanted} can"))
        .label("cannot be spread")
        .help_opt(help)
}

pub(in crate::check) fn bad_spread_field(span: Span, name: &str, clause: &str, declared: Option<Span>) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(BAD_SPREAD, span, format!("field `{name}` of what is spread does not fit: {clause}"))
            .label("spread here");
    match declared {
        Some(declared) => diagnostic.also(declared, format!("`{name}` comes from here")),
        None => diagnostic,
    }
}

pub(in crate::check) fn bad_pattern(span: Span) -> Diagnostic {
    Diagnostic::new(BAD_PATTERN, span, "this pattern cannot be matched")
        .label("not a pattern that `match` knows")
        .help("a pattern is a literal, `null`, `_`, a record type, or a record of literals: `{ kind: \"public\" }`")
}

pub(in crate::check) fn bad_alternative(span: Span) -> Diagnostic {
    Diagnostic::new(BAD_PATTERN, span, "only literals can stand between `|`")
        .label("not a literal")
        .help("write an arm of its own for it")
}

pub(in crate::check) fn not_exhaustive(span: Span, subject: Span, ty: &str, missing: &[String]) -> Diagnostic {
    let names: Vec<&str> = missing.iter().map(String::as_str).collect();
    let at = super::super::record::opening(span);
    let at = crate::source::Span { end: at.start + 5, ..at };
    if names.contains(&"_") {
        return Diagnostic::new(NOT_EXHAUSTIVE, at, format!("`match` does not cover all that {ty} can be"))
            .lacks(["_".to_owned()])
            .label("other values are not covered")
            .also(subject, format!("this is {ty}"))
            .help("add an arm `_ => …` for all the rest");
    }
    Diagnostic::new(NOT_EXHAUSTIVE, at, format!("`match` does not say what to do with {}", list(&names)))
        .lacks(missing)
        .label(format!("{} not covered", list(&names)))
        .also(subject, format!("this is {ty}"))
        .help(format!("add an arm `{} => …`, or `_ => …` for all the rest", names.first().copied().unwrap_or("_")))
}

pub(in crate::check) fn never_field(
    span: Span,
    subject: Span,
    field: &str,
    ty: &str,
    written: &str,
    help: Option<Help>,
) -> Diagnostic {
    Diagnostic::new(NEVER_EQUAL, span, format!("`{field}` is never {written}, it is {ty}"))
        .label("matches no case")
        .also(subject, format!("`{field}` of this is {ty}"))
        .help_opt(help)
}

pub(in crate::check) fn name_as_pattern(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(BAD_PATTERN, span, format!("`{name}` is no type, and a name alone is no pattern"))
        .label("not a pattern")
        .help(format!("write `_ as {name} => …` to take all the rest by this name, or `\"{name}\"` for the text"))
}

pub(in crate::check) fn never_case(span: Span, subject: Span, ty: &str) -> Diagnostic {
    Diagnostic::new(NEVER_EQUAL, span, format!("{ty} is never like this"))
        .label("matches no case")
        .also(subject, format!("this is {ty}"))
        .help("no case has all these fields with these values")
}

pub(in crate::check) fn unreachable_arm(span: Span, subject: Span, ty: &str) -> Diagnostic {
    let message = "the arms above take everything that this one could";
    Diagnostic::new(UNREACHABLE_ARM, span, message)
        .label("never taken")
        .also(subject, format!("this is {ty}"))
        .help("remove the arm")
}

pub(in crate::check) fn not_iterable(span: Span, found: &str, help: String) -> Diagnostic {
    Diagnostic::new(NOT_ITERABLE, span, format!("{found} cannot be iterated")).label("neither list nor map").help(help)
}

pub(in crate::check) fn maybe_loop(span: Span, value: &str, ty: &str, instead: &str) -> Diagnostic {
    Diagnostic::new(NOT_ITERABLE, span, format!("`{value}` may be `null`, which cannot be iterated"))
        .label(format!("this is {ty}"))
        .help(format!("iterate `{value} ?? {instead}`, or test it first: `if {value} != null`"))
}

pub(in crate::check) fn too_many_vars(span: Span) -> Diagnostic {
    Diagnostic::new(NOT_ITERABLE, span, "a loop has one variable or two")
        .label("a third one")
        .help("`for element in list`, `for index, element in list`, `for key, value in map`")
}

pub(in crate::check) fn path_elsewhere(span: Span) -> Diagnostic {
    Diagnostic::new(MISMATCH, span, "expected a path, found text that was not written as one")
        .label("relative to which file?")
        .help("a path is relative to the file in which it is written: declare it as one there, `let p: Path = \"./x\"`")
}
