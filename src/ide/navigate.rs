//! Scenes of a project, for requests about a place.
//!
//! In: the project's session, and a place. Out: a [`Looked`] with the facts that the request needs. Invariants: what is seen is
//! of the texts that the project has now; the session is left as it was.

use rustc_hash::FxHashSet;

use super::{references, scene::Scene, with};
use crate::{
    check::{Facts, Focus, Meaning, Wanted},
    driver::{Analysis, Seen, Session},
    hir::Program,
    resolve::Modules,
    source::{ChunkId, SourceMap},
    world::{FilePath, Origin},
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

/// What was seen at a place.
#[derive(Debug)]
pub struct Looked {
    seen: Seen,
    path: String,
    inputs: Vec<FilePath>,
}

impl Looked {
    /// The files that it was checked from.
    pub fn inputs(&self) -> &[FilePath] {
        &self.inputs
    }

    /// All files that were looked at.
    pub fn modules(&self) -> &Modules {
        &self.seen.analysis.modules
    }

    /// It as a scene.
    pub fn scene(&self) -> Option<Scene<'_>> {
        scene(&self.seen.analysis, &self.seen.sources, &self.path)
    }
}

/// Looks at a byte offset of a file. The project is checked from `inputs` on: names are looked for in these files and what they
/// import.
pub fn look(session: &mut Session, inputs: &[FilePath], path: &FilePath, at: usize, reach: Reach) -> Option<Looked> {
    let inputs = with(inputs, path);
    let shown = path.display();
    let mut aside = session.aside();
    let mut known = FxHashSet::default();
    let focus = || Focus::File(path.clone());
    let mut analysis = aside.check(&inputs, focus(), |modules, sources| {
        known = first(modules, sources, &shown, at, reach);
        Wanted::Chunks(known.clone())
    });
    if reach != Reach::File {
        // What a name means is known after the first look, what there is to know of that after the second.
        for _ in 0..2 {
            let wanted = scene(&analysis, aside.sources(), &shown)?.wanted(at);
            if wanted == known {
                break;
            }
            analysis = aside.check(&inputs, focus(), |_, _| Wanted::Chunks(wanted.clone()));
            known = wanted;
        }
    }
    if reach == Reach::Names {
        let wanted = references::wanted(&scene(&analysis, aside.sources(), &shown)?, at);
        analysis = aside.check(&inputs, Focus::Wanted, |_, _| wanted);
    }
    Some(Looked { seen: aside.end(analysis), path: shown, inputs })
}

/// The chunks that are wanted before anything was checked.
fn first(modules: &Modules, sources: &SourceMap, path: &str, at: usize, reach: Reach) -> FxHashSet<ChunkId> {
    let (program, facts) = (Program::default(), Facts::default());
    let Some(scene) = Scene::new((modules, &program, &facts), sources, path) else { return FxHashSet::default() };
    match reach {
        Reach::File => scene.module().tree.items.iter().map(|item| item.span().chunk).collect(),
        Reach::Place | Reach::Names => scene.wanted(at),
    }
}

/// The files of the project in which what stands at a place is declared; none when it can be named anywhere.
pub fn declared_in(scene: &Scene, at: usize) -> Option<Vec<FilePath>> {
    let meanings = scene.spot(at)?.meanings;
    let file = |meaning: &Meaning| {
        let file = match meaning {
            Meaning::Declared(span) => scene.sources.file_of(*span),
            Meaning::Module(file) => *file,
            _ => return None,
        };
        let (_, module) = scene.modules.iter().find(|(_, module)| module.file == file)?;
        Some(module.path.clone()).filter(|path| path.origin() == Origin::Project)
    };
    meanings.iter().map(file).collect()
}

fn scene<'a>(analysis: &'a Analysis, sources: &'a SourceMap, path: &str) -> Option<Scene<'a>> {
    Scene::new((&analysis.modules, &analysis.program, &analysis.facts), sources, path)
}
