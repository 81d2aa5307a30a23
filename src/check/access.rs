//! Fields, attributes, outputs and elements.

use super::{
    Checker,
    context::{Cx, Node, Role},
    errors,
    facts::Meaning,
    stage::Staged,
    typed::Typed,
};
use crate::{
    ast::{Expr, ExprKind as Tree, Ident},
    builtins::Stage,
    hir::{self, ExprKind},
    resolve::{Target, did_you_mean},
    source::Span,
    types::{self, BodyId, Literal, Ty, TyKind},
};

impl<'a> Checker<'a> {
    pub(super) fn field(&mut self, cx: &mut Cx<'a>, base: &'a Expr, name: &Ident, span: Span, optional: bool) -> Typed {
        if let Some(found) = self.root_field(cx, base, name, span) {
            return found;
        }
        if let Some(found) = self.module_field(cx, base, name, span) {
            return found;
        }
        let of = self.infer(cx, base);
        if of.is_error() || name.is_missing() {
            return Typed::error(span);
        }
        let found = self.field_of(cx, of, name, span, optional);
        self.with_facts(cx, found)
    }

    /// `net.default_tiers`, where `net` is an imported module.
    fn module_field(&mut self, cx: &Cx<'a>, base: &Expr, name: &Ident, span: Span) -> Option<Typed> {
        let Tree::Name(root) = &base.kind else { return None };
        if cx.local(root).is_some() || cx.cell(root).is_some() {
            return None;
        }
        let Some(Target::Module(module)) = self.modules.get(cx.module).names.get(root).map(|n| n.target) else {
            return None;
        };
        self.modules.lookup(cx.module, root);
        self.note_target(base.span, Target::Module(module));
        match self.declared_in(module, name) {
            Target::Item(item) => {
                self.note_target(name.span, Target::Item(item));
                Some(self.item_value(item, &name.name, span))
            }
            _ => Some(Typed::error(span)),
        }
    }

    fn field_of(&mut self, cx: &mut Cx<'a>, of: Typed, name: &Ident, span: Span, optional: bool) -> Typed {
        let may_be_null = matches!(&*of.ty, TyKind::Optional(_) | TyKind::Null);
        let inner = types::without_null(&of.ty);
        if may_be_null && !optional {
            self.maybe_null(cx, &of, Some((name.span, &name.name)));
            return Typed::error(span);
        }
        if may_be_null {
            let why = "whether it is `null` must be known before the deployment";
            self.demand(cx, &of.staged.keys(), Stage::Given, of.span(), why);
        }
        let presence = of.staged.keys();
        self.note_field(&inner, name);
        let mut found = match &*inner {
            TyKind::Never | TyKind::Null => return Typed::known(ExprKind::Null, span, types::null()),
            TyKind::Resource(_) | TyKind::Union(_) | TyKind::Instance(_)
                if cx.role.inspects() && super::inspect::is_looked_at(&inner, name) =>
            {
                self.looked_at(of, &inner, name, span, may_be_null)
            }
            TyKind::Resource(resource) => self.attribute(of, resource.clone(), name, span, may_be_null),
            TyKind::Instance(body) => self.output(cx, of, *body, name, span, may_be_null),
            _ => {
                let Some((ty, staged)) = self.plain_field(cx.role, &of, &inner, name) else {
                    return Typed::error(span);
                };
                if let ExprKind::Record(fields) = &of.hir.kind
                    && let Some(value) = literal_field(fields, &name.name)
                {
                    // A group of attributes (`db.Endpoint`) is a record of attributes; take the one that is meant.
                    Typed::new(value.kind.clone(), span, ty, staged)
                } else {
                    let of = Box::new(of.hir);
                    let kind = match may_be_null {
                        // A map's missing key is an error, a record's optional field is `null`.
                        false if matches!(*inner, TyKind::Map(_)) => {
                            let key = hir::Expr { kind: ExprKind::Str(name.name.clone()), span: name.span };
                            ExprKind::Index(of, Box::new(key))
                        }
                        true => ExprKind::OptField(of, name.name.clone()),
                        false => ExprKind::Field(of, name.name.clone()),
                    };
                    Typed::new(kind, span, ty, staged)
                }
            }
        };
        if may_be_null && !found.is_error() {
            found.ty = types::optional(found.ty);
            found.staged = found.staged.choice(&Staged::known(), &presence);
        }
        found
    }

