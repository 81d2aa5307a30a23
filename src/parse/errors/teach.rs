//! What people write who come from other languages, and how it is said here.

use super::{EXPECTED, FOREIGN, FOREIGN_TYPE, INTRINSIC, OPERATOR, QUOTES};
use crate::diagnostics::Diagnostic;
use crate::source::Span;

/// Whether a word begins declarations in other languages.
pub(in crate::parse) fn is_foreign_declaration(word: &str) -> bool {
    matches!(
        word,
        "var"
            | "const"
            | "val"
            | "def"
            | "function"
            | "func"
            | "import"
            | "class"
            | "variable"
            | "module"
            | "export"
            | "data"
            | "locals"
            | "provider"
            | "interface"
            | "enum"
            | "struct"
    )
}

/// A declaration of another language, by its first word.
pub(in crate::parse) fn foreign_declaration(span: Span, word: &str) -> Diagnostic {
    let help = match word {
        "var" | "const" | "val" | "locals" => "a named value is written `let n = …`; it never changes",
        "def" | "function" | "func" => "a function is written `fn f(a: T): T = …`",
        "import" | "from" | "include" => "an import is written `use std.network.{Vpc}` or `use \"./x.bat\".{a}`",
        "class" | "struct" | "interface" | "record" | "alias" | "enum" => {
            "a type is written `type N = { … }` or `type N = \"a\" | \"b\"`; a group of resources is a `construct N { … }`"
        }
        "module" | "namespace" | "template" => "a reusable group of resources is written `construct N { … }`",
        "variable" => "what an app or construct is given is written `param n: T` in its body",
        "data" => "something deployed elsewhere is written `existing n = TYPE { … }` in a body",
        "export" => "everything at file level can be imported by `use`; it needs no `export`",
        "provider" | "terraform" => "account and region are settings of an `env`; nothing else is needed",
        _ => "a file holds `use`, `let`, `type`, `fn`, `construct`, `stack`, `app`, `env`, `rule` and `test`",
    };
    Diagnostic::new(FOREIGN, span, format!("`{word}` declares nothing here")).label("from another language").help(help)
}

/// `!Ref x`, `{ Fn::Sub: … }`.
pub(in crate::parse) fn intrinsic(span: Span, text: &str) -> Diagnostic {
    let name: String =
        text.trim_start_matches(['!', '"']).chars().take_while(|c| c.is_alphanumeric() || *c == ':').collect();
    let argument = text.trim_start_matches('!').strip_prefix(name.as_str()).unwrap_or("").trim();
    let is_name = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
    let is_tag = text.starts_with('!');
    let help = match name.trim_start_matches("Fn::") {
        "Ref" if is_tag && is_name(argument) && !argument.contains('.') => {
            format!("write `{argument}` where a resource is wanted, `{argument}.ref` where text is")
        }
        "GetAtt" if is_tag && is_name(argument) && argument.contains('.') => format!("write `{argument}`"),
        "Ref" => "write the resource's name where a resource is wanted, `name.ref` where text is".to_owned(),
        "GetAtt" => "write the attribute after the resource's name: `bucket.Arn`".to_owned(),
        "Sub" if is_tag && argument.starts_with('"') => {
            format!("write `{argument}`, with values of this language in `${{…}}`")
        }
        "Sub" => "write `\"${bucket.Arn}/*\"`: every string takes values in `${…}`".to_owned(),
        "If" => "write `if c then a else b`".to_owned(),
        "Equals" => "write `a == b`".to_owned(),
        "And" => "write `a && b`".to_owned(),
        "Or" => "write `a || b`".to_owned(),
        "Not" => "write `!a`".to_owned(),
        "ImportValue" => "give the other stack's output to a `param` of this one, in the app".to_owned(),
        "FindInMap" => "write a record and take from it: `sizes[env.name]`".to_owned(),
        "GetAZs" => "write `zones()`".to_owned(),
        "Cidr" => "write `subnet(block, prefix, number)`".to_owned(),
        "Join" => "write `join(\",\", list)`, or values in a string: `\"${a}-${b}\"`".to_owned(),
        "Select" => "write `list[0]`".to_owned(),
        "Split" => "write `split(\",\", text)`".to_owned(),
        "Base64" => "write `base64(text)`".to_owned(),
        _ => "`batc` writes intrinsic functions by itself: write the value as an expression".to_owned(),
    };
    let sign = if is_tag { format!("!{name}") } else { name };
    Diagnostic::new(INTRINSIC, span, format!("there is no `{sign}` here")).label("from a template").help(help)
}

