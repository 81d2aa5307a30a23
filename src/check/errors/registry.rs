//! Resource types, and resources where values are needed.

use crate::{
    diagnostics::{Code, Diagnostic, Help},
    source::Span,
};

pub(super) const UNKNOWN_RESOURCE_TYPE: Code = Code::new("E0402", "unknown resource type");
pub(super) const RESOURCE_AS_VALUE: Code = Code::new("E0403", "resource where its identifier is not known");
pub(super) const WRONG_RESOURCE: Code = Code::new("E0404", "identifier of another resource type is needed");
pub(super) const UNIT_IN_PROPERTY: Code = Code::new("E0405", "duration or size in a property");
pub(super) const CUSTOM_TYPE: Code = Code::new("E0406", "custom resource type is not well declared");
pub(super) const UNTYPED: Code = Code::new("W0401", "resource type is not checked");

pub(in crate::check) fn unknown_resource_type(span: Span, name: &str, help: Option<Help>) -> Diagnostic {
    Diagnostic::new(UNKNOWN_RESOURCE_TYPE, span, format!("unknown resource type `{name}`"))
        .label("not in CloudFormation's registry")
        .help_opt(help)
}

pub(in crate::check) fn type_newer_than_pack(span: Span, name: &str, date: &str) -> Diagnostic {
    Diagnostic::new(UNTYPED, span, format!("`{name}` is not in the registry of {date}, so it is not checked"))
        .label("not checked")
        .help("if the name is right, the type is newer than this version of batc")
}

pub(in crate::check) fn undeclared_custom(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(UNTYPED, span, format!("`{name}` is not declared, so its properties are not checked"))
        .label("not checked")
        .help(format!("declare it: `resource type {name} {{ properties {{ … }} attributes {{ … }} }}`"))
}

pub(in crate::check) fn not_custom(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(CUSTOM_TYPE, span, format!("`{name}` cannot be declared, only types in `Custom::` can"))
        .label("not a custom resource type")
        .help("name it `Custom::…`")
}

pub(in crate::check) fn duplicate_type(span: Span, name: &str, first: Span) -> Diagnostic {
    Diagnostic::new(CUSTOM_TYPE, span, format!("`{name}` is declared twice"))
        .label("declared again here")
        .also(first, "first declared here")
}

pub(in crate::check) fn resource_as_text(span: Span, of: &str, list: Option<String>) -> Diagnostic {
    Diagnostic::new(
        RESOURCE_AS_VALUE,
        span,
        format!("the registry does not say which identifier of an `{of}` is wanted here"),
    )
    .label("a resource, and a value is needed")
    .help(format!("write `.ref` for its Ref{}", list.map_or_else(String::new, |l| format!(", or an attribute: {l}"))))
}

pub(in crate::check) fn wrong_resource(span: Span, of: &str, expected: &[String]) -> Diagnostic {
    let mut wanted: Vec<String> = expected.to_vec();
    wanted.dedup();
    if wanted.len() > 4 {
        wanted.truncate(4);
        wanted.push("another of its like".into());
    }
    Diagnostic::new(WRONG_RESOURCE, span, format!("{} is wanted here, and this is an `{of}`", wanted.join(" or ")))
        .label(format!("an `{of}`"))
}

pub(in crate::check) fn instance_as_value(span: Span, found: &str, outputs: &[String]) -> Diagnostic {
    Diagnostic::new(
        RESOURCE_AS_VALUE,
        span,
        format!("{found} is a construct with many resources, and a value is needed"),
    )
    .label("which of its outputs is meant?")
    .help(match outputs.is_empty() {
        true => "it has no outputs".to_owned(),
        false => format!("name the output: {}", outputs.join(", ")),
    })
}

pub(in crate::check) fn unit_in_property(span: Span, found: &str, help: &str) -> Diagnostic {
    Diagnostic::new(UNIT_IN_PROPERTY, span, format!("{found} has a unit, and the property takes a plain number"))
        .label("in which unit?")
        .help(help)
}
