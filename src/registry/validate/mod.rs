//! Checks a value against a schema.
//!
//! In: a resource type, one of its nodes, a [`View`] of the value. Out: violations, one for one
//! mistake. The static checker and the evaluator run the same code: a leaf that is not known
//! meets every demand but that on its kind, a field that may be absent silences what would
//! require or exclude it. Inside a union it is an error when no branch fits by kind and keys,
//! told against the nearest branch; anything else there is a warning. Nothing is allocated
//! while nothing is wrong.

mod conditions;
mod identifiers;
mod lists;
mod matches;
mod path;
mod policies;
mod records;
mod scalars;
mod tables;
mod unions;

#[cfg(test)]
mod corpus;
#[cfg(test)]
mod marked;
#[cfg(test)]
mod robust;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use path::Path;

use super::lookup::{Availability, registry};
use super::model::{Facet, Kinds, Node, NodeId, Phase, ResourceType};
use super::view::{Shape, View};
use super::violation::{PolicyViolation, Severity, Violation, ViolationKind};

/// Where a resource is going to be.
#[derive(Clone, Copy, Default, Debug)]
pub struct Context<'c> {
    /// The region, when it is known.
    pub region: Option<&'c str>,
    /// The day by which runtimes are judged; the pack's own when empty.
    pub date: &'c str,
}

/// Checks all properties of a resource.
pub fn validate_resource<'v, V: View<'v>>(
    resource: &ResourceType,
    properties: V,
    context: Context<'_>,
    report: &mut dyn FnMut(Violation),
) {
    if let Some(region) = context.region
        && registry().lists(resource.regions, region) == Availability::No
    {
        report(Violation {
            path: Vec::new(),
            at_key: false,
            severity: Severity::Error,
            when: None,
            kind: ViolationKind::TypeNotInRegion {
                type_name: resource.name.to_string(),
                region: region.to_owned(),
                regions: registry().regions_of(&resource.name).map(str::to_owned).collect(),
            },
        });
        return;
    }
    if let Some((phase, date)) = &resource.ending {
        let gone = *phase == Phase::Shutdown;
        let type_name = resource.name.to_string();
        report(Violation {
            path: Vec::new(),
            at_key: false,
            severity: if gone { Severity::Error } else { Severity::Warning },
            when: None,
            kind: ViolationKind::TypeEnding { type_name, phase: *phase, date: date.to_string() },
        });
    }
    validate(resource, resource.root, properties, context, report);
}

/// Checks a value against one node of a resource type. Paths start at the value.
pub fn validate<'v, V: View<'v>>(
    resource: &ResourceType,
    node: NodeId,
    value: V,
    context: Context<'_>,
    report: &mut dyn FnMut(Violation),
) {
    let mut checker = Checker::new(resource, context, report);
    checker.check(node, value, &Path::Root);
}

/// A walk over one value.
struct Checker<'t, 'r> {
    resource: &'t ResourceType,
    context: Context<'t>,
    report: &'r mut dyn FnMut(Violation),
    /// The most that a violation here can be.
    most: Severity,
    /// The condition under which what is checked now must hold, and whether it is reversed.
    when: Option<(NodeId, bool)>,
    /// Places that have been reported, so that one mistake is told once.
    told: Vec<String>,
    /// Names that were probably meant by unknown ones, or exclude each other, with their place: they are not missing, and
    /// need nothing.
    misspelt: Vec<String>,
    /// Places in which an error was found: what follows from their values is not told.
    wrong: Vec<String>,
    /// How deep the walk is.
    depth: u16,
}

/// Deeper than any schema goes; a value this deep is refused before.
const DEEPEST: u16 = 256;

impl<'t, 'r> Checker<'t, 'r> {
    fn new(resource: &'t ResourceType, context: Context<'t>, report: &'r mut dyn FnMut(Violation)) -> Self {
        Self {
            resource,
            context,
            report,
            most: Severity::Error,
            when: None,
            told: Vec::new(),
            misspelt: Vec::new(),
            wrong: Vec::new(),
            depth: 0,
        }
    }

