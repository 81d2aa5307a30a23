//! Names in programs that tests expect to be refused. They are compiled as files of their own, in which all but the imports is blank,
//! so that every place is where it was; only they know what is named in them.

use std::ops::Range;

use super::{Edit, edits};
use crate::{
    ast::{Item, TestKind},
    check::{Meaning, Wanted},
    driver::{Session, blanked},
    ide::{references, scene::Scene},
    source::Span,
    world::{FilePath, World},
};

/// What is renamed: where it is declared, and how it is called.
#[derive(Clone, Copy)]
struct Renamed<'a> {
    path: &'a str,
    range: &'a Range<usize>,
    old: &'a str,
    new: &'a str,
}

/// The edits in all such programs of the files of a scene.
pub fn within(world: &World, scene: &Scene, declared: Span, old: &str, new: &str) -> Vec<Edit> {
    let renamed = Renamed { path: scene.path(declared), range: &scene.range(declared), old, new };
    let mut found = Vec::new();
    for (_, module) in scene.modules.iter().filter(|(_, module)| !module.is_std()) {
        let text: &str = &scene.sources.file(module.file).text;
        let items = || module.tree.items.iter();
        let imports = items().filter(|item| matches!(***item, Item::Use(_))).map(|item| scene.range(item.span()));
        let imports: Vec<Range<usize>> = imports.collect();
        for item in items() {
            let Item::Test(test) = &**item else { continue };
            let TestKind::Expects { program, .. } = &test.kind else { continue };
            let program = scene.range(*program);
            if !text.get(program.clone()).is_some_and(|text| text.contains(old)) {
                continue;
            }
            let inner = program.start + 1..program.end.saturating_sub(1).max(program.start + 1);
            let kept: Vec<Range<usize>> = imports.iter().cloned().chain([inner]).collect();
            let alone = world.with(&module.path, &blanked(text, &kept));
            found.extend(in_program(alone, &module.path, &program, renamed).into_iter().flatten());
        }
    }
    found
}

fn in_program(world: World, path: &FilePath, program: &Range<usize>, renamed: Renamed) -> Option<Vec<Edit>> {
    let mut session = Session::new(world);
    let analysis = session.check(std::slice::from_ref(path), Wanted::Everything);
    let known = (&analysis.modules, &analysis.program, &analysis.facts);
    let scene = Scene::new(known, session.sources(), &path.display())?;
    let is_it = |span: Span| scene.path(span) == renamed.path && scene.range(span) == *renamed.range;
    let meaning = scene.facts.names.iter().map(|(_, meaning)| meaning).find(|meaning| match meaning {
        Meaning::Declared(span) => is_it(*span),
        _ => false,
    })?;
    let mut spans = references::spans(&scene, meaning, renamed.old);
    spans.retain(|span| {
        let range = scene.range(*span);
        scene.sources.file_of(*span) == scene.file
            && program.start < range.start
            && range.end < program.end
            && scene.sources.text(*span).trim_matches('"') == renamed.old
    });
    Some(edits(&scene, &spans, meaning, renamed.new))
}
