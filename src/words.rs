//! The words of the language, for editors and completion.
//!
//! In: nothing. Out: names that stand for themselves in a program. Invariants: the keywords are those of
//! `grammar/bat.pest`, which a test reads; everything else comes from the tables that the compiler itself works by. So no list
//! here can be out of date, and `tests/editors_words.rs` holds the editors' files to them.
//!
//! Keywords are contextual: each may also be the name of a field or of anything else.

use crate::{
    builtins,
    check::{self, BUILT_IN},
    types::NamedString,
};

/// What begins a declaration at file level.
pub const DECLARATIONS: [&str; 12] =
    ["use", "let", "type", "fn", "construct", "stack", "app", "env", "abstract", "resource", "rule", "test"];

/// What begins a statement of a body.
pub const STATEMENTS: [&str; 14] = [
    "resource",
    "let",
    "param",
    "output",
    "if",
    "for",
    "assert",
    "tags",
    "settings",
    "stack",
    "existing",
    "parameter",
    "transform",
    "fragment",
];

/// What stands within declarations, statements, types and expressions.
pub const WITHIN: [&str; 13] =
    ["as", "extends", "override", "type", "for", "expects", "if", "then", "else", "in", "match", "known", "abstract"];

/// Values that are written as words.
pub const CONSTANTS: [&str; 3] = ["true", "false", "null"];

/// Names that are there without a declaration.
pub const VARIABLES: [&str; 3] = ["env", "stack", "aws"];

/// The sections of a `resource type`.
pub const SECTIONS: [&str; 2] = ["properties", "attributes"];

/// All keywords, sorted, each once.
pub fn keywords() -> Vec<&'static str> {
    let mut words: Vec<_> = DECLARATIONS.iter().chain(&STATEMENTS).chain(&WITHIN).copied().collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// The built-in types.
pub fn types() -> impl Iterator<Item = &'static str> {
    BUILT_IN.into_iter().chain(NamedString::ALL.into_iter().map(NamedString::name))
}

/// The built-in functions.
pub fn functions() -> impl Iterator<Item = &'static str> {
    builtins::all().map(|builtin| builtins::spec(builtin).name)
}

/// The decorators, without `@`.
pub fn decorators() -> impl Iterator<Item = &'static str> {
    check::OF_RESOURCE.into_iter().chain(check::OF_OUTPUT).chain(check::OF_RULE).chain(check::OF_TEST)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use regex::Regex;

    use super::*;
    use crate::{diagnostics::Severity, driver, world::World};

    /// What the compiler says of a file.
    fn errors(text: &str) -> Vec<String> {
        let world = World::in_memory([("main.bat", text)]);
        let input = world.input("main.bat".as_ref()).expect("it is in memory");
        let outcome = driver::check(&world, &[input]);
        let errors = outcome.diagnostics.iter().filter(|d| d.code.severity() == Severity::Error);
        errors.map(|d| d.message.clone()).collect()
    }

    const GRAMMAR: &str = include_str!("../grammar/bat.pest");

    /// Words that the grammar takes as operators, so that the parser can say what is written instead.
    const FOREIGN: [&str; 3] = ["and", "or", "not"];

    /// The words that a stretch of the grammar has in quotes, in their order.
    fn quoted(text: &str) -> Vec<&str> {
        let token = Regex::new(r#""((?:[^"\\]|\\.)*)"|//.*"#).expect("it is a pattern");
        let texts = token.captures_iter(text).filter_map(|found| found.get(1)).map(|text| text.as_str());
        texts.filter(|text| text.len() > 1 && text.bytes().all(|b| b.is_ascii_lowercase())).collect()
    }

    /// The right side of a rule.
    fn rule(name: &str) -> &'static str {
        let start = Regex::new(&format!(r"(?m)^{name}\s*=")).expect("it is a pattern").find(GRAMMAR);
        let rest = &GRAMMAR[start.unwrap_or_else(|| panic!("the grammar has no rule {name}")).end()..];
        let end = Regex::new(r"(?m)^[a-z_]+\s*=").expect("it is a pattern").find(rest);
        &rest[..end.map_or(rest.len(), |end| end.start())]
    }

    /// The words with which the alternatives of a rule begin.
    fn first_words(name: &str) -> BTreeSet<&'static str> {
        let text = rule(name).trim().trim_start_matches("_{").trim_end_matches('}');
        let starts = text.split('|').flat_map(|name| {
            let text = rule(name.trim());
            let before = if text.contains("abstract_word") { Some("abstract") } else { None };
            before.into_iter().chain(quoted(text).first().copied())
        });
        starts.collect()
    }

    #[test]
    fn keywords_are_those_of_the_grammar() {
        let mut written: BTreeSet<_> = quoted(GRAMMAR).into_iter().collect();
        for word in FOREIGN {
            assert!(written.remove(word), "the grammar has no longer `{word}`");
        }
        assert_eq!(keywords(), written.into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn declarations_and_statements_are_those_of_the_grammar() {
        assert_eq!(BTreeSet::from(DECLARATIONS), first_words("item"));
        assert_eq!(BTreeSet::from(STATEMENTS), first_words("stmt"));
    }

    #[test]
    fn types_are_taken() {
        for name in types() {
            let written = match name {
                "Map" | "Secret" => format!("{name}<String>"),
                "Partial" => "Partial<{ a: Int }>".to_owned(),
                _ => name.to_owned(),
            };
            assert_eq!(errors(&format!("type A = {written}\n")), Vec::<String>::new(), "{name}");
        }
        assert_eq!(errors("type A = Strange\n").len(), 1);
    }

    #[test]
    fn variables_and_constants_are_taken() {
        let body = "construct A {\n  let a = [true, false, null]\n  let b = [env.name, stack.name, aws.region]\n}\n";
        assert_eq!(errors(body), Vec::<String>::new());
    }

    #[test]
    fn decorators_are_taken() {
        for name in decorators() {
            let text = match name {
                "export" => "stack A {\n  @export(\"a\")\n  output a = \"b\"\n}\n".to_owned(),
                "severity" => {
                    "@severity(\"warning\")\nrule \"a\" for AWS::SQS::Queue as q {\n  assert q.QueueName != null, \"b\"\n}\n"
                        .to_owned()
                }
                "says" => "@says(\"known\")\ntest \"a\" expects E0205 {\n  let a = b\n}\n".to_owned(),
                _ => {
                    let arguments = match name {
                        "on_delete" | "on_replace" => "\"Retain\"",
                        "depends_on" => "topic",
                        "attributes" => "{ UpdatePolicy: {} }",
                        "allow" => "\"checkov:CKV_AWS_27\", reason: \"nothing in it\"",
                        _ => "\"Old\"",
                    };
                    format!(
                        "construct A {{\n  resource topic = AWS::SNS::Topic {{}}\n  @{name}({arguments})\n  resource queue = \
                         AWS::SQS::Queue {{}}\n}}\n"
                    )
                }
            };
            assert_eq!(errors(&text), Vec::<String>::new(), "@{name}");
        }
    }
}