    /// Notes what a field's name means.
    fn note_field(&mut self, of: &Ty, name: &Ident) {
        if !self.recording.wants(name.span.chunk) {
            return;
        }
        let meaning = match &**of {
            TyKind::Record(record) => record.fields.get(&name.name).and_then(|f| f.span).map(Meaning::Declared),
            TyKind::Resource(resource) => Some(Meaning::Attribute(resource.clone(), name.name.clone())),
            TyKind::Property(resource, node) => Some(Meaning::Property(resource.clone(), *node)),
            TyKind::Union(members) => members.iter().find_map(|member| match &**member {
                TyKind::Record(record) => record.fields.get(&name.name)?.span.map(Meaning::Declared),
                _ => None,
            }),
            _ => None,
        };
        if let Some(meaning) = meaning {
            self.recording.name(name.span, || meaning);
        }
    }

    /// Reports a value that may be `null` where a field or an element of it is taken.
    fn maybe_null(&mut self, cx: &Cx<'a>, of: &Typed, field: Option<(Span, &str)>) {
        let shown = self.show(&of.ty);
        let value = self.text(of.span()).unwrap_or_else(|| "this".to_owned());
        let since = self.guard_of(cx, &of.hir);
        self.report(errors::may_be_null(of.span(), field, &value, &shown, since));
    }

    /// The condition under which a member is declared, for "it may be null because of this".
    fn guard_of(&self, cx: &Cx<'a>, e: &hir::Expr) -> Option<Span> {
        let ExprKind::Cell(at) = &e.kind else { return None };
        let block = cx.block_up(at.up)?;
        let decl = cx.blocks[block].cells[at.cell as usize].decls.first()?;
        let guard = decl.guards.last()?;
        match cx.blocks[block].cells[guard.cell as usize].decls.first()?.node {
            Node::Guard(e) => Some(e.span),
            _ => None,
        }
    }

    /// A field of a value that is neither resource nor instance.
    fn plain_field(&mut self, role: Role, of: &Typed, inner: &Ty, name: &Ident) -> Option<(Ty, Staged)> {
        let field = name.name.as_str();
        match &**inner {
            TyKind::Record(record) => match record.fields.get(field) {
                Some(found) => return Some((found.ty.clone(), of.staged.field(field))),
                None => {
                    let help = did_you_mean(field, record.fields.keys().map(|n| n.as_str()));
                    let known: Vec<&str> = record.fields.keys().map(|n| n.as_str()).collect();
                    let shown = self.show(inner);
                    self.report(errors::no_field(name.span, field, &shown, help, &known));
                }
            },
            TyKind::Map(value) => return Some((value.clone(), of.staged.field(field))),
            TyKind::Property(resource, node) if role.inspects() => {
                return self.property_of_node(resource, *node, name).map(|ty| (ty, Staged::known()));
            }
            TyKind::Json | TyKind::Property(..) => return Some((types::json(), of.staged.field(field))),
            TyKind::Secret(_) if field == "arn" => {
                return Some((types::named(types::NamedString::Arn), of.staged.flat()));
            }
            _ if types::has_units(inner) => {
                if let Some(ty) = types::unit_field(inner, field) {
                    return Some((ty, of.staged.clone()));
                }
                let known = types::unit_fields(inner);
                let shown = self.show(inner);
                let help = did_you_mean(field, known.iter().copied());
                self.report(errors::no_field(name.span, field, &shown, help, &known));
            }
            TyKind::Union(members) => return self.union_field(of, members, inner, name),
            TyKind::List(_) | TyKind::OpaqueList(_) => {
                let shown = self.show(inner);
                let value = self.text(of.span()).unwrap_or_else(|| "list".to_owned());
                let help = self.function_help(&value, field).unwrap_or_else(|| {
                    format!("take one element, `{value}[0].{field}`, or all: `[for x in {value}: x.{field}]`").into()
                });
                self.report(errors::no_field(name.span, field, &shown, Some(help), &[]));
            }
            _ => {
                let shown = self.show(inner);
                let value = self.text(of.span()).unwrap_or_else(|| "value".to_owned());
                let help = self.function_help(&value, field);
                self.report(errors::no_field(name.span, field, &shown, help, &[]));
            }
        }
        None
    }

    fn union_field(&mut self, of: &Typed, members: &[Ty], whole: &Ty, name: &Ident) -> Option<(Ty, Staged)> {
        let mut types_found = Vec::new();
        for member in members {
            let found = match &**member {
                TyKind::Record(record) => record.fields.get(&name.name).map(|f| f.ty.clone()),
                TyKind::Map(value) => Some(value.clone()),
                TyKind::Json => Some(types::json()),
                _ => None,
            };
            match found {
                Some(ty) => types_found.push(ty),
                None => {
                    let (shown, lacking) = (self.show(whole), self.show(member));
                    self.report(errors::not_in_all(name.span, &name.name, &shown, &lacking));
                    return None;
                }
            }
        }
        Some((types::union(types_found), of.staged.field(&name.name)))
    }

