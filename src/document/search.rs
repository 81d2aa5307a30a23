//! What the site's search looks through: a script that a page from the file system can load.

use serde::Serialize;

use super::{
    keyword,
    links::{Links, slug},
    listed, prose,
};
use crate::hir::{DeclarationKind, Outline};

/// What can be found: name, what it is, where it belongs, the link, and a sentence.
#[derive(Serialize)]
struct Entry<'a>(&'a str, &'a str, &'a str, String, String);

/// The script that gives the index to the page.
pub fn index(outline: &Outline, links: &Links) -> String {
    let mut script = String::from("window.batcIndex = [\n");
    let mut add = |entry: Entry| {
        // Names and texts serialise always; `</` could end the script of a page that includes this one.
        let line = serde_json::to_string(&entry).unwrap_or_default().replace("</", "<\\/");
        script.push_str(&line);
        script.push_str(",\n");
    };
    for i in listed(outline) {
        let module = &outline.modules[i];
        let page = format!("{}.html", links.page(i));
        let sentence = |docs: &Option<arcstr::ArcStr>| docs.as_deref().map(prose::summary).unwrap_or_default();
        add(Entry(&module.name, "module", "", page.clone(), sentence(&module.docs)));
        for (at, declaration) in module.declarations.iter().enumerate() {
            let href = format!("{page}#{}", links.anchor(i, at));
            let name = declaration.name.as_str();
            add(Entry(name, keyword(declaration), &module.name, href.clone(), sentence(&declaration.docs)));
            match &declaration.kind {
                DeclarationKind::Body { params, outputs, .. } => {
                    for param in params {
                        let href = format!("{href}.param.{}", slug(&param.name));
                        add(Entry(&param.name, "param", name, href, sentence(&param.docs)));
                    }
                    for output in outputs {
                        let href = format!("{href}.output.{}", output.name);
                        add(Entry(&output.name, "output", name, href, sentence(&output.docs)));
                    }
                }
                DeclarationKind::Record(fields) => {
                    for field in fields {
                        let href = format!("{href}.field.{}", slug(&field.name));
                        add(Entry(&field.name, "field", name, href, sentence(&field.docs)));
                    }
                }
                _ => {}
            }
        }
    }
    script.push_str("];\n");
    script
}
