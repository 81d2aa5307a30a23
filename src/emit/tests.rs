//! What is written, read back.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use indexmap::IndexMap;
use saphyr::{LoadableYamlNode as _, Scalar, Yaml};
use serde_json::{Value, json};

use super::*;
use crate::world::World;

fn read_yaml(text: &str) -> Value {
    let mut documents = Yaml::load_from_str(text).unwrap_or_else(|e| panic!("{e}\n{text}"));
    assert_eq!(documents.len(), 1, "{text}");
    value(documents.remove(0))
}

fn value(yaml: Yaml) -> Value {
    match yaml {
        Yaml::Value(Scalar::Null) => Value::Null,
        Yaml::Value(Scalar::Boolean(b)) => b.into(),
        Yaml::Value(Scalar::Integer(n)) => n.into(),
        Yaml::Value(Scalar::FloatingPoint(n)) => n.into_inner().into(),
        Yaml::Value(Scalar::String(s)) => s.into_owned().into(),
        Yaml::Sequence(items) => items.into_iter().map(value).collect(),
        Yaml::Mapping(entries) => {
            entries.into_iter().map(|(k, v)| (k.as_str().expect("keys are strings").to_owned(), value(v))).collect()
        }
        other => panic!("unexpected {other:?}"),
    }
}

fn round_trip(json: &Value) -> String {
    let text = to_yaml(json.to_string().as_bytes()).unwrap();
    assert_eq!(read_yaml(&text), *json, "{text}");
    text
}

#[test]
fn a_template_in_yaml() {
    let text = round_trip(&json!({
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": "ECS tasks: the \"application\" tier",
        "Resources": {
            "Bucket": {
                "Type": "AWS::S3::Bucket",
                "DependsOn": ["A", "B"],
                "Properties": {
                    "BucketName": { "Fn::Sub": "batbern-${AWS::AccountId}" },
                    "Tags": [{ "Key": "Environment", "Value": "production" }, { "Key": "On", "Value": "on" }],
                    "Empty": {}, "None": [], "Null": null, "Nested": [[1, 2], [[]], [{}]],
                    "Days": 30, "Ratio": 0.5, "Huge": 1e300, "Tiny": -2.5e-7,
                    "UserData": "#!/bin/bash\nset -e\n\n  echo ${x}\n",
                    "Open": "a\nb",
                },
            },
        },
    }));
    insta::assert_snapshot!(text);
}

/// Every one of these is read as something else, or not at all, when it stands bare.
#[test]
fn strings_survive() {
    let words = [
        "",
        " ",
        "yes",
        "No",
        "ON",
        "off",
        "y",
        "N",
        "true",
        "False",
        "null",
        "~",
        "Null",
        "012",
        "0o14",
        "0x1f",
        "1e3",
        "1.5",
        "-1",
        "+1",
        "1_000",
        "12:30:45",
        "2026-10-20",
        "2001-01-01T00:00:00Z",
        ".inf",
        "-.INF",
        ".nan",
        "NaN",
        "Inf",
        "=",
        "<<",
        "- a",
        "a: b",
        "a:",
        ":a",
        "a #b",
        "#a",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "%a",
        "@a",
        "`a`",
        "{a}",
        "[a]",
        "a,b",
        "'",
        "\"",
        "\\",
        "\\n",
        "a\tb",
        "\ta",
        "a ",
        " a",
        "a\n",
        "\na",
        "a\n\n",
        "a\r\nb",
        "a\n b",
        "a\n \nb",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
        "\u{1b}[31m",
        "\u{7f}",
        "ü",
        "🦀",
        "---",
        "...",
        "? a",
        "arn:aws:s3:::x/*",
        "rate(5 minutes)",
        "cron(0 3 * * ? *)",
        "a\tb\nc\td",
        "{{resolve:ssm:/a}}",
        "null\nb",
        "# a\n# b",
        "a\n\n\nb\n",
        "--- a\n--- b",
    ];
    for word in words {
        round_trip(&json!(word));
        round_trip(&json!({ "a": word, word: [word, { word: word }, [word]] }));
    }
    round_trip(&json!({ "k".repeat(3000): { "\"".repeat(1000): 1 }, "b": 2 }));
}

fn stack(name: &str, template: &str) -> StackOutput {
    StackOutput {
        name: name.to_owned(),
        stack_name: format!("app-{name}"),
        template: template.as_bytes().to_vec(),
        resource_count: 1,
        ..StackOutput::default()
    }
}

fn assembly(world: &World, from: &crate::world::FilePath) -> Assembly {
    let network = StackOutput {
        account: Some("422940799530".to_owned()),
        region: Some("eu-central-1".to_owned()),
        tags: IndexMap::from([("Project".to_owned(), "BATbern".to_owned())]),
        termination_protection: true,
        ..stack("Network", "{\"Resources\":{}}")
    };
    let web = StackOutput {
        dependencies: vec![0],
        assets: ["./index.js", "./site"].map(|path| world.asset(from, path).unwrap()).to_vec(),
        ..stack("Web", "{\"Resources\":{\"A\":{\"Type\":\"AWS::SNS::Topic\"}}}")
    };
    Assembly { env_name: "production".to_owned(), stacks: vec![network, web] }
}

fn world() -> (World, crate::world::FilePath) {
    let world = World::in_memory([
        ("app.bat", ""),
        ("index.js", "exports.handler = () => {}"),
        ("site/a.html", "<a>"),
        ("site/css/b.css", "b {}"),
    ]);
    let from = world.input(Path::new("app.bat")).unwrap();
    (world, from)
}

