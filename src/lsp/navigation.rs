//! What a name at a place means, where it is declared and named, and what it is renamed to, in the protocol's words.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use gen_lsp_types as lsp;
use lsp_server::{ErrorCode, ResponseError};
use serde_json::{Value, json};

use super::analysis::failure;
use super::handlers::read;
use super::position::LineIndex;
use super::state::{Home, Open, State};
use super::uri;
use crate::ide::{
    definition::{self, Target},
    hints::{self, Hint, HintKind},
    hover::hover,
    navigate::{Looked, Reach},
    references::{self, Reference},
    rename::{self, Changes, Edit},
    scene::Scene,
    signature::{Parameter, Signature, signature},
    values::{self, Values},
};
use crate::world::FilePath;

type Answer = Result<Option<Value>, ResponseError>;

/// A place in an open text.
struct Place {
    uri: lsp::Uri,
    /// The project whose files are looked at, by its key.
    key: String,
    path: FilePath,
    at: usize,
}

impl Place {
    /// Reads a request; `None` for a text that belongs to no project.
    fn read(state: &State, params: &Value) -> Result<Option<Place>, ResponseError> {
        let asked: lsp::TextDocumentPositionParams = read(params.clone())?;
        let Some(open) = state.open(&asked.text_document.uri) else { return Ok(None) };
        Ok(Place::new(state, open, open.document.offset(asked.position, state.encoding())))
    }

    fn new(state: &State, open: &Open, at: usize) -> Option<Place> {
        let (key, path) = match &open.home {
            Home::Project(key, path) => (key.clone(), path.clone()),
            // A module of the library is looked at from a project that is open.
            Home::Std(relative) => {
                let key = state.project_keys().next()?.to_owned();
                let name = relative.trim_end_matches(".bat").replace('/', ".");
                let path = state.project(&key)?.world().std_module(&name)?;
                (key, path)
            }
        };
        Some(Place { uri: open.document.uri.clone(), key, path, at })
    }

    /// What is seen there.
    fn look(&self, state: &mut State, reach: Reach) -> Option<Looked> {
        state.look(&self.key, &self.path, self.at, reach)
    }
}

/// A request about a place in an open text, with what was seen there.
struct Asked<'a> {
    state: &'a State,
    open: &'a Open,
    key: String,
    at: usize,
    looked: Option<Looked>,
    indexes: RefCell<BTreeMap<String, Rc<LineIndex>>>,
}

