//! What is assignable to what.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{
    BodyNames, FloatRange, IntRange, Literal as Value, Mismatch, RecordTy, StrRefinement, Ty, TyKind,
    check::check_literal, explain::explain,
};

/// What must be done to a value of one type so that it is one of another; all `false` when nothing must.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coercion {
    /// Some value must be checked against a refinement when it is evaluated.
    pub check: bool,
    /// Some integer becomes a float.
    pub convert: bool,
    /// Fields that are left out must be filled with their defaults or `null`.
    pub fill: bool,
    /// Some instance stands for the record of its outputs.
    pub outputs: bool,
    /// Some string literal stands for a path.
    pub path: bool,
}

impl Coercion {
    /// Nothing to do.
    pub const NONE: Coercion = Coercion { check: false, convert: false, fill: false, outputs: false, path: false };

    /// What either does.
    pub fn and(self, other: Coercion) -> Coercion {
        Coercion {
            check: self.check || other.check,
            convert: self.convert || other.convert,
            fill: self.fill || other.fill,
            outputs: self.outputs || other.outputs,
            path: self.path || other.path,
        }
    }

    fn weight(self) -> u8 {
        u8::from(self.check)
            + u8::from(self.convert)
            + u8::from(self.fill)
            + u8::from(self.outputs)
            + u8::from(self.path)
    }
}

/// Whether a value of type `from` may stand where `to` is expected, and what must be done to it then.
///
/// # Errors
/// The innermost disagreement.
pub fn assignable(from: &Ty, to: &Ty, names: &dyn BodyNames) -> Result<Option<Coercion>, Mismatch> {
    let mut fit = Fit::new(names);
    match fit.fits(from, to) {
        Some(Coercion::NONE) => Ok(None),
        Some(coercion) => Ok(Some(coercion)),
        None => Err(explain(&mut fit, from, to)),
    }
}

/// Whether every value of type `from` is one of `to` as it stands.
pub fn is_subtype(from: &Ty, to: &Ty, names: &dyn BodyNames) -> bool {
    Fit::new(names).fits(from, to) == Some(Coercion::NONE)
}

/// Answers for one question, with records that were compared remembered, so that types which share parts are
/// compared in linear time.
pub(super) struct Fit<'a> {
    pub names: &'a dyn BodyNames,
    records: FxHashMap<(*const RecordTy, *const RecordTy), Compared>,
    json: FxHashMap<*const RecordTy, (Arc<RecordTy>, bool)>,
}

/// Two records, kept alive so that their addresses stay theirs, and what was found of them.
type Compared = (Arc<RecordTy>, Arc<RecordTy>, Option<Coercion>);

/// A coercion of a check at evaluation.
const CHECK: Coercion = Coercion { check: true, ..Coercion::NONE };
/// A coercion of an integer to a float.
const CONVERT: Coercion = Coercion { convert: true, ..Coercion::NONE };
/// A coercion that fills fields.
const FILL: Coercion = Coercion { fill: true, ..Coercion::NONE };

