//! Looking things up: types by name, suggestions, regions.

use std::sync::{Arc, OnceLock};

use super::model::{ResourceType, Source};
use super::names;
use super::pack::{self, Giver, IdentifierFormat, Index};
use super::pattern::Pattern;
use super::tables::Tables;

/// The committed pack. There is one, see [`registry`].
pub struct Registry {
    index: &'static Index,
    types: Box<[OnceLock<Option<Arc<ResourceType>>>]>,
}

/// Whether a type exists in a region.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Availability {
    /// The region lists it.
    Yes,
    /// The region's own list lacks it.
    No,
    /// The region is not known, or its list is a copy of another's.
    Unknown,
}

/// The pack that was built in.
pub fn registry() -> &'static Registry {
    static REGISTRY: OnceLock<Registry> = OnceLock::new();
    REGISTRY.get_or_init(|| {
        let index = pack::index();
        Registry { index, types: index.types.iter().map(|_| OnceLock::new()).collect() }
    })
}

impl Registry {
    /// The type, decoded when first asked for.
    pub fn resource_type(&self, name: &str) -> Option<Arc<ResourceType>> {
        let at = self.position(name)?;
        self.types[at].get_or_init(|| pack::decode_type(at).map(Arc::new)).clone()
    }

    /// Whether there is such a type; nothing is decoded.
    pub fn has_type(&self, name: &str) -> bool {
        self.position(name).is_some()
    }

    /// All names, sorted.
    pub fn type_names(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.index.types.iter().map(|entry| entry.name.as_str())
    }

    /// The names that start with `prefix` (`AWS::S3::`), sorted.
    pub fn types_in_service<'p>(&self, prefix: &'p str) -> impl Iterator<Item = &'static str> + use<'p> {
        let types = &self.index.types;
        let start = types.partition_point(|entry| entry.name.as_str() < prefix);
        let names = types[start..].iter().map(|entry| entry.name.as_str());
        names.take_while(move |name| name.starts_with(prefix))
    }

    /// Names that may have been meant, the nearest first: similar ones, then those of the service
    /// that contain the last word or are contained in it, then the same word in other services.
    pub fn suggest(&self, name: &str) -> Vec<&'static str> {
        const MOST: usize = 3;
        let mut found = names::nearest(name, self.type_names(), MOST);
        let mut segments = name.rsplit("::");
        let last = segments.next().unwrap_or(name).to_lowercase();
        let service = segments.next().unwrap_or("").to_lowercase();
        let parts = |other: &'static str| {
            let mut segments = other.rsplit("::");
            let last = segments.next().unwrap_or(other).to_lowercase();
            (segments.next().unwrap_or("").to_lowercase(), last)
        };
        let mut add = |fits: &dyn Fn(&str, &str) -> bool| {
            for other in self.type_names() {
                let (its_service, its_last) = parts(other);
                if found.len() < MOST && !found.contains(&other) && fits(&its_service, &its_last) {
                    found.push(other);
                }
            }
        };
        if last.len() > 2 {
            add(&|s, l| s == service && (l.contains(&last) || last.contains(l)));
            add(&|_, l| l == last);
        }
        found
    }

    /// The day on which the pack was made; deprecations are judged by it, not by a clock.
    pub fn date(&self) -> &'static str {
        &self.index.date
    }

    /// Names and versions of the pack's sources.
    pub fn versions(&self) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
        let versions = self.index.versions.iter();
        versions.map(|(name, version)| (name.as_str(), version.as_str()))
    }

    /// All regions.
    pub fn regions(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.index.regions.iter().map(|region| region.name.as_str())
    }

    /// Whether the region is one of AWS's.
    pub fn has_region(&self, name: &str) -> bool {
        self.region_bit(name).is_some()
    }

    /// Whether the type exists in the region.
    pub fn is_available(&self, type_name: &str, region: &str) -> Availability {
        let set = self.position(type_name).and_then(|at| {
            let set = self.index.types[at].regions as usize;
            self.index.region_sets.get(set)
        });
        set.map_or(Availability::Unknown, |set| self.lists(*set, region))
    }

    /// Whether the region is in the set.
    pub(super) fn lists(&self, set: u64, region: &str) -> Availability {
        match self.region_bit(region) {
            Some(bit) if !self.is_known_region(bit) => Availability::Unknown,
            Some(bit) if set >> bit & 1 == 1 => Availability::Yes,
            Some(_) => Availability::No,
            None => Availability::Unknown,
        }
    }

    /// The regions that list the type and whose lists are their own.
    pub fn regions_of(&self, type_name: &str) -> impl Iterator<Item = &'static str> + use<> {
        let at = self.position(type_name);
        let set = at.and_then(|at| {
            let set = self.index.types[at].regions as usize;
            self.index.region_sets.get(set)
        });
        let set = set.copied().unwrap_or(0);
        let regions = self.index.regions.iter().enumerate();
        regions.filter(move |(at, region)| region.known && set >> at & 1 == 1).map(|(_, region)| region.name.as_str())
    }

    /// The region's bit in sets of regions.
    pub(super) fn region_bit(&self, name: &str) -> Option<u32> {
        let at = self.index.regions.binary_search_by(|region| region.name.as_str().cmp(name)).ok()?;
        Some(at as u32)
    }

    pub(super) fn is_known_region(&self, bit: u32) -> bool {
        self.index.regions.get(bit as usize).is_some_and(|region| region.known)
    }

    /// The resources that give an identifier of that format (`AWS::EC2::Subnet.Id`).
    pub fn givers(&self, format: &str) -> &'static [Giver] {
        self.format(format).map_or(&[], |format| &format.givers)
    }

    /// What identifiers of that format look like, where that is certain.
    pub fn format_pattern(&self, format: &str) -> Option<&'static Pattern> {
        self.pattern(self.format(format)?.pattern?)
    }

    fn format(&self, name: &str) -> Option<&'static IdentifierFormat> {
        let formats = &self.index.formats;
        let at = formats.binary_search_by(|format| format.name.as_str().cmp(name)).ok()?;
        Some(&formats[at])
    }

    /// How a resource of that type gives an identifier of that format: `Ref` if it can.
    pub fn giver(&self, format: &str, type_name: &str) -> Option<&'static Source> {
        let givers = self.givers(format);
        givers.iter().find(|giver| giver.type_name.as_str() == type_name).map(|giver| &giver.source)
    }

    /// The pattern with that id.
    pub fn pattern(&self, id: super::model::PatternId) -> Option<&'static Pattern> {
        pack::pattern(id.0)
    }

    /// Instance classes, engine versions, runtimes, sizes.
    pub fn tables(&self) -> &'static Tables {
        pack::tables()
    }

    fn position(&self, name: &str) -> Option<usize> {
        let types = &self.index.types;
        types.binary_search_by(|entry| entry.name.as_str().cmp(name)).ok()
    }
}
