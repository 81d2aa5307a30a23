//! All that the analysis thread knows.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use gen_lsp_types as lsp;
use lsp_server::{Message, Notification, Request, Response};
use serde_json::{Value, json};

use super::analysis::Event;
use super::commands::Running;
use super::documents::{Document, Edit};
use super::evaluation::{self, Evaluate, Evaluated, Job};
use super::library::Library;
use super::log::Log;
use super::position::{Encoding, LineIndex};
use super::project::{Checked, Project};
use super::publish::{self, Places};
use super::report::Placed;
use super::settings::{Client, SECTION, Settings};
use super::transport::Outgoing;
use super::uri;
use crate::ast::File;
use crate::diagnostics::Diagnostics;
use crate::ide;
use crate::parse::parse_file;
use crate::source::SourceMap;
use crate::world::{FilePath, Origin, World};

/// The id of the request for the client's configuration.
const CONFIGURATION: &str = "batc-configuration";

/// A text with its tree.
pub struct Parsed {
    /// The text.
    pub text: Arc<str>,
    /// The map that the tree's spans belong to.
    pub sources: SourceMap,
    /// The tree.
    pub tree: File,
}

impl Parsed {
    /// Parses a text.
    pub fn new(path: &str, text: Arc<str>) -> Parsed {
        let mut sources = SourceMap::new();
        let file = sources.add_file(path, text.clone());
        // What is wrong in it, checking tells.
        let tree = parse_file(&mut sources, file, &mut Diagnostics::new());
        Parsed { text, sources, tree }
    }

    /// As the features of [`ide`] take it.
    pub fn document(&self) -> ide::Document<'_> {
        ide::Document { text: &self.text, tree: &self.tree, sources: &self.sources }
    }
}

/// Where an open text belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Home {
    /// To a project, by its key, under this path.
    Project(String, FilePath),
    /// To the standard library, under this path.
    Std(String),
}

/// An open text.
pub struct Open {
    /// The text.
    pub document: Document,
    /// Where it belongs.
    pub home: Home,
    parsed: OnceCell<Rc<Parsed>>,
}

impl Open {
    /// Its tree, made when it is asked for.
    pub fn parsed(&self) -> Rc<Parsed> {
        let path = match &self.home {
            Home::Project(_, path) => path.display(),
            Home::Std(path) => format!("std/{path}"),
        };
        self.parsed.get_or_init(|| Rc::new(Parsed::new(&path, self.document.text.clone()))).clone()
    }
}

/// A project with what was told about it.
struct Active {
    project: Project,
    /// Counts its states; what is found in an older one is out of date.
    generation: u64,
    /// What evaluating found, moved along with the edits since.
    evaluated: Vec<Placed>,
    /// What the client shows, by the file's path.
    published: BTreeMap<String, (lsp::Uri, Vec<lsp::Diagnostic>)>,
    /// The files that were edited since the last time: their diagnostics are sent again, with the new version.
    edited: BTreeSet<String>,
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
    projects: BTreeMap<String, Active>,
    library: Library,
    requests: i32,
    /// The commands that another thread works on.
    pub running: Running,
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
                self.projects.entry(key.clone()).and_modify(|active| active.evaluated.clear());
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

    /// The open texts.
    pub fn open_documents(&self) -> impl Iterator<Item = &Open> {
        self.documents.values()
    }

    /// The project with this key.
    pub fn project(&self, key: &str) -> Option<&Project> {
        self.projects.get(key).map(|active| &active.project)
    }

    /// The projects that files are open in.
    pub fn projects(&self) -> impl Iterator<Item = &Project> {
        self.projects.values().map(|active| &active.project)
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
        self.documents.insert(key.clone(), Open { document, home, parsed: OnceCell::new() });
        self.changed(&key);
    }

    /// A text has been edited. One that is not open is left alone.
    pub fn did_change(&mut self, params: &lsp::DidChangeTextDocumentParams) {
        let encoding = self.encoding;
        let key = uri::key(&params.text_document.text_document_identifier.uri);
        let Some(open) = self.documents.get_mut(&key) else { return };
        open.document.version = params.text_document.version;
        let edits = open.document.edit(&params.content_changes, encoding);
        open.parsed = OnceCell::new();
        if let Home::Project(project, path) = open.home.clone()
            && let Some(active) = self.projects.get_mut(&project)
        {
            move_along(&mut active.evaluated, &path.display(), &edits);
        }
        self.changed(&key);
    }

