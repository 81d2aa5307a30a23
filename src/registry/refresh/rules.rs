//! Finds out to which properties cfn-lint applies each of its extra schemas: the rule's source
//! names the schema's file, the paths (`Resources/TYPE/Properties/…`) and whether it only warns.

use std::path::{Path, PathBuf};

use regex::Regex;

/// A rule of cfn-lint.
pub struct Rule {
    /// `E3062`.
    pub id: String,
    /// Its class without the suffix, `ResourceEcrPolicy`.
    pub name: String,
    /// Folder and file of its schema below `extensions`.
    pub schema: Option<(String, String)>,
    /// Type and path below its properties.
    pub places: Vec<(String, Vec<String>)>,
}

/// All rules below the folder, by file name.
pub fn read(folder: &Path) -> std::io::Result<Vec<Rule>> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    files.sort();
    let regex = |text: &str| Regex::new(text).expect("a constant pattern");
    let schema = regex(r#"cfnlint\.data\.schemas\.extensions\.(\w+),\s*(?:filename=)?"([\w.]+)""#);
    let place = regex(r#""Resources/([\w:]+)/Properties(?:/([^"]*))?""#);
    let id = regex(r#"(?m)^    id = "(\w+)""#);
    let mut rules = Vec::new();
    for file in files {
        let source = std::fs::read_to_string(&file)?;
        let Some(id) = id.captures(&source) else {
            continue;
        };
        let places = place.captures_iter(&source).map(|found| {
            let path = found.get(2).map_or("", |path| path.as_str());
            let segments = path.split('/').filter(|s| !s.is_empty());
            (found[1].to_owned(), segments.map(str::to_owned).collect())
        });
        let mut places: Vec<(String, Vec<String>)> = places.collect();
        places.sort();
        places.dedup();
        rules.push(Rule {
            id: id[1].to_owned(),
            name: file.file_stem().map_or(String::new(), |stem| stem.to_string_lossy().into_owned()),
            schema: schema.captures(&source).map(|found| (found[1].to_owned(), found[2].to_owned())),
            places,
        });
    }
    Ok(rules)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "py") {
            files.push(path);
        }
    }
    Ok(())
}
