//! Words of the language.

use crate::builtins::{self, ResultStage, Stage};

/// A keyword, in a sentence.
pub fn keyword(word: &str) -> Option<&'static str> {
    Some(match word {
        "use" => "`use std.network.{Vpc}` imports names; without names, it imports rules and environments.",
        "let" => "`let name = value` names a value.",
        "type" => "`type Name = …` names a type: a record, a union, or a type with bounds.",
        "fn" => "`fn name(a: T): R = …` declares a function, which is pure and does not call itself.",
        "construct" => "`construct Name { … }` declares a group of resources that can be used again.",
        "stack" => "`stack Name { … }` declares what becomes one template; in an app, `stack x = Name { … }` is one.",
        "app" => "`app Name { … }` declares what an environment is made from: params and stacks.",
        "env" => "`env name = App { … }` gives values to an app's params.",
        "abstract" => "`abstract env` is only there to be extended, and is not built.",
        "resource" => {
            "`resource name = TYPE { … }` declares an AWS resource or an instance of a construct. Its name is part of \
             logical ids."
        }
        "rule" => "`rule \"name\" for TYPE as r { … }` states what must hold for each resource of a type.",
        "test" => "`test \"name\" for env { … }` asserts what an environment compiles to; `batc test` runs it.",
        "param" => "`param name: T = default` is given by whoever uses the body.",
        "output" => "`output name = value` is what can be read from outside.",
        "if" => "`if c { … }` decides whether declarations are there; `if c then a else b` chooses a value.",
        "then" | "else" => "`if c then a else b` chooses a value.",
        "for" => "`for x in xs { … }` declares what is in it once for each element, told apart by keys.",
        "in" => "`for x in xs` goes through a list, a map or a record.",
        "assert" => "`assert condition, \"message\"` stops the build when the condition does not hold.",
        "tags" => "`tags { … }` are given to every resource of the stack or app that takes tags.",
        "settings" => "`settings { … }` says how the stack is deployed: region, account, name, description.",
        "existing" => "`existing name = TYPE { … }` stands for something that is deployed elsewhere.",
        "parameter" => "`parameter Name: T { … }` is given when a deployment starts.",
        "transform" => "`transform \"…\"` adds a transform to the template.",
        "fragment" => "`fragment \"PATH\" = …` is written into the template as it stands.",
        "as" => "`as` gives an import, a rule's resource or a pattern's value a name.",
        "extends" => "`env a extends b` takes the values of `b`, and overrides some.",
        "override" => "`override stack.resource { … }` changes properties of one resource in this environment.",
        "expects" => "`test \"name\" expects E0301 { … }` is a program that must be refused.",
        "match" => "`match value { pattern => result }` chooses by what a value is; all cases must be there.",
        "known" => "`known T` is a `T` that must be known when compiling.",
        "true" | "false" => "`true` and `false` are the values of `Bool`.",
        "properties" => "`properties { … }` says what a custom resource takes.",
        "attributes" => "`attributes { … }` says what a custom resource gives.",
        "null" => "`null` is the absence of a value; in properties and lists it leaves them out.",
        _ => return None,
    })
}

/// `Vpc.Params`.
pub const PARAMS: &str = "`Construct.Params` is the record of a construct's params, those with a default optional.";

/// A param of a built-in function.
pub fn param(function: &str, name: &str) -> Option<String> {
    let spec = builtins::spec(builtins::lookup(function)?);
    let param = spec.params.iter().find(|param| param.name == name)?;
    let ty = crate::types::display_within(&param.ty, &crate::types::NoBodies, 100);
    let mut text = super::code(&format!("{name}{}: {ty}", if param.optional { "?" } else { "" }));
    text.push_str(&format!("\n\nArgument of `{function}`: {}", spec.docs));
    if param.stage == Stage::Known {
        text.push_str("\n\nMust be known when compiling.");
    }
    Some(text)
}

/// A decorator.
pub fn decorator(name: &str) -> Option<&'static str> {
    Some(match name {
        "on_delete" => {
            "`@on_delete(\"Retain\")`: what becomes of the resource when it leaves the template: `\"Delete\"`, \
             `\"Retain\"`, `\"Snapshot\"` or `\"RetainExceptOnCreate\"`."
        }
        "on_replace" => {
            "`@on_replace(\"Retain\")`: what becomes of the old resource when it is replaced: `\"Delete\"`, `\"Retain\"` \
             or `\"Snapshot\"`."
        }
        "depends_on" => "`@depends_on(a, b)`: what must be there first; of a construct, all of its resources.",
        "logical_id" => "`@logical_id(\"Name\")`: the logical id, instead of the one that derives from the path.",
        "was" => "`@was(\"old.path\")`: the path that this had, so that what is deployed keeps its logical ids.",
        "allow" => "`@allow(\"rule\", reason: \"…\")`: an exception from a rule, for this and all below it.",
        "attributes" => "`@attributes({ UpdatePolicy: … })`: the remaining attributes of a resource in the template.",
        "export" => "`@export(\"name\")`: the output is exported under this name.",
        "says" => "`@says(\"…\")`: what the report has to say, in a test that expects a code.",
        "severity" => "`@severity(\"warning\")`: what breaks the rule is only warned of.",
        _ => return None,
    })
}

/// A diagnostic's code: the title of its page.
pub fn code_page(code: &str) -> Option<&'static str> {
    crate::world::error_page(code)?.lines().find_map(|line| line.strip_prefix("# "))
}

