//! The mistakes that the checker finds, and their wording.

mod access;
mod bodies;
mod calls;
mod environments;
mod names;
mod registry;
mod rules;
mod stages;
mod types;
mod values;

use crate::diagnostics::{Code, Help};

pub(super) use self::{
    access::*, bodies::*, calls::*, environments::*, names::*, registry::*, rules::*, stages::*, types::*, values::*,
};

/// The codes of this phase.
pub const CODES: &[Code] = &[
    names::UNKNOWN_NAME,
    names::NAME_TAKEN,
    names::NOT_A_VALUE,
    names::UNKNOWN_CONSTRUCT,
    names::RECURSION,
    names::VALUE_CYCLE,
    names::NO_ENVIRONMENT,
    names::UNUSED,
    types::UNKNOWN_TYPE,
    types::NOT_A_TYPE,
    types::BAD_TYPE,
    values::MISMATCH,
    values::UNKNOWN_FIELD,
    values::MISSING_FIELD,
    values::DUPLICATE_FIELD,
    values::BRANCHES_DIFFER,
    values::BAD_OPERAND,
    values::NEVER_EQUAL,
    values::NOT_TEXT,
    values::BAD_SPREAD,
    values::BAD_PATTERN,
    values::NOT_EXHAUSTIVE,
    values::NOT_ITERABLE,
    values::NEVER_NULL,
    values::UNREACHABLE_ARM,
    access::NO_FIELD,
    access::MAY_BE_NULL,
    access::NO_ATTRIBUTE,
    access::NO_OUTPUT,
    access::NO_ELEMENTS,
    calls::UNKNOWN_FUNCTION,
    calls::BAD_ARGUMENTS,
    calls::BAD_ARGUMENT,
    calls::ONLY_IN_TESTS,
    calls::NOTHING_TO_REVEAL,
    bodies::UNKNOWN_PARAM,
    bodies::MISSING_PARAM,
    bodies::MISPLACED,
    bodies::WRONG_KEYS,
    bodies::WRONG_KIND_OF_BODY,
    bodies::OUTPUT_IS_NOT_MEMBER,
    bodies::DECORATOR,
    bodies::DEPENDENCY,
    bodies::EXISTING,
    bodies::PARAMETER_TYPE,
    registry::UNKNOWN_RESOURCE_TYPE,
    registry::RESOURCE_AS_VALUE,
    registry::WRONG_RESOURCE,
    registry::UNIT_IN_PROPERTY,
    registry::CUSTOM_TYPE,
    registry::UNTYPED,
    stages::TOO_LATE,
    stages::OPAQUE_LIST,
    stages::LOOP_OVER_ITSELF,
    environments::UNKNOWN_SETTING,
    environments::NOT_AN_APP,
    environments::OVERRIDE,
    environments::RESERVED_PARAM,
    environments::SECRET,
    environments::SECRET_COMPARED,
    environments::SECRET_IN_SOURCES,
    rules::UNKNOWN_RULE,
    rules::BAD_RULE,
    rules::BAD_TEST,
];

/// `` `a`, `b`, `c` ``, cut after a dozen.
fn list(names: &[&str]) -> String {
    let mut all: Vec<String> = names.iter().take(12).map(|n| format!("`{n}`")).collect();
    if names.len() > 12 {
        all.push(format!("and {} more", names.len() - 12));
    }
    all.join(", ")
}

/// The suggestion, or what there is to choose from.
fn or_list(help: Option<Help>, what: &str, known: &[&str]) -> Option<Help> {
    help.or_else(|| (!known.is_empty()).then(|| format!("{what} {}", list(known)).into()))
}
