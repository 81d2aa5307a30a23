//! Which attributes `Fn::GetAtt` takes: the decision of cfn-lint's `_getatts.py`, whose two lists
//! (types all of whose properties can be read; single exceptions) are read from that file.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// The two lists.
#[derive(Default)]
pub struct Exceptions {
    all_properties: BTreeSet<String>,
    more: BTreeMap<String, Vec<String>>,
}

impl Exceptions {
    /// Reads the lists out of the Python source.
    pub fn read(source: &str) -> Self {
        let mut exceptions = Self::default();
        let (mut in_all, mut in_more, mut current) = (false, false, None);
        let quoted = regex::Regex::new(r#""([^"]+)""#).expect("a constant pattern");
        for line in source.lines() {
            if line.starts_with("_all_property_types") {
                in_all = true;
            } else if line.starts_with("_exceptions") {
                in_more = true;
            } else if line.starts_with(']') || line.starts_with('}') {
                (in_all, in_more) = (false, false);
            } else {
                for found in quoted.captures_iter(line) {
                    let text = found[1].to_owned();
                    if in_all {
                        exceptions.all_properties.insert(text);
                    } else if in_more && text.contains("::") {
                        current = Some(text);
                    } else if in_more && let Some(current) = &current {
                        exceptions.more.entry(current.clone()).or_default().push(text);
                    }
                }
            }
        }
        exceptions
    }

    /// How many types and exceptions were read.
    pub fn counts(&self) -> (usize, usize) {
        (self.all_properties.len(), self.more.len())
    }

    /// The paths of a type's attributes, `Endpoint/Address`.
    pub fn paths(&self, name: &str, schema: &Value) -> BTreeSet<String> {
        let mut paths = BTreeSet::new();
        if matches!(name, "AWS::CloudFormation::Stack" | "AWS::Serverless::Application") {
            return paths;
        }
        if self.all_properties.contains(name) {
            for (property, value) in schema["properties"].as_object().into_iter().flatten() {
                settable(schema, value, property.clone(), &mut paths, 0);
            }
            return paths;
        }
        paths.extend(self.more.get(name).into_iter().flatten().cloned());
        let read_only = schema["readOnlyProperties"].as_array().into_iter().flatten();
        for pointer in read_only.filter_map(Value::as_str) {
            if let Some(path) = pointer.strip_prefix("/properties/") {
                paths.insert(path.replace("/properties/", "/"));
            }
        }
        paths
    }
}

fn settable(root: &Value, value: &Value, path: String, paths: &mut BTreeSet<String>, depth: u8) {
    let is = |kind: &str| match &value["type"] {
        Value::String(one) => one == kind,
        Value::Array(many) => many.iter().any(|one| one == kind),
        _ => false,
    };
    if depth > 12 {
        return;
    }
    if is("object") {
        for (name, value) in value["properties"].as_object().into_iter().flatten() {
            settable(root, value, format!("{path}/{name}"), paths, depth + 1);
        }
    } else if is("array") {
        if !matches!(value["items"]["type"].as_str(), Some("object" | "array")) {
            paths.insert(path);
        }
    } else if let Some(reference) = value["$ref"].as_str() {
        let target = reference.trim_start_matches("#/definitions/");
        settable(root, &root["definitions"][target], path, paths, depth + 1);
    } else {
        paths.insert(path);
    }
}
