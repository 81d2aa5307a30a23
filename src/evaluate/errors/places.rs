//! Names, logical ids, and references between stacks.

use crate::{
    diagnostics::{Code, Diagnostic, Help},
    evaluate::{places::Segment, show, value::Value},
    source::Span,
};

pub(super) const SAME_LOGICAL_ID: Code = Code::new("E0701", "two resources have the same logical id");
pub(super) const EMPTY_SEGMENT: Code = Code::new("E0702", "nothing of a name can stand in a logical id");
pub(super) const DUPLICATE_KEY: Code = Code::new("E0703", "key is used twice");
pub(super) const BAD_LOGICAL_ID: Code = Code::new("E0707", "not a logical id");
pub(super) const BAD_FORMER_PATH: Code = Code::new("E0708", "former path cannot be used");
pub(super) const OUTPUT_NAME: Code = Code::new("E0709", "output cannot be written under its name");
pub(super) const CONDITIONAL_REFERENCE: Code = Code::new("E0710", "reference to what may not exist");
pub(super) const FRAGMENT: Code = Code::new("E0712", "part of a template cannot be written");
pub(super) const ELSEWHERE: Code = Code::new("E0711", "other stack cannot be reached");
pub(super) const OTHER_REGION: Code = Code::new("E0713", "it is made in another region");

/// A fragment for a section that a template does not have.
pub(in crate::evaluate) fn unknown_section(
    span: Span,
    section: &str,
    near: Option<&str>,
    known: &[&str],
) -> Diagnostic {
    Diagnostic::new(FRAGMENT, span, format!("a template has no section `{section}`")).help(match near {
        Some(near) => Help::meant(near),
        None => format!("its sections are {}", super::list(known.iter().copied())).into(),
    })
}

/// A key that a mapping cannot have.
pub(in crate::evaluate) fn not_a_mapping_key(span: Span, key: &str) -> Diagnostic {
    let message = format!("{} cannot be a key that is looked up when deploying", show::string(key));
    Diagnostic::new(FRAGMENT, span, message)
        .label("the map becomes a mapping of the template")
        .help("keys of a mapping have letters, digits, `-` and `.` only, its fields letters and digits")
}

/// A value that a mapping cannot have.
pub(in crate::evaluate) fn not_mapped(span: Span, key: &str, value: &Value) -> Diagnostic {
    let message = format!("`{key}` is {}, which a mapping cannot hold", show::kind(value));
    Diagnostic::new(FRAGMENT, span, message)
        .label("the map becomes a mapping of the template")
        .help("a mapping holds strings and numbers that are known when compiling, or records of them")
}

/// A fragment for what is there already.
pub(in crate::evaluate) fn fragment_taken(span: Span, path: &str) -> Diagnostic {
    Diagnostic::new(FRAGMENT, span, format!("the template already has `{path}`")).help("choose another name for it")
}

/// Two paths that become one logical id.
pub(in crate::evaluate) fn same_logical_id(
    id: &str,
    (span, path): (Span, &str),
    (other_span, other): (Span, &str),
) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(SAME_LOGICAL_ID, span, format!("`{path}` and `{other}` both have the logical id `{id}`"));
    let diagnostic = match span == other_span {
        true => diagnostic.label("only letters and digits of names and keys count"),
        false => diagnostic.label(format!("`{path}`")).also(other_span, format!("`{other}`")),
    };
    diagnostic.help("choose names or keys that differ in letters or digits, or give one an id: `@logical_id(\"…\")`")
}

/// A name or key without a letter or digit.
pub(in crate::evaluate) fn empty_segment(span: Span, segment: &Segment, part: &str) -> Diagnostic {
    let mut path = String::new();
    segment.write(&mut path);
    Diagnostic::new(EMPTY_SEGMENT, span, format!("nothing of `{part}` can stand in the logical id of `{path}`"))
        .label("a logical id has letters and digits only")
        .help("use a name or key with a letter or digit, or give an id: `@logical_id(\"…\")`")
}

/// A key of a family or map that is there twice.
pub(in crate::evaluate) fn duplicate_key(span: Span, key: &str) -> Diagnostic {
    Diagnostic::new(DUPLICATE_KEY, span, format!("`{key}` is declared twice"))
        .label("two turns of the loop have this key")
        .help("loop over elements that differ, such as `unique(list)`, or make the key from more of each")
}

/// `@logical_id` with something that is none.
pub(in crate::evaluate) fn not_a_logical_id(span: Span, id: &str) -> Diagnostic {
    Diagnostic::new(BAD_LOGICAL_ID, span, format!("{} is not a logical id", show::string(id)))
        .help("a logical id has 1 to 255 letters and digits")
}