    fn check<'v, V: View<'v>>(&mut self, id: NodeId, value: V, path: &Path<'_>) {
        let node = self.resource.node(id);
        let shape = value.shape();
        match shape {
            Shape::Null => {}
            Shape::Either => {
                for (at, alternative) in value.alternatives().enumerate() {
                    self.check(id, alternative, &path.alternative(at));
                }
            }
            Shape::Unknown(kinds) => {
                if !self.takes(node, kinds) {
                    self.wrong_kind(node, kinds, false, path);
                }
            }
            Shape::Deploy(deploy) => self.deploy(id, node, deploy, path),
            Shape::Str(text) if is_dynamic_reference(text) => {}
            _ => self.known(node, value, shape, path),
        }
    }

    fn known<'v, V: View<'v>>(&mut self, node: &'t Node, value: V, shape: Shape<'v>, path: &Path<'_>) {
        if self.depth >= DEEPEST {
            return;
        }
        self.depth += 1;
        if !accepts(node.kinds, shape.kinds()) {
            self.wrong_kind(node, shape.kinds(), false, path);
        } else {
            for facet in &node.facets {
                self.facet(facet, value, shape, path);
            }
        }
        self.depth -= 1;
    }

    fn facet<'v, V: View<'v>>(&mut self, facet: &'t Facet, value: V, shape: Shape<'v>, path: &Path<'_>) {
        match (facet, shape) {
            (Facet::Object(object), Shape::Record { open }) => {
                self.record(object, value, open, path);
            }
            (Facet::Items(items), Shape::List { open }) => self.list(items, value, open, path),
            (Facet::AllOf(nodes), _) => {
                for node in nodes {
                    self.check(*node, value, path);
                }
            }
            (Facet::AnyOf(nodes), _) => self.union(nodes, false, value, path),
            (Facet::OneOf(nodes), _) => self.union(nodes, true, value, path),
            (Facet::If { .. } | Facet::Rule { .. } | Facet::Not(_), _) => {
                self.condition(facet, value, path);
            }
            (Facet::Policy(kind), _) => self.policy(*kind, value, shape, path),
            (
                Facet::Required(_)
                | Facet::RequiredOr(_)
                | Facet::RequiredXor(_)
                | Facet::DependentRequired(_)
                | Facet::DependentExcluded(_)
                | Facet::PropertyNames(_)
                | Facet::AtMost(..),
                Shape::Record { open },
            ) => self.keys(facet, value, open, path),
            (Facet::EngineClass(_) | Facet::EngineVersion(_) | Facet::FargateSizes, Shape::Record { .. }) => {
                self.table(facet, value, path)
            }
            (Facet::Never, _) => self.never(path),
            (_, Shape::Record { .. } | Shape::List { .. }) => {}
            _ => self.scalar(facet, shape, path),
        }
    }

    /// Whether a value of one of these kinds may fit, looking into unions for a schema without a
    /// kind of its own.
    fn takes(&self, node: &Node, kinds: Kinds) -> bool {
        kinds.is_any() || accepts(self.kinds_of(node, 6), kinds)
    }

    fn kinds_of(&self, node: &Node, depth: u8) -> Kinds {
        if !node.kinds.is_any() || depth == 0 {
            return node.kinds;
        }
        for facet in &node.facets {
            if let Facet::AnyOf(nodes) | Facet::OneOf(nodes) | Facet::AllOf(nodes) = facet {
                return nodes
                    .iter()
                    .fold(Kinds::NONE, |kinds, id| kinds.union(self.kinds_of(self.resource.node(*id), depth - 1)));
            }
        }
        node.kinds
    }

    fn wrong_kind(&mut self, node: &Node, found: Kinds, deploy_time: bool, path: &Path<'_>) {
        let is_policy = node.facets.iter().any(|f| matches!(f, Facet::Policy(_)));
        if is_policy && found == Kinds::STRING {
            return self.tell(path, ViolationKind::StringWherePolicy);
        }
        let kind = ViolationKind::WrongKind { expected: self.kinds_of(node, 6), found, deploy_time };
        self.tell(path, kind);
    }

    fn never(&mut self, path: &Path<'_>) {
        if let Some(name) = path.key_name() {
            let name = name.to_owned();
            self.tell_at_key(path, ViolationKind::NotAllowed { name });
        }
    }

    fn tell(&mut self, path: &Path<'_>, kind: ViolationKind) {
        self.emit(path, false, Severity::Error, kind);
    }

    fn tell_at_key(&mut self, path: &Path<'_>, kind: ViolationKind) {
        self.emit(path, true, Severity::Error, kind);
    }

