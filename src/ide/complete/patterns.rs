//! Patterns of a `match`: what its value can be, and the fields of records.

use super::query::Query;
use super::{Completion, CompletionKind, HERE, values};
use crate::ast::{Arm, Expr, ExprKind, Pattern, PatternField, PatternKind};
use crate::ide::Node;
use crate::types::{self, Ty, TyKind};

/// What stands at a place in a pattern.
struct Place<'a> {
    /// What the value can be there.
    types: Vec<Ty>,
    /// The fields of the record pattern that the place is in.
    fields: Option<&'a [PatternField]>,
    /// The patterns of the same place in the other arms; those of a whole value only.
    others: Vec<&'a Pattern>,
}

/// The fields that a record pattern may name at the place.
pub fn keys(query: &Query) -> Vec<Completion> {
    let Some(place) = place(query) else { return Vec::new() };
    // `{ kind: x` gives the field's value a name, where a value may be meant.
    let Some(given) = place.fields else { return completions(query).unwrap_or_default() };
    let mut found: Vec<Completion> = Vec::new();
    for ty in &place.types {
        let TyKind::Record(record) = &**ty else { continue };
        let is_given = |name: &str| given.iter().any(|field| field.name.name == name);
        for (name, field) in record.fields.iter().filter(|(name, _)| !is_given(name)) {
            if let Some(known) = found.iter_mut().find(|one| one.label == name.as_str()) {
                let shown = query.show(&field.ty);
                if let Some(detail) =
                    known.detail.as_mut().filter(|detail| !detail.split(" | ").any(|one| one == shown))
                {
                    detail.push_str(&format!(" | {shown}"));
                }
                continue;
            }
            let docs = field.span.and_then(|span| query.docs_at(span)).map(|docs| docs.to_string());
            let one = Completion::new(name.as_str(), CompletionKind::Field).detail(query.show(&field.ty)).docs(docs);
            // What tells records apart is compared; anything else is given a name.
            found.push(match values::literals(&field.ty).is_empty() || matches!(*field.ty, TyKind::Bool) {
                true => one,
                false => one.text(format!("{name}: ")).going_on(),
            });
        }
    }
    found
}

/// The patterns that can stand at the place; `None` where no value is known to be looked at.
pub fn completions(query: &Query) -> Option<Vec<Completion>> {
    let place = place(query)?;
    let is_taken = |text: &str| {
        place.others.iter().any(|other| query.document.text.get(query.document.range(other.span)) == Some(text))
    };
    let mut found: Vec<Completion> = Vec::new();
    for ty in &place.types {
        for text in values::literals(ty).into_iter().filter(|text| !is_taken(text)) {
            found.push(Completion::new(text, CompletionKind::Value));
        }
        match &**ty {
            TyKind::Null if !is_taken("null") => found.push(Completion::new("null", CompletionKind::Value)),
            TyKind::Record(record) => found.push(of_record(query, ty, record)),
            TyKind::Resource(name) => found.push(Completion::new(name.as_str(), CompletionKind::Type)),
            _ => {}
        }
    }
    if !is_taken("_") {
        found.push(Completion::new("_", CompletionKind::Keyword).detail("whatever else it is"));
    }
    Some(found)
}

/// The literals that can stand in a string in a pattern, without their quotes.
pub fn texts(query: &Query) -> Vec<Completion> {
    let Some(place) = place(query) else { return Vec::new() };
    let literals = place.types.iter().flat_map(values::literals);
    let texts = literals.filter_map(|text| Some(text.strip_prefix('"')?.strip_suffix('"')?.to_owned()));
    texts.map(|text| Completion::new(text, CompletionKind::Value)).collect()
}

