//! How the registry's validator sees an expression: literals as they stand, other leaves by their types.

use rustc_hash::FxHashMap;

use super::{
    Checker,
    context::{Cx, Leaf},
    errors,
};
use crate::{
    builtins::Stage,
    hir::{BinaryOp, Expr, ExprKind, Field, Item},
    registry::{
        self, Context, Deploy, NodeId, PathSegment, ResourceType, Shape, View, Violation, ViolationKind, model::Kinds,
    },
    source::Span,
    types::{self, Literal, Ty, TyKind},
};

/// An expression, or a type where no more is known.
#[derive(Clone, Copy)]
struct Seen<'v> {
    what: What<'v>,
    leaves: &'v FxHashMap<Span, Leaf>,
    conditional: bool,
}

#[derive(Clone, Copy)]
enum What<'v> {
    Expr(&'v Expr),
    /// A type, and whether its value is made or given by the deployment.
    Ty(&'v Ty, bool),
}

impl<'v> Seen<'v> {
    fn expr(e: &'v Expr, leaves: &'v FxHashMap<Span, Leaf>) -> Seen<'v> {
        match &e.kind {
            ExprKind::Coerce(inner, _) => Seen::expr(inner, leaves),
            ExprKind::If(_, a, b) if is_null(a) || is_null(b) => {
                let there = if is_null(a) { b } else { a };
                Seen { conditional: true, ..Seen::expr(there, leaves) }
            }
            ExprKind::Record(_)
            | ExprKind::List(_)
            | ExprKind::ListFor(..)
            | ExprKind::MapFor(..)
            | ExprKind::Null
            | ExprKind::Bool(_)
            | ExprKind::Int(_)
            | ExprKind::Float(_)
            | ExprKind::Str(_)
            | ExprKind::If(..)
            | ExprKind::Match(..)
            | ExprKind::Unchecked(_)
            | ExprKind::Error => Seen { what: What::Expr(e), leaves, conditional: false },
            _ => match leaves.get(&e.span) {
                Some(leaf) => Seen::ty(&leaf.ty, leaf.staged.stage() > Stage::Known, leaves),
                None => Seen { what: What::Expr(e), leaves, conditional: false },
            },
        }
    }

    fn ty(ty: &'v Ty, late: bool, leaves: &'v FxHashMap<Span, Leaf>) -> Seen<'v> {
        match &**ty {
            TyKind::Optional(inner) => Seen { conditional: true, ..Seen::ty(inner, late, leaves) },
            TyKind::Secret(inner) => Seen::ty(inner, true, leaves),
            _ => Seen { what: What::Ty(ty, late), leaves, conditional: false },
        }
    }

    fn part(self, e: &'v Expr) -> Seen<'v> {
        Seen::expr(e, self.leaves)
    }
}

fn is_null(e: &Expr) -> bool {
    matches!(e.kind, ExprKind::Null)
}

