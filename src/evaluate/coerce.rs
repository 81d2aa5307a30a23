//! Values against declared types: defaults filled in, refinements checked.
//!
//! Kinds were checked by the checker; what is checked here are known values that are not literals.

use std::rc::Rc;

use arcstr::ArcStr;

use super::{
    frames::FrameId,
    machine::{Eval, Evaluator},
    origin::{Place, Step},
    value::{Deploy, Record, Value},
};
use crate::{
    builtins,
    source::Span,
    types::{
        Field, Literal, RecordTy, Ty, TyKind, check_duration, check_float, check_range, check_refinement, check_size,
        display,
    },
};

/// What is wrong with a value, and where in it.
#[derive(Debug)]
pub(super) struct Problem {
    /// The way to the part that is wrong.
    pub(super) path: Vec<Step>,
    /// What is wrong with it.
    pub(super) what: Wrong,
}

/// What is wrong with a value.
#[derive(Debug)]
pub(super) enum Wrong {
    /// A required field is not given.
    Missing {
        /// The field.
        field: ArcStr,
        /// Its type as it is written.
        ty: String,
        /// Where it is declared.
        declared: Option<Span>,
    },
    /// A refinement is not met.
    Unmet {
        /// Why, as a clause.
        why: String,
        /// The type as it is written.
        ty: String,
    },
    /// It is none of the literals or records that are allowed.
    NotOneOf {
        /// The value, as it is shown.
        value: String,
        /// The type as it is written.
        ty: String,
    },
}

/// A value being completed.
struct Coercer<'e, 'p> {
    evaluator: &'e mut Evaluator<'p>,
    path: Vec<Step>,
    problems: Vec<Problem>,
}

impl<'p> Evaluator<'p> {
    /// A value completed and checked; what is wrong is reported with where it comes from.
    pub(super) fn coerced(&mut self, value: Value, ty: &'p Ty, place: Place<'p>) -> Eval<Value> {
        if self.is_plain(ty) {
            return Ok(value);
        }
        self.completed(value, ty, place)
    }

    /// The same for a value that may lack required fields: what environments give.
    pub(super) fn completed(&mut self, value: Value, ty: &'p Ty, place: Place<'p>) -> Eval<Value> {
        let mut coercer = Coercer { evaluator: self, path: Vec::new(), problems: Vec::new() };
        let result = coercer.value(&value, ty)?;
        let problems = coercer.problems;
        if problems.is_empty() {
            return Ok(result.unwrap_or(value));
        }
        Err(self.report_problems(problems, place))
    }

    /// Whether every value that the checker found to be of a type stays as it is: no default, no refinement.
    pub(super) fn is_plain(&mut self, ty: &Ty) -> bool {
        match &**ty {
            TyKind::Int(range) | TyKind::Duration(range) | TyKind::Size(range) => range.is_full(),
            TyKind::Str(refinement) => refinement.is_any(),
            // An integer becomes a number.
            TyKind::Literal(_) | TyKind::Float(_) => false,
            TyKind::Optional(inner)
            | TyKind::List(inner)
            | TyKind::OpaqueList(inner)
            | TyKind::Map(inner)
            | TyKind::Secret(inner) => self.is_plain(inner),
            TyKind::Union(members) => members.iter().all(|member| self.is_plain(member)),
            TyKind::Record(record) => {
                let address = std::sync::Arc::as_ptr(record).addr();
                if let Some(plain) = self.plain.get(&address) {
                    return *plain;
                }
                let mut fields = record.fields.values();
                let plain = fields.all(|field| field.default.is_none() && self.is_plain(&field.ty));
                self.plain.insert(address, plain);
                plain
            }
            _ => true,
        }
    }
}

