//! The names of conditions in a template: what they say.

use arcstr::ArcStr;

use super::{
    conditions::Condition,
    errors,
    json::Json,
    lower::Lowering,
    machine::{Eval, Evaluator},
    stack::StackId,
    value::{ConditionId, Deploy, SubPart, Value},
};
use crate::{plan::naming, source::Span};

/// How long the name of a condition gets before it is cut.
const MAX_NAME: usize = 100;

/// How many conditions `Fn::And` and `Fn::Or` take.
const MAX_PARTS: usize = 10;

impl<'p> Evaluator<'p> {
    /// The name of a condition in a stack; the first to ask makes it part of the template.
    pub(super) fn condition_name(&mut self, id: ConditionId, stack: StackId, span: Span) -> Eval<ArcStr> {
        if let Some(name) = self.stack(stack).conditions.get(&id) {
            return Ok(name.clone());
        }
        self.check_condition(id, stack, span)?;
        for part in self.condition_parts(id) {
            self.condition_name(part, stack, span)?;
        }
        let full = self.describe(id);
        let key = super::same::fingerprint(&Value::Condition(id));
        let mut name: ArcStr = naming::shorten_to(full.clone(), &full, MAX_NAME).into();
        if name.is_empty() || self.stack(stack).condition_names.contains(&name) {
            // Two that differ only in characters that a name cannot have.
            name = arcstr::format!("{name}{}", naming::hash(&self.exact(id, &key)).to_ascii_uppercase());
        }
        let stack = self.stack_mut(stack);
        stack.condition_names.insert(name.clone());
        stack.conditions.insert(id, name.clone());
        Ok(name)
    }

    /// The conditions that one is made of.
    fn condition_parts(&self, id: ConditionId) -> Vec<ConditionId> {
        match self.conditions.get(id) {
            Condition::Equals(..) => Vec::new(),
            Condition::Not(inner) => vec![*inner],
            Condition::All(parts) | Condition::Any(parts) => parts.clone(),
        }
    }

    /// A condition can only see what its own stack is given.
    fn check_condition(&mut self, id: ConditionId, stack: StackId, span: Span) -> Eval<()> {
        let foreign = match self.conditions.get(id) {
            Condition::Equals(a, b) => self.foreign_in(a, stack).or_else(|| self.foreign_in(b, stack)),
            _ => None,
        };
        if let Some(foreign) = foreign {
            let (from, to) = (self.stack_shown(foreign), self.stack_shown(stack));
            return Err(self.report(errors::condition_of_other_stack(span, &from, &to)));
        }
        Ok(())
    }

    /// A stack other than this one whose parameters a value needs.
    fn foreign_in(&self, value: &Value, stack: StackId) -> Option<StackId> {
        match value {
            Value::List(items) => items.iter().find_map(|item| self.foreign_in(item, stack)),
            Value::Deploy(deploy) => match &**deploy {
                Deploy::Parameter(id) => {
                    let own = self.parameters[id.0 as usize].stack;
                    (own != stack).then_some(own)
                }
                Deploy::Sub(parts) => parts.iter().find_map(|part| match part {
                    SubPart::Value(value) => self.foreign_in(value, stack),
                    SubPart::Text(_) => None,
                }),
                Deploy::StackOutput(root, _, inner) => {
                    let own = self.instance(*root).stack;
                    if own == stack { self.foreign_in(inner, stack) } else { Some(own) }
                }
                Deploy::Join(_, inner) | Deploy::Split(_, inner) => self.foreign_in(inner, stack),
                Deploy::Select(a, b) => self.foreign_in(a, stack).or_else(|| self.foreign_in(b, stack)),
                _ => None,
            },
            _ => None,
        }
    }

    /// What a condition says, as a name.
    fn describe(&self, id: ConditionId) -> String {
        match self.conditions.get(id) {
            Condition::Equals(a, b) => format!("{}Is{}", self.describe_value(a), self.describe_value(b)),
            Condition::Not(inner) => match self.conditions.get(*inner) {
                Condition::Equals(a, b) => format!("{}IsNot{}", self.describe_value(a), self.describe_value(b)),
                _ => format!("Not{}", self.describe(*inner)),
            },
            Condition::All(parts) => self.describe_all(parts, "And"),
            Condition::Any(parts) => self.describe_all(parts, "Or"),
        }
    }

