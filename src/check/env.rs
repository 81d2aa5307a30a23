//! Environments: each is checked as a partial record of its app's params.

use super::{
    Checker,
    context::{Cx, Role, State},
    errors,
    facts::{FieldsOf, Meaning},
    memo::Part,
};
use crate::{
    ast::{self, EnvBase, Field, Item, Key},
    hir,
    resolve::{ItemId, Target, did_you_mean},
    source::Span,
    types::{self, BodyId, NamedString},
};

impl<'a> Checker<'a> {
    /// Checks an environment: its index in the program.
    pub(super) fn env(&mut self, id: ItemId, tree: &'a ast::Env) -> Option<usize> {
        let index = self.env_now(id, tree);
        self.asked(id, Part::Whole, tree.name.span);
        index
    }

    fn env_now(&mut self, id: ItemId, tree: &'a ast::Env) -> Option<usize> {
        match self.envs.get(&id) {
            Some(State::Done(index)) => return *index,
            Some(State::Busy) => {
                self.report(errors::env_cycle(tree.name.span, &tree.name.name));
                return None;
            }
            _ => {}
        }
        self.envs.insert(id, State::Busy);
        let index = self.noting(id, Part::Whole, |this| this.check_env(id, tree));
        self.envs.insert(id, State::Done(index));
        index
    }

    fn check_env(&mut self, id: ItemId, tree: &'a ast::Env) -> Option<usize> {
        let (app, parent) = match &tree.base {
            EnvBase::App(path) => (self.env_app(id, path)?, None),
            EnvBase::Extends(path) => {
                let parent = self.env_parent(id, path)?;
                (self.program.envs[parent].app, Some(parent))
            }
            EnvBase::Error(_) => return None,
        };
        self.body_checked(app, tree.name.span);
        let errors = self.diagnostics.error_count();
        let mut cx = Cx::new(id.module, Role::Env);
        self.recording.record(tree.settings.span, || FieldsOf::Settings(app));
        let mut settings: Vec<hir::Setting> = Vec::new();
        for field in &tree.settings.fields {
            if let Some(setting) = self.setting(&mut cx, app, field, &settings) {
                settings.push(setting);
            }
        }
        let overrides = tree.overrides.iter().filter_map(|o| self.override_(&mut cx, app, o)).collect();
        let requested = self.modules.get(id.module).requested;
        let is_sound = self.diagnostics.error_count() == errors
            && parent.is_none_or(|parent| self.program.envs[parent].is_sound)
            && tree.settings.fields.iter().all(|field| !matches!(field, Field::Error(_)));
        self.program.envs.push(hir::Env {
            name: tree.name.name.clone(),
            span: tree.name.span,
            is_abstract: tree.is_abstract,
            requested,
            is_sound,
            app,
            parent,
            settings,
            overrides,
            rules: Vec::new(),
        });
        Some(self.program.envs.len() - 1)
    }

    pub(super) fn target(&mut self, id: ItemId, path: &'a ast::Path) -> Option<ItemId> {
        let mut at = id.module;
        for (i, segment) in path.segments.iter().enumerate() {
            if segment.is_missing() {
                return None;
            }
            let target = match i {
                0 => self.modules.lookup(at, &segment.name).map(|n| n.target),
                _ => Some(self.declared_in(at, segment)),
            };
            if let Some(target) = target {
                self.note_target(segment.span, target);
            }
            match target {
                Some(Target::Item(item)) => return Some(item),
                Some(Target::Module(inner)) => at = inner,
                Some(Target::Missing) => return None,
                None => {
                    let names = self.modules.get(at).names.keys().map(|n| n.as_str());
                    let help = did_you_mean(&segment.name, names).or_else(|| {
                        let own = self.modules.get(at).names.iter().filter_map(|(name, found)| match found.target {
                            Target::Item(item) => matches!(self.modules.item(item), Item::App(_)).then_some(name),
                            _ => None,
                        });
                        let own: Vec<String> = own.map(|name| format!("`{name}`")).collect();
                        match own.is_empty() {
                            true => Some("an environment is of an app: import it by `use \"../app.bat\".{App}`".into()),
                            false => Some(format!("the apps here are {}", own.join(", ")).into()),
                        }
                    });
                    self.report(errors::unknown_name(segment.span, &segment.name, help));
                    return None;
                }
            }
        }
        None
    }

    fn env_app(&mut self, id: ItemId, path: &'a ast::Path) -> Option<BodyId> {
        let item = self.target(id, path)?;
        match self.modules.item(item) {
            Item::App(_) => self.body_id(item),
            other => {
                let what = super::item_noun(other);
                self.report(errors::not_an_app(path.span, &path.to_string(), what));
                None
            }
        }
    }

    fn env_parent(&mut self, id: ItemId, path: &'a ast::Path) -> Option<usize> {
        let item = self.target(id, path)?;
        match self.modules.item(item) {
            Item::Env(tree) => self.env(item, tree),
            other => {
                let what = super::item_noun(other);
                self.report(errors::not_an_env(path.span, &path.to_string(), what));
                None
            }
        }
    }

    fn setting(
        &mut self,
        cx: &mut Cx<'a>,
        app: BodyId,
        field: &'a Field,
        before: &[hir::Setting],
    ) -> Option<hir::Setting> {
        let (name, span) = match field {
            Field::Pair { key: Key::Name(name) | Key::Quoted(name), .. } | Field::Shorthand(name) => {
                (name.name.clone(), name.span)
            }
            Field::Error(_) => return None,
            _ => {
                self.report(errors::plain_fields_only(field.span(), "an environment"));
                return None;
            }
        };
        if name.is_empty() {
            return None;
        }
        if let Some(first) = before.iter().find(|s| s.name == name) {
            self.report(errors::duplicate_field(span, &name, first.span));
            return None;
        }
        let params = self.params(app, span);
        let (want, declared): (types::Ty, Option<Span>) = match name.as_str() {
            "account" => (types::named(NamedString::AccountId), None),
            "region" => (types::named(NamedString::Region), None),
            "production" => (types::bool(), None),
            _ => match params.iter().find(|p| p.name == name) {
                Some(param) => {
                    self.recording.name(span, || Meaning::Declared(param.span));
                    let partial = types::partial(&param.ty);
                    // `null` clears a setting that may be left out.
                    let ty = if param.has_default || types::may_be_null(&param.ty) {
                        types::optional(partial)
                    } else {
                        partial
                    };
                    (ty, Some(param.span))
                }
                None => {
                    let known: Vec<&str> =
                        params.iter().map(|p| p.name.as_str()).chain(["account", "region", "production"]).collect();
                    let help = did_you_mean(&name, known.iter().copied());
                    let (app_name, app_span) = (self.body(app).name.clone(), self.body(app).span);
                    self.report(errors::unknown_setting(span, &name, &app_name, app_span, help, &known));
                    if let Field::Pair { value, .. } = field {
                        self.infer(cx, value);
                    }
                    return None;
                }
            },
        };
        let typed = match field {
            Field::Pair { value, .. } => self.expr_as(cx, value, &want, declared),
            _ => {
                let typed = self.name(cx, &name, span);
                self.fit(cx, typed, &want, declared)
            }
        };
        if let Some(index) = params.iter().position(|p| p.name == name) {
            let demands = self.body_demands(app);
            let app_name = self.body(app).name.clone();
            let given = (typed.staged.clone(), typed.span());
            self.meet(cx, &demands, &|i| (i as usize == index).then(|| given.clone()), &app_name);
        }
        Some(hir::Setting { name, span, value: typed.hir })
    }
}