    fn warn(&mut self, path: &Path<'_>, kind: ViolationKind) {
        self.emit(path, false, Severity::Warning, kind);
    }

    /// Tells of an unknown name; what it was probably meant to be is not missing then.
    fn unknown_name(&mut self, name: &str, suggestions: Vec<&str>, parent: &Path<'_>) {
        let at = Path::text(&parent.segments());
        self.misspelt.extend(suggestions.first().map(|name| format!("{at}/{name}")));
        let suggestions = suggestions.into_iter().map(str::to_owned).collect();
        let kind = ViolationKind::UnknownProperty { name: name.to_owned(), suggestions };
        self.tell_at_key(&parent.key(name), kind);
    }

    /// Whether what is missing is there under an unknown name.
    fn is_misspelt(&self, path: &Path<'_>, kind: &ViolationKind) -> bool {
        let is = |name: &str| self.misspelt.contains(&format!("{}/{name}", Path::text(&path.segments())));
        match kind {
            ViolationKind::MissingRequired { name } => is(name),
            // What should not be there needs nothing.
            ViolationKind::RequiredTogether { given, missing } => is(missing) || is(given),
            ViolationKind::OneOfRequired { groups, .. } => groups.iter().flatten().any(|name| is(name)),
            ViolationKind::Policy(PolicyViolation::Missing(name)) => is(name),
            _ => false,
        }
    }

    /// Whether an error was found in a field of the record at `path`.
    fn is_field_wrong(&self, path: &Path<'_>, is_named: impl Fn(&str) -> bool) -> bool {
        if self.wrong.is_empty() && self.misspelt.is_empty() {
            return false;
        }
        let record = Path::text(&path.segments());
        self.wrong.iter().chain(&self.misspelt).any(|place| {
            let field = place.strip_prefix(&record).and_then(|rest| rest.strip_prefix('/'));
            field.is_some_and(|field| is_named(field.split(['/', '|']).next().unwrap_or(field)))
        })
    }

    fn emit(&mut self, path: &Path<'_>, at_key: bool, severity: Severity, kind: ViolationKind) {
        if !self.misspelt.is_empty() && self.is_misspelt(path, &kind) {
            return;
        }
        let place = path.place(&kind);
        if self.told.contains(&place) {
            return;
        }
        if severity.min(self.most) == Severity::Error {
            let mut place = Path::text(&path.segments());
            match &kind {
                ViolationKind::MissingRequired { name } => place.extend(["/", name]),
                ViolationKind::RequiredTogether { missing, .. } => place.extend(["/", missing]),
                _ => {}
            }
            self.wrong.push(place);
        }
        if let ViolationKind::FargateCpuMemory { .. } = &kind {
            let record = Path::text(&path.segments());
            self.told.extend(["Cpu", "Memory"].map(|name| format!("{record}/{name}")));
        }
        if let ViolationKind::Exclusive { given } = &kind {
            let record = Path::text(&path.segments());
            self.misspelt.extend(given.iter().map(|name| format!("{record}/{name}")));
        }
        self.told.push(place);
        let when = self.when.map(|(node, reversed)| self.describe(node, reversed)).filter(|text| !text.is_empty());
        (self.report)(Violation { path: path.segments(), at_key, severity: severity.min(self.most), kind, when });
    }
}

/// Whether a value of one of the `found` kinds fits. A whole number is a number, and may stand
/// where text is wanted, as CloudFormation takes it.
fn accepts(expected: Kinds, found: Kinds) -> bool {
    if expected.meets(Kinds::STRING.union(Kinds::NUMBER)) && found.meets(Kinds::INTEGER) {
        return true;
    }
    expected.meets(found)
}

/// A dynamic reference is replaced when deploying, so its text says nothing.
fn is_dynamic_reference(text: &str) -> bool {
    text.contains("{{resolve:")
}

/// A known scalar as CloudFormation would write it.
fn scalar_text<'v>(shape: Shape<'v>) -> Option<Cow<'v, str>> {
    match shape {
        Shape::Str(text) => Some(Cow::Borrowed(text)),
        Shape::Bool(true) => Some(Cow::Borrowed("true")),
        Shape::Bool(false) => Some(Cow::Borrowed("false")),
        Shape::Int(number) => Some(Cow::Owned(number.to_string())),
        Shape::Float(number) => Some(Cow::Owned(number.to_string())),
        _ => None,
    }
}
