//! Reading a resource type: its nodes, properties, attributes, and what is special about them.

use super::model::{Additional, Attribute, Facet, Flags, Node, NodeId, PolicyKind, Property, ResourceType, SecretUse};

impl ResourceType {
    /// The schema with that id.
    pub fn node(&self, id: NodeId) -> &Node {
        static FALLBACK: Node = Node::any();
        self.nodes.get(id.0 as usize).unwrap_or(&FALLBACK)
    }

    /// The schema of the properties.
    pub fn root_node(&self) -> &Node {
        self.node(self.root)
    }

    /// A property of the record at `node`, looked for in its unions too.
    pub fn property(&self, node: NodeId, name: &str) -> Option<&Property> {
        self.property_within(node, name, 8)
    }

    fn property_within(&self, node: NodeId, name: &str, depth: u8) -> Option<&Property> {
        let facets = &self.node(node).facets;
        let own = facets.iter().find_map(|facet| match facet {
            Facet::Object(object) => object.property(name),
            _ => None,
        });
        if own.is_some() || depth == 0 {
            return own;
        }
        facets.iter().find_map(|facet| match facet {
            Facet::AllOf(nodes) | Facet::AnyOf(nodes) | Facet::OneOf(nodes) => {
                nodes.iter().find_map(|node| self.property_within(*node, name, depth - 1))
            }
            _ => None,
        })
    }

    /// The names of the properties that can be written at `node`, its unions included, sorted.
    pub fn property_names(&self, node: NodeId) -> Vec<String> {
        let mut names = std::collections::BTreeSet::new();
        self.property_names_within(node, 8, &mut names);
        names.into_iter().collect()
    }

    fn property_names_within(&self, node: NodeId, depth: u8, names: &mut std::collections::BTreeSet<String>) {
        for facet in &self.node(node).facets {
            match facet {
                Facet::Object(object) => {
                    let written = object.properties.iter().filter(|p| !p.flags.has(Flags::READ_ONLY));
                    names.extend(written.map(|p| p.name.as_str().to_owned()));
                }
                Facet::AllOf(nodes) | Facet::AnyOf(nodes) | Facet::OneOf(nodes) if depth > 0 => {
                    nodes.iter().for_each(|node| self.property_names_within(*node, depth - 1, names));
                }
                _ => {}
            }
        }
    }

    /// The schema of what stands under a key of the record or map at `node`.
    pub fn child(&self, node: NodeId, key: &str) -> Option<NodeId> {
        if let Some(property) = self.property(node, key) {
            return Some(property.node);
        }
        self.node(node).facets.iter().find_map(|facet| match facet {
            Facet::Object(object) => match (object.additional, object.patterns.first()) {
                (Additional::Node(node), _) => Some(node),
                (_, Some((_, node))) => Some(*node),
                _ => None,
            },
            _ => None,
        })
    }

    /// The schema of the elements of the list at `node`, looked for in its unions too.
    pub fn item(&self, node: NodeId) -> Option<NodeId> {
        self.item_within(node, 8)
    }

    fn item_within(&self, node: NodeId, depth: u8) -> Option<NodeId> {
        let facets = &self.node(node).facets;
        let own = facets.iter().find_map(|facet| match facet {
            Facet::Items(items) => items.item,
            _ => None,
        });
        if own.is_some() || depth == 0 {
            return own;
        }
        facets.iter().find_map(|facet| match facet {
            Facet::AllOf(nodes) | Facet::AnyOf(nodes) | Facet::OneOf(nodes) => {
                nodes.iter().find_map(|node| self.item_within(*node, depth - 1))
            }
            _ => None,
        })
    }

    /// The schema at a path of keys from the properties down; lists are entered on the way.
    pub fn node_at<S: AsRef<str>>(&self, path: &[S]) -> Option<NodeId> {
        let mut at = self.root;
        for key in path {
            while let Some(item) = self.item(at) {
                at = item;
            }
            at = self.child(at, key.as_ref())?;
        }
        while let Some(item) = self.item(at) {
            at = item;
        }
        Some(at)
    }

    /// The attribute of that name, dotted where nested.
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.binary_search_by(|a| a.name.as_str().cmp(name)).ok().map(|at| &self.attributes[at])
    }

    /// Whether an attribute starts with `prefix` and a dot, so that a longer path may name one.
    pub fn has_attributes_below(&self, prefix: &str) -> bool {
        let at = self.attributes.partition_point(|a| a.name.as_str() <= prefix);
        self.attributes[at..]
            .iter()
            .take_while(|a| a.name.starts_with(prefix))
            .any(|a| a.name[prefix.len()..].starts_with('.'))
    }

    /// How the property or element at `node` takes a secret, if it may; the list is curated.
    pub fn secret_use(&self, node: NodeId) -> Option<SecretUse> {
        self.node(node).facets.iter().find_map(|facet| match facet {
            Facet::Secret(secret_use) => Some(*secret_use),
            _ => None,
        })
    }

    /// The kind of policy document that the property at `node` takes.
    pub fn policy_kind(&self, node: NodeId) -> Option<PolicyKind> {
        self.node(node).facets.iter().find_map(|facet| match facet {
            Facet::Policy(kind) => Some(*kind),
            _ => None,
        })
    }

    /// Whether the property at `node` takes any JSON.
    pub fn takes_json(&self, node: NodeId) -> bool {
        let facets = &self.node(node).facets;
        facets.iter().any(|facet| matches!(facet, Facet::Json | Facet::Policy(_)))
    }

    /// The name of the schema, for readers.
    pub fn definition_name(&self, node: NodeId) -> Option<&str> {
        self.definitions.iter().find(|(_, id)| *id == node).map(|(name, _)| name.as_str())
    }
}
