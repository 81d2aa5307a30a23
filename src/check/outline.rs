//! What was checked, as its users see it: the outline that documentation is written from.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{
    BodyInfo, Checker,
    context::{Demand, State},
    stage::Step,
};
use crate::{
    ast::{self, Docs, Expr, Item, Refinement, Symbol, TypeExpr, TypeField, TypeKind},
    builtins::Stage,
    hir::{
        self, Block, Declaration, DeclarationKind, ModuleOutline, Outline, OutputOutline, ParamOutline, Piece, TypeText,
    },
    resolve::{ItemId, ModuleId, Target, declared_name},
    source::Span,
    types::{self, RecordTy, Ty, TyKind},
};

impl<'a> Checker<'a> {
    /// The outline of all modules. There is none of a program with errors, which may be without end.
    pub(super) fn outline(&self) -> Outline {
        if self.diagnostics.has_errors() {
            return Outline::default();
        }
        let records = self.aliases.iter().filter_map(|(item, state)| match state {
            State::Done(ty) => record_of(ty).map(|record| (Arc::as_ptr(record), *item)),
            _ => None,
        });
        let outliner = Outliner { checker: self, records: records.collect() };
        Outline { modules: self.modules.iter().map(|(id, _)| outliner.module(id)).collect() }
    }
}

struct Outliner<'c, 'a> {
    checker: &'c Checker<'a>,
    /// The declarations of record types, by which their uses are known.
    records: FxHashMap<*const RecordTy, ItemId>,
}

impl Outliner<'_, '_> {
    fn module(&self, id: ModuleId) -> ModuleOutline {
        let module = self.checker.modules.get(id);
        let name = match module.path.relative().strip_suffix(".bat") {
            Some(stem) if module.is_std() => format!("std.{}", stem.replace('/', ".")),
            _ => module.path.relative().to_owned(),
        };
        let items = module.tree.items.iter().enumerate();
        let declarations = items.filter_map(|(i, item)| self.item(ItemId { module: id, item: i as u32 }, item));
        let mut names: Vec<_> = module
            .names
            .iter()
            .filter_map(|(name, meaning)| match meaning.target {
                Target::Item(item) => Some((name.clone(), self.target(item)?)),
                _ => None,
            })
            .collect();
        names.sort_by(|a, b| a.0.cmp(&b.0));
        ModuleOutline {
            name,
            is_std: module.is_std(),
            docs: module.tree.docs.as_ref().map(|d| d.text.clone()),
            declarations: declarations.collect(),
            names,
        }
    }

    fn item(&self, id: ItemId, item: &Item) -> Option<Declaration> {
        let (name, attached, kind) = match item {
            Item::Use(_) | Item::Test(_) | Item::Error(_) => return None,
            Item::Let(tree) => (&tree.name.name, &tree.attached, DeclarationKind::Value(self.value(id, tree))),
            Item::TypeAlias(tree) => {
                let kind = match &tree.ty.kind {
                    TypeKind::Record(fields) => DeclarationKind::Record(self.fields(id.module, fields)),
                    _ => DeclarationKind::Alias(self.written(id.module, &tree.ty)),
                };
                (&tree.name.name, &tree.attached, kind)
            }
            Item::Function(tree) => {
                let demands = match &self.checker.functions.get(&id)?.state {
                    State::Done((_, demands)) => demands.clone(),
                    _ => Default::default(),
                };
                let param = |(i, p): (usize, &ast::FunctionParam)| {
                    let (ty, default) = (self.written(id.module, &p.ty), p.default.as_ref());
                    ParamOutline {
                        demands: demand_texts(&demands, i, &p.name.name, &p.ty),
                        ..self.param(&p.name.name, ty, default, None)
                    }
                };
                let params = tree.params.iter().enumerate().map(param).collect();
                let result = self.written(id.module, &tree.result);
                (&tree.name.name, &tree.attached, DeclarationKind::Function { params, result })
            }
            Item::Construct(ast::Construct { name, attached, body, .. })
            | Item::Stack(ast::StackDecl { name, attached, body, .. })
            | Item::App(ast::App { name, attached, body, .. }) => {
                let info = self.checker.body(*self.checker.body_ids.get(&id)?);
                (&name.name, attached, self.body(id.module, info, body))
            }
            Item::Env(tree) => {
                let base = match &tree.base {
                    ast::EnvBase::App(path) | ast::EnvBase::Extends(path) => path.to_string(),
                    ast::EnvBase::Error(_) => return None,
                };
                (&tree.name.name, &tree.attached, DeclarationKind::Env { is_abstract: tree.is_abstract, base })
            }
            Item::ResourceType(tree) => {
                let (properties, attributes) =
                    (self.fields(id.module, &tree.properties), self.fields(id.module, &tree.attributes));
                (&tree.name.name, &tree.attached, DeclarationKind::ResourceType { properties, attributes })
            }
            Item::Rule(tree) => {
                let mut ty = TypeText::default();
                for (i, one) in tree.types.iter().enumerate() {
                    let name = self.checker.sources.text(one.span());
                    ty.text(if i > 0 { " | " } else { "" });
                    match name.contains("::") {
                        true => ty.0.push(Piece::Resource(name.into())),
                        false => ty.text(name),
                    }
                }
                (&tree.name.name, &tree.attached, DeclarationKind::Rule(ty))
            }
        };
        let docs = attached.docs.as_ref().map(|d| d.text.clone());
        Some(Declaration { name: name.clone(), docs, kind })
    }

