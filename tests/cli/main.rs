//! The `batc` command as a user runs it: a process, its streams and its exit code.

mod build;
mod doc;
mod format;
mod init;
mod input;
mod messages;
mod output;
mod outside;
mod support;
mod test;
