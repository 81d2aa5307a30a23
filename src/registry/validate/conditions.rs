//! Rules that hold under a condition, and how a condition is put into words.

use super::matches::{Mode, Tri};
use super::{Checker, Path, scalar_text};
use crate::registry::model::{Facet, Flags, NodeId};
use crate::registry::view::View;
use crate::registry::violation::{Severity, ViolationKind};

impl<'t> Checker<'t, '_> {
    pub(super) fn condition<'v, V: View<'v>>(&mut self, facet: &'t Facet, value: V, path: &Path<'_>) {
        match facet {
            Facet::Rule { node, warning } => {
                let before = self.most;
                if *warning {
                    self.most = Severity::Warning;
                }
                self.check(*node, value, path);
                self.most = before;
            }
            // What a mistaken or missing value leads to is not known.
            Facet::If { condition, .. } if self.is_field_wrong(path, |name| self.names(*condition, name, 4)) => {}
            Facet::If { condition, then, otherwise } => {
                let (branch, reversed) = match self.matches(*condition, value, Mode::Full) {
                    Tri::Yes => (*then, false),
                    Tri::No => (*otherwise, true),
                    Tri::Maybe => return,
                };
                if let Some(branch) = branch {
                    let before = self.when.replace((*condition, reversed));
                    self.check(branch, value, path);
                    self.when = before;
                }
            }
            Facet::Not(node) if self.matches(*node, value, Mode::Full) == Tri::Yes => {
                let value = scalar_text(value.shape()).unwrap_or_default().into_owned();
                self.tell(path, ViolationKind::Excluded { value });
            }
            _ => {}
        }
    }

    /// Whether a condition looks at the field with this name.
    fn names(&self, condition: NodeId, name: &str, depth: u8) -> bool {
        depth > 0
            && self.resource.node(condition).facets.iter().any(|facet| match facet {
                Facet::Object(object) => object.properties.iter().any(|property| property.name.as_str() == name),
                Facet::Required(names) => names.iter().any(|own| own.as_str() == name),
                Facet::AnyOf(nodes) | Facet::OneOf(nodes) | Facet::AllOf(nodes) => {
                    nodes.iter().any(|node| self.names(*node, name, depth - 1))
                }
                Facet::Not(node) => self.names(*node, name, depth - 1),
                _ => false,
            })
    }

    /// The condition in words: "`Protocol` is `HTTPS` or `TLS`".
    pub(super) fn describe(&self, condition: NodeId, reversed: bool) -> String {
        let mut parts = Vec::new();
        self.describe_into(condition, "", &mut parts, 4);
        let text = parts.join(" and ");
        match (reversed, text.is_empty()) {
            (true, false) => format!("not ({text})"),
            _ => text,
        }
    }

    fn describe_into(&self, node: NodeId, at: &str, parts: &mut Vec<String>, depth: u8) {
        if depth == 0 {
            return;
        }
        for facet in &self.resource.node(node).facets {
            match facet {
                Facet::Object(object) => {
                    for property in &object.properties {
                        let name =
                            if at.is_empty() { property.name.to_string() } else { format!("{at}.{}", property.name) };
                        let before = parts.len();
                        self.describe_into(property.node, &name, parts, depth - 1);
                        if parts.len() == before && property.flags.has(Flags::REQUIRED) {
                            parts.push(format!("`{name}` is given"));
                        }
                    }
                }
                Facet::Enum(values) => {
                    let values: Vec<String> = values.values.iter().map(|value| format!("`{value}`")).collect();
                    parts.push(format!("`{at}` is {}", values.join(" or ")));
                }
                Facet::Required(names) => {
                    parts.extend(names.iter().map(|name| format!("`{name}` is given")));
                }
                Facet::Never => parts.push(format!("`{at}` is not given")),
                Facet::AnyOf(nodes) | Facet::OneOf(nodes) => {
                    let mut any = Vec::new();
                    for node in nodes {
                        let mut one = Vec::new();
                        self.describe_into(*node, at, &mut one, depth - 1);
                        if !one.is_empty() {
                            any.push(one.join(" and "));
                        }
                    }
                    if !any.is_empty() {
                        parts.push(any.join(", or "));
                    }
                }
                Facet::Not(node) => {
                    let mut one = Vec::new();
                    self.describe_into(*node, at, &mut one, depth - 1);
                    match one.as_slice() {
                        [] => {}
                        [single] if single.contains(" is ") => parts.push(single.replacen(" is ", " is not ", 1)),
                        _ => parts.push(format!("not ({})", one.join(" and "))),
                    }
                }
                Facet::Items(items) => {
                    if let Some(node) = items.contains {
                        let mut one = Vec::new();
                        self.describe_into(node, at, &mut one, depth - 1);
                        parts.extend(one.into_iter().map(|p| p.replacen(" is ", " contains ", 1)));
                    }
                }
                _ => {}
            }
        }
    }
}
