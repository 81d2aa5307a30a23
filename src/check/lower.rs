//! From types as they are written to types.

use std::sync::Arc;

use indexmap::IndexMap;

use super::{
    Checker,
    context::{Cx, Role, State},
    errors,
    facts::Meaning,
    memo::{Kept, Part, What},
    refine::literal_ty,
    stage::{Staged, Step},
};
use crate::{
    ast::{self, Item, TypeExpr, TypeKind},
    diagnostics::Help,
    resolve::{ItemId, ModuleId, Target, did_you_mean},
    source::Span,
    types::{self, Field, NamedString, RecordTy, Ty, TyKind},
};

/// The names of the built-in types, without those of [`NamedString`].
pub(crate) const BUILT_IN: [&str; 11] =
    ["Bool", "Int", "Float", "String", "Duration", "Size", "Json", "Path", "Map", "Secret", "Partial"];

impl<'a> Checker<'a> {
    /// The type that `written` means in a module.
    pub(super) fn ty(&mut self, module: ModuleId, written: &'a TypeExpr) -> Ty {
        self.deeper(written.span, |this| this.written_ty(module, written)).unwrap_or_else(types::error)
    }

    fn written_ty(&mut self, module: ModuleId, written: &'a TypeExpr) -> Ty {
        match &written.kind {
            TypeKind::Name(path) => self.named_ty(module, path),
            TypeKind::ResourceType(name) => self.resource_ty(name),
            TypeKind::Optional(inner) => types::optional(self.ty(module, inner)),
            TypeKind::List(inner) => types::list(self.ty(module, inner)),
            TypeKind::Generic { name, arguments } => self.generic_ty(module, name, arguments, written.span),
            TypeKind::Record(fields) => self.record_ty(module, fields, None),
            TypeKind::Union(members) => {
                let members: Vec<Ty> = members.iter().map(|m| self.ty(module, m)).collect();
                types::union(members)
            }
            TypeKind::Literal(literal) => literal_ty(literal),
            TypeKind::Refined { name, refinements } => self.refined_ty(module, name, refinements),
            TypeKind::Known(inner) => self.ty(module, inner),
            TypeKind::Error => types::error(),
        }
    }

    /// The parts of a type that `known` pins.
    pub(super) fn pins(written: &TypeExpr) -> Vec<Vec<Step>> {
        fn walk(written: &TypeExpr, at: &mut Vec<Step>, pins: &mut Vec<Vec<Step>>) {
            match &written.kind {
                TypeKind::Known(_) => pins.push(at.clone()),
                TypeKind::Optional(inner) => walk(inner, at, pins),
                TypeKind::List(inner) => {
                    at.push(Step::Element);
                    walk(inner, at, pins);
                    at.pop();
                }
                TypeKind::Record(fields) => {
                    for field in fields {
                        at.push(Step::Field(field.name.name.clone()));
                        walk(&field.ty, at, pins);
                        at.pop();
                    }
                }
                _ => {}
            }
        }
        let mut pins = Vec::new();
        walk(written, &mut Vec::new(), &mut pins);
        pins
    }

    pub(super) fn named_ty(&mut self, module: ModuleId, path: &ast::Path) -> Ty {
        if path.segments.iter().any(ast::Ident::is_missing) {
            return types::error();
        }
        // A declaration of that name was refused, and is what is meant all the same.
        let is_own = |name: &ast::Ident| self.modules.lookup(module, &name.name).is_some();
        if let Some(name) = path.as_ident()
            && !is_own(name)
            && let Some(ty) = built_in(&name.name)
        {
            self.recording.name(name.span, || Meaning::Type(name.name.clone()));
            return ty;
        }
        let mut at = module;
        let last = path.segments.len() - 1;
        for (i, segment) in path.segments.iter().enumerate() {
            let found = match i {
                0 => self.modules.lookup(at, &segment.name).map(|n| n.target),
                _ => Some(self.declared_in(at, segment)),
            };
            let Some(found) = found else {
                self.unknown_type(at, segment);
                return types::error();
            };
            self.note_target(segment.span, found);
            match found {
                Target::Missing => return types::error(),
                Target::Module(inner) => at = inner,
                Target::Item(item) if i == last => return self.item_ty(item, path),
                Target::Item(item) if i + 1 == last && path.segments[last].name == "Params" => {
                    return self.params_ty(item, path);
                }
                Target::Item(_) => {
                    let member = &path.segments[i + 1];
                    self.report(errors::no_member_type(member.span, &member.name, &segment.name));
                    return types::error();
                }
            }
        }
        self.report(errors::not_a_type(path.span, &path.to_string(), "a module", None));
        types::error()
    }

