//! `batc test`.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use super::args::{MessageFormat, Messages, Test, TestFormat};
use super::console::{self, Console};
use super::{exit, inputs, junit};
use crate::diagnostics::Diagnostics;
use crate::diagnostics::render::{self, PathBase, plain_line};
use crate::driver::{self, Outcome, TestOptions, TestOutcome, TestResult};
use crate::source::SourceMap;

pub fn run(console: &mut Console, arguments: &Test) -> u8 {
    let begin = Instant::now();
    let messages = Messages {
        message_format: match arguments.message_format {
            TestFormat::Human | TestFormat::Junit => MessageFormat::Human,
            TestFormat::Short => MessageFormat::Short,
            TestFormat::Json => MessageFormat::Json,
        },
        deny: arguments.deny.clone(),
    };
    let is_junit = arguments.message_format == TestFormat::Junit;
    let inputs = match inputs::open(&arguments.paths, true) {
        Ok(inputs) => inputs,
        Err(problems) => return console.report_unplaced(problems, &messages, is_junit),
    };
    let options = TestOptions { filter: arguments.filter.clone() };
    let TestOutcome { sources, diagnostics, results } = driver::test(&inputs.world, &inputs.files, &options);
    let mut code = console.report(&sources, diagnostics, &messages, &inputs.paths, is_junit);
    let failed = results.iter().any(|result| result.outcome.is_failure());
    if failed {
        code = code.max(exit::SOURCES);
    }
    match arguments.message_format {
        TestFormat::Human | TestFormat::Short => {
            let mut all = Diagnostics::new();
            results.iter().flat_map(|result| &result.diagnostics).for_each(|d| all.push(d.clone()));
            console.report(&sources, all, &messages, &inputs.paths, false);
            if !results.is_empty() {
                console.tell(&summary(&results, begin.elapsed()));
            }
            code
        }
        TestFormat::Json => match json(&sources, &results, &inputs.paths) {
            Ok(text) => console::finish(code, console.print(&text)),
            Err(error) => console::finish(code, Err(error)),
        },
        TestFormat::Junit => {
            let text = junit::document(&sources, &results, &inputs.paths);
            console::finish(code, console.print(text.as_bytes()))
        }
    }
}

/// A line for each test and outcome, and the sum.
fn summary(results: &[TestResult], took: Duration) -> String {
    let mut text = String::new();
    let mut at = 0;
    while let Some(first) = results.get(at) {
        let same = results[at..].iter().take_while(|r| r.span == first.span).count();
        let group = &results[at..at + same];
        at += same;
        let outcomes = [Outcome::Passed, Outcome::Failed, Outcome::NotBuilt, Outcome::Skipped];
        for outcome in outcomes {
            let of: Vec<&TestResult> = group.iter().filter(|r| r.outcome == outcome).collect();
            if of.is_empty() {
                continue;
            }
            let envs: Vec<&str> = of.iter().filter_map(|r| r.env.as_deref()).collect();
            let _ = write!(text, "{:8}{}", word(outcome), plain_line(&first.name));
            let _ = match envs.is_empty() {
                true => writeln!(text),
                false => writeln!(text, ": {}", plain_line(&envs.join(", "))),
            };
        }
    }
    let count = |outcomes: &[Outcome]| results.iter().filter(|r| outcomes.contains(&r.outcome)).count();
    let plural = if results.len() == 1 { "" } else { "s" };
    let _ = write!(text, "{} test{plural}: {} passed", results.len(), count(&[Outcome::Passed]));
    for (outcomes, word) in [(&[Outcome::Failed, Outcome::NotBuilt][..], "failed"), (&[Outcome::Skipped], "skipped")] {
        if count(outcomes) > 0 {
            let _ = write!(text, ", {} {word}", count(outcomes));
        }
    }
    let _ = writeln!(text, " in {} ms", took.as_millis());
    text
}

/// What is written before a test's name.
fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Passed => "ok",
        Outcome::Failed => "FAILED",
        Outcome::Skipped => "skipped",
        Outcome::NotBuilt => "ERRORS",
    }
}

/// The outcome as programs read it.
pub fn outcome_name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Passed => "passed",
        Outcome::Failed => "failed",
        Outcome::Skipped => "skipped",
        Outcome::NotBuilt => "not built",
    }
}

/// An object for each test and environment, a line each.
fn json(sources: &SourceMap, results: &[TestResult], paths: &PathBase) -> std::io::Result<Vec<u8>> {
    let mut out = Vec::new();
    for result in results {
        let (file, start, _) = sources.positions(result.span);
        let mut list = Vec::new();
        let format = render::MessageFormat::Json;
        render::render(&mut list, sources, &result.diagnostics, format, render::Look::default(), paths)?;
        let lines = list.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        let diagnostics: Vec<serde_json::Value> = lines.filter_map(|line| serde_json::from_slice(line).ok()).collect();
        let record = serde_json::json!({
            "test": result.name,
            "environment": result.env,
            "outcome": outcome_name(result.outcome),
            "file": paths.show(&file.path),
            "line": start.line,
            "diagnostics": diagnostics,
        });
        render::write_plain_json(&mut out, &record)?;
        out.push(b'\n');
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{ChunkId, Span};

    fn result(name: &str, at: usize, env: Option<&str>, outcome: Outcome) -> TestResult {
        let span = Span::new(ChunkId(0), at, at + 1);
        TestResult { name: name.to_owned(), span, env: env.map(str::to_owned), outcome, diagnostics: Vec::new() }
    }

    #[test]
    fn the_summary_groups_environments() {
        let results = [
            result("one", 0, Some("development"), Outcome::Passed),
            result("one", 0, Some("staging"), Outcome::Failed),
            result("one", 0, Some("production"), Outcome::Passed),
            result("two", 5, None, Outcome::Passed),
            result("three", 9, Some("development"), Outcome::Skipped),
        ];
        insta::assert_snapshot!(summary(&results, Duration::from_millis(7)));
    }
}
