//! The embedded pack: what the refresh command wrote, read in place.
//!
//! Nothing is decoded at start. The index (names, offsets, regions) is decoded when the first
//! type is looked up, a type when it is first used, patterns and tables likewise. A file that
//! does not decode is a broken build, which the tests of this folder catch: readers get nothing.

use std::sync::OnceLock;

use serde::Deserialize;
#[cfg(feature = "refresh")]
use serde::Serialize;

use super::model::{PatternId, ResourceType, Source};
use super::pattern::{Pattern, PatternSpec};
use super::tables::Tables;
use super::text::Text;

static STRINGS: &str = include_str!("data/strings.txt");
static STRING_ENDS: &[u8] = include_bytes!("data/strings.ends");
static INDEX: &[u8] = include_bytes!("data/index.bin");
static TYPES: &[u8] = include_bytes!("data/types.bin");
static PATTERNS: &[u8] = include_bytes!("data/patterns.bin");
static PATTERN_ENDS: &[u8] = include_bytes!("data/patterns.ends");
static IAM: &[u8] = include_bytes!("data/iam.bin");
static TABLES: &[u8] = include_bytes!("data/tables.bin");

/// What is needed to find a type.
#[derive(Clone, PartialEq, Debug, Default, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub struct Index {
    /// The day of the refresh, `2026-11-23`.
    pub date: Text,
    /// Sources and their versions.
    pub versions: Box<[(Text, Text)]>,
    /// All regions; the place of one is its bit.
    pub regions: Box<[Region]>,
    /// Sets of regions, one bit each.
    pub region_sets: Box<[u64]>,
    /// All types, sorted by name.
    pub types: Box<[Entry]>,
    /// Formats of identifiers, sorted by name.
    pub formats: Box<[IdentifierFormat]>,
}

/// A format of identifiers.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub struct IdentifierFormat {
    /// `AWS::EC2::Subnet.Id`.
    pub name: Text,
    /// What such identifiers look like.
    pub pattern: Option<PatternId>,
    /// Which resources give one.
    pub givers: Box<[Giver]>,
}

/// A region.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub struct Region {
    /// `eu-central-1`.
    pub name: Text,
    /// Whether the list of its types is its own, not a copy of another region's.
    pub known: bool,
}

/// Where a type stands in the pack.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub struct Entry {
    /// `AWS::S3::Bucket`.
    pub name: Text,
    /// Where it ends; it begins where the one before it ends.
    pub end: u32,
    /// Its set of regions.
    pub regions: u16,
}

/// A resource type that gives an identifier, and how.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub struct Giver {
    /// The type.
    pub type_name: Text,
    /// `Ref` or an attribute.
    pub source: Source,
}

/// The text with that number.
pub(super) fn string(number: u32) -> Option<&'static str> {
    STRINGS.get(range(STRING_ENDS, number)?)
}

/// The index.
pub(super) fn index() -> &'static Index {
    static CELL: OnceLock<Index> = OnceLock::new();
    CELL.get_or_init(|| postcard::from_bytes(INDEX).unwrap_or_default())
}

/// The type at that place of the index.
pub(super) fn decode_type(at: usize) -> Option<ResourceType> {
    let types = &index().types;
    let start = match at.checked_sub(1) {
        Some(before) => types.get(before)?.end as usize,
        None => 0,
    };
    let entry = types.get(at)?;
    let mut resource: ResourceType = postcard::from_bytes(TYPES.get(start..entry.end as usize)?).ok()?;
    resource.regions = *index().region_sets.get(entry.regions as usize)?;
    Some(resource)
}

/// The pattern with that number, not parsed yet.
pub(super) fn pattern(number: u32) -> Option<&'static Pattern> {
    static SLOTS: OnceLock<Box<[OnceLock<Box<Pattern>>]>> = OnceLock::new();
    let slots = SLOTS.get_or_init(|| (0..PATTERN_ENDS.len() / 4).map(|_| OnceLock::new()).collect());
    let slot = slots.get(number as usize)?;
    if let Some(pattern) = slot.get() {
        return Some(pattern);
    }
    let spec: PatternSpec = postcard::from_bytes(PATTERNS.get(range(PATTERN_ENDS, number)?)?).ok()?;
    Some(slot.get_or_init(|| Box::new(Pattern::new(spec))))
}

/// How many patterns there are.
#[cfg(test)]
pub(super) fn pattern_count() -> u32 {
    (PATTERN_ENDS.len() / 4) as u32
}

/// Prefixes of IAM's services, with where each ends in `iam.txt`.
pub(super) fn iam_index() -> Vec<(Text, u32)> {
    postcard::from_bytes(IAM).unwrap_or_default()
}

/// Where the entry with that number stands, by a table of ends.
fn range(ends: &[u8], number: u32) -> Option<std::ops::Range<usize>> {
    let end = |number: u32| {
        let at = number as usize * 4;
        let bytes = ends.get(at..at + 4)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize)
    };
    let start = match number.checked_sub(1) {
        Some(before) => end(before)?,
        None => 0,
    };
    Some(start..end(number)?)
}

/// Instance classes, engine versions and the like.
pub(super) fn tables() -> &'static Tables {
    static CELL: OnceLock<Tables> = OnceLock::new();
    CELL.get_or_init(|| postcard::from_bytes(TABLES).unwrap_or_default())
}