/// `resource "aws_s3_bucket" "logs" {`
pub(in crate::parse) fn terraform(span: Span, word: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(FOREIGN, span, format!("after `{word}` stands a name here, not a text"))
        .label("from another language");
    match word {
        "output" => diagnostic.help("write `output name = value` in a `stack N { … }`"),
        _ => diagnostic
            .help("write `resource name = TYPE { … }` in a `stack N { … }`, with a type such as `AWS::S3::Bucket`"),
    }
}

/// `export name = …` in a body.
pub(in crate::parse) fn foreign_export(span: Span) -> Diagnostic {
    Diagnostic::new(FOREIGN, span, "`export` declares nothing here")
        .label("from another language")
        .help("write `output name = value`; `@export(\"…\")` before it gives the export's name")
}

/// A CloudFormation template.
pub(in crate::parse) fn template(span: Span) -> Diagnostic {
    Diagnostic::new(FOREIGN, span, "this is a template of CloudFormation").label("from a template").help(
        "batc writes templates; here, a resource is written `resource bucket = AWS::S3::Bucket { … }` in a `stack N { … }`",
    )
}

/// `new Vpc { … }`
pub(in crate::parse) fn foreign_new(span: Span) -> Diagnostic {
    Diagnostic::new(FOREIGN, span, "there is no `new`")
        .label("from another language")
        .help("an instance is declared by `resource name = TYPE { … }`")
}

/// `f"…"`
pub(in crate::parse) fn string_prefix(span: Span, text: &str) -> Diagnostic {
    Diagnostic::new(QUOTES, span, format!("a string has no `{text}` before it"))
        .label("from another language")
        .help("remove it: every string takes values in `${…}`; only `r\"…\"` has a letter, for text as it stands")
}

/// An operator that is written differently here.
pub(in crate::parse) fn foreign_operator(span: Span, found: &str, wanted: &str) -> Diagnostic {
    Diagnostic::new(OPERATOR, span, format!("there is no operator `{found}`"))
        .label("from another language")
        .help(format!("write `{wanted}`"))
        .replace_by(wanted)
}

/// A type's name in another language.
pub(in crate::parse) fn foreign_type(span: Span, found: &str, wanted: &str) -> Diagnostic {
    Diagnostic::new(FOREIGN_TYPE, span, format!("there is no type `{found}`"))
        .label("from another language")
        .help(format!("write `{wanted}`"))
        .replace_by(wanted)
}

/// `a?: T`
pub(in crate::parse) fn optional_field(span: Span) -> Diagnostic {
    Diagnostic::new(FOREIGN_TYPE, span, "`?` belongs to the type, not to the name")
        .label("from another language")
        .help("an optional field is written `name: T?`")
}

/// `T[]`
pub(in crate::parse) fn list_type(span: Span, element: &str) -> Diagnostic {
    Diagnostic::new(FOREIGN_TYPE, span, "a list type has its element between brackets")
        .label("from another language")
        .help(format!("write `[{element}]`"))
}

/// `for i in 0..3 {`
pub(in crate::parse) fn range(span: Span, end: &str) -> Diagnostic {
    let plain = end.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '.') && !end.is_empty();
    let end = if plain { end } else { "3" };
    Diagnostic::new(OPERATOR, span, "ranges stand in types only")
        .label("from another language")
        .help(format!("count with `range({end})`: `range(3)` is `[0, 1, 2]`"))
}

/// `x => e`
pub(in crate::parse) fn lambda(span: Span) -> Diagnostic {
    Diagnostic::new(OPERATOR, span, "functions are not values")
        .label("from another language")
        .help("write a comprehension: `[for x in xs: e]`")
}

