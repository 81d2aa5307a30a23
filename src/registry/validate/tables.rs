//! Values that tables know: instance classes, engine versions, runtimes, Fargate's sizes.

use std::cmp::Ordering;

use super::{Checker, Path, is_dynamic_reference, scalar_text};
use crate::registry::lookup::registry;
use crate::registry::model::Facet;
use crate::registry::names::{closest, nearest};
use crate::registry::tables::{ClassTable, EngineVersion, EngineVersions};
use crate::registry::view::{Shape, View};
use crate::registry::violation::ViolationKind;

impl<'t> Checker<'t, '_> {
    pub(super) fn table_value(&mut self, facet: &Facet, shape: Shape<'_>, path: &Path<'_>) {
        let Shape::Str(text) = shape else { return };
        match facet {
            Facet::LambdaRuntime => self.runtime(text, path),
            Facet::InstanceClass(at) => {
                if let Some(table) = registry().tables().classes.get(*at as usize) {
                    self.class(table, text, None, path);
                }
            }
            _ => {}
        }
    }

    pub(super) fn table<'v, V: View<'v>>(&mut self, facet: &Facet, value: V, path: &Path<'_>) {
        let tables = registry().tables();
        match facet {
            Facet::EngineClass(at) => {
                let Some(classes) = tables.engine_classes.get(*at as usize) else {
                    return;
                };
                let (Some(engine), Some(class)) = (known_text(value, "Engine"), known_text(value, &classes.property))
                else {
                    return;
                };
                let license = match value.field("LicenseModel").map(View::shape) {
                    None | Some(Shape::Null) => None,
                    Some(Shape::Str(text)) => Some(text),
                    Some(_) => return,
                };
                let mut all = classes.engines.iter().filter(|e| e.engine.eq_ignore_ascii_case(engine));
                let found = all
                    .clone()
                    .find(|e| e.license.as_deref() == license)
                    .or_else(|| all.next().filter(|_| license.is_none()));
                if let Some(found) = found {
                    let path = path.key(&classes.property);
                    self.class(&found.table, class, Some(engine), &path);
                }
            }
            Facet::EngineVersion(at) => {
                if let Some(versions) = tables.engine_versions.get(*at as usize) {
                    self.engine_version(versions, value, path);
                }
            }
            Facet::FargateSizes => self.fargate(value, path),
            _ => {}
        }
    }

    fn runtime(&mut self, name: &str, path: &Path<'_>) {
        let runtimes = &registry().tables().runtimes;
        let Ok(at) = runtimes.binary_search_by(|r| r.name.as_str().cmp(name)) else {
            return;
        };
        let runtime = &runtimes[at];
        let today = match self.context.date {
            "" => registry().date(),
            date => date,
        };
        let past = |date: &str| !date.is_empty() && date <= today;
        let successor = runtime.successor.as_ref().map(|text| text.to_string());
        let runtime_name = name.to_owned();
        for date in [&runtime.create_block, &runtime.update_block] {
            if past(date) {
                let kind = ViolationKind::RuntimeEndOfLife { runtime: runtime_name, date: date.to_string(), successor };
                return self.tell(path, kind);
            }
        }
        if past(&runtime.deprecated) {
            let kind = ViolationKind::RuntimeDeprecated {
                runtime: runtime_name,
                date: runtime.deprecated.to_string(),
                successor,
            };
            self.warn(path, kind);
        }
    }

    fn class(&mut self, table: &ClassTable, class: &str, engine: Option<&str>, path: &Path<'_>) {
        if is_dynamic_reference(class) {
            return;
        }
        let regions = table.regions_of(class);
        let region = self.context.region;
        let bit = region.and_then(|region| registry().region_bit(region));
        let bit = bit.filter(|bit| table.regions >> bit & 1 == 1);
        let here = |set: u64| bit.is_none_or(|bit| set >> bit & 1 == 1);
        if regions != 0 && here(regions) {
            return;
        }
        let candidates = table.classes.iter().filter(|(_, set)| here(*set));
        let candidates = candidates.map(|(name, _)| name.as_str());
        let family = class.rsplit_once('.').map_or(class, |(family, _)| family);
        let in_family = |name: &&str| name.strip_prefix(family).is_some_and(|rest| rest.starts_with('.'));
        let siblings = candidates.clone().filter(in_family);
        let known_family = siblings.clone().next().is_some();
        let suggestion = closest(class, siblings.clone()).or_else(|| closest(class, candidates.clone()));
        let suggestion = suggestion.map(str::to_owned);
        let class_name = class.to_owned();
        if regions != 0 {
            let kind = ViolationKind::InstanceClassNotInRegion {
                class: class_name,
                region: region.unwrap_or("").to_owned(),
                suggestion,
            };
            return self.tell(path, kind);
        }
        // New families come often: what looks like none of the known ones is only suspicious.
        let kind = match engine {
            Some(engine) => {
                let mut near = nearest(class, siblings, 5);
                if near.is_empty() {
                    near = nearest(class, candidates, 5);
                }
                let suggestions = near.into_iter().map(str::to_owned).collect();
                ViolationKind::InstanceClassNotForEngine { class: class_name, engine: engine.to_owned(), suggestions }
            }
            None => ViolationKind::NotInEnum {
                value: class_name,
                allowed: nearest(class, candidates, 8).into_iter().map(str::to_owned).collect(),
                suggestion,
            },
        };
        if known_family {
            self.tell(path, kind);
        } else {
            self.warn(path, kind);
        }
    }

    fn engine_version<'v, V: View<'v>>(&mut self, table: &EngineVersions, value: V, path: &Path<'_>) {
        let Some(written) = known_text(value, "Engine") else {
            return;
        };
        let Some(known) = table.engines.iter().find(|e| e.engine.eq_ignore_ascii_case(written)) else {
            let names = table.engines.iter().map(|e| e.engine.as_str());
            let suggestion = closest(written, names.clone()).map(str::to_owned);
            let sure = suggestion.is_some();
            let kind = ViolationKind::NotInEnum {
                value: written.to_owned(),
                allowed: names.map(str::to_owned).collect(),
                suggestion,
            };
            let path = path.key("Engine");
            return if sure { self.tell(&path, kind) } else { self.warn(&path, kind) };
        };
        let Some(version) = value.field("EngineVersion").and_then(|v| scalar_text(v.shape())) else {
            return;
        };
        if is_dynamic_reference(&version) {
            return;
        }
        let path = path.key("EngineVersion");
        let found = known.versions.binary_search_by(|(v, _)| v.as_str().cmp(&version));
        if let Ok(at) = found {
            if known.versions[at].1 {
                let kind = ViolationKind::EngineVersionDeprecated {
                    engine: written.to_owned(),
                    version: version.to_string(),
                    suggestions: newest_like(known, &version),
                };
                self.warn(&path, kind);
            }
            return;
        }
        // A version beyond all known ones is newer than the pack; one between them is a mistake.
        let line = major(&version);
        let same_line = known.versions.iter().filter(|(v, _)| major(v) == line);
        let newest = same_line.map(|(v, _)| v.as_str()).max_by(|a, b| compare(a, b));
        let beyond = match newest {
            Some(newest) => compare(&version, newest) == Ordering::Greater,
            None => {
                let all = known.versions.iter().map(|(v, _)| v.as_str());
                let newest = all.max_by(|a, b| compare(a, b));
                newest.is_none_or(|newest| compare(&version, newest) == Ordering::Greater)
            }
        };
        let kind = ViolationKind::EngineVersion {
            engine: written.to_owned(),
            version: version.to_string(),
            suggestions: newest_like(known, &version),
        };
        if beyond {
            self.warn(&path, kind);
        } else {
            self.tell(&path, kind);
        }
    }

    fn fargate<'v, V: View<'v>>(&mut self, value: V, path: &Path<'_>) {
        let on_fargate = value
            .field("RequiresCompatibilities")
            .is_some_and(|list| list.items().any(|one| one.shape() == Shape::Str("FARGATE") && !one.is_conditional()));
        let size = |name: &str, units: &[(&str, f64)]| {
            let text = scalar_text(value.field(name)?.shape())?;
            as_units(&text, units)
        };
        let (true, Some(cpu), Some(memory)) =
            (on_fargate, size("Cpu", &[("vcpu", 1024.0)]), size("Memory", &[("gb", 1024.0), ("mb", 1.0)]))
        else {
            return;
        };
        let sizes = &registry().tables().fargate;
        let found = sizes.iter().find(|size| size.cpu == cpu);
        if found.is_some_and(|size| size.memory.contains(&memory)) {
            return;
        }
        let kind = ViolationKind::FargateCpuMemory {
            cpu,
            memory,
            allowed_memory: found.map_or_else(Vec::new, |size| size.memory.to_vec()),
            allowed_cpu: sizes.iter().map(|size| size.cpu).collect(),
        };
        self.tell(path, kind);
    }
}

