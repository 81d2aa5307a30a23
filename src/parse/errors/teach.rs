//! What people write who come from other languages, and how it is said here.

use super::{EXPECTED, FOREIGN, FOREIGN_TYPE, OPERATOR};
use crate::diagnostics::Diagnostic;
use crate::source::Span;

/// Whether a word begins declarations in other languages.
pub(in crate::parse) fn is_foreign_declaration(word: &str) -> bool {
    matches!(word, "var" | "const" | "val" | "def" | "function" | "func" | "import" | "class" | "variable" | "module")
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

/// An operator that is written differently here.
pub(in crate::parse) fn foreign_operator(span: Span, found: &str, wanted: &str) -> Diagnostic {
    Diagnostic::new(OPERATOR, span, format!("there is no operator `{found}`"))
        .label("from another language")
        .help(format!("write `{wanted}`"))
}

/// A type's name in another language.
pub(in crate::parse) fn foreign_type(span: Span, found: &str, wanted: &str) -> Diagnostic {
    Diagnostic::new(FOREIGN_TYPE, span, format!("there is no type `{found}`"))
        .label("from another language")
        .help(format!("write `{wanted}`"))
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

/// `x => e`
pub(in crate::parse) fn lambda(span: Span) -> Diagnostic {
    Diagnostic::new(OPERATOR, span, "functions are not values")
        .label("from another language")
        .help("write a comprehension: `[for x in xs: e]`")
}

/// Something left over that people write who come from other languages; `before` is the word before it.
pub(in crate::parse) fn left_over(
    span: Span,
    text: &str,
    before: &str,
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
    if text.starts_with('.') && wanted.ends_with("`}`") && !before.is_empty() {
        return Some(
            Diagnostic::new(EXPECTED, span, "a field has a key")
                .label("only a name alone is short for `name: name`")
                .help(format!("write `key: {before}{}`", text.split([' ', ',', '\n', '}']).next().unwrap_or(""))),
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
