//! Raw resources: their properties, identifiers and attributes against the registry.

use super::{
    Checker,
    context::{Cx, Leaf},
    errors,
    stage::Staged,
    typed::Typed,
};
use crate::{
    ast::{self, ResourceTypeName, Symbol},
    builtins::Stage,
    diagnostics::Help,
    hir::{self, ExprKind},
    registry::{
        NodeId, ResourceType,
        model::{Additional, Facet, Flags, Kinds, OpenAttributes, Source},
        registry,
    },
    types::{self, Ty, TyKind},
};

impl<'a> Checker<'a> {
    /// Whether a resource type exists; reports one that cannot.
    pub(super) fn known_resource_type(&mut self, name: &ResourceTypeName) -> bool {
        if name.name.is_empty() {
            return false;
        }
        if registry().has_type(&name.name) || self.custom.contains_key(&name.name) {
            return true;
        }
        if name.name.starts_with("Custom::") || name.name == "AWS::CloudFormation::CustomResource" {
            if self.untyped.insert(name.name.clone()) {
                self.report(errors::undeclared_custom(name.span, &name.name));
            }
            return true;
        }
        let help = self.suggest_type(&name.name);
        if !name.name.starts_with("AWS::") || help.is_some() || !self.is_known_service(&name.name) {
            self.report(errors::unknown_resource_type(name.span, &name.name, help));
            return false;
        }
        // A type of a known service may be newer than the pack.
        if self.untyped.insert(name.name.clone()) {
            self.report(errors::type_newer_than_pack(name.span, &name.name, registry().date()));
        }
        true
    }

    fn is_known_service(&self, name: &str) -> bool {
        let prefix: String = name.split("::").take(2).map(|s| format!("{s}::")).collect();
        registry().types_in_service(&prefix).next().is_some()
    }

    fn suggest_type(&self, name: &str) -> Option<Help> {
        if !self.suggests(registry().type_names().count()) {
            return None;
        }
        // Pseudo parameters look like types.
        if let Some((_, own, _)) = crate::hir::Pseudo::ALL.iter().find(|pseudo| pseudo.2 == name) {
            return Some(Help::write(&format!("aws.{own}")));
        }
        if name == "AWS::NoValue" {
            return Some("write `null`: it leaves a property out".into());
        }
        let last = |n: &str| n.rsplit("::").next().unwrap_or_default().to_owned();
        let short = last(name);
        if let Some(near) = crate::resolve::nearest(name, registry().type_names()) {
            return Some(Help::meant(near));
        }
        let custom = self.custom.keys().map(|n| n.as_str());
        if let Some(near) = crate::resolve::nearest(name, custom) {
            return Some(Help::meant(near));
        }
        // The right type in the wrong service: `AWS::EC2::Bucket`.
        let elsewhere: Vec<&str> =
            registry().type_names().filter(|n| last(n).eq_ignore_ascii_case(&short)).take(3).collect();
        (!elsewhere.is_empty()).then(|| Help::meant_one_of(elsewhere))
    }

    /// A raw resource: its record against the schema, and its decorators.
    pub(super) fn resource(&mut self, cx: &mut Cx<'a>, tree: &'a ast::Resource, name: &Symbol) -> hir::Resource {
        cx.leaves.clear();
        // Of a declaration with mistakes it is not known what is missing in it.
        let custom = self.custom.get(name).map(|c| if c.damaged { types::json() } else { c.properties.clone() });
        let schema = registry().resource_type(name);
        let span = tree.ty.span();
        let empty = Typed::known(ExprKind::Record(Vec::new()), span, types::record(Vec::<(Symbol, Ty)>::new()));
        let properties = match (&tree.body, &custom, &schema) {
            (Some(body), Some(want), _) => {
                let want = custom_properties(want);
                let typed = self.record(cx, body, Some(&want));
                self.fit(cx, typed, &want, None)
            }
            (None, Some(_), _) => empty,
            (body, None, Some(schema)) => {
                let want = property(name, schema.root);
                let typed = body.as_ref().map_or(empty, |body| self.record(cx, body, Some(&want)));
                let place = body.as_ref().map_or(span, |b| super::record::opening(b.span));
                self.validate(cx, schema, schema.root, &typed.hir, place);
                typed
            }
            (Some(body), None, None) => self.record(cx, body, Some(&types::json())),
            (None, None, None) => empty,
        };
        self.no_secrets(cx, name, &properties.hir);
        let decorators = self.decorators(cx, &tree.attached, true);
        let untyped = custom.is_none() && schema.is_none();
        hir::Resource { ty: name.clone(), properties: properties.hir, decorators, untyped }
    }

