//! Constructors that keep a type in its normal form.

use std::sync::{Arc, LazyLock};

use arcstr::ArcStr;

use super::{Field, FloatRange, IntRange, Literal, NamedString, RecordTy, StrRefinement, Ty, TyKind, same};

macro_rules! constant {
    ($($(#[$doc:meta])* $name:ident = $kind:expr;)*) => {
        $($(#[$doc])*
        pub fn $name() -> Ty {
            static TY: LazyLock<Ty> = LazyLock::new(|| Arc::new($kind));
            TY.clone()
        })*
    };
}

constant! {
    /// The type of what was already reported.
    error = TyKind::Error;
    /// The type of no value.
    never = TyKind::Never;
    /// `null`.
    null = TyKind::Null;
    /// `Bool`
    bool = TyKind::Bool;
    /// `Int`
    int = TyKind::Int(IntRange::FULL);
    /// `Float`
    float = TyKind::Float(FloatRange::FULL);
    /// `String`
    string = TyKind::Str(StrRefinement::ANY);
    /// `Duration`
    duration = TyKind::Duration(IntRange::FULL);
    /// `Size`
    size = TyKind::Size(IntRange::FULL);
    /// `Json`
    json = TyKind::Json;
    /// `Path`
    path = TyKind::Path;
    /// What an attribute or reference yields.
    scalar = TyKind::Scalar;
}

/// `Int(min..=max)`; `None` is open.
pub fn int_within(min: Option<i64>, max: Option<i64>) -> Ty {
    Arc::new(TyKind::Int(IntRange { min, max }))
}

/// A refined string.
pub fn refined(refinement: StrRefinement) -> Ty {
    Arc::new(TyKind::Str(refinement))
}

/// A built-in refined string: `Cidr`, `Arn` …
pub fn named(name: NamedString) -> Ty {
    refined(StrRefinement::named(name))
}

/// One literal.
pub fn literal(literal: Literal) -> Ty {
    Arc::new(TyKind::Literal(literal))
}

/// One string.
pub fn literal_str(text: impl Into<ArcStr>) -> Ty {
    literal(Literal::Str(text.into()))
}

/// `[element]`
pub fn list(element: Ty) -> Ty {
    Arc::new(TyKind::List(element))
}

/// A list of `element` whose length only the deployment knows.
pub fn opaque_list(element: Ty) -> Ty {
    Arc::new(TyKind::OpaqueList(element))
}

/// `Map<value>`
pub fn map(value: Ty) -> Ty {
    Arc::new(TyKind::Map(value))
}

/// `Secret<ty>`; a secret of a secret is one secret, and its absence is no secret.
pub fn secret(ty: Ty) -> Ty {
    match &*ty {
        TyKind::Secret(_) | TyKind::Error | TyKind::Never | TyKind::Null => ty,
        TyKind::Optional(inner) => optional(secret(inner.clone())),
        _ => Arc::new(TyKind::Secret(ty)),
    }
}

/// An instance of a resource type.
pub fn resource(name: impl Into<ArcStr>) -> Ty {
    Arc::new(TyKind::Resource(name.into()))
}

/// `ty?`
pub fn optional(ty: Ty) -> Ty {
    match &*ty {
        TyKind::Optional(_) | TyKind::Null | TyKind::Error => ty,
        TyKind::Never => null(),
        _ => Arc::new(TyKind::Optional(ty)),
    }
}

/// A record without a name, whose fields have no defaults.
pub fn record(fields: impl IntoIterator<Item = (impl Into<ArcStr>, Ty)>) -> Ty {
    let field = |ty| Field { ty, default: None, span: None };
    let fields = fields.into_iter().map(|(name, ty)| (name.into(), field(ty))).collect();
    Arc::new(TyKind::Record(Arc::new(RecordTy { name: None, fields })))
}

/// One of `types`, flattened and without repetition; `null` among them makes it optional, an error absorbs it.
pub fn union(types: impl IntoIterator<Item = Ty>) -> Ty {
    let mut members = Members::default();
    types.into_iter().for_each(|ty| members.add(&ty));
    members.finish()
}

/// The members of a union that is being built.
#[derive(Default)]
struct Members {
    list: Vec<Ty>,
    literals: rustc_hash::FxHashSet<Literal>,
    null: bool,
    error: bool,
}

impl Members {
    fn add(&mut self, ty: &Ty) {
        match &**ty {
            TyKind::Never => {}
            TyKind::Null => self.null = true,
            TyKind::Error => self.error = true,
            TyKind::Optional(inner) => {
                self.null = true;
                self.add(inner);
            }
            TyKind::Union(members) => members.iter().for_each(|m| self.add(m)),
            TyKind::Literal(l) => {
                if self.literals.insert(l.clone()) {
                    self.list.push(ty.clone());
                }
            }
            _ => {
                let known = self.list.iter().any(|m| !matches!(**m, TyKind::Literal(_)) && same(m, ty));
                if !known {
                    self.list.push(ty.clone());
                }
            }
        }
    }

    /// Literals that a member of their own kind takes anyway are left out.
    fn absorb(&mut self) {
        let takes = |kind: &TyKind, l: &Literal| match (kind, l) {
            (TyKind::Bool, Literal::Bool(_)) => true,
            (TyKind::Str(refinement), Literal::Str(_)) => refinement.is_any(),
            (TyKind::Int(range), Literal::Int(i))
            | (TyKind::Duration(range), Literal::Duration(i))
            | (TyKind::Size(range), Literal::Size(i)) => range.contains(*i),
            (TyKind::Float(range), Literal::Float(n)) => range.contains(n.get()),
            _ => false,
        };
        if self.literals.is_empty() {
            return;
        }
        let bases: Vec<Ty> = self.list.iter().filter(|m| !matches!(***m, TyKind::Literal(_))).cloned().collect();
        self.list.retain(|m| match &**m {
            TyKind::Literal(l) => !bases.iter().any(|b| takes(b, l)),
            _ => true,
        });
        let literal =
            |value| self.list.iter().position(|m| matches!(&**m, TyKind::Literal(Literal::Bool(b)) if *b == value));
        if let (Some(yes), Some(no)) = (literal(true), literal(false)) {
            self.list.remove(yes.max(no));
            self.list[yes.min(no)] = bool();
        }
    }

    fn finish(mut self) -> Ty {
        if self.error {
            return error();
        }
        self.absorb();
        let ty = match self.list.len() {
            0 => never(),
            1 => self.list.remove(0),
            _ => Arc::new(TyKind::Union(self.list)),
        };
        if self.null { optional(ty) } else { ty }
    }
}

/// A literal's base type; of a union of literals, their base types. Other types stay as they are.
pub fn widen(ty: &Ty) -> Ty {
    match &**ty {
        TyKind::Literal(l) => base(l),
        TyKind::Optional(inner) => optional(widen(inner)),
        TyKind::Union(members) => union(members.iter().map(widen)),
        _ => ty.clone(),
    }
}

/// The type that a literal is of.
pub fn base(literal: &Literal) -> Ty {
    match literal {
        Literal::Str(_) => string(),
        Literal::Int(_) => int(),
        Literal::Float(_) => float(),
        Literal::Bool(_) => bool(),
        Literal::Duration(_) => duration(),
        Literal::Size(_) => size(),
    }
}
