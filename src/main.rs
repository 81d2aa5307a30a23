//! The `batc` command.

fn main() {}
