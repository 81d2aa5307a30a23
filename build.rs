//! Embeds the standard library, its modules' trees, the pages about errors and the files of `batc init`: writes
//! `embedded.rs`, tables sorted by path. A tree that was made from another text or by another parser is left out, and the
//! text is parsed at run time.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "src/parse/stored/fingerprint.rs"]
mod fingerprint;

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("embedded.rs");
    println!("cargo::rerun-if-changed=build.rs");
    let mut code = String::new();
    embed(&mut code, "STDLIB", &root.join("stdlib"));
    embed(&mut code, "ERROR_PAGES", &root.join("docs/errors"));
    embed(&mut code, "STARTER", &root.join("src/cli/starter"));
    embed_trees(&mut code, &root);
    fs::write(&out, code).unwrap_or_else(|e| panic!("cannot write {}: {e}", out.display()));
}

/// Writes the table `name` of all text files below `folder`.
fn embed(code: &mut String, name: &str, folder: &Path) {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files = Vec::new();
    collect(folder, "", &mut files);
    files.sort();
    writeln!(code, "/// Path and text of each file, sorted by path.").unwrap();
    writeln!(code, "static {name}: &[(&str, &str)] = &[").unwrap();
    for (path, file) in files {
        writeln!(code, "    ({path:?}, include_str!({:?})),", file.display().to_string()).unwrap();
    }
    writeln!(code, "];").unwrap();
}

/// Writes the table of those stored trees that are current.
fn embed_trees(code: &mut String, root: &Path) {
    let stored = root.join("src/parse/stored/data");
    for path in fingerprint::MADE_BY {
        println!("cargo::rerun-if-changed={}", root.join(path).display());
    }
    let parser = fingerprint::of_parser(root).unwrap_or_else(|e| panic!("cannot read the parser's sources: {e}"));
    let mut files = Vec::new();
    collect(&root.join("stdlib"), "", &mut files);
    files.sort();
    writeln!(code, "/// Path and tree of each file whose tree is current, sorted by path.").unwrap();
    writeln!(code, "static TREES: &[(&str, &[u8])] = &[").unwrap();
    for (path, file) in files {
        let Some(module) = path.strip_suffix(".bat") else { continue };
        let tree = stored.join(format!("{module}.tree"));
        let (Ok(text), Ok(bytes)) = (fs::read(&file), fs::read(&tree)) else { continue };
        if bytes.starts_with(&fingerprint::of_module(parser, &text)) {
            let length = fingerprint::LENGTH;
            writeln!(code, "    ({path:?}, include_bytes!({:?}).split_at({length}).1),", tree.display().to_string())
                .unwrap();
        }
    }
    writeln!(code, "];").unwrap();
}

/// All files below `folder`, with their paths relative to it, with `/`.
fn collect(folder: &Path, prefix: &str, files: &mut Vec<(String, PathBuf)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let path = entry.path();
        if path.is_dir() {
            collect(&path, &format!("{prefix}{name}/"), files);
        } else {
            files.push((format!("{prefix}{name}"), path));
        }
    }
}
