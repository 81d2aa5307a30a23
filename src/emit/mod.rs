//! Templates and the cloud assembly as files.
//!
//! In: [`Assembly`]s, whose templates are already serialised. Out: `out/<env>/` with a template per stack, the
//! assembly's `manifest.json` and its file assets. Invariants: a folder is replaced as a whole or not at all; a
//! folder that batc did not write is never replaced; the same assembly gives the same bytes.

mod assembly;
mod errors;
mod folder;
mod manifest;
mod names;
mod replace;
#[cfg(test)]
mod tests;
mod write;
mod yaml;

pub use assembly::{ASSET_BUCKET, Assembly, StackOutput};
pub use errors::{CANNOT_WRITE, CODES, NOT_OURS, WriteError};
pub use replace::replace_file;
pub use write::{Written, WrittenStack, write, write_documentation};
pub use yaml::to_yaml;

/// How templates are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum TemplateFormat {
    /// `NAME.template.json`.
    #[default]
    Json,
    /// `NAME.template.yaml`, beside the JSON that the cloud assembly needs: the CDK's client reads nothing else.
    Yaml,
}
