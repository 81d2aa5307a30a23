//! `batc doc`.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::args::Doc;
use super::console::Console;
use super::inputs::{self, Inputs};
use super::{exit, interrupt};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::render::{PathBase, plain_line};
use crate::world::{CANNOT_READ, FilePath, World, std_modules};
use crate::{document, driver, emit, resolve};

/// What stands for the standard library among the paths.
const LIBRARY: &str = "std";

pub fn run(console: &mut Console, arguments: &Doc) -> u8 {
    let begin = Instant::now();
    let messages = &arguments.messages;
    let (library, paths): (Vec<PathBuf>, Vec<PathBuf>) = arguments.paths.iter().cloned().partition(|p| is_library(p));
    let opened = match paths.is_empty() {
        true => Ok(Inputs { world: World::default(), files: Vec::new(), paths: PathBase::default() }),
        false => inputs::open(&paths, true),
    };
    let found = opened.and_then(|mut inputs| {
        let modules: Result<Vec<_>, _> = library.iter().map(|name| modules(&inputs.world, name)).collect();
        inputs.files.extend(modules.map_err(|problem| vec![problem])?.concat());
        Ok(inputs)
    });
    let inputs = match found {
        Ok(inputs) => inputs,
        Err(problems) => return console.report_unplaced(problems, messages, false),
    };
    let outcome = driver::outline(&inputs.world, &inputs.files);
    let code = console.report(&outcome.sources, outcome.diagnostics, messages, &inputs.paths, false);
    if code != exit::DONE {
        return code;
    }
    let title = if paths.is_empty() { "The standard library" } else { "Reference" };
    let files = document::files(&outcome.outline, title);
    let interrupted = interrupt::watch();
    match emit::write_documentation(&files, &arguments.out, interrupted) {
        Ok(()) => {
            let (modules, took) = (outcome.outline.modules.len(), begin.elapsed().as_millis());
            let plural = if modules == 1 { "" } else { "s" };
            let first = plain_line(&arguments.out.join("index.html").display().to_string()).into_owned();
            console.tell(&format!("{first}\ndocumented {modules} module{plural} in {took} ms\n"));
            exit::DONE
        }
        Err(error) if interrupt::happened() => {
            console.tell(&format!("{}\n", error.message));
            exit::INTERRUPTED
        }
        Err(error) => console.report_unplaced(vec![error.into()], messages, false),
    }
}

/// Whether the standard library or a module of it is meant: `std`, `std.network`. A folder of that name is `./std`.
fn is_library(path: &Path) -> bool {
    path.to_str().is_some_and(|p| p == LIBRARY || p.strip_prefix(LIBRARY).is_some_and(|rest| rest.starts_with('.')))
}

/// The modules of the library that are meant.
fn modules(world: &World, wanted: &Path) -> Result<Vec<FilePath>, Diagnostic> {
    let wanted = wanted.to_string_lossy();
    let Some(name) = wanted.strip_prefix("std.") else {
        return Ok(std_modules().filter_map(|name| world.std_module(name)).collect());
    };
    world.std_module(&name.replace('.', "/")).map(|module| vec![module]).ok_or_else(|| {
        let known: Vec<String> = std_modules().map(|m| format!("std.{}", m.replace('/', "."))).collect();
        let near = resolve::did_you_mean(&wanted, known.iter().map(String::as_str));
        let shown = plain_line(&wanted);
        Diagnostic::unplaced(CANNOT_READ, format!("the standard library has no module `{shown}`"))
            .help(near.unwrap_or_else(|| "`batc doc std` documents all of it".into()))
    })
}
