//! What may follow a dot.

use std::collections::BTreeSet;

use super::query::Query;
use super::{Completion, CompletionKind};
use crate::ast::{Expr, ExprKind, Item, Symbol};
use crate::hir::{Body, DeclKind, Pseudo};
use crate::ide::schema;
use crate::registry::{NodeId, registry};
use crate::resolve::{ModuleId, Target, declared_name};
use crate::source::Span;
use crate::types::{self, BodyId, Ty, TyKind};

/// The members of the value before the dot.
pub fn completions(query: &Query, base: &Expr, is_optional: bool) -> Vec<Completion> {
    if let ExprKind::Name(name) = &base.kind
        && query.value(base.span).is_none_or(|fact| matches!(*fact.ty, TyKind::Error))
    {
        let target = query.module.names.get(name).map(|n| n.target);
        if let Some(Target::Module(module)) = target {
            return of_module(query, module);
        }
        if target.is_none()
            && let Some(found) = of_root(name)
        {
            return found;
        }
    }
    let Some(fact) = query.value(base.span) else { return Vec::new() };
    let inner = types::without_null(&fact.ty);
    let mut found = of_type(query, &inner);
    if types::may_be_null(&fact.ty) && !is_optional {
        // The value may be missing: `a?.b` is what can be written.
        let start = query.original(query.document.range(base.span).end);
        let dot = query.asked.original[start..query.asked.place.word.start].rfind('.').map(|n| start + n);
        if let Some(dot) = dot {
            for one in &mut found {
                one.edits.push((dot..dot + 1, "?.".to_owned()));
                one.detail = Some(match one.detail.take() {
                    Some(detail) => format!("{detail}, may be null"),
                    None => "may be null".to_owned(),
                });
            }
        }
    }
    found
}

fn of_root(root: &str) -> Option<Vec<Completion>> {
    let member = |name: &str, detail: &str| Completion::new(name, CompletionKind::Field).detail(detail);
    Some(match root {
        "env" => vec![
            member("name", "String: the environment's name"),
            member("account", "AccountId: what the environment gives"),
            member("region", "Region: what the environment gives"),
            member("production", "Bool: whether the environment is one of production"),
        ],
        "stack" => vec![
            member("name", "String: the stack's name"),
            member("account", "AccountId: where the stack is deployed"),
            member("region", "Region: where the stack is deployed"),
        ],
        "aws" => {
            Pseudo::ALL.iter().map(|(_, name, long)| member(name, &format!("{long}, known when deploying"))).collect()
        }
        _ => return None,
    })
}

/// What a module declares.
pub fn of_module(query: &Query, module: ModuleId) -> Vec<Completion> {
    let tree = &query.asked.analysis.modules.get(module).tree;
    let declared = tree.items.iter().filter_map(|item| {
        let name = declared_name(item)?;
        let kind = super::types::item_kind(item)?;
        let docs = query.docs_at(name.span).map(|docs| docs.to_string());
        Some(Completion::new(name.name.as_str(), kind).detail(super::types::item_word(item)).docs(docs))
    });
    let mut found: Vec<Completion> = declared.collect();
    // Most of what is imported is instantiated.
    found.sort_by_key(|one| one.kind != CompletionKind::Construct);
    found
}

/// The members of a value of a type.
pub fn of_type(query: &Query, ty: &Ty) -> Vec<Completion> {
    let field = |name: &str, ty: &Ty| Completion::new(name, CompletionKind::Field).detail(query.show(ty));
    match &**ty {
        TyKind::Resource(name) => of_resource(query, name),
        TyKind::Instance(body) => of_instance(query, *body),
        TyKind::Record(record) => {
            let fields = record.fields.iter();
            let docs = |span: Option<Span>| span.and_then(|span| query.docs_at(span)).map(|docs| docs.to_string());
            fields.map(|(name, of)| field(name, &of.ty).docs(docs(of.span))).collect()
        }
        TyKind::Secret(_) => vec![field("arn", &types::named(types::NamedString::Arn))],
        TyKind::Property(resource, node) if query.looks() => properties(resource, NodeId(*node)),
        TyKind::Union(members) => {
            let mut lists = members.iter().map(|member| of_type(query, member));
            let first = lists.next().unwrap_or_default();
            let others: Vec<Vec<Completion>> = lists.collect();
            let in_all = |one: &Completion| others.iter().all(|list| list.iter().any(|c| c.label == one.label));
            first.into_iter().filter(in_all).collect()
        }
        _ if types::has_units(ty) => {
            let units = types::unit_fields(ty).into_iter();
            units.filter_map(|unit| Some(field(unit, &types::unit_field(ty, unit)?))).collect()
        }
        _ => Vec::new(),
    }
}

fn properties(resource: &str, node: NodeId) -> Vec<Completion> {
    let Some(schema) = registry().resource_type(resource) else { return Vec::new() };
    let names = schema.property_names(node);
    let property = |name: &String| {
        let detail = schema.property(node, name).map(|p| schema::taken(&schema, p.node, 3)).unwrap_or_default();
        Completion::new(name.as_str(), CompletionKind::Field).detail(detail)
    };
    names.iter().map(property).collect()
}

