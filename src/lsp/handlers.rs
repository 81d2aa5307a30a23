//! What each message asks for.

use gen_lsp_types as lsp;
use lsp_server::{ErrorCode, Request, RequestId, ResponseError};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::actions;
use super::analysis::failure;
use super::commands::{self, Command, Task};
use super::convert;
use super::evaluation::Job;
use super::state::State;
use super::texts::{Home, Open, View};
use super::uri;
use crate::ide;

/// A result; `None` when another thread will give it.
type Answer = Result<Option<Value>, ResponseError>;

/// Answers a request.
pub fn request(state: &mut State, request: Request) -> Answer {
    let Request { id, method, params } = request;
    match method.as_str() {
        "shutdown" => Ok(Some(Value::Null)),
        "textDocument/documentSymbol" => with_document(state, params, document_symbols),
        "textDocument/foldingRange" => with_document(state, params, folding),
        "textDocument/selectionRange" => with_document(state, params, selection_ranges),
        "textDocument/semanticTokens/full" => with_document(state, params, tokens),
        "textDocument/semanticTokens/range" => with_document(state, params, tokens_in_range),
        "textDocument/documentLink" => with_document(state, params, links),
        "textDocument/inlayHint" => super::navigation::hints(state, &params),
        "textDocument/signatureHelp"
        | "textDocument/hover"
        | "textDocument/definition"
        | "textDocument/declaration"
        | "textDocument/typeDefinition"
        | "textDocument/references"
        | "textDocument/documentHighlight"
        | "textDocument/prepareRename"
        | "textDocument/rename" => super::navigation::request(state, &method, &params),
        "textDocument/completion" => super::completion::complete(state, params),
        "completionItem/resolve" => Ok(Some(super::completion::resolve(state, params))),
        "textDocument/formatting" => super::formatting::document(state, params),
        "textDocument/rangeFormatting" => super::formatting::selection(state, params),
        "textDocument/codeLens" => with_document(state, params, lenses),
        "textDocument/codeAction" => actions::actions(state, read(params)?),
        "workspace/symbol" => workspace_symbols(state, &read(params)?),
        "workspace/executeCommand" => execute(state, id, read(params)?),
        "batc/template" => template(state, id, &params),
        "batc/stdText" => std_text(&params),
        _ => Err(failure(ErrorCode::MethodNotFound, format!("there is no method `{method}`"))),
    }
}

/// Takes a notification; one that is not known or has wrong params is left alone.
pub fn notification(state: &mut State, method: &str, params: Value) {
    match method {
        "initialized" => state.initialized(),
        "textDocument/didOpen" => {
            if let Some(item) = noted(state, method, params.get("textDocument").cloned().unwrap_or_default()) {
                state.did_open(item);
            }
        }
        "textDocument/didChange" => {
            if let Some(params) = noted::<lsp::DidChangeTextDocumentParams>(state, method, params) {
                state.did_change(&params);
            }
        }
        "textDocument/didClose" => {
            if let Some(params) = noted::<lsp::DidCloseTextDocumentParams>(state, method, params) {
                state.did_close(&params.text_document.uri);
            }
        }
        "textDocument/didSave" if !state.client().watches_files => state.files_changed(),
        "workspace/didChangeWatchedFiles" if matters(&params) => state.files_changed(),
        "workspace/didChangeConfiguration" => state.configuration_changed(&params),
        "workspace/didChangeWorkspaceFolders" => {
            if let Some(params) = noted::<lsp::DidChangeWorkspaceFoldersParams>(state, method, params) {
                let paths =
                    |list: Vec<lsp::WorkspaceFolder>| list.iter().filter_map(|f| uri::to_path(&f.uri)).collect();
                let removed: Vec<_> = paths(params.event.removed);
                state.folders_changed(paths(params.event.added), &removed);
            }
        }
        _ => {}
    }
}

/// Reads the params of a message.
pub fn read<T: DeserializeOwned>(params: Value) -> Result<T, ResponseError> {
    serde_json::from_value(params).map_err(|error| failure(ErrorCode::InvalidParams, error.to_string()))
}

