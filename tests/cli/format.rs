//! `batc fmt`: what is written, what is printed, and what is left alone.

use std::fs;
use std::io::Write as _;
use std::process::Stdio;

use crate::support::{Project, Run};

const UGLY: &str = "let   a=1\nstack Net{output   b=a}\n";
const FINE: &str = "let a = 1\n\nstack Net {\n  output b = a\n}\n";

fn with_input(project: &Project, arguments: &[&str], input: impl AsRef<[u8]>) -> Run {
    let mut command = project.command(arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_ref()).unwrap();
    Run::of(child.wait_with_output().unwrap())
}

fn text(project: &Project, path: &str) -> String {
    fs::read_to_string(project.path(path)).unwrap()
}

#[test]
fn folders_are_formatted() {
    let project = Project::new(&[("a.bat", UGLY), ("lib/b.bat", UGLY), ("fine.bat", FINE)]);
    for skipped in [".hidden/c.bat", "node_modules/c.bat", "target/c.bat", "out/c.bat", "other.txt"] {
        project.write(skipped, UGLY);
    }
    let before = fs::metadata(project.path("fine.bat")).unwrap().modified().unwrap();
    let run = project.run(&["fmt"]);
    assert_eq!((run.code, &*run.stdout, &*run.stderr), (0, "", "formatted 2 of 3 files\n"));
    for path in ["a.bat", "lib/b.bat", "fine.bat"] {
        assert_eq!(text(&project, path), FINE, "{path}");
    }
    for skipped in [".hidden/c.bat", "node_modules/c.bat", "target/c.bat", "out/c.bat", "other.txt"] {
        assert_eq!(text(&project, skipped), UGLY, "{skipped}");
    }
    assert_eq!(fs::metadata(project.path("fine.bat")).unwrap().modified().unwrap(), before, "it is not written again");
    let run = project.run(&["fmt", "lib/b.bat"]);
    assert_eq!((run.code, &*run.stderr), (0, "formatted 0 of 1 file\n"));
}

#[test]
fn check_shows_what_would_change() {
    let project = Project::new(&[("a.bat", UGLY), ("fine.bat", FINE)]);
    let run = project.run(&["fmt", "--check"]);
    assert_eq!(run.code, 1, "{run:?}");
    insta::assert_snapshot!(format!("{}----\n{}", run.stdout, run.stderr));
    assert_eq!(text(&project, "a.bat"), UGLY);
    let run = project.run(&["fmt", "--check", "fine.bat"]);
    assert_eq!((run.code, &*run.stdout, &*run.stderr), (0, "", "1 file in style\n"));
}

#[test]
fn standard_input_goes_to_standard_output() {
    let project = Project::new(&[]);
    let run = with_input(&project, &["fmt", "-"], UGLY);
    assert_eq!((run.code, &*run.stdout, &*run.stderr), (0, FINE, ""));
    let run = with_input(&project, &["fmt", "-", "--check", "--stdin-filepath", "src/new.bat"], UGLY);
    assert_eq!(run.code, 1);
    assert!(run.stdout.starts_with("--- src/new.bat\n+++ src/new.bat (formatted)\n"), "{run:?}");
    let run = with_input(&project, &["fmt", "--stdin-filepath", "src/new.bat"], UGLY);
    assert_eq!((run.code, &*run.stdout, &*run.stderr), (0, FINE, ""));
    let run = with_input(&project, &["fmt", "-"], b"let a = \"\xff\"\n");
    run.fails(2, "`<stdin>` is not UTF-8");
    let run = with_input(&project, &["fmt", "-"], "");
    assert_eq!((run.code, &*run.stdout, &*run.stderr), (0, "", ""));
}

