//! Edits that a report names or that leave no choice: a sign in place of another, a piece taken away.

use std::ops::Range;

use super::mend::Report;
use super::{Action, Change, layout, missing};
use crate::ast::{Arm, BinaryOp, Element, Expr, ExprKind, Item, Record, Stmt};
use crate::ide::{Document, Node, walk};
use crate::source::Span;

/// How many of several values that may stand in a place are offered.
const MOST: usize = 5;

/// The codes whose help has, in its first quotes, what belongs in the place of the mistake.
const IN_PLACE: [&str; 8] = ["E0105", "E0201", "E0311", "E0315", "E0327", "E0414", "E0422", "W0411"];

/// What a report asks to be written or taken away.
pub fn written(document: &Document, report: &Report) -> Vec<Action> {
    let at = report.range;
    let found = document.text.get(at.clone()).unwrap_or_default();
    let one = |title: &str, range: Range<usize>, text: &str| {
        vec![Action::fix(title, vec![Change { range, text: text.to_owned() }]).preferred()]
    };
    let named = quoted(report.help);
    match report.code {
        "E0102" if !found.starts_with("\"\"\"") => one("Close the string", at.end..at.end, "\""),
        "E0103" => one("Write `\\${`, for the two characters", at.clone(), "\\${"),
        "E0104" => one(&format!("Write `\\{found}`, with a backslash of its own"), at.start..at.start, "\\"),
        "E0106" if found.starts_with('#') => {
            one("Write `//`", at.start..at.start + found.len() - found.trim_start_matches('#').len(), "//")
        }
        "E0107" => one("Remove the semicolon", at.clone(), ""),
        "E0109" if found.bytes().all(|b| b.is_ascii_digit()) => {
            one("Put it in quotes, as an identifier", at.clone(), &format!("\"{found}\""))
        }
        "E0113" => one(&format!("Remove `{found}`"), at.clone(), ""),
        "E0115" if report.help.starts_with("a value gets a name by `let") => {
            one("Write `let`", at.start..at.start, "let ")
        }
        "E0116" if report.help.starts_with("a named value is written `let") => one("Write `let`", at.clone(), "let"),
        "E0117" if matches!(found, "=" | ":") => {
            let is_field = found == "=";
            let start = match is_field {
                // `key = value` becomes `key: value`.
                true => document.text[..at.start].trim_end_matches(' ').len(),
                false => at.start,
            };
            let (title, sign) = if is_field { ("Write `:`", ":") } else { ("Write `=`", " =") };
            one(title, start..at.end, sign)
        }
        "E0122" if report.help.contains("`else null`") => {
            let end = document.text[..at.start].trim_end().len();
            one("Write `else null`", end..end, " else null")
        }
        "E0126" => key_at(document, at).map_or_else(Vec::new, |range| {
            let text = document.text.get(range.clone()).unwrap_or_default();
            one("Write a computed key", range.clone(), &format!("[{text}]"))
        }),
        "E0127" => {
            let start = document.text[..at.start].trim_end().len();
            one("Put `{` on the line before", start..at.start, " ")
        }
        "E0129" | "E0403" | "E0405" | "E0424" => choices(document, report, &named),
        "E0305" | "E0316" | "E0324" | "E0401" | "E0413" | "W0410" if lists(report.help) => {
            let names: Vec<String> = named.iter().map(|name| name.trim_start_matches('.').to_owned()).collect();
            choices(document, report, &names)
        }
        "E0124" => {
            decorator_at(document, at).map_or_else(Vec::new, |range| remove(document, "Remove the decorator", range))
        }
        "E0304" if report.help.starts_with("a duration has a unit") || report.help.starts_with("a size has a unit") => {
            named.first().map_or_else(Vec::new, |text| one(&format!("Write `{text}`"), at.clone(), text))
        }
        "E0307" | "E0417" => field_at(document, at).map_or_else(Vec::new, |range| remove(document, "Remove it", range)),
        "E0312" => named.last().map_or_else(Vec::new, |text| {
            let dots = document.text[..at.start].trim_end().strip_suffix("...").map_or(at.start, str::len);
            one(&format!("Write `{text}`"), dots..at.end, text)
        }),
        "E0318" => named.first().and_then(|output| give_out(document, report, output)).into_iter().collect(),
        "E0329" => value_of_output(document, at).map_or_else(Vec::new, |range| one("Give out the member", range, "")),
        "E0332" | "E0420" => named.first().and_then(|asked| add_field(document, at, asked)).into_iter().collect(),
        "E0406" if found.contains("::") => {
            let name = found.rsplit("::").next().unwrap_or_default();
            one(&format!("Name it `Custom::{name}`"), at.clone(), &format!("Custom::{name}"))
        }
        "E0412" if report.help == "write it without quotes" && found.len() > 2 => {
            one("Write it without quotes", at.clone(), found.trim_matches('"'))
        }
        "E0416" => element_at(document, at).map_or_else(Vec::new, |range| remove(document, "Remove it", range)),
        "E0603" => {
            override_at(document, at).map_or_else(Vec::new, |range| remove(document, "Take the override out", range))
        }
        "W0101" => document.text[at.clone()].match_indices("///").next().map_or_else(Vec::new, |_| {
            let text = found.lines().map(|line| line.replacen("///", "//", 1)).collect::<Vec<_>>();
            one("Write `//`", at.clone(), &text.join(layout::line_end(document.text)))
        }),
        "W0301" if found == "??" => {
            coalesce_at(document, at).map_or_else(Vec::new, |range| one("Remove `??` and what follows it", range, ""))
        }
        "W0301" | "W0302" if report.help.starts_with("remove the arm") => {
            arm_at(document, at).map_or_else(Vec::new, |range| remove(document, "Remove the arm", range))
        }
        "W0303" => revealed(document, at).into_iter().collect(),
        code if IN_PLACE.contains(&code) => in_place(report, found, &named),
        _ => Vec::new(),
    }
}

