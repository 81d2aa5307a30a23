//! Giving something another name, in all files.
//!
//! In: a [`Scene`] whose facts are known of the chunks of [`references::wanted`]. Out: edits, or why it cannot be renamed.
//! Invariants: what is renamed means the same everywhere; short forms whose two meanings part are written out; nothing of the
//! standard library or of AWS is renamed. The caller checks the edited texts (see [`verify`]), which finds every clash.

mod expects;
mod ids;

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::navigate::Looked;
use super::references;
use super::scene::{Scene, Spot};
use super::walk::{Declared, Node, Role, walk_item};
use crate::{
    ast::{PatternKind, Stmt},
    check::Meaning,
    diagnostics::Severity,
    driver::{Aside, Session},
    source::Span,
    world::{FilePath, World},
};

pub use ids::Changes;

/// A stretch of text and what is to stand there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// The file, as diagnostics show it.
    pub path: String,
    /// What is replaced.
    pub range: Range2,
    /// By what.
    pub text: String,
}

/// Start and end, which are ordered.
pub type Range2 = (usize, usize);

/// What renaming takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renamed {
    /// The edits, by file and place; none overlaps another.
    pub edits: Vec<Edit>,
    /// Of something that gives resources their logical ids: what keeps them where the resources are deployed already.
    pub keeps_ids: Option<Edit>,
    /// What changes of what is deployed.
    pub changes: Changes,
}

/// What can be renamed at a place: the name with its place.
pub fn prepare(scene: &Scene, at: usize) -> Result<(Range<usize>, String), String> {
    let spot = scene.spot(at).ok_or("there is no name here")?;
    renamed_thing(scene, &spot)?;
    Ok((scene.range(spot.span), spot.text.to_owned()))
}

/// What is renamed.
enum Thing {
    /// A declaration, under its own name.
    Declared(Span),
    /// What an import calls something: in this file only.
    Alias(Meaning),
}

fn renamed_thing(scene: &Scene, spot: &Spot) -> Result<Thing, String> {
    let text = spot.text;
    match spot.meaning() {
        Some(Meaning::Declared(span)) => {
            let own = scene.sources.text(*span).trim_matches('"');
            if own != text && spot.role != Role::Imported {
                return Ok(Thing::Alias(Meaning::Declared(*span)));
            }
            match scene.module_of(*span) {
                Some(module) if module.is_std() => Err(format!("`{text}` is declared in the standard library")),
                Some(_) => Ok(Thing::Declared(*span)),
                None => Err(format!("where `{text}` is declared is not known")),
            }
        }
        Some(Meaning::Module(file)) if !matches!(spot.role, Role::Qualifier) || is_alias(scene, text) => {
            Ok(Thing::Alias(Meaning::Module(*file)))
        }
        Some(Meaning::Module(_)) => Err("a module is named as its file is".to_owned()),
        Some(Meaning::ResourceType(_)) => Err(format!("`{text}` is the name that CloudFormation knows")),
        Some(Meaning::Property(resource, _)) => Err(format!("`{text}` is AWS's name for a property of `{resource}`")),
        Some(Meaning::Attribute(resource, _)) => {
            Err(format!("`{text}` is AWS's name for an attribute of `{resource}`"))
        }
        Some(Meaning::Function(_) | Meaning::Type(_) | Meaning::Root(_)) => {
            Err(format!("`{text}` is part of the language"))
        }
        None => Err(format!("what `{text}` means is not known")),
    }
}

fn is_alias(scene: &Scene, text: &str) -> bool {
    scene.module().names.get(text).is_some_and(|name| name.imported)
}

/// The edits that rename what stands at a place. `world` has the texts of the scene.
pub fn rename(world: &World, scene: &Scene, at: usize, new: &str) -> Result<Renamed, String> {
    let spot = scene.spot(at).ok_or("there is no name here")?;
    let thing = renamed_thing(scene, &spot)?;
    if !is_identifier(new) {
        return Err(format!("`{new}` is no name: names are letters, digits and `_`, and begin with no digit"));
    }
    if new == spot.text {
        return Ok(Renamed::default());
    }
    let (meaning, name) = match &thing {
        Thing::Declared(span) => (Meaning::Declared(*span), scene.sources.text(*span).trim_matches('"').to_owned()),
        Thing::Alias(meaning) => (meaning.clone(), spot.text.to_owned()),
    };
    let mut spans = references::spans(scene, &meaning, &name);
    spans.retain(|span| scene.sources.text(*span).trim_matches('"') == name);
    if matches!(thing, Thing::Alias(_)) {
        spans.retain(|span| scene.sources.file_of(*span) == scene.file);
    }
    let mut edits = edits(scene, &spans, &meaning, new);
    if let Thing::Declared(span) = thing {
        edits.extend(expects::within(world, scene, span, &name, new));
    }
    edits.sort();
    edits.dedup();
    let declaration = match thing {
        Thing::Declared(span) => scene.declaration(span),
        Thing::Alias(_) => None,
    };
    let (changes, keeps_ids) = declaration.map_or((Changes::Nothing, None), |d| ids::changes(scene, &d, new));
    Ok(Renamed { edits, keeps_ids, changes })
}

