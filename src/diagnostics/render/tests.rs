//! Golden outputs of all formats, and what none of them may do.

use super::*;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::source::{SourceMap, Span};

const MISMATCH: Code = Code::new("E0301", "type mismatch");
const UNUSED: Code = Code::new("W0201", "unused import");
const UNREADABLE: Code = Code::new("E0001", "file cannot be read");

/// The span of `needle` in the file `file`, a chunk of its own.
fn span(sources: &mut SourceMap, file: &str, needle: &str) -> Span {
    let (id, text) = sources.files().find(|(_, f)| f.path == file).map(|(id, f)| (id, f.text.clone())).unwrap();
    let start = text.find(needle).unwrap();
    let chunk = sources.add_chunk(id, start);
    Span::new(chunk, 0, needle.len())
}

/// An error over two files, a warning, an error without a place, and one at the end of a file.
fn sample() -> (SourceMap, Vec<Diagnostic>) {
    let mut sources = SourceMap::new();
    sources.add_file("envs/prod.bat", "use std.iam.{Role}\n\nenv production extends base {\n  zones: \"3\" // ü\n");
    sources.add_file("stacks/network.bat", "type NetworkSizing = {\n  cidr: Cidr\n  zones: Int(1..=6) = 2\n}\n");
    let value = span(&mut sources, "envs/prod.bat", "\"3\"");
    let declared = span(&mut sources, "stacks/network.bat", "Int(1..=6)");
    let import = span(&mut sources, "envs/prod.bat", "Role");
    let mut end = span(&mut sources, "envs/prod.bat", "use");
    end.start = 1000;
    end.end = 1000;
    let opener = span(&mut sources, "envs/prod.bat", "{\n");
    let opener = Span { end: opener.start + 1, ..opener };
    let mut list = Diagnostics::new();
    list.push(
        Diagnostic::new(MISMATCH, value, "expected `Int(1..=6)`, found the string `\"3\"`")
            .label("a string")
            .also(declared, "declared here")
            .help("write `zones: 3`"),
    );
    list.push(Diagnostic::new(UNUSED, import, "`Role` is imported, but not used").help("remove it"));
    list.push(Diagnostic::new(MISMATCH, end, "expected `}`, found the end of the file").also(opener, "opened here"));
    list.push(Diagnostic::unplaced(UNREADABLE, "there is no file `envs/qa.bat`"));
    let list = list.into_sorted(&sources);
    (sources, list)
}

