//! Reading the files of a program and giving each a table of names.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{ItemId, Module, ModuleId, Modules, Name, Target, declared_name, did_you_mean, errors};
use crate::{
    ast::{self, Ident, UseNames, UseSource},
    diagnostics::{Diagnostic, Diagnostics, Help},
    parse::{Parsed, parse_again, stored_tree},
    source::{FileId, SourceMap, Span},
    world::{FilePath, Origin, ReadError, Version, World, std_tree},
};

/// How far a file has come.
enum State {
    Loading,
    Loaded(ModuleId),
    Failed,
}

/// Trees of files, kept between two loads: what has not changed is not read again, and of what has, only the declarations
/// that have are parsed.
#[derive(Debug, Default)]
pub struct Trees {
    files: FxHashMap<FilePath, Kept>,
    /// By file and path as it is written there: which file that was the last time.
    imports: FxHashMap<FilePath, FxHashMap<String, FilePath>>,
    /// While the project is looked at aside: what was kept of the files that are others there.
    aside: Option<FxHashMap<FilePath, Option<Kept>>>,
    /// Whether what is on disk is taken to be as it was the last time.
    trusts_disk: bool,
}

impl Trees {
    /// From now on, what is kept is noted, to be put back.
    pub(crate) fn begin_aside(&mut self) {
        self.aside = Some(FxHashMap::default());
    }

    /// Until the end, what is on disk is taken to be as it was when it was read: to ask for that takes longer than all else.
    pub(crate) fn trust_disk(&mut self) {
        self.trusts_disk = self.aside.is_some();
    }

    /// Puts back what was kept before.
    pub(crate) fn end_aside(&mut self) {
        self.trusts_disk = false;
        for (path, kept) in self.aside.take().into_iter().flatten() {
            match kept {
                Some(kept) => self.files.insert(path, kept),
                None => self.files.remove(&path),
            };
        }
    }

    /// Keeps a file, or forgets it.
    fn set(&mut self, path: &FilePath, kept: Option<Kept>) {
        let before = match kept {
            Some(kept) => self.files.insert(path.clone(), kept),
            None => self.files.remove(path),
        };
        if let Some(aside) = &mut self.aside {
            aside.entry(path.clone()).or_insert(before);
        }
    }
}

/// A file as it was read last.
#[derive(Debug)]
struct Kept {
    file: FileId,
    version: Version,
    tree: Arc<ast::File>,
    /// What parsing it again can use; none of a stored tree.
    parsed: Option<Parsed>,
    diagnostics: Vec<Diagnostic>,
}

struct Loader<'a> {
    trees: &'a mut Trees,
    world: &'a World,
    sources: &'a mut SourceMap,
    diagnostics: &'a mut Diagnostics,
    states: FxHashMap<FilePath, State>,
    modules: Modules,
    /// The files being loaded, each with the place of the import that led on from it.
    chain: Vec<(FilePath, Option<Span>)>,
}

/// Reads `inputs` and all that they import.
pub fn load(world: &World, inputs: &[FilePath], sources: &mut SourceMap, diagnostics: &mut Diagnostics) -> Modules {
    load_again(&mut Trees::default(), world, inputs, sources, diagnostics)
}

/// The same, with the trees and the sources of the load before.
pub fn load_again(
    trees: &mut Trees,
    world: &World,
    inputs: &[FilePath],
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) -> Modules {
    let mut loader = Loader {
        trees,
        world,
        sources,
        diagnostics,
        states: FxHashMap::default(),
        modules: Modules::default(),
        chain: Vec::new(),
    };
    for input in inputs {
        if let Target::Module(id) = loader.load_file(input, None) {
            loader.modules.list[id.0 as usize].requested = true;
        }
    }
    loader.modules
}

/// Reports the imports that nothing refers to; to be called when everything has been looked up.
pub fn report_unused(modules: &Modules, diagnostics: &mut Diagnostics) {
    for (_, module) in modules.iter().filter(|(_, m)| !m.is_std()) {
        let mut unused: Vec<_> = module.names.iter().filter(|(_, n)| n.imported && !n.used.get()).collect();
        unused.sort_by_key(|(_, n)| n.span);
        for (name, at) in unused {
            if at.target != Target::Missing {
                diagnostics.push(errors::unused_import(at.span, name, matches!(at.target, Target::Module(_))));
            }
        }
    }
}

