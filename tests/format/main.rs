//! The formatter: golden cases, every source of the repository, and programs that nobody has written.

mod generate;
mod golden;
mod mangle;
mod properties;
mod repository;

use batc::format::{Formatted, Options, format};

/// Formats a text as everywhere, and holds it to what the formatter promises of any text.
fn formatted(text: &str) -> Formatted {
    let result = format(text, &Options::default());
    assert_eq!(result.bug, None, "{text}");
    let again = format(&result.text, &Options::default());
    assert_eq!(again.bug, None, "{}", result.text);
    assert_eq!(again.text, result.text, "formatting twice is not the same, of:\n{text}");
    result
}
