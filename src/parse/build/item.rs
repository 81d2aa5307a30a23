//! Declarations at file level.

use super::body::{Body, Lead};
use super::{Builder, P};
use crate::ast::{
    App, Block, Construct, Env, EnvBase, ExprKind, Function, FunctionParam, Ident, Item, Override, Path, Record,
    ResourceType, ResourceTypeName, Segment, StackDecl, Symbol, TypeAlias, TypeExpr, TypeField, TypeKind, TypeRef, Use,
    UseName, UseNames, UseSource,
};
use crate::parse::errors;
use crate::parse::grammar::Rule;
use crate::source::Span;

impl Builder<'_, '_> {
    /// The declaration in a `chunk` pair.
    pub fn chunk(mut self, pair: P) -> Item {
        let whole = self.span(&pair);
        let mut lead = Lead::default();
        let mut item = None;
        for inner in pair.into_inner() {
            if self.lead(&inner, &mut lead) {
                continue;
            }
            match inner.as_rule() {
                Rule::EOI => {}
                Rule::rest => {
                    self.rest(&inner, item.as_ref());
                    if let Some(Item::Let(tree)) = &mut item
                        && (inner.as_str().starts_with('{') || inner.as_str().starts_with("=>"))
                    {
                        // What stands before it is no value, and gives no second mistake.
                        tree.value.kind = ExprKind::Error;
                    }
                }
                _ => item = Some(self.entry(|b| b.item(inner, &mut lead))),
            }
        }
        self.report_unclosed();
        item.unwrap_or(Item::Error(whole))
    }

    /// What is left after a declaration.
    fn rest(&mut self, pair: &P, item: Option<&Item>) {
        if self.entry_failed || !self.unclosed.is_empty() {
            return;
        }
        let (span, found) = self.found(pair.as_span().start());
        let rest = &self.text[span.start as usize..];
        if rest.starts_with(['}', ')', ']']) {
            let ended = item.map(|i| {
                let end = i.span().after();
                (Span { start: end.start.saturating_sub(1), ..end }, describe(i))
            });
            let ended = ended.as_ref().map(|(span, what)| (*span, what.as_str()));
            self.note(errors::stray_closer(span, &rest[..1], ended));
            return;
        }
        if item.is_none() {
            let help = rest.starts_with("abstract").then(|| "write `abstract env n = App { … }`".to_owned());
            self.note(errors::unknown_item(span, &found, help));
            return;
        }
        self.left_over(pair, "the end of the line");
    }

    fn item(&mut self, pair: P, lead: &mut Lead) -> Item {
        let span = self.span(&pair);
        match pair.as_rule() {
            Rule::use_item => {
                self.refuse(lead, "`use`");
                Item::Use(self.use_item(pair))
            }
            Rule::let_stmt => Item::Let(self.let_stmt(pair, lead)),
            Rule::type_alias => Item::TypeAlias(self.type_alias(pair, lead)),
            Rule::function => Item::Function(self.function(pair, lead)),
            Rule::construct => {
                let attached = self.attached(lead);
                let (name, body) = self.body_item(pair, Body::Construct, "construct");
                Item::Construct(Construct { attached, name, body, span })
            }
            Rule::stack_decl => {
                let attached = self.attached(lead);
                let (name, body) = self.body_item(pair, Body::Stack, "stack");
                Item::Stack(StackDecl { attached, name, body, span })
            }
            Rule::app => {
                let attached = self.attached(lead);
                let (name, body) = self.body_item(pair, Body::App, "app");
                Item::App(App { attached, name, body, span })
            }
            Rule::env => Item::Env(self.env(pair, lead)),
            Rule::resource_type => Item::ResourceType(self.resource_type(pair, lead)),
            Rule::rule_decl => Item::Rule(self.rule(pair, lead)),
            Rule::test => Item::Test(self.test(pair, lead)),
            _ => Item::Error(span),
        }
    }

    fn use_item(&mut self, pair: P) -> Use {
        let span = self.span(&pair);
        let mut source = UseSource::Error(span);
        let mut names = UseNames::Error(span.after());
        for inner in pair.into_inner() {
            let at = self.span(&inner);
            match inner.as_rule() {
                Rule::path => source = UseSource::Std(self.path(&inner)),
                Rule::m_path => {
                    let help = "write `use std.network.{Vpc}` or `use \"./x.bat\".{a}`".to_owned();
                    self.missing_help(&inner, "a module or a path in quotes", Some(help));
                }
                Rule::m_import if self.ends_line(inner.as_span().start()) => names = UseNames::Nothing,
                Rule::m_import => {
                    let help = "write `.{A, B}` after the module, or `as name`".to_owned();
                    self.missing_help(&inner, "`.{…}` or `as`", Some(help));
                }
                Rule::use_names => names = UseNames::Names(self.use_names(inner)),
                Rule::use_alias => {
                    let name = inner.into_inner().next().map(|p| self.name(&p, "a name after `as`"));
                    names = name.map_or(names, UseNames::Module);
                }
                Rule::bad => source = UseSource::Error(at),
                _ => {
                    let help = "imports are the same for every environment";
                    let path = self.plain_text(inner, "the path of an import", help);
                    source = path.map_or(UseSource::Error(at), |path| UseSource::File { path, span: at });
                }
            }
        }
        Use { source, names, span }
    }

