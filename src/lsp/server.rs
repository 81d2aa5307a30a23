//! The main thread: reads messages and hands them on.

use std::io::{BufRead, Write};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

use lsp_server::{ErrorCode, Message, Notification, Request, Response};
use rustc_hash::FxHashSet;
use serde_json::Value;

use super::analysis::{self, Cancelled, Event};
use super::capabilities;
use super::log::Log;
use super::position::Encoding;
use super::settings::{Client, Settings};
use super::state::State;
use super::transport::{self, Outgoing, Received};
use super::uri;

/// The stack of the threads that compile; parsing and checking take more when they need it.
const STACK: usize = 16 << 20;

/// Serves one client until it says `exit` or its stream ends. Returns whether it said `shutdown` before, as it should.
pub fn serve(input: &mut dyn BufRead, output: impl Write + Send + 'static, log: Log) -> bool {
    let (out, outgoing) = mpsc::channel();
    let writer = thread::spawn(move || write_all(output, &outgoing));
    let mut server = Server { out, log, running: None, is_shut_down: false };
    loop {
        match transport::read(input) {
            Ok(Some(Received::Message(message))) => {
                if server.receive(message).is_break() {
                    break;
                }
            }
            Ok(Some(Received::Malformed(answer, problem))) => {
                server.log.note(|| format!("malformed: {problem}"));
                let _ = server.out.send(Outgoing::Raw(answer));
            }
            Ok(None) => break,
            Err(error) => {
                server.log.note(|| format!("cannot read: {error}"));
                break;
            }
        }
    }
    let is_shut_down = server.is_shut_down;
    server.end();
    let _ = writer.join();
    is_shut_down
}

fn write_all(mut output: impl Write, outgoing: &Receiver<Outgoing>) {
    // A client that reads no more will close its stream of messages, too.
    while let Ok(message) = outgoing.recv() {
        if transport::write(&mut output, &message).is_err() {
            return;
        }
    }
}

/// What is there between `initialize` and `exit`.
struct Running {
    events: Sender<Event>,
    cancelled: Cancelled,
    analysis: JoinHandle<()>,
}

struct Server {
    out: Sender<Outgoing>,
    log: Log,
    running: Option<Running>,
    is_shut_down: bool,
}

impl Server {
    fn receive(&mut self, message: Message) -> std::ops::ControlFlow<()> {
        match message {
            Message::Request(request) => self.request(request),
            Message::Notification(note) if note.method == "exit" => return std::ops::ControlFlow::Break(()),
            Message::Notification(note) => self.notification(note),
            Message::Response(response) => self.hand_on(Message::Response(response)),
        }
        std::ops::ControlFlow::Continue(())
    }

    fn refuse(&self, request: &Request, code: ErrorCode, message: &str) {
        let response = Response::new_err(request.id.clone(), code as i32, message.to_owned());
        let _ = self.out.send(Outgoing::Message(Message::Response(response)));
    }

    fn hand_on(&self, message: Message) {
        if let Some(running) = &self.running {
            let _ = running.events.send(Event::Message(message));
        }
    }

    fn request(&mut self, request: Request) {
        match (request.method.as_str(), &self.running) {
            _ if self.is_shut_down => self.refuse(&request, ErrorCode::InvalidRequest, "the server is shut down"),
            ("initialize", None) => self.initialize(&request),
            ("initialize", Some(_)) => {
                self.refuse(&request, ErrorCode::InvalidRequest, "the server is initialized already");
            }
            (_, None) => self.refuse(&request, ErrorCode::ServerNotInitialized, "the server is not initialized"),
            ("shutdown", Some(_)) => {
                self.is_shut_down = true;
                self.hand_on(Message::Request(request));
            }
            _ => self.hand_on(Message::Request(request)),
        }
    }

    fn notification(&mut self, note: Notification) {
        if note.method == "$/cancelRequest"
            && let Some(running) = &self.running
            && let Some(id) = note.params.get("id").and_then(|id| serde_json::from_value(id.clone()).ok())
        {
            // Told at once, so that a request in the queue is not begun; the note itself follows it in the queue.
            if let Ok(mut cancelled) = running.cancelled.lock() {
                cancelled.insert(id);
            }
        }
        self.hand_on(Message::Notification(note));
    }

    fn initialize(&mut self, request: &Request) {
        let params = &request.params;
        if !params.is_object() {
            return self.refuse(request, ErrorCode::InvalidParams, "`initialize` needs params");
        }
        let offered = params.pointer("/capabilities/general/positionEncodings");
        let offered = offered.and_then(|offered| serde_json::from_value::<Vec<_>>(offered.clone()).ok());
        let encoding = Encoding::negotiate(offered.as_deref());
        let mut client = Client::read(params.get("capabilities").unwrap_or(&Value::Null));
        let name = params.pointer("/clientInfo/name").and_then(Value::as_str).unwrap_or_default();
        client.proposes_again =
            ["Visual Studio Code", "VSCodium", "Cursor"].iter().any(|known| name.starts_with(known));
        let mut settings = Settings::default();
        settings.read(params.get("initializationOptions").unwrap_or(&Value::Null));
        let (events, inbox) = mpsc::channel();
        let cancelled = Cancelled::default();
        let (out, log, folders) = (self.out.clone(), self.log.clone(), folders(params));
        let (to_self, shared) = (events.clone(), cancelled.clone());
        let begin = move || {
            let state = State::new(out, to_self, log, encoding, client, settings, folders);
            analysis::run(state, &inbox, &shared);
        };
        match thread::Builder::new().name("analysis".to_owned()).stack_size(STACK).spawn(begin) {
            Ok(analysis) => self.running = Some(Running { events, cancelled, analysis }),
            Err(error) => return self.refuse(request, ErrorCode::InternalError, &error.to_string()),
        }
        let response = Response::new_ok(request.id.clone(), capabilities::result(encoding));
        let _ = self.out.send(Outgoing::Message(Message::Response(response)));
    }

    /// Lets the analysis answer what it has been asked, and ends it.
    fn end(self) {
        let Server { out, running, .. } = self;
        if let Some(Running { events, analysis, .. }) = running {
            let _ = events.send(Event::End);
            let _ = analysis.join();
        }
        drop(out);
    }
}

/// The folders that the client has open.
fn folders(params: &Value) -> Vec<std::path::PathBuf> {
    let to_path = |value: &Value| uri::to_path(&gen_lsp_types::Uri(value.as_str()?.to_owned()));
    let listed = params.get("workspaceFolders").and_then(Value::as_array);
    let mut found: Vec<_> = listed.into_iter().flatten().filter_map(|folder| to_path(folder.get("uri")?)).collect();
    if found.is_empty() {
        found.extend(params.get("rootUri").and_then(to_path));
    }
    let mut seen = FxHashSet::default();
    found.retain(|path| seen.insert(path.clone()));
    found
}
