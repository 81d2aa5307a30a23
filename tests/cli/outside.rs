//! What is wrong outside the sources, as it is told: one golden report of all codes that have no place.

use std::fs;

use crate::support::Project;

#[test]
fn what_lies_outside_the_sources() {
    let project = Project::new(&[
        (
            "env.bat",
            "stack Jobs {\n  resource queue = AWS::SQS::Queue {}\n}\n\napp Shop {\n  stack jobs = Jobs {}\n}\n\nenv test = Shop {}\n",
        ),
        ("lib.bat", "let delay = 30\n"),
        ("out/test/notes.txt", "mine"),
        ("file", "mine"),
    ]);
    project.write("bytes.bat", b"// \xff\n");
    fs::File::create(project.path("large.bat")).unwrap().set_len(17 << 20).unwrap();
    project.write("shop/.gitignore", "mine");
    let asked: [&[&str]; 10] = [
        &["check", "missing.bat"],
        &["check", "bytes.bat"],
        &["check", "large.bat"],
        &["check", "env.bat", "/"],
        &["build", "env.bat", "--env", "tests"],
        &["build", "lib.bat"],
        &["build", "env.bat", "--stack", "job"],
        &["build", "env.bat", "--out", "file"],
        &["build", "env.bat"],
        &["init", "shop"],
    ];
    let mut told = String::new();
    for arguments in asked {
        let run = project.run(arguments);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:#?}");
        told.push_str(&format!("$ batc {}\n{}\n", arguments.join(" "), run.stderr));
    }
    let root = fs::canonicalize(project.path(".")).unwrap();
    insta::assert_snapshot!(told.replace(&*root.to_string_lossy(), "PROJECT"));
}
