//! Random edits of the platform's sources: no panic, no growth, and after each what a fresh check finds.
//!
//! `BATC_SOAK_EDITS` says how many edits, `BATC_SOAK_SEED` which.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use batc::diagnostics::Severity;
use batc::driver;
use batc::source::Span;
use batc::world::{FilePath, World};

use crate::client::{Client, Folder, url};
use crate::edits;

/// A sequence of numbers that looks random and is the same for the same seed (SplitMix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

/// What is typed.
const TYPED: &[&str] = &[
    "\n",
    " ",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "\"",
    "${",
    ":",
    ",",
    ".",
    "=",
    "?",
    "|",
    "&",
    "//",
    "///",
    "@",
    "x",
    "Vpc",
    "null",
    "true",
    "0",
    "17",
    "30d",
    "ä",
    "😀",
    "let a = 1\n",
    "param p: String\n",
    "output o = vpc\n",
    "if true {\n",
    "for k, v in m {\n",
    "resource r = AWS::S3::Bucket {\n",
    "use std.network.{Vpc}\n",
    "stack S {\n",
    "match x { _ => 1 }",
    "\r\n",
    "\u{feff}",
    "\"\"\"",
    "r#\"",
];

/// The platform: `examples/batbern` and the environments that build it, by path.
fn platform() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["examples/batbern", "envs"] {
        below(&root.join(folder), folder, &mut files);
    }
    assert!(files.len() > 10, "the platform is there");
    files
}

fn below(folder: &Path, prefix: &str, files: &mut Vec<(String, String)>) {
    let mut entries: Vec<_> = fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry")).collect();
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let path = format!("{prefix}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            below(&entry.path(), &path, files);
        } else if let Ok(text) = fs::read_to_string(entry.path()) {
            files.push((path, text));
        }
    }
}

/// A stretch of the text that is replaced, and what by: typing, deleting, moving and copying lines, undoing.
fn edit(random: &mut Random, text: &str, original: &str) -> (std::ops::Range<usize>, String) {
    let floor = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let at = floor(random.below(text.len() + 1));
    let line = |at: usize| {
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let end = text[at..].find('\n').map_or(text.len(), |end| at + end + 1);
        start..end
    };
    match random.below(10) {
        // Back to what it was, so that most of the time most of the text is sound.
        0..=2 => (0..text.len(), original.to_owned()),
        3..=5 => (at..at, (*random.pick(TYPED)).to_owned()),
        6 => (at..floor((at + 1 + random.below(12)).min(text.len())), String::new()),
        7 => (line(at), String::new()),
        8 => {
            let copied = text[line(floor(random.below(text.len() + 1)))].to_owned();
            (line(at).start..line(at).start, copied)
        }
        _ => (at..floor((at + random.below(4)).min(text.len())), (*random.pick(TYPED)).to_owned()),
    }
}

/// The diagnostics as both sides say them: the file, and all that is said.
type Found = Vec<(String, String)>;

/// A range as `line:column-line:column`, counted as the client does.
fn place(text: &str, range: &std::ops::Range<usize>) -> String {
    let point = |at: usize| {
        // Between the two characters that end a line there is no place.
        let at = if text[..at].ends_with('\r') && text[at..].starts_with('\n') { at - 1 } else { at };
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        format!("{}:{}", text[..start].matches('\n').count(), text[start..at].encode_utf16().count())
    };
    format!("{}-{}", point(range.start), point(range.end))
}

/// Whether places in a text are not compared: a carriage return alone ends a line for editors, and not for the compiler, and a byte order
/// mark has a column for editors only.
fn is_odd(text: &str) -> bool {
    text.replace("\r\n", "").contains('\r') || text.starts_with('\u{feff}')
}

fn fresh(root: &Path, texts: &BTreeMap<String, String>, inputs: &[String]) -> Found {
    let mut world = World::at(root).expect("the folder");
    let files: Vec<FilePath> = inputs.iter().map(|path| world.input(&root.join(path)).expect("a file")).collect();
    for (path, text) in texts {
        let file = world.input(&root.join(path)).expect("a file");
        world.overlay(&file, text);
    }
    let outcome = driver::check(&world, &files);
    let sources = outcome.sources;
    let of = |span: Span| {
        let (file, range) = sources.resolve(span);
        let file = sources.file(file);
        let is_here = texts.get(&file.path).is_some_and(|text| !is_odd(text));
        (file.path.clone(), if is_here { place(&file.text, &range) } else { String::new() })
    };
    let mut found = Found::new();
    for diagnostic in outcome.diagnostics.into_sorted(&sources) {
        let Some((own, others)) = diagnostic.labels.split_first() else { continue };
        let mut message = diagnostic.message.clone();
        if let Some(environment) = others.iter().find(|label| label.is_environment) {
            message.push_str(&format!(" ({})", environment.text));
        }
        if !own.text.is_empty() && !diagnostic.message.contains(&own.text) {
            message.push_str(&format!("\n{}", own.text));
        }
        if let Some(detail) = &diagnostic.detail {
            message.push_str(&format!("\n{}", detail.lines.trim_end()));
        }
        if let Some(help) = &diagnostic.help {
            message.push_str(&format!("\nhelp: {help}"));
        }
        let severity = if diagnostic.severity == Severity::Error { 1 } else { 2 };
        let (path, at) = of(own.span);
        let mut said = format!("{at} {severity} {}: {message}", diagnostic.code.id);
        for label in others {
            let (path, at) = of(label.span);
            let text = if label.text.is_empty() { "here" } else { &label.text };
            said.push_str(&format!("\n  {path} {at} {text}"));
        }
        found.push((path, said));
    }
    found.retain(|(path, _)| !path.starts_with("std/"));
    found.sort();
    found
}

