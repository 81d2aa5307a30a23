//! Whether a value fits a schema, without telling why not: for unions and conditions.

use super::records::{Presence, presence};
use super::{Checker, accepts, is_dynamic_reference, scalar_text};
use crate::registry::lookup::registry;
use crate::registry::model::{Additional, Facet, Flags, Items, Node, NodeId, Object};
use crate::registry::view::{Shape, View};

/// Yes, no, or it depends on what is not known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Tri {
    No,
    Maybe,
    Yes,
}

impl Tri {
    pub(super) fn from(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }

    pub(super) fn not(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Maybe => Self::Maybe,
            Self::Yes => Self::No,
        }
    }

    fn and(self, other: Self) -> Self {
        self.min(other)
    }
}

/// What counts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Everything.
    Full,
    /// Kinds and keys only.
    Outline,
}

impl<'t> Checker<'t, '_> {
    pub(super) fn matches<'v, V: View<'v>>(&mut self, id: NodeId, value: V, mode: Mode) -> Tri {
        if self.depth >= super::DEEPEST {
            return Tri::Maybe;
        }
        self.depth += 1;
        let node = self.resource.node(id);
        let shape = value.shape();
        let result = match shape {
            Shape::Str(text) if is_dynamic_reference(text) => Tri::Maybe,
            Shape::Deploy(_) | Shape::Unknown(_) => {
                if self.takes(node, shape.kinds()) && !is_never(node) {
                    Tri::Maybe
                } else {
                    Tri::No
                }
            }
            Shape::Either => {
                let all: Vec<V> = value.alternatives().collect();
                let results: Vec<Tri> = all.into_iter().map(|v| self.matches(id, v, mode)).collect();
                match results.iter().min() {
                    Some(Tri::Yes) => Tri::Yes,
                    Some(Tri::No) if results.iter().all(|r| *r == Tri::No) => Tri::No,
                    _ => Tri::Maybe,
                }
            }
            _ if !accepts(node.kinds, shape.kinds()) => Tri::No,
            _ => self.matches_facets(node, value, shape, mode),
        };
        self.depth -= 1;
        result
    }

    fn matches_facets<'v, V: View<'v>>(&mut self, node: &'t Node, value: V, shape: Shape<'v>, mode: Mode) -> Tri {
        let mut result = Tri::Yes;
        for facet in &node.facets {
            let one = match (facet, shape) {
                (Facet::Object(object), Shape::Record { open }) => self.matches_record(object, value, open, mode),
                (Facet::Items(items), Shape::List { open }) => self.matches_list(items, value, open, mode),
                (Facet::Never, _) => Tri::No,
                (Facet::Required(names), Shape::Record { open }) => {
                    names.iter().map(|name| as_tri(presence(value, open, name))).min().unwrap_or(Tri::Yes)
                }
                (Facet::AllOf(nodes), _) => self.match_each(nodes, value, mode).min().unwrap_or(Tri::Yes),
                (Facet::AnyOf(nodes) | Facet::OneOf(nodes), _) => {
                    self.match_each(nodes, value, mode).max().unwrap_or(Tri::Yes)
                }
                (Facet::Not(node), _) if mode == Mode::Full => self.matches(*node, value, mode).not(),
                (Facet::If { condition, then, otherwise }, _) if mode == Mode::Full => {
                    match self.matches(*condition, value, mode) {
                        Tri::Yes => then.map_or(Tri::Yes, |then| self.matches(then, value, mode)),
                        Tri::No => otherwise.map_or(Tri::Yes, |other| self.matches(other, value, mode)),
                        Tri::Maybe => Tri::Maybe,
                    }
                }
                // The values of an enum are scalars.
                (Facet::Enum(_), Shape::Record { .. } | Shape::List { .. }) => Tri::from(mode == Mode::Outline),
                (_, Shape::Record { .. } | Shape::List { .. }) => Tri::Yes,
                _ if mode == Mode::Outline => Tri::Yes,
                _ => scalar_fits(facet, shape),
            };
            result = result.and(one);
            if result == Tri::No {
                break;
            }
        }
        result
    }

    fn match_each<'v, V: View<'v>>(&mut self, nodes: &'t [NodeId], value: V, mode: Mode) -> impl Iterator<Item = Tri> {
        nodes.iter().map(move |node| self.matches(*node, value, mode))
    }

    fn matches_record<'v, V: View<'v>>(&mut self, object: &'t Object, value: V, open: bool, mode: Mode) -> Tri {
        let mut result = Tri::Yes;
        for (name, field) in value.fields() {
            if field.shape() == Shape::Null {
                continue;
            }
            let node = match (object.property(name), object.additional) {
                (Some(property), _) => Some(property.node),
                (None, _) if !object.patterns.is_empty() => {
                    let found = object
                        .patterns
                        .iter()
                        .find(|(pattern, _)| registry().pattern(*pattern).is_none_or(|p| p.matches(name)));
                    found.map(|(_, node)| *node)
                }
                (None, Additional::Node(node)) => Some(node),
                (None, Additional::Open) => continue,
                (None, Additional::Closed) => None,
            };
            let one = match node {
                Some(node) => self.matches(node, field, mode),
                None if matches!(object.additional, Additional::Closed) => Tri::No,
                None => Tri::Yes,
            };
            // What is absent contradicts nothing.
            let one = if field.is_conditional() { one.max(Tri::Maybe) } else { one };
            result = result.and(one);
            if result == Tri::No {
                return result;
            }
        }
        for property in &object.properties {
            if property.flags.has(Flags::REQUIRED) {
                result = result.and(as_tri(presence(value, open, &property.name)));
            } else if open && is_never(self.resource.node(property.node)) {
                result = result.and(Tri::Maybe);
            }
        }
        result
    }

    fn matches_list<'v, V: View<'v>>(&mut self, items: &'t Items, value: V, open: bool, mode: Mode) -> Tri {
        let mut result = Tri::Yes;
        let mut possible = 0u32;
        let mut found = Tri::No;
        for (at, element) in value.items().enumerate() {
            if element.shape() == Shape::Null {
                continue;
            }
            possible += 1;
            if let Some(node) = items.prefix.get(at).copied().or(items.item) {
                result = result.and(self.matches(node, element, mode));
            }
            if let Some(node) = items.contains {
                found = found.max(self.matches(node, element, mode));
            }
        }
        if open {
            return result.and(Tri::Maybe);
        }
        if mode == Mode::Full {
            let count_fits = possible >= items.min && items.max.is_none_or(|max| possible <= max);
            result = result.and(Tri::from(count_fits));
            if items.contains.is_some() {
                result = result.and(found);
            }
        }
        result
    }

    /// Whether a known scalar fits.
    pub(super) fn matches_scalar(&mut self, id: NodeId, shape: Shape<'_>) -> Tri {
        self.matches(id, Scalar(shape), Mode::Full)
    }
}