fn known_text<'v, V: View<'v>>(value: V, name: &str) -> Option<&'v str> {
    match value.field(name)?.shape() {
        Shape::Str(text) if !is_dynamic_reference(text) => Some(text),
        _ => None,
    }
}

/// `1 vCPU`, `.5 vcpu`, `2 GB` or plain units.
fn as_units(text: &str, units: &[(&str, f64)]) -> Option<u32> {
    let lower = text.trim().to_lowercase();
    if let Ok(number) = lower.parse::<u32>() {
        return Some(number);
    }
    units.iter().find_map(|(unit, factor)| {
        let number = lower.strip_suffix(unit)?.trim().parse::<f64>().ok()?;
        Some((number * factor).round() as u32)
    })
}

/// The part of a version that names its line: `16` of `16.4`, `8.0` of `8.0.35`.
fn major(version: &str) -> &str {
    let end = version.find('.').unwrap_or(version.len());
    let first = &version[..end];
    // Lines of MySQL and MariaDB are named by two numbers (`8.0`, `10.11`), as is `9.6` and older.
    let dots = version.matches('.').count();
    if dots >= 2 {
        let second = version[end + 1..].find('.').unwrap_or(version.len() - end - 1);
        return &version[..end + 1 + second];
    }
    first
}

/// By numbers, part by part.
fn compare(one: &str, other: &str) -> Ordering {
    let parts = |text: &str| -> Vec<u64> {
        let numbers = text.split(|c: char| !c.is_ascii_digit());
        numbers.filter_map(|part| part.parse().ok()).collect()
    };
    parts(one).cmp(&parts(other))
}

/// Up to five versions that are still kept, of the same line if there are any, the newest first.
fn newest_like(known: &EngineVersion, version: &str) -> Vec<String> {
    let first = version.split('.').next().unwrap_or(version);
    let kept = || known.versions.iter().filter(|(_, old)| !old).map(|(v, _)| v.as_str());
    let mut like: Vec<&str> = kept().filter(|v| v.split('.').next() == Some(first)).collect();
    if like.is_empty() {
        like = kept().collect();
    }
    like.sort_by(|a, b| compare(b, a));
    like.into_iter().take(5).map(str::to_owned).collect()
}
