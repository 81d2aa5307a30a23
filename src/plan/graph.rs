//! Order and cycles of graphs whose nodes are numbered from 0.

/// Edges from each node to those that it needs.
#[derive(Debug, Default)]
pub struct Graph {
    /// Where each node's edges begin in `targets`; one more than there are nodes.
    starts: Vec<u32>,
    targets: Vec<u32>,
}

impl Graph {
    /// A graph of `nodes` nodes; `edges` are pairs (node, what it needs), in any order.
    pub fn new(nodes: usize, edges: &[(u32, u32)]) -> Graph {
        let mut starts = vec![0u32; nodes + 1];
        for &(from, _) in edges {
            starts[from as usize + 1] += 1;
        }
        for i in 0..nodes {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut targets = vec![0u32; edges.len()];
        for &(from, to) in edges {
            let at = &mut next[from as usize];
            targets[*at as usize] = to;
            *at += 1;
        }
        Graph { starts, targets }
    }

    fn needs(&self, node: u32) -> &[u32] {
        &self.targets[self.starts[node as usize] as usize..self.starts[node as usize + 1] as usize]
    }

    /// The nodes so that each stands after those that it needs, otherwise in their own order; or the shortest cycle
    /// through the first node that is on one.
    pub fn order(&self) -> Result<Vec<u32>, Vec<u32>> {
        #[derive(Clone, Copy, PartialEq)]
        enum Mark {
            New,
            Open,
            Done,
        }
        let nodes = self.starts.len() - 1;
        let mut marks = vec![Mark::New; nodes];
        let mut order = Vec::with_capacity(nodes);
        // (node, how many of its edges were followed): a stack of our own, since chains may be long.
        let mut open: Vec<(u32, u32)> = Vec::new();
        for root in 0..nodes as u32 {
            if marks[root as usize] == Mark::New {
                open.push((root, 0));
                marks[root as usize] = Mark::Open;
            }
            while let Some((node, followed)) = open.last_mut() {
                let Some(&target) = self.needs(*node).get(*followed as usize) else {
                    marks[*node as usize] = Mark::Done;
                    order.push(*node);
                    open.pop();
                    continue;
                };
                *followed += 1;
                match marks[target as usize] {
                    Mark::Done => {}
                    Mark::Open => return Err(self.shortest_cycle(target)),
                    Mark::New => {
                        marks[target as usize] = Mark::Open;
                        open.push((target, 0));
                    }
                }
            }
        }
        Ok(order)
    }

    /// The shortest way from `node` back to itself; `node` is known to be on a cycle.
    fn shortest_cycle(&self, node: u32) -> Vec<u32> {
        const NONE: u32 = u32::MAX;
        let mut came_from = vec![NONE; self.starts.len() - 1];
        let mut queue = std::collections::VecDeque::from([node]);
        while let Some(at) = queue.pop_front() {
            for &target in self.needs(at) {
                if target == node {
                    let mut cycle = vec![at];
                    while let Some(&last) = cycle.last().filter(|last| **last != node) {
                        cycle.push(came_from[last as usize]);
                    }
                    cycle.reverse();
                    return cycle;
                }
                if came_from[target as usize] == NONE {
                    came_from[target as usize] = at;
                    queue.push_back(target);
                }
            }
        }
        vec![node]
    }
}

#[cfg(test)]
mod tests {
    use super::Graph;

    #[test]
    fn what_is_needed_comes_first() {
        let graph = Graph::new(4, &[(0, 2), (2, 3), (1, 3)]);
        assert_eq!(graph.order(), Ok(vec![3, 2, 0, 1]));
    }

    #[test]
    fn without_edges_the_order_is_kept() {
        assert_eq!(Graph::new(3, &[]).order(), Ok(vec![0, 1, 2]));
    }

    #[test]
    fn the_shortest_cycle_is_told() {
        let graph = Graph::new(5, &[(0, 1), (1, 2), (2, 3), (3, 1), (2, 1)]);
        assert_eq!(graph.order(), Err(vec![1, 2]));
        assert_eq!(Graph::new(1, &[(0, 0)]).order(), Err(vec![0]));
    }

    #[test]
    fn long_chains_need_no_deep_stack() {
        let edges: Vec<_> = (0..200_000).map(|i| (i, i + 1)).collect();
        assert_eq!(Graph::new(200_001, &edges).order().map(|o| o[0]), Ok(200_000));
    }
}
