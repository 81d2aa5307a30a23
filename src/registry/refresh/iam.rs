//! Writes the IAM services and actions: one line a service, one line an action with the letter
//! of its access level. Names keep the case in which AWS documents them.

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

/// What the two sources say together.
pub fn read(iam_data: &Path, policies: &Value) -> Result<Iam, Failure> {
    let services = super::read_json(&iam_data.join("data/services.json"))?;
    let mut all: BTreeMap<String, BTreeMap<String, (String, char)>> = BTreeMap::new();
    for service in services.as_array().into_iter().flatten() {
        let Some(service) = service.as_str() else {
            continue;
        };
        let actions = super::read_json(&iam_data.join(format!("data/actions/{service}.json")))?;
        let entry = all.entry(service.to_lowercase()).or_default();
        for (lower, action) in actions.as_object().into_iter().flatten() {
            let name = action["name"].as_str().unwrap_or(lower);
            let level = match action["accessLevel"].as_str() {
                Some("Read") => 'R',
                Some("List") => 'L',
                Some("Write") => 'W',
                Some("Tagging") => 'T',
                Some("Permissions management") => 'P',
                _ => '?',
            };
            entry.insert(name.to_lowercase(), (name.to_owned(), level));
        }
    }
    // The second source knows some that the first does not, in lower case only.
    for (service, more) in policies.as_object().into_iter().flatten() {
        let entry = all.entry(service.to_lowercase()).or_default();
        for action in more["Actions"].as_object().into_iter().flatten() {
            let lower = action.0.to_lowercase();
            entry.entry(lower).or_insert_with(|| (action.0.clone(), '?'));
        }
    }
    let mut text = String::new();
    let mut actions_count = 0;
    let mut index = Vec::new();
    for (service, actions) in &all {
        let _ = writeln!(text, "{service}");
        for (name, level) in actions.values() {
            let _ = writeln!(text, "{level}{name}");
            actions_count += 1;
        }
        index.push((Text::from(service.clone()), text.len() as u32));
    }
    Ok(Iam { text, index, actions: actions_count })
}
