//! The formats of messages, colour, help and wrong usage.

use crate::support::Project;

#[test]
fn each_format_goes_to_its_stream() {
    let project = Project::new(&[]);
    let run = |format: &str| project.run(&["check", "no.bat", "--message-format", format]);
    let human = run("human");
    assert_eq!(human.stdout, "");
    human.fails(2, "error[E0001]\n\n  x there is no file `no.bat`\n");
    let short = run("short");
    assert_eq!((short.code, &*short.stdout, &*short.stderr), (2, "", "error[E0001]: there is no file `no.bat`\n"));
    let json = run("json");
    assert_eq!((json.code, &*json.stderr), (2, ""));
    let object: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(object["code"], "E0001");
    let sarif: serde_json::Value = serde_json::from_str(&run("sarif").stdout).unwrap();
    assert_eq!(sarif["runs"][0]["invocations"][0]["executionSuccessful"], false);
    let github = "::error title=E0001%3A file cannot be read::there is no file `no.bat`\n";
    assert_eq!(run("github").stdout, github);
}

#[test]
fn machines_get_nothing_but_their_format_when_all_is_well() {
    let project = Project::new(&[("a.bat", "")]);
    let run = project.run(&["check", "--message-format", "json"]);
    assert_eq!((run.code, &*run.stdout, &*run.stderr), (0, "", ""));
    let run = project.run(&["check", "--message-format", "sarif"]);
    assert!(run.stdout.contains("\"executionSuccessful\":true"), "{run:?}");
}

#[test]
fn color_is_for_terminals_or_on_demand() {
    let project = Project::new(&[]);
    let plain = project.run(&["check", "no.bat"]);
    assert!(!plain.stderr.contains('\x1b'), "{plain:?}");
    let forced = project.command(&["check", "no.bat", "--color", "always"]).env("NO_COLOR", "1").output().unwrap();
    assert!(forced.stderr.contains(&0x1b));
    let never = project.run(&["--color", "never", "check", "no.bat"]);
    assert_eq!(never.stderr, plain.stderr);
}

#[test]
fn frames_are_drawn_in_ascii_unless_the_locale_says_utf_8() {
    let project = Project::new(&[]);
    let run = |locale: &str| project.command(&["check", "no.bat"]).env("LANG", locale).output().unwrap().stderr;
    assert!(run("C").is_ascii());
    assert!(String::from_utf8(run("de_CH.UTF-8")).unwrap().contains('×'));
}

#[test]
fn wrong_usage_is_exit_code_2() {
    let project = Project::new(&[("a.bat", "")]);
    project.run(&["build", "a.bat", "--nope"]).fails(2, "unexpected argument '--nope'");
    project.run(&["biuld", "a.bat"]).fails(2, "a similar subcommand exists: 'build'");
    project.run(&["build"]).fails(2, "<FILE>...");
    project.run(&["build", "a.bat", "--format", "toml"]).fails(2, "[possible values: json, yaml]");
    project.run(&["build", "a.bat"]).fails(2, "no environment to build in `a.bat`");
}

#[test]
fn help_and_version() {
    let project = Project::new(&[]);
    for arguments in [&["--help"][..], &["build", "--help"], &["check", "-h"], &["explain", "--help"]] {
        let run = project.run(arguments);
        assert_eq!(run.code, 0);
        assert!(run.stdout.contains("Examples:\n  batc "), "{run:?}");
        assert!(run.stdout.lines().all(|l| l.chars().count() <= 100), "{run:?}");
    }
    let version = project.run(&["--version"]);
    assert!(version.stdout.starts_with(concat!("batc ", env!("CARGO_PKG_VERSION"), " (")), "{version:?}");
    assert!(version.stdout.contains(" resource types of "), "{version:?}");
    let completions = project.run(&["completions", "bash"]);
    assert!(completions.stdout.contains("_batc()"));
}

#[test]
fn explain_prints_a_page_or_lists_all() {
    let project = Project::new(&[]);
    let page = project.run(&["explain", "e0001"]);
    assert_eq!(page.code, 0);
    assert!(page.stdout.starts_with("# E0001: file cannot be read\n"), "{page:?}");
    let list = project.run(&["explain"]);
    assert!(list.stdout.starts_with("E0001  file cannot be read\n"), "{list:?}");
    project.run(&["explain", "E9999\x1b"]).fails(2, "there is no code `E9999\\u{1b}`");
    project.run(&["explain", "E000"]).fails(2, "did you mean `E0001`?");
}

/// A file with an error on line 2, and one with a warning on line 2.
const MISTAKES: [(&str, &str); 2] = [
    ("stacks/a.bat", "stack Alarms {\n  resource topic = AWS::SNS::Topic { DisplayName: 'ü' };\n}\n"),
    ("stacks/b.bat", "stack Alarms {\n  resource nightTopic = AWS::SNS::Topic { DisplayName: \"b\" }\n}\n"),
];

#[test]
fn mistakes_in_sources_are_exit_code_1_and_sorted_by_place() {
    let project = Project::new(&MISTAKES);
    let run = project.run(&["check", "--message-format", "short", "stacks"]);
    assert_eq!(run.code, 1);
    let places: Vec<_> = run.stderr.lines().map(|l| l.split(": ").take(2).collect::<Vec<_>>().join(": ")).collect();
    assert_eq!(
        places,
        ["stacks/a.bat:2:51: error[E0105]", "stacks/a.bat:2:56: error[E0107]", "stacks/b.bat:2:12: warning[W0102]",]
    );
}

#[test]
fn paths_are_seen_from_the_working_folder() {
    let project = Project::new(&MISTAKES);
    let run = |folder: &str, argument: &str| {
        let arguments = ["check", argument, "--message-format", "github"];
        let output = project.command(&arguments).current_dir(project.path(folder)).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let begins = |folder, argument, path| {
        let text = run(folder, argument);
        assert!(text.starts_with(&format!("::error file={path},line=2,col=51,endColumn=54,title=E0105")), "{text}");
    };
    begins(".", "stacks/a.bat", "stacks/a.bat");
    begins("stacks", "a.bat", "a.bat");
    let parent = project.path(".").canonicalize().unwrap();
    let name = parent.file_name().unwrap().to_str().unwrap();
    begins("..", &format!("{name}/stacks"), &format!("{name}/stacks/a.bat"));
}

#[test]
fn warnings_are_errors_on_demand() {
    let project = Project::new(&MISTAKES);
    let warned = project.run(&["check", "stacks/b.bat"]);
    warned.fails(0, "warning[W0102]");
    warned.fails(0, "1 warning; `batc explain W0102` tells more\nchecked 1 file in ");
    let denied = project.run(&["check", "stacks/b.bat", "-D", "warnings"]);
    denied.fails(1, "error[W0102]");
    assert!(!denied.stderr.contains("checked"), "{denied:?}");
}
