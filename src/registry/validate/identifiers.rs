//! Values made when deploying, and identifiers: a bucket is not a network.

use super::{Checker, Path};
use crate::registry::model::{Facet, Kinds, Node, NodeId};
use crate::registry::text::Text;
use crate::registry::view::{Deploy, Shape};
use crate::registry::violation::{Severity, ViolationKind};

/// How identifiers of a format begin, where that is certain.
const PREFIXES: &[(&str, &str)] = &[
    ("AWS::ACM::Certificate.Arn", "arn:"),
    ("AWS::EC2::SecurityGroup.Id", "sg-"),
    ("AWS::EC2::Subnet.Id", "subnet-"),
    ("AWS::EC2::VPC.Id", "vpc-"),
    ("AWS::IAM::Role.Arn", "arn:"),
    ("AWS::KMS::Key.Arn", "arn:"),
    ("AWS::Lambda::Function.Arn", "arn:"),
    ("AWS::SNS::Topic.Arn", "arn:"),
    ("AWS::SQS::Queue.Arn", "arn:"),
];

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
        if wanted.contradicts(origin) {
            let severity = if wanted.curated { Severity::Error } else { Severity::Warning };
            let kind = ViolationKind::WrongIdentifier {
                expected: wanted.related,
                found_type: origin.type_name.to_owned(),
                found_attribute: origin.attribute.map(str::to_owned),
            };
            self.emit(path, false, severity, kind);
        }
    }

    /// Text where identifiers of these formats are wanted.
    pub(super) fn known_identifier(&mut self, formats: &[Text], shape: Shape<'_>, path: &Path<'_>) {
        let Shape::Str(text) = shape else { return };
        let mut prefixes = Vec::with_capacity(formats.len());
        for format in formats {
            let known = PREFIXES.iter().find(|(name, _)| *name == format.as_str());
            let Some((_, prefix)) = known else { return };
            if text.starts_with(prefix) {
                return;
            }
            prefixes.push(*prefix);
        }
        if let (Some(format), Some(prefix)) = (formats.first(), prefixes.first()) {
            let kind = ViolationKind::NotAnIdentifier { value: text.to_owned(), format: format.to_string(), prefix };
            self.tell(path, kind);
        }
    }
}
