//! A bug in batc, told in a way that helps to mend it.

use std::io::{self, IsTerminal as _, Write as _};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};

use super::exit;

/// Runs `work`; a panic in it asks for a report and becomes exit code 3.
pub fn guard(work: impl FnOnce() -> u8) -> u8 {
    panic::set_hook(Box::new(report));
    let code = panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or(exit::BUG);
    let _ = panic::take_hook();
    code
}

fn report(info: &PanicHookInfo<'_>) {
    let payload = info.payload();
    let message = payload.downcast_ref::<&str>().copied().or(payload.downcast_ref::<String>().map(String::as_str));
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    // A report may have been cut off in the middle of a colour.
    let reset = if io::stderr().is_terminal() { "\x1b[0m" } else { "" };
    let _ = io::stderr().lock().write_all(format!("{reset}{}", text(&place, message.unwrap_or_default())).as_bytes());
}

fn text(place: &str, message: &str) -> String {
    let repository = env!("CARGO_PKG_REPOSITORY");
    let address = if repository.is_empty() { String::new() } else { format!(" at {repository}/issues") };
    format!(
        "batc has a bug and had to stop. Please report it{address}, with the files that you compiled if you can, and:
  batc {} on {} {}
  {place}: {}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        crate::diagnostics::render::plain_line(message),
    )
}

/// Asks for a report of a bug that did not stop the program: what it did instead.
pub fn bug(what: &str) -> String {
    let repository = env!("CARGO_PKG_REPOSITORY");
    let address = if repository.is_empty() { String::new() } else { format!(" at {repository}/issues") };
    format!(
        "batc has a bug. Please report it{address}, with the file if you can, and:
  batc {} on {} {}
  {what}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_names_the_version_and_the_place() {
        let text = text("src/check/mod.rs:1:2", "index out of\nbounds");
        assert!(text.contains(env!("CARGO_PKG_VERSION")) && text.contains("report"), "{text}");
        assert!(text.ends_with("  src/check/mod.rs:1:2: index out of bounds\n"), "{text}");
    }
}
