//! What the server can do.

use gen_lsp_types as lsp;

use super::actions;
use super::commands::COMMANDS;
use super::completion::TRIGGERS;
use super::position::Encoding;
use crate::ide::TokenKind;

/// The answer to `initialize`.
pub fn result(encoding: Encoding) -> lsp::InitializeResult {
    lsp::InitializeResult {
        capabilities: capabilities(encoding),
        server_info: Some(lsp::ServerInfo {
            name: "batc".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    }
}

fn capabilities(encoding: Encoding) -> lsp::ServerCapabilities {
    lsp::ServerCapabilities {
        position_encoding: Some(encoding.kind()),
        text_document_sync: Some(
            lsp::TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(lsp::TextDocumentSyncKind::Incremental),
                save: Some(true.into()),
                ..Default::default()
            }
            .into(),
        ),
        signature_help_provider: Some(lsp::SignatureHelpOptions {
            trigger_characters: Some(["(", ",", "{"].map(str::to_owned).to_vec()),
            retrigger_characters: Some([":", "\n"].map(str::to_owned).to_vec()),
            ..Default::default()
        }),
        inlay_hint_provider: Some(true.into()),
        hover_provider: Some(true.into()),
        definition_provider: Some(true.into()),
        declaration_provider: Some(true.into()),
        type_definition_provider: Some(true.into()),
        references_provider: Some(true.into()),
        document_highlight_provider: Some(true.into()),
        rename_provider: Some(lsp::RenameOptions { prepare_provider: Some(true), ..Default::default() }.into()),
        document_formatting_provider: Some(true.into()),
        document_range_formatting_provider: Some(true.into()),
        document_symbol_provider: Some(true.into()),
        workspace_symbol_provider: Some(true.into()),
        folding_range_provider: Some(true.into()),
        selection_range_provider: Some(true.into()),
        semantic_tokens_provider: Some(
            lsp::SemanticTokensOptions {
                legend: lsp::SemanticTokensLegend {
                    token_types: TokenKind::ALL.iter().map(|kind| token_type(*kind).to_owned()).collect(),
                    token_modifiers: TOKEN_MODIFIERS.iter().map(|name| (*name).to_owned()).collect(),
                },
                range: Some(true.into()),
                full: Some(true.into()),
                ..Default::default()
            }
            .into(),
        ),
        document_link_provider: Some(lsp::DocumentLinkOptions { resolve_provider: Some(false), ..Default::default() }),
        completion_provider: Some(lsp::CompletionOptions {
            trigger_characters: Some(TRIGGERS.iter().map(|sign| (*sign).to_owned()).collect()),
            resolve_provider: Some(true),
            ..Default::default()
        }),
        code_action_provider: Some(
            lsp::CodeActionOptions { code_action_kinds: Some(actions::kinds()), ..Default::default() }.into(),
        ),
        code_lens_provider: Some(lsp::CodeLensOptions { resolve_provider: Some(false), ..Default::default() }),
        execute_command_provider: Some(lsp::ExecuteCommandOptions {
            commands: COMMANDS.iter().map(|name| (*name).to_owned()).collect(),
            ..Default::default()
        }),
        workspace: Some(lsp::WorkspaceOptions {
            workspace_folders: Some(lsp::WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(true.into()),
            }),
            ..Default::default()
        }),
        ..Default::default()
    }
}

/// The modifiers of semantic tokens, in the order of their bits.
pub const TOKEN_MODIFIERS: [&str; 4] = ["declaration", "readonly", "defaultLibrary", "documentation"];

/// The name of a kind of token in the protocol.
fn token_type(kind: TokenKind) -> &'static str {
    match kind {
        TokenKind::Namespace => "namespace",
        TokenKind::Type => "type",
        TokenKind::Struct => "struct",
        TokenKind::Class => "class",
        TokenKind::Parameter => "parameter",
        TokenKind::Variable => "variable",
        TokenKind::Property => "property",
        TokenKind::Function => "function",
        TokenKind::Decorator => "decorator",
        TokenKind::Keyword => "keyword",
        TokenKind::Comment => "comment",
        TokenKind::String => "string",
        TokenKind::Number => "number",
        TokenKind::Regexp => "regexp",
        // Not one of the protocol's own: an editor that does not know it keeps its own colour.
        TokenKind::ResourceType => "resourceType",
    }
}
