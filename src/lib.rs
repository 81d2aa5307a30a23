//! batc compiles `.bat`, a small declarative language for AWS infrastructure, to CloudFormation.
//!
//! The folders are the pipeline, in the order in which data flows through it; see ARCHITECTURE.md.

pub mod ast;
pub mod builtins;
pub mod check;
pub mod cli;
pub mod diagnostics;
pub mod document;
pub mod driver;
pub mod emit;
pub mod evaluate;
pub mod format;
pub mod hir;
pub mod ide;
pub mod lsp;
pub mod parse;
pub mod plan;
pub mod registry;
pub mod resolve;
pub mod source;
pub mod types;
pub mod words;
pub mod world;
