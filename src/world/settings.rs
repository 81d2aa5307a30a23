//! What `batc.toml` says.

use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize;

use super::{FilePath, ReadError, World};

/// The project file's name.
pub const PROJECT_FILE: &str = "batc.toml";

/// A project's settings, all of which may be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// `[fmt]`
    #[serde(default)]
    pub fmt: FormatSettings,
}

/// What `batc fmt` goes by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormatSettings {
    /// How many columns a line has.
    #[serde(default, deserialize_with = "width")]
    pub width: Option<usize>,
}

/// What is wrong with a project file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsError {
    /// In words.
    pub message: String,
    /// Where, in bytes.
    pub range: Range<usize>,
}

impl Settings {
    /// Reads the text of a project file.
    pub fn parse(text: &str) -> Result<Settings, SettingsError> {
        toml::from_str(text).map_err(|error| {
            let message = error.message().trim().trim_end_matches('.').replace('\n', "; ");
            SettingsError { message, range: error.span().unwrap_or(0..0) }
        })
    }
}

impl World {
    /// The text of the project file, when there is one.
    pub fn project_file(&self) -> Result<Option<(FilePath, Arc<str>)>, ReadError> {
        let path = FilePath::project(PROJECT_FILE);
        let is_there = self.overlay.contains_key(PROJECT_FILE) || self.disk(&path).is_some_and(|disk| disk.exists());
        is_there.then(|| self.read(&path).map(|text| (path, text))).transpose()
    }
}

/// A width that leaves room for something.
fn width<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<usize>, D::Error> {
    const SENSIBLE: std::ops::RangeInclusive<i64> = 40..=400;
    let width = i64::deserialize(from)?;
    if !SENSIBLE.contains(&width) {
        let (least, most) = (SENSIBLE.start(), SENSIBLE.end());
        return Err(serde::de::Error::custom(format!("a line has {least} to {most} columns, found {width}")));
    }
    Ok(Some(width as usize))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_may_be_left_out() {
        for text in ["", "# nothing\n", "[fmt]\n"] {
            assert_eq!(Settings::parse(text), Ok(Settings::default()), "{text}");
        }
        assert_eq!(Settings::parse("[fmt]\nwidth = 100\n").map(|s| s.fmt.width), Ok(Some(100)));
    }

    #[test]
    fn mistakes_are_told_with_their_place() {
        for (text, place, words) in [
            ("[fmt]\nwidht = 100\n", "widht", "unknown field `widht`"),
            ("[format]\n", "format", "unknown field `format`"),
            ("[fmt]\nwidth = \"100\"\n", "\"100\"", "invalid type"),
            ("[fmt]\nwidth = 7\n", "7", "40 to 400 columns, found 7"),
            ("[fmt\n", "", "unclosed table"),
        ] {
            let error = Settings::parse(text).unwrap_err();
            assert_eq!(&text[error.range.clone()], place, "{text}: {error:?}");
            assert!(error.message.contains(words), "{text}: {error:?}");
        }
    }
}