    /// Something deployed elsewhere: what identifies it.
    pub(super) fn existing(&mut self, cx: &mut Cx<'a>, tree: &'a ast::Existing, name: &Symbol) -> hir::Existing {
        let mut names = vec!["ref".to_owned()];
        if let Some(schema) = registry().resource_type(name) {
            names.extend(schema.primary_identifier.iter().map(|n| n.to_string()));
            names.extend(schema.ref_gives.iter().flat_map(|n| n.split('|').map(str::to_owned).collect::<Vec<_>>()));
        }
        names.extend(self.attribute_names(name));
        let ty = tree.ty.span();
        let identifier = names.get(1).cloned().unwrap_or_else(|| "ref".to_owned());
        let Some(body) = &tree.body else {
            self.report(errors::existing_needs_identifier(ty, name, &identifier));
            return hir::Existing { ty: name.clone(), identifier: hir::Expr { kind: ExprKind::Error, span: ty } };
        };
        for field in &body.fields {
            let key = match field {
                ast::Field::Pair { key, .. } => key.text().map(|t| (t.clone(), key.span())),
                ast::Field::Shorthand(name) => Some((name.name.clone(), name.span)),
                _ => None,
            };
            match key {
                Some((key, _)) if names.iter().any(|n| *n == key) => {}
                Some((key, span)) => {
                    let help = crate::resolve::did_you_mean(&key, names.iter().map(String::as_str));
                    self.report(errors::not_an_identifier(span, &key, name, help, &names));
                }
                None => self.report(errors::plain_fields_only(field.span(), "existing")),
            }
        }
        if body.fields.is_empty() {
            self.report(errors::existing_needs_identifier(ty, name, &identifier));
        }
        let text = types::union([types::string(), types::int()]);
        let known = names.iter().map(|n| {
            let is_list = matches!(self.attribute_ty(name, n).as_deref(), Some(TyKind::OpaqueList(_)));
            (n.clone(), types::optional(if is_list { types::list(types::string()) } else { text.clone() }))
        });
        let want = types::record(known.collect::<Vec<_>>());
        let given = body.fields.iter().all(|f| match f {
            ast::Field::Pair { key, .. } => key.text().is_some_and(|k| names.iter().any(|n| *n == **k)),
            ast::Field::Shorthand(key) => names.iter().any(|n| *n == *key.name),
            _ => false,
        });
        let typed = self.record(cx, body, given.then_some(&want));
        // What is not said of it must stay unknown, and not become `null`.
        let identifier = match typed.hir.kind {
            ExprKind::Coerce(inner, _) => *inner,
            kind => hir::Expr { kind, span: typed.hir.span },
        };
        hir::Existing { ty: name.clone(), identifier }
    }

    /// The type of a deploy-time parameter.
    pub(super) fn parameter_ty(&mut self, cx: &mut Cx<'a>, tree: &'a ast::Parameter) -> Ty {
        let ty = self.ty(cx.module, &tree.ty);
        let ok = |t: &Ty| {
            matches!(
                &**t,
                TyKind::Str(_)
                    | TyKind::Int(_)
                    | TyKind::Float(_)
                    | TyKind::Literal(_)
                    | TyKind::Union(_)
                    | TyKind::Secret(_)
                    | TyKind::Resource(_)
                    | TyKind::Error
            )
        };
        match &*ty {
            TyKind::List(element) if ok(element) => types::opaque_list(element.clone()),
            TyKind::Resource(name) => std::sync::Arc::new(TyKind::Identifier(name.clone(), "ref".into())),
            _ if ok(&ty) => ty,
            _ => {
                let shown = self.show(&ty);
                self.report(errors::parameter_type(tree.ty.span, &shown));
                types::error()
            }
        }
    }