/// Whether a help lists what could stand there.
fn lists(help: &str) -> bool {
    ["its params are ", "its fields are ", "its attributes are ", "it takes "]
        .iter()
        .any(|start| help.starts_with(start))
}

/// The texts in backquotes.
fn quoted(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// What the help says is meant, where it is a whole text of the language.
fn in_place(report: &Report, found: &str, named: &[String]) -> Vec<Action> {
    let Some(text) = named.first().filter(|text| !text.contains('…') && *text != "null") else { return Vec::new() };
    // Within `${…}`, only what stands between.
    let text = text.strip_prefix("${").and_then(|text| text.strip_suffix('}')).unwrap_or(text);
    let is_text = found.starts_with('"') && found.ends_with('"');
    let text = if is_text && !text.starts_with('"') { format!("\"{text}\"") } else { text.to_owned() };
    let text = match report.code {
        // Of a path, the last name is wrong.
        "E0201" if !found.contains('.') => text.rsplit('.').next().unwrap_or(&text).to_owned(),
        _ => text,
    };
    let change = Change { range: report.range.clone(), text: text.clone() };
    vec![Action::fix(format!("Write `{text}`"), vec![change]).preferred()]
}

/// Several texts that may stand there; what begins with a dot is read of what stands there.
fn choices(document: &Document, report: &Report, named: &[String]) -> Vec<Action> {
    let at = report.range;
    let found = document.text.get(at.clone()).unwrap_or_default();
    let is_text = found.starts_with('"');
    let action = |text: &String| {
        let (range, text) = match text.strip_prefix('.') {
            Some(_) => (at.end..at.end, text.clone()),
            None if is_text && !text.starts_with('"') => (at.clone(), format!("\"{text}\"")),
            None => (at.clone(), text.clone()),
        };
        Action::fix(format!("Write `{text}`"), vec![Change { range, text }])
    };
    named.iter().filter(|text| !text.contains('…')).take(MOST).map(action).collect()
}

/// Takes a piece away, with the comma that parts it from the next, or with its lines.
fn remove(document: &Document, title: &str, range: Range<usize>) -> Vec<Action> {
    let lines = layout::whole_lines(document.text, &range);
    let range = if lines == range {
        let rest = document.text.get(range.end..).unwrap_or_default();
        match rest.trim_start_matches(' ').strip_prefix(',') {
            Some(after) => range.start..document.text.len() - after.trim_start_matches(' ').len(),
            None => {
                let before = document.text[..range.start].trim_end();
                before.strip_suffix(',').map_or(range.start, str::len)..range.end
            }
        }
    } else {
        lines
    };
    vec![Action::fix(title, vec![Change { range, text: String::new() }]).preferred()]
}

/// The innermost piece of a kind that holds a place.
fn innermost<'a>(
    document: &Document<'a>,
    at: &Range<usize>,
    span_of: impl Fn(Node<'a>) -> Option<Span>,
) -> Option<Range<usize>> {
    let mut found = None;
    walk(document.tree, &mut |node| {
        if let Some(span) = span_of(node) {
            let range = document.range(span);
            if range.start <= at.start && at.end <= range.end {
                found = Some(range);
            }
        }
    });
    found
}

fn field_at(document: &Document, at: &Range<usize>) -> Option<Range<usize>> {
    innermost(document, at, |node| match node {
        Node::Field(field) => Some(field.span()),
        _ => None,
    })
}

fn element_at(document: &Document, at: &Range<usize>) -> Option<Range<usize>> {
    innermost(document, at, |node| match node {
        Node::Element(Element::Item(expr)) => Some(expr.span),
        _ => None,
    })
}

fn arm_at(document: &Document, at: &Range<usize>) -> Option<Range<usize>> {
    innermost(document, at, |node| match node {
        Node::Arm(Arm { span, .. }) => Some(*span),
        _ => None,
    })
}

/// The key of a field, with its quotes.
fn key_at(document: &Document, at: &Range<usize>) -> Option<Range<usize>> {
    let field = field_at(document, at)?;
    let text = document.text.get(field.clone())?;
    let end = text.get(1..)?.find('"')? + 2;
    text.starts_with('"').then(|| field.start..field.start + end)
}

fn decorator_at(document: &Document, at: &Range<usize>) -> Option<Range<usize>> {
    innermost(document, at, |node| match node {
        Node::Decorator(decorator) => Some(decorator.span),
        _ => None,
    })
}

fn override_at(document: &Document, at: &Range<usize>) -> Option<Range<usize>> {
    document.tree.items.iter().find_map(|item| match &**item {
        Item::Env(env) => env
            .overrides
            .iter()
            .map(|over| document.range(over.span))
            .find(|range| range.start <= at.start && at.end <= range.end),
        _ => None,
    })
}

/// `?? b` of `a ?? b`, whose operator stands at a place.
fn coalesce_at(document: &Document, at: &Range<usize>) -> Option<Range<usize>> {
    let mut found = None;
    walk(document.tree, &mut |node| {
        if let Node::Expr(Expr { kind: ExprKind::Binary { op: BinaryOp::Coalesce, op_span, left, right }, .. }) = node
            && document.range(*op_span) == *at
        {
            found = Some(document.range(left.span).end..document.range(right.span).end);
        }
    });
    found
}

/// ` = value` of an output.
fn value_of_output(document: &Document, at: &Range<usize>) -> Option<Range<usize>> {
    let mut found = None;
    walk(document.tree, &mut |node| {
        if let Node::Stmt(Stmt::Output(output)) = node
            && document.range(output.name.span) == *at
            && let Some(value) = &output.value
        {
            let start = output.ty.as_ref().map_or(output.name.span, |ty| ty.span);
            found = Some(document.range(start).end..document.range(value.span).end);
        }
    });
    found
}

/// The argument of `reveal` in the place of the call.
fn revealed(document: &Document, at: &Range<usize>) -> Option<Action> {
    let mut found = None;
    walk(document.tree, &mut |node| {
        if let Node::Expr(Expr { kind: ExprKind::Call { function, arguments }, span }) = node
            && function.as_ident().is_some_and(|name| name.name == "reveal")
        {
            let range = document.range(*span);
            if range.start <= at.start && at.end <= range.end {
                found = arguments.first().map(|first| (range, document.range(first.value.span)));
            }
        }
    });
    let (call, value) = found?;
    let text = document.text.get(value)?.to_owned();
    Some(Action::fix("Write the value itself", vec![Change { range: call, text }]).preferred())
}

/// Adds an output to the body in this file that a report names first.
fn give_out(document: &Document, report: &Report, output: &str) -> Option<Action> {
    let name = report.message.split('`').nth(1)?;
    let body = document.tree.items.iter().find_map(|item| match &**item {
        Item::Construct(tree) if tree.name.name == name => Some(&tree.body),
        Item::Stack(tree) if tree.name.name == name => Some(&tree.body),
        _ => None,
    })?;
    if !output.starts_with("output ") || output.contains('…') {
        return None;
    }
    let range = document.range(body.span);
    let close = range.start + document.text.get(range.clone())?.rfind('}')?;
    let line = layout::line_start(document.text, close);
    // The brace stands on a line of its own, as in anything with statements.
    if !document.text.get(line..close)?.trim().is_empty() {
        return None;
    }
    let first = document.range(body.stmts.first()?.span()).start;
    let indent = layout::indent(document.text, first);
    let text = format!("{indent}{output}{}", layout::line_end(document.text));
    Some(Action::fix(format!("Write `{output}` in `{name}`"), vec![Change { range: line..line, text }]).preferred())
}

/// Adds the field that a help asks for, as `Name: …` or within a record, to the record at a place.
fn add_field(document: &Document, at: &Range<usize>, asked: &str) -> Option<Action> {
    let asked = asked.split_once("{ ").map_or(asked, |(_, inner)| inner);
    let (name, _) = asked.split_once(':')?;
    let value = match name {
        "Effect" => "\"Allow\"",
        "Version" => "\"2012-10-17\"",
        "Action" | "Resource" | "Statement" => "[]",
        _ => "\"\"",
    };
    let mut record: Option<&Record> = None;
    walk(document.tree, &mut |node| {
        let (found, span) = match node {
            Node::Record(found) => (Some(found), found.span),
            Node::Stmt(Stmt::Existing(stmt)) => (stmt.body.as_ref(), stmt.span),
            _ => return,
        };
        let range = document.range(span);
        if range.start <= at.start && at.end <= range.end && found.is_some() {
            record = found;
        }
    });
    let record = record?;
    let change = missing::insert(document, record, &[(name.to_owned(), value.to_owned())]);
    Some(Action::fix(format!("Add `{name}: {value}`"), vec![change]))
}
