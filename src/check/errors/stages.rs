//! Values that come too late.

use crate::{
    builtins::Stage,
    diagnostics::{Code, Diagnostic},
    source::Span,
};

pub(super) const TOO_LATE: Code = Code::new("E0501", "value is known too late");
pub(super) const OPAQUE_LIST: Code = Code::new("E0502", "list whose length is known only when deploying");
pub(super) const LOOP_OVER_ITSELF: Code = Code::new("E0503", "loop iterates what it declares");

fn words(stage: Stage) -> &'static str {
    match stage {
        Stage::Known => "known when compiling",
        Stage::Given => "given when the deployment starts",
        Stage::Made => "made by the deployment",
    }
}

/// `chain`: where the need arises and how it comes here, innermost first.
pub(in crate::check) fn too_late(
    span: Span,
    most: Stage,
    found: Stage,
    cause: Option<Span>,
    why: &str,
    chain: &[(Span, String)],
) -> Diagnostic {
    let needed = match most {
        Stage::Known => "must be known when compiling",
        _ => "must be known before the deployment",
    };
    let mut diagnostic =
        Diagnostic::new(TOO_LATE, span, format!("this {needed}, and it is {}: {why}", words(found))).label(needed);
    if let Some(cause) = cause.filter(|c| *c != span) {
        diagnostic = diagnostic.also(cause, words(found));
    }
    for (i, (at, text)) in chain.iter().enumerate() {
        let text = match (i, text.is_empty()) {
            (0, _) => "needed here".to_owned(),
            (_, true) => "which comes from here".to_owned(),
            (_, false) => text.clone(),
        };
        diagnostic = diagnostic.also(*at, text);
    }
    match most {
        Stage::Known => {
            diagnostic.help("use a value that the sources or the environment give: a literal, a `let`, a `param`")
        }
        _ => diagnostic.help("use a value that is known or given: a literal, a `param`, a deploy-time `parameter`"),
    }
}

pub(in crate::check) fn opaque_index(span: Span, of: Span) -> Diagnostic {
    Diagnostic::new(OPAQUE_LIST, span, "the length of this list is known only when deploying")
        .label("cannot be indexed")
        .also(of, "made by the deployment")
        .help("take an element with `select(list, 0)`")
}

pub(in crate::check) fn opaque_loop(span: Span) -> Diagnostic {
    Diagnostic::new(OPAQUE_LIST, span, "the length of this list is known only when deploying")
        .label("cannot be iterated")
        .help("iterate something known, such as `range(2)`, and take elements with `select(list, i)`")
}

pub(in crate::check) fn opaque_spread(span: Span) -> Diagnostic {
    Diagnostic::new(OPAQUE_LIST, span, "the length of this list is known only when deploying")
        .label("cannot be spread")
        .help("pass the list on as it is, or take its elements with `select(list, 0)`")
}

pub(in crate::check) fn loop_over_itself(span: Span) -> Diagnostic {
    Diagnostic::new(LOOP_OVER_ITSELF, span, "this loop iterates what it declares itself")
        .label("leads back to the loop")
        .help("split it: a first loop declares the resources, a second one iterates them")
}
