//! A place in a checked program: what stands there, what it means, and where that is declared.
//!
//! In: what a check found, and a file of it. Out: [`Spot`]s and [`Declaration`]s. Invariants: what is said of a place is true of
//! the texts that were checked; nothing is said of a place whose facts were not asked for (see [`Scene::wanted`]).

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::walk::{Declared, Node, Role, walk_item};
use crate::{
    ast::{Attached, ExprKind, Ident, Item, Stmt, Symbol, TypeField},
    check::{Facts, Meaning, ValueFact},
    hir::Program,
    resolve::{Module, ModuleId, Modules, Target, declared_name},
    source::{ChunkId, FileId, SourceMap, Span},
    types::{BodyId, BodyNames, Ty, TyKind},
};

/// A file of a checked program.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The files with their trees and names.
    pub modules: &'a Modules,
    /// The checked program.
    pub program: &'a Program,
    /// What is known of places.
    pub facts: &'a Facts,
    /// The texts.
    pub sources: &'a SourceMap,
    /// The file.
    pub file: FileId,
    id: ModuleId,
}

/// A name at a place.
#[derive(Clone, Debug)]
pub struct Spot<'a> {
    /// Its text.
    pub text: &'a str,
    /// Where it stands.
    pub span: Span,
    /// What kind of name it is.
    pub role: Role,
    /// All that it means: of `{ vpc }` and `output vpc`, the field or output and the value.
    pub meanings: Vec<Meaning>,
}

impl Spot<'_> {
    /// What it means as a value, where it means two things.
    pub fn meaning(&self) -> Option<&Meaning> {
        match self.role {
            Role::KeyAndValue => self.meanings.get(1).or(self.meanings.first()),
            // An output of a member's name is the output.
            Role::Declares(_) => {
                self.meanings.iter().find(|m| **m == Meaning::Declared(self.span)).or(self.meanings.last())
            }
            _ => self.meanings.first(),
        }
    }
}

/// A declaration.
#[derive(Clone, Copy)]
pub struct Declaration<'a> {
    /// Its name.
    pub name: &'a Ident,
    /// What it declares.
    pub kind: Declared,
    /// The declaration at file level that it is, or is in.
    pub item: &'a Item,
    /// The statement that it is.
    pub stmt: Option<&'a Stmt>,
    /// The field of a record type that it is.
    pub field: Option<&'a TypeField>,
    /// Its module.
    pub module: &'a Module,
}

impl<'a> Declaration<'a> {
    /// Its `///` text.
    pub fn docs(&self) -> Option<&'a str> {
        if let Some(field) = self.field {
            return field.docs.as_ref().map(|docs| docs.text.as_str());
        }
        self.attached()?.docs.as_ref().map(|docs| docs.text.as_str())
    }

    /// Its documentation and decorators; those of a function are not those of its params.
    pub fn attached(&self) -> Option<&'a Attached> {
        match (self.stmt, self.kind) {
            (Some(stmt), kind) if kind != Declared::Variable => attached_to_stmt(stmt),
            (None, kind) if !matches!(kind, Declared::Argument | Declared::Variable | Declared::Field) => {
                attached_to_item(self.item)
            }
            _ => None,
        }
    }
}

impl<'a> Scene<'a> {
    /// The file with this path, as diagnostics show it.
    pub fn new(
        (modules, program, facts): (&'a Modules, &'a Program, &'a Facts),
        sources: &'a SourceMap,
        path: &str,
    ) -> Option<Scene<'a>> {
        let (id, module) = modules.iter().find(|(_, module)| sources.file(module.file).path == path)?;
        Some(Scene { modules, program, facts, sources, file: module.file, id })
    }

    /// Of which chunks facts are needed to answer about a place: the one that holds it, and those of what its name means as far
    /// as that is known.
    pub fn wanted(&self, at: usize) -> FxHashSet<ChunkId> {
        let mut chunks: FxHashSet<ChunkId> = self.chunk_at(at).into_iter().collect();
        for meaning in self.spot(at).into_iter().flat_map(|spot| spot.meanings) {
            if let Meaning::Declared(span) = meaning {
                chunks.insert(span.chunk);
            }
        }
        chunks
    }

