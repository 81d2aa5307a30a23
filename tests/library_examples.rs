//! Every example in the comments of the standard library compiles, and is built.
//!
//! A block fenced as `bat` that begins with `use` is a file of its own. Any other is a part of a body, as its readers want
//! it, and stands in the surroundings of its module: `tests/cases/library/MODULE.bat`, at the line `// example`.

mod support;

use std::fs;
use std::path::Path;

/// The examples in the documentation of a module, each with the line that it begins at.
fn examples(source: &str) -> Vec<(usize, String)> {
    let comment = |line: &str| {
        line.trim_start().strip_prefix("///").map(|text| text.strip_prefix(' ').unwrap_or(text).to_owned())
    };
    let page: Vec<String> = source.lines().map(|line| comment(line).unwrap_or_default()).collect();
    support::blocks(&page.join("\n"), "bat")
}

/// The example as a program with an environment; none where its module has no surroundings.
fn program(module: &str, example: &str, surroundings: Option<&str>) -> Option<String> {
    if example.starts_with("use ") {
        return Some(example.to_owned());
    }
    let around = surroundings?;
    assert_eq!(around.matches("  // example\n").count(), 1, "{module} says once where its examples stand");
    let environment = "app There {\n  stack here = Here {}\n}\n\n\
                       env test = There { account: \"123456789012\", region: \"us-east-1\" }\n";
    Some(format!("{}\n{environment}", around.replace("  // example\n", example)))
}

#[test]
fn every_example_is_built() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut found, mut wrong) = (0, Vec::new());
    let mut unused: Vec<String> = Vec::new();
    for entry in fs::read_dir(root.join("stdlib")).expect("the library can be read") {
        let path = entry.expect("the entry can be read").path();
        if path.extension().is_none_or(|e| e != "bat") {
            continue;
        }
        let module = path.file_stem().expect("it has a name").to_string_lossy().into_owned();
        let source = fs::read_to_string(&path).expect("the module can be read");
        let surroundings = fs::read_to_string(root.join(format!("tests/cases/library/{module}.bat"))).ok();
        let mut is_used = false;
        for (line, example) in examples(&source) {
            found += 1;
            is_used |= !example.starts_with("use ");
            let Some(program) = program(&module, &example, surroundings.as_deref()) else {
                wrong.push(format!("stdlib/{module}.bat:{line}: there is no tests/cases/library/{module}.bat"));
                continue;
            };
            let (sources, diagnostics) = support::outcome(&program);
            // The surroundings import for all examples of the module.
            let is_idle = |code: &str| code == "W0201" && !example.starts_with("use ");
            if diagnostics.iter().any(|d| !is_idle(d.code.id)) {
                wrong.push(format!("stdlib/{module}.bat:{line}:\n{}", support::list(&sources, &diagnostics)));
            }
        }
        if surroundings.is_some() && !is_used {
            unused.push(module);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(unused.is_empty(), "no example stands in these: {unused:?}");
    assert!(found >= 7, "only {found} examples were found");
}
