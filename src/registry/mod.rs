//! The CloudFormation registry: what AWS says about every resource type.
//!
//! In: nothing at run time. The pack under `data/` is built by `refresh.sh` from the packages
//! named in `data/SOURCES.md`, committed, and embedded. Out: [`registry`], which finds resource
//! types by name, and their schemas as nodes that are addressed by small ids.
//!
//! Invariants: nothing is decoded at start, a type is decoded once when first used, names are
//! borrowed from the embedded string table. The compiler has no clock: what depends on a day is
//! judged by [`Registry::date`].

pub mod iam;
mod identifiers;
pub mod limits;
mod lookup;
pub mod model;
pub mod names;
pub mod pack;
pub mod pattern;
#[cfg(feature = "refresh")]
pub mod refresh;
mod report;
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
pub use report::{CODES, diagnostic};
pub use text::Text;
pub use validate::{Context, validate, validate_resource};
pub use view::{Deploy, Origin, Shape, View};
pub use violation::{PathSegment, Severity, Violation, ViolationKind};
