//! What is deployed elsewhere: its identifier and what derives from it.

use arcstr::ArcStr;

use super::{
    errors,
    machine::{Eval, Evaluator},
    places::Declared,
    text::Text,
    value::{Deploy, Record, ResourceId, Value},
};
use crate::{hir::Pseudo, registry::ResourceType, source::Span};

impl<'p> Evaluator<'p> {
    /// An attribute of an existing resource, or its Ref.
    pub(super) fn existing_attribute(&mut self, id: ResourceId, name: &ArcStr, span: Span) -> Eval<Value> {
        let Declared::Existing(existing) = self.resource(id).declared else { return Ok(Value::Null) };
        let (frame, declared) = (self.resource(id).frame, self.resource(id).span);
        let Value::Record(given) = self.activation(0, |e| e.eval(&existing.identifier, frame))? else {
            return Err(self.report(errors::unknown_of_existing(span, name, &existing.ty, declared)));
        };
        if let Some(value) = given.get(name) {
            return Ok(value.clone());
        }
        let schema = self.type_facts(&existing.ty).schema.clone();
        let found = match &schema {
            Some(schema) if name == "ref" => identifier(schema, &given),
            Some(schema) => self.derived(schema, &given, name),
            None if name == "ref" && given.len() == 1 => given.iter().next().map(|(_, value)| value.clone()),
            None => None,
        };
        found.ok_or_else(|| self.report(errors::unknown_of_existing(span, name, &existing.ty, declared)))
    }

    /// An attribute that follows from the identifier: what Ref gives under its own name, and the ARN.
    fn derived(&mut self, schema: &ResourceType, given: &Record, name: &str) -> Option<Value> {
        let gives_ref = schema.ref_gives.iter().chain(&schema.primary_identifier).any(|part| &**part == name);
        if gives_ref && schema.primary_identifier.len() <= 1 {
            return identifier(schema, given);
        }
        let is_arn = name == "Arn" || name.ends_with("Arn");
        if is_arn { self.arn(schema, given) } else { None }
    }

    /// The ARN by the type's template; its variables are the partition, region, account, and properties.
    fn arn(&mut self, schema: &ResourceType, given: &Record) -> Option<Value> {
        let mut rest: &str = schema.arn_template.as_deref()?;
        let mut text = Text::default();
        while let Some(start) = rest.find("${") {
            text.push_str(&rest[..start]);
            let end = start + rest[start..].find('}')?;
            let value = match &rest[start + 2..end] {
                "Partition" => Value::deploy(Deploy::Pseudo(Pseudo::Partition)),
                "Region" => Value::deploy(Deploy::Pseudo(Pseudo::Region)),
                "Account" => Value::deploy(Deploy::Pseudo(Pseudo::AccountId)),
                variable => variable_of(schema, given, variable)?,
            };
            if !text.push(&value) {
                return None;
            }
            rest = &rest[end + 1..];
        }
        text.push_str(rest);
        Some(text.finish())
    }
}

/// What Ref gives.
fn identifier(schema: &ResourceType, given: &Record) -> Option<Value> {
    let names = schema.ref_gives.iter().chain(&schema.primary_identifier);
    let mut values = names.filter_map(|name| given.get(name));
    values.next().cloned().or_else(|| if given.len() == 1 { given.iter().next().map(|(_, v)| v.clone()) } else { None })
}

/// A variable of an ARN template: a property of that name, or the identifier when there is one variable only.
fn variable_of(schema: &ResourceType, given: &Record, variable: &str) -> Option<Value> {
    if let Some(value) = given.get(variable) {
        return Some(value.clone());
    }
    let template = schema.arn_template.as_deref()?;
    let own = template.match_indices("${").filter(|(at, _)| {
        !["Partition}", "Region}", "Account}"].iter().any(|known| template[at + 2..].starts_with(known))
    });
    if own.count() == 1 { identifier(schema, given) } else { None }
}
