//! Every source of the repository, as it is and with its white space mangled.

use std::fs;
use std::path::{Path, PathBuf};

use crate::formatted;
use crate::mangle::{Random, cut, other_spaces, with_comments};

/// All `.bat` files below a folder of the repository.
fn sources(folder: &str) -> Vec<PathBuf> {
    fn below(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                below(&path, found);
            } else if path.extension().is_some_and(|e| e == "bat") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    below(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut found);
    found.sort();
    assert!(!found.is_empty(), "{folder}");
    found
}

/// The sources that are meant to be right, and others.
const OURS: [&str; 5] = ["stdlib", "examples", "envs", "src/cli/starter", "docs/images"];

#[test]
fn every_source_can_be_formatted() {
    for path in OURS.iter().chain(&["tests/cases"]).flat_map(|folder| sources(folder)) {
        // One case is no text at all.
        if let Ok(text) = fs::read_to_string(&path) {
            formatted(&text);
        }
    }
}

#[test]
fn our_sources_are_in_style() {
    for path in OURS.iter().flat_map(|folder| sources(folder)) {
        let text = fs::read_to_string(&path).unwrap();
        let wanted = formatted(&text).text;
        let told = "is not in style: run `cargo run -- fmt stdlib examples envs src/cli/starter docs/images`";
        assert!(text == wanted, "{} {told}\n{}", path.display(), difference(&text, &wanted));
    }
}

#[test]
fn white_space_makes_no_difference() {
    let mut random = Random(1);
    for path in OURS.iter().flat_map(|folder| sources(folder)) {
        let text = fs::read_to_string(&path).unwrap();
        let wanted = formatted(&text);
        assert!(!wanted.is_partial, "{}", path.display());
        let mangled = other_spaces(&cut(&text), &mut random);
        let result = formatted(&mangled).text.replace('\r', "");
        assert!(result == wanted.text, "{}:\n{}", path.display(), difference(&wanted.text, &result));
    }
}

#[test]
fn comments_can_stand_anywhere() {
    let mut random = Random(2);
    for path in OURS.iter().flat_map(|folder| sources(folder)) {
        let text = fs::read_to_string(&path).unwrap();
        for _ in 0..3 {
            let mangled = with_comments(&cut(&text), &mut random);
            let result = formatted(&mangled);
            assert!(!result.is_partial, "{} has syntax errors:\n{mangled}", path.display());
            let comments = |text: &str| {
                let all = text.match_indices("// trailing ").chain(text.match_indices("//own "));
                all.count()
            };
            assert_eq!(comments(&result.text), comments(&mangled), "{}", path.display());
        }
    }
}

fn difference(old: &str, new: &str) -> String {
    similar::TextDiff::from_lines(old, new).unified_diff().to_string()
}
