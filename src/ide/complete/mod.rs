//! What can be written at a place.
//!
//! In: a project, a file of it and a place in its text, which may be half-typed. Out: [`Completions`]. Invariants: the texts of
//! the project are left alone; nothing panics, whatever the text; what is proposed is known to the grammar, the checker or
//! the registry, and fits the kind of place.
//!
//! The word at the place is taken out of a copy of the text, and a name that nothing declares is put there instead. So
//! the parser makes a whole tree, which says what kind of place it is (`place`), and the checker says what is expected there.
//! A place within a string is looked at as it stands. One file below stands for each kind of place.

mod arguments;
mod fields;
mod imports;
mod lexical;
mod members;
mod patterns;
mod place;
pub(super) mod policies;
mod query;
mod scope;
mod statements;
mod texts;
mod types;
mod values;

use std::ops::Range;

use super::library::Library;
use super::{fuzzy_score, with};
use crate::ast::Item;
use crate::check::{Focus, Wanted};
use crate::driver::Session;
use crate::resolve::Modules;
use crate::source::{SourceMap, Span};
use crate::world::FilePath;

/// What the word at the place is replaced by while it is checked; nobody declares it.
const HERE: &str = "batc_completes_here";

/// How many proposals are given at once.
const MOST: usize = 250;

/// What can be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    /// The bytes that a proposal replaces: the word at the place.
    pub replaced: Range<usize>,
    /// The proposals, the best first.
    pub items: Vec<Completion>,
    /// Whether there are more, which another letter may bring.
    pub is_incomplete: bool,
}

/// A proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What is shown, and compared with what is typed.
    pub label: String,
    /// What it is.
    pub kind: CompletionKind,
    /// Its type or the like, in a few words.
    pub detail: Option<String>,
    /// Its documentation, in Markdown.
    pub docs: Option<String>,
    /// What is written; a plain text.
    pub text: String,
    /// The same with places to fill in (`$1`, `${1:name}`), for editors that know them.
    pub snippet: Option<String>,
    /// What must be changed elsewhere, in the text as it is.
    pub edits: Vec<(Range<usize>, String)>,
    /// Whether AWS or batc would rather not have it used.
    pub is_deprecated: bool,
    /// Whether more is to be proposed once it is written.
    pub goes_on: bool,
    /// What more there is to know of it, for who looks at this one.
    pub about: Option<About>,
}

/// What a proposal is about, where there is more to tell than is worth telling of each in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// A resource type.
    ResourceType(String),
    /// A property: the resource type, the node of its schema that the property is a field of, and its name.
    Property(String, u32, String),
    /// An action of IAM.
    Action(String),
}

/// What a proposal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum CompletionKind {
    Keyword,
    Snippet,
    Variable,
    Param,
    Resource,
    Function,
    Module,
    Construct,
    Type,
    Field,
    Attribute,
    Value,
    Constant,
    File,
    Folder,
    Environment,
    Decorator,
    Text,
}

impl Completion {
    fn new(label: impl Into<String>, kind: CompletionKind) -> Completion {
        let label = label.into();
        Completion {
            text: label.clone(),
            label,
            kind,
            detail: None,
            docs: None,
            snippet: None,
            edits: Vec::new(),
            is_deprecated: false,
            goes_on: false,
            about: None,
        }
    }

    /// All documentation that there is, in Markdown.
    pub fn all_docs(&self) -> Option<String> {
        let more = self.about.as_ref().and_then(super::hover::about);
        more.or_else(|| self.docs.clone())
    }

    fn about(mut self, about: About) -> Completion {
        self.about = Some(about);
        self
    }

    fn detail(mut self, detail: impl Into<String>) -> Completion {
        self.detail = Some(detail.into()).filter(|detail| !detail.is_empty());
        self
    }

    fn docs(mut self, docs: Option<impl Into<String>>) -> Completion {
        self.docs = docs.map(Into::into).filter(|docs: &String| !docs.is_empty());
        self
    }

    fn text(mut self, text: impl Into<String>) -> Completion {
        self.text = text.into();
        self
    }

    /// What is written where places to fill in are known; elsewhere the text before the first of them is not enough, so `text`
    /// is written.
    fn snippet(mut self, snippet: impl Into<String>) -> Completion {
        self.snippet = Some(snippet.into());
        self
    }

    fn going_on(mut self) -> Completion {
        self.goes_on = true;
        self
    }
}

/// A text as a snippet that writes it.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}

/// What can be written at a byte offset of a file. The project is checked from `inputs` on; `files` are those that the file can
/// import.
pub fn complete(
    session: &mut Session,
    library: &Library,
    (inputs, files): (&[FilePath], &[FilePath]),
    path: &FilePath,
    at: usize,
) -> Completions {
    let Ok(text) = session.world().read(path) else { return Completions::default() };
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let place = lexical::at(&text, at);
    if place.kind == lexical::Kind::Comment {
        return Completions { replaced: at..at, ..Completions::default() };
    }
    let checked = match place.kind {
        lexical::Kind::Code => {
            format!("{}{HERE}{}{}", &text[..place.word.start], place.closing, &text[place.word.end..])
        }
        _ => text.to_string(),
    };
    let mut aside = session.aside();
    aside.overlay(path, &checked);
    aside.trust_disk();
    let analysis = aside.check(&with(inputs, path), Focus::File(path.clone()), |modules, sources| {
        wanted(modules, sources, path, place.word.start)
    });
    let seen = aside.end(analysis);
    let query = query::Query::new(query::Asked {
        original: &text,
        checked: &checked,
        at,
        place: &place,
        path,
        world: session.world(),
        sources: &seen.sources,
        analysis: &seen.analysis,
        library,
        files,
    });
    let Some(query) = query else { return Completions::default() };
    let mut found = place::completions(&query);
    found.replaced = found.replaced.start.min(at)..found.replaced.end.max(at);
    let typed = &text[found.replaced.start..at];
    narrow(&mut found.items, typed);
    if found.items.len() > MOST {
        found.items.truncate(MOST);
        found.is_incomplete = true;
    }
    found
}

/// Of which chunks facts are wanted: the declaration that holds a byte offset, and the values that its file declares.
fn wanted(modules: &Modules, sources: &SourceMap, path: &FilePath, at: usize) -> Wanted {
    let Some((_, module)) = modules.iter().find(|(_, module)| module.path == *path) else { return Wanted::Nothing };
    let begins = |chunk| sources.resolve(Span::new(chunk, 0, 0)).1.start;
    let chunks = module.tree.items.iter().map(|item| item.span().chunk);
    let here = chunks.filter(|chunk| begins(*chunk) <= at).max_by_key(|chunk| begins(*chunk));
    let lets = module.tree.items.iter().filter(|item| matches!(***item, Item::Let(_)));
    Wanted::Chunks(lets.map(|item| item.span().chunk).chain(here).collect())
}

/// Leaves out what does not fit what is typed; what begins so comes first.
fn narrow(items: &mut Vec<Completion>, typed: &str) {
    // An editor compares again with what is typed by then; half a separator of a resource type is nothing to compare with.
    let typed = typed.trim_end_matches(':').to_lowercase();
    if typed.is_empty() {
        return;
    }
    let begins = |one: &Completion| one.label.to_lowercase().starts_with(&typed);
    items.retain(|one| begins(one) || fuzzy_score(&typed, &one.label).is_some());
    items.sort_by_key(|one| !begins(one));
}
