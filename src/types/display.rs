//! Types as users write them.

use super::{BodyNames, NamedString, RecordTy, StrRefinement, Ty, TyKind};

/// How long a type may get in a message.
const WIDTH: usize = 72;

/// A type as it is written in `.bat`: names over structure, cut at a width.
pub fn display(ty: &Ty, names: &dyn BodyNames) -> String {
    display_within(ty, names, WIDTH)
}

/// The same, cut at `width` characters or soon after.
pub fn display_within(ty: &Ty, names: &dyn BodyNames, width: usize) -> String {
    let mut printer = Printer { out: String::new(), names, width };
    printer.ty(ty, Place::Alone);
    printer.out
}

/// What stands around a type, by which a union or optional needs parentheses.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Alone,
    /// Before a `?`.
    Optional,
}

struct Printer<'a> {
    out: String,
    names: &'a dyn BodyNames,
    width: usize,
}

impl Printer<'_> {
    fn ty(&mut self, ty: &Ty, place: Place) {
        match &**ty {
            TyKind::Error => self.out.push('_'),
            TyKind::Never => self.out.push_str("nothing"),
            TyKind::Null => self.out.push_str("null"),
            TyKind::Bool => self.out.push_str("Bool"),
            TyKind::Int(range) if range.is_full() => self.out.push_str("Int"),
            TyKind::Int(range) => self.text(format_args!("Int({range})")),
            TyKind::Float(range) if range.is_full() => self.out.push_str("Float"),
            TyKind::Float(range) => self.text(format_args!("Float({range})")),
            TyKind::Str(refinement) => self.string(refinement),
            TyKind::Duration(range) if range.is_full() => self.out.push_str("Duration"),
            TyKind::Duration(range) => self.text(format_args!("Duration({})", range.duration_text())),
            TyKind::Size(range) if range.is_full() => self.out.push_str("Size"),
            TyKind::Size(range) => self.text(format_args!("Size({})", range.size_text())),
            TyKind::Json => self.out.push_str("Json"),
            TyKind::Path => self.out.push_str("Path"),
            TyKind::Literal(literal) => self.text(format_args!("{literal}")),
            TyKind::Optional(inner) => {
                self.ty(inner, Place::Optional);
                self.out.push('?');
            }
            TyKind::List(inner) => self.around("[", inner, "]"),
            TyKind::OpaqueList(inner) => self.around("list of ", inner, " known when deploying"),
            TyKind::Map(inner) => self.around("Map<", inner, ">"),
            TyKind::Secret(inner) => self.around("Secret<", inner, ">"),
            TyKind::Record(record) => self.record(record),
            TyKind::Union(members) => self.union(members, place),
            TyKind::Resource(name) | TyKind::TypeName(name) => self.out.push_str(name),
            TyKind::Instance(body) => {
                let name = self.names.body_name(*body);
                self.out.push_str(&name);
            }
            TyKind::Scalar => self.out.push_str("a value known when deploying"),
            TyKind::Identifier(name, attribute) => self.text(format_args!("{name}.{attribute}")),
            TyKind::Property(name, node) => match self.names.property(name, *node) {
                Some(ty) if !matches!(*ty, TyKind::Property(..)) => self.ty(&ty, place),
                _ => self.out.push_str("Json"),
            },
            TyKind::Var(index) => self.out.push((b'T' + index % 7) as char),
        }
    }

    fn text(&mut self, text: std::fmt::Arguments<'_>) {
        use std::fmt::Write;
        // Writing to a string does not fail.
        let _ = self.out.write_fmt(text);
    }

    fn around(&mut self, before: &str, inner: &Ty, after: &str) {
        self.out.push_str(before);
        self.ty(inner, Place::Alone);
        self.out.push_str(after);
    }

    fn string(&mut self, refinement: &StrRefinement) {
        self.out.push_str(refinement.named.map_or("String", NamedString::name));
        if refinement.patterns.is_empty() && refinement.length.is_full() {
            return;
        }
        let mut before = "(";
        for pattern in &refinement.patterns {
            self.out.push_str(before);
            self.pattern(pattern);
            before = ", ";
        }
        if !refinement.length.is_full() {
            self.text(format_args!("{before}{}", refinement.length));
        }
        self.out.push(')');
    }

    fn pattern(&mut self, pattern: &str) {
        let room = self.width.saturating_sub(self.out.len()).max(16);
        match pattern.char_indices().nth(room) {
            Some((cut, _)) => self.text(format_args!("/{}…/", pattern[..cut].replace('/', "\\/"))),
            None => self.text(format_args!("/{}/", pattern.replace('/', "\\/"))),
        }
    }

    fn full(&self) -> bool {
        self.out.len() >= self.width
    }

    fn union(&mut self, members: &[Ty], place: Place) {
        if place == Place::Optional {
            self.out.push('(');
        }
        for (i, member) in members.iter().enumerate() {
            if i > 0 {
                self.out.push_str(" | ");
            }
            if i > 1 && self.full() {
                self.out.push('…');
                break;
            }
            self.ty(member, Place::Alone);
        }
        if place == Place::Optional {
            self.out.push(')');
        }
    }

    fn record(&mut self, record: &RecordTy) {
        if let Some(name) = &record.name {
            self.out.push_str(name);
            return;
        }
        if record.fields.is_empty() {
            self.out.push_str("{}");
            return;
        }
        self.out.push_str("{ ");
        for (i, (name, field)) in record.fields.iter().enumerate() {
            if i > 0 {
                self.out.push_str(", ");
            }
            if self.full() {
                self.out.push('…');
                break;
            }
            self.out.push_str(name);
            self.out.push_str(": ");
            self.ty(&field.ty, Place::Alone);
        }
        self.out.push_str(" }");
    }
}
