//! All that the analysis thread knows.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::mpsc::Sender;

use gen_lsp_types as lsp;
use lsp_server::{Message, Notification, Request, Response};
use serde_json::{Value, json};

use super::analysis::Event;
use super::commands::Running;
use super::completion::Proposed;
use super::documents::Document;
use super::evaluation::{self, Evaluate, Evaluated, Job};
use super::library::Library;
use super::log::Log;
use super::position::Encoding;
use super::project::{Checked, Project};
use super::report::Placed;
use super::settings::{Client, SECTION, Settings};
use super::shown::move_along;
use super::texts::View;
pub use super::texts::{Home, Open};
use super::transport::Outgoing;
use super::uri;
use crate::check::Wanted;
use crate::evaluate::Stop;
use crate::ide::Completions;
use crate::ide::navigate::{Looked, Reach};
use crate::ide::rename::Edit;
use crate::ide::values::Values;
use crate::world::{FilePath, Origin, World};

/// The id of the request for the client's configuration.
const CONFIGURATION: &str = "batc-configuration";

/// A project with what was told about it.
pub(super) struct Active {
    pub(super) project: Project,
    /// Counts its states; what is found in an older one is out of date.
    generation: u64,
    /// Stops what evaluates the state at hand, when it is out of date.
    stop: Stop,
    /// What evaluating found, moved along with the edits since.
    pub(super) evaluated: Vec<Placed>,
    /// What names stand for, moved along likewise.
    pub(super) values: Values,
    /// What the client shows, by the file's path.
    pub(super) published: BTreeMap<String, (lsp::Uri, Vec<lsp::Diagnostic>)>,
    /// The files that were edited since the last time: their diagnostics are sent again, with the new version.
    pub(super) edited: BTreeSet<String>,
    /// Whether something changed since the last time that diagnostics were sent.
    is_unpublished: bool,
}

impl Active {
    /// Something changed.
    fn changed(&mut self) {
        self.generation += 1;
        std::mem::take(&mut self.stop).stop();
        self.is_unpublished = true;
    }
}

/// All that the analysis thread knows.
pub struct State {
    out: Sender<Outgoing>,
    jobs: Sender<Job>,
    log: Log,
    encoding: Encoding,
    client: Client,
    settings: Settings,
    folders: Vec<PathBuf>,
    documents: BTreeMap<String, Open>,
    pub(super) projects: BTreeMap<String, Active>,
    library: Library,
    requests: i32,
    /// The commands that another thread works on.
    pub running: Running,
    /// What was proposed last.
    pub(super) proposed: Proposed,
}

impl State {
    /// Nothing is open yet.
    pub fn new(
        out: Sender<Outgoing>,
        events: Sender<Event>,
        log: Log,
        encoding: Encoding,
        client: Client,
        settings: Settings,
        folders: Vec<PathBuf>,
    ) -> State {
        let jobs = evaluation::begin(out.clone(), events, log.clone());
        State {
            out,
            jobs,
            log,
            encoding,
            client,
            settings,
            folders,
            documents: BTreeMap::new(),
            projects: BTreeMap::new(),
            library: Library::new(),
            requests: 0,
            running: Running::default(),
            proposed: Proposed::default(),
        }
    }

