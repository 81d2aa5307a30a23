//! Values made when deploying, and identifiers: a bucket is not a network.

use super::{Checker, Path};
use crate::registry::lookup::registry;
use crate::registry::model::{Facet, Kinds, Node, NodeId};
use crate::registry::text::Text;
use crate::registry::view::{Deploy, Shape};
use crate::registry::violation::{PathSegment, Severity, ViolationKind};

/// What else properties take, where the database's relationships are too narrow.
const RELATED: &str = include_str!("../curated/related.txt");

impl<'t> Checker<'t, '_> {
    pub(super) fn deploy(&mut self, id: NodeId, node: &'t Node, deploy: Deploy<'_>, path: &Path<'_>) {
        if node.facets.iter().any(|facet| matches!(facet, Facet::Never)) {
            return self.never(path);
        }
        // A scalar attribute arrives as text, whatever its schema says.
        let kinds = if deploy.kinds.meets(Kinds::SCALAR) { deploy.kinds.union(Kinds::SCALAR) } else { deploy.kinds };
        if !self.takes(node, kinds) {
            return self.wrong_kind(node, deploy.kinds, true, path);
        }
        let Some(origin) = deploy.origin else { return };
        let Some(wanted) = self.resource.wanted(id) else {
            return;
        };
        if wanted.contradicts(origin) && (wanted.curated || !self.takes_too(origin.type_name, path)) {
            let severity = if wanted.curated { Severity::Error } else { Severity::Warning };
            let kind = ViolationKind::WrongIdentifier {
                expected: wanted.related,
                found_type: origin.type_name.to_owned(),
                found_attribute: origin.attribute.map(str::to_owned),
            };
            self.emit(path, false, severity, kind);
        }
    }

    /// Whether the property takes that type too, though the database knows of others only.
    fn takes_too(&self, type_name: &str, path: &Path<'_>) -> bool {
        let path = path.segments();
        let names = path.iter().filter_map(|segment| match segment {
            PathSegment::Key(name) => Some(&**name),
            _ => None,
        });
        let path = names.collect::<Vec<_>>().join("/");
        RELATED.lines().filter(|line| !line.starts_with('#')).any(|line| {
            let mut words = line.split_whitespace();
            words.next() == Some(self.resource.name.as_str())
                && words.next() == Some(path.as_str())
                && words.any(|word| word == "*" || word == type_name)
        })
    }

    /// Text where identifiers of these formats are wanted.
    pub(super) fn known_identifier(&mut self, formats: &[Text], shape: Shape<'_>, path: &Path<'_>) {
        let Shape::Str(text) = shape else { return };
        // Launch templates look images up by themselves.
        if text.starts_with("resolve:ssm:") {
            return;
        }
        let mut expected = Vec::new();
        for format in formats {
            match registry().format_pattern(format) {
                Some(pattern) if !pattern.matches(text) => expected.push(pattern.spec.text.to_string()),
                _ => return,
            }
        }
        let kind = ViolationKind::NotAnIdentifier {
            value: text.to_owned(),
            formats: formats.iter().map(|format| format.to_string()).collect(),
            patterns: expected,
        };
        self.tell(path, kind);
    }
}
