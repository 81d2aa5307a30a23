//! The pages as a static site.

use std::fmt::Write as _;

use super::{
    GENERATOR, import, keyword,
    links::{Links, aws_page, slug},
    listed,
    prose::{escape, summary_html, to_html},
    signature,
};
use crate::hir::{Declaration, DeclarationKind, Outline, OutputOutline, ParamOutline, Piece, TypeText};

/// The first page.
pub fn index(outline: &Outline, links: &Links, title: &str) -> String {
    let mut body = format!("<h1>{}</h1>\n<table class=\"list\">\n", escape(title));
    for i in listed(outline) {
        let module = &outline.modules[i];
        let sentence = module.docs.as_deref().map(summary_html).unwrap_or_default();
        let (name, page) = (escape(&module.name), links.page(i));
        let _ = writeln!(body, "<tr><td><a href=\"{page}.html\">{name}</a></td><td>{sentence}</td></tr>");
    }
    body.push_str("</table>\n");
    frame(outline, links, None, title, &body)
}

/// A module's page.
pub fn module(outline: &Outline, links: &Links, at: usize, title: &str) -> String {
    let module = &outline.modules[at];
    let mut page = Page { outline, links, module: at, out: format!("<h1>{}</h1>\n", escape(&module.name)) };
    page.prose(module.docs.as_deref());
    page.out.push_str("<table class=\"list\">\n");
    for (i, declaration) in module.declarations.iter().enumerate() {
        let sentence = declaration.docs.as_deref().map(summary_html).unwrap_or_default();
        let (word, name) = (keyword(declaration), escape(&declaration.name));
        let _ = writeln!(
            page.out,
            "<tr><td><span class=\"kind\">{word}</span> <a href=\"#{}\">{name}</a></td><td>{sentence}</td></tr>",
            links.anchor(at, i),
        );
    }
    page.out.push_str("</table>\n");
    for (i, declaration) in module.declarations.iter().enumerate() {
        page.declaration(declaration, links.anchor(at, i), import(&module.name, module.is_std, declaration));
    }
    frame(outline, links, Some(at), title, &page.out)
}

/// A page around its content.
fn frame(outline: &Outline, links: &Links, at: Option<usize>, title: &str, body: &str) -> String {
    let name = at.map_or_else(|| title.to_owned(), |at| format!("{} - {title}", outline.modules[at].name));
    let mut side = String::new();
    for i in listed(outline) {
        let module = &outline.modules[i];
        let here = if Some(i) == at { " class=\"here\"" } else { "" };
        let _ = writeln!(side, "<a{here} href=\"{}.html\">{}</a>", links.page(i), escape(&module.name));
    }
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n{GENERATOR}\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
         <link rel=\"stylesheet\" href=\"style.css\">\n<script defer src=\"search-index.js\"></script>\n\
         <script defer src=\"search.js\"></script>\n</head>\n<body>\n<nav>\n\
         <a class=\"title\" href=\"index.html\">{}</a>\n\
         <input id=\"search\" type=\"search\" placeholder=\"Search ( / )\" aria-label=\"Search\" autocomplete=\"off\">\n\
         {side}</nav>\n<main>\n<ol id=\"found\" hidden></ol>\n<div id=\"page\">\n{body}</div>\n</main>\n</body>\n</html>\n",
        escape(&name),
        escape(title),
    )
}

struct Page<'a> {
    outline: &'a Outline,
    links: &'a Links,
    module: usize,
    out: String,
}