impl<'a> Fit<'a> {
    pub fn new(names: &'a dyn BodyNames) -> Fit<'a> {
        Fit { names, records: FxHashMap::default(), json: FxHashMap::default() }
    }

    /// What must be done to a `from` so that it is a `to`; `None` when it cannot be one.
    pub fn fits(&mut self, from: &Ty, to: &Ty) -> Option<Coercion> {
        use TyKind::*;
        if Arc::ptr_eq(from, to) {
            return Some(Coercion::NONE);
        }
        match (&**from, &**to) {
            (Error | Never | Var(_), _) | (_, Error | Var(_)) => Some(Coercion::NONE),
            (Property(name, node), _) => {
                let known = self.names.property(name, *node).filter(|ty| !matches!(**ty, Property(..)));
                match (known, &**to) {
                    (_, Property(other, i)) if node == i && name == other => Some(Coercion::NONE),
                    (Some(ty), _) => self.fits(&ty, to),
                    (None, Json | Property(..)) => Some(Coercion::NONE),
                    (None, Optional(to)) => self.fits(from, to),
                    (None, _) => None,
                }
            }
            (_, Property(name, node)) => match self.names.property(name, *node) {
                Some(ty) if !matches!(*ty, Property(..)) => self.fits(from, &ty),
                _ => self.is_json(from).then_some(Coercion::NONE),
            },
            (Null, _) => self.takes_null(to).then_some(Coercion::NONE),
            (Optional(from), Optional(to)) => self.fits(from, to),
            (Optional(from), _) if self.takes_null(to) => self.fits(from, to),
            (Optional(_), _) => None,
            (Union(members), _) => {
                let mut all = Coercion::NONE;
                for member in members {
                    all = all.and(self.fits(member, to)?);
                }
                Some(all)
            }
            (_, Optional(to)) => self.fits(from, to),
            (_, Union(members)) => self.fits_member(from, members),
            (_, Json) => self.is_json(from).then_some(Coercion::NONE),
            (Secret(from), Secret(to)) => self.fits(from, to),
            (Secret(_), _) => None,
            (_, Secret(to)) => self.fits(from, to),
            (Literal(Value::Int(i)), Literal(Value::Float(f))) => (*i as f64 == f.get()).then_some(CONVERT),
            (Literal(a), Literal(b)) => (a == b).then_some(Coercion::NONE),
            (Literal(Value::Str(_)), Path) => Some(Coercion { path: true, ..Coercion::NONE }),
            (Literal(l), Scalar) => (!matches!(l, Value::Duration(_) | Value::Size(_))).then_some(Coercion::NONE),
            (Literal(l @ Value::Int(_)), kind @ Float(_)) => check_literal(kind, l)?.ok().map(|()| CONVERT),
            (Literal(l), kind) => check_literal(kind, l)?.ok().map(|()| Coercion::NONE),
            (Int(a), Int(b)) | (Duration(a), Duration(b)) | (Size(a), Size(b)) => within(*a, *b),
            (Int(a), Float(b)) => within_float((*a).into(), *b).map(|c| c.and(CONVERT)),
            (Float(a), Float(b)) => within_float(*a, *b),
            (Str(a), Str(b)) => refines(a, b),
            (Identifier(a, i), Identifier(b, j)) => (a == b && i == j).then_some(Coercion::NONE),
            (Scalar | Identifier(..), Bool | Int(_) | Float(_) | Str(_) | Scalar) => Some(Coercion::NONE),
            (Bool | Int(_) | Float(_) | Str(_), Scalar) => Some(Coercion::NONE),
            (List(a), List(b) | OpaqueList(b)) | (OpaqueList(a), OpaqueList(b)) | (Map(a), Map(b)) => self.fits(a, b),
            (Record(a), Map(b)) => {
                let mut all = Coercion::NONE;
                for field in a.fields.values() {
                    all = all.and(self.fits(&field.ty, b)?);
                }
                Some(all)
            }
            (Record(a), Record(b)) => self.fits_record(a, b, false),
            (Instance(a), Instance(b)) => (a == b).then_some(Coercion::NONE),
            (Instance(body), Record(to)) => match &*self.names.outputs(*body)? {
                Record(outputs) => {
                    let all = self.fits_record(outputs, to, true)?;
                    Some(Coercion { outputs: true, ..all })
                }
                _ => None,
            },
            (Resource(a), Resource(b)) | (TypeName(a), TypeName(b)) => (a == b).then_some(Coercion::NONE),
            (Bool, Bool) | (Path, Path) => Some(Coercion::NONE),
            _ => None,
        }
    }

    /// Whether `null` is a value of a type; of Json it is, whatever is null elsewhere.
    fn takes_null(&self, to: &Ty) -> bool {
        match &**to {
            TyKind::Null | TyKind::Optional(_) | TyKind::Json => true,
            TyKind::Secret(inner) => self.takes_null(inner),
            TyKind::Union(members) => members.iter().any(|m| self.takes_null(m)),
            _ => false,
        }
    }

    /// The member that needs the least to be done.
    fn fits_member(&mut self, from: &Ty, members: &[Ty]) -> Option<Coercion> {
        let mut best: Option<Coercion> = None;
        for member in members {
            if let Some(coercion) = self.fits(from, member) {
                if coercion == Coercion::NONE {
                    return Some(coercion);
                }
                if best.is_none_or(|b| coercion.weight() < b.weight()) {
                    best = Some(coercion);
                }
            }
        }
        best
    }

    /// `wide`: fields that are not expected do no harm.
    pub fn fits_record(&mut self, from: &Arc<RecordTy>, to: &Arc<RecordTy>, wide: bool) -> Option<Coercion> {
        let pair = (Arc::as_ptr(from), Arc::as_ptr(to));
        if pair.0 == pair.1 {
            return Some(Coercion::NONE);
        }
        if let (false, Some((_, _, known))) = (wide, self.records.get(&pair)) {
            return *known;
        }
        let result = self.compare_records(from, to, wide);
        if !wide {
            self.records.insert(pair, (from.clone(), to.clone(), result));
        }
        result
    }

    fn compare_records(&mut self, from: &RecordTy, to: &RecordTy, wide: bool) -> Option<Coercion> {
        if !wide && from.fields.keys().any(|name| !to.fields.contains_key(name)) {
            return None;
        }
        let mut all = Coercion::NONE;
        for (name, expected) in &to.fields {
            match from.fields.get(name) {
                Some(found) => all = all.and(self.fits(&found.ty, &expected.ty)?),
                None if expected.is_required() => return None,
                None => all = all.and(FILL),
            }
        }
        Some(all)
    }

    /// Whether a value can be written as Json: no secret, resource or instance in it, nothing without a unit.
    fn is_json(&mut self, ty: &Ty) -> bool {
        use TyKind::*;
        match &**ty {
            Literal(Value::Duration(_) | Value::Size(_)) => false,
            Error | Never | Null | Bool | Int(_) | Float(_) | Str(_) | Json | Literal(_) | Scalar | Identifier(..)
            | Property(..) | Var(_) => true,
            Optional(inner) | List(inner) | OpaqueList(inner) | Map(inner) => self.is_json(inner),
            Union(members) => members.iter().all(|m| self.is_json(m)),
            Record(record) => {
                let key = Arc::as_ptr(record);
                if let Some((_, known)) = self.json.get(&key) {
                    return *known;
                }
                let known = record.fields.values().all(|f| self.is_json(&f.ty));
                self.json.insert(key, (record.clone(), known));
                known
            }
            Duration(_) | Size(_) | Path | Resource(_) | Instance(_) | Secret(_) | TypeName(_) => false,
        }
    }
}

fn within(from: IntRange, to: IntRange) -> Option<Coercion> {
    if from.is_within(to) { Some(Coercion::NONE) } else { from.overlaps(to).then_some(CHECK) }
}

fn within_float(from: FloatRange, to: FloatRange) -> Option<Coercion> {
    if from.is_within(to) { Some(Coercion::NONE) } else { from.overlaps(to).then_some(CHECK) }
}

fn refines(from: &StrRefinement, to: &StrRefinement) -> Option<Coercion> {
    if from.is_within(to) { Some(Coercion::NONE) } else { from.overlaps(to).then_some(CHECK) }
}
