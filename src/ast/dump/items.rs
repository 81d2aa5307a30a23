//! Declarations and statements: a line each, bodies indented.

use super::Dump;
use crate::ast::{
    Attached, Block, Else, EnvBase, Expr, File, Ident, If, Item, Let, Override, Record, Stmt, Test, TestKind, TypeRef,
    UseNames, UseSource,
};
use crate::source::Span;

impl Dump {
    pub(super) fn file(&mut self, file: &File) {
        if let Some(docs) = &file.docs {
            self.text("file docs ");
            self.quoted(&docs.text);
        }
        for item in &file.items {
            self.item(item);
        }
        self.text("\n");
    }

    pub(super) fn item(&mut self, item: &Item) {
        match item {
            Item::Use(i) => {
                self.start("use ", i.span);
                match &i.source {
                    UseSource::Std(path) => self.show(path),
                    UseSource::File { path, .. } => self.quoted(path),
                    UseSource::Error(_) => self.text("<error>"),
                }
                match &i.names {
                    UseNames::Names(names) => {
                        self.text(" {");
                        self.list(names, ", ", |d, n| {
                            d.name(&n.name.name);
                            if let Some(alias) = &n.alias {
                                d.text(" as ");
                                d.name(&alias.name);
                            }
                        });
                        self.text("}");
                    }
                    UseNames::Module(name) => {
                        self.text(" as ");
                        self.name(&name.name);
                    }
                    UseNames::Nothing => {}
                    UseNames::Error(_) => self.text(" <error>"),
                }
            }
            Item::Let(i) => self.let_(i),
            Item::TypeAlias(i) => {
                self.head(&i.attached, "type ", &i.name, i.span);
                self.text(" = ");
                self.ty(&i.ty);
            }
            Item::Function(i) => {
                self.head(&i.attached, "fn ", &i.name, i.span);
                self.text("(");
                self.list(&i.params, ", ", |d, p| {
                    d.name(&p.name.name);
                    d.text(": ");
                    d.ty(&p.ty);
                    d.value(p.default.as_ref());
                });
                self.text("): ");
                self.ty(&i.result);
                self.value(Some(&i.body));
            }
            Item::Construct(i) => {
                self.head(&i.attached, "construct ", &i.name, i.span);
                self.block(&i.body);
            }
            Item::Stack(i) => {
                self.head(&i.attached, "stack ", &i.name, i.span);
                self.block(&i.body);
            }
            Item::App(i) => {
                self.head(&i.attached, "app ", &i.name, i.span);
                self.block(&i.body);
            }
            Item::Env(i) => {
                self.head(&i.attached, if i.is_abstract { "abstract env " } else { "env " }, &i.name, i.span);
                match &i.base {
                    EnvBase::App(path) => self.show(format_args!(" = {path}")),
                    EnvBase::Extends(path) => self.show(format_args!(" extends {path}")),
                    EnvBase::Error(_) => self.text(" <error>"),
                }
                self.record_lines(&i.settings);
                self.indent += 1;
                for override_ in &i.overrides {
                    self.override_(override_);
                }
                self.indent -= 1;
            }
            Item::ResourceType(i) => {
                self.attached(&i.attached);
                self.start("resource type ", i.span);
                self.name(&i.name.name);
                for (section, fields) in [("properties", &i.properties), ("attributes", &i.attributes)] {
                    self.indent += 1;
                    self.line();
                    self.text(section);
                    self.text(" {");
                    self.list(fields, ", ", Dump::type_field);
                    self.text("}");
                    self.indent -= 1;
                }
            }
            Item::Rule(i) => {
                self.attached(&i.attached);
                self.start("rule ", i.span);
                self.quoted(&i.name.name);
                self.text(" for ");
                self.list(&i.types, " | ", Dump::type_ref);
                self.text(" as ");
                self.name(&i.binding.name);
                self.block(&i.body);
            }
            Item::Test(i) => self.test(i),
            Item::Error(span) => self.start("<error>", *span),
        }
    }

    fn test(&mut self, test: &Test) {
        self.attached(&test.attached);
        self.start("test ", test.span);
        self.quoted(&test.name.name);
        match &test.kind {
            TestKind::For { envs, body } => {
                self.text(" for ");
                self.list(envs, ", ", |d, env| d.show(env));
                self.block(body);
            }
            TestKind::Expects { code, items, .. } => {
                self.text(" expects ");
                self.name(&code.name);
                self.indent += 1;
                items.iter().for_each(|item| self.item(item));
                self.indent -= 1;
            }
            TestKind::Error(_) => self.text(" <error>"),
        }
    }

    fn override_(&mut self, override_: &Override) {
        self.start("override ", override_.span);
        self.list(&override_.path, ".", |d, segment| {
            d.name(&segment.name.name);
            d.keys(&segment.keys);
        });
        self.record_lines(&override_.body);
    }

    fn start(&mut self, word: &str, span: Span) {
        self.line();
        self.text(word);
        self.span(span);
        if self.spans {
            self.text(" ");
        }
    }