/// `@was` with something that is no path.
pub(in crate::evaluate) fn not_a_path(span: Span, path: &str) -> Diagnostic {
    Diagnostic::new(BAD_FORMER_PATH, span, format!("{} is not a path", show::string(path)))
        .help("write it as in the source, from the stack down: `@was(\"network.subnet[\\\"a\\\"]\")`")
}

/// `@was` with a path at which something stands.
pub(in crate::evaluate) fn still_occupied(span: Span, path: &str, occupant: Span) -> Diagnostic {
    Diagnostic::new(BAD_FORMER_PATH, span, format!("something still stands at `{path}`"))
        .label("its logical ids cannot be used twice")
        .also(occupant, "this does")
        .help("take out the one or the other; what stands at a path has the ids of that path")
}

/// An output without a letter or digit.
pub(in crate::evaluate) fn no_output_name(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(OUTPUT_NAME, span, format!("nothing of `{name}` can stand in the name of an output"))
        .help("use a name with a letter or digit")
}

/// Two outputs that become one.
pub(in crate::evaluate) fn same_output(
    id: &str,
    (span, name): (Span, &str),
    (other_span, other): (Span, &str),
) -> Diagnostic {
    Diagnostic::new(OUTPUT_NAME, span, format!("the outputs `{name}` and `{other}` are both written as `{id}`"))
        .also(other_span, "the other one")
        .help("rename one of them: only letters and digits count")
}

/// `@export` before an output that is not one text.
pub(in crate::evaluate) fn not_exportable(span: Span, name: &str, value: &Value) -> Diagnostic {
    Diagnostic::new(OUTPUT_NAME, span, format!("`{name}` is {}, and only one text can be exported", show::kind(value)))
        .help("export an attribute of it: `output name = resource.ref`")
}

/// A resource under a condition, from another stack.
pub(in crate::evaluate) fn conditional_in_other_stack(
    span: Span,
    path: &str,
    stack: &str,
    declared: Span,
) -> Diagnostic {
    let message = format!("`{path}` of stack `{stack}` exists only under a condition that is decided when deploying");
    Diagnostic::new(CONDITIONAL_REFERENCE, span, message)
        .label("this stack cannot know whether it exists")
        .also(declared, format!("`{path}` is declared here"))
        .help("decide with a setting of the environment instead of a `parameter`, or refer to what always exists")
}

/// A condition on what another stack is given.
pub(in crate::evaluate) fn condition_of_other_stack(span: Span, from: &str, to: &str) -> Diagnostic {
    let message = format!("a condition of stack `{to}` depends on what only stack `{from}` is given");
    Diagnostic::new(CONDITIONAL_REFERENCE, span, message)
        .help("declare the `parameter` in both stacks, or decide with a setting of the environment")
}

/// A weak reference to a stack whose region is open.
pub(in crate::evaluate) fn open_region(span: Span, stack: &str) -> Diagnostic {
    let message = format!("a value of stack `{stack}` is used in another region, and its own region is not known");
    Diagnostic::new(ELSEWHERE, span, message)
        .help("set `region` in the environment, or in the stack: `settings { region: \"…\" }`")
}

/// A reference to a stack of another account.
pub(in crate::evaluate) fn no_reference_role(span: Span, stack: &str) -> Diagnostic {
    let message = format!("a value of stack `{stack}` is used in another account, and no role is named to read it");
    Diagnostic::new(ELSEWHERE, span, message).help(format!(
        "name one in the settings of `{stack}`: `settings {{ reference_role: \"arn:aws:iam::…:role/…\" }}`"
    ))
}

/// A value of a region from which a property cannot take it: property of a type, wanted and found region, and, of a
/// resource of this build, its place, path and stack.
pub(in crate::evaluate) fn elsewhere(
    span: Span,
    (ty, property): (&str, &str),
    wanted: &str,
    found: &str,
    made: Option<(Span, &str, &str)>,
) -> Diagnostic {
    let message = format!("`{property}` of `{ty}` takes what is in {wanted}, and this is in {found}");
    let diagnostic = Diagnostic::new(OTHER_REGION, span, message);
    match made {
        Some((declared, path, stack)) => diagnostic
            .also(declared, format!("`{path}` is made here, in stack `{stack}` of {found}"))
            .help(format!(
                "make it in a stack with `settings {{ region: \"{wanted}\" }}`; it can be referred to from here all the same"
            )),
        None => diagnostic.help(format!("name one of {wanted}")),
    }
}
