//! Violations in words.

use super::{PathSegment, Violation, ViolationKind, violation::PolicyViolation, violation::Severity};
use crate::{
    diagnostics::{Code, Diagnostic, Help},
    source::Span,
};

const UNKNOWN_PROPERTY: Code = Code::new("E0410", "resource type has no such property");
const MISSING_PROPERTY: Code = Code::new("E0411", "required property is missing");
const WRONG_KIND: Code = Code::new("E0412", "property takes another kind of value");
const NOT_ALLOWED_VALUE: Code = Code::new("E0413", "property does not take this value");
const BAD_FORM: Code = Code::new("E0414", "text does not have the form that the property wants");
const OUT_OF_BOUNDS: Code = Code::new("E0415", "number, length or count is out of bounds");
const NOT_UNIQUE: Code = Code::new("E0416", "elements must differ");
const READ_ONLY: Code = Code::new("E0417", "property cannot be written");
const COMBINATION: Code = Code::new("E0418", "properties do not go together");
const WRONG_IDENTIFIER: Code = Code::new("E0419", "identifier of another resource type");
const POLICY: Code = Code::new("E0420", "policy document is not well formed");
const IAM_ACTION: Code = Code::new("E0421", "unknown IAM action or service");
const RUNTIME: Code = Code::new("E0422", "Lambda runtime past its end of life");
const CLASS: Code = Code::new("E0423", "instance class is not to be had");
const ENGINE_VERSION: Code = Code::new("E0424", "engine version is not to be had");
const FARGATE: Code = Code::new("E0425", "Fargate has no task of this size");
const NOT_IN_REGION: Code = Code::new("E0426", "resource type is not to be had in the region");
const DOUBTFUL: Code = Code::new("W0410", "property looks wrong, and the registry may be behind");
const DEPRECATED: Code = Code::new("W0411", "property, runtime or version is deprecated");

/// The codes of what the registry finds.
pub const CODES: &[Code] = &[
    UNKNOWN_PROPERTY,
    MISSING_PROPERTY,
    WRONG_KIND,
    NOT_ALLOWED_VALUE,
    BAD_FORM,
    OUT_OF_BOUNDS,
    NOT_UNIQUE,
    READ_ONLY,
    COMBINATION,
    WRONG_IDENTIFIER,
    POLICY,
    IAM_ACTION,
    RUNTIME,
    CLASS,
    ENGINE_VERSION,
    FARGATE,
    NOT_IN_REGION,
    DOUBTFUL,
    DEPRECATED,
];

/// What is said about a violation.
struct Words {
    code: Code,
    message: String,
    label: String,
    help: Option<Help>,
}

impl Words {
    fn new(code: Code, message: String, label: &str) -> Words {
        Words { code, message, label: label.to_owned(), help: None }
    }

    fn help(self, help: impl Into<Help>) -> Words {
        Words { help: Some(help.into()), ..self }
    }

    fn help_opt(self, help: Option<impl Into<Help>>) -> Words {
        Words { help: help.map(Into::into), ..self }
    }
}

/// The diagnostic for a violation at `span`, in a resource of type `resource`.
pub fn diagnostic(violation: &Violation, resource: &str, span: Span) -> Diagnostic {
    let path = path_text(&violation.path);
    let at = if path.is_empty() { format!("`{resource}`") } else { format!("`{path}` of `{resource}`") };
    let parent = match violation.path.split_last() {
        Some((_, above)) if !path_text(above).is_empty() => format!("`{}` of `{resource}`", path_text(above)),
        _ => format!("`{resource}`"),
    };
    let mut words = words(&violation.kind, &at, &parent);
    if let Some(when) = &violation.when {
        words.message = format!("{}, when {when}", words.message);
    }
    let is_deprecation = words.code == DEPRECATED;
    let code = match violation.severity {
        Severity::Warning if !is_deprecation => DOUBTFUL,
        _ => words.code,
    };
    Diagnostic::new(code, span, words.message).label(words.label).help_opt(words.help)
}