    /// A text has been closed.
    pub fn did_close(&mut self, uri: &lsp::Uri) {
        let Some(open) = self.documents.remove(&uri::key(uri)) else { return };
        let Home::Project(key, path) = open.home else { return };
        if let Some(active) = self.projects.get_mut(&key) {
            active.project.close(&path);
            active.generation += 1;
            if active.project.open_files().next().is_none() {
                // Nothing is open: nothing is shown.
                let published = std::mem::take(&mut active.published);
                self.projects.remove(&key);
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
            active.generation += 1;
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
            evaluated: Vec::new(),
            published: BTreeMap::new(),
            edited: BTreeSet::new(),
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
        let parsed = open.parsed();
        if let Some(active) = self.projects.get_mut(project) {
            active.project.set(path, &open.document.text, &parsed.tree);
            active.generation += 1;
            active.edited.insert(path.display());
        }
    }

    // ---- Checking ----

    /// Whether something has to be checked.
    pub fn has_work(&self) -> bool {
        self.projects.values().any(|active| active.project.is_stale())
    }

    /// Checks one project that has changed, shows what was found, and has its environments evaluated.
    pub fn work(&mut self) {
        let Some(key) = self.projects.iter().find(|(_, a)| a.project.is_stale()).map(|(key, _)| key.clone()) else {
            return;
        };
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

    /// What checking finds in a project now.
    pub fn check(&mut self, key: &str) -> Rc<Checked> {
        match self.projects.get_mut(key) {
            Some(active) => active.project.check(),
            None => Rc::default(),
        }
    }

    fn evaluate(&self, key: &str) {
        let Some(active) = self.projects.get(key) else { return };
        if self.settings.evaluate {
            self.begin(Job::Evaluate(Evaluate {
                project: key.to_owned(),
                generation: active.generation,
                snapshot: active.project.snapshot(),
                environment: self.settings.environment.clone(),
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
        self.publish(&evaluated.project);
    }

    /// Sends the diagnostics that have changed; those of edited files in any case, after all others, so that who waits for
    /// them knows that everything has come.
    fn publish(&mut self, key: &str) {
        let Some(active) = self.projects.get(key) else { return };
        let checked = active.project.checked();
        let told = |d: &&Placed| checked.diagnostics.iter().any(|c| same(c, d));
        let evaluated = active.evaluated.iter().filter(|d| !told(d));
        let all: Vec<&Placed> = checked.diagnostics.iter().chain(evaluated).collect();
        let places = ProjectPlaces { state: self, key, checked: &checked, indexes: std::cell::RefCell::default() };
        let mut found: BTreeMap<String, Vec<lsp::Diagnostic>> = BTreeMap::new();
        for (path, list) in publish::by_file(all) {
            let mut list: Vec<&Placed> = list;
            list.sort_by_key(|placed| (placed.place.range.start, placed.place.range.end));
            let shows = self.client.shows_related;
            let list = list.iter().filter_map(|placed| publish::diagnostic(placed, &places, shows)).collect();
            found.insert(path.to_owned(), list);
        }
        drop(places);
        let edited = active.edited.clone();
        let gone = active.published.keys().filter(|path| !found.contains_key(*path)).cloned().collect::<Vec<_>>();
        let bare = edited.iter().filter(|path| !found.contains_key(*path)).cloned().collect::<Vec<_>>();
        gone.into_iter().chain(bare).for_each(|path| {
            found.insert(path, Vec::new());
        });
        let (last, first): (Vec<_>, Vec<_>) = found.into_iter().partition(|(path, _)| edited.contains(path));
        for (path, list) in first.into_iter().chain(last) {
            self.publish_file(key, path, list);
        }
        self.projects.entry(key.to_owned()).and_modify(|active| active.edited.clear());
    }

    fn publish_file(&mut self, key: &str, path: String, list: Vec<lsp::Diagnostic>) {
        // The library's own files are shown as they are.
        if path.starts_with("std/") {
            return;
        }
        let open = self.open_file(key, &path);
        let (uri, version) = match open {
            Some(open) => (Some(open.document.uri.clone()), Some(open.document.version)),
            None => (self.address(key, &path), None),
        };
        let Some(uri) = uri else { return };
        let Some(active) = self.projects.get_mut(key) else { return };
        let before = active.published.get(&path).map(|(_, list)| list.as_slice()).unwrap_or_default();
        if before == list.as_slice() && !active.edited.contains(&path) {
            return;
        }
        match list.is_empty() {
            true => active.published.remove(&path),
            false => active.published.insert(path, (uri.clone(), list.clone())),
        };
        self.send_diagnostics(uri, version, list);
    }

    fn send_diagnostics(&self, uri: lsp::Uri, version: Option<i32>, diagnostics: Vec<lsp::Diagnostic>) {
        let params = lsp::PublishDiagnosticsParams { uri, version, diagnostics };
        self.notify("textDocument/publishDiagnostics", params);
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

/// Whether two diagnostics say the same of the same place.
fn same(a: &Placed, b: &Placed) -> bool {
    a.code == b.code && a.place == b.place && a.message == b.message
}

/// Moves diagnostics along with edits of a file; those that an edit touched are dropped.
fn move_along(list: &mut Vec<Placed>, path: &str, edits: &[Edit]) {
    for edit in edits {
        list.retain_mut(|placed| {
            let places = std::iter::once(&mut placed.place).chain(&mut placed.related);
            for place in places.filter(|place| place.path == path) {
                match edit.moved(place.range.clone()) {
                    Some(range) => place.range = range,
                    None => return false,
                }
            }
            true
        });
    }
}

/// Places in a project's files: in open ones as they are now, in others as they were checked.
struct ProjectPlaces<'a> {
    state: &'a State,
    key: &'a str,
    checked: &'a Checked,
    indexes: std::cell::RefCell<BTreeMap<String, Rc<LineIndex>>>,
}

impl Places for ProjectPlaces<'_> {
    fn location(&self, path: &str, range: &Range<usize>) -> Option<lsp::Location> {
        let uri = self.state.address(self.key, path)?;
        if let Some(open) = self.state.open_file(self.key, path) {
            return Some(lsp::Location { uri, range: open.document.range(range, self.state.encoding) });
        }
        let text = self.checked.texts.get(path)?;
        let index =
            self.indexes.borrow_mut().entry(path.to_owned()).or_insert_with(|| Rc::new(LineIndex::new(text))).clone();
        Some(lsp::Location { uri, range: index.range(text, range, self.state.encoding) })
    }
}
