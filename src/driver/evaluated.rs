//! The environments that were evaluated, so that one for which an edit changes nothing is not evaluated again.
//!
//! In: the modules of a check, and what evaluating an environment found. Out: the same again, with places where they are now.
//! Invariants: what is given out is what evaluating would find: the trees of all files that the environment's file reaches say
//! what they said, all that was asked of other files is answered as it was, and the options are the same; what belongs to no
//! environment of the last build is dropped.

use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::BuildOptions;
use crate::ast::{self, Item, Symbol};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::evaluate::{Asked, Copied, Finished, References, Written};
use crate::hir::Env;
use crate::resolve::{ModuleId, Modules, Target};
use crate::source::{ChunkId, Edit, FileId, SourceMap, Span};
use crate::world::World;

/// What is kept of the environments of a session.
#[derive(Debug, Default)]
pub(super) struct Evaluated {
    list: Vec<Kept>,
    /// What the resources of each environment were written as, and whether the build at hand wants it.
    written: FxHashMap<EnvKey, (Written, bool)>,
    /// Which environments the rules of each look at.
    looks: FxHashMap<EnvKey, Vec<EnvKey>>,
    copies: Vec<Copy>,
}

/// The file and the name of an environment.
pub(super) type EnvKey = (FileId, Symbol);

/// What an environment has, for rules of others; nothing when there is an error in it.
#[derive(Debug)]
struct Copy {
    state: State,
    asked: Asked,
    copied: Option<Copied>,
    is_wanted: bool,
}

/// An environment.
#[derive(Debug)]
struct Kept {
    state: State,
    finished: Finished,
    diagnostics: Vec<Diagnostic>,
    is_wanted: bool,
}

/// All that an evaluation depends on, but for what it asks of files that are no sources.
#[derive(Clone, Debug)]
pub(super) struct State {
    environment: EnvKey,
    options: (Option<References>, bool),
    /// The environments that can be built: with several, mistakes say which one they are in.
    environments: Vec<Symbol>,
    /// Since when the paths in the sources lead where they do.
    paths: u64,
    files: Vec<Rc<File>>,
}

/// A file with its declarations, each with where it begins.
#[derive(Debug)]
struct File {
    file: FileId,
    requested: bool,
    imports: Vec<Option<FileId>>,
    text: Arc<str>,
    items: Vec<(Arc<Item>, usize)>,
}

/// The modules of one check, as evaluating depends on them.
pub(super) struct Reached<'a> {
    modules: &'a Modules,
    sources: &'a SourceMap,
    paths: u64,
    options: (Option<References>, bool),
    environments: Vec<Symbol>,
    files: FxHashMap<ModuleId, Rc<File>>,
}

impl<'a> Reached<'a> {
    /// What a check read, for builds with some options; `paths` says since when paths in the sources lead where they do.
    pub(super) fn new(
        (modules, sources): (&'a Modules, &'a SourceMap),
        environments: &[Env],
        paths: u64,
        options: &BuildOptions,
    ) -> Reached<'a> {
        let of_env = |env: &Env| (env.requested && !env.is_abstract).then(|| Symbol::from(env.name.as_str()));
        Reached {
            modules,
            sources,
            paths,
            options: (options.references, options.named),
            environments: environments.iter().filter_map(of_env).collect(),
            files: FxHashMap::default(),
        }
    }

    /// What an environment is told from others by.
    pub(super) fn key(&self, env: &Env) -> EnvKey {
        (self.sources.file_of(env.span), Symbol::from(env.name.as_str()))
    }

    /// What evaluating an environment depends on.
    pub(super) fn state(&mut self, env: &Env) -> State {
        let own = self.sources.file_of(env.span);
        // Types of custom resources are known everywhere, whoever declares them.
        let declares_types = |items: &[Arc<Item>]| items.iter().any(|item| matches!(**item, Item::ResourceType(_)));
        let is_root = |(_, module): &(ModuleId, &crate::resolve::Module)| {
            module.file == own || declares_types(&module.tree.items)
        };
        let mut waiting: Vec<ModuleId> = self.modules.iter().filter(is_root).map(|(id, _)| id).collect();
        let mut seen: FxHashSet<ModuleId> = waiting.iter().copied().collect();
        while let Some(id) = waiting.pop() {
            waiting.extend(self.modules.get(id).imports.iter().filter(|id| seen.insert(**id)));
        }
        let reached: Vec<ModuleId> = self.modules.iter().map(|(id, _)| id).filter(|id| seen.contains(id)).collect();
        State {
            environment: self.key(env),
            options: self.options,
            environments: self.environments.clone(),
            paths: self.paths,
            files: reached.into_iter().map(|id| self.file(id)).collect(),
        }
    }

    fn file(&mut self, id: ModuleId) -> Rc<File> {
        let Reached { modules, sources, files, .. } = self;
        let of = || {
            let module = modules.get(id);
            let target = |target: &Option<Target>| match target {
                Some(Target::Module(id)) => Some(modules.get(*id).file),
                _ => None,
            };
            let begin = |item: &Arc<Item>| sources.resolve(Span::new(item.span().chunk, 0, 0)).1.start;
            Rc::new(File {
                file: module.file,
                requested: module.requested,
                imports: module.targets.iter().map(target).collect(),
                text: sources.file(module.file).text.clone(),
                items: module.tree.items.iter().map(|item| (item.clone(), begin(item))).collect(),
            })
        };
        files.entry(id).or_insert_with(of).clone()
    }
}

