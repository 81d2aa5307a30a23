//! What the standard library declares, imported or not.

use std::cell::OnceCell;

use crate::ast::{Item, Stmt, TypeKind};
use crate::diagnostics::Diagnostics;
use crate::source::SourceMap;

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

/// The library, read when it is first asked for.
#[derive(Debug, Default)]
pub struct Library {
    declared: OnceCell<Vec<Declared>>,
}

impl Library {
    /// All that can be imported.
    pub fn declared(&self) -> &[Declared] {
        self.declared.get_or_init(|| crate::world::std_modules().flat_map(read).collect())
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
