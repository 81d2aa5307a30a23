//! The environment that is built: its settings merged from the root of its chain to itself.

use arcstr::ArcStr;

use super::{
    coerce::variant,
    errors,
    frames::{FrameId, Slot},
    machine::{Eval, Evaluator, Failed},
    merge,
    origin::{Place, path_text},
    value::{InstanceId, Record, Value},
};
use crate::{
    diagnostics::Diagnostic,
    hir::{self, BodyKind},
    source::Span,
    types::{NamedString, StrRefinement, Ty, TyKind, check_refinement},
};

/// The environment that is built.
#[derive(Debug)]
pub(super) struct Environment<'p> {
    /// From the one that names the app to the one that is built.
    pub(super) chain: Vec<&'p hir::Env>,
    /// The account, when it is set.
    pub(super) account: Option<ArcStr>,
    /// The region, when it is set.
    pub(super) region: Option<ArcStr>,
    /// Whether it is marked as production.
    pub(super) production: bool,
    /// One per param of the app: what the chain gives together, unless that was found wrong.
    values: Vec<Eval<Option<Value>>>,
    /// Whether other environments are built from the same sources, so that errors must say which one they are in.
    pub(super) is_one_of_several: bool,
}

impl<'p> Environment<'p> {
    /// The environment itself, without those that it extends.
    pub(super) fn own(&self) -> Option<&'p hir::Env> {
        self.chain.last().copied()
    }

    /// Its name.
    pub(super) fn name(&self) -> ArcStr {
        self.own().map(|env| env.name.clone()).unwrap_or_default()
    }

    /// Says in a diagnostic which environment it is about, where that is not plain.
    pub(super) fn mark(&self, diagnostic: Diagnostic) -> Diagnostic {
        match self.own() {
            Some(env) if self.is_one_of_several && diagnostic.labels.iter().all(|l| l.span.chunk != env.span.chunk) => {
                diagnostic.in_environment(env.span, format!("in the environment `{}`", env.name))
            }
            _ => diagnostic,
        }
    }
}

impl<'p> Evaluator<'p> {
    /// The app of an environment, with all of its settings.
    pub(super) fn place_app(&mut self, index: usize) -> Eval<InstanceId> {
        let loaded = self.load_environment(index);
        let Some(env) = self.program.envs.get(index) else { return Err(Failed) };
        self.keep_for(!env.rules.is_empty(), self.inputs.options.tests);
        let root = self.place_root(self.program.body(env.app));
        self.check_settings(root).and(loaded)?;
        Ok(root)
    }

    /// Finds what the app asserts and does not hold, and which overrides hit nothing.
    pub(super) fn check_app(&mut self, app: InstanceId) {
        let (body, frame) = (self.instance(app).body, self.instance(app).frame);
        // What failed was reported.
        let _ = self.place_stacks(&body.block.stmts, frame);
        self.find_overrides(app);
        self.check_asserts(&body.block.stmts, frame);
    }

    /// Merges the settings of an environment and those that it extends.
    pub(super) fn load_environment(&mut self, index: usize) -> Eval<()> {
        let envs = &self.program.envs;
        let mut chain = Vec::new();
        let mut at = Some(index);
        // An environment stands after its parents, so a chain is never longer than the list.
        while let Some(env) = at.and_then(|i| envs.get(i)).filter(|_| chain.len() <= envs.len()) {
            chain.push(env);
            at = env.parent;
        }
        chain.reverse();
        let built = envs.iter().filter(|env| env.requested && !env.is_abstract).count();
        self.env = Some(Environment {
            chain: chain.clone(),
            account: None,
            region: None,
            production: false,
            values: Vec::new(),
            is_one_of_several: built > 1,
        });
        let Some(env) = chain.last().copied() else { return Err(Failed) };
        let account = self.own_setting(&chain, "account", NamedString::AccountId);
        let region = self.own_setting(&chain, "region", NamedString::Region);
        let production = self.own_mark(&chain);
        let failed = account.is_err() || region.is_err() || production.is_err();
        if let Some(env) = &mut self.env {
            env.account = account.unwrap_or_default();
            env.region = region.unwrap_or_default();
            env.production = production.unwrap_or_default();
        }
        let params = &self.program.body(env.app).params;
        let values = params.iter().map(|param| self.merged_setting(&chain, param)).collect();
        if let Some(env) = &mut self.env {
            env.values = values;
        }
        if failed { Err(Failed) } else { Ok(()) }
    }