/// All files below a folder, by path.
fn tree(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap().map(Result::unwrap) {
            match entry.file_type().unwrap().is_dir() {
                true => open.push(entry.path()),
                false => drop(found.insert(entry.path().strip_prefix(folder).unwrap().display().to_string())),
            }
        }
    }
    found
}

static GO: AtomicBool = AtomicBool::new(false);

#[test]
fn an_assembly_on_disk() {
    let (world, from) = world();
    let out = tempfile::tempdir().unwrap();
    let written = write(&[assembly(&world, &from)], &world, out.path(), TemplateFormat::Json, &GO).unwrap();
    assert_eq!(written[0].folder, out.path().join("production"));
    assert_eq!(written[0].stacks[1].bytes, 46);
    insta::assert_debug_snapshot!("files", tree(out.path()));
    let text = |name: &str| fs::read_to_string(out.path().join("production").join(name)).unwrap();
    insta::assert_snapshot!("manifest", text("manifest.json").replace(env!("CARGO_PKG_VERSION"), "VERSION"));
    insta::assert_snapshot!("assets", text("Web.assets.json"));
}

#[test]
fn what_is_stale_vanishes_and_nothing_is_left_over() {
    let (world, from) = world();
    let out = tempfile::tempdir().unwrap();
    let mut assembly = assembly(&world, &from);
    for format in [TemplateFormat::Yaml, TemplateFormat::Json] {
        write(&[assembly.clone()], &world, out.path(), format, &GO).unwrap();
        let has_yaml = tree(out.path()).contains("production/Web.template.yaml");
        assert_eq!(has_yaml, format == TemplateFormat::Yaml);
    }
    assembly.stacks.truncate(1);
    write(&[assembly], &world, out.path(), TemplateFormat::Json, &GO).unwrap();
    let expected = ["production/Network.template.json", "production/manifest.json"];
    assert_eq!(tree(out.path()), expected.map(str::to_owned).into());
}

#[test]
fn a_folder_of_somebody_else_is_not_replaced() {
    let (world, from) = world();
    let out = tempfile::tempdir().unwrap();
    let target = out.path().join("production");
    fs::create_dir(&target).unwrap();
    fs::write(target.join("manifest.json"), "{\"name\": \"my web app\"}").unwrap();
    let refused = write(&[assembly(&world, &from)], &world, out.path(), TemplateFormat::Json, &GO).unwrap_err();
    assert_eq!(refused.code, NOT_OURS);
    assert_eq!(tree(out.path()).len(), 1);
    fs::remove_file(target.join("manifest.json")).unwrap();
    write(&[assembly(&world, &from)], &world, out.path(), TemplateFormat::Json, &GO).unwrap();
}

#[test]
fn an_interrupted_build_leaves_nothing() {
    let (world, from) = world();
    let out = tempfile::tempdir().unwrap();
    let stop = AtomicBool::new(true);
    let refused = write(&[assembly(&world, &from)], &world, out.path(), TemplateFormat::Json, &stop).unwrap_err();
    assert_eq!(refused.message, "interrupted, so nothing is written");
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), 0);
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let (world, from) = world();
    let out = tempfile::tempdir().unwrap();
    let file = out.path().join("file");
    fs::write(&file, "mine").unwrap();
    for (place, why) in
        [(file.clone(), "is no folder, and a folder is written"), (file.join("below"), "cannot be written: ")]
    {
        let refused = write(&[assembly(&world, &from)], &world, &place, TemplateFormat::Json, &GO).unwrap_err();
        assert_eq!(refused.code, CANNOT_WRITE);
        assert!(refused.message.starts_with(&format!("`{}` {why}", place.display())), "{refused:?}");
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    fs::write(out.path().join("production"), "mine too").unwrap();
    let refused = write(&[assembly(&world, &from)], &world, out.path(), TemplateFormat::Json, &GO).unwrap_err();
    assert_eq!(refused.code, NOT_OURS);
    assert_eq!(tree(out.path()).len(), 2);
}

#[test]
fn environments_of_one_name_do_not_replace_each_other() {
    let (world, from) = world();
    let out = tempfile::tempdir().unwrap();
    let mut other = assembly(&world, &from);
    other.env_name = "Production".to_owned();
    let refused = write(&[assembly(&world, &from), other], &world, out.path(), TemplateFormat::Json, &GO).unwrap_err();
    assert!(refused.message.starts_with("two environments are called `Production`"), "{refused:?}");
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), 0);
}

/// Each build writes its own marker everywhere; whatever comes out last, it is one build's folder, whole.
#[test]
fn builds_at_once_leave_one_whole_folder() {
    let (world, from) = world();
    let out = tempfile::tempdir().unwrap();
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let (world, from, out) = (&world, &from, out.path());
            scope.spawn(move || {
                for round in 0..20 {
                    let mut assembly = assembly(world, from);
                    for stack in &mut assembly.stacks {
                        stack.template = format!("{{\"Description\":\"{thread}-{round}\"}}").into_bytes();
                    }
                    write(&[assembly], world, out, TemplateFormat::Json, &GO).unwrap();
                    // Never a moment without a manifest.
                    assert!(fs::read(out.join("production/manifest.json")).is_ok());
                }
            });
        }
    });
    let text = |name: &str| fs::read_to_string(out.path().join("production").join(name)).unwrap();
    assert_eq!(text("Network.template.json"), text("Web.template.json"));
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), 1);
}
