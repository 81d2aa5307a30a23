//! What a call or a record takes, while it is written.
//!
//! In: a [`Scene`] and a place within the parentheses of a function or decorator, which may not be closed yet, or within a record.
//! Out: its signature and the argument or field at the place. Of a call the text is read and not the tree, since what is half-typed
//! has none; of a record the facts say what it takes.

mod record;

use std::ops::Range;

use super::hover;
use super::scene::Scene;
use crate::{
    ast::{Function, Item},
    builtins,
    resolve::Target,
};

/// A signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// As it is declared.
    pub label: String,
    /// The params.
    pub params: Vec<Parameter>,
    /// Its documentation.
    pub docs: Option<String>,
    /// The param that the argument at the place is given for.
    pub active: Option<usize>,
}

/// A param in a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The bytes of the label.
    pub range: Range<usize>,
    /// Its documentation.
    pub docs: Option<String>,
}

impl From<Range<usize>> for Parameter {
    fn from(range: Range<usize>) -> Parameter {
        Parameter { range, docs: None }
    }
}

/// The signature of the call or the record that a place is in.
pub fn signature(scene: &Scene, at: usize) -> Option<Signature> {
    of_call(scene, at).or_else(|| record::of_record(scene, at))
}

fn of_call(scene: &Scene, at: usize) -> Option<Signature> {
    let text = scene.text().get(..at)?;
    let start = scene.item_at(at).map_or(0, |item| scene.range(item.span()).start.min(at));
    // Decorators stand before what they belong to.
    let start = text[..start].rfind("\n\n").unwrap_or(0);
    let call = innermost(text, start)?;
    let name = text[..call.open].trim_end_matches(' ');
    let from = name.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.').len();
    let path = name.get(from..)?;
    if name[..from].ends_with('@') {
        return hover::decorator_signature(path).map(|(label, docs)| Signature {
            label: label.to_owned(),
            params: Vec::new(),
            docs: Some(docs.to_owned()),
            active: None,
        });
    }
    let argument = text[call.argument..].trim_start();
    let named = argument.split_once(':').map(|(name, _)| name.trim());
    let mut found = match function(scene, path) {
        Some(tree) => of_function(scene, tree),
        None => of_builtin(path)?,
    };
    let (signature, names, variadic) = (&mut found.0, &found.1, found.2);
    let by_name = named.and_then(|named| names.iter().position(|name| name == named));
    let last = names.len().checked_sub(1);
    signature.active = match (by_name, last) {
        (Some(index), _) => Some(index),
        (None, Some(last)) if call.commas > last => variadic.then_some(last),
        (None, Some(_)) => Some(call.commas),
        (None, None) => None,
    };
    Some(found.0)
}

fn function<'a>(scene: &Scene<'a>, path: &str) -> Option<&'a Function> {
    let mut module = scene.module();
    let mut names = path.split('.').peekable();
    while let Some(name) = names.next() {
        match module.names.get(name)?.target {
            Target::Module(inner) => module = scene.modules.get(inner),
            Target::Item(item) if names.peek().is_none() => match scene.modules.item(item) {
                Item::Function(tree) => return Some(tree),
                _ => return None,
            },
            _ => return None,
        }
    }
    None
}

fn of_function(scene: &Scene, tree: &Function) -> (Signature, Vec<String>, bool) {
    let mut label = format!("{}(", tree.name.name);
    let mut params = Vec::new();
    for (i, param) in tree.params.iter().enumerate() {
        label.push_str(if i > 0 { ", " } else { "" });
        let start = label.len();
        let words: Vec<&str> = scene.sources.text(param.span).split_whitespace().collect();
        label.push_str(&words.join(" "));
        params.push(Parameter::from(start..label.len()));
    }
    label.push_str(&format!("): {}", scene.sources.text(tree.result.span)));
    let docs = tree.attached.docs.as_ref().map(|docs| docs.text.to_string());
    let names = tree.params.iter().map(|param| param.name.name.to_string()).collect();
    (Signature { label, params, docs, active: None }, names, false)
}

fn of_builtin(name: &str) -> Option<(Signature, Vec<String>, bool)> {
    let spec = builtins::spec(builtins::lookup(name)?);
    let label = builtins::signature(spec);
    let mut from = name.len() + 1;
    let mut starts = Vec::new();
    for param in &spec.params {
        let mark = if param.optional { "?: " } else { ": " };
        let at = from + label.get(from..)?.find(&format!("{}{mark}", param.name))?;
        starts.push(at);
        from = at + param.name.len();
    }
    let close = label.rfind("): ")?;
    let ends = starts.iter().skip(1).map(|start| start - 2).chain([close]);
    let params = starts.iter().zip(ends).map(|(start, end)| (*start..end).into()).collect();
    let names = spec.params.iter().map(|param| param.name.to_owned()).collect();
    let docs = Some(spec.docs.to_owned());
    Some((Signature { label, params, docs, active: None }, names, spec.variadic))
}

/// A call that is not closed.
struct Call {
    /// Its parenthesis.
    open: usize,
    /// Where the last argument begins.
    argument: usize,
    commas: usize,
}

/// What is open at the end of a text.
enum Opened {
    Call(Call),
    Other,
    /// A string, and what ends it.
    Text(&'static str),
}

/// The innermost call that is open at the end of a text, read from `start`.
fn innermost(text: &str, start: usize) -> Option<Call> {
    let mut open: Vec<Opened> = Vec::new();
    let mut at = start;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let mut step = rest.chars().next().map_or(1, char::len_utf8);
        if let Some(Opened::Text(end)) = open.last() {
            if let Some(escaped) = rest.strip_prefix('\\') {
                step += escaped.chars().next().map_or(0, char::len_utf8);
            } else if rest.starts_with("${") {
                open.push(Opened::Other);
                step = 2;
            } else if rest.starts_with(end) {
                step = end.len();
                open.pop();
            } else if rest.starts_with('\n') && *end == "\"" {
                open.pop();
            }
            at += step;
            continue;
        }
        match rest.as_bytes()[0] {
            b'/' if rest.starts_with("//") => step = rest.find('\n').unwrap_or(rest.len()),
            b'"' if rest.starts_with("\"\"\"") => {
                open.push(Opened::Text("\"\"\""));
                step = 3;
            }
            b'"' => open.push(Opened::Text("\"")),
            b'(' => open.push(Opened::Call(Call { open: at, argument: at + 1, commas: 0 })),
            b'[' | b'{' => open.push(Opened::Other),
            b')' | b']' | b'}' => {
                open.pop();
            }
            b',' => {
                if let Some(Opened::Call(call)) = open.last_mut() {
                    call.commas += 1;
                    call.argument = at + 1;
                }
            }
            _ => {}
        }
        at += step;
    }
    // In a record or list within the call, that is what is written.
    match open.pop()? {
        Opened::Call(call) => Some(call),
        Opened::Text(_) => match open.pop()? {
            Opened::Call(call) => Some(call),
            _ => None,
        },
        Opened::Other => None,
    }
}