    /// `vpc.VpcId`, `db.Endpoint`, `x.ref`.
    pub(super) fn attribute(
        &mut self,
        of: Typed,
        resource: crate::ast::Symbol,
        name: &Ident,
        span: Span,
        optional: bool,
    ) -> Typed {
        let staged = Staged::at(Stage::Made, span);
        let attribute = |name: &str, ty: Ty| {
            let kind = ExprKind::Attribute { of: Box::new(of.hir.clone()), name: name.into(), optional };
            Typed::new(kind, span, ty, staged.clone())
        };
        if name.name == "ref" {
            return attribute("ref", self.ref_ty(&resource));
        }
        let prefix = format!("{}.", name.name);
        let names = self.attribute_names(&resource);
        // Before the attribute of that name: of a cluster's `Endpoint`, only the parts are values.
        let group: Vec<&str> = names.iter().filter_map(|n| n.strip_prefix(&prefix)).collect();
        if !group.is_empty() {
            let parts: Vec<_> = group
                .iter()
                .map(|part| {
                    let whole = format!("{prefix}{part}");
                    let ty = self.attribute_ty(&resource, &whole).unwrap_or_else(types::scalar);
                    (crate::ast::Symbol::from(*part), attribute(&whole, ty))
                })
                .collect();
            let ty = types::record(parts.iter().map(|(name, part)| (name.clone(), part.ty.clone())));
            let staged = Staged::record(parts.iter().map(|(n, p)| (n.clone(), p.staged.clone())).collect());
            let fields = parts.into_iter().map(|(n, p)| hir::Field::Value(n, span, p.hir)).collect();
            return Typed::new(ExprKind::Record(fields), span, ty, staged);
        }
        if let Some(ty) = self.attribute_ty(&resource, &name.name) {
            return attribute(&name.name, ty);
        }
        let help = did_you_mean(&name.name, names.iter().map(String::as_str).chain(["ref"]));
        self.report(errors::no_attribute(
            name.span,
            &name.name,
            &resource,
            help,
            self.attribute_list(&resource),
            self.is_property(&resource, &name.name),
        ));
        Typed::error(span)
    }

    pub(super) fn output(
        &mut self,
        cx: &mut Cx<'a>,
        of: Typed,
        body: BodyId,
        name: &Ident,
        span: Span,
        optional: bool,
    ) -> Typed {
        if !self.body_checked(body, of.span()) {
            return Typed::error(span);
        }
        if let Some(output) = self.body(body).outputs.get(&name.name) {
            let (index, ty, staged, declared) = (output.index, output.ty.clone(), output.staged.clone(), output.span);
            self.recording.name(name.span, || Meaning::Declared(declared));
            let arguments = self.arguments_of(cx, &of.hir);
            let defaults = self.body(body).defaults.clone();
            let staged = substitute(&staged, arguments.as_deref(), &defaults, span);
            let kind = ExprKind::Output { of: Box::new(of.hir), output: index, optional };
            return Typed::new(kind, span, ty, staged);
        }
        if cx.app.is_some()
            && let Some(member) = self.body(body).members.get(&name.name)
        {
            let (ty, declared) = (member.seen(), member.span);
            self.recording.name(name.span, || Meaning::Declared(declared));
            return Typed::known(ExprKind::Member(Box::new(of.hir), name.name.clone()), span, ty);
        }
        let info = self.body(body);
        let mut outputs: Vec<&str> = info.outputs.keys().map(|n| n.as_str()).collect();
        if cx.app.is_some() {
            outputs.extend(info.members.keys().map(|n| n.as_str()).filter(|n| !info.outputs.contains_key(*n)));
        }
        let help = did_you_mean(&name.name, outputs.iter().copied());
        let inside = info.members.get(&name.name).map(|m| m.span);
        let error = errors::no_output(name.span, &name.name, &info.name, help, &outputs, inside);
        self.report(error);
        Typed::error(span)
    }

    /// The stages of the arguments of an instance, where it can be told which one it is.
    fn arguments_of(&mut self, cx: &mut Cx<'a>, e: &hir::Expr) -> Option<std::rc::Rc<Vec<Staged>>> {
        let mut keys = 0;
        let mut e = e;
        while let ExprKind::Index(of, _) = &e.kind {
            keys += 1;
            e = of;
        }
        let ExprKind::Cell(at) = &e.kind else { return None };
        let mut block = cx.block_up(at.up)?;
        let mut cell = at.cell;
        for _ in 0..keys {
            let Node::Family(of_loop, inner, _) = cx.blocks[block].cells[cell as usize].decls.first()?.node else {
                return None;
            };
            block = cx.blocks[block].loops[of_loop].block;
            cell = inner;
        }
        self.ensure_instance(cx, block, cell);
        cx.arguments.get(&(block, cell)).cloned()
    }

