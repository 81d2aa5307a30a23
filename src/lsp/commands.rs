//! What takes long and is done by the evaluating thread: building, running tests, showing a compiled resource.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use gen_lsp_types as lsp;
use lsp_server::{ErrorCode, Message, Notification, RequestId, Response, ResponseError};
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Value, json};

use super::analysis::failure;
use super::log::Log;
use super::project::Snapshot;
use super::state::State;
use super::transport::Outgoing;
use crate::diagnostics::Severity;
use crate::driver::{self, BuildOptions, Outcome, TestOptions};
use crate::emit::{self, TemplateFormat};
use crate::source::Span;

/// Compiles environments to `out/` below the project's folder: `[uri, environment?]`.
pub const BUILD: &str = "batc.build";
/// Runs tests: `[uri, name?]`.
pub const TEST: &str = "batc.test";
/// Shows what a code means: `[code]`.
pub const EXPLAIN: &str = "batc.explain";
/// What `workspace/executeCommand` takes.
pub const COMMANDS: [&str; 3] = [BUILD, TEST, EXPLAIN];

/// Something to do, for a request that waits for it.
pub struct Command {
    /// The request.
    pub id: RequestId,
    /// The project.
    pub snapshot: Snapshot,
    /// What to do.
    pub task: Task,
    /// Becomes true when the client takes the request back.
    pub cancelled: Arc<AtomicBool>,
}

/// What to do.
pub enum Task {
    /// Build environments and write them.
    Build {
        /// Which; all without one.
        environment: Option<String>,
        /// Where.
        out: PathBuf,
    },
    /// Run tests.
    Test {
        /// Which; all without a name.
        name: Option<String>,
    },
    /// Show what a declaration compiles to.
    Template {
        /// The environment; the first that has it, without one.
        environment: Option<String>,
        /// The declaration's file, as diagnostics show it.
        path: String,
        /// Its name.
        name: String,
        /// Where that begins in the text.
        name_at: usize,
        /// Its range.
        range: lsp::Range,
    },
}

/// The requests that another thread works on.
#[derive(Default)]
pub struct Running {
    flags: FxHashMap<RequestId, Arc<AtomicBool>>,
}

impl Running {
    /// A new request; those that are answered are forgotten.
    pub fn add(&mut self, id: RequestId) -> Arc<AtomicBool> {
        self.flags.retain(|_, flag| Arc::strong_count(flag) > 1);
        let flag = Arc::new(AtomicBool::new(false));
        self.flags.insert(id, flag.clone());
        flag
    }
}

/// The client has taken a request back.
pub fn cancel(state: &mut State, id: &RequestId) {
    if let Some(flag) = state.running.flags.get(id) {
        flag.store(true, Ordering::Relaxed);
    }
}

/// Does it, and answers.
pub fn run(command: Command, out: &Sender<Outgoing>, log: &Log) {
    let Command { id, snapshot, task, cancelled } = command;
    let taken_back = || failure(ErrorCode::RequestCanceled, "cancelled");
    let result = match cancelled.load(Ordering::Relaxed) {
        true => Err(taken_back()),
        false => {
            let done = catch_unwind(AssertUnwindSafe(|| work(&snapshot, task, &cancelled, out)));
            done.unwrap_or_else(|_| Err(failure(ErrorCode::InternalError, "a bug in batc")))
        }
    };
    let result = if cancelled.load(Ordering::Relaxed) { Err(taken_back()) } else { result };
    log.note(|| format!("done ({id}) {}", result.as_ref().err().map_or("", |e| e.message.as_str())));
    let response = Response { id, response_result: result };
    let _ = out.send(Outgoing::Message(Message::Response(response)));
}