impl Evaluated {
    /// Begins a build.
    pub(super) fn begin(&mut self) {
        self.list.iter_mut().for_each(|kept| kept.is_wanted = false);
        self.written.values_mut().for_each(|(_, is_wanted)| *is_wanted = false);
        self.copies.iter_mut().for_each(|copy| copy.is_wanted = false);
    }

    /// Ends it: what it did not want is dropped.
    pub(super) fn end(&mut self) {
        self.list.retain(|kept| kept.is_wanted);
        self.written.retain(|_, (_, is_wanted)| *is_wanted);
        self.copies.retain(|copy| copy.is_wanted);
        let Evaluated { looks, list, .. } = self;
        looks.retain(|key, _| list.iter().any(|kept| kept.state.environment == *key));
    }

    /// Drops what environments came to. What resources were written as is found by what they are, and is never out of date.
    pub(super) fn forget(&mut self) {
        self.list.clear();
        self.copies.clear();
    }

    /// Whether the rules of an environment looked at another.
    pub(super) fn looks_at(&self, state: &State, other: &EnvKey) -> bool {
        self.looks.get(&state.environment).is_some_and(|looks| looks.contains(other))
    }

    /// Whether rules of another look at an environment.
    pub(super) fn is_looked_at(&self, state: &State) -> bool {
        self.looks.values().any(|looks| looks.contains(&state.environment))
    }

    /// Says which environments the rules of one look at.
    pub(super) fn set_looks(&mut self, state: &State, looks: Vec<EnvKey>) {
        self.looks.insert(state.environment.clone(), looks);
    }

    /// What others see of an environment in this state, if that is known.
    pub(super) fn copy(&mut self, state: &State, world: &World) -> Option<Option<Copied>> {
        let copy = self.copies.iter_mut().find(|copy| copy.state.environment == state.environment)?;
        copy.is_wanted = true;
        let is_same = Moved::between(&copy.state, state).is_some() && copy.asked.is_same(world);
        is_same.then(|| copy.copied.clone())
    }

    /// What was asked to find that.
    pub(super) fn copy_asked(&self, state: &State) -> Asked {
        let copy = self.copies.iter().find(|copy| copy.state.environment == state.environment);
        copy.map(|copy| copy.asked.clone()).unwrap_or_default()
    }

    /// Keeps what others see of an environment.
    pub(super) fn keep_copy(&mut self, state: State, asked: Asked, copied: Option<Copied>) {
        self.copies.retain(|copy| copy.state.environment != state.environment);
        self.copies.push(Copy { state, asked, copied, is_wanted: true });
    }

    /// What the resources of an environment were written as.
    pub(super) fn written(&mut self, state: &State) -> Written {
        let (written, is_wanted) = self.written.entry(state.environment.clone()).or_default();
        *is_wanted = true;
        written.clone()
    }

    /// How many resources are kept, of all environments.
    pub(super) fn resource_count(&self) -> usize {
        self.written.values().map(|(written, _)| written.len()).sum()
    }