#[test]
fn the_project_sets_the_width() {
    let long = "let text = [\"aaaaaaaaaaaaaaaaaaaa\", \"bbbbbbbbbbbbbbbbbbbb\"]\n";
    let split = "let text = [\n  \"aaaaaaaaaaaaaaaaaaaa\"\n  \"bbbbbbbbbbbbbbbbbbbb\"\n]\n";
    let project = Project::new(&[("a.bat", long), ("inner/batc.toml", "[fmt]\nwidth = 40\n"), ("inner/a.bat", long)]);
    assert_eq!(project.run(&["fmt", "a.bat"]).code, 0);
    assert_eq!(text(&project, "a.bat"), long);
    assert_eq!(project.run(&["fmt", "inner"]).code, 0);
    assert_eq!(text(&project, "inner/a.bat"), split);
    // A file that is not there yet belongs to the project of its folder.
    let run = with_input(&project, &["fmt", "-", "--stdin-filepath", "inner/new/b.bat"], long);
    assert_eq!((run.code, &*run.stdout), (0, split));
}

#[test]
fn a_wrong_project_file_is_told() {
    let project = Project::new(&[("a.bat", UGLY), ("batc.toml", "[fmt]\nwidht = 100\n")]);
    let run = project.run(&["fmt"]);
    assert_eq!((run.code, &*run.stdout), (1, ""));
    insta::assert_snapshot!(run.stderr);
    assert_eq!(text(&project, "a.bat"), UGLY);
}

#[test]
fn what_is_broken_stays() {
    let broken = "let   a=1\nlet  b  =  )\nlet   c=2\n";
    let project = Project::new(&[("a.bat", broken)]);
    let run = project.run(&["fmt"]);
    assert_eq!(run.code, 0, "{run:?}");
    run.fails(0, "a.bat has syntax errors, and is formatted around them: see `batc check`\nformatted 1 of 1 file\n");
    assert_eq!(text(&project, "a.bat"), "let a = 1\nlet  b  =  )\nlet c = 2\n");
}

#[test]
fn line_ends_stay_and_a_byte_order_mark_goes() {
    let project = Project::new(&[("a.bat", &UGLY.replace('\n', "\r\n")), ("mark.bat", &format!("\u{feff}{UGLY}"))]);
    project.write("mixed.bat", "let   a=1\nstack Net{\r\noutput   b=a}\n");
    assert_eq!(project.run(&["fmt"]).code, 0);
    assert_eq!(text(&project, "a.bat"), FINE.replace('\n', "\r\n"));
    assert_eq!(text(&project, "mark.bat"), FINE);
    assert_eq!(text(&project, "mixed.bat"), FINE);
    let run = project.run(&["fmt", "--check"]);
    assert_eq!((run.code, &*run.stderr), (0, "3 files in style\n"));
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_written_is_told_and_the_others_are_formatted() {
    use std::os::unix::fs::PermissionsExt as _;
    let project = Project::new(&[("a.bat", UGLY), ("b.bat", UGLY)]);
    fs::set_permissions(project.path("a.bat"), fs::Permissions::from_mode(0o444)).unwrap();
    fs::set_permissions(project.path("b.bat"), fs::Permissions::from_mode(0o600)).unwrap();
    let run = project.run(&["fmt"]);
    run.fails(2, "`a.bat` cannot be written: permission denied");
    assert_eq!((text(&project, "a.bat"), text(&project, "b.bat")), (UGLY.to_owned(), FINE.to_owned()));
    assert_eq!(fs::metadata(project.path("b.bat")).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::read_dir(project.path("")).unwrap().count(), 3, "nothing else is left behind");
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link() {
    let project = Project::new(&[("real.bat", UGLY)]);
    std::os::unix::fs::symlink("real.bat", project.path("link.bat")).unwrap();
    let run = project.run(&["fmt", "link.bat"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(fs::symlink_metadata(project.path("link.bat")).unwrap().file_type().is_symlink());
    assert_eq!(text(&project, "real.bat"), FINE);
}

#[test]
fn what_is_not_there_is_told() {
    let project = Project::new(&[]);
    project.run(&["fmt", "none.bat"]).fails(2, "there is no file `none.bat`");
    project.run(&["fmt", "."]).fails(2, "there is no `.bat` file");
}
