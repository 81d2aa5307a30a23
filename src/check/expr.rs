//! Expressions: what each form means and is.

use super::{
    Checker,
    context::{Cx, Role},
    errors,
    facts::Meaning,
    item_noun,
    narrow::{narrowed, path_of},
    refine::literal_ty,
    stage::Staged,
    typed::Typed,
};
use crate::{
    ast::{self, Expr, ExprKind as Tree, Item, Literal as Written, StringPart},
    builtins::Stage,
    hir::{self, BodyKind, CellRef, ExprKind, Part, Pseudo},
    resolve::{Target, did_you_mean},
    source::Span,
    types::{self, NamedString, Ty, TyKind},
};

impl<'a> Checker<'a> {
    /// Elaborates an expression of which nothing is expected.
    pub(super) fn infer(&mut self, cx: &mut Cx<'a>, e: &'a Expr) -> Typed {
        self.expr(cx, e, None)
    }

    /// Elaborates an expression; `want` guides records, lists and branches, and is not checked here.
    pub(super) fn expr(&mut self, cx: &mut Cx<'a>, e: &'a Expr, want: Option<&Ty>) -> Typed {
        let typed = self.deeper(e.span, |this| this.form(cx, e, want)).unwrap_or_else(|| Typed::error(e.span));
        self.recording.value(&typed, e.span, want);
        typed
    }

    fn form(&mut self, cx: &mut Cx<'a>, e: &'a Expr, want: Option<&Ty>) -> Typed {
        match &e.kind {
            Tree::Literal(literal) => self.literal(literal, e.span),
            Tree::Interpolation(parts) => self.interpolation(cx, parts, e.span),
            Tree::Name(name) => {
                let found = self.name(cx, name, e.span);
                self.with_facts(cx, found)
            }
            Tree::ResourceType(name) => {
                if self.known_resource_type(name) {
                    self.report(errors::type_as_value(e.span, &name.name));
                }
                Typed::error(e.span)
            }
            Tree::Paren(inner) => self.expr(cx, inner, want),
            Tree::Field { base, name } => self.field(cx, base, name, e.span, false),
            Tree::OptField { base, name } => self.field(cx, base, name, e.span, true),
            Tree::Index { base, index } => {
                let found = self.index(cx, base, index, e.span);
                self.with_facts(cx, found)
            }
            Tree::Call { function, arguments } => self.call(cx, function, arguments, e.span),
            Tree::Unary { op, operand } => self.unary(cx, *op, operand, e.span),
            Tree::Binary { op, op_span, left, right } => {
                let op = super::operator::Operator { op: *op, op_span: *op_span, span: e.span };
                self.binary(cx, op, left, right, want)
            }
            Tree::If { cond, then, otherwise } => self.choice(cx, cond, then, otherwise, e.span, want),
            Tree::Match { subject, arms } => self.match_(cx, subject, arms, e.span, want),
            Tree::List(elements) => self.list(cx, elements, e.span, want),
            Tree::Record(record) => self.record(cx, record, want),
            Tree::ListComp(comprehension) => self.list_for(cx, comprehension, e.span, want),
            Tree::MapComp(comprehension) => self.map_for(cx, comprehension, e.span, want),
            Tree::Error => Typed::error(e.span),
        }
    }

    /// Narrows what a name, field or element is by the conditions in force.
    pub(super) fn with_facts(&mut self, cx: &Cx<'a>, mut found: Typed) -> Typed {
        if !cx.at.facts.is_empty()
            && let Some(path) = path_of(cx, &found.hir)
        {
            found.ty = narrowed(cx, &path, &found.ty);
        }
        found
    }

    fn literal(&mut self, literal: &Written, span: Span) -> Typed {
        let kind = match literal {
            Written::Null => ExprKind::Null,
            Written::Bool(b) => ExprKind::Bool(*b),
            Written::Int(i) => ExprKind::Int(*i),
            Written::Float(f) => ExprKind::Float(*f),
            Written::String(s) => ExprKind::Str(s.clone()),
            Written::Duration(n, unit) => ExprKind::Duration(n * unit.milliseconds()),
            Written::Size(n, unit) => ExprKind::Size(n * unit.bytes()),
        };
        Typed::known(kind, span, literal_ty(literal))
    }

