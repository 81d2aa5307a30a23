//! What a call's types and stages are beyond its signature.

use super::{
    Builtin, ResultStage, Stage,
    signature::{Constraint, KNOWN},
    table::spec,
};
use crate::types::{
    self, Bindings, BodyNames, Mismatch, PathSegment, Reason, Ty, TyKind, contains_resource, contains_secret, join,
    resolve_vars, widen,
};

/// One argument as the checker sees it: its type, and its stage as far as it does not depend on params.
pub type ArgumentType = Option<(Ty, Stage)>;

/// The latest stage that a param takes of an argument of this type.
pub fn argument_stage(builtin: Builtin, index: usize, ty: &Ty) -> Stage {
    let spec = spec(builtin);
    let Some(param) = spec.params.get(index).or(spec.params.last()) else { return Stage::Made };
    match spec.name {
        // A text's length needs the text.
        "length" if is_text(ty) => Stage::Known,
        "contains" if shape_only(builtin, index, ty) => Stage::Made,
        _ => param.stage,
    }
}

/// Whether a function looks only at the shape of an argument of this type, so that the result is as known as the shape
/// is, whatever stage the parts have.
pub fn shape_only(builtin: Builtin, index: usize, ty: &Ty) -> bool {
    let is_map = matches!(**ty, TyKind::Map(_) | TyKind::Record(_));
    match spec(builtin).name {
        "keys" => true,
        "length" => !is_text(ty) && !is_opaque(ty),
        "contains" => index == 0 && is_map,
        _ => false,
    }
}

/// The type and stage of a call's result, where the arguments fit: `bindings` are what unifying them has found.
pub fn result_of(builtin: Builtin, arguments: &[ArgumentType], bindings: &Bindings) -> (Ty, ResultStage) {
    let spec = spec(builtin);
    let first = arguments.first().and_then(Option::as_ref);
    let result = resolve_vars(&spec.result, bindings);
    match (spec.name, first) {
        ("length", Some((ty, stage))) if is_opaque(ty) => (result, resource_only(*stage)),
        // What is computed by a function that Conditions do not take is as good as made.
        ("base64" | "json" | "subnet", Some((_, stage))) if *stage > Stage::Known => (result, resource_only(*stage)),
        ("split", Some((_, stage))) if *stage > Stage::Known => {
            (types::opaque_list(types::string()), ResultStage::Arguments)
        }
        ("zones", Some((ty, Stage::Known))) if !types::may_be_null(ty) => (types::list(types::string()), KNOWN),
        // Sums and the like of literals are no literals.
        ("sum", _) => match &*widen(&result) {
            TyKind::Never | TyKind::Int(_) => (types::int(), spec.stage),
            _ => (widen(&result), spec.stage),
        },
        _ => (result, spec.stage),
    }
}

/// What a function asks of its arguments beyond that they fit its signature.
///
/// # Errors
/// Which argument is at fault, and why.
pub fn check_arguments(
    builtin: Builtin,
    arguments: &[ArgumentType],
    bindings: &Bindings,
    names: &dyn BodyNames,
) -> Result<(), (usize, Mismatch)> {
    let spec = spec(builtin);
    // What a map holds is not looked at when it is asked for a key.
    let by_key = spec.name == "contains"
        && matches!(arguments.first(), Some(Some((ty, _))) if matches!(**ty, TyKind::Map(_) | TyKind::Record(_)));
    if let (false, Some(ty)) = (by_key || spec.constraint == Constraint::None, bindings.get(0))
        && !meets(spec.constraint, ty)
    {
        let expected = match spec.constraint {
            Constraint::Numeric => types::union([types::int(), types::float(), types::duration(), types::size()]),
            _ => types::union([types::string(), types::int(), types::float(), types::duration(), types::size()]),
        };
        let mismatch = Mismatch { path: vec![PathSegment::Element], expected, found: ty.clone(), reason: Reason::Kind };
        return Err((0, mismatch));
    }
    if spec.name == "contains"
        && let (Some(Some((collection, _))), Some(Some((value, _)))) = (arguments.first(), arguments.get(1))
    {
        let wanted = match &**collection {
            TyKind::List(element) => join(element, value, names).map(|_| ()),
            _ => types::assignable(value, &types::string(), names).map(|_| ()),
        };
        wanted.map_err(|mismatch| (1, mismatch))?;
    }
    if spec.name == "select"
        && let (Some(Some((list, _))), Some(Some((_, stage)))) = (arguments.first(), arguments.get(1))
        && *stage > Stage::Known
        && let TyKind::List(element) = &**list
        && !is_scalar(element)
    {
        let mismatch = Mismatch {
            path: vec![PathSegment::Element],
            expected: types::string(),
            found: element.clone(),
            reason: Reason::Kind,
        };
        return Err((0, mismatch));
    }
    Ok(())
}

/// The stage of an intrinsic function that only resources and outputs take, not Conditions.
fn resource_only(stage: Stage) -> ResultStage {
    if stage > Stage::Known { ResultStage::Always(Stage::Made) } else { ResultStage::Arguments }
}

fn is_text(ty: &Ty) -> bool {
    match &**ty {
        TyKind::Str(_) | TyKind::Scalar | TyKind::Identifier(..) | TyKind::Literal(_) => true,
        TyKind::Union(members) => members.iter().any(is_text),
        _ => false,
    }
}

fn is_opaque(ty: &Ty) -> bool {
    match &**ty {
        TyKind::OpaqueList(_) => true,
        TyKind::Union(members) => members.iter().any(is_opaque),
        _ => false,
    }
}

fn is_scalar(ty: &Ty) -> bool {
    match &**ty {
        TyKind::Union(members) => members.iter().all(is_scalar),
        TyKind::Optional(inner) | TyKind::Secret(inner) => is_scalar(inner),
        TyKind::List(_) | TyKind::OpaqueList(_) | TyKind::Map(_) | TyKind::Record(_) | TyKind::Instance(_) => false,
        _ => true,
    }
}

fn meets(constraint: Constraint, ty: &Ty) -> bool {
    match constraint {
        Constraint::None => true,
        Constraint::Comparable => !contains_resource(ty) && !contains_secret(ty),
        // Kinds are not mixed: 1 and "a" have no order. Join has seen to that, but for unions that were written.
        Constraint::Numeric | Constraint::Ordered => match &*widen(ty) {
            TyKind::Error
            | TyKind::Never
            | TyKind::Int(_)
            | TyKind::Float(_)
            | TyKind::Duration(_)
            | TyKind::Size(_) => true,
            TyKind::Str(_) => constraint == Constraint::Ordered,
            _ => false,
        },
    }
}
