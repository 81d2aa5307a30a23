//! A client that speaks to the real binary.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// How long the server may take for anything.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server with what it has said so far.
pub struct Client {
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    next: i64,
    answers: BTreeMap<String, Value>,
    /// What the client shows, by address: version and diagnostics.
    pub shown: BTreeMap<String, (Value, Value)>,
    /// Notifications of other kinds.
    pub notes: Vec<Value>,
    /// What the server asks its client to do; answered with nothing.
    pub asked: Vec<Value>,
}

impl Client {
    /// Starts a server; its caches go to `cache`.
    pub fn start(cache: &Path) -> Client {
        let mut child = Command::new(env!("CARGO_BIN_EXE_batc"))
            .args(["lsp", "--stdio"])
            .env("XDG_CACHE_HOME", cache)
            .env("HOME", cache)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the server starts");
        let mut output = BufReader::new(child.stdout.take().expect("it is piped"));
        let (sender, messages) = mpsc::channel();
        thread::spawn(move || {
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let input = child.stdin.take();
        Client {
            child,
            input,
            messages,
            next: 0,
            answers: BTreeMap::new(),
            shown: BTreeMap::new(),
            notes: Vec::new(),
            asked: Vec::new(),
        }
    }

    /// The number of its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Sends bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        if let Some(input) = &mut self.input {
            // A server that has ended reads no more.
            let _ = input.write_all(bytes).and_then(|()| input.flush());
        }
    }

    /// Sends a value in its frame.
    pub fn send(&mut self, value: &Value) {
        let text = value.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{text}", text.len()).as_bytes());
    }

    /// Sends a notification.
    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request and returns its id.
    pub fn begin(&mut self, method: &str, params: Value) -> i64 {
        self.next += 1;
        self.send(&json!({ "jsonrpc": "2.0", "id": self.next, "method": method, "params": params }));
        self.next
    }

    /// Sends a request and waits for its answer.
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.begin(method, params);
        self.answer(&json!(id))
    }

    /// Waits for the answer to a request: `{ result }` or `{ error }`.
    pub fn answer(&mut self, id: &Value) -> Value {
        let key = id.to_string();
        self.wait_until(&format!("the answer to {key}"), |client| client.answers.contains_key(&key));
        let mut answer = self.answers.remove(&key).expect("it is there");
        if let Some(answer) = answer.as_object_mut() {
            answer.retain(|key, _| key == "result" || key == "error");
        }
        answer
    }

    /// Begins, with capabilities and options beside the usual ones.
    pub fn initialize(&mut self, root: &Path, capabilities: Value, options: Value) -> Value {
        let uri = url(root);
        let answer = self.request(
            "initialize",
            json!({
                "processId": std::process::id(),
                "rootUri": uri,
                "workspaceFolders": [{ "uri": uri, "name": "root" }],
                "capabilities": capabilities,
                "initializationOptions": options,
            }),
        );
        self.notify("initialized", json!({}));
        answer
    }

    /// Waits until the diagnostics of a version of a text have come.
    pub fn wait_for_version(&mut self, uri: &str, version: i64) {
        self.wait_until(&format!("version {version} of {uri}"), |client| {
            client.shown.get(uri).is_some_and(|(shown, _)| shown.as_i64().is_some_and(|shown| shown >= version))
        });
    }

    /// Waits until something is so.
    pub fn wait_until(&mut self, what: &str, is_so: impl Fn(&Client) -> bool) {
        let begin = Instant::now();
        while !is_so(self) {
            let left = PATIENCE.saturating_sub(begin.elapsed());
            match self.messages.recv_timeout(left) {
                Ok(message) => self.take(message),
                Err(error) => panic!("waiting for {what}: {error}"),
            }
        }
    }

    fn take(&mut self, message: Value) {
        let method = message.get("method").and_then(Value::as_str).map(str::to_owned);
        match (method, message.get("id").cloned()) {
            (Some(_), Some(id)) => {
                self.asked.push(message);
                self.send(&json!({ "jsonrpc": "2.0", "id": id, "result": null }));
            }
            (Some(method), None) if method == "textDocument/publishDiagnostics" => {
                let params = &message["params"];
                let uri = params["uri"].as_str().expect("an address").to_owned();
                self.shown.insert(uri, (params["version"].clone(), params["diagnostics"].clone()));
            }
            (Some(_), None) => self.notes.push(message),
            (None, Some(id)) => {
                let before = self.answers.insert(id.to_string(), message);
                assert!(before.is_none() || id.is_null(), "two answers to {id}");
            }
            (None, None) => panic!("no message: {message}"),
        }
    }

    /// Says `shutdown` and `exit`, and returns the exit code.
    pub fn end(mut self) -> Option<i32> {
        self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        self.exit_code()
    }

    /// Waits for the end, the stream being closed.
    pub fn exit_code(&mut self) -> Option<i32> {
        self.input = None;
        let begin = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("it is our child") {
                return status.code();
            }
            assert!(begin.elapsed() < PATIENCE, "the server does not end");
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => break,
            line => {
                if let Some(value) = line.strip_prefix("Content-Length: ") {
                    length = value.parse().expect("a length");
                }
            }
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).expect("the server sends JSON"))
}

/// The address of a file.
pub fn url(path: &Path) -> String {
    url::Url::from_file_path(path).expect("an absolute path").to_string()
}

/// A folder for a test, by its real path.
pub struct Folder {
    _folder: tempfile::TempDir,
    /// The project.
    pub root: PathBuf,
    /// The caches.
    pub cache: PathBuf,
}

impl Folder {
    /// A project of these files.
    pub fn new(files: &[(String, String)]) -> Folder {
        let folder = tempfile::tempdir().expect("a folder");
        let top = folder.path().canonicalize().expect("it is there");
        let (root, cache) = (top.join("project"), top.join("cache"));
        std::fs::create_dir_all(&root).expect("a folder");
        std::fs::create_dir_all(&cache).expect("a folder");
        std::fs::write(root.join("batc.toml"), "").expect("a file");
        for (path, text) in files {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, text).expect("a file");
        }
        Folder { _folder: folder, root, cache }
    }
}
