//! What is kept of a check for the next one, after an edit.
//!
//! In: what each declaration asked for while it was checked. Out: the bodies of the check before that need not be checked
//! again. Invariants: a kept body had nothing reported; it is used again only when its text, the names that its module
//! sees and all that it asked for are what they were, so that checking it again would give the same; ids are the same
//! as long as a declaration keeps its name, so that kept types and bodies may hold them.

use std::{rc::Rc, sync::Arc};

use indexmap::{IndexMap, IndexSet};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::{MemberInfo, OutputInfo, context::Demand, paths::Named, stage::Staged};
use crate::{
    ast::{Item, Symbol},
    hir,
    source::{ChunkId, FileId, Span},
    world::FilePath,
};

type FxIndexMap<K, V> = IndexMap<K, V, FxBuildHasher>;
type FxIndexSet<K> = IndexSet<K, FxBuildHasher>;

/// A number that changes when what it belongs to may have.
pub(super) type Stamp = u64;

/// Which kind of declaration it is; all of a kind share their ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Class {
    Alias,
    Let,
    Function,
    Construct,
    Stack,
    App,
    Env,
}

impl Class {
    /// The class of a declaration with a name.
    pub fn of(item: &Item) -> Option<Class> {
        Some(match item {
            Item::TypeAlias(_) => Class::Alias,
            Item::Let(_) => Class::Let,
            Item::Function(_) => Class::Function,
            Item::Construct(_) => Class::Construct,
            Item::Stack(_) => Class::Stack,
            Item::App(_) => Class::App,
            Item::Env(_) => Class::Env,
            Item::Use(_) | Item::ResourceType(_) | Item::Rule(_) | Item::Test(_) | Item::Error(_) => return None,
        })
    }
}

/// A declaration, from one check to the next.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub file: FileId,
    pub class: Class,
    pub name: Symbol,
    /// How many of the same file, class and name stand before it: more than none is a mistake.
    pub nth: u16,
}

/// What can be asked of a declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Part {
    /// The params of a body, the signature of a function.
    Head,
    /// All of it.
    Whole,
}

/// What was asked for, in the order in which it was: what it was like then, and from where it was asked.
type Asked = FxIndexMap<(Key, Part), (Stamp, Span)>;

/// A path that was looked for: from which file, as written, as what, and what was found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Looked {
    pub from: FilePath,
    pub written: Symbol,
    pub named: Named,
    pub found: Option<String>,
}

/// What is noted while a declaration is checked.
#[derive(Debug, Default)]
pub(super) struct Frame {
    asked: Asked,
    /// Bodies whose id was asked for.
    mentioned: FxIndexSet<Key>,
    paths: Vec<Looked>,
    /// How much was in the lists of what was looked up, and of the rules in `@allow`, when it began.
    pub looked_up: usize,
    pub allowed: usize,
    /// Something was reported: it must be checked again to be reported again.
    pub reported: bool,
    /// Something that is still being checked was asked for: what it gives depends on who was asked first.
    pub cyclic: bool,
}

/// What is kept of a declaration.
#[derive(Debug)]
struct Entry {
    chunk: ChunkId,
    names: Stamp,
    custom: Stamp,
    asked: Asked,
    paths: Vec<Looked>,
    stamp: Stamp,
    /// The check that last saw it.
    round: u64,
    /// None when it has to be checked again.
    body: Option<Rc<KeptBody>>,
}

/// A body that was checked.
#[derive(Debug)]
pub(super) struct KeptBody {
    pub outputs: Rc<IndexMap<Symbol, OutputInfo>>,
    pub members: Rc<IndexMap<Symbol, MemberInfo>>,
    pub demands: Rc<Vec<Demand>>,
    pub defaults: Rc<Vec<Option<Staged>>>,
    pub hir: Arc<hir::Body>,
    pub mentioned: Vec<Key>,
    /// Names that it uses, which would be called unused without it.
    pub looked_up: Vec<(FileId, Symbol)>,
    pub allowed: Vec<(Symbol, Span)>,
}

/// What a name of a module means, from one check to the next.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning {
    Declared(Key),
    Module(FileId),
    Missing,
}

/// Ids of one kind, given to names.
#[derive(Debug, Default)]
struct Ids {
    of: FxHashMap<Key, (u32, u64)>,
    free: Vec<u32>,
    next: u32,
}

/// What is kept from one check to the next.
#[derive(Debug, Default)]
pub struct Memo {
    round: u64,
    last_stamp: Stamp,
    entries: FxHashMap<(Key, Part), Entry>,
    /// By file: what its names mean, and since when.
    names: FxHashMap<FileId, (FxHashMap<Symbol, Meaning>, bool, Stamp)>,
    /// The declarations of custom resource types, and since when they are these.
    custom: (Vec<ChunkId>, Asked, Stamp),
    bodies: Ids,
    globals: Ids,
    functions: Ids,
}

impl Frame {
    /// A frame that begins when so much was looked up, and so many rules were allowed.
    pub fn new(looked_up: usize, allowed: usize) -> Frame {
        Frame { looked_up, allowed, ..Frame::default() }
    }

    /// Notes that a body's id was asked for.
    pub fn mention(&mut self, key: &Key) {
        if !self.mentioned.contains(key) {
            self.mentioned.insert(key.clone());
        }
    }

    /// Notes that a path was looked for.
    pub fn look(&mut self, looked: Looked) {
        self.paths.push(looked);
    }
}

impl Memo {
    /// Begins a check.
    pub(super) fn begin(&mut self) {
        self.round += 1;
    }

    fn new_stamp(&mut self) -> Stamp {
        self.last_stamp += 1;
        self.last_stamp
    }

