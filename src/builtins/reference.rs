//! The reference of all functions, as Markdown.

use std::fmt::Write;

use super::{BuiltinSpec, Group, ParamSpec, ResultStage, Stage, all, spec};
use crate::types::{NoBodies, TyKind, contains_var, display, without_null};

/// A function's signature as it is written: `join(list: [String], separator: String): String`.
pub fn signature(spec: &BuiltinSpec) -> String {
    let param = |p: &ParamSpec| {
        let mark = if p.optional { "?" } else { "" };
        let ty = match &*without_null(&p.ty) {
            // What a deployment knows and what is known are both taken; the page says so once.
            TyKind::OpaqueList(inner) => format!("[{}]", plain(inner)),
            _ => plain(&without_null(&p.ty)),
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

/// What the page says of all functions.
const INTRODUCTION: &str = "\
# Built-in functions

This page is written from the compiler's own table; its examples are tests.

Arguments are given in order or by name, `subnet(block, slot: 2, prefix: 24)`; those marked `?` may be left out, or be
`null`. `T` and `U` stand for any type. A function that only the compiler can compute takes *known* values; where a later one is taken, it
becomes an intrinsic function of CloudFormation. Lists, maps and records have a shape that is always known, whatever
stage their parts have, except lists that only the deployment knows: such a list can be passed on, joined, counted and
selected from.

A text has at most 4 MiB and a list that a function makes at most 100,000 elements.
";

/// The page `docs/reference/functions.md`.
pub fn reference() -> String {
    let mut out = INTRODUCTION.to_owned();
    for group in Group::ALL {
        // Writing to a string does not fail.
        let _ = write!(out, "\n## {}\n", group.title());
        for spec in all().map(spec).filter(|s| s.group == group) {
            let _ = write!(out, "\n### {}\n\n`{}`\n\n{}\n\n", spec.name, signature(spec), spec.docs);
            let _ = writeln!(out, "- Stages: {}.", stages(spec));
            let _ = writeln!(out, "- `{}` is `{}`.", spec.example.0, spec.example.1);
        }
    }
    out
}

/// Which stages a function takes, in words.
fn stages(spec: &BuiltinSpec) -> String {
    match spec.name {
        "length" => {
            return "takes values of any stage, of strings known ones; the result is known, except of a list that only \
                            the deployment knows"
                .to_owned();
        }
        "contains" => {
            return "takes known values, and maps whose values are of any stage; the result is known".to_owned();
        }
        "zones" => {
            return "takes values of any stage; the result is known for a known region, else made by the \
                           deployment"
                .to_owned();
        }
        _ if spec.group == Group::Tests => return "for rules and tests, which look at what was compiled".to_owned(),
        _ => {}
    }
    let known: Vec<String> =
        spec.params.iter().filter(|p| p.stage == Stage::Known).map(|p| format!("`{}`", p.name)).collect();
    let takes = match (known.len(), spec.params.len()) {
        (0, _) => "takes values of any stage".to_owned(),
        (k, n) if k == n => "takes known values".to_owned(),
        _ => format!("{} must be known, the rest may be of any stage", known.join(" and ")),
    };
    let gives = match spec.stage {
        ResultStage::Arguments if known.len() == spec.params.len() => "the result is known",
        ResultStage::Arguments if contains_var(&spec.result) => "gives what it is given",
        ResultStage::Arguments => "the result is as late as the latest argument",
        ResultStage::Always(Stage::Known) => "the result is known",
        ResultStage::Always(Stage::Given) => "the result is given when a deployment starts",
        ResultStage::Always(Stage::Made) => "the result is made by the deployment",
        ResultStage::AlwaysBut(stage, fields) => {
            let list: Vec<_> = fields.iter().map(|name| format!("`{name}`")).collect();
            let list = list.join(", ");
            return match stage {
                Stage::Made => format!("{takes}; the deployment makes the result, of which {list} are known"),
                _ => format!("{takes}; the result is given when a deployment starts, but {list} are known"),
            };
        }
    };
    format!("{takes}; {gives}")
}
