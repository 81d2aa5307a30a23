//! `Fn::Sub` and `Fn::Join`.

use super::{
    cross::Imported,
    errors,
    json::Json,
    lower::Lowering,
    machine::{Eval, Evaluator},
    text,
    value::{Deploy, SubPart, Value},
};

/// A piece of the text of `Fn::Sub`.
enum Piece {
    /// What stands between `${` and `}`.
    Name(String),
    /// A value that has to be given a name.
    Value(Value),
    /// Another stack's output.
    Imported(Imported, String),
}

/// Writes a text with deploy-time parts.
pub(super) fn lower_sub(e: &mut Evaluator<'_>, json: &mut Json, parts: &[SubPart], to: &mut Lowering) -> Eval<()> {
    // What the facts decide may leave less than was there.
    let mut simpler = Vec::with_capacity(parts.len());
    for part in parts {
        let SubPart::Value(value) = part else {
            simpler.push(part.clone());
            continue;
        };
        let value = e.simplify(&to.facts, value).unwrap_or_else(|| value.clone());
        let joined = match &value {
            Value::Deploy(deploy) => match &**deploy {
                Deploy::Join(separator, list) => joined(e, separator, list, to),
                _ => None,
            },
            _ => None,
        };
        simpler.push(SubPart::Value(joined.unwrap_or(value)));
    }
    let parts = match text::sub(simpler) {
        Value::Deploy(deploy) => match &*deploy {
            Deploy::Sub(parts) => parts.clone(),
            _ => return e.lower(json, &Value::Deploy(deploy), to),
        },
        known => return e.lower(json, &known, to),
    };
    let mut body = String::new();
    let mut variables: Vec<(String, Piece)> = Vec::new();
    for part in &parts {
        match part {
            SubPart::Text(known) => body.push_str(&known.replace("${", "${!")),
            SubPart::Value(value) => {
                let name = match piece(e, value, to)? {
                    Piece::Name(name) => name,
                    piece => variable(&mut variables, piece),
                };
                body.push_str("${");
                body.push_str(&name);
                body.push('}');
            }
        }
    }
    json.begin_object();
    json.key("Fn::Sub");
    if variables.is_empty() {
        json.str(&body);
    } else {
        json.begin_list();
        json.str(&body);
        json.begin_object();
        for (name, piece) in &variables {
            json.key(name);
            match piece {
                Piece::Imported(imported, _) => e.lower_imported(json, imported, to)?,
                Piece::Value(value) => e.lower(json, value, to)?,
                Piece::Name(_) => {}
            }
        }
        json.end_object();
        json.end_list();
    }
    json.end_object();
    Ok(())
}

/// A name for a piece within its own text.
fn variable(variables: &mut Vec<(String, Piece)>, piece: Piece) -> String {
    let base = match &piece {
        Piece::Imported(_, name) => name.clone(),
        _ => "Value".to_owned(),
    };
    let mut name = base.clone();
    let mut count = 1;
    while variables.iter().any(|(taken, _)| *taken == name) {
        count += 1;
        name = format!("{base}{count}");
    }
    variables.push((name.clone(), piece));
    name
}

