//! What comes out for what goes in, as a reader sees it.

use std::fs;

use crate::formatted;

#[test]
fn cases() {
    insta::glob!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests"), "cases/format/*.bat", |path| {
        let result = formatted(&fs::read_to_string(path).unwrap());
        let note = if result.is_partial { "(has syntax errors)\n" } else { "" };
        insta::assert_snapshot!(format!("{note}{}", result.text));
    });
}