/// A built-in type.
pub fn built_in_type(name: &str) -> Option<&'static str> {
    Some(match name {
        "Bool" => "`true` or `false`.",
        "Int" => "A whole number; `Int(1..=35)` has bounds.",
        "Float" => "A number; a whole one is taken too.",
        "String" => "Text; `String(/[a-z]+/)` has a pattern, `String(1..=64)` a length.",
        "Duration" => "A span of time, such as `30d`, `12h`, `5min`, `60s`; `.days`, `.seconds` … give numbers.",
        "Size" => "An amount of storage, such as `20GiB`, `512MiB`; `.gib`, `.mib` … give numbers.",
        "Json" => "Any shape, with values of the deployment in it.",
        "Path" => "A file of the project, relative to the file in which it is written.",
        "Map" => "`Map<T>`: values of one type by names that users choose.",
        "Secret" => "`Secret<T>`: a value that must not become readable.",
        "Partial" => "`Partial<T>`: the record `T` with all of its fields optional.",
        "Cidr" => "A block of IPv4 addresses, such as `\"10.0.0.0/16\"`.",
        "IpAddress" => "An address, such as `\"10.0.0.1\"`.",
        "Region" => "A region of AWS, such as `\"eu-central-1\"`.",
        "AccountId" => "An account of AWS: 12 digits in quotes.",
        "Arn" => "An ARN, such as `\"arn:aws:s3:::bucket\"`.",
        "DomainName" => "A name of the DNS, such as `\"example.org\"`.",
        "Email" => "An address for mail.",
        _ => return None,
    })
}

/// `env`, `stack`, `aws`.
pub fn root(name: &str) -> Option<&'static str> {
    Some(match name {
        "env" => "The environment that is built: `name`, `account`, `region`, `production`.",
        "stack" => "The stack that this is part of: `name`, `region`, `account`.",
        "aws" => "What AWS gives when a deployment starts: `region`, `account_id`, `partition`, `stack_name` …",
        _ => return None,
    })
}

/// A field of one of them, or a setting of an environment of the same name.
pub fn of_root(root: &str, name: &str) -> Option<&'static str> {
    Some(match (root, name) {
        ("env", "name") => "The environment's name.",
        ("env", "account") => "The account that the environment is deployed to.",
        ("env", "region") => "The region that the environment is deployed to.",
        ("env", "production") => "Whether it is in production, so that rules hold it to more.",
        ("stack", "name") => "The stack's name.",
        ("stack", "region") => "The region that the stack is deployed to.",
        ("stack", "account") => "The account that the stack is deployed to.",
        ("aws", "region") => "`AWS::Region`.",
        ("aws", "account_id") => "`AWS::AccountId`.",
        ("aws", "partition") => "`AWS::Partition`: `aws`, `aws-cn`, `aws-us-gov`.",
        ("aws", "url_suffix") => "`AWS::URLSuffix`: `amazonaws.com` in most regions.",
        ("aws", "stack_id") => "`AWS::StackId`.",
        ("aws", "stack_name") => "`AWS::StackName`.",
        ("aws", "notification_arns") => "`AWS::NotificationARNs`.",
        _ => return None,
    })
}

/// A setting of a stack or app.
pub fn setting(name: &str) -> Option<&'static str> {
    Some(match name {
        "region" => "The region of this stack, when it is not the environment's.",
        "account" => "The account of this stack, when it is not the environment's.",
        "description" => "The template's description, instead of the `///` text.",
        "stack_name" => "The stack's name in CloudFormation.",
        "termination_protection" => "Whether the stack refuses to be deleted.",
        "reference_role" => "The role with which stacks of other accounts read this one's outputs.",
        "references" => "How stacks refer to each other: `\"strong\"`, `\"weak\"` or `\"both\"`.",
        _ => return None,
    })
}

/// A detail of a deploy-time parameter.
pub fn parameter(name: &str) -> Option<&'static str> {
    Some(match name {
        "default" => "What it is when it is not given.",
        "allowed" => "The only values.",
        "pattern" => "What the text must match.",
        "min_length" | "max_length" => "How long the text may be.",
        "min" | "max" => "The bounds of the number.",
        "no_echo" => "Whether its value is hidden, so that it is a secret.",
        "constraint" => "What is said when a value does not fit.",
        _ => return None,
    })
}

/// A built-in function: signature, documentation, example.
pub fn function(name: &str) -> Option<String> {
    let spec = builtins::spec(builtins::lookup(name)?);
    let mut parts = vec![super::code(&builtins::signature(spec))];
    parts.push(spec.docs.to_owned());
    let early = spec.params.iter().filter(|p| p.stage == Stage::Known).map(|p| format!("`{}`", p.name));
    let early: Vec<String> = early.collect();
    if !early.is_empty() {
        parts.push(format!("Must be known when compiling: {}.", early.join(", ")));
    }
    if let ResultStage::Always(Stage::Made) = spec.stage {
        parts.push("The result is made by the deployment.".to_owned());
    }
    if !spec.example.0.is_empty() {
        parts.push(super::code(&format!("{}\n// {}", spec.example.0, spec.example.1)));
    }
    Some(parts.join("\n\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_language_says_something() {
        let mut silent: Vec<&str> = Vec::new();
        let words = crate::words::keywords().into_iter().chain(crate::words::CONSTANTS).chain(crate::words::SECTIONS);
        silent.extend(words.filter(|word| keyword(word).is_none()));
        silent.extend(crate::words::types().filter(|name| built_in_type(name).is_none()));
        silent.extend(crate::words::functions().filter(|name| function(name).is_none()));
        silent.extend(crate::words::VARIABLES.into_iter().filter(|name| root(name).is_none()));
        silent.extend(crate::words::decorators().filter(|name| decorator(name).is_none()));
        assert_eq!(silent, Vec::<&str>::new());
    }
}
