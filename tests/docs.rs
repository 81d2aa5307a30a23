//! Every example in the README, the reference and the guide compiles: blocks fenced as `bat` give no diagnostic at all.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

fn pages(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the entry can be read").path();
        // The library's pages are written from its comments, whose examples are parts of bodies.
        if path.is_dir() && !path.ends_with("errors") && !path.ends_with("library") {
            pages(&path, found);
        } else if path.extension().is_some_and(|e| e == "md") {
            found.push(path);
        }
    }
}

#[test]
fn every_example_compiles() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = vec![root.join("README.md"), root.join("CONTRIBUTING.md"), root.join("ARCHITECTURE.md")];
    pages(&root.join("docs"), &mut found);
    found.sort();
    let (mut examples, mut wrong) = (0, Vec::new());
    for page in found {
        let text = fs::read_to_string(&page).expect("the page can be read");
        for (line, example) in support::blocks(&text, "bat") {
            examples += 1;
            let (sources, diagnostics) = support::outcome(&example);
            if diagnostics.iter().next().is_some() {
                let name = page.strip_prefix(root).unwrap_or(&page).display();
                wrong.push(format!("{name}:{line}:\n{}", support::list(&sources, &diagnostics)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(examples >= 12, "only {examples} examples were found");
}
