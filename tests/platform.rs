//! Golden templates of the platform's three environments, one snapshot for each stack of each environment.
//!
//! They change with the standard library and with the platform; how to refresh them is in CONTRIBUTING.md. What changed in
//! a snapshot is what would change in the account.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use batc::diagnostics::render::{Look, MessageFormat, PathBase, render};
use batc::driver::{self, BuildOptions};
use batc::world::World;

/// The environments, by their files and names.
const ENVIRONMENTS: [(&str, &str); 3] = [("dev", "development"), ("staging", "staging"), ("prod", "production")];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/platform")
}

#[test]
fn the_templates_of_every_environment() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder());
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut names = BTreeSet::new();
    for (file, environment) in ENVIRONMENTS {
        let path = root.join(format!("envs/{file}.bat"));
        let world = World::open(&path).expect("the project can be read");
        let input = world.input(&path).expect("the environment can be read");
        let built = driver::build(&world, &[input], &BuildOptions::default());
        let mut report = Vec::new();
        let diagnostics = built.diagnostics.into_sorted(&built.sources);
        let (look, paths) = (Look::default(), PathBase::default());
        render(&mut report, &built.sources, &diagnostics, MessageFormat::Human, look, &paths).expect("memory takes it");
        assert!(diagnostics.is_empty(), "envs/{file}.bat:\n{}", String::from_utf8_lossy(&report));
        let [assembly] = &built.assemblies[..] else { panic!("envs/{file}.bat declares one environment") };
        assert_eq!(assembly.env_name, environment);
        for stack in &assembly.stacks {
            let name = format!("{environment}.{}", stack.name);
            let template = String::from_utf8(stack.template.clone()).expect("templates are UTF-8");
            settings.bind(|| insta::assert_snapshot!(name.clone(), template));
            names.insert(format!("{name}.snap"));
        }
    }
    let entries = fs::read_dir(folder()).expect("the snapshots can be read");
    let stale: Vec<String> = entries
        .map(|entry| entry.expect("the entry can be read").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".snap") && !names.contains(name))
        .collect();
    assert!(stale.is_empty(), "no environment has the stacks of {stale:?}: delete these snapshots");
}
