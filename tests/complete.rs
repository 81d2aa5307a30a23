//! What is proposed at places in half-typed texts: `tests/cases/complete/*.case`.
//!
//! A case begins with the files that are there (`// file: PATH`); then each `--- title` begins a text of `main.bat`, in which `$0`
//! is the place. The snapshot has the first proposals.

use std::fmt::Write as _;

use batc::check::Wanted;
use batc::driver::Session;
use batc::ide::{self, Completion, Completions, Graph, Library};
use batc::world::{FilePath, World};

const SHOWN: usize = 14;

fn files(text: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        match line.strip_prefix("// file: ") {
            Some(path) => found.push((path.to_owned(), String::new())),
            None => {
                if let Some((_, text)) = found.last_mut() {
                    text.push_str(line);
                    text.push('\n');
                }
            }
        }
    }
    found
}

fn shown(one: &Completion) -> String {
    let mut out = format!("{} [{:?}]", one.label, one.kind);
    if let Some(detail) = &one.detail {
        let _ = write!(out, " {detail}");
    }
    let written = one.snippet.as_ref().unwrap_or(&one.text);
    if *written != one.label {
        let _ = write!(out, " => {written:?}");
    }
    for (range, text) in &one.edits {
        let _ = write!(out, " + {range:?} {text:?}");
    }
    out
}

fn list(text: &str, found: &Completions) -> String {
    let mut out = format!("replaces {:?}", &text[found.replaced.clone()]);
    let _ = writeln!(out, ", {} proposals{}", found.items.len(), if found.is_incomplete { " and more" } else { "" });
    for one in found.items.iter().take(SHOWN) {
        let _ = writeln!(out, "  {}", shown(one));
    }
    out
}

fn complete(session: &mut Session, others: &[(String, String)], marked: &str) -> (String, Completions) {
    let at = marked.find("$0").expect("a place");
    let text = marked.replacen("$0", "", 1);
    let all = others.iter().cloned().chain([("main.bat".to_owned(), text.clone())]);
    let world = World::in_memory(all);
    let input = world.input("main.bat".as_ref()).expect("it is in memory");
    let (library, mut graph) = (Library::default(), Graph::default());
    graph.refresh(&world, &library, |_| false);
    *session.world_mut() = world;
    let found = ide::complete(session, &library, (&[], &graph.importable(&input)), &input, at);
    (text, found)
}

#[test]
fn proposals_at_marked_places() {
    insta::glob!("cases/complete/*.case", |path| {
        let case = std::fs::read_to_string(path).expect("a case");
        let mut parts = case.split("--- ");
        let others = files(parts.next().unwrap_or_default());
        let mut session = Session::default();
        let mut out = String::new();
        for part in parts {
            let (title, text) = part.split_once('\n').expect("a title");
            let (text, found) = complete(&mut session, &others, text);
            let _ = write!(out, "# {title}\n{}\n", list(&text, &found));
        }
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(out);
        });
    });
}

/// Texts to cut at every place.
fn sources() -> Vec<(String, String)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    [
        "examples/hello.bat",
        "examples/queues.bat",
        "examples/batbern/network.bat",
        "envs/prod.bat",
        "stdlib/retention.bat",
    ]
    .iter()
    .map(|path| ((*path).to_owned(), std::fs::read_to_string(root.join(path)).expect("a source")))
    .collect()
}

#[test]
fn a_text_cut_anywhere_gives_an_answer() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let step: usize = std::env::var("BATC_STEP").ok().and_then(|n| n.parse().ok()).unwrap_or(23);
    let (library, mut session) = (Library::default(), Session::default());
    let mut slowest = std::time::Duration::ZERO;
    for (path, text) in sources() {
        let on_disk = World::at(root).expect("the repository");
        let input: FilePath = on_disk.input(&root.join(&path)).expect("a file");
        let inputs = std::slice::from_ref(&input);
        *session.world_mut() = on_disk.clone();
        session.check(inputs, Wanted::Nothing);
        for at in (0..=text.len()).step_by(step).filter(|at| text.is_char_boundary(*at)) {
            for cut in [text[..at].to_owned(), text.clone()] {
                *session.world_mut() = on_disk.with(&input, &cut);
                let begin = std::time::Instant::now();
                let found = ide::complete(&mut session, &library, (inputs, &[]), &input, at);
                slowest = slowest.max(begin.elapsed());
                assert!(found.replaced.start <= at && at <= found.replaced.end, "{path}:{at} {:?}", found.replaced);
                assert!(cut.get(found.replaced.clone()).is_some(), "{path}:{at} {:?}", found.replaced);
                for (range, _) in found.items.iter().flat_map(|one| &one.edits) {
                    assert!(cut.get(range.clone()).is_some(), "{path}:{at} {range:?}");
                }
            }
        }
    }
    assert!(slowest.as_secs() < 10, "{slowest:?}");
    println!("slowest: {slowest:?}");
}
