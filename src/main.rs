//! The `batc` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(batc::cli::main(std::env::args_os()))
}
