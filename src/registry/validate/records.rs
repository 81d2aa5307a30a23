//! Records: known names, required ones, what goes together.

use super::{Checker, Path, scalar_text};
use crate::registry::lookup::registry;
use crate::registry::model::{Additional, Facet, Flags, Object};
use crate::registry::names::{nearest, short_for};
use crate::registry::text::Text;
use crate::registry::view::{Shape, View};
use crate::registry::violation::ViolationKind;

/// Which properties were seen: one word for all but the largest records.
struct Seen {
    first: u64,
    more: Vec<u64>,
}

impl Seen {
    fn new(size: usize) -> Self {
        let more = if size > 64 { vec![0; size / 64] } else { Vec::new() };
        Self { first: 0, more }
    }

    fn word(&mut self, at: usize) -> &mut u64 {
        match at / 64 {
            0 => &mut self.first,
            n => &mut self.more[n - 1],
        }
    }

    fn set(&mut self, at: usize) {
        *self.word(at) |= 1 << (at % 64);
    }

    fn has(&mut self, at: usize) -> bool {
        *self.word(at) >> (at % 64) & 1 == 1
    }
}

/// How surely a key is there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    Absent,
    Maybe,
    There,
}

/// How surely the record has the key.
pub(super) fn presence<'v, V: View<'v>>(value: V, open: bool, name: &str) -> Presence {
    match value.field(name) {
        Some(field) => match field.shape() {
            Shape::Null => Presence::Absent,
            _ if field.is_conditional() => Presence::Maybe,
            // One of the alternatives may be null.
            Shape::Either if field.alternatives().any(|a| a.shape() == Shape::Null) => Presence::Maybe,
            _ => Presence::There,
        },
        None if open => Presence::Maybe,
        None => Presence::Absent,
    }
}

