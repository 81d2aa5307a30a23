//! The names that can be used at a place.

use indexmap::IndexMap;

use super::query::Query;
use super::{Completion, CompletionKind};
use crate::ast::{
    Arm, Block, Else, EnvBase, Expr, ExprKind, Ident, If, Item, Pattern, PatternKind, Stmt, Symbol, TestKind,
};
use crate::ide::Node;
use crate::resolve::Target;
use crate::source::Span;
use crate::types::{self, BodyId, Ty};

/// A name.
pub struct Known {
    pub span: Span,
    pub kind: CompletionKind,
    pub ty: Option<Ty>,
    /// What to say of it where its type is not known.
    pub detail: Option<String>,
    /// How many blocks further out it is declared.
    pub depth: usize,
}

/// All names of values at the place; an inner one hides an outer one.
pub fn values(query: &Query) -> IndexMap<Symbol, Known> {
    let mut scope = Scope { query, names: IndexMap::new(), depth: query.chain.len() + 1 };
    scope.module();
    for node in &query.chain {
        scope.depth -= 1;
        scope.node(node);
    }
    // What is being declared cannot be used in its own value.
    for node in &query.chain {
        let own = match node {
            Node::Item(Item::Let(tree)) | Node::Stmt(Stmt::Let(tree)) => &tree.name,
            Node::Stmt(Stmt::Resource(tree)) => &tree.name,
            Node::Stmt(Stmt::Stack(tree)) => &tree.name,
            _ => continue,
        };
        if scope.names.get(&own.name).is_some_and(|known| known.span == own.span) {
            scope.names.shift_remove(&own.name);
        }
    }
    scope.names
}

/// The app that an environment is of, through those that it extends.
pub fn app_of(query: &Query, env: &crate::ast::Env, depth: u8) -> Option<BodyId> {
    let (EnvBase::App(path) | EnvBase::Extends(path)) = &env.base else { return None };
    let name = path.as_ident()?;
    let Target::Item(id) = query.module.names.get(&name.name)?.target else { return None };
    match query.asked.analysis.modules.item(id) {
        Item::App(app) => body_at(query, app.name.span),
        Item::Env(other) => {
            let checked = query.program().envs.iter().find(|e| e.span == other.name.span);
            checked.map(|env| env.app).or_else(|| if depth > 0 { app_of(query, other, depth - 1) } else { None })
        }
        _ => None,
    }
}

/// The body whose name stands there.
pub fn body_at(query: &Query, name: Span) -> Option<BodyId> {
    query.program().bodies.iter().position(|body| body.span == name).map(|at| BodyId(at as u32))
}

struct Scope<'q, 'a> {
    query: &'q Query<'a>,
    names: IndexMap<Symbol, Known>,
    depth: usize,
}