fn words(kind: &ViolationKind, at: &str, parent: &str) -> Words {
    match kind {
        ViolationKind::UnknownProperty { name, suggestions } => {
            Words::new(UNKNOWN_PROPERTY, format!("{parent} has no property `{name}`"), "no such property")
                .help_opt(did_you_mean(suggestions).or_else(|| attribute_of_resource(name).map(Help::from)))
        }
        ViolationKind::MissingRequired { name } => {
            Words::new(MISSING_PROPERTY, format!("property `{name}` of {at} is missing"), &format!("without `{name}`"))
                .help(format!("add `{name}: …`"))
        }
        ViolationKind::WrongKind { expected, found, deploy_time } => {
            let wanted: Vec<&str> = expected.names().collect();
            let found: Vec<&str> = found.names().collect();
            let what = match (deploy_time, found.is_empty()) {
                (true, _) => "a value known only when deploying".to_owned(),
                (false, true) => "something else".to_owned(),
                (false, false) => with_article(&found),
            };
            let words = Words::new(
                WRONG_KIND,
                format!("{at} takes {}, found {what}", with_article(&wanted)),
                &format!("this is {what}"),
            );
            match (&wanted[..], &found[..]) {
                (["list"], ["record"]) if at.starts_with("`Tags`") => {
                    words.help("write `[{ Key: \"Name\", Value: \"…\" }]`, or `tags { Name: \"…\" }` in the body for all of its resources")
                }
                (["list"], _) => words.help("write it as a list: `[…]`"),
                (["string"], ["list"]) => words.help("write one element, without the brackets"),
                (_, ["string"]) if wanted.contains(&"integer") || wanted.contains(&"boolean") => {
                    words.help("write it without quotes")
                }
                (["string"], ["record"]) => words.help("where it takes JSON as text, write `json({ … })`"),
                (["string"], ["boolean"]) => words.help("write it in quotes"),
                _ => words,
            }
        }
        ViolationKind::NotInEnum { value, allowed, suggestion } => {
            let words = Words::new(NOT_ALLOWED_VALUE, format!("{at} does not take `{value}`"), "not one of its values");
            match suggestion {
                Some(near) => words.help(Help::meant(near)),
                None => words.help(format!("it takes {}", listed(allowed))),
            }
        }
        ViolationKind::Excluded { value } => {
            Words::new(NOT_ALLOWED_VALUE, format!("{at} does not take `{value}`"), "not allowed here")
        }
        ViolationKind::Pattern { value, pattern } => {
            Words::new(BAD_FORM, format!("`{}` does not have the form that {at} wants", short(value)), "does not match")
                .help(format!("AWS gives the pattern `{pattern}`"))
        }
        ViolationKind::Length { length, min, max } => Words::new(
            OUT_OF_BOUNDS,
            format!("{at} takes text of {} characters, and this has {length}", bounds(*min, *max)),
            if *length < *min as usize { "too short" } else { "too long" },
        ),
        ViolationKind::Range { value, range } => Words::new(
            OUT_OF_BOUNDS,
            format!("{at} takes a number {}, found {value}", range_words(range)),
            "out of bounds",
        ),
        ViolationKind::ItemCount { count, min, max } => Words::new(
            OUT_OF_BOUNDS,
            format!("{at} takes {} elements, and this has {count}", bounds(*min, *max)),
            if *count < *min as usize { "too few" } else { "too many" },
        ),
        ViolationKind::FieldCount { count, min, max } => Words::new(
            OUT_OF_BOUNDS,
            format!("{at} takes {} fields, and this has {count}", bounds(*min, *max)),
            if *count < *min as usize { "too few" } else { "too many" },
        ),
        ViolationKind::LargerThan { smaller, larger } => Words::new(
            OUT_OF_BOUNDS,
            format!("`{smaller}` of {at} must not be larger than `{larger}`"),
            &format!("`{smaller}` is the larger one"),
        ),
        ViolationKind::NotUnique { first, key } => {
            let same = key.as_ref().map_or_else(String::new, |k| format!(" in `{k}`"));
            Words::new(NOT_UNIQUE, format!("{at} is the same{same} as element {first}"), "repeated")
                .help("remove one of them")
        }
        ViolationKind::NoSuchItem => {
            Words::new(COMBINATION, format!("{at} lacks an element that must be there"), "incomplete")
        }
        ViolationKind::ReadOnly { name } => {
            Words::new(READ_ONLY, format!("`{name}` of {parent} is made by AWS and cannot be written"), "read-only")
                .help("remove it; other resources can read it as an attribute")
        }
        ViolationKind::NotAllowed { name } => {
            Words::new(COMBINATION, format!("{parent} does not take `{name}` here"), "not allowed here")
                .help("remove it")
        }
        ViolationKind::Deprecated { name } => {
            Words::new(DEPRECATED, format!("`{name}` of {parent} is deprecated"), "deprecated")
        }
        ViolationKind::RequiredTogether { given, missing } => Words::new(
            COMBINATION,
            format!("{at} has `{given}`, which needs `{missing}` too"),
            &format!("without `{missing}`"),
        )
        .help(format!("add `{missing}: …`, or remove `{given}`")),
        ViolationKind::Exclusive { given } => {
            Words::new(COMBINATION, format!("{at} has {}, which exclude each other", listed(given)), "only one of them")
                .help("keep one of them")
        }
        ViolationKind::OneOfRequired { groups, exactly_one } => {
            let all: Vec<String> =
                groups.iter().map(|g| g.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(" with ")).collect();
            let how = if *exactly_one { "exactly one" } else { "at least one" };
            Words::new(COMBINATION, format!("{at} needs {how} of {}", all.join(", ")), &format!("{how} is needed"))
        }
        _ => facts(kind, at),
    }
}

