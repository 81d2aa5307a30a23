//! Checking again after an edit: what is asked for is noted, and what nothing has changed for is taken over.

use std::{rc::Rc, sync::Arc};

use rustc_hash::FxHashMap;

use super::{
    BodyInfo, Checker,
    context::State,
    memo::{Class, Frame, Kept, KeptBody, Key, Looked, Meaning, Part, What},
};
use crate::{
    ast::{Item, Symbol},
    hir::{self, BodyKind},
    resolve::{ItemId, ModuleId, Target, declared_name},
    source::{ChunkId, Span},
    types::BodyId,
};

/// Which declaration is which from one check to the next; empty when nothing is kept.
#[derive(Default)]
pub(super) struct Keys {
    /// By module and item.
    of: Vec<Vec<Option<Key>>>,
    items: FxHashMap<Key, ItemId>,
}

impl Keys {
    /// All environments, in the order of the sources.
    pub fn environments(&self) -> Vec<Key> {
        self.of.iter().flatten().flatten().filter(|key| key.class == Class::Env).cloned().collect()
    }
}

impl<'a> Checker<'a> {
    /// Finds out which declaration is which, and what the names of each file mean.
    pub(super) fn begin_again(&mut self) {
        if self.memo.is_none() {
            return;
        }
        let modules = self.modules;
        let mut keys = Keys::default();
        for (id, module) in modules.iter() {
            let mut twins: FxHashMap<(Class, Symbol), u16> = FxHashMap::default();
            let key = |item: &Arc<Item>| {
                let class = Class::of(item)?;
                let name = match &**item {
                    Item::Rule(tree) => tree.name.name.clone(),
                    Item::Test(tree) => tree.name.name.clone(),
                    _ => declared_name(item).map_or_else(Symbol::new, |name| name.name.clone()),
                };
                let nth = twins.entry((class, name.clone())).and_modify(|n| *n = n.saturating_add(1)).or_insert(0);
                Some(Key { file: module.file, class, name, nth: *nth })
            };
            let of: Vec<Option<Key>> = module.tree.items.iter().map(key).collect();
            for (i, key) in of.iter().enumerate() {
                if let Some(key) = key {
                    keys.items.insert(key.clone(), ItemId { module: id, item: i as u32 });
                }
            }
            keys.of.push(of);
        }
        let meaning = |target: Target| match target {
            Target::Item(item) => match &keys.of[item.module.0 as usize][item.item as usize] {
                Some(key) => Meaning::Declared(key.clone()),
                None => Meaning::Missing,
            },
            Target::Module(module) => Meaning::Module(modules.get(module).file),
            Target::Missing => Meaning::Missing,
        };
        if let Some(memo) = self.memo.as_deref_mut() {
            memo.begin();
            for (_, module) in modules.iter() {
                let names = module.names.iter().map(|(name, found)| (name.clone(), meaning(found.target))).collect();
                memo.set_names(module.file, names, module.requested);
            }
        }
        modules.log_lookups();
        self.keys = keys;
    }

    /// What stands in for a declaration from one check to the next.
    pub(super) fn key(&self, item: ItemId) -> Option<Key> {
        self.keys.of.get(item.module.0 as usize)?.get(item.item as usize)?.clone()
    }

    /// Since when the names that a module sees mean what they do: its own, and those behind the modules that it imports.
    fn names_stamp(&self, module: ModuleId) -> u64 {
        let Some(memo) = self.memo.as_deref() else { return 0 };
        let module = self.modules.get(module);
        let imported = module.imports.iter().map(|id| self.modules.get(*id).file);
        imported.chain([module.file]).map(|file| memo.names_stamp(file)).max().unwrap_or(0)
    }

    fn chunk(&self, item: ItemId) -> ChunkId {
        self.modules.item(item).span().chunk
    }

    /// Runs what checks a part of a declaration, and keeps what it asked for.
    pub(super) fn noting<T>(&mut self, item: ItemId, part: Part, run: impl FnOnce(&mut Self) -> T) -> T {
        let Some(key) = self.key(item) else { return run(self) };
        let (result, mut frame) = self.in_frame(run);
        let (chunk, names) = (self.chunk(item), self.names_stamp(item.module));
        self.modules.lookups_since(frame.looked_up);
        if let Some(memo) = self.memo.as_deref_mut() {
            memo.keep((key, part), (chunk, names, ""), &mut frame, None);
        }
        result
    }