    /// What evaluating in this state would find, if that is known.
    pub(super) fn find(
        &mut self,
        state: &State,
        (sources, world): (&SourceMap, &World),
    ) -> Option<(Finished, Diagnostics)> {
        let looks = self.looks.get(&state.environment).map(Vec::as_slice).unwrap_or_default();
        for copy in self.copies.iter_mut().filter(|copy| looks.contains(&copy.state.environment)) {
            copy.is_wanted = true;
        }
        let kept = self.list.iter_mut().find(|kept| kept.state.environment == state.environment)?;
        kept.is_wanted = true;
        if let Some((_, is_wanted)) = self.written.get_mut(&state.environment) {
            *is_wanted = true;
        }
        let moved = Moved::between(&kept.state, state)?;
        if !kept.finished.asked.is_same(world) {
            return None;
        }
        if !moved.chunks.is_empty() {
            let place = |span: Span| moved.place(span, sources);
            // A place that was edited, although nothing else is said there, is found by evaluating.
            let diagnostics: Option<Vec<Diagnostic>> =
                kept.diagnostics.iter().map(|diagnostic| diagnostic.moved(place)).collect();
            (kept.diagnostics, kept.finished) = (diagnostics?, kept.finished.moved(place)?);
        }
        kept.state = state.clone();
        let mut diagnostics = Diagnostics::new();
        kept.diagnostics.iter().for_each(|diagnostic| diagnostics.push(diagnostic.clone()));
        Some((kept.finished.clone(), diagnostics))
    }

    /// Keeps what evaluating found.
    pub(super) fn keep(&mut self, state: State, finished: &Finished, diagnostics: &Diagnostics) {
        self.list.retain(|kept| kept.state.environment != state.environment);
        let (finished, diagnostics) = (finished.clone(), diagnostics.iter().cloned().collect());
        self.list.push(Kept { state, finished, diagnostics, is_wanted: true });
    }
}

/// Where places are after edits that change nothing of what is said.
struct Moved {
    chunks: FxHashMap<ChunkId, (ChunkId, Edit)>,
    live: FxHashSet<ChunkId>,
}

impl Moved {
    /// How one state becomes another; none when the other says something else.
    fn between(old: &State, new: &State) -> Option<Moved> {
        let is_same = old.options == new.options
            && old.environments == new.environments
            && old.paths == new.paths
            && old.files.len() == new.files.len();
        let mut moved = Moved { chunks: FxHashMap::default(), live: FxHashSet::default() };
        let mut pairs = old.files.iter().zip(&new.files);
        if !is_same || !pairs.all(|(old, new)| moved.add(old, new)) {
            return None;
        }
        let items = new.files.iter().flat_map(|file| &file.items);
        moved.live.extend(items.map(|(item, _)| item.span().chunk));
        Some(moved)
    }

    fn add(&mut self, old: &File, new: &File) -> bool {
        let is_same = old.file == new.file
            && old.requested == new.requested
            && old.imports == new.imports
            && old.items.len() == new.items.len();
        is_same
            && old.items.iter().zip(&new.items).enumerate().all(|(i, ((a, _), (b, _)))| {
                if Arc::ptr_eq(a, b) {
                    return true;
                }
                let edit = Edit::between(old.item_text(i), new.item_text(i));
                self.chunks.insert(a.span().chunk, (b.span().chunk, edit));
                ast::same_item(a, b) && !may_be_elsewhere(edit, old.item_text(i))
            })
    }

    /// Where a place is now.
    fn place(&self, span: Span, sources: &SourceMap) -> Option<Span> {
        match self.chunks.get(&span.chunk) {
            Some((chunk, edit)) => edit.moved(span).map(|(start, end)| Span { chunk: *chunk, start, end }),
            None => self.live.contains(&sources.current(span).chunk).then_some(span),
        }
    }
}

/// Whether an edit may have been made before the token at its beginning, which begins as what was inserted: a comment before a
/// division, a comma before a comma.
fn may_be_elsewhere(edit: Edit, text: &str) -> bool {
    text[..edit.start()].ends_with(['/', ','])
}

impl File {
    /// The text from where a declaration begins to where the next one does.
    fn item_text(&self, index: usize) -> &str {
        let end = self.items.get(index + 1).map_or(self.text.len(), |(_, begin)| *begin);
        self.text.get(self.items[index].1..end).unwrap_or("")
    }
}