    fn use_names(&mut self, pair: P) -> Vec<UseName> {
        let opener = pair.as_span().start();
        let mut names = Vec::new();
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::use_name => {
                    let name = self.entry(|b| {
                        let mut words = inner.into_inner();
                        let name = words.next().map(|p| b.name(&p, "a name"));
                        let alias = words.next().map(|p| b.name(&p, "a name after `as`"));
                        name.map(|name| UseName { name, alias })
                    });
                    names.extend(name);
                }
                Rule::junk_in => self.left_over(&inner, "`,` or `}`"),
                Rule::unclosed => self.unclosed(opener, &inner),
                _ => {
                    self.other(&inner, "a name");
                }
            }
        }
        names
    }

    fn type_alias(&mut self, pair: P, lead: &mut Lead) -> TypeAlias {
        let span = self.span(&pair);
        let attached = self.attached(lead);
        let mut name = Ident::missing(span);
        let mut ty = TypeExpr { kind: TypeKind::Error, span: span.after() };
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::as_eq => self.as_eq(&inner, "a type gets a name by `type N = …`"),
                Rule::m_eq => self.missing_eq(&inner, "`type N = …`"),
                Rule::ty | Rule::m_type => ty = self.ty(inner),
                _ => name = self.type_like(&inner, "type", "a type"),
            }
        }
        TypeAlias { attached, name, ty, span }
    }

    fn type_like(&mut self, pair: &P, keyword: &str, what: &str) -> Ident {
        let name = self.name(pair, &format!("a name after `{keyword}`"));
        self.check_style(&name, what, true);
        name
    }

    fn function(&mut self, pair: P, lead: &mut Lead) -> Function {
        let span = self.span(&pair);
        let attached = self.attached(lead);
        let (mut name, mut params) = (Ident::missing(span), Vec::new());
        let mut result = TypeExpr { kind: TypeKind::Error, span: span.after() };
        let mut body = self.no_value(span.after());
        let mut in_braces = false;
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::fn_params => params = self.fn_params(inner),
                Rule::m_params => {
                    self.missing(&inner, "`(` and the function's parameters");
                }
                Rule::as_result => {
                    let span = self.span(&inner);
                    self.note(errors::equals_colon(span, "->", ":", "a function is written `fn f(a: T): T = …`"));
                }
                Rule::m_result => {
                    let help = "a function is written `fn f(a: T): T = …`".to_owned();
                    result.span = self.missing_help(&inner, "`:` and the type of the result", Some(help));
                }
                Rule::as_eq => self.as_eq(&inner, "a function is written `fn f(a: T): T = …`"),
                Rule::m_eq => {
                    self.missing_eq(&inner, "`= …`: a function's body is one expression, without braces");
                    in_braces = self.text[inner.as_span().start()..].trim_start().starts_with('{');
                }
                Rule::expr if in_braces => {}
                Rule::ty | Rule::m_type => result = self.ty(inner),
                Rule::expr | Rule::m_expr => body = self.value(inner, "an expression"),
                _ => {
                    name = self.name(&inner, "a name after `fn`");
                    self.check_style(&name, "a function", false);
                }
            }
        }
        Function { attached, name, params, result, body, span }
    }

    fn fn_params(&mut self, pair: P) -> Vec<FunctionParam> {
        let opener = pair.as_span().start();
        let mut params = Vec::new();
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::fn_param => params.push(self.entry(|b| b.fn_param(inner))),
                Rule::junk_in => self.left_over(&inner, "`,` or `)`"),
                Rule::unclosed => self.unclosed(opener, &inner),
                _ => {
                    self.other(&inner, "a parameter");
                }
            }
        }
        params
    }

    fn fn_param(&mut self, pair: P) -> FunctionParam {
        let span = self.span(&pair);
        let (mut name, mut default) = (Ident::missing(span), None);
        let mut ty = TypeExpr { kind: TypeKind::Error, span };
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::word => {
                    name = self.name(&inner, "a parameter's name");
                    self.check_style(&name, "a function's parameter", false);
                }
                Rule::m_colon => ty.span = self.missing_type(&inner, &format!("`{}: T`", name.name)),
                Rule::ty | Rule::m_type => ty = self.ty(inner),
                _ => default = Some(self.value(inner, "an expression")),
            }
        }
        FunctionParam { name, ty, default, span }
    }

    /// Name and body of a construct, stack or app.
    fn body_item(&mut self, pair: P, body: Body, keyword: &str) -> (Ident, Block) {
        let what = &format!("{} {keyword}", if body == Body::App { "an" } else { "a" });
        let span = self.span(&pair);
        let mut name = Ident::missing(span);
        let mut block = Block { stmts: Vec::new(), span: span.after() };
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::word | Rule::m_name | Rule::bad => name = self.type_like(&inner, keyword, what),
                _ => block = self.body(inner, body, false, &format!("the {keyword}")).unwrap_or(block),
            }
        }
        (name, block)
    }

    fn env(&mut self, pair: P, lead: &mut Lead) -> Env {
        let span = self.span(&pair);
        let mut env = Env {
            attached: self.attached(lead),
            is_abstract: false,
            name: Ident::missing(span),
            base: EnvBase::Error(span),
            settings: Record { fields: Vec::new(), span: span.after() },
            overrides: Vec::new(),
            span,
        };
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::abstract_word => env.is_abstract = true,
                Rule::env_app => env.base = self.env_base(inner, "an app after `=`", EnvBase::App),
                Rule::env_extends => {
                    env.base = self.env_base(inner, "an environment after `extends`", EnvBase::Extends);
                }
                Rule::m_base => {
                    let help = "write `env n = App { … }` or `env n extends other { … }`".to_owned();
                    self.missing_help(&inner, "`=` or `extends`", Some(help));
                }
                Rule::brace_below => self.brace_below(&inner),
                Rule::m_record => env.settings.span = self.missing(&inner, "`{` and the environment's settings"),
                Rule::settings_of_env => self.env_body(inner, &mut env),
                _ => {
                    env.name = self.name(&inner, "a name after `env`");
                    self.check_style(&env.name.clone(), "an environment", false);
                }
            }
        }
        env
    }

    fn env_base(&mut self, pair: P, what: &str, base: impl Fn(Path) -> EnvBase) -> EnvBase {
        let mut found = EnvBase::Error(self.span(&pair));
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::path => found = base(self.path(&inner)),
                Rule::as_eq => self.as_eq(&inner, "an environment is written `env n = App { … }`"),
                Rule::m_path => {
                    self.missing(&inner, what);
                }
                _ => {}
            }
        }
        found
    }

    fn env_body(&mut self, pair: P, env: &mut Env) {
        let opener = pair.as_span().start();
        env.settings.span = self.span(&pair);
        for inner in pair.into_inner() {
            super::record::spoil(env.settings.fields.last_mut(), &inner);
            if inner.as_rule() == Rule::override_ {
                let override_ = self.entry(|b| b.override_(inner));
                env.overrides.push(override_);
            } else if let Some(field) = self.record_entry(inner, opener) {
                env.settings.fields.push(field);
            }
        }
    }

    fn override_(&mut self, pair: P) -> Override {
        let span = self.span(&pair);
        let mut path: Vec<Segment> = Vec::new();
        let mut path_span: Option<Span> = None;
        let mut body = Record { fields: Vec::new(), span: span.after() };
        for inner in pair.into_inner() {
            let at = self.span(&inner);
            match inner.as_rule() {
                Rule::segment => {
                    path_span = Some(path_span.map_or(at, |p| p.to(at)));
                    path.extend(self.segment(inner));
                }
                Rule::m_member => {
                    self.missing(&inner, "a name after `.`");
                }
                Rule::brace_below => self.brace_below(&inner),
                Rule::record => body = self.record(inner),
                _ => body.span = self.missing(&inner, "`{` and the properties to override"),
            }
        }
        Override { path, path_span: path_span.unwrap_or(span), body, span }
    }

    fn segment(&mut self, pair: P) -> Option<Segment> {
        let mut segment: Option<Segment> = None;
        for inner in pair.into_inner() {
            match (inner.as_rule(), &mut segment) {
                (Rule::key, Some(segment)) => {
                    let key = self.bracketed(inner, "a key", "`]`");
                    segment.keys.push(key);
                }
                _ => segment = Some(Segment { name: self.ident(&inner), keys: Vec::new() }),
            }
        }
        segment
    }

    fn resource_type(&mut self, pair: P, lead: &mut Lead) -> ResourceType {
        let span = self.span(&pair);
        let mut declared = ResourceType {
            attached: self.attached(lead),
            name: ResourceTypeName { name: Symbol::new(), span },
            properties: Vec::new(),
            attributes: Vec::new(),
            damaged: false,
            span,
        };
        let before = self.shared.diagnostics.len();
        for inner in pair.into_inner() {
            let at = self.span(&inner);
            match inner.as_rule() {
                Rule::path | Rule::m_path => match self.type_ref(&inner, "a type such as `Custom::Migration`") {
                    TypeRef::Resource(name) => declared.name = name,
                    TypeRef::Named(path) => {
                        let help = format!("write `Custom::{}`", path.segments.last().map_or("N", |s| &s.name));
                        self.note(
                            errors::expected(path.span, "a type such as `Custom::Migration`", &format!("`{path}`"))
                                .help(help),
                        );
                    }
                    TypeRef::Error(span) => declared.name.span = span,
                },
                Rule::bad => declared.name.span = at,
                Rule::brace_below => self.brace_below(&inner),
                Rule::sections => self.sections(inner, &mut declared),
                _ => {
                    self.missing(&inner, "`{` with `properties` and `attributes`");
                }
            }
        }
        declared.damaged = self.shared.diagnostics.len() > before;
        declared
    }

    fn sections(&mut self, pair: P, declared: &mut ResourceType) {
        let opener = pair.as_span().start();
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::section => self.entry(|b| b.section(inner, declared)),
                Rule::junk_field => self.left_over(&inner, "a new line or `}`"),
                Rule::unclosed => self.unclosed(opener, &inner),
                Rule::doc => {
                    let span = self.span(&inner);
                    self.note(errors::useless_docs(span));
                }
                _ => {
                    self.other(&inner, "`properties` or `attributes`");
                }
            }
        }
    }

    fn section(&mut self, pair: P, declared: &mut ResourceType) {
        let mut section = None;
        for inner in pair.into_inner() {
            let at = self.span(&inner);
            match inner.as_rule() {
                Rule::word => match inner.as_str() {
                    "properties" => section = Some(&mut declared.properties),
                    "attributes" => section = Some(&mut declared.attributes),
                    other => self.report(errors::expected(at, "`properties` or `attributes`", &format!("`{other}`"))),
                },
                Rule::stray => {
                    let found = format!("`{}`", inner.as_str());
                    self.note(errors::expected(at, "`{`", &found));
                }
                Rule::type_record => {
                    let fields: Vec<TypeField> = self.type_fields(inner);
                    if let Some(section) = &mut section {
                        section.extend(fields);
                    }
                }
                _ => {
                    self.missing(&inner, "`{` and fields");
                }
            }
        }
    }

    /// The name in quotes of a rule or test.
    /// Whether nothing but spaces stands between a place and the end of its line.
    fn ends_line(&self, at: usize) -> bool {
        let rest = self.text[at..].trim_start_matches(' ');
        rest.is_empty() || rest.starts_with(['\n', '\u{0b}', '\u{0c}'])
    }

    /// The declarations of a program in braces.
    pub(super) fn items(&mut self, pair: P) -> Vec<Item> {
        let opener = pair.as_span().start();
        let mut items = Vec::new();
        let mut lead = Lead::default();
        for inner in pair.into_inner() {
            if self.lead(&inner, &mut lead) {
                continue;
            }
            match inner.as_rule() {
                Rule::junk_line => self.left_over(&inner, "the end of the line"),
                Rule::unclosed => self.unclosed(opener, &inner),
                Rule::other_line => {
                    lead = Lead::default();
                    let (span, found) = self.found(inner.as_span().start());
                    let diagnostic = errors::unknown_item(span, &found, None);
                    self.entry(|b| b.note(diagnostic));
                    items.push(Item::Error(self.span(&inner)));
                }
                _ => {
                    let span = self.span(&inner);
                    let item = self.entry(|b| b.deeper(1, span, |b| b.item(inner, &mut lead)));
                    items.push(item.unwrap_or(Item::Error(span)));
                }
            }
        }
        self.refuse(&mut lead, "");
        items
    }
}

/// A declaration in a few words.
pub(in crate::parse) fn describe(item: &Item) -> String {
    match item {
        Item::Construct(i) => format!("construct `{}`", i.name.name),
        Item::Stack(i) => format!("stack `{}`", i.name.name),
        Item::App(i) => format!("app `{}`", i.name.name),
        Item::Env(i) => format!("env `{}`", i.name.name),
        Item::TypeAlias(i) => format!("type `{}`", i.name.name),
        Item::Function(i) => format!("function `{}`", i.name.name),
        Item::Let(i) => format!("`{}`", i.name.name),
        _ => "the declaration before".to_owned(),
    }
}
