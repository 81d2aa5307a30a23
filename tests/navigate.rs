//! What stands at marked places: hover, definitions, references, renaming.
//!
//! A case is files, each after a line `// file: PATH`, with marks `«name»` before names. Lines `// ask VERB MARK [NEW NAME]` say
//! what is asked.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use batc::driver::{self, BuildOptions, Session};
use batc::ide::definition::{self, Target};
use batc::ide::hover::hover;
use batc::ide::navigate::{self, Looked, Reach};
use batc::ide::scene::Scene;
use batc::ide::signature::signature;
use batc::ide::values::{self, Values};
use batc::ide::{hints, references, rename};
use batc::world::{FilePath, World};

struct Case {
    world: World,
    texts: BTreeMap<String, String>,
    marks: BTreeMap<String, (String, usize)>,
    inputs: Vec<FilePath>,
}

impl Case {
    fn read(case: &str) -> (Case, Vec<String>) {
        let mut texts: BTreeMap<String, String> = BTreeMap::new();
        let mut asks = Vec::new();
        let mut path = String::new();
        for line in case.lines() {
            if let Some(next) = line.strip_prefix("// file: ") {
                path = next.to_owned();
            } else if let Some(ask) = line.strip_prefix("// ask ") {
                asks.push(ask.to_owned());
            } else {
                let text = texts.entry(path.clone()).or_default();
                text.push_str(line);
                text.push('\n');
            }
        }
        let mut marks = BTreeMap::new();
        for (path, text) in &mut texts {
            while let Some(start) = text.find('«') {
                let end = text.find('»').expect("a mark ends");
                let name = text[start + '«'.len_utf8()..end].to_owned();
                text.replace_range(start..end + '»'.len_utf8(), "");
                marks.insert(name, (path.clone(), start));
            }
        }
        let world = World::in_memory(texts.iter().map(|(path, text)| (path.clone(), text.clone())));
        let inputs = texts.keys().map(|path| world.input(path.as_ref()).expect("it is there")).collect();
        (Case { world, texts, marks, inputs }, asks)
    }

    fn look(&self, mark: &str, reach: Reach) -> (Session, Looked, usize) {
        let (path, at) = self.marks.get(mark).unwrap_or_else(|| panic!("no mark {mark}"));
        let file = self.world.input(path.as_ref()).expect("it is there");
        let inputs = if reach == Reach::Names { &self.inputs[..] } else { &[] };
        let mut session = Session::new(self.world.clone());
        let looked = navigate::look(&mut session, inputs, &file, *at, reach).expect("the file can be read");
        (session, looked, *at)
    }

    fn at<T>(&self, mark: &str, reach: Reach, answer: impl FnOnce(&Scene, usize) -> T) -> T {
        let (_, looked, at) = self.look(mark, reach);
        answer(&looked.scene().expect("the file can be read"), at)
    }

    /// What names stand for in the case's environments.
    fn values(&self) -> Values {
        let options = BuildOptions { named: true, ..BuildOptions::default() };
        let built = driver::build(&self.world, &self.inputs, &options);
        let messages: Vec<&String> = built.diagnostics.iter().map(|d| &d.message).collect();
        assert!(!built.named.is_empty(), "nothing was evaluated: {messages:?}");
        Values::new(&built.sources, built.named)
    }

    fn place(scene: &Scene, path: &str, range: &std::ops::Range<usize>) -> String {
        let file = scene.sources.files().find(|(_, file)| file.path == path).expect("a known file").1;
        let position = file.position(range.start);
        // Where in the library it stands changes with the library.
        let (line, column) = if path.starts_with("std/") { (0, 0) } else { (position.line, position.column) };
        format!("{path}:{line}:{column} `{}`", &file.text[range.clone()])
    }

    fn targets(&self, mark: &str, find: impl FnOnce(&Scene, usize) -> Vec<Target>) -> String {
        self.at(mark, Reach::Place, |scene, at| {
            let lines = find(scene, at).into_iter().map(|t| Case::place(scene, &t.path, &t.name));
            lines.collect::<Vec<_>>().join("\n")
        })
    }

