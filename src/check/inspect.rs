//! What rules and tests see of resources: properties as they are written, facts, IAM statements.

use std::sync::Arc;

use super::{Checker, context::Cx, errors, resource::property, typed::Typed};
use crate::{
    ast::{self, Argument, ExprKind as Tree, Ident, Item, Symbol},
    hir::{self, ExprKind, Find, Look, Selection},
    registry::{
        NodeId, ResourceType,
        model::{Facet, Flags, Kinds},
        registry,
    },
    resolve::{Target, did_you_mean},
    source::Span,
    types::{self, Ty, TyKind},
};

/// What stands for the resources of all types.
pub(super) const ANY_RESOURCE: &str = "Resource";

/// Whether a field of a value of this type is looked up here.
pub(super) fn is_looked_at(ty: &Ty, name: &Ident) -> bool {
    match &**ty {
        TyKind::Resource(_) => true,
        TyKind::Instance(_) => name.name == "meta",
        TyKind::Union(members) => members.iter().all(|m| matches!(**m, TyKind::Resource(_))),
        _ => false,
    }
}

impl<'a> Checker<'a> {
    /// A property or attribute of a resource, or its `meta`.
    pub(super) fn looked_at(&mut self, of: Typed, ty: &Ty, name: &Ident, span: Span, optional: bool) -> Typed {
        if name.name == "meta" {
            let kind = ExprKind::Look(Look::Meta(Box::new(of.hir)));
            return Typed::known(kind, span, meta_ty(matches!(**ty, TyKind::Instance(_))));
        }
        let types = resource_types(ty);
        let mut found = Vec::with_capacity(types.len());
        for resource in &types {
            match self.written_property(resource, &name.name) {
                Some(ty) => found.push(ty),
                None if types.len() == 1 && self.has_attribute(resource, &name.name) => {
                    return self.attribute(of, resource.clone(), name, span, optional);
                }
                None => {
                    let names = self.property_names(resource);
                    let attributes = self.attribute_names(resource);
                    let known = names.iter().chain(&attributes).map(String::as_str).chain(["meta", "ref"]);
                    let help = did_you_mean(&name.name, known);
                    self.report(errors::no_property(name.span, &name.name, resource, help));
                    return Typed::error(span);
                }
            }
        }
        types.iter().for_each(|resource| self.inspected(resource));
        let ty = match &found[..] {
            [one] => one.clone(),
            several => types::union(several.iter().map(blurred)),
        };
        let kind = ExprKind::Look(Look::Property { of: Box::new(of.hir), name: name.name.clone(), optional });
        Typed::known(kind, span, ty)
    }

    /// Remembers that properties of this type are read.
    fn inspected(&mut self, resource: &Symbol) {
        let read = match self.in_test {
            true => &mut self.program.read_by_tests,
            false => &mut self.program.read_by_rules,
        };
        if resource == ANY_RESOURCE {
            read.everything = true;
        } else {
            read.types.insert(resource.clone());
        }
    }

    fn has_attribute(&self, resource: &str, name: &str) -> bool {
        let prefix = format!("{name}.");
        name == "ref"
            || (resource != ANY_RESOURCE
                && (self.attribute_ty(resource, name).is_some()
                    || self.attribute_names(resource).iter().any(|n| n.starts_with(&prefix))))
    }

    fn property_names(&self, resource: &str) -> Vec<String> {
        if let Some(custom) = self.custom.get(resource)
            && let TyKind::Record(record) = &*custom.properties
        {
            return record.fields.keys().map(|n| n.to_string()).collect();
        }
        match registry().resource_type(resource) {
            Some(schema) => schema.property_names(schema.root),
            None => Vec::new(),
        }
    }

    /// What a property of a resource is, as it is written; `None` when the type has none of that name.
    fn written_property(&self, resource: &Symbol, name: &str) -> Option<Ty> {
        if let Some(custom) = self.custom.get(resource) {
            let TyKind::Record(record) = &*custom.properties else { return None };
            let declared = record.fields.get(name).map(|f| f.ty.clone());
            return declared.or_else(|| custom.damaged.then(|| types::optional(types::json())));
        }
        let Some(schema) = registry().resource_type(resource) else {
            // Any type, or one without a schema: any property may be there.
            return (name != "ref").then(|| types::optional(types::json()));
        };
        let found = schema.property(schema.root, name).filter(|p| !p.flags.has(Flags::READ_ONLY))?;
        Some(read_property(resource, &schema, found))
    }

