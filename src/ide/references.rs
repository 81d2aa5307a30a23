//! Where something is named.
//!
//! In: a [`Scene`] whose facts are known of the chunks of [`wanted`]. Out: places, in whichever file. Invariant: a declaration is
//! found under each of its names, also where an import gives it another.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::scene::{Scene, Spot};
use super::walk::{Declared, Node, Role, walk_item};
use crate::{
    ast::{Item, Stmt, UseNames},
    check::{Meaning, Wanted},
    source::{FileId, Span},
};

/// A place where something is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The file, as diagnostics show it.
    pub path: String,
    /// The name.
    pub range: Range<usize>,
    /// Whether it is declared there.
    pub is_declaration: bool,
}

/// Of which chunks facts are needed to find all that is named as what stands at a place: those with its name in them.
pub fn wanted(scene: &Scene, at: usize) -> Wanted {
    let Some(spot) = scene.spot(at) else { return Wanted::Nothing };
    let names = names_of(scene, &spot);
    let mut chunks = FxHashSet::default();
    for (_, module) in scene.modules.iter() {
        let text: &str = &scene.sources.file(module.file).text;
        let starts = module.tree.items.iter().map(|item| scene.range(Span::new(item.span().chunk, 0, 0)).start);
        let starts: Vec<usize> = starts.chain([text.len()]).collect();
        for (item, bounds) in module.tree.items.iter().zip(starts.windows(2)) {
            let part = text.get(bounds[0]..bounds[1]).unwrap_or_default();
            if names.iter().any(|name| part.contains(name.as_str())) {
                chunks.insert(item.span().chunk);
            }
        }
    }
    chunks.extend(scene.chunk_at(at));
    Wanted::Chunks(chunks)
}

/// Its own name and those that imports give it.
fn names_of(scene: &Scene, spot: &Spot) -> Vec<String> {
    let mut names = vec![spot.text.to_owned()];
    for meaning in &spot.meanings {
        let Meaning::Declared(span) = meaning else { continue };
        names.push(scene.sources.text(*span).to_owned());
        for (_, module) in scene.modules.iter() {
            for item in &module.tree.items {
                let Item::Use(tree) = &**item else { continue };
                let UseNames::Names(imported) = &tree.names else { continue };
                let aliases = imported.iter().filter_map(|name| Some((name, name.alias.as_ref()?)));
                let own = aliases.filter(|(name, _)| *name.name.name == *scene.sources.text(*span));
                names.extend(own.map(|(_, alias)| alias.name.to_string()));
            }
        }
    }
    names.sort();
    names.dedup();
    names
}

/// All places where what stands at a place is named.
pub fn references(scene: &Scene, at: usize) -> Vec<Reference> {
    let Some(spot) = scene.spot(at) else { return Vec::new() };
    let Some(meaning) = spot.meaning() else { return Vec::new() };
    let mut spans = spans(scene, meaning, spot.text);
    if let Some(output) = output(scene, meaning) {
        spans.extend(self::spans(scene, &output, spot.text));
    }
    let mut spans: Vec<Span> = spans.into_iter().collect();
    spans.sort_by_cached_key(|span| (scene.path(*span), scene.range(*span).start));
    let reference = |span: Span| Reference {
        path: scene.path(span).to_owned(),
        range: scene.range(span),
        is_declaration: is_declaration(scene, meaning, span),
    };
    spans.into_iter().map(reference).collect()
}

/// The same, in the place's own file.
pub fn highlights(scene: &Scene, at: usize) -> Vec<Reference> {
    let path = &scene.sources.file(scene.file).path;
    let mut found = references(scene, at);
    found.retain(|reference| reference.path == *path);
    found
}

/// The output that gives out what is meant under its own name, `output vpc`: who uses it uses that.
fn output(scene: &Scene, meaning: &Meaning) -> Option<Meaning> {
    let Meaning::Declared(span) = meaning else { return None };
    let declaration = scene.declaration(*span).filter(|d| d.kind != Declared::Output)?;
    let body = match declaration.item {
        Item::Construct(tree) => &tree.body,
        Item::Stack(tree) => &tree.body,
        _ => return None,
    };
    let is_member = body.stmts.iter().any(|stmt| declaration.stmt.is_some_and(|own| own.span() == stmt.span()));
    body.stmts.iter().filter(|_| is_member).find_map(|stmt| match stmt {
        Stmt::Output(output) if output.value.is_none() && output.name.name == declaration.name.name => {
            Some(Meaning::Declared(output.name.span))
        }
        _ => None,
    })
}

fn is_declaration(scene: &Scene, meaning: &Meaning, span: Span) -> bool {
    match meaning {
        Meaning::Declared(declared) => {
            *declared == span
                // What both branches of an `if` declare.
                || scene.declaration(span).is_some_and(|d| !matches!(d.kind, Declared::Import | Declared::Output))
                    && scene.meanings(span, Role::Value).first() == Some(meaning)
        }
        _ => false,
    }
}

/// Where something is named; what is no declaration is told apart by its text, too.
pub(super) fn spans(scene: &Scene, meaning: &Meaning, text: &str) -> FxHashSet<Span> {
    let mut found: FxHashSet<Span> = FxHashSet::default();
    let is_named = |span: Span| match meaning {
        Meaning::Property(..) => scene.sources.text(span).trim_matches('"') == text,
        _ => true,
    };
    let names = scene.facts.names.iter().filter(|(_, other)| other == meaning).map(|(span, _)| *span);
    found.extend(names.filter(|span| is_named(*span)));
    match meaning {
        Meaning::Declared(span) => {
            found.insert(*span);
        }
        Meaning::ResourceType(name) => {
            for item in scene.modules.iter().flat_map(|(_, module)| &module.tree.items) {
                walk_item(item, &mut |node| match node {
                    Node::ResourceType(other, _) if other.name == *name => {
                        found.insert(other.span);
                    }
                    _ => {}
                });
            }
        }
        _ => {}
    }
    imports(scene, meaning, &mut found);
    found
}

/// The places in imports where it is named.
fn imports(scene: &Scene, meaning: &Meaning, found: &mut FxHashSet<Span>) {
    if !matches!(meaning, Meaning::Declared(_) | Meaning::Module(_)) {
        return;
    }
    for item in scene.modules.iter().flat_map(|(_, module)| &module.tree.items) {
        if !matches!(**item, Item::Use(_)) {
            continue;
        }
        walk_item(item, &mut |node| {
            if let Node::Name(name, role) = node
                && scene.meanings(name.span, role).contains(meaning)
            {
                found.insert(name.span);
            }
        });
    }
}

/// The files that name something.
pub(super) fn files(scene: &Scene, spans: &FxHashSet<Span>) -> FxHashSet<FileId> {
    spans.iter().map(|span| scene.sources.file_of(*span)).collect()
}
