//! The rules of paths, on disk and in memory alike.

use std::fs;
use std::path::Path;

use super::*;

const FILES: [(&str, &str); 5] =
    [("app.bat", "app"), ("envs/prod.bat", "prod"), ("site/b.css", "b"), ("site/a.html", "a"), ("site/deep/c.js", "c")];

/// The same project on disk and in memory.
fn worlds() -> (tempfile::TempDir, [World; 2]) {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in FILES {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let disk = World::at(folder.path()).unwrap();
    (folder, [disk, World::in_memory(FILES)])
}

#[test]
fn paths_resolve_where_they_are_written() {
    let (_folder, worlds) = worlds();
    for world in worlds {
        let prod = FilePath::project("envs/prod.bat");
        for written in ["../app.bat", "./../app.bat", "../envs/../app.bat", "..//app.bat"] {
            let app = world.resolve(&prod, written).unwrap();
            assert_eq!(app, FilePath::project("app.bat"));
            assert_eq!(&*world.read(&app).unwrap(), "app");
        }
    }
}

#[test]
fn nothing_outside_is_reached() {
    let (_folder, worlds) = worlds();
    for world in worlds {
        let prod = FilePath::project("envs/prod.bat");
        let refused = |written: &str| world.resolve(&prod, written).unwrap_err();
        for written in ["../../etc/passwd", "/etc/passwd", "C:/x.bat", "../../../..", "../../envs/prod.bat"] {
            assert_eq!(refused(written).code, NOT_IN_PROJECT, "{written}");
        }
        for written in ["./no.bat", "", "..\\app.bat", "a\0b", "..", ".", "../site"] {
            assert_eq!(refused(written).code, CANNOT_READ, "{written}");
        }
        assert_eq!(refused("..\\app.bat").help.as_deref(), Some("write paths with `/`: `\"../app.bat\"`"));
    }
}

#[cfg(unix)]
#[test]
fn links_are_followed_within_the_project_only() {
    use std::os::unix::fs::symlink;
    let (folder, [world, _]) = worlds();
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret.bat"), "").unwrap();
    symlink(outside.path().join("secret.bat"), folder.path().join("out.bat")).unwrap();
    symlink(outside.path(), folder.path().join("away")).unwrap();
    symlink("envs/prod.bat", folder.path().join("in.bat")).unwrap();
    let app = FilePath::project("app.bat");
    assert_eq!(world.resolve(&app, "./in.bat").unwrap(), FilePath::project("envs/prod.bat"), "one file, one name");
    for written in ["./out.bat", "./away/secret.bat"] {
        let refused = world.resolve(&app, written).unwrap_err();
        assert_eq!(refused.code, NOT_IN_PROJECT);
        assert!(refused.message.contains("symbolic link"), "{}", refused.message);
    }
    for written in ["./away", "."] {
        assert_eq!(world.files_below(&app, written).unwrap_err().code, NOT_IN_PROJECT, "{written}");
        assert_eq!(world.asset(&app, written).unwrap_err().code, NOT_IN_PROJECT, "{written}");
    }
    symlink(".", folder.path().join("site/again")).unwrap();
    assert_eq!(world.files_below(&app, "./site").unwrap_err().code, CANNOT_READ);
}

#[test]
fn folders_are_listed_in_one_order() {
    let (_folder, worlds) = worlds();
    for world in worlds {
        let app = FilePath::project("app.bat");
        let listed = world.files_below(&app, "./site/").unwrap();
        let paths: Vec<_> = listed.iter().map(FilePath::relative).collect();
        assert_eq!(paths, ["site/a.html", "site/b.css", "site/deep/c.js"]);
        for written in ["./no", "./app.bat"] {
            assert_eq!(world.files_below(&app, written).unwrap_err().code, CANNOT_READ);
        }
    }
}

#[test]
fn assets_are_named_by_their_content() {
    let (_folder, [disk, memory]) = worlds();
    let app = FilePath::project("app.bat");
    for (written, kind, extension) in [("./site/b.css", AssetKind::File, ".css"), ("./site", AssetKind::Folder, ".zip")]
    {
        let asset = disk.asset(&app, written).unwrap();
        assert_eq!(asset, memory.asset(&app, written).unwrap());
        assert_eq!((asset.kind, &*asset.extension), (kind, extension));
        let target = tempfile::tempdir().unwrap();
        disk.copy_asset(&asset, &target.path().join("asset")).unwrap();
        let copied = if kind == AssetKind::File { "asset" } else { "asset/deep/c.js" };
        assert!(target.path().join(copied).is_file());
    }
    // The SHA-256 of the letter b.
    let hash = "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d";
    assert_eq!(disk.asset(&app, "./site/b.css").unwrap().hash, hash);
    assert_eq!(disk.asset(&app, "../x").unwrap_err().code, NOT_IN_PROJECT);
}

#[test]
fn an_overlay_stands_in_for_the_disk() {
    let (_folder, [mut world, _]) = worlds();
    let app = FilePath::project("app.bat");
    world.overlay(&app, "edited");
    assert_eq!(&*world.read(&app).unwrap(), "edited");
    assert_eq!(&*world.read(&FilePath::project("envs/prod.bat")).unwrap(), "prod");
}

#[test]
fn the_root_is_the_nearest_folder_that_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let top = folder.path().canonicalize().unwrap();
    for (path, text) in FILES {
        let path = top.join("a/b").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let file = top.join("a/b/envs/prod.bat");
    assert_eq!(root::discover(&file), top.join("a/b/envs"), "the file's own folder");
    fs::create_dir(top.join("a/.git")).unwrap();
    assert_eq!(root::discover(&file), top.join("a"));
    fs::write(top.join("a/b/batc.toml"), "").unwrap();
    assert_eq!(root::discover(&file), top.join("a/b"));
    let world = World::open(&file).unwrap();
    assert_eq!(world.input(&file).unwrap().display(), "envs/prod.bat");
}

#[test]
fn the_standard_library_is_its_own_world() {
    let world = World::in_memory(FILES);
    for name in std_modules() {
        let module = world.std_module(name).unwrap();
        assert_eq!(module.display(), format!("std/{name}.bat"));
        assert!(!world.read(&module).unwrap().is_empty());
        assert_eq!(world.resolve(&module, "../app.bat").unwrap_err().code, NOT_IN_PROJECT);
        assert_eq!(world.resolve(&module, "./app.bat").unwrap_err().code, CANNOT_READ);
    }
    assert_eq!(world.std_module("no such module"), None);
    assert_eq!(world.input(Path::new("app.bat")).unwrap(), FilePath::project("app.bat"));
}

#[test]
fn a_value_keeps_where_a_path_belongs() {
    let (_folder, worlds) = worlds();
    for world in worlds {
        let module = world.std_module("network").unwrap();
        let library = world.resolve(&module, "./functions/close_default_group.py").unwrap().as_value();
        let own = world.resolve(&FilePath::project("envs/prod.bat"), "../app.bat").unwrap().as_value();
        let read = |value: &str| {
            let (from, path) = FilePath::of_value(value);
            world.read(&world.resolve(&from, path).unwrap()).unwrap()
        };
        assert_eq!(&*read(&library), std_file("functions/close_default_group.py").unwrap());
        assert_eq!(&*read(&own), "app");
    }
}
