//! Whatever the text, compiling it ends, soon, with diagnostics that can be shown, and without a panic.

mod support;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use batc::ast;
use batc::diagnostics::{Diagnostics, Severity};
use batc::driver::{self, BuildOptions};
use batc::parse::parse_file;
use batc::source::SourceMap;
use batc::world::World;

/// The codes that building the text gives, in the order of their places. All reports are rendered.
fn codes(text: &str) -> Vec<&'static str> {
    let world = World::in_memory([("main.bat", text)]);
    let input = world.input("main.bat".as_ref()).expect("it is in memory");
    let outcome = driver::build(&world, &[input], &BuildOptions::default());
    let codes = outcome.diagnostics.iter().filter(|d| d.code.severity() == Severity::Error).map(|d| d.code.id);
    let codes = codes.collect();
    support::human(&outcome.sources, outcome.diagnostics);
    codes
}

/// What opens, what is inside, and what closes, `n` times.
fn nested(before: &str, open: &str, inside: &str, close: &str, n: usize) -> String {
    format!("{before}{}{inside}{}\n", open.repeat(n), close.repeat(n))
}

/// Everything that can stand in itself: 190 levels are read, on the stack of a test's thread, and 20,000 are refused
/// once.
#[test]
fn nesting_is_bounded() {
    let shapes = [
        ("let a = ", "[", "", "]"),
        ("let a = ", "(", "1", ")"),
        ("let a = ", "{ a: ", "1", " }"),
        ("let a = ", "{ for x in [1]: \"a\" => ", "1", " }"),
        ("let a = ", "[for x in [1]: ", "1", "]"),
        ("let a = ", "if true then ", "1", " else 2"),
        ("let a = ", "if true then 1 else ", "1", ""),
        ("let a = ", "if ", "true", " then true else true"),
        ("let a = [", "if true: ", "1]", ""),
        ("let a = ", "match ", "1", " { _ => 1 }"),
        ("let a = ", "match 1 { _ => ", "1", " }"),
        ("let a = ", "length(", "1", ")"),
        ("let a = [1]", "[", "0", "]"),
        ("let a = ", "\"${", "1", "}\""),
        ("let a = ", "!", "true", ""),
        ("let a = ", "- ", "1", ""),
        ("let a = ", "1 + ", "1", ""),
        ("let a = x", ".b", "", ""),
        ("let a = x", "?.b", "", ""),
        ("let a = x", "[0]", "", ""),
        ("type A = ", "Map<", "Int", ">"),
        ("type A = ", "[", "Int", "]"),
        ("type A = ", "{ a: ", "Int", " }"),
        ("type A = ", "(", "Int", ")"),
        ("stack S {\n", "if true {\n", "", "}\n"),
        ("stack S {\n", "for x in [1] {\n", "", "}\n"),
        ("let a = 1 ", "(", "", ")"),
    ];
    for (before, open, inside, close) in shapes {
        let end = if before.starts_with("stack") { "}\n" } else { "" };
        // Some count twice: a call and its parentheses, a string and what is in it, an `if` and its body.
        let levels = if matches!(open, "length(" | "\"${" | "if true {\n" | "match 1 { _ => ") { 95 } else { 190 };
        let few = codes(&(nested(before, open, inside, close, levels) + end));
        assert!(!few.contains(&"E0114"), "{before}{open}: {levels} levels are too deep: {few:?}");
        let many = codes(&(nested(before, open, inside, close, 20_000) + end));
        assert_eq!(many.iter().filter(|code| **code == "E0114").count(), 1, "{before}{open}: {many:?}");
        assert!(many.len() <= 2, "{before}{open}: {many:?}");
    }
}

/// `line` for each number below `n`.
fn lines(n: usize, line: impl Fn(usize) -> String) -> String {
    (0..n).map(|i| line(i) + "\n").collect()
}