    pub(super) fn index(&mut self, cx: &mut Cx<'a>, base: &'a Expr, index: &'a Expr, span: Span) -> Typed {
        let of = self.infer(cx, base);
        if of.is_error() {
            self.infer(cx, index);
            return Typed::error(span);
        }
        let (want, ty): (Ty, Option<Ty>) = match &*of.ty {
            TyKind::List(element) => (types::int(), Some(element.clone())),
            TyKind::Map(value) => (types::union([types::string(), types::int()]), Some(value.clone())),
            TyKind::Json => (types::union([types::string(), types::int()]), Some(types::json())),
            TyKind::Record(_) => (types::string(), None),
            TyKind::OpaqueList(_) => {
                self.report(errors::opaque_index(span, base.span));
                return Typed::error(span);
            }
            TyKind::Optional(_) => {
                self.maybe_null(cx, &of, None);
                return Typed::error(span);
            }
            _ => {
                let shown = self.show(&of.ty);
                self.report(errors::no_elements(base.span, &shown));
                return Typed::error(span);
            }
        };
        let key = self.expr_as(cx, index, &want, None);
        if key.is_error() {
            return Typed::error(span);
        }
        let is_mapping = key.staged.flat().stage() == Stage::Given && matches!(&*of.ty, TyKind::Map(v) if is_mapped(v));
        if is_mapping {
            // A map of known values becomes a mapping of the template, which is looked up when deploying.
            let values = of.staged.element().flat();
            self.demand(
                cx,
                &values,
                Stage::Known,
                base.span,
                "what is looked up when deploying is written into the template",
            );
        } else {
            let why = "a key or position must be known when compiling";
            self.demand(cx, &key.staged.flat(), Stage::Known, index.span, why);
        }
        self.demand(cx, &of.staged.keys(), Stage::Known, base.span, "what is indexed must be of a known shape");
        let staged = match is_mapping {
            true => of.staged.element().flat().and(&key.staged.flat()),
            false => of.staged.element(),
        };
        let (ty, staged) = match (ty, &*of.ty) {
            (Some(ty), _) => (ty, staged),
            (None, TyKind::Record(record)) => match &*key.ty {
                TyKind::Literal(Literal::Str(name)) => match record.fields.get(name) {
                    Some(field) => (field.ty.clone(), of.staged.field(name)),
                    None => {
                        let known: Vec<&str> = record.fields.keys().map(|n| n.as_str()).collect();
                        let help = did_you_mean(name, known.iter().copied());
                        let shown = self.show(&of.ty);
                        self.report(errors::no_field(index.span, name, &shown, help, &known));
                        return Typed::error(span);
                    }
                },
                _ => (types::union(record.fields.values().map(|f| f.ty.clone())), staged),
            },
            _ => return Typed::error(span),
        };
        Typed::new(ExprKind::Index(Box::new(of.hir), Box::new(key.hir)), span, ty, staged)
    }
}

/// Whether a mapping of a template can hold values of this type: scalars, or records of them.
fn is_mapped(ty: &Ty) -> bool {
    let is_scalar = |ty: &Ty| matches!(&**ty, TyKind::Str(_) | TyKind::Int(_) | TyKind::Literal(_));
    match &**ty {
        TyKind::Record(record) => record.fields.values().all(|field| is_scalar(&field.ty)),
        TyKind::Union(members) => members.iter().all(is_scalar),
        _ => is_scalar(ty),
    }
}

/// The stage of an output, seen from where the instance is.
pub(super) fn substitute(
    staged: &Staged,
    arguments: Option<&Vec<Staged>>,
    defaults: &[Option<Staged>],
    span: Span,
) -> Staged {
    let given = |param: u16| match arguments.and_then(|a| a.get(param as usize)) {
        Some(given) => given.clone(),
        None => defaults
            .get(param as usize)
            .and_then(|d| d.as_ref())
            .map(|d| if d.params().is_empty() { d.clone() } else { Staged::known() })
            .unwrap_or_default(),
    };
    staged.substitute(&given, span)
}

fn literal_field<'h>(fields: &'h [hir::Field], name: &str) -> Option<&'h hir::Expr> {
    fields.iter().find_map(|f| match f {
        hir::Field::Value(key, _, value) if key == name && matches!(value.kind, ExprKind::Attribute { .. }) => {
            Some(value)
        }
        _ => None,
    })
}
