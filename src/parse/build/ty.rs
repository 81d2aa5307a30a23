//! Types.

use super::{Builder, P};
use crate::ast::{
    Bound, Expr, Ident, Literal, Path, Refinement, ResourceTypeName, Symbol, TypeExpr, TypeField, TypeKind, TypeRef,
};
use crate::parse::errors;
use crate::parse::grammar::Rule;
use crate::source::Span;

impl Builder<'_, '_> {
    /// A `ty` pair, or a missing one.
    pub(super) fn ty(&mut self, pair: P) -> TypeExpr {
        let span = self.span(&pair);
        if pair.as_rule() != Rule::ty {
            let span = self.missing(&pair, "a type");
            return TypeExpr { kind: TypeKind::Error, span };
        }
        let built = self.deeper(1, span, |b| b.union(pair));
        built.unwrap_or(TypeExpr { kind: TypeKind::Error, span })
    }

    fn union(&mut self, pair: P) -> TypeExpr {
        let span = self.span(&pair);
        let mut parts: Vec<TypeExpr> = Vec::new();
        let mut known: Vec<Span> = Vec::new();
        let mut current: Option<TypeExpr> = None;
        for inner in pair.into_inner() {
            let at = self.span(&inner);
            match inner.as_rule() {
                Rule::bar => {
                    if let Some(part) = current.take() {
                        parts.push(pinned(part, &mut known));
                    }
                }
                Rule::known => known.push(at),
                Rule::question => {
                    // `T??` is `T?`.
                    current = current.map(|ty| match ty.kind {
                        TypeKind::Optional(_) => ty,
                        _ => TypeExpr { span: ty.span.to(at), kind: TypeKind::Optional(Box::new(ty)) },
                    });
                }
                Rule::generic | Rule::refinements => {
                    if let Some(base) = current.take() {
                        current = Some(self.applied(base, inner));
                    }
                }
                _ => current = Some(self.type_atom(inner)),
            }
        }
        parts.extend(current.map(|part| pinned(part, &mut known)));
        match parts.len() {
            0 => TypeExpr { kind: TypeKind::Error, span },
            1 => parts.remove(0),
            _ => TypeExpr { kind: TypeKind::Union(parts), span },
        }
    }

    fn type_atom(&mut self, pair: P) -> TypeExpr {
        let span = self.span(&pair);
        let kind = match pair.as_rule() {
            Rule::path => self.type_name(&pair, span),
            Rule::number | Rule::negative => {
                self.number(pair.as_str(), span).map_or(TypeKind::Error, TypeKind::Literal)
            }
            Rule::type_list => TypeKind::List(Box::new(self.bracketed_type(pair, "`]`"))),
            // Parentheses only group.
            Rule::type_paren => return TypeExpr { span, ..self.bracketed_type(pair, "`)`") },
            Rule::type_record => TypeKind::Record(self.type_fields(pair)),
            Rule::m_type => {
                self.missing(&pair, "a type after `|`");
                TypeKind::Error
            }
            Rule::bad => TypeKind::Error,
            _ => {
                let text = self.plain_text(pair, "a type", "a literal type is a text without expressions");
                text.map_or(TypeKind::Error, |t| TypeKind::Literal(Literal::String(t)))
            }
        };
        TypeExpr { kind, span }
    }

    fn type_name(&mut self, pair: &P, span: Span) -> TypeKind {
        match pair.as_str() {
            "null" => TypeKind::Literal(Literal::Null),
            "true" => TypeKind::Literal(Literal::Bool(true)),
            "false" => TypeKind::Literal(Literal::Bool(false)),
            text if text.contains("::") => {
                TypeKind::ResourceType(ResourceTypeName { name: self.shared.names.get(text), span })
            }
            text => {
                let after = &self.text[pair.as_span().end()..];
                if matches!(text, "map" | "list" | "array" | "set") && after.starts_with('[') {
                    let element = after.split_once(']').map_or("", |(_, rest)| rest);
                    let element = element.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
                    self.report(errors::foreign_type(span, text, &collection(text, element)));
                    return TypeKind::Error;
                }
                if let Some(own) = errors::own_type_name(text) {
                    self.note(errors::foreign_type(span, text, own));
                    let name = Ident { name: self.shared.names.get(own), span };
                    return TypeKind::Name(Path { segments: vec![name], span });
                }
                TypeKind::Name(self.path(pair))
            }
        }
    }

