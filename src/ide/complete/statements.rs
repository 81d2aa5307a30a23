//! Keywords where a declaration or a statement begins, decorators, and words within heads.

use super::{Completion, CompletionKind};
use crate::ast::Item;

/// A keyword with its form and what it is for.
type Form = (&'static str, &'static str, &'static str);

const DECLARATIONS: [Form; 14] = [
    ("use", "use ${1:std}.{$0}", "import from the library or a file"),
    ("let", "let ${1:name} = $0", "a named value"),
    ("type", "type ${1:Name} = $0", "an alias, record, union or refinement"),
    ("fn", "fn ${1:name}(${2:a}: ${3:String}): ${4:String} = $0", "a function"),
    ("construct", "construct ${1:Name} {\n\t$0\n}", "a reusable group of resources"),
    ("stack", "stack ${1:Name} {\n\t$0\n}", "what becomes one template"),
    ("app", "app ${1:Name} {\n\t$0\n}", "stacks that belong together"),
    ("env", "env ${1:name} = ${2:App} {\n\taccount: \"$3\"\n\tregion: \"$4\"\n\t$0\n}", "values for an app's params"),
    ("env … extends", "env ${1:name} extends ${2:base} {\n\t$0\n}", "what differs from another environment"),
    ("abstract env", "abstract env ${1:base} = ${2:App} {\n\t$0\n}", "an environment to be extended"),
    (
        "resource type",
        "resource type Custom::${1:Name} {\n\tproperties {\n\t\t$2\n\t}\n\tattributes {\n\t\t$0\n\t}\n}",
        "the type of a custom resource",
    ),
    ("rule", "rule \"${1:name}\" for ${2:AWS::} as ${3:r} {\n\tassert $0, \"\"\n}", "a policy over resources"),
    ("test", "test \"${1:name}\" for ${2:env} {\n\tassert $0\n}", "asserts on what is compiled"),
    ("test … expects", "test \"${1:name}\" expects ${2:E0301} {\n\t$0\n}", "a program that must be refused"),
];

const STATEMENTS: [Form; 14] = [
    ("param", "param ${1:name}: ${2:String}$0", "what an instance is given"),
    ("let", "let ${1:name} = $0", "a named value"),
    ("resource", "resource ${1:name} = $0", "an instance of a resource type or construct"),
    ("existing", "existing ${1:name} = $0", "something deployed elsewhere"),
    ("parameter", "parameter ${1:name}: ${2:String}$0", "given when a deployment starts"),
    ("output", "output ${1:name} = $0", "what can be seen from outside"),
    ("if", "if ${1:condition} {\n\t$0\n}", "what is there only when a condition holds"),
    ("for", "for ${1:x} in ${2:list} {\n\t$0\n}", "what is there for each element"),
    ("assert", "assert ${1:condition}, \"$0\"", "what must hold"),
    ("stack", "stack ${1:name} = $0", "an instance of a stack"),
    ("settings", "settings {\n\t$0\n}", "region, description and the like"),
    ("tags", "tags { $0 }", "tags of all resources below"),
    ("transform", "transform \"$0\"", "a template-level transform"),
    ("fragment", "fragment \"${1:Rules.Name}\" = { $0 }", "verbatim template text"),
];

fn forms<'a>(list: &'a [Form], is_wanted: impl Fn(&str) -> bool + 'a) -> impl Iterator<Item = Completion> + 'a {
    list.iter().filter(move |(word, ..)| is_wanted(word)).map(|(word, snippet, detail)| {
        let text = word.split(" …").next().unwrap_or(word);
        Completion::new(*word, CompletionKind::Keyword).detail(*detail).text(format!("{text} ")).snippet(*snippet)
    })
}

/// What begins a declaration.
pub fn declarations() -> Vec<Completion> {
    forms(&DECLARATIONS, |_| true).collect()
}

/// What begins a statement of a body; `nested`: within `if` or `for`.
pub fn statements(item: Option<&Item>, nested: bool) -> Vec<Completion> {
    let everywhere = ["let", "if", "for", "assert"];
    let in_bodies = ["resource", "existing", "output", "transform", "fragment"];
    let is_wanted = |word: &str| {
        everywhere.contains(&word)
            || match item {
                Some(Item::Construct(_)) => {
                    in_bodies.contains(&word) || !nested && ["param", "parameter"].contains(&word)
                }
                Some(Item::Stack(_)) => {
                    in_bodies.contains(&word) || !nested && ["param", "parameter", "settings", "tags"].contains(&word)
                }
                Some(Item::App(_)) => word == "stack" || !nested && ["param", "settings", "tags"].contains(&word),
                _ => false,
            }
    };
    forms(&STATEMENTS, is_wanted).collect()
}

/// Decorators, each with its form.
pub fn decorators() -> Vec<Completion> {
    let all: [Form; 10] = [
        (
            "on_delete",
            "on_delete(\"${1|Retain,Delete,Snapshot,RetainExceptOnCreate|}\")",
            "what happens when it is deleted",
        ),
        (
            "on_replace",
            "on_replace(\"${1|Retain,Delete,Snapshot|}\")",
            "what happens to the old one when it is replaced",
        ),
        ("depends_on", "depends_on($1)", "what must be there before"),
        ("logical_id", "logical_id(\"$1\")", "its logical id in the template"),
        ("was", "was(\"$1\")", "its path before it was moved"),
        ("allow", "allow(\"$1\", reason: \"$2\")", "an exception of a rule"),
        ("attributes", "attributes({ $1 })", "UpdatePolicy, CreationPolicy, Metadata"),
        ("export", "export(\"$1\")", "the export's name, of an output"),
        ("severity", "severity(\"${1|warning,error|}\")", "of a rule"),
        ("says", "says(\"$1\")", "what the report of an expected mistake says, of a test"),
    ];
    let known = |word: &str| crate::words::decorators().any(|decorator| decorator == word);
    forms(&all, known)
        .map(|mut one| {
            one.text = one.label.clone();
            one.kind = CompletionKind::Decorator;
            one
        })
        .collect()
}

/// One word that can follow.
pub fn word(word: &str, detail: &str) -> Completion {
    Completion::new(word, CompletionKind::Keyword).detail(detail).text(format!("{word} "))
}
