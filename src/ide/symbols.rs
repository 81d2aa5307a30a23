//! What a file declares, for outlines and searches.

use std::ops::Range;

use super::{Declared, Document};
use crate::ast::{
    Attached, Block, Else, EnvBase, Field, Ident, Item, Key, Stmt, TestKind, TypeExpr, TypeField, TypeKind, TypeRef,
};
use crate::source::Span;

/// A declaration, and those in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// Its name.
    pub name: String,
    /// Its type, as it is written.
    pub detail: Option<String>,
    /// What it declares.
    pub kind: Declared,
    /// All of it, with documentation and decorators.
    pub range: Range<usize>,
    /// Its name.
    pub name_range: Range<usize>,
    /// What is declared in it.
    pub children: Vec<Symbol>,
}

/// What a file declares, in source order.
pub fn symbols(document: &Document) -> Vec<Symbol> {
    let finder = Finder { document };
    let mut found = Vec::new();
    document.tree.items.iter().for_each(|item| finder.item(item, &mut found));
    found
}

/// How well `query` fits `name`: its letters must stand in it in this order. The higher, the better; `None` when it does not
/// fit. A run of letters, the beginnings of words and the same case count more.
pub fn fuzzy_score(query: &str, name: &str) -> Option<i32> {
    let name_chars: Vec<char> = name.chars().collect();
    let (mut score, mut from, mut last) = (0, 0, None);
    for wanted in query.chars().filter(|c| !c.is_whitespace()) {
        let folded = wanted.to_ascii_lowercase();
        let at = (from..name_chars.len()).find(|i| name_chars[*i].to_ascii_lowercase() == folded)?;
        let begins = at == 0
            || matches!(name_chars[at - 1], '_' | '.' | ' ' | ':' | '-')
            || (name_chars[at].is_uppercase() && name_chars[at - 1].is_lowercase());
        score += 1 + i32::from(name_chars[at] == wanted);
        score += if begins { 4 } else { 0 };
        score += if last.is_some_and(|last: usize| last + 1 == at) { 3 } else { 0 };
        last = Some(at);
        from = at + 1;
    }
    let surplus = name_chars.len().saturating_sub(query.chars().count());
    Some(score * 8 - surplus.min(64) as i32)
}

struct Finder<'a> {
    document: &'a Document<'a>,
}

