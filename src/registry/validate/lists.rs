//! Lists: how many elements, each of them, and that none repeats another.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::matches::{Mode, Tri};
use super::{Checker, Path, scalar_text};
use crate::registry::model::Items;
use crate::registry::view::{Shape, View};
use crate::registry::violation::ViolationKind;

impl<'t> Checker<'t, '_> {
    pub(super) fn list<'v, V: View<'v>>(&mut self, items: &'t Items, value: V, open: bool, path: &Path<'_>) {
        let (mut sure, mut possible) = (0, 0);
        for (at, element) in value.items().enumerate() {
            if element.shape() == Shape::Null {
                continue;
            }
            possible += 1;
            sure += usize::from(!element.is_conditional());
            let node = items.prefix.get(at).copied().or(items.item);
            if let Some(node) = node {
                self.check(node, element, &path.index(at));
            }
        }
        let too_few = !open && possible < items.min as usize;
        if too_few || items.max.is_some_and(|max| sure > max as usize) {
            let kind = ViolationKind::ItemCount {
                count: if too_few { possible } else { sure },
                min: items.min,
                max: items.max,
            };
            self.tell(path, kind);
        }
        if items.unique && possible > 1 {
            self.unique(value, None, path);
        }
        for key in &items.unique_keys {
            self.unique(value, Some(key), path);
        }
        if let Some(node) = items.contains
            && !open
            && possible > 0
            && value.items().all(|element| self.matches(node, element, Mode::Full) == Tri::No)
        {
            self.tell(path, ViolationKind::NoSuchItem);
        }
    }

    /// No two elements alike: known scalars by their text, records by all that is in them.
    fn unique<'v, V: View<'v>>(&mut self, value: V, key: Option<&str>, path: &Path<'_>) {
        let picked = |element: V| match key {
            None => Some(element),
            Some(key) => element.field(key),
        };
        let elements = || {
            let all = value.items().enumerate().filter(|(_, element)| !element.is_conditional());
            all.filter_map(|(at, element)| Some((at, picked(element)?)))
        };
        // Comparing each with each is for lists that people write; long ones are of scalars.
        let mut texts: HashMap<Cow<'v, str>, usize> = HashMap::new();
        for (order, (at, element)) in elements().enumerate() {
            let first = if order < FEW {
                let mut before = elements().take(order);
                before.find(|(_, other)| same(*other, element, 0)).map(|(first, _)| first)
            } else {
                if texts.is_empty() {
                    let known = elements().take(order);
                    let known = known.filter_map(|(at, element)| Some((scalar_text(element.shape())?, at)));
                    known.for_each(|(text, at)| _ = texts.entry(text).or_insert(at));
                }
                scalar_text(element.shape()).and_then(|text| match texts.entry(text) {
                    Entry::Occupied(first) => Some(*first.get()),
                    Entry::Vacant(free) => {
                        free.insert(at);
                        None
                    }
                })
            };
            if let Some(first) = first {
                let key = key.map(str::to_owned);
                self.tell(&path.index(at), ViolationKind::NotUnique { first, key });
            }
        }
    }
}

/// Up to so many elements are compared each with each.
const FEW: usize = 32;

/// Whether two values are surely the same.
fn same<'v, V: View<'v>>(one: V, other: V, depth: u8) -> bool {
    if depth > 16 || one.is_conditional() || other.is_conditional() {
        return false;
    }
    match (one.shape(), other.shape()) {
        (Shape::Record { open: false }, Shape::Record { open: false }) => {
            one.fields().count() == other.fields().count()
                && one
                    .fields()
                    .all(|(name, value)| other.field(name).is_some_and(|other| same(value, other, depth + 1)))
        }
        (Shape::List { open: false }, Shape::List { open: false }) => {
            one.items().count() == other.items().count()
                && one.items().zip(other.items()).all(|(one, other)| same(one, other, depth + 1))
        }
        (one, other) => !one.is_opaque() && one == other,
    }
}