impl Page<'_> {
    fn declaration(&mut self, declaration: &Declaration, anchor: &str, import: Option<String>) {
        let (word, name) = (keyword(declaration), escape(&declaration.name));
        let _ = writeln!(
            self.out,
            "<section>\n<h2 id=\"{anchor}\"><span class=\"kind\">{word}</span> {name} <a class=\"self\" href=\"#{anchor}\">#</a></h2>",
        );
        if let Some(import) = import {
            let _ = writeln!(self.out, "<pre>{}</pre>", escape(&import));
        }
        self.prose(declaration.docs.as_deref());
        match &declaration.kind {
            DeclarationKind::Body { params, outputs, resources, .. } => {
                if !resources.is_empty() {
                    let list: Vec<String> = resources.iter().map(|r| resource(r)).collect();
                    let _ = writeln!(self.out, "<p>Makes {}.</p>", list.join(", "));
                }
                self.params("Params", "param", anchor, params);
                self.outputs(anchor, outputs);
            }
            DeclarationKind::Record(fields) => self.params("Fields", "field", anchor, fields),
            DeclarationKind::Alias(ty) | DeclarationKind::Value(ty) => {
                let ty = self.ty(ty);
                let _ = writeln!(self.out, "<p>{ty}</p>");
            }
            DeclarationKind::Function { params, result } => {
                let head = format!("fn {}({}): {}", declaration.name, signature(params), result.plain());
                let _ = writeln!(self.out, "<pre>{}</pre>", escape(&head));
                self.params("Arguments", "param", anchor, params);
                let result = self.ty(result);
                let _ = writeln!(self.out, "<p>Gives {result}.</p>");
            }
            DeclarationKind::ResourceType { properties, attributes } => {
                self.params("Properties", "property", anchor, properties);
                self.params("Attributes", "attribute", anchor, attributes);
            }
            DeclarationKind::Rule(ty) => {
                let ty = self.ty(ty);
                let _ = writeln!(self.out, "<p>Looks at each {ty}.</p>");
            }
            DeclarationKind::Env { is_abstract, base } => {
                let is_abstract = if *is_abstract { "Abstract; made" } else { "Made" };
                let base = self.link(base).map_or_else(
                    || format!("<code>{}</code>", escape(base)),
                    |href| format!("<a href=\"{href}\"><code>{}</code></a>", escape(base)),
                );
                let _ = writeln!(self.out, "<p>{is_abstract} from {base}.</p>");
            }
        }
        self.out.push_str("</section>\n");
    }

    fn params(&mut self, title: &str, kind: &str, anchor: &str, params: &[ParamOutline]) {
        if params.is_empty() {
            return;
        }
        let _ = writeln!(self.out, "<h3>{title}</h3>\n<dl>");
        for param in params {
            let (ty, name, place) = (self.ty(&param.ty), escape(&param.name), slug(&param.name));
            let short = param.default.as_deref().filter(|d| !d.contains('\n'));
            let default = short.map(|d| format!(" = <code>{}</code>", escape(d))).unwrap_or_default();
            let required = if param.is_required { " <em>required</em>" } else { "" };
            let _ = writeln!(
                self.out,
                "<dt id=\"{anchor}.{kind}.{place}\"><b>{name}</b>: {ty}{default}{required}</dt>\n<dd>"
            );
            self.prose(param.docs.as_deref());
            if let Some(long) = param.default.as_deref().filter(|d| d.contains('\n')) {
                let _ = writeln!(self.out, "<p>Default:</p>\n<pre>{}</pre>", escape(long));
            }
            for demand in &param.demands {
                self.prose(Some(demand));
            }
            self.out.push_str("</dd>\n");
        }
        self.out.push_str("</dl>\n");
    }

    fn outputs(&mut self, anchor: &str, outputs: &[OutputOutline]) {
        if outputs.is_empty() {
            return;
        }
        self.out.push_str("<h3>Outputs</h3>\n<dl>\n");
        for output in outputs {
            let (ty, name) = (self.ty(&output.ty), escape(&output.name));
            let _ = writeln!(self.out, "<dt id=\"{anchor}.output.{name}\"><b>{name}</b>: {ty}</dt>\n<dd>");
            self.prose(output.docs.as_deref());
            self.out.push_str("</dd>\n");
        }
        self.out.push_str("</dl>\n");
    }

    fn prose(&mut self, text: Option<&str>) {
        if let Some(text) = text {
            let html = to_html(text, &|code| self.link(code));
            self.out.push_str(&html);
        }
    }

    /// Where a name leads that stands in a text of this module.
    fn link(&self, code: &str) -> Option<String> {
        let names = &self.outline.modules[self.module].names;
        match names.binary_search_by(|(name, _)| name.as_str().cmp(code)) {
            Ok(at) => self.links.href(self.module, &names[at].1, "html"),
            Err(_) if code.contains("::") && !code.contains(' ') => aws_page(code),
            Err(_) => None,
        }
    }

    fn ty(&self, ty: &TypeText) -> String {
        let mut html = String::from("<code>");
        for piece in &ty.0 {
            let (text, href) = match piece {
                Piece::Text(text) => (text.as_str(), None),
                Piece::Resource(name) => (name.as_str(), aws_page(name)),
                Piece::Declared(text, target) => (text.as_str(), self.links.href(self.module, target, "html")),
            };
            match href {
                Some(href) => {
                    let _ = write!(html, "<a href=\"{}\">{}</a>", escape(&href), escape(text));
                }
                None => html.push_str(&escape(text)),
            }
        }
        html + "</code>"
    }
}

fn resource(name: &str) -> String {
    match aws_page(name) {
        Some(page) => format!("<a href=\"{page}\"><code>{}</code></a>", escape(name)),
        None => format!("<code>{}</code>", escape(name)),
    }
}