    /// The file's module.
    pub fn module(&self) -> &'a Module {
        self.modules.get(self.id)
    }

    /// The file's text.
    pub fn text(&self) -> &'a str {
        &self.sources.file(self.file).text
    }

    /// The bytes of a span, in whichever file.
    pub fn range(&self, span: Span) -> Range<usize> {
        self.sources.resolve(span).1
    }

    /// The path of the file that a span is in, as diagnostics show it.
    pub fn path(&self, span: Span) -> &'a str {
        &self.sources.file(self.sources.file_of(span)).path
    }

    /// The declaration at file level that holds a place, with what is attached to it.
    pub fn item_at(&self, at: usize) -> Option<&'a Arc<Item>> {
        let items = &self.module().tree.items;
        let start = |item: &Arc<Item>| self.range(Span::new(item.span().chunk, 0, 0)).start;
        let index = items.partition_point(|item| start(item) <= at);
        items.get(index.checked_sub(1)?)
    }

    /// The chunk that holds a place.
    pub fn chunk_at(&self, at: usize) -> Option<ChunkId> {
        Some(self.item_at(at)?.span().chunk)
    }

    /// What stands around a place, the outermost first; names that end there are among it.
    pub fn around(&self, at: usize) -> Vec<Node<'a>> {
        let mut found = Vec::new();
        if let Some(item) = self.item_at(at) {
            walk_item(item, &mut |node| {
                let range = self.range(node.span());
                if range.start <= at && at <= range.end {
                    found.push(node);
                }
            });
        }
        found
    }

    /// The name at a place.
    pub fn spot(&self, at: usize) -> Option<Spot<'a>> {
        let mut names: Vec<(&'a str, Span, Role)> = Vec::new();
        for node in self.around(at) {
            if let Some(name) = named(node) {
                names.push(name);
            }
        }
        // Between two names that touch, the one that begins there.
        let begins = names.iter().position(|(_, span, _)| self.range(*span).start == at);
        let (text, span, role) = match begins {
            Some(index) => names[index],
            None => *names.last()?,
        };
        Some(Spot { text, span, role, meanings: self.meanings(span, role) })
    }

    /// What a name means.
    pub fn meanings(&self, span: Span, role: Role) -> Vec<Meaning> {
        let mut found: Vec<Meaning> = Vec::new();
        let mut add = |meaning: Meaning| {
            if !found.contains(&meaning) {
                found.push(meaning);
            }
        };
        let names = &self.facts.names;
        names.iter().filter(|(at, _)| *at == span).for_each(|(_, meaning)| add(meaning.clone()));
        match role {
            Role::Imported | Role::Declares(Declared::Import) | Role::Qualifier => {
                self.imported(span, role).into_iter().for_each(&mut add);
            }
            Role::Declares(_) if found.is_empty() => found.push(Meaning::Declared(span)),
            _ => {}
        }
        found
    }

    /// What a name of a `use` means.
    fn imported(&self, span: Span, role: Role) -> Option<Meaning> {
        let module = self.modules.iter().find(|(_, m)| m.file == self.sources.file_of(span))?.1;
        let index = module.tree.items.iter().position(|item| item.span().chunk == span.chunk)?;
        let Item::Use(tree) = &*module.tree.items[index] else { return None };
        let of = module.targets.get(index).copied().flatten();
        if let crate::ast::UseNames::Names(names) = &tree.names
            && role != Role::Qualifier
        {
            let name = names.iter().find(|name| name.name.span == span || name.local().span == span)?;
            return self.target(module.names.get(&name.local().name)?.target);
        }
        // The last name of `std.network` is the module; what stands before it is a folder.
        let is_last = match &tree.source {
            crate::ast::UseSource::Std(path) => path.segments.last().is_some_and(|last| last.span == span),
            _ => false,
        };
        if is_last || role != Role::Qualifier { self.target(of?) } else { None }
    }

    fn target(&self, target: Target) -> Option<Meaning> {
        match target {
            Target::Item(item) => declared_name(self.modules.item(item)).map(|n| Meaning::Declared(n.span)),
            Target::Module(module) => Some(Meaning::Module(self.modules.get(module).file)),
            Target::Missing => None,
        }
    }

    /// The path of a `use` at a place, with its quotes.
    pub fn import_range(&self, at: usize) -> Option<Range<usize>> {
        let Item::Use(tree) = &**self.item_at(at)? else { return None };
        let crate::ast::UseSource::File { span, .. } = &tree.source else { return None };
        Some(self.range(*span)).filter(|range| range.start <= at && at <= range.end)
    }

    /// The file that a `use` at a place imports from, where the place is in its path.
    pub fn import_at(&self, at: usize) -> Option<FileId> {
        let items = &self.module().tree.items;
        let item = self.item_at(at)?;
        self.import_range(at)?;
        let index = items.iter().position(|other| Arc::ptr_eq(other, item))?;
        match self.module().targets.get(index).copied().flatten()? {
            Target::Module(module) => Some(self.modules.get(module).file),
            _ => None,
        }
    }

    /// What the checker found of an expression or declared name; the last that was found of it.
    pub fn value(&self, span: Span) -> Option<&'a ValueFact> {
        self.facts.values.iter().rev().find(|fact| fact.span == span)
    }

    /// The module of a span.
    pub fn module_of(&self, span: Span) -> Option<&'a Module> {
        let file = self.sources.file_of(span);
        self.modules.iter().find(|(_, module)| module.file == file).map(|(_, module)| module)
    }

    /// The declaration whose name stands there.
    pub fn declaration(&self, name: Span) -> Option<Declaration<'a>> {
        let module = self.module_of(name)?;
        let item = module.tree.items.iter().find(|item| item.span().chunk == name.chunk)?;
        let (mut stmt, mut field, mut found) = (None, None, None);
        walk_item(item, &mut |node| match node {
            _ if found.is_some() => {}
            Node::Stmt(node) if covers(node.span(), name) => (stmt, field) = (Some(node), None),
            Node::TypeField(node) if node.name.span == name => field = Some(node),
            Node::Name(ident, Role::Declares(kind)) if ident.span == name => {
                let field = field.filter(|_| kind == Declared::Field);
                found = Some(Declaration { name: ident, kind, item, stmt, field, module });
            }
            _ => {}
        });
        found
    }

    /// The body of a type that is an instance of one, or a map or list of instances.
    pub fn body_of(&self, ty: &Ty) -> Option<BodyId> {
        match &**ty {
            TyKind::Instance(body) => Some(*body),
            TyKind::Optional(inner) | TyKind::Map(inner) | TyKind::List(inner) => self.body_of(inner),
            _ => None,
        }
    }
}

