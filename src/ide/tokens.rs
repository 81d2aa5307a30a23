//! What each word of a text is, for highlighting by meaning.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::{Declared, Document, Node, Role, walk};
use crate::ast::{Expr, ExprKind, Literal, StringPart, TriviaKind};
use crate::words;

/// What a stretch of text is. The names are the protocol's own where it has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum TokenKind {
    Namespace,
    Type,
    Struct,
    Class,
    Parameter,
    Variable,
    Property,
    Function,
    Decorator,
    Keyword,
    Comment,
    String,
    Number,
    Regexp,
    /// A resource type of the registry: `AWS::S3::Bucket`.
    ResourceType,
}

impl TokenKind {
    /// All of them, in the order of their declaration.
    pub const ALL: [TokenKind; 15] = [
        TokenKind::Namespace,
        TokenKind::Type,
        TokenKind::Struct,
        TokenKind::Class,
        TokenKind::Parameter,
        TokenKind::Variable,
        TokenKind::Property,
        TokenKind::Function,
        TokenKind::Decorator,
        TokenKind::Keyword,
        TokenKind::Comment,
        TokenKind::String,
        TokenKind::Number,
        TokenKind::Regexp,
        TokenKind::ResourceType,
    ];
}

/// What else is to be said of a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TokenModifiers {
    /// It declares the name.
    pub declaration: bool,
    /// It never changes; in this language that is so of every name, and it is said of those with a value.
    pub readonly: bool,
    /// It belongs to the language or to its library.
    pub default_library: bool,
    /// It is documentation.
    pub documentation: bool,
}

/// A stretch of text, and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The text; on one line.
    pub range: Range<usize>,
    /// What it is.
    pub kind: TokenKind,
    /// What else is to be said.
    pub modifiers: TokenModifiers,
}

/// The words that are keywords where the tree has no node for them.
static KEYWORDS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words::keywords().into_iter().chain(words::SECTIONS).collect());

/// The types that the language itself has, and what a construct has of that kind.
static BUILT_IN_TYPES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| words::types().chain(["Params"]).collect());

/// The tokens of a text, in order, none over another.
pub fn tokens(document: &Document) -> Vec<Token> {
    let mut finder = Finder { document, found: Vec::new() };
    walk(document.tree, &mut |node| finder.node(node));
    for trivia in &document.tree.trivia {
        if matches!(trivia.kind, TriviaKind::Comment | TriviaKind::TrailingComment) {
            finder.add(document.range(trivia.span), TokenKind::Comment, TokenModifiers::default());
        }
    }
    // Where two cover the same text, the first is meant: sorting keeps their order.
    finder.found.sort_by_key(|token| (token.range.start, token.range.end));
    let mut tokens: Vec<Token> = Vec::with_capacity(finder.found.len() * 2);
    let mut end = 0;
    for token in finder.found {
        if token.range.start < end {
            continue;
        }
        keywords(document.text, end..token.range.start, &mut tokens);
        end = token.range.end;
        lines(document.text, token, &mut tokens);
    }
    keywords(document.text, end..document.text.len(), &mut tokens);
    tokens
}

struct Finder<'a> {
    document: &'a Document<'a>,
    found: Vec<Token>,
}

const PLAIN: TokenModifiers =
    TokenModifiers { declaration: false, readonly: false, default_library: false, documentation: false };
const READONLY: TokenModifiers = TokenModifiers { readonly: true, ..PLAIN };
const LIBRARY: TokenModifiers = TokenModifiers { default_library: true, ..PLAIN };

impl Finder<'_> {
    fn add(&mut self, range: Range<usize>, kind: TokenKind, modifiers: TokenModifiers) {
        if !range.is_empty() {
            self.found.push(Token { range, kind, modifiers });
        }
    }

    fn node(&mut self, node: Node) {
        let range = self.document.range(node.span());
        match node {
            Node::Name(name, role) => {
                let (kind, modifiers) = of_name(&name.name, role);
                self.add(range, kind, modifiers);
            }
            Node::ResourceType(_, declares) => {
                let modifiers = TokenModifiers { declaration: declares, default_library: !declares, ..PLAIN };
                self.add(range, TokenKind::ResourceType, modifiers);
            }
            Node::Docs(_) => {
                self.add(range, TokenKind::Comment, TokenModifiers { documentation: true, ..PLAIN });
            }
            Node::Decorator(decorator) => {
                // The sign belongs to the name.
                let name = self.document.range(decorator.name.span);
                self.add(range.start..name.end.max(range.start), TokenKind::Decorator, LIBRARY);
            }
            Node::Literal(literal, _) => self.literal(literal, range),
            Node::Text(_) => {
                let is_regex = self.document.text.get(range.clone()).is_some_and(|text| text.starts_with('/'));
                self.add(range, if is_regex { TokenKind::Regexp } else { TokenKind::String }, PLAIN);
            }
            Node::Expr(e) => self.expr(e, range),
            _ => {}
        }
    }

    fn expr(&mut self, e: &Expr, range: Range<usize>) {
        match &e.kind {
            ExprKind::Literal(literal) => self.literal(literal, range),
            ExprKind::Name(name) => {
                let known = words::VARIABLES.contains(&name.as_str());
                self.add(range, TokenKind::Variable, TokenModifiers { default_library: known, ..READONLY });
            }
            ExprKind::Interpolation(parts) => {
                // The text, without the signs around the expressions.
                let mut from = range.start;
                for part in parts {
                    if let StringPart::Expr(inner) = part {
                        let inner = self.document.range(inner.span);
                        let before = self.document.text.get(from..inner.start).unwrap_or_default();
                        let end = before.rfind("${").map_or(inner.start, |sign| from + sign);
                        self.add(from..end.max(from), TokenKind::String, PLAIN);
                        let after = self.document.text.get(inner.end..range.end).unwrap_or_default();
                        from = after.find('}').map_or(inner.end, |sign| inner.end + sign + 1).max(from);
                    }
                }
                self.add(from..range.end.max(from), TokenKind::String, PLAIN);
            }
            _ => {}
        }
    }

    fn literal(&mut self, literal: &Literal, range: Range<usize>) {
        let kind = match literal {
            Literal::Null | Literal::Bool(_) => TokenKind::Keyword,
            Literal::Int(_) | Literal::Float(_) | Literal::Duration(..) | Literal::Size(..) => TokenKind::Number,
            Literal::String(_) => TokenKind::String,
        };
        self.add(range, kind, PLAIN);
    }
}

