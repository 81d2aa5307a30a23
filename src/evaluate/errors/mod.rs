//! The mistakes that evaluation finds, and their wording.

mod environments;
mod looking;
mod places;
mod values;

use crate::diagnostics::Code;

pub use self::{environments::drop_repeated, looking::idle_exception};
pub(super) use self::{environments::*, looking::*, places::*, values::*};

/// The codes of this phase.
pub const CODES: &[Code] = &[
    environments::MISSING_SETTING,
    environments::BAD_SETTING,
    environments::LEFT_OPEN,
    environments::NO_TARGET,
    environments::INHERITED_NO_TARGET,
    places::SAME_LOGICAL_ID,
    places::EMPTY_SEGMENT,
    places::DUPLICATE_KEY,
    places::BAD_LOGICAL_ID,
    places::BAD_FORMER_PATH,
    places::OUTPUT_NAME,
    places::CONDITIONAL_REFERENCE,
    places::ELSEWHERE,
    places::OTHER_REGION,
    places::FRAGMENT,
    values::UNMET,
    values::CYCLE,
    values::BUDGET,
    values::ARITHMETIC,
    values::NO_ELEMENT,
    values::CALL,
    values::ASSERTION,
    values::WRONG_KIND,
    values::POLICY,
    values::UNKNOWN_OF_EXISTING,
    looking::BROKEN,
    looking::BROKEN_WARNING,
    looking::IDLE_EXCEPTION,
    looking::TEST_FAILED,
];

/// `` `a`, `b`, `c` ``, cut after a dozen.
fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    match names.len() {
        0..=12 => names.join(", "),
        more => format!("{} and {} more", names[..12].join(", "), more - 12),
    }
}
