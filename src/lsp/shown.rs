//! Diagnostics that the client shows.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use gen_lsp_types as lsp;

use super::documents::Edit;
use super::position::LineIndex;
use super::publish::{self, Places};
use super::report::Placed;
use super::state::State;

impl State {
    /// Sends the diagnostics that have changed; those of edited files in any case, after all others, so that who waits for
    /// them knows that everything has come.
    pub(super) fn publish(&mut self, key: &str) {
        let Some(active) = self.projects.get(key) else { return };
        let checked = active.project.checked();
        let told = |d: &&Placed| checked.diagnostics.iter().any(|c| same(c, d));
        let evaluated = active.evaluated.iter().filter(|d| !told(d));
        let all: Vec<&Placed> = checked.diagnostics.iter().chain(evaluated).collect();
        let places = ProjectPlaces::new(self, key);
        let mut found: BTreeMap<String, Vec<lsp::Diagnostic>> = BTreeMap::new();
        for (path, list) in publish::by_file(all) {
            let mut list: Vec<&Placed> = list;
            list.sort_by_key(|placed| (placed.place.range.start, placed.place.range.end));
            let shows = self.client().shows_related;
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

    pub(super) fn send_diagnostics(&self, uri: lsp::Uri, version: Option<i32>, diagnostics: Vec<lsp::Diagnostic>) {
        let params = lsp::PublishDiagnosticsParams { uri, version, diagnostics };
        self.notify("textDocument/publishDiagnostics", params);
    }
}

/// Whether two diagnostics say the same of the same place.
fn same(a: &Placed, b: &Placed) -> bool {
    a.code == b.code && a.place == b.place && a.message == b.message
}

/// Moves diagnostics along with edits of a file; those that an edit touched are dropped.
pub fn move_along(list: &mut Vec<Placed>, path: &str, edits: &[Edit]) {
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
pub struct ProjectPlaces<'a> {
    state: &'a State,
    key: &'a str,
    indexes: std::cell::RefCell<BTreeMap<String, Rc<LineIndex>>>,
}

impl<'a> ProjectPlaces<'a> {
    /// Places in a project's files.
    pub fn new(state: &'a State, key: &'a str) -> ProjectPlaces<'a> {
        ProjectPlaces { state, key, indexes: std::cell::RefCell::default() }
    }
}

impl Places for ProjectPlaces<'_> {
    fn location(&self, path: &str, range: &Range<usize>) -> Option<lsp::Location> {
        let uri = self.state.address(self.key, path)?;
        if let Some(open) = self.state.open_file(self.key, path) {
            return Some(lsp::Location { uri, range: open.document.range(range, self.state.encoding()) });
        }
        let sources = self.state.project(self.key)?.sources();
        let text = &sources.files().find(|(_, file)| file.path == path)?.1.text;
        let index =
            self.indexes.borrow_mut().entry(path.to_owned()).or_insert_with(|| Rc::new(LineIndex::new(text))).clone();
        Some(lsp::Location { uri, range: index.range(text, range, self.state.encoding()) })
    }
}
