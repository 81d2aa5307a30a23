//! Policy documents: the form of statements, and actions that IAM knows.

use super::records::{Presence, presence};
use super::{Checker, Path, is_dynamic_reference};
use crate::registry::iam::{IamService, iam_service, suggest_iam_service};
use crate::registry::model::{Kinds, PolicyKind};
use crate::registry::names::{closest, nearest};
use crate::registry::view::{Shape, View};
use crate::registry::violation::{PolicyViolation, ViolationKind};

const DOCUMENT: &[&str] = &["Id", "Statement", "Version"];
/// The kinds of principals.
const PRINCIPAL: &[&str] = &["AWS", "CanonicalUser", "Federated", "Service"];
/// IAM's keys, and `Reason`, which rules see and no template has.
const STATEMENT: &[&str] = &[
    "Action",
    "Condition",
    "Effect",
    "NotAction",
    "NotPrincipal",
    "NotResource",
    "Principal",
    "Reason",
    "Resource",
    "Sid",
];

impl Checker<'_, '_> {
    pub(super) fn policy<'v, V: View<'v>>(&mut self, kind: PolicyKind, value: V, shape: Shape<'v>, path: &Path<'_>) {
        let open = match shape {
            Shape::Record { open } => open,
            Shape::Str(_) => return self.tell(path, ViolationKind::StringWherePolicy),
            _ => return,
        };
        for (name, field) in value.fields() {
            let at = path.key(name);
            match name {
                _ if field.shape() == Shape::Null => {}
                _ if !self.has_kind(name, field, &at) => {}
                "Version" => {
                    let known = ["2012-10-17", "2008-10-17"];
                    if let Shape::Str(text) = field.shape()
                        && !known.contains(&text)
                    {
                        self.tell(&at, ViolationKind::Policy(PolicyViolation::Version));
                    }
                }
                "Statement" => self.for_each(field, &at, &mut |checker, statement, at| {
                    checker.statement(kind, statement, at);
                }),
                "Id" => {}
                _ => self.unknown_key(name, DOCUMENT, path),
            }
        }
        if presence(value, open, "Statement") == Presence::Absent {
            let missing = PolicyViolation::Missing("Statement");
            self.tell(path, ViolationKind::Policy(missing));
        }
    }

