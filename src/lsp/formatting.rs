//! Formatting: of a text, and of the statements that a selection meets.

use gen_lsp_types as lsp;
use lsp_server::{ErrorCode, ResponseError};
use serde_json::{Value, json};

use super::analysis::failure;
use super::handlers::read;
use super::state::State;
use super::texts::{Home, Open};
use crate::format::{self, Options};
use crate::world::Settings;

/// Formats a whole text. What has syntax errors stays as it is.
pub fn document(state: &State, params: Value) -> Result<Option<Value>, ResponseError> {
    let params: lsp::DocumentFormattingParams = read(params)?;
    let Some((open, options)) = asked(state, &params.text_document.uri) else { return Ok(Some(Value::Null)) };
    let formatted = format::format(&open.document.text, &options);
    if let Some(bug) = formatted.bug {
        let version = env!("CARGO_PKG_VERSION");
        let message = format!("batc {version} would have changed what this text means, and leaves it alone: {bug}");
        return Err(failure(ErrorCode::RequestFailed, message));
    }
    Ok(Some(edits(state, open, format::between(&open.document.text, &formatted.text))))
}

/// Formats the statements and declarations that a selection meets.
pub fn selection(state: &State, params: Value) -> Result<Option<Value>, ResponseError> {
    let params: lsp::DocumentRangeFormattingParams = read(params)?;
    let Some((open, options)) = asked(state, &params.text_document.uri) else { return Ok(Some(Value::Null)) };
    let range = open.document.bytes(params.range, state.encoding());
    Ok(Some(edits(state, open, format::edits(&open.document.text, range, &options))))
}

/// The text with an address, and what its project chooses; none of the library's copies, which are read only.
fn asked<'a>(state: &'a State, uri: &lsp::Uri) -> Option<(&'a Open, Options)> {
    let open = state.open(uri)?;
    let Home::Project(key, _) = &open.home else { return None };
    // A project file with mistakes is told of by `batc fmt`; here the style is what it is without one.
    let file = state.project(key).and_then(|project| project.world().project_file().ok().flatten());
    let settings = file.and_then(|(_, text)| Settings::parse(&text).ok()).unwrap_or_default();
    Some((open, Options::from(&settings.fmt)))
}

fn edits(state: &State, open: &Open, edits: Vec<format::Edit>) -> Value {
    let edit = |edit: format::Edit| json!({ "range": open.document.range(&edit.range, state.encoding()), "newText": edit.text });
    edits.into_iter().map(edit).collect()
}
