//! Every step of the guide works: its pages are followed in a scratch folder, in the order in which its README lists them.
//!
//! A fence ```` ```bat PATH ```` writes that file, ```` ```bat PATH append ```` adds to it (and so with other languages). In a
//! ```` ```console ```` block, lines after `$ ` are commands and what follows is their output: `batc` is run and its output
//! compared, but for sizes and times; one without output must succeed. `cd` changes the folder. `cdk` and `aws` are run
//! when `GUIDE_DEPLOYS` is set, which `.ci/steps/guide.sh` does beside an emulator: the lines that are shown must be
//! among what they say. `UPDATE_DOCS=1` writes what `batc` says into the pages.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use regex::Regex;

/// What follows the pages.
struct Reader {
    folder: PathBuf,
    deploys: bool,
    commands: usize,
    deployments: usize,
    wrong: Vec<String>,
}

impl Reader {
    /// Follows a page, and returns it as it should be.
    fn follow(&mut self, name: &str, page: &str) -> String {
        let mut lines = page.lines().enumerate();
        let mut out = String::new();
        while let Some((at, line)) = lines.next() {
            out.push_str(line);
            out.push('\n');
            let Some(info) = line.strip_prefix("```").filter(|info| !info.is_empty()) else { continue };
            let block: Vec<&str> = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```").collect();
            let place = format!("{name}:{}", at + 1);
            match info.split(' ').collect::<Vec<_>>()[..] {
                ["console"] => out.push_str(&self.console(&place, &block)),
                [_, path] => self.write(path, "", &block, &mut out),
                [_, path, "append"] => {
                    let before = fs::read_to_string(self.folder.join(path)).unwrap_or_else(|e| panic!("{place}: {e}"));
                    self.write(path, &before, &block, &mut out);
                }
                _ => out.extend(block.iter().flat_map(|line| [line, "\n"])),
            }
            out.push_str("```\n");
        }
        out
    }

    fn write(&self, path: &str, before: &str, block: &[&str], out: &mut String) {
        let text = block.join("\n") + "\n";
        let file = self.folder.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, format!("{before}{text}")).unwrap();
        out.push_str(&text);
    }

    /// Runs a block's commands, and returns it with what they said.
    fn console(&mut self, place: &str, block: &[&str]) -> String {
        let mut out = String::new();
        let mut lines = block.iter().peekable();
        while let Some(line) = lines.next() {
            let command = line.strip_prefix("$ ").unwrap_or_else(|| panic!("{place}: no command: {line}"));
            let mut shown = Vec::new();
            while let Some(line) = lines.next_if(|line| !line.starts_with("$ ")) {
                shown.push(*line);
            }
            let said = self.command(place, command, &shown);
            out.push_str(&format!("{line}\n"));
            out.extend(said.iter().flat_map(|line| [line, "\n"]));
        }
        out
    }

    /// Runs a command, and returns what should be shown of its output.
    fn command(&mut self, place: &str, command: &str, shown: &[&str]) -> Vec<String> {
        let as_shown = || shown.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
        let words: Vec<&str> = command.split(" #").next().unwrap().split_whitespace().collect();
        match words[0] {
            "cd" => {
                self.folder = self.folder.join(words[1]);
                assert!(self.folder.is_dir(), "{place}: `{command}`: there is no such folder");
                as_shown()
            }
            "batc" => {
                self.commands += 1;
                let batc = Command::new(env!("CARGO_BIN_EXE_batc"));
                let (succeeded, said) = self.run(batc, &words[1..], true);
                if shown.is_empty() && succeeded {
                    return Vec::new();
                }
                let (wanted, found) = (without_sizes(&shown.join("\n")), without_sizes(&said));
                if wanted == found && !shown.is_empty() {
                    return as_shown();
                }
                self.wrong.push(format!("{place}: `{command}` says:\n{said}"));
                said.lines().map(str::to_owned).collect()
            }
            "cdk" | "aws" if self.deploys => {
                self.deployments += 1;
                let (succeeded, said) = self.run(Command::new(words[0]), &words[1..], false);
                let mut rest = said.as_str();
                let found = shown.iter().all(|line| match rest.find(line.trim()) {
                    Some(at) => {
                        rest = &rest[at + line.trim().len()..];
                        true
                    }
                    None => false,
                });
                if !succeeded || !found {
                    self.wrong.push(format!("{place}: `{command}` says:\n{said}"));
                }
                as_shown()
            }
            "cdk" | "aws" | "cargo" | "git" => as_shown(),
            other => panic!("{place}: the guide's test does not know `{other}`"),
        }
    }

    /// Runs it in the folder; whether it succeeded, and what it said.
    fn run(&self, mut command: Command, arguments: &[&str], is_alone: bool) -> (bool, String) {
        if is_alone {
            command.env_clear();
        }
        command.args(arguments).current_dir(&self.folder).env("LANG", "C.UTF-8").stdin(Stdio::null());
        let output = command.output().unwrap_or_else(|e| panic!("{arguments:?}: {e}"));
        let text = [output.stdout, output.stderr].concat();
        let text = String::from_utf8_lossy(&text).lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
        (output.status.success(), text.trim_matches('\n').to_owned())
    }
}

/// The text without what differs from build to build.
fn without_sizes(text: &str) -> String {
    let text = Regex::new(r" +[0-9,]+ bytes").unwrap().replace_all(text, " … bytes");
    Regex::new(r"in [0-9]+ ms").unwrap().replace_all(&text, "in … ms").into_owned()
}

/// The pages, in the README's order.
fn pages(folder: &Path) -> Vec<String> {
    let readme = fs::read_to_string(folder.join("README.md")).unwrap();
    let pages: Vec<String> = readme
        .split("](")
        .skip(1)
        .map(|rest| rest.split(')').next().unwrap().to_owned())
        .filter(|link| link.ends_with(".md") && !link.contains('/'))
        .collect();
    let mut there: Vec<String> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    there.retain(|name| name != "README.md");
    there.sort();
    let mut listed = pages.clone();
    listed.sort();
    assert_eq!(listed, there, "the README lists each page once");
    pages
}

#[test]
fn every_step_works() {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide");
    let scratch = tempfile::tempdir().unwrap();
    let deploys = std::env::var_os("GUIDE_DEPLOYS").is_some();
    let folder = scratch.path().to_owned();
    let mut reader = Reader { folder, deploys, commands: 0, deployments: 0, wrong: Vec::new() };
    for name in pages(&guide) {
        let page = fs::read_to_string(guide.join(&name)).unwrap();
        let right = reader.follow(&name, &page);
        if right != page && std::env::var_os("UPDATE_DOCS").is_some() {
            fs::write(guide.join(&name), right).unwrap();
        }
    }
    assert!(reader.wrong.is_empty(), "{}", reader.wrong.join("\n\n"));
    assert!(reader.commands >= 20, "only {} commands were run", reader.commands);
    assert!(!deploys || reader.deployments >= 3, "only {} deployments", reader.deployments);
}

#[test]
fn what_differs_from_build_to_build_does_not_count() {
    let one = "  1. files  Shop-development-files     4 resources      5,738 bytes\nbuilt 1 environment in 14 ms";
    let other = one.replace("     5,738", "       938").replace("14 ms", "1400 ms");
    assert_eq!(without_sizes(one), without_sizes(&other));
    assert_ne!(without_sizes(one), without_sizes(&one.replace("4 resources", "5 resources")));
}
