//! Secrets in properties that take them by their ARN.

use std::rc::Rc;

use super::{
    machine::Evaluator,
    text::Text,
    value::{Deploy, Record, ResourceId, Value},
};
use crate::registry::{NodeId, ResourceType, SecretUse};

impl<'p> Evaluator<'p> {
    /// Properties in which secrets stand as their service wants them: elsewhere they become dynamic references, but
    /// where the service resolves them by itself they are ARNs, with the key.
    pub(super) fn place_secrets(&mut self, id: ResourceId, properties: Rc<Record>) -> Rc<Record> {
        // Hardly any resource has one, and nothing is copied for those that have none.
        if !self.has_secrets || !properties.iter().any(|(_, value)| has_secret(value)) {
            return properties;
        }
        let ty = self.resource(id).ty().clone();
        let Some(schema) = self.type_facts(&ty).schema.clone() else { return properties };
        match placed(&schema, schema.root, &Value::Record(properties.clone())) {
            Some(Value::Record(placed)) => placed,
            _ => properties,
        }
    }
}

/// Whether a secret stands in a value as one of its leaves.
fn has_secret(value: &Value) -> bool {
    match value {
        Value::Record(record) => record.iter().any(|(_, part)| has_secret(part)),
        Value::List(items) => items.iter().any(has_secret),
        Value::Deploy(deploy) => match &**deploy {
            Deploy::Secret { .. } => true,
            Deploy::If(_, a, b) => has_secret(a) || has_secret(b),
            _ => false,
        },
        _ => false,
    }
}

/// The value at a node with its secrets placed; `None` when nothing changes.
fn placed(schema: &ResourceType, node: NodeId, value: &Value) -> Option<Value> {
    match value {
        Value::Record(record) => {
            let mut changed: Option<Record> = None;
            for (key, part) in record.iter() {
                if let Some(part) = schema.child(node, key).and_then(|node| placed(schema, node, part)) {
                    changed.get_or_insert_with(|| (**record).clone()).insert(key.clone(), part);
                }
            }
            changed.map(Value::record)
        }
        Value::List(items) => {
            let item = schema.item(node)?;
            let mut changed: Option<Vec<Value>> = None;
            for (i, part) in items.iter().enumerate() {
                if let Some(part) = placed(schema, item, part) {
                    changed.get_or_insert_with(|| items.to_vec())[i] = part;
                }
            }
            changed.map(Value::list)
        }
        Value::Deploy(deploy) => match &**deploy {
            Deploy::Secret { arn, key } if schema.secret_use(node) == Some(SecretUse::Reference) => {
                let Some(key) = key else { return Some(arn.clone()) };
                let mut text = Text::default();
                let is_text = text.push(arn);
                text.push_str(":");
                text.push_str(key);
                text.push_str("::");
                is_text.then(|| text.finish())
            }
            Deploy::If(condition, a, b) => {
                let (x, y) = (placed(schema, node, a), placed(schema, node, b));
                if x.is_none() && y.is_none() {
                    return None;
                }
                let (a, b) = (x.unwrap_or_else(|| a.clone()), y.unwrap_or_else(|| b.clone()));
                Some(Value::deploy(Deploy::If(*condition, a, b)))
            }
            _ => None,
        },
        _ => None,
    }
}
