//! Annotated cases of highlighting: `.bat` files whose comments say which scopes the line above has. The same files are
//! read by `editors/vscode/test/grammar.test.mjs`, which says how they are written.

// Each file of tests compiles this anew, and uses a part of it.
#![allow(dead_code)]

use std::fs;
use std::ops::Range;
use std::path::PathBuf;

/// What a comment asserts.
#[derive(Debug)]
pub struct Assertion {
    /// The line of the code, without the comments, that it is about.
    pub row: usize,
    /// The columns of that line.
    pub columns: Range<usize>,
    /// What the scopes there must begin with.
    pub wanted: Vec<String>,
    /// What none may begin with.
    pub excluded: Vec<String>,
    /// The comment's own line in the file, from 1.
    pub line: usize,
}

/// A case.
#[derive(Debug)]
pub struct Annotated {
    /// Its file's name.
    pub name: String,
    /// Its code, without the comments that assert.
    pub code: Vec<String>,
    /// What they assert.
    pub assertions: Vec<Assertion>,
}

impl Annotated {
    /// The text that an assertion is about.
    pub fn text(&self, assertion: &Assertion) -> &str {
        &self.code[assertion.row][assertion.columns.clone()]
    }
}

/// All cases.
pub fn cases() -> Vec<Annotated> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("editors/vscode/test/grammar");
    let mut files: Vec<_> = fs::read_dir(folder).expect("the cases are there").flatten().map(|f| f.path()).collect();
    files.sort();
    let cases = files.iter().map(|file| {
        let name = file.file_name().expect("a file has a name").to_string_lossy().into_owned();
        parse(name, &fs::read_to_string(file).expect("a case can be read"))
    });
    cases.collect()
}

fn parse(name: String, text: &str) -> Annotated {
    let mut case = Annotated { name, code: Vec::new(), assertions: Vec::new() };
    for (index, line) in text.lines().enumerate() {
        match (mark(line), case.code.len().checked_sub(1)) {
            (Some((columns, scopes)), Some(row)) => {
                let (mut wanted, mut excluded) = (Vec::new(), Vec::new());
                let mut words = scopes.split_whitespace().map(str::to_owned);
                while let Some(word) = words.next() {
                    match word.as_str() {
                        "-" => excluded.push(words.next().expect("a scope follows `-`")),
                        _ => wanted.push(word),
                    }
                }
                case.assertions.push(Assertion { row, columns, wanted, excluded, line: index + 1 });
            }
            _ => case.code.push(line.to_owned()),
        }
    }
    case
}

/// The columns and scopes of a line that asserts.
fn mark(line: &str) -> Option<(Range<usize>, &str)> {
    let rest = line.trim_start().strip_prefix("//")?.trim_start();
    let start = line.len() - rest.len();
    if let Some(arrow) = rest.strip_prefix('<') {
        let scopes = arrow.trim_start_matches('-');
        return (scopes.len() < arrow.len()).then(|| (0..arrow.len() - scopes.len(), scopes.trim()));
    }
    let scopes = rest.trim_start_matches('^');
    let carets = rest.len() - scopes.len();
    (carets > 0).then(|| (start..start + carets, scopes.trim()))
}

/// Whether one of the scopes is `wanted`, or more exact.
pub fn covers<'a>(scopes: impl IntoIterator<Item = &'a str>, wanted: &str) -> bool {
    scopes
        .into_iter()
        .any(|scope| scope.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
}