    /// Checks a part of a declaration in a frame of its own, or takes over what the check before found; none when nothing is
    /// kept, and `check` has done all.
    pub(super) fn again(
        &mut self,
        item: ItemId,
        part: Part,
        check: impl FnOnce(&mut Self) -> Option<What>,
    ) -> Option<Rc<Kept>> {
        let Some(key) = self.key(item).map(|key| (key, part)) else {
            // Kept by nobody, and shown to who asked.
            let what = check(self)?;
            return Some(Rc::new(Kept { what, mentioned: Vec::new(), looked_up: Vec::new(), allowed: Vec::new() }));
        };
        if self.is_unchanged(item, &key)
            && let Some(kept) = self.memo.as_deref_mut().and_then(|memo| memo.reuse(&key))
        {
            self.take_over(&kept);
            return Some(kept);
        }
        let (what, mut frame) = self.in_frame(check);
        let (chunk, names) = (self.chunk(item), self.names_stamp(item.module));
        let looked_up = self.modules.lookups_since(frame.looked_up);
        let file = |(module, name): (ModuleId, Symbol)| (self.modules.get(module).file, name);
        let found = what.map(|what| Kept {
            what,
            mentioned: frame.mentioned(),
            looked_up: looked_up.into_iter().map(file).collect(),
            allowed: self.allowed.get(frame.allowed..).unwrap_or_default().to_vec(),
        });
        let end = self.modules.item(item).span().end;
        let text = self.sources.text(Span::new(chunk, 0, end as usize));
        let memo = self.memo.as_deref_mut()?;
        memo.keep(key, (chunk, names, text), &mut frame, found)
    }

    /// Runs something in a frame of its own.
    pub(super) fn in_frame<T>(&mut self, run: impl FnOnce(&mut Self) -> T) -> (T, Frame) {
        let looked_up = self.modules.lookup_count();
        self.frames.push(Frame::new(looked_up, self.allowed.len()));
        let result = run(self);
        (result, self.frames.pop().unwrap_or_default())
    }

    /// Notes that a part of a declaration was asked for, after it was given.
    pub(super) fn asked(&mut self, item: ItemId, part: Part, from: Span) {
        let Some(mut frame) = self.frames.pop() else { return };
        if let (Some(key), Some(memo)) = (self.key(item), self.memo.as_deref()) {
            memo.ask(&mut frame, &key, part, from);
        }
        self.frames.push(frame);
    }

    /// Notes that a path was looked for.
    pub(super) fn looked(&mut self, looked: impl FnOnce() -> Looked) {
        if let Some(frame) = self.frames.last_mut() {
            frame.look(looked());
        }
    }

    /// Checks a body, or takes over what the check before found.
    pub(super) fn body_again(&mut self, body: BodyId, check: impl FnOnce(&mut Self)) {
        let item = self.body(body).item;
        let kept = self.again(item, Part::Whole, |this| {
            check(this);
            let info = this.body(body);
            Some(What::Body(KeptBody {
                outputs: info.outputs.clone(),
                members: info.members.clone(),
                demands: info.demands.clone(),
                defaults: info.defaults.clone(),
                hir: info.hir.clone()?,
            }))
        });
        if let Some(What::Body(kept)) = kept.as_deref().map(|kept| &kept.what) {
            let info = &mut self.bodies[body.0 as usize];
            (info.outputs, info.members) = (kept.outputs.clone(), kept.members.clone());
            (info.demands, info.defaults) = (kept.demands.clone(), kept.defaults.clone());
            info.hir = Some(kept.hir.clone());
        }
    }

    /// Does what finding it did besides.
    fn take_over(&mut self, kept: &Kept) {
        for key in &kept.mentioned {
            if let Some(&item) = self.keys.items.get(key) {
                self.body_id(item);
            }
        }
        for (file, name) in &kept.looked_up {
            if let Some(module) = self.modules.of_file(*file) {
                self.modules.lookup(module, name);
            }
        }
        self.allowed.extend(kept.allowed.iter().cloned());
    }

    /// Whether what was found before would be found again.
    fn is_unchanged(&mut self, item: ItemId, key: &(Key, Part)) -> bool {
        let (chunk, names) = (self.chunk(item), self.names_stamp(item.module));
        if self.recording.wants(chunk) {
            return false;
        }
        let Some((asked, paths)) = self.memo.as_deref().and_then(|memo| memo.to_verify(key, chunk, names)) else {
            return false;
        };
        let found = |looked: &Looked| super::paths::find(self.world, &looked.from, &looked.written, looked.named).ok();
        if !paths.iter().all(|looked| found(looked) == looked.found) {
            return false;
        }
        let (is_same, _) = self.in_frame(|this| {
            asked.into_iter().all(|(key, part, stamp, from)| this.stamp_now(&key, part, from) == Some(stamp))
        });
        is_same
    }

