//! JUnit's XML, which CI systems show.

use std::fmt::Write as _;

use super::test::outcome_name;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::render::{self, Look, MessageFormat, PathBase};
use crate::driver::{Outcome, TestResult};
use crate::source::SourceMap;

/// One suite for each file, one case for each test and environment.
pub fn document(sources: &SourceMap, results: &[TestResult], paths: &PathBase) -> String {
    let file_of = |result: &TestResult| paths.show(&sources.positions(result.span).0.path);
    let mut files: Vec<String> = Vec::new();
    for result in results {
        let file = file_of(result);
        if !files.contains(&file) {
            files.push(file);
        }
    }
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
    let _ = writeln!(out, "<testsuites name=\"batc test\" {}>", counts(results.iter()));
    for file in files {
        let of_file = || results.iter().filter(|result| file_of(result) == file);
        let _ = writeln!(out, "  <testsuite name=\"{}\" {}>", escaped(&file), counts(of_file()));
        for result in of_file() {
            write_case(&mut out, sources, result, &file, paths);
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

fn counts<'a>(results: impl Iterator<Item = &'a TestResult>) -> String {
    let (mut all, mut failures, mut errors, mut skipped) = (0, 0, 0, 0);
    for result in results {
        all += 1;
        match result.outcome {
            Outcome::Passed => {}
            Outcome::Failed => failures += 1,
            Outcome::NotBuilt => errors += 1,
            Outcome::Skipped => skipped += 1,
        }
    }
    format!("tests=\"{all}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"{skipped}\"")
}

fn write_case(out: &mut String, sources: &SourceMap, result: &TestResult, file: &str, paths: &PathBase) {
    let name = match &result.env {
        Some(env) => format!("{} ({env})", result.name),
        None => result.name.clone(),
    };
    let line = sources.positions(result.span).1.line;
    let _ = write!(
        out,
        "    <testcase name=\"{}\" classname=\"{}\" file=\"{}\" line=\"{line}\"",
        escaped(&name),
        escaped(file),
        escaped(file)
    );
    match result.outcome {
        Outcome::Passed => out.push_str("/>\n"),
        Outcome::Skipped => out.push_str(">\n      <skipped message=\"no assert was reached\"/>\n    </testcase>\n"),
        outcome => {
            let tag = if outcome == Outcome::Failed { "failure" } else { "error" };
            let message = result.diagnostics.first().map_or(outcome_name(outcome), |d| d.message.as_str());
            let text = lines(sources, &result.diagnostics, paths);
            let _ = writeln!(out, ">\n      <{tag} message=\"{}\">{}</{tag}>", escaped(message), escaped(&text));
            out.push_str("    </testcase>\n");
        }
    }
}

/// The diagnostics in words, each with its places and details.
fn lines(sources: &SourceMap, list: &[Diagnostic], paths: &PathBase) -> String {
    let mut out = Vec::new();
    let look = Look { color: false, unicode: true, width: 100 };
    match render::render(&mut out, sources, list, MessageFormat::Human, look, paths) {
        Ok(()) => String::from_utf8_lossy(&out).into_owned(),
        Err(_) => String::new(),
    }
}

/// Text within XML; control characters, which XML cannot hold, are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}
