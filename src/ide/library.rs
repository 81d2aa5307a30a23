//! What the standard library and the project's files declare, imported or not.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::{Document, Symbol, imports, symbols};
use crate::ast::{File, Item, Stmt, TypeKind, UseSource};
use crate::diagnostics::Diagnostics;
use crate::source::SourceMap;
use crate::world::{FilePath, Version, World};

/// A declaration of the library.
#[derive(Debug)]
pub struct Declared {
    /// `network` for `std.network`.
    pub module: &'static str,
    /// Its name.
    pub name: String,
    /// Its documentation.
    pub docs: Option<String>,
    /// What it is.
    pub is: Kind,
    /// The params that must be given.
    pub required: Vec<String>,
}

/// What a declaration is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `construct`
    Construct,
    /// `stack`
    Stack,
    /// `type`
    Type,
    /// `fn`
    Function,
    /// `let`
    Value,
}

/// What a file of the project says by itself.
#[derive(Debug, Default)]
pub struct Read {
    /// What it gives to others.
    pub declared: Vec<Declared>,
    /// All that it declares, for searches.
    pub symbols: Vec<Symbol>,
    /// The paths of the files that it imports, as they are written.
    pub imports: Vec<String>,
}

/// The library, read when it is first asked for, and the project's files, each read again when it has changed.
#[derive(Debug, Default)]
pub struct Library {
    declared: OnceCell<Vec<Declared>>,
    files: RefCell<FxHashMap<FilePath, (Version, Rc<Read>)>>,
}

impl Library {
    /// All that can be imported.
    pub fn declared(&self) -> &[Declared] {
        self.declared.get_or_init(|| crate::world::std_modules().flat_map(read).collect())
    }

    /// What a `use` of `here` can name to import a declaration of this name, the library's modules first; `files` are those
    /// that it can import.
    pub fn sources_of(&self, world: &World, files: &[FilePath], here: &FilePath, name: &str) -> Vec<String> {
        let library = self.declared().iter().filter(|declared| declared.name == name);
        let mut found: Vec<String> =
            library.map(|declared| format!("std.{}", declared.module.replace('/', "."))).collect();
        let declares = |file: &&FilePath| {
            self.file(world, file).is_some_and(|read| read.declared.iter().any(|one| one.name == name))
        };
        found.extend(files.iter().filter(declares).map(|file| imports::written(here, file)));
        found
    }

    /// What a file of the project says.
    pub fn file(&self, world: &World, path: &FilePath) -> Option<Rc<Read>> {
        let version = world.version(path)?;
        if let Some((known, read)) = self.files.borrow().get(path)
            && *known == version
        {
            return Some(read.clone());
        }
        let text = world.read(path).ok()?;
        let mut sources = SourceMap::new();
        let file = sources.add_file(path.display(), text.clone());
        let tree = crate::parse::parse_file(&mut sources, file, &mut Diagnostics::new());
        let document = Document { text: &text, tree: &tree, sources: &sources };
        let declared = tree.items.iter().filter_map(|item| declared("", item)).filter(|one| !one.name.is_empty());
        let read =
            Rc::new(Read { declared: declared.collect(), symbols: symbols(&document), imports: imported(&tree) });
        self.files.borrow_mut().insert(path.clone(), (version, read.clone()));
        Some(read)
    }

    /// Forgets files.
    pub fn retain(&self, is_there: impl Fn(&FilePath) -> bool) {
        self.files.borrow_mut().retain(|path, _| is_there(path));
    }
}

/// The paths of the files that a file imports, as they are written.
pub fn imported(tree: &File) -> Vec<String> {
    let path = |item: &Item| match item {
        Item::Use(import) => match &import.source {
            UseSource::File { path, .. } => Some(path.to_string()),
            _ => None,
        },
        _ => None,
    };
    tree.items.iter().filter_map(|item| path(item)).collect()
}

fn read(module: &'static str) -> Vec<Declared> {
    let path = format!("{module}.bat");
    let Some(text) = crate::world::std_file(&path) else { return Vec::new() };
    let mut sources = SourceMap::new();
    let file = sources.add_file(&path, text);
    let stored = crate::world::std_tree(&path).and_then(|tree| crate::parse::stored_tree(&mut sources, file, tree));
    let tree = stored.unwrap_or_else(|| crate::parse::parse_file(&mut sources, file, &mut Diagnostics::new()));
    let declared = tree.items.iter().filter_map(|item| declared(module, item));
    declared.filter(|declared| !declared.name.is_empty()).collect()
}

/// What a declaration of a file declares.
pub fn declared(module: &'static str, item: &Item) -> Option<Declared> {
    let (name, attached, is, body) = match item {
        Item::Construct(i) => (&i.name, &i.attached, Kind::Construct, Some(&i.body)),
        Item::Stack(i) => (&i.name, &i.attached, Kind::Stack, Some(&i.body)),
        Item::TypeAlias(i) => (&i.name, &i.attached, Kind::Type, None),
        Item::Function(i) => (&i.name, &i.attached, Kind::Function, None),
        Item::Let(i) => (&i.name, &i.attached, Kind::Value, None),
        _ => return None,
    };
    let required = body.into_iter().flat_map(|body| &body.stmts).filter_map(|stmt| match stmt {
        Stmt::Param(param) if param.default.is_none() && !matches!(param.ty.kind, TypeKind::Optional(_)) => {
            Some(param.name.name.to_string())
        }
        _ => None,
    });
    Some(Declared {
        module,
        name: name.name.to_string(),
        docs: attached.docs.as_ref().map(|docs| docs.text.to_string()),
        is,
        required: required.collect(),
    })
}
