//! Embeds the standard library, the pages about errors and the files of `batc init`: writes `embedded.rs`, tables sorted
//! by path.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("embedded.rs");
    println!("cargo::rerun-if-changed=build.rs");
    let mut code = String::new();
    embed(&mut code, "STDLIB", &root.join("stdlib"));
    embed(&mut code, "ERROR_PAGES", &root.join("docs/errors"));
    embed(&mut code, "STARTER", &root.join("src/cli/starter"));
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