impl<'v> View<'v> for Seen<'v> {
    fn shape(self) -> Shape<'v> {
        match self.what {
            What::Expr(e) => match &e.kind {
                ExprKind::Null => Shape::Null,
                ExprKind::Bool(b) => Shape::Bool(*b),
                ExprKind::Int(i) => Shape::Int(*i),
                ExprKind::Float(f) => Shape::Float(*f),
                ExprKind::Str(s) => Shape::Str(s),
                ExprKind::List(items) => Shape::List { open: items.iter().any(|i| matches!(i, Item::Spread(_))) },
                ExprKind::Record(fields) => Shape::Record { open: fields.iter().any(is_open) },
                ExprKind::ListFor(..) => Shape::List { open: true },
                ExprKind::MapFor(..) => Shape::Record { open: true },
                ExprKind::If(..) | ExprKind::Match(..) => Shape::Either,
                ExprKind::Binary(BinaryOp::Else, ..) => Shape::Either,
                ExprKind::Binary(BinaryOp::Merge, ..) => Shape::Record { open: true },
                _ => Shape::Deploy(Deploy::ANY),
            },
            What::Ty(ty, late) => shape_of(ty, late),
        }
    }

    fn is_conditional(self) -> bool {
        self.conditional
    }

    fn items(self) -> impl Iterator<Item = Self> {
        let (literal, single): (&'v [Item], Option<Seen<'v>>) = match self.what {
            What::Expr(Expr { kind: ExprKind::List(items), .. }) => (items, None),
            What::Expr(Expr { kind: ExprKind::ListFor(_, element), .. }) => (&[], Some(self.part(element))),
            What::Ty(ty, late) => match &**ty {
                TyKind::List(element) => (&[], Some(Seen::ty(element, late, self.leaves))),
                _ => (&[], None),
            },
            What::Expr(_) => (&[], None),
        };
        let literal = literal.iter().filter_map(move |item| match item {
            Item::Value(e) => Some(self.part(e)),
            Item::If(_, e) => Some(Seen { conditional: true, ..self.part(e) }),
            Item::Spread(_) => None,
        });
        literal.chain(single)
    }

    fn fields(self) -> impl Iterator<Item = (&'v str, Self)> {
        let literal: &'v [Field] = match self.what {
            What::Expr(Expr { kind: ExprKind::Record(fields), .. }) => fields,
            _ => &[],
        };
        let literal = literal.iter().filter_map(move |field| {
            field_of(field).map(|(name, e, conditional)| {
                let part = self.part(e);
                (name, Seen { conditional: conditional || part.conditional, ..part })
            })
        });
        let typed = match self.what {
            What::Ty(ty, late) => match &**ty {
                TyKind::Record(record) => Some((record, late)),
                _ => None,
            },
            What::Expr(_) => None,
        };
        let typed = typed.into_iter().flat_map(move |(record, late)| {
            record.fields.iter().map(move |(name, f)| (name.as_str(), Seen::ty(&f.ty, late, self.leaves)))
        });
        literal.chain(typed)
    }

    fn alternatives(self) -> impl Iterator<Item = Self> {
        let parts: Vec<Seen<'v>> = match self.what {
            What::Expr(e) => match &e.kind {
                ExprKind::If(_, a, b) | ExprKind::Binary(BinaryOp::Else, a, b) => vec![self.part(a), self.part(b)],
                ExprKind::Match(_, arms) => arms.iter().map(|arm| self.part(&arm.value)).collect(),
                _ => Vec::new(),
            },
            What::Ty(ty, late) => match &**ty {
                TyKind::Union(members) => members.iter().map(|m| Seen::ty(m, late, self.leaves)).collect(),
                _ => Vec::new(),
            },
        };
        parts.into_iter()
    }
}

fn is_open(field: &Field) -> bool {
    match field {
        Field::Value(..) => false,
        Field::If(_, inner) => is_open(inner),
        Field::Computed(..) | Field::Spread(_) => true,
    }
}

/// A field with a fixed key: its key, its value, and whether it stands under a condition.
fn field_of(field: &Field) -> Option<(&str, &Expr, bool)> {
    match field {
        Field::Value(name, _, e) => Some((name, e, false)),
        Field::If(_, inner) => field_of(inner).map(|(name, e, _)| (name, e, true)),
        Field::Computed(..) | Field::Spread(_) => None,
    }
}

fn shape_of(ty: &Ty, late: bool) -> Shape<'_> {
    let kinds = match &**ty {
        TyKind::Null => return Shape::Null,
        TyKind::Literal(Literal::Str(s)) => return Shape::Str(s),
        TyKind::Literal(Literal::Int(i)) => return Shape::Int(*i),
        TyKind::Literal(Literal::Bool(b)) => return Shape::Bool(*b),
        TyKind::Literal(Literal::Float(n)) => return Shape::Float(n.get()),
        TyKind::Bool => Kinds::BOOLEAN,
        TyKind::Int(_) => Kinds::INTEGER,
        TyKind::Float(_) => Kinds::NUMBER,
        TyKind::Str(_) | TyKind::Path => Kinds::STRING,
        TyKind::List(_) => return Shape::List { open: true },
        TyKind::OpaqueList(_) => return Shape::Deploy(Deploy::LIST),
        TyKind::Map(_) => return Shape::Record { open: true },
        TyKind::Record(_) => return Shape::Record { open: false },
        TyKind::Union(_) => return Shape::Either,
        TyKind::Identifier(of, name) => {
            return Shape::Deploy(Deploy::of(of, (name != "ref").then_some(name.as_str())));
        }
        TyKind::Scalar => return Shape::Deploy(Deploy::SCALAR),
        _ => return if late { Shape::Deploy(Deploy::ANY) } else { Shape::Unknown(Kinds::ANY) },
    };
    if late { Shape::Deploy(Deploy::SCALAR) } else { Shape::Unknown(kinds) }
}