    fn body(&self, module: ModuleId, info: &BodyInfo, tree: &ast::Block) -> DeclarationKind {
        let params = tree.stmts.iter().filter_map(|stmt| match stmt {
            ast::Stmt::Param(param) => Some(param),
            _ => None,
        });
        let params = params.enumerate().map(|(i, p)| ParamOutline {
            demands: demand_texts(&info.demands, i, &p.name.name, &p.ty),
            ..self.param(&p.name.name, self.written(module, &p.ty), p.default.as_ref(), p.attached.docs.as_ref())
        });
        let params = params.collect();
        let (mut outputs, mut resources) = (Vec::new(), Vec::new());
        if let Some(body) = &info.hir {
            let output = |o: &hir::Output| {
                // Seen from outside, what stands under a condition may be absent.
                let ty = info.outputs.get(&o.name).map_or(&o.ty, |known| &known.ty);
                OutputOutline { name: o.name.clone(), ty: self.found(ty), docs: o.docs.clone() }
            };
            outputs = body.outputs.iter().map(output).collect();
            self.resources(&body.block, &mut resources);
            resources.sort();
            resources.dedup();
        }
        DeclarationKind::Body { kind: info.kind, params, outputs, resources }
    }

    /// The resource types in a block, those of instances included.
    fn resources(&self, block: &Block, found: &mut Vec<Symbol>) {
        for decl in block.cells.iter().flat_map(|cell| &cell.decls) {
            match &decl.kind {
                hir::DeclKind::Resource(resource) => found.push(resource.ty.clone()),
                hir::DeclKind::Instance(instance) => {
                    if let Some(body) = &self.checker.body(instance.body).hir {
                        self.resources(&body.block, found);
                    }
                }
                _ => {}
            }
        }
        block.loops.iter().for_each(|inner| self.resources(&inner.block, found));
    }

    fn value(&self, id: ItemId, tree: &ast::Let) -> TypeText {
        match (&tree.ty, self.checker.globals.get(&id)) {
            (Some(written), _) => self.written(id.module, written),
            (None, Some((_, State::Done((ty, _))))) => self.found(&types::widen(ty)),
            _ => TypeText::default(),
        }
    }

    fn fields(&self, module: ModuleId, fields: &[TypeField]) -> Vec<ParamOutline> {
        let field =
            |f: &TypeField| self.param(&f.name.name, self.written(module, &f.ty), f.default.as_ref(), f.docs.as_ref());
        fields.iter().map(field).collect()
    }

    fn param(&self, name: &Symbol, ty: TypeText, default: Option<&Expr>, docs: Option<&Docs>) -> ParamOutline {
        ParamOutline {
            is_required: default.is_none() && !ty.plain().ends_with('?'),
            name: name.clone(),
            ty,
            default: default.map(|e| self.source(e.span)),
            docs: docs.map(|d| d.text.clone()),
            demands: Vec::new(),
        }
    }

    /// A text of the sources, with the indentation taken off that all of its lines but the first have.
    fn source(&self, span: Span) -> String {
        let text = self.checker.sources.text(span);
        let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let common = text.lines().skip(1).filter(|l| !l.trim().is_empty()).map(indent).min().unwrap_or(0);
        let line = |(i, line): (usize, &str)| {
            if i == 0 { line.to_owned() } else { line.get(common..).unwrap_or_default().to_owned() }
        };
        text.lines().enumerate().map(line).collect::<Vec<_>>().join("\n")
    }

    /// A declaration's name and module.
    fn target(&self, item: ItemId) -> Option<hir::Target> {
        let name = declared_name(self.checker.modules.item(item))?.name.clone();
        Some(hir::Target { module: item.module.0 as usize, name })
    }