impl Finder<'_> {
    fn text(&self, span: Span) -> String {
        let text = self.document.text.get(self.document.range(span)).unwrap_or_default();
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        match line.char_indices().nth(80) {
            Some((at, _)) => format!("{}…", &line[..at]),
            None => line,
        }
    }

    /// A symbol, unless its name is missing.
    fn add(&self, found: &mut Vec<Symbol>, kind: Declared, name: &Ident, attached: Option<&Attached>, span: Span) {
        if name.is_missing() {
            return;
        }
        let mut range = self.document.range(span);
        let first = attached.and_then(|attached| {
            let decorator = attached.decorators.first().map(|d| d.span);
            attached.docs.as_ref().map(|docs| docs.span).or(decorator)
        });
        if let Some(first) = first {
            range.start = range.start.min(self.document.range(first).start);
        }
        let mut name_range = self.document.range(name.span);
        name_range.start = name_range.start.clamp(range.start, range.end);
        name_range.end = name_range.end.clamp(name_range.start, range.end);
        let name = name.name.to_string();
        found.push(Symbol { name, detail: None, kind, range, name_range, children: Vec::new() });
    }

    fn item(&self, item: &Item, found: &mut Vec<Symbol>) {
        let before = found.len();
        let (mut detail, mut children) = (None, Vec::new());
        match item {
            Item::Use(_) | Item::Error(_) => {}
            Item::Let(i) => {
                self.add(found, Declared::Let, &i.name, Some(&i.attached), i.span);
                detail = i.ty.as_ref().map(|ty| self.text(ty.span));
            }
            Item::TypeAlias(i) => {
                self.add(found, Declared::Type, &i.name, Some(&i.attached), i.span);
                self.fields_of(&i.ty, &mut children);
                detail = children.is_empty().then(|| self.text(i.ty.span));
            }
            Item::Function(i) => {
                self.add(found, Declared::Function, &i.name, Some(&i.attached), i.span);
                detail = Some(self.text(i.result.span));
            }
            Item::Construct(i) => {
                self.add(found, Declared::Construct, &i.name, Some(&i.attached), i.span);
                self.block(&i.body, &mut children);
            }
            Item::Stack(i) => {
                self.add(found, Declared::Stack, &i.name, Some(&i.attached), i.span);
                self.block(&i.body, &mut children);
            }
            Item::App(i) => {
                self.add(found, Declared::App, &i.name, Some(&i.attached), i.span);
                self.block(&i.body, &mut children);
            }
            Item::Env(i) => {
                self.add(found, Declared::Env, &i.name, Some(&i.attached), i.span);
                for field in &i.settings.fields {
                    if let Field::Pair { key: Key::Name(name), span, .. } = field {
                        self.add(&mut children, Declared::Setting, name, None, *span);
                    }
                }
                detail = match &i.base {
                    EnvBase::App(path) => Some(format!("= {path}")),
                    EnvBase::Extends(path) => Some(format!("extends {path}")),
                    EnvBase::Error(_) => None,
                };
            }
            Item::ResourceType(i) => {
                let name = Ident { name: i.name.name.clone(), span: i.name.span };
                self.add(found, Declared::ResourceType, &name, Some(&i.attached), i.span);
                self.type_fields(&i.properties, &mut children);
                self.type_fields(&i.attributes, &mut children);
            }
            Item::Rule(i) => {
                self.add(found, Declared::Rule, &i.name, Some(&i.attached), i.span);
                let types: Vec<String> = i.types.iter().map(|ty| self.text(ty.span())).collect();
                detail = Some(types.join(" | "));
            }
            Item::Test(i) => {
                self.add(found, Declared::Test, &i.name, Some(&i.attached), i.span);
                detail = match &i.kind {
                    TestKind::For { envs, .. } => {
                        let envs: Vec<String> = envs.iter().map(ToString::to_string).collect();
                        Some(format!("for {}", envs.join(", ")))
                    }
                    TestKind::Expects { code, .. } => Some(format!("expects {}", code.name)),
                    TestKind::Error(_) => None,
                };
            }
        }
        if let Some(symbol) = found.get_mut(before) {
            (symbol.detail, symbol.children) = (detail, children);
        }
    }

    fn fields_of(&self, ty: &TypeExpr, found: &mut Vec<Symbol>) {
        match &ty.kind {
            TypeKind::Record(fields) => self.type_fields(fields, found),
            TypeKind::Optional(inner) | TypeKind::List(inner) | TypeKind::Known(inner) => self.fields_of(inner, found),
            _ => {}
        }
    }

    fn type_fields(&self, fields: &[TypeField], found: &mut Vec<Symbol>) {
        for field in fields {
            let before = found.len();
            self.add(found, Declared::Field, &field.name, None, field.span);
            let mut children = Vec::new();
            self.fields_of(&field.ty, &mut children);
            if let Some(symbol) = found.get_mut(before) {
                symbol.detail = children.is_empty().then(|| self.text(field.ty.span));
                symbol.children = children;
            }
        }
    }

    /// The declarations of a body; those in `if` and `for` stand among them, as they do for the language.
    fn block(&self, block: &Block, found: &mut Vec<Symbol>) {
        for stmt in &block.stmts {
            let before = found.len();
            let type_of = |ty: &TypeRef| Some(self.text(ty.span())).filter(|text| !text.is_empty());
            let mut detail = None;
            match stmt {
                Stmt::Param(s) => {
                    self.add(found, Declared::Param, &s.name, Some(&s.attached), s.span);
                    detail = Some(self.text(s.ty.span));
                }
                Stmt::Let(s) => {
                    self.add(found, Declared::Let, &s.name, Some(&s.attached), s.span);
                    detail = s.ty.as_ref().map(|ty| self.text(ty.span));
                }
                Stmt::Resource(s) => {
                    self.add(found, Declared::Resource, &s.name, Some(&s.attached), s.span);
                    detail = type_of(&s.ty);
                }
                Stmt::Stack(s) => {
                    self.add(found, Declared::StackInstance, &s.name, Some(&s.attached), s.span);
                    detail = type_of(&s.ty);
                }
                Stmt::Existing(s) => {
                    self.add(found, Declared::Existing, &s.name, Some(&s.attached), s.span);
                    detail = type_of(&s.ty);
                }
                Stmt::Parameter(s) => {
                    self.add(found, Declared::Parameter, &s.name, Some(&s.attached), s.span);
                    detail = Some(self.text(s.ty.span));
                }
                Stmt::Output(s) => {
                    self.add(found, Declared::Output, &s.name, Some(&s.attached), s.span);
                    detail = s.ty.as_ref().map(|ty| self.text(ty.span));
                }
                Stmt::If(s) => {
                    let mut branch = s;
                    loop {
                        self.block(&branch.then, found);
                        match &branch.otherwise {
                            Some(Else::If(next)) => branch = next,
                            Some(Else::Block(block)) => break self.block(block, found),
                            None => break,
                        }
                    }
                    continue;
                }
                Stmt::For(s) => {
                    self.block(&s.body, found);
                    continue;
                }
                _ => {}
            }
            if let Some(symbol) = found.get_mut(before) {
                symbol.detail = detail;
            }
        }
    }
}
