//! `batc explain`.

use std::fmt::Write as _;

use super::console::{self, Console};
use super::exit;
use crate::diagnostics::render::Look;
use crate::world::{error_page, error_page_codes};

const BOLD: &str = "\x1b[1m";
const CODE: &str = "\x1b[36m";
const RESET: &str = "\x1b[0m";

pub fn run(console: &mut Console, code: Option<&str>) -> u8 {
    let look = console.stdout_look();
    let Some(code) = code else {
        let mut list = String::new();
        for code in error_page_codes() {
            let _ = writeln!(list, "{code}  {}", error_page(code).map_or("", title));
        }
        return console::finish(exit::DONE, console.print(list.as_bytes()));
    };
    let wanted = code.to_ascii_uppercase();
    match error_page(&wanted) {
        Some(page) => console::finish(exit::DONE, console.print(page_text(page, look).as_bytes())),
        None => {
            let shown = crate::diagnostics::render::plain_line(code);
            let near = error_page_codes().find(|known| strsim::damerau_levenshtein(known, &wanted) == 1);
            let help = near.map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
            console.tell(&format!("error: there is no code `{shown}`\nhelp: {help}`batc explain` lists all codes\n"));
            exit::USAGE
        }
    }
}

/// The title in a page's first line, `# E0101: title`.
fn title(page: &str) -> &str {
    let heading = page.lines().next().unwrap_or_default();
    heading.split_once(": ").map_or(heading, |(_, title)| title)
}

/// The page as it stands, or on a terminal with headings and examples set off.
fn page_text(page: &str, look: Look) -> String {
    if !look.color {
        return page.to_owned();
    }
    let mut text = String::with_capacity(page.len() + 256);
    let mut in_code = false;
    for line in page.lines() {
        if let Some(info) = line.strip_prefix("```") {
            in_code = !in_code;
            // The fence's words say what the example shows.
            if let Some(word) = info.split(' ').nth(1) {
                let _ = writeln!(text, "{BOLD}{word}:{RESET}");
            }
            continue;
        }
        let _ = match (in_code, line.trim_start_matches('#')) {
            (true, _) if line.is_empty() => writeln!(text),
            (true, _) => writeln!(text, "    {CODE}{line}{RESET}"),
            (false, heading) if heading.len() < line.len() => writeln!(text, "{BOLD}{}{RESET}", heading.trim()),
            (false, _) => writeln!(text, "{line}"),
        };
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_on_a_terminal_and_elsewhere() {
        let page = "# E0101: a title\n\nWhy.\n\n```bat failing\nlet x\n```\n";
        assert_eq!(title(page), "a title");
        assert_eq!(page_text(page, Look::default()), page);
        let colored = page_text(page, Look { color: true, ..Look::default() });
        let expected = "\x1b[1mE0101: a title\x1b[0m\n\nWhy.\n\n\x1b[1mfailing:\x1b[0m\n    \x1b[36mlet x\x1b[0m\n";
        assert_eq!(colored, expected);
    }
}