    fn attached(&mut self, attached: &Attached) {
        if let Some(docs) = &attached.docs {
            self.line();
            self.text("docs ");
            self.quoted(&docs.text);
            self.span(docs.span);
        }
        for decorator in &attached.decorators {
            self.line();
            self.text("@");
            self.name(&decorator.name.name);
            self.arguments(&decorator.arguments);
            self.span(decorator.span);
        }
    }

    fn head(&mut self, attached: &Attached, word: &str, name: &Ident, span: Span) {
        self.attached(attached);
        self.start(word, span);
        self.name(&name.name);
    }

    fn value(&mut self, value: Option<&Expr>) {
        if let Some(value) = value {
            self.text(" = ");
            self.expr(value);
        }
    }

    fn keys(&mut self, keys: &[Expr]) {
        for key in keys {
            self.text("[");
            self.expr(key);
            self.text("]");
        }
    }

    fn type_ref(&mut self, ty: &TypeRef) {
        match ty {
            TypeRef::Resource(name) => self.text(&name.name),
            TypeRef::Named(path) => self.show(path),
            TypeRef::Error(_) => self.text("<error>"),
        }
    }

    /// A record with a line for each field.
    fn record_lines(&mut self, record: &Record) {
        self.indent += 1;
        for field in &record.fields {
            self.line();
            self.field(field);
        }
        self.indent -= 1;
    }

    fn instance(&mut self, keys: &[Expr], ty: &TypeRef, body: Option<&Record>) {
        self.keys(keys);
        self.text(" = ");
        self.type_ref(ty);
        match body {
            Some(body) if body.fields.is_empty() => self.text(" {}"),
            Some(body) => self.record_lines(body),
            None => {}
        }
    }

    fn let_(&mut self, stmt: &Let) {
        self.head(&stmt.attached, "let ", &stmt.name, stmt.span);
        if let Some(ty) = &stmt.ty {
            self.text(": ");
            self.ty(ty);
        }
        self.value(Some(&stmt.value));
    }

    fn block(&mut self, block: &Block) {
        self.indent += 1;
        block.stmts.iter().for_each(|stmt| self.stmt(stmt));
        self.indent -= 1;
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match stmt {
            Stmt::Param(s) => {
                self.head(&s.attached, "param ", &s.name, s.span);
                self.text(": ");
                self.ty(&s.ty);
                self.value(s.default.as_ref());
            }
            Stmt::Let(s) => self.let_(s),
            Stmt::Resource(s) => {
                self.head(&s.attached, "resource ", &s.name, s.span);
                self.instance(&s.keys, &s.ty, s.body.as_ref());
            }
            Stmt::Stack(s) => {
                self.head(&s.attached, "stack ", &s.name, s.span);
                self.instance(&s.keys, &s.ty, s.body.as_ref());
            }
            Stmt::Existing(s) => {
                self.head(&s.attached, "existing ", &s.name, s.span);
                self.instance(&s.keys, &s.ty, s.body.as_ref());
            }
            Stmt::Parameter(s) => {
                self.head(&s.attached, "parameter ", &s.name, s.span);
                self.text(": ");
                self.ty(&s.ty);
                if let Some(body) = &s.body {
                    self.record_lines(body);
                }
            }
            Stmt::Output(s) => {
                self.head(&s.attached, "output ", &s.name, s.span);
                if let Some(ty) = &s.ty {
                    self.text(": ");
                    self.ty(ty);
                }
                self.value(s.value.as_ref());
            }
            Stmt::If(s) => {
                self.start("if ", s.span);
                self.if_(s);
            }
            Stmt::For(s) => {
                self.start("for ", s.span);
                self.list(&s.vars, ", ", |d, v| d.name(&v.name));
                self.text(" in ");
                self.expr(&s.iter);
                if let Some(filter) = &s.filter {
                    self.text(" if ");
                    self.expr(filter);
                }
                self.block(&s.body);
            }
            Stmt::Assert(s) => {
                self.start("assert ", s.span);
                self.expr(&s.cond);
                if let Some(message) = &s.message {
                    self.text(", ");
                    self.expr(message);
                }
            }
            Stmt::Settings(s) => {
                self.start("settings", s.span);
                self.record_lines(&s.body);
            }
            Stmt::Tags(s) => {
                self.start("tags", s.span);
                self.record_lines(&s.body);
            }
            Stmt::Transform(s) => {
                self.start("transform ", s.span);
                self.expr(&s.name);
                if let Some(body) = &s.body {
                    self.record_lines(body);
                }
            }
            Stmt::Fragment(s) => {
                self.start("fragment ", s.span);
                self.quoted(&s.path);
                self.value(Some(&s.value));
            }
            Stmt::Error(span) => self.start("<error>", *span),
        }
    }

    fn if_(&mut self, stmt: &If) {
        self.expr(&stmt.cond);
        self.block(&stmt.then);
        match &stmt.otherwise {
            Some(Else::If(branch)) => {
                self.start("else if ", branch.span);
                self.if_(branch);
            }
            Some(Else::Block(block)) => {
                self.start("else", block.span);
                self.block(block);
            }
            None => {}
        }
    }
}
