//! What the tests of sessions share: the platform, numbers that look random, and all that can be seen of a diagnostic.

use std::path::{Path, PathBuf};

use batc::diagnostics::Diagnostic;
use batc::source::SourceMap;
use batc::world::{FilePath, World};

/// All that can be seen of a diagnostic.
pub fn seen(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    let labels = diagnostic.labels.iter().map(|label| {
        let (file, range) = sources.resolve(label.span);
        let path = &sources.file(file).path;
        format!("{path}:{range:?} {} {} {} {:?}", label.text, label.primary, label.is_environment, label.replacement)
    });
    let labels: Vec<String> = labels.collect();
    format!("{:?} {} {labels:?} {:?} {:?}", diagnostic.code, diagnostic.message, diagnostic.detail, diagnostic.help)
}

/// Pseudo-random numbers that are the same each time.
pub struct Random(pub u64);

impl Random {
    /// One below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n.max(1)
    }
}

/// The platform, with the files to start from.
pub fn platform() -> (World, Vec<FilePath>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let world = World::at(root).expect("the repository");
    let folders = [root.join("envs"), root.join("examples/batbern")];
    let (inputs, errors) = world.inputs(&folders.map(PathBuf::from));
    assert!(errors.is_empty());
    (world, inputs)
}