    /// A field of a record within a resource's properties.
    pub(super) fn property_of_node(&mut self, resource: &Symbol, node: u32, name: &Ident) -> Option<Ty> {
        let schema = registry().resource_type(resource)?;
        if let Some(found) = schema.property(NodeId(node), &name.name) {
            return Some(read_property(resource, &schema, found));
        }
        if let Some(child) = schema.child(NodeId(node), &name.name) {
            return Some(types::optional(read_ty(resource, &schema, child)));
        }
        let names = schema.property_names(NodeId(node));
        let help = did_you_mean(&name.name, names.iter().map(String::as_str));
        let known: Vec<&str> = names.iter().map(String::as_str).collect();
        let shown = match schema.definition_name(NodeId(node)) {
            Some(definition) => format!("`{definition}` of `{resource}`"),
            None => format!("this part of `{resource}`"),
        };
        self.report(errors::no_field(name.span, &name.name, &shown, help, &known));
        None
    }

    /// `resources(T)`, `only(T, in: env)`, `count(T)`.
    pub(super) fn find(
        &mut self,
        cx: &mut Cx<'a>,
        find: Find,
        name: &str,
        arguments: &'a [Argument],
        span: Span,
    ) -> Typed {
        let Some(given) = self.arrange(arguments, &["type", "in"], 1, false, (name, span)) else {
            return Typed::error(span);
        };
        let Some(Some(operand)) = given.first() else { return Typed::error(span) };
        let Some((ty, mut selection)) = self.type_operand(cx, &operand.value) else { return Typed::error(span) };
        if let Some(Some(env)) = given.get(1) {
            let Some(index) = self.env_operand(cx, &env.value) else { return Typed::error(span) };
            if !selection.bodies.is_empty() {
                self.report(errors::constructs_elsewhere(operand.value.span));
                return Typed::error(span);
            }
            selection.env = Some(index);
        }
        let ty = match find {
            Find::All => types::list(ty),
            Find::Only => ty,
            Find::Count => types::int(),
        };
        let selection = Arc::new(selection);
        if selection.env.is_some() && find != Find::Count {
            // What crosses is copied, so it must have been kept.
            selection.types.iter().for_each(|t| self.inspected(t));
            if selection.everything {
                self.inspected(&ANY_RESOURCE.into());
            }
        }
        Typed::known(ExprKind::Look(Look::Find(find, selection)), span, ty)
    }

    /// A type as an operand: `AWS::S3::Bucket`, a construct, or `Resource` for all.
    fn type_operand(&mut self, cx: &mut Cx<'a>, e: &'a ast::Expr) -> Option<(Ty, Selection)> {
        let path: Vec<&Symbol> = match &e.unparen().kind {
            Tree::ResourceType(name) => {
                return self.known_resource_type(name).then(|| {
                    let selection =
                        Selection { name: name.name.clone(), types: vec![name.name.clone()], ..Selection::default() };
                    (types::resource(name.name.clone()), selection)
                });
            }
            _ => name_path(e)?,
        };
        let [inner @ .., last] = &path[..] else { return None };
        let mut module = cx.module;
        for (i, name) in inner.iter().enumerate() {
            let found = match i {
                0 => self.modules.lookup(module, name).map(|n| n.target),
                _ => self.modules.declared(module, name),
            };
            match found {
                Some(Target::Module(inner)) => module = inner,
                _ => {
                    self.report(errors::not_a_type_operand(e.span));
                    return None;
                }
            }
        }
        let target = match inner.is_empty() {
            true => self.modules.lookup(module, last).map(|n| n.target),
            false => self.modules.declared(module, last),
        };
        match target {
            Some(Target::Item(item)) if matches!(self.modules.item(item), Item::Construct(_) | Item::Stack(_)) => {
                let body = self.body_id(item)?;
                self.body_checked(body, e.span);
                let selection = Selection { name: Symbol::clone(last), bodies: vec![body], ..Selection::default() };
                Some((Arc::new(TyKind::Instance(body)), selection))
            }
            None if inner.is_empty() && **last == ANY_RESOURCE => {
                let selection = Selection { name: Symbol::clone(last), everything: true, ..Selection::default() };
                Some((types::resource(Symbol::clone(last)), selection))
            }
            Some(Target::Missing) => None,
            _ => {
                self.report(errors::not_a_type_operand(e.span));
                None
            }
        }
    }