    /// A deploy-time parameter.
    pub(super) fn parameter(&mut self, cx: &mut Cx<'a>, tree: &'a ast::Parameter, ty: &Ty) -> hir::Parameter {
        let value = types::without_secret(ty);
        let element = match &*value {
            TyKind::OpaqueList(element) => types::list(element.clone()),
            TyKind::Identifier(..) => types::string(),
            _ => value.clone(),
        };
        let text = types::optional(types::string());
        let number = types::optional(types::int());
        let want = record_named(
            "parameter",
            [
                ("default", types::optional(element.clone())),
                ("allowed", types::optional(types::list(types::widen(&element)))),
                ("pattern", text.clone()),
                ("min_length", number.clone()),
                ("max_length", number.clone()),
                ("min", number.clone()),
                ("max", number),
                ("no_echo", types::optional(types::bool())),
                ("constraint", text),
            ],
        );
        let details = tree.body.as_ref().map(|body| {
            let typed = self.record(cx, body, Some(&want));
            self.demand(
                cx,
                &typed.staged.flat(),
                Stage::Known,
                body.span,
                "a parameter's details are written when compiling",
            );
            typed.hir
        });
        let cloudformation_type = match &tree.ty.kind {
            ast::TypeKind::ResourceType(name) => cloudformation_parameter(&name.name, false),
            ast::TypeKind::List(inner) => match &inner.kind {
                ast::TypeKind::ResourceType(name) => cloudformation_parameter(&name.name, true),
                _ => match &*value {
                    TyKind::OpaqueList(e) if is_number(e) => "List<Number>".into(),
                    _ => "CommaDelimitedList".into(),
                },
            },
            _ if is_number(&value) => "Number".into(),
            _ => "String".into(),
        };
        hir::Parameter {
            ty: ty.clone(),
            cloudformation_type,
            details,
            docs: tree.attached.docs.as_ref().map(|d| d.text.clone()),
        }
    }

    /// The type of a property of a schema's record; `""` asks for that of any key.
    pub(super) fn property_child(&self, resource: &Symbol, node: u32, key: &str) -> Option<Ty> {
        let schema = registry().resource_type(resource)?;
        if let Some(found) = schema.property(NodeId(node), key) {
            return Some(property(resource, found.node));
        }
        schema.node(NodeId(node)).facets.iter().find_map(|facet| match facet {
            Facet::Object(object) => match (object.additional, object.patterns.first()) {
                (Additional::Node(node), _) => Some(property(resource, node)),
                (_, Some((_, node))) => Some(property(resource, *node)),
                _ => None,
            },
            _ => None,
        })
    }

    /// The type of a list property's elements.
    pub(super) fn property_item(&self, resource: &Symbol, node: u32) -> Option<Ty> {
        let schema = registry().resource_type(resource)?;
        item_node(&schema, NodeId(node), 4).map(|node| property(resource, node))
    }

    /// A value where a property stands: a resource becomes the identifier that is wanted.
    pub(super) fn property_value(&mut self, cx: &mut Cx<'a>, typed: Typed, want: &Ty) -> Typed {
        let TyKind::Property(resource, node) = &**want else { return typed };
        if typed.is_error() {
            return typed;
        }
        if self.no_unit(&typed.ty, typed.span()) {
            return Typed::error(typed.span());
        }
        let typed = self.identified(typed, resource, NodeId(*node));
        self.note_leaf(cx, &typed);
        typed
    }

    /// Elements of a list that is spread where a property's elements stand.
    pub(super) fn property_elements(&mut self, cx: &mut Cx<'a>, typed: &Typed, element: &Ty, want: &Ty) {
        let TyKind::Property(resource, node) = &**want else { return };
        let part = Typed { ty: element.clone(), ..typed.clone() };
        self.identified(part, resource, NodeId(*node));
        self.note_leaf(cx, typed);
    }