    fn describe_all(&self, parts: &[ConditionId], word: &str) -> String {
        parts.iter().map(|part| self.describe(*part)).collect::<Vec<_>>().join(word)
    }

    fn describe_value(&self, value: &Value) -> String {
        let text = match value {
            Value::Str(text) if text.is_empty() => "Empty".to_owned(),
            Value::Str(text) => naming::pascal(text),
            Value::Int(number) => naming::pascal(&number.to_string()),
            Value::Float(number) => naming::pascal(&number.to_string()),
            Value::Bool(truth) => naming::pascal(&truth.to_string()),
            Value::Deploy(deploy) => match &**deploy {
                Deploy::Parameter(id) => self.parameters[id.0 as usize].logical_id.to_string(),
                Deploy::Pseudo(pseudo) => pseudo.cloudformation_name().trim_start_matches("AWS::").to_owned(),
                Deploy::Sub(parts) => parts
                    .iter()
                    .map(|part| match part {
                        SubPart::Text(text) => naming::pascal(text),
                        SubPart::Value(value) => self.describe_value(value),
                    })
                    .collect(),
                Deploy::Select(index, list) => format!("{}{}", self.describe_value(list), self.describe_value(index)),
                Deploy::Split(_, inner) | Deploy::Join(_, inner) => self.describe_value(inner),
                _ => "Value".to_owned(),
            },
            Value::List(items) => items.iter().map(|item| self.describe_value(item)).collect(),
            _ => "Value".to_owned(),
        };
        if text.is_empty() { "Other".to_owned() } else { text }
    }

    /// All that a condition says, with the characters that a name cannot have.
    fn exact(&self, id: ConditionId, fallback: &str) -> String {
        match self.conditions.get(id) {
            Condition::Equals(a, b) => {
                format!("{}={}", super::same::fingerprint(a), super::same::fingerprint(b))
            }
            _ => fallback.to_owned(),
        }
    }

    /// Writes the definition of a condition.
    pub(super) fn lower_condition(&mut self, json: &mut Json, id: ConditionId, to: &mut Lowering) -> Eval<()> {
        json.begin_object();
        match self.conditions.get(id).clone() {
            Condition::Equals(a, b) => {
                json.key("Fn::Equals");
                json.begin_list();
                for side in [&a, &b] {
                    match side {
                        // Conditions compare texts.
                        Value::Int(_) | Value::Float(_) | Value::Bool(_) => json.str(&super::show::value(side)),
                        _ => self.lower(json, side, to)?,
                    }
                }
                json.end_list();
            }
            Condition::Not(inner) => {
                json.key("Fn::Not");
                json.begin_list();
                self.condition_reference(json, inner, to)?;
                json.end_list();
            }
            Condition::All(parts) => self.lower_parts(json, "Fn::And", &parts, to)?,
            Condition::Any(parts) => self.lower_parts(json, "Fn::Or", &parts, to)?,
        }
        json.end_object();
        Ok(())
    }

    fn condition_reference(&mut self, json: &mut Json, id: ConditionId, to: &mut Lowering) -> Eval<()> {
        let name = self.condition_name(id, to.stack, to.span)?;
        json.entry("Condition", &name);
        Ok(())
    }

    fn lower_parts(&mut self, json: &mut Json, name: &str, parts: &[ConditionId], to: &mut Lowering) -> Eval<()> {
        json.key(name);
        json.begin_list();
        let (own, rest) = if parts.len() > MAX_PARTS { parts.split_at(MAX_PARTS - 1) } else { (parts, &[][..]) };
        for part in own {
            self.condition_reference(json, *part, to)?;
        }
        if !rest.is_empty() {
            json.begin_object();
            match rest {
                [one] => {
                    let name = self.condition_name(*one, to.stack, to.span)?;
                    json.key("Condition");
                    json.str(&name);
                }
                rest => self.lower_parts(json, name, rest, to)?,
            }
            json.end_object();
        }
        json.end_list();
        Ok(())
    }
}
