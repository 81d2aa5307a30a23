//! Writes the pack's files.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use super::resource::formats;
use super::sources::{self, Counts};
use super::strings;
use super::{Failure, Input, Pack};
use crate::registry::model::Source;
use crate::registry::pack::{Entry, Giver, IdentifierFormat, Index, Region};
use crate::registry::text::Text;

/// Writes everything below `input.data`.
pub fn write(pack: &Pack, counts: &Counts, input: &Input) -> Result<(), Failure> {
    strings::reset();
    encode(pack, input)?;
    let texts = strings::freeze();
    let files = encode(pack, input)?;
    let ends = table_of_ends(texts.iter().map(String::len));
    save(&input.data.join("strings.txt"), texts.concat().as_bytes())?;
    save(&input.data.join("strings.ends"), &ends)?;
    for (name, bytes) in files {
        save(&input.data.join(name), &bytes)?;
    }
    save(&input.data.join("iam.txt"), pack.iam.text.as_bytes())?;
    let sources = sources::page(pack, counts, input);
    save(&input.data.join("SOURCES.md"), sources.as_bytes())?;
    save(&input.data.join("counts.json"), counts.json().as_bytes())
}

fn encode(pack: &Pack, input: &Input) -> Result<Vec<(&'static str, Vec<u8>)>, Failure> {
    let mut types = Vec::new();
    let mut ends = Vec::new();
    for resource in &pack.types {
        types.extend(bytes(resource)?);
        ends.push(types.len() as u32);
    }
    let patterns = pack.patterns.iter().map(bytes).collect::<Result<Vec<_>, _>>()?;
    Ok(vec![
        ("types.bin", types),
        ("index.bin", bytes(&index(pack, &ends, input))?),
        ("patterns.ends", table_of_ends(patterns.iter().map(Vec::len))),
        ("patterns.bin", patterns.concat()),
        ("iam.bin", bytes(&pack.iam.index)?),
        ("tables.bin", bytes(&pack.tables)?),
    ])
}

/// Where each entry ends, in four bytes each.
fn table_of_ends(lengths: impl Iterator<Item = usize>) -> Vec<u8> {
    let mut end = 0u32;
    let ends = lengths.map(|length| {
        end += length as u32;
        end.to_le_bytes()
    });
    ends.flatten().collect()
}

fn bytes<T: Serialize>(value: &T) -> Result<Vec<u8>, Failure> {
    Ok(postcard::to_allocvec(value)?)
}

fn index(pack: &Pack, ends: &[u32], input: &Input) -> Index {
    let mut sets: Vec<u64> = pack.availability.values().copied().collect();
    sets.sort_unstable();
    sets.dedup();
    let owned = |text: &str| Text::from(text.to_owned());
    let types = pack.types.iter().zip(ends).map(|(resource, end)| {
        let regions = pack.availability.get(resource.name.as_str());
        let set = regions.and_then(|set| sets.binary_search(set).ok());
        Entry { name: resource.name.clone(), end: *end, regions: set.unwrap_or(0) as u16 }
    });
    let regions = pack.regions.iter().map(|(name, known)| Region { name: owned(name), known: *known });
    let versions = input.versions.iter().map(|(n, v)| (owned(n), owned(v)));
    Index {
        date: owned(&input.date),
        versions: versions.collect(),
        regions: regions.collect(),
        types: types.collect(),
        region_sets: sets.into(),
        formats: formats_of(pack),
    }
}

/// The formats, with the resources that give an identifier of each.
fn formats_of(pack: &Pack) -> Box<[IdentifierFormat]> {
    let names = pack.formats.keys().map(|name| Text::from(name.clone()));
    let mut all: BTreeMap<Text, Vec<Giver>> = names.map(|name| (name, Vec::new())).collect();
    for resource in &pack.types {
        let mut add = |format: Text, source: Source| {
            let givers = all.entry(format).or_default();
            givers.push(Giver { type_name: resource.name.clone(), source });
        };
        for format in &resource.ref_formats {
            add(format.clone(), Source::Ref);
        }
        for attribute in &resource.attributes {
            for format in formats(&resource.nodes, attribute.node) {
                add(format, Source::Attribute(attribute.name.clone()));
            }
        }
    }
    let formats = all.into_iter().map(|(name, mut givers)| {
        givers.sort();
        givers.dedup();
        let pattern = pack.formats.get(name.as_str()).copied();
        IdentifierFormat { name, pattern, givers: givers.into() }
    });
    formats.collect()
}

fn save(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(path, bytes).map_err(|error| Failure::File { path: path.display().to_string(), error })
}