/// Violations of facts beyond the schemas.
fn facts(kind: &ViolationKind, at: &str) -> Words {
    match kind {
        ViolationKind::WrongIdentifier { expected, found_type, found_attribute } => {
            let found = match found_attribute {
                Some(attribute) => format!("`{attribute}` of an `{found_type}`"),
                None => format!("the Ref of an `{found_type}`"),
            };
            let mut wanted: Vec<String> = expected.iter().map(|r| format!("an `{}`", r.type_name)).collect();
            wanted.dedup();
            wanted.truncate(4);
            let message = format!("{at} wants the identifier of {}, found {found}", wanted.join(" or "));
            let words = Words::new(WRONG_IDENTIFIER, message, &found);
            match expected.iter().any(|related| related.type_name.as_str() == found_type) {
                true => words.help("write the resource itself, without an attribute"),
                false => words.help(format!("write the name of {}", wanted.join(" or "))),
            }
        }
        ViolationKind::NotAnIdentifier { value, formats, patterns } => Words::new(
            WRONG_IDENTIFIER,
            format!("{at} wants an identifier of {}, and `{}` is none", formats_words(formats), short(value)),
            "not such an identifier",
        )
        .help(format!("such identifiers match {}", listed(patterns))),
        ViolationKind::NotANetwork { value, ipv6 } => Words::new(
            BAD_FORM,
            format!("{at} wants a block of addresses, and `{value}` is none"),
            "not a block of addresses",
        )
        .help(match value.parse::<std::net::IpAddr>() {
            Ok(address) if address.is_unspecified() => format!("write `{value}/0` for all addresses"),
            Ok(address) => {
                format!("write `{value}/{}` for this address alone", if address.is_ipv4() { 32 } else { 128 })
            }
            Err(_) if *ipv6 => "write one such as `2001:db8::/56`".to_owned(),
            Err(_) => "write one such as `10.0.0.0/16`".to_owned(),
        }),
        ViolationKind::StringWherePolicy => {
            Words::new(POLICY, format!("{at} takes a policy document, found text"), "text")
                .help("write it as a record: `{ Version: \"2012-10-17\", Statement: [ … ] }`")
        }
        ViolationKind::Policy(policy) => policy_words(policy, at),
        ViolationKind::UnknownIamService { action, suggestion } => {
            let service = action.split(':').next().unwrap_or_default();
            Words::new(IAM_ACTION, format!("IAM knows no service `{service}`, in `{action}`"), "no such service")
                .help_opt(suggestion.as_deref().map(Help::meant))
        }
        ViolationKind::UnknownIamAction { action, suggestion } => {
            let message = match action.contains('*') {
                true => format!("no IAM action matches `{action}`"),
                false => format!("IAM knows no action `{action}`"),
            };
            Words::new(IAM_ACTION, message, "no such action").help_opt(suggestion.as_deref().map(Help::meant))
        }
        ViolationKind::RuntimeEndOfLife { runtime, date, successor } => Words::new(
            RUNTIME,
            format!("runtime `{runtime}` reached its end of life on {date}: new functions cannot have it"),
            "past its end of life",
        )
        .help_opt(successor.as_ref().map(|s| format!("use `{s}`"))),
        ViolationKind::RuntimeDeprecated { runtime, date, successor } => Words::new(
            DEPRECATED,
            format!("runtime `{runtime}` is deprecated since {date} and gets no more updates"),
            "deprecated",
        )
        .help_opt(successor.as_ref().map(|s| format!("use `{s}`"))),
        ViolationKind::TypeEnding { type_name, phase, date } => {
            let (code, what) = match phase {
                super::model::Phase::Maintenance => (DEPRECATED, "gets no new features and takes no new customers"),
                super::model::Phase::Sunset => (DEPRECATED, "is going to be shut down"),
                super::model::Phase::Shutdown => (NOT_IN_REGION, "was shut down"),
            };
            let on = if date.is_empty() { String::new() } else { format!(" ({date})") };
            Words::new(code, format!("the service of `{type_name}` {what}{on}"), "its service ends")
        }
        ViolationKind::InstanceClassNotInRegion { class, region, suggestion } => {
            Words::new(CLASS, format!("`{class}` is not to be had in `{region}`"), "not in this region")
                .help_opt(suggestion.as_ref().map(|s| format!("the region has `{s}`")))
        }
        ViolationKind::InstanceClassNotForEngine { class, engine, suggestions } => {
            Words::new(CLASS, format!("`{engine}` does not run on `{class}`"), "not for this engine")
                .help_opt((!suggestions.is_empty()).then(|| format!("it runs on {}", listed(suggestions))))
        }
        ViolationKind::EngineVersion { engine, version, suggestions } => Words::new(
            ENGINE_VERSION,
            format!("`{engine}` has no version `{version}`"),
            "not to be had for new instances",
        )
        .help_opt((!suggestions.is_empty()).then(|| format!("there are {}", listed(suggestions)))),
        ViolationKind::EngineVersionDeprecated { engine, version, suggestions } => {
            Words::new(DEPRECATED, format!("version `{version}` of `{engine}` is deprecated"), "deprecated")
                .help_opt((!suggestions.is_empty()).then(|| format!("there are {}", listed(suggestions))))
        }
        ViolationKind::FargateCpuMemory { cpu, memory, allowed_memory, allowed_cpu } => {
            let message = format!("Fargate has no task with {cpu} CPU units and {memory} MiB");
            let numbers = |all: &[u32]| all.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ");
            Words::new(FARGATE, message, "not a size of Fargate").help(match allowed_memory.is_empty() {
                true => format!("CPU units are {}", numbers(allowed_cpu)),
                false => format!("with {cpu} CPU units the memory is {}", numbers(allowed_memory)),
            })
        }
        ViolationKind::TypeNotInRegion { type_name, region, regions } => {
            Words::new(NOT_IN_REGION, format!("`{type_name}` is not to be had in `{region}`"), "not in this region")
                .help(format!("it is to be had in {}", listed(regions)))
        }
        _ => Words::new(COMBINATION, format!("{at} is not valid"), "not valid"),
    }
}

