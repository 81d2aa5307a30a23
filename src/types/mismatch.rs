//! Why one type is not assignable to another.

use arcstr::ArcStr;

use super::{BodyNames, Literal, Ty, TyKind, check::Unmet, display};

/// A step from a type to a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathSegment {
    /// A field of a record.
    Field(ArcStr),
    /// The elements of a list.
    Element,
    /// The values of a map.
    Value,
}

/// The innermost disagreement between a type that was found and one that was expected.
#[derive(Clone, Debug)]
pub struct Mismatch {
    /// Where it is, from the outside in.
    pub path: Vec<PathSegment>,
    /// What was expected there.
    pub expected: Ty,
    /// What was found there.
    pub found: Ty,
    /// What there is to say beyond that.
    pub reason: Reason,
}

/// Why two types disagree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// They are of different kinds.
    Kind,
    /// The literal does not meet the refinement.
    Unmet(Unmet),
    /// No value meets both refinements.
    Disjoint,
    /// The value may be `null`.
    Null,
    /// A secret would become readable.
    Secret,
    /// The list's length is known only when deploying.
    Opaque,
    /// A duration or size has no unit there: `.seconds`, `.gib` … say which.
    Unit,
    /// Any string is found where one of some literals is expected.
    NotLiteral,
    /// The literal is none of those expected; the nearest of them, if one is near.
    NotOneOf(Option<ArcStr>),
    /// These required fields are missing.
    Missing(Vec<ArcStr>),
    /// These fields do not exist, each with the field nearest to it, if one is near.
    Unknown(Vec<(ArcStr, Option<ArcStr>)>),
}

impl Mismatch {
    /// The path as it is written: `a.b[].c`; empty at the top.
    pub fn path_text(&self) -> String {
        let mut text = String::new();
        for segment in &self.path {
            match segment {
                PathSegment::Field(name) => {
                    if !text.is_empty() {
                        text.push('.');
                    }
                    text.push_str(name);
                }
                PathSegment::Element => text.push_str("[]"),
                PathSegment::Value => text.push_str("[*]"),
            }
        }
        text
    }

    /// The whole message: "field `zones`: expected `Int(1..=6)`, found `String`".
    pub fn message(&self, names: &dyn BodyNames) -> String {
        let clause = self.clause(names);
        match &self.path[..] {
            [] => clause,
            [PathSegment::Element] => format!("element: {clause}"),
            [PathSegment::Value] => format!("value: {clause}"),
            _ => format!("field `{}`: {clause}", self.path_text()),
        }
    }

    /// The message without the path.
    pub fn clause(&self, names: &dyn BodyNames) -> String {
        let expected = || expected(&self.expected, names);
        let found = || quoted(&plain(&self.found), names);
        match &self.reason {
            Reason::Unmet(why) => format!("expected {}, but {why}", expected()),
            Reason::Disjoint => format!("expected {}, and no value of {} is one", expected(), found()),
            Reason::Null if matches!(*self.found, TyKind::Null) => format!("expected {}, found `null`", expected()),
            Reason::Null => format!("expected {}, found {}, which may be `null`", expected(), found()),
            Reason::Secret => format!("expected {}, found {}, which must not become readable", expected(), found()),
            Reason::Opaque => {
                format!("expected {}, found a list whose length is known only when deploying", expected())
            }
            Reason::NotOneOf(Some(near)) => {
                format!("expected {}, found {}; did you mean `{near:?}`?", expected(), found())
            }
            Reason::Missing(fields) => {
                let is = if fields.len() == 1 { "is" } else { "are" };
                format!("{} of {} {is} missing", field_list(fields), expected())
            }
            Reason::Unknown(fields) => {
                let names: Vec<ArcStr> = fields.iter().map(|f| f.0.clone()).collect();
                let known = match &*self.expected {
                    TyKind::Record(r) if r.name.is_none() => "the expected record".to_owned(),
                    _ => expected(),
                };
                let mut text = format!("{} has no {}", known, field_list(&names));
                if let [(_, Some(near))] = &fields[..] {
                    text.push_str(&format!("; did you mean `{near}`?"));
                }
                text
            }
            Reason::Kind | Reason::Unit | Reason::NotLiteral | Reason::NotOneOf(None) => {
                format!("expected {}, found {}", expected(), found())
            }
        }
    }