fn piece(e: &mut Evaluator<'_>, value: &Value, to: &mut Lowering) -> Eval<Piece> {
    let Value::Deploy(deploy) = value else {
        return match value {
            Value::Condition(_) => Ok(Piece::Value(value.clone())),
            Value::Resource(id) => piece(e, &Value::deploy(Deploy::Ref(*id)), to),
            other => Err(e.report(errors::not_text(to.span, other))),
        };
    };
    match &**deploy {
        Deploy::Ref(id) => match e.local_resource(*id, to)? {
            true => Ok(Piece::Name(e.resource(*id).logical_id.to_string())),
            false => foreign(e, *id, None, to),
        },
        Deploy::Attribute(id, name) => match e.local_resource(*id, to)? {
            true => Ok(Piece::Name(format!("{}.{name}", e.resource(*id).logical_id))),
            false => foreign(e, *id, Some(name), to),
        },
        Deploy::Parameter(id) => {
            let parameter = &e.parameters[id.0 as usize];
            let (stack, name) = (parameter.stack, parameter.logical_id.to_string());
            if stack == to.stack {
                return Ok(Piece::Name(name));
            }
            let imported = e.import(stack, &name, value, to)?;
            Ok(Piece::Imported(imported, name))
        }
        Deploy::Pseudo(pseudo) => Ok(Piece::Name(pseudo.cloudformation_name().to_owned())),
        Deploy::StackOutput(root, name, inner) => {
            let stack = e.instance(*root).stack;
            if stack == to.stack {
                return piece(e, inner, to);
            }
            let imported = e.import(stack, name, inner, to)?;
            Ok(Piece::Imported(imported, name.to_string()))
        }
        Deploy::If(..) if super::choose::may_be_null(value) => Err(e.report(errors::maybe_absent_in_text(to.span))),
        _ => Ok(Piece::Value(value.clone())),
    }
}

fn foreign(
    e: &mut Evaluator<'_>,
    id: super::value::ResourceId,
    attribute: Option<&str>,
    to: &mut Lowering,
) -> Eval<Piece> {
    let (name, value) = e.foreign_resource(id, attribute, to.span)?;
    let from = e.resource(id).stack;
    let imported = e.import(from, &name, &value, to)?;
    Ok(Piece::Imported(imported, name))
}

/// Writes a list joined to one text: as `Fn::Sub` where every element has a name there, else as `Fn::Join`.
pub(super) fn lower_join(
    e: &mut Evaluator<'_>,
    json: &mut Json,
    separator: &arcstr::ArcStr,
    list: &Value,
    to: &mut Lowering,
) -> Eval<()> {
    let list = e.simplify(&to.facts, list).unwrap_or_else(|| list.clone());
    if let Some(text) = joined(e, separator, &list, to) {
        return e.lower(json, &text, to);
    }
    json.begin_object();
    json.key("Fn::Join");
    json.begin_list();
    json.str(separator);
    e.lower(json, &list, to)?;
    json.end_list();
    json.end_object();
    Ok(())
}

/// A joined list as text, where every element has a name in it.
fn joined(e: &Evaluator<'_>, separator: &str, list: &Value, to: &Lowering) -> Option<Value> {
    let Value::List(items) = list else { return None };
    let present: Vec<&Value> = items.iter().filter(|item| !item.is_null()).collect();
    let mut joined = text::Text::default();
    for (i, item) in present.iter().enumerate() {
        if i > 0 {
            joined.push_str(separator);
        }
        if !has_name(e, item, to) || !joined.push(item) {
            return None;
        }
    }
    Some(joined.finish())
}

/// Whether `Fn::Sub` can say a value without a list of variables.
fn has_name(e: &Evaluator<'_>, value: &Value, to: &Lowering) -> bool {
    let Value::Deploy(deploy) = value else { return value.is_known() };
    match &**deploy {
        Deploy::Ref(id) => e.resource(*id).stack == to.stack,
        Deploy::Attribute(id, name) => {
            e.resource(*id).stack == to.stack && !e.is_list_attribute(e.resource(*id).ty(), name)
        }
        Deploy::Parameter(id) => e.parameters[id.0 as usize].stack == to.stack && !e.is_opaque_list(value),
        Deploy::Pseudo(_) => !e.is_opaque_list(value),
        Deploy::Sub(parts) | Deploy::Dynamic(parts) => parts
            .iter()
            .all(|part| matches!(part, SubPart::Value(v) if has_name(e, v, to)) || matches!(part, SubPart::Text(_))),
        _ => false,
    }
}

/// Writes a secret as a dynamic reference.
pub(super) fn lower_secret(e: &mut Evaluator<'_>, json: &mut Json, secret: &Value, to: &mut Lowering) -> Eval<()> {
    let mut written = text::Text::default();
    if !written.push(secret) {
        return Err(e.report(errors::not_text(to.span, secret)));
    }
    e.lower(json, &written.finish(), to)
}
