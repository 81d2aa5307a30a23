//! Keys of records.

use rustc_hash::FxHashSet;

use super::query::Query;
use super::{About, Completion, CompletionKind, policies, scope};
use crate::ast::{Expr, ExprKind, Field, Item, Record, Stmt};
use crate::check::FieldsOf;
use crate::document::aws_page;
use crate::ide::{Node, schema};
use crate::registry::model::{Flags, Kinds};
use crate::registry::{NodeId, registry};
use crate::types::{self, BodyId, Ty, TyKind};

/// The keys that a record may still be given. `is_new`: whether nothing follows the key yet.
pub fn completions(query: &Query, record: &Record, is_new: bool) -> Vec<Completion> {
    let keys = Keys { query, given: given(record), is_new };
    let fields_of = |record: &Record| {
        query.asked.analysis.facts.records.iter().rev().find(|(span, _)| *span == record.span).map(|(_, of)| of)
    };
    match fields_of(record).or_else(|| fields_of(spread_into(query, record)?)) {
        Some(FieldsOf::Params(body)) => keys.params(*body),
        Some(FieldsOf::Settings(app)) => {
            let mut found = keys.params(*app);
            let detail = |name: &str, detail: &str| (name.to_owned(), detail.to_owned());
            found.extend(keys.plain(&[
                detail("account", "AccountId: where the environment is deployed"),
                detail("region", "Region: where the environment is deployed"),
                detail("production", "Bool: whether rules hold it to more"),
            ]));
            if is_new {
                found.push(
                    Completion::new("override", CompletionKind::Keyword)
                        .detail("properties of one resource")
                        .snippet("override ${1:stack.resource} {\n\t$0\n}"),
                );
            }
            found
        }
        Some(FieldsOf::Type(ty)) => {
            let found = keys.of_type(ty);
            if found.is_empty() { keys.plain_list(policies::keys(query, record)) } else { found }
        }
        None => match policies::keys(query, record) {
            [] => keys.of_place(),
            list => keys.plain_list(list),
        },
    }
}

/// The record that one is spread into: `{ ...if c then { … } else {} }`.
fn spread_into<'a>(query: &Query<'a>, record: &Record) -> Option<&'a Record> {
    let own = query.chain.iter().rposition(|node| matches!(node, Node::Record(inner) if inner.span == record.span))?;
    let mut is_spread = false;
    for node in query.chain[..own].iter().rev() {
        match node {
            Node::Expr(Expr { kind: ExprKind::Record(_), .. }) if is_spread => {}
            Node::Expr(expr) if matches!(expr.kind, ExprKind::Record(_)) && expr.span == record.span => {}
            Node::Expr(expr)
                if matches!(expr.kind, ExprKind::If { .. } | ExprKind::Paren(_) | ExprKind::Match { .. }) => {}
            Node::Arm(_) => {}
            Node::Field(Field::If { .. }) => {}
            Node::Field(Field::Spread { .. }) => is_spread = true,
            Node::Record(outer) => return is_spread.then_some(*outer),
            _ => return None,
        }
    }
    None
}

/// The keys that a record has.
fn given(record: &Record) -> FxHashSet<String> {
    fn add(field: &Field, found: &mut FxHashSet<String>) {
        match field {
            Field::Pair { key, .. } => found.extend(key.text().map(ToString::to_string)),
            Field::Shorthand(name) => {
                found.insert(name.name.to_string());
            }
            Field::If { field, .. } => add(field, found),
            Field::Spread { .. } | Field::Error(_) => {}
        }
    }
    let mut found = FxHashSet::default();
    record.fields.iter().for_each(|field| add(field, &mut found));
    found
}

struct Keys<'q, 'a> {
    query: &'q Query<'a>,
    given: FxHashSet<String>,
    is_new: bool,
}

impl Keys<'_, '_> {
    /// A key, with what begins its value.
    fn key(&self, name: &str, opens: Option<(&str, &str)>) -> Completion {
        let is_name = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
            && name.bytes().next().is_some_and(|b| !b.is_ascii_digit());
        let written = if is_name { name.to_owned() } else { format!("{name:?}") };
        let mut key = Completion::new(name, CompletionKind::Field).text(written.clone());
        if self.is_new {
            let (open, close) = opens.unwrap_or(("", ""));
            key.text = format!("{written}: ");
            key.snippet = Some(format!("{}: {open}$0{close}", super::escaped(&written)));
            key.goes_on = true;
        }
        key
    }

    fn plain(&self, names: &[(String, String)]) -> Vec<Completion> {
        let new = names.iter().filter(|(name, _)| !self.given.contains(name));
        new.map(|(name, detail)| self.key(name, None).detail(detail.as_str())).collect()
    }

    fn plain_list(&self, list: &[(&str, &str)]) -> Vec<Completion> {
        let owned: Vec<(String, String)> = list.iter().map(|(n, d)| ((*n).to_owned(), (*d).to_owned())).collect();
        self.plain(&owned)
    }

    fn params(&self, body: BodyId) -> Vec<Completion> {
        let Some(body) = self.query.program().bodies.get(body.0 as usize) else { return Vec::new() };
        let mut found: Vec<(bool, Completion)> = Vec::new();
        for param in body.params.iter().filter(|param| !self.given.contains(param.name.as_str())) {
            let is_required = param.default.is_none() && !types::may_be_null(&param.ty);
            let shown = self.query.show(&param.ty);
            let detail = if is_required { format!("{shown}, required") } else { shown };
            let docs = self.query.docs_at(param.span).map(|docs| docs.to_string());
            found.push((!is_required, self.key(&param.name, opens(&param.ty)).detail(detail).docs(docs)));
        }
        self.finished(found)
    }

