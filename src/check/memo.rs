//! What is kept of a check for the next one, after an edit.
//!
//! In: what each declaration asked for while it was checked. Out: what the check before found and need not be found again.
//! Invariants: of what is kept nothing was reported; it is used again only when its text, the names that its module sees
//! and all that it asked for are what they were, so that checking it again would give the same; ids are the same as long
//! as a declaration keeps its name, so that kept types and bodies may hold them; an edit within a body that changes nothing
//! of what others see of it leaves what they found as it was.

use std::{rc::Rc, sync::Arc};

use indexmap::{IndexMap, IndexSet};
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::{
    MemberInfo, OutputInfo, ParamInfo,
    context::Demand,
    paths::Named,
    signature::{Moved, as_before},
    stage::Staged,
};
use crate::{
    ast::{Item, Symbol},
    hir,
    source::{ChunkId, Edit, FileId, SourceMap, Span},
    types::Ty,
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
    Rule,
    Test,
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
            Item::Rule(_) => Class::Rule,
            Item::Test(_) => Class::Test,
            Item::Use(_) | Item::ResourceType(_) | Item::Error(_) => return None,
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

/// What is kept of a part of a declaration.
#[derive(Clone, Debug)]
struct Entry {
    chunk: ChunkId,
    names: Stamp,
    program: Stamp,
    asked: Asked,
    paths: Vec<Looked>,
    stamp: Stamp,
    /// What can be seen of it since it has that stamp, and the text with which that was so.
    seen: Option<(ChunkId, Rc<str>, Rc<Kept>)>,
    /// The check that last saw it.
    round: u64,
    /// None when it has to be checked again.
    kept: Option<Rc<Kept>>,
}

/// What was found, with what finding it did besides.
#[derive(Debug)]
pub(super) struct Kept {
    pub what: What,
    /// Bodies whose ids are in it.
    pub mentioned: Vec<Key>,
    /// Names that it uses, which would be called unused without it.
    pub looked_up: Vec<(FileId, Symbol)>,
    /// The names of rules in `@allow`.
    pub allowed: Vec<(Symbol, Span)>,
}

/// What was found.
#[derive(Debug)]
pub(super) enum What {
    /// What an alias stands for.
    Type(Ty),
    /// When a function's result is known, and what it demands.
    Function(Staged, Rc<Vec<Demand>>, Arc<hir::Function>),
    /// A body's params.
    Params(Rc<Vec<ParamInfo>>),
    /// A body.
    Body(KeptBody),
    /// A rule, and of which resource types it reads properties.
    Rule(Option<Arc<hir::Rule>>, hir::Inspected),
    /// A test, of which only mistakes matter.
    Test,
}

/// A body that was checked.
#[derive(Clone, Debug)]
pub(super) struct KeptBody {
    pub outputs: Rc<IndexMap<Symbol, OutputInfo>>,
    pub members: Rc<IndexMap<Symbol, MemberInfo>>,
    pub demands: Rc<Vec<Demand>>,
    pub defaults: Rc<Vec<Option<Staged>>>,
    pub hir: Arc<hir::Body>,
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
    names: FxHashMap<FileId, Names>,
    /// What all declarations may ask for: custom resource types and which environments there are; and since when.
    program: WholeProgram,
    bodies: Ids,
    globals: Ids,
    functions: Ids,
    /// How often a path in a declaration that was checked before led elsewhere.
    paths: Stamp,
    /// Chunks whose places are found in others from now on.
    moved: Vec<(ChunkId, ChunkId, Edit)>,
    /// While the project is looked at aside: what was kept before.
    aside: Option<Before>,
}

/// What the names of a file mean, whether it was asked for, and since when.
type Names = (FxHashMap<Symbol, Meaning>, bool, Stamp);

/// Custom resource types, environments, what their declarations asked for, and since when.
type WholeProgram = (Vec<ChunkId>, Vec<Key>, Asked, Stamp);

/// What was kept before the project was looked at aside, of what is different there.
#[derive(Debug, Default)]
struct Before {
    entries: FxHashMap<(Key, Part), Option<Entry>>,
    names: FxHashMap<FileId, Option<Names>>,
    program: Option<WholeProgram>,
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

    /// The bodies whose ids were asked for.
    pub fn mentioned(&mut self) -> Vec<Key> {
        std::mem::take(&mut self.mentioned).into_iter().collect()
    }

    /// Notes that a path was looked for.
    pub fn look(&mut self, looked: Looked) {
        self.paths.push(looked);
    }
}

impl Memo {
    /// A number that changes when paths in the sources lead elsewhere than before.
    pub fn paths_stamp(&self) -> u64 {
        self.paths
    }

    /// Begins a check.
    pub(super) fn begin(&mut self) {
        self.round += 1;
    }

    /// From now on, what is kept is noted, to be put back; nothing is forgotten until then.
    pub(crate) fn begin_aside(&mut self) {
        self.aside = Some(Before::default());
    }

    /// Puts back what was kept before. Ids that were given since then are free after the next check.
    pub(crate) fn end_aside(&mut self) {
        let Some(before) = self.aside.take() else { return };
        put_back(&mut self.entries, before.entries);
        put_back(&mut self.names, before.names);
        if let Some(program) = before.program {
            self.program = program;
        }
        self.moved.clear();
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
                let before = self.names.insert(file, (names, requested, stamp));
                if let Some(aside) = &mut self.aside {
                    aside.names.entry(file).or_insert(before);
                }
            }
        }
    }

    /// Since when the names of a file mean what they do.
    pub(super) fn names_stamp(&self, file: FileId) -> Stamp {
        self.names.get(&file).map_or(0, |(.., stamp)| *stamp)
    }

    /// Says which custom resource types there are and what their declarations asked for, and which environments there are.
    pub(super) fn set_program(&mut self, custom: Vec<ChunkId>, environments: Vec<Key>, frame: Frame) {
        let before = &self.program;
        let is_same =
            before.0 == custom && before.1 == environments && same_asked(&before.2, &frame.asked) && !frame.reported;
        if !is_same {
            let stamp = self.new_stamp();
            let before = std::mem::replace(&mut self.program, (custom, environments, frame.asked, stamp));
            if let Some(aside) = &mut self.aside {
                aside.program.get_or_insert(before);
            }
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

    /// What a part of a declaration asked for when it was last checked, if only that can tell whether it must be again.
    #[allow(clippy::type_complexity)]
    pub(super) fn to_verify(
        &self,
        key: &(Key, Part),
        chunk: ChunkId,
        names: Stamp,
    ) -> Option<(Vec<(Key, Part, Stamp, Span)>, Vec<Looked>)> {
        let entry = self.entries.get(key)?;
        entry.kept.as_ref()?;
        let is_same = entry.chunk == chunk && entry.names == names && entry.program == self.program.3;
        let asked = || entry.asked.iter().map(|((key, part), (stamp, from))| (key.clone(), *part, *stamp, *from));
        is_same.then(|| (asked().collect(), entry.paths.clone()))
    }

    /// What is kept of a part of a declaration that was verified.
    pub(super) fn reuse(&mut self, key: &(Key, Part)) -> Option<Rc<Kept>> {
        let entry = self.entries.get_mut(key)?;
        entry.round = self.round;
        entry.kept.clone()
    }

    /// Keeps what was found for a part of a declaration, and gives it as others are to see it: with the places of before,
    /// when an edit changed nothing that can be seen.
    pub(super) fn keep(
        &mut self,
        key: (Key, Part),
        text: (ChunkId, Stamp, &str),
        frame: &mut Frame,
        found: Option<Kept>,
    ) -> Option<Rc<Kept>> {
        let (chunk, names, text) = text;
        let (asked, paths) = (std::mem::take(&mut frame.asked), std::mem::take(&mut frame.paths));
        let program = self.program.3;
        let before = self.entries.remove(&key);
        if let Some(aside) = &mut self.aside {
            aside.entries.entry(key.clone()).or_insert_with(|| before.clone());
        } else if before.as_ref().is_some_and(|old| old.paths != paths) {
            self.paths += 1;
        }
        let before = before.filter(|_| !frame.cyclic);
        let is_same = |old: &Entry| {
            old.chunk == chunk
                && old.names == names
                && old.program == program
                && same_asked(&old.asked, &asked)
                && old.paths == paths
        };
        let mut found = found.map(Rc::new);
        let (stamp, seen) = match before {
            Some(old) if is_same(&old) => (old.stamp, old.seen),
            Some(Entry { stamp, seen: Some((from, seen_text, seen)), .. })
                if found.as_ref().is_some_and(|found| {
                    let edit = Edit::between(&seen_text, text);
                    let moved = Moved { from, to: chunk, edit };
                    let is_same = moved.same(&seen.what, &found.what);
                    if is_same && from != chunk {
                        self.moved.push((from, chunk, edit));
                    }
                    is_same
                }) =>
            {
                (stamp, Some((from, seen_text, seen)))
            }
            _ => {
                let seen = found.as_ref().filter(|found| matches!(found.what, What::Params(_) | What::Body(_)));
                (self.new_stamp(), seen.map(|found| (chunk, text.into(), found.clone())))
            }
        };
        if let Some((_, _, seen)) = &seen {
            found = found.map(|now| match Rc::try_unwrap(now) {
                Ok(now) => Rc::new(Kept { what: as_before(&seen.what, now.what), ..now }),
                // It is what is seen itself.
                Err(now) => now,
            });
        }
        let kept = found.clone().filter(|_| !frame.reported && !frame.cyclic);
        let round = self.round;
        self.entries.insert(key, Entry { chunk, names, program, asked, paths, stamp, seen, round, kept });
        found
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

    /// Says where the places are that were kept from before edits.
    pub(crate) fn move_places(&mut self, sources: &mut SourceMap) {
        self.moved.drain(..).for_each(|(from, to, edit)| sources.redirect(from, to, edit));
    }

    /// Ends a check: what it did not see is forgotten, and its ids are free.
    pub(super) fn end(&mut self) {
        if self.aside.is_some() {
            return;
        }
        let round = self.round;
        self.entries.retain(|_, entry| entry.round == round);
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

fn put_back<K: std::hash::Hash + Eq, V>(now: &mut FxHashMap<K, V>, before: FxHashMap<K, Option<V>>) {
    for (key, value) in before {
        match value {
            Some(value) => now.insert(key, value),
            None => now.remove(&key),
        };
    }
}

/// Whether the same was asked for, in the same order, and was the same.
fn same_asked(a: &Asked, b: &Asked) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|((ka, (sa, _)), (kb, (sb, _)))| ka == kb && sa == sb)
}
