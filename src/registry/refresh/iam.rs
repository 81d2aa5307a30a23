//! Writes the IAM services and actions: a line for a service, one for its resource types, one for its condition keys, and one for
//! each action, with the letter of its access level and the numbers of its resource types and condition keys. Names keep the case
//! in which AWS documents them.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use serde_json::Value;

use super::Failure;
use crate::registry::text::Text;

/// IAM's services and actions.
pub struct Iam {
    /// The text of `iam.txt`.
    pub text: String,
    /// Prefixes of services, with where each ends in the text.
    pub index: Vec<(Text, u32)>,
    /// How many actions there are.
    pub actions: usize,
}

/// The names of services that share their prefix with another, which the source then names.
const NAMES: [(&str, &str); 1] = [("ses", "Amazon SES")];

/// A service.
#[derive(Default)]
struct Service {
    name: String,
    resources: Vec<String>,
    keys: Vec<String>,
    /// By their names in lower case.
    actions: BTreeMap<String, Action>,
}

struct Action {
    name: String,
    level: char,
    /// Numbers of resource types, each with whether one must be named.
    resources: Vec<(usize, bool)>,
    keys: Vec<usize>,
}

/// What the two sources say together.
pub fn read(iam_data: &Path, policies: &Value) -> Result<Iam, Failure> {
    let services = super::read_json(&iam_data.join("data/services.json"))?;
    let names = super::read_json(&iam_data.join("data/serviceNames.json"))?;
    let mut all: BTreeMap<String, Service> = BTreeMap::new();
    for service in services.as_array().into_iter().flatten() {
        let Some(service) = service.as_str() else {
            continue;
        };
        let actions = super::read_json(&iam_data.join(format!("data/actions/{service}.json")))?;
        let entry = all.entry(service.to_lowercase()).or_default();
        let named = NAMES.iter().find(|(prefix, _)| *prefix == service).map(|(_, name)| *name);
        entry.name = named.or(names[service].as_str()).unwrap_or_default().to_owned();
        for (lower, action) in actions.as_object().into_iter().flatten() {
            let action = entry.read(action, lower);
            entry.actions.insert(action.name.to_lowercase(), action);
        }
    }
    // The second source knows some that the first does not, in lower case only.
    for (service, more) in policies.as_object().into_iter().flatten() {
        let entry = all.entry(service.to_lowercase()).or_default();
        for action in more["Actions"].as_object().into_iter().flatten() {
            let name = action.0.clone();
            let unknown = Action { name, level: '?', resources: Vec::new(), keys: Vec::new() };
            entry.actions.entry(action.0.to_lowercase()).or_insert(unknown);
        }
    }
    let mut text = String::new();
    let mut actions_count = 0;
    let mut index = Vec::new();
    for (prefix, service) in &all {
        let _ = writeln!(text, "{prefix}\t{}", service.name);
        let _ = writeln!(text, "{}", service.resources.join("\t"));
        let _ = writeln!(text, "{}", service.keys.join("\t"));
        for action in service.actions.values() {
            let resource = |(number, must): &(usize, bool)| format!("{number}{}", if *must { "*" } else { "" });
            let resources: Vec<String> = action.resources.iter().map(resource).collect();
            let keys: Vec<String> = action.keys.iter().map(ToString::to_string).collect();
            let line = format!("{}{}\t{}\t{}", action.level, action.name, resources.join(","), keys.join(","));
            let _ = writeln!(text, "{}", line.trim_end());
            actions_count += 1;
        }
        index.push((Text::from(prefix.clone()), text.len() as u32));
    }
    Ok(Iam { text, index, actions: actions_count })
}

impl Service {
    /// Reads an action of the first source.
    fn read(&mut self, action: &Value, lower: &str) -> Action {
        // Several are listed, `Permissions management, Write`: the first says most.
        let level = match action["accessLevel"].as_str().and_then(|levels| levels.split(", ").next()) {
            Some("Read") => 'R',
            Some("List") => 'L',
            Some("Write") => 'W',
            Some("Tagging") => 'T',
            Some("Permissions management") => 'P',
            _ => '?',
        };
        let strings = |value: &Value| -> Vec<String> {
            value.as_array().into_iter().flatten().filter_map(|one| Some(one.as_str()?.to_owned())).collect()
        };
        let mut resources: Vec<(usize, bool)> = Vec::new();
        let mut keys: Vec<usize> = Vec::new();
        let mut named = strings(&action["conditionKeys"]);
        for resource in action["resourceTypes"].as_array().into_iter().flatten() {
            let Some(name) = resource["name"].as_str() else { continue };
            let number = number(&mut self.resources, name);
            if !resources.iter().any(|(known, _)| *known == number) {
                resources.push((number, resource["required"].as_bool().unwrap_or(false)));
            }
            named.extend(strings(&resource["conditionKeys"]));
        }
        for key in &named {
            let number = number(&mut self.keys, key);
            if !keys.contains(&number) {
                keys.push(number);
            }
        }
        let name = action["name"].as_str().unwrap_or(lower).to_owned();
        Action { name, level, resources, keys }
    }
}

/// The place of a name in a list, which it is added to when it is new.
fn number(list: &mut Vec<String>, name: &str) -> usize {
    list.iter().position(|known| known == name).unwrap_or_else(|| {
        list.push(name.to_owned());
        list.len() - 1
    })
}
