//! `override`: properties laid over one raw resource of the app.

use arcstr::ArcStr;

use super::{
    emit::instances_in,
    environment::Environment,
    errors,
    machine::{Eval, Evaluator},
    places::Declared,
    value::{InstanceId, Value},
};
use crate::{
    diagnostics::Help,
    hir::{Env, Override},
    types::nearest,
};

impl<'p> Evaluator<'p> {
    /// Finds the resources that the chain's overrides are for, base to derived.
    pub(super) fn find_overrides(&mut self, app: InstanceId) {
        let chain = self.env.as_ref().map(|env| env.chain.clone()).unwrap_or_default();
        let own = self.env.as_ref().and_then(Environment::own);
        for env in chain {
            for over in &env.overrides {
                let is_own = own.is_some_and(|own| std::ptr::eq(own, env));
                // What failed was reported.
                let _ = self.find_override(app, env, over, is_own);
            }
        }
    }

    fn find_override(&mut self, app: InstanceId, env: &'p Env, over: &'p Override, is_own: bool) -> Eval<()> {
        let frame = self.instance(app).frame;
        let mut value = Value::Instance(app);
        let mut path = String::new();
        for segment in &over.path {
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(&segment.name);
            let mut instances = Vec::new();
            instances_in(&value, &mut instances);
            let inside = match instances[..] {
                [id] => self.member_cell(id, &segment.name).map(|cell| (id, cell)),
                _ => None,
            };
            let Some((instance, cell)) = inside else {
                return self.absent(env, over, is_own, &path);
            };
            value = self.cell(self.instance(instance).frame, cell, over.span)?;
            for key in &segment.keys {
                let text = self.key(key, frame)?;
                path.push_str(&format!("[{:?}]", text.as_str()));
                value = match &value {
                    Value::Record(record) => match record.get(&text) {
                        Some(value) => value.clone(),
                        None => {
                            let near = nearest(&text, record.iter().map(|(key, _)| key.as_str())).map(ArcStr::from);
                            return self.absent_key(env, over, is_own, (&path, near));
                        }
                    },
                    _ => return self.absent(env, over, is_own, &path),
                };
            }
        }
        let mut found = Vec::new();
        self.resources_in(&value, &mut found);
        match found[..] {
            [id] if matches!(self.resource(id).declared, Declared::Resource(_)) => {
                self.overrides.entry(id).or_default().push((over, frame));
                Ok(())
            }
            _ => self.absent(env, over, is_own, &path),
        }
    }

    fn absent(&mut self, env: &'p Env, over: &'p Override, is_own: bool, path: &str) -> Eval<()> {
        match is_own {
            true => Err(self.report(errors::override_hits_nothing(over.span, path))),
            false => {
                let built = self.env.as_ref().map(Environment::name).unwrap_or_default();
                self.report(errors::inherited_override_hits_nothing(over.span, path, &env.name, &built));
                Ok(())
            }
        }
    }

    fn absent_key(
        &mut self,
        env: &'p Env,
        over: &'p Override,
        is_own: bool,
        (path, near): (&str, Option<ArcStr>),
    ) -> Eval<()> {
        match (is_own, near) {
            (true, Some(near)) => {
                let error = errors::override_hits_nothing(over.span, path).help(Help::meant(&near));
                Err(self.report(error))
            }
            _ => self.absent(env, over, is_own, path),
        }
    }
}