/// Whether it can be a name.
pub fn is_identifier(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && !crate::words::CONSTANTS.contains(&text)
        && text != "_"
}

fn edits(scene: &Scene, spans: &FxHashSet<Span>, meaning: &Meaning, new: &str) -> Vec<Edit> {
    let files = references::files(scene, spans);
    let mut edits = Vec::new();
    for (_, module) in scene.modules.iter().filter(|(_, module)| files.contains(&module.file)) {
        for item in &module.tree.items {
            let chunk = item.span().chunk;
            if !spans.iter().any(|span| span.chunk == chunk) {
                continue;
            }
            let mut stmt = None;
            walk_item(item, &mut |node| {
                if let Node::Stmt(node) = node {
                    stmt = Some(node);
                }
                if let Node::Pattern(pattern) = node
                    && let PatternKind::Record(fields) = &pattern.kind
                {
                    for field in fields.iter().filter(|f| f.pattern.is_none() && spans.contains(&f.name.span)) {
                        edits.push(parted(scene, field.name.span, &field.name.name, meaning, new));
                    }
                    return;
                }
                let Some((text, span, role)) = super::scene::named(node) else { return };
                if !spans.contains(&span) || edits.iter().any(|edit| is_at(scene, edit, span)) {
                    return;
                }
                edits.push(match (role, stmt) {
                    (Role::KeyAndValue, _) => parted(scene, span, text, meaning, new),
                    (Role::Declares(Declared::Output), Some(Stmt::Output(output))) if output.value.is_none() => {
                        edits.extend(output_edits(scene, output, meaning, new));
                        return;
                    }
                    _ => edit(scene, span, new.to_owned()),
                });
            });
        }
    }
    edits
}

fn edit(scene: &Scene, span: Span, text: String) -> Edit {
    let range = scene.range(span);
    Edit { path: scene.path(span).to_owned(), range: (range.start, range.end), text }
}

fn is_at(scene: &Scene, edit: &Edit, span: Span) -> bool {
    let range = scene.range(span);
    edit.range == (range.start, range.end) && edit.path == scene.path(span)
}

/// A key that is also a value, or a pattern's field that is also a variable: written out unless both are renamed.
fn parted(scene: &Scene, span: Span, old: &str, meaning: &Meaning, new: &str) -> Edit {
    let meanings = scene.meanings(span, Role::Value);
    let value = meanings.get(1).or(meanings.first());
    let text = match (meanings.first() == Some(meaning), value == Some(meaning)) {
        (true, true) => new.to_owned(),
        (true, false) => format!("{new}: {old}"),
        _ => format!("{old}: {new}"),
    };
    edit(scene, span, text)
}

/// `output vpc` gives out the member of that name: whichever of the two is renamed, the other keeps its name.
fn output_edits(scene: &Scene, output: &crate::ast::Output, meaning: &Meaning, new: &str) -> Vec<Edit> {
    let name = &output.name;
    let end = output.ty.as_ref().map_or(name.span, |ty| ty.span).after();
    if *meaning == Meaning::Declared(name.span) {
        return vec![edit(scene, name.span, new.to_owned()), edit(scene, end, format!(" = {}", name.name))];
    }
    vec![edit(scene, end, format!(" = {new}"))]
}

/// Checks the texts as they would be; why they would be wrong, if they would be more wrong than now. The session is left as it
/// was.
pub fn verify(session: &mut Session, looked: &Looked, edits: &[Edit], new: &str) -> Result<(), String> {
    let mut aside = session.aside();
    let before = errors(&mut aside, looked.inputs());
    let mut paths: Vec<&str> = edits.iter().map(|edit| edit.path.as_str()).collect();
    paths.sort_unstable();
    paths.dedup();
    for path in paths {
        let module = looked.modules().iter().map(|(_, module)| module).find(|module| module.path.display() == path);
        let file = &module.ok_or_else(|| format!("`{path}` cannot be edited"))?.path;
        let text = aside.world().read(file).map_err(|error| error.message.to_string())?;
        aside.overlay(file, &applied(&text, edits.iter().filter(|edit| edit.path == path)));
    }
    let after = errors(&mut aside, looked.inputs());
    let new_error = after.iter().find(|message| !before.contains(message));
    match new_error {
        Some(message) if after.len() > before.len() => Err(format!("it cannot be called `{new}`: {message}")),
        _ => Ok(()),
    }
}

/// What is wrong in the files; that the name is taken says most, so it comes first.
fn errors(aside: &mut Aside, inputs: &[FilePath]) -> Vec<String> {
    let diagnostics = aside.check_all(inputs).diagnostics;
    let list = diagnostics.into_sorted(aside.sources());
    let mut errors: Vec<_> = list.iter().filter(|d| d.code.severity() == Severity::Error).collect();
    errors.sort_by_key(|d| !d.message.contains("already taken"));
    errors.into_iter().map(|d| d.message.to_string()).collect()
}

/// A text after edits, which are in order.
pub fn applied<'e>(text: &str, edits: impl Iterator<Item = &'e Edit>) -> String {
    let (mut out, mut at) = (String::with_capacity(text.len() + 64), 0);
    for edit in edits {
        out.push_str(text.get(at..edit.range.0).unwrap_or_default());
        out.push_str(&edit.text);
        at = edit.range.1;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}
