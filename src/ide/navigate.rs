//! Scenes of a project, for requests about a place.
//!
//! In: the project's files, and a place. Out: a [`Scene`] with the facts that the request needs. Invariant: a scene is of the texts
//! that the project has now.

use super::{references, scene::Scene};
use crate::{
    check::Wanted,
    driver::{Analysis, Session},
    source::SourceMap,
    world::{FilePath, World},
};

/// How far a request looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// To what stands at the place, and what that means.
    Place,
    /// To all that is named as what stands at the place.
    Names,
    /// To all of the file.
    File,
}

/// Keeps what was checked from one request to the next.
#[derive(Debug, Default)]
pub struct Navigator {
    session: Session,
}

impl Navigator {
    /// Answers from the scene at a place; nothing when the file cannot be read.
    pub fn at<T>(
        &mut self,
        (world, inputs): (&World, &[FilePath]),
        path: &FilePath,
        at: usize,
        reach: Reach,
        answer: impl FnOnce(&Scene) -> T,
    ) -> Option<T> {
        *self.session.world_mut() = world.clone();
        let mut inputs = inputs.to_vec();
        if !inputs.contains(path) {
            inputs.push(path.clone());
        }
        let shown = path.display();
        let mut analysis = self.session.check(&inputs, Wanted::Nothing);
        // What a name means is known after the first look, what there is to know of that after the second.
        for _ in 0..3 {
            let scene = scene(&analysis, self.session.sources(), &shown)?;
            let before = noted(&analysis);
            let wanted = match reach {
                Reach::Place => Wanted::Chunks(scene.wanted(at)),
                Reach::Names if before == 0 => Wanted::Chunks(scene.wanted(at)),
                Reach::Names => references::wanted(&scene, at),
                Reach::File => Wanted::Chunks(scene.module().tree.items.iter().map(|item| item.span().chunk).collect()),
            };
            analysis = self.session.check(&inputs, wanted);
            if noted(&analysis) == before {
                break;
            }
        }
        Some(answer(&scene(&analysis, self.session.sources(), &shown)?))
    }
}

fn scene<'a>(analysis: &'a Analysis, sources: &'a SourceMap, path: &str) -> Option<Scene<'a>> {
    Scene::new((&analysis.modules, &analysis.program, &analysis.facts), sources, path)
}

fn noted(analysis: &Analysis) -> usize {
    analysis.facts.names.len() + analysis.facts.values.len() + analysis.facts.records.len()
}
