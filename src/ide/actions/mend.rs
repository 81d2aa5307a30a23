//! From a report to what mends it.
//!
//! In: the code, words and place of a report, and the file with what the checker knows of it. Out: actions, the likeliest first.
//! What a report's own constructor is certain of is no matter of this file (`Diagnostic::suggestion`); the import of a name needs
//! the project, and is found by the caller.

use std::ops::Range;

use super::{Action, Known, arms, missing, nulls, optional, setting, strings, unused, written};
use crate::ide::Document;

/// What is known of a report.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// Its code.
    pub code: &'a str,
    /// What is wrong.
    pub message: &'a str,
    /// What is missing at its place, as it is written.
    pub lacking: &'a [String],
    /// What to write instead; may be empty.
    pub help: &'a str,
    /// Its place.
    pub range: &'a Range<usize>,
}

/// What mends a report.
pub fn mend(document: &Document, known: &Known, report: &Report) -> Vec<Action> {
    let (range, help) = (report.range, report.help);
    match report.code {
        "W0201" | "W0202" => unused(document, range),
        "E0314" => arms(document, known, range, report.lacking).into_iter().collect(),
        "E0601" => report.lacking.iter().filter_map(|name| setting(document, known, range, name)).collect(),
        "E0306" | "E0325" | "E0411" => missing(document, known, range).into_iter().collect(),
        "E0317" => {
            let mut found: Vec<Action> = optional(document, range).into_iter().collect();
            found.extend(nulls::test(document, range));
            found
        }
        "E0309" if help.starts_with("join text within a string") => {
            strings::interpolate(document, known, range).into_iter().collect()
        }
        _ if report.message.contains("may be `null`") || help.starts_with("it may be `null`") => {
            let mut found = written::written(document, report);
            if found.is_empty() {
                found.extend(nulls::otherwise(document, known, range));
            }
            found.extend(nulls::test(document, range));
            found
        }
        _ => written::written(document, report),
    }
}