impl<'p> Coercer<'_, 'p> {
    /// The completed value; `None` when it stays as it is.
    fn value(&mut self, value: &Value, ty: &'p Ty) -> Eval<Option<Value>> {
        if let Value::Deploy(deploy) = value {
            return self.deploy(deploy, ty);
        }
        match (&**ty, value) {
            (TyKind::Optional(_), Value::Null) => Ok(None),
            (TyKind::Optional(inner) | TyKind::Secret(inner), _) => self.value(value, inner),
            (TyKind::Int(range), Value::Int(number)) => self.met(check_range(*range, *number), ty),
            (TyKind::Duration(range), Value::Duration(ms)) => self.met(check_duration(*range, *ms), ty),
            (TyKind::Size(range), Value::Size(bytes)) => self.met(check_size(*range, *bytes), ty),
            (TyKind::Float(range), Value::Float(number)) => self.met(check_float(*range, *number), ty),
            (TyKind::Float(range), Value::Int(number)) => {
                let number = *number as f64;
                self.met(check_float(*range, number), ty)?;
                Ok(Some(Value::Float(number)))
            }
            (TyKind::Str(refinement), Value::Str(text)) => self.met(check_refinement(refinement, text), ty),
            (TyKind::Literal(literal), _) => {
                if !is_literal(value, literal) {
                    self.not_one_of(value, ty);
                }
                Ok(None)
            }
            (TyKind::List(inner), Value::List(items)) => self.items(items, inner),
            (TyKind::Map(inner), Value::Record(record)) => self.entries(record, inner),
            (TyKind::Record(expected), Value::Record(record)) => self.record(record, expected),
            (TyKind::Union(members), _) => match variant(value, members) {
                Some(member) => self.value(value, member),
                None => {
                    self.not_one_of(value, ty);
                    Ok(None)
                }
            },
            _ => Ok(None),
        }
    }

    fn deploy(&mut self, deploy: &Rc<Deploy>, ty: &'p Ty) -> Eval<Option<Value>> {
        let Deploy::If(condition, a, b) = &**deploy else { return Ok(None) };
        let mut branch = |value: &Value| if value.is_null() { Ok(None) } else { self.value(value, ty) };
        let (x, y) = (branch(a)?, branch(b)?);
        if x.is_none() && y.is_none() {
            return Ok(None);
        }
        let (a, b) = (x.unwrap_or_else(|| a.clone()), y.unwrap_or_else(|| b.clone()));
        Ok(Some(self.evaluator.choose(*condition, a, b)))
    }

    fn items(&mut self, items: &[Value], ty: &'p Ty) -> Eval<Option<Value>> {
        let mut changed: Option<Vec<Value>> = None;
        for (i, item) in items.iter().enumerate() {
            self.path.push(Step::Index(i));
            let completed = self.value(item, ty);
            self.path.pop();
            if let Some(completed) = completed? {
                changed.get_or_insert_with(|| items.to_vec())[i] = completed;
            }
        }
        Ok(changed.map(Value::list))
    }

    fn entries(&mut self, record: &Rc<Record>, ty: &'p Ty) -> Eval<Option<Value>> {
        let mut changed: Option<Record> = None;
        for (key, value) in record.iter() {
            self.path.push(Step::Field(key.clone()));
            let completed = self.value(value, ty);
            self.path.pop();
            if let Some(completed) = completed? {
                changed.get_or_insert_with(|| (**record).clone()).insert(key.clone(), completed);
            }
        }
        Ok(changed.map(Value::record))
    }

    fn record(&mut self, record: &Rc<Record>, expected: &'p RecordTy) -> Eval<Option<Value>> {
        let mut changed: Option<Record> = None;
        for (name, field) in &expected.fields {
            let completed = match record.get(name) {
                // `null` for what is not optional stands for its default: it clears what was given before.
                Some(Value::Null) if field.default.is_some() && !is_optional(field) => self.default(field)?,
                Some(Value::Null) if field.is_required() => {
                    self.missing(name, field);
                    None
                }
                Some(value) => {
                    self.path.push(Step::Field(name.clone()));
                    let completed = self.value(value, &field.ty);
                    self.path.pop();
                    completed?
                }
                None if field.default.is_some() => self.default(field)?,
                None if !field.is_required() => None,
                None => {
                    self.missing(name, field);
                    None
                }
            };
            if let Some(completed) = completed {
                changed.get_or_insert_with(|| (**record).clone()).insert(name.clone(), completed);
            }
        }
        Ok(changed.map(Value::record))
    }

    fn default(&mut self, field: &'p Field) -> Eval<Option<Value>> {
        let Some(default) = &field.default else { return Ok(None) };
        let value = self.evaluator.activation(0, |e| e.eval(default, FrameId::NONE))?;
        // A default may be a partial record itself.
        Ok(Some(self.value(&value, &field.ty)?.unwrap_or(value)))
    }

    fn met(&mut self, result: Result<(), String>, ty: &'p Ty) -> Eval<Option<Value>> {
        if let Err(why) = result {
            let ty = display(ty, &*self.evaluator);
            self.problems.push(Problem { path: self.path.clone(), what: Wrong::Unmet { why, ty } });
        }
        Ok(None)
    }

    fn not_one_of(&mut self, value: &Value, ty: &'p Ty) {
        let what = Wrong::NotOneOf { value: super::show::value(value), ty: display(ty, &*self.evaluator) };
        self.problems.push(Problem { path: self.path.clone(), what });
    }

    fn missing(&mut self, name: &ArcStr, field: &'p Field) {
        let ty = display(&field.ty, &*self.evaluator);
        let what = Wrong::Missing { field: name.clone(), ty, declared: field.span };
        self.problems.push(Problem { path: self.path.clone(), what });
    }
}

