//! Highlighting in Sublime Text: its syntax in an engine with the same rules, on the annotated cases and on every `.bat` file of
//! the project.

use std::fs;
use std::path::{Path, PathBuf};

use syntect::parsing::{ParseState, ScopeStack, SyntaxDefinition, SyntaxSet, SyntaxSetBuilder};

#[path = "support/annotated.rs"]
mod annotated;

use annotated::covers;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn syntaxes() -> SyntaxSet {
    let text = fs::read_to_string(root().join("editors/sublime/batc.sublime-syntax")).expect("the syntax is there");
    let syntax = SyntaxDefinition::load_from_str(&text, true, None).unwrap_or_else(|e| panic!("the syntax: {e}"));
    let mut builder = SyntaxSetBuilder::new();
    builder.add(syntax);
    builder.build()
}

/// Where stretches of equal scopes begin in a line, and these scopes.
type Stretches = Vec<(usize, Vec<String>)>;

/// The stretches of each line, and the scopes that are open at the end.
fn scopes<'a>(syntaxes: &SyntaxSet, lines: impl Iterator<Item = &'a str>) -> (Vec<Stretches>, Vec<String>) {
    let mut state = ParseState::new(&syntaxes.syntaxes()[0]);
    let mut stack = ScopeStack::new();
    let names = |stack: &ScopeStack| stack.scopes.iter().map(|scope| scope.build_string()).collect::<Vec<_>>();
    let mut read = |line: &str| {
        let mut stretches = vec![(0, names(&stack))];
        for (at, op) in state.parse_line(&format!("{line}\n"), syntaxes).expect("the syntax holds together") {
            stack.apply(&op).expect("the scopes are balanced");
            stretches.push((at, names(&stack)));
        }
        stretches
    };
    let all = lines.map(&mut read).collect();
    read("");
    (all, names(&stack))
}

#[test]
fn annotated_cases() {
    let syntaxes = syntaxes();
    let mut wrong = Vec::new();
    for case in annotated::cases() {
        assert!(case.assertions.len() > 10, "{} asserts nothing", case.name);
        let (lines, _) = scopes(&syntaxes, case.code.iter().map(String::as_str));
        for assertion in &case.assertions {
            for column in assertion.columns.clone() {
                let (_, found) =
                    lines[assertion.row].iter().rev().find(|(at, _)| *at <= column).expect("one begins at 0");
                let has = |scope: &&String| covers(found.iter().map(String::as_str), scope);
                let missing: Vec<_> = assertion.wanted.iter().filter(|scope| !has(scope)).collect();
                let unwanted: Vec<_> = assertion.excluded.iter().filter(has).collect();
                if !missing.is_empty() || !unwanted.is_empty() {
                    let at = format!("{}:{}", case.name, assertion.line);
                    wrong.push(format!("{at}: missing {missing:?}, unwanted {unwanted:?} in {}", found.join(" ")));
                    break;
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_ends_where_it_began() {
    let syntaxes = syntaxes();
    let mut files = Vec::new();
    sources(&root(), &mut files);
    assert!(files.len() > 400, "the project was found");
    let half = files.len().div_ceil(2);
    std::thread::scope(|threads| {
        for files in files.chunks(half) {
            threads.spawn(|| files.iter().for_each(|file| ends_where_it_began(&syntaxes, file)));
        }
    });
}

fn ends_where_it_began(syntaxes: &SyntaxSet, file: &Path) {
    let text = fs::read_to_string(file).expect("a source can be read");
    let (_, open) = scopes(syntaxes, text.lines());
    // It is about a text of several lines that does not end.
    if !file.ends_with("parse-errors/E0102_unterminated.bat") {
        assert_eq!(open, ["source.bat"], "{}", file.display());
    }
}

/// All `.bat` files below a folder, without what is built or installed.
fn sources(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder can be read").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        if path.is_dir() {
            if !name.starts_with('.') && !matches!(name.as_str(), "target" | "node_modules" | "out") {
                sources(&path, files);
            }
        } else if name.ends_with(".bat") {
            files.push(path);
        }
    }
}
