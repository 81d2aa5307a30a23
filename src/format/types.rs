//! Types.

use super::Printer;
use super::brackets::{RECORD, REFINEMENTS};
use super::cursor::Between::{Nothing, Space};
use super::cursor::{Built, Mismatch};
use super::layout::Piece;
use crate::ast::{Bound, Refinement, TypeExpr, TypeField, TypeKind, TypeRef};

impl<'a> Printer<'a> {
    /// A type.
    pub(super) fn ty(&mut self, ty: &TypeExpr) -> Built<Piece<'a>> {
        self.deeper(|printer| {
            // A `|` before the first alternative says nothing.
            if !printer.sees("|") {
                return printer.parenthesised(ty);
            }
            printer.token("|")?;
            let after = printer.between(Nothing);
            let ty = printer.parenthesised(ty)?;
            Ok(printer.join(after, ty))
        })
    }

    /// Parentheses belong to the type that they enclose, and are no type of their own.
    fn parenthesised(&mut self, ty: &TypeExpr) -> Built<Piece<'a>> {
        let inner = match &ty.kind {
            TypeKind::Optional(inner) => Some(inner.span),
            TypeKind::Union(parts) => parts.first().map(|part| part.span),
            _ => None,
        };
        let starts = inner.is_some_and(|span| self.range(span).start == self.at);
        if starts || !self.sees("(") {
            return self.bare_type(ty);
        }
        let open = self.token("(")?;
        let after = self.between(Nothing);
        let inner = self.ty(ty)?;
        let before = self.between(Nothing);
        let close = self.token(")")?;
        Ok(self.seq([open, after, inner, before, close]))
    }

    fn bare_type(&mut self, ty: &TypeExpr) -> Built<Piece<'a>> {
        match &ty.kind {
            TypeKind::Name(path) => self.path(path),
            TypeKind::ResourceType(name) => self.leaf(name.span),
            TypeKind::Literal(_) => self.type_literal(ty),
            TypeKind::Optional(inner) => {
                let mut all = vec![self.ty(inner)?];
                let mut mark = self.at;
                loop {
                    let before = self.between(Nothing);
                    if !self.sees("?") {
                        self.at = mark;
                        break;
                    }
                    all.extend([before, self.token("?")?]);
                    mark = self.at;
                }
                if all.len() == 1 { Err(Mismatch) } else { Ok(self.seq(all)) }
            }
            TypeKind::List(element) => {
                let open = self.token("[")?;
                let after = self.between(Nothing);
                let element = self.ty(element)?;
                let before = self.between(Nothing);
                let close = self.token("]")?;
                Ok(self.seq([open, after, element, before, close]))
            }
            TypeKind::Generic { name, arguments } => {
                let mut all = vec![self.ident(name)?, self.between(Nothing), self.token("<")?];
                for (i, argument) in arguments.iter().enumerate() {
                    if i > 0 {
                        all.extend([self.between(Nothing), self.token(",")?]);
                    }
                    all.extend([self.between(if i > 0 { Space } else { Nothing }), self.ty(argument)?]);
                }
                all.extend([self.between(Nothing), self.token(">")?]);
                Ok(self.seq(all))
            }
            TypeKind::Record(fields) => self.bracketed(RECORD, fields, Self::type_field),
            TypeKind::Union(parts) => self.union(parts),
            TypeKind::Refined { name, refinements } => {
                let name = self.path(name)?;
                let between = self.between(Nothing);
                let inside = self.bracketed(REFINEMENTS, refinements, Self::refinement)?;
                Ok(self.seq([name, between, inside]))
            }
            TypeKind::Known(inner) => {
                let mut all = Vec::new();
                let start = self.range(inner.span).start;
                while self.at < start {
                    all.extend([self.token("known")?, self.between(Space)]);
                }
                all.push(self.ty(inner)?);
                Ok(self.seq(all))
            }
            TypeKind::Error => Err(Mismatch),
        }
    }

    /// A literal; its place is that of the parentheses around it, when there are some.
    fn type_literal(&mut self, ty: &TypeExpr) -> Built<Piece<'a>> {
        let range = self.range(ty.span);
        if range.start == self.at {
            return self.leaf(ty.span);
        }
        // The literal is all that is left before the closing parentheses.
        let inside = self.text.get(self.at..range.end).unwrap_or("").trim_end_matches([')', ' ', '\t', '\r', '\n']);
        if inside.is_empty() || inside.contains("//") {
            return Err(Mismatch);
        }
        self.at += inside.len();
        Ok(self.verbatim(inside))
    }

    fn union(&mut self, parts: &[TypeExpr]) -> Built<Piece<'a>> {
        let (first, others) = parts.split_first().ok_or(Mismatch)?;
        let first = self.ty(first)?;
        let (mut split, mut beside) = (self.nil(), first);
        for part in others {
            let before = self.between(Space);
            let bar = self.token("|")?;
            let after = self.between(Space);
            let part = self.parenthesised_part(part)?;
            let line_end = if before.is_broken() { before.doc } else { self.line_end() };
            split = self.cat([split, line_end, bar.doc, after.doc, part.doc]);
            beside = self.seq([beside, before, bar, after, part]);
        }
        let split = self.append(first.doc, self.nest(split));
        Ok(match (beside.flat, beside.hug) {
            (Some(_), _) => Piece { doc: self.group(split, beside.doc), first: first.first, hug: None, ..beside },
            (None, Some(hug)) => Piece { doc: self.if_left(hug.width, beside.doc, split), ..beside },
            (None, None) => Piece { doc: split, first: first.first, ..beside },
        })
    }

    fn parenthesised_part(&mut self, part: &TypeExpr) -> Built<Piece<'a>> {
        self.deeper(|printer| printer.parenthesised(part))
    }

    /// An entry of a record's type.
    pub(super) fn type_field(&mut self, field: &TypeField) -> Built<Piece<'a>> {
        let name = self.leaf(field.name.span)?;
        let head = self.typed(name, &field.ty)?;
        match &field.default {
            Some(default) => self.assigned(head, default),
            None => Ok(head),
        }
    }

    /// `: T` behind a name.
    pub(super) fn typed(&mut self, name: Piece<'a>, ty: &TypeExpr) -> Built<Piece<'a>> {
        let colon = self.colon()?;
        let between = self.between(Space);
        let ty = self.ty(ty)?;
        Ok(self.after_head(self.join(name, colon), between, ty))
    }

    fn refinement(&mut self, refinement: &Refinement) -> Built<Piece<'a>> {
        match refinement {
            Refinement::Pattern { span, .. } => self.leaf(*span),
            Refinement::Range { min, max, .. } => {
                let mut all = Vec::new();
                if let Some(Bound { span, .. }) = min {
                    all.extend([self.leaf(*span)?, self.between(Nothing)]);
                }
                all.push(self.token(if self.sees("..=") { "..=" } else { ".." })?);
                if let Some(Bound { span, .. }) = max {
                    all.extend([self.between(Nothing), self.leaf(*span)?]);
                }
                Ok(self.seq(all))
            }
        }
    }

    /// What a resource or stack is an instance of.
    pub(super) fn type_ref(&mut self, ty: &TypeRef) -> Built<Piece<'a>> {
        match ty {
            TypeRef::Resource(name) => self.leaf(name.span),
            TypeRef::Named(path) => self.path(path),
            TypeRef::Error(_) => Err(Mismatch),
        }
    }
}