    /// The required keys first, and after them the names that stand for a field of the same name.
    fn finished(&self, mut found: Vec<(bool, Completion)>) -> Vec<Completion> {
        found.sort_by_key(|(optional, _)| *optional);
        let mut found: Vec<Completion> = found.into_iter().map(|(_, one)| one).collect();
        if self.is_new {
            let scope = scope::values(self.query);
            let short: Vec<Completion> = found
                .iter()
                .filter(|one| scope.contains_key(one.label.as_str()))
                .map(|one| Completion {
                    label: format!("{} (short)", one.label),
                    text: one.label.clone(),
                    snippet: None,
                    detail: Some("the value of the same name".to_owned()),
                    goes_on: false,
                    ..one.clone()
                })
                .collect();
            found.splice(0..0, short);
        }
        found
    }

    fn of_type(&self, ty: &Ty) -> Vec<Completion> {
        match &*types::without_null(ty) {
            TyKind::Record(record) => {
                let mut found = Vec::new();
                for (name, field) in record.fields.iter().filter(|(name, _)| !self.given.contains(name.as_str())) {
                    let shown = self.query.show(&field.ty);
                    let detail = if field.is_required() { format!("{shown}, required") } else { shown };
                    let docs = field.span.and_then(|span| self.query.docs_at(span)).map(|docs| docs.to_string());
                    found.push((!field.is_required(), self.key(name, opens(&field.ty)).detail(detail).docs(docs)));
                }
                self.finished(found)
            }
            TyKind::Property(resource, node) => self.properties(resource, NodeId(*node)),
            TyKind::Union(members) => {
                let mut found: Vec<Completion> = Vec::new();
                for one in members.iter().flat_map(|member| self.of_type(member)) {
                    if !found.iter().any(|known| known.label == one.label) {
                        found.push(one);
                    }
                }
                found
            }
            _ => Vec::new(),
        }
    }

    fn properties(&self, resource: &str, node: NodeId) -> Vec<Completion> {
        let Some(schema) = registry().resource_type(resource) else { return Vec::new() };
        let required = schema::required(&schema, node);
        let mut found = Vec::new();
        for name in schema.property_names(node).iter().filter(|name| !self.given.contains(*name)) {
            let Some(property) = schema.property(node, name) else { continue };
            let mut detail = vec![schema::taken(&schema, property.node, 3)];
            let is_required = required.contains(name);
            let mut notes = schema::flags(property.flags);
            if is_required && !property.flags.has(Flags::REQUIRED) {
                notes.insert(0, "required");
            }
            detail.extend(notes.into_iter().map(str::to_owned));
            let opens = match schema.node(property.node).kinds {
                Kinds::LIST => Some(("[", "]")),
                Kinds::OBJECT => Some(("{ ", " }")),
                _ => None,
            };
            let page = aws_page(resource).map(|page| format!("[{resource}]({page})"));
            let about = About::Property(resource.to_owned(), node.0, name.clone());
            let mut one = self.key(name, opens).detail(detail.join(", ")).docs(page).about(about);
            one.is_deprecated = property.flags.has(Flags::DEPRECATED);
            found.push((!is_required, one));
        }
        self.finished(found)
    }

    /// The keys of a record whose fields the checker does not note.
    fn of_place(&self) -> Vec<Completion> {
        let stmt = self.query.chain.iter().rev().find_map(|node| match node {
            Node::Stmt(stmt) => Some(*stmt),
            _ => None,
        });
        let pairs = |list: &[(&str, &str)]| self.plain_list(list);
        let depth = self.query.chain.iter().rev().take_while(|node| !matches!(node, Node::Stmt(_)));
        let is_outer = depth.filter(|node| matches!(node, Node::Record(_))).count() == 1;
        match stmt {
            Some(Stmt::Settings(_)) if is_outer && matches!(self.query.item(), Some(Item::App(_))) => {
                pairs(&[("references", "\"strong\" | \"weak\" | \"both\": how stacks refer to each other")])
            }
            Some(Stmt::Settings(_)) if is_outer => pairs(&[
                ("region", "Region: where the stack is deployed, unless where the environment is"),
                ("account", "AccountId: where the stack is deployed, unless where the environment is"),
                ("description", "String: the template's description"),
                ("stack_name", "String: the name in CloudFormation"),
                ("termination_protection", "Bool"),
                ("reference_role", "String: the role with which other accounts read outputs"),
            ]),
            Some(Stmt::Existing(existing)) if is_outer => self.identifiers(existing),
            _ => Vec::new(),
        }
    }

    /// What identifies something deployed elsewhere.
    fn identifiers(&self, existing: &crate::ast::Existing) -> Vec<Completion> {
        let crate::ast::TypeRef::Resource(name) = &existing.ty else { return Vec::new() };
        let Some(schema) = registry().resource_type(&name.name) else { return Vec::new() };
        let first = schema.primary_identifier.iter().map(|name| (name.to_string(), "identifies it".to_owned()));
        let attributes = schema.attributes.iter().map(|a| (a.name.to_string(), "attribute".to_owned()));
        let mut names: Vec<(String, String)> = first.collect();
        names.push(("ref".to_owned(), "its Ref".to_owned()));
        names.extend(attributes);
        let mut seen = FxHashSet::default();
        names.retain(|(name, _)| seen.insert(name.clone()));
        self.plain(&names)
    }
}

/// What begins and ends a value of a type, when that is certain.
fn opens(ty: &Ty) -> Option<(&'static str, &'static str)> {
    match &*types::without_null(ty) {
        TyKind::List(_) => Some(("[", "]")),
        TyKind::Record(_) | TyKind::Map(_) => Some(("{ ", " }")),
        _ => None,
    }
}
