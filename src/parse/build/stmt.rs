//! Statements.

use super::body::{Body, Lead};
use super::{Builder, P};
use crate::ast::{
    Assert, Block, Else, Existing, Expr, For, Fragment, Ident, If, Let, Output, Param, Parameter, Record, Resource,
    Settings, StackInstance, Stmt, Symbol, Tags, Transform, TypeExpr, TypeKind, TypeRef,
};
use crate::parse::errors;
use crate::parse::grammar::Rule;
use crate::source::Span;

/// The pieces of `resource n[k] = T { … }` and its kin.
pub(super) struct Instance {
    name: Ident,
    keys: Vec<Expr>,
    ty: TypeRef,
    body: Option<Record>,
}

impl Builder<'_, '_> {
    /// A statement of a body.
    pub(super) fn stmt(&mut self, pair: P, lead: &mut Lead, body: Body, nested: bool) -> Stmt {
        let span = self.span(&pair);
        self.check_place(pair.as_rule(), span, body, nested);
        let rule = pair.as_rule();
        let what = match rule {
            Rule::if_stmt => "`if`",
            Rule::for_stmt => "`for`",
            Rule::assert => "`assert`",
            Rule::settings => "`settings`",
            Rule::tags => "`tags`",
            Rule::transform => "`transform`",
            Rule::fragment => "`fragment`",
            _ => "",
        };
        if !what.is_empty() {
            self.refuse(lead, what);
        }
        match rule {
            Rule::if_stmt => Stmt::If(self.if_stmt(pair, body)),
            Rule::for_stmt => Stmt::For(self.for_stmt(pair, body)),
            Rule::assert => Stmt::Assert(self.assert(pair)),
            Rule::settings => Stmt::Settings(Settings { body: self.record_of(pair, "the settings"), span }),
            Rule::tags => Stmt::Tags(Tags { body: self.record_of(pair, "the tags"), span }),
            Rule::transform => Stmt::Transform(self.transform(pair)),
            Rule::fragment => Stmt::Fragment(self.fragment(pair)),
            Rule::param => Stmt::Param(self.param(pair, lead)),
            Rule::let_stmt => Stmt::Let(self.let_stmt(pair, lead)),
            Rule::output => Stmt::Output(self.output(pair, lead)),
            Rule::parameter => Stmt::Parameter(self.parameter(pair, lead)),
            Rule::resource => {
                let attached = self.attached(lead);
                let Instance { name, keys, ty, body } = self.instance(pair, "resource", "a resource");
                Stmt::Resource(Resource { attached, name, keys, ty, body, span })
            }
            Rule::stack_instance => {
                let attached = self.attached(lead);
                let Instance { name, keys, ty, body } = self.instance(pair, "stack", "a stack's instance");
                Stmt::Stack(StackInstance { attached, name, keys, ty, body, span })
            }
            Rule::existing => {
                let attached = self.attached(lead);
                let Instance { name, keys, ty, body } = self.instance(pair, "existing", "something existing");
                Stmt::Existing(Existing { attached, name, keys, ty, body, span })
            }
            _ => Stmt::Error(span),
        }
    }

    /// Reports a statement that its body cannot hold.
    fn check_place(&mut self, rule: Rule, span: Span, body: Body, nested: bool) {
        use Body::{App, Construct, Rule as PolicyRule, Stack, Test};
        let (word, homes): (&str, &[Body]) = match rule {
            Rule::param => ("param", &[Construct, Stack, App]),
            Rule::resource => ("resource", &[Construct, Stack]),
            Rule::existing => ("existing", &[Construct, Stack]),
            Rule::parameter => ("parameter", &[Construct, Stack]),
            Rule::output => ("output", &[Construct, Stack]),
            Rule::transform => ("transform", &[Construct, Stack]),
            Rule::fragment => ("fragment", &[Construct, Stack]),
            Rule::stack_instance => ("stack", &[App]),
            Rule::settings => ("settings", &[Stack, App]),
            Rule::tags => ("tags", &[Stack, App]),
            _ => return,
        };
        let keyword = Span { end: span.start + word.len() as u32, ..span };
        if !homes.contains(&body) {
            let place = match body {
                Construct => "in a construct",
                Stack => "in a stack",
                App => "in an app",
                PolicyRule => "in a rule",
                Test => "in a test",
            };
            let help = match (rule, body) {
                (_, PolicyRule | Test) => "a rule or test holds `assert`, `let`, `if` and `for`",
                (Rule::stack_instance, _) => "stacks are put together in an `app N { … }`",
                (Rule::settings | Rule::tags, Construct) => {
                    "settings and tags belong to a stack or app; a resource has its own `Tags`"
                }
                (Rule::output, App) => "an app has no outputs: stacks have",
                _ => "put it into a stack, or a construct that a stack uses",
            };
            self.note(errors::misplaced(keyword, &format!("`{word}`"), place, help));
        } else if nested && matches!(rule, Rule::param | Rule::parameter | Rule::settings | Rule::tags) {
            let help = "put it directly into the body; only its value may depend on conditions";
            self.note(errors::misplaced(keyword, &format!("`{word}`"), "inside `if` or `for`", help));
        }
    }