impl BodyNames for Scene<'_> {
    fn body_name(&self, body: BodyId) -> Symbol {
        self.program.bodies.get(body.0 as usize).map(|body| body.name.clone()).unwrap_or_default()
    }

    fn outputs(&self, _: BodyId) -> Option<Ty> {
        None
    }

    fn property(&self, _: &str, _: u32) -> Option<Ty> {
        None
    }
}

fn covers(outer: Span, inner: Span) -> bool {
    outer.chunk == inner.chunk && outer.start <= inner.start && inner.end <= outer.end
}

/// The name that a node is.
pub fn named(node: Node<'_>) -> Option<(&str, Span, Role)> {
    match node {
        Node::Name(name, role) => Some((name.name.as_str(), name.span, role)),
        Node::ResourceType(name, _) => Some((name.name.as_str(), name.span, Role::Type)),
        Node::Expr(expr) => match &expr.kind {
            ExprKind::Name(name) if !name.is_empty() => Some((name.as_str(), expr.span, Role::Value)),
            _ => None,
        },
        _ => None,
    }
}

fn attached_to_item(item: &Item) -> Option<&Attached> {
    Some(match item {
        Item::Let(i) => &i.attached,
        Item::TypeAlias(i) => &i.attached,
        Item::Function(i) => &i.attached,
        Item::Construct(i) => &i.attached,
        Item::Stack(i) => &i.attached,
        Item::App(i) => &i.attached,
        Item::Env(i) => &i.attached,
        Item::ResourceType(i) => &i.attached,
        Item::Rule(i) => &i.attached,
        Item::Test(i) => &i.attached,
        Item::Use(_) | Item::Error(_) => return None,
    })
}

fn attached_to_stmt(stmt: &Stmt) -> Option<&Attached> {
    Some(match stmt {
        Stmt::Param(s) => &s.attached,
        Stmt::Let(s) => &s.attached,
        Stmt::Resource(s) => &s.attached,
        Stmt::Stack(s) => &s.attached,
        Stmt::Existing(s) => &s.attached,
        Stmt::Parameter(s) => &s.attached,
        Stmt::Output(s) => &s.attached,
        _ => return None,
    })
}