    /// An environment as an operand.
    fn env_operand(&mut self, cx: &mut Cx<'a>, e: &'a ast::Expr) -> Option<usize> {
        let target = match name_path(e).as_deref() {
            Some([name]) => self.modules.lookup(cx.module, name).map(|n| n.target),
            Some([module, name]) => match self.modules.lookup(cx.module, module).map(|n| n.target) {
                Some(Target::Module(module)) => self.modules.declared(module, name),
                other => other,
            },
            _ => None,
        };
        if let Some(Target::Item(item)) = target
            && let Item::Env(tree) = self.modules.item(item)
        {
            let index = self.env(item, tree)?;
            if !self.program.envs[index].is_abstract {
                // What a rule looks at is made when it asks.
                if self.in_test && !self.program.compared.contains(&index) {
                    self.program.compared.push(index);
                }
                return Some(index);
            }
        }
        if target != Some(Target::Missing) {
            self.report(errors::not_an_env_operand(e.span));
        }
        None
    }

    /// `statements(r)`.
    pub(super) fn statements(&mut self, cx: &mut Cx<'a>, arguments: &'a [Argument], span: Span) -> Typed {
        let Some(given) = self.arrange(arguments, &["of"], 1, false, ("statements", span)) else {
            return Typed::error(span);
        };
        let Some(Some(of)) = given.first() else { return Typed::error(span) };
        let typed = self.infer(cx, &of.value);
        let resources = resource_types(&typed.ty);
        if typed.is_error() {
            return Typed::error(span);
        }
        if resources.is_empty() {
            let shown = self.show(&typed.ty);
            self.report(errors::bad_argument(
                of.value.span,
                "statements",
                "of",
                &format!("expected a resource, found {shown}"),
            ));
            return Typed::error(span);
        }
        resources.iter().for_each(|r| self.inspected(r));
        let kind = ExprKind::Look(Look::Statements(Box::new(typed.hir)));
        Typed::known(kind, span, types::list(statement_ty()))
    }

    /// `stacks()`.
    pub(super) fn stack_facts(&mut self, cx: &Cx<'a>, arguments: &'a [Argument], span: Span) -> Typed {
        if self.arrange(arguments, &[], 0, false, ("stacks", span)).is_none() {
            return Typed::error(span);
        }
        if cx.role != super::context::Role::Test {
            self.report(errors::only_in_tests(span, "stacks").help("write it in a `test`: rules look at resources"));
            return Typed::error(span);
        }
        Typed::known(ExprKind::Look(Look::Stacks), span, types::map(stack_ty()))
    }

    /// `known(value)`.
    pub(super) fn is_known(&mut self, cx: &mut Cx<'a>, arguments: &'a [Argument], span: Span) -> Typed {
        let Some(given) = self.arrange(arguments, &["value"], 1, false, ("known", span)) else {
            return Typed::error(span);
        };
        let Some(Some(value)) = given.first() else { return Typed::error(span) };
        let typed = self.infer(cx, &value.value);
        if typed.is_error() {
            return Typed::error(span);
        }
        Typed::known(ExprKind::Look(Look::Known(Box::new(typed.hir))), span, types::bool())
    }

    /// `like(value, { … })`.
    pub(super) fn like(&mut self, cx: &mut Cx<'a>, arguments: &'a [Argument], span: Span) -> Typed {
        let Some(given) = self.arrange(arguments, &["value", "parts"], 2, false, ("like", span)) else {
            return Typed::error(span);
        };
        let (Some(Some(value)), Some(Some(parts))) = (given.first(), given.get(1)) else { return Typed::error(span) };
        let typed = self.infer(cx, &value.value);
        let parts = self.parts(cx, &typed.ty, &parts.value);
        if typed.is_error() || parts.is_error() {
            return Typed::error(span);
        }
        let kind = ExprKind::Look(Look::Like(Box::new(typed.hir), Box::new(parts.hir)));
        Typed::known(kind, span, types::bool())
    }

