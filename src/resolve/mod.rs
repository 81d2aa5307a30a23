//! Modules: which files a program consists of, and what each of their names means.
//!
//! In: the files asked for. Out: [`Modules`], each parsed once, with one table of names each. Invariants: imports form
//! no cycle; a file is read once however often it is imported; what an import cannot find is reported here and is
//! [`Target::Missing`] from then on.

mod errors;
mod load;
mod suggest;

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::{
    ast::{self, Ident, Symbol},
    diagnostics::Diagnostic,
    source::{FileId, Span},
    world::FilePath,
};

pub use errors::CODES;
pub(crate) use errors::nothing_imported;
pub use load::{Trees, load, load_again, report_unused};
pub use suggest::{did_you_mean, nearest};

/// A module: one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ModuleId(pub u32);

/// A declaration of a module: an index into its file's items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ItemId {
    /// The module.
    pub module: ModuleId,
    /// The index.
    pub item: u32,
}

/// What a name of a module means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A declaration, of this module or of another.
    Item(ItemId),
    /// A whole module (`use … as x`).
    Module(ModuleId),
    /// Nothing; reported.
    Missing,
}

/// A name of a module.
#[derive(Debug)]
pub struct Name {
    /// What it means.
    pub target: Target,
    /// Where this module declares or imports it.
    pub span: Span,
    /// Whether a `use` brings it in.
    pub imported: bool,
    /// Whether anything refers to it.
    pub used: Cell<bool>,
}

/// A parsed file with its names.
#[derive(Debug)]
pub struct Module {
    /// Its file.
    pub file: FileId,
    /// Where it comes from.
    pub path: FilePath,
    /// Its tree.
    pub tree: Arc<ast::File>,
    /// Its names.
    pub names: FxHashMap<Symbol, Name>,
    /// The modules that it imports, each once.
    pub imports: Vec<ModuleId>,
    /// By item: the module that a `use` imports from.
    pub targets: Vec<Option<Target>>,
    /// Whether it was asked for, and not only imported.
    pub requested: bool,
}

impl Module {
    /// Whether it belongs to the standard library.
    pub fn is_std(&self) -> bool {
        self.path.origin() == crate::world::Origin::Std
    }
}

/// All modules of a program, imported ones before those that import them.
#[derive(Debug, Default)]
pub struct Modules {
    list: Vec<Module>,
    /// What is looked up, when someone wants to know.
    log: RefCell<Option<Vec<(ModuleId, Symbol)>>>,
}

impl Modules {
    /// The module with this id.
    pub fn get(&self, id: ModuleId) -> &Module {
        &self.list[id.0 as usize]
    }

    /// All modules.
    pub fn iter(&self) -> impl Iterator<Item = (ModuleId, &Module)> {
        self.list.iter().enumerate().map(|(i, m)| (ModuleId(i as u32), m))
    }

    /// A declaration's tree.
    pub fn item(&self, id: ItemId) -> &ast::Item {
        &self.get(id.module).tree.items[id.item as usize]
    }

    /// What is wrong with a name that another module does not declare, and what may have been meant.
    pub(crate) fn not_declared(&self, module: ModuleId, name: &Ident) -> Diagnostic {
        let other = self.get(module);
        let own = other.names.iter().filter(|(_, n)| !n.imported).map(|(n, _)| n.as_str());
        let path = other.path.display();
        let help = match other.names.get(&name.name).filter(|n| n.imported).map(|n| n.target) {
            Some(Target::Item(item)) => Some(
                format!("it is imported there: import it from `{}` too", self.get(item.module).path.display()).into(),
            ),
            _ => did_you_mean(&name.name, own).or_else(|| {
                let constructs = other.tree.items.iter().filter_map(|item| match &**item {
                    ast::Item::Construct(construct) => Some(construct.name.name.as_str()),
                    _ => None,
                });
                suggest::constructs(&name.name, constructs)
            }),
        };
        errors::not_in_module(name.span, &name.name, &path, help)
    }

    /// What a module itself declares under a name: what it imports is not passed on.
    pub fn declared(&self, module: ModuleId, name: &str) -> Option<Target> {
        let (key, found) = self.get(module).names.get_key_value(name).filter(|(_, n)| !n.imported)?;
        self.note(module, key);
        found.used.set(true);
        Some(found.target)
    }

    /// What a name means in a module; marks it as used.
    pub fn lookup(&self, module: ModuleId, name: &str) -> Option<&Name> {
        let (key, found) = self.get(module).names.get_key_value(name)?;
        self.note(module, key);
        found.used.set(true);
        Some(found)
    }

    fn note(&self, module: ModuleId, name: &Symbol) {
        if let Some(log) = &mut *self.log.borrow_mut() {
            log.push((module, name.clone()));
        }
    }

    /// From now on, what is looked up is noted.
    pub(crate) fn log_lookups(&self) {
        *self.log.borrow_mut() = Some(Vec::new());
    }

    /// How much was looked up and not yet taken.
    pub(crate) fn lookup_count(&self) -> usize {
        self.log.borrow().as_ref().map_or(0, Vec::len)
    }

    /// Takes what was looked up since there was so much, each once.
    pub(crate) fn lookups_since(&self, count: usize) -> Vec<(ModuleId, Symbol)> {
        let mut log = self.log.borrow_mut();
        let Some(log) = log.as_mut().filter(|log| log.len() > count) else { return Vec::new() };
        let mut seen = rustc_hash::FxHashSet::default();
        log.drain(count..).filter(|found| seen.insert(found.clone())).collect()
    }

    /// The module of a file.
    pub(crate) fn of_file(&self, file: FileId) -> Option<ModuleId> {
        self.iter().find(|(_, module)| module.file == file).map(|(id, _)| id)
    }
}

/// The name that an item declares at file level; uses, rules, tests and broken items declare none.
pub fn declared_name(item: &ast::Item) -> Option<&Ident> {
    let name = match item {
        ast::Item::Let(i) => &i.name,
        ast::Item::TypeAlias(i) => &i.name,
        ast::Item::Function(i) => &i.name,
        ast::Item::Construct(i) => &i.name,
        ast::Item::Stack(i) => &i.name,
        ast::Item::App(i) => &i.name,
        ast::Item::Env(i) => &i.name,
        ast::Item::ResourceType(_)
        | ast::Item::Use(_)
        | ast::Item::Rule(_)
        | ast::Item::Test(_)
        | ast::Item::Error(_) => return None,
    };
    (!name.is_missing()).then_some(name)
}
