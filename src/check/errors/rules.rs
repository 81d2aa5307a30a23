//! Rules and tests.

use crate::{
    diagnostics::{Code, Diagnostic, Help},
    source::Span,
};

pub(super) const UNKNOWN_RULE: Code = Code::new("E1102", "exception from a rule that does not exist");
pub(super) const BAD_RULE: Code = Code::new("E1103", "rule is not well declared");
pub(super) const BAD_TEST: Code = Code::new("E1104", "test is not well declared");

pub(in crate::check) fn no_property(span: Span, name: &str, resource: &str, help: Option<Help>) -> Diagnostic {
    Diagnostic::new(
        super::access::NO_ATTRIBUTE,
        span,
        format!("`{resource}` has neither a property nor an attribute `{name}`"),
    )
    .label("no such property")
    .help_opt(help)
}

pub(in crate::check) fn unknown_rule(span: Span, name: &str, help: Option<Help>) -> Diagnostic {
    let other = "import the file that declares it: `use \"./policy.bat\"`".to_owned();
    Diagnostic::new(UNKNOWN_RULE, span, format!("there is no rule \"{name}\""))
        .label("no such rule")
        .help(help.unwrap_or(other.into()))
}

pub(in crate::check) fn rule_twice(span: Span, name: &str, first: Span) -> Diagnostic {
    Diagnostic::new(BAD_RULE, span, format!("there are two rules \"{name}\""))
        .label("declared again here")
        .also(first, "first declared here")
        .help("`@allow` names a rule, so each has a name of its own")
}

pub(in crate::check) fn rule_about_different(span: Span) -> Diagnostic {
    Diagnostic::new(BAD_RULE, span, "a rule is about raw resources, or about one construct, or about all resources")
        .label("another kind of thing")
        .help("write a rule for each")
}

pub(in crate::check) fn not_a_type_operand(span: Span) -> Diagnostic {
    Diagnostic::new(super::calls::BAD_ARGUMENT, span, "a type of resources is expected")
        .label("not a type")
        .help("write a resource type, `AWS::S3::Bucket`, a construct, or `Resource` for all of them")
}

pub(in crate::check) fn not_an_env_operand(span: Span) -> Diagnostic {
    Diagnostic::new(super::calls::BAD_ARGUMENT, span, "`in` takes an environment")
        .label("not an environment that can be built")
        .help("import it and write its name: `count(AWS::EC2::NatGateway, in: staging)`")
}

pub(in crate::check) fn constructs_elsewhere(span: Span) -> Diagnostic {
    Diagnostic::new(super::calls::BAD_ARGUMENT, span, "of another environment one sees resources, not constructs")
        .label("a construct")
        .help("name the type of the resource that is meant")
}

pub(in crate::check) fn not_testable(span: Span, name: &str, what: &str) -> Diagnostic {
    Diagnostic::new(BAD_TEST, span, format!("`{name}` is {what}, and a test is for environments"))
        .label("not an environment")
        .help("name environments, an abstract one for all that extend it, or an app for all of its environments")
}

pub(in crate::check) fn no_environments(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(BAD_TEST, span, format!("no environment of `{name}` is known here"))
        .label("nothing to test")
        .help("import the files that declare them: `use \"./envs/prod.bat\"`")
}

pub(in crate::check) fn test_of_two_apps(span: Span, first: &str) -> Diagnostic {
    Diagnostic::new(BAD_TEST, span, format!("this is no environment of `{first}`, which the others are of"))
        .label("of another app")
        .help("a test sees the stacks of one app: write a test for each")
}

pub(in crate::check) fn unknown_code(span: Span, code: &str, help: Option<Help>) -> Diagnostic {
    Diagnostic::new(BAD_TEST, span, format!("there is no diagnostic `{code}`"))
        .label("no such code")
        .help(help.unwrap_or_else(|| "`batc explain` lists all codes".into()))
}