    fn instance(&mut self, pair: P, keyword: &str, what: &str) -> Instance {
        let span = self.span(&pair);
        let (mut name, mut keys, mut body) = (None, Vec::new(), None);
        let mut ty = TypeRef::Error(span.after());
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::key => keys.push(self.bracketed(inner, "a key", "`]`")),
                Rule::as_eq => self.as_eq(&inner, "an instance is declared by `name = TYPE { … }`"),
                Rule::m_eq => {
                    let help = "an instance is declared by `name = TYPE { … }`".to_owned();
                    self.missing_help(&inner, "`=`", Some(help));
                }
                Rule::brace_below => self.brace_below(&inner),
                Rule::record => {
                    let record = self.record(inner);
                    body = Some(record);
                }
                Rule::path | Rule::m_path => ty = self.type_ref(&inner, "a type after `=`"),
                Rule::bad if name.is_some() => ty = TypeRef::Error(self.span(&inner)),
                _ => {
                    let ident = self.name(&inner, &format!("a name after `{keyword}`"));
                    self.check_style(&ident, what, false);
                    name = Some(ident);
                }
            }
        }
        Instance { name: name.unwrap_or_else(|| Ident::missing(span)), keys, ty, body }
    }

    /// Something else where `=` belongs.
    pub(super) fn as_eq(&mut self, pair: &P, rule: &str) {
        let span = self.span(pair);
        self.note(errors::equals_colon(span, pair.as_str(), "=", rule));
    }

    /// A missing `=`.
    pub(super) fn missing_eq(&mut self, pair: &P, example: &str) {
        self.missing_help(pair, "`=`", Some(format!("write {example}")));
    }

    pub(super) fn let_stmt(&mut self, pair: P, lead: &mut Lead) -> Let {
        let span = self.span(&pair);
        let attached = self.attached(lead);
        let (mut name, mut ty, mut value) = (Ident::missing(span), None, self.no_value(span.after()));
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::ty | Rule::m_type => ty = Some(self.ty(inner)),
                Rule::as_eq => self.as_eq(&inner, "a value gets a name by `let n = …`"),
                Rule::m_eq if ty.as_ref().is_some_and(is_value) => {
                    let start = ty.take().map_or(span.end, |ty| ty.span.start);
                    let colon = Span { start: name.span.end, end: start, ..span };
                    self.report(errors::equals_colon(
                        colon,
                        ":",
                        "=",
                        "a value gets a name by `let n = …`; `:` gives a type",
                    ));
                }
                Rule::m_eq => self.missing_eq(&inner, &format!("`let {} = …`", shown(&name))),
                Rule::expr | Rule::m_expr => value = self.value(inner, "an expression"),
                _ => name = self.declared(&inner, "let", "a value"),
            }
        }
        Let { attached, name, ty, value, span }
    }

    fn param(&mut self, pair: P, lead: &mut Lead) -> Param {
        let span = self.span(&pair);
        let attached = self.attached(lead);
        let (mut name, mut default) = (Ident::missing(span), None);
        let mut ty = TypeExpr { kind: TypeKind::Error, span };
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::ty | Rule::m_type => ty = self.ty(inner),
                Rule::m_colon => ty.span = self.missing_type(&inner, &format!("`param {}: T`", shown(&name))),
                Rule::expr | Rule::m_expr => default = Some(self.value(inner, "an expression")),
                _ => name = self.declared(&inner, "param", "a param"),
            }
        }
        Param { attached, name, ty, default, span }
    }

    fn parameter(&mut self, pair: P, lead: &mut Lead) -> Parameter {
        let span = self.span(&pair);
        let attached = self.attached(lead);
        let (mut name, mut body) = (Ident::missing(span), None);
        let mut ty = TypeExpr { kind: TypeKind::Error, span };
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::ty | Rule::m_type => ty = self.ty(inner),
                Rule::m_colon => ty.span = self.missing_type(&inner, &format!("`parameter {}: T`", shown(&name))),
                Rule::brace_below => self.brace_below(&inner),
                Rule::record => {
                    let record = self.record(inner);
                    body = Some(record);
                }
                // Its name becomes the template's, so its style is the user's choice.
                _ => name = self.name(&inner, "a name after `parameter`"),
            }
        }
        Parameter { attached, name, ty, body, span }
    }

    fn output(&mut self, pair: P, lead: &mut Lead) -> Output {
        let span = self.span(&pair);
        let attached = self.attached(lead);
        let (mut name, mut ty, mut value) = (Ident::missing(span), None, None);
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::ty | Rule::m_type => ty = Some(self.ty(inner)),
                Rule::expr | Rule::m_expr => value = Some(self.value(inner, "an expression")),
                _ => name = self.declared(&inner, "output", "an output"),
            }
        }
        // `output x: vpc.id` reads as a type; nothing but a value begins like that.
        if let (Some(TypeExpr { kind: TypeKind::Name(path), .. }), None) = (&ty, &value)
            && path.segments.first().is_some_and(|s| s.name.starts_with(|c: char| c.is_ascii_lowercase()))
        {
            let colon = Span { start: name.span.end, end: path.span.start, ..span };
            let rule = format!("write `output {} = {path}`; `:` gives a type", name.name);
            self.note(errors::equals_colon(colon, ":", "=", &rule));
            (ty, value) = (None, Some(self.no_value(path.span)));
        }
        Output { attached, name, ty, value, span }
    }

    fn if_stmt(&mut self, pair: P, body: Body) -> If {
        let span = self.span(&pair);
        let mut branches: Vec<If> = Vec::new();
        let mut last: Option<Block> = None;
        let mut head = Vec::new();
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::else_if => {
                    let span = self.span(&inner);
                    let branch = self.if_branch(inner.into_inner().collect(), span, body);
                    branches.push(branch);
                }
                Rule::else_block => {
                    let mut block = None;
                    for part in inner.into_inner() {
                        block = self.body(part, body, true, "`else`").or(block);
                    }
                    last = block;
                }
                _ => head.push(inner),
            }
        }
        let mut whole = self.if_branch(head, span, body);
        let mut otherwise = last.map(Else::Block);
        for mut branch in branches.into_iter().rev() {
            branch.otherwise = otherwise;
            branch.span.end = span.end;
            otherwise = Some(Else::If(Box::new(branch)));
        }
        whole.otherwise = otherwise;
        whole
    }

    fn if_branch(&mut self, pairs: Vec<P>, span: Span, body: Body) -> If {
        let (mut cond, mut then) = (self.no_value(span), Block { stmts: Vec::new(), span: span.after() });
        for inner in pairs {
            match inner.as_rule() {
                Rule::expr | Rule::m_expr => cond = self.value(inner, "a condition after `if`"),
                Rule::junk_head => self.head_left_over(&inner),
                _ => then = self.body(inner, body, true, "the `if`").unwrap_or(then),
            }
        }
        If { cond, then, otherwise: None, span }
    }

    /// Left-over text between a head and its `{`.
    fn head_left_over(&mut self, pair: &P) {
        self.entry_failed = self.panic;
        self.left_over(pair, "`{`");
        self.panic = true;
    }

    fn for_stmt(&mut self, pair: P, body: Body) -> For {
        let span = self.span(&pair);
        let (mut vars, mut iter, mut filter) = (Vec::new(), None, None);
        let mut block = Block { stmts: Vec::new(), span: span.after() };
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::vars => vars = self.vars(inner),
                Rule::m_in => {
                    self.missing_help(&inner, "`in`", Some("write `for x in xs { … }`".to_owned()));
                }
                Rule::expr | Rule::m_expr => iter = Some(self.value(inner, "a collection after `in`")),
                Rule::filter => filter = self.filter(inner),
                Rule::junk_head if inner.as_str().starts_with("..") => {
                    let span = self.span(&inner);
                    let end = inner.as_str().trim_start_matches(['.', '=', '<', ' ']).trim_end();
                    self.note(errors::range(span, end));
                    iter = None;
                }
                Rule::junk_head => self.head_left_over(&inner),
                _ => block = self.body(inner, body, true, "the `for`").unwrap_or(block),
            }
        }
        For { vars, iter: iter.unwrap_or(self.no_value(span)), filter, body: block, span }
    }

    fn assert(&mut self, pair: P) -> Assert {
        let span = self.span(&pair);
        let mut inner = pair.into_inner();
        let cond = inner.next().map(|p| self.value(p, "a condition after `assert`"));
        let message = inner.next().map(|p| self.value(p, "a message after `,`"));
        Assert { cond: cond.unwrap_or(self.no_value(span)), message, span }
    }

    /// The record in `settings { … }` and its kin.
    pub(super) fn record_of(&mut self, pair: P, what: &str) -> Record {
        let span = self.span(&pair);
        let mut record = Record { fields: Vec::new(), span: span.after() };
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::record => record = self.record(inner),
                Rule::brace_below => self.brace_below(&inner),
                Rule::stray => {
                    let span = self.span(&inner);
                    let found = format!("`{}`", inner.as_str());
                    self.note(errors::expected(span, "`{`", &found).help(format!("{what} are written without a sign")));
                }
                Rule::m_record => record.span = self.missing(&inner, &format!("`{{` and {what}")),
                _ => {}
            }
        }
        record
    }

    fn transform(&mut self, pair: P) -> Transform {
        let span = self.span(&pair);
        let (mut name, mut body) = (self.no_value(span), None);
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::record => {
                    let record = self.record(inner);
                    body = Some(record);
                }
                Rule::brace_below => self.brace_below(&inner),
                _ => name = self.value(inner, "a transform's name in quotes"),
            }
        }
        Transform { name, body, span }
    }

    fn fragment(&mut self, pair: P) -> Fragment {
        let span = self.span(&pair);
        let (mut path, mut path_span, mut value) = (Symbol::new(), span, self.no_value(span));
        for inner in pair.into_inner() {
            let at = self.span(&inner);
            match inner.as_rule() {
                Rule::as_eq => self.as_eq(&inner, "a fragment is written `fragment \"PATH\" = { … }`"),
                Rule::m_eq => self.missing_eq(&inner, "`fragment \"PATH\" = { … }`"),
                Rule::expr | Rule::m_expr => value = self.value(inner, "an expression"),
                Rule::m_string => path_span = self.missing(&inner, "a path in quotes"),
                _ => {
                    path_span = at;
                    let help = "a fragment has one place in the template, the same for every environment";
                    path = self.plain_text(inner, "a fragment's path", help).unwrap_or_default();
                }
            }
        }
        Fragment { path, path_span, value, span }
    }

    /// A name that is declared and written as our own values are.
    fn declared(&mut self, pair: &P, keyword: &str, what: &str) -> Ident {
        let name = self.name(pair, &format!("a name after `{keyword}`"));
        self.check_style(&name, what, false);
        name
    }

    /// Warns of a name in the other style: PascalCase for `types`, snake_case for all else.
    pub(super) fn check_style(&mut self, name: &Ident, what: &str, types: bool) {
        let text = name.name.as_str();
        let fine = match types {
            true => text.starts_with(|c: char| c.is_ascii_uppercase()) && !text.contains('_'),
            false => !text.contains(|c: char| c.is_ascii_uppercase()),
        };
        if fine || name.is_missing() {
            return;
        }
        let (style, suggestion) = if types { ("PascalCase", pascal(text)) } else { ("snake_case", snake(text)) };
        if suggestion != text {
            self.note(errors::name_style(name.span, text, what, style, &suggestion));
        }
    }
}

/// Whether what is written as a type can only have been meant as a value.
fn is_value(ty: &TypeExpr) -> bool {
    match &ty.kind {
        TypeKind::Literal(_) => true,
        TypeKind::Name(path) => {
            path.segments.last().is_some_and(|name| name.name.starts_with(|c: char| c.is_ascii_lowercase()))
        }
        _ => false,
    }
}

fn shown(name: &Ident) -> &str {
    if name.is_missing() { "n" } else { &name.name }
}

fn pascal(text: &str) -> String {
    let mut out = String::new();
    for part in text.split('_') {
        let mut chars = part.chars();
        out.extend(chars.next().map(|c| c.to_ascii_uppercase()));
        out.push_str(chars.as_str());
    }
    out
}

fn snake(text: &str) -> String {
    let mut out = String::new();
    let mut before = '_';
    for c in text.chars() {
        if c.is_ascii_uppercase() && before != '_' && !before.is_ascii_uppercase() {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
        before = c;
    }
    out
}
