//! IAM policy documents as they are written in a property: the registry says only that one stands there.

use super::query::Query;
use crate::ast::{Field, Record, Symbol};
use crate::ide::Node;

const DOCUMENT: &[(&str, &str)] =
    &[("Version", "\"2012-10-17\", required"), ("Statement", "list of statements, required"), ("Id", "String")];

const STATEMENT: &[(&str, &str)] = &[
    ("Effect", "\"Allow\" | \"Deny\", required"),
    ("Action", "the actions: `\"s3:GetObject\"`"),
    ("Resource", "ARNs"),
    ("Principal", "who: a record, or `\"*\"`"),
    ("Condition", "record of operators"),
    ("Sid", "String"),
    ("NotAction", "all actions but these"),
    ("NotResource", "all resources but these"),
    ("NotPrincipal", "everyone but these"),
    ("Reason", "why it is as wide as it is; for rules, and never written"),
];

const PRINCIPAL: &[(&str, &str)] = &[
    ("Service", "`\"lambda.amazonaws.com\"`"),
    ("AWS", "ARNs of roles, users and accounts"),
    ("Federated", "ARN of a provider"),
    ("CanonicalUser", "String"),
];

/// The keys around the place, the innermost first; of what is written in records.
fn keys_around<'a>(query: &Query<'a>) -> impl Iterator<Item = &'a str> {
    let chain: Vec<Node<'a>> = query.chain.clone();
    chain.into_iter().rev().filter_map(|node| match node {
        Node::Field(Field::Pair { key, .. }) => key.text().map(|text| text.as_str()),
        _ => None,
    })
}

fn is_document(key: &str) -> bool {
    key.ends_with("PolicyDocument") || matches!(key, "Policy" | "KeyPolicy" | "AccessPolicies" | "ResourcePolicy")
}

/// The key whose value stands at the place, within a policy document.
pub fn key<'a>(query: &Query<'a>) -> Option<&'a str> {
    let mut keys = keys_around(query);
    let key = keys.next()?;
    keys.any(is_document).then_some(key)
}

/// The keys that a record of a policy document can have.
pub fn keys(query: &Query, record: &Record) -> &'static [(&'static str, &'static str)] {
    // A key that is just being written has no value yet, so that the first key is the one of the record around it.
    let start = query.document.range(record.span).start;
    let mut around = query.chain.iter().rev().filter_map(|node| match node {
        Node::Field(Field::Pair { key, span, .. }) if query.document.range(*span).start < start => key.text(),
        _ => None,
    });
    keys_below(&mut around)
}

/// The keys below others, the innermost first; nothing outside policy documents.
pub fn keys_below<'k>(around: &mut impl Iterator<Item = &'k Symbol>) -> &'static [(&'static str, &'static str)] {
    let Some(key) = around.next() else { return &[] };
    let inner = match key.as_str() {
        key if is_document(key) => return DOCUMENT,
        "Statement" => STATEMENT,
        "Principal" | "NotPrincipal" => PRINCIPAL,
        _ => return &[],
    };
    if around.any(|key| is_document(key)) { inner } else { &[] }
}

/// The values that a key of a policy document can have.
pub fn values(query: &Query, key: &str) -> &'static [&'static str] {
    let values: &[&str] = match key {
        "Effect" => &["Allow", "Deny"],
        "Version" => &["2012-10-17"],
        _ => return &[],
    };
    let mut keys = keys_around(query);
    keys.next();
    if keys.any(is_document) { values } else { &[] }
}
