//! Which identifiers a property wants, and how a resource gives one.

use super::lookup::registry;
use super::model::{Facet, Kinds, Node, NodeId, Related, ResourceType, Source};
use super::text::Text;
use super::view::Origin;

/// The identifiers that a property wants.
#[derive(Clone, PartialEq, Debug)]
pub struct Wanted {
    /// Where they can come from.
    pub related: Vec<Related>,
    /// Formats such as `AWS::EC2::Subnet.Id`, where curated.
    pub formats: Vec<Text>,
    /// Whether formats say so, not only how resources relate: a contradiction is then an error.
    pub curated: bool,
}

/// How a resource becomes the identifier that a property wants.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conversion {
    /// `Ref` or an attribute.
    pub source: Source,
    /// Whether a curated format says so, not only how resources relate.
    pub curated: bool,
}

impl ResourceType {
    /// What identifiers the property at `node` wants, in a list of them each element; any branch
    /// of a union counts, but a branch that takes any text wants nothing in particular.
    pub fn wanted(&self, node: NodeId) -> Option<Wanted> {
        let node = self.elements(node);
        self.wanted_within(self.node(node), 6)
    }

    /// How a resource of that type becomes the identifier that the property at `node` wants.
    pub fn conversion(&self, node: NodeId, type_name: &str) -> Option<Conversion> {
        let wanted = self.offers(self.node(self.elements(node)), 6);
        let format = wanted.0.iter().find_map(|f| registry().giver(f, type_name));
        if let Some(source) = format {
            return Some(Conversion { source: source.clone(), curated: true });
        }
        let mut related = wanted.1.into_iter();
        related
            .find(|related| related.type_name.as_str() == type_name)
            .map(|related| Conversion { source: related.source, curated: false })
    }

    /// Every format and relationship in any branch.
    fn offers(&self, node: &Node, depth: u8) -> (Vec<Text>, Vec<Related>) {
        let (mut formats, mut related) = (Vec::new(), Vec::new());
        for facet in &node.facets {
            match facet {
                Facet::Identifier(own) => formats.extend(own.iter().cloned()),
                Facet::Related(own) => related.extend(own.iter().cloned()),
                Facet::AnyOf(nodes) | Facet::OneOf(nodes) | Facet::AllOf(nodes) if depth > 0 => {
                    for node in nodes {
                        let more = self.offers(self.node(*node), depth - 1);
                        formats.extend(more.0);
                        related.extend(more.1);
                    }
                }
                _ => {}
            }
        }
        (formats, related)
    }

    /// The schema of a list's elements, or the node itself.
    fn elements(&self, node: NodeId) -> NodeId {
        let only_list = self.node(node).kinds == Kinds::LIST;
        let item = self.node(node).facets.iter().find_map(|facet| match facet {
            Facet::Items(items) => items.item,
            _ => None,
        });
        item.filter(|_| only_list).unwrap_or(node)
    }

    fn wanted_within(&self, node: &Node, depth: u8) -> Option<Wanted> {
        for facet in &node.facets {
            match facet {
                Facet::Identifier(formats) => return Some(Wanted::of_formats(formats)),
                Facet::Related(related) => {
                    return Some(Wanted { related: related.to_vec(), formats: Vec::new(), curated: false });
                }
                Facet::AnyOf(nodes) | Facet::OneOf(nodes) if depth > 0 => {
                    let mut all: Option<Wanted> = None;
                    for node in nodes {
                        let node = self.node(*node);
                        if !node.kinds.meets(Kinds::STRING) {
                            continue;
                        }
                        let one = self.wanted_within(node, depth - 1)?;
                        match &mut all {
                            None => all = Some(one),
                            Some(all) => all.add(one),
                        }
                    }
                    return all;
                }
                Facet::AllOf(nodes) if depth > 0 => {
                    let mut branches = nodes.iter();
                    let found = branches.find_map(|n| self.wanted_within(self.node(*n), depth - 1));
                    if found.is_some() {
                        return found;
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// The formats that `Ref` or an attribute has.
    pub fn formats_of(&self, attribute: Option<&str>) -> Vec<Text> {
        let Some(attribute) = attribute else {
            return self.ref_formats.to_vec();
        };
        let Some(attribute) = self.attribute(attribute) else {
            return Vec::new();
        };
        let facets = self.node(attribute.node).facets.iter();
        let formats = facets.filter_map(|facet| match facet {
            Facet::Identifier(formats) => Some(formats.iter().cloned()),
            _ => None,
        });
        formats.flatten().collect()
    }

    /// Whether `Ref` or the attribute names this very resource, not another one.
    pub fn is_identity(&self, attribute: Option<&str>) -> bool {
        match attribute {
            None => true,
            Some("Arn") => true,
            Some(name) => {
                let mut names = self.primary_identifier.iter().chain(&self.ref_gives);
                names.any(|own| own.as_str() == name)
            }
        }
    }
}

impl Wanted {
    fn of_formats(formats: &[Text]) -> Self {
        let givers = formats.iter().flat_map(|format| {
            let givers = registry().givers(format).iter();
            let own = format.rsplit_once('.').map_or("", |(type_name, _)| type_name);
            // Certificates and the like are filed under another name than their format's.
            let has_own = givers.clone().any(|giver| giver.type_name.as_str() == own);
            givers.filter(move |giver| !has_own || giver.type_name.as_str() == own)
        });
        let mut related: Vec<Related> =
            givers.map(|giver| Related { type_name: giver.type_name.clone(), source: giver.source.clone() }).collect();
        related.sort();
        related.dedup();
        Self { related, formats: formats.to_vec(), curated: true }
    }

    fn add(&mut self, other: Self) {
        self.related.extend(other.related);
        self.formats.extend(other.formats);
        self.curated &= other.curated;
    }

    /// Whether what is read from there is surely not wanted.
    pub fn contradicts(&self, origin: Origin<'_>) -> bool {
        let origin = Origin { type_name: stood_for(origin), ..origin };
        let Some(from) = registry().resource_type(origin.type_name) else {
            return false;
        };
        let gives = |one: &Related| {
            one.type_name.as_str() == origin.type_name
                && match (&one.source, origin.attribute) {
                    (Source::Ref, None) => true,
                    (Source::Attribute(name), Some(attribute)) => name.as_str() == attribute,
                    // What `Ref` gives is not certain where several properties identify.
                    (Source::Attribute(name), None) => from.ref_gives.contains(name),
                    (Source::Ref, Some(attribute)) => is_only(&from.ref_gives, attribute),
                }
        };
        if self.related.iter().any(gives) {
            return false;
        }
        let found = from.formats_of(origin.attribute);
        if self.curated && !found.is_empty() {
            return !found.iter().any(|format| self.formats.contains(format));
        }
        from.is_identity(origin.attribute) && !self.related.is_empty()
    }
}

/// The type whose identifier this is: both resources about a secret give, as `Ref`, the ARN of the secret itself ("Return
/// values" of their pages in the CloudFormation template reference).
fn stood_for(origin: Origin<'_>) -> &str {
    match (origin.type_name, origin.attribute) {
        (
            "AWS::SecretsManager::SecretTargetAttachment" | "AWS::SecretsManager::RotationSchedule",
            None | Some("Id"),
        ) => "AWS::SecretsManager::Secret",
        (own, _) => own,
    }
}

fn is_only(names: &[Text], name: &str) -> bool {
    matches!(names, [one] if one.as_str() == name)
}
