//! Output that cannot be written.

use std::fs::OpenOptions;
use std::io::Read as _;
use std::process::Stdio;

use crate::support::{Project, Run};

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let project = Project::new(&[]);
    for arguments in [
        &["completions", "bash"][..],
        &["explain"],
        &["explain", "E0001"],
        &["--help"],
        &["--version"],
        &["check", "no.bat", "--message-format", "json"],
    ] {
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = project.command(arguments).stdout(full).output().unwrap();
        Run::of(output).fails(2, "standard output cannot be written: no space left on device");
    }
    // Where standard error is full, nobody can be told, but the exit code still says it.
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = project.command(&["check", "no.bat"]).stderr(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_reader_who_has_had_enough_is_no_failure() {
    let project = Project::new(&[("a.bat", "")]);
    for arguments in [&["completions", "zsh"][..], &["--help"], &["explain"]] {
        let mut child = project.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut stderr = String::new();
        child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{arguments:?}: {stderr}");
        assert_eq!(stderr, "");
    }
}