    /// A type as it is written, with what its names mean.
    fn written(&self, module: ModuleId, ty: &TypeExpr) -> TypeText {
        let mut text = TypeText::default();
        self.write(module, ty, &mut text);
        text
    }

    fn write(&self, module: ModuleId, ty: &TypeExpr, out: &mut TypeText) {
        match &ty.kind {
            TypeKind::Name(path) => self.path(module, path, out),
            TypeKind::ResourceType(name) => out.0.push(Piece::Resource(name.name.clone())),
            TypeKind::Optional(inner) => {
                let is_union = matches!(inner.kind, TypeKind::Union(_));
                out.text(if is_union { "(" } else { "" });
                self.write(module, inner, out);
                out.text(if is_union { ")?" } else { "?" });
            }
            TypeKind::List(inner) => {
                out.text("[");
                self.write(module, inner, out);
                out.text("]");
            }
            TypeKind::Generic { name, arguments } => {
                out.text(&name.name);
                self.separated(module, arguments, ("<", ", ", ">"), out);
            }
            TypeKind::Record(fields) => {
                out.text("{ ");
                for (i, field) in fields.iter().enumerate() {
                    out.text(if i > 0 { ", " } else { "" });
                    out.text(&field.name.name);
                    out.text(": ");
                    self.write(module, &field.ty, out);
                    if let Some(default) = &field.default {
                        out.text(" = ");
                        out.text(&self.source(default.span).split_whitespace().collect::<Vec<_>>().join(" "));
                    }
                }
                out.text(" }");
            }
            TypeKind::Union(members) => self.separated(module, members, ("", " | ", ""), out),
            TypeKind::Refined { name, refinements } => {
                self.path(module, name, out);
                for (i, refinement) in refinements.iter().enumerate() {
                    let (Refinement::Range { span, .. } | Refinement::Pattern { span, .. }) = refinement;
                    out.text(if i == 0 { "(" } else { ", " });
                    out.text(self.checker.sources.text(*span));
                }
                out.text(")");
            }
            TypeKind::Known(inner) => {
                out.text("known ");
                self.write(module, inner, out);
            }
            TypeKind::Literal(_) | TypeKind::Error => out.text(self.checker.sources.text(ty.span)),
        }
    }

    fn separated(&self, module: ModuleId, list: &[TypeExpr], around: (&str, &str, &str), out: &mut TypeText) {
        out.text(around.0);
        for (i, ty) in list.iter().enumerate() {
            out.text(if i > 0 { around.1 } else { "" });
            self.write(module, ty, out);
        }
        out.text(around.2);
    }

    /// A name with what it means, if that is a declaration.
    fn path(&self, module: ModuleId, path: &ast::Path, out: &mut TypeText) {
        let (mut at, mut found) = (Some(module), None);
        for segment in &path.segments {
            let names = at.take().map(|m| &self.checker.modules.get(m).names);
            match names.and_then(|names| names.get(&segment.name)).map(|name| name.target) {
                Some(Target::Module(inner)) => at = Some(inner),
                Some(Target::Item(item)) => found = self.target(item),
                _ => {}
            }
        }
        match found {
            Some(target) => out.0.push(Piece::Declared(path.to_string(), target)),
            None => out.text(&path.to_string()),
        }
    }

    /// A type as it was found.
    fn found(&self, ty: &Ty) -> TypeText {
        let mut text = TypeText::default();
        self.show(ty, &mut text);
        text
    }

    fn show(&self, ty: &Ty, out: &mut TypeText) {
        match &**ty {
            TyKind::Optional(inner) => {
                let is_union = matches!(**inner, TyKind::Union(_));
                out.text(if is_union { "(" } else { "" });
                self.show(inner, out);
                out.text(if is_union { ")?" } else { "?" });
            }
            TyKind::List(inner) => self.enclosed(("[", inner, "]"), out),
            TyKind::Map(inner) => self.enclosed(("Map<", inner, ">"), out),
            TyKind::Secret(inner) => self.enclosed(("Secret<", inner, ">"), out),
            TyKind::Resource(name) => out.0.push(Piece::Resource(name.clone())),
            TyKind::Identifier(of, name) if name == "ref" => {
                out.text("identifier of ");
                out.0.push(Piece::Resource(of.clone()));
            }
            TyKind::Identifier(of, name) => {
                out.0.push(Piece::Resource(of.clone()));
                out.text(&format!(".{name}"));
            }
            TyKind::Instance(body) => match self.target(self.checker.body(*body).item) {
                Some(target) => out.0.push(Piece::Declared(target.name.to_string(), target)),
                None => out.text(&types::display_within(ty, self.checker, usize::MAX)),
            },
            TyKind::Record(record) => match self.records.get(&Arc::as_ptr(record)).and_then(|i| self.target(*i)) {
                Some(target) => out.0.push(Piece::Declared(target.name.to_string(), target)),
                None if record.name.is_none() && !record.fields.is_empty() => {
                    out.text("{ ");
                    for (i, (name, field)) in record.fields.iter().enumerate() {
                        out.text(if i > 0 { ", " } else { "" });
                        out.text(&format!("{name}: "));
                        self.show(&field.ty, out);
                    }
                    out.text(" }");
                }
                None => out.text(&types::display_within(ty, self.checker, usize::MAX)),
            },
            _ => out.text(&types::display_within(ty, self.checker, usize::MAX)),
        }
    }

