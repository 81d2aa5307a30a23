//! What is part of the program: the standard library with its trees, the pages about errors and what `batc init` writes.

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The text of a file of the standard library, by path below `stdlib/`.
pub fn std_file(path: &str) -> Option<&'static str> {
    find(STDLIB, path)
}

/// The stored tree of such a file, when it is current; see `parse::stored_tree`.
pub fn std_tree(path: &str) -> Option<&'static [u8]> {
    find(TREES, path)
}

/// The names of the standard library's modules, sorted: `network` for `std.network`.
pub fn std_modules() -> impl Iterator<Item = &'static str> {
    STDLIB.iter().filter_map(|(path, _)| path.strip_suffix(".bat"))
}

/// The page about an error code, as it stands in `docs/errors/`.
pub fn error_page(code: &str) -> Option<&'static str> {
    find(ERROR_PAGES, &format!("{code}.md"))
}

/// The codes that have a page, sorted.
pub fn error_page_codes() -> impl Iterator<Item = &'static str> {
    ERROR_PAGES.iter().filter_map(|(path, _)| path.strip_suffix(".md"))
}

/// Paths and texts of the files of a new project, sorted; `dot-` stands where a name begins with a dot.
pub fn starter_files() -> impl Iterator<Item = (&'static str, &'static str)> {
    STARTER.iter().copied()
}

fn find<T: ?Sized>(table: &[(&'static str, &'static T)], path: &str) -> Option<&'static T> {
    table.binary_search_by(|(p, _)| (*p).cmp(path)).ok().map(|at| table[at].1)
}