impl<'t> Checker<'t, '_> {
    pub(super) fn record<'v, V: View<'v>>(&mut self, object: &'t Object, value: V, open: bool, path: &Path<'_>) {
        let mut seen = Seen::new(object.properties.len());
        let (mut sure, mut possible) = (0, 0);
        for (name, field) in value.fields() {
            if field.shape() == Shape::Null {
                continue;
            }
            possible += 1;
            sure += usize::from(!field.is_conditional());
            let at = path.key(name);
            if let Some(place) = object.position(name) {
                seen.set(place);
                let property = &object.properties[place];
                let made = Flags::READ_ONLY;
                let given = Flags::REQUIRED | Flags::CREATE_ONLY | Flags::WRITE_ONLY;
                // Schemas that call a property read-only and also settable mean settable.
                if property.flags.has(made) && !property.flags.has(given) {
                    let name = name.to_owned();
                    self.tell_at_key(&at, ViolationKind::ReadOnly { name });
                    continue;
                }
                if property.flags.has(Flags::DEPRECATED) {
                    let name = name.to_owned();
                    let kind = ViolationKind::Deprecated { name };
                    self.emit(&at, true, crate::registry::violation::Severity::Warning, kind);
                }
                self.check(property.node, field, &at);
                continue;
            }
            let by_pattern = object
                .patterns
                .iter()
                .find(|(pattern, _)| registry().pattern(*pattern).is_none_or(|pattern| pattern.matches(name)));
            match (by_pattern, object.additional) {
                (Some((_, node)), _) => self.check(*node, field, &at),
                (None, Additional::Node(node)) => self.check(node, field, &at),
                (None, Additional::Open) => {}
                (None, Additional::Closed) => self.unknown(object, name, path),
            }
        }
        if open {
            return;
        }
        for (place, property) in object.properties.iter().enumerate() {
            if property.flags.has(Flags::REQUIRED) && !seen.has(place) {
                let name = property.name.to_string();
                self.tell(path, ViolationKind::MissingRequired { name });
            }
        }
        let too_few = possible < object.min as usize;
        if too_few || object.max.is_some_and(|max| sure > max as usize) {
            let kind = ViolationKind::FieldCount {
                count: if too_few { possible } else { sure },
                min: object.min,
                max: object.max,
            };
            self.tell(path, kind);
        }
    }

    fn unknown(&mut self, object: &Object, name: &str, parent: &Path<'_>) {
        // A map whose keys must match a pattern.
        if object.properties.is_empty()
            && let [(pattern, _)] = &*object.patterns
            && let Some(pattern) = registry().pattern(*pattern)
        {
            let kind = ViolationKind::Pattern { value: name.to_owned(), pattern: pattern.spec.text.to_string() };
            return self.tell_at_key(&parent.key(name), kind);
        }
        let settable = object.properties.iter().filter(|p| !p.flags.has(Flags::READ_ONLY));
        let names = settable.map(|property| property.name.as_str());
        let mut suggestions = nearest(name, names.clone(), 3);
        if suggestions.is_empty() {
            suggestions = short_for(name, names, 3);
        }
        self.unknown_name(name, suggestions, parent);
    }

    pub(super) fn keys<'v, V: View<'v>>(&mut self, facet: &'t Facet, value: V, open: bool, path: &Path<'_>) {
        let presence = |name: &str| presence(value, open, name);
        match facet {
            Facet::Required(names) => {
                for name in names.iter().filter(|name| presence(name) == Presence::Absent) {
                    let name = name.to_string();
                    self.tell(path, ViolationKind::MissingRequired { name });
                }
            }
            Facet::RequiredOr(names) | Facet::RequiredXor(names) => {
                let exactly_one = matches!(facet, Facet::RequiredXor(_));
                let there = |name: &&Text| presence(name) == Presence::There;
                let given: Vec<&Text> = names.iter().filter(there).collect();
                if exactly_one && given.len() > 1 {
                    let given = given.into_iter().map(|name| name.to_string()).collect();
                    self.tell(path, ViolationKind::Exclusive { given });
                } else if names.iter().all(|name| presence(name) == Presence::Absent) {
                    let groups = names.iter().map(|name| vec![name.to_string()]).collect();
                    self.tell(path, ViolationKind::OneOfRequired { groups, exactly_one });
                }
            }
            Facet::DependentRequired(pairs) => {
                for (given, needed) in pairs {
                    if presence(given) != Presence::There {
                        continue;
                    }
                    for missing in needed.iter().filter(|n| presence(n) == Presence::Absent) {
                        let kind =
                            ViolationKind::RequiredTogether { given: given.to_string(), missing: missing.to_string() };
                        self.tell(path, kind);
                    }
                }
            }
            Facet::DependentExcluded(pairs) => {
                for (one, others) in pairs {
                    if presence(one) != Presence::There {
                        continue;
                    }
                    for other in others.iter().filter(|o| presence(o) == Presence::There) {
                        let mut given = vec![one.to_string(), other.to_string()];
                        given.sort();
                        self.tell(path, ViolationKind::Exclusive { given });
                    }
                }
            }
            Facet::PropertyNames(node) => {
                for (name, field) in value.fields() {
                    if field.shape() != Shape::Null {
                        self.key_name(*node, name, &path.key(name));
                    }
                }
            }
            Facet::AtMost(smaller, larger) => {
                let number = |name: &str| {
                    let text = scalar_text(value.field(name)?.shape())?;
                    text.parse::<f64>().ok()
                };
                if let (Some(low), Some(high)) = (number(smaller), number(larger))
                    && low > high
                {
                    let kind = ViolationKind::LargerThan { smaller: smaller.to_string(), larger: larger.to_string() };
                    self.tell(path, kind);
                }
            }
            _ => {}
        }
    }

    fn key_name(&mut self, node: crate::registry::model::NodeId, name: &str, path: &Path<'_>) {
        let shape = Shape::Str(name);
        if self.matches_scalar(node, shape) == super::matches::Tri::No {
            let value = name.to_owned();
            self.tell_at_key(path, ViolationKind::Excluded { value });
        }
    }
}
