//! Types: those of resources, constructs and stacks for instances, and those of values.

use super::query::Query;
use super::values::fields_snippet;
use super::{About, Completion, CompletionKind, escaped};
use crate::ast::Item;
use crate::document::aws_page;
use crate::ide::library::{self, Kind};
use crate::ide::{fuzzy_score, imports, schema};
use crate::registry::registry;
use crate::resolve::Target;

/// What kind of proposal a declaration is.
pub fn item_kind(item: &Item) -> Option<CompletionKind> {
    Some(match item {
        Item::Let(_) => CompletionKind::Constant,
        Item::TypeAlias(_) => CompletionKind::Type,
        Item::Function(_) => CompletionKind::Function,
        Item::Construct(_) | Item::Stack(_) | Item::App(_) => CompletionKind::Construct,
        Item::Env(_) => CompletionKind::Environment,
        _ => return None,
    })
}

/// The word that declares it.
pub fn item_word(item: &Item) -> &'static str {
    match item {
        Item::Let(_) => "let",
        Item::TypeAlias(_) => "type",
        Item::Function(_) => "fn",
        Item::Construct(_) => "construct",
        Item::Stack(_) => "stack",
        Item::App(_) => "app",
        Item::Env(_) => "env",
        _ => "",
    }
}

/// What is instantiated, or named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A resource type or construct, with what must be given.
    Resource,
    /// A resource type only, as what exists is.
    Existing,
    /// A resource type or construct by its name, as rules name them.
    About,
    /// A stack.
    Stack,
    /// An app.
    App,
    /// An environment that is extended.
    Env,
    /// What a test is about: environments and apps.
    Tested,
}

/// The types that can be named where an instance, a rule or the like names one.
pub fn named(query: &Query, wanted: Wanted) -> Vec<Completion> {
    let mut found = Vec::new();
    if !query.typed().contains(':') {
        found.extend(declared(query, &|item| match wanted {
            Wanted::Resource | Wanted::About => matches!(item, Item::Construct(_)),
            Wanted::Stack => matches!(item, Item::Stack(_)),
            Wanted::App => matches!(item, Item::App(_)),
            Wanted::Env => matches!(item, Item::Env(_)) && query.item().is_none_or(|own| own.span() != item.span()),
            Wanted::Tested => matches!(item, Item::Env(_) | Item::App(_)),
            Wanted::Existing => false,
        }));
        let has_body = query.after().trim_start_matches(' ').starts_with('{');
        if matches!(wanted, Wanted::Resource | Wanted::Stack) && !has_body {
            found.iter_mut().for_each(|one| with_body(query, one));
        }
        let is_wanted = |kind: Kind| match wanted {
            Wanted::Resource | Wanted::About => kind == Kind::Construct,
            Wanted::Stack => kind == Kind::Stack,
            _ => false,
        };
        found.extend(not_imported(query, &is_wanted, matches!(wanted, Wanted::Resource | Wanted::Stack) && !has_body));
    }
    if matches!(wanted, Wanted::Resource | Wanted::Existing | Wanted::About) {
        found.extend(resource_types(query, wanted));
    }
    found
}

/// What is declared or imported in the file.
fn declared(query: &Query, is_wanted: &dyn Fn(&Item) -> bool) -> Vec<Completion> {
    let modules = &query.asked.analysis.modules;
    let mut found: Vec<Completion> = Vec::new();
    for (name, target) in &query.module.names {
        match target.target {
            Target::Item(id) => {
                let item = modules.item(id);
                if let Some(kind) = item_kind(item).filter(|_| is_wanted(item)) {
                    let docs = crate::resolve::declared_name(item).and_then(|name| query.docs_at(name.span));
                    found.push(
                        Completion::new(name.as_str(), kind).detail(item_word(item)).docs(docs.map(|d| d.to_string())),
                    );
                }
            }
            Target::Module(id) => {
                if modules.get(id).tree.items.iter().any(|item| is_wanted(item)) {
                    let detail = modules.get(id).path.display();
                    let module = Completion::new(name.as_str(), CompletionKind::Module);
                    found.push(module.detail(detail).text(format!("{name}.")).going_on());
                }
            }
            Target::Missing => {}
        }
    }
    found.sort_by(|a, b| a.label.cmp(&b.label));
    found
}

/// The members of a module that can be instantiated or are types.
pub fn in_module(query: &Query, module: &str, is_type: bool) -> Vec<Completion> {
    let Some(Target::Module(id)) = query.module.names.get(module).map(|n| n.target) else { return Vec::new() };
    let mut found = super::members::of_module(query, id);
    found.retain(|one| match one.kind {
        CompletionKind::Construct => true,
        CompletionKind::Type => is_type,
        _ => !is_type && one.kind == CompletionKind::Environment,
    });
    found
}

/// Adds the body with what must be given.
fn with_body(query: &Query, one: &mut Completion) {
    let Some(Target::Item(id)) = query.module.names.get(one.label.as_str()).map(|n| n.target) else { return };
    let Some(declared) = library::declared("", query.asked.analysis.modules.item(id)) else { return };
    one.snippet = Some(format!("{} {}", escaped(&one.label), fields_snippet(&declared.required)));
    one.text = format!("{} {{}}", one.label);
}

