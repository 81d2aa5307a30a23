//! `batc build`: what is written, and that nothing else is.

use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::support::{Project, Run};

const SHOP: [(&str, &str); 2] = [
    (
        "app.bat",
        r#"
        stack Queues {
          param delay: Int
          resource queue = AWS::SQS::Queue { DelaySeconds: delay }
          output queue
        }
        stack Alarms {
          param queue: AWS::SQS::Queue
          resource topic = AWS::SNS::Topic { DisplayName: queue.QueueName }
        }
        app Shop {
          param delay: Int = 30
          stack queues = Queues { delay }
          stack alarms = Alarms { queue: queues.queue }
        }
        "#,
    ),
    ("env.bat", "use \"./app.bat\".{Shop}\n\nenv staging = Shop {}\n\nenv production extends staging { delay: 60 }\n"),
];

/// Names below `out/`, with `/` after folders.
fn written(project: &Project) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let Ok(entries) = fs::read_dir(project.path("out")) else { return names };
    for entry in entries.flatten() {
        let name = entry.file_name().into_string().unwrap();
        names.extend(
            fs::read_dir(entry.path())
                .unwrap()
                .flatten()
                .map(|below| format!("{name}/{}", below.file_name().into_string().unwrap())),
        );
    }
    names
}

fn json(project: &Project, path: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(project.path(path)).unwrap()).unwrap()
}

#[test]
fn an_assembly_for_each_environment() {
    let project = Project::new(&SHOP);
    let run = project.run(&["build", "env.bat"]);
    assert_eq!((run.code, &*run.stdout), (0, ""), "{run:?}");
    let lines: Vec<&str> = run.stderr.lines().collect();
    assert_eq!(lines[0], "staging: out/staging");
    assert!(lines[1].starts_with("  1. queues ") && lines[2].starts_with("  2. alarms "), "{run:?}");
    assert!(lines[6].starts_with("built 2 environments in "), "{run:?}");
    let files = ["alarms.template.json", "manifest.json", "queues.template.json"];
    let expected = ["production", "staging"].iter().flat_map(|env| files.map(|file| format!("{env}/{file}")));
    assert_eq!(written(&project), expected.collect());
    let manifest = json(&project, "out/production/manifest.json");
    assert_eq!(manifest["artifacts"]["alarms"]["dependencies"], serde_json::json!(["queues"]));
    let template = json(&project, "out/production/queues.template.json");
    assert_eq!(template["Resources"]["Queue"]["Properties"]["DelaySeconds"], 60);
}

#[test]
fn the_same_sources_give_the_same_bytes() {
    let project = Project::new(&SHOP);
    let mut before = Vec::new();
    for _ in 0..2 {
        assert_eq!(project.run(&["build", "env.bat", "--env", "staging"]).code, 0);
        let bytes: Vec<_> = written(&project).iter().map(|f| fs::read(project.path("out").join(f)).unwrap()).collect();
        assert!(before.is_empty() || before == bytes);
        before = bytes;
    }
    assert_eq!(written(&project).len(), 3, "only the environment asked for");
}

#[test]
fn one_template_goes_to_standard_output() {
    let project = Project::new(&SHOP);
    let run = project.run(&["build", "env.bat", "--env", "staging", "--stack", "queues"]);
    assert_eq!((run.code, &*run.stderr), (0, ""));
    assert!(run.stdout.ends_with("}\n"));
    let template: Value = serde_json::from_str(&run.stdout).unwrap();
    assert!(template["Resources"]["Queue"].is_object());
    let yaml = project.run(&["build", "env.bat", "--env", "staging", "--stack", "queues", "--format", "yaml"]);
    assert!(yaml.stdout.contains("\n  Queue:\n    Type: AWS::SQS::Queue\n"), "{yaml:?}");
    let both = project.run(&["build", "env.bat", "--stack", "queues"]);
    both.fails(2, "both `staging` and `production` have a stack `queues`");
    let none = project.run(&["build", "env.bat", "--env", "staging", "--stack", "queue", "--message-format", "json"]);
    none.fails(2, "\"help\":\"did you mean `queues`?\"");
    assert_eq!(none.stdout, "", "standard output is the template's");
    assert_eq!(written(&project), BTreeSet::new());
}

#[test]
fn yaml_stands_beside_the_json_of_the_assembly() {
    let project = Project::new(&SHOP);
    assert_eq!(project.run(&["build", "env.bat", "--env", "staging", "--format", "yaml"]).code, 0);
    assert!(written(&project).contains("staging/queues.template.yaml"));
    assert!(written(&project).contains("staging/queues.template.json"));
}

#[test]
fn an_unknown_environment() {
    let project = Project::new(&SHOP);
    let run = project.run(&["build", "env.bat", "--env", "stagging"]);
    run.fails(2, "there is no environment `stagging`");
    run.fails(2, "help: did you mean `staging`?");
    project.run(&["build", "env.bat", "--env", "qa"]).fails(2, "there is `staging`, `production`");
    project.run(&["build", "app.bat", "--env", "qa"]).fails(2, "no environment to build in `app.bat`");
}