/// A place within an expression: the part's own span, and that of the key before it.
struct Found {
    value: Span,
    key: Option<Span>,
    /// The part is a record as templates write functions: `{ "Fn::Sub": … }`.
    is_function: bool,
}

/// Where a path leads within an expression.
fn locate(e: &Expr, path: &[PathSegment]) -> Found {
    let mut at = e;
    let mut key = None;
    for segment in path {
        while let ExprKind::Coerce(inner, _) = &at.kind {
            at = inner;
        }
        // One branch is null: the view shows the other.
        if let ExprKind::If(_, a, b) = &at.kind
            && !matches!(segment, PathSegment::Alternative(_))
        {
            at = if is_null(a) { b } else { a };
        }
        let next = match (segment, &at.kind) {
            (PathSegment::Key(name), ExprKind::Record(fields)) => {
                let found = fields.iter().find_map(|f| named(f, name));
                key = found.map(|(span, _)| span).or(key);
                found.map(|(_, e)| e)
            }
            (PathSegment::Index(n), ExprKind::List(items)) => items
                .iter()
                .filter_map(|i| match i {
                    Item::Value(e) | Item::If(_, e) => Some(e),
                    Item::Spread(_) => None,
                })
                .nth(*n),
            (PathSegment::Index(_), ExprKind::ListFor(_, element)) => Some(&**element),
            (PathSegment::Alternative(n), ExprKind::If(_, a, b) | ExprKind::Binary(_, a, b)) => {
                Some(if *n == 0 { &**a } else { &**b })
            }
            (PathSegment::Alternative(n), ExprKind::Match(_, arms)) => arms.get(*n).map(|a| &a.value),
            _ => None,
        };
        match next {
            Some(next) => at = next,
            None => break,
        }
    }
    let value = match &at.kind {
        ExprKind::Record(_) => super::record::opening(at.span),
        _ => at.span,
    };
    let is_function = matches!(&at.kind, ExprKind::Record(fields) if matches!(&fields[..],
        [Field::Value(name, ..)] if name == "Ref" || name.starts_with("Fn::")));
    Found { value, key, is_function }
}

fn named<'e>(field: &'e Field, wanted: &str) -> Option<(Span, &'e Expr)> {
    match field {
        Field::Value(name, span, e) if name == wanted => Some((*span, e)),
        Field::If(_, inner) => named(inner, wanted),
        _ => None,
    }
}

impl<'a> Checker<'a> {
    /// Shows an elaborated record to the registry's validator and reports what it finds.
    pub(super) fn validate(&mut self, cx: &Cx<'a>, schema: &ResourceType, node: NodeId, e: &Expr, place: Span) {
        if self.modules.get(cx.module).is_std() && !self.modules.get(cx.module).requested {
            // The library is checked by its own tests.
            return;
        }
        let seen = Seen::expr(e, &cx.leaves);
        let mut found = Vec::new();
        registry::validate(schema, node, seen, Context::default(), &mut |violation| found.push(violation));
        self.report_violations(schema, e, place, found);
    }

    /// The same for a part of a resource, in which nothing has to be there; but what `replaces` what was there has its
    /// lists as they will be, so their elements are whole.
    pub(super) fn validate_partial(
        &mut self,
        cx: &Cx<'a>,
        schema: &ResourceType,
        node: NodeId,
        e: &Expr,
        replaces: bool,
    ) {
        let seen = Seen::expr(e, &cx.leaves);
        let mut found = Vec::new();
        registry::validate(schema, node, seen, Context::default(), &mut |violation| found.push(violation));
        found.retain(|v| {
            !matches!(
                v.kind,
                ViolationKind::MissingRequired { .. }
                    | ViolationKind::OneOfRequired { .. }
                    | ViolationKind::RequiredTogether { .. }
                    | ViolationKind::FieldCount { .. }
            ) || (replaces && v.path.iter().any(|s| matches!(s, PathSegment::Index(_))))
        });
        self.report_violations(schema, e, super::record::opening(e.span), found);
    }

