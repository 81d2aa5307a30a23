//! What several tests need: cases of more than one file, and reports as text.

use std::path::Path;

use batc::diagnostics::Diagnostics;
use batc::diagnostics::render::{Look, MessageFormat, PathBase, render};
use batc::driver::{self, BuildOptions, TestOptions};
use batc::source::SourceMap;
use batc::world::{FilePath, World};

/// The files of a case. A line `// file: PATH` begins a file of that path; what stands before the first such line is
/// `main.bat`.
pub fn files(case: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in case.lines() {
        if let Some(path) = line.strip_prefix("// file: ") {
            files.push((path.trim().to_owned(), String::new()));
            continue;
        }
        if files.is_empty() {
            files.push(("main.bat".to_owned(), String::new()));
        }
        let (_, text) = files.last_mut().expect("one was just pushed");
        text.push_str(line);
        text.push('\n');
    }
    files
}

/// A world of these files, and those of them that are sources.
pub fn world(files: &[(String, String)]) -> (World, Vec<FilePath>) {
    let world = World::in_memory(files.iter().map(|(path, text)| (path.as_str(), text)));
    let sources = files.iter().filter(|(path, _)| path.ends_with(".bat"));
    let inputs = sources.map(|(path, _)| world.input(path.as_ref()).expect("it is in memory")).collect();
    (world, inputs)
}

/// The diagnostics as people read them, without colour, 100 columns wide.
#[allow(dead_code, reason = "not every test shows reports")]
pub fn human(sources: &SourceMap, diagnostics: Diagnostics) -> String {
    let sorted = diagnostics.into_sorted(sources);
    let mut out = Vec::new();
    let paths = PathBase::new(Path::new("/"), Path::new("/"));
    render(&mut out, sources, &sorted, MessageFormat::Human, Look::default(), &paths).expect("memory takes it");
    String::from_utf8(out).expect("reports are text")
}

/// The blocks of a page whose fence says `info`, with the line that each begins at.
#[allow(dead_code, reason = "not every test reads pages")]
pub fn blocks<'p>(page: &'p str, info: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut lines = page.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        let Some(fence) = line.strip_prefix("```") else { continue };
        let text: Vec<&'p str> = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```").collect();
        if fence == info {
            found.push((at + 1, text.join("\n") + "\n"));
        }
    }
    found
}

/// What checking the example, and running its tests or else building its environments, finds.
#[allow(dead_code, reason = "not every test runs examples")]
pub fn outcome(example: &str) -> (SourceMap, Diagnostics) {
    let files = files(example);
    let (world, inputs) = world(&files);
    let checked = driver::check(&world, &inputs);
    let begins = |word: &str| files.iter().any(|(_, text)| text.lines().any(|line| line.starts_with(word)));
    if !checked.diagnostics.has_errors() && begins("test ") {
        let tested = driver::test(&world, &inputs, &TestOptions::default());
        let mut diagnostics = tested.diagnostics;
        tested.results.into_iter().flat_map(|result| result.diagnostics).for_each(|d| diagnostics.push(d));
        return (tested.sources, diagnostics);
    }
    let has_env = begins("env ");
    if checked.diagnostics.has_errors() || !has_env {
        return (checked.sources, checked.diagnostics);
    }
    let built = driver::build(&world, &inputs, &BuildOptions::default());
    (built.sources, built.diagnostics)
}

/// Each diagnostic on a line.
#[allow(dead_code, reason = "not every test lists diagnostics")]
pub fn list(sources: &SourceMap, diagnostics: &Diagnostics) -> String {
    let line = |d: &batc::diagnostics::Diagnostic| match d.span() {
        Some(span) => {
            let (file, start, _) = sources.positions(span);
            format!("{}:{}:{}: {}: {}\n", file.path, start.line, start.column, d.code.id, d.message)
        }
        None => format!("{}: {}\n", d.code.id, d.message),
    };
    diagnostics.iter().map(line).collect()
}
