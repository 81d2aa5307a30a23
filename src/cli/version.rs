//! What `--version` says.

use std::fmt::Write as _;

use crate::registry::registry;

/// The version, the system that it was built for, and the age of the resource types. Made only when asked for, since
/// it opens the registry.
pub fn text() -> String {
    let registry = registry();
    let mut text = format!(
        "batc {} ({} {})\n{} resource types of {}",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        registry.type_names().count(),
        registry.date(),
    );
    for (source, version) in registry.versions() {
        let _ = write!(text, ", {source} {version}");
    }
    text.push('\n');
    text
}
