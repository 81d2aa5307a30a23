//! Facts that are not schemas: instance classes per region, engine versions, runtimes, sizes.

use serde::Deserialize;
#[cfg(feature = "refresh")]
use serde::Serialize;

use super::text::Text;

/// All tables; facets of nodes refer to them by place.
#[derive(Clone, PartialEq, Debug, Default, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub struct Tables {
    /// Instance classes of one property each.
    pub classes: Box<[ClassTable]>,
    /// Instance classes by engine.
    pub engine_classes: Box<[EngineClasses]>,
    /// Versions by engine.
    pub engine_versions: Box<[EngineVersions]>,
    /// Lambda runtimes, sorted by name.
    pub runtimes: Box<[Runtime]>,
    /// Fargate sizes, by CPU units.
    pub fargate: Box<[FargateSize]>,
}

/// Which values exist in which region.
#[derive(Clone, PartialEq, Debug, Default, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub struct ClassTable {
    /// Regions that the table speaks of.
    pub regions: u64,
    /// Sorted by name; the regions that have it.
    pub classes: Box<[(Text, u64)]>,
}

impl ClassTable {
    /// The regions that have the class, 0 when no region has it.
    pub fn regions_of(&self, class: &str) -> u64 {
        self.classes.binary_search_by(|(name, _)| name.as_str().cmp(class)).map_or(0, |at| self.classes[at].1)
    }
}

/// Instance classes of a database, by engine and licence.
#[derive(Clone, PartialEq, Debug, Default, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub struct EngineClasses {
    /// The property that holds the class.
    pub property: Text,
    /// One table each.
    pub engines: Box<[EngineClass]>,
}

/// The classes of one engine under one licence.
#[derive(Clone, PartialEq, Debug, Default, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub struct EngineClass {
    /// `postgres`.
    pub engine: Text,
    /// The value of `LicenseModel`; `None` where the property must be absent for this table.
    pub license: Option<Text>,
    /// The classes.
    pub table: ClassTable,
}

/// Versions of a database, by engine.
#[derive(Clone, PartialEq, Debug, Default, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub struct EngineVersions {
    /// One list each, sorted by engine.
    pub engines: Box<[EngineVersion]>,
}

/// The versions of one engine.
#[derive(Clone, PartialEq, Debug, Default, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub struct EngineVersion {
    /// `postgres`.
    pub engine: Text,
    /// Sorted; whether each is on its way out.
    pub versions: Box<[(Text, bool)]>,
}

/// A Lambda runtime. Dates are `2026-11-23`, empty when not announced.
#[derive(Clone, PartialEq, Debug, Default, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub struct Runtime {
    /// `nodejs24.x`.
    pub name: Text,
    /// No more support from here.
    pub deprecated: Text,
    /// No new functions from here.
    pub create_block: Text,
    /// No updates from here.
    pub update_block: Text,
    /// What to use instead.
    pub successor: Option<Text>,
}

/// What memory goes with a CPU size on Fargate.
#[derive(Clone, PartialEq, Debug, Default, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub struct FargateSize {
    /// CPU units, 1024 for one.
    pub cpu: u32,
    /// MiB.
    pub memory: Box<[u32]>,
}
