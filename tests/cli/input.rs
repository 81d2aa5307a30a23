//! Files that cannot be read, each told plainly, with exit code 2.

use std::fs;

use crate::support::{Project, is_all_powerful};

#[test]
fn missing_files_are_told_all_at_once() {
    let project = Project::new(&[("a.bat", "")]);
    let run = project.run(&["check", "a.bat", "b.bat", "lib/c.bat"]);
    run.fails(2, "there is no file `b.bat`");
    run.fails(2, "there is no file `lib/c.bat`");
    let run = project.run(&["build", "b.bat", "c.bat"]);
    run.fails(2, "there is no file `b.bat`");
    run.fails(2, "there is no file `c.bat`");
}

#[test]
fn a_file_of_nearly_that_name_is_suggested() {
    let project = Project::new(&[("envs/prod.bat", "")]);
    project.run(&["check", "envs/prd.bat"]).fails(2, "help: did you mean `envs/prod.bat`?");
    project.run(&["check", "envs/prod"]).fails(2, "help: did you mean `envs/prod.bat`?");
    let run = project.run(&["check", "envs/database.bat"]);
    run.fails(2, "there is no file `envs/database.bat`");
    assert!(!run.stderr.contains("did you mean"), "{run:#?}");
}

#[test]
fn a_folder_is_no_environment() {
    let project = Project::new(&[("envs/a.bat", "")]);
    let run = project.run(&["build", "envs"]);
    run.fails(2, "`envs` is a folder, and a file is needed");
    run.fails(2, "help: name a file, such as `envs/prod.bat`");
}

#[test]
fn a_folder_without_modules() {
    let project = Project::new(&[("docs/readme.md", ""), (".hidden/a.bat", "")]);
    project.run(&["check", "docs"]).fails(2, "there is no `.bat` file in the folder `docs`");
    project.run(&["check"]).fails(2, "there is no `.bat` file in the folder `.`");
}

#[test]
fn what_is_not_text() {
    let project = Project::new(&[]);
    project.write("bytes.bat", b"// fine\n// \xc3\xa4 \xff\n");
    project.write("nul.bat", b"// a\n\0");
    project.write("utf16.bat", b"\xff\xfel\0e\0t\0");
    project.run(&["check", "bytes.bat"]).fails(2, "`bytes.bat` is not UTF-8: byte 14 is 0xff, at line 2, column 6");
    project.run(&["check", "nul.bat"]).fails(2, "`nul.bat` is not text: byte 5 is NUL, at line 2, column 1");
    project.run(&["check", "utf16.bat"]).fails(2, "`utf16.bat` is UTF-16, and UTF-8 is needed");
}

#[test]
fn a_byte_order_mark_is_no_mistake() {
    let project = Project::new(&[("a.bat", "\u{feff}// a comment\n")]);
    assert_eq!(project.run(&["check", "a.bat"]).code, 0);
}

#[test]
fn too_large() {
    let project = Project::new(&[]);
    let file = fs::File::create(project.path("large.bat")).unwrap();
    file.set_len(17 * 1024 * 1024).unwrap();
    project.run(&["check", "large.bat"]).fails(2, "`large.bat` is too large: 17 MiB, and at most 16 MiB are read");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    #[test]
    fn no_permission() {
        let project = Project::new(&[("a.bat", "")]);
        let path = project.path("a.bat");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
        if is_all_powerful(&path) {
            return;
        }
        project.run(&["check", "a.bat"]).fails(2, "`a.bat` may not be read: permission denied");
    }

    #[test]
    fn a_pipe_is_not_waited_for() {
        let project = Project::new(&[]);
        let made = std::process::Command::new("mkfifo").arg(project.path("pipe.bat")).status();
        if !made.is_ok_and(|status| status.success()) {
            return;
        }
        project.run(&["check", "pipe.bat"]).fails(2, "`pipe.bat` is not a regular file");
    }

    #[test]
    fn a_link_out_of_the_project() {
        let outside = Project::new(&[("secret.bat", "")]);
        let project = Project::new(&[("a.bat", "")]);
        symlink(outside.path("secret.bat"), project.path("link.bat")).unwrap();
        project.run(&["check", "a.bat", "link.bat"]).fails(2, "`link.bat` is not in the project");
        // The other way round, the project is the one that the file itself lies in.
        assert_eq!(project.run(&["check", "link.bat"]).code, 0);
    }

    #[test]
    fn links_in_a_circle() {
        let project = Project::new(&[]);
        symlink(project.path("b.bat"), project.path("a.bat")).unwrap();
        symlink(project.path("a.bat"), project.path("b.bat")).unwrap();
        project.run(&["check", "a.bat"]).fails(2, "`a.bat` cannot be read: too many levels of symbolic links");
        // A folder that contains itself is walked once.
        let project = Project::new(&[("a.bat", "")]);
        symlink(project.path("."), project.path("again")).unwrap();
        let run = project.run(&["check"]);
        assert!(run.stderr.starts_with("checked 1 file in "), "{run:?}");
    }

    #[test]
    fn a_file_reached_twice_is_checked_once() {
        let project = Project::new(&[("a.bat", "")]);
        symlink("a.bat", project.path("b.bat")).unwrap();
        let run = project.run(&["check", ".", "a.bat", "./b.bat"]);
        assert!(run.stderr.starts_with("checked 1 file in "), "{run:?}");
    }

    #[test]
    fn a_file_name_that_is_not_text() {
        use std::os::unix::ffi::OsStrExt as _;
        let project = Project::new(&[]);
        let name = std::ffi::OsStr::from_bytes(b"\xff\x1b.bat");
        fs::write(project.path(".").join(name), "").unwrap();
        let run = project.run(&["check", "."]);
        run.fails(2, "is not plain UTF-8");
        assert!(!run.stderr.contains('\x1b'), "{run:?}");
    }
}
