//! Code actions: what mends a diagnostic, what writes the same in another way, and what a code means.

use std::ops::Range;

use gen_lsp_types as lsp;
use lsp_server::{ErrorCode, ResponseError};
use rustc_hash::FxHashSet;
use serde_json::{Value, json};

use super::analysis::failure;
use super::commands;
use super::publish;
use super::report::Placed;
use super::shown::ProjectPlaces;
use super::state::{Home, Open, State};
use crate::check::Wanted;
use crate::ide::{self, actions};
use crate::source::ChunkId;
use crate::world::{self, FilePath};

/// The codes of names that nothing declares.
const UNKNOWN: [&str; 3] = ["E0205", "E0208", "E0301"];

/// The code of a name that is written in another way than the others.
const OTHER_CASE: &str = "W0102";

/// The kinds of actions that there are.
pub fn kinds() -> Vec<lsp::CodeActionKind> {
    vec![
        lsp::CodeActionKind::QuickFix,
        lsp::CodeActionKind::RefactorExtract,
        lsp::CodeActionKind::RefactorInline,
        lsp::CodeActionKind::RefactorRewrite,
        lsp::CodeActionKind::SourceOrganizeImports,
    ]
}

/// Answers `textDocument/codeAction`.
pub fn actions(state: &mut State, params: lsp::CodeActionParams) -> Result<Option<Value>, ResponseError> {
    let uri = &params.text_document.uri;
    let Some((range, key, path)) = place(state, uri, params.range) else { return Ok(Some(json!([]))) };
    let wanted = chunks(state, uri, &range);
    let mut checked = state.check_for(&key, Wanted::Chunks(wanted.clone()));
    let renamings = renamings(state, uri, &checked.diagnostics, (&path.display(), &range));
    if !renamings.is_empty() {
        // Renaming has looked elsewhere.
        checked = state.check_for(&key, Wanted::Chunks(wanted));
    }
    let state = &*state;
    let Some(open) = state.open(uri) else { return Ok(Some(json!([]))) };
    let view = state.view(open);
    let document = view.document();
    let known = actions::Known { program: &checked.program, facts: &checked.facts };
    let is_wanted = |kind: &lsp::CodeActionKind| {
        let Some(only) = &params.context.only else { return true };
        let name =
            |kind: &lsp::CodeActionKind| serde_json::to_value(kind).ok().and_then(|v| Some(v.as_str()?.to_owned()));
        let wanted = name(kind).unwrap_or_default();
        only.iter().filter_map(name).any(|only| wanted == only || wanted.starts_with(&format!("{only}.")))
    };
    let mut found: Vec<Value> = Vec::new();
    if is_wanted(&lsp::CodeActionKind::QuickFix) {
        let places = ProjectPlaces::new(state, &key);
        let shown = path.display();
        let here = checked.diagnostics.iter().filter(|placed| {
            let at = &placed.place;
            at.path == shown && at.range.start <= range.end && range.start <= at.range.end
        });
        for placed in here {
            let diagnostic = publish::diagnostic(placed, &places, state.client().shows_related);
            let mut add = |action: &actions::Action| {
                found.push(code_action(state, open, action, diagnostic.as_ref()));
            };
            for fix in placed.fixes.iter().filter(|fix| fix.path == shown) {
                let change = actions::Change { range: fix.range.clone(), text: fix.replacement.clone() };
                add(&actions::Action::fix(fix.title.clone(), vec![change]).preferred());
            }
            mend(state, &document, &known, (&key, &path), placed).iter().for_each(&mut add);
            found.extend(renamings.iter().filter(|(at, _)| *at == placed.place.range).map(|(_, renaming)| {
                let mut action = renaming.clone();
                action["diagnostics"] = json!(diagnostic.iter().collect::<Vec<_>>());
                action
            }));
            found.push(explain_action(placed, diagnostic.as_ref()));
        }
    }
    if is_wanted(&lsp::CodeActionKind::RefactorExtract) && !range.is_empty() {
        found.extend(actions::extract(&document, &range).map(|action| code_action(state, open, &action, None)));
    }
    if is_wanted(&lsp::CodeActionKind::RefactorInline) && range.is_empty() {
        let inline = actions::inline(&document, &known, range.start);
        found.extend(inline.map(|action| code_action(state, open, &action, None)));
    }
    if is_wanted(&lsp::CodeActionKind::RefactorRewrite) && range.is_empty() {
        let annotate = actions::annotate(&document, &known, range.start);
        found.extend(annotate.map(|action| code_action(state, open, &action, None)));
    }
    // Only when it is asked for: an editor asks when a file is saved, or by a command of its own.
    if params.context.only.is_some() && is_wanted(&lsp::CodeActionKind::SourceOrganizeImports) {
        found.extend(actions::organize(&document).map(|action| code_action(state, open, &action, None)));
    }
    let mut seen = FxHashSet::default();
    found.retain(|action| seen.insert(action.to_string()));
    Ok(Some(Value::Array(found)))
}

