//! A session finds after each edit what a fresh check of the same texts finds.

use std::collections::BTreeSet;
use std::path::Path;

use batc::check::{Focus, Meaning, Wanted};
use batc::diagnostics::Diagnostic;
use batc::driver::{self, Session};
use batc::source::SourceMap;
use batc::world::{FilePath, World};

#[path = "support/platform.rs"]
mod platform;

use platform::{Random, platform, seen};

fn all<'d>(diagnostics: impl Iterator<Item = &'d Diagnostic>, sources: &SourceMap) -> BTreeSet<String> {
    diagnostics.map(|d| seen(d, sources)).collect()
}

const SNIPPETS: [&str; 16] = [
    "\n",
    " ",
    "{",
    "}",
    "[",
    "\"",
    "x",
    ".",
    ": ",
    "let a = 1\n",
    "  param size: Int = 3\n",
    "vpc",
    "// why\n",
    "@on_delete(\"Retain\")\n",
    "output x = 1\n",
    "?",
];

/// An edit of a text; what it leaves may be anything.
fn edited(text: &str, random: &mut Random) -> String {
    let at = |random: &mut Random| {
        let mut at = random.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = at(random);
    match random.below(4) {
        0 => {
            let mut end = (start + random.below(30)).min(text.len());
            while !text.is_char_boundary(end) {
                end += 1;
            }
            format!("{}{}", &text[..start], &text[end..])
        }
        1 => {
            let line = text[..start].rfind('\n').map_or(0, |n| n + 1);
            let end = text[start..].find('\n').map_or(text.len(), |n| start + n + 1);
            format!("{}{}{}", &text[..end], &text[line..end], &text[end..])
        }
        _ => format!("{}{}{}", &text[..start], SNIPPETS[random.below(SNIPPETS.len())], &text[start..]),
    }
}

#[test]
fn a_session_finds_what_a_fresh_check_finds() {
    let edits: usize = std::env::var("BATC_EDITS").ok().and_then(|n| n.parse().ok()).unwrap_or(60);
    let mut random = Random(std::env::var("BATC_SEED").ok().and_then(|n| n.parse().ok()).unwrap_or(7));
    let (world, inputs) = platform();
    let mut session = Session::new(world);
    let first = session.check(&inputs, Wanted::Nothing);
    assert_eq!(all(first.diagnostics.iter(), session.sources()), BTreeSet::new());
    for step in 0..edits {
        let path = &inputs[random.below(inputs.len())];
        let before = session.world().read(path).expect("a text");
        let mut text = before.to_string();
        // Some edits are taken back at once, others stay for a while.
        for _ in 0..random.below(3) + 1 {
            text = edited(&text, &mut random);
        }
        session.world_mut().overlay(path, &text);
        if random.below(8) == 0 {
            inputs.iter().for_each(|path| session.world_mut().without_overlay(path));
        }
        // Looking aside leaves no trace.
        if random.below(2) == 0 {
            let mut aside = session.aside();
            aside.overlay(path, &edited(&text, &mut random));
            if random.below(2) == 0 {
                aside.trust_disk();
            }
            let focus = [Focus::All, Focus::File(path.clone()), Focus::Wanted][random.below(3)].clone();
            let inputs = if random.below(2) == 0 { &inputs[..] } else { std::slice::from_ref(path) };
            let wanted = if random.below(2) == 0 { Wanted::Everything } else { Wanted::Nothing };
            let found = aside.check(inputs, focus, |_, _| wanted);
            if random.below(2) == 0 {
                aside.end(found);
            }
        }
        let found = session.check(&inputs, Wanted::Nothing);
        let fresh = driver::check(session.world(), &inputs);
        let (found, fresh) =
            (all(found.diagnostics.iter(), session.sources()), all(fresh.diagnostics.iter(), &fresh.sources));
        let only = |a: &BTreeSet<String>, b: &BTreeSet<String>| a.difference(b).cloned().collect::<Vec<_>>().join("\n");
        assert!(
            found == fresh,
            "after edit {step} in {}:\nonly in the session:\n{}\nonly in a fresh check:\n{}",
            path.display(),
            only(&found, &fresh),
            only(&fresh, &found)
        );
        if random.below(2) == 0 {
            session.world_mut().overlay(path, &before);
        }
    }
}

#[test]
fn what_is_seen_aside_is_of_the_text_there() {
    let text = "fn double(of: Int): Int = of * 2\nlet a = double(1)\nlet b: String = a\n";
    let mended = "fn double(of: Int): Int = of * 2\nlet more = 1\nlet a = double(1)\nlet b: Int = a\n";
    let (mut session, input) = of_text(text);
    let inputs = std::slice::from_ref(&input);
    let told = |session: &mut Session| {
        let found = session.check(inputs, Wanted::Nothing);
        all(found.diagnostics.iter(), session.sources())
    };
    let before = told(&mut session);
    assert_eq!(before.len(), 1);
    let files = session.sources().files().count();
    let mut aside = session.aside();
    aside.overlay(&input, mended);
    let found = aside.check(inputs, Focus::All, |_, _| Wanted::Everything);
    let seen = aside.end(found);
    assert!(seen.analysis.diagnostics.is_empty());
    let names = seen.analysis.facts.names.iter().map(|(span, _)| seen.sources.text(*span));
    assert_eq!(names.filter(|name| *name == "double").count(), 1, "where it is called");
    assert_eq!(session.sources().files().count(), files);
    assert_eq!(told(&mut session), before);
}

/// A session over one text, checked once.
fn of_text(text: &str) -> (Session, FilePath) {
    let mut session = Session::new(World::in_memory([("main.bat", text)]));
    let path = session.world().input(Path::new("main.bat")).expect("the text");
    session.check(std::slice::from_ref(&path), Wanted::Nothing);
    (session, path)
}

#[test]
fn a_function_is_checked_again_when_its_signature_means_something_else() {
    let text = r#"type Web = { domain: String }

fn shown(web: Web): String = web.domain

stack A {
  param web: Web
  output all = shown(web)
}
"#;
    let (mut session, path) = of_text(text);
    session.world_mut().overlay(&path, &text.replace("{ domain:", "{ name:"));
    let found = session.check(std::slice::from_ref(&path), Wanted::Nothing);
    let fresh = driver::check(session.world(), std::slice::from_ref(&path));
    let found = all(found.diagnostics.iter(), session.sources());
    assert_eq!(found, all(fresh.diagnostics.iter(), &fresh.sources));
    assert!(found.iter().any(|one| one.contains("`Web` has no field `domain`")), "{found:?}");
}

#[test]
fn names_lead_to_what_they_mean_after_an_edit_within_it() {
    let text = r#"stack A {
  param name: String
  resource one = AWS::S3::Bucket { BucketName: name }
  output one
}

app All {
  param name: String
  stack a = A { name }
  stack b = B { arn: a.one.Arn }
}

stack B {
  param arn: String
  output arn
}
"#;
    let (mut session, path) = of_text(text);
    let edited = text.replace("BucketName: name", "BucketName: \"${name}-x\"");
    session.world_mut().overlay(&path, &edited);
    let found = session.check(std::slice::from_ref(&path), Wanted::Nothing);
    let chunk = found.modules.iter().last().expect("the text").1.tree.items[1].span().chunk;
    // Nothing of the app changed, so it was taken over; its facts must lead to the new text all the same.
    let found = session.check(std::slice::from_ref(&path), Wanted::Chunks([chunk].into_iter().collect()));
    let output = "output one";
    let declared = edited.find(output).expect("it") + "output ".len();
    let chunks: Vec<_> =
        found.modules.iter().flat_map(|(_, m)| m.tree.items.iter().map(|item| item.span().chunk)).collect();
    let meant = found.facts.names.iter().filter_map(|(at, meaning)| match meaning {
        Meaning::Declared(span) if session.sources().text(*at) == "one" => Some(*span),
        _ => None,
    });
    let meant: Vec<_> = meant.collect();
    assert!(!meant.is_empty());
    for span in meant {
        assert!(chunks.contains(&span.chunk), "the chunk is one of those that are there");
        assert_eq!(session.sources().resolve(span).1.start, declared);
    }
}
