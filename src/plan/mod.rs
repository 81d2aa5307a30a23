//! What stands above single resources: names, the graph of stacks, references between them, limits.
//!
//! In: paths, edges and sizes that evaluation collects. Out: logical ids and stack names, orders and cycles, what
//! exceeds a limit of CloudFormation. Invariants: a name depends on its own path only; an order depends on nothing but
//! the source's order and the edges.

pub mod errors;
pub mod graph;
pub mod limits;
pub mod naming;

pub use errors::CODES;
pub use graph::Graph;
