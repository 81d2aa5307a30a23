//! Environments and overrides.

use crate::{
    diagnostics::{Code, Diagnostic, Diagnostics},
    hir::Env,
    source::Span,
};

pub(super) const MISSING_SETTING: Code = Code::new("E0601", "required setting is missing");
pub(super) const BAD_SETTING: Code = Code::new("E0602", "setting is not valid");
pub(super) const LEFT_OPEN: Code = Code::new("E0604", "account or region is left open");
pub(super) const NO_TARGET: Code = Code::new("E0603", "override hits nothing");
pub(in crate::evaluate) const INHERITED_NO_TARGET: Code = Code::new("W0603", "inherited override hits nothing");

/// A setting that the app requires and neither the environment nor one that it extends gives.
pub(in crate::evaluate) fn missing_setting(env: &Env, name: &str, ty: &str, declared: Option<Span>) -> Diagnostic {
    let message = format!("environment `{}` does not set `{name}`", env.name);
    let diagnostic = Diagnostic::new(MISSING_SETTING, env.span, message).label(format!("`{name}` is missing"));
    let diagnostic = diagnostic.lacks([name.to_owned()]);
    let diagnostic = match declared {
        Some(span) => diagnostic.also(span, format!("required here, as `{ty}`")),
        None => diagnostic,
    };
    let written = match name.split_once('.') {
        Some((setting, rest)) => format!("`{setting}: {{ {} }}`", nested(rest)),
        None => format!("`{name}: …`"),
    };
    diagnostic.help(format!("write {written} in `{}` or in an environment that it extends", env.name))
}

fn nested(path: &str) -> String {
    match path.split_once('.') {
        Some((name, rest)) => format!("{name}: {{ {} }}", nested(rest)),
        None => format!("{path}: …"),
    }
}

/// `env.region` or the like, which the environment leaves open.
pub(in crate::evaluate) fn left_open(span: Span, name: &str, env: Option<(&str, Span)>) -> Diagnostic {
    let pseudo = if name == "account" { "aws.account_id" } else { "aws.region" };
    match env {
        Some((env, declared)) => Diagnostic::new(LEFT_OPEN, span, format!("environment `{env}` sets no `{name}`"))
            .label("needed here when compiling")
            .also(declared, format!("`{env}` leaves its {name} open"))
            .help(format!("write `{name}: \"…\"` in `{env}`, or use `{pseudo}`, which the deployment knows")),
        None => Diagnostic::new(LEFT_OPEN, span, format!("no `{name}` is set here"))
            .help(format!("use `{pseudo}`, which the deployment knows")),
    }
}

/// A region, account, stack name or the like that AWS would not take.
pub(in crate::evaluate) fn bad_setting(span: Span, text: &str, why: &str) -> Diagnostic {
    let why = why.strip_prefix(&format!("`{text}` ")).unwrap_or(why);
    Diagnostic::new(BAD_SETTING, span, format!("`{text}` cannot be used here: {why}"))
}

/// Drops what several environments say of one override: that it hits nothing where it is written is an error, and says
/// all.
pub fn drop_repeated(diagnostics: &mut Diagnostics) {
    let is_error = |d: &&Diagnostic| d.code == NO_TARGET;
    let wrong: Vec<Option<Span>> = diagnostics.iter().filter(is_error).map(Diagnostic::span).collect();
    if !wrong.is_empty() {
        diagnostics.retain(|d| d.code != INHERITED_NO_TARGET || !wrong.contains(&d.span()));
    }
}

/// A target that is not there in this environment.
pub(in crate::evaluate) fn override_hits_nothing(span: Span, path: &str) -> Diagnostic {
    Diagnostic::new(NO_TARGET, span, format!("there is no `{path}` in this environment, so the override hits nothing"))
        .label("not there in this environment")
        .help("take the override out, or write it in the environments that have the resource")
}

/// The same for an override of an environment that this one extends.
pub(in crate::evaluate) fn inherited_override_hits_nothing(
    span: Span,
    path: &str,
    written_in: &str,
    env: &str,
) -> Diagnostic {
    let message = format!("`{env}` has no `{path}`, so the override that it inherits from `{written_in}` hits nothing");
    Diagnostic::new(INHERITED_NO_TARGET, span, message)
}
