//! What the user has set in the editor.

use serde_json::Value;

/// The section of the client's configuration that is ours.
pub const SECTION: &str = "batc";

/// The settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// `batc.environment`: the environment that is evaluated, and whose values are shown; all are evaluated without it.
    pub environment: Option<String>,
    /// `batc.evaluate`: whether environments are evaluated as you type.
    pub evaluate: bool,
    /// `batc.hints.types`: whether types that are not written are shown.
    pub type_hints: bool,
    /// `batc.hints.arguments`: whether the params of literal arguments are shown.
    pub argument_hints: bool,
    /// `batc.hints.values`: whether what names stand for is shown.
    pub value_hints: bool,
    /// `batc.hints.logicalIds`: whether the logical ids of resources are shown.
    pub id_hints: bool,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            environment: None,
            evaluate: true,
            type_hints: true,
            argument_hints: true,
            value_hints: true,
            id_hints: true,
        }
    }
}

impl Settings {
    /// Reads what a client sent: the section itself, or an object that holds it. What has another type is left as it was.
    pub fn read(&mut self, value: &Value) {
        let value = value.get(SECTION).unwrap_or(value);
        match value.get("environment") {
            Some(Value::String(name)) => self.environment = Some(name.clone()).filter(|name| !name.is_empty()),
            Some(Value::Null) => self.environment = None,
            _ => {}
        }
        if let Some(evaluate) = value.get("evaluate").and_then(Value::as_bool) {
            self.evaluate = evaluate;
        }
        let hints = |name: &str| value.pointer(&format!("/hints/{name}")).and_then(Value::as_bool);
        self.type_hints = hints("types").unwrap_or(self.type_hints);
        self.argument_hints = hints("arguments").unwrap_or(self.argument_hints);
        self.value_hints = hints("values").unwrap_or(self.value_hints);
        self.id_hints = hints("logicalIds").unwrap_or(self.id_hints);
    }
}

/// What the client can do, as far as it matters here. It is read leniently: a client that errs in one capability has the
/// others.
#[derive(Clone, Copy, Debug, Default)]
pub struct Client {
    /// It answers `workspace/configuration`.
    pub has_configuration: bool,
    /// It watches files for us.
    pub watches_files: bool,
    /// It shows places that explain a diagnostic.
    pub shows_related: bool,
    /// It opens a file when it is asked to.
    pub shows_documents: bool,
    /// It takes edits for a version of a text.
    pub versions_edits: bool,
    /// It knows symbols within symbols.
    pub nests_symbols: bool,
    /// It takes a place together with the stretch that leads there.
    pub takes_links: bool,
    /// It asks the user about edits that are marked so.
    pub asks_about_edits: bool,
    /// It fills in the places of a snippet.
    pub knows_snippets: bool,
    /// It asks for hints again when it is told that they have changed.
    pub refreshes_hints: bool,
    /// It asks for the documentation of a proposal when that is looked at.
    pub asks_for_docs: bool,
    /// It asks for what a proposal is in a few words when that is looked at.
    pub asks_for_detail: bool,
    /// It knows that no param of a signature may be the active one.
    pub knows_no_active_param: bool,
    /// It has VS Code's command that brings up proposals, as its name says.
    pub proposes_again: bool,
}

impl Client {
    /// Reads the capabilities of `initialize`.
    pub fn read(capabilities: &Value) -> Client {
        let has = |pointer: &str| capabilities.pointer(pointer).and_then(Value::as_bool).unwrap_or(false);
        let lists = |pointer: &str, name: &str| {
            let list = capabilities.pointer(pointer).and_then(Value::as_array);
            list.is_some_and(|list| list.iter().any(|one| one == name))
        };
        let resolved = "/textDocument/completion/completionItem/resolveSupport/properties";
        Client {
            asks_for_docs: lists(resolved, "documentation"),
            asks_for_detail: lists(resolved, "detail"),
            has_configuration: has("/workspace/configuration"),
            watches_files: has("/workspace/didChangeWatchedFiles/dynamicRegistration"),
            shows_related: has("/textDocument/publishDiagnostics/relatedInformation"),
            shows_documents: has("/window/showDocument/support"),
            versions_edits: has("/workspace/workspaceEdit/documentChanges"),
            nests_symbols: has("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            takes_links: has("/textDocument/definition/linkSupport"),
            asks_about_edits: capabilities.pointer("/workspace/workspaceEdit/changeAnnotationSupport").is_some()
                && has("/workspace/workspaceEdit/documentChanges"),
            knows_snippets: has("/textDocument/completion/completionItem/snippetSupport"),
            refreshes_hints: has("/workspace/inlayHint/refreshSupport"),
            knows_no_active_param: has("/textDocument/signatureHelp/signatureInformation/noActiveParameterSupport"),
            proposes_again: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn settings_are_read_leniently() {
        let mut settings = Settings::default();
        settings.read(&json!({ "batc": { "environment": "production", "evaluate": "yes" } }));
        assert_eq!(settings, Settings { environment: Some("production".to_owned()), ..Settings::default() });
        settings.read(&json!({ "environment": "", "evaluate": false }));
        assert_eq!(settings, Settings { evaluate: false, ..Settings::default() });
        settings.read(&Value::Null);
        assert_eq!(settings, Settings { evaluate: false, ..Settings::default() });
    }
}
