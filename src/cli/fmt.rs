//! `batc fmt`.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use similar::TextDiff;

use super::args::{Fmt, MessageFormat, Messages};
use super::console::Console;
use super::{console, crash, exit, inputs, interrupt};
use crate::diagnostics::render::{PathBase, plain_line};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::emit::{WriteError, replace_file};
use crate::format::{self, Formatted, Options};
use crate::source::{SourceMap, Span};
use crate::world::{self, FilePath, Settings, World};

/// What `batc.toml` says is no setting.
pub const WRONG_PROJECT_FILE: Code = Code::new("E0012", "project file is wrong");

const MESSAGES: Messages = Messages { message_format: MessageFormat::Human, deny: Vec::new() };

/// What became of a text.
#[derive(Default)]
struct Outcome {
    /// How many texts there were.
    files: usize,
    /// How many were not in the style.
    changed: usize,
    /// The highest exit code so far.
    code: u8,
    /// What `--check` prints.
    diff: String,
}

pub fn run(console: &mut Console, arguments: &Fmt) -> u8 {
    // Who says where standard input belongs means it.
    if arguments.stdin_filepath.is_some() || arguments.paths.iter().any(|path| path.as_os_str() == "-") {
        return standard_input(console, arguments);
    }
    let inputs = match inputs::open(&arguments.paths, true) {
        Ok(inputs) => inputs,
        Err(problems) => return console.report_unplaced(problems, &MESSAGES, false),
    };
    let options = match options(&inputs.world) {
        Ok(options) => options,
        Err(problem) => return problem.report(console, &inputs.paths),
    };
    let interrupted = interrupt::watch();
    let mut outcome = Outcome::default();
    for file in &inputs.files {
        if interrupted.load(Ordering::Relaxed) {
            return exit::INTERRUPTED;
        }
        let shown = inputs.paths.show(file.relative());
        if let Err(problem) = outcome.file(console, &inputs.world, file, &shown, (arguments.check, &options)) {
            outcome.code = outcome.code.max(console.report_unplaced(vec![problem], &MESSAGES, false));
        }
    }
    if arguments.check && outcome.changed > 0 {
        outcome.code = outcome.code.max(exit::SOURCES);
    }
    let (files, changed) = (outcome.files, outcome.changed);
    let plural = if files == 1 { "" } else { "s" };
    let done = match arguments.check {
        true if changed == 0 => format!("{files} file{plural} in style\n"),
        true => format!("{changed} of {files} file{plural} not in style: `batc fmt` changes them\n"),
        false => format!("formatted {changed} of {files} file{plural}\n"),
    };
    let printed = console.print(outcome.diff.as_bytes());
    if outcome.code <= exit::SOURCES {
        console.tell(&done);
    }
    console::finish(outcome.code, printed)
}

impl Outcome {
    fn file(
        &mut self,
        console: &mut Console,
        world: &World,
        file: &FilePath,
        shown: &str,
        (check, options): (bool, &Options),
    ) -> Result<(), Diagnostic> {
        let bytes = world.read_bytes(file).map_err(|e| e.into_diagnostic(None))?;
        let text = world.read(file).map_err(|e| e.into_diagnostic(None))?;
        self.files += 1;
        let formatted = self.format(console, &text, shown, options);
        if formatted.bug.is_some() || formatted.text.as_bytes() == bytes {
            return Ok(());
        }
        self.changed += 1;
        if check {
            self.diff.push_str(&diff(&String::from_utf8_lossy(&bytes), &formatted.text, shown));
            return Ok(());
        }
        let path = world.root().map_or_else(|| PathBuf::from(file.relative()), |root| root.join(file.relative()));
        replace_file(&path, formatted.text.as_bytes()).map_err(|error| {
            let message = error.message.replace(&path.display().to_string(), shown);
            Diagnostic::from(WriteError { message, ..error })
        })
    }

    /// Formats a text, and tells when a part or all of it was left as it is.
    fn format(&mut self, console: &mut Console, text: &str, shown: &str, options: &Options) -> Formatted {
        let formatted = format::format(text, options);
        let shown = plain_line(shown);
        if let Some(bug) = &formatted.bug {
            self.code = self.code.max(exit::BUG);
            console.tell(&crash::bug(&format!("{shown} is left as it is: formatted, {bug}")));
        } else if formatted.is_partial {
            let done = if formatted.is_untouched { "left as it is" } else { "formatted around them" };
            console.tell(&format!("{shown} has syntax errors, and is {done}: see `batc check`\n"));
        }
        formatted
    }
}

