//! Mistakes in structure: missing parts, brackets, places.

use super::{
    ARGUMENT_ORDER, BRACE_BELOW, CALL, COMMENT, COMPARISON, DECORATOR, ELSE, EQUALS_COLON, EXPECTED, MISPLACED,
    NAME_STYLE, RESERVED, STRAY_CLOSER, TOO_DEEP, UNCLOSED, UNKNOWN, USELESS_DOCS,
};
use crate::ast::MAX_DEPTH;
use crate::diagnostics::Diagnostic;
use crate::source::Span;

/// `what` is missing where `found` stands.
pub(in crate::parse) fn expected(span: Span, what: &str, found: &str) -> Diagnostic {
    Diagnostic::new(EXPECTED, span, format!("expected {what}, found {found}")).label(format!("expected {what}"))
}

/// A bracket that nobody closes.
pub(in crate::parse) fn unclosed(opener: Span, bracket: char, before: Option<(Span, &str)>) -> Diagnostic {
    let close = closing(bracket);
    let diagnostic =
        Diagnostic::new(UNCLOSED, opener, format!("`{bracket}` is not closed")).label("opened here, never closed");
    let diagnostic = match before {
        Some((span, found)) => diagnostic.also(span, format!("`{close}` is missing before {found}")),
        None => diagnostic,
    };
    diagnostic.help(format!("write `{close}` where it ends"))
}

fn closing(bracket: char) -> char {
    match bracket {
        '(' => ')',
        '[' => ']',
        '<' => '>',
        _ => '}',
    }
}

/// A closing bracket that closes nothing.
pub(in crate::parse) fn stray_closer(span: Span, bracket: &str, ended: Option<(Span, &str)>) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(STRAY_CLOSER, span, format!("`{bracket}` closes nothing")).label("nothing is open here");
    match ended {
        Some((span, what)) => diagnostic
            .also(span, format!("{what} ends here"))
            .help(format!("remove this `{bracket}`, or the one that closes {what} too early")),
        None => diagnostic.help(format!("remove `{bracket}`")),
    }
}

/// More than the limit of nesting.
pub(in crate::parse) fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(TOO_DEEP, span, format!("nested more than {MAX_DEPTH} levels deep"))
        .label("too deep from here on")
        .help("give inner parts a name with `let`, or shorten the chain of operators")
}

/// A line at file level that begins nothing.
pub(in crate::parse) fn unknown_item(span: Span, found: &str, help: Option<String>) -> Diagnostic {
    Diagnostic::new(UNKNOWN, span, format!("expected a declaration, found {found}"))
        .label("begins no declaration")
        .help(help.unwrap_or_else(|| {
            "a file holds `use`, `let`, `type`, `fn`, `construct`, `stack`, `app`, `env`, `resource type`, `rule` and `test`"
                .to_owned()
        }))
}

/// A line of a body that begins nothing.
pub(in crate::parse) fn unknown_stmt(span: Span, found: &str, help: Option<String>) -> Diagnostic {
    Diagnostic::new(UNKNOWN, span, format!("expected a statement, found {found}")).label("begins no statement").help(
        help.unwrap_or_else(|| {
            "a body holds `param`, `let`, `resource`, `existing`, `if`, `for`, `assert`, `output` and the like"
                .to_owned()
        }),
    )
}

/// `let` written too early, as in `x = 1`.
pub(in crate::parse) fn missing_let(name: &str) -> String {
    format!("a value gets a name by `let {name} = …`")
}

/// One sign where the other belongs; `rule` says when which is written.
pub(in crate::parse) fn equals_colon(span: Span, found: &str, wanted: &str, rule: &str) -> Diagnostic {
    Diagnostic::new(EQUALS_COLON, span, format!("expected `{wanted}`, found `{found}`"))
        .label(format!("write `{wanted}`"))
        .help(rule)
}

/// A statement or declaration where its kind cannot stand.
pub(in crate::parse) fn misplaced(span: Span, what: &str, place: &str, help: &str) -> Diagnostic {
    Diagnostic::new(MISPLACED, span, format!("{what} cannot stand {place}")).label("not here").help(help)
}

/// A statement outside of any body.
pub(in crate::parse) fn outside(span: Span, word: &str, ended: Option<(Span, &str)>) -> Diagnostic {
    let diagnostic = Diagnostic::new(MISPLACED, span, format!("`{word}` stands outside of any body"));
    let diagnostic = match ended {
        Some((closer, what)) => {
            diagnostic.label("belongs to no body").also(closer, format!("{what} ends here, perhaps too early"))
        }
        None => diagnostic.label("belongs to no body"),
    };
    let home = match word {
        "stack" => "an instance of a stack stands in an `app N { … }`",
        "assert" => "an assert stands in a construct, a stack, an app, a rule or a test",
        "override" => "an override stands in an `env n = App { … }`",
        _ => "put it into a `stack N { … }` or `construct N { … }`",
    };
    diagnostic.help(home)
}

