//! `batc test`: what tests find, and how rules are told.
//!
//! A case of `cases/test` is one file; a line `// file: PATH` begins another file of the case, what stands before the first
//! such line is `main.bat`. The snapshot has all diagnostics, and a line for each test and environment.

mod support;

use batc::diagnostics::Diagnostics;
use batc::driver::{self, Outcome, TestOptions};

#[test]
fn outcomes() {
    insta::glob!("cases/test/*.bat", |path| {
        let case = std::fs::read_to_string(path).expect("it is there");
        let (world, inputs) = support::world(&support::files(&case));
        let tested = driver::test(&world, &inputs, &TestOptions::default());
        let mut text = support::human(&tested.sources, tested.diagnostics);
        let mut failures = Diagnostics::new();
        tested.results.iter().flat_map(|result| &result.diagnostics).for_each(|d| failures.push(d.clone()));
        text.push_str(&support::human(&tested.sources, failures));
        for result in &tested.results {
            let word = match result.outcome {
                Outcome::Passed => "passed",
                Outcome::Failed => "failed",
                Outcome::Skipped => "skipped",
                Outcome::NotBuilt => "not built",
            };
            let env = result.env.as_deref().map(|env| format!(" ({env})")).unwrap_or_default();
            text.push_str(&format!("{word}: {}{env}\n", result.name));
        }
        insta::assert_snapshot!(text);
    });
}
