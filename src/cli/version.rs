//! What `--version` says.

/// The version and the system that it was built for.
pub fn long() -> String {
    format!("{}\n{} {}", env!("CARGO_PKG_VERSION"), std::env::consts::OS, std::env::consts::ARCH)
}