    /// Says what the names of a file mean now.
    pub(super) fn set_names(&mut self, file: FileId, names: FxHashMap<Symbol, Meaning>, requested: bool) {
        match self.names.get(&file) {
            Some((before, was, _)) if *before == names && *was == requested => {}
            _ => {
                let stamp = self.new_stamp();
                self.names.insert(file, (names, requested, stamp));
            }
        }
    }

    /// Since when the names of a file mean what they do.
    pub(super) fn names_stamp(&self, file: FileId) -> Stamp {
        self.names.get(&file).map_or(0, |(.., stamp)| *stamp)
    }

    /// Says which custom resource types there are, and what their declarations asked for.
    pub(super) fn set_custom(&mut self, chunks: Vec<ChunkId>, frame: Frame) {
        let is_same = self.custom.0 == chunks && same_asked(&self.custom.1, &frame.asked) && !frame.reported;
        if !is_same {
            let stamp = self.new_stamp();
            self.custom = (chunks, frame.asked, stamp);
        }
    }

    /// Since when a declaration is what it is; none while it is being checked.
    pub(super) fn stamp(&self, key: &Key, part: Part) -> Option<Stamp> {
        let entry = self.entries.get(&(key.clone(), part))?;
        (entry.round == self.round).then_some(entry.stamp)
    }

    /// Notes in a frame that something was asked for.
    pub(super) fn ask(&self, frame: &mut Frame, key: &Key, part: Part, from: Span) {
        match self.stamp(key, part) {
            Some(stamp) => {
                frame.asked.entry((key.clone(), part)).or_insert((stamp, from));
            }
            None => frame.cyclic = true,
        }
    }

    /// What a declaration asked for when it was last checked, if only that can tell whether it must be checked again.
    #[allow(clippy::type_complexity)]
    pub(super) fn to_verify(
        &self,
        key: &Key,
        chunk: ChunkId,
        names: Stamp,
    ) -> Option<(Vec<(Key, Part, Stamp, Span)>, Vec<Looked>)> {
        let entry = self.entries.get(&(key.clone(), Part::Whole))?;
        entry.body.as_ref()?;
        let is_same = entry.chunk == chunk && entry.names == names && entry.custom == self.custom.2;
        let asked = || entry.asked.iter().map(|((key, part), (stamp, from))| (key.clone(), *part, *stamp, *from));
        is_same.then(|| (asked().collect(), entry.paths.clone()))
    }

    /// The kept body of a declaration that was verified.
    pub(super) fn reuse(&mut self, key: &Key) -> Option<Rc<KeptBody>> {
        let entry = self.entries.get_mut(&(key.clone(), Part::Whole))?;
        entry.round = self.round;
        entry.body.clone()
    }

    /// Keeps what a declaration asked for. What has the same text and asked for the same is the same.
    pub(super) fn keep(&mut self, key: Key, part: Part, chunk: ChunkId, names: Stamp, frame: &mut Frame) {
        let (asked, paths) = (std::mem::take(&mut frame.asked), std::mem::take(&mut frame.paths));
        let custom = self.custom.2;
        let same = self.entries.get(&(key.clone(), part)).filter(|old| {
            !frame.cyclic
                && old.chunk == chunk
                && old.names == names
                && old.custom == custom
                && same_asked(&old.asked, &asked)
                && old.paths == paths
        });
        let stamp = match same.map(|old| old.stamp) {
            Some(stamp) => stamp,
            None => self.new_stamp(),
        };
        let entry = Entry { chunk, names, custom, asked, paths, stamp, round: self.round, body: None };
        self.entries.insert((key, part), entry);
    }

    /// Keeps a body that was checked.
    pub(super) fn keep_body(&mut self, key: &Key, body: KeptBody) {
        if let Some(entry) = self.entries.get_mut(&(key.clone(), Part::Whole)) {
            entry.body = Some(Rc::new(body));
        }
    }

    /// What a frame mentions.
    pub(super) fn mentioned(frame: &mut Frame) -> Vec<Key> {
        std::mem::take(&mut frame.mentioned).into_iter().collect()
    }

    /// The id of a construct, stack or app.
    pub(super) fn body_id(&mut self, key: &Key) -> u32 {
        self.bodies.get(key, self.round)
    }

    /// The id of a file-level let.
    pub(super) fn global_id(&mut self, key: &Key) -> u32 {
        self.globals.get(key, self.round)
    }

    /// The id of a function.
    pub(super) fn function_id(&mut self, key: &Key) -> u32 {
        self.functions.get(key, self.round)
    }

    /// Ends a check: what it did not see is forgotten, and its ids are free.
    pub(super) fn end(&mut self) {
        let round = self.round;
        self.entries.retain(|_, entry| entry.round == round);
        let files: FxHashSet<FileId> = self.entries.keys().map(|(key, _)| key.file).collect();
        self.names.retain(|file, _| files.contains(file));
        [&mut self.bodies, &mut self.globals, &mut self.functions].into_iter().for_each(|ids| ids.forget(round));
    }
}

impl Ids {
    fn get(&mut self, key: &Key, round: u64) -> u32 {
        if let Some((id, seen)) = self.of.get_mut(key) {
            *seen = round;
            return *id;
        }
        let id = self.free.pop().unwrap_or_else(|| {
            self.next += 1;
            self.next - 1
        });
        self.of.insert(key.clone(), (id, round));
        id
    }

    fn forget(&mut self, round: u64) {
        let free = &mut self.free;
        self.of.retain(|_, (id, seen)| {
            if *seen != round {
                free.push(*id);
            }
            *seen == round
        });
    }
}

/// Whether the same was asked for, in the same order, and was the same.
fn same_asked(a: &Asked, b: &Asked) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|((ka, (sa, _)), (kb, (sb, _)))| ka == kb && sa == sb)
}
