//! What a program can write in the place of a mistake by itself.

use super::{Diagnostic, Replacement};
use crate::source::{SourceMap, Span};

/// A stretch of a source, and what is meant to stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub replacement: String,
}

/// What to write instead: a sentence, and the name that it asks for, when that is certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help {
    pub(super) text: String,
    pub(super) name: Option<String>,
}

impl Help {
    /// Asks whether one name was meant. It stands in the place of the mistake: without quotes or `@` where those stand there.
    pub fn meant(name: &str) -> Help {
        Help { text: format!("did you mean `{name}`?"), name: Some(name.into()) }
    }

    /// Asks which of a few names was meant.
    pub fn meant_one_of<'a>(names: impl IntoIterator<Item = &'a str>) -> Help {
        let names: Vec<&str> = names.into_iter().collect();
        match names[..] {
            [name] => Help::meant(name),
            _ => {
                let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
                format!("did you mean {}?", quoted.join(" or ")).into()
            }
        }
    }

    /// Says to write one name.
    pub fn write(name: &str) -> Help {
        Help { text: format!("write `{name}`"), name: Some(name.into()) }
    }
}

impl From<String> for Help {
    fn from(text: String) -> Help {
        Help { text, name: None }
    }
}

impl From<&str> for Help {
    fn from(text: &str) -> Help {
        text.to_owned().into()
    }
}

impl Diagnostic {
    /// What to write in the primary label's place, when that is certain enough to be done at a key's press: what a constructor
    /// gave, or the one name that the help asks for, where a name or a text stands.
    pub fn suggestion(&self, sources: &SourceMap) -> Option<Suggestion> {
        let primary = self.labels.first()?;
        let span = primary.span;
        let found = sources.text(span);
        let meant = match primary.replacement.as_ref()? {
            Replacement::Text(text) => return Some(Suggestion { span, replacement: text.clone() }),
            Replacement::Name(name) => name,
        };
        // Where a path stands and one name of it is meant, it is the user who knows.
        let is_word = |text: &str| {
            !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | ':' | '-' | '@'))
        };
        let is_text =
            |text: &str| text.len() >= 2 && text.starts_with('"') && text.ends_with('"') && !text.contains("${");
        let replacement = match found {
            _ if is_text(found) && !meant.starts_with('"') => format!("\"{meant}\""),
            _ if is_text(found) => meant.clone(),
            _ if !found.starts_with('@') && is_word(found) => meant.trim_start_matches('@').to_owned(),
            _ if is_word(found) && meant.starts_with('@') => meant.clone(),
            _ => return None,
        };
        (replacement != found).then_some(Suggestion { span, replacement })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Code;

    fn suggested(text: &str, help: Help) -> Option<String> {
        let mut sources = SourceMap::new();
        let file = sources.add_file("a.bat", text);
        let chunk = sources.add_chunk(file, 0);
        let span = Span::new(chunk, 0, text.len());
        let diagnostic = Diagnostic::new(Code::new("E0205", "unknown name"), span, "unknown").help(help);
        diagnostic.suggestion(&sources).map(|suggestion| suggestion.replacement)
    }

    #[test]
    fn one_name_is_put_where_one_stands() {
        assert_eq!(suggested("vcp", Help::meant("vpc")).as_deref(), Some("vpc"));
        assert_eq!(suggested("AWS::S3::Buket", Help::meant("AWS::S3::Bucket")).as_deref(), Some("AWS::S3::Bucket"));
        assert_eq!(suggested("\"Retian\"", Help::meant("Retain")).as_deref(), Some("\"Retain\""));
        assert_eq!(suggested("\"Retian\"", Help::meant("\"Retain\"")).as_deref(), Some("\"Retain\""));
        assert_eq!(suggested("on_delet", Help::meant("@on_delete")).as_deref(), Some("on_delete"));
        assert_eq!(suggested("@on_delet", Help::meant("@on_delete")).as_deref(), Some("@on_delete"));
    }

    #[test]
    fn what_is_not_certain_is_left_to_the_user() {
        assert_eq!(suggested("vcp", Help::meant_one_of(["vpc", "vpce"])), None);
        assert_eq!(suggested("network.vcp", Help::meant("vpc")), None);
        assert_eq!(suggested("\"${x}\"", Help::meant("y")), None);
        assert_eq!(suggested("vcp", "its outputs are `vpc`".into()), None);
    }

    #[test]
    fn what_a_constructor_gave_is_taken_as_it_is() {
        let mut sources = SourceMap::new();
        let file = sources.add_file("a.bat", "a and b");
        let chunk = sources.add_chunk(file, 0);
        let diagnostic = Diagnostic::new(Code::new("E0110", "operator"), Span::new(chunk, 2, 5), "x").replace_by("&&");
        assert_eq!(diagnostic.suggestion(&sources).map(|s| s.replacement).as_deref(), Some("&&"));
    }
}
