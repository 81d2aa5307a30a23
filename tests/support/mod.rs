//! What several tests need: cases of more than one file, and reports as text.

use std::path::Path;

use batc::diagnostics::Diagnostics;
use batc::diagnostics::render::{Look, MessageFormat, PathBase, render};
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