/// A record pattern with the fields that tell it from the others.
fn of_record(query: &Query, ty: &Ty, record: &types::RecordTy) -> Completion {
    let told = record.fields.iter().filter_map(|(name, field)| match values::literals(&field.ty).as_slice() {
        [one] if !matches!(*field.ty, TyKind::Bool) => Some(format!("{name}: {one}")),
        _ => None,
    });
    let told: Vec<String> = told.collect();
    let detail = query.show(ty);
    if told.is_empty() {
        let one = Completion::new("{…}", CompletionKind::Snippet).detail(detail).text("{ }").snippet("{ $0 }");
        return one.going_on();
    }
    let text = format!("{{ {} }}", told.join(", "));
    let snippet = format!("{{ {}$0 \\}}", super::escaped(&told.join(", ")));
    Completion::new(text.clone(), CompletionKind::Snippet).detail(detail).text(text).snippet(snippet)
}

fn place<'a>(query: &Query<'a>) -> Option<Place<'a>> {
    // The innermost `match`, the arm, and the patterns from there on.
    let start = query.chain.iter().rposition(|node| matches!(node, Node::Arm(_)))?;
    let (Node::Arm(arm), rest) = (query.chain[start], &query.chain[start + 1..]) else { return None };
    let patterns: Vec<&Pattern> = rest
        .iter()
        .filter_map(|node| match node {
            Node::Pattern(pattern) => Some(*pattern),
            _ => None,
        })
        .collect();
    if patterns.is_empty() || rest.iter().any(|node| matches!(node, Node::Expr(_))) {
        return None;
    }
    let (subject, arms) = query.chain[..start].iter().rev().find_map(|node| match node {
        Node::Expr(Expr { kind: ExprKind::Match { subject, arms }, .. }) => Some((subject, arms)),
        _ => None,
    })?;
    let mut at = Place { types: members(&query.value(subject.span)?.ty), fields: None, others: others(arms, arm) };
    for (i, pattern) in patterns.iter().enumerate() {
        let PatternKind::Record(fields) = &pattern.kind else { break };
        at.types.retain(|ty| agrees(query, ty, fields));
        at.fields = Some(fields);
        let Some(next) = patterns.get(i + 1) else { break };
        let field = fields.iter().find(|f| f.pattern.as_ref().is_some_and(|p| p.span == next.span))?;
        let of_field = |ty: &Ty| match &**ty {
            TyKind::Record(record) => record.fields.get(&field.name.name).map(|field| members(&field.ty)),
            _ => None,
        };
        let mut found: Vec<Ty> = Vec::new();
        for ty in at.types.iter().filter_map(of_field).flatten() {
            if !found.iter().any(|known| types::same(known, &ty)) {
                found.push(ty);
            }
        }
        at = Place { types: found, fields: None, others: Vec::new() };
    }
    Some(at)
}

/// The patterns of the other arms, and of the same arm before the place.
fn others<'a>(arms: &'a [Arm], own: &Arm) -> Vec<&'a Pattern> {
    let is_here = |pattern: &Pattern| match &pattern.kind {
        PatternKind::Type(path) => path.as_ident().is_some_and(|name| name.name == HERE),
        _ => false,
    };
    let all = arms.iter().flat_map(|arm| arm.patterns.iter().map(move |pattern| (arm, pattern)));
    all.filter(|(arm, pattern)| arm.span != own.span || !is_here(pattern)).map(|(_, pattern)| pattern).collect()
}

/// Whether a record can match the literals of a pattern's fields.
fn agrees(query: &Query, ty: &Ty, fields: &[PatternField]) -> bool {
    let TyKind::Record(record) = &**ty else { return false };
    fields.iter().all(|field| {
        let Some(Pattern { kind: PatternKind::Literal(_), span }) = &field.pattern else { return true };
        let Some(of) = record.fields.get(&field.name.name) else { return false };
        let literals = values::literals(&of.ty);
        let written = query.document.text.get(query.document.range(*span)).unwrap_or_default();
        literals.is_empty() || literals.iter().any(|literal| literal == written)
    })
}

/// The types that a value can have.
fn members(ty: &Ty) -> Vec<Ty> {
    match &**ty {
        TyKind::Optional(inner) => members(inner).into_iter().chain([types::null()]).collect(),
        TyKind::Union(list) => list.iter().flat_map(members).collect(),
        _ => vec![ty.clone()],
    }
}
