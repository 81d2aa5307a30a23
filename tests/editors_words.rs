//! No word of the language is missing in an editor's files, and none is in them that the language no longer has. The words
//! are those of [`batc::words`], which the grammar and the compiler's tables give.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use batc::words;

#[path = "support/annotated.rs"]
mod annotated;

use annotated::covers;

/// A kind of words, and how a file of the editors marks the line that has all of them.
struct Kind {
    name: &'static str,
    words: BTreeSet<&'static str>,
}

fn kinds() -> [Kind; 5] {
    let kind = |name, words: Vec<_>| Kind { name, words: words.into_iter().collect() };
    [
        kind("keywords", words::keywords()),
        kind("constants", words::CONSTANTS.into()),
        kind("sections and variables", [&words::SECTIONS[..], &words::VARIABLES].concat()),
        kind("types", words::types().collect()),
        kind("functions", words::functions().collect()),
    ]
}

/// The files that must know all words, and what begins a comment in each.
const FILES: [(&str, &str); 3] = [
    ("editors/vscode/syntaxes/bat.tmLanguage.json", "//"),
    ("editors/sublime/batc.sublime-syntax", "#"),
    ("editors/vim/syntax/batc.vim", "\""),
];

fn read(path: &str) -> String {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&file).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).filter(|word| !word.is_empty())
}

#[test]
fn no_word_is_missing() {
    let mut missing = Vec::new();
    for (path, comment) in FILES {
        let text = read(path);
        // An escape of a pattern, such as `\b`, is no part of the word after it.
        let text = text.replace("\\\\b", " ").replace("\\b", " ").replace("\\<", " ");
        let known: BTreeSet<_> =
            text.lines().filter(|line| !line.trim_start().starts_with(comment)).flat_map(words_of).collect();
        for kind in kinds() {
            let unknown = kind.words.iter().filter(|word| !known.contains(*word));
            missing.extend(unknown.map(|word| format!("{path}: {} `{word}`", kind.name)));
        }
    }
    assert!(missing.is_empty(), "missing:\n{}", missing.join("\n"));
}

/// Types and functions stand in one pattern each, which must name these and no others. Sublime Text's syntax is made from
/// that of VS Code.
#[test]
fn no_word_is_out_of_date() {
    let grammar: serde_json::Value =
        serde_json::from_str(&read("editors/vscode/syntaxes/bat.tmLanguage.json")).expect("it is JSON");
    let vim = read("editors/vim/syntax/batc.vim");
    for (rule, scope, group, words) in [
        ("types", "support.type.builtin.bat", "batcBuiltinType", words::types().collect::<BTreeSet<_>>()),
        ("calls", "support.function.builtin.bat", "batcBuiltin", words::functions().collect()),
    ] {
        let line =
            vim.lines().find(|line| line.starts_with(&format!("syn match {group} "))).expect("the group is there");
        let (_, list) = line.split_once(r"\%(").expect("it has a list of words");
        let list = list.split(r"\)").next().unwrap_or_default();
        assert_eq!(list.split(r"\|").collect::<BTreeSet<_>>(), words, "{group}");
        let patterns = grammar["repository"][rule]["patterns"].as_array().expect("a rule has patterns");
        let pattern = patterns.iter().find(|p| p["name"] == scope).expect("one has the scope");
        let pattern = pattern["match"].as_str().expect("it is a pattern");
        let (_, list) = pattern.rsplit_once("(?:").expect("it has a list of words");
        let list = list.split(')').next().unwrap_or_default();
        assert_eq!(list.split('|').collect::<BTreeSet<_>>(), words, "{scope}");
    }
}

/// That a word is in a file says little: each is in an annotated case too, which the editors' engines run.
#[test]
fn each_word_is_in_an_annotated_case() {
    let of_words = [
        "storage",
        "keyword",
        "constant.language",
        "support.type.builtin",
        "support.function.builtin",
        "variable.language",
    ];
    let mut seen = BTreeSet::new();
    for case in annotated::cases() {
        for assertion in &case.assertions {
            if of_words.iter().any(|scope| covers(assertion.wanted.iter().map(String::as_str), scope)) {
                seen.extend(words_of(case.text(assertion)).map(str::to_owned));
            }
        }
    }
    for kind in kinds() {
        let missing: Vec<_> = kind.words.iter().filter(|word| !seen.contains(**word)).collect();
        assert!(missing.is_empty(), "{} without a case: {missing:?}", kind.name);
    }
}