fn of_name(name: &str, role: Role) -> (TokenKind, TokenModifiers) {
    let declaration = TokenModifiers { declaration: true, ..PLAIN };
    let declares_value = TokenModifiers { declaration: true, readonly: true, ..PLAIN };
    match role {
        Role::Declares(declared) => match declared {
            Declared::Import => (TokenKind::Namespace, declaration),
            Declared::Type | Declared::ResourceType => (TokenKind::Type, declaration),
            Declared::Function => (TokenKind::Function, declaration),
            Declared::Construct | Declared::Stack | Declared::App => (TokenKind::Class, declaration),
            Declared::Param | Declared::Argument | Declared::Parameter => (TokenKind::Parameter, declares_value),
            Declared::Field | Declared::Setting => (TokenKind::Property, declaration),
            Declared::Env
            | Declared::Let
            | Declared::Resource
            | Declared::StackInstance
            | Declared::Existing
            | Declared::Output
            | Declared::Variable
            | Declared::Rule
            | Declared::Test => (TokenKind::Variable, declares_value),
        },
        Role::Value | Role::Path => (TokenKind::Variable, READONLY),
        Role::Function => {
            let built_in = crate::builtins::lookup(name).is_some();
            (TokenKind::Function, TokenModifiers { default_library: built_in, ..PLAIN })
        }
        Role::Type => of_type(name),
        Role::Qualifier => match name.starts_with(char::is_uppercase) {
            true => of_type(name),
            false => (TokenKind::Namespace, TokenModifiers { default_library: name == "std", ..PLAIN }),
        },
        Role::Member => (TokenKind::Property, READONLY),
        Role::Key => (TokenKind::Property, PLAIN),
        Role::KeyAndValue => (TokenKind::Variable, READONLY),
        Role::Decorator => (TokenKind::Decorator, LIBRARY),
        Role::Imported => match name.starts_with(char::is_uppercase) {
            true => (TokenKind::Class, PLAIN),
            false => (TokenKind::Variable, READONLY),
        },
        Role::Title => (TokenKind::String, PLAIN),
        Role::Code => (TokenKind::Variable, LIBRARY),
    }
}

fn of_type(name: &str) -> (TokenKind, TokenModifiers) {
    match BUILT_IN_TYPES.contains(name) {
        true => (TokenKind::Type, LIBRARY),
        // An environment is a value, and extended by its name.
        false if name.starts_with(char::is_lowercase) => (TokenKind::Variable, READONLY),
        false => (TokenKind::Class, PLAIN),
    }
}

/// Keywords in a stretch that no node covers.
fn keywords(text: &str, range: Range<usize>, tokens: &mut Vec<Token>) {
    let Some(gap) = text.get(range.clone()) else { return };
    let is_word = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
    let bytes = gap.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let end = at + bytes[at..].iter().take_while(|b| is_word(**b)).count();
        if end > at && gap.get(at..end).is_some_and(|word| KEYWORDS.contains(word)) {
            let range = range.start + at..range.start + end;
            tokens.push(Token { range, kind: TokenKind::Keyword, modifiers: PLAIN });
        }
        at = end.max(at) + usize::from(end == at);
    }
}

/// A token for each line that one covers.
fn lines(text: &str, token: Token, tokens: &mut Vec<Token>) {
    let Some(content) = text.get(token.range.clone()) else { return };
    let mut at = token.range.start;
    for line in content.split_inclusive(['\n', '\r']) {
        let shown = line.trim_end_matches(['\n', '\r']);
        let indent = if at == token.range.start { 0 } else { shown.len() - shown.trim_start().len() };
        if indent < shown.len() {
            tokens.push(Token { range: at + indent..at + shown.len(), ..token.clone() });
        }
        at += line.len();
    }
}
