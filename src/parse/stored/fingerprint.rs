//! What a stored tree was made from, as one number. `build.rs` compiles this file too, to leave out what is stale.

use std::path::{Path, PathBuf};
use std::{fs, io};

/// What decides, besides a module's text, what its tree is and how it is written.
pub const MADE_BY: [&str; 4] = ["grammar/bat.pest", "src/ast", "src/parse", "src/source/span.rs"];

/// Parts of those folders that do not: tests, and how mistakes are told.
const WITHOUT: [&str; 3] = ["tests", "errors", "dump"];

/// The bytes before a stored tree: its fingerprint.
pub const LENGTH: usize = 8;

/// The fingerprint of the parser and the tree.
pub fn of_parser(root: &Path) -> io::Result<u64> {
    let mut files = Vec::new();
    for path in MADE_BY {
        collect(&root.join(path), &mut files)?;
    }
    files.sort();
    files.iter().try_fold(START, |hash, file| Ok(add(hash, &fs::read(file)?)))
}

/// The fingerprint of a module with this text, parsed by the parser with this fingerprint.
pub fn of_module(parser: u64, text: &[u8]) -> [u8; LENGTH] {
    add(parser, text).to_le_bytes()
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if path.is_file() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        let path = entry?.path();
        let stem = path.file_stem().and_then(|s| s.to_str()).unwrap_or_default();
        if !WITHOUT.contains(&stem) && (path.is_dir() || path.extension().is_some_and(|e| e == "rs")) {
            collect(&path, files)?;
        }
    }
    Ok(())
}

const START: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a, with the length first: enough to notice an edit.
fn add(hash: u64, bytes: &[u8]) -> u64 {
    let length = (bytes.len() as u64).to_le_bytes();
    length.iter().chain(bytes).fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