fn work(
    snapshot: &Snapshot,
    task: Task,
    cancelled: &AtomicBool,
    out: &Sender<Outgoing>,
) -> Result<Value, ResponseError> {
    match task {
        Task::Build { environment, out: folder } => {
            let (value, kind, text) = build(snapshot, environment, &folder, cancelled)?;
            tell(out, kind, text);
            Ok(value)
        }
        Task::Test { name } => {
            let (value, kind, text) = test(snapshot, name);
            tell(out, kind, text);
            Ok(value)
        }
        Task::Template { environment, path, name, name_at, range } => {
            template(snapshot, environment, (&path, &name, name_at), range)
        }
    }
}

/// Shows a sentence, since not every client shows the result of a command.
fn tell(out: &Sender<Outgoing>, kind: lsp::MessageType, message: String) {
    let params = lsp::ShowMessageParams { kind, message };
    let note = Notification::new("window/showMessage".to_owned(), params);
    let _ = out.send(Outgoing::Message(Message::Notification(note)));
}

fn plural(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

type Told = (Value, lsp::MessageType, String);

fn build(
    snapshot: &Snapshot,
    environment: Option<String>,
    folder: &std::path::Path,
    cancelled: &AtomicBool,
) -> Result<Told, ResponseError> {
    let options = BuildOptions { env: environment, ..BuildOptions::default() };
    let outcome = driver::build(&snapshot.world, &snapshot.inputs, &options);
    let errors: Vec<&str> =
        outcome.diagnostics.iter().filter(|d| d.severity == Severity::Error).map(|d| d.message.as_str()).collect();
    if let Some(first) = errors.first() {
        let text = format!(
            "nothing is built, there {}: {first}",
            match errors.len() {
                1 => "is an error".to_owned(),
                count => format!("are {count} errors"),
            }
        );
        let value = json!({ "built": false, "errors": errors, "environments": [] });
        return Ok((value, lsp::MessageType::Error, text));
    }
    let written = emit::write(&outcome.assemblies, &snapshot.world, folder, TemplateFormat::Json, cancelled)
        .map_err(|error| failure(ErrorCode::RequestFailed, error.message))?;
    let names: Vec<String> = written
        .iter()
        .map(|w| format!("`{}` ({}) in {}", w.env_name, plural(w.stacks.len(), "stack"), w.folder.display()))
        .collect();
    let environments: Vec<Value> = written
        .iter()
        .map(|w| {
            let stacks: Vec<Value> = w
                .stacks
                .iter()
                .map(|s| json!({ "name": s.name, "stackName": s.stack_name, "resources": s.resource_count }))
                .collect();
            json!({ "name": w.env_name, "folder": w.folder.display().to_string(), "stacks": stacks })
        })
        .collect();
    let value = json!({ "built": true, "errors": [], "environments": environments });
    Ok((value, lsp::MessageType::Info, format!("built {}", names.join(", "))))
}

fn test(snapshot: &Snapshot, name: Option<String>) -> Told {
    let options = TestOptions { filter: name.clone() };
    let outcome = driver::test(&snapshot.world, &snapshot.inputs, &options);
    let is_meant = |found: &str| name.as_deref().is_none_or(|name| name == found);
    let results: Vec<&driver::TestResult> = outcome.results.iter().filter(|r| is_meant(&r.name)).collect();
    let count = |wanted: Outcome| results.iter().filter(|r| r.outcome == wanted).count();
    let failed: Vec<&&driver::TestResult> = results.iter().filter(|r| r.outcome.is_failure()).collect();
    let list: Vec<Value> = results
        .iter()
        .map(|r| {
            let (file, start, _) = outcome.sources.positions(r.span);
            let messages: Vec<&str> = r.diagnostics.iter().map(|d| d.message.as_str()).collect();
            json!({
                "name": r.name,
                "environment": r.env,
                "outcome": match r.outcome {
                    Outcome::Passed => "passed",
                    Outcome::Failed => "failed",
                    Outcome::Skipped => "skipped",
                    Outcome::NotBuilt => "not built",
                },
                "file": file.path,
                "line": start.line,
                "messages": messages,
            })
        })
        .collect();
    let errors: Vec<&str> =
        outcome.diagnostics.iter().filter(|d| d.severity == Severity::Error).map(|d| d.message.as_str()).collect();
    let passed = count(Outcome::Passed);
    let value = json!({
        "passed": passed, "failed": failed.len(), "skipped": count(Outcome::Skipped), "errors": errors, "results": list,
    });
    if let Some(first) = errors.first() {
        return (value, lsp::MessageType::Error, format!("the tests cannot run: {first}"));
    }
    match failed.first() {
        Some(first) => {
            let env = first.env.as_ref().map(|env| format!(" in `{env}`")).unwrap_or_default();
            let why = first.diagnostics.first().map_or("the environment has errors", |d| d.message.as_str());
            let text = format!("{} failed: \"{}\"{env}: {why}", plural(failed.len(), "test"), first.name);
            (value, lsp::MessageType::Error, text)
        }
        None => (value, lsp::MessageType::Info, format!("{} passed", plural(passed, "test"))),
    }
}

fn template(
    snapshot: &Snapshot,
    environment: Option<String>,
    (path, name, name_at): (&str, &str, usize),
    range: lsp::Range,
) -> Result<Value, ResponseError> {
    let refused = |text: String| failure(ErrorCode::RequestFailed, text);
    let options = BuildOptions { env: environment.clone(), source_map: true, ..BuildOptions::default() };
    let outcome = driver::build(&snapshot.world, &snapshot.inputs, &options);
    if let Some(error) = outcome.diagnostics.iter().find(|d| d.severity == Severity::Error) {
        return Err(refused(format!("nothing is compiled while there is an error: {}", error.message)));
    }
    // A resource of its own, or what an instance has made.
    let is_declared_here = |span: &Span| {
        let (file, place) = outcome.sources.resolve(*span);
        place.start == name_at && outcome.sources.file(file).path == path
    };
    for (assembly, provenance) in outcome.assemblies.iter().zip(&outcome.provenance) {
        let ours = provenance.iter().filter(|one| one.declared.iter().any(is_declared_here));
        let ours: FxHashSet<(&str, &str)> = ours.map(|one| (one.stack.as_str(), one.logical_id.as_str())).collect();
        let mut found = serde_json::Map::new();
        let mut stacks = Vec::new();
        for stack in &assembly.stacks {
            if !ours.iter().any(|(of, _)| *of == stack.name) {
                continue;
            }
            let template: Value = serde_json::from_slice(&stack.template).unwrap_or_default();
            let Some(resources) = template.get("Resources").and_then(Value::as_object) else { continue };
            let resources = resources.iter().filter(|(id, _)| ours.contains(&(stack.name.as_str(), id.as_str())));
            found.extend(resources.map(|(id, resource)| (id.clone(), without_map(resource))));
            stacks.push(stack.name.clone());
        }
        if !found.is_empty() {
            let text = serde_json::to_string_pretty(&Value::Object(found)).unwrap_or_default();
            let title = format!("{name} · {} · {}", stacks.join(", "), assembly.env_name);
            return Ok(json!({
                "title": title, "text": text, "range": range, "environment": assembly.env_name,
                "languageId": "json",
            }));
        }
    }
    Err(refused(match environment {
        Some(environment) => format!("`{name}` is not in the environment `{environment}`"),
        None => format!("no environment of the checked files has `{name}`"),
    }))
}

/// A compiled resource as it is without the source map.
fn without_map(resource: &Value) -> Value {
    let mut resource = resource.clone();
    if let Some(object) = resource.as_object_mut()
        && let Some(metadata) = object.get_mut("Metadata").and_then(Value::as_object_mut)
    {
        metadata.retain(|key, _| !matches!(key.as_str(), "batc:path" | "batc:source"));
        if metadata.is_empty() {
            object.shift_remove("Metadata");
        }
    }
    resource
}
