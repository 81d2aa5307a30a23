//! Golden reports of the checker: one case a file, each with the report that people see beside it.
//!
//! Adding a case is adding a `.bat` file below `tests/cases/check/`; `INSTA_UPDATE=always cargo test --test check` writes
//! its report. A case of several files has `// file: PATH` lines. What must be accepted has a name that begins with
//! `ok-`.

mod support;

use batc::driver;

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
            return;
        }
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(path.parent().unwrap());
        settings.set_prepend_module_to_snapshot(false);
        settings.remove_snapshot_suffix();
        settings.set_omit_expression(true);
        settings.remove_input_file();
        settings.bind(|| insta::assert_snapshot!(name, report));
    });
    assert!(wrong.is_empty(), "{wrong}");
}
