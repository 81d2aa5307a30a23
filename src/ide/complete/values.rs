//! Values: what the place takes, then the names that fit, then the other names and the functions.

use super::query::{Names, Query};
use super::scope::{self, Known};
use super::{Completion, CompletionKind, escaped};
use crate::ast::{BinaryOp, Expr, ExprKind, Item};
use crate::builtins::{self, Group};
use crate::ide::{Node, schema};
use crate::registry::model::Kinds;
use crate::registry::{NodeId, registry};
use crate::types::{self, NamedString, Ty, TyKind};

/// The values that can stand in the place of an expression.
pub fn completions(query: &Query, expr: &Expr) -> Vec<Completion> {
    let expected = expected(query, expr);
    let mut found: Vec<((u8, usize), Completion)> = Vec::new();
    for text in expected.iter().flat_map(literals) {
        found.push(((0, 0), Completion::new(text, CompletionKind::Value)));
    }
    if let Some(key) = super::policies::key(query) {
        let values = super::policies::values(query, key).iter();
        found.extend(values.map(|text| ((0, 0), Completion::new(format!("{text:?}"), CompletionKind::Value))));
    }
    if let Some(ty) = &expected {
        found.extend(record(query, ty).map(|one| ((1, 0), one)));
    }
    let instead = instead_of(query, expr);
    for (name, known) in scope::values(query) {
        if instead.is_some_and(|written| written == name.as_str()) {
            continue;
        }
        let rank = match (&expected, &known.ty) {
            (Some(expected), Some(ty)) => match fits(query, ty, expected) {
                Some(true) => 1,
                Some(false) => 5,
                None => 3,
            },
            _ => 3,
        };
        let rank = if matches!(known.kind, CompletionKind::Module) { 4 } else { rank };
        found.push(((rank, known.depth), name_proposal(query, &name, &known, expected.as_ref())));
    }
    let item = query.item();
    for root in crate::words::VARIABLES {
        let is_there = match root {
            "env" => !matches!(item, Some(Item::Let(_) | Item::Function(_) | Item::TypeAlias(_))),
            "stack" => matches!(item, Some(Item::Construct(_) | Item::Stack(_))),
            _ => matches!(item, Some(Item::Construct(_) | Item::Stack(_) | Item::App(_))),
        };
        if !is_there {
            continue;
        }
        let detail = match root {
            "env" => "the environment: `name`, `account`, `region`, `production`",
            "stack" => "the stack: `name`, `account`, `region`",
            _ => "what AWS knows when deploying",
        };
        found.push(((4, 0), Completion::new(root, CompletionKind::Variable).detail(detail)));
    }
    found.extend(
        functions(query, expected.as_ref()).into_iter().map(|(fits, one)| ((if fits { 4 } else { 6 }, 1), one)),
    );
    found.push((
        (7, 0),
        Completion::new("if", CompletionKind::Keyword).snippet("if ${1:condition} then ${2:a} else ${3:b}"),
    ));
    found.push(((7, 0), Completion::new("match", CompletionKind::Keyword).snippet("match ${1:value} {\n\t$0\n}")));
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, one)| one).collect()
}

/// What an expression stands in place of when that is `null`: `a` in `a ?? …`.
fn instead_of<'a>(query: &Query<'a>, expr: &Expr) -> Option<&'a str> {
    query.chain.iter().rev().find_map(|node| match node {
        Node::Expr(Expr { kind: ExprKind::Binary { op: BinaryOp::Coalesce, left, right, .. }, .. })
            if right.span == expr.span =>
        {
            query.document.text.get(query.document.range(left.span))
        }
        _ => None,
    })
}

fn name_proposal(query: &Query, name: &crate::ast::Symbol, known: &Known, expected: Option<&Ty>) -> Completion {
    let mut proposal = scope::proposal(query, name, known);
    // An instance is not a value for a property, but one of its outputs may be.
    if let (Some(TyKind::Instance(_)), Some(TyKind::Property(..))) = (known.ty.as_deref(), expected.map(|ty| &**ty)) {
        proposal.goes_on = true;
        proposal.text = format!("{name}.");
    }
    proposal
}

/// What the place of an expression takes.
pub fn expected(query: &Query, expr: &Expr) -> Option<Ty> {
    let direct = query.value(expr.span).and_then(|fact| fact.expected.clone());
    direct.or_else(|| {
        // `env.name == "…"`: what the other side can be.
        query.chain.iter().rev().find_map(|node| match node {
            Node::Expr(Expr { kind: ExprKind::Binary { op, left, right, .. }, .. }) => {
                let other = match op {
                    BinaryOp::Eq | BinaryOp::Ne if right.span == expr.span => left,
                    BinaryOp::Eq | BinaryOp::Ne if left.span == expr.span => right,
                    _ => return None,
                };
                query.value(other.span).map(|fact| fact.ty.clone())
            }
            _ => None,
        })
    })
}

/// The values that a type lists, as they are written.
pub fn literals(ty: &Ty) -> Vec<String> {
    match &**ty {
        TyKind::Literal(literal) => vec![literal.to_string()],
        TyKind::Union(members) => members.iter().flat_map(literals).collect(),
        TyKind::Bool => vec!["true".to_owned(), "false".to_owned()],
        TyKind::Optional(inner) => {
            let mut found = literals(inner);
            if !found.is_empty() {
                found.push("null".to_owned());
            }
            found
        }
        TyKind::Str(refinement) if refinement.named == Some(NamedString::Region) => {
            registry().regions().map(|region| format!("{region:?}")).collect()
        }
        TyKind::Property(resource, node) => {
            registry().resource_type(resource).map_or_else(Vec::new, |schema| schema::values(&schema, NodeId(*node)))
        }
        _ => Vec::new(),
    }
}