fn policy_words(policy: &PolicyViolation, at: &str) -> Words {
    match policy {
        PolicyViolation::Version => {
            Words::new(POLICY, format!("{at} is not the version of a policy"), "unknown version")
                .help("write `Version: \"2012-10-17\"`")
        }
        PolicyViolation::Missing(key) => {
            Words::new(POLICY, format!("a statement needs `{key}`, in {at}"), &format!("without `{key}`"))
                .help(format!("add `{key}: …`"))
        }
        PolicyViolation::Both(one, other) => {
            Words::new(POLICY, format!("a statement has either `{one}` or `{other}`, in {at}"), "has both")
        }
        PolicyViolation::Misplaced(key) => {
            Words::new(POLICY, format!("`{key}` has no place in this kind of policy"), "not here").help("remove it")
        }
        PolicyViolation::Effect => Words::new(POLICY, format!("{at} is neither `Allow` nor `Deny`"), "unknown effect")
            .help("write `Effect: \"Allow\"` or `Effect: \"Deny\"`"),
        PolicyViolation::Action(action) => Words::new(POLICY, format!("`{action}` is not an action"), "not an action")
            .help("an action is written `service:Action`, such as `s3:GetObject`"),
        PolicyViolation::Service(service) => {
            Words::new(POLICY, format!("`{}` is no service that a statement can name", short(service)), "not a service")
                .help(format!("write `{}.amazonaws.com`", short(service)))
        }
        PolicyViolation::Resource(resource) => {
            Words::new(POLICY, format!("`{}` is neither an ARN nor `*`", short(resource)), "not an ARN")
                .help("use the `.Arn` of a resource")
        }
    }
}