    fn report_violations(&mut self, schema: &ResourceType, e: &Expr, place: Span, found: Vec<Violation>) {
        for violation in found {
            let at = locate(e, &violation.path);
            let span = match (violation.at_key, violation.path.is_empty()) {
                (true, _) => at.key.unwrap_or(at.value),
                (false, true) => place,
                (false, false) => at.value,
            };
            let mut diagnostic = registry::diagnostic(&violation, &schema.name, span);
            if at.is_function && matches!(violation.kind, ViolationKind::WrongKind { .. }) {
                let help = "functions of templates are not written here: name the resource, `bucket.Arn`, or write values in \
                            a string, `\"${bucket.Arn}/*\"`";
                diagnostic = diagnostic.help(help);
            }
            self.report(diagnostic);
        }
    }

    /// Reports secrets in properties that anyone may read.
    pub(super) fn no_secrets(&mut self, cx: &Cx<'a>, resource: &str, e: &Expr) {
        let mut path = Vec::new();
        self.secrets_within(cx, resource, e, &mut path);
    }

    fn secrets_within(&mut self, cx: &Cx<'a>, resource: &str, e: &Expr, path: &mut Vec<String>) {
        match &e.kind {
            ExprKind::Record(fields) => {
                for field in fields {
                    let mut inner = field;
                    while let Field::If(_, next) = inner {
                        inner = next;
                    }
                    match inner {
                        Field::Value(name, _, e) => {
                            path.push(name.to_string());
                            self.secrets_within(cx, resource, e, path);
                            path.pop();
                        }
                        Field::Computed(_, e) | Field::Spread(e) => self.secrets_within(cx, resource, e, path),
                        Field::If(..) => {}
                    }
                }
            }
            ExprKind::List(items) => {
                for item in items {
                    let (Item::Value(e) | Item::If(_, e) | Item::Spread(e)) = item;
                    self.secrets_within(cx, resource, e, path);
                }
            }
            ExprKind::If(_, a, b) | ExprKind::Binary(BinaryOp::Else | BinaryOp::Merge, a, b) => {
                self.secrets_within(cx, resource, a, path);
                self.secrets_within(cx, resource, b, path);
            }
            ExprKind::Match(_, arms) => {
                for arm in arms {
                    self.secrets_within(cx, resource, &arm.value, path);
                }
            }
            ExprKind::ListFor(_, e) | ExprKind::MapFor(_, _, e) | ExprKind::Coerce(e, _) => {
                self.secrets_within(cx, resource, e, path);
            }
            ExprKind::Str(text) => {
                if !text.is_empty() && !text.contains("{{resolve:") && is_secret_sink(resource, path) {
                    let property = path.join(".");
                    self.report(errors::secret_in_sources(e.span, &property, resource));
                }
            }
            _ => {
                let Some(leaf) = cx.leaves.get(&e.span) else { return };
                if matches!(&*leaf.ty, TyKind::Literal(Literal::Str(text)) if !text.is_empty())
                    && is_secret_sink(resource, path)
                {
                    let property = path.join(".");
                    self.report(errors::secret_in_sources(e.span, &property, resource));
                } else if types::contains_secret(&leaf.ty) && !is_secret_sink(resource, path) {
                    let property = path.join(".");
                    let clause =
                        format!("`{property}` of `{resource}` can be read by whoever may describe the resource");
                    self.report(errors::secret_leaks(e.span, &clause, leaf.staged.cause()));
                }
            }
        }
    }

    /// Reports an expression of a type that has no place in a property.
    pub(super) fn no_unit(&mut self, ty: &Ty, span: Span) -> bool {
        let units = match &*types::widen(&types::without_null(ty)) {
            TyKind::Duration(_) => ["seconds", "minutes", "hours", "days"],
            TyKind::Size(_) => ["mib", "gib", "kib", "bytes"],
            _ => return false,
        };
        let value =
            self.text(span).filter(|text| text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.')));
        let [first, rest @ ..] = units.map(|unit| format!("`.{unit}`"));
        let first = value.map_or(first, |value| format!("`{value}.{}`", units[0]));
        let shown = self.show(ty);
        let help = format!("say in which unit: {first}, {}", rest.join(", "));
        self.report(errors::unit_in_property(span, &shown, &help));
        true
    }
}

/// Whether a property takes a secret without showing it.
fn is_secret_sink(resource: &str, path: &[String]) -> bool {
    let Some(schema) = registry::registry().resource_type(resource) else { return false };
    schema.node_at(path).is_some_and(|node| schema.secret_use(node).is_some())
}
