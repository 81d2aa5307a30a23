//! The pages as Markdown, for repositories and editors.

use std::fmt::Write as _;

use super::{
    import, keyword,
    links::{Links, aws_page},
    listed,
    prose::{escape, summary},
    signature,
};
use crate::hir::{Declaration, DeclarationKind, Outline, OutputOutline, ParamOutline, Piece, TypeText};

/// The list of all modules.
pub fn index(outline: &Outline, links: &Links, title: &str) -> String {
    let mut page = format!("# {title}\n\n");
    for i in listed(outline) {
        let module = &outline.modules[i];
        let sentence = module.docs.as_deref().map(summary).filter(|s| !s.is_empty());
        let sentence = sentence.map(|s| format!(": {}", plain(&s))).unwrap_or_default();
        let _ = writeln!(page, "- [{}]({}.md){sentence}", plain(&module.name), links.page(i));
    }
    page
}

/// A module's page.
pub fn module(outline: &Outline, links: &Links, at: usize) -> String {
    let module = &outline.modules[at];
    let mut page = Page { links, module: at, out: format!("# {}\n", plain(&module.name)) };
    page.paragraph(module.docs.as_deref());
    page.out.push('\n');
    for (i, declaration) in module.declarations.iter().enumerate() {
        let sentence = declaration.docs.as_deref().map(summary).filter(|s| !s.is_empty());
        let sentence = sentence.map(|s| format!(": {}", plain(&s))).unwrap_or_default();
        let (word, name) = (keyword(declaration), plain(&declaration.name));
        let _ = writeln!(page.out, "- [{word} {name}](#{}){sentence}", links.anchor(at, i));
    }
    for declaration in &module.declarations {
        page.declaration(declaration, import(&module.name, module.is_std, declaration));
    }
    page.out.truncate(page.out.trim_end().len());
    page.out + "\n"
}

struct Page<'a> {
    links: &'a Links,
    module: usize,
    out: String,
}

impl Page<'_> {
    fn declaration(&mut self, declaration: &Declaration, import: Option<String>) {
        self.begin();
        let _ = writeln!(self.out, "## {} {}", keyword(declaration), plain(&declaration.name));
        if let Some(import) = import {
            let _ = write!(self.out, "\n{}\n", code(&import));
        }
        self.paragraph(declaration.docs.as_deref());
        match &declaration.kind {
            DeclarationKind::Body { params, outputs, resources, .. } => {
                if !resources.is_empty() {
                    let list: Vec<String> = resources.iter().map(|r| resource(r)).collect();
                    let _ = write!(self.out, "\nMakes {}.\n", list.join(", "));
                }
                self.params("Params", &declaration.name, params);
                self.outputs(&declaration.name, outputs);
            }
            DeclarationKind::Record(fields) => self.params("Fields", &declaration.name, fields),
            DeclarationKind::Alias(ty) | DeclarationKind::Value(ty) => {
                let ty = self.ty(ty);
                let _ = write!(self.out, "\n{ty}\n");
            }
            DeclarationKind::Function { params, result } => {
                let head = format!("fn {}({}): {}", declaration.name, signature(params), result.plain());
                let _ = write!(self.out, "\n{}\n", code(&head));
                self.params("Arguments", &declaration.name, params);
                let result = self.ty(result);
                self.begin();
                let _ = writeln!(self.out, "Gives {result}.");
            }
            DeclarationKind::ResourceType { properties, attributes } => {
                self.params("Properties", &declaration.name, properties);
                self.params("Attributes", &declaration.name, attributes);
            }
            DeclarationKind::Rule(ty) => {
                let ty = self.ty(ty);
                let _ = write!(self.out, "\nLooks at each {ty}.\n");
            }
            DeclarationKind::Env { is_abstract, base } => {
                let is_abstract = if *is_abstract { "Abstract; made" } else { "Made" };
                let _ = write!(self.out, "\n{is_abstract} from {}.\n", code(base));
            }
        }
    }

    fn params(&mut self, title: &str, of: &str, params: &[ParamOutline]) {
        if params.is_empty() {
            return;
        }
        self.begin();
        let _ = write!(self.out, "### {title} of {}\n\n", plain(of));
        for param in params {
            let ty = self.ty(&param.ty);
            let required = if param.is_required { ", required" } else { "" };
            let short = param.default.as_deref().filter(|d| !d.contains('\n'));
            let default = short.map(|d| format!(" = {}", code(d))).unwrap_or_default();
            let _ = writeln!(self.out, "- **{}**: {ty}{default}{required}", code(&param.name));
            self.indented(param.docs.as_deref());
            if let Some(long) = param.default.as_deref().filter(|d| d.contains('\n')) {
                self.indented(Some(&format!("Default:\n\n```text\n{long}\n```")));
            }
            for demand in &param.demands {
                self.indented(Some(demand));
            }
        }
    }

    fn outputs(&mut self, of: &str, outputs: &[OutputOutline]) {
        if outputs.is_empty() {
            return;
        }
        self.begin();
        let _ = write!(self.out, "### Outputs of {}\n\n", plain(of));
        for output in outputs {
            let ty = self.ty(&output.ty);
            let _ = writeln!(self.out, "- **{}**: {ty}", code(&output.name));
            self.indented(output.docs.as_deref());
        }
    }

    fn paragraph(&mut self, text: Option<&str>) {
        if let Some(text) = text.filter(|t| !t.trim().is_empty()) {
            self.begin();
            let _ = writeln!(self.out, "{}", lowered(text.trim_end()));
        }
    }

    /// An empty line, unless there is one.
    fn begin(&mut self) {
        if !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// A paragraph of a list's element.
    fn indented(&mut self, text: Option<&str>) {
        let Some(text) = text.filter(|t| !t.trim().is_empty()) else { return };
        self.begin();
        for line in lowered(text.trim_end()).lines() {
            let _ = writeln!(self.out, "{}", format!("  {line}").trim_end());
        }
        self.out.push('\n');
    }

    /// A type; with links it is HTML, since code in Markdown has none.
    fn ty(&self, ty: &TypeText) -> String {
        let mut has_links = false;
        let mut html = String::from("<code>");
        for piece in &ty.0 {
            let (text, href) = match piece {
                Piece::Text(text) => (text.as_str(), None),
                Piece::Resource(name) => (name.as_str(), aws_page(name)),
                Piece::Declared(text, target) => (text.as_str(), self.links.href(self.module, target, "md")),
            };
            has_links |= href.is_some();
            match href {
                Some(href) => {
                    let _ = write!(html, "<a href=\"{}\">{}</a>", escape(&href), entities(text));
                }
                None => html.push_str(&entities(text)),
            }
        }
        html.push_str("</code>");
        if has_links { html } else { code(&ty.plain()) }
    }
}

/// A text whose headings stand below those of the page.
fn lowered(text: &str) -> String {
    let mut in_code = false;
    let line = |line: &str| {
        in_code ^= line.starts_with("```");
        let level = line.len() - line.trim_start_matches('#').len();
        let is_heading = !in_code && level > 0 && line[level..].starts_with(' ');
        if is_heading {
            format!("{} {}", "#".repeat((level + 3).min(6)), line[level..].trim_start())
        } else {
            line.to_owned()
        }
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn resource(name: &str) -> String {
    match aws_page(name) {
        Some(page) => format!("[{}]({page})", code(name)),
        None => code(name),
    }
}

/// Text in a code span.
fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if longest > 0 { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// Text that Markdown takes for nothing else.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Text within HTML within Markdown.
fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '"' => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            _ => out.push(c),
        }
    }
    out
}
