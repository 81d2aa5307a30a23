//! Fields, attributes, outputs and elements.

use super::or_list;
use crate::{
    diagnostics::{Code, Diagnostic, Help},
    source::Span,
};

pub(super) const NO_FIELD: Code = Code::new("E0316", "value has no such field");
pub(super) const MAY_BE_NULL: Code = Code::new("E0317", "value may be `null`");
pub(super) const NO_ATTRIBUTE: Code = Code::new("E0401", "resource type has no such attribute");
pub(super) const NO_OUTPUT: Code = Code::new("E0318", "construct or stack has no such output");
pub(super) const NO_ELEMENTS: Code = Code::new("E0319", "value has no elements");

pub(in crate::check) fn no_field(span: Span, name: &str, of: &str, help: Option<Help>, known: &[&str]) -> Diagnostic {
    Diagnostic::new(NO_FIELD, span, format!("{of} has no field `{name}`")).label("no such field").help_opt(or_list(
        help,
        "its fields are",
        known,
    ))
}

pub(in crate::check) fn not_in_all(span: Span, name: &str, of: &str, lacking: &str) -> Diagnostic {
    Diagnostic::new(NO_FIELD, span, format!("{of} does not always have a field `{name}`"))
        .label(format!("{lacking} has none"))
        .help("tell the cases apart first, with `match` or by testing the field in which they differ")
}

/// `value`: what may be `null`, as it is written, or its type. `field`: none for an element.
pub(in crate::check) fn may_be_null(
    span: Span,
    field: Option<(Span, &str)>,
    value: &str,
    ty: &str,
    condition: Option<Span>,
) -> Diagnostic {
    let what = field.map_or_else(|| "elements".to_owned(), |(_, name)| format!("`{name}`"));
    let diagnostic = Diagnostic::new(MAY_BE_NULL, span, format!("`{value}` may be `null`, and then it has no {what}"))
        .label(format!("this is {ty}"));
    let diagnostic = match condition {
        Some(condition) => diagnostic.also(condition, "it is declared under this condition only"),
        None => diagnostic,
    };
    match field {
        None => diagnostic.help(format!("test it first: `if {value} != null`")),
        Some((_, field)) => diagnostic
            .help(format!("write `{value}?.{field}` to get `null` then, or test it first: `if {value} != null`")),
    }
}

pub(in crate::check) fn no_attribute(
    span: Span,
    name: &str,
    resource: &str,
    help: Option<Help>,
    list: Option<String>,
    is_property: bool,
) -> Diagnostic {
    let diagnostic = Diagnostic::new(NO_ATTRIBUTE, span, format!("`{resource}` has no attribute `{name}`"));
    let others = list.map(|l| format!("its attributes are {l}, and `.ref`"));
    match is_property {
        true => diagnostic.label("a property that is written, and cannot be read back").help_opt(Some(format!(
            "use the value that is written there, for instance by a `let`{}",
            others.map_or_else(String::new, |o| format!("; {o}"))
        ))),
        false => diagnostic
            .label("no such attribute")
            .help_opt(help.or(others.map(Help::from)).or_else(|| Some("it has `.ref` only".into()))),
    }
}

pub(in crate::check) fn no_output(
    span: Span,
    name: &str,
    body: &str,
    help: Option<Help>,
    outputs: &[&str],
    inside: Option<Span>,
) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(NO_OUTPUT, span, format!("`{body}` has no output `{name}`")).label("no such output");
    match inside {
        Some(inside) => diagnostic
            .also(inside, "declared here, and visible inside only")
            .help(format!("make it visible with `output {name}`")),
        None => {
            diagnostic.help_opt(or_list(help, "its outputs are", outputs).or_else(|| Some("it has no outputs".into())))
        }
    }
}

pub(in crate::check) fn no_elements(span: Span, found: &str) -> Diagnostic {
    Diagnostic::new(NO_ELEMENTS, span, format!("{found} has no elements to take with `[…]`"))
        .label("neither list nor map")
}
