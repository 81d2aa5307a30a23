//! Constructs, stacks, apps and what stands in them.

use super::{list, or_list};
use crate::{
    ast::Symbol,
    diagnostics::{Code, Diagnostic, Help},
    source::Span,
};

pub(super) const UNKNOWN_PARAM: Code = Code::new("E0324", "construct or stack has no such param");
pub(super) const MISSING_PARAM: Code = Code::new("E0325", "required param is missing");
pub(super) const MISPLACED: Code = Code::new("E0326", "statement does not fit here");
pub(super) const WRONG_KEYS: Code = Code::new("E0327", "resource in a loop needs a key per loop");
pub(super) const WRONG_KIND_OF_BODY: Code = Code::new("E0328", "constructs and stacks are instantiated differently");
pub(super) const OUTPUT_IS_NOT_MEMBER: Code = Code::new("E0329", "output has the name of another member");
pub(super) const DECORATOR: Code = Code::new("E0330", "decorator does not fit");
pub(super) const DEPENDENCY: Code = Code::new("E0331", "value is no dependency");
pub(super) const EXISTING: Code = Code::new("E0332", "existing resource is not identified");
pub(super) const PARAMETER_TYPE: Code = Code::new("E0333", "type of a deploy-time parameter");

pub(in crate::check) fn unknown_param(
    span: Span,
    name: &str,
    body: &str,
    declared: Span,
    help: Option<Help>,
    known: &[&str],
) -> Diagnostic {
    Diagnostic::new(UNKNOWN_PARAM, span, format!("`{body}` has no param `{name}`"))
        .label("no such param")
        .also(declared, format!("`{body}` is declared here"))
        .help_opt(or_list(help, "its params are", known).or_else(|| Some("it has no params".into())))
}

pub(in crate::check) fn param_maybe_missing(span: Span, name: &str, declared: Span) -> Diagnostic {
    Diagnostic::new(MISSING_PARAM, span, format!("param `{name}` is required, and given under a condition only"))
        .label("may be missing")
        .also(declared, format!("`{name}` is declared here, without a default"))
        .help(format!("give it in both cases: `{name}: if c then a else b`"))
}

pub(in crate::check) fn missing_params(span: Span, of: &str, missing: &[(&str, Option<Span>)]) -> Diagnostic {
    let names: Vec<&str> = missing.iter().map(|m| m.0).collect();
    let (noun, are) = if names.len() == 1 { ("param", "is") } else { ("params", "are") };
    let mut diagnostic = Diagnostic::new(MISSING_PARAM, span, format!("{noun} {} of {of} {are} missing", list(&names)))
        .label(format!("without {}", list(&names)));
    for (name, declared) in missing.iter().take(3) {
        if let Some(declared) = declared {
            diagnostic = diagnostic.also(*declared, format!("`{name}` is declared here, without a default"));
        }
    }
    let fields: Vec<String> = names.iter().take(3).map(|n| format!("{n}: …")).collect();
    diagnostic.help(format!("add `{}`", fields.join(", ")))
}

pub(in crate::check) fn output_in_loop(span: Span) -> Diagnostic {
    Diagnostic::new(MISPLACED, span, "an output cannot be declared in a loop")
        .label("not here")
        .help("give out all at once after the loop: `output arns = { for k, b in bucket: k => b.Arn }`")
}

pub(in crate::check) fn given_twice(span: Span, what: &str, first: Span) -> Diagnostic {
    Diagnostic::new(MISPLACED, span, format!("`{what}` is given twice"))
        .label("given again here")
        .also(first, "first given here")
        .help("put all into one")
}

pub(in crate::check) fn plain_fields_only(span: Span, what: &str) -> Diagnostic {
    Diagnostic::new(MISPLACED, span, format!("the fields of {what} are written out, `name: value`"))
        .label("not a plain field")
}

/// `vars`: the variables of the loops around, outermost first.
pub(in crate::check) fn wrong_keys(span: Span, name: &str, given: usize, vars: &[Symbol]) -> Diagnostic {
    let keys: String = vars.iter().map(|v| format!("[{v}]")).collect();
    let message = match (given, vars.len()) {
        (_, 0) => format!("`{name}` is in no loop, so it has no key"),
        (0, 1) => format!("`{name}` is in a loop, so it needs a key that tells its instances apart"),
        (_, n) => {
            format!("`{name}` is in {n} loop{}, so it needs {n} key{0}, found {given}", if n == 1 { "" } else { "s" })
        }
    };
    Diagnostic::new(WRONG_KEYS, span, message)
        .label(if vars.is_empty() { "no key here" } else { "one key per loop" })
        .help(match vars.is_empty() {
            true => format!("write `{name}`"),
            false => format!("write `{name}{keys}`"),
        })
}