    pub(super) fn unknown_type(&mut self, module: ModuleId, segment: &ast::Ident) {
        let is_type = |target: Target| match target {
            Target::Item(item) => {
                matches!(self.modules.item(item), Item::TypeAlias(_) | Item::Construct(_) | Item::Stack(_))
            }
            _ => false,
        };
        let own = self.modules.get(module).names.iter().filter(|(_, n)| is_type(n.target));
        let names = own.map(|(n, _)| n.as_str()).chain(BUILT_IN).chain(NamedString::ALL.iter().map(|n| n.name()));
        let other = match segment.name.as_str() {
            "string" | "str" => Some("String"),
            "int" | "integer" | "number" | "Number" | "Integer" => Some("Int"),
            "bool" | "boolean" | "Boolean" => Some("Bool"),
            "list" | "List" | "array" | "Array" | "Set" => Some("[T]"),
            "any" | "object" | "Any" | "Object" => Some("Json"),
            "dict" | "Dict" | "Record" => Some("Map<T>"),
            _ => None,
        };
        let help = match other {
            // What is in it is for the user to say.
            Some(ours) if ours.ends_with([']', '>']) => Some(format!("write `{ours}`").into()),
            Some(ours) => Some(Help::write(ours)),
            None if !self.suggests(self.name_count(module)) => None,
            None => did_you_mean(&segment.name, names).or_else(|| self.import_help(&segment.name)),
        };
        self.report(errors::unknown_type(segment.span, &segment.name, help));
    }

    /// The type that a declaration stands for.
    pub(super) fn item_ty(&mut self, id: ItemId, path: &ast::Path) -> Ty {
        match self.modules.item(id) {
            Item::TypeAlias(alias) => self.alias_ty(id, alias, path.span),
            Item::Construct(_) | Item::Stack(_) => match self.body_id(id) {
                Some(body) => Arc::new(TyKind::Instance(body)),
                None => types::error(),
            },
            other => {
                let what = super::item_noun(other);
                let declared = crate::resolve::declared_name(other).map(|n| n.span);
                self.report(errors::not_a_type(path.span, &path.to_string(), what, declared));
                types::error()
            }
        }
    }

    pub(super) fn alias_ty(&mut self, id: ItemId, alias: &'a ast::TypeAlias, from: Span) -> Ty {
        let ty = self.alias_ty_now(id, alias, from);
        self.asked(id, Part::Whole, from);
        ty
    }

    fn alias_ty_now(&mut self, id: ItemId, alias: &'a ast::TypeAlias, from: Span) -> Ty {
        match self.aliases.get(&id) {
            Some(State::Done(ty)) => return ty.clone(),
            Some(State::Busy) => {
                self.recursive_type(id, &alias.name.name, from);
                return types::error();
            }
            _ => {}
        }
        self.aliases.insert(id, State::Busy);
        let found = self.again(id, Part::Whole, |this| {
            let ty = this.asking(id, &alias.name.name, from, |this| match &alias.ty.kind {
                TypeKind::Record(fields) => this.record_ty(id.module, fields, Some(alias.name.name.clone())),
                _ => this.ty(id.module, &alias.ty),
            });
            Some(What::Type(this.bounded((ty, Staged::known()), alias.name.span).0))
        });
        let ty = match found.as_deref() {
            Some(Kept { what: What::Type(ty), .. }) => ty.clone(),
            _ => types::error(),
        };
        self.aliases.insert(id, State::Done(ty.clone()));
        ty
    }

