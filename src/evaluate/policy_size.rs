//! The size of policies, as IAM counts it: without white space.

use super::{
    machine::{Eval, Evaluator},
    value::{Deploy, Record, ResourceId, SubPart, Value},
};
use crate::plan::{errors, limits};

impl<'p> Evaluator<'p> {
    /// Checks the policies of a resource; what only the deployment knows counts as nothing.
    pub(super) fn check_policy_size(&mut self, id: ResourceId, properties: &Record) -> Eval<()> {
        let ty = self.resource(id).ty();
        let Some((_, property, most)) = limits::POLICIES.iter().find(|(of, ..)| *of == ty.as_str()) else {
            return Ok(());
        };
        let size = match properties.get(property) {
            // Inline policies count together.
            Some(Value::List(policies)) => policies
                .iter()
                .map(|policy| match policy {
                    Value::Record(policy) => policy.get("PolicyDocument").map_or(0, size),
                    _ => 0,
                })
                .sum(),
            Some(document) => size(document),
            None => 0,
        };
        if size <= *most {
            return Ok(());
        }
        let span = self.resource(id).span;
        let path = self.resource_path(id);
        Err(self.report(errors::policy_too_large(span, &path, size, *most)))
    }
}

/// How many characters a value has as JSON without white space, at least.
fn size(value: &Value) -> usize {
    match value {
        Value::Null => 0,
        Value::Bool(_) => 4,
        Value::Int(number) => number.to_string().len(),
        Value::Str(text) => text.chars().count() + 2,
        // Brackets, and a comma between two.
        Value::List(items) => items.iter().map(|item| size(item) + 1).sum::<usize>().max(1) + 1,
        Value::Record(record) => {
            let field = |(key, value): (&arcstr::ArcStr, &Value)| match value {
                Value::Null => 0,
                _ if record.is_note(key) => 0,
                value => key.chars().count() + 4 + size(value),
            };
            record.iter().map(field).sum::<usize>().max(1) + 1
        }
        Value::Deploy(deploy) => match &**deploy {
            Deploy::Sub(parts) => {
                let text = |part: &SubPart| match part {
                    SubPart::Text(text) => text.chars().count(),
                    SubPart::Value(_) => 0,
                };
                parts.iter().map(text).sum::<usize>() + 2
            }
            Deploy::If(_, a, b) => size(a).min(size(b)),
            Deploy::Raw(_, inner) => size(inner),
            _ => 2,
        },
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_does_not_count() {
        let mut record = Record::new();
        record.insert("Effect".into(), Value::str("Allow"));
        record.insert("Action".into(), Value::list(vec![Value::str("a:B"), Value::str("c:D")]));
        let expected = r#"{"Effect":"Allow","Action":["a:B","c:D"]}"#.len();
        assert_eq!(size(&Value::record(record)), expected);
    }
}