    /// What to write instead, where that follows from the types.
    pub fn help(&self) -> Option<String> {
        let text = match (&self.reason, &*self.expected, &*self.found) {
            (Reason::Null, _, TyKind::Null) => "only what is declared as optional, `T?`, may be `null`",
            (Reason::Null, ..) => "give a value for `null` with `?? value`, or test it first: `if x != null`",
            (Reason::Secret, expected, _) if !matches!(expected, TyKind::Json) => {
                "declare what takes it as `Secret<…>`, or lift the secrecy with `reveal(value, reason: \"…\")`"
            }
            (Reason::Opaque, ..) => {
                "such a list can be passed on, joined, and selected from with `select(list, index)`"
            }
            (Reason::Unit, _, TyKind::Duration(_) | TyKind::Literal(Literal::Duration(_))) => {
                "say in which unit: `.seconds`, `.minutes`, `.hours`, `.days`"
            }
            (Reason::Unit, _, TyKind::Size(_) | TyKind::Literal(Literal::Size(_))) => {
                "say in which unit: `.bytes`, `.kib`, `.mib`, `.gib`"
            }
            (Reason::NotLiteral, ..) => "declare the value as one of these literals where it comes from",
            (Reason::Kind, TyKind::Duration(_), TyKind::Literal(Literal::Str(text))) if !text.contains(['"', ' ']) => {
                return Some(format!("a duration has a unit and no quotes: `{}`", with_unit(text, "30s")));
            }
            (Reason::Kind, TyKind::Size(_), TyKind::Literal(Literal::Str(text))) if !text.contains(['"', ' ']) => {
                return Some(format!("a size has a unit and no quotes: `{}`", with_unit(text, "20GiB")));
            }
            (Reason::Kind, TyKind::Bool, TyKind::Literal(Literal::Str(text)))
                if *text == "true" || *text == "false" =>
            {
                return Some(format!("write it without quotes: `{text}`"));
            }
            (Reason::Kind, TyKind::Int(_) | TyKind::Float(_), TyKind::Literal(Literal::Str(text)))
                if text.parse::<i64>().is_ok() =>
            {
                return Some(format!("write it without quotes: `{text}`"));
            }
            (Reason::Kind, TyKind::Str(_), TyKind::Literal(l @ (Literal::Int(_) | Literal::Bool(_)))) => {
                return Some(format!("write it with quotes: `\"{l}\"`"));
            }
            (Reason::Kind, TyKind::List(element), TyKind::Literal(l))
                if std::mem::discriminant(&**element) == std::mem::discriminant(&*super::base(l)) =>
            {
                return Some(format!("write it as a list: `[{l}]`"));
            }
            (Reason::Kind, TyKind::Resource(of), TyKind::Identifier(from, _)) if of == from => {
                "give the resource itself, without the attribute"
            }
            (Reason::Kind, TyKind::Resource(of), TyKind::Str(_) | TyKind::Literal(_) | TyKind::Scalar) => {
                return Some(format!("one that is deployed elsewhere is declared by `existing x = {of} {{ … }}`"));
            }
            (Reason::Kind, TyKind::Resource(_) | TyKind::Instance(_) | TyKind::Bool, TyKind::Resource(_)) => {
                return None;
            }
            (Reason::Kind, TyKind::Duration(_), found) if is_number_or_text(found) => {
                "write a number with a unit: `30s`, `5min`, `12h`, `7d`"
            }
            (Reason::Kind, TyKind::Size(_), found) if is_number_or_text(found) => {
                "write a number with a unit: `512MiB`, `20GiB`"
            }
            (Reason::Kind, TyKind::Str(_), TyKind::Int(_) | TyKind::Float(_) | TyKind::Bool) => {
                "write it within a string: `\"${value}\"`"
            }
            (Reason::Kind, TyKind::Map(_), TyKind::List(_)) => {
                "give each element a name: `{ for x in list: key => x }`"
            }
            (Reason::Kind, TyKind::List(_), TyKind::Map(_) | TyKind::Record(_)) => "take its values: `values(map)`",
            (Reason::Kind, TyKind::List(element), found)
                if std::mem::discriminant(&**element) == std::mem::discriminant(found) =>
            {
                "write it as a list: `[value]`"
            }
            (Reason::Kind, TyKind::Record(record), TyKind::Resource(of)) => {
                let takes = |f: &super::Field| matches!(&*f.ty, TyKind::Resource(wanted) if wanted == of);
                let (name, _) = record.fields.iter().find(|(_, f)| takes(f))?;
                return Some(format!("write it in a record: `{{ {name}: value }}`"));
            }
            (Reason::Kind, _, TyKind::Resource(_)) => "name the attribute that is meant, or `.ref`",
            (Reason::Kind, _, TyKind::Instance(_)) => "name the output that is meant",
            _ => return None,
        };
        Some(text.to_owned())
    }
}