fn is_optional(field: &Field) -> bool {
    matches!(&*field.ty, TyKind::Optional(_) | TyKind::Null)
}

fn is_literal(value: &Value, literal: &Literal) -> bool {
    // A truth value that is given when deploying may be either.
    matches!((value, literal), (Value::Condition(_), Literal::Bool(_))) || builtins::is_literal(value, literal)
}

/// The member of a union that a value belongs to: records by their literals, then by their fields; a scalar by its kind.
pub(super) fn variant<'t>(value: &Value, members: &'t [Ty]) -> Option<&'t Ty> {
    let fitting = || members.iter().filter(|member| is_kind(value, member));
    if let Value::Record(record) = value {
        let whole = |member: &&Ty| match &***member {
            TyKind::Record(expected) => {
                record.iter().all(|(key, _)| expected.fields.contains_key(key))
                    && expected.fields.iter().all(|(key, field)| !field.is_required() || record.get(key).is_some())
            }
            _ => true,
        };
        return fitting().find(whole).or_else(|| fitting().next());
    }
    // Of two that differ in their refinements only, the one that is met.
    fitting().find(|member| meets(value, member)).or_else(|| fitting().next())
}

/// Whether a scalar meets a type's refinement.
fn meets(value: &Value, ty: &Ty) -> bool {
    match (&**ty, value) {
        (TyKind::Int(range), Value::Int(number)) => range.contains(*number),
        (TyKind::Duration(range), Value::Duration(amount)) | (TyKind::Size(range), Value::Size(amount)) => {
            range.contains(*amount)
        }
        (TyKind::Float(range), Value::Float(number)) => range.contains(*number),
        (TyKind::Float(range), Value::Int(number)) => range.contains(*number as f64),
        (TyKind::Str(refinement), Value::Str(text)) => check_refinement(refinement, text).is_ok(),
        _ => true,
    }
}

/// Whether a value can be of a type by its kind and literals; refinements are not looked at.
fn is_kind(value: &Value, ty: &Ty) -> bool {
    match (&**ty, value) {
        (TyKind::Error | TyKind::Json | TyKind::Scalar | TyKind::Identifier(..) | TyKind::Var(_), _) => true,
        (TyKind::Secret(inner), _) => is_kind(value, inner),
        (_, Value::Deploy(_)) => true,
        (TyKind::Optional(_) | TyKind::Null, Value::Null) => true,
        (TyKind::Optional(inner), _) => is_kind(value, inner),
        (TyKind::Literal(literal), _) => is_literal(value, literal),
        (TyKind::Bool, Value::Bool(_) | Value::Condition(_))
        | (TyKind::Int(_) | TyKind::Float(_), Value::Int(_))
        | (TyKind::Float(_), Value::Float(_))
        | (TyKind::Str(_) | TyKind::Path | TyKind::TypeName(_), Value::Str(_))
        | (TyKind::Duration(_), Value::Duration(_))
        | (TyKind::Size(_), Value::Size(_))
        | (TyKind::List(_), Value::List(_))
        | (TyKind::Map(_), Value::Record(_))
        | (TyKind::Resource(_), Value::Resource(_))
        | (TyKind::Instance(_), Value::Instance(_))
        | (TyKind::Property(..), _) => true,
        (TyKind::Record(expected), Value::Record(record)) => {
            expected.fields.iter().all(|(key, field)| match (&*field.ty, record.get(key)) {
                (TyKind::Literal(_) | TyKind::Union(_), Some(value)) => is_kind(value, &field.ty),
                _ => true,
            })
        }
        // A record of outputs, for which an instance stands.
        (TyKind::Record(_), Value::Instance(_) | Value::Resource(_)) => true,
        (TyKind::Union(_), _) => is_member(value, ty),
        _ => false,
    }
}

fn is_member(value: &Value, ty: &Ty) -> bool {
    matches!(&**ty, TyKind::Union(members) if members.iter().any(|member| is_kind(value, member)))
}
