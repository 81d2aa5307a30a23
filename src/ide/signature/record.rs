//! What the record at a place takes: params of a construct or stack, settings of an environment, fields of a type.

use super::{Parameter, Signature};
use crate::{
    ast::{Field, Record, Stmt},
    check::FieldsOf,
    ide::{
        hover,
        scene::{Declaration, Scene},
        walk::Node,
    },
    source::Span,
    types::{self, BodyId, Ty, TyKind},
};

/// How long a default may be to be shown.
const SHORT: usize = 30;

/// The settings of an environment that are no params of its app.
const SETTINGS: [(&str, &str); 3] = [("account", "AccountId"), ("region", "Region"), ("production", "Bool = false")];

/// What the innermost record around a place takes, when something that is declared says so.
pub fn of_record(scene: &Scene, at: usize) -> Option<Signature> {
    let record = innermost(scene, at)?;
    let (_, of) = scene.facts.records.iter().rev().find(|(span, _)| *span == record.span)?;
    let mut shape = Shape::default();
    match of {
        FieldsOf::Params(body) => shape.params(scene, *body),
        FieldsOf::Settings(app) => {
            shape.params(scene, *app);
            for (name, ty) in SETTINGS {
                let docs = hover::setting_of_environment(name).map(str::to_owned);
                shape.fields.push((name.to_owned(), format!("{name}: {ty}"), docs));
            }
        }
        FieldsOf::Type(ty) => shape.of_type(scene, ty)?,
    }
    let active = active(scene, record, at).and_then(|key| shape.fields.iter().position(|(name, ..)| *name == key));
    shape.signature(active)
}

/// The innermost record around a place; one that is not closed yet goes on to there.
fn innermost<'a>(scene: &Scene<'a>, at: usize) -> Option<&'a Record> {
    let text = scene.text();
    let within = |record: &&Record| {
        let range = scene.range(record.span);
        let closes = text.get(range.clone()).is_some_and(|text| text.ends_with('}'));
        range.start < at && (at < range.end || !closes)
    };
    let records = |at: usize| {
        scene.around(at).into_iter().rev().filter_map(|node| match node {
            Node::Record(record) => Some(record),
            _ => None,
        })
    };
    records(at).find(within).or_else(|| {
        let before = text.get(..at)?;
        let last = before.trim_end_matches([' ', '\t', '\r', '\n', ',', ':']).len();
        records(last).find(within)
    })
}

/// The key of the field that a place is in, or behind on its line.
fn active(scene: &Scene, record: &Record, at: usize) -> Option<String> {
    let field = record.fields.iter().rfind(|field| scene.range(field.span()).start <= at)?;
    let end = scene.range(field.span()).end.min(at);
    let is_over = scene.text().get(end..at).is_none_or(|between| between.contains(['\n', ',']));
    key(field).filter(|_| !is_over)
}

fn key(field: &Field) -> Option<String> {
    match field {
        Field::Pair { key, .. } => key.text().map(ToString::to_string),
        Field::Shorthand(name) => Some(name.name.to_string()),
        Field::If { field, .. } => key(field),
        Field::Spread { .. } | Field::Error(_) => None,
    }
}

/// What a record takes.
#[derive(Default)]
struct Shape {
    name: String,
    docs: Option<String>,
    /// Names, as they are declared, with documentation.
    fields: Vec<(String, String, Option<String>)>,
}

impl Shape {
    fn params(&mut self, scene: &Scene, body: BodyId) {
        let Some(body) = scene.program.bodies.get(body.0 as usize) else { return };
        self.name = body.name.to_string();
        self.docs = docs(scene, body.span);
        for param in &body.params {
            let stmt = declared(scene, param.span).and_then(|declaration| declaration.stmt);
            let written = match stmt {
                Some(Stmt::Param(tree)) => {
                    let default = tree.default.as_ref().map(|e| default(scene, e.span)).unwrap_or_default();
                    format!("{}: {}{default}", param.name, one_line(scene, tree.ty.span))
                }
                _ => format!("{}: {}", param.name, hover::shown(scene, &param.ty)),
            };
            self.fields.push((param.name.to_string(), written, docs(scene, param.span)));
        }
    }

    fn of_type(&mut self, scene: &Scene, ty: &Ty) -> Option<()> {
        let ty = types::without_null(ty);
        let TyKind::Record(record) = &*ty else { return None };
        self.name = record.name.as_ref().map(ToString::to_string).unwrap_or_default();
        for (name, field) in &record.fields {
            let tree = field.span.and_then(|span| declared(scene, span)).and_then(|declaration| declaration.field);
            let (written, docs) = match tree {
                Some(tree) => {
                    let default = tree.default.as_ref().map(|e| default(scene, e.span)).unwrap_or_default();
                    let docs = tree.docs.as_ref().map(|docs| docs.text.trim().to_owned());
                    (format!("{name}: {}{default}", one_line(scene, tree.ty.span)), docs)
                }
                None => (format!("{name}: {}", hover::shown(scene, &field.ty)), None),
            };
            self.fields.push((name.to_string(), written, docs));
        }
        Some(())
    }

    fn signature(self, active: Option<usize>) -> Option<Signature> {
        if self.fields.is_empty() {
            return None;
        }
        let mut label = if self.name.is_empty() { "{ ".to_owned() } else { format!("{} {{ ", self.name) };
        let mut params = Vec::new();
        for (i, (_, written, docs)) in self.fields.into_iter().enumerate() {
            label.push_str(if i > 0 { ", " } else { "" });
            let start = label.len();
            label.push_str(&written);
            params.push(Parameter { range: start..label.len(), docs });
        }
        label.push_str(" }");
        Some(Signature { label, params, docs: self.docs, active })
    }
}

/// What is declared under a name, which may be known by its place before an edit.
fn declared<'a>(scene: &Scene<'a>, name: Span) -> Option<Declaration<'a>> {
    scene.declaration(scene.sources.current(name))
}

/// The documentation of what is declared under a name.
fn docs(scene: &Scene, name: Span) -> Option<String> {
    let declaration = declared(scene, name)?;
    declaration.docs().map(|docs| docs.trim().to_owned())
}

/// A text on one line.
fn one_line(scene: &Scene, span: Span) -> String {
    scene.sources.text(span).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// ` = value`, or ` = …` where it is long.
fn default(scene: &Scene, span: Span) -> String {
    let text = one_line(scene, span);
    if text.chars().count() <= SHORT { format!(" = {text}") } else { " = …".to_owned() }
}
