//! Types.

use super::Dump;
use crate::ast::{Refinement, TypeExpr, TypeField, TypeKind};

impl Dump {
    pub(super) fn ty(&mut self, ty: &TypeExpr) {
        match &ty.kind {
            TypeKind::Name(path) => self.show(path),
            TypeKind::ResourceType(name) => self.text(&name.name),
            TypeKind::Optional(inner) => {
                self.text("(optional ");
                self.ty(inner);
                self.text(")");
            }
            TypeKind::List(inner) => {
                self.text("[");
                self.ty(inner);
                self.text("]");
            }
            TypeKind::Generic { name, arguments } => {
                self.text(&name.name);
                self.text("<");
                self.list(arguments, ", ", Dump::ty);
                self.text(">");
            }
            TypeKind::Record(fields) => {
                self.text("{");
                self.list(fields, ", ", Dump::type_field);
                self.text("}");
            }
            TypeKind::Union(parts) => {
                self.text("(");
                self.list(parts, " | ", Dump::ty);
                self.text(")");
            }
            TypeKind::Literal(literal) => self.literal(literal),
            TypeKind::Refined { name, refinements } => {
                self.show(name);
                self.text("(");
                self.list(refinements, ", ", |d, r| match r {
                    Refinement::Range { min, max, exclusive, .. } => {
                        if let Some(min) = min {
                            d.literal(&min.value);
                        }
                        d.text(if *exclusive || max.is_none() { ".." } else { "..=" });
                        if let Some(max) = max {
                            d.literal(&max.value);
                        }
                    }
                    Refinement::Pattern { regex, .. } => {
                        d.text("regex ");
                        d.quoted(regex);
                    }
                });
                self.text(")");
            }
            TypeKind::Known(inner) => {
                self.text("(known ");
                self.ty(inner);
                self.text(")");
            }
            TypeKind::Error => self.text("<error>"),
        }
        self.span(ty.span);
    }

    pub(super) fn type_field(&mut self, field: &TypeField) {
        if let Some(docs) = &field.docs {
            self.text("/// ");
            self.quoted(&docs.text);
            self.text(" ");
        }
        self.name(&field.name.name);
        self.text(": ");
        self.ty(&field.ty);
        if let Some(default) = &field.default {
            self.text(" = ");
            self.expr(default);
        }
    }
}
