//! The `batc` command: arguments in, exit code out.
//!
//! In: arguments, the environment's say on colour and language, the terminal. Out: diagnostics, templates, and an exit
//! code of [`exit`]. Invariants: reports for people go to standard error, what programs read goes to standard output;
//! a reader that closes the pipe is no failure; nothing is half-written, whatever happens.

mod args;
mod build;
mod check;
mod console;
mod crash;
mod doc;
mod explain;
mod fmt;
mod init;
mod inputs;
mod interrupt;
mod junit;
mod lsp;
mod test;
mod version;

use std::ffi::OsString;
use std::io;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser as _};

use args::{Arguments, Command};
use console::Console;

/// The codes of the commands.
pub const CODES: &[crate::diagnostics::Code] = &[init::NOT_OVERWRITTEN, fmt::WRONG_PROJECT_FILE];

/// The exit codes.
pub mod exit {
    /// Done; there may be warnings.
    pub const DONE: u8 = 0;
    /// The sources have errors, or warnings with `-D warnings`.
    pub const SOURCES: u8 = 1;
    /// Something outside the sources is wrong: the arguments, a file that cannot be read, an output that cannot be
    /// written.
    pub const USAGE: u8 = 2;
    /// A bug in batc.
    pub const BUG: u8 = 3;
    /// Interrupted by Ctrl-C or a signal to end.
    pub const INTERRUPTED: u8 = 130;
}

/// Runs the command line `arguments`, the program's name first, and returns the exit code.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    crash::guard(|| match Arguments::try_parse_from(arguments) {
        Ok(arguments) => run(arguments),
        Err(error) if error.kind() == ErrorKind::DisplayVersion => {
            let mut console = Console::new(args::Color::Never);
            console::finish(exit::DONE, console.print(version::text().as_bytes()))
        }
        Err(error) => {
            // Help and the version are errors to clap, of exit code 0.
            let code = if error.use_stderr() { exit::USAGE } else { exit::DONE };
            console::finish(code, error.print())
        }
    })
}

fn run(arguments: Arguments) -> u8 {
    let mut console = Console::new(arguments.color);
    match arguments.command {
        Command::Build(build) => build::run(&mut console, &build),
        Command::Check(check) => check::run(&mut console, &check),
        Command::Init(init) => init::run(&mut console, &init),
        Command::Doc(doc) => doc::run(&mut console, &doc),
        Command::Test(test) => test::run(&mut console, &test),
        Command::Lsp(arguments) => lsp::run(&mut console, &arguments),
        Command::Fmt(fmt) => fmt::run(&mut console, &fmt),
        Command::Explain { code } => explain::run(&mut console, code.as_deref()),
        Command::Completions { shell } => completions(&mut console, shell),
    }
}

fn completions(console: &mut Console, shell: clap_complete::Shell) -> u8 {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "batc", &mut script);
    let printed: io::Result<()> = console.print(&script);
    console::finish(exit::DONE, printed)
}