    fn identified(&mut self, typed: Typed, resource: &Symbol, node: NodeId) -> Typed {
        let bare = types::without_null(&typed.ty);
        let (of, is_list) = match &*bare {
            TyKind::Resource(of) => (of.clone(), false),
            TyKind::List(element) => match &*types::without_null(element) {
                TyKind::Resource(of) => (of.clone(), true),
                TyKind::Instance(_) => return self.no_instance(typed),
                _ => return typed,
            },
            TyKind::Instance(_) => return self.no_instance(typed),
            _ => return typed,
        };
        let Some(schema) = registry().resource_type(resource) else { return typed };
        let span = typed.span();
        let Some(conversion) = schema.conversion(node, &of) else {
            let error = match schema.wanted(node) {
                Some(wanted) => {
                    let expected: Vec<String> =
                        wanted.related.iter().map(|r| format!("an `{}`", r.type_name)).collect();
                    errors::wrong_resource(span, &of, &expected)
                }
                None => errors::resource_as_text(span, &of, self.attribute_list(&of)),
            };
            self.report(error);
            return Typed::error(span);
        };
        let name: Symbol = match &conversion.source {
            Source::Ref => "ref".into(),
            Source::Attribute(name) => name.as_str().into(),
        };
        let mut ty: Ty = std::sync::Arc::new(TyKind::Identifier(of, name.clone()));
        if is_list {
            ty = types::list(ty);
        }
        if types::may_be_null(&typed.ty) {
            ty = types::optional(ty);
        }
        let staged = Staged::at(Stage::Made, span).and(&typed.staged).with_keys(typed.staged.keys());
        Typed::new(ExprKind::Identifier(Box::new(typed.hir), name), span, ty, staged)
    }

    fn no_instance(&mut self, typed: Typed) -> Typed {
        let TyKind::Instance(body) = &*without_list(&typed.ty) else { return typed };
        let outputs: Vec<String> = self.body(*body).outputs.keys().map(|n| format!("`.{n}`")).collect();
        let shown = self.show(&typed.ty);
        let span = typed.span();
        self.report(errors::instance_as_value(span, &shown, &outputs));
        Typed::error(span)
    }

    /// Remembers what a leaf is, for the registry's view of the record around it.
    pub(super) fn note_leaf(&self, cx: &mut Cx<'a>, typed: &Typed) {
        let is_literal = matches!(
            typed.hir.kind,
            ExprKind::Null
                | ExprKind::Bool(_)
                | ExprKind::Int(_)
                | ExprKind::Float(_)
                | ExprKind::Str(_)
                | ExprKind::Record(_)
                | ExprKind::List(_)
        );
        if !is_literal {
            cx.leaves.insert(typed.hir.span, Leaf { ty: typed.ty.clone(), staged: typed.staged.clone() });
        }
    }

    pub(super) fn leaf_of_choice(&self, cx: &mut Cx<'a>, typed: Typed) -> Typed {
        self.note_leaf(cx, &typed);
        typed
    }

    /// What an attribute is; `None` when the type has none of that name.
    pub(super) fn attribute_ty(&self, resource: &str, name: &str) -> Option<Ty> {
        if let Some(custom) = self.custom.get(resource) {
            let TyKind::Record(record) = &*custom.attributes else { return None };
            let declared = record.fields.get(name).map(|f| f.ty.clone());
            return declared.or_else(|| custom.damaged.then(types::scalar));
        }
        let identifier = || std::sync::Arc::new(TyKind::Identifier(resource.into(), name.into()));
        let Some(schema) = registry().resource_type(resource) else {
            // A type without a schema, custom or newer than the pack: any attribute may be there.
            return Some(types::scalar());
        };
        if let Some(attribute) = schema.attribute(name) {
            let kinds = schema.node(attribute.node).kinds;
            if kinds.meets(Kinds::LIST) && !kinds.meets(Kinds::SCALAR) {
                return Some(types::opaque_list(types::string()));
            }
            return Some(identifier());
        }
        match schema.open_attributes {
            OpenAttributes::Any => Some(types::scalar()),
            OpenAttributes::Outputs if name.starts_with("Outputs.") => Some(types::scalar()),
            _ => None,
        }
    }

    pub(super) fn ref_ty(&self, resource: &str) -> Ty {
        std::sync::Arc::new(TyKind::Identifier(resource.into(), "ref".into()))
    }

    pub(super) fn attribute_names(&self, resource: &str) -> Vec<String> {
        if let Some(custom) = self.custom.get(resource)
            && let TyKind::Record(record) = &*custom.attributes
        {
            return record.fields.keys().map(|n| n.to_string()).collect();
        }
        match registry().resource_type(resource) {
            Some(schema) => schema.attributes.iter().map(|a| a.name.to_string()).collect(),
            None => Vec::new(),
        }
    }

