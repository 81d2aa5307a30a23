//! Which declarations a resource of a template comes from.

use arcstr::ArcStr;

use super::{machine::Evaluator, places::Declared};
use crate::source::Span;

/// A resource of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// Its stack's name in the app.
    pub stack: String,
    /// Its logical id.
    pub logical_id: ArcStr,
    /// The names of its declaration and of those of the instances around it, the innermost first.
    pub declared: Vec<Span>,
}

impl Evaluator<'_> {
    /// Where all resources come from, in the order in which they were placed.
    pub(super) fn provenance(&self) -> Vec<Provenance> {
        let written = self.resources.iter().filter(|resource| matches!(resource.declared, Declared::Resource(_)));
        let one = |resource: &super::places::Resource| {
            let root = self.stack_root(resource.stack)?;
            let mut declared = vec![resource.span];
            let mut at = Some(self.frames.get(resource.frame).instance);
            while let Some(id) = at {
                let instance = self.instance(id);
                declared.push(instance.span);
                at = instance.parent;
            }
            Some(Provenance { stack: self.stack_artifact(root), logical_id: resource.logical_id.clone(), declared })
        };
        written.filter_map(one).collect()
    }
}