/// Declarations that lead to others, without end or nearly so.
#[test]
fn chains_are_bounded() {
    let n = 12_000;
    let chains = [
        lines(n, |i| format!("let a{i} = a{}", i + 1)) + &format!("let a{n} = 1\n"),
        lines(n, |i| format!("let a{i} = a{}", i + 1)) + &format!("let a{n} = a0\n"),
        "let a0 = 1\n".to_owned() + &lines(n, |i| format!("let a{} = [a{i}]", i + 1)),
        "let a0 = 1\n".to_owned() + &lines(n, |i| format!("let a{} = {{ x: a{i} }}", i + 1)),
        "type T0 = Int\n".to_owned() + &lines(n, |i| format!("type T{} = [T{i}]", i + 1)),
        lines(n, |i| format!("type T{i} = T{}", i + 1)) + &format!("type T{n} = Int\n"),
        lines(n, |i| format!("fn f{i}(x: Int): Int = f{}(x)", i + 1)) + &format!("fn f{n}(x: Int): Int = x\n"),
        "stack S {\n".to_owned() + &lines(n, |i| format!("  let a{i} = a{}", i + 1)) + &format!("  let a{n} = 1\n}}\n"),
    ];
    for chain in chains {
        let found = codes(&chain);
        let start = chain.lines().next().unwrap_or("");
        assert!(found.contains(&"E0905") && found.iter().all(|c| *c == "E0905"), "{start}: {found:?}");
    }
}

/// A few lines that stand for billions of values or bytes.
#[test]
fn expansion_is_bounded() {
    let list = format!("[{}]", ["x"; 10].join(", "));
    let grown = |start: &str, of: &dyn Fn(&str) -> String| {
        format!("let a0 = {start}\n") + &lines(8, |i| format!("let a{} = {}", i + 1, of(&format!("a{i}"))))
    };
    let tens = |a: &str| list.replace('x', a);
    let program = |value: &str, lets: String| {
        format!(
            "{lets}stack S {{\n  resource t = AWS::SNS::Topic {{ DisplayName: {value} }}\n}}\napp A {{\n  stack s = S {{}}\n}}\n\
             env e = A {{}}\n"
        )
    };
    for (text, wanted) in [
        (program("json(a8)", grown("1", &tens)), "E0908"),
        (program("a8", grown("\"0123456789\"", &|a| format!("\"{}\"", format!("${{{a}}}").repeat(10)))), "E0905"),
        (
            program("\"${length(a8)}\"", grown("[1]", &|a| format!("[{}]", ["...x"; 10].join(", ").replace('x', a)))),
            "E0905",
        ),
        (
            program(
                "\"${length(a)}\"",
                "let l = range(0, 10)\nlet a = ".to_owned()
                    + &(0..8).map(|i| format!("[for x{i} in l: ")).collect::<String>()
                    + "1"
                    + &"]".repeat(8)
                    + "\n",
            ),
            "E0905",
        ),
    ] {
        assert_eq!(codes(&text), [wanted], "{text}");
    }
}

