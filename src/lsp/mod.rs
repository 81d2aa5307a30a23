//! The language server: the protocol, and nothing but it.
//!
//! In: messages of the Language Server Protocol on standard input. Out: messages on standard output, and an exit code. What is
//! answered about a program comes from [`ide`](crate::ide); here it is asked for, and put into the protocol's words.
//!
//! The main thread reads; the analysis thread owns all state and handles what was read in its order; a third thread
//! evaluates environments and builds, on copies of the texts; a fourth writes. Invariants: each request is answered
//! exactly once, whatever happens; no message ends the server but `exit` and the end of the stream; an edit is applied
//! before anything that was sent after it is answered, and a request that an edit has overtaken is refused instead of
//! answered wrongly; positions are counted in what was agreed with the client.

mod actions;
mod analysis;
mod capabilities;
mod commands;
mod completion;
mod convert;
mod documents;
mod evaluation;
mod formatting;
mod handlers;
mod library;
mod log;
mod navigation;
mod position;
mod project;
mod publish;
mod report;
mod server;
mod settings;
mod shown;
mod state;
mod texts;
mod transport;
mod uri;

pub use log::Log;
pub use server::serve;
