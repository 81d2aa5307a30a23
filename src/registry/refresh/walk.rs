//! Finding and changing nodes by path (`/properties/A/*/B`), without touching other paths that
//! share the same definition: what is shared is copied first.

use std::collections::HashMap;

use crate::registry::model::{Additional, Facet, Node, NodeId, Property};

/// Calls `with` for each node that a node points to.
pub fn each_link(node: &mut Node, with: &mut dyn FnMut(&mut NodeId)) {
    for facet in &mut node.facets {
        match facet {
            Facet::Object(object) => {
                object.properties.iter_mut().for_each(|p| with(&mut p.node));
                object.patterns.iter_mut().for_each(|(_, id)| with(id));
                if let Additional::Node(id) = &mut object.additional {
                    with(id);
                }
            }
            Facet::Items(items) => {
                items.item.iter_mut().for_each(&mut *with);
                items.prefix.iter_mut().for_each(&mut *with);
                items.contains.iter_mut().for_each(&mut *with);
            }
            Facet::AllOf(ids) | Facet::AnyOf(ids) | Facet::OneOf(ids) => {
                ids.iter_mut().for_each(&mut *with);
            }
            Facet::Not(id) | Facet::PropertyNames(id) | Facet::Rule { node: id, .. } => with(id),
            Facet::If { condition, then, otherwise } => {
                with(condition);
                then.iter_mut().for_each(&mut *with);
                otherwise.iter_mut().for_each(&mut *with);
            }
            _ => {}
        }
    }
}

/// Nodes that can be changed along paths.
pub struct Walker<'n> {
    nodes: &'n mut Vec<Node>,
    uses: Vec<u32>,
}

impl<'n> Walker<'n> {
    /// A walker over nodes whose first is used from outside.
    pub fn new(nodes: &'n mut Vec<Node>, root: NodeId) -> Self {
        let mut uses = vec![0; nodes.len()];
        uses[root.0 as usize] += 1;
        for node in nodes.iter_mut() {
            each_link(node, &mut |id| uses[id.0 as usize] += 1);
        }
        Self { nodes, uses }
    }

    /// Hands the property at the end of the path to `change`; false when there is none.
    pub fn property(&mut self, root: NodeId, path: &[&str], change: &mut dyn FnMut(&mut Property)) -> bool {
        let Some((last, before)) = path.split_last() else {
            return false;
        };
        let Some(parent) = self.node(root, before) else {
            return false;
        };
        let Some(parent) = self.holder(parent, last, 6) else {
            return false;
        };
        let facets = &mut self.nodes[parent.0 as usize].facets;
        facets
            .iter_mut()
            .filter_map(|facet| match facet {
                Facet::Object(object) => object.properties.iter_mut().find(|p| &*p.name == *last),
                _ => None,
            })
            .map(change)
            .count()
            > 0
    }

    /// The node at the end of the path, its own on this path.
    pub fn node(&mut self, root: NodeId, path: &[&str]) -> Option<NodeId> {
        let mut at = root;
        for segment in path {
            at = self.step(at, segment)?;
        }
        Some(at)
    }

    /// The node that `id` leads to by one segment, copied first when others lead there too.
    fn step(&mut self, id: NodeId, segment: &str) -> Option<NodeId> {
        if segment == "*" {
            return self.elements(id, 6);
        }
        if let Some(holder) = self.holder(id, segment, 6) {
            return self.own(holder, &mut |facet| match facet {
                Facet::Object(object) => {
                    let property = object.properties.iter_mut().find(|p| &*p.name == segment);
                    property.map(|p| &mut p.node)
                }
                _ => None,
            });
        }
        // Paths of the registry sometimes leave out the star of a list.
        let elements = self.elements(id, 6)?;
        self.holder(elements, segment, 6).and_then(|_| self.step(elements, segment))
    }

    fn elements(&mut self, id: NodeId, depth: u8) -> Option<NodeId> {
        let found = self.own(id, &mut |facet| match facet {
            Facet::Items(items) => items.item.as_mut(),
            Facet::Object(object) if object.is_map() => match &mut object.additional {
                Additional::Node(node) => Some(node),
                _ => object.patterns.first_mut().map(|(_, node)| node),
            },
            _ => None,
        });
        if found.is_some() || depth == 0 {
            return found;
        }
        self.branches(id).into_iter().find_map(|branch| self.elements(branch, depth - 1))
    }

    /// The node, or a branch of its unions, whose record has that property.
    fn holder(&self, id: NodeId, name: &str, depth: u8) -> Option<NodeId> {
        let has = self.nodes[id.0 as usize]
            .facets
            .iter()
            .any(|facet| matches!(facet, Facet::Object(object) if object.property(name).is_some()));
        if has {
            return Some(id);
        }
        if depth == 0 {
            return None;
        }
        self.branches(id).into_iter().find_map(|branch| self.holder(branch, name, depth - 1))
    }

    fn branches(&self, id: NodeId) -> Vec<NodeId> {
        let facets = self.nodes[id.0 as usize].facets.iter();
        facets
            .flat_map(|facet| match facet {
                Facet::AllOf(ids) | Facet::AnyOf(ids) | Facet::OneOf(ids) => ids.to_vec(),
                _ => Vec::new(),
            })
            .collect()
    }

    /// Follows the link that `pick` finds in the node, making its target this node's own.
    fn own(&mut self, id: NodeId, pick: &mut dyn FnMut(&mut Facet) -> Option<&mut NodeId>) -> Option<NodeId> {
        let fresh = NodeId(self.nodes.len() as u32);
        let facets = &mut self.nodes[id.0 as usize].facets;
        let link = facets.iter_mut().find_map(pick)?;
        let target = *link;
        if self.uses[target.0 as usize] < 2 {
            return Some(target);
        }
        *link = fresh;
        self.uses[target.0 as usize] -= 1;
        let mut copy = self.nodes[target.0 as usize].clone();
        each_link(&mut copy, &mut |id| self.uses[id.0 as usize] += 1);
        self.nodes.push(copy);
        self.uses.push(1);
        Some(fresh)
    }

    /// Adds a demand to the node; on a list of scalars to its elements where `to_elements`.
    pub fn add(&mut self, id: NodeId, facet: Facet) {
        let facets = &mut self.nodes[id.0 as usize].facets;
        if !facets.contains(&facet) {
            facets.push(facet);
        }
    }

    /// The node with that id.
    pub fn get(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }
}

/// Keeps what is reachable from the given nodes, in the order in which it is reached, and
/// returns the new ids.
pub fn compact(nodes: &mut Vec<Node>, from: &[NodeId]) -> HashMap<NodeId, NodeId> {
    let mut new_ids = HashMap::new();
    let mut order = Vec::new();
    let mut queue: std::collections::VecDeque<NodeId> = from.iter().copied().collect();
    while let Some(id) = queue.pop_front() {
        if new_ids.contains_key(&id) {
            continue;
        }
        new_ids.insert(id, NodeId(order.len() as u32));
        order.push(id);
        each_link(&mut nodes[id.0 as usize], &mut |link| queue.push_back(*link));
    }
    let mut kept: Vec<Node> = order.iter().map(|id| nodes[id.0 as usize].clone()).collect();
    for node in &mut kept {
        each_link(node, &mut |link| *link = new_ids[link]);
    }
    *nodes = kept;
    new_ids
}