/// A record or list of the type that is expected, with places to fill in.
fn record(query: &Query, ty: &Ty) -> Option<Completion> {
    let inner = types::without_null(ty);
    let detail = query.show(&inner);
    let required = match &*inner {
        TyKind::Record(record) => {
            record.fields.iter().filter(|(_, field)| field.is_required()).map(|(name, _)| name.to_string()).collect()
        }
        TyKind::Property(resource, node) => {
            let schema = registry().resource_type(resource)?;
            let node = NodeId(*node);
            match schema.node(node).kinds {
                Kinds::LIST => {
                    return Some(
                        Completion::new("[…]", CompletionKind::Snippet)
                            .detail(detail)
                            .text("[]")
                            .snippet("[$0]")
                            .going_on(),
                    );
                }
                Kinds::OBJECT => schema::required(&schema, node),
                _ => return None,
            }
        }
        TyKind::List(_) => {
            return Some(
                Completion::new("[…]", CompletionKind::Snippet).detail(detail).text("[]").snippet("[$0]").going_on(),
            );
        }
        TyKind::Map(_) => Vec::new(),
        _ => return None,
    };
    let snippet = fields_snippet(&required);
    Some(Completion::new("{…}", CompletionKind::Snippet).detail(detail).text("{}").snippet(snippet))
}

/// `{ a: $1, b: $2 }`, over several lines when there is more than one.
pub fn fields_snippet(required: &[String]) -> String {
    match required {
        [] => "{\n\t$0\n}".to_owned(),
        _ => {
            let lines = required.iter().enumerate().map(|(i, name)| format!("\t{}: ${}\n", escaped(name), i + 1));
            format!("{{\n{}}}$0", lines.collect::<String>())
        }
    }
}

/// Whether a value of a type can stand where another is expected; `None` when one cannot tell.
fn fits(query: &Query, ty: &Ty, expected: &Ty) -> Option<bool> {
    if matches!(**ty, TyKind::Error) {
        return None;
    }
    let given = types::without_null(ty);
    match &**expected {
        TyKind::Property(resource, node) => {
            let schema = registry().resource_type(resource)?;
            let node = NodeId(*node);
            let kinds = schema.node(node).kinds;
            match &*given {
                TyKind::Resource(name) => Some(schema.conversion(node, name).is_some()),
                TyKind::Instance(_) => None,
                TyKind::Str(_) | TyKind::Identifier(..) | TyKind::Scalar => {
                    Some(kinds.meets(Kinds::STRING) && schema.wanted(node).is_none())
                }
                TyKind::Bool => Some(kinds.meets(Kinds::BOOLEAN)),
                TyKind::Int(_) | TyKind::Float(_) => Some(kinds.meets(Kinds::INTEGER.union(Kinds::NUMBER))),
                TyKind::List(element) => match (&**element, schema.item(node)) {
                    (TyKind::Resource(name), Some(item)) => Some(schema.conversion(item, name).is_some()),
                    _ => Some(kinds.meets(Kinds::LIST)),
                },
                TyKind::Record(_) | TyKind::Map(_) => Some(kinds.meets(Kinds::OBJECT)),
                TyKind::Literal(_) | TyKind::Union(_) => None,
                _ => None,
            }
        }
        TyKind::Error | TyKind::Var(_) | TyKind::Json => None,
        _ => Some(types::assignable(&given, expected, &Names(query.program())).is_ok()),
    }
}

/// The functions, each with whether its result fits.
fn functions(query: &Query, expected: Option<&Ty>) -> Vec<(bool, Completion)> {
    let own = query.module.names.iter().filter_map(|(name, found)| {
        let crate::resolve::Target::Item(id) = found.target else { return None };
        let crate::ast::Item::Function(tree) = query.asked.analysis.modules.item(id) else { return None };
        let params: Vec<&str> = tree.params.iter().map(|param| param.name.name.as_str()).collect();
        let docs = query.docs_at(tree.name.span).map(|docs| docs.to_string());
        let detail = format!("({})", params.join(", "));
        Some((true, call(name, &params).detail(detail).docs(docs)))
    });
    let mut found: Vec<(bool, Completion)> = own.collect();
    for builtin in builtins::all() {
        let spec = builtins::spec(builtin);
        if spec.group == Group::Tests && !query.looks() {
            continue;
        }
        let required: Vec<&str> = spec.params.iter().filter(|p| !p.optional).map(|p| p.name).collect();
        let signature = builtins::signature(spec);
        let detail = signature.strip_prefix(spec.name).unwrap_or(&signature).to_owned();
        let docs = format!("{}\n\n`{}` is `{}`.", spec.docs, spec.example.0, spec.example.1);
        let fits = expected.is_some_and(|expected| fits(query, &spec.result, expected) == Some(true));
        found.push((fits, call(spec.name, &required).detail(detail).docs(Some(docs))));
    }
    let follows = query.after().starts_with('(');
    if follows {
        found.iter_mut().for_each(|(_, one)| {
            one.text = one.label.clone();
            one.snippet = None;
        });
    }
    found
}

/// The call of a function.
fn call(name: &str, params: &[&str]) -> Completion {
    let places: Vec<String> = params.iter().enumerate().map(|(i, p)| format!("${{{}:{p}}}", i + 1)).collect();
    Completion::new(name, CompletionKind::Function)
        .text(format!("{name}("))
        .snippet(format!("{name}({})$0", places.join(", ")))
}

/// The functions only, for a name that is called.
pub fn called(query: &Query) -> Vec<Completion> {
    functions(query, None).into_iter().map(|(_, one)| one).collect()
}