/// What the library and the project's other files declare, with the `use` that it takes.
fn not_imported(query: &Query, is_wanted: &dyn Fn(Kind) -> bool, with_body: bool) -> Vec<Completion> {
    let known = |name: &str| query.module.names.contains_key(name);
    let mut found = Vec::new();
    let mut add = |declared: &library::Declared, source: String, kind: CompletionKind| {
        let (range, text) = imports::import(&query.document, &source, &declared.name);
        let range = query.original(range.start)..query.original(range.end);
        let mut one = Completion::new(declared.name.as_str(), kind)
            .detail(format!("use {source}"))
            .docs(declared.docs.as_deref());
        if with_body {
            one.snippet = Some(format!("{} {}", escaped(&one.label), fields_snippet(&declared.required)));
            one.text = format!("{} {{}}", one.label);
        }
        one.edits.push((range, text));
        found.push(one);
    };
    let kind_of = |kind: Kind| match kind {
        Kind::Construct | Kind::Stack => CompletionKind::Construct,
        Kind::Type => CompletionKind::Type,
        Kind::Function => CompletionKind::Function,
        Kind::Value => CompletionKind::Constant,
    };
    let (world, files, here) = (query.asked.world, query.asked.files, query.asked.path);
    for file in files {
        let Some(read) = query.asked.library.file(world, file) else { continue };
        for declared in read.declared.iter().filter(|one| is_wanted(one.is) && !known(&one.name)) {
            add(declared, imports::written(here, file), kind_of(declared.is));
        }
    }
    let own = query.asked.path.origin() == crate::world::Origin::Std;
    for declared in query.asked.library.declared() {
        if !own && is_wanted(declared.is) && !known(&declared.name) {
            add(declared, format!("std.{}", declared.module), kind_of(declared.is));
        }
    }
    found
}

/// The resource types of the registry and of the program that fit what is typed, the best first.
pub fn resource_types(query: &Query, wanted: Wanted) -> Vec<Completion> {
    let typed = query.typed();
    let has_body = query.after().trim_start_matches(' ').starts_with('{');
    let mut found: Vec<(i32, &str)> =
        registry().type_names().filter_map(|name| Some((score(typed, name)?, name))).collect();
    let custom = query.asked.analysis.modules.iter().flat_map(|(_, module)| &module.tree.items);
    let custom = custom.filter_map(|item| match &**item {
        Item::ResourceType(tree) => Some(tree.name.name.as_str()),
        _ => None,
    });
    found.extend(custom.filter_map(|name| Some((score(typed, name)?, name))));
    found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    let proposal = |(_, name): (i32, &str)| {
        let mut one = Completion::new(name, CompletionKind::Resource).about(About::ResourceType(name.to_owned()));
        one.docs = aws_page(name).map(|page| format!("[{name}]({page})"));
        if has_body {
            return one;
        }
        match wanted {
            // What must be given is read only for those that are shown.
            Wanted::Resource => {
                let schema = registry().resource_type(name);
                let required = schema.map(|schema| schema::required(&schema, schema.root));
                one.snippet(format!("{name} {}", fields_snippet(&required.unwrap_or_default())))
                    .text(format!("{name} {{}}"))
            }
            Wanted::Existing => {
                let schema = registry().resource_type(name);
                let identifier = schema.and_then(|schema| schema.primary_identifier.first().map(ToString::to_string));
                let identifier = identifier.unwrap_or_else(|| "ref".to_owned());
                one.snippet(format!("{name} {{ {identifier}: $0 }}")).text(format!("{name} {{}}"))
            }
            _ => one,
        }
    };
    found.into_iter().take(super::MOST + 1).map(proposal).collect()
}

/// How well a resource type fits what is typed: by what it begins with, by its segments, by its letters.
fn score(typed: &str, name: &str) -> Option<i32> {
    let typed = typed.trim_end_matches(':');
    if typed.is_empty() {
        return Some(0);
    }
    let folded = typed.to_ascii_lowercase();
    let lower = name.to_ascii_lowercase();
    if lower.starts_with(&folded) {
        return Some(10_000 - name.len() as i32);
    }
    // `s3::buc`, `bucket`: as the segments begin.
    let mut segments = lower.split("::");
    let mut wanted = folded.split("::").filter(|part| !part.is_empty()).peekable();
    while let Some(part) = wanted.peek() {
        match segments.find(|segment| segment.starts_with(part)) {
            Some(_) => wanted.next(),
            None => break,
        };
    }
    if wanted.peek().is_none() {
        return Some(5_000 - name.len() as i32);
    }
    fuzzy_score(&typed.replace(':', ""), name)
}

/// The types of values.
pub fn of_values(query: &Query) -> Vec<Completion> {
    let mut found = Vec::new();
    if !query.typed().contains(':') {
        found.extend(declared(query, &|item| matches!(item, Item::TypeAlias(_) | Item::Construct(_) | Item::Stack(_))));
        for name in crate::words::types() {
            let one = Completion::new(name, CompletionKind::Type);
            found.push(match name {
                "Map" | "Secret" | "Partial" => one.text(format!("{name}<")).snippet(format!("{name}<$1>")),
                _ => one,
            });
        }
        found.push(
            Completion::new("known", CompletionKind::Keyword).detail("a value known when compiling").text("known "),
        );
        found.extend(not_imported(query, &|kind| matches!(kind, Kind::Type | Kind::Construct), false));
    }
    found.extend(resource_types(query, Wanted::About));
    found
}