pub(in crate::check) fn not_instantiable(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(WRONG_KIND_OF_BODY, span, format!("`{name}` cannot be instantiated"))
        .label("neither construct nor stack")
}

pub(in crate::check) fn not_a_stack(span: Span, name: &str, what: &str) -> Diagnostic {
    Diagnostic::new(WRONG_KIND_OF_BODY, span, format!("`{name}` is {what}, not a stack"))
        .label("a stack is needed here")
        .help(format!(
            "declare a stack that contains it, `stack X {{ resource x = {name} {{ … }} }}`, and instantiate that"
        ))
}

pub(in crate::check) fn stack_as_resource(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(WRONG_KIND_OF_BODY, span, format!("`{name}` is a stack, and stacks are instantiated in apps"))
        .label("a resource type or construct is needed here")
        .help(format!("write `stack x = {name} {{ … }}` in the app"))
}

pub(in crate::check) fn output_is_not_member(span: Span, name: &str, member: Span) -> Diagnostic {
    Diagnostic::new(OUTPUT_IS_NOT_MEMBER, span, format!("output `{name}` is not the member of that name"))
        .label("another value under its name")
        .also(member, format!("`{name}` is declared here"))
        .help(format!("write `output {name}` to give out the member, or choose another name"))
}

pub(in crate::check) fn unknown_decorator(
    span: Span,
    name: &str,
    what: &str,
    help: Option<Help>,
    known: &[&str],
) -> Diagnostic {
    let with: Vec<String> = known.iter().map(|k| format!("@{k}")).collect();
    let with: Vec<&str> = with.iter().map(String::as_str).collect();
    Diagnostic::new(DECORATOR, span, format!("{what} has no decorator `@{name}`"))
        .label("no such decorator here")
        .help_opt(or_list(help, "it takes", &with))
}

pub(in crate::check) fn decorator_arguments(span: Span, name: &str, wanted: &str) -> Diagnostic {
    Diagnostic::new(DECORATOR, span, format!("`@{name}` takes {wanted}")).label("wrong number of arguments")
}

pub(in crate::check) fn not_said(span: Span, wanted: &str) -> Diagnostic {
    Diagnostic::new(DECORATOR, span, format!("`@says` takes {wanted}"))
        .label("not such a text")
        .help("write a part of the report, such as `@says(\"does not set `owner`\", \"settings.bat\")`")
}

pub(in crate::check) fn not_a_check(span: Span, rule: &str) -> Diagnostic {
    Diagnostic::new(DECORATOR, span, format!("`{rule}` names no check of checkov's"))
        .label("no id of a check")
        .help("after `checkov:` stands a check's id, such as `checkov:CKV_AWS_18`, which checkov prints")
}

pub(in crate::check) fn decorator_twice(span: Span, name: &str, first: Span) -> Diagnostic {
    Diagnostic::new(DECORATOR, span, format!("`@{name}` is given twice"))
        .label("given again here")
        .also(first, "first given here")
}

pub(in crate::check) fn undecorated(span: Span, name: &str, what: &str) -> Diagnostic {
    Diagnostic::new(DECORATOR, span, format!("{what} takes no decorators, found `@{name}`"))
        .label("has no effect here")
        .help("decorators stand before resources, instances and outputs")
}

pub(in crate::check) fn not_a_dependency(span: Span, found: &str) -> Diagnostic {
    Diagnostic::new(DEPENDENCY, span, format!("`@depends_on` takes resources, found {found}"))
        .label("not a resource")
        .help("name the resource or construct itself: neither its attribute nor a text")
}

pub(in crate::check) fn existing_needs_identifier(span: Span, ty: &str, name: &str) -> Diagnostic {
    Diagnostic::new(EXISTING, span, format!("an existing `{ty}` needs its identifier"))
        .label("not identified")
        .help(format!("say which one it is: `{ty} {{ {name}: \"…\" }}`"))
}

pub(in crate::check) fn not_an_identifier(
    span: Span,
    name: &str,
    ty: &str,
    help: Option<Help>,
    names: &[String],
) -> Diagnostic {
    let known: Vec<&str> = names.iter().map(String::as_str).collect();
    Diagnostic::new(EXISTING, span, format!("`{name}` neither identifies an existing `{ty}` nor is it an attribute"))
        .label("not known of something deployed elsewhere")
        .help_opt(or_list(help, "it is identified by", &known))
}

pub(in crate::check) fn existing_construct(span: Span) -> Diagnostic {
    Diagnostic::new(EXISTING, span, "only resources can be `existing`")
        .label("not a resource type")
        .help("declare each resource that is needed: `existing vpc = AWS::EC2::VPC { VpcId: \"…\" }`")
}
