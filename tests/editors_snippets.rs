//! What VS Code's snippets write is a sound text, and the source in the README's picture is a sound program.

use std::fs;
use std::path::PathBuf;

use batc::diagnostics::{Diagnostics, Severity};
use batc::driver::{self, TestOptions};
use batc::parse::parse_file;
use batc::source::SourceMap;
use batc::words;
use batc::world::World;
use regex::{Captures, Regex};
use serde_json::Value;

fn read(path: &str) -> String {
    fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// A snippet's text when nothing is typed over: a place keeps its text, and is named alike wherever it stands.
fn expanded(body: &str) -> String {
    // `\$` is a dollar; `${1:text}` and `${0:text}` are places with a text, of which none here holds another.
    let place = Regex::new(r"\\\$|\$\{(\d):((?:[^{}\\]|\\.)*)\}|\$\d").expect("it is a pattern");
    let text = place.replace_all(body, |found: &Captures| match (&found[0], found.get(2)) {
        (r"\$", _) => "$".to_owned(),
        (_, Some(text)) => text.as_str().to_owned(),
        _ => String::new(),
    });
    text.into_owned()
}

/// The reports of the parser.
fn mistakes(text: &str) -> Vec<String> {
    let mut sources = SourceMap::default();
    let mut diagnostics = Diagnostics::new();
    let file = sources.add_file("main.bat", text);
    parse_file(&mut sources, file, &mut diagnostics);
    diagnostics.iter().map(|d| d.message.clone()).collect()
}

#[test]
fn snippets_are_sound() {
    let snippets: Value = serde_json::from_str(&read("editors/vscode/snippets/batc.json")).expect("it is JSON");
    let snippets = snippets.as_object().expect("it is an object");
    assert!(snippets.len() > 15, "there are some");
    for (name, snippet) in snippets {
        let lines: Vec<_> =
            snippet["body"].as_array().expect("lines").iter().map(|l| l.as_str().expect("text")).collect();
        let text = expanded(&lines.join("\n"));
        let first = text.lines().find(|line| !line.starts_with("///")).unwrap_or_default();
        let word = first.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        let is_instance = first.starts_with("stack ") && first.contains('=');
        let in_body = word.is_empty() || (words::STATEMENTS.contains(&word) && !matches!(word, "let" | "stack"));
        // A decorator needs what it decorates.
        let text = if word.is_empty() { format!("{text}\nresource a = AWS::SQS::Queue {{}}") } else { text };
        let text = match () {
            () if is_instance => format!("app Around {{\n{text}\n}}\n"),
            () if in_body => format!("construct Around {{\n{text}\n}}\n"),
            () => format!("{text}\n"),
        };
        assert_eq!(mistakes(&text), Vec::<String>::new(), "{name}:\n{text}");
        assert!(!text.contains("${1"), "{name}: {text}");
    }
}

#[test]
fn the_picture_shows_a_sound_program() {
    let text = read("editors/vscode/scripts/screenshot.bat");
    let world = World::in_memory([("main.bat", text.as_str())]);
    let input = world.input("main.bat".as_ref()).expect("it is in memory");
    let outcome = driver::test(&world, &[input], &TestOptions::default());
    let errors: Vec<_> = outcome.diagnostics.iter().filter(|d| d.code.severity() == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(outcome.results.len(), 1);
    assert!(outcome.results.iter().all(|result| !result.outcome.is_failure()));
}