    /// What a value of a type is compared with, or parts of it: checked against the schema where it is a property.
    pub(super) fn parts(&mut self, cx: &mut Cx<'a>, of: &Ty, e: &'a ast::Expr) -> Typed {
        let of = types::without_null(of);
        let (resource, node) = match &*of {
            TyKind::Resource(resource) => match registry().resource_type(resource) {
                Some(schema) => {
                    self.inspected(resource);
                    (resource.clone(), schema.root.0)
                }
                None => {
                    self.inspected(resource);
                    return self.expr(cx, e, Some(&types::json()));
                }
            },
            TyKind::Property(resource, node) => (resource.clone(), *node),
            TyKind::List(element) => match &*types::without_null(element) {
                TyKind::Property(resource, node) => {
                    // The elements are records of the schema, each of which may be given in part.
                    let (resource, node) = (resource.clone(), *node);
                    let want = types::list(property(&resource, NodeId(node)));
                    cx.leaves.clear();
                    let typed = self.expr(cx, e, Some(&want));
                    if let (Some(schema), ExprKind::List(items)) =
                        (registry().resource_type(&resource), &typed.hir.kind)
                    {
                        for item in items {
                            if let hir::Item::Value(item) | hir::Item::If(_, item) = item {
                                self.validate_partial(cx, &schema, NodeId(node), item, false);
                            }
                        }
                    }
                    return typed;
                }
                _ => return self.expr(cx, e, Some(&of)),
            },
            _ => return self.expr(cx, e, Some(&types::widen(&of))),
        };
        let Some(schema) = registry().resource_type(&resource) else { return self.infer(cx, e) };
        cx.leaves.clear();
        let typed = self.expr(cx, e, Some(&property(&resource, NodeId(node))));
        if matches!(typed.hir.kind, ExprKind::Record(_)) {
            self.validate_partial(cx, &schema, NodeId(node), &typed.hir, false);
        }
        typed
    }

    /// What a rule is about: the type of its resource, and how it is selected.
    pub(super) fn rule_types(&mut self, cx: &mut Cx<'a>, written: &'a [ast::TypeRef]) -> (Ty, Selection) {
        let mut selection = Selection::default();
        let (mut types_found, mut names) = (Vec::new(), Vec::new());
        for ty in written {
            match ty {
                ast::TypeRef::Resource(name) => {
                    if self.known_resource_type(name) {
                        selection.types.push(name.name.clone());
                        types_found.push(types::resource(name.name.clone()));
                        names.push(name.name.to_string());
                    }
                }
                ast::TypeRef::Named(path)
                    if path.as_ident().is_some_and(|n| n.name == ANY_RESOURCE)
                        && !self.modules.get(cx.module).names.contains_key(ANY_RESOURCE) =>
                {
                    selection.everything = true;
                    types_found.push(types::resource(ANY_RESOURCE));
                    names.push(ANY_RESOURCE.to_owned());
                }
                ast::TypeRef::Named(path) => {
                    let ty = self.ty_of_path(cx.module, path);
                    if let TyKind::Instance(body) = &*ty {
                        self.body_checked(*body, path.span);
                        selection.bodies.push(*body);
                        names.push(path.to_string());
                        types_found.push(ty);
                    }
                }
                ast::TypeRef::Error(_) => {}
            }
        }
        selection.name = names.join(" | ").into();
        let mixed = [!selection.types.is_empty(), !selection.bodies.is_empty(), selection.everything];
        let kinds = mixed.iter().filter(|m| **m).count();
        if (kinds > 1 || selection.bodies.len() > 1)
            && let Some(second) = written.get(1)
        {
            self.report(errors::rule_about_different(second.span()));
            return (types::error(), Selection::default());
        }
        match types_found.is_empty() {
            true => (types::error(), selection),
            false => (types::union(types_found), selection),
        }
    }
}

/// The names of a path that is written as an expression: `net.Vpc`.
fn name_path(e: &ast::Expr) -> Option<Vec<&Symbol>> {
    match &e.unparen().kind {
        Tree::Name(name) => Some(vec![name]),
        Tree::Field { base, name } => {
            let mut path = name_path(base)?;
            path.push(&name.name);
            Some(path)
        }
        _ => None,
    }
}

/// A property as it is read: `null` when it need not be there.
fn read_property(resource: &Symbol, schema: &ResourceType, found: &crate::registry::model::Property) -> Ty {
    let ty = read_ty(resource, schema, found.node);
    if found.flags.has(Flags::REQUIRED) { ty } else { types::optional(ty) }
}

/// The kinds of a node; where it leaves them to its parts, theirs.
fn kinds_of(schema: &ResourceType, node: NodeId, depth: u8) -> Kinds {
    let kinds = schema.node(node).kinds;
    if !kinds.is_any() || depth == 0 {
        return kinds;
    }
    for facet in &schema.node(node).facets {
        let (nodes, all) = match facet {
            Facet::AllOf(nodes) => (nodes, true),
            Facet::AnyOf(nodes) | Facet::OneOf(nodes) => (nodes, false),
            _ => continue,
        };
        let mut parts = nodes.iter().map(|node| kinds_of(schema, *node, depth - 1));
        let found = match all {
            true => parts.find(|part| !part.is_any()),
            false => parts.reduce(Kinds::union),
        };
        if let Some(found) = found.filter(|found| !found.is_any()) {
            return found;
        }
    }
    kinds
}