impl<'a> Scope<'_, 'a> {
    fn add(&mut self, name: &Ident, kind: CompletionKind) {
        if name.is_missing() || name.name == super::HERE {
            return;
        }
        let ty = self.query.value(name.span).map(|fact| fact.ty.clone());
        self.insert(name.name.clone(), Known { span: name.span, kind, ty, detail: None, depth: self.depth });
    }

    fn insert(&mut self, name: Symbol, known: Known) {
        self.names.shift_remove(&name);
        self.names.insert(name, known);
    }

    fn module(&mut self) {
        let modules = &self.query.asked.analysis.modules;
        for (name, found) in &self.query.module.names {
            let known = |span, kind, detail: Option<String>| Known { span, kind, ty: None, detail, depth: usize::MAX };
            match found.target {
                Target::Item(id) => {
                    if let Item::Let(tree) = modules.item(id) {
                        let mut known = known(tree.name.span, CompletionKind::Constant, None);
                        known.ty = self.query.value(tree.value.span).map(|fact| types::widen(&fact.ty));
                        self.insert(name.clone(), known);
                    }
                }
                Target::Module(id) => {
                    let detail = modules.get(id).path.display();
                    self.insert(name.clone(), known(found.span, CompletionKind::Module, Some(detail)));
                }
                Target::Missing => {}
            }
        }
    }

    fn node(&mut self, node: &Node<'a>) {
        match node {
            Node::Item(Item::Function(tree)) => {
                tree.params.iter().for_each(|param| self.add(&param.name, CompletionKind::Param));
            }
            Node::Item(Item::Rule(tree)) => self.add(&tree.binding, CompletionKind::Variable),
            Node::Item(Item::Test(tree)) => {
                if let TestKind::For { envs, .. } = &tree.kind {
                    self.app(envs.first());
                }
            }
            Node::Item(Item::Env(_)) => {}
            Node::Block(block) => self.block(block),
            Node::Stmt(Stmt::For(tree)) => {
                tree.vars.iter().for_each(|var| self.add(var, CompletionKind::Variable));
            }
            Node::Expr(Expr { kind: ExprKind::ListComp(tree), .. }) => {
                tree.vars.iter().for_each(|var| self.add(var, CompletionKind::Variable));
            }
            Node::Expr(Expr { kind: ExprKind::MapComp(tree), .. }) => {
                tree.vars.iter().for_each(|var| self.add(var, CompletionKind::Variable));
            }
            Node::Arm(Arm { patterns, binding, .. }) => {
                binding.iter().for_each(|name| self.add(name, CompletionKind::Variable));
                patterns.iter().for_each(|pattern| self.pattern(pattern));
            }
            _ => {}
        }
    }

    fn pattern(&mut self, pattern: &Pattern) {
        match &pattern.kind {
            PatternKind::Binding(name) => self.add(name, CompletionKind::Variable),
            PatternKind::Record(fields) => fields.iter().for_each(|field| match &field.pattern {
                Some(pattern) => self.pattern(pattern),
                None => self.add(&field.name, CompletionKind::Variable),
            }),
            _ => {}
        }
    }

    /// What a test sees of the app: its stacks and params.
    fn app(&mut self, env: Option<&crate::ast::Path>) {
        let query = self.query;
        let Some(target) = env.and_then(|p| p.as_ident()).and_then(|name| query.module.names.get(&name.name)) else {
            return;
        };
        let Target::Item(id) = target.target else { return };
        let app = match query.asked.analysis.modules.item(id) {
            Item::Env(env) => query
                .program()
                .envs
                .iter()
                .find(|e| e.span == env.name.span)
                .map(|e| e.app)
                .or_else(|| app_of(query, env, 8)),
            Item::App(app) => body_at(query, app.name.span),
            _ => None,
        };
        let Some(body) = app.and_then(|app| query.program().bodies.get(app.0 as usize)) else { return };
        for (name, span, kind, ty) in super::members::inside(body) {
            self.insert(name, Known { span, kind, ty, detail: None, depth: self.depth });
        }
    }

    fn block(&mut self, block: &Block) {
        for stmt in &block.stmts {
            match stmt {
                Stmt::Param(s) => self.add(&s.name, CompletionKind::Param),
                Stmt::Let(s) => self.add(&s.name, CompletionKind::Variable),
                Stmt::Resource(s) => self.add(&s.name, CompletionKind::Resource),
                Stmt::Stack(s) => self.add(&s.name, CompletionKind::Resource),
                Stmt::Existing(s) => self.add(&s.name, CompletionKind::Resource),
                Stmt::Parameter(s) => self.add(&s.name, CompletionKind::Param),
                Stmt::If(s) => self.branch(s),
                // Seen from outside they are maps from the loop's keys.
                Stmt::For(s) => self.block(&s.body),
                _ => {}
            }
        }
    }

    fn branch(&mut self, branch: &If) {
        self.block(&branch.then);
        match &branch.otherwise {
            Some(Else::If(next)) => self.branch(next),
            Some(Else::Block(block)) => self.block(block),
            None => {}
        }
    }
}

/// A name as a proposal.
pub fn proposal(query: &Query, name: &Symbol, known: &Known) -> Completion {
    let detail = known.ty.as_ref().map(|ty| query.show(ty)).or_else(|| known.detail.clone());
    let docs = query.docs_at(known.span).map(|docs| docs.to_string());
    let mut found = Completion::new(name.as_str(), known.kind).docs(docs);
    found.detail = detail.filter(|detail| detail != "_" && !detail.is_empty());
    found
}
