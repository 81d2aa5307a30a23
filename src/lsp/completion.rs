//! Completion, in the protocol's words.

use gen_lsp_types as lsp;
use lsp_server::ResponseError;
use serde_json::{Value, json};

use super::documents::Document;
use super::position::Encoding;
use super::settings::Client;
use super::state::State;
use super::texts::Home;
use crate::ide::{Completion, CompletionKind, Completions};

/// What brings up proposals beside letters.
pub const TRIGGERS: [&str; 9] = [".", ":", "\"", "@", "{", "/", "$", " ", "("];

/// What was proposed last, for who asks more about one of it.
#[derive(Debug, Default)]
pub struct Proposed {
    /// Tells this list from those before it.
    list: u64,
    items: Vec<Completion>,
}

/// Answers a request for completion; nothing in a text that belongs to no project.
pub fn complete(state: &mut State, params: Value) -> Result<Option<Value>, ResponseError> {
    let asked: lsp::TextDocumentPositionParams = super::handlers::read(params.clone())?;
    let Some(open) = state.open(&asked.text_document.uri) else { return Ok(Some(Value::Null)) };
    let Home::Project(key, path) = &open.home else { return Ok(Some(Value::Null)) };
    let (document, encoding) = (&open.document, state.encoding());
    let at = document.offset(asked.position, encoding);
    // A space brings up what follows `:`, `=` and a few words only, and a brace what is in `${` and after a name.
    if params.pointer("/context/triggerCharacter").and_then(Value::as_str) == Some(" ")
        && !follows_space(&document.text[..at])
    {
        return Ok(Some(Value::Null));
    }
    let (key, path) = (key.clone(), path.clone());
    let Some(found) = state.complete(&key, &path, at) else { return Ok(Some(Value::Null)) };
    let Some(open) = state.open(&asked.text_document.uri) else { return Ok(Some(Value::Null)) };
    let document = &open.document;
    let client = state.client();
    let mut answer = list(document, encoding, client, &found);
    if client.asks_for_docs || client.asks_for_detail {
        let proposed = &mut state.proposed;
        proposed.list += 1;
        for (at, item) in answer["items"].as_array_mut().into_iter().flatten().enumerate() {
            item["data"] = json!({ "list": proposed.list, "at": at });
        }
        proposed.items = found.items;
    }
    Ok(Some(answer))
}

/// Adds what was not told in the list. A proposal of an older list is given back as it is.
pub fn resolve(state: &State, mut item: Value) -> Value {
    let proposed = &state.proposed;
    let number = |name: &str| item.pointer(&format!("/data/{name}")).and_then(Value::as_u64);
    if number("list") != Some(proposed.list) {
        return item;
    }
    let at = number("at").and_then(|at| usize::try_from(at).ok());
    let Some(one) = at.and_then(|at| proposed.items.get(at)).filter(|one| item["label"] == one.label) else {
        return item;
    };
    if let Some(detail) = &one.detail {
        item["detail"] = json!(detail);
    }
    if let Some(docs) = one.all_docs() {
        item["documentation"] = json!({ "kind": "markdown", "value": docs });
    }
    item
}

/// Whether something is certain to follow the space at the end of a text.
fn follows_space(text: &str) -> bool {
    let line = text.rsplit('\n').next().unwrap_or_default().trim_end();
    let last = line.rsplit(' ').next().unwrap_or_default();
    line.ends_with([':', '=', ',', '[', '{']) || matches!(last, "use" | "extends" | "for" | "expects" | "in" | "assert")
}

/// The proposals as a list of the protocol.
fn list(document: &Document, encoding: Encoding, client: Client, found: &Completions) -> Value {
    let range = document.range(&found.replaced, encoding);
    let items = found.items.iter().enumerate();
    let items: Vec<Value> = items.map(|(at, one)| item(document, encoding, client, (at, one), &range)).collect();
    json!({ "isIncomplete": found.is_incomplete, "items": items })
}

fn item(
    document: &Document,
    encoding: Encoding,
    client: Client,
    (at, one): (usize, &Completion),
    range: &lsp::Range,
) -> Value {
    let snippet = one.snippet.as_ref().filter(|_| client.knows_snippets);
    let mut item = json!({
        "label": one.label,
        "kind": kind(one.kind),
        "sortText": format!("{at:04}"),
        "textEdit": { "range": range, "newText": snippet.unwrap_or(&one.text) },
    });
    if snippet.is_some() {
        item["insertTextFormat"] = json!(2);
    }
    if let Some(detail) = one.detail.as_ref().filter(|_| !client.asks_for_detail) {
        item["detail"] = json!(detail);
    }
    if let Some(docs) = one.docs.as_ref().filter(|_| !client.asks_for_docs) {
        item["documentation"] = json!({ "kind": "markdown", "value": docs });
    }
    if !one.edits.is_empty() {
        let edit = |(range, text): &(std::ops::Range<usize>, String)| json!({ "range": document.range(range, encoding), "newText": text });
        item["additionalTextEdits"] = one.edits.iter().map(edit).collect();
    }
    if one.is_deprecated {
        item["tags"] = json!([1]);
    }
    if matches!(one.kind, CompletionKind::Resource | CompletionKind::Param | CompletionKind::Variable) {
        item["commitCharacters"] = json!(["."]);
    }
    if one.goes_on && client.proposes_again {
        item["command"] = json!({ "title": "propose", "command": "editor.action.triggerSuggest" });
    }
    item
}

/// The protocol's number of a kind.
fn kind(kind: CompletionKind) -> u8 {
    match kind {
        CompletionKind::Text => 1,
        CompletionKind::Function => 3,
        CompletionKind::Field => 5,
        CompletionKind::Variable | CompletionKind::Param => 6,
        CompletionKind::Construct => 7,
        CompletionKind::Module => 9,
        CompletionKind::Attribute => 10,
        CompletionKind::Value => 12,
        CompletionKind::Keyword => 14,
        CompletionKind::Snippet => 15,
        CompletionKind::File => 17,
        CompletionKind::Folder => 19,
        CompletionKind::Constant => 21,
        CompletionKind::Type => 22,
        CompletionKind::Decorator => 23,
        CompletionKind::Resource => 18,
        CompletionKind::Environment => 13,
    }
}