    fn enclosed(&self, (before, inner, after): (&str, &Ty, &str), out: &mut TypeText) {
        out.text(before);
        self.show(inner, out);
        out.text(after);
    }
}

/// The record that a type is.
fn record_of(ty: &Ty) -> Option<&Arc<RecordTy>> {
    match &**ty {
        TyKind::Record(record) => Some(record),
        _ => None,
    }
}

/// What a body or function demands of a param, in sentences; what a wider demand says already is left out.
pub(super) fn demand_texts(demands: &[Demand], param: usize, name: &str, ty: &TypeExpr) -> Vec<String> {
    let of_param: Vec<&Demand> = demands.iter().filter(|d| usize::from(d.path.param) == param).collect();
    let is_covered = |demand: &Demand| {
        of_param.iter().any(|wider| {
            wider.path.steps.len() < demand.path.steps.len()
                && demand.path.steps.starts_with(&wider.path.steps)
                && wider.most <= demand.most
        })
    };
    let sentence = |most: Stage, words: &str| {
        let mut parts: Vec<&Demand> = of_param.iter().copied().filter(|d| d.most == most && !is_covered(d)).collect();
        parts.sort_by_cached_key(|d| (d.path.steps.len(), part_text(&d.path.steps, name, ty)));
        match &parts[..] {
            [] => None,
            [whole] if whole.path.steps.is_empty() => Some(format!("Must be {words}.")),
            _ => Some(format!("Must be {words}: {}.", part_list(&parts, name, ty).join(", "))),
        }
    };
    let known = sentence(Stage::Known, "known when compiling");
    known.into_iter().chain(sentence(Stage::Given, "known when the deployment starts")).collect()
}

/// How many parts of a param are told one by one.
const TOLD_PARTS: usize = 4;

/// The parts of a param that are demanded; of many, those that lie deep are told by what they are parts of.
fn part_list(parts: &[&Demand], name: &str, ty: &TypeExpr) -> Vec<String> {
    if parts.len() <= TOLD_PARTS {
        return parts.iter().map(|d| part_text(&d.path.steps, name, ty)).collect();
    }
    let mut told: Vec<String> = Vec::new();
    let mut within: Vec<String> = Vec::new();
    for demand in parts {
        let steps = &demand.path.steps;
        // `x.*` is no more than `x` to a reader.
        let top = steps.iter().take_while(|s| **s == Step::Element).count() + 1;
        let text = part_text(&steps[..steps.len().min(top)], name, ty);
        let list = if steps.len() <= top { &mut told } else { &mut within };
        if !list.contains(&text) {
            list.push(text);
        }
    }
    within.retain(|part| !told.contains(part));
    if within.len() > TOLD_PARTS {
        let else_ = if told.is_empty() { "" } else { " else" };
        told.push(format!("most of what{else_} is in it"));
    } else if !within.is_empty() {
        told.push(format!("parts of {}", within.join(", ")));
    }
    told
}

/// A part of a param in words.
fn part_text(steps: &[Step], name: &str, ty: &TypeExpr) -> String {
    let mut path = name.to_owned();
    for step in steps {
        match step {
            Step::Field(field) => path.push_str(&format!(".{field}")),
            Step::Element => path.push_str(".*"),
            Step::Shape if steps.len() > 1 => return format!("the shape of `{path}`"),
            Step::Shape => {
                return match &ty.kind {
                    TypeKind::Optional(_) => "whether it is there".to_owned(),
                    TypeKind::List(_) => "how many there are".to_owned(),
                    _ => "its keys".to_owned(),
                };
            }
        }
    }
    format!("`{path}`")
}
