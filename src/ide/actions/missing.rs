//! Adding the fields that a record must have.

use std::ops::Range;

use super::{Action, Change, Known, layout};
use crate::ast::{Field, Key, Record};
use crate::check::FieldsOf;
use crate::ide::{Document, Node, schema, walk};
use crate::registry::{NodeId, registry};
use crate::types::{Literal, NamedString, Ty, TyKind};

/// Adds all required fields that the innermost record around a place lacks: properties of a resource, params of a construct,
/// settings of an environment, fields of a type.
pub fn missing(document: &Document, known: &Known, at: &Range<usize>) -> Option<Action> {
    let mut innermost: Option<&Record> = None;
    walk(document.tree, &mut |node| {
        if let Node::Record(record) = node {
            let range = document.range(record.span);
            if range.start <= at.start && at.end <= range.end {
                innermost = Some(record);
            }
        }
    });
    // At the head of a declaration, its body is meant.
    let record = innermost.or_else(|| body_at(document, at))?;
    let wanted = required(known, record)?;
    let keys: Option<Vec<&str>> = record.fields.iter().map(key).collect();
    // What a spread brings, and what is there only sometimes, is not known here.
    let keys = keys?;
    let lacking: Vec<(String, String)> =
        wanted.into_iter().filter(|(name, _)| !keys.contains(&name.as_str())).collect();
    if lacking.is_empty() {
        return None;
    }
    let names: Vec<String> = lacking.iter().take(3).map(|(name, _)| format!("`{name}`")).collect();
    let more = if lacking.len() > 3 { " …" } else { "" };
    let title = format!("Add the missing {}{more}", names.join(", "));
    Some(Action::fix(title, vec![insert(document, record, &lacking)]).preferred())
}

/// The record of the statement whose head holds a place.
fn body_at<'a>(document: &Document<'a>, at: &Range<usize>) -> Option<&'a Record> {
    use crate::ast::Stmt;
    let mut found = None;
    walk(document.tree, &mut |node| {
        if let Node::Stmt(stmt) = node {
            let range = document.range(stmt.span());
            let body = match stmt {
                Stmt::Resource(s) => s.body.as_ref(),
                Stmt::Stack(s) => s.body.as_ref(),
                _ => None,
            };
            if range.start <= at.start && at.end <= range.end && body.is_some() {
                found = body;
            }
        }
    });
    found
}

fn key(field: &Field) -> Option<&str> {
    match field {
        Field::Pair { key: Key::Name(name) | Key::Quoted(name), .. } | Field::Shorthand(name) => {
            Some(name.name.as_str())
        }
        _ => None,
    }
}

/// What a record must have, each with a value to begin with.
fn required(known: &Known, record: &Record) -> Option<Vec<(String, String)>> {
    // The last fact is of the last try to read the record, which is the one that was reported.
    let (_, fields) = known.facts.records.iter().rev().find(|(span, _)| *span == record.span)?;
    let of_body = |body: &crate::types::BodyId| {
        let params = known.program.body(*body).params.iter();
        params
            .filter(|p| p.default.is_none() && !is_optional(&p.ty))
            .map(|p| (p.name.to_string(), placeholder(&p.ty)))
            .collect::<Vec<_>>()
    };
    match fields {
        FieldsOf::Params(body) | FieldsOf::Settings(body) => Some(of_body(body)),
        FieldsOf::Type(ty) => of_type(ty),
    }
}

fn is_optional(ty: &Ty) -> bool {
    matches!(**ty, TyKind::Optional(_) | TyKind::Null | TyKind::Json | TyKind::Error)
}

fn of_type(ty: &Ty) -> Option<Vec<(String, String)>> {
    match &**ty {
        TyKind::Optional(inner) | TyKind::Secret(inner) => of_type(inner),
        TyKind::Record(record) => {
            let fields = record.fields.iter().filter(|(_, field)| field.is_required());
            Some(fields.map(|(name, field)| (name.to_string(), placeholder(&field.ty))).collect())
        }
        TyKind::Property(resource, node) => {
            let known = registry().resource_type(resource)?;
            let node = NodeId(*node);
            let names = schema::required(&known, node);
            let value = |name: &str| known.property(node, name).map_or("\"\"", |p| schema::first_value(&known, p.node));
            Some(names.into_iter().map(|name| (name.clone(), value(&name).to_owned())).collect())
        }
        _ => None,
    }
}

/// A value to begin with, of the right kind where there is one.
pub(super) fn placeholder(ty: &Ty) -> String {
    match &**ty {
        TyKind::Bool => "false".to_owned(),
        TyKind::Int(range) => range.min.unwrap_or(0).max(0).to_string(),
        TyKind::Float(_) => "0.0".to_owned(),
        TyKind::Duration(_) => "1d".to_owned(),
        TyKind::Size(_) => "1GiB".to_owned(),
        TyKind::List(_) | TyKind::OpaqueList(_) => "[]".to_owned(),
        TyKind::Map(_) | TyKind::Record(_) | TyKind::Json => "{}".to_owned(),
        TyKind::Literal(Literal::Str(text)) => format!("{:?}", text.as_str()),
        TyKind::Str(refinement) => match refinement.named {
            Some(NamedString::Cidr) => "\"10.0.0.0/16\"",
            Some(NamedString::IpAddress) => "\"10.0.0.1\"",
            Some(NamedString::Region) => "\"us-east-1\"",
            Some(NamedString::AccountId) => "\"123456789012\"",
            Some(NamedString::DomainName) => "\"example.com\"",
            Some(NamedString::Email) => "\"mail@example.com\"",
            _ => "\"\"",
        }
        .to_owned(),
        TyKind::Union(types) => types.first().map_or_else(|| "null".to_owned(), placeholder),
        _ => "\"\"".to_owned(),
    }
}

/// The fields as one edit: on lines of their own where the record has them, else within its line.
pub(super) fn insert(document: &Document, record: &Record, fields: &[(String, String)]) -> Change {
    let range = document.range(record.span);
    let text = document.text.get(range.clone()).unwrap_or_default();
    let written =
        |between: &str| fields.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join(between);
    let closing = range.start + text.rfind('}').unwrap_or(text.len());
    let end = layout::line_end(document.text);
    let last = record.fields.last().map(|field| document.range(field.span()).end);
    if text.contains('\n') || last.is_none() {
        let outer = layout::indent(document.text, range.start);
        let inner = match record.fields.first() {
            Some(first) if text.contains('\n') => layout::indent(document.text, document.range(first.span()).start),
            _ => "",
        };
        let inner = if inner.is_empty() { format!("{outer}  ") } else { inner.to_owned() };
        let at = last.unwrap_or(range.start + 1);
        // Comments behind the last field stay behind it.
        let at = match document.text.get(at..closing).and_then(|rest| rest.find('\n')) {
            Some(line) if last.is_some() => at + line,
            _ => at,
        };
        let at = document.text[..at].strip_suffix('\r').map_or(at, str::len);
        let tail = match document.text.get(at..closing).is_some_and(|rest| rest.contains('\n')) {
            true => String::new(),
            false => format!("{end}{outer}"),
        };
        let replaced = if tail.is_empty() { at..at } else { at..closing };
        return Change { range: replaced, text: format!("{end}{inner}{}{tail}", written(&format!("{end}{inner}"))) };
    }
    let at = last.unwrap_or(closing);
    Change { range: at..at, text: format!(", {}", written(", ")) }
}