fn shown(client: &Client, root: &str, texts: &BTreeMap<String, String>) -> Found {
    let of = |uri: &str, range: &Value| {
        let path = match uri.strip_prefix(root) {
            Some(path) => path.trim_start_matches('/').to_owned(),
            // A copy of the library's, in a folder that is named by what it holds.
            None => match uri.rsplit_once("/std-").and_then(|(_, rest)| rest.split_once('/')) {
                Some((_, path)) => format!("std/{path}"),
                None => uri.to_owned(),
            },
        };
        let point = |value: &Value| format!("{}:{}", value["line"], value["character"]);
        let is_here = texts.get(&path).is_some_and(|text| !is_odd(text));
        let at = format!("{}-{}", point(&range["start"]), point(&range["end"]));
        (path, if is_here { at } else { String::new() })
    };
    let mut found = Found::new();
    for (uri, (_, list)) in &client.shown {
        for diagnostic in list.as_array().expect("a list") {
            let (path, at) = of(uri, &diagnostic["range"]);
            let text = |value: &Value| value.as_str().expect("a text").to_owned();
            let (code, message) = (text(&diagnostic["code"]), text(&diagnostic["message"]));
            let mut said = format!("{at} {} {code}: {message}", diagnostic["severity"]);
            for related in diagnostic["relatedInformation"].as_array().into_iter().flatten() {
                let location = &related["location"];
                let (path, at) = of(location["uri"].as_str().expect("an address"), &location["range"]);
                said.push_str(&format!("\n  {path} {at} {}", text(&related["message"])));
            }
            found.push((path, said));
        }
    }
    found.sort();
    found
}

/// The memory that a process holds, in KiB.
fn memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

#[test]
fn random_edits_find_what_a_fresh_check_finds() {
    let edits_wanted = number("BATC_SOAK_EDITS", 30);
    let mut random = Random(number("BATC_SOAK_SEED", 1));
    let files = platform();
    let folder = Folder::new(&files);
    let original: BTreeMap<String, String> = files.into_iter().filter(|(path, _)| path.ends_with(".bat")).collect();
    let mut texts = original.clone();
    let inputs: Vec<String> = original.keys().cloned().collect();
    let mut client = Client::start(&folder.cache);
    let capabilities = json!({ "textDocument": { "publishDiagnostics": { "relatedInformation": true } } });
    client.initialize(&folder.root, capabilities, json!({ "evaluate": false }));
    let mut versions: BTreeMap<String, i64> = BTreeMap::new();
    for (path, text) in &texts {
        let uri = url(&folder.root.join(path));
        versions.insert(path.clone(), 1);
        let item = json!({ "uri": uri, "languageId": "bat", "version": 1, "text": text });
        client.notify("textDocument/didOpen", json!({ "textDocument": item }));
    }
    let (root, mut warm) = (url(&folder.root), None);
    for count in 0..edits_wanted {
        let path = random.pick(&inputs).clone();
        let text = texts.get_mut(&path).expect("a file");
        let (range, by) = edit(&mut random, text, &original[&path]);
        let change: Value = edits::replace(text, range, &by);
        let version = versions.get_mut(&path).expect("a file");
        *version += 1;
        let uri = url(&folder.root.join(&path));
        let document = json!({ "uri": uri, "version": *version });
        client.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": [change] }));
        client.wait_for_version(&uri, *version);
        assert_eq!(
            shown(&client, &root, &texts),
            fresh(&folder.root, &texts, &inputs),
            "after edit {count} of {path}:\n{}",
            texts[&path]
        );
        if count == edits_wanted / 10 {
            warm = memory(client.id());
        }
    }
    if let (Some(before), Some(after)) = (warm, memory(client.id())) {
        println!("{edits_wanted} edits: {before} KiB after a tenth of them, {after} KiB at the end");
        assert!(after < before + before / 2 + 65_536, "{before} KiB grew to {after} KiB");
    }
    assert_eq!(client.end(), Some(0));
}
