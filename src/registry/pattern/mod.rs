//! Matching of the registry's regular expressions.
//!
//! In: the pattern's text as the refresh command translated it (ASCII classes, quantifiers that
//! the `regex` crate can compile, look-around split off or refused). Out: whether a string fits.
//! A pattern is parsed when first used, once, and run by a small matcher; what that cannot run
//! is compiled with the `regex` crate.

mod program;

use std::sync::OnceLock;

use serde::Deserialize;
#[cfg(feature = "refresh")]
use serde::Serialize;

use self::program::Program;
use super::text::Text;

/// One pattern of the pack.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub struct PatternSpec {
    /// As AWS writes it.
    pub text: Text,
    /// As the `regex` crate reads it, where that differs.
    pub translated: Option<Text>,
    /// Look-around at the beginning or the end, taken apart: patterns that must match too, or
    /// must not.
    pub guards: Box<[(Text, bool)]>,
    /// Whether it can be checked at all; look-around elsewhere cannot.
    pub supported: bool,
}

/// A pattern and, once used, what matches it.
pub struct Pattern {
    /// What the pack says.
    pub spec: PatternSpec,
    matchers: OnceLock<Matchers>,
}

struct Matchers {
    main: Matcher,
    guards: Vec<(Matcher, bool)>,
}

/// A pattern without look-around.
struct Matcher {
    source: Text,
    program: Option<Program>,
    /// Compiled when the program is missing or runs out of its budget.
    regex: OnceLock<Option<regex::Regex>>,
}

impl Pattern {
    /// A pattern that has not been used yet.
    pub fn new(spec: PatternSpec) -> Self {
        Self { spec, matchers: OnceLock::new() }
    }

    /// Whether the text fits; always when the pattern is beyond what can be checked.
    pub fn matches(&self, text: &str) -> bool {
        if !self.spec.supported {
            return true;
        }
        let matchers = self.matchers.get_or_init(|| Matchers {
            main: Matcher::new(self.spec.translated.as_ref().unwrap_or(&self.spec.text)),
            guards: self.spec.guards.iter().map(|(guard, must)| (Matcher::new(guard), *must)).collect(),
        });
        let holds = |(guard, must): &(Matcher, bool)| guard.matches(text) == *must;
        matchers.main.matches(text) && matchers.guards.iter().all(holds)
    }
}

impl Matcher {
    fn new(source: &Text) -> Self {
        let hir = regex_syntax::parse(source).ok();
        Self { source: source.clone(), program: hir.and_then(|hir| Program::new(&hir)), regex: OnceLock::new() }
    }

    fn matches(&self, text: &str) -> bool {
        if let Some(fits) = self.program.as_ref().and_then(|program| program.matches(text)) {
            return fits;
        }
        // The refresh command compiled it with the same limit, so it does compile.
        let compile = || regex::RegexBuilder::new(&self.source).size_limit(1 << 21).build().ok();
        self.regex.get_or_init(compile).as_ref().is_none_or(|regex| regex.is_match(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(text: &str) -> Pattern {
        Pattern::new(PatternSpec {
            text: text.to_owned().into(),
            translated: None,
            guards: Box::default(),
            supported: true,
        })
    }

    #[test]
    fn the_small_matcher_agrees_with_the_large_one() {
        let texts = [
            "",
            "a",
            "web-1",
            "1web",
            "a-",
            "abcd",
            "häus",
            "arn:aws:iam::123456789012:role/x",
            "arn:aws:kms:eu-central-1:123456789012:key/mrk-1",
            "10.0.0.0/16",
            "a\nb",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "s3://bucket/key",
            "x@example.com",
            "日本",
            "alias/aws/s3",
            "256",
            "3.14",
            "-",
            "a.b.c",
            "A_B",
        ];
        let mut compared = 0;
        let all = 0..crate::registry::pack::pattern_count();
        let some = all.step_by(7).filter_map(crate::registry::pack::pattern);
        for pattern in some.filter(|pattern| pattern.spec.supported) {
            let source = pattern.spec.translated.as_ref().unwrap_or(&pattern.spec.text);
            let Some(program) = regex_syntax::parse(source).ok().and_then(|hir| Program::new(&hir)) else {
                continue;
            };
            let regex = regex::RegexBuilder::new(source).size_limit(1 << 21).build().expect("a pattern");
            for text in texts {
                if let Some(fits) = program.matches(text) {
                    assert_eq!(fits, regex.is_match(text), "{source} on {text:?}");
                    compared += 1;
                }
            }
        }
        assert!(compared > 5_000, "{compared}");
    }

    #[test]
    fn backtracking_ends() {
        let slow = pattern("^(a|a)*b$");
        assert!(!slow.matches(&"a".repeat(200)));
        assert!(pattern("^[a-z]{1,3}[a-c]?d$").matches("abcd"));
        assert!(pattern("^[a-z0-9-]*[a-z0-9]$").matches("a-b"));
        assert!(!pattern("^[a-z0-9-]*[a-z0-9]$").matches("a-"));
    }

    #[test]
    fn guards_are_patterns_too() {
        let mut spec = pattern("^[a-z0-9.-]{3,63}$").spec;
        spec.guards = [("(?:-)$".into(), false), ("^(?:.*\\.\\.)".into(), false)].into();
        let name = Pattern::new(spec);
        assert!(name.matches("batbern.logos"));
        assert!(!name.matches("batbern-") && !name.matches("a..b"));
    }
}