/// `Filter`, `Rules[0]`: what a value is called where it stands. What leads there can be seen at its place.
fn path_text(path: &[PathSegment]) -> String {
    let mut text = String::new();
    for segment in path {
        match segment {
            PathSegment::Key(name) => {
                text.clear();
                text.push_str(name);
            }
            PathSegment::Index(i) => text.push_str(&format!("[{i}]")),
            PathSegment::Alternative(_) => {}
        }
    }
    text
}

/// What templates write beside the properties.
fn attribute_of_resource(name: &str) -> Option<String> {
    let help = match name {
        "DependsOn" => "write `@depends_on(other)` on the line before; references order resources by themselves",
        "DeletionPolicy" => "write `@on_delete(\"Retain\")` on the line before",
        "UpdateReplacePolicy" => "write `@on_replace(\"Retain\")` on the line before",
        "Metadata" | "CreationPolicy" | "UpdatePolicy" => "write `@attributes({ … })` on the line before",
        "Condition" => "put the resource into `if … { … }`",
        "Type" | "Properties" => "the type stands after `=`, and the properties directly between its braces",
        "count" | "for_each" => "repeat it in a loop: `for x in list { resource n[x] = … }`",
        "depends_on" | "lifecycle" | "provider" => {
            "write decorators on the line before: `@depends_on(other)`, `@on_delete(\"Retain\")`"
        }
        _ => return None,
    };
    Some(help.to_owned())
}

fn did_you_mean(suggestions: &[String]) -> Option<Help> {
    (!suggestions.is_empty()).then(|| Help::meant_one_of(suggestions.iter().map(String::as_str).take(3)))
}

fn listed(names: &[String]) -> String {
    let mut all: Vec<String> = names.iter().take(10).map(|n| format!("`{n}`")).collect();
    if names.len() > 10 {
        all.push(format!("and {} more", names.len() - 10));
    }
    all.join(", ")
}

fn with_article(kinds: &[&str]) -> String {
    let all: Vec<String> = kinds
        .iter()
        .map(|k| match *k {
            "integer" => "an integer".to_owned(),
            kind => format!("a {kind}"),
        })
        .collect();
    all.join(" or ")
}

fn bounds(min: u32, max: Option<u32>) -> String {
    match (min, max) {
        (min, Some(max)) if min == max => format!("{min}"),
        (0, Some(max)) => format!("at most {max}"),
        (min, Some(max)) => format!("{min} to {max}"),
        (min, None) => format!("at least {min}"),
    }
}

fn range_words(range: &super::model::Range) -> String {
    let min = range.min.map(|m| format!("{} {m}", if range.above_min { "above" } else { "from" }));
    let max = range.max.map(|m| format!("{} {m}", if range.below_max { "below" } else { "up to" }));
    let multiple = range.multiple_of.map(|m| format!("that is a multiple of {m}"));
    [min, max, multiple].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Formats such as `AWS::EC2::Subnet.Id` as the types that they belong to.
fn formats_words(formats: &[String]) -> String {
    let mut types: Vec<String> = formats
        .iter()
        .map(|format| format!("`{}`", format.rsplit_once('.').map_or(format.as_str(), |(name, _)| name)))
        .collect();
    types.dedup();
    types.join(" or ")
}

/// Long text cut for a message.
fn short(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