    /// `.Arn`, `.Endpoint.Address` …, for help.
    pub(super) fn attribute_list(&self, resource: &str) -> Option<String> {
        let mut names = self.attribute_names(resource);
        if names.is_empty() {
            return None;
        }
        let identifiers = registry().resource_type(resource).map(|s| s.primary_identifier.clone()).unwrap_or_default();
        // What identifies comes first, then what is short: parts of parts are seldom meant.
        names.sort_by_key(|n| {
            let identifies = identifiers.iter().any(|i| **i == **n);
            let refers = ["Arn", "Id", "Name"].iter().any(|end| n.ends_with(end));
            (n.contains('.'), !identifies, !refers)
        });
        let mut list: Vec<String> = names.iter().take(6).map(|n| format!("`.{n}`")).collect();
        if names.len() > 6 {
            list.push("…".into());
        }
        Some(list.join(", "))
    }

    /// Whether a name is one of the properties that are written, not read.
    pub(super) fn is_property(&self, resource: &str, name: &str) -> bool {
        registry()
            .resource_type(resource)
            .is_some_and(|schema| schema.property(schema.root, name).is_some_and(|p| !p.flags.has(Flags::READ_ONLY)))
    }
}

fn record_named<const N: usize>(name: &str, fields: [(&str, Ty); N]) -> Ty {
    let fields = fields.into_iter().map(|(n, ty)| (n.into(), types::Field { ty, default: None, span: None }));
    std::sync::Arc::new(TyKind::Record(std::sync::Arc::new(types::RecordTy {
        name: Some(name.into()),
        fields: fields.collect(),
    })))
}

fn item_node(schema: &ResourceType, node: NodeId, depth: u8) -> Option<NodeId> {
    let facets = &schema.node(node).facets;
    let own = facets.iter().find_map(|facet| match facet {
        Facet::Items(items) => items.item,
        _ => None,
    });
    own.or_else(|| {
        facets.iter().find_map(|facet| match facet {
            Facet::AllOf(nodes) | Facet::AnyOf(nodes) | Facet::OneOf(nodes) if depth > 0 => {
                nodes.iter().find_map(|node| item_node(schema, *node, depth - 1))
            }
            _ => None,
        })
    })
}

/// The type of what stands at a node.
pub(super) fn property(resource: &Symbol, node: NodeId) -> Ty {
    std::sync::Arc::new(TyKind::Property(resource.clone(), node.0))
}

fn without_list(ty: &Ty) -> Ty {
    match &*types::without_null(ty) {
        TyKind::List(element) => types::without_null(element),
        _ => types::without_null(ty),
    }
}

/// Every custom resource also takes the token of the function or topic behind it.
fn custom_properties(declared: &Ty) -> Ty {
    let TyKind::Record(record) = &**declared else { return declared.clone() };
    if record.fields.contains_key("ServiceToken") {
        return declared.clone();
    }
    let mut fields = record.fields.clone();
    let token = types::Field { ty: types::string(), default: None, span: None };
    fields.insert("ServiceToken".into(), token);
    let timeout = types::Field { ty: types::optional(types::int()), default: None, span: None };
    fields.insert("ServiceTimeout".into(), timeout);
    std::sync::Arc::new(TyKind::Record(std::sync::Arc::new(types::RecordTy { name: record.name.clone(), fields })))
}

fn is_number(ty: &Ty) -> bool {
    match &**ty {
        TyKind::Int(_) | TyKind::Float(_) => true,
        TyKind::Literal(types::Literal::Int(_) | types::Literal::Float(_)) => true,
        TyKind::Union(members) => members.iter().all(is_number),
        _ => false,
    }
}

/// What the fields of a parameter are told to be fields of.
pub(super) const PARAMETER: &str = "`parameter`";

/// The AWS-specific parameter type for a resource's identifier, where CloudFormation has one.
fn cloudformation_parameter(resource: &str, list: bool) -> Symbol {
    let own = match resource {
        "AWS::EC2::VPC" => "AWS::EC2::VPC::Id",
        "AWS::EC2::Subnet" => "AWS::EC2::Subnet::Id",
        "AWS::EC2::SecurityGroup" => "AWS::EC2::SecurityGroup::Id",
        "AWS::EC2::Instance" => "AWS::EC2::Instance::Id",
        "AWS::EC2::Volume" => "AWS::EC2::Volume::Id",
        "AWS::EC2::KeyPair" if !list => "AWS::EC2::KeyPair::KeyName",
        "AWS::Route53::HostedZone" => "AWS::Route53::HostedZone::Id",
        _ if list => return "CommaDelimitedList".into(),
        _ => return "String".into(),
    };
    if list { arcstr::format!("List<{own}>") } else { own.into() }
}
