//! What may have been meant by a name that nothing declares: help only, so it may take its time.

use super::{
    Checker,
    context::{Cx, Role},
    errors,
};
use crate::{
    ast::{BinaryOp, Expr, ExprKind, Ident, Item, Stmt},
    diagnostics::Help,
    hir::BodyKind,
    registry::registry,
    resolve::{ModuleId, Target, did_you_mean, nearest},
    source::Span,
};

/// The words for constants in other languages.
const WORDS: [(&[&str], &str); 3] = [
    (&["undefined", "None", "nil", "NULL", "Null", "none"], "null"),
    (&["True", "TRUE", "yes"], "true"),
    (&["False", "FALSE", "no"], "false"),
];

/// What is done otherwise in other languages.
const ELSEWHERE: [(&[&str], &str); 6] = [
    (
        &["this", "self", "props", "var", "vars", "local", "locals", "param", "params"],
        "params, lets and resources are written by their name alone",
    ),
    (&["each"], "the variables of a loop have names: `for key, value in map { … }`"),
    (&["module"], "an instance's outputs are read after its name: `network.vpc`"),
    (&["data"], "something deployed elsewhere is declared by `existing name = TYPE { … }`"),
    (
        &["process", "os", "getenv"],
        "nothing is read from where `batc` runs: what differs between environments is a `param` of the app",
    ),
    (&["cdk", "Aws", "Fn"], "values of the deployment are `aws.region`, `aws.account_id` and the like"),
];

/// What the compiler knows by itself, by the names under which one may look for it.
const ROOTS: [(&[&str], &str); 6] = [
    (&["region"], "stack.region"),
    (&["account", "account_id"], "aws.account_id"),
    (&["partition"], "aws.partition"),
    (&["environment", "stage", "env_name"], "env.name"),
    (&["stack_name"], "stack.name"),
    (&["stack_id"], "aws.stack_id"),
];

impl<'a> Checker<'a> {
    /// Help for an unknown name where a value stands.
    pub(super) fn value_help(&self, cx: &Cx<'a>, name: &str) -> Option<Help> {
        if !self.suggests(self.name_count(cx.module)) {
            return None;
        }
        if name.starts_with("aws_") {
            let help = "a resource is written by its own name, and its attributes as AWS names them: `vpc.VpcId`";
            return Some(help.into());
        }
        if crate::builtins::lookup(name).is_some() {
            return Some(format!("`{name}` is a function: call it, `{name}(…)`").into());
        }
        if let Some((_, word)) = WORDS.iter().find(|(names, _)| names.contains(&name)) {
            return Some(Help::write(word));
        }
        if let Some((_, help)) = ELSEWHERE.iter().find(|(names, _)| names.contains(&name)) {
            return Some((*help).into());
        }
        if let Some(help) = self.loop_help(cx, name).or_else(|| self.neighbour_help(cx.module, name)) {
            return Some(help);
        }
        let mut names: Vec<&str> = cx.at.locals.iter().map(|l| l.name.as_str()).collect();
        let mut block = cx.at.block;
        while let Some(b) = block {
            let visible = cx.blocks[b].cells.iter().filter(|c| !c.hidden);
            names.extend(visible.map(|c| c.name.as_str()));
            block = cx.blocks[b].parent;
        }
        names.extend(self.modules.get(cx.module).names.iter().filter_map(|(n, at)| match at.target {
            Target::Item(item) => matches!(self.modules.item(item), Item::Let(_)).then_some(n.as_str()),
            _ => None,
        }));
        did_you_mean(name, names)
            .or_else(|| root_help(cx, name))
            .or_else(|| {
                let (module, kind) = self.library(name)?;
                (kind != "type").then(|| {
                    format!("`{name}` is a {kind} of the library: `use std.{module}.{{{name}}}` and instantiate it")
                        .into()
                })
            })
            .or_else(|| {
                // Our own values are in snake_case.
                name.starts_with(|c: char| c.is_ascii_uppercase())
                    .then(|| format!("text stands in quotes: `\"{name}\"`").into())
            })
    }

    /// `eu-central-1` without quotes, as YAML allows it: reported as a whole.
    pub(super) fn unquoted(&mut self, cx: &Cx<'a>, left: &Expr, span: Span) -> bool {
        let mut first = left;
        while let ExprKind::Binary { op: BinaryOp::Sub, left, .. } = &first.kind {
            first = left;
        }
        let (ExprKind::Name(name), Some(text)) = (&first.kind, self.text(span)) else { return false };
        let is_text = text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
        let is_visible = cx.local(name).is_some()
            || cx.cell(name).is_some()
            || self.app_member(cx, name).is_some()
            || self.modules.lookup(cx.module, name).is_some();
        if !is_text || is_visible || matches!(name.as_str(), "env" | "stack" | "aws") {
            return false;
        }
        self.report(errors::unquoted(span, &text));
        true
    }

    /// A name that is declared within a loop, out of which it is not visible.
    fn loop_help(&self, cx: &Cx<'a>, name: &str) -> Option<Help> {
        let inside = |b: &super::context::BlockScope| {
            b.of_loop.is_some() && b.cells.iter().any(|c| c.name == name && (!c.hidden || b.names.contains_key(name)))
        };
        cx.blocks.iter().any(inside).then(|| format!("`{name}` is declared in a loop, and known in it only").into())
    }