    fn answer(&self, ask: &str) -> String {
        let words: Vec<&str> = ask.split_whitespace().collect();
        match words[..] {
            ["hover", mark] => self.at(mark, Reach::Place, |scene, at| match hover(scene, at) {
                Some(found) => format!("at `{}`\n{}", &scene.text()[found.range], found.text),
                None => "nothing".to_owned(),
            }),
            ["signature", mark] => self.at(mark, Reach::Place, |scene, at| match signature(scene, at) {
                Some(found) => {
                    let active = found.active.map(|index| &found.params[index]);
                    let shown = active.map_or("none", |param| &found.label[param.range.clone()]);
                    let docs = active.and_then(|param| Some(format!(" ({})", param.docs.as_ref()?)));
                    format!(
                        "{}\nactive: {shown}{}\n{}",
                        found.label,
                        docs.unwrap_or_default(),
                        found.docs.unwrap_or_default()
                    )
                }
                None => "nothing".to_owned(),
            }),
            ["hints", mark] => self.at(mark, Reach::File, |scene, _| {
                let mut text = scene.text().to_owned();
                for hint in hints::hints(scene, &(0..text.len())).into_iter().rev() {
                    text.insert_str(hint.at, &format!("‹{}›", hint.label));
                }
                text
            }),
            ["told", mark] => self.at(mark, Reach::Place, |scene, at| {
                values::told(scene, at, &self.values()).unwrap_or_else(|| "nothing".to_owned())
            }),
            ["values", mark] => self.at(mark, Reach::File, |scene, _| {
                let mut text = scene.text().to_owned();
                let mut found = values::hints(scene, &(0..text.len()), &self.values());
                found.sort_by_key(|hint| hint.at);
                for hint in found.into_iter().rev() {
                    text.insert_str(hint.at, &format!(" ‹{}›", hint.label));
                }
                text
            }),
            ["definition", mark] => self.targets(mark, definition::definition),
            ["declaration", mark] => self.targets(mark, definition::declaration),
            ["type", mark] => self.targets(mark, definition::type_definition),
            ["references", mark] => self.at(mark, Reach::Names, |scene, at| {
                let line = |r: references::Reference| {
                    let word = if r.is_declaration { " (declared)" } else { "" };
                    format!("{}{word}", Case::place(scene, &r.path, &r.range))
                };
                references::references(scene, at).into_iter().map(line).collect::<Vec<_>>().join("\n")
            }),
            ["rename", mark, new] => {
                let (mut session, looked, at) = self.look(mark, Reach::Names);
                let scene = looked.scene().expect("the file can be read");
                let renamed = rename::rename(&self.world, &scene, at, new).and_then(|renamed| {
                    rename::verify(&mut session, &looked, &renamed.edits, new)?;
                    Ok(renamed)
                });
                match renamed {
                    Err(why) => format!("refused: {why}"),
                    Ok(renamed) => self.changes(&renamed),
                }
            }
            _ => panic!("what is `{ask}`?"),
        }
    }

    /// The lines that change.
    fn changes(&self, renamed: &rename::Renamed) -> String {
        let mut out = String::new();
        for (path, text) in &self.texts {
            let edited = rename::applied(text, renamed.edits.iter().filter(|edit| edit.path == *path));
            for (before, after) in text.lines().zip(edited.lines()).filter(|(a, b)| a != b) {
                let _ = writeln!(out, "{path}: {}\n   -> {}", before.trim(), after.trim());
            }
        }
        let keeps = renamed.keeps_ids.as_ref().map_or("", |edit| edit.text.trim());
        match renamed.changes {
            rename::Changes::Nothing => {}
            rename::Changes::LogicalIds => {
                let _ = writeln!(out, "logical ids change; {keeps}");
            }
            rename::Changes::Stacks => {
                let _ = writeln!(out, "names of stacks change; {keeps}");
            }
        }
        out.trim_end().to_owned()
    }
}

#[test]
fn places() {
    insta::glob!("cases/navigate", "*.case", |path| {
        let text = std::fs::read_to_string(path).expect("a case");
        let (case, asks) = Case::read(&text);
        let answers: Vec<String> = asks.iter().map(|ask| format!("> {ask}\n{}\n", case.answer(ask))).collect();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(path.parent().expect("a folder"));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_snapshot_suffix("");
        settings.set_omit_expression(true);
        settings.remove_input_file();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        settings.bind(|| insta::assert_snapshot!(name, answers.join("\n")));
    });
}