/// The names at a place that are to be written in another way, each with the action that renames it everywhere.
fn renamings(
    state: &mut State,
    uri: &lsp::Uri,
    diagnostics: &[Placed],
    (path, range): (&str, &Range<usize>),
) -> Vec<(Range<usize>, Value)> {
    let is_here = |placed: &&Placed| {
        let at = &placed.place;
        placed.code == OTHER_CASE && at.path == path && at.range.start <= range.end && range.start <= at.range.end
    };
    let found: Vec<&Placed> = diagnostics.iter().filter(is_here).collect();
    let rename = |placed: &Placed| {
        let new = placed.help.as_deref()?.split('`').nth(1)?;
        let open = state.open(uri)?;
        let position = open.document.position(placed.place.range.start, state.encoding());
        let params = json!({ "textDocument": { "uri": uri }, "position": position, "newName": new });
        let edit = super::navigation::request(state, "textDocument/rename", &params).ok()??;
        let title = format!("Rename it to `{new}`");
        let action = json!({ "title": title, "kind": lsp::CodeActionKind::QuickFix, "edit": edit });
        edit.is_object().then(|| (placed.place.range.clone(), action))
    };
    found.into_iter().filter_map(rename).collect()
}

/// What mends a diagnostic, besides what it brings itself.
fn mend(
    state: &State,
    document: &ide::Document,
    known: &actions::Known,
    (key, path): (&str, &FilePath),
    placed: &Placed,
) -> Vec<actions::Action> {
    let range = &placed.place.range;
    if UNKNOWN.contains(&placed.code) {
        let name = document.text.get(range.clone()).unwrap_or_default();
        let sources = state.project(key).map(|project| project.sources_of(path, name)).unwrap_or_default();
        return sources.iter().map(|source| actions::import(document, source, name)).collect();
    }
    let report = actions::Report {
        code: placed.code,
        message: &placed.message,
        lacking: &placed.lacking,
        help: placed.help.as_deref().unwrap_or_default(),
        range,
    };
    actions::mend(document, known, &report)
}

/// The bytes of a range, and where its text belongs; nothing for what is not open or is the library's.
fn place(state: &State, uri: &lsp::Uri, range: lsp::Range) -> Option<(Range<usize>, String, FilePath)> {
    let open = state.open(uri)?;
    let Home::Project(key, path) = &open.home else { return None };
    Some((open.document.bytes(range, state.encoding()), key.clone(), path.clone()))
}

/// The chunks of the declarations that a range touches.
fn chunks(state: &mut State, uri: &lsp::Uri, range: &Range<usize>) -> FxHashSet<ChunkId> {
    state.prepare(uri);
    let Some(open) = state.open(uri) else { return FxHashSet::default() };
    let view = state.view(open);
    let document = view.document();
    let items = document.tree.items.iter().map(|item| item.span());
    let touched = items.filter(|span| {
        let item = document.range(*span);
        item.start <= range.end && range.start <= item.end
    });
    touched.map(|span| span.chunk).collect()
}

fn code_action(state: &State, open: &Open, action: &actions::Action, mends: Option<&lsp::Diagnostic>) -> Value {
    let edits: Vec<lsp::TextEdit> = action
        .changes
        .iter()
        .map(|change| lsp::TextEdit {
            range: open.document.range(&change.range, state.encoding()),
            new_text: change.text.clone(),
        })
        .collect();
    let document = &open.document;
    let edit = match state.client().versions_edits {
        true => json!({ "documentChanges": [{
            "textDocument": { "uri": document.uri, "version": document.version }, "edits": edits,
        }] }),
        false => json!({ "changes": { document.uri.0.as_str(): edits } }),
    };
    let kind = match action.kind {
        actions::ActionKind::QuickFix => lsp::CodeActionKind::QuickFix,
        actions::ActionKind::Extract => lsp::CodeActionKind::RefactorExtract,
        actions::ActionKind::Inline => lsp::CodeActionKind::RefactorInline,
        actions::ActionKind::Rewrite => lsp::CodeActionKind::RefactorRewrite,
        actions::ActionKind::Organize => lsp::CodeActionKind::SourceOrganizeImports,
    };
    let mut value = json!({ "title": action.title, "kind": kind, "edit": edit });
    if action.is_preferred {
        value["isPreferred"] = json!(true);
    }
    if let Some(diagnostic) = mends {
        value["diagnostics"] = json!([diagnostic]);
    }
    value
}

fn explain_action(placed: &Placed, diagnostic: Option<&lsp::Diagnostic>) -> Value {
    let title = format!("Explain {}", placed.code);
    json!({
        "title": title,
        "kind": lsp::CodeActionKind::QuickFix,
        "diagnostics": diagnostic.into_iter().collect::<Vec<_>>(),
        "command": { "title": title, "command": commands::EXPLAIN, "arguments": [placed.code] },
    })
}

/// Answers `batc.explain`: the page of a code, which the client is asked to show.
pub fn explain(state: &mut State, code: Option<&str>) -> Result<Option<Value>, ResponseError> {
    let code = code.unwrap_or_default().to_ascii_uppercase();
    let Some(page) = world::error_page(&code) else {
        return Err(failure(ErrorCode::InvalidParams, format!("there is no code `{code}`")));
    };
    let heading = page.lines().next().unwrap_or_default().trim_start_matches('#').trim().to_owned();
    match state.library().page(&code).and_then(|path| super::uri::of_path(&path)) {
        Some(uri) if state.client().shows_documents => state.show_document(&uri),
        _ => {
            let text = page.split("\n\n").nth(1).unwrap_or_default().replace('\n', " ");
            state.notify("window/showMessage", json!({ "type": 3, "message": format!("{heading}. {text}") }));
        }
    }
    Ok(Some(json!({ "code": code, "title": heading, "text": page })))
}