/// What a value at a node is to who reads it. Records stay nodes, so that nothing is unfolded.
fn read_ty(resource: &Symbol, schema: &ResourceType, node: NodeId) -> Ty {
    let kinds = kinds_of(schema, node, 4);
    let only = |kind: Kinds| kinds.meets(kind) && kinds.names().count() == 1;
    if schema.takes_json(node) {
        types::json()
    } else if only(Kinds::BOOLEAN) {
        types::bool()
    } else if only(Kinds::INTEGER) {
        types::int()
    } else if only(Kinds::NUMBER) {
        types::float()
    } else if only(Kinds::STRING) {
        types::string()
    } else if only(Kinds::LIST) {
        types::list(schema.item(node).map_or_else(types::json, |item| read_ty(resource, schema, item)))
    } else if only(Kinds::OBJECT) {
        let map = schema.node(node).facets.iter().find_map(|facet| match facet {
            Facet::Object(object) if object.is_map() => Some(()),
            _ => None,
        });
        match map {
            Some(()) => types::map(schema.child(node, "x").map_or_else(types::json, |n| read_ty(resource, schema, n))),
            None if schema.property_names(node).is_empty() => types::json(),
            None => property(resource, node),
        }
    } else {
        types::json()
    }
}

/// A type in which records of a schema are any, since those of two schemas have nothing in common.
fn blurred(ty: &Ty) -> Ty {
    match &**ty {
        TyKind::Optional(inner) => types::optional(blurred(inner)),
        TyKind::List(inner) => types::list(blurred(inner)),
        TyKind::Map(inner) => types::map(blurred(inner)),
        TyKind::Property(..) => types::json(),
        _ => ty.clone(),
    }
}

fn record(name: &str, fields: Vec<(&str, Ty)>) -> Ty {
    let fields = fields.into_iter().map(|(n, ty)| (n.into(), types::Field { ty, default: None, span: None }));
    Arc::new(TyKind::Record(Arc::new(types::RecordTy { name: Some(name.into()), fields: fields.collect() })))
}

/// Where a resource or instance stands, and what becomes of a resource.
fn meta_ty(is_instance: bool) -> Ty {
    let all = ["path", "stack", "type", "logical_id", "on_delete", "on_replace"];
    let names = if is_instance { &all[..3] } else { &all[..] };
    record("meta", names.iter().map(|name| (*name, types::string())).collect())
}

fn statement_ty() -> Ty {
    let strings = || types::list(types::string());
    record(
        "statement",
        vec![
            ("property", types::string()),
            ("sid", types::optional(types::string())),
            ("effect", types::union(["Allow", "Deny"].map(types::literal_str))),
            ("actions", strings()),
            ("not_actions", strings()),
            ("resources", strings()),
            ("not_resources", strings()),
            ("principals", strings()),
            ("not_principals", strings()),
            ("conditions", types::optional(types::json())),
            ("reason", types::optional(types::string())),
        ],
    )
}

fn stack_ty() -> Ty {
    let strings = || types::list(types::string());
    record(
        "stack",
        vec![
            ("name", types::string()),
            ("region", types::optional(types::string())),
            ("account", types::optional(types::string())),
            ("description", types::optional(types::string())),
            ("termination_protection", types::bool()),
            ("tags", types::map(types::string())),
            ("resources", types::int()),
            ("bytes", types::int()),
            ("parameters", strings()),
            ("outputs", strings()),
            ("exports", strings()),
            ("needs", strings()),
        ],
    )
}

/// Whether a value of this type is a record of a resource's properties, or a list of such.
pub(super) fn is_part(ty: &Ty) -> bool {
    match &*types::without_null(ty) {
        TyKind::Property(..) => true,
        TyKind::List(element) => is_part(element),
        _ => false,
    }
}

/// The resource types that a value of the type may have.
fn resource_types(ty: &Ty) -> Vec<Symbol> {
    match &**ty {
        TyKind::Resource(resource) => vec![resource.clone()],
        TyKind::Union(members) => members.iter().flat_map(resource_types).collect(),
        _ => Vec::new(),
    }
}
