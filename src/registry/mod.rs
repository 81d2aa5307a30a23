//! The CloudFormation registry: what AWS says about every resource type.
//!
//! In: nothing at run time. The pack under `data/` is built by `refresh.sh` from the packages named
//! in `data/SOURCES.md` and from the hand-kept files under `curated/`, committed, and embedded.
//! Out: [`registry`], which finds resource types by name, [`fn@validate`], which checks values against
//! them, and the smaller tables ([`iam`], [`mod@limits`], [`tables`]).
//!
//! A [`ResourceType`] is a list of [`model::Node`]s, addressed by [`NodeId`], so that a caller holds a
//! type and an id to speak of any property. A node is a set of kinds and a list of
//! [`model::Facet`]s, each a demand on values of one kind; definitions keep their identity, so
//! recursive schemas are cycles of ids. The same structures are what is stored and what is used.
//!
//! | file | what it holds |
//! |---|---|
//! | `data/strings.*` | every text once, the frequent ones first; the others refer to it by number |
//! | `data/index.bin` | names, places and regions of types; formats of identifiers |
//! | `data/types.bin` | the types, decoded one by one |
//! | `data/patterns.*` | regular expressions, parsed one by one |
//! | `data/tables.bin` | instance classes, engine versions, runtimes, Fargate sizes |
//! | `data/iam.*` | services and actions |
//! | `curated/` | secret sinks, policy documents, metric dimensions, regions, further rules, limits; each with its source |
//!
//! Invariants:
//! - nothing is decoded at start; a type is decoded once, when first used (10 to 300 µs), and
//!   checking a value allocates nothing while nothing is wrong;
//! - the compiler has no clock: what depends on a day is judged by [`Registry::date`];
//! - the registry may be behind AWS, so what only a newer registry could know (a new value, class or
//!   version) is a warning unless it is close to a known one; what cannot be (a wrong kind, a
//!   missing property, a number out of bounds) is an error;
//! - no sentence of AWS's documentation is in the pack.
//!
//! To move to newer schemas: change the versions in `refresh.sh`, run it, read the difference that it
//! prints, run the tests and the corpus check of [`mod@validate`].

pub mod iam;
mod identifiers;
pub mod limits;
mod lookup;
pub mod metrics;
pub mod model;
pub mod names;
pub mod pack;
pub mod pattern;
#[cfg(feature = "refresh")]
pub mod refresh;
mod regions;
mod report;
mod resource_type;
pub mod tables;
#[cfg(test)]
mod tests;
pub mod text;
pub mod validate;
pub mod view;
pub mod violation;

pub use identifiers::{Conversion, Wanted};
pub use limits::{Limits, limits};
pub use lookup::{Availability, Registry, registry};
pub use model::{Kinds, NodeId, ResourceType, SecretUse};
pub use regions::{RegionDemand, region_demands};
pub use report::{CODES, diagnostic};
pub use text::Text;
pub use validate::{Context, validate, validate_resource};
pub use view::{Deploy, Origin, Shape, View};
pub use violation::{PathSegment, Severity, Violation, ViolationKind};
