//! Environments, overrides and secrets.

use super::{list, or_list};
use crate::{
    diagnostics::{Code, Diagnostic, Help},
    source::Span,
};

pub(super) const UNKNOWN_SETTING: Code = Code::new("E0611", "app has no such setting");
pub(super) const NOT_AN_APP: Code = Code::new("E0612", "environment of something that is no app");
pub(super) const OVERRIDE: Code = Code::new("E0613", "override does not lead to a resource");
pub(super) const RESERVED_PARAM: Code = Code::new("E0614", "param has a reserved name");
pub(super) const SECRET: Code = Code::new("E0801", "secret would become readable");
pub(super) const SECRET_IN_SOURCES: Code = Code::new("W0801", "secret is written in the sources");
pub(super) const SECRET_COMPARED: Code = Code::new("E0802", "secret is compared");

pub(in crate::check) fn unknown_setting(
    span: Span,
    name: &str,
    app: &str,
    declared: Span,
    help: Option<Help>,
    known: &[&str],
) -> Diagnostic {
    Diagnostic::new(UNKNOWN_SETTING, span, format!("app `{app}` has no setting `{name}`"))
        .label("no such setting")
        .also(declared, format!("`{app}` is declared here"))
        .help_opt(or_list(help, "its settings are", known))
}

pub(in crate::check) fn not_an_app(span: Span, name: &str, what: &str) -> Diagnostic {
    Diagnostic::new(NOT_AN_APP, span, format!("`{name}` is {what}, and an environment gives values to an app"))
        .label("not an app")
        .help("write `env name = App { … }`, or `env name extends other { … }`")
}

pub(in crate::check) fn not_an_env(span: Span, name: &str, what: &str) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(NOT_AN_APP, span, format!("`{name}` is {what}, and only environments can be extended"))
            .label("not an environment");
    if what == "an app" { diagnostic.help(format!("write `env name = {name} {{ … }}`")) } else { diagnostic }
}

pub(in crate::check) fn env_cycle(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(NOT_AN_APP, span, format!("environment `{name}` extends itself")).label("leads back to it")
}

pub(in crate::check) fn reserved_param(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(RESERVED_PARAM, span, format!("an app's param cannot be named `{name}`"))
        .label("every environment has a setting of this name")
        .help(format!("use `env.{name}`, or choose another name"))
}

pub(in crate::check) fn unknown_member(
    span: Span,
    name: &str,
    body: &str,
    first: bool,
    help: Option<Help>,
    known: &[&str],
) -> Diagnostic {
    let what = if first { "stack" } else { "resource or construct" };
    Diagnostic::new(OVERRIDE, span, format!("`{body}` has no {what} `{name}`"))
        .label("not on this path")
        .help_opt(or_list(help, "it has", known))
}

pub(in crate::check) fn override_keys(span: Span, name: &str, wanted: usize, declared: Span) -> Diagnostic {
    let message = match wanted {
        0 => format!("`{name}` is one, and takes no key"),
        1 => format!("`{name}` is declared in a loop, so a key says which one is meant"),
        n => format!("`{name}` is declared in {n} loops, so {n} keys say which one is meant"),
    };
    Diagnostic::new(OVERRIDE, span, message).label("which one?").also(declared, "declared here").help(match wanted {
        0 => format!("write `{name}`"),
        n => format!("write `{name}{}`", "[\"key\"]".repeat(n)),
    })
}

pub(in crate::check) fn override_below_resource(span: Span, resource: &str) -> Diagnostic {
    Diagnostic::new(OVERRIDE, span, format!("`{resource}` is a resource, so the path ends there"))
        .label("nothing is below a resource")
        .help("write what is below it as a property, in the braces")
}

pub(in crate::check) fn override_not_resource(span: Span, name: &str, members: &[&str]) -> Diagnostic {
    Diagnostic::new(OVERRIDE, span, format!("an override changes one raw resource, and `{name}` is not one"))
        .label("the path must go on")
        .help(match members {
            [] => "there is no resource below it".to_owned(),
            _ => format!("below it are {}", list(members)),
        })
}

pub(in crate::check) fn secret_leaks(span: Span, clause: &str, from: Option<Span>) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(SECRET, span, format!("a secret would become readable: {clause}")).label("a secret");
    let diagnostic = match from {
        Some(from) if from != span => diagnostic.also(from, "it comes from here"),
        _ => diagnostic,
    };
    diagnostic
        .help("pass it where a secret is expected, give its `.arn` instead, or write `reveal(value, reason: \"…\")`")
}

pub(in crate::check) fn secret_compared(span: Span) -> Diagnostic {
    Diagnostic::new(SECRET_COMPARED, span, "a secret cannot be compared")
        .label("a secret")
        .help("what depends on a secret would reveal it")
}

pub(in crate::check) fn secret_in_sources(span: Span, property: &str, resource: &str) -> Diagnostic {
    let message = format!("`{property}` of `{resource}` is a secret, and this one is written in the sources");
    Diagnostic::new(SECRET_IN_SOURCES, span, message).label("everybody who sees the sources or the template knows it").help(
        "let AWS make it, `resource password = AWS::SecretsManager::Secret { GenerateSecretString: { … } }`, and give \
         `secret(password)`; or take it as a `parameter` of type `Secret<String>`",
    )
}
