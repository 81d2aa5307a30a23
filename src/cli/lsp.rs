//! `batc lsp`.

use std::io::{self, IsTerminal as _};

use super::args::Lsp;
use super::console::Console;
use super::exit;
use crate::lsp::{self, Log};

pub fn run(console: &mut Console, arguments: &Lsp) -> u8 {
    let log = match Log::to(arguments.log.as_deref()) {
        Ok(log) => log,
        Err(error) => {
            let path = arguments.log.as_deref().unwrap_or("".as_ref()).display().to_string();
            let path = crate::diagnostics::render::plain_line(&path).into_owned();
            console.tell(&format!("error: cannot write `{path}`: {}\n", crate::world::system_words(&error)));
            return exit::USAGE;
        }
    };
    if io::stdin().is_terminal() {
        let how = "editors start it, see docs/reference/editor.md; Ctrl-C ends it";
        console.tell(&format!("batc lsp speaks the language server protocol over standard input: {how}\n"));
    }
    // Without `shutdown` before it, the protocol has the end be a failure.
    match lsp::serve(&mut io::stdin().lock(), io::stdout(), log) {
        true => exit::DONE,
        false => exit::SOURCES,
    }
}