fn of_resource(query: &Query, name: &Symbol) -> Vec<Completion> {
    let mut found = Vec::new();
    let schema = registry().resource_type(name);
    if query.looks() {
        found.push(Completion::new("meta", CompletionKind::Field).detail("name, path and stack of the resource"));
        found.extend(schema.iter().flat_map(|schema| properties(name, schema.root)));
    }
    if let Some(schema) = &schema {
        let gives = schema.ref_gives.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let mut firsts: BTreeSet<String> = BTreeSet::new();
        let mut attributes = Vec::new();
        for attribute in &schema.attributes {
            let (first, is_group) = match attribute.name.split_once('.') {
                Some((first, _)) => (first, true),
                None => (attribute.name.as_str(), schema.has_attributes_below(&attribute.name)),
            };
            if firsts.insert(first.to_owned()) {
                let detail = if is_group { "attributes".to_owned() } else { schema::taken(schema, attribute.node, 2) };
                attributes.push(Completion::new(first, CompletionKind::Attribute).detail(detail));
            }
        }
        attributes.retain(|attribute| !found.iter().any(|known| known.label == attribute.label));
        found.extend(attributes);
        let detail = if gives.is_empty() { "its Ref".to_owned() } else { format!("its Ref: {gives}") };
        found.push(Completion::new("ref", CompletionKind::Attribute).detail(detail));
    } else {
        for item in query.asked.analysis.modules.iter().flat_map(|(_, module)| &module.tree.items) {
            if let Item::ResourceType(tree) = &**item
                && tree.name.name == *name
            {
                let names = tree.attributes.iter().map(|attribute| attribute.name.name.as_str());
                found.extend(names.map(|name| Completion::new(name, CompletionKind::Attribute)));
            }
        }
        found.push(Completion::new("ref", CompletionKind::Attribute).detail("its Ref"));
    }
    found
}

/// What is declared inside a body, as tests and overrides see it.
pub fn inside(body: &Body) -> Vec<(Symbol, Span, CompletionKind, Option<Ty>)> {
    let mut found = Vec::new();
    for cell in &body.block.cells {
        let Some(decl) = cell.decls.first() else { continue };
        let (kind, ty) = match &decl.kind {
            DeclKind::Param(at) => (CompletionKind::Param, body.params.get(*at as usize).map(|p| p.ty.clone())),
            DeclKind::Resource(resource) => (CompletionKind::Resource, Some(types::resource(resource.ty.clone()))),
            DeclKind::Instance(instance) => {
                (CompletionKind::Resource, Some(std::sync::Arc::new(TyKind::Instance(instance.body))))
            }
            DeclKind::Family(_) => (CompletionKind::Resource, None),
            _ => continue,
        };
        if !cell.name.is_empty() {
            found.push((cell.name.clone(), decl.span, kind, ty));
        }
    }
    found
}

fn of_instance(query: &Query, id: BodyId) -> Vec<Completion> {
    let Some(body) = query.program().bodies.get(id.0 as usize) else { return Vec::new() };
    let outputs = body.outputs.iter().map(|output| {
        let docs = output.docs.as_ref().or_else(|| query.docs_at(output.span)).map(|docs| docs.to_string());
        Completion::new(output.name.as_str(), CompletionKind::Field).detail(query.show(&output.ty)).docs(docs)
    });
    let mut found: Vec<Completion> = outputs.collect();
    if query.looks() || matches!(query.item(), Some(Item::Env(_))) {
        if query.looks() {
            found.push(Completion::new("meta", CompletionKind::Field).detail("name and path of the instance"));
        }
        for (name, _, kind, ty) in inside(body) {
            if kind != CompletionKind::Param && !found.iter().any(|known| known.label == *name) {
                let detail = ty.map(|ty| query.show(&ty)).unwrap_or_default();
                found.push(Completion::new(name.as_str(), kind).detail(detail));
            }
        }
    }
    found
}

/// What an `override` may name after the names before it.
pub fn of_path(query: &Query, app: BodyId, before: &[Symbol]) -> Vec<Completion> {
    let mut at = app;
    for name in before {
        let Some(body) = query.program().bodies.get(at.0 as usize) else { return Vec::new() };
        match inside(body).into_iter().find(|(n, ..)| n == name).and_then(|(.., ty)| ty).as_deref() {
            Some(TyKind::Instance(next)) => at = *next,
            _ => return Vec::new(),
        }
    }
    let Some(body) = query.program().bodies.get(at.0 as usize) else { return Vec::new() };
    let members = inside(body).into_iter().filter(|(_, _, kind, _)| *kind == CompletionKind::Resource);
    let proposal = |(name, _, kind, ty): (Symbol, Span, CompletionKind, Option<Ty>)| {
        Completion::new(name.as_str(), kind).detail(ty.map(|ty| query.show(&ty)).unwrap_or_default())
    };
    members.map(proposal).collect()
}