fn noted<T: DeserializeOwned>(state: &State, method: &str, params: Value) -> Option<T> {
    let read = read(params);
    if let Err(error) = &read {
        state.log().note(|| format!("{method}: {}", error.message));
    }
    read.ok()
}

/// Whether a change of files can change what is compiled: sources, and what they read, but not what is built.
fn matters(params: &Value) -> bool {
    const OTHERS: [&str; 4] = ["/.git/", "/node_modules/", "/target/", "/out/"];
    let changes = params.get("changes").and_then(Value::as_array);
    let is_ours = |change: &Value| {
        let uri = change.get("uri").and_then(Value::as_str).unwrap_or_default();
        !OTHERS.iter().any(|other| uri.contains(other))
    };
    changes.is_some_and(|changes| changes.iter().any(is_ours))
}

/// An open text, its tree, and what was asked about it.
struct Asked<'a, P> {
    state: &'a State,
    open: &'a Open,
    view: View<'a>,
    params: P,
}

/// Answers from the tree of the text that the params name; nothing when it is not open.
fn with_document<P: DeserializeOwned, R: serde::Serialize>(
    state: &mut State,
    params: Value,
    answer: impl FnOnce(Asked<P>) -> R,
) -> Answer {
    let named: lsp::TextDocumentIdentifier = read(params.get("textDocument").cloned().unwrap_or_default())?;
    let params = read(params)?;
    state.prepare(&named.uri);
    let state = &*state;
    let Some(open) = state.open(&named.uri) else { return Ok(Some(Value::Null)) };
    let view = state.view(open);
    let result = answer(Asked { state, open, view, params });
    serde_json::to_value(result).map(Some).map_err(|e| failure(ErrorCode::InternalError, e.to_string()))
}

fn document_symbols(asked: Asked<lsp::DocumentSymbolParams>) -> Value {
    let (document, encoding) = (&asked.open.document, asked.state.encoding());
    let list = ide::symbols(&asked.view.document());
    if asked.state.client().nests_symbols {
        return json!(convert::symbols(document, encoding, list));
    }
    let mut flat = Vec::new();
    flatten(&list, None, &mut |symbol, container| {
        flat.push(symbol_information(symbol, container, &document.uri, document.range(&symbol.range, encoding)));
    });
    Value::Array(flat)
}

fn symbol_information(symbol: &ide::Symbol, container: Option<&str>, uri: &lsp::Uri, range: lsp::Range) -> Value {
    let kind = convert::symbol_kind(symbol.kind);
    let mut information = json!({ "name": symbol.name, "kind": kind, "location": { "uri": uri, "range": range } });
    if let Some(container) = container {
        information["containerName"] = json!(container);
    }
    information
}

fn flatten(list: &[ide::Symbol], container: Option<&str>, each: &mut dyn FnMut(&ide::Symbol, Option<&str>)) {
    for symbol in list {
        each(symbol, container);
        flatten(&symbol.children, Some(&symbol.name), each);
    }
}

fn folding(asked: Asked<lsp::FoldingRangeParams>) -> Vec<lsp::FoldingRange> {
    convert::folds(&asked.open.document, asked.state.encoding(), &ide::folds(&asked.view.document()))
}

fn selection_ranges(asked: Asked<lsp::SelectionRangeParams>) -> Vec<lsp::SelectionRange> {
    let (document, encoding) = (&asked.open.document, asked.state.encoding());
    let at = |position: &lsp::Position| {
        let chain = ide::selection(&asked.view.document(), document.offset(*position, encoding));
        convert::selection(document, encoding, &chain)
    };
    asked.params.positions.iter().map(at).collect()
}

fn tokens(asked: Asked<lsp::SemanticTokensParams>) -> lsp::SemanticTokens {
    let list = ide::tokens(&asked.view.document());
    lsp::SemanticTokens { result_id: None, data: convert::tokens(&asked.open.document, asked.state.encoding(), &list) }
}

