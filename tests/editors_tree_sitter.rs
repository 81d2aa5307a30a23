//! Emacs, and the editors that read tree-sitter's grammar, know all words of the language, and have the grammar's queries.
//!
//! The queries in `editors/tree-sitter-bat/queries` are the ones to edit. Neovim, Helix and Zed have their own names for what is
//! captured: `UPDATE_EDITORS=1 cargo test --test editors_tree_sitter` writes their copies anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use batc::words;
use regex::Regex;
use serde_json::Value;

const GRAMMAR: &str = "editors/tree-sitter-bat";

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("it is a pattern")
}

/// The kinds of nodes of the grammar: those with a name, or the tokens.
fn kinds(named: bool) -> BTreeSet<String> {
    let kinds: Vec<Value> = serde_json::from_str(&read(&format!("{GRAMMAR}/src/node-types.json"))).expect("it is JSON");
    let wanted = kinds.iter().filter(|kind| kind["named"] == named && kind.get("subtypes").is_none());
    wanted.map(|kind| kind["type"].as_str().expect("a kind has a name").to_owned()).collect()
}

/// The words among strings.
fn words_of<'t>(texts: impl IntoIterator<Item = &'t str>) -> BTreeSet<&'t str> {
    texts.into_iter().filter(|text| text.bytes().all(|b| b.is_ascii_lowercase())).collect()
}

/// A query without its comments.
fn query(name: &str) -> String {
    pattern("(?m)^;.*$").replace_all(&read(name), "").into_owned()
}