#[test]
fn an_error_leaves_what_was_written_before() {
    let project = Project::new(&SHOP);
    assert_eq!(project.run(&["build", "env.bat"]).code, 0);
    let before = written(&project);
    project.write("env.bat", "use \"./app.bat\".{Shop}\n\nenv staging = Shop { delay: \"long\" }\n");
    project.run(&["build", "env.bat"]).fails(1, "E0304");
    project.write("env.bat", "use \"./app.bat\".{Shop, Queues}\n\nenv staging = Shop {}\n");
    project.run(&["build", "env.bat", "-D", "warnings"]).fails(1, "error[W0201]");
    assert_eq!(written(&project), before);
}

#[test]
fn places_that_cannot_be_written() {
    let project = Project::new(&SHOP);
    project.write("file", "mine");
    project.run(&["build", "env.bat", "--out", "file"]).fails(2, "error[E0008]\n\n  x `file` is no folder");
    project.run(&["build", "env.bat", "--out", "file/below"]).fails(2, "error[E0008]");
    project.write("out/production/notes.txt", "mine");
    project.run(&["build", "env.bat"]).fails(2, "`out/production` was not written by batc, so it is not replaced");
    assert_eq!(written(&project), ["production/notes.txt".to_owned()].into(), "the other environment neither");
    if cfg!(target_os = "linux") {
        // Nobody may make files there, whoever they are.
        project.run(&["build", "env.bat", "--out", "/proc/batc"]).fails(2, "`/proc/batc` cannot be written: ");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_template_does_not_fit_on_a_full_disk() {
    let project = Project::new(&SHOP);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = project.command(&["build", "env.bat", "--env", "staging", "--stack", "queues"]);
    Run::of(command.stdout(full).output().unwrap())
        .fails(2, "standard output cannot be written: no space left on device");
}

/// However a build is ended, there is never half a folder.
#[cfg(unix)]
#[test]
fn a_build_that_is_interrupted_leaves_a_whole_folder_or_none() {
    let project = Project::new(&SHOP);
    let resources = "for i in range(400) {\n  resource queue[\"q${i}\"] = AWS::SQS::Queue { DelaySeconds: i }\n}\n";
    let stacks: String = (0..20).map(|i| format!("stack S{i} {{\n{resources}}}\n")).collect();
    let instances: String = (0..20).map(|i| format!("  stack s{i} = S{i} {{}}\n")).collect();
    project.write("large.bat", format!("{stacks}app Large {{\n{instances}}}\nenv large = Large {{}}\n"));
    for wait in [50, 150, 300, 600, 1000] {
        let mut child = project.command(&["build", "large.bat"]).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(wait));
        Command::new("kill").args(["-INT", &child.id().to_string()]).stderr(Stdio::null()).status().unwrap();
        child.wait().unwrap();
        let entries: Vec<_> = match fs::read_dir(project.path("out")) {
            Ok(entries) => entries.flatten().map(|e| e.file_name()).collect(),
            Err(_) => continue,
        };
        assert!(entries.iter().all(|name| name == "large"), "left behind after {wait} ms: {entries:?}");
        assert!(entries.is_empty() || written(&project).len() == 21);
    }
}

#[test]
fn an_abstract_environment_alone_is_nothing_to_build() {
    let project = Project::new(&[("base.bat", "app Shop {}\n\nabstract env base = Shop {}\n")]);
    let run = project.run(&["build", "base.bat"]);
    run.fails(2, "no environment to build in `base.bat`");
    run.fails(2, "help: `base` is abstract: name a file with an environment that extends it");
}

#[test]
fn a_missing_setting_is_told_by_check_and_by_build_in_the_same_words() {
    let app = "stack Jobs {\n  param delay: Int\n  resource queue = AWS::SQS::Queue { DelaySeconds: delay }\n}\n\n\
               app Shop {\n  param delay: Int\n  stack jobs = Jobs { delay }\n}\n\nenv production = Shop {}\n";
    let project = Project::new(&[("env.bat", app)]);
    let (checked, built) = (project.run(&["check", "env.bat"]), project.run(&["build", "env.bat"]));
    checked.fails(1, "environment `production` does not set `delay`");
    assert_eq!(checked.stderr, built.stderr);
    assert_eq!(checked.stderr.matches("error[").count(), 1);
}

#[test]
fn every_example_builds_without_a_warning() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
    let project = Project::new(&[]);
    let function = "custom/password_policy.py";
    project.write(function, fs::read(format!("{root}/{function}")).unwrap());
    let mut built = 0;
    for entry in fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if !name.ends_with(".bat") {
            continue;
        }
        project.write(name, fs::read(&path).unwrap());
        let run = project.run(&["build", name, "--out", name.strip_suffix(".bat").unwrap()]);
        assert_eq!(run.code, 0, "{name}: {}", run.stderr);
        assert!(!run.stderr.contains("warning"), "{name}: {}", run.stderr);
        built += 1;
    }
    assert!(built >= 7, "found {built} examples");
}
