//! Files and their declarations.

use super::Printer;
use super::brackets::{CALL, NAMES, RECORD};
use super::cursor::Between::{Nothing, Space};
use super::cursor::{Built, Mismatch};
use super::layout::{D, Piece};
use super::rows::{Member, Spacing};
use crate::ast::{
    Attached, Block, Env, EnvBase, Field, File, Function, Item, Override, ResourceType, RuleDecl, Test, TestKind,
    TypeKind, Use, UseName, UseNames, UseSource,
};
use crate::source::Span;

/// What stands between the braces of an environment.
enum Entry<'t> {
    Field(&'t Field),
    Override(&'t Override),
}

impl Entry<'_> {
    fn start(&self) -> u32 {
        match self {
            Entry::Field(field) => match field {
                // The place of a computed key is that of what is between the brackets.
                Field::Pair { span, .. } => span.start,
                field => field.span().start,
            },
            Entry::Override(o) => o.span.start,
        }
    }
}

impl<'a> Printer<'a> {
    /// The whole file; nothing when it is empty.
    pub(super) fn file(&mut self, file: &File) -> Built<Option<D<'a>>> {
        let members: Vec<Member> = file.items.iter().map(|item| self.item_member(item)).collect();
        let range = 0..self.text.len();
        self.rows(range, &members, Spacing::Apart, |printer, index| printer.item(&file.items[index]))
    }

    fn item_member(&self, item: &Item) -> Member {
        let body = match item {
            Item::Construct(i) => Some(i.body.span),
            Item::Stack(i) => Some(i.body.span),
            Item::App(i) => Some(i.body.span),
            Item::Rule(i) => Some(i.body.span),
            Item::Test(i) => match &i.kind {
                TestKind::For { body, .. } => Some(body.span),
                TestKind::Expects { program, .. } => Some(*program),
                TestKind::Error(_) => None,
            },
            _ => None,
        };
        let is_line = matches!(item, Item::Use(_) | Item::Let(_) | Item::TypeAlias(_) | Item::Function(_));
        let bodies = body.map(|span| self.range(span)).into_iter().collect();
        Member { start: self.start(attached(item), item.span()), bodies, is_line }
    }

    fn item(&mut self, item: &Item) -> Built<Piece<'a>> {
        let decorators = self.decorators(attached(item).map_or(&[], |a| &a.decorators))?;
        let piece = match item {
            Item::Use(i) => self.use_item(i),
            Item::Let(i) => self.let_stmt(i),
            Item::TypeAlias(i) => {
                let head = self.keyword("type", |p| p.ident(&i.name))?;
                let (head, between) = self.equals(head)?;
                let mut ty = self.ty(&i.ty)?;
                if matches!(i.ty.kind, TypeKind::Union(_)) && ty.flat.is_some() {
                    // The alternatives stand below each other.
                    ty.first = self.width;
                }
                Ok(self.beside_equals(head, between, ty))
            }
            Item::Function(i) => self.function(i),
            Item::Construct(i) => self.with_block("construct", &i.name, &i.body),
            Item::Stack(i) => self.with_block("stack", &i.name, &i.body),
            Item::App(i) => self.with_block("app", &i.name, &i.body),
            Item::Env(i) => self.env(i),
            Item::ResourceType(i) => self.resource_type(i),
            Item::Rule(i) => self.rule(i),
            Item::Test(i) => self.test(i),
            Item::Error(_) => Err(Mismatch),
        }?;
        Ok(self.join(decorators, piece))
    }

    fn use_item(&mut self, i: &Use) -> Built<Piece<'a>> {
        let source = self.keyword("use", |p| match &i.source {
            UseSource::Std(path) => p.path(path),
            UseSource::File { span, .. } => p.leaf(*span),
            UseSource::Error(_) => Err(Mismatch),
        })?;
        match &i.names {
            UseNames::Nothing => Ok(source),
            UseNames::Module(name) => {
                let between = self.between(Space);
                let alias = self.keyword("as", |p| p.ident(name))?;
                Ok(self.seq([source, between, alias]))
            }
            UseNames::Names(names) => {
                let all = [source, self.between(Nothing), self.token(".")?, self.between(Nothing)];
                let names = self.bracketed(NAMES, names, Self::use_name)?;
                let head = self.seq(all);
                Ok(self.join(head, names))
            }
            UseNames::Error(_) => Err(Mismatch),
        }
    }

    fn use_name(&mut self, name: &UseName) -> Built<Piece<'a>> {
        let first = self.ident(&name.name)?;
        let Some(alias) = &name.alias else { return Ok(first) };
        let between = self.between(Space);
        let alias = self.keyword("as", |p| p.ident(alias))?;
        Ok(self.seq([first, between, alias]))
    }

    fn function(&mut self, i: &Function) -> Built<Piece<'a>> {
        let name = self.keyword("fn", |p| p.ident(&i.name))?;
        let between = self.between(Nothing);
        let params = self.bracketed(CALL, &i.params, |p, param| {
            let name = p.ident(&param.name)?;
            let head = p.typed(name, &param.ty)?;
            match &param.default {
                Some(default) => p.assigned(head, default),
                None => Ok(head),
            }
        })?;
        let head = self.seq([name, between, params]);
        let head = self.typed(head, &i.result)?;
        self.assigned(head, &i.body)
    }

    fn with_block(&mut self, word: &'static str, name: &crate::ast::Ident, block: &Block) -> Built<Piece<'a>> {
        let head = self.keyword(word, |p| p.ident(name))?;
        let between = self.between(Space);
        let block = self.block(block)?;
        Ok(self.seq([head, between, block]))
    }

    fn env(&mut self, i: &Env) -> Built<Piece<'a>> {
        let mut head = Vec::new();
        if i.is_abstract {
            head.extend([self.token("abstract")?, self.between(Space)]);
        }
        head.extend([self.keyword("env", |p| p.ident(&i.name))?, self.between(Space)]);
        head.push(match &i.base {
            EnvBase::App(path) => self.keyword("=", |p| p.path(path))?,
            EnvBase::Extends(path) => self.keyword("extends", |p| p.path(path))?,
            EnvBase::Error(_) => return Err(Mismatch),
        });
        head.push(self.between(Space));
        let fields = i.settings.fields.iter().map(Entry::Field);
        let mut entries: Vec<Entry> = fields.chain(i.overrides.iter().map(Entry::Override)).collect();
        entries.sort_by_key(Entry::start);
        let settings = self.bracketed(RECORD, &entries, |p, entry| match entry {
            Entry::Field(field) => p.field(field),
            Entry::Override(o) => p.override_(o),
        })?;
        let head = self.seq(head);
        Ok(self.join(head, settings))
    }

    fn override_(&mut self, o: &Override) -> Built<Piece<'a>> {
        let path = self.keyword("override", |p| {
            let mut all = Vec::new();
            for (i, segment) in o.path.iter().enumerate() {
                if i > 0 {
                    all.extend([p.between(Nothing), p.token(".")?, p.between(Nothing)]);
                }
                all.extend([p.ident(&segment.name)?, p.keys(&segment.keys)?]);
            }
            Ok(p.seq(all))
        })?;
        let between = self.between(Space);
        let body = self.record(&o.body)?;
        Ok(self.seq([path, between, body]))
    }

    fn resource_type(&mut self, i: &ResourceType) -> Built<Piece<'a>> {
        let head = [self.token("resource")?, self.between(Space), self.token("type")?, self.between(Space)];
        let head = self.seq(head);
        let name = self.leaf(i.name.span)?;
        let between = self.between(Space);
        let (mut properties, mut attributes) = (i.properties.iter(), i.attributes.iter());
        let sections = self.brackets(RECORD, |p, _| {
            let (word, fields) = match p.next_word() {
                "properties" => ("properties", &mut properties),
                "attributes" => ("attributes", &mut attributes),
                _ => return Ok(None),
            };
            p.keyword(word, |p| {
                p.brackets(RECORD, |p, _| {
                    if p.sees("}") { Ok(None) } else { fields.next().map(|f| p.type_field(f)).transpose() }
                })
            })
            .map(Some)
        })?;
        Ok(self.seq([head, name, between, sections]))
    }

    fn rule(&mut self, i: &RuleDecl) -> Built<Piece<'a>> {
        let mut head = vec![self.keyword("rule", |p| p.leaf(i.name.span))?, self.between(Space)];
        head.extend([self.token("for")?, self.between(Space)]);
        if self.sees("|") {
            self.token("|")?;
            head.push(self.between(Nothing));
        }
        let mut types = self.nil();
        for (n, ty) in i.types.iter().enumerate() {
            let mut pieces = Vec::new();
            if n > 0 {
                pieces.extend([self.between(Space), self.token("|")?]);
                let after = self.between(Space);
                pieces.push(if after.is_broken() { after } else { self.fill() });
            }
            pieces.push(self.type_ref(ty)?);
            types = self.append(types, self.seq(pieces).doc);
        }
        // Twice, so that they do not look like the body.
        head.push(Piece::broken(self.nest(self.nest(types))));
        head.extend([self.between(Space), self.keyword("as", |p| p.ident(&i.binding))?, self.between(Space)]);
        head.push(self.block(&i.body)?);
        Ok(self.seq(head))
    }

    fn test(&mut self, i: &Test) -> Built<Piece<'a>> {
        let mut head = vec![self.keyword("test", |p| p.leaf(i.name.span))?, self.between(Space)];
        match &i.kind {
            TestKind::For { envs, body } => {
                head.extend([self.token("for")?, self.between(Space)]);
                for (n, env) in envs.iter().enumerate() {
                    if n > 0 {
                        head.extend([self.between(Nothing), self.token(",")?, self.between(Space)]);
                    }
                    head.push(self.path(env)?);
                }
                head.push(self.between(Space));
                head.push(self.block(body)?);
            }
            TestKind::Expects { code, items, program } => {
                head.extend([self.keyword("expects", |p| p.ident(code))?, self.between(Space)]);
                let range = self.range(*program);
                let members: Vec<Member> = items.iter().map(|item| self.item_member(item)).collect();
                head.push(self.deeper(|printer| {
                    printer.body(&range, &members, Spacing::AsWritten, |p, index| p.item(&items[index]))
                })?);
            }
            TestKind::Error(_) => return Err(Mismatch),
        }
        Ok(self.seq(head))
    }

    /// Where a span lies in the text.
    pub(super) fn range(&self, span: Span) -> std::ops::Range<usize> {
        self.sources.resolve(span).1
    }
}

/// What stands before a declaration that may have documentation and decorators.
pub(super) fn attached(item: &Item) -> Option<&Attached> {
    match item {
        Item::Let(i) => Some(&i.attached),
        Item::TypeAlias(i) => Some(&i.attached),
        Item::Function(i) => Some(&i.attached),
        Item::Construct(i) => Some(&i.attached),
        Item::Stack(i) => Some(&i.attached),
        Item::App(i) => Some(&i.attached),
        Item::Env(i) => Some(&i.attached),
        Item::ResourceType(i) => Some(&i.attached),
        Item::Rule(i) => Some(&i.attached),
        Item::Test(i) => Some(&i.attached),
        Item::Use(_) | Item::Error(_) => None,
    }
}
