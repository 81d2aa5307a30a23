//! A request with all that is known of its place.

use rustc_hash::FxHashMap;

use super::lexical::Lexical;
use crate::ast::{Docs, Item, Stmt, Symbol};
use crate::check::ValueFact;
use crate::driver::Analysis;
use crate::hir::Program;
use crate::ide::library::Library;
use crate::ide::{Document, Node, schema, walk_item};
use crate::registry::{NodeId, registry};
use crate::resolve::Module;
use crate::source::{SourceMap, Span};
use crate::types::{BodyId, BodyNames, Ty, TyKind, display_within};
use crate::world::{FilePath, World};

/// What a request is made from.
pub struct Asked<'a> {
    pub original: &'a str,
    pub checked: &'a str,
    pub at: usize,
    pub place: &'a Lexical,
    pub path: &'a FilePath,
    pub world: &'a World,
    pub sources: &'a SourceMap,
    pub analysis: &'a Analysis,
    pub library: &'a Library,
    pub files: &'a [FilePath],
}

/// A request.
pub struct Query<'a> {
    pub asked: Asked<'a>,
    /// The text that was checked, with its tree.
    pub document: Document<'a>,
    pub module: &'a Module,
    /// The nodes around the place, the outermost first.
    pub chain: Vec<Node<'a>>,
    values: FxHashMap<Span, &'a ValueFact>,
}

impl<'a> Query<'a> {
    /// The request, unless its file was not found.
    pub fn new(asked: Asked<'a>) -> Option<Query<'a>> {
        let analysis = asked.analysis;
        let (_, module) = analysis.modules.iter().find(|(_, module)| module.path == *asked.path)?;
        let document = Document { text: asked.checked, tree: &module.tree, sources: asked.sources };
        let mut chain = Vec::new();
        let at = match asked.place.kind {
            super::lexical::Kind::Code => asked.place.word.start..asked.place.word.start + super::HERE.len(),
            _ => asked.at..asked.at,
        };
        let mut visit = |node: Node<'a>| {
            let range = document.range(node.span());
            if range.start <= at.start && at.end <= range.end {
                chain.push(node);
            }
        };
        // Only one declaration can hold the place, with what is attached to it.
        let begins = |item: &Item| document.range(Span::new(item.span().chunk, 0, 0)).start;
        let next = document.tree.items.partition_point(|item| begins(item) <= at.start);
        if let Some(item) = next.checked_sub(1).and_then(|index| document.tree.items.get(index)) {
            walk_item(item, &mut visit);
        }
        let mut values: FxHashMap<Span, &ValueFact> = FxHashMap::default();
        for fact in &analysis.facts.values {
            let known = values.entry(fact.span).or_insert(fact);
            if fact.expected.is_some() {
                *known = fact;
            }
        }
        Some(Query { asked, document, module, chain, values })
    }

    /// What is typed before the place, of the word that it stands in.
    pub fn typed(&self) -> &'a str {
        &self.asked.original[self.asked.place.word.start..self.asked.at]
    }

    /// The text before the word.
    pub fn before(&self) -> &'a str {
        &self.asked.original[..self.asked.place.word.start]
    }

    /// The text after the word.
    pub fn after(&self) -> &'a str {
        &self.asked.original[self.asked.place.word.end..]
    }

    /// What is known of the expression or name at a span.
    pub fn value(&self, span: Span) -> Option<&'a ValueFact> {
        self.values.get(&span).copied()
    }

    /// The checked program.
    pub fn program(&self) -> &'a Program {
        &self.asked.analysis.program
    }

    /// Where a place of the checked text stands in the text as it is.
    pub fn original(&self, at: usize) -> usize {
        let word = &self.asked.place.word;
        let end = word.start + super::HERE.len() + self.asked.place.closing.len();
        match self.asked.place.kind {
            super::lexical::Kind::Code if at >= end => at - end + word.end,
            super::lexical::Kind::Code => at.min(word.start),
            _ => at,
        }
    }

    /// A type in a few words.
    pub fn show(&self, ty: &Ty) -> String {
        match &**ty {
            TyKind::Property(resource, node) => match registry().resource_type(resource) {
                Some(known) => schema::taken(&known, NodeId(*node), 3),
                None => String::new(),
            },
            TyKind::Scalar => String::new(),
            _ => display_within(ty, &Names(self.program()), 60),
        }
    }

    /// The innermost declaration at file level around the place.
    pub fn item(&self) -> Option<&'a Item> {
        self.chain.iter().rev().find_map(|node| match node {
            Node::Item(item) => Some(*item),
            _ => None,
        })
    }

    /// Whether the place stands in a rule or test, which sees the properties of resources.
    pub fn looks(&self) -> bool {
        matches!(self.item(), Some(Item::Rule(_) | Item::Test(_)))
    }

    /// The documentation of what is declared at a span, in whichever file.
    pub fn docs_at(&self, span: Span) -> Option<&'a Symbol> {
        let span = self.document.sources.current(span);
        let file = self.asked.sources.file_of(span);
        let (_, module) = self.asked.analysis.modules.iter().find(|(_, module)| module.file == file)?;
        let item = module.tree.items.iter().find(|item| item.span().chunk == span.chunk)?;
        let mut found: Option<&'a Docs> = None;
        walk_item(item, &mut |node| {
            let declared = match node {
                Node::Item(Item::Let(i)) => Some((&i.name, &i.attached.docs)),
                Node::Item(Item::TypeAlias(i)) => Some((&i.name, &i.attached.docs)),
                Node::Item(Item::Function(i)) => Some((&i.name, &i.attached.docs)),
                Node::Item(Item::Construct(i)) => Some((&i.name, &i.attached.docs)),
                Node::Item(Item::Stack(i)) => Some((&i.name, &i.attached.docs)),
                Node::Item(Item::App(i)) => Some((&i.name, &i.attached.docs)),
                Node::Item(Item::Env(i)) => Some((&i.name, &i.attached.docs)),
                Node::Stmt(Stmt::Param(s)) => Some((&s.name, &s.attached.docs)),
                Node::Stmt(Stmt::Let(s)) => Some((&s.name, &s.attached.docs)),
                Node::Stmt(Stmt::Resource(s)) => Some((&s.name, &s.attached.docs)),
                Node::Stmt(Stmt::Stack(s)) => Some((&s.name, &s.attached.docs)),
                Node::Stmt(Stmt::Existing(s)) => Some((&s.name, &s.attached.docs)),
                Node::Stmt(Stmt::Parameter(s)) => Some((&s.name, &s.attached.docs)),
                Node::TypeField(field) => Some((&field.name, &field.docs)),
                _ => None,
            };
            if let Some((name, docs)) = declared
                && name.span == span
            {
                found = docs.as_ref();
            }
        });
        found.map(|docs| &docs.text)
    }
}

/// The names of a program's bodies.
pub struct Names<'a>(pub &'a Program);

impl BodyNames for Names<'_> {
    fn body_name(&self, body: BodyId) -> Symbol {
        self.0.bodies.get(body.0 as usize).map_or_else(Symbol::new, |body| body.name.clone())
    }

    fn outputs(&self, body: BodyId) -> Option<Ty> {
        let body = self.0.bodies.get(body.0 as usize)?;
        Some(crate::types::record(body.outputs.iter().map(|output| (output.name.clone(), output.ty.clone()))))
    }

    fn property(&self, _: &str, _: u32) -> Option<Ty> {
        None
    }
}