fn tokens_in_range(asked: Asked<lsp::SemanticTokensRangeParams>) -> lsp::SemanticTokens {
    let (document, encoding) = (&asked.open.document, asked.state.encoding());
    let range = document.bytes(asked.params.range, encoding);
    let mut list = ide::tokens(&asked.view.document());
    list.retain(|token| token.range.start < range.end && range.start < token.range.end);
    lsp::SemanticTokens { result_id: None, data: convert::tokens(document, encoding, &list) }
}

fn links(asked: Asked<lsp::DocumentLinkParams>) -> Vec<lsp::DocumentLink> {
    let (document, encoding) = (&asked.open.document, asked.state.encoding());
    let library = asked.state.library();
    let link = |link: ide::Link| {
        let (target, tooltip) = match (&link.target, &asked.open.home) {
            (ide::LinkTarget::Std(path), _) => {
                (library.copy(path)?, format!("std.{}", path.trim_end_matches(".bat").replace('/', ".")))
            }
            (ide::LinkTarget::File(written), Home::Project(key, from)) => {
                let project = asked.state.project(key)?;
                let file = project.world().resolve_any(from, written).ok()?;
                (project.root()?.join(file.relative()), file.display())
            }
            (ide::LinkTarget::File(written), Home::Std(from)) => {
                let folder = std::path::Path::new(from).parent()?;
                let relative = folder.join(written.trim_start_matches("./"));
                (library.copy(relative.to_str()?)?, written.clone())
            }
        };
        Some(lsp::DocumentLink {
            range: document.range(&link.range, encoding),
            target: Some(uri::of_path(&target)?),
            tooltip: Some(tooltip),
            data: None,
        })
    };
    ide::links(&asked.view.document()).into_iter().filter_map(link).collect()
}

fn lenses(asked: Asked<lsp::CodeLensParams>) -> Vec<lsp::CodeLens> {
    let (document, encoding) = (&asked.open.document, asked.state.encoding());
    if matches!(asked.open.home, Home::Std(_)) {
        return Vec::new();
    }
    let lens = |lens: ide::Lens| {
        let (title, command, name) = match lens.runs {
            ide::Runs::Build(name) => ("build", commands::BUILD, name),
            ide::Runs::Test(name) => ("run test", commands::TEST, name),
        };
        lsp::CodeLens {
            range: document.range(&lens.range, encoding),
            command: Some(lsp::Command {
                title: title.to_owned(),
                tooltip: None,
                command: command.to_owned(),
                arguments: Some(vec![json!(document.uri), json!(name)]),
            }),
            data: None,
        }
    };
    ide::lenses(&asked.view.document()).into_iter().map(lens).collect()
}

/// How many symbols a search gives.
const MOST_SYMBOLS: usize = 256;

fn workspace_symbols(state: &State, params: &lsp::WorkspaceSymbolParams) -> Answer {
    let mut found: Vec<(i32, Value)> = Vec::new();
    for key in state.project_keys() {
        let Some(project) = state.project(key) else { continue };
        for path in project.files() {
            let mut fitting: Vec<(i32, ide::Symbol, Option<String>)> = Vec::new();
            let mut fit = |symbol: &ide::Symbol, container: Option<&str>| {
                if let Some(score) = ide::fuzzy_score(&params.query, &symbol.name) {
                    let symbol = ide::Symbol { children: Vec::new(), ..symbol.clone() };
                    fitting.push((score, symbol, container.map(str::to_owned)));
                }
            };
            let open = state.open_file(key, &path.display());
            match open {
                Some(open) => flatten(&ide::symbols(&state.view(open).document()), None, &mut fit),
                None => {
                    let Some(read) = project.read(path) else { continue };
                    flatten(&read.symbols, None, &mut fit);
                }
            }
            if fitting.is_empty() {
                continue;
            }
            // Only now is it asked where lines begin.
            let closed = || {
                let uri = uri::of_path(&project.root()?.join(path.relative()))?;
                Some(super::documents::Document::new(uri, 0, &project.world().read(path).ok()?))
            };
            let Some(document) = open.map(|open| open.document.clone()).or_else(closed) else { continue };
            found.extend(fitting.into_iter().map(|(score, symbol, container)| {
                let range = document.range(&symbol.name_range, state.encoding());
                (score, symbol_information(&symbol, container.as_deref(), &document.uri, range))
            }));
        }
    }
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    Ok(Some(Value::Array(found.into_iter().take(MOST_SYMBOLS).map(|(_, symbol)| symbol).collect())))
}