/// Something left over that people write who come from other languages; `line` is what stands before it, and `before`
/// the last word of that.
pub(in crate::parse) fn left_over(
    span: Span,
    text: &str,
    (line, before): (&str, &str),
    wanted: &str,
    found: &str,
) -> Option<Diagnostic> {
    let operator = |message: &str, help: &str| {
        Some(Diagnostic::new(OPERATOR, span, message).label("from another language").help(help))
    };
    let word = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or("");
    match word {
        "in" => return operator("there is no operator `in`", "write `contains(list, element)`"),
        "is" => return operator("there is no operator `is`", "write `==`, or `match` to tell types apart"),
        "for" => {
            return operator("the loop of a comprehension stands first", "write `[for x in xs: e]`");
        }
        "as" => return operator("there are no casts", "the types of values are known; remove `as`"),
        "if" | "unless" => return operator("a condition stands first", "write `if c then a else b`"),
        _ => {}
    }
    if text.starts_with("=>") {
        return Some(lambda(span));
    }
    if text.starts_with('=') && !text.starts_with("==") {
        return operator("`=` gives a name its value", "compare with `==`");
    }
    if text.starts_with('?') {
        return operator("there is no operator `? :`", "write `if c then a else b`");
    }
    if text.starts_with("++") || text.starts_with("--") || text.starts_with("**") || text.starts_with('^') {
        return operator("there is no such operator", "the operators are `+ - * / % == != < <= > >= && || ! ?? & ?.`");
    }
    // `a.b.c: value`
    let path = text.split([':', ' ', ',', '\n', '}']).next().unwrap_or("");
    if text.starts_with('.') && wanted.ends_with("`}`") && text[path.len()..].trim_start().starts_with(':') {
        let nested: String = path[1..].split('.').map(|name| format!("{{ {name}: ")).collect();
        let closed = " }".repeat(path[1..].split('.').count());
        return Some(
            Diagnostic::new(EXPECTED, span, "a path is no key")
                .label("only a name, or a text in quotes, is")
                .help(format!("write `{before}: {nested}…{closed}`")),
        );
    }
    if text.starts_with('.') && wanted.ends_with("`}`") && !before.is_empty() {
        return Some(
            Diagnostic::new(EXPECTED, span, "a field has a key")
                .label("only a name alone is short for `name: name`")
                .help(format!("write `key: {before}{}`", text.split([' ', ',', '\n', '}']).next().unwrap_or(""))),
        );
    }
    if text.starts_with('{') && line.trim_start().starts_with("output ") && !line.contains('=') {
        return Some(
            Diagnostic::new(EXPECTED, span, "an output has a value, no body")
                .label("expected `=`")
                .help(format!("write `output {before} = value`")),
        );
    }
    if text.starts_with('{') && before.starts_with(|c: char| c.is_ascii_uppercase()) {
        return Some(
            Diagnostic::new(EXPECTED, span, "an instance is declared, it is not a value")
                .label("not an expression")
                .help(format!("declare `resource name = {before} {{ … }}` and write `name` here")),
        );
    }
    if text.starts_with(':') && found == "`:`" && before.starts_with('"') {
        return Some(
            Diagnostic::new(EXPECTED, span, "a key outside of a record")
                .label("only records have keys")
                .help("write `{ \"key\": value }`"),
        );
    }
    None
}

/// The name here of a type in other languages.
pub(in crate::parse) fn own_type_name(name: &str) -> Option<&'static str> {
    Some(match name {
        "string" | "str" | "text" | "char" => "String",
        "int" | "integer" | "long" | "i64" | "i32" | "u32" | "u64" | "uint" => "Int",
        "float" | "double" | "decimal" | "f64" | "f32" => "Float",
        "number" => "Int",
        "bool" | "boolean" => "Bool",
        "object" | "any" | "dict" | "json" => "Json",
        "duration" => "Duration",
        "size" => "Size",
        "cidr" => "Cidr",
        _ => return None,
    })
}