fn is_number_or_text(found: &TyKind) -> bool {
    matches!(found, TyKind::Int(_) | TyKind::Float(_) | TyKind::Str(_))
        || matches!(found, TyKind::Literal(Literal::Int(_) | Literal::Float(_) | Literal::Str(_)))
}

/// What the elements of a list or map have in common is told by their type, not literal by literal.
fn plain(ty: &Ty) -> Ty {
    match &**ty {
        TyKind::List(element) => super::list(super::widen(element)),
        TyKind::Map(value) => super::map(super::widen(value)),
        TyKind::Union(members) if members.iter().all(|m| matches!(**m, TyKind::List(_) | TyKind::Map(_))) => {
            super::union(members.iter().map(plain))
        }
        _ => ty.clone(),
    }
}

/// The unit may be there already, within the quotes.
fn with_unit(text: &str, example: &str) -> String {
    let is_number = |t: &str| !t.is_empty() && t.chars().all(|c| c.is_ascii_digit());
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let known = ["s", "min", "h", "d", "KiB", "MiB", "GiB", "TiB"].contains(&unit);
    let number = &text[..text.len() - unit.len()];
    if known && is_number(number) { text.to_owned() } else { example.to_owned() }
}

/// What is expected; the open parts of a function's signature take any type.
fn expected(ty: &Ty, names: &dyn BodyNames) -> String {
    let open = |inner: &Ty| matches!(**inner, TyKind::Never);
    match &**ty {
        TyKind::OpaqueList(inner) | TyKind::List(inner) if open(inner) => "a list".to_owned(),
        TyKind::OpaqueList(inner) => quoted(&super::list(inner.clone()), names),
        TyKind::Scalar => "a string, number or truth value".to_owned(),
        TyKind::Map(inner) if open(inner) => "a map".to_owned(),
        TyKind::Union(members)
            if members
                .iter()
                .any(|m| matches!(&**m, TyKind::OpaqueList(i) | TyKind::List(i) | TyKind::Map(i) if open(i))) =>
        {
            members.iter().map(|m| expected(m, names)).collect::<Vec<_>>().join(" or ")
        }
        _ => quoted(ty, names),
    }
}

fn quoted(ty: &Ty, names: &dyn BodyNames) -> String {
    match &**ty {
        TyKind::Identifier(of, attribute) if attribute == "ref" => format!("the identifier of an `{of}`"),
        TyKind::Identifier(of, attribute) => format!("`{attribute}` of an `{of}`"),
        TyKind::Scalar => "a value known when deploying".to_owned(),
        TyKind::OpaqueList(_) => "a list known when deploying".to_owned(),
        TyKind::Never => "nothing".to_owned(),
        _ => format!("`{}`", display(ty, names)),
    }
}

/// "field `a`" or "fields `a`, `b`".
fn field_list(fields: &[ArcStr]) -> String {
    let names: Vec<String> = fields.iter().map(|f| format!("`{f}`")).collect();
    let noun = if fields.len() == 1 { "field" } else { "fields" };
    format!("{noun} {}", names.join(", "))
}
