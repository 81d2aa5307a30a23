//! Golden sessions: `tests/cases/lsp/*.session`, each with what the server said beside it.
//!
//! A case holds files as other cases do (`// file: PATH`), in which `«name»` marks a place, and after a line `// session` what
//! the client does, a line each:
//!
//! - `client JSON`, `options JSON`: more capabilities, the options of `initialize`; before anything else
//! - `open PATH`, `close PATH`, `save PATH`
//! - `edit PATH «before» => «after»`: the first place where the text stands; `\n` is a line's end
//! - `write PATH text`, `delete PATH`: on disk, with the note that a client sends when it watches
//! - `ask METHOD PATH [MARK] [JSON]`: a request about a text, a place in it (`position`, or `range` from the mark to the
//!   mark of the same name with `'`), and more params
//! - `send METHOD JSON`, `tell METHOD JSON`: any request, any notification
//! - `tokens PATH`: semantic tokens, put into words
//! - `diagnostics`: what the client shows now
//! - `until TEXT`: waits until a diagnostic that is shown has this text
//! - `gone TEXT`: waits until none has it
//! - `asked METHOD`: waits until the server has asked this of the client, since the last time
//! - `notes`: other notifications that have come
//! - `end`: `shutdown`, `exit`, and the exit code

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::client::{Client, Folder, url};
use crate::edits;

struct Text {
    text: String,
    version: i64,
    marks: BTreeMap<String, usize>,
}

struct Session {
    client: Client,
    folder: Folder,
    texts: BTreeMap<String, Text>,
    legend: Value,
    out: String,
}

/// Takes the marks out of a text.
fn unmarked(text: &str) -> (String, BTreeMap<String, usize>) {
    let (mut plain, mut marks) = (String::new(), BTreeMap::new());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('«') {
        plain.push_str(before);
        let (name, after) = after.split_once('»').expect("a mark ends");
        marks.insert(name.to_owned(), plain.len());
        rest = after;
    }
    plain.push_str(rest);
    (plain, marks)
}

fn run(case: &str) -> String {
    let (files, steps) = case.split_once("// session\n").expect("a case has a session");
    let mut texts = BTreeMap::new();
    let mut on_disk = Vec::new();
    let mut current: Option<(String, String)> = None;
    let mut finish = |file: Option<(String, String)>| {
        if let Some((path, text)) = file {
            let (text, marks) = unmarked(&text);
            on_disk.push((path.clone(), text.clone()));
            texts.insert(path, Text { text, version: 0, marks });
        }
    };
    for line in files.lines() {
        match line.strip_prefix("// file: ") {
            Some(path) => finish(current.replace((path.trim().to_owned(), String::new()))),
            None => {
                if let Some((_, text)) = &mut current {
                    text.push_str(line);
                    text.push('\n');
                }
            }
        }
    }
    finish(current);
    let folder = Folder::new(&on_disk);
    let mut steps = steps.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).peekable();
    let mut capabilities = json!({
        "textDocument": {
            "publishDiagnostics": { "relatedInformation": true },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
        },
    });
    let mut options = json!({ "evaluate": false });
    while let Some(line) = steps.peek() {
        match line.split_once(' ') {
            Some(("client", value)) => capabilities = parsed(value),
            Some(("options", value)) => options = parsed(value),
            _ => break,
        }
        steps.next();
    }
    let mut client = Client::start(&folder.cache);
    let begun = client.initialize(&folder.root, capabilities, options);
    let legend = begun["result"]["capabilities"]["semanticTokensProvider"]["legend"].clone();
    let mut session = Session { client, folder, texts, legend, out: String::new() };
    for line in steps {
        let _ = writeln!(session.out, "> {line}");
        session.step(line);
    }
    session.out
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

impl Session {
    fn uri(&self, path: &str) -> String {
        match path.contains(':') {
            true => path.to_owned(),
            false => url(&self.folder.root.join(path)),
        }
    }