fn standard_input(console: &mut Console, arguments: &Fmt) -> u8 {
    let path = arguments.stdin_filepath.as_deref();
    let shown = path.map_or("<stdin>".to_owned(), |path| path.display().to_string());
    let mut outcome = Outcome::default();
    let text = match text_of_input(&shown) {
        Ok(text) => text,
        Err(problem) => return console.report_unplaced(vec![problem], &MESSAGES, true),
    };
    // The file may not be there yet, its folder decides.
    let place = path.and_then(|path| path.ancestors().skip(1).find(|p| p.is_dir())).unwrap_or(Path::new("."));
    let world = match World::open(place) {
        Ok(world) => world,
        Err(error) => return console.report_unplaced(vec![error.into_diagnostic(None)], &MESSAGES, true),
    };
    let options = match options(&world) {
        Ok(options) => options,
        Err(problem) => return problem.report(console, &PathBase::default()),
    };
    let formatted = outcome.format(console, &text, &shown, &options);
    let changed = formatted.text != *text;
    if !arguments.check {
        return console::finish(outcome.code, console.print(formatted.text.as_bytes()));
    }
    if changed {
        outcome.code = outcome.code.max(exit::SOURCES);
    }
    console::finish(outcome.code, console.print(diff(&text, &formatted.text, &shown).as_bytes()))
}

/// The text of standard input.
fn text_of_input(shown: &str) -> Result<String, Diagnostic> {
    let mut bytes = Vec::new();
    let unread = |words: String| Diagnostic::unplaced(world::CANNOT_READ, format!("`{shown}` cannot be read: {words}"));
    let limit = world::MAX_TEXT_BYTES;
    std::io::stdin().lock().take(limit + 1).read_to_end(&mut bytes).map_err(|e| unread(world::system_words(&e)))?;
    if bytes.len() as u64 > limit {
        return Err(Diagnostic::unplaced(
            world::TOO_LARGE,
            format!("`{shown}` is too large: at most {} MiB are read", limit >> 20),
        ));
    }
    String::from_utf8(bytes).map_err(|_| {
        Diagnostic::unplaced(world::NOT_TEXT, format!("`{shown}` is not UTF-8")).help("save the file as UTF-8")
    })
}

/// Why a project's settings cannot be had.
struct SettingsProblem {
    sources: SourceMap,
    diagnostic: Diagnostic,
}

impl SettingsProblem {
    fn report(self, console: &mut Console, paths: &PathBase) -> u8 {
        let mut list = Diagnostics::new();
        list.push(self.diagnostic);
        console.report(&self.sources, list, &MESSAGES, paths, true)
    }
}

/// What the project chooses.
fn options(world: &World) -> Result<Options, Box<SettingsProblem>> {
    let mut sources = SourceMap::new();
    let (path, text): (FilePath, Arc<str>) = match world.project_file() {
        Ok(Some(found)) => found,
        Ok(None) => return Ok(Options::default()),
        Err(error) => return Err(Box::new(SettingsProblem { sources, diagnostic: error.into_diagnostic(None) })),
    };
    let settings = Settings::parse(&text).map_err(|error| {
        let file = sources.add_file(path.display(), text);
        let span = Span::new(sources.add_chunk(file, 0), error.range.start, error.range.end);
        let help = "the project file knows `[fmt]` with `width`, the columns of a line: `width = 100`";
        let diagnostic = Diagnostic::new(WRONG_PROJECT_FILE, span, error.message).help(help);
        Box::new(SettingsProblem { sources, diagnostic })
    })?;
    Ok(Options::from(&settings.fmt))
}

/// What would change, as `diff -u` says it.
fn diff(old: &str, new: &str, shown: &str) -> String {
    let diff = TextDiff::configure().timeout(format::DIFFERENCE_TIME).diff_lines(old, new);
    diff.unified_diff().context_radius(3).header(shown, &format!("{shown} (formatted)")).to_string()
}