    /// Calls `with` for the value, or for each element when it is a list, also of alternatives.
    fn for_each<'v, V: View<'v>>(&mut self, value: V, path: &Path<'_>, with: &mut dyn FnMut(&mut Self, V, &Path<'_>)) {
        match value.shape() {
            Shape::List { .. } => {
                for (at, element) in value.items().enumerate() {
                    self.for_each(element, &path.index(at), with);
                }
            }
            Shape::Either => {
                for (at, alternative) in value.alternatives().enumerate() {
                    self.for_each(alternative, &path.alternative(at), with);
                }
            }
            Shape::Null => {}
            _ => with(self, value, path),
        }
    }

    fn statement<'v, V: View<'v>>(&mut self, kind: PolicyKind, value: V, path: &Path<'_>) {
        let open = match value.shape() {
            Shape::Record { open } => open,
            shape if shape.is_opaque() => return,
            shape => {
                let kind =
                    ViolationKind::WrongKind { expected: Kinds::OBJECT, found: shape.kinds(), deploy_time: false };
                return self.tell(path, kind);
            }
        };
        for (name, field) in value.fields() {
            let at = path.key(name);
            match name {
                _ if field.shape() == Shape::Null => {}
                _ if !self.has_kind(name, field, &at) => {}
                "Effect" => {
                    if let Shape::Str(text) = field.shape()
                        && !matches!(text, "Allow" | "Deny")
                    {
                        self.tell(&at, ViolationKind::Policy(PolicyViolation::Effect));
                    }
                }
                "Action" | "NotAction" => self.for_each(field, &at, &mut |checker, action, at| {
                    if let Shape::Str(text) = action.shape() {
                        checker.action(text, at);
                    }
                }),
                "Resource" | "NotResource" => {
                    if kind == PolicyKind::Trust {
                        let misplaced = if name == "Resource" { "Resource" } else { "NotResource" };
                        let misplaced = PolicyViolation::Misplaced(misplaced);
                        self.tell_at_key(&at, ViolationKind::Policy(misplaced));
                        continue;
                    }
                    self.for_each(field, &at, &mut |checker, resource, at| {
                        if let Shape::Str(text) = resource.shape()
                            && !is_resource(text)
                        {
                            let wrong = PolicyViolation::Resource(text.to_owned());
                            checker.tell(at, ViolationKind::Policy(wrong));
                        }
                    });
                }
                "Principal" | "NotPrincipal" if kind == PolicyKind::Identity => {
                    let misplaced = if name == "Principal" { "Principal" } else { "NotPrincipal" };
                    let misplaced = PolicyViolation::Misplaced(misplaced);
                    self.tell_at_key(&at, ViolationKind::Policy(misplaced));
                }
                "Principal" | "NotPrincipal" => self.principal(field, &at),
                _ if STATEMENT.contains(&name) => {}
                _ => self.unknown_key(name, STATEMENT, path),
            }
        }
        let has = |name: &str| presence(value, open, name);
        let mut need = vec![("Effect", "Effect"), ("Action", "NotAction")];
        match kind {
            PolicyKind::Identity => need.push(("Resource", "NotResource")),
            PolicyKind::Resource => {
                need.extend([("Resource", "NotResource"), ("Principal", "NotPrincipal")]);
            }
            PolicyKind::Other => {}
            PolicyKind::ResourceImplied | PolicyKind::Trust => {
                need.push(("Principal", "NotPrincipal"));
            }
        }
        for (one, other) in need {
            let (first, second) = (has(one), has(other));
            if first == Presence::Absent && second == Presence::Absent {
                let missing = PolicyViolation::Missing(one);
                self.tell(path, ViolationKind::Policy(missing));
            } else if one != other && first == Presence::There && second == Presence::There {
                let both = PolicyViolation::Both(one, other);
                self.tell(path, ViolationKind::Policy(both));
            }
        }
    }

    /// Who a statement is about: `"*"`, or a record by kind.
    fn principal<'v, V: View<'v>>(&mut self, value: V, path: &Path<'_>) {
        if !matches!(value.shape(), Shape::Record { .. }) {
            return;
        }
        for (name, field) in value.fields() {
            let at = path.key(name);
            match name {
                "Service" => self.for_each(field, &at, &mut |checker, service, at| {
                    if let Shape::Str(text) = service.shape()
                        && !text.contains('.')
                        && !is_dynamic_reference(text)
                    {
                        let wrong = PolicyViolation::Service(text.to_owned());
                        checker.tell(at, ViolationKind::Policy(wrong));
                    }
                }),
                _ if PRINCIPAL.contains(&name) => {}
                _ => self.unknown_key(name, PRINCIPAL, path),
            }
        }
    }

    /// Whether a key's value is of a kind that fits it; else that is told.
    fn has_kind<'v, V: View<'v>>(&mut self, name: &str, value: V, path: &Path<'_>) -> bool {
        let texts = Kinds::STRING.union(Kinds::LIST);
        let expected = match name {
            "Action" | "NotAction" | "Resource" | "NotResource" => texts,
            "Principal" | "NotPrincipal" => Kinds::STRING.union(Kinds::OBJECT),
            "Condition" => Kinds::OBJECT,
            "Statement" => Kinds::OBJECT.union(Kinds::LIST),
            "Effect" | "Id" | "Reason" | "Sid" | "Version" => Kinds::STRING,
            _ => return true,
        };
        let shape = value.shape();
        if shape == Shape::Either || shape.kinds().meets(expected) {
            return true;
        }
        let deploy_time = matches!(shape, Shape::Deploy(_));
        self.tell(path, ViolationKind::WrongKind { expected, found: shape.kinds(), deploy_time });
        false
    }

    fn unknown_key(&mut self, name: &str, known: &[&str], parent: &Path<'_>) {
        let suggestions = nearest(name, known.iter().copied(), 3);
        self.unknown_name(name, suggestions, parent);
    }

    fn action(&mut self, action: &str, path: &Path<'_>) {
        if action == "*" || is_dynamic_reference(action) {
            return;
        }
        let Some((prefix, name)) = action.split_once(':') else {
            let wrong = PolicyViolation::Action(action.to_owned());
            return self.tell(path, ViolationKind::Policy(wrong));
        };
        let Some(service) = iam_service(prefix) else {
            let suggestion = suggest_iam_service(prefix).map(str::to_owned);
            let sure = suggestion.is_some();
            let action = action.to_owned();
            let kind = ViolationKind::UnknownIamService { action, suggestion };
            return if sure { self.tell(path, kind) } else { self.warn(path, kind) };
        };
        let has_wildcard = name.contains(['*', '?']);
        let known = if has_wildcard {
            name == "*" || service.matching(name).next().is_some()
        } else {
            service.action(name).is_some()
        };
        if known {
            return;
        }
        let suggestion = nearest_action(service, name, has_wildcard);
        let sure = suggestion.is_some();
        let action = action.to_owned();
        let suggestion = suggestion.map(|name| format!("{}:{name}", service.prefix));
        let kind = ViolationKind::UnknownIamAction { action, suggestion };
        if sure { self.tell(path, kind) } else { self.warn(path, kind) }
    }
}

/// For a wildcard, the beginning of an action as long as what stands before the star.
fn nearest_action(service: &IamService, name: &str, has_wildcard: bool) -> Option<String> {
    if !has_wildcard {
        return service.suggest(name).map(str::to_owned);
    }
    let stem = name.trim_end_matches('*');
    if stem.contains(['*', '?']) || stem.is_empty() {
        return None;
    }
    let stems = service.actions().iter().filter_map(|action| {
        let end = words(action.name).find(|end| *end + 1 >= stem.len())?;
        action.name.get(..end)
    });
    closest(stem, stems).map(|stem| format!("{stem}*"))
}

/// Where the words of a name in PascalCase end.
fn words(name: &str) -> impl Iterator<Item = usize> {
    let starts = name.char_indices().skip(1).filter(|(_, c)| c.is_ascii_uppercase());
    starts.map(|(at, _)| at).chain(std::iter::once(name.len()))
}

fn is_resource(text: &str) -> bool {
    text == "*" || text.starts_with("arn:") || text.contains("${") || is_dynamic_reference(text)
}
