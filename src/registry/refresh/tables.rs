//! Builds the tables out of cfn-lint's extra schemas.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use super::Failure;
use crate::registry::model::Facet;
use crate::registry::tables::{
    ClassTable, EngineClass, EngineClasses, EngineVersion, EngineVersions, FargateSize, Runtime, Tables,
};
use crate::registry::text::Text;

/// Tables in the making.
pub struct Building<'a> {
    /// What is there so far.
    pub tables: Tables,
    regions: &'a [String],
}

impl<'a> Building<'a> {
    /// Empty tables; the place of a region is its bit.
    pub fn new(regions: &'a [String]) -> Self {
        Self { tables: Tables::default(), regions }
    }

    /// The facet that refers to the schema's table; `None` when it is a rule like any other.
    pub fn table(&mut self, module: &str, file: &str, schema: &Value, folder: &Path) -> Result<Option<Facet>, Failure> {
        if file == "engine_version.json" {
            let deprecated = folder.join(module).join("engine_version_deprecated.json");
            let deprecated = if deprecated.exists() { super::read_json(&deprecated)? } else { Value::Null };
            let versions = engine_versions(schema, &deprecated);
            return Ok(Some(Facet::EngineVersion(push(&mut self.tables.engine_versions, versions))));
        }
        if file == "fargate_cpu_memory.json" {
            self.tables.fargate = fargate(schema);
            return Ok(Some(Facet::FargateSizes));
        }
        let by_region = schema.as_object().is_some_and(|keys| keys.keys().any(|key| self.regions.contains(key)));
        if !by_region {
            return Ok(None);
        }
        let keys = schema.as_object().into_iter().flatten();
        let per_engine = keys.clone().any(|(_, one)| one.get("allOf").is_some());
        if per_engine {
            let table = self.engine_classes(schema);
            let at = push(&mut self.tables.engine_classes, table);
            return Ok(Some(Facet::EngineClass(at)));
        }
        let mut classes = BTreeMap::<&str, u64>::new();
        let mut regions = 0;
        for (region, one) in keys {
            let bit = self.bit(region);
            regions |= bit;
            for class in values(&one["enum"]) {
                *classes.entry(class).or_default() |= bit;
            }
        }
        let table = class_table(regions, classes);
        Ok(Some(Facet::InstanceClass(push(&mut self.tables.classes, table))))
    }

    fn bit(&self, region: &str) -> u64 {
        if region == "all" {
            return u64::MAX;
        }
        let at = self.regions.iter().position(|name| name == region);
        at.map_or(0, |at| 1 << at)
    }

    fn engine_classes(&self, schema: &Value) -> EngineClasses {
        let mut regions = 0;
        let mut property = String::new();
        let mut engines = BTreeMap::<(String, Option<String>), BTreeMap<&str, u64>>::new();
        for (region, one) in schema.as_object().into_iter().flatten() {
            let bit = self.bit(region);
            regions |= bit;
            for rule in one["allOf"].as_array().into_iter().flatten() {
                let condition = &rule["if"]["properties"];
                let Some(engine) = condition["Engine"]["const"].as_str() else {
                    continue;
                };
                let license = condition["LicenseModel"]["const"].as_str();
                let key = (engine.to_owned(), license.map(str::to_owned));
                let classes = engines.entry(key).or_default();
                for (name, then) in rule["then"]["properties"].as_object().into_iter().flatten() {
                    property.clone_from(name);
                    for class in values(&then["enum"]) {
                        *classes.entry(class).or_default() |= bit;
                    }
                }
            }
        }
        let engines = engines.into_iter().map(|((engine, license), classes)| EngineClass {
            engine: Text::from(engine),
            license: license.map(Text::from),
            table: class_table(regions, classes),
        });
        EngineClasses { property: Text::from(property), engines: engines.collect() }
    }
}

/// The lifecycle of Lambda's runtimes.
pub fn runtimes(lifecycle: &Value) -> Box<[Runtime]> {
    let text = |value: &Value| value.as_str().map(|text| Text::from(text.to_owned()));
    let mut runtimes: Vec<Runtime> = lifecycle
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, life)| Runtime {
            name: Text::from(name.clone()),
            deprecated: text(&life["deprecated"]).unwrap_or_default(),
            create_block: text(&life["create-block"]).unwrap_or_default(),
            update_block: text(&life["update-block"]).unwrap_or_default(),
            successor: text(&life["successor"]),
        })
        .collect();
    runtimes.sort_by(|a, b| a.name.cmp(&b.name));
    runtimes.into()
}

fn push<T>(list: &mut Box<[T]>, item: T) -> u32 {
    let mut all = std::mem::take(list).into_vec();
    all.push(item);
    *list = all.into();
    (list.len() - 1) as u32
}

fn class_table(regions: u64, classes: BTreeMap<&str, u64>) -> ClassTable {
    ClassTable {
        regions,
        classes: classes.into_iter().map(|(name, regions)| (Text::from(name.to_owned()), regions)).collect(),
    }
}

fn engine_versions(schema: &Value, deprecated: &Value) -> EngineVersions {
    let of = |schema: &Value, engine: &str, part: &str| -> Vec<String> {
        let rules = schema["allOf"].as_array().into_iter().flatten();
        rules
            .filter(|rule| rule["if"]["properties"]["Engine"]["const"] == engine)
            .flat_map(|rule| values(&rule[part]["properties"]["EngineVersion"]["enum"]))
            .map(str::to_owned)
            .collect()
    };
    let engines = schema["allOf"].as_array().into_iter().flatten();
    let engines = engines.filter_map(|rule| rule["if"]["properties"]["Engine"]["const"].as_str());
    let mut all = BTreeMap::new();
    for engine in engines {
        let old = of(deprecated, engine, "if");
        let mut versions: Vec<(Text, bool)> = of(schema, engine, "then")
            .into_iter()
            .map(|version| {
                let is_old = old.contains(&version);
                (Text::from(version), is_old)
            })
            .collect();
        versions.sort();
        versions.dedup();
        all.insert(engine, versions);
    }
    let engines = all
        .into_iter()
        .map(|(engine, versions)| EngineVersion { engine: Text::from(engine.to_owned()), versions: versions.into() });
    EngineVersions { engines: engines.collect() }
}

/// CPU units with their memory sizes, out of enums and multiples.
fn fargate(schema: &Value) -> Box<[FargateSize]> {
    let pairs = schema["then"]["anyOf"].as_array().into_iter().flatten();
    let sizes = pairs.filter_map(|pair| {
        let cpu = pair["properties"]["Cpu"]["then"]["enum"][0].as_str()?;
        let memory = &pair["properties"]["Memory"]["then"];
        let listed = memory["enum"].as_array().into_iter().flatten();
        let mut memory_sizes: Vec<u32> = listed.filter_map(Value::as_u64).map(|n| n as u32).collect();
        if let (Some(min), Some(max), Some(step)) =
            (memory["minimum"].as_u64(), memory["maximum"].as_u64(), memory["multipleOf"].as_u64())
        {
            memory_sizes.extend((min..=max).step_by(step as usize).map(|n| n as u32));
        }
        Some(FargateSize { cpu: cpu.parse().ok()?, memory: memory_sizes.into() })
    });
    let mut sizes: Vec<FargateSize> = sizes.collect();
    sizes.sort_by_key(|size| size.cpu);
    sizes.into()
}

fn values(value: &Value) -> impl Iterator<Item = &str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str)
}
