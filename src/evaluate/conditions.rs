//! Conditions on given values: kept once however often they are written, and decided from what is known to hold.

use rustc_hash::FxHashMap;

use super::{
    same,
    value::{ConditionId, Value},
};

/// A truth value, known now or when a deployment starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Truth {
    /// Known when compiling.
    Known(bool),
    /// Known when a deployment starts.
    When(ConditionId),
}

impl From<Truth> for Value {
    fn from(truth: Truth) -> Value {
        match truth {
            Truth::Known(known) => Value::Bool(known),
            Truth::When(condition) => Value::Condition(condition),
        }
    }
}

/// What a condition says.
#[derive(Clone, Debug)]
pub(super) enum Condition {
    /// Two given values have the same text.
    Equals(Value, Value),
    /// Another condition does not hold.
    Not(ConditionId),
    /// All of these hold.
    All(Vec<ConditionId>),
    /// One of these holds.
    Any(Vec<ConditionId>),
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Equals(String),
    Not(ConditionId),
    All(Vec<ConditionId>),
    Any(Vec<ConditionId>),
}

/// All conditions of a build.
#[derive(Debug, Default)]
pub(super) struct Conditions {
    list: Vec<Condition>,
    by_key: FxHashMap<Key, ConditionId>,
}

impl Conditions {
    /// Whether there is none, so that no value can depend on one.
    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// What a condition says.
    pub(super) fn get(&self, id: ConditionId) -> &Condition {
        &self.list[id.0 as usize]
    }

    fn intern(&mut self, key: Key, condition: Condition) -> ConditionId {
        let next = ConditionId(self.list.len() as u32);
        let id = *self.by_key.entry(key).or_insert(next);
        if id == next {
            self.list.push(condition);
        }
        id
    }

    /// The condition that two given values are equal.
    pub(super) fn equals(&mut self, a: Value, b: Value) -> Truth {
        if same::identical(&a, &b) {
            return Truth::Known(true);
        }
        // The known side stands second, however it was written, so that both spellings are one condition.
        let (a, b) = if a.is_known() && !b.is_known() { (b, a) } else { (a, b) };
        let key = Key::Equals(format!("{}={}", same::fingerprint(&a), same::fingerprint(&b)));
        Truth::When(self.intern(key, Condition::Equals(a, b)))
    }

    /// The opposite.
    pub(super) fn not(&mut self, truth: Truth) -> Truth {
        match truth {
            Truth::Known(known) => Truth::Known(!known),
            Truth::When(id) => match self.get(id) {
                Condition::Not(inner) => Truth::When(*inner),
                _ => Truth::When(self.intern(Key::Not(id), Condition::Not(id))),
            },
        }
    }

    /// Whether both hold.
    pub(super) fn and(&mut self, a: Truth, b: Truth) -> Truth {
        match (a, b) {
            (Truth::Known(false), _) | (_, Truth::Known(false)) => Truth::Known(false),
            (Truth::Known(true), other) | (other, Truth::Known(true)) => other,
            (Truth::When(a), Truth::When(b)) => {
                let mut facts = Facts::default();
                facts.add(self, a, true);
                match facts.decide(self, b) {
                    Some(true) => return Truth::When(a),
                    Some(false) => return Truth::Known(false),
                    None => {}
                }
                let mut facts = Facts::default();
                facts.add(self, b, true);
                if facts.decide(self, a) == Some(true) {
                    return Truth::When(b);
                }
                let mut all = Vec::new();
                for id in [a, b] {
                    match self.get(id) {
                        Condition::All(parts) => all.extend(parts.iter().copied()),
                        _ => all.push(id),
                    }
                }
                unique(&mut all);
                Truth::When(self.intern(Key::All(all.clone()), Condition::All(all)))
            }
        }
    }

    /// Whether one of them holds.
    pub(super) fn or(&mut self, a: Truth, b: Truth) -> Truth {
        match (a, b) {
            (Truth::Known(true), _) | (_, Truth::Known(true)) => Truth::Known(true),
            (Truth::Known(false), other) | (other, Truth::Known(false)) => other,
            (Truth::When(a), Truth::When(b)) => {
                let mut facts = Facts::default();
                facts.add(self, a, false);
                match facts.decide(self, b) {
                    Some(false) => return Truth::When(a),
                    Some(true) => return Truth::Known(true),
                    None => {}
                }
                let mut facts = Facts::default();
                facts.add(self, b, false);
                if facts.decide(self, a) == Some(false) {
                    return Truth::When(b);
                }
                let mut any = Vec::new();
                for id in [a, b] {
                    match self.get(id) {
                        Condition::Any(parts) => any.extend(parts.iter().copied()),
                        _ => any.push(id),
                    }
                }
                unique(&mut any);
                Truth::When(self.intern(Key::Any(any.clone()), Condition::Any(any)))
            }
        }
    }