    fn params_ty(&mut self, id: ItemId, path: &ast::Path) -> Ty {
        if !matches!(self.modules.item(id), Item::Construct(_) | Item::Stack(_) | Item::App(_)) {
            let [.., of, last] = &path.segments[..] else { return types::error() };
            self.report(errors::no_member_type(last.span, &last.name, &of.name));
            return types::error();
        }
        let Some(body) = self.body_id(id) else { return types::error() };
        let params = self.params(body, path.span);
        let mut fields = IndexMap::new();
        for param in params.iter() {
            let ty = if param.has_default { types::optional(param.ty.clone()) } else { param.ty.clone() };
            fields.insert(param.name.clone(), Field { ty, default: None, span: Some(param.span) });
        }
        let name = Some(arcstr::format!("{path}"));
        Arc::new(TyKind::Record(Arc::new(RecordTy { name, fields })))
    }

    pub(super) fn resource_ty(&mut self, name: &ast::ResourceTypeName) -> Ty {
        if name.name.is_empty() {
            return types::error();
        }
        self.recording.name(name.span, || Meaning::ResourceType(name.name.clone()));
        match self.known_resource_type(name) {
            true => types::resource(name.name.clone()),
            false => types::error(),
        }
    }

    fn generic_ty(&mut self, module: ModuleId, name: &ast::Ident, arguments: &'a [TypeExpr], span: Span) -> Ty {
        self.recording.name(name.span, || Meaning::Type(name.name.clone()));
        let inner = arguments.iter().map(|a| self.ty(module, a)).collect::<Vec<_>>();
        let first = inner.first().cloned().unwrap_or_else(types::error);
        if inner.len() > 1 {
            self.report(errors::type_arguments(span, &name.name, inner.len()));
        }
        match name.name.as_str() {
            "Map" => types::map(first),
            "Secret" => types::secret(first),
            "Partial" => types::partial(&first),
            other => {
                let help = match other {
                    "List" | "Array" | "Set" => Some("write `[T]` for a list".into()),
                    "Optional" | "Option" | "Maybe" => Some("write `T?` for what may be `null`".into()),
                    "Record" | "Dict" | "HashMap" => Some("write `Map<T>`: keys are strings".into()),
                    _ => did_you_mean(other, ["Map", "Secret", "Partial"]),
                };
                self.report(errors::unknown_type(name.span, &name.name, help));
                types::error()
            }
        }
    }

    /// A record type; its defaults are elaborated against their fields' types.
    pub(super) fn record_ty(
        &mut self,
        module: ModuleId,
        written: &'a [ast::TypeField],
        name: Option<ast::Symbol>,
    ) -> Ty {
        let mut fields: IndexMap<ast::Symbol, Field> = IndexMap::with_capacity(written.len());
        for field in written.iter().filter(|f| !f.name.is_missing()) {
            if let Some(first) = fields.get(&field.name.name).and_then(|f| f.span) {
                self.report(errors::duplicate_field(field.name.span, &field.name.name, first));
                continue;
            }
            let ty = self.ty(module, &field.ty);
            self.recording.declared(field.name.span, field.name.span, &ty, &Staged::known());
            let default = field.default.as_ref().map(|default| {
                let mut cx = Cx::new(module, Role::File);
                let typed = self.expr_as(&mut cx, default, &ty, Some(field.name.span));
                Arc::new(typed.hir)
            });
            fields.insert(field.name.name.clone(), Field { ty, default, span: Some(field.name.span) });
        }
        Arc::new(TyKind::Record(Arc::new(RecordTy { name, fields })))
    }
}

/// Whether a type of this name is part of the language.
pub(super) fn is_built_in(name: &str) -> bool {
    BUILT_IN.contains(&name) || built_in(name).is_some()
}

/// A built-in type without arguments.
fn built_in(name: &str) -> Option<Ty> {
    Some(match name {
        "Bool" => types::bool(),
        "Int" => types::int(),
        "Float" => types::float(),
        "String" => types::string(),
        "Duration" => types::duration(),
        "Size" => types::size(),
        "Json" => types::json(),
        "Path" => types::path(),
        _ => types::named(*NamedString::ALL.iter().find(|n| n.name() == name)?),
    })
}
