//! Adding a setting that an environment must have.

use std::ops::Range;

use super::{Action, Known, missing};
use crate::ast::{Env, ExprKind, Field, Item, Record};
use crate::ide::Document;
use crate::types::{self, Ty, TyKind};

/// Adds a setting, or a part of one (`network.cidr`), to the environment whose name stands at a place.
pub fn setting(document: &Document, known: &Known, at: &Range<usize>, path: &str) -> Option<Action> {
    let env = document.tree.items.iter().find_map(|item| match &**item {
        Item::Env(env) if document.range(env.name.span) == *at => Some(env),
        _ => None,
    })?;
    let names: Vec<&str> = path.split('.').collect();
    let (record, rest) = innermost(&env.settings, &names);
    let (first, inner) = rest.split_first()?;
    let mut value = type_of(known, env, &names).map_or_else(|| "\"\"".to_owned(), |ty| missing::placeholder(&ty));
    for name in inner.iter().rev() {
        value = format!("{{ {name}: {value} }}");
    }
    let change = missing::insert(document, record, &[((*first).to_owned(), value)]);
    Some(Action::fix(format!("Set `{path}` in `{}`", env.name.name), vec![change]).preferred())
}

/// The innermost record that is written for the beginning of a path, and the rest of the path.
fn innermost<'r, 'p>(record: &'r Record, names: &'p [&'p str]) -> (&'r Record, &'p [&'p str]) {
    let Some((first, rest)) = names.split_first().filter(|(_, rest)| !rest.is_empty()) else { return (record, names) };
    let inner = record.fields.iter().find_map(|field| match field {
        Field::Pair { key, value, .. } if key.text().is_some_and(|text| text == first) => match &value.kind {
            ExprKind::Record(record) => Some(record),
            _ => None,
        },
        _ => None,
    });
    inner.map_or((record, names), |inner| innermost(inner, rest))
}

fn type_of(known: &Known, env: &Env, names: &[&str]) -> Option<Ty> {
    let checked = known.program.envs.iter().find(|checked| checked.span == env.name.span)?;
    let params = &known.program.bodies.get(checked.app.0 as usize)?.params;
    let (first, rest) = names.split_first()?;
    let mut ty = params.iter().find(|param| param.name == *first)?.ty.clone();
    for name in rest {
        ty = match &*types::without_null(&ty) {
            TyKind::Record(record) => record.fields.get(*name)?.ty.clone(),
            _ => return None,
        };
    }
    Some(ty)
}