    fn interpolation(&mut self, cx: &mut Cx<'a>, parts: &'a [StringPart], span: Span) -> Typed {
        let mut out = Vec::with_capacity(parts.len());
        let mut staged = Staged::known();
        let mut secret = false;
        for part in parts {
            match part {
                StringPart::Text(text, _) => out.push(Part::Text(text.clone())),
                StringPart::Expr(e) => {
                    let typed = self.infer(cx, e);
                    secret |= types::contains_secret(&typed.ty);
                    self.must_be_text(&typed);
                    staged = staged.and(&typed.staged.flat());
                    out.push(Part::Expr(typed.hir));
                }
            }
        }
        let ty = if secret { types::secret(types::string()) } else { types::string() };
        Typed::new(ExprKind::Interpolation(out), span, ty, staged)
    }

    /// Reports what cannot stand in `"${…}"`.
    fn must_be_text(&mut self, typed: &Typed) {
        let help: String = match &*types::widen(&typed.ty) {
            TyKind::Optional(_) | TyKind::Null => {
                let value = self.text(typed.span()).unwrap_or_else(|| "value".to_owned());
                let shown = self.show(&typed.ty);
                self.report(errors::null_in_text(typed.span(), &value, &shown));
                return;
            }
            TyKind::Resource(name) => format!(
                "write `.ref` for its identifier, or an attribute{}",
                self.attribute_list(name).map_or_else(String::new, |list| format!(": {list}"))
            ),
            TyKind::Instance(body) => {
                let outputs: Vec<_> = self.body(*body).outputs.keys().map(|n| format!("`.{n}`")).collect();
                match outputs.is_empty() {
                    true => "it has no outputs".into(),
                    false => format!("name the output that is meant: {}", outputs.join(", ")),
                }
            }
            TyKind::Duration(_) => "say in which unit: `.seconds`, `.minutes`, `.hours`, `.days`".into(),
            TyKind::Size(_) => "say in which unit: `.bytes`, `.kib`, `.mib`, `.gib`".into(),
            TyKind::List(_) | TyKind::OpaqueList(_) => {
                format!("join its elements: `join({}, \",\")`", self.text(typed.span()).as_deref().unwrap_or("list"))
            }
            TyKind::Map(_) | TyKind::Record(_) | TyKind::Json => {
                format!("write it as text: `json({})`", self.text(typed.span()).as_deref().unwrap_or("value"))
            }
            TyKind::Union(members) => {
                for member in members {
                    if matches!(**member, TyKind::Record(_) | TyKind::List(_) | TyKind::Map(_)) {
                        let shown = self.show(&typed.ty);
                        self.report(errors::not_text(typed.span(), &shown, "choose one with `match` first"));
                        return;
                    }
                }
                return;
            }
            _ => return,
        };
        let shown = self.show(&typed.ty);
        self.report(errors::not_text(typed.span(), &shown, &help));
    }

    /// What a name means where it stands.
    pub(super) fn name(&mut self, cx: &mut Cx<'a>, name: &ast::Symbol, span: Span) -> Typed {
        if name.is_empty() {
            return Typed::error(span);
        }
        if let Some(local) = cx.local(name) {
            self.recording.name(span, || Meaning::Declared(local.span));
            let kind = match &local.alias {
                None => ExprKind::Local(local.slot),
                Some((whole, field)) => {
                    let whole = hir::Expr { kind: ExprKind::Local(*whole), span };
                    ExprKind::Field(Box::new(whole), field.clone())
                }
            };
            return Typed::new(kind, span, local.ty.clone(), local.staged.clone());
        }
        if let Some((block, cell, up)) = cx.cell(name) {
            if let Some(decl) = cx.blocks[block].cells[cell as usize].decls.first() {
                self.recording.name(span, || Meaning::Declared(decl.span));
            }
            let (ty, staged) = self.cell(cx, block, cell, span);
            return Typed::new(ExprKind::Cell(CellRef { up, cell }), span, ty, staged);
        }
        if let Some(member) = self.app_member(cx, name) {
            self.recording.name(span, || Meaning::Declared(member.2));
            return Typed::known(ExprKind::Cell(member.0), span, member.1);
        }
        if let Some(found) = self.modules.lookup(cx.module, name) {
            return match found.target {
                Target::Missing => Typed::error(span),
                Target::Module(module) => {
                    self.note_target(span, found.target);
                    let own = self.modules.get(module).names.iter().filter(|(_, n)| !n.imported);
                    let example = own.map(|(n, _)| n.as_str()).min().unwrap_or("…");
                    let help = format!("name what is meant of it: `{name}.{example}`");
                    self.report(errors::not_a_value(span, name, "a module", Some(help), found.span));
                    Typed::error(span)
                }
                Target::Item(item) => {
                    self.note_target(span, found.target);
                    self.item_value(item, name, span)
                }
            };
        }
        if matches!(name.as_str(), "env" | "stack" | "aws") {
            self.report(errors::root_as_value(span, name));
            return Typed::error(span);
        }
        let help = self.value_help(cx, name);
        self.report(errors::unknown_name(span, name, help));
        Typed::error(span)
    }