fn rendered(sources: &SourceMap, list: &[Diagnostic], format: MessageFormat, look: Look) -> String {
    let mut out = Vec::new();
    render(&mut out, sources, list, format, look, &PathBase::default()).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn human() {
    let (sources, list) = sample();
    insta::assert_snapshot!(rendered(&sources, &list, MessageFormat::Human, Look::default()));
}

#[test]
fn human_in_ascii_and_narrow() {
    let (sources, list) = sample();
    let look = Look { color: false, unicode: false, width: 40 };
    let text = rendered(&sources, &list, MessageFormat::Human, look);
    assert!(text.replace('ü', "").is_ascii(), "only the source itself may be outside ASCII:\n{text}");
    insta::assert_snapshot!(text);
}

#[test]
fn human_in_color() {
    let (sources, list) = sample();
    let look = Look { color: true, ..Look::default() };
    insta::assert_snapshot!(rendered(&sources, &list, MessageFormat::Human, look).replace('\x1b', "ESC"));
}

#[test]
fn short() {
    let (sources, list) = sample();
    insta::assert_snapshot!(rendered(&sources, &list, MessageFormat::Short, Look::default()));
}

#[test]
fn json() {
    let (sources, list) = sample();
    insta::assert_snapshot!(rendered(&sources, &list, MessageFormat::Json, Look::default()));
}

#[test]
fn sarif() {
    let (sources, list) = sample();
    let text = rendered(&sources, &list, MessageFormat::Sarif, Look::default());
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    insta::assert_json_snapshot!(value);
}

#[test]
fn github() {
    let (sources, list) = sample();
    insta::assert_snapshot!(rendered(&sources, &list, MessageFormat::Github, Look::default()));
}

#[test]
fn nothing_to_say_is_nothing_written_but_in_sarif() {
    let sources = SourceMap::new();
    for format in [MessageFormat::Human, MessageFormat::Short, MessageFormat::Json, MessageFormat::Github] {
        assert_eq!(rendered(&sources, &[], format, Look::default()), "");
    }
    assert!(rendered(&sources, &[], MessageFormat::Sarif, Look::default()).contains("\"results\":[]"));
}

#[test]
fn no_control_byte_reaches_the_output() {
    let hostile = "\x1b]0;title\x07\u{9b}31m\u{202e}\x08\x7f\r";
    let mut sources = SourceMap::new();
    sources.add_file(format!("a{hostile}.bat"), format!("let x = \"{hostile}\"\n"));
    let path = format!("a{hostile}.bat");
    let place = span(&mut sources, &path, "\"");
    let diagnostic = Diagnostic::new(MISMATCH, place, format!("found `{hostile}`\nand more"))
        .label(format!("this {hostile}"))
        .help(format!("not {hostile}"));
    for format in
        [MessageFormat::Human, MessageFormat::Short, MessageFormat::Json, MessageFormat::Sarif, MessageFormat::Github]
    {
        let text = rendered(&sources, std::slice::from_ref(&diagnostic), format, Look::default());
        let bad: Vec<char> = text.chars().filter(|c| *c != '\n' && plain::acts(*c)).collect();
        assert!(bad.is_empty(), "{format:?} lets {bad:?} through:\n{text:?}");
    }
    let line = rendered(&sources, std::slice::from_ref(&diagnostic), MessageFormat::Short, Look::default());
    assert_eq!(line.lines().count(), 1, "{line:?}");
}

#[test]
fn many_errors_are_counted_and_errors_go_before_warnings() {
    let mut sources = SourceMap::new();
    sources.add_file("a.bat", "x\n".repeat(5000));
    let place = span(&mut sources, "a.bat", "x");
    let at = |line: u32| Span { start: line * 2, end: line * 2 + 1, ..place };
    let mut list = Diagnostics::new();
    for line in 0..4000 {
        let code = if line < 1000 { UNUSED } else { MISMATCH };
        list.push(Diagnostic::new(code, at(line), "wrong"));
    }
    let list = list.into_sorted(&sources);
    let text = rendered(&sources, &list, MessageFormat::Human, Look::default());
    assert_eq!(text.matches("error[E0301]").count(), 50);
    assert_eq!(text.matches("warning[W0201]").count(), 0);
    let last = text.lines().last().unwrap();
    let told = "3000 errors and 1000 warnings, of which 2950 errors and 1000 warnings not shown here";
    assert_eq!(last, format!("{told}; `batc explain E0301` tells more"));
    assert_eq!(rendered(&sources, &list, MessageFormat::Json, Look::default()).lines().count(), 4000);
}

#[test]
fn a_line_that_would_fill_the_screen_is_told_not_drawn() {
    let mut sources = SourceMap::new();
    sources.add_file("a.bat", format!("let x = [{}]", "ä, ".repeat(100_000)));
    let place = span(&mut sources, "a.bat", "]");
    let text = rendered(
        &sources,
        &[Diagnostic::new(MISMATCH, place, "wrong").label("this")],
        MessageFormat::Human,
        Look::default(),
    );
    insta::assert_snapshot!(text);
}

/// Spans wherever they may lie, also where no phase would put them, are drawn without a panic or a failure.
#[test]
fn any_span_can_be_drawn() {
    let texts = ["", "\n", "a\n", "ä\tö\r\n\r\nx", "let x = {\n\n  a: 1\n}\n\n", "\u{1F600}\n\x1b\n"];
    let mut sources = SourceMap::new();
    let chunks: Vec<_> = texts
        .iter()
        .map(|text| {
            let id = sources.add_file("a.bat", *text);
            (sources.add_chunk(id, 0), text.len())
        })
        .collect();
    for (chunk, len) in &chunks {
        for start in 0..=len + 1 {
            for end in start..=len + 1 {
                for (other, other_len) in &chunks {
                    let span = Span::new(*chunk, start, end);
                    let diagnostic = Diagnostic::new(MISMATCH, span, "wrong")
                        .label("this")
                        .also(Span::new(*other, other_len / 2, *other_len), "and this");
                    let text = rendered(
                        &sources,
                        &[diagnostic],
                        MessageFormat::Human,
                        Look { unicode: false, ..Look::default() },
                    );
                    assert!(!text.contains("Failed to read"), "{text}");
                }
            }
        }
    }
}
