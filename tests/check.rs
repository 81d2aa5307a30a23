//! Golden reports of the checker: one case a file, each with the report that people see beside it.
//!
//! Adding a case is adding a `.bat` file below `tests/cases/check/`; `INSTA_UPDATE=always cargo test --test check` writes
//! its report. A case of several files has `// file: PATH` lines. What must be accepted has a name that begins with
//! `ok-`; beside it stand the types of its params, outputs and functions as they were found.

mod support;

use std::fmt::Write as _;
use std::path::Path;

use arcstr::ArcStr;
use batc::diagnostics::Diagnostics;
use batc::hir::{BodyKind, Program};
use batc::source::SourceMap;
use batc::types::{BodyId, BodyNames, Ty, display};
use batc::world::{FilePath, World};
use batc::{check, driver, resolve};

/// Gives types the names of the program's constructs and stacks.
struct Names<'p>(&'p Program);

impl BodyNames for Names<'_> {
    fn body_name(&self, body: BodyId) -> ArcStr {
        self.0.body(body).name.clone()
    }

    fn outputs(&self, _: BodyId) -> Option<Ty> {
        None
    }

    fn property(&self, _: &str, _: u32) -> Option<Ty> {
        None
    }
}

/// The types that the checker found, one a line; of the library, none.
fn found_types(world: &World, inputs: &[FilePath]) -> String {
    let (mut sources, mut diagnostics) = (SourceMap::new(), Diagnostics::new());
    let modules = resolve::load(world, inputs, &mut sources, &mut diagnostics);
    let program = check::check(&modules, world, &sources, &mut diagnostics);
    let names = Names(&program);
    let mut out = String::new();
    let is_own = |span| !sources.positions(span).0.path.starts_with("std/");
    for body in program.bodies.iter().filter(|body| is_own(body.span)) {
        let kind = match body.kind {
            BodyKind::Construct => "construct",
            BodyKind::Stack => "stack",
            BodyKind::App => "app",
        };
        let _ = writeln!(out, "{kind} {}", body.name);
        for param in &body.params {
            let _ = writeln!(out, "  param {}: {}", param.name, display(&param.ty, &names));
        }
        for output in &body.outputs {
            let _ = writeln!(out, "  output {}: {}", output.name, display(&output.ty, &names));
        }
    }
    for function in program.functions.iter().filter(|function| is_own(function.value.span)) {
        let params: Vec<String> = function.params.iter().map(|ty| display(ty, &names)).collect();
        let _ = writeln!(out, "fn {}({})", function.name, params.join(", "));
    }
    out
}

fn snapshot(path: &Path, name: String, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(path.parent().unwrap());
    settings.set_prepend_module_to_snapshot(false);
    settings.remove_snapshot_suffix();
    settings.set_omit_expression(true);
    settings.remove_input_file();
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn reports() {
    let mut wrong = String::new();
    insta::glob!("cases/check/*/*.bat", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        let (world, inputs) = support::world(&support::files(&text));
        let outcome = driver::check(&world, &inputs);
        let report = support::human(&outcome.sources, outcome.diagnostics);
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if name.starts_with("ok-") || report.is_empty() {
            if name.starts_with("ok-") != report.is_empty() {
                wrong.push_str(&format!(
                    "{}: what is not found wrong, and nothing else, is named `ok-…`\n{report}\n",
                    path.display()
                ));
            }
            return snapshot(path, name, &found_types(&world, &inputs));
        }
        snapshot(path, name, &report);
    });
    assert!(wrong.is_empty(), "{wrong}");
}
