//! `batc check`.

use std::time::Instant;

use super::args::{Check, MessageFormat};
use super::console::Console;
use super::{exit, inputs};
use crate::driver;

pub fn run(console: &mut Console, arguments: &Check) -> u8 {
    let begin = Instant::now();
    let inputs = match inputs::open(&arguments.paths, true) {
        Ok(inputs) => inputs,
        Err(problems) => return console.report_unplaced(problems, &arguments.messages, false),
    };
    let outcome = driver::check(&inputs.world, &inputs.files);
    let code = console.report(&outcome.sources, outcome.diagnostics, &arguments.messages, &inputs.paths, false);
    if code == exit::DONE && arguments.messages.message_format == MessageFormat::Human {
        let files = inputs.files.len();
        let plural = if files == 1 { "" } else { "s" };
        console.tell(&format!("checked {files} file{plural} in {} ms\n", begin.elapsed().as_millis()));
    }
    code
}