    fn step(&mut self, line: &str) {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        match verb {
            "open" => {
                let text = self.texts.get_mut(rest).unwrap_or_else(|| panic!("no file {rest}"));
                text.version = 1;
                let content = text.text.clone();
                let uri = self.uri(rest);
                let item = json!({ "uri": uri, "languageId": "bat", "version": 1, "text": content });
                self.client.notify("textDocument/didOpen", json!({ "textDocument": item }));
                self.client.wait_for_version(&uri, 1);
            }
            "close" => {
                let uri = self.uri(rest);
                self.client.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
                // A request sees that the note before it was handled.
                self.client.request("workspace/symbol", json!({ "query": "no such symbol" }));
            }
            "save" => {
                let uri = self.uri(rest);
                std::fs::write(self.folder.root.join(rest), &self.texts[rest].text).expect("a file");
                self.client.notify("textDocument/didSave", json!({ "textDocument": { "uri": uri } }));
            }
            "edit" => {
                let (path, change) = rest.split_once(' ').expect("a path");
                let (before, after) = change.split_once("» => «").expect("`«before» => «after»`");
                let unescaped = |text: &str| text.replace("\\n", "\n");
                let before = unescaped(before.strip_prefix('«').expect("quotes"));
                let after = unescaped(after.strip_suffix('»').expect("quotes"));
                let uri = self.uri(path);
                let text = self.texts.get_mut(path).expect("a file of the case");
                let at = text.text.find(&before).unwrap_or_else(|| panic!("no `{before}` in {path}"));
                let change = edits::replace(&mut text.text, at..at + before.len(), &after);
                text.version += 1;
                let version = text.version;
                let document = json!({ "uri": uri, "version": version });
                let params = json!({ "textDocument": document, "contentChanges": [change] });
                self.client.notify("textDocument/didChange", params);
                self.client.wait_for_version(&uri, version);
            }
            "write" => {
                let (path, text) = rest.split_once(' ').expect("a path");
                std::fs::write(self.folder.root.join(path), text.replace("\\n", "\n")).expect("a file");
                self.watched(path, 2);
            }
            "delete" => {
                std::fs::remove_file(self.folder.root.join(rest)).expect("a file");
                self.watched(rest, 3);
            }
            "ask" => {
                let (method, rest) = rest.split_once(' ').expect("a path");
                let params = self.params(rest);
                let answer = self.client.request(method, params);
                self.show(&answer);
            }
            "send" | "tell" => {
                let (method, params) = rest.split_once(' ').unwrap_or((rest, "null"));
                let params = parsed(&params.replace("$ROOT", &url(&self.folder.root)));
                if verb == "tell" {
                    return self.client.notify(method, params);
                }
                let answer = self.client.request(method, params);
                self.show(&answer);
            }
            "tokens" => {
                let uri = self.uri(rest);
                let answer =
                    self.client.request("textDocument/semanticTokens/full", json!({ "textDocument": { "uri": uri } }));
                self.show_tokens(rest, &answer["result"]["data"]);
            }
            "diagnostics" => {
                let shown: Vec<_> =
                    self.client.shown.iter().map(|(uri, (_, list))| (uri.clone(), list.clone())).collect();
                for (uri, list) in shown {
                    let _ = writeln!(self.out, "{}", self.plain(&uri));
                    for diagnostic in list.as_array().expect("a list") {
                        self.show(diagnostic);
                    }
                }
            }
            "until" => {
                let text = rest.to_owned();
                self.client.wait_until(&text, |client| {
                    client.shown.values().any(|(_, list)| list.to_string().contains(&text))
                });
            }
            "gone" => {
                let text = rest.to_owned();
                self.client.wait_until(&text, |client| {
                    !client.shown.values().any(|(_, list)| list.to_string().contains(&text))
                });
            }
            "asked" => {
                let is = |message: &Value| message["method"] == rest;
                self.client.wait_until(rest, |client| client.asked.iter().any(is));
                self.client.asked.retain(|message| !is(message));
            }
            "notes" => {
                for note in std::mem::take(&mut self.client.notes) {
                    self.show(&note);
                }
            }
            "end" => {
                self.client.request("shutdown", Value::Null);
                self.client.notify("exit", Value::Null);
                let code = self.client.exit_code();
                let _ = writeln!(self.out, "{code:?}");
            }
            _ => panic!("no step `{line}`"),
        }
    }

    fn watched(&mut self, path: &str, kind: i32) {
        let changes = json!([{ "uri": self.uri(path), "type": kind }]);
        self.client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    }

