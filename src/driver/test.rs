//! `batc test`: tests against what environments compile to, and programs that must be refused.

use super::{CheckOutcome, compile, errors};
use crate::diagnostics::render::{self, Look, MessageFormat, PathBase};
use crate::diagnostics::{Diagnostic, Diagnostics, Severity};
use crate::evaluate::{self, Verdict};
use crate::hir::{Program, TestKind};
use crate::source::{SourceMap, Span};
use crate::world::{FilePath, World};

/// Which tests are run.
#[derive(Clone, Debug, Default)]
pub struct TestOptions {
    /// Only those with this text in their names.
    pub filter: Option<String>,
}

/// What the tests found.
#[derive(Debug, Default)]
pub struct TestOutcome {
    /// The texts that the diagnostics point into.
    pub sources: SourceMap,
    /// Mistakes and warnings of the sources and of the environments, tests left aside.
    pub diagnostics: Diagnostics,
    /// What each test found, in source order, for each environment.
    pub results: Vec<TestResult>,
}

/// What a test found in one environment.
#[derive(Debug)]
pub struct TestResult {
    /// The test's name.
    pub name: String,
    /// Its name's place.
    pub span: Span,
    /// The environment; none for a program that must be refused.
    pub env: Option<String>,
    /// What came of it.
    pub outcome: Outcome,
    /// Why it failed.
    pub diagnostics: Vec<Diagnostic>,
}

/// What came of a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything holds.
    Passed,
    /// Something does not.
    Failed,
    /// No assert was reached in this environment.
    Skipped,
    /// The environment has errors, which were reported.
    NotBuilt,
}

impl Outcome {
    /// Whether `batc test` fails because of it.
    pub fn is_failure(self) -> bool {
        matches!(self, Outcome::Failed | Outcome::NotBuilt)
    }
}

/// Checks the files and runs their tests.
pub fn test(world: &World, inputs: &[FilePath], options: &TestOptions) -> TestOutcome {
    let (CheckOutcome { sources, mut diagnostics }, program) = compile(world, inputs);
    let mut results = Vec::new();
    if !diagnostics.has_errors() {
        let is_meant = |name: &str| options.filter.as_ref().is_none_or(|text| name.contains(text.as_str()));
        let meant: Vec<usize> = (0..program.tests.len()).filter(|i| is_meant(&program.tests[*i].name)).collect();
        if meant.is_empty() {
            diagnostics.push(errors::nothing_to_test(options.filter.as_deref()));
        }
        let evaluated = evaluate::Options { tests: true, ..evaluate::Options::default() };
        let mut tested =
            evaluate::test(&program, &meant, (&sources, world), &evaluated, &mut diagnostics).into_iter().peekable();
        for index in meant {
            match &program.tests[index].kind {
                TestKind::For { .. } => {
                    while let Some(found) = tested.next_if(|found| found.test == index) {
                        results.push(result(&program, found));
                    }
                }
                TestKind::Expects { .. } => results.push(expects(&program, index, &sources, world, inputs)),
            }
        }
    }
    TestOutcome { sources, diagnostics, results }
}

fn result(program: &Program, found: evaluate::Tested) -> TestResult {
    let test = &program.tests[found.test];
    TestResult {
        name: test.name.to_string(),
        span: test.span,
        env: Some(program.envs[found.env].name.to_string()),
        outcome: match found.verdict {
            Verdict::Passed => Outcome::Passed,
            Verdict::Failed => Outcome::Failed,
            Verdict::Skipped => Outcome::Skipped,
            Verdict::NotBuilt => Outcome::NotBuilt,
        },
        diagnostics: found.diagnostics,
    }
}