    /// `account` or `region`: the last one that is written.
    fn own_setting(&mut self, chain: &[&'p hir::Env], name: &str, ty: NamedString) -> Eval<Option<ArcStr>> {
        let mut settings = chain.iter().rev().flat_map(|env| env.settings.iter());
        let Some(setting) = settings.find(|setting| setting.name == name) else { return Ok(None) };
        match self.eval(&setting.value, FrameId::NONE)? {
            Value::Null => Ok(None),
            Value::Str(text) => match check_refinement(&StrRefinement::named(ty), &text) {
                Ok(()) => Ok(Some(text)),
                Err(why) => Err(self.report(errors::unmet(setting.value.span, &why, ty.name()))),
            },
            other => Err(self.report(errors::not_text(setting.value.span, &other))),
        }
    }

    /// `production`: the last one that is written.
    fn own_mark(&mut self, chain: &[&'p hir::Env]) -> Eval<bool> {
        let mut settings = chain.iter().rev().flat_map(|env| env.settings.iter());
        match settings.find(|setting| setting.name == "production") {
            Some(setting) => self.known_truth(&setting.value, FrameId::NONE),
            None => Ok(false),
        }
    }

    /// What a chain gives a param together.
    fn merged_setting(&mut self, chain: &[&'p hir::Env], param: &'p hir::Param) -> Eval<Option<Value>> {
        let mut merged: Option<Value> = None;
        for env in chain {
            for setting in env.settings.iter().filter(|setting| setting.name == param.name) {
                let value = self.eval(&setting.value, FrameId::NONE)?;
                merged = Some(match merged {
                    Some(base) => merge_typed(&param.ty, base, value),
                    None => clean(&param.ty, value),
                });
            }
        }
        Ok(merged)
    }

    /// What the environment gives the app's param with this index.
    pub(super) fn env_value(&self, index: u16) -> Option<Value> {
        self.env.as_ref()?.values.get(index as usize)?.clone().ok().flatten()
    }

    /// Evaluates all params of the app, so that everything that is missing is told at once.
    pub(super) fn check_settings(&mut self, app: InstanceId) -> Eval<()> {
        let (body, frame) = (self.instance(app).body, self.instance(app).frame);
        let Some(env) = self.env.as_ref().and_then(Environment::own) else { return Ok(()) };
        let mut failed = false;
        for (index, param) in body.params.iter().enumerate() {
            let was_wrong = self.env.as_ref().is_some_and(|env| matches!(env.values.get(index), Some(Err(Failed))));
            if was_wrong || matches!(&*param.ty, TyKind::Error) {
                *self.frames.slot(frame, index as u16) = Slot::Failed;
                failed = true;
                continue;
            }
            let given = self.env_value(index as u16).is_some_and(|value| !value.is_null());
            let optional =
                param.default.is_some() || matches!(&*param.ty, TyKind::Optional(_) | TyKind::Null | TyKind::Json);
            if !given && !optional {
                let ty = self.type_text(&param.ty);
                self.report_another(errors::missing_setting(env, &param.name, &ty, Some(param.span)));
                failed = true;
            } else if self.cell(frame, index as u16, param.span).is_err() {
                failed = true;
            }
        }
        if failed { Err(Failed) } else { Ok(()) }
    }

    /// The problems of a value, each with where it comes from.
    pub(super) fn report_problems(&mut self, problems: Vec<super::coerce::Problem>, place: Place<'p>) -> Failed {
        use super::coerce::Wrong;
        let setting = match place {
            Place::Param(instance, index) if self.instance(instance).body.kind == BodyKind::App => {
                Some(&self.instance(instance).body.params[index as usize])
            }
            _ => None,
        };
        let declared = match place {
            Place::Param(instance, index) => {
                let param = &self.instance(instance).body.params[index as usize];
                Some((param.name.clone(), param.span))
            }
            Place::Expr(..) => None,
        };
        for problem in problems {
            let trail = self.trail(place, &problem.path);
            let fallback = declared.as_ref().map(|(_, span)| *span);
            let Some(origin) = trail.last().or(fallback) else { continue };
            let name = match &declared {
                Some((name, _)) => {
                    let path = path_text(&problem.path);
                    let dot = if path.is_empty() || path.starts_with('[') { "" } else { "." };
                    format!("{name}{dot}{path}")
                }
                None => path_text(&problem.path),
            };
            let own = self.env.as_ref().and_then(Environment::own);
            match (&problem.what, setting, own) {
                (Wrong::Missing { field, ty, declared }, Some(_), Some(env)) => {
                    let error = errors::missing_setting(env, &format!("{name}.{field}"), ty, *declared);
                    self.report_another(error.also(origin, "the rest of it is set here"));
                }
                (Wrong::Missing { field, ty, declared }, ..) => {
                    self.report(errors::missing_field(origin, field, ty, *declared));
                }
                (Wrong::Unmet { why, ty }, ..) => {
                    let error = errors::unmet_value(origin, &name, why, ty);
                    self.report(with_origin(error, &trail, origin, declared.clone()));
                }
                (Wrong::NotOneOf { value, ty }, ..) => {
                    let error = errors::not_one_of(origin, &name, value, ty);
                    self.report(with_origin(error, &trail, origin, declared.clone()));
                }
            }
        }
        Failed
    }

    /// A type as it is written.
    pub(super) fn type_text(&self, ty: &Ty) -> String {
        crate::types::display(ty, self)
    }

    /// `env.name`, `env.account`, `env.region`, `env.production`.
    pub(super) fn env_field(&mut self, name: &str, span: Span) -> Eval<Value> {
        let Some(env) = &self.env else { return Err(self.report(errors::no_environment(span))) };
        let text = match name {
            "production" => return Ok(Value::Bool(env.production)),
            "name" => Some(env.name()),
            "account" => env.account.clone(),
            "region" => env.region.clone(),
            _ => None,
        };
        match (text, env.own()) {
            (Some(text), _) => Ok(Value::Str(text)),
            (None, own) => {
                let error = errors::left_open(span, name, own.map(|env| (env.name.as_str(), env.span)));
                Err(self.report(error))
            }
        }
    }
}

/// Adds the declaration that a value does not fit, and the environments whose setting was overridden.
fn with_origin(
    mut diagnostic: Diagnostic,
    trail: &super::origin::Trail,
    origin: Span,
    declared: Option<(ArcStr, Span)>,
) -> Diagnostic {
    for (env, span) in &trail.overridden {
        diagnostic = diagnostic.also(*span, format!("`{env}` sets it here, and is overridden"));
    }
    if let Some((name, span)) = declared
        && span != origin
    {
        diagnostic = diagnostic.also(span, format!("`{name}` is declared here"));
    }
    diagnostic
}

/// `over` laid over `base`, both partial values of a type. Explicit `null`s are kept in records, where they clear an
/// optional field, and remove keys of maps.
fn merge_typed(ty: &Ty, base: Value, over: Value) -> Value {
    match &**ty {
        TyKind::Optional(inner) | TyKind::Secret(inner) => merge_typed(inner, base, over),
        TyKind::Record(expected) => merge_records(base, over, |key| expected.fields.get(key).map(|f| &f.ty), true),
        TyKind::Map(inner) => merge_records(base, over, |_| Some(inner), false),
        TyKind::Union(members) => match (variant(&base, members), variant_of_partial(&base, &over, members)) {
            (Some(before), true) => merge_typed(before, base, over),
            _ => clean(ty, over),
        },
        TyKind::Json => merge::merge(base, over),
        _ => over,
    }
}

/// Whether a partial value can belong to the variant that `base` has: no other tag, no other field.
fn variant_of_partial(base: &Value, over: &Value, members: &[Ty]) -> bool {
    let (Some(member), Value::Record(base), Value::Record(over)) = (variant(base, members), base, over) else {
        return false;
    };
    let TyKind::Record(expected) = &**member else { return false };
    over.iter().all(|(key, value)| match expected.fields.get(key).map(|field| &*field.ty) {
        None => false,
        Some(TyKind::Literal(_)) => base.get(key).is_some_and(|tag| super::same::identical(tag, value)),
        Some(_) => true,
    })
}

fn merge_records<'t>(base: Value, over: Value, field: impl Fn(&str) -> Option<&'t Ty>, keep_nulls: bool) -> Value {
    let (Value::Record(base), Value::Record(over)) = (&base, &over) else { return over };
    let mut merged: Record = (**base).clone();
    for (key, value) in over.iter() {
        if value.is_null() && !keep_nulls {
            merged.remove(key);
            continue;
        }
        let value = match (field(key), merged.get(key)) {
            (Some(ty), Some(before)) => merge_typed(ty, before.clone(), value.clone()),
            (Some(ty), None) => clean(ty, value.clone()),
            (None, _) => value.clone(),
        };
        merged.insert(key.clone(), value);
    }
    Value::record(merged)
}

/// A value that has nothing to lie over: keys of maps that are `null` are not there.
fn clean(ty: &Ty, value: Value) -> Value {
    match (&**ty, &value) {
        (TyKind::Optional(inner) | TyKind::Secret(inner), _) => clean(inner, value),
        (TyKind::Map(inner), Value::Record(record)) => {
            let kept = record.iter().filter(|(_, v)| !v.is_null());
            Value::record(kept.map(|(k, v)| (k.clone(), clean(inner, v.clone()))).collect())
        }
        (TyKind::Record(expected), Value::Record(record)) => {
            let field = |(key, value): (&ArcStr, &Value)| {
                let value = value.clone();
                let value = match expected.fields.get(key) {
                    Some(field) => clean(&field.ty, value),
                    None => value,
                };
                (key.clone(), value)
            };
            Value::record(record.iter().map(field).collect())
        }
        _ => value,
    }
}
