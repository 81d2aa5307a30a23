//! The reference of all functions, as Markdown.

use std::fmt::Write;

use super::{BuiltinSpec, Group, ParamSpec, ResultStage, Stage, all, spec};
use crate::types::{NoBodies, TyKind, contains_var, display};

/// A function's signature as it is written: `join(list: [String], separator: String): String`.
pub fn signature(spec: &BuiltinSpec) -> String {
    let param = |p: &ParamSpec| {
        let mark = if p.optional { "?" } else { "" };
        let ty = match &*p.ty {
            // What a deployment knows and what is known are both taken; the page says so once.
            TyKind::OpaqueList(inner) => format!("[{}]", plain(inner)),
            _ => plain(&p.ty),
        };
        format!("{}{mark}: {ty}", p.name)
    };
    let params: Vec<String> = spec.params.iter().map(param).collect();
    let more = if spec.variadic { ", …" } else { "" };
    format!("{}({}{more}): {}", spec.name, params.join(", "), plain(&spec.result))
}

fn plain(ty: &crate::types::Ty) -> String {
    match &**ty {
        TyKind::Scalar => "String | Int | Float | Bool".to_owned(),
        TyKind::OpaqueList(inner) => format!("[{}]", plain(inner)),
        TyKind::Union(members) => members.iter().map(plain).collect::<Vec<_>>().join(" | "),
        _ => display(ty, &NoBodies),
    }
}

/// The page `docs/reference/functions.md`, without its heading.
pub fn reference() -> String {
    let mut out = String::new();
    for group in Group::ALL {
        // Writing to a string does not fail.
        let _ = writeln!(out, "## {}\n", group.title());
        for spec in all().map(spec).filter(|s| s.group == group) {
            let _ = writeln!(out, "### `{}`\n\n```bat\n{}\n```\n", spec.name, signature(spec));
            let _ = writeln!(out, "{}\n", spec.docs);
            let _ = writeln!(out, "- {}", stages(spec));
            let _ = writeln!(out, "- Example: `{}` is `{}`\n", spec.example.0, spec.example.1);
        }
    }
    out
}

/// Which stages a function takes, in words.
fn stages(spec: &BuiltinSpec) -> String {
    if spec.group == Group::Tests {
        return "Stage: in rules and tests only".to_owned();
    }
    let known: Vec<String> =
        spec.params.iter().filter(|p| p.stage == Stage::Known).map(|p| format!("`{}`", p.name)).collect();
    let takes = match (known.len(), spec.params.len()) {
        (0, _) => "takes values of any stage".to_owned(),
        (k, n) if k == n => "takes known values".to_owned(),
        _ => format!("{} must be known, the rest may be of any stage", known.join(" and ")),
    };
    let gives = match spec.stage {
        ResultStage::Arguments if contains_var(&spec.result) => "gives what it is given",
        ResultStage::Arguments => "the result is as late as the latest argument",
        ResultStage::Always(Stage::Known) => "the result is known",
        ResultStage::Always(_) => "the result is made by the deployment",
    };
    format!("Stage: {takes}; {gives}")
}
