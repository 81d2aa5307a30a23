//! Adding the arms that a `match` lacks.

use std::ops::Range;

use super::{Action, Change, Known, layout, missing};
use crate::ast::{Expr, ExprKind};
use crate::ide::{Document, Node, walk};

/// Adds arms to the `match` that begins at a place. `lacking`: the patterns, as they are written.
pub fn arms(document: &Document, known: &Known, at: &Range<usize>, lacking: &[String]) -> Option<Action> {
    let mut found: Option<&Expr> = None;
    walk(document.tree, &mut |node| {
        if let Node::Expr(expr @ Expr { kind: ExprKind::Match { .. }, .. }) = node
            && document.range(expr.span).start == at.start
        {
            found = Some(expr);
        }
    });
    let expr = found?;
    let ExprKind::Match { arms, .. } = &expr.kind else { return None };
    let range = document.range(expr.span);
    let text = document.text.get(range.clone())?;
    let closing = range.start + text.strip_suffix('}')?.len();
    let value = arms.first().and_then(|arm| {
        let fact = known.facts.values.iter().rev().find(|fact| fact.span == arm.value.span)?;
        Some(missing::placeholder(&crate::types::widen(&fact.ty)))
    });
    let value = value.unwrap_or_else(|| "null".to_owned());
    let written = lacking.iter().map(|pattern| format!("{pattern} => {value}"));
    let end = layout::line_end(document.text);
    let change = match arms.last().map(|arm| document.range(arm.span).end) {
        // After the last arm, on its line when all are on one.
        Some(last) if !text.contains('\n') => {
            Change { range: last..last, text: written.map(|arm| format!(", {arm}")).collect() }
        }
        Some(last) => {
            let inner = layout::indent(document.text, document.range(arms.last()?.span).start).to_owned();
            let rest = document.text.get(last..closing)?;
            let at = last + rest.find('\n').map_or(0, |n| rest[..n].trim_end_matches('\r').len());
            Change { range: at..at, text: written.map(|arm| format!("{end}{inner}{arm}")).collect() }
        }
        None => {
            let open = range.start + text.rfind('{')? + 1;
            let outer = layout::indent(document.text, range.start).to_owned();
            let lines: String = written.map(|arm| format!("{end}{outer}  {arm}")).collect();
            Change { range: open..closing, text: format!("{lines}{end}{outer}") }
        }
    };
    let names: Vec<String> = lacking.iter().take(3).map(|pattern| format!("`{pattern}`")).collect();
    let more = if lacking.len() > 3 { " …" } else { "" };
    Some(Action::fix(format!("Add arms for {}{more}", names.join(", ")), vec![change]).preferred())
}
