//! Types as they are written.

use crate::{
    check::refine::Measure,
    diagnostics::{Code, Diagnostic, Help},
    source::Span,
};

pub(super) const UNKNOWN_TYPE: Code = Code::new("E0301", "unknown type");
pub(super) const NOT_A_TYPE: Code = Code::new("E0302", "name is not a type");
pub(super) const BAD_TYPE: Code = Code::new("E0303", "type is not well formed");

pub(in crate::check) fn unknown_type(span: Span, name: &str, help: Option<Help>) -> Diagnostic {
    Diagnostic::new(UNKNOWN_TYPE, span, format!("unknown type `{name}`")).label("not declared").help_opt(help)
}

pub(in crate::check) fn not_a_type(span: Span, name: &str, what: &str, declared: Option<Span>) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(NOT_A_TYPE, span, format!("`{name}` is {what}, not a type")).label("a type is needed here");
    declared.into_iter().fold(diagnostic, |d, declared| d.also(declared, "declared here"))
}

pub(in crate::check) fn no_member_type(span: Span, name: &str, of: &str) -> Diagnostic {
    Diagnostic::new(NOT_A_TYPE, span, format!("`{of}` has no type `{name}`"))
        .label("no such type")
        .help(format!("a construct or stack has one type of its own: `{of}.Params`, the record of its params"))
}

pub(in crate::check) fn type_arguments(span: Span, name: &str, count: usize) -> Diagnostic {
    Diagnostic::new(BAD_TYPE, span, format!("`{name}` takes one type, and {count} are given"))
        .label("one type is needed")
        .help(if name == "Map" { "keys are strings: `Map<T>` says what the values are" } else { "give one type" })
}

pub(in crate::check) fn cannot_refine(span: Span, name: &str, counted: bool) -> Diagnostic {
    let help = match counted {
        true => "a param's length can be asserted: `assert length(xs) >= 1, \"…\"`",
        false => {
            "`Int(1..=10)`, `Float(0.0..=1.0)`, `Duration(1d..=35d)` and `Size(20GiB..)` bound a value, `String(1..=64)` \
             a length, `String(/[a-z]+/)` the text"
        }
    };
    Diagnostic::new(BAD_TYPE, span, format!("`{name}` cannot be refined like this"))
        .label("not possible here")
        .help(help)
}

pub(in crate::check) fn bad_regex(span: Span, why: &str) -> Diagnostic {
    Diagnostic::new(BAD_TYPE, span, format!("this regular expression cannot be used: {why}"))
        .label("cannot be checked")
        .help("bound lengths next to the pattern instead of in it: `String(/[a-z]+/, 1..=64)`")
}

pub(in crate::check) fn range_bound(span: Span, of: Measure) -> Diagnostic {
    let (what, help) = match of {
        Measure::Int => ("an integer", "write it without point and unit: `Int(1..=10)`"),
        Measure::Float => ("a number", "write it without a unit: `Float(0.0..=1.0)`"),
        Measure::Duration => ("a duration", "write its unit: `Duration(1d..=35d)`, `Duration(0s..)`"),
        Measure::Size => ("a size", "write its unit: `Size(20GiB..=64TiB)`"),
        Measure::Length => ("a number of characters", "write it without a sign, point or unit: `String(1..=64)`"),
    };
    Diagnostic::new(BAD_TYPE, span, format!("a bound must be {what} here")).label(format!("not {what}")).help(help)
}

/// `sound`: the range itself holds something, but nothing of what the type allowed.
pub(in crate::check) fn empty_range(span: Span, sound: bool) -> Diagnostic {
    let diagnostic = Diagnostic::new(BAD_TYPE, span, "no value lies within these bounds").label("empty");
    match sound {
        true => diagnostic.help("the type before the parenthesis already has other bounds"),
        false => diagnostic.help("write the smaller bound first"),
    }
}

pub(in crate::check) fn parameter_type(span: Span, found: &str) -> Diagnostic {
    Diagnostic::new(super::bodies::PARAMETER_TYPE, span, format!("a deploy-time parameter cannot be of type {found}"))
        .label("CloudFormation has no such parameter")
        .help("use `String`, `Int`, literals such as `\"a\" | \"b\"`, a list of these, `Secret<String>`, or `AWS::EC2::VPC` for an identifier")
}
