//! Unions: fine when a branch fits; an error when none fits by kind and keys, told against the
//! nearest; else a warning.

use super::matches::{Mode, Tri};
use super::records::{Presence, presence};
use super::{Checker, Path};
use crate::registry::model::{Facet, Kinds, Node, NodeId};
use crate::registry::text::Text;
use crate::registry::view::{Shape, View};
use crate::registry::violation::{Severity, Violation, ViolationKind};

impl<'t> Checker<'t, '_> {
    pub(super) fn union<'v, V: View<'v>>(
        &mut self,
        branches: &'t [NodeId],
        exactly_one: bool,
        value: V,
        path: &Path<'_>,
    ) {
        if let Some(groups) = self.only_required(branches) {
            return self.groups(&groups, exactly_one, value, path);
        }
        let fits = |checker: &mut Self, mode| {
            let mut found = branches.iter();
            found.any(|branch| checker.matches(*branch, value, mode) != Tri::No)
        };
        if fits(self, Mode::Full) {
            // The branch that is meant may still say what is only advice there.
            if let Some(branch) = self.nearest(branches, value) {
                self.advise(branch, value, path);
            }
            return;
        }
        let in_outline: Vec<NodeId> =
            branches.iter().copied().filter(|branch| self.matches(*branch, value, Mode::Outline) != Tri::No).collect();
        if !in_outline.is_empty() {
            if let Some(branch) = self.nearest(&in_outline, value) {
                self.advise(branch, value, path);
            }
            return;
        }
        let kind = value.shape().kinds();
        let of_kind: Vec<NodeId> =
            branches.iter().copied().filter(|branch| self.takes(self.resource.node(*branch), kind)).collect();
        if of_kind.is_empty() {
            let expected = branches
                .iter()
                .fold(Kinds::NONE, |kinds, branch| kinds.union(self.kinds_of(self.resource.node(*branch), 6)));
            let kind = ViolationKind::WrongKind { expected, found: kind, deploy_time: false };
            return self.tell(path, kind);
        }
        if let Some(branch) = self.nearest(&of_kind, value) {
            let mut all = self.try_branch(branch, value);
            all.retain(|violation| is_outline(&violation.kind));
            for violation in all {
                self.pass_on(violation, path);
            }
        }
    }

    /// Checks the branch, as advice.
    fn advise<'v, V: View<'v>>(&mut self, branch: NodeId, value: V, path: &Path<'_>) {
        // Which branch is meant is a guess while a field is wrong or missing.
        if self.is_field_wrong(path, |_| true) {
            return;
        }
        let before = std::mem::replace(&mut self.most, Severity::Warning);
        self.check(branch, value, path);
        self.most = before;
    }

    fn pass_on(&mut self, violation: Violation, path: &Path<'_>) {
        let place = format!("{}{:?}{:?}", path.place(&violation.kind), violation.path, violation.kind);
        if self.told.contains(&place) {
            return;
        }
        self.told.push(place);
        let mut segments = path.segments();
        segments.extend(violation.path);
        (self.report)(Violation { path: segments, severity: violation.severity.min(self.most), ..violation });
    }

    /// All that is wrong with the value if this branch is meant; paths start at the value.
    fn try_branch<'v, V: View<'v>>(&mut self, branch: NodeId, value: V) -> Vec<Violation> {
        let mut all = Vec::new();
        let mut keep = |violation| all.push(violation);
        let mut checker = Checker::new(self.resource, self.context, &mut keep);
        checker.depth = self.depth + 1;
        checker.check(branch, value, &Path::Root);
        all
    }

    /// The branch that the value was meant for: the one whose fixed values it has, then the one
    /// with the fewest mistakes in kinds and keys, then in all.
    fn nearest<'v, V: View<'v>>(&mut self, branches: &[NodeId], value: V) -> Option<NodeId> {
        let weigh = |checker: &mut Self, branch: NodeId| {
            let all = checker.try_branch(branch, value);
            let outline = all.iter().filter(|v| is_outline(&v.kind)).count();
            (checker.contradicts(branch, value), outline, all.len())
        };
        let weights: Vec<_> = branches.iter().map(|branch| weigh(self, *branch)).collect();
        let best = (0..branches.len()).min_by_key(|at| weights[*at])?;
        Some(branches[best])
    }

    /// Whether a field has another value than the only one that the branch has for it.
    fn contradicts<'v, V: View<'v>>(&mut self, branch: NodeId, value: V) -> bool {
        let resource = self.resource;
        resource.node(branch).facets.iter().any(|facet| {
            let Facet::Object(object) = facet else {
                return false;
            };
            object.properties.iter().any(|property| {
                let only = resource
                    .node(property.node)
                    .facets
                    .iter()
                    .any(|facet| matches!(facet, Facet::Enum(values) if values.values.len() == 1));
                only && value
                    .field(&property.name)
                    .is_some_and(|field| self.matches(property.node, field, Mode::Full) == Tri::No)
            })
        })
    }

    /// The groups when every branch says nothing but which keys must be there.
    fn only_required(&self, branches: &[NodeId]) -> Option<Vec<Vec<&'t Text>>> {
        branches.iter().map(|branch| required_names(self.resource.node(*branch))).collect()
    }

    fn groups<'v, V: View<'v>>(&mut self, groups: &[Vec<&'t Text>], exactly_one: bool, value: V, path: &Path<'_>) {
        let Shape::Record { open } = value.shape() else {
            return;
        };
        let presence = |name: &Text| presence(value, open, name);
        let whole = |group: &&Vec<&Text>| group.iter().all(|n| presence(n) == Presence::There);
        let possible = |group: &Vec<&Text>| group.iter().all(|n| presence(n) != Presence::Absent);
        let owned = |group: &Vec<&Text>| group.iter().map(|name| name.to_string()).collect();
        if !groups.iter().any(possible) {
            let groups = groups.iter().map(owned).collect();
            return self.tell(path, ViolationKind::OneOfRequired { groups, exactly_one });
        }
        let whole: Vec<&Vec<&Text>> = groups.iter().filter(whole).collect();
        if exactly_one && whole.len() > 1 {
            let mut given: Vec<String> = whole.iter().flat_map(|group| owned(group) as Vec<String>).collect();
            given.sort();
            given.dedup();
            self.tell(path, ViolationKind::Exclusive { given });
        }
    }
}

fn required_names(node: &Node) -> Option<Vec<&Text>> {
    match node.facets.as_slice() {
        [Facet::Required(names)] => Some(names.iter().collect()),
        _ => None,
    }
}

/// Whether the mistake is one of kinds and keys.
fn is_outline(kind: &ViolationKind) -> bool {
    matches!(
        kind,
        ViolationKind::UnknownProperty { .. }
            | ViolationKind::MissingRequired { .. }
            | ViolationKind::WrongKind { .. }
            | ViolationKind::OneOfRequired { .. }
            | ViolationKind::NotAllowed { .. }
            | ViolationKind::ReadOnly { .. }
            | ViolationKind::StringWherePolicy
    )
}
