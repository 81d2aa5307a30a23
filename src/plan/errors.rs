//! What can be wrong with a template or the graph of stacks as a whole, in words.

use crate::{
    diagnostics::{Code, Diagnostic},
    source::Span,
};

/// Resources that need each other.
pub const RESOURCE_CYCLE: Code = Code::new("E0704", "resources need each other");
/// Stacks that need each other.
pub const STACK_CYCLE: Code = Code::new("E0705", "stacks need each other");
/// Two stacks with one name.
pub const SAME_STACK_NAME: Code = Code::new("E0706", "two stacks have the same name");
/// Too many of something in one template.
pub const TOO_MANY: Code = Code::new("E1001", "template exceeds a number that CloudFormation allows");
/// A template that is too large.
pub const TEMPLATE_TOO_LARGE: Code = Code::new("E1002", "template is larger than CloudFormation allows");
/// A description that is too long.
pub const LONG_DESCRIPTION: Code = Code::new("E1003", "description is longer than CloudFormation allows");
/// A stack without resources.
pub const EMPTY_STACK: Code = Code::new("E1004", "stack has no resource");
/// A policy that is too large.
pub const POLICY_TOO_LARGE: Code = Code::new("E1005", "policy is larger than AWS allows");

/// The codes of this phase.
pub const CODES: &[Code] = &[
    RESOURCE_CYCLE,
    STACK_CYCLE,
    SAME_STACK_NAME,
    TOO_MANY,
    TEMPLATE_TOO_LARGE,
    LONG_DESCRIPTION,
    EMPTY_STACK,
    POLICY_TOO_LARGE,
];

/// A cycle: (what needs, what is needed, where).
pub fn resource_cycle(steps: &[(String, String, Span)]) -> Diagnostic {
    let Some(((name, needed, span), rest)) = steps.split_first() else {
        return Diagnostic::unplaced(RESOURCE_CYCLE, "resources need each other");
    };
    if rest.is_empty() {
        return Diagnostic::new(RESOURCE_CYCLE, *span, format!("`{name}` needs itself before it can be created"))
            .label("refers to itself here")
            .help("take the reference out, or move it to a resource of its own");
    }
    let names: Vec<String> = steps.iter().map(|(name, ..)| format!("`{name}`")).collect();
    let message = format!("{} need each other: none of them can be created first", list(&names));
    let mut diagnostic =
        Diagnostic::new(RESOURCE_CYCLE, *span, message).label(format!("`{name}` needs `{needed}` here"));
    for (name, needed, span) in rest {
        diagnostic = diagnostic.also(*span, format!("`{name}` needs `{needed}` here"));
    }
    diagnostic.help(
        "break the circle with a resource that connects two others, such as `AWS::EC2::SecurityGroupIngress` for a \
         rule between two groups",
    )
}

/// A cycle: (the stack, what it takes, where).
pub fn stack_cycle(steps: &[(String, String, Span)]) -> Diagnostic {
    let Some(((name, what, span), rest)) = steps.split_first() else {
        return Diagnostic::unplaced(STACK_CYCLE, "stacks need each other");
    };
    let names: Vec<String> = steps.iter().map(|(name, ..)| format!("`{name}`")).collect();
    let message = format!("the stacks {} need each other: none of them can be deployed first", list(&names));
    let mut diagnostic = Diagnostic::new(STACK_CYCLE, *span, message).label(format!("`{name}` needs {what}"));
    for (name, what, span) in rest {
        diagnostic = diagnostic.also(*span, format!("`{name}` needs {what}"));
    }
    diagnostic.help("move what both need into a stack of its own, or the two stacks into one")
}

/// Two stacks of one account and region with one name.
pub fn same_stack_name(name: &str, span: Span, other: Span) -> Diagnostic {
    Diagnostic::new(SAME_STACK_NAME, span, format!("two stacks of the same account and region are named `{name}`"))
        .also(other, format!("the other stack that is named `{name}`"))
        .help("give one of them another name: `settings { stack_name: \"…\" }`")
}

/// Too many resources, parameters, outputs or mappings.
pub fn too_many(
    span: Span,
    stack: &str,
    what: &str,
    count: usize,
    most: usize,
    largest: &[(String, usize)],
) -> Diagnostic {
    let message = format!("stack `{stack}` has {count} {what}, CloudFormation takes at most {most} in a template");
    let diagnostic = Diagnostic::new(TOO_MANY, span, message);
    if largest.is_empty() {
        return diagnostic;
    }
    let parts: Vec<String> = largest.iter().map(|(name, count)| format!("`{name}` ({count})")).collect();
    diagnostic.help(format!("split the stack; most of them belong to {}", list(&parts)))
}

/// A template with too many bytes.
pub fn template_too_large(
    span: Span,
    stack: &str,
    bytes: usize,
    most: usize,
    largest: &[(String, usize)],
) -> Diagnostic {
    let message = format!("the template of stack `{stack}` has {bytes} bytes, CloudFormation takes at most {most}");
    let parts: Vec<String> = largest.iter().map(|(name, count)| format!("`{name}` ({count} resources)")).collect();
    Diagnostic::new(TEMPLATE_TOO_LARGE, span, message).help(format!("split the stack: it has {}", list(&parts)))
}

/// A description that is too long.
pub fn long_description(span: Span, bytes: usize) -> Diagnostic {
    let most = super::limits::MAX_DESCRIPTION;
    let message = format!("the description has {bytes} bytes, CloudFormation takes at most {most}");
    Diagnostic::new(LONG_DESCRIPTION, span, message)
        .help("give a shorter one: `settings { description: \"…\" }` stands in for the documentation")
}

/// A stack without resources.
pub fn empty_stack(span: Span, stack: &str) -> Diagnostic {
    Diagnostic::new(EMPTY_STACK, span, format!("stack `{stack}` has no resource, CloudFormation needs at least one"))
        .help("leave the stack out where it has nothing to do: `if … { stack … }`")
}

/// Policies that are too large, together where they are inline.
pub fn policy_too_large(span: Span, path: &str, size: usize, most: usize) -> Diagnostic {
    let message = format!("the policies of `{path}` have {size} characters, AWS takes at most {most}");
    Diagnostic::new(POLICY_TOO_LARGE, span, message)
        .help("join statements that have the same resources, or put some into an `AWS::IAM::ManagedPolicy`")
}

/// `a`, `b` and `c`.
fn list(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}
