//! Tags: a resource's own over its stack's over its app's, in the form that its type wants.

use std::rc::Rc;

use arcstr::ArcStr;

use super::{
    errors,
    machine::{Eval, Evaluator},
    schemas::TagForm,
    stack::StackId,
    value::{InstanceId, Record, ResourceId, Value},
};
use crate::{builtins::scalar_text, hir::BodyKind};

/// Names with values.
pub(super) type Tags = Rc<[(ArcStr, Value)]>;

impl<'p> Evaluator<'p> {
    /// The tags that a body gives to all below it; `null` stays, since it removes one from further out.
    fn body_tags(&mut self, id: InstanceId) -> Eval<Vec<(ArcStr, Value)>> {
        let (body, frame) = (self.instance(id).body, self.instance(id).frame);
        let Some(expr) = &body.tags else { return Ok(Vec::new()) };
        let Value::Record(record) = self.activation(0, |e| e.eval(expr, frame))? else { return Ok(Vec::new()) };
        let mut tags = Vec::with_capacity(record.len());
        for (name, value) in record.iter() {
            let value = match scalar_text(value) {
                Some(text) => Value::Str(text),
                None if value.is_null() || !value.is_known() => value.clone(),
                None => return Err(self.report(errors::not_a_tag(expr.span, name, value))),
            };
            tags.push((name.clone(), value));
        }
        Ok(tags)
    }

    /// The tags of everything in a stack.
    pub(super) fn stack_tags(&mut self, stack: StackId) -> Eval<Tags> {
        if let Some(tags) = &self.stack(stack).tags {
            return Ok(tags.clone());
        }
        let mut tags = Vec::new();
        if let Some(root) = self.stack_root(stack) {
            tags = self.body_tags(root)?;
            if let Some(app) = self.instance(root).parent {
                let outer = self.body_tags(app)?;
                add_missing(&mut tags, outer);
            }
        }
        let tags: Tags = tags.into();
        self.stack_mut(stack).tags = Some(tags.clone());
        Ok(tags)
    }

    /// The tags that a resource gets from around it: its stack's and app's, then those of its constructs.
    fn inherited_tags(&mut self, id: ResourceId) -> Eval<Tags> {
        let resource = self.resource(id);
        let (stack, mut at) = (resource.stack, Some(self.frames.get(resource.frame).instance));
        let shared = self.stack_tags(stack)?;
        let mut own: Option<Vec<(ArcStr, Value)>> = None;
        while let Some(instance) = at.filter(|id| self.instance(*id).body.kind == BodyKind::Construct) {
            if self.instance(instance).body.tags.is_some() {
                let tags = self.body_tags(instance)?;
                add_missing(own.get_or_insert_with(|| shared.to_vec()), tags);
            }
            at = self.instance(instance).parent;
        }
        Ok(own.map_or(shared, Tags::from))
    }

    /// Adds the inherited tags to a resource's properties.
    pub(super) fn add_tags(&mut self, id: ResourceId, properties: &mut Rc<Record>) -> Eval<()> {
        let ty = self.resource(id).ty().clone();
        let facts = self.type_facts(&ty);
        let Some(form) = &facts.tags else { return Ok(()) };
        let inherited = self.inherited_tags(id)?;
        let own = properties.get(&form.property).cloned().unwrap_or(Value::Null);
        if inherited.is_empty() && !has_removal(&own, form) {
            return Ok(());
        }
        let Some(tags) = with_inherited(&own, &inherited, form) else { return Ok(()) };
        match tags.is_null() {
            true => Rc::make_mut(properties).remove(&form.property),
            false => {
                Rc::make_mut(properties).insert(form.property.clone(), tags);
                None
            }
        };
        Ok(())
    }
}

/// Adds the tags whose names are not taken yet.
fn add_missing(tags: &mut Vec<(ArcStr, Value)>, outer: Vec<(ArcStr, Value)>) {
    for (name, value) in outer {
        if tags.iter().all(|(taken, _)| *taken != name) {
            tags.push((name, value));
        }
    }
}

fn has_removal(own: &Value, form: &TagForm) -> bool {
    match (own, &form.keys) {
        (Value::List(items), Some((_, value_key))) => {
            items.iter().any(|item| matches!(item, Value::Record(r) if r.get(value_key).is_none_or(Value::is_null)))
        }
        (Value::Record(record), _) => record.iter().any(|(_, value)| value.is_null()),
        _ => false,
    }
}

/// A resource's own tags with those that it inherits; `None` when its own are not known name by name.
fn with_inherited(own: &Value, inherited: &[(ArcStr, Value)], form: &TagForm) -> Option<Value> {
    let mut names: Vec<&ArcStr> = Vec::new();
    match (&form.keys, own) {
        (None, Value::Null) => {}
        (None, Value::Record(record)) => names.extend(record.iter().map(|(name, _)| name)),
        (Some(_), Value::Null) => {}
        (Some(_), Value::Record(record)) => names.extend(record.iter().map(|(name, _)| name)),
        (Some((key, _)), Value::List(items)) => {
            for item in items.iter() {
                match item {
                    Value::Record(tag) => {
                        if let Some(Value::Str(name)) = tag.get(key) {
                            names.push(name);
                        }
                    }
                    Value::Null => {}
                    // A tag that is there under a condition: the same name from outside would be a second one.
                    _ => {}
                }
            }
        }
        _ => return None,
    }
    let more = inherited.iter().filter(|(name, value)| !value.is_null() && !names.contains(&name));
    Some(match &form.keys {
        None => {
            let mut tags = Record::with_capacity(inherited.len());
            if let Value::Record(record) = own {
                record.iter().filter(|(_, v)| !v.is_null()).for_each(|(k, v)| tags.insert(k.clone(), v.clone()));
            }
            more.for_each(|(k, v)| tags.insert(k.clone(), v.clone()));
            if tags.is_empty() { Value::Null } else { Value::record(tags) }
        }
        Some(keys) => {
            let mut tags = Vec::with_capacity(inherited.len() + 2);
            match own {
                Value::List(items) => {
                    let removed =
                        |item: &&Value| matches!(item, Value::Record(r) if r.get(&keys.1).is_none_or(Value::is_null));
                    tags.extend(items.iter().filter(|item| !item.is_null() && !removed(item)).cloned());
                }
                Value::Record(record) => {
                    tags.extend(record.iter().filter(|(_, v)| !v.is_null()).map(|(k, v)| tag(k, v, keys, form)));
                }
                _ => {}
            }
            tags.extend(more.map(|(k, v)| tag(k, v, keys, form)));
            if tags.is_empty() { Value::Null } else { Value::list(tags) }
        }
    })
}

fn tag(name: &ArcStr, value: &Value, (key, value_key): &(ArcStr, ArcStr), form: &TagForm) -> Value {
    let mut tag = Record::with_capacity(2);
    tag.insert(key.clone(), Value::Str(name.clone()));
    tag.insert(value_key.clone(), value.clone());
    if form.propagates {
        tag.insert(arcstr::literal!("PropagateAtLaunch"), Value::Bool(true));
    }
    Value::record(tag)
}