impl<'a> Asked<'a> {
    fn new(state: &'a State, place: Place, looked: Option<Looked>) -> Option<Asked<'a>> {
        let open = state.open(&place.uri)?;
        Some(Asked { state, open, key: place.key, at: place.at, looked, indexes: RefCell::default() })
    }

    /// Answers from the scene at the place; nothing when the text cannot be read.
    fn scene<T>(&self, answer: impl FnOnce(&Scene) -> T) -> Option<T> {
        Some(answer(&self.looked.as_ref()?.scene()?))
    }

    fn own(&self, range: &Range<usize>) -> lsp::Range {
        self.open.document.range(range, self.state.encoding())
    }

    /// The address of a file and a range in it.
    fn place(&self, scene: &Scene, path: &str, range: &Range<usize>) -> Option<(lsp::Uri, lsp::Range)> {
        let address = self.state.address(&self.key, path)?;
        if let Some(open) = self.state.open_file(&self.key, path) {
            return Some((address, open.document.range(range, self.state.encoding())));
        }
        let module = scene.modules.iter().map(|(_, module)| module);
        let file = module.map(|module| scene.sources.file(module.file)).find(|file| file.path == path)?;
        let mut indexes = self.indexes.borrow_mut();
        let index = indexes.entry(path.to_owned()).or_insert_with(|| Rc::new(LineIndex::new(&file.text))).clone();
        Some((address, index.range(&file.text, range, self.state.encoding())))
    }

    fn location(&self, scene: &Scene, reference: &Reference) -> Option<Value> {
        let (uri, range) = self.place(scene, &reference.path, &reference.range)?;
        Some(json!({ "uri": uri, "range": range }))
    }

    /// Places that a name leads to: with the stretch that leads there, where the client takes it.
    fn targets(&self, find: impl FnOnce(&Scene, usize) -> Vec<Target>) -> Option<Value> {
        let links = self.state.client().takes_links;
        self.scene(|scene| {
            let origin = definition::origin(scene, self.at).map(|range| self.own(&range));
            let target = |target: Target| {
                let (uri, selection) = self.place(scene, &target.path, &target.name)?;
                if !links {
                    return Some(json!({ "uri": uri, "range": selection }));
                }
                let (_, range) = self.place(scene, &target.path, &target.range)?;
                let mut link = json!({ "targetUri": uri, "targetRange": range, "targetSelectionRange": selection });
                if let Some(origin) = &origin {
                    link["originSelectionRange"] = json!(origin);
                }
                Some(link)
            };
            Value::Array(find(scene, self.at).into_iter().filter_map(target).collect())
        })
    }
}

/// How far a request looks.
fn reach(method: &str) -> Reach {
    match method {
        "textDocument/references" | "textDocument/rename" => Reach::Names,
        "textDocument/documentHighlight" => Reach::File,
        _ => Reach::Place,
    }
}

/// Answers a request about a place.
pub fn request(state: &mut State, method: &str, params: &Value) -> Answer {
    let Some(place) = Place::read(state, params)? else { return Ok(Some(Value::Null)) };
    let looked = place.look(state, reach(method));
    if method == "textDocument/rename" {
        return renamed(state, place, looked, params).map(Some);
    }
    let state = &*state;
    let Some(asked) = Asked::new(state, place, looked) else { return Ok(Some(Value::Null)) };
    let answer = match method {
        "textDocument/hover" => asked.scene(|scene| {
            let found = hover(scene, asked.at)?;
            let told = state.values(&asked.key).and_then(|values| values::told(scene, asked.at, values));
            let text = told.into_iter().fold(found.text, |text, told| format!("{text}\n\n{told}"));
            Some(json!({ "contents": { "kind": "markdown", "value": text }, "range": asked.own(&found.range) }))
        }),
        "textDocument/signatureHelp" => {
            let knows_none = state.client().knows_no_active_param;
            asked.scene(|scene| signature(scene, asked.at).map(|found| signature_help(&found, knows_none)))
        }
        "textDocument/definition" => Some(asked.targets(definition::definition)),
        "textDocument/declaration" => Some(asked.targets(definition::declaration)),
        "textDocument/typeDefinition" => Some(asked.targets(definition::type_definition)),
        "textDocument/references" => {
            let declared = params.pointer("/context/includeDeclaration").and_then(Value::as_bool).unwrap_or(true);
            Some(asked.scene(|scene| {
                let found = references::references(scene, asked.at).into_iter();
                let found = found.filter(|reference| declared || !reference.is_declaration);
                found.filter_map(|reference| asked.location(scene, &reference)).collect()
            }))
        }
        "textDocument/documentHighlight" => Some(asked.scene(|scene| {
            let found = references::highlights(scene, asked.at).into_iter();
            // 2 is read, 3 is written.
            let kind = |is_declaration| if is_declaration { 3 } else { 2 };
            found.map(|r| json!({ "range": asked.own(&r.range), "kind": kind(r.is_declaration) })).collect()
        })),
        "textDocument/prepareRename" => {
            let found = asked.scene(|scene| rename::prepare(scene, asked.at));
            let (range, placeholder) = refused(found.unwrap_or_else(|| Err("the text cannot be read".to_owned())))?;
            Some(Some(json!({ "range": asked.own(&range), "placeholder": placeholder })))
        }
        _ => None,
    };
    Ok(Some(answer.flatten().unwrap_or(Value::Null)))
}

/// A signature; params are counted in UTF-16 there, whatever was agreed on.
fn signature_help(found: &Signature, knows_none: bool) -> Value {
    let unit = |at: usize| found.label[..at].encode_utf16().count();
    let param = |param: &Parameter| {
        let mut value = json!({ "label": [unit(param.range.start), unit(param.range.end)] });
        if let Some(docs) = &param.docs {
            value["documentation"] = json!({ "kind": "markdown", "value": docs });
        }
        value
    };
    let params: Vec<Value> = found.params.iter().map(param).collect();
    let mut signature = json!({ "label": found.label, "parameters": params });
    if let Some(docs) = &found.docs {
        signature["documentation"] = json!({ "kind": "markdown", "value": docs });
    }
    let mut help = json!({ "signatures": [signature], "activeSignature": 0 });
    match found.active {
        Some(active) => help["activeParameter"] = json!(active),
        // Without one, a client takes the first.
        None if knows_none => help["activeParameter"] = Value::Null,
        None => {}
    }
    help
}

/// Answers a request for hints.
pub fn hints(state: &mut State, params: &Value) -> Answer {
    let asked: lsp::InlayHintParams = read(params.clone())?;
    let Some(open) = state.open(&asked.text_document.uri) else { return Ok(Some(Value::Null)) };
    let encoding = state.encoding();
    let within = open.document.bytes(asked.range, encoding);
    let Some(place) = Place::new(state, open, within.start) else { return Ok(Some(Value::Null)) };
    let looked = place.look(state, Reach::File);
    let state = &*state;
    let Some(asked) = Asked::new(state, place, looked) else { return Ok(Some(Value::Null)) };
    let document = &asked.open.document;
    let settings = state.settings();
    let hint = |hint: Hint| {
        // 1 is a type, 2 a parameter; others have no kind.
        let (is_wanted, kind) = match hint.kind {
            HintKind::Type => (settings.type_hints, Some(1)),
            HintKind::Argument => (settings.argument_hints, Some(2)),
            HintKind::Value => (settings.value_hints, None),
            HintKind::LogicalId => (settings.id_hints, None),
        };
        if !is_wanted {
            return None;
        }
        let mut shown = json!({ "position": document.position(hint.at, encoding), "label": hint.label });
        match kind {
            Some(kind) => {
                shown["kind"] = json!(kind);
                shown["paddingRight"] = json!(kind == 2);
            }
            None => shown["paddingLeft"] = json!(true),
        }
        if let Some(tooltip) = hint.tooltip {
            shown["tooltip"] = json!({ "kind": "markdown", "value": tooltip });
        }
        Some(shown)
    };
    let none = Values::default();
    let values = state.values(&asked.key).unwrap_or(&none);
    let found = asked.scene(|scene| {
        let mut found = hints::hints(scene, &within);
        found.extend(values::hints(scene, &within, values));
        found.sort_by_key(|hint| hint.at);
        found
    });
    Ok(Some(found.into_iter().flatten().filter_map(hint).collect()))
}

fn refused<T>(result: Result<T, String>) -> Result<T, ResponseError> {
    result.map_err(|why| failure(ErrorCode::RequestFailed, why))
}

fn renamed(state: &mut State, place: Place, looked: Option<Looked>, params: &Value) -> Result<Value, ResponseError> {
    let new = params.get("newName").and_then(Value::as_str).unwrap_or_default();
    let unread = || "the text cannot be read".to_owned();
    let looked = refused(looked.ok_or_else(unread))?;
    let Some(world) = state.project(&place.key).map(|project| project.world().clone()) else { return Ok(Value::Null) };
    let edits = looked.scene().ok_or_else(unread).and_then(|scene| rename::rename(&world, &scene, place.at, new));
    let edits = refused(edits)?;
    refused(state.verify(&place.key, &looked, &edits.edits, new))?;
    let Some(asked) = Asked::new(state, place, Some(looked)) else { return Ok(Value::Null) };
    Ok(asked.scene(|scene| workspace_edit(&asked, scene, &edits)).unwrap_or(Value::Null))
}

/// The edits of a renaming. What changes logical ids is marked, and what keeps them is offered, where the client can ask
/// about it.
fn workspace_edit(asked: &Asked, scene: &Scene, renamed: &rename::Renamed) -> Value {
    let asks = asked.state.client().asks_about_edits;
    let mut files: BTreeMap<String, (lsp::Uri, Option<i32>, Vec<Value>)> = BTreeMap::new();
    let mut add = |edit: &Edit, annotation: Option<&str>| {
        let Some((address, range)) = asked.place(scene, &edit.path, &(edit.range.0..edit.range.1)) else { return };
        let mut text = json!({ "range": range, "newText": edit.text });
        if let Some(annotation) = annotation {
            text["annotationId"] = json!(annotation);
        }
        let version = asked.state.open_file(&asked.key, &edit.path).map(|open| open.document.version);
        files.entry(uri::key(&address)).or_insert((address, version, Vec::new())).2.push(text);
    };
    let told = match renamed.changes {
        _ if !asks => None,
        Changes::Nothing => None,
        Changes::LogicalIds => Some(("the logical id changes", "what is deployed under the old name is replaced")),
        Changes::Stacks => {
            Some(("the stack's name changes", "it is deployed anew, and what is deployed under the old name stays"))
        }
    };
    renamed.edits.iter().for_each(|edit| add(edit, told.map(|_| "ids")));
    if let Some(keeps) = renamed.keeps_ids.as_ref().filter(|_| asks) {
        add(keeps, Some("was"));
    }
    if !asks {
        let changes = files.into_values().map(|(address, _, edits)| (address.0, json!(edits)));
        return json!({ "changes": changes.collect::<serde_json::Map<String, Value>>() });
    }
    let document = |(address, version, edits): (lsp::Uri, Option<i32>, Vec<Value>)| json!({ "textDocument": { "uri": address, "version": version }, "edits": edits });
    let mut edit = json!({ "documentChanges": files.into_values().map(document).collect::<Vec<_>>() });
    if let Some((label, description)) = told {
        let mut annotations =
            json!({ "ids": { "label": label, "description": description, "needsConfirmation": true } });
        if renamed.keeps_ids.is_some() {
            annotations["was"] = json!({
                "label": "keep what is deployed",
                "description": "`@was` gives the logical ids of the old name",
                "needsConfirmation": true,
            });
        }
        edit["changeAnnotations"] = annotations;
    }
    edit
}
