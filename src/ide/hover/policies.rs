//! What stands in IAM policies: actions, condition keys, ARNs.

use super::code;
use crate::{
    ast::Field,
    ide::{
        complete::policies::keys_below,
        scene::{Scene, Spot},
        walk::Node,
    },
    registry::iam::{Access, IamAction, IamService, iam_service},
};

/// How many actions, and how many condition keys, are told.
const MOST: usize = 20;

/// An action as a policy names it, `s3:GetObject` or `s3:Get*`; nothing when no service has such a one.
pub fn action(text: &str) -> Option<String> {
    let (prefix, name) = text.split_once(':')?;
    let is_action = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'*' | b'?');
    if name.is_empty() || !name.bytes().all(is_action) {
        return None;
    }
    let service = iam_service(prefix)?;
    match name.contains(['*', '?']) {
        true => several(service, name),
        false => Some(one(service, service.action(name)?)),
    }
}

fn one(service: &IamService, action: IamAction) -> String {
    let mut parts = vec![code(&format!("{}:{}", service.prefix, action.name))];
    parts.extend(access(action.access).map(|(level, does)| format!("{level}: it {does}.")));
    let mut resources: Vec<(&str, bool)> = service.resources(action).collect();
    resources.sort_by_key(|(_, must)| !must);
    let name = |(name, must): &(&str, bool)| format!("`{name}`{}", if *must { " (must be named)" } else { "" });
    parts.push(match resources.is_empty() {
        true if action.access == Access::Unknown => "What it can be limited to is not known.".to_owned(),
        true => "It cannot be limited to resources: `\"*\"` stands there.".to_owned(),
        false => format!("Limited to {}.", resources.iter().map(name).collect::<Vec<_>>().join(", ")),
    });
    let keys: Vec<&str> = service.condition_keys(action).collect();
    if !keys.is_empty() {
        parts.push(format!("Condition keys: {}.", names(&keys)));
    }
    parts.extend(page(service));
    parts.join("\n\n")
}

/// The actions that a text with `*` or `?` means.
fn several(service: &IamService, pattern: &str) -> Option<String> {
    let matching: Vec<IamAction> = service.matching(pattern).collect();
    if matching.is_empty() {
        return None;
    }
    let all = service.actions().len();
    let count = match (matching.len(), all) {
        (n, all) if n == all => format!("All {all} actions of the service."),
        (1, all) => format!("One of {all} actions."),
        (n, all) => format!("{n} of {all} actions."),
    };
    let mut parts = vec![code(&format!("{}:{pattern}", service.prefix)), count];
    // What writes or changes permissions matters most, and what reads last.
    for level in [Access::Permissions, Access::Write, Access::Tagging, Access::List, Access::Read, Access::Unknown] {
        let of_level: Vec<&str> = matching.iter().filter(|a| a.access == level).map(|a| a.name).collect();
        if !of_level.is_empty() {
            let level = access(level).map_or("Not documented", |(level, _)| level);
            parts.push(format!("{level} ({}): {}.", of_level.len(), names(&of_level)));
        }
    }
    parts.extend(page(service));
    Some(parts.join("\n\n"))
}

/// `*` where actions stand.
pub fn all_actions() -> String {
    format!("{}\n\nAll actions of all services.", code("*"))
}

/// A key of a policy document.
pub fn key(scene: &Scene, spot: &Spot, at: usize) -> Option<String> {
    let name = spot.text.trim_matches('"');
    let around = scene.around(at);
    let mut keys = around.iter().rev().filter_map(|node| match node {
        Node::Field(Field::Pair { key, .. }) => key.text(),
        _ => None,
    });
    keys.next()?;
    let known = keys_below(&mut keys).iter().find(|(key, _)| *key == name);
    match known {
        Some((key, detail)) => Some(format!("{}\n\n{detail}", code(key))),
        None => condition_key(name),
    }
}

/// A key of `Condition`, as far as the services' own are known.
fn condition_key(text: &str) -> Option<String> {
    let (prefix, name) = text.split_once(':')?;
    if prefix == "aws" {
        let page = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html";
        let name = name.split('/').next().unwrap_or(name).to_lowercase();
        return Some(format!("{}\n\n[Condition key]({page}#condition-keys-{name}) of all services.", code(text)));
    }
    let service = iam_service(prefix)?;
    let actions = service.actions().iter();
    let of: Vec<&str> =
        actions.filter(|a| service.condition_keys(**a).any(|key| is_key(key, text))).map(|a| a.name).collect();
    if of.is_empty() {
        return None;
    }
    let mut parts = vec![code(text), format!("Condition key of {}.", names(&of))];
    parts.extend(page(service));
    Some(parts.join("\n\n"))
}

/// Whether a key is what the registry has, in which a part may stand for any: `s3:ExistingObjectTag/<key>`.
fn is_key(known: &str, written: &str) -> bool {
    match known.split_once(['<', '$']) {
        Some((start, _)) => written.len() > start.len() && starts_with(written, start),
        None => known.eq_ignore_ascii_case(written),
    }
}

fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}

/// An ARN, which may have `${…}` in it: what its parts are.
pub fn arn(text: &str) -> Option<String> {
    let parts = parts(text);
    let [arn, _, service, region, account, resource] = &parts[..] else { return None };
    if arn != "arn" || service.is_empty() || resource.is_empty() {
        return None;
    }
    if let Some(name) = resource.strip_prefix("policy/").filter(|_| service == "iam" && account == "aws") {
        let name = name.rsplit('/').next().unwrap_or(name);
        let page = format!("https://docs.aws.amazon.com/aws-managed-policy/latest/reference/{name}.html");
        return Some(format!("{}\n\nPolicy that AWS manages.\n\n[{name}]({page})", code(name)));
    }
    let mut told = vec![format!("ARN of {}.", iam_service(service).map(IamService::name).unwrap_or_default())];
    if told[0].ends_with(" of .") {
        told[0] = format!("ARN of `{service}`.");
    }
    let named = [("Region", region), ("Account", account), ("Resource", resource)];
    told.extend(named.iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| format!("{name}: `{text}`")));
    Some(told.join("\n\n"))
}

/// The six parts of an ARN; a `:` within `${…}` parts nothing, nor one in the resource.
fn parts(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ':' if depth == 0 && parts.len() < 6 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(last) = parts.last_mut() {
            last.push(c);
        }
    }
    parts
}

fn access(access: Access) -> Option<(&'static str, &'static str)> {
    Some(match access {
        Access::Read => ("Read", "reads what is in a resource"),
        Access::List => ("List", "lists resources"),
        Access::Write => ("Write", "makes, changes or deletes something"),
        Access::Tagging => ("Tagging", "changes tags"),
        Access::Permissions => ("Permissions management", "changes who may do what"),
        Access::Unknown => return None,
    })
}

fn names(list: &[&str]) -> String {
    let shown: Vec<String> = list.iter().take(MOST).map(|name| format!("`{name}`")).collect();
    let more = list.len().saturating_sub(MOST);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", shown.join(", "))
}

fn page(service: &IamService) -> Option<String> {
    Some(format!("[Actions of {}]({})", service.name(), service.page()?))
}
