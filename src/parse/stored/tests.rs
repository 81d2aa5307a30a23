use std::path::{Path, PathBuf};
use std::{env, fs};

use super::{fingerprint, stored_tree};
use crate::ast::File;
use crate::diagnostics::Diagnostics;
use crate::parse::parse_file;
use crate::source::{ChunkId, FileId, SourceMap};
use crate::world::{std_file, std_modules, std_tree};

const REFRESH: &str = "UPDATE_STDLIB=1 cargo test --lib stored_trees -- --ignored";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn data(module: &str) -> PathBuf {
    root().join("src/parse/stored/data").join(format!("{module}.tree"))
}

fn text(module: &str) -> &'static str {
    std_file(&format!("{module}.bat")).expect("the module is embedded")
}

fn parsed(sources: &mut SourceMap, module: &str) -> (FileId, File) {
    let file = sources.add_file(module, text(module));
    let mut diagnostics = Diagnostics::new();
    let tree = parse_file(sources, file, &mut diagnostics);
    assert!(diagnostics.iter().next().is_none(), "`{module}` has mistakes, so that its tree cannot be stored");
    (file, tree)
}

/// What `data/MODULE.tree` has to be.
fn stored(module: &str, parser: u64) -> Vec<u8> {
    let mut sources = SourceMap::new();
    let (_, tree) = parsed(&mut sources, module);
    let starts: Vec<u32> = sources.chunk_starts(ChunkId(0)).collect();
    let tree = postcard::to_allocvec(&tree).expect("a tree can be written");
    let mut bytes = fingerprint::of_module(parser, text(module).as_bytes()).to_vec();
    bytes.extend(postcard::to_allocvec(&(starts, tree.as_slice())).expect("bytes can be written"));
    bytes
}

/// Run by `.ci/run` only: between an edit of the library and the refresh everything works, but slower.
#[test]
#[ignore = "stale trees are no mistake until a release; .ci/run runs this"]
fn stored_trees_are_current() {
    let parser = fingerprint::of_parser(root()).expect("the sources can be read");
    let update = env::var_os("UPDATE_STDLIB").is_some();
    let mut stale = Vec::new();
    for module in std_modules() {
        let (path, wanted) = (data(module), stored(module, parser));
        if update {
            fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("the folder can be made");
            fs::write(&path, wanted).expect("the tree can be written");
        } else if fs::read(&path).ok() != Some(wanted) {
            stale.push(module);
        }
    }
    for entry in fs::read_dir(root().join("src/parse/stored/data")).expect("the folder can be read") {
        let path = entry.expect("the entry can be read").path();
        let module = path.file_stem().and_then(|s| s.to_str()).expect("a name");
        if path.is_file() && !std_modules().any(|m| m == module) {
            if update {
                fs::remove_file(&path).expect("the file can be removed");
            } else {
                stale.push("a module that is gone");
            }
        }
    }
    assert!(stale.is_empty(), "the stored trees of {} are stale: {REFRESH}", stale.join(", "));
}

/// Whatever is embedded gives the tree that the text gives, places included, also when other files came first.
#[test]
fn what_is_stored_is_what_is_parsed() {
    for module in std_modules() {
        let bytes = std_tree(&format!("{module}.bat")).map(<[u8]>::to_vec);
        // A stale module has none: then what the refresh would write is looked at.
        let bytes = bytes.unwrap_or_else(|| stored(module, 0)[fingerprint::LENGTH..].to_vec());
        let (mut left, mut right) = (SourceMap::new(), SourceMap::new());
        for sources in [&mut left, &mut right] {
            let first = sources.add_file("first.bat", "let a = 1\nlet b = 2\n");
            parse_file(sources, first, &mut Diagnostics::new());
        }
        let (_, wanted) = parsed(&mut left, module);
        let file = right.add_file(module, text(module));
        let found = stored_tree(&mut right, file, &bytes).expect("the stored tree can be read");
        assert!(found == wanted, "`{module}`: the stored tree is another one");
        assert_eq!(
            right.chunk_starts(found.chunk).collect::<Vec<_>>(),
            left.chunk_starts(wanted.chunk).collect::<Vec<_>>(),
            "`{module}`: the chunks begin elsewhere"
        );
    }
}

#[test]
fn damaged_bytes_give_no_tree_and_no_panic() {
    let bytes = stored("network", 0)[fingerprint::LENGTH..].to_vec();
    for cut in (0..bytes.len()).step_by(bytes.len() / 50) {
        let mut sources = SourceMap::new();
        let file = sources.add_file("network", text("network"));
        assert!(stored_tree(&mut sources, file, &bytes[..cut]).is_none(), "cut off after {cut} bytes");
    }
}

#[test]
fn an_edit_changes_the_fingerprint() {
    let parser = fingerprint::of_parser(root()).expect("the sources can be read");
    let of = |text: &str| fingerprint::of_module(parser, text.as_bytes());
    assert_eq!(of("let a = 1"), of("let a = 1"));
    assert_ne!(of("let a = 1"), of("let a = 2"));
    assert_ne!(of("let a = 1"), fingerprint::of_module(parser + 1, b"let a = 1"));
}