/// Compiles a program that must be refused, as a file of its own in the place of the test's.
fn expects(program: &Program, index: usize, sources: &SourceMap, world: &World, inputs: &[FilePath]) -> TestResult {
    let test = &program.tests[index];
    let mut result = TestResult {
        name: test.name.to_string(),
        span: test.span,
        env: None,
        outcome: Outcome::Passed,
        diagnostics: Vec::new(),
    };
    let TestKind::Expects { code, code_span, texts, program: body, imports } = &test.kind else { return result };
    let (file, range) = sources.resolve(*body);
    let source = sources.file(file);
    let Some(path) = inputs.iter().find(|input| input.display() == source.path) else { return result };
    let mut kept: Vec<std::ops::Range<usize>> = imports.iter().map(|span| sources.resolve(*span).1).collect();
    kept.push(range.start + 1..range.end.saturating_sub(1).max(range.start + 1));
    let other = world.with(path, &blanked(&source.text, &kept));
    let (sources, found) = outcome_of(&other, path);
    let errors: Vec<&Diagnostic> = found.iter().filter(|d| d.severity == Severity::Error).collect();
    let is_it = |d: &&Diagnostic| d.code.id == code.as_str();
    let as_expected = match code.starts_with('W') {
        true => errors.is_empty() && found.iter().any(|d| is_it(&d)),
        false => !errors.is_empty() && errors.iter().all(is_it),
    };
    if !as_expected {
        // The program need not use all that the file imports.
        let warnings = found.iter().filter(|d| d.code.id != "W0201");
        let told: Vec<&Diagnostic> = if errors.is_empty() { warnings.collect() } else { errors };
        let mut codes: Vec<&str> = told.iter().map(|d| d.code.id).collect();
        codes.dedup();
        let lines = lines(&sources, &told);
        result.outcome = Outcome::Failed;
        result.diagnostics.push(errors::not_as_expected(*code_span, code, &codes, lines));
        return result;
    }
    // One report has to say all of it. Of the one that says most, the first text that it lacks is told.
    let reports: Vec<(&Diagnostic, String)> =
        found.iter().filter(|d| is_it(d)).map(|d| (d, said(&sources, d))).collect();
    let missing = |said: &str| texts.iter().filter(|(text, _)| !said.contains(text.as_str())).collect::<Vec<_>>();
    let nearest = reports.iter().map(|(d, said)| (d, missing(said))).min_by_key(|(_, missing)| missing.len());
    if let Some((report, missing)) = nearest
        && let Some((text, span)) = missing.first()
    {
        let lines = lines(&sources, &[report]);
        result.outcome = Outcome::Failed;
        result.diagnostics.push(errors::not_said(*span, code, text, reports.len(), lines));
    }
    result
}

/// All that a report says: the files of its places and the words at them, its message, lines and help.
fn said(sources: &SourceMap, diagnostic: &Diagnostic) -> String {
    let mut parts = vec![diagnostic.message.as_str()];
    for label in &diagnostic.labels {
        parts.push(&sources.file(sources.resolve(label.span).0).path);
        parts.push(&label.text);
    }
    parts.extend(diagnostic.detail.as_deref().map(|detail| detail.lines.as_str()));
    parts.extend(diagnostic.help.as_deref());
    parts.join("\n")
}

/// What checking a file and building its environments reports.
fn outcome_of(world: &World, path: &FilePath) -> (SourceMap, Vec<Diagnostic>) {
    let inputs = [path.clone()];
    let (CheckOutcome { sources, mut diagnostics }, program) = compile(world, &inputs);
    if !diagnostics.has_errors() {
        for (index, env) in program.envs.iter().enumerate() {
            if env.requested && !env.is_abstract {
                let options = evaluate::Options::default();
                evaluate::build(&program, index, (&sources, world), &options, &mut diagnostics);
            }
        }
    }
    let list = diagnostics.into_sorted(&sources);
    (sources, list)
}

/// A text in which all but some parts is blank, every byte in its place.
pub(crate) fn blanked(text: &str, kept: &[std::ops::Range<usize>]) -> String {
    let is_kept = |at: usize| kept.iter().any(|range| range.contains(&at));
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '\n' => out.push('\n'),
            c if is_kept(at) => out.push(c),
            c => out.extend(std::iter::repeat_n(' ', c.len_utf8())),
        }
    }
    out
}

/// Diagnostics, a line each.
fn lines(sources: &SourceMap, list: &[&Diagnostic]) -> Option<String> {
    let list: Vec<Diagnostic> = list.iter().map(|d| (*d).clone()).collect();
    let mut out = Vec::new();
    let look = Look { color: false, ..Look::default() };
    render::render(&mut out, sources, &list, MessageFormat::Short, look, &PathBase::default()).ok()?;
    let text = String::from_utf8(out).ok()?;
    (!text.is_empty()).then_some(text)
}