/// Texts on which the time must not grow with the square of the length.
#[test]
fn long_texts_take_linear_time() {
    let n = 20_000;
    for text in [
        "[".repeat(n),
        "}".repeat(n),
        "(]{)[}".repeat(n / 6),
        "{\n".repeat(n),
        "\"\n".repeat(n),
        "\" ".repeat(n),
        "\"\"\"\n".repeat(n),
        "let a = \"".to_owned() + &"${ ".repeat(n),
        "let a = ".to_owned() + &"Fn::Sub(".repeat(n / 4),
        "let a = ".to_owned() + &"!Ref [ ".repeat(n / 4),
        "let a = ".to_owned() + &"r#\"".repeat(n),
        "let a = ".to_owned() + &"{ _ => 1 } ".repeat(n / 4),
        "let a = length(".to_owned() + &"1, ".repeat(n) + "1)\n",
        "stack S {\n".to_owned() + &"    }\n      a: 1\n".repeat(n / 10),
        "stack S {\n".to_owned() + &"  }\n    resource\n".repeat(n / 10),
        "/// a\n".repeat(n),
        "@a\n".repeat(n / 10),
        "use std.nope\n".repeat(n / 20),
        lines(n / 20, |i| format!("let a{i} = b{i}")),
        lines(n / 20, |i| format!("let a{i}: T{i} = 1")),
        lines(n / 10, |i| format!("let a{i} = f{i}()")),
        "stack S {\n".to_owned() + &lines(n / 400, |i| format!("  resource r{i} = AWS::S3::Buckt {{}}")) + "}\n",
        // One arm is missing.
        "type K = ".to_owned()
            + &(0..n).map(|i| format!("\"{i}\"")).collect::<Vec<_>>().join(" | ")
            + "\nfn f(k: K): String = match k {\n"
            + &lines(n - 1, |i| format!("  \"{i}\" => \"x\""))
            + "}\n",
        (0..n).map(|i| char::from(b' ' + (i * i / 7 % 95) as u8)).collect(),
    ] {
        let start: String = text.chars().take(30).collect();
        assert!(!codes(&text).is_empty(), "{start}");
    }
}

/// All `.bat` files of the repository.
fn sources() -> Vec<String> {
    fn collect(path: &Path, found: &mut Vec<PathBuf>) {
        if path.is_dir() {
            fs::read_dir(path).expect("readable").for_each(|entry| collect(&entry.expect("readable").path(), found));
        } else if path.extension().is_some_and(|e| e == "bat") {
            found.push(path.to_owned());
        }
    }
    let mut found = Vec::new();
    for folder in ["stdlib", "examples", "tests/cases/parse", "tests/cases/parse-errors", "tests/cases/check"] {
        collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut found);
    }
    found.sort();
    let text = |path: PathBuf| fs::read_to_string(path).expect("the cases are text");
    found.into_iter().map(text).filter(|text| text.len() < 8_000).collect()
}

/// Numbers that look random, the same in each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 20) as usize % end.max(1)
    }

    /// A stretch of a text, of whole characters.
    fn range(&mut self, text: &str, most: usize) -> std::ops::Range<usize> {
        let boundary = |at: usize| (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
        let start = boundary(self.below(text.len() + 1));
        start..boundary((start + self.below(most)).min(text.len()))
    }
}

/// Each source, with stretches taken out, put in twice or taken from another: there is a tree, it can be written, and
/// each diagnostic points into the file.
#[test]
fn damaged_sources_are_parsed() {
    let sources = sources();
    assert!(sources.len() > 100, "only {} sources were found", sources.len());
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    for source in &sources {
        for _ in 0..6 {
            let mut text = source.clone();
            for _ in 0..=numbers.below(3) {
                let (from, to) = (numbers.range(&text, 40), numbers.range(&text, 1));
                let other = &sources[numbers.below(sources.len())];
                let piece = match numbers.below(3) {
                    0 => String::new(),
                    1 => text[from.clone()].to_owned(),
                    _ => other[numbers.range(other, 60)].to_owned(),
                };
                let place = if piece.is_empty() { from } else { to };
                text.replace_range(place, &piece);
            }
            let mut map = SourceMap::new();
            let file = map.add_file("main.bat", text.as_str());
            let mut diagnostics = Diagnostics::new();
            let tree = parse_file(&mut map, file, &mut diagnostics);
            let mut shown = ast::dump(&tree, true);
            for diagnostic in diagnostics.iter() {
                for label in &diagnostic.labels {
                    let (_, range) = map.resolve(label.span);
                    assert!(text.get(range.clone()).is_some(), "{}: {range:?} of\n{text}", diagnostic.code.id);
                    let _ = write!(shown, "{:?}", map.positions(label.span).1);
                }
            }
            assert!(!shown.is_empty() || text.trim().is_empty(), "no tree of\n{text}");
        }
    }
}