    /// Whether `a` holds where `condition` does, and `b` elsewhere.
    pub(super) fn either(&mut self, condition: ConditionId, a: Truth, b: Truth) -> Truth {
        if a == b {
            return a;
        }
        let when = Truth::When(condition);
        let then = self.and(when, a);
        let not = self.not(when);
        match (a, b) {
            (_, Truth::Known(false)) => then,
            (Truth::Known(true), b) => self.or(when, b),
            (a, Truth::Known(true)) => self.or(not, a),
            (_, b) => {
                let otherwise = self.and(not, b);
                self.or(then, otherwise)
            }
        }
    }

    /// Both, where no condition means "always".
    pub(super) fn both(&mut self, a: Option<ConditionId>, b: Option<ConditionId>) -> Option<ConditionId> {
        match (a, b) {
            (Some(a), Some(b)) => match self.and(Truth::When(a), Truth::When(b)) {
                Truth::When(id) => Some(id),
                // A contradiction: CloudFormation is told both, so that it never makes what stands under it.
                Truth::Known(_) => Some(self.intern(Key::All(vec![a, b]), Condition::All(vec![a, b]))),
            },
            (one, None) | (None, one) => one,
        }
    }
}

/// Sorted, each once: `a && b` and `b && a` are one condition.
fn unique(ids: &mut Vec<ConditionId>) {
    ids.sort_unstable();
    ids.dedup();
}

/// Conditions that are known to hold or not, at some place.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts(Vec<(ConditionId, bool)>);

impl Facts {
    /// What follows from one condition.
    pub(super) fn of(conditions: &Conditions, condition: Option<ConditionId>) -> Facts {
        let mut facts = Facts::default();
        if let Some(id) = condition {
            facts.add(conditions, id, true);
        }
        facts
    }

    /// Whether nothing is known.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are, to [`truncate`](Facts::truncate) to.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Forgets what was added since there were `len`.
    pub(super) fn truncate(&mut self, len: usize) {
        self.0.truncate(len);
    }

    /// Adds that a condition holds or does not, with what follows from it.
    pub(super) fn add(&mut self, conditions: &Conditions, id: ConditionId, holds: bool) {
        match (conditions.get(id), holds) {
            (Condition::Not(inner), _) => self.add(conditions, *inner, !holds),
            (Condition::All(parts), true) | (Condition::Any(parts), false) => {
                for part in parts {
                    self.add(conditions, *part, holds);
                }
            }
            _ => {}
        }
        self.0.push((id, holds));
    }

    /// Whether a condition holds, if the facts say so.
    pub(super) fn decide(&self, conditions: &Conditions, id: ConditionId) -> Option<bool> {
        if let Some((_, holds)) = self.0.iter().find(|(fact, _)| *fact == id) {
            return Some(*holds);
        }
        match conditions.get(id) {
            Condition::Not(inner) => self.decide(conditions, *inner).map(|holds| !holds),
            Condition::All(parts) => self.all(conditions, parts, true),
            Condition::Any(parts) => self.all(conditions, parts, false).map(|none| !none),
            Condition::Equals(value, text) => {
                // A value that equals one text equals no other.
                let other = self.0.iter().any(|(fact, holds)| {
                    *holds
                        && matches!(conditions.get(*fact), Condition::Equals(v, t)
                            if same::identical(v, value) && t.is_known() && text.is_known() && !same::identical(t, text))
                });
                other.then_some(false)
            }
        }
    }

    /// Whether all parts are `wanted`: yes when all are decided so, no when one is decided otherwise.
    fn all(&self, conditions: &Conditions, parts: &[ConditionId], wanted: bool) -> Option<bool> {
        let mut open = false;
        for part in parts {
            match self.decide(conditions, *part) {
                Some(holds) if holds == wanted => {}
                Some(_) => return Some(false),
                None => open = true,
            }
        }
        (!open).then_some(true)
    }
}
