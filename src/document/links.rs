//! Where things are: pages, places within them, and pages of AWS.

use rustc_hash::{FxHashMap, FxHashSet};

use super::keyword;
use crate::hir::{Outline, Target};

/// The pages' names, and the places within them.
pub struct Links {
    /// A page's name without extension, by module.
    pages: Vec<String>,
    /// The places of each module's declarations, in their order.
    anchors: Vec<Vec<String>>,
    by_name: FxHashMap<(usize, arcstr::ArcStr), usize>,
}

impl Links {
    pub fn new(outline: &Outline) -> Links {
        let mut taken: FxHashSet<String> = ["index", "readme"].into_iter().map(str::to_owned).collect();
        let pages = outline.modules.iter().map(|m| free(&mut taken, &page_name(&m.name))).collect();
        let (mut anchors, mut by_name) = (Vec::new(), FxHashMap::default());
        for (i, module) in outline.modules.iter().enumerate() {
            let mut taken = FxHashSet::default();
            let mut places = Vec::new();
            for (at, declaration) in module.declarations.iter().enumerate() {
                let heading = format!("{} {}", keyword(declaration), declaration.name);
                places.push(free(&mut taken, &slug(&heading)));
                by_name.entry((i, declaration.name.clone())).or_insert(at);
            }
            anchors.push(places);
        }
        Links { pages, anchors, by_name }
    }

    /// The name of a module's page, without extension.
    pub fn page(&self, module: usize) -> &str {
        &self.pages[module]
    }

    /// The place of a declaration in its page.
    pub fn anchor(&self, module: usize, declaration: usize) -> &str {
        &self.anchors[module][declaration]
    }

    /// From a page of the module `from` to a declaration, whose page has this extension.
    pub fn href(&self, from: usize, target: &Target, extension: &str) -> Option<String> {
        let at = *self.by_name.get(&(target.module, target.name.clone()))?;
        let anchor = self.anchor(target.module, at);
        Some(match from == target.module {
            true => format!("#{anchor}"),
            false => format!("{}.{extension}#{anchor}", self.page(target.module)),
        })
    }
}

/// AWS's page about a resource type.
pub fn aws_page(resource_type: &str) -> Option<String> {
    let mut parts = resource_type.split("::");
    let (vendor, service, name) = (parts.next()?, parts.next()?, parts.next()?);
    if vendor != "AWS" || parts.next().is_some() {
        return None;
    }
    let (service, name) = (service.to_ascii_lowercase(), name.to_ascii_lowercase());
    Some(format!(
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-{service}-{name}.html"
    ))
}

/// A name that is not taken yet, and is from now on. Names that differ by case only would be one file on some systems.
fn free(taken: &mut FxHashSet<String>, name: &str) -> String {
    let mut free = name.to_owned();
    let mut number = 1;
    while !taken.insert(free.to_lowercase()) {
        free = format!("{name}-{number}");
        number += 1;
    }
    free
}

/// `stacks.files` for `stacks/files.bat`; nothing that a URL would have to escape.
fn page_name(module: &str) -> String {
    let stem = module.strip_suffix(".bat").unwrap_or(module).replace('/', ".");
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '-' };
    stem.chars().map(plain).collect()
}

/// The place of a heading, as viewers of Markdown name it.
pub fn slug(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}
