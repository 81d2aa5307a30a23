//! Standard output and standard error, and what they can show.

use std::io::{self, ErrorKind, IsTerminal as _, Write as _};

use super::args::{Color, Messages};
use super::exit;
use crate::diagnostics::render::{self, Look, MessageFormat, PathBase};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::emit::CANNOT_WRITE;
use crate::source::SourceMap;

/// Text is wrapped here when there is no terminal to ask, and never further right than [`WIDEST`].
const USUAL_WIDTH: usize = 100;
const NARROWEST: usize = 40;
const WIDEST: usize = 140;

/// Standard output and standard error.
pub struct Console {
    color: Color,
}

impl Console {
    pub fn new(color: Color) -> Console {
        Console { color }
    }

    /// Writes to standard output, whole.
    pub fn print(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(bytes).and_then(|()| out.flush())
    }

    /// Writes for people to standard error. Where nobody can be told, nothing is told.
    pub fn tell(&mut self, text: &str) {
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    /// What standard output can show.
    pub fn stdout_look(&self) -> Look {
        let out = io::stdout();
        self.look(out.is_terminal(), || terminal_size::terminal_size_of(&out))
    }

    /// What standard error can show.
    pub fn stderr_look(&self) -> Look {
        let err = io::stderr();
        self.look(err.is_terminal(), || terminal_size::terminal_size_of(&err))
    }

    fn look(
        &self,
        is_terminal: bool,
        size: impl Fn() -> Option<(terminal_size::Width, terminal_size::Height)>,
    ) -> Look {
        let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
        let color = match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => is_terminal && set("NO_COLOR").is_none() && set("TERM").is_none_or(|term| term != "dumb"),
        };
        let width = is_terminal.then(size).flatten().map_or(USUAL_WIDTH, |(width, _)| usize::from(width.0));
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set);
        let locale = locale.map(|l| l.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
        let unicode = cfg!(windows) || locale.contains("utf-8") || locale.contains("utf8");
        Look { color, unicode, width: width.clamp(NARROWEST, WIDEST) }
    }

    /// Writes the diagnostics where their format belongs, or all to standard error when `out_is_taken`, and gives
    /// the exit code that they ask for.
    pub fn report(
        &mut self,
        sources: &SourceMap,
        mut diagnostics: Diagnostics,
        messages: &Messages,
        paths: &PathBase,
        out_is_taken: bool,
    ) -> u8 {
        if !messages.deny.is_empty() {
            diagnostics.deny_warnings();
        }
        let code = match diagnostics.has_errors() {
            false => exit::DONE,
            true if diagnostics.has_unplaced_error() => exit::USAGE,
            true => exit::SOURCES,
        };
        let list = diagnostics.into_sorted(sources);
        let format = messages.message_format.into();
        let for_people = matches!(format, MessageFormat::Human | MessageFormat::Short);
        let to_stderr = for_people || out_is_taken;
        let look = if to_stderr { self.stderr_look() } else { self.stdout_look() };
        let mut text = Vec::new();
        let written = render::render(&mut text, sources, &list, format, look, paths);
        if to_stderr {
            let _ = io::stderr().lock().write_all(&text);
            return code;
        }
        finish(code, written.and_then(|()| self.print(&text)))
    }

    /// Reports what is wrong outside the sources.
    pub fn report_unplaced(&mut self, problems: Vec<Diagnostic>, messages: &Messages, out_is_taken: bool) -> u8 {
        let mut list = Diagnostics::new();
        problems.into_iter().for_each(|p| list.push(p));
        self.report(&SourceMap::new(), list, messages, &PathBase::default(), out_is_taken)
    }
}

/// The exit code after standard output was written: a reader who has had enough is no failure, a full disk is.
pub fn finish(code: u8, printed: io::Result<()>) -> u8 {
    match printed {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            let words = crate::world::system_words(&error);
            let line = format!("error[{}]: standard output cannot be written: {words}\n", CANNOT_WRITE.id);
            let _ = io::stderr().lock().write_all(line.as_bytes());
            code.max(exit::USAGE)
        }
        _ => code,
    }
}