    fn bracketed_type(&mut self, pair: P, wanted: &str) -> TypeExpr {
        let opener = pair.as_span().start();
        let mut ty = TypeExpr { kind: TypeKind::Error, span: self.span(&pair) };
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::unclosed => self.unclosed(opener, &inner),
                Rule::junk_in => self.left_over(&inner, wanted),
                _ => ty = self.entry(|b| b.ty(inner)),
            }
        }
        ty
    }

    /// A type with `<…>` or `(…)` after it.
    fn applied(&mut self, base: TypeExpr, pair: P) -> TypeExpr {
        let span = base.span.to(self.span(&pair));
        let opener = pair.as_span().start();
        let generic = pair.as_rule() == Rule::generic;
        if let TypeKind::Name(path) = &base.kind
            && let [one] = &path.segments[..]
            && is_collection(&one.name)
            && !(generic && one.name == "Map")
        {
            let element = self.text[opener + 1..pair.as_span().end()].trim_end_matches([')', '>']);
            let wanted = collection(&one.name, element);
            self.note(errors::foreign_type(span, &one.name, &wanted));
            return TypeExpr { kind: TypeKind::Error, span };
        }
        let (mut arguments, mut refinements) = (Vec::new(), Vec::new());
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::unclosed => self.unclosed(opener, &inner),
                Rule::junk_in => {
                    self.entry_failed = self.panic;
                    self.left_over(&inner, "`,` or `)`");
                }
                Rule::ty | Rule::m_type => arguments.push(self.ty(inner)),
                _ => refinements.extend(self.refinement(inner)),
            }
        }
        let name = match base.kind {
            TypeKind::Name(path) => path,
            TypeKind::Error => return TypeExpr { kind: TypeKind::Error, span },
            _ => {
                let what = if generic { "type arguments" } else { "a refinement" };
                let diagnostic = errors::expected(base.span, &format!("a type's name before {what}"), "another type");
                self.note(diagnostic);
                return TypeExpr { kind: TypeKind::Error, span };
            }
        };
        let kind = match (generic, name.segments.as_slice()) {
            (true, [one]) => TypeKind::Generic { name: one.clone(), arguments },
            (true, _) => {
                self.note(errors::expected(name.span, "`Map`, `Secret` or `Partial` before `<`", &format!("`{name}`")));
                TypeKind::Error
            }
            (false, _) if refinements.is_empty() => TypeKind::Error,
            (false, _) => TypeKind::Refined { name, refinements },
        };
        TypeExpr { kind, span }
    }

    fn refinement(&mut self, pair: P) -> Option<Refinement> {
        let span = self.span(&pair);
        match pair.as_rule() {
            Rule::regex => {
                let text = pair.as_str();
                let regex = text.get(1..text.len() - 1).unwrap_or("").replace("\\/", "/");
                match regex_syntax::Parser::new().parse(&regex) {
                    Ok(_) => Some(Refinement::Pattern { regex: Symbol::from(regex), span }),
                    Err(error) => {
                        self.note(errors::regex(span, &regex_reason(&error)));
                        None
                    }
                }
            }
            Rule::range => self.range(pair),
            Rule::bad => None,
            _ => {
                let help = "a refinement is a range, `1..=35`, or a regular expression, `/[a-z]+/`".to_owned();
                self.missing_help(&pair, "a range or a regular expression", Some(help));
                None
            }
        }
    }

    fn range(&mut self, pair: P) -> Option<Refinement> {
        let span = self.span(&pair);
        let (mut min, mut max, mut op) = (None, None, None);
        for inner in pair.into_inner() {
            let at = self.span(&inner);
            if inner.as_rule() == Rule::range_op {
                op = Some((at, inner.as_str().to_owned()));
                continue;
            }
            let bound = Bound { value: self.number(inner.as_str(), at)?, span: at };
            if op.is_none() {
                min = Some(bound);
            } else {
                max = Some(bound);
            }
        }
        let (at, op) = op?;
        if op == "..." || op == "..<" {
            let wanted = if op == "..." { "..=" } else { ".." };
            self.note(errors::foreign_operator(at, &op, wanted));
        }
        if min.is_none() && max.is_none() {
            self.note(errors::expected(span, "a bound on at least one side of the range", "none"));
            return None;
        }
        let exclusive = max.is_some() && (op == ".." || op == "..<");
        Some(Refinement::Range { min, max, exclusive, span })
    }

    /// The fields in a `type_record` pair.
    pub(super) fn type_fields(&mut self, pair: P) -> Vec<TypeField> {
        let opener = pair.as_span().start();
        let mut fields = Vec::new();
        let mut docs = Vec::new();
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::doc => docs.push(inner),
                Rule::type_field => {
                    let docs = self.docs(&mut docs);
                    let mut field = self.entry(|b| b.type_field(inner));
                    field.docs = docs;
                    fields.push(field);
                }
                Rule::junk_field => self.left_over(&inner, "`,`, a new line or `}`"),
                Rule::unclosed => self.unclosed(opener, &inner),
                _ => {
                    self.other(&inner, "a field");
                }
            }
        }
        fields
    }

    fn type_field(&mut self, pair: P) -> TypeField {
        let span = self.span(&pair);
        let mut field = TypeField {
            docs: None,
            name: Ident::missing(span),
            ty: TypeExpr { kind: TypeKind::Error, span },
            default: None,
            span,
        };
        for inner in pair.into_inner() {
            let at = self.span(&inner);
            match inner.as_rule() {
                Rule::word => field.name = self.ident(&inner),
                Rule::plain => {
                    let text = inner.as_str();
                    let name = self.shared.names.get(text.get(1..text.len() - 1).unwrap_or(""));
                    field.name = Ident { name, span: at };
                }
                Rule::question => self.note(errors::optional_field(at)),
                Rule::m_colon => {
                    field.ty.span = self.missing_type(&inner, &format!("`{}: T`", field.name.name));
                }
                Rule::ty | Rule::m_type => field.ty = self.ty(inner),
                _ => field.default = Some(self.value(inner, "an expression")),
            }
        }
        if matches!(field.ty.kind, TypeKind::Error) {
            // After `=` instead of `:`, it is the type.
            field.default = None;
        }
        field
    }

    /// A declaration without `: T`.
    pub(super) fn missing_type(&mut self, pair: &P, example: &str) -> Span {
        self.missing_help(pair, "`:` and a type", Some(format!("write {example}, with its type for `T`")))
    }

    /// A `path` pair: names between dots.
    pub(super) fn path(&mut self, pair: &P) -> Path {
        let span = self.span(pair);
        let mut at = span.start as usize;
        let segments = pair.as_str().split('.').map(|text| {
            let name = Ident { name: self.shared.names.get(text), span: Span::new(span.chunk, at, at + text.len()) };
            at += text.len() + 1;
            name
        });
        Path { segments: segments.collect(), span }
    }

    /// A `path` pair that names a resource type, construct or stack, or a missing one.
    pub(super) fn type_ref(&mut self, pair: &P, what: &str) -> TypeRef {
        let span = self.span(pair);
        match pair.as_rule() {
            Rule::path if pair.as_str().contains("::") => {
                TypeRef::Resource(ResourceTypeName { name: self.shared.names.get(pair.as_str()), span })
            }
            Rule::path => TypeRef::Named(self.path(pair)),
            Rule::bad => TypeRef::Error(span),
            _ => TypeRef::Error(self.missing(pair, what)),
        }
    }

    /// A declared value's error expression.
    pub(super) fn no_value(&self, span: Span) -> Expr {
        Expr { kind: crate::ast::ExprKind::Error, span }
    }
}

fn pinned(ty: TypeExpr, known: &mut Vec<Span>) -> TypeExpr {
    let Some(first) = known.first().copied() else { return ty };
    known.clear();
    TypeExpr { span: first.to(ty.span), kind: TypeKind::Known(Box::new(ty)) }
}

/// The last line of the regex engine's message, which says what is wrong.
fn regex_reason(error: &regex_syntax::Error) -> String {
    let text = error.to_string();
    let line = text.lines().last().unwrap_or("it does not compile").trim();
    line.strip_prefix("error: ").unwrap_or(line).to_owned()
}

/// The names of lists and maps in other languages.
fn is_collection(name: &str) -> bool {
    matches!(name, "list" | "array" | "set" | "map" | "List" | "Array" | "Set" | "Map" | "Dict" | "Record")
}

/// How a collection of `element`s, written as elsewhere, is written here.
fn collection(name: &str, element: &str) -> String {
    let element = element.rsplit(',').next().unwrap_or(element).trim();
    let element = errors::own_type_name(element).unwrap_or(if element.is_empty() { "T" } else { element });
    match name {
        "map" | "Map" | "Dict" | "Record" => format!("Map<{element}>"),
        _ => format!("[{element}]"),
    }
}
