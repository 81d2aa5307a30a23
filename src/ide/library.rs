//! What the standard library and the project's files declare, imported or not.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::imports;
use crate::ast::{Item, Stmt, TypeKind, UseSource};
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

/// What a file of the project declares, and what it imports.
#[derive(Debug)]
pub struct Declares {
    /// Its declarations.
    pub declared: Vec<Declared>,
    imports: Vec<FilePath>,
}

/// The library, read when it is first asked for, and the project's files, each read again when it has changed.
#[derive(Debug, Default)]
pub struct Library {
    declared: OnceCell<Vec<Declared>>,
    files: RefCell<FxHashMap<FilePath, (Version, Rc<Declares>)>>,
}

impl Library {
    /// All that can be imported.
    pub fn declared(&self) -> &[Declared] {
        self.declared.get_or_init(|| crate::world::std_modules().flat_map(read).collect())
    }

    /// The files from which `here` can import: all but those that import it, directly or not.
    pub fn importable(&self, world: &World, files: &[FilePath], here: &FilePath) -> Vec<(FilePath, Rc<Declares>)> {
        let known: FxHashMap<&FilePath, Rc<Declares>> =
            files.iter().filter_map(|file| Some((file, self.file(world, file)?))).collect();
        let mut importing: FxHashSet<&FilePath> = FxHashSet::from_iter([here]);
        loop {
            let more = known.iter().filter(|(file, declares)| {
                !importing.contains(**file) && declares.imports.iter().any(|import| importing.contains(import))
            });
            let more: Vec<&FilePath> = more.map(|(file, _)| *file).collect();
            if more.is_empty() {
                break;
            }
            importing.extend(more);
        }
        let mut found: Vec<(FilePath, Rc<Declares>)> =
            known.into_iter().filter(|(file, _)| !importing.contains(file)).map(|(f, d)| (f.clone(), d)).collect();
        found.sort_by(|a, b| a.0.cmp(&b.0));
        found
    }

    /// What a `use` of a file can name to import a declaration of this name, the library's modules first.
    pub fn sources_of(&self, world: &World, files: &[FilePath], here: &FilePath, name: &str) -> Vec<String> {
        let library = self.declared().iter().filter(|declared| declared.name == name);
        let mut found: Vec<String> =
            library.map(|declared| format!("std.{}", declared.module.replace('/', "."))).collect();
        let files = self.importable(world, files, here);
        let files = files.iter().filter(|(_, declares)| declares.declared.iter().any(|one| one.name == name));
        found.extend(files.map(|(file, _)| imports::written(here, file)));
        found
    }

    fn file(&self, world: &World, path: &FilePath) -> Option<Rc<Declares>> {
        let version = world.version(path)?;
        if let Some((known, declares)) = self.files.borrow().get(path)
            && *known == version
        {
            return Some(declares.clone());
        }
        let text = world.read(path).ok()?;
        let mut sources = SourceMap::new();
        let file = sources.add_file(path.display(), text);
        let tree = crate::parse::parse_file(&mut sources, file, &mut Diagnostics::new());
        let imports = tree.items.iter().filter_map(|item| match &**item {
            Item::Use(tree) => match &tree.source {
                UseSource::File { path: written, .. } => world.resolve(path, written).ok(),
                _ => None,
            },
            _ => None,
        });
        let declared = tree.items.iter().filter_map(|item| declared("", item)).filter(|one| !one.name.is_empty());
        let declares = Rc::new(Declares { imports: imports.collect(), declared: declared.collect() });
        self.files.borrow_mut().insert(path.clone(), (version, declares.clone()));
        Some(declares)
    }
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
