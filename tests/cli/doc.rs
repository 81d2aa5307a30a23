//! `batc doc`: what is documented, and what is replaced.

use std::fs;

use crate::support::Project;

const LIBRARY: (&str, &str) =
    ("lib/shelf.bat", "use std.storage.{Bucket}\n\n/// Things.\nconstruct Shelf {\n  resource bucket = Bucket {}\n}\n");

#[test]
fn a_project_and_what_it_imports() {
    let project = Project::new(&[LIBRARY]);
    let run = project.run(&["doc"]);
    assert_eq!((run.code, &*run.stdout), (0, ""), "{run:?}");
    assert!(run.stderr.starts_with("out/doc/index.html\ndocumented 4 modules in "), "{run:?}");
    let page = fs::read_to_string(project.path("out/doc/lib.shelf.html")).unwrap();
    assert!(page.contains("<h2 id=\"construct-shelf\">"), "{page}");
    for name in ["index.html", "style.css", "search.js", "search-index.js", "std.storage.html", "std.iam.html"] {
        assert!(project.path("out/doc").join(name).exists(), "{name}");
    }
    assert!(project.path("out/doc/markdown/lib.shelf.md").exists());
    assert!(!project.path("out/doc/std.network.html").exists());

    // Again: what is no longer there vanishes.
    fs::rename(project.path("lib/shelf.bat"), project.path("lib/board.bat")).unwrap();
    assert_eq!(project.run(&["doc", "lib"]).code, 0);
    assert!(project.path("out/doc/lib.board.html").exists() && !project.path("out/doc/lib.shelf.html").exists());
}

#[test]
fn the_standard_library_and_one_module_of_it() {
    let project = Project::new(&[]);
    assert_eq!(project.run(&["doc", "std", "--out", "all"]).code, 0);
    for name in ["std.network.html", "std.storage.html"] {
        assert!(project.path("all").join(name).exists(), "{name}");
    }
    assert_eq!(project.run(&["doc", "std.iam", "--out", "deep/iam"]).code, 0);
    assert!(project.path("deep/iam/std.iam.html").exists() && !project.path("deep/iam/std.cdn.html").exists());
    project.run(&["doc", "std.ian"]).fails(2, "did you mean `std.iam`?");
    assert!(!project.path("out").exists());
}

#[test]
fn nothing_is_written_of_what_has_errors_or_over_what_is_not_documentation() {
    let project = Project::new(&[LIBRARY, ("bad.bat", "let a = b\n"), ("mine/index.html", "<p>mine</p>")]);
    project.run(&["doc"]).fails(1, "`b`");
    assert!(!project.path("out").exists());
    project.run(&["doc", "lib", "--out", "mine"]).fails(2, "was not written by batc");
    assert_eq!(fs::read_to_string(project.path("mine/index.html")).unwrap(), "<p>mine</p>");
    project.run(&["doc", "lib", "--out", ".."]).fails(2, "cannot be replaced as a whole");
    project.run(&["doc", "nowhere"]).fails(2, "there is no file `nowhere`");
}

#[test]
fn constructs_without_end_are_reported() {
    let project =
        Project::new(&[("a.bat", "construct A {\n  resource b = B {}\n}\nconstruct B {\n  resource a = A {}\n}\n")]);
    assert_eq!(project.run(&["doc"]).code, 1);
}
