//! Reference documentation: pages from an outline.
//!
//! In: an [`Outline`]. Out: [`File`]s, the same pages as Markdown (`markdown/`) and as a static site that needs no
//! network and no server. Invariants: the same outline gives the same bytes; every link within the pages leads to a
//! place that exists; what the sources say is text, never markup of the site's.

mod html;
mod links;
mod markdown;
mod prose;
mod search;

use crate::hir::{BodyKind, Declaration, DeclarationKind, Outline};

use links::Links;
pub(crate) use links::aws_page;

/// What the pages' generator is called; a folder whose `index.html` has it may be replaced.
pub const GENERATOR: &str = "<meta name=\"generator\" content=\"batc doc\">";

/// A file of the documentation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// All files of the documentation.
pub fn files(outline: &Outline, title: &str) -> Vec<File> {
    let links = Links::new(outline);
    let file = |path: &str, text: String| File { path: path.to_owned(), text };
    let mut files = vec![
        file("index.html", html::index(outline, &links, title)),
        file("markdown/README.md", markdown::index(outline, &links, title)),
        file("style.css", include_str!("site/style.css").to_owned()),
        file("search.js", include_str!("site/search.js").to_owned()),
        file("search-index.js", search::index(outline, &links)),
    ];
    for module in 0..outline.modules.len() {
        let page = links.page(module);
        files.push(file(&format!("{page}.html"), html::module(outline, &links, module, title)));
        files.push(file(&format!("markdown/{page}.md"), markdown::module(outline, &links, module)));
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// The word that declares it.
fn keyword(declaration: &Declaration) -> &'static str {
    match &declaration.kind {
        DeclarationKind::Body { kind: BodyKind::Construct, .. } => "construct",
        DeclarationKind::Body { kind: BodyKind::Stack, .. } => "stack",
        DeclarationKind::Body { kind: BodyKind::App, .. } => "app",
        DeclarationKind::Record(_) | DeclarationKind::Alias(_) => "type",
        DeclarationKind::Function { .. } => "fn",
        DeclarationKind::Value(_) => "let",
        DeclarationKind::ResourceType { .. } => "resource type",
        DeclarationKind::Rule(_) => "rule",
        DeclarationKind::Env { .. } => "env",
    }
}

/// The modules in the order in which they are listed: the project's, then the library's, each by name.
fn listed(outline: &Outline) -> Vec<usize> {
    let mut order: Vec<usize> = (0..outline.modules.len()).collect();
    order.sort_by_key(|&i| (outline.modules[i].is_std, &outline.modules[i].name));
    order
}

/// How a declaration is brought into another file; environments, rules and custom types are not.
fn import(module: &str, is_std: bool, declaration: &Declaration) -> Option<String> {
    use DeclarationKind::{Env, ResourceType, Rule};
    match declaration.kind {
        Rule(_) | ResourceType { .. } | Env { .. } => None,
        _ if is_std => Some(format!("use {module}.{{{}}}", declaration.name)),
        _ => None,
    }
}

/// A function's head.
fn signature(params: &[crate::hir::ParamOutline]) -> String {
    let param = |p: &crate::hir::ParamOutline| match &p.default {
        Some(default) => format!("{}: {} = {default}", p.name, p.ty.plain()),
        None => format!("{}: {}", p.name, p.ty.plain()),
    };
    params.iter().map(param).collect::<Vec<_>>().join(", ")
}
