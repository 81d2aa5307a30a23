use std::time::{Duration, Instant};

use super::*;

fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for edit in edits {
        out.push_str(&text[at..edit.range.start]);
        out.push_str(&edit.text);
        at = edit.range.end;
    }
    out + &text[at..]
}

/// Formats what is between two `|`, and gives the whole text.
fn range(marked: &str, options: &Options) -> String {
    let start = marked.find('|').unwrap();
    let text = marked.replace('|', "");
    let end = marked.rfind('|').unwrap() - 1;
    apply(&text, &edits(&text, start..end, options))
}

#[test]
fn a_range_is_its_statements() {
    let options = Options::default();
    assert_eq!(range("let   a=1\nlet   b|=|1\nlet   c=1\n", &options), "let   a=1\nlet b = 1\nlet   c=1\n");
    let body = "construct   A{\n    param   a:Int\n    param   |b:Int|\n    param   c:Int\n}\nlet   d=1\n";
    let wanted = "construct   A{\n    param   a:Int\n  param b: Int\n    param   c:Int\n}\nlet   d=1\n";
    assert_eq!(range(body, &options), wanted);
    // A branch in a loop; a selection of two statements; a body on one line, which is its declaration's.
    let deep =
        "stack   A{\n  for x in y   {\n    let a=1\n  if x   {\n  let   |b=1\n // c\n let c|=2\n let d=2\n}\n}\n}\n";
    let wanted = "stack   A{\n  for x in y   {\n    let a=1\n  if x   {\n      let b = 1\n      // c\n      let c = 2\n let d=2\n}\n}\n}\n";
    assert_eq!(range(deep, &options), wanted);
    assert_eq!(
        range("use   std.network\nstack   A{ let |a|=1 }\n", &options),
        "use   std.network\nstack A {\n  let a = 1\n}\n"
    );
    // White space alone.
    assert_eq!(edits("stack   A {\n\n\n  let   a=1\n}\n", 12..12, &options), []);
    // Lines that end with a carriage return, and a mark at the beginning.
    let windows = "\u{feff}let   a=1\r\nlet   b|=|1\r\n";
    assert_eq!(range(windows, &options), "\u{feff}let   a=1\r\nlet b = 1\r\n");
    assert_eq!(edits("let a = 1\n", 0..5, &options), []);
}

#[test]
fn edits_lead_to_the_new_text() {
    for (old, new) in [("", "a\n"), ("a\nb\nc\n", "a\nx\nc\n"), ("a\nb", "b\n"), ("a\n", ""), ("a\nb\n", "b\na\n")] {
        assert_eq!(apply(old, &edits::between(old, new)), new);
    }
}

#[test]
fn the_width_is_kept_to() {
    let text = "let a = [aaaaaaaaaa, bbbbbbbbbb, cccccccccc, dddddddddd]\n";
    let narrow = format(text, &Options { width: 40 });
    assert_eq!(narrow.text, "let a = [\n  aaaaaaaaaa\n  bbbbbbbbbb\n  cccccccccc\n  dddddddddd\n]\n");
    assert_eq!(format(text, &Options { width: 56 }).text, text);
    assert_eq!(
        format(text, &Options { width: 55 }).text,
        "let a =\n  [aaaaaaaaaa, bbbbbbbbbb, cccccccccc, dddddddddd]\n"
    );
}

/// The deepest texts that are parsed, on the small stack of a test's thread.
#[test]
fn depth_is_no_danger() {
    for (before, open, inside, close) in [
        ("let a = ", "[", "", "]"),
        ("let a = ", "(", "1", ")"),
        ("let a = ", "{ a: ", "1", " }"),
        ("let a = ", "if true then ", "1", " else 2"),
        ("let a = ", "if true then 1 else ", "1", ""),
        ("let a = ", "1 + ", "1", ""),
        ("let a = ", "[for x in xs: ", "x", "]"),
        ("let a = ", "!", "a", ""),
        ("type A = ", "[", "Int", "]"),
        ("type A = ", "{ a: ", "Int", " }"),
        ("type A = ", "(", "Int", ")"),
    ] {
        for levels in [190, 2_000] {
            let text = format!("{before}{}{inside}{}\n", open.repeat(levels), close.repeat(levels));
            let result = format(&text, &Options::default());
            assert_eq!(result.bug, None, "{before}{open}");
            // What is nested too deeply to be parsed stays as it is.
            assert_eq!(result.is_partial, levels > 200, "{before}{open}");
        }
    }
}

#[test]
fn a_megabyte_of_anything_ends_soon() {
    let texts = [
        "(".repeat(1 << 20),
        "let a = [".repeat(1 << 17),
        "a b { c: \"d } // e\n".repeat(1 << 16),
        "// a\n\n".repeat(1 << 17),
        format!("let a = [{}]\n", "1, ".repeat(1 << 18)),
        format!("let a = \"{}\"\n", "x".repeat(1 << 20)),
        "let a = f(1, { b: [2, 3] }) + 4\n".repeat(1 << 15),
    ];
    for text in texts {
        let begin = Instant::now();
        let result = format(&text, &Options::default());
        assert_eq!(result.bug, None, "{}", &text[..40]);
        // Tests are not optimised, and run beside others.
        assert!(begin.elapsed() < Duration::from_secs(60), "{}: {:?}", &text[..40], begin.elapsed());
    }
}
