//! Every code has a page in `docs/errors/`, and the examples of every page say what they claim.
//!
//! A page begins with `# CODE: title`. A block ```` ```bat failing ```` gives the code and nothing else, a block
//! ```` ```bat mended ```` gives nothing; a page may have several of each. A line `// file: PATH` in a block begins a
//! file of that path, what stands before the first such line is `main.bat`. All `.bat` files are checked, and their
//! environments are built when they have some. Codes that begin with `E00` are about what lies outside the sources, so
//! a ```` ```console ```` block may show them instead.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use batc::driver;
use batc::world::{error_page, error_page_codes};

use support::{blocks, list, outcome};

/// Codes that no short program gives: the evaluator's guards behind the checker, and its limits.
const GUARDS: [&str; 2] = ["E0905", "E0911"];

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let codes: Vec<_> = driver::codes().collect();
    let ids: BTreeSet<&str> = codes.iter().map(|c| c.id).collect();
    assert_eq!(ids.len(), codes.len(), "a code is given twice");
    let missing: Vec<_> = ids.iter().filter(|id| error_page(id).is_none()).collect();
    assert!(missing.is_empty(), "no page in docs/errors/ for {missing:?}");
    let unknown: Vec<_> = error_page_codes().filter(|id| !ids.contains(id)).collect();
    assert!(unknown.is_empty(), "docs/errors/ has pages for codes that no phase gives: {unknown:?}");
    for code in codes {
        let heading = error_page(code.id).and_then(|page| page.lines().next()).unwrap_or_default();
        assert_eq!(heading, format!("# {}: {}", code.id, code.title));
    }
}

/// All snapshots below a folder, in one text.
fn snapshots(folder: &Path, all: &mut String) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() {
            snapshots(&path, all);
        } else if path.extension().is_some_and(|e| e == "snap") {
            all.push_str(&fs::read_to_string(&path).expect("the snapshot can be read"));
        }
    }
}

#[test]
fn every_code_has_a_golden_case() {
    let mut all = String::new();
    snapshots(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests"), &mut all);
    let is_shown = |id: &str| all.contains(&format!("[{id}]")) || all.contains(&format!(" {id} "));
    let missing: Vec<_> = driver::codes().map(|code| code.id).filter(|id| !is_shown(id)).collect();
    assert!(missing.is_empty(), "no golden case shows {missing:?}");
}

#[test]
fn every_example_says_what_it_claims() {
    let mut wrong = Vec::new();
    for id in error_page_codes() {
        let page = error_page(id).unwrap_or_default();
        let (failing, mended) = (blocks(page, "bat failing"), blocks(page, "bat mended"));
        let told = (id.starts_with("E00") || GUARDS.contains(&id)) && !blocks(page, "console").is_empty();
        if !told && (failing.is_empty() || mended.is_empty()) {
            wrong.push(format!("docs/errors/{id}.md: a failing or a mended example is missing"));
        }
        for (line, example) in failing {
            let (sources, found) = outcome(&example);
            if found.iter().next().is_none() || found.iter().any(|d| d.code.id != id) {
                let list = list(&sources, &found);
                wrong.push(format!("docs/errors/{id}.md:{line}: gives not {id} alone but:\n{list}"));
            }
        }
        for (line, example) in mended {
            let (sources, found) = outcome(&example);
            if found.iter().next().is_some() {
                wrong.push(format!("docs/errors/{id}.md:{line}: is not mended:\n{}", list(&sources, &found)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
