//! What a renaming does to what is deployed: names are part of logical ids and of stacks' names.

use super::Edit;
use crate::{
    ast::{Attached, Item, Path, Resource, Stmt, TypeRef},
    ide::{
        scene::{Declaration, Scene},
        walk::{Declared, Node, walk_item},
    },
    plan::naming,
    resolve::{Module, Target, declared_name},
    source::Span,
};

/// How deep constructs are followed to the stack that they are in.
const DEEPEST: u8 = 16;

/// What a renaming changes of what is deployed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Changes {
    /// Nothing.
    #[default]
    Nothing,
    /// Logical ids: CloudFormation replaces what has them.
    LogicalIds,
    /// Names of stacks: they are deployed anew beside those that are there.
    Stacks,
}

/// What changes when a declaration is renamed, and what would keep it.
pub fn changes(scene: &Scene, declaration: &Declaration, new: &str) -> (Changes, Option<Edit>) {
    let old = declaration.name.name.as_str();
    match (declaration.kind, declaration.stmt) {
        (Declared::Resource, Some(Stmt::Resource(tree))) => {
            // With either of these, the name is no part of the ids.
            if has(&tree.attached, "logical_id")
                || has(&tree.attached, "was")
                || naming::pascal(old) == naming::pascal(new)
            {
                return (Changes::Nothing, None);
            }
            let path = prefix(scene, declaration.item, DEEPEST).map(|prefix| format!("{prefix}{old}"));
            (Changes::LogicalIds, path.map(|path| was(scene, tree, &path)))
        }
        // A deploy-time parameter's name is what deployments give it by.
        (Declared::Parameter, Some(_)) if naming::pascal(old) != naming::pascal(new) => (Changes::LogicalIds, None),
        (Declared::StackInstance | Declared::App | Declared::Env, _) => (Changes::Stacks, None),
        _ => (Changes::Nothing, None),
    }
}

fn has(attached: &Attached, name: &str) -> bool {
    attached.decorators.iter().any(|decorator| decorator.name.name == name)
}

/// `@was`, in a line before a resource. It keeps the resource's keys when its path names none.
fn was(scene: &Scene, tree: &Resource, path: &str) -> Edit {
    let range = scene.range(tree.span);
    let text = &scene.sources.file(scene.sources.file_of(tree.span)).text;
    let line = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let indent = &text[line..range.start];
    let indent = if indent.trim().is_empty() { indent } else { "" };
    Edit {
        path: scene.path(tree.span).to_owned(),
        range: (range.start, range.start),
        text: format!("@was(\"{path}\")\n{indent}"),
    }
}

/// The path from the stack to the members of a declaration, with a dot behind it: empty in a stack. Of a construct there is one only
/// when it is used once, and not in a loop.
fn prefix(scene: &Scene, item: &Item, depth: u8) -> Option<String> {
    let construct = match item {
        Item::Stack(_) => return Some(String::new()),
        Item::Construct(tree) if depth > 0 => tree,
        _ => return None,
    };
    let mut uses = instances(scene, construct.name.span);
    let (outer, used) = uses.pop()?;
    if !uses.is_empty() || !used.keys.is_empty() || has(&used.attached, "was") {
        return None;
    }
    Some(format!("{}{}.", prefix(scene, outer, depth - 1)?, used.name.name))
}

/// The instances of a construct, each with the declaration that it is in.
fn instances<'a>(scene: &Scene<'a>, construct: Span) -> Vec<(&'a Item, &'a Resource)> {
    let mut found = Vec::new();
    for (_, module) in scene.modules.iter() {
        for item in module.tree.items.iter().filter(|item| matches!(***item, Item::Construct(_) | Item::Stack(_))) {
            walk_item(item, &mut |node| {
                if let Node::Stmt(Stmt::Resource(tree)) = node
                    && let TypeRef::Named(path) = &tree.ty
                    && named(scene, module, path) == Some(construct)
                {
                    found.push((&**item, tree));
                }
            });
        }
    }
    found
}

/// The name of what a path names in a module.
fn named(scene: &Scene, module: &Module, path: &Path) -> Option<Span> {
    let mut module = module;
    for segment in &path.segments {
        match module.names.get(&segment.name)?.target {
            Target::Module(id) => module = scene.modules.get(id),
            Target::Item(id) => return declared_name(scene.modules.item(id)).map(|name| name.span),
            Target::Missing => return None,
        }
    }
    None
}
