//! What texts of each identifier format look like, from the sources of cfn-lint's format rules.

use std::collections::BTreeMap;
use std::path::Path;

use regex::Regex;

use super::Failure;

/// The pattern of each format, `AWS::EC2::Subnet.Id`.
pub fn read(folder: &Path) -> Result<BTreeMap<String, String>, Failure> {
    let regex = |text: &str| Regex::new(text).expect("a constant pattern");
    let name = regex(r#"format="(AWS::[^"]+)""#);
    let piece = regex(r#"r"([^"]*)""#);
    let prefix = super::read_text(&folder.join("FormatKeyword.py"))?;
    let prefix =
        regex(r#"ARN_PREFIX = r"([^"]*)""#).captures(&prefix).map_or(String::new(), |found| found[1].to_owned());
    let entries =
        std::fs::read_dir(folder).map_err(|error| Failure::File { path: folder.display().to_string(), error })?;
    let mut all = BTreeMap::new();
    for entry in entries.flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|extension| extension != "py") {
            continue;
        }
        let source = super::read_text(&path)?;
        let (Some(name), Some(start)) = (name.captures(&source), source.find("pattern=")) else {
            continue;
        };
        let expression = &source[start..];
        let end = expression.find("\n    def ").unwrap_or(expression.len());
        let expression = &expression[..end];
        let pieces: String = piece.captures_iter(expression).map(|found| found[1].to_owned()).collect();
        let prefix = if expression.contains("ARN_PREFIX") { prefix.as_str() } else { "" };
        all.insert(name[1].to_owned(), format!("{prefix}{pieces}"));
    }
    Ok(all)
}