/// A reserved word that is to be a name.
pub(in crate::parse) fn reserved(span: Span, word: &str) -> Diagnostic {
    Diagnostic::new(RESERVED, span, format!("`{word}` is a reserved word"))
        .label("cannot be a name")
        .help("choose another name; `true false null if then else for in match` mean something in every expression")
}

/// `a < b < c`
pub(in crate::parse) fn comparison_chain(second: Span, first: Span) -> Diagnostic {
    Diagnostic::new(COMPARISON, second, "comparisons do not chain")
        .label("a second comparison")
        .also(first, "the first one")
        .help("write `a < b && b < c`")
}

/// An `if` expression without `else`.
pub(in crate::parse) fn else_missing(span: Span, found: &str) -> Diagnostic {
    Diagnostic::new(ELSE, span, format!("an `if` expression needs an `else`, found {found}"))
        .label("`else` is missing")
        .help("write `if c then a else b`; `else null` leaves a property out")
}

/// An `else` without an `if`.
pub(in crate::parse) fn else_alone(span: Span, word: &str) -> Diagnostic {
    if word == "else" {
        Diagnostic::new(ELSE, span, "`else` without an `if` before it")
            .label("belongs to no `if`")
            .help("`else` follows the `}` of an `if`, on the same or the next line")
    } else {
        Diagnostic::new(ELSE, span, format!("there is no `{word}`"))
            .label("from another language")
            .help("write `else if c { … }`")
    }
}

/// A decorator before something that takes none.
pub(in crate::parse) fn decorator(span: Span, before: &str) -> Diagnostic {
    let message = match before {
        "" => "a decorator with no declaration after it".to_owned(),
        before => format!("a decorator cannot stand before {before}"),
    };
    Diagnostic::new(DECORATOR, span, message)
        .label("decorates nothing")
        .help("decorators stand before `resource`, `output`, `stack` and other declarations that have a name")
}

/// `@depends_on a`
pub(in crate::parse) fn decorator_arguments(span: Span, found: &str, text: &str) -> Diagnostic {
    let argument = text.split(['\n', '\u{b}', '\u{c}']).next().unwrap_or("").trim_end();
    expected(span, "`(`", found).help(format!("what a decorator is given stands in parentheses: `({argument})`"))
}

/// `-- text`
pub(in crate::parse) fn dashes(span: Span) -> Diagnostic {
    Diagnostic::new(COMMENT, span, "`--` begins no comment here")
        .label("a comment of another language")
        .help("write `//` before a comment, on each of its lines")
}

/// `f(a: 1, 2)`
pub(in crate::parse) fn argument_order(span: Span, named: Span) -> Diagnostic {
    Diagnostic::new(ARGUMENT_ORDER, span, "a positional argument follows a named one")
        .label("has no name")
        .also(named, "arguments are named from here on")
        .help("put positional arguments first, or name this one too")
}

/// `{` on the line after what it belongs to.
pub(in crate::parse) fn brace_below(span: Span) -> Diagnostic {
    Diagnostic::new(BRACE_BELOW, span, "`{` stands on a line of its own")
        .label("belongs to the end of the line before")
        .help("a statement ends with its line, so `{` has to stand on the line of what it opens")
}

/// A call of something that is no name.
pub(in crate::parse) fn call(span: Span, method: Option<&str>) -> Diagnostic {
    let diagnostic = Diagnostic::new(CALL, span, "only a function's name can be called").label("not a function's name");
    match method {
        Some("map" | "forEach" | "for_each" | "flatMap") => diagnostic.help("go through a list: `[for x in list: …]`"),
        Some("filter") => diagnostic.help("go through a list: `[for x in list if …: x]`"),
        _ => diagnostic.help("functions are called by name, `length(xs)`, and are not values or methods"),
    }
}

/// Documentation before something that has none.
pub(in crate::parse) fn useless_docs(span: Span) -> Diagnostic {
    Diagnostic::new(USELESS_DOCS, span, "this documentation belongs to no declaration")
        .label("what follows has no documentation")
        .help("write `//` for a comment")
}

/// A name in the other style.
pub(in crate::parse) fn name_style(span: Span, name: &str, what: &str, style: &str, suggestion: &str) -> Diagnostic {
    Diagnostic::new(NAME_STYLE, span, format!("`{name}` is not in {style}")).label(format!("the name of {what}")).help(
        format!("write `{suggestion}`: types, constructs, stacks and apps are in PascalCase, all else in snake_case"),
    )
}