    /// A name that another body of the file declares.
    fn neighbour_help(&self, module: ModuleId, name: &str) -> Option<Help> {
        let items = &self.modules.get(module).tree.items;
        items.iter().find_map(|item| {
            let (other, body) = match &**item {
                Item::Construct(tree) => (&tree.name, &tree.body),
                Item::Stack(tree) => (&tree.name, &tree.body),
                _ => return None,
            };
            let what = body.stmts.iter().find_map(|stmt| match stmt {
                Stmt::Resource(tree) if tree.name.name == name => Some(tree.ty.span()),
                Stmt::Existing(tree) if tree.name.name == name => Some(tree.ty.span()),
                _ => None,
            })?;
            let ty = self.sources.text(what);
            Some(format!(
                "`{other}` has one, visible inside it only: give it out there with `output {name}`, and take it here \
                 with `param {name}: {ty}`",
                other = other.name
            ).into())
        })
    }

    /// Help for an unknown name where a construct or stack is instantiated.
    pub(super) fn construct_help(&self, module: ModuleId, name: &str) -> Option<Help> {
        if !self.suggests(self.name_count(module)) {
            return None;
        }
        let names = self.modules.get(module).names.iter().filter_map(|(n, at)| match at.target {
            Target::Item(item) => {
                matches!(self.modules.item(item), Item::Construct(_) | Item::Stack(_)).then_some(n.as_str())
            }
            _ => None,
        });
        did_you_mean(name, names).or_else(|| self.import_help(name)).or_else(|| resource_type_help(name))
    }

    /// Which module of the standard library declares a name, with the `use` that imports it.
    pub(super) fn import_help(&self, name: &str) -> Option<Help> {
        let (module, _) = self.library(name)?;
        Some(format!("import it: `use std.{module}.{{{name}}}`").into())
    }

    /// The module of the standard library that declares a name, and as what.
    fn library(&self, name: &str) -> Option<(String, &'static str)> {
        if !name.chars().next()?.is_uppercase() {
            return None;
        }
        crate::world::std_modules().find_map(|module| {
            let text = crate::world::std_file(&format!("{module}.bat"))?;
            let kind = ["construct", "type", "stack"].into_iter().find(|keyword| {
                let line = format!("\n{keyword} {name} ");
                text.contains(&line)
            })?;
            Some((module.replace('/', "."), kind))
        })
    }

    /// Help for `value.name` where `name` is a function.
    pub(super) fn function_help(&self, value: &str, name: &str) -> Option<Help> {
        let builtin = crate::builtins::lookup(name).map(|b| crate::builtins::spec(b).name);
        let name = builtin.or_else(|| crate::builtins::suggest(name))?;
        Some(format!("it is a function: `{name}({value})`").into())
    }

    /// Help for `value.name(…)`: functions are not fields.
    pub(super) fn method_help(&self, value: &str, name: &Ident) -> String {
        let builtin = crate::builtins::lookup(&name.name).map(|b| crate::builtins::spec(b).name);
        match (name.name.as_str(), builtin.or_else(|| crate::builtins::suggest(&name.name))) {
            ("map" | "forEach" | "for_each" | "flatMap", _) => format!("go through it: `[for x in {value}: …]`"),
            ("filter", _) => format!("go through it: `[for x in {value} if …: x]`"),
            (_, Some(function)) => format!("give it to the function: `{function}({value})`"),
            _ => "functions are called by their name, with the values in parentheses".to_owned(),
        }
    }
}

/// `env.region` for `region`, as far as it is known where it is asked for.
fn root_help(cx: &Cx, name: &str) -> Option<Help> {
    let all = ROOTS.iter().flat_map(|(names, _)| names.iter().copied());
    let near = if all.clone().any(|n| n == name) { name } else { nearest(name, all)? };
    let (_, path) = ROOTS.iter().find(|(names, _)| names.contains(&near))?;
    let path = match (cx.role, *path) {
        (Role::Body(BodyKind::App) | Role::Env, "stack.region") => "env.region",
        (Role::Body(BodyKind::App) | Role::Env, "aws.account_id") => "env.account",
        (Role::Body(_), path) => path,
        (_, path) if path.starts_with("aws.") => path,
        _ => return None,
    };
    Some(Help::write(path))
}

/// The resource type that is meant by `Topic`, `SNS.Topic`, `S3Bucket`, `aws_s3_bucket`.
fn resource_type_help(name: &str) -> Option<Help> {
    let folded = |text: &str| text.to_lowercase().replace(['_', '.', ':', '-'], "");
    let (wanted, short) = (folded(name), name.len() > 3);
    let exact = registry().type_names().find(|n| {
        let own = folded(n);
        own == wanted || own.strip_prefix("aws") == Some(wanted.as_str())
    });
    if let Some(found) = exact {
        return Some(Help::meant(found));
    }
    let named: Vec<&str> = registry()
        .type_names()
        .filter(|n| short && n.rsplit("::").next().is_some_and(|last| last.eq_ignore_ascii_case(name)))
        .collect();
    match named.len() {
        0 => None,
        1..=4 => Some(Help::meant_one_of(named)),
        n => {
            let first: Vec<String> = named[..4].iter().map(|name| format!("`{name}`")).collect();
            Some(format!("did you mean one of {}, and {} more?", first.join(", "), n - 4).into())
        }
    }
}