fn as_tri(presence: Presence) -> Tri {
    match presence {
        Presence::Absent => Tri::No,
        Presence::Maybe => Tri::Maybe,
        Presence::There => Tri::Yes,
    }
}

fn is_never(node: &Node) -> bool {
    matches!(node.facets.as_slice(), [Facet::Never])
}

/// Whether a known scalar meets one demand.
pub(super) fn scalar_fits(facet: &Facet, shape: Shape<'_>) -> Tri {
    match facet {
        Facet::Enum(values) => {
            let Some(text) = scalar_text(shape) else {
                return Tri::Yes;
            };
            Tri::from(super::scalars::is_listed(values, &text))
        }
        Facet::Length { min, max } => {
            let Shape::Str(text) = shape else {
                return Tri::Yes;
            };
            let length = text.chars().count();
            Tri::from(length >= *min as usize && max.is_none_or(|max| length <= max as usize))
        }
        Facet::Range(range) => match super::scalars::number_of(shape) {
            Some(number) => Tri::from(super::scalars::in_range(range, number)),
            None => Tri::Yes,
        },
        Facet::Pattern(pattern) => {
            let Some(text) = scalar_text(shape) else {
                return Tri::Yes;
            };
            match registry().pattern(*pattern) {
                Some(pattern) if pattern.spec.supported => Tri::from(pattern.matches(&text)),
                _ => Tri::Maybe,
            }
        }
        _ => Tri::Yes,
    }
}

/// A lone scalar as a view.
#[derive(Clone, Copy)]
struct Scalar<'v>(Shape<'v>);

impl<'v> View<'v> for Scalar<'v> {
    fn shape(self) -> Shape<'v> {
        self.0
    }
    fn items(self) -> impl Iterator<Item = Self> {
        std::iter::empty()
    }
    fn fields(self) -> impl Iterator<Item = (&'v str, Self)> {
        std::iter::empty()
    }
    fn alternatives(self) -> impl Iterator<Item = Self> {
        std::iter::empty()
    }
}
