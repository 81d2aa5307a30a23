//! Types as they are written.

use crate::{
    diagnostics::{Code, Diagnostic},
    source::Span,
};

pub(super) const UNKNOWN_TYPE: Code = Code::new("E0301", "unknown type");
pub(super) const NOT_A_TYPE: Code = Code::new("E0302", "name is not a type");
pub(super) const BAD_TYPE: Code = Code::new("E0303", "type is not well formed");

pub(in crate::check) fn unknown_type(span: Span, name: &str, help: Option<String>) -> Diagnostic {
    Diagnostic::new(UNKNOWN_TYPE, span, format!("unknown type `{name}`")).label("not declared").help_opt(help)
}

pub(in crate::check) fn not_a_type(span: Span, name: &str, what: &str) -> Diagnostic {
    Diagnostic::new(NOT_A_TYPE, span, format!("`{name}` is {what}, not a type")).label("a type is needed here")
}

pub(in crate::check) fn no_member_type(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(NOT_A_TYPE, span, format!("`{name}` is not a type of it"))
        .label("no such type")
        .help("a construct or stack has one type of its own, `.Params`")
}

pub(in crate::check) fn type_arguments(span: Span, name: &str, count: usize) -> Diagnostic {
    Diagnostic::new(BAD_TYPE, span, format!("`{name}` takes one type, and {count} are given"))
        .label("one type is needed")
        .help(if name == "Map" { "keys are strings: `Map<T>` says what the values are" } else { "give one type" })
}

pub(in crate::check) fn literal_type(span: Span) -> Diagnostic {
    Diagnostic::new(BAD_TYPE, span, "this literal cannot be a type")
        .label("strings, integers and truth values can")
        .help("use `Float`, `Duration` or `Size`")
}

pub(in crate::check) fn one_refinement(span: Span) -> Diagnostic {
    Diagnostic::new(BAD_TYPE, span, "a type takes one refinement")
        .label("a second one")
        .help("a pattern can say the length too: `String(/^[a-z]{1,64}$/)`")
}

pub(in crate::check) fn cannot_refine(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(BAD_TYPE, span, format!("`{name}` cannot be refined like this"))
        .label("not possible here")
        .help("`Int(1..=10)` bounds a number, `String(1..=64)` a length, `String(/[a-z]+/)` the text")
}

pub(in crate::check) fn range_bound(span: Span) -> Diagnostic {
    Diagnostic::new(BAD_TYPE, span, "a bound must be an integer").label("not an integer")
}

pub(in crate::check) fn empty_range(span: Span) -> Diagnostic {
    Diagnostic::new(BAD_TYPE, span, "no value lies within these bounds")
        .label("empty")
        .help("write the smaller bound first")
}

pub(in crate::check) fn parameter_type(span: Span, found: &str) -> Diagnostic {
    Diagnostic::new(super::bodies::PARAMETER_TYPE, span, format!("a deploy-time parameter cannot be of type {found}"))
        .label("CloudFormation has no such parameter")
        .help("use `String`, `Int`, literals such as `\"a\" | \"b\"`, a list of these, `Secret<String>`, or `AWS::EC2::VPC` for an identifier")
}
