//! `batc init`: the project that it makes is whole, and nothing that was there is lost.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::Project;

/// All files below `folder`, by path with `/`.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(below) = folders.pop() {
        for entry in fs::read_dir(folder.join(&below)).unwrap().flatten() {
            let path = below.join(entry.file_name());
            match entry.file_type().unwrap().is_dir() {
                true => folders.push(path),
                false => {
                    let text = fs::read_to_string(entry.path()).unwrap();
                    found.insert(path.to_str().unwrap().replace('\\', "/"), text);
                }
            }
        }
    }
    found
}

#[test]
fn a_new_project_is_whole() {
    let project = Project::new(&[]);
    let run = project.run(&["init", "web/my-shop"]);
    assert_eq!((run.code, &*run.stdout), (0, ""), "{run:?}");
    insta::assert_snapshot!(run.stderr);
    let folder = project.path("web/my-shop");
    let made = files(&folder);
    assert!(made["app.bat"].contains("\napp MyShop {\n"), "{made:#?}");

    let batc = |arguments: &[&str]| {
        let output = project.command(arguments).current_dir(&folder).output().unwrap();
        let text = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success() && !text.contains("warning"), "{arguments:?}: {text}");
        text
    };
    batc(&["check", "-D", "warnings"]);
    assert!(batc(&["test", "-D", "warnings"]).contains("4 tests: 4 passed"));
    let built = batc(&["build", "envs/dev.bat", "envs/prod.bat"]);
    let versions = |env: &str| -> Vec<bool> {
        let template = fs::read(folder.join("out").join(env).join("files.template.json")).unwrap();
        let template: Value = serde_json::from_slice(&template).unwrap();
        let resources = template["Resources"].as_object().unwrap().values();
        let buckets = resources.filter(|r| r["Type"] == "AWS::S3::Bucket");
        buckets.map(|b| b["Properties"]["VersioningConfiguration"]["Status"] == "Enabled").collect()
    };
    assert!(built.contains("MyShop-production-files"), "{built}");
    assert_eq!(versions("development"), [false, false]);
    assert_eq!(versions("production"), [false, true]);

    // What the README says can be typed as it stands.
    for line in made["README.md"].lines().filter_map(|l| l.strip_prefix("$ batc ")) {
        let command = line.split(" #").next().unwrap();
        batc(&command.split_whitespace().collect::<Vec<_>>());
    }
}

#[test]
fn nothing_is_overwritten() {
    let project = Project::new(&[("shop/README.md", "mine"), ("shop/notes.txt", "")]);
    let before = files(&project.path("shop"));
    let run = project.run(&["init", "shop"]);
    run.fails(2, "`README.md` is in `shop` already, and it is not overwritten");
    assert_eq!(files(&project.path("shop")), before);
    fs::remove_file(project.path("shop/README.md")).unwrap();
    assert_eq!(project.run(&["init", "shop"]).code, 0);
    let made = files(&project.path("shop"));
    let again = project.run(&["init", "shop"]);
    again.fails(2, "`README.md`, `app.bat`, `batc.toml` and 10 more are in `shop` already");
    assert_eq!(files(&project.path("shop")), made);
}

#[test]
fn what_was_begun_is_taken_back() {
    // `envs` is a file, so that only some of the files can be made.
    let project = Project::new(&[("shop/envs", "a file")]);
    project.run(&["init", "shop"]).fails(2, "cannot be written");
    assert_eq!(files(&project.path("shop")), BTreeMap::from([("envs".to_owned(), "a file".to_owned())]));
    assert!(!project.path("shop/stacks").exists() && !project.path("shop/.vscode").exists());
}

#[test]
fn the_working_folder_is_meant_without_a_name() {
    let project = Project::new(&[]);
    fs::create_dir(project.path("Orders")).unwrap();
    let output = project.command(&["init"]).current_dir(project.path("Orders")).output().unwrap();
    assert!(output.status.success());
    assert!(!String::from_utf8(output.stderr).unwrap().contains("cd "));
    assert!(files(&project.path("Orders"))["app.bat"].contains("\napp Orders {\n"));
}