    /// The log.
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// In what positions are counted.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// What the client can do.
    pub fn client(&self) -> Client {
        self.client
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The copies of the standard library.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// Sends an answer.
    pub fn respond(&self, response: Response) {
        let _ = self.out.send(Outgoing::Message(Message::Response(response)));
    }

    /// Sends a notification.
    pub fn notify(&self, method: &str, params: impl serde::Serialize) {
        let note = Notification::new(method.to_owned(), params);
        let _ = self.out.send(Outgoing::Message(Message::Notification(note)));
    }

    fn ask(&mut self, method: &str, params: impl serde::Serialize) {
        self.requests += 1;
        let request = Request::new(self.requests.into(), method.to_owned(), params);
        let _ = self.out.send(Outgoing::Message(Message::Request(request)));
    }

    /// Has another thread work.
    pub fn begin(&self, job: Job) {
        let _ = self.jobs.send(job);
    }

    // ---- Beginning and settings ----

    /// The client is ready: asks it for its settings and to watch files.
    pub fn initialized(&mut self) {
        if self.client.watches_files {
            let registration = lsp::Registration {
                id: "batc-files".to_owned(),
                method: "workspace/didChangeWatchedFiles".to_owned(),
                register_options: Some(json!({ "watchers": [{ "globPattern": "**/*" }] })),
            };
            self.ask("client/registerCapability", json!({ "registrations": [registration] }));
        }
        self.ask_for_configuration();
    }

    fn ask_for_configuration(&self) {
        if self.client.has_configuration {
            let params = json!({ "items": [{ "section": SECTION }] });
            let request = Request::new(CONFIGURATION.to_owned().into(), "workspace/configuration".to_owned(), params);
            let _ = self.out.send(Outgoing::Message(Message::Request(request)));
        }
    }

    /// The client has answered a request of ours.
    pub fn answered(&mut self, response: Response) {
        if response.id == CONFIGURATION.to_owned().into()
            && let Ok(Value::Array(list)) = &response.response_result
            && let Some(value) = list.first()
        {
            self.configure(&value.clone());
        }
    }

    /// The client's settings have changed.
    pub fn configuration_changed(&mut self, params: &Value) {
        self.configure(params.get("settings").unwrap_or(&Value::Null));
        self.ask_for_configuration();
    }

    fn configure(&mut self, value: &Value) {
        let before = self.settings.clone();
        self.settings.read(value);
        if self.settings != before {
            self.log.note(|| format!("settings: {:?}", self.settings));
            let keys: Vec<String> = self.projects.keys().cloned().collect();
            for key in keys {
                self.projects.entry(key.clone()).and_modify(|active| {
                    active.evaluated.clear();
                    active.values = Values::default();
                });
                self.publish(&key);
                self.evaluate(&key);
            }
        }
    }

    /// The client has opened and closed folders.
    pub fn folders_changed(&mut self, added: Vec<PathBuf>, removed: &[PathBuf]) {
        self.folders.retain(|folder| !removed.contains(folder));
        self.folders.extend(added);
    }

    // ---- Texts ----

    /// The open text with this address.
    pub fn open(&self, uri: &lsp::Uri) -> Option<&Open> {
        self.documents.get(&uri::key(uri))
    }

    /// The project with this key.
    pub fn project(&self, key: &str) -> Option<&Project> {
        self.projects.get(key).map(|active| &active.project)
    }

    /// What names stand for in a project's environments, as far as they were evaluated.
    pub fn values(&self, key: &str) -> Option<&Values> {
        self.projects.get(key).map(|active| &active.values)
    }

    /// The keys of the projects.
    pub fn project_keys(&self) -> impl Iterator<Item = &str> {
        self.projects.keys().map(String::as_str)
    }

    /// A text has been opened. One that is open already is replaced.
    pub fn did_open(&mut self, item: lsp::TextDocumentItem) {
        let key = uri::key(&item.uri);
        let document = Document::new(item.uri, item.version, &item.text);
        let home = match self.documents.get(&key) {
            Some(open) => Some(open.home.clone()),
            None => self.home(&document.uri),
        };
        let Some(home) = home else { return };
        self.documents.insert(key.clone(), Open::new(document, home));
        self.changed(&key);
    }

    /// A text has been edited. One that is not open is left alone.
    pub fn did_change(&mut self, params: &lsp::DidChangeTextDocumentParams) {
        let encoding = self.encoding;
        let key = uri::key(&params.text_document.text_document_identifier.uri);
        let Some(open) = self.documents.get_mut(&key) else { return };
        open.document.version = params.text_document.version;
        let edits = open.edit(&params.content_changes, encoding);
        if let Home::Project(project, path) = open.home.clone()
            && let Some(active) = self.projects.get_mut(&project)
        {
            let path = path.display();
            move_along(&mut active.evaluated, &path, &edits);
            for edit in &edits {
                active.values.move_along(&path, |range| edit.moved(range));
            }
        }
        self.changed(&key);
    }

    /// A text has been closed.
    pub fn did_close(&mut self, uri: &lsp::Uri) {
        let Some(open) = self.documents.remove(&uri::key(uri)) else { return };
        let Home::Project(key, path) = open.home else { return };
        if let Some(active) = self.projects.get_mut(&key) {
            active.project.close(&path);
            active.changed();
            if active.project.open_files().next().is_none() {
                // Nothing is open: nothing is shown.
                let published = std::mem::take(&mut active.published);
                self.projects.remove(&key);
                self.begin(Job::Close(key));
                for (uri, _) in published.into_values() {
                    self.send_diagnostics(uri, None, Vec::new());
                }
            }
        }
    }

    /// Files have come, gone or changed on disk.
    pub fn files_changed(&mut self) {
        for active in self.projects.values_mut() {
            active.project.refresh();
            active.changed();
        }
    }

    /// Where a text that is being opened belongs; its project is opened when it is not.
    fn home(&mut self, uri: &lsp::Uri) -> Option<Home> {
        let path = uri::to_path(uri);
        if let Some(relative) = path.as_deref().and_then(|path| self.library.original(path)) {
            return Some(Home::Std(relative));
        }
        let on_disk = path.and_then(|path| {
            let root = self.root_of(&path)?;
            let key = root.display().to_string();
            let project = match self.projects.get(&key) {
                Some(active) => &active.project,
                None => {
                    let mut project = Project::at(&root)?;
                    project.refresh();
                    self.add(key.clone(), project)
                }
            };
            Some(Home::Project(key, project.world().locate(&path).ok()?))
        });
        on_disk.or_else(|| {
            // A text that was never saved, or lies where nothing can be read, is a project of its own.
            let key = uri.0.clone();
            let path = self.add(key.clone(), Project::in_memory()).world().locate(Path::new("untitled.bat")).ok()?;
            Some(Home::Project(key, path))
        })
    }

    fn add(&mut self, key: String, project: Project) -> &Project {
        let active = Active {
            project,
            generation: 0,
            stop: Stop::default(),
            evaluated: Vec::new(),
            values: Values::default(),
            published: BTreeMap::new(),
            edited: BTreeSet::new(),
            is_unpublished: true,
        };
        &self.projects.entry(key).insert_entry(active).into_mut().project
    }

    /// The folder of the project that a file belongs to: the nearest that says so, the client's folder around it, or else
    /// its own.
    fn root_of(&self, path: &Path) -> Option<PathBuf> {
        let folder = std::fs::canonicalize(path.parent()?).ok()?;
        if let Some(root) = World::marked_root(&folder) {
            return Some(root);
        }
        let around = |open: &PathBuf| std::fs::canonicalize(open).ok().filter(|open| folder.starts_with(open));
        Some(self.folders.iter().filter_map(around).max_by_key(|open| open.as_os_str().len()).unwrap_or(folder))
    }

    /// Tells the project of a text's new content.
    fn changed(&mut self, key: &str) {
        let Some(open) = self.documents.get(key) else { return };
        let Home::Project(project, path) = &open.home else { return };
        if let Some(active) = self.projects.get_mut(project) {
            active.project.set(path, &open.document.text);
            active.changed();
            active.edited.insert(path.display());
        }
    }

    // ---- Checking ----

    /// Whether something has to be checked.
    pub fn has_work(&self) -> bool {
        self.projects.values().any(|active| active.is_unpublished)
    }

    /// Checks one project that has changed, shows what was found, and has its environments evaluated.
    pub fn work(&mut self) {
        let Some((key, active)) = self.projects.iter_mut().find(|(_, active)| active.is_unpublished) else { return };
        // When it panics, it is not tried again before something changes.
        active.is_unpublished = false;
        let key = key.clone();
        let begin = std::time::Instant::now();
        let checked = self.check(&key);
        let took = begin.elapsed().as_secs_f64() * 1000.0;
        self.log.note(|| format!("checked {} files in {took:.3} ms", checked.inputs.len()));
        if checked.diagnostics.iter().any(|d| d.severity == crate::diagnostics::Severity::Error) {
            // Evaluating ends where checking does.
            self.projects.entry(key.clone()).and_modify(|active| active.evaluated.clear());
            self.publish(&key);
        } else {
            self.publish(&key);
            self.evaluate(&key);
        }
    }

    /// Sees to it that a text's tree and all that is known of it are those of its last edit.
    pub fn prepare(&mut self, uri: &lsp::Uri) {
        if let Some(Open { home: Home::Project(key, _), .. }) = self.open(uri) {
            self.check(&key.clone());
        }
    }

    /// A text with its tree; see [`State::prepare`].
    pub fn view<'a>(&'a self, open: &'a Open) -> View<'a> {
        let checked = || {
            let Home::Project(key, path) = &open.home else { return None };
            let project = self.project(key)?;
            let (checked, sources) = (project.checked(), project.sources());
            let module = checked.module(path)?;
            let text: &str = &sources.file(module.file).text;
            // After a panic the last check was of another text.
            (text == &*open.document.text).then(|| View::Checked { text, tree: module.tree.clone(), sources })
        };
        checked().unwrap_or_else(|| View::Parsed(open.parsed()))
    }

    /// What checking finds in a project now.
    pub fn check(&mut self, key: &str) -> Rc<Checked> {
        match self.projects.get_mut(key) {
            Some(active) => active.project.check(),
            None => Rc::default(),
        }
    }

    /// What checking finds in a project now, with facts of some places.
    pub fn check_for(&mut self, key: &str, wanted: Wanted) -> Rc<Checked> {
        match self.projects.get_mut(key) {
            Some(active) => active.project.check_for(wanted),
            None => Rc::default(),
        }
    }

    /// What can be written at a byte offset of a file.
    pub fn complete(&mut self, key: &str, path: &FilePath, at: usize) -> Option<Completions> {
        Some(self.projects.get_mut(key)?.project.complete(path, at))
    }

    /// Looks at a byte offset of a file.
    pub fn look(&mut self, key: &str, path: &FilePath, at: usize, reach: Reach) -> Option<Looked> {
        self.projects.get_mut(key)?.project.look(path, at, reach)
    }

    /// Whether what was looked at can be renamed so.
    pub fn verify(&mut self, key: &str, looked: &Looked, edits: &[Edit], new: &str) -> Result<(), String> {
        self.projects.get_mut(key).map_or(Ok(()), |active| active.project.verify(looked, edits, new))
    }

    /// Asks the client to show a file.
    pub fn show_document(&mut self, uri: &lsp::Uri) {
        self.ask("window/showDocument", json!({ "uri": uri, "takeFocus": true }));
    }

    fn evaluate(&self, key: &str) {
        let Some(active) = self.projects.get(key) else { return };
        if self.settings.evaluate {
            self.begin(Job::Evaluate(Evaluate {
                project: key.to_owned(),
                generation: active.generation,
                snapshot: active.project.snapshot(),
                environment: self.settings.environment.clone(),
                stop: active.stop.clone(),
            }));
        }
    }

    /// Environments have been evaluated.
    pub fn evaluated(&mut self, evaluated: Evaluated) {
        let Some(active) = self.projects.get_mut(&evaluated.project) else { return };
        if active.generation != evaluated.generation || !self.settings.evaluate {
            return;
        }
        active.evaluated = evaluated.diagnostics;
        let has_changed = active.values.differs(&evaluated.values);
        active.values = evaluated.values;
        self.publish(&evaluated.project);
        if has_changed && self.client.refreshes_hints {
            self.ask("workspace/inlayHint/refresh", Value::Null);
        }
    }

    /// The open text of a project's file, by the path that diagnostics show.
    pub fn open_file(&self, key: &str, path: &str) -> Option<&Open> {
        self.documents.values().find(|open| match &open.home {
            Home::Project(project, file) => {
                project == key && file.origin() == Origin::Project && file.relative() == path
            }
            Home::Std(_) => false,
        })
    }

    /// The address of a file, by the path that diagnostics show.
    pub fn address(&self, key: &str, path: &str) -> Option<lsp::Uri> {
        // A text that is no file has no folder, and is found as it is open.
        if let Some(relative) = path.strip_prefix("std/") {
            let copy = self.library.copy(relative)?;
            return uri::of_path(&copy);
        }
        if let Some(open) = self.open_file(key, path) {
            return Some(open.document.uri.clone());
        }
        let root = self.projects.get(key)?.project.root()?;
        uri::of_path(&root.join(path))
    }
}