    /// Brings what was asked for up to date: since when it is what it is; none when it is no more, or being checked.
    fn stamp_now(&mut self, key: &Key, part: Part, from: Span) -> Option<u64> {
        let item = *self.keys.items.get(key)?;
        let modules = self.modules;
        match (modules.item(item), part) {
            (Item::TypeAlias(tree), _) => {
                if matches!(self.aliases.get(&item), Some(State::Busy)) {
                    return None;
                }
                self.alias_ty(item, tree, from);
            }
            (Item::Let(tree), _) => {
                if matches!(self.globals.get(&item), Some((_, State::Busy))) {
                    return None;
                }
                self.global(item, tree, from);
            }
            (Item::Function(tree), part) => {
                self.declare_function(item, tree, from);
                if part == Part::Whole {
                    if matches!(self.functions.get(&item), Some(info) if matches!(info.state, State::Busy)) {
                        return None;
                    }
                    self.function_stage(item, tree, from);
                }
            }
            (Item::Construct(_) | Item::Stack(_) | Item::App(_), part) => {
                let body = self.body_id(item)?;
                let info = self.body(body);
                match part {
                    Part::Head if matches!(info.params, State::Busy) => return None,
                    Part::Head => {
                        self.params(body, from);
                    }
                    Part::Whole if matches!(info.checked, State::Busy) => return None,
                    Part::Whole => {
                        self.body_checked(body, from);
                    }
                }
            }
            (Item::Env(_), _) if matches!(self.envs.get(&item), Some(State::Busy)) => return None,
            (Item::Env(tree), _) => {
                self.env(item, tree);
            }
            _ => return None,
        }
        self.memo.as_deref()?.stamp(key, part)
    }

    /// An id for a body: what it was before, or a new one.
    pub(super) fn new_body_id(&mut self, item: ItemId) -> BodyId {
        let id = match (self.key(item), self.memo.as_deref_mut()) {
            (Some(key), Some(memo)) => memo.body_id(&key),
            _ => self.bodies.len() as u32,
        };
        while self.bodies.len() <= id as usize {
            self.bodies.push(nobody(ItemId { module: ModuleId(0), item: 0 }));
        }
        BodyId(id)
    }

    /// An id for a file-level let.
    pub(super) fn new_global_id(&mut self, item: ItemId) -> hir::GlobalId {
        hir::GlobalId(match (self.key(item), self.memo.as_deref_mut()) {
            (Some(key), Some(memo)) => memo.global_id(&key),
            _ => self.globals.len() as u32,
        })
    }

    /// An id for a function.
    pub(super) fn new_function_id(&mut self, item: ItemId) -> hir::FnId {
        hir::FnId(match (self.key(item), self.memo.as_deref_mut()) {
            (Some(key), Some(memo)) => memo.function_id(&key),
            _ => self.functions.len() as u32,
        })
    }

    /// Notes that a body's id was asked for.
    pub(super) fn mentioned(&mut self, item: ItemId) {
        if let (Some(key), Some(frame)) = (self.key(item), self.frames.last_mut()) {
            frame.mention(&key);
        }
    }

    /// Notes that something was reported, or will be.
    pub(super) fn reported(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            frame.reported = true;
        }
    }
}

/// What stands where no body has the id.
pub(super) fn nobody(item: ItemId) -> BodyInfo {
    BodyInfo {
        item,
        kind: BodyKind::Construct,
        name: Symbol::new(),
        span: Span::new(ChunkId(0), 0, 0),
        params: State::Open,
        checked: State::Open,
        outputs: Rc::default(),
        members: Rc::default(),
        demands: Rc::default(),
        defaults: Rc::default(),
        hir: None,
    }
}

/// What stands where no file-level let has the id.
pub(super) fn no_global() -> hir::Global {
    let span = Span::new(ChunkId(0), 0, 0);
    let value = hir::Expr { kind: hir::ExprKind::Error, span };
    hir::Global { name: Symbol::new(), span, value }
}

/// What stands where no function has the id.
pub(super) fn no_function() -> hir::Function {
    let value = hir::Expr { kind: hir::ExprKind::Error, span: Span::new(ChunkId(0), 0, 0) };
    hir::Function { name: Symbol::new(), params: Vec::new(), locals: 0, value }
}
