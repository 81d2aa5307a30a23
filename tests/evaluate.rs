//! Golden templates, and the mistakes that are found when an environment is built.
//!
//! A case is one file; a line `// file: PATH` begins another file of the case, what stands before the first such line is
//! `main.bat`. A line `// references: weak` asks for that kind of references, `// source-map` for source paths.

use batc::diagnostics::Diagnostics;
use batc::diagnostics::render::{MessageFormat, render};
use batc::driver::{self, BuildOptions, References};
use batc::source::SourceMap;
use batc::world::World;

/// The files of a case.
fn files(case: &str) -> Vec<(String, String)> {
    let mut files = vec![("main.bat".to_owned(), String::new())];
    for line in case.lines() {
        match line.strip_prefix("// file: ") {
            Some(path) => files.push((path.trim().to_owned(), String::new())),
            None => {
                let text = &mut files.last_mut().expect("there is one").1;
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    files
}

/// What building a case gives: mistakes, notes, and every template.
fn outcome(case: &str) -> (String, bool) {
    let files = files(case);
    let world = World::in_memory(files.iter().map(|(path, text)| (path.as_str(), text)));
    let modules = files.iter().filter(|(path, _)| path.ends_with(".bat"));
    let inputs: Vec<_> = modules.map(|(path, _)| world.input(path.as_ref()).expect("it is in memory")).collect();
    let references = case.lines().find_map(|line| match line.strip_prefix("// references: ")? {
        "weak" => Some(References::Weak),
        "both" => Some(References::Both),
        _ => Some(References::Strong),
    });
    let options = BuildOptions { references, source_map: case.contains("// source-map"), ..BuildOptions::default() };
    let built = driver::build(&world, &inputs, &options);
    let has_errors = built.diagnostics.has_errors();
    let mut text = shown(&built.sources, built.diagnostics);
    for note in &built.notes {
        text.push_str(&format!("note: {note}\n"));
    }
    for assembly in &built.assemblies {
        for stack in &assembly.stacks {
            let needs: Vec<_> = stack.dependencies.iter().map(|i| assembly.stacks[*i].name.as_str()).collect();
            text.push_str(&format!(
                "== {} / {}: {} in {} of {}, after [{}], {} resources\n",
                assembly.env_name,
                stack.name,
                stack.stack_name,
                stack.region.as_deref().unwrap_or("any region"),
                stack.account.as_deref().unwrap_or("any account"),
                needs.join(", "),
                stack.resource_count
            ));
            let template = String::from_utf8(stack.template.clone()).expect("templates are UTF-8");
            serde_json::from_str::<serde_json::Value>(&template).expect("templates are JSON");
            text.push_str(&template);
        }
    }
    (text, has_errors)
}

fn shown(sources: &SourceMap, diagnostics: Diagnostics) -> String {
    let mut out = Vec::new();
    let list = diagnostics.into_sorted(sources);
    render(&mut out, sources, &list, MessageFormat::Human, Default::default(), &Default::default()).expect("a vector");
    String::from_utf8(out).expect("diagnostics are UTF-8")
}

#[test]
fn templates() {
    let mut wrong = String::new();
    insta::glob!("cases/evaluate/*.bat", |path| {
        let (text, has_errors) = outcome(&std::fs::read_to_string(path).expect("it is there"));
        if has_errors {
            wrong.push_str(&format!("{}:\n{text}\n", path.display()));
        } else {
            insta::assert_snapshot!(text);
        }
    });
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn mistakes() {
    insta::glob!("cases/evaluate-errors/*.bat", |path| {
        let (text, _) = outcome(&std::fs::read_to_string(path).expect("it is there"));
        let code = path.file_stem().and_then(|name| name.to_str()).map(|name| &name[..5]).unwrap_or_default();
        assert!(text.contains(&format!("[{code}]")), "{}: {code} is not found:\n{text}", path.display());
        insta::assert_snapshot!(text);
    });
}