    /// `PATH [MARK] [JSON]`
    fn params(&self, rest: &str) -> Value {
        let (words, more) = match rest.find('{') {
            Some(at) => (&rest[..at], parsed(&rest[at..])),
            None => (rest, json!({})),
        };
        let mut words = words.split_whitespace();
        let path = words.next().expect("a path");
        let mut params = json!({ "textDocument": { "uri": self.uri(path) } });
        if let Some(mark) = words.next() {
            let text = &self.texts[path];
            let at = |mark: &str| text.marks.get(mark).map(|at| edits::position(&text.text, *at));
            let start = at(mark).unwrap_or_else(|| panic!("no mark {mark} in {path}"));
            let end = at(&format!("{mark}'")).unwrap_or(start.clone());
            params["position"] = start.clone();
            params["range"] = json!({ "start": start, "end": end });
        }
        for (key, value) in more.as_object().expect("an object") {
            params[key] = value.clone();
        }
        params
    }

    /// Text in which nothing depends on the machine.
    fn plain(&self, text: &str) -> String {
        let text = text.replace(&url(&self.folder.root), "$ROOT").replace(&url(&self.folder.cache), "$CACHE");
        let text = text.replace(&self.folder.root.display().to_string(), "$ROOT");
        // The folder of the library's copies is named by the version and the texts.
        match (text.find("/batc/std-"), text.find(".bat")) {
            (Some(at), Some(_)) => {
                let rest = &text[at + "/batc/std-".len()..];
                let end = rest.find('/').unwrap_or(rest.len());
                format!("{}/batc/std{}", &text[..at], &rest[end..])
            }
            _ => text,
        }
    }

    fn show(&mut self, value: &Value) {
        let plain = self.short(value);
        let text = serde_json::to_string_pretty(&plain).expect("JSON");
        let _ = writeln!(self.out, "{text}");
    }

    /// The value with ranges as `line:column-line:column`.
    fn short(&self, value: &Value) -> Value {
        let point =
            |value: &Value| Some(format!("{}:{}", value.get("line")?.as_u64()?, value.get("character")?.as_u64()?));
        match value {
            Value::Object(object) => {
                if object.len() == 2
                    && let (Some(start), Some(end)) =
                        (object.get("start").and_then(point), object.get("end").and_then(point))
                {
                    return Value::String(format!("{start}-{end}"));
                }
                Value::Object(object.iter().map(|(key, value)| (self.plain(key), self.short(value))).collect())
            }
            Value::Array(list) => Value::Array(list.iter().map(|value| self.short(value)).collect()),
            Value::String(text) => Value::String(self.plain(text)),
            other => other.clone(),
        }
    }

    fn show_tokens(&mut self, path: &str, data: &Value) {
        let numbers: Vec<u64> = data.as_array().expect("tokens").iter().filter_map(Value::as_u64).collect();
        let text = self.texts[path].text.clone();
        let lines: Vec<Vec<u16>> = text.split('\n').map(|line| line.encode_utf16().collect()).collect();
        let (mut line, mut column) = (0, 0);
        for token in numbers.chunks_exact(5) {
            column = if token[0] == 0 { column + token[1] } else { token[1] };
            line += token[0];
            let units = &lines[line as usize][column as usize..(column + token[2]) as usize];
            let word = String::from_utf16(units).expect("a whole number of characters");
            let kind = self.legend["tokenTypes"][token[3] as usize].as_str().expect("a known type").to_owned();
            let names = self.legend["tokenModifiers"].as_array().expect("a list").clone();
            let on = names.iter().enumerate().filter(|(bit, _)| token[4] & (1 << bit) != 0);
            let modifiers: String = on.map(|(_, name)| format!(" {}", name.as_str().expect("a name"))).collect();
            let _ = writeln!(self.out, "{line}:{column} {kind}{modifiers} `{word}`");
        }
    }
}

#[test]
fn sessions() {
    insta::glob!("../cases/lsp", "*.session", |path| {
        let case = std::fs::read_to_string(path).expect("a case");
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(path.parent().expect("a folder"));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_snapshot_suffix("");
        settings.set_omit_expression(true);
        settings.remove_input_file();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        settings.bind(|| insta::assert_snapshot!(name, run(&case)));
    });
}
