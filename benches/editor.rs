//! How long the language server takes from a key's press to the diagnostics: types a name into an open file, character by
//! character, and waits each time for what the server publishes for that version. Then the same with proposals and the name's
//! documentation asked for after each key, as editors do, and at last where the name before the place is used.
//!
//! usage: editor BATC FILE PATTERN
//!
//! BATC is the binary. The characters are typed after the first place where PATTERN stands in FILE, each in an edit of its own,
//! and taken back at the end of the name.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

const TYPED: &str = "retention_of_logs_in_days";
const NAMES: usize = 8;

struct Server {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

type Failure = Box<dyn std::error::Error>;

impl Server {
    fn start(binary: &str) -> Result<Server, Failure> {
        let mut child = Command::new(binary)
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()?;
        let input = child.stdin.take().ok_or("no input")?;
        let output = BufReader::new(child.stdout.take().ok_or("no output")?);
        Ok(Server { child, input, output })
    }

    fn send(&mut self, message: &Value) -> Result<(), Failure> {
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len())?;
        Ok(self.input.flush()?)
    }

    fn notify(&mut self, method: &str, params: Value) -> Result<(), Failure> {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }))
    }

    fn receive(&mut self) -> Result<Value, Failure> {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if self.output.read_line(&mut line)? == 0 {
                return Err("the server has ended".into());
            }
            match line.trim_end().strip_prefix("Content-Length: ") {
                Some(value) => length = value.parse()?,
                None if line.trim_end().is_empty() => break,
                None => {}
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body)?;
        Ok(serde_json::from_slice(&body)?)
    }

    fn answer(&mut self, id: i64) -> Result<Value, Failure> {
        loop {
            let message = self.receive()?;
            if message["id"] == json!(id) {
                return Ok(message);
            }
        }
    }

    /// Asks, and waits for the answer: how long that took, and how much was found.
    fn ask(&mut self, id: i64, method: &str, params: Value) -> Result<(Duration, usize), Failure> {
        let begin = Instant::now();
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }))?;
        let answer = self.answer(id)?;
        let took = begin.elapsed();
        let result = &answer["result"];
        let list = result["items"].as_array().or(result.as_array());
        Ok((took, list.map_or(usize::from(!result.is_null()), Vec::len)))
    }

    /// Waits for the diagnostics of a version.
    fn published(&mut self, uri: &str, version: i64) -> Result<usize, Failure> {
        loop {
            let message = self.receive()?;
            let params = &message["params"];
            if message["method"] == "textDocument/publishDiagnostics"
                && params["uri"] == uri
                && params["version"] == version
            {
                return Ok(params["diagnostics"].as_array().map_or(0, Vec::len));
            }
        }
    }

    /// The memory that it holds, in bytes.
    fn memory(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        Some(line.trim().trim_end_matches(" kB").parse::<u64>().ok()? * 1024)
    }
}

fn shown(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [binary, file, pattern] = &arguments[..] else {
        eprintln!("usage: editor BATC FILE PATTERN");
        return ExitCode::FAILURE;
    };
    match measure(binary, Path::new(file), pattern) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(binary: &str, file: &Path, pattern: &str) -> Result<(), Failure> {
    let file = std::fs::canonicalize(file)?;
    let uri = format!("file://{}", file.display());
    let text = std::fs::read_to_string(&file)?;
    let at = text.find(pattern).ok_or("the pattern does not stand in the file")? + pattern.len();
    let line = text[..at].matches('\n').count();
    let column = text[..at].rfind('\n').map_or(at, |end| at - end - 1);
    let mut server = Server::start(binary)?;
    let folder = format!("file://{}", file.parent().ok_or("no folder")?.display());
    let capabilities = json!({ "general": { "positionEncodings": ["utf-8"] } });
    let params = json!({ "processId": null, "rootUri": folder, "capabilities": capabilities });
    server.send(&json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params }))?;
    server.answer(1)?;
    server.notify("initialized", json!({}))?;
    let begin = Instant::now();
    let item = json!({ "uri": uri, "languageId": "bat", "version": 1, "text": text });
    server.notify("textDocument/didOpen", json!({ "textDocument": item }))?;
    server.published(&uri, 1)?;
    println!("first check: {}", shown(begin.elapsed()));
    let place = |column: usize| json!({ "line": line, "character": column });
    let mut version = 1;
    let mut id = 10;
    for asks in [false, true] {
        let (mut keys, mut proposals, mut hovers) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..NAMES {
            for typed in 0..=TYPED.len() {
                version += 1;
                let (start, end, new) = match TYPED.get(typed..=typed) {
                    Some(new) => (column + typed, column + typed, new),
                    None => (column, column + TYPED.len(), ""),
                };
                let change = json!({ "range": { "start": place(start), "end": place(end) }, "text": new });
                let document = json!({ "uri": uri, "version": version });
                let begin = Instant::now();
                let params = json!({ "textDocument": document, "contentChanges": [change] });
                server.notify("textDocument/didChange", params)?;
                server.published(&uri, version)?;
                keys.push(begin.elapsed());
                if asks {
                    let params = json!({ "textDocument": document, "position": place(start + new.len()) });
                    proposals.push(server.ask(id, "textDocument/completion", params.clone())?.0);
                    hovers.push(server.ask(id + 1, "textDocument/hover", params)?.0);
                    id += 2;
                }
            }
        }
        let lists = [("a key", keys), ("proposals", proposals), ("hover", hovers)];
        for (what, mut times) in lists.into_iter().filter(|(_, times)| !times.is_empty()) {
            times.sort();
            println!(
                "{what}: median {}, 95 % {}, most {}",
                shown(times[times.len() / 2]),
                shown(times[times.len() * 95 / 100]),
                shown(times[times.len() - 1])
            );
        }
        println!("{}", server.memory().map_or_else(|| "?".to_owned(), |bytes| format!("{:.1} MB", bytes as f64 / 1e6)));
    }
    let context = json!({ "includeDeclaration": true });
    for _ in 0..2 {
        let params = json!({ "textDocument": { "uri": uri }, "position": place(column), "context": context });
        let (took, found) = server.ask(id, "textDocument/references", params)?;
        id += 1;
        println!("references: {found} in {}", shown(took));
    }
    let (took, found) = server.ask(id, "workspace/symbol", json!({ "query": "vpc" }))?;
    println!("workspace symbols: {found} in {}", shown(took));
    server.send(&json!({ "jsonrpc": "2.0", "id": 2, "method": "shutdown" }))?;
    server.answer(2)?;
    server.notify("exit", json!({}))?;
    server.child.wait()?;
    Ok(())
}
