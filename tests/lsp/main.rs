//! The language server, by its real binary: sessions in files, hostile clients, and random edits.

mod client;
mod edits;
mod hostile;
mod session;
mod soak;