/// The project of the text with this address.
fn project_of<'a>(state: &'a State, uri: &lsp::Uri) -> Result<(&'a Open, String), ResponseError> {
    let open = state.open(uri).ok_or_else(|| failure(ErrorCode::RequestFailed, format!("{} is not open", uri.0)))?;
    match &open.home {
        Home::Project(key, _) => Ok((open, key.clone())),
        Home::Std(_) => {
            Err(failure(ErrorCode::RequestFailed, "the standard library is compiled only where it is used"))
        }
    }
}

fn execute(state: &mut State, id: RequestId, params: lsp::ExecuteCommandParams) -> Answer {
    let lsp::ExecuteCommandParams { command, arguments, .. } = params;
    let arguments = arguments.unwrap_or_default();
    let text = |at: usize| arguments.get(at).and_then(Value::as_str).map(str::to_owned);
    if !commands::COMMANDS.contains(&command.as_str()) {
        return Err(failure(ErrorCode::InvalidParams, format!("there is no command `{command}`")));
    }
    if command == commands::EXPLAIN {
        return actions::explain(state, text(0).as_deref());
    }
    let uri =
        text(0).ok_or_else(|| failure(ErrorCode::InvalidParams, "the first argument is the address of a file"))?;
    let (_, key) = project_of(state, &lsp::Uri(uri))?;
    state.check(&key);
    let Some(project) = state.project(&key) else { return Ok(Some(Value::Null)) };
    let snapshot = project.snapshot();
    let task = match command.as_str() {
        commands::BUILD => {
            let root = project.root().ok_or_else(|| failure(ErrorCode::RequestFailed, "save the file first"))?;
            let environment = text(1).or_else(|| state.settings().environment.clone());
            Task::Build { environment, out: root.join("out") }
        }
        _ => Task::Test { name: text(1) },
    };
    let cancelled = state.running.add(id.clone());
    state.begin(Job::Command(Command { id, snapshot, task, cancelled }));
    Ok(None)
}

fn template(state: &mut State, id: RequestId, params: &Value) -> Answer {
    let asked: lsp::TextDocumentPositionParams = read(params.clone())?;
    let (_, key) = project_of(state, &asked.text_document.uri)?;
    state.check(&key);
    let (open, _) = project_of(state, &asked.text_document.uri)?;
    let view = state.view(open);
    let at = open.document.offset(asked.position, state.encoding());
    let Some(declaration) = ide::resource_at(&view.document(), at) else {
        return Err(failure(ErrorCode::RequestFailed, "there is no resource here"));
    };
    let Home::Project(_, path) = &open.home else { return Ok(Some(Value::Null)) };
    let environment = params.get("environment").and_then(Value::as_str).map(str::to_owned);
    let task = Task::Template {
        environment: environment.or_else(|| state.settings().environment.clone()),
        path: path.display(),
        name: declaration.name,
        name_at: declaration.name_at,
        range: open.document.range(&declaration.range, state.encoding()),
    };
    let Some(project) = state.project(&key) else { return Ok(Some(Value::Null)) };
    let snapshot = project.snapshot();
    let cancelled = state.running.add(id.clone());
    state.begin(Job::Command(Command { id, snapshot, task, cancelled }));
    Ok(None)
}

fn std_text(params: &Value) -> Answer {
    let uri = params.get("uri").and_then(Value::as_str).unwrap_or_default();
    let path = uri.strip_prefix("batc-std:").unwrap_or(uri).trim_start_matches('/');
    match crate::world::std_file(path) {
        Some(text) => Ok(Some(json!({ "text": text }))),
        None => Err(failure(ErrorCode::InvalidParams, format!("the standard library has no file `{path}`"))),
    }
}
