//! The analysis thread: takes what was read in its order, and checks when nothing is waiting.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use lsp_server::{ErrorCode, Message, RequestId, Response, ResponseError};
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value;

use super::evaluation::Evaluated;
use super::state::State;
use super::{commands, handlers, uri};

/// The requests that the client has taken back and that are not answered yet.
pub type Cancelled = Arc<Mutex<FxHashSet<RequestId>>>;

/// What the analysis thread is told.
pub enum Event {
    /// A message of the client.
    Message(Message),
    /// What the evaluating thread found.
    Evaluated(Evaluated),
    /// The client is gone, or has said `exit`.
    End,
}

/// Works until the end is told.
pub fn run(mut state: State, inbox: &Receiver<Event>, cancelled: &Cancelled) {
    let mut queue = Queue::default();
    loop {
        if queue.events.is_empty() {
            inbox.try_iter().for_each(|event| queue.push(event));
        }
        if queue.events.is_empty() {
            if state.has_work() {
                guarded(&mut state, "checking", State::work);
                continue;
            }
            match inbox.recv() {
                Ok(event) => queue.push(event),
                Err(_) => return,
            }
        }
        // All that has come is looked at together, so that what an edit overtakes is seen.
        inbox.try_iter().for_each(|event| queue.push(event));
        match queue.pop() {
            Some(Event::End) | None => return,
            Some(Event::Evaluated(evaluated)) => {
                guarded(&mut state, "showing an environment", |state| state.evaluated(evaluated));
            }
            Some(Event::Message(message)) => handle(&mut state, message, &queue, cancelled),
        }
    }
}

/// What has come and is not handled yet.
#[derive(Default)]
struct Queue {
    events: VecDeque<Event>,
    /// How many edits of a document are waiting.
    edits: FxHashMap<String, usize>,
}

impl Queue {
    fn push(&mut self, event: Event) {
        if let Some(document) = edited(&event) {
            *self.edits.entry(document).or_default() += 1;
        }
        self.events.push_back(event);
    }

    fn pop(&mut self) -> Option<Event> {
        let event = self.events.pop_front()?;
        if let Some(document) = edited(&event)
            && let Some(count) = self.edits.get_mut(&document)
        {
            *count -= 1;
            if *count == 0 {
                self.edits.remove(&document);
            }
        }
        Some(event)
    }

    /// Whether an edit is waiting of the document that a request is about.
    fn overtakes(&self, params: &Value) -> bool {
        !self.edits.is_empty() && document(params).is_some_and(|document| self.edits.contains_key(&document))
    }
}

/// The document that an event edits.
fn edited(event: &Event) -> Option<String> {
    match event {
        Event::Message(Message::Notification(note)) if note.method == "textDocument/didChange" => {
            document(&note.params)
        }
        _ => None,
    }
}

fn document(params: &Value) -> Option<String> {
    let uri = params.pointer("/textDocument/uri")?.as_str()?;
    Some(uri::key(&gen_lsp_types::Uri(uri.to_owned())))
}

fn handle(state: &mut State, message: Message, queue: &Queue, cancelled: &Cancelled) {
    match message {
        Message::Notification(note) => {
            if note.method == "$/cancelRequest" {
                // What was asked before has been answered by now.
                let id = note.params.get("id").and_then(|id| serde_json::from_value(id.clone()).ok());
                if let (Some(id), Ok(mut cancelled)) = (id, cancelled.lock()) {
                    commands::cancel(state, &id);
                    cancelled.remove(&id);
                }
                return;
            }
            state.log().note(|| format!("> {}", note.method));
            let method = note.method.clone();
            guarded(state, &method, |state| handlers::notification(state, &note.method, note.params));
        }
        Message::Response(response) => guarded(state, "an answer", |state| state.answered(response)),
        Message::Request(request) => {
            let begin = Instant::now();
            let (id, method) = (request.id.clone(), request.method.clone());
            let is_cancelled = cancelled.lock().is_ok_and(|mut cancelled| cancelled.remove(&id));
            let answer = if is_cancelled {
                Err(failure(ErrorCode::RequestCanceled, "cancelled"))
            } else if queue.overtakes(&request.params) {
                Err(failure(ErrorCode::ContentModified, "the text has been edited since"))
            } else {
                let answer = catch_unwind(AssertUnwindSafe(|| handlers::request(state, request)));
                answer.unwrap_or_else(|_| Err(failure(ErrorCode::InternalError, "a bug in batc")))
            };
            state.log().note(|| {
                let outcome = answer.as_ref().err().map_or("", |error| error.message.as_str());
                format!("> {method} ({id}) in {:.3} ms {outcome}", begin.elapsed().as_secs_f64() * 1000.0)
            });
            match answer {
                Ok(Some(value)) => state.respond(Response { id, response_result: Ok(value) }),
                // Another thread answers.
                Ok(None) => {}
                Err(error) => state.respond(Response { id, response_result: Err(error) }),
            }
        }
    }
}

/// Does what has no answer; a panic in it is noted.
fn guarded(state: &mut State, what: &str, work: impl FnOnce(&mut State)) {
    if catch_unwind(AssertUnwindSafe(|| work(state))).is_err() {
        state.log().note(|| format!("a bug in batc, in {what}"));
    }
}

/// Why a request has no result.
pub fn failure(code: ErrorCode, message: impl Into<String>) -> ResponseError {
    ResponseError { code: code as i32, message: message.into(), data: None }
}