impl Loader<'_> {
    fn load_file(&mut self, path: &FilePath, from: Option<Span>) -> Target {
        match self.states.get(path) {
            Some(State::Loaded(id)) => return Target::Module(*id),
            Some(State::Failed) => return Target::Missing,
            Some(State::Loading) => {
                self.report_cycle(path, from);
                return Target::Missing;
            }
            None => {}
        }
        let (file, tree) = match self.tree(path) {
            Ok(found) => found,
            Err(error) => {
                self.diagnostics.push(error.into_diagnostic(from));
                self.states.insert(path.clone(), State::Failed);
                return Target::Missing;
            }
        };
        self.states.insert(path.clone(), State::Loading);
        self.chain.push((path.clone(), None));
        // Imported modules get their ids first, so that this one's own is known only now.
        let imports: Vec<_> = tree.items.iter().map(|item| self.import(path, item)).collect();
        let id = ModuleId(self.modules.list.len() as u32);
        let names = self.names(id, &tree, &imports);
        let mut modules: Vec<ModuleId> = Vec::new();
        for target in imports.iter().flatten() {
            if let Target::Module(module) = target
                && !modules.contains(module)
            {
                modules.push(*module);
            }
        }
        let path = path.clone();
        let requested = false;
        let module = Module { file, path: path.clone(), tree, names, imports: modules, targets: imports, requested };
        self.modules.list.push(module);
        self.chain.pop();
        self.states.insert(path, State::Loaded(id));
        Target::Module(id)
    }

    /// A file's tree, from its stored form or the load before where that is possible.
    fn tree(&mut self, path: &FilePath) -> Result<(FileId, Arc<ast::File>), ReadError> {
        let known = self.trees.files.get(path).map(|kept| &kept.version);
        let version = match known {
            Some(Version::Disk(..)) if self.trees.trusts_disk && self.world.is_on_disk(path) => known.cloned(),
            _ => self.world.version(path),
        };
        if let Some(kept) = self.trees.files.get(path) {
            if version.as_ref() == Some(&kept.version) {
                kept.diagnostics.iter().for_each(|d| self.diagnostics.push(d.clone()));
                return Ok((kept.file, kept.tree.clone()));
            }
            let text = self.world.read(path)?;
            self.sources.replace_text(kept.file, text);
            return Ok(self.parsed(path, kept.file, version));
        }
        let text = self.world.read(path)?;
        let file = self.sources.add_file(path.display(), text);
        let stored = if path.origin() == Origin::Std { std_tree(path.relative()) } else { None };
        match stored.and_then(|bytes| stored_tree(self.sources, file, bytes)) {
            Some(tree) => {
                let tree = Arc::new(tree);
                let (version, diagnostics) = (Version::Embedded, Vec::new());
                self.trees.set(path, Some(Kept { file, version, tree: tree.clone(), parsed: None, diagnostics }));
                Ok((file, tree))
            }
            None => Ok(self.parsed(path, file, version)),
        }
    }

    /// Parses a file, and keeps its tree.
    fn parsed(&mut self, path: &FilePath, file: FileId, version: Option<Version>) -> (FileId, Arc<ast::File>) {
        let mut found = Diagnostics::new();
        let before = self.trees.files.get(path).and_then(|kept| kept.parsed.as_ref());
        let parsed = parse_again(self.sources, file, before, &mut found);
        let (tree, diagnostics) = (parsed.tree.clone(), found.iter().cloned().collect());
        self.diagnostics.extend(found);
        let kept = version.map(|version| Kept { file, version, tree: tree.clone(), parsed: Some(parsed), diagnostics });
        self.trees.set(path, kept);
        (file, tree)
    }

    /// The module that an item imports from, if it is a `use`.
    fn import(&mut self, from: &FilePath, item: &ast::Item) -> Option<Target> {
        let ast::Item::Use(import) = item else { return None };
        let (path, span) = match &import.source {
            UseSource::Std(name) => (self.std_module(name), name.span),
            UseSource::File { path, span } => match self.resolve(from, path) {
                Ok(path) => (Some(path), *span),
                Err(error) => {
                    let help = error.help.clone().or_else(|| missing_file_help(path));
                    self.diagnostics.push(error.into_diagnostic(Some(*span)).help_opt(help));
                    (None, *span)
                }
            },
            UseSource::Error(span) => (None, *span),
        };
        if let Some(at) = self.chain.last_mut() {
            at.1 = Some(span);
        }
        Some(path.map_or(Target::Missing, |path| self.load_file(&path, Some(span))))
    }

    /// The file that a path in a file leads to.
    fn resolve(&mut self, from: &FilePath, written: &str) -> Result<FilePath, ReadError> {
        let known = self.trees.imports.get(from).and_then(|imports| imports.get(written));
        if let Some(known) = known.filter(|_| self.trees.trusts_disk) {
            return Ok(known.clone());
        }
        let found = self.world.resolve(from, written);
        if self.trees.aside.is_none() {
            let imports = self.trees.imports.entry(from.clone()).or_default();
            match &found {
                Ok(path) if imports.get(written) == Some(path) => {}
                Ok(path) => drop(imports.insert(written.to_owned(), path.clone())),
                Err(_) => drop(imports.remove(written)),
            }
        }
        found
    }

    fn std_module(&mut self, name: &ast::Path) -> Option<FilePath> {
        let inner: Vec<&str> = name.segments.iter().skip(1).map(|s| s.name.as_str()).collect();
        let is_std = name.segments.first().is_some_and(|first| first.name == "std");
        let found = self.world.std_module(&inner.join("/")).filter(|_| is_std);
        if found.is_none() && !name.segments.iter().any(Ident::is_missing) {
            let known: Vec<&str> = crate::world::std_modules().collect();
            let dotted: Vec<String> = known.iter().map(|m| format!("std.{}", m.replace('/', "."))).collect();
            let written = name.to_string();
            let whole = format!("std.{written}");
            let suggestion = did_you_mean(&written, dotted.iter().map(String::as_str))
                .or_else(|| dotted.contains(&whole).then(|| Help::write(&whole)));
            self.diagnostics.push(errors::unknown_std(name.span, &name.to_string(), suggestion, &known));
        }
        found
    }

    fn report_cycle(&mut self, path: &FilePath, from: Option<Span>) {
        let start = self.chain.iter().position(|(p, _)| p == path).unwrap_or(0);
        let cycle = &self.chain[start..];
        let edges: Vec<_> = cycle
            .iter()
            .enumerate()
            .filter_map(|(i, (at, span))| {
                let next = cycle.get(i + 1).map_or(path, |(next, _)| next);
                span.or(from).map(|span| (span, at.display(), next.display()))
            })
            .collect();
        if !edges.is_empty() {
            self.diagnostics.push(errors::import_cycle(&edges));
        }
    }

    fn names(&mut self, id: ModuleId, tree: &ast::File, imports: &[Option<Target>]) -> FxHashMap<ast::Symbol, Name> {
        let mut names = FxHashMap::default();
        for (i, item) in tree.items.iter().enumerate() {
            if let ast::Item::Use(import) = &**item {
                self.import_names(&mut names, import, imports[i].unwrap_or(Target::Missing));
            } else if let Some(name) = declared_name(item) {
                let target = Target::Item(ItemId { module: id, item: i as u32 });
                self.declare(&mut names, name, target, false);
            }
        }
        names
    }

    fn import_names(&mut self, names: &mut FxHashMap<ast::Symbol, Name>, import: &ast::Use, from: Target) {
        match &import.names {
            UseNames::Module(name) => self.declare(names, name, from, true),
            UseNames::Names(list) => {
                for wanted in list.iter().filter(|n| !n.name.is_missing()) {
                    let target = match from {
                        Target::Module(module) => self.exported(module, &wanted.name),
                        _ => Target::Missing,
                    };
                    self.declare(names, wanted.local(), target, true);
                }
            }
            UseNames::Nothing | UseNames::Error(_) => {}
        }
    }

    /// What another module declares under a name; what it merely imports is not passed on.
    fn exported(&mut self, module: ModuleId, name: &Ident) -> Target {
        let other = self.modules.get(module);
        if let Some(found) = other.names.get(&name.name).filter(|n| !n.imported) {
            return found.target;
        }
        self.diagnostics.push(self.modules.not_declared(module, name));
        Target::Missing
    }

    fn declare(&mut self, names: &mut FxHashMap<ast::Symbol, Name>, name: &Ident, target: Target, imported: bool) {
        if name.is_missing() {
            return;
        }
        if let Some(first) = names.get(&name.name) {
            self.diagnostics.push(errors::declared_twice(name.span, &name.name, first.span));
            return;
        }
        let entry = Name { target, span: name.span, imported, used: std::cell::Cell::new(false) };
        names.insert(name.name.clone(), entry);
    }
}

/// What may help where a path leads to no file.
fn missing_file_help(path: &str) -> Option<String> {
    let stem = path.rsplit('/').next().and_then(|name| name.strip_suffix(".bat")).unwrap_or(path);
    Some(match crate::world::std_modules().find(|module| *module == stem) {
        Some(module) => format!("the module of the library is imported by `use std.{module}.{{…}}`, without quotes"),
        None => "a path begins at the folder of the file that it stands in".to_owned(),
    })
}