    /// The value that a declaration of a file is.
    pub(super) fn item_value(&mut self, item: crate::resolve::ItemId, name: &str, span: Span) -> Typed {
        match self.modules.item(item) {
            Item::Let(tree) => match self.global(item, tree, span) {
                Some((id, (ty, staged))) => Typed::new(ExprKind::Global(id), span, ty, staged),
                None => Typed::error(span),
            },
            other => {
                let help = match other {
                    Item::Function(_) => Some(format!("call it: `{name}(…)`")),
                    Item::Construct(_) => {
                        Some(format!("instantiate it, `resource x = {name} {{ … }}`, and use the outputs of `x`"))
                    }
                    Item::Stack(_) => Some(format!(
                        "an app instantiates it, `stack x = {name} {{ … }}`, and gives `x` or its outputs to the \
                         params of others"
                    )),
                    Item::Env(_) => Some(format!("one environment takes over another's values by `extends {name}`")),
                    _ => None,
                };
                let declared = crate::resolve::declared_name(other).map_or(span, |n| n.span);
                self.report(errors::not_a_value(span, name, item_noun(other), help, declared));
                Typed::error(span)
            }
        }
    }

    /// `env.name`, `stack.region`, `aws.account_id`; `None` when the base is none of these roots.
    pub(super) fn root_field(&mut self, cx: &Cx<'a>, base: &Expr, name: &ast::Ident, span: Span) -> Option<Typed> {
        let Tree::Name(root) = &base.kind else { return None };
        if cx.local(root).is_some() || cx.cell(root).is_some() || self.modules.get(cx.module).names.contains_key(root) {
            return None;
        }
        self.recording.name(base.span, || Meaning::Root(root.clone()));
        let field = name.name.as_str();
        let (known, found): (&[&str], Option<Typed>) = match root.as_str() {
            "env" => {
                if matches!(cx.role, Role::File | Role::Function) {
                    self.report(errors::no_environment(span, root));
                    return Some(Typed::error(span));
                }
                let ty = match field {
                    "name" => Some(types::string()),
                    "account" => Some(types::named(NamedString::AccountId)),
                    "region" => Some(types::named(NamedString::Region)),
                    "production" => Some(types::bool()),
                    _ => None,
                };
                let kind = ExprKind::Env(name.name.clone());
                (&["name", "account", "region", "production"], ty.map(|ty| Typed::known(kind, span, ty)))
            }
            "stack" => {
                if !matches!(cx.role, Role::Body(BodyKind::Construct | BodyKind::Stack)) {
                    self.report(errors::no_environment(span, root));
                    return Some(Typed::error(span));
                }
                let ty = match field {
                    "name" => Some(types::string()),
                    "account" => Some(types::named(NamedString::AccountId)),
                    "region" => Some(types::named(NamedString::Region)),
                    _ => None,
                };
                let kind = ExprKind::Stack(name.name.clone());
                (&["name", "account", "region"], ty.map(|ty| Typed::known(kind, span, ty)))
            }
            "aws" => {
                let found = Pseudo::ALL.iter().find(|p| p.1 == field).map(|p| {
                    let ty = match p.0 {
                        Pseudo::NotificationArns => types::opaque_list(types::string()),
                        _ => types::string(),
                    };
                    Typed::new(ExprKind::Pseudo(p.0), span, ty, Staged::at(Stage::Given, span))
                });
                const NAMES: [&str; 7] =
                    ["account_id", "region", "partition", "url_suffix", "stack_id", "stack_name", "notification_arns"];
                (&NAMES, found)
            }
            _ => return None,
        };
        Some(found.unwrap_or_else(|| {
            if !name.is_missing() {
                let help = did_you_mean(field, known.iter().copied());
                self.report(errors::no_field(name.span, field, &format!("`{root}`"), help, known));
            }
            Typed::error(span)
        }))
    }
}