/// The tokens that a query names; the strings of its predicates are none.
fn tokens(query: &str) -> BTreeSet<String> {
    let bare = pattern(r#"\(#(?:"[^"]*"|[^)"])*\)"#).replace_all(query, "");
    pattern(r#""([^"]+)""#).captures_iter(&bare).map(|found| found[1].to_owned()).collect()
}

/// The strings of which the node captured so must be one.
fn any_of(query: &str, capture: &str) -> BTreeSet<String> {
    let list = pattern(&format!(r"#any-of\? @{}\b([^)]*)\)", regex::escape(capture)));
    let list = list.captures(query).unwrap_or_else(|| panic!("no list for @{capture}"));
    pattern(r#""([^"]+)""#).captures_iter(&list[1]).map(|found| found[1].to_owned()).collect()
}

fn owned<'w>(words: impl IntoIterator<Item = &'w str>) -> BTreeSet<String> {
    words.into_iter().map(str::to_owned).collect()
}

#[test]
fn the_grammar_has_all_keywords() {
    let tokens = kinds(false);
    let mut keywords = words_of(words::keywords());
    keywords.extend(words::CONSTANTS);
    assert_eq!(words_of(tokens.iter().map(String::as_str)), keywords);
}

#[test]
fn highlights_name_all_words() {
    let query = query(&format!("{GRAMMAR}/queries/highlights.scm"));
    let tokens = tokens(&query);
    assert_eq!(words_of(tokens.iter().map(String::as_str)), words_of(words::keywords()));
    assert_eq!(any_of(&query, "type.builtin"), owned(words::types()));
    assert_eq!(any_of(&query, "function.builtin"), owned(words::functions()));
    assert_eq!(any_of(&query, "variable.builtin"), owned(words::VARIABLES));
}

#[test]
fn highlights_name_all_tokens() {
    let known = tokens(&query(&format!("{GRAMMAR}/queries/highlights.scm")));
    // What a node around it highlights.
    let covered = ["\"", "\"\"\"", "$", "///", "true", "false", "null"];
    let missing: Vec<_> =
        kinds(false).into_iter().filter(|kind| !known.contains(kind) && !covered.contains(&kind.as_str())).collect();
    assert!(missing.is_empty(), "tokens without a highlight: {missing:?}");
}

#[test]
fn the_corpus_has_all_kinds_of_nodes() {
    let mut corpus = String::new();
    for entry in fs::read_dir(path(&format!("{GRAMMAR}/test/corpus"))).expect("there is a corpus") {
        corpus += &fs::read_to_string(entry.expect("it can be read").path()).expect("it is text");
    }
    let missing: Vec<_> =
        kinds(true).into_iter().filter(|kind| !pattern(&format!(r"\({kind}\b")).is_match(&corpus)).collect();
    assert!(missing.is_empty(), "in no test: {missing:?}");
}

/// The strings of a constant of Emacs' mode.
fn lisp_words(text: &str, constant: &str) -> BTreeSet<String> {
    let list = pattern(&format!(r"\(defconst {constant}\s+'\(([^)]*)\)"));
    let list = list.captures(text).unwrap_or_else(|| panic!("no constant {constant}"));
    pattern(r#""([^"]+)""#).captures_iter(&list[1]).map(|found| found[1].to_owned()).collect()
}

#[test]
fn emacs_has_all_words() {
    let mode = read("editors/emacs/batc-mode.el");
    assert_eq!(lisp_words(&mode, "batc--keywords"), owned(words::keywords()));
    assert_eq!(lisp_words(&mode, "batc--constants"), owned(words::CONSTANTS));
    assert_eq!(lisp_words(&mode, "batc--types"), owned(words::types()));
    assert_eq!(lisp_words(&mode, "batc--functions"), owned(words::functions()));
    assert_eq!(lisp_words(&mode, "batc--variables"), owned(words::VARIABLES));
}

/// An editor, the folder of its queries, those that it takes from the grammar, and what its captures are called instead.
struct Editor {
    folder: &'static str,
    queries: &'static [&'static str],
    captures: &'static [(&'static str, &'static str)],
}

const EDITORS: [Editor; 3] = [
    Editor {
        folder: "editors/neovim/queries/bat",
        queries: &["highlights", "folds", "indents", "injections", "locals"],
        captures: &[("comment", "comment @spell"), ("comment.documentation", "comment.documentation @spell")],
    },
    Editor {
        folder: "editors/helix/queries/batc",
        queries: &["highlights", "injections"],
        captures: &[
            ("boolean", "constant.builtin.boolean"),
            ("comment", "comment.line"),
            ("comment.documentation", "comment.line.documentation"),
            ("function.call", "function"),
            ("keyword.conditional", "keyword.control.conditional"),
            ("keyword.import", "keyword.control.import"),
            ("keyword.repeat", "keyword.control.repeat"),
            ("module", "namespace"),
            ("number", "constant.numeric.integer"),
            ("number.float", "constant.numeric.float"),
            ("property", "variable.other.member"),
            ("string.escape", "constant.character.escape"),
            ("type.definition", "type"),
        ],
    },
    Editor {
        folder: "editors/zed/languages/bat",
        queries: &["highlights", "injections"],
        captures: &[
            ("comment.documentation", "comment.doc"),
            ("function.call", "function"),
            ("module", "variable"),
            ("number.float", "number"),
            ("string.regexp", "string.regex"),
            ("string.special.path", "string.special"),
            ("type.definition", "type"),
            ("variable.builtin", "variable.special"),
        ],
    },
];

/// A query of the grammar with an editor's names.
fn translated(editor: &Editor, name: &str) -> String {
    let query = read(&format!("{GRAMMAR}/queries/{name}.scm"));
    let renamed = pattern(r"@([a-z.]+)").replace_all(&query, |found: &regex::Captures<'_>| {
        let theirs = editor.captures.iter().find(|(ours, _)| *ours == &found[1]).map(|(_, theirs)| *theirs);
        format!("@{}", theirs.unwrap_or(&found[1]))
    });
    format!("; Made from {GRAMMAR}/queries/{name}.scm by tests/editors_tree_sitter.rs.\n\n{renamed}")
}

#[test]
fn editors_have_the_queries_of_the_grammar() {
    let update = std::env::var_os("UPDATE_EDITORS").is_some();
    let mut stale = Vec::new();
    for editor in &EDITORS {
        for name in editor.queries {
            let file = format!("{}/{name}.scm", editor.folder);
            let wanted = translated(editor, name);
            if update {
                fs::create_dir_all(path(editor.folder)).expect("the folder can be made");
                fs::write(path(&file), wanted).expect("it can be written");
            } else if fs::read_to_string(path(&file)).ok() != Some(wanted) {
                stale.push(file);
            }
        }
    }
    assert!(stale.is_empty(), "UPDATE_EDITORS=1 cargo test --test editors_tree_sitter makes them anew: {stale:?}");
}
