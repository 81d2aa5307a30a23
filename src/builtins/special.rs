//! Forms that the checker knows more of: the counted ways around the checks, and what only rules and tests see.

use super::{
    Group,
    call::{Call, CallError},
    signature::{BASE, Entry, KNOWN, Sig, any, known},
};
use crate::evaluate::Value;

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        name: "unchecked",
        group: Group::Escapes,
        params: &[any("value", Sig::T)],
        result: Sig::Json,
        special: true,
        docs: "A value that is written as it stands, whatever the registry says of the property; for schemas that are \
               wrong. `batc build` counts them. Stages and secrecy are checked all the same.",
        example: ("unchecked({ NewProperty: true })", "{ NewProperty: true }"),
        eval: |call| Ok(call.value(0).clone()),
        ..BASE
    },
    Entry {
        name: "reveal",
        group: Group::Escapes,
        params: &[any("value", Sig::Secret(&Sig::T)), known("reason", Sig::Str)],
        result: Sig::T,
        special: true,
        docs: "A secret as a value that may become readable, for a reason that `batc build` reports.",
        example: ("reveal(password, reason: \"the legacy agent reads its environment\")", "password"),
        eval: |call| Ok(call.value(0).clone()),
        ..BASE
    },
    Entry {
        name: "count",
        group: Group::Tests,
        params: &[known("type", Sig::T)],
        result: Sig::Within(0, i64::MAX),
        stage: KNOWN,
        special: true,
        docs: "How many resources of a type there are in the environment.",
        example: ("count(AWS::EC2::NatGateway)", "3"),
        eval: |call| Ok(Value::Int(found(call)?.1.len() as i64)),
        ..BASE
    },
    Entry {
        name: "only",
        group: Group::Tests,
        params: &[known("type", Sig::T)],
        result: Sig::T,
        stage: KNOWN,
        special: true,
        docs: "The one resource of a type; an error when there is none, or more.",
        example: ("only(AWS::RDS::DBInstance).MultiAZ", "true"),
        eval: |call| {
            let (name, mut all) = found(call)?;
            match all.len() {
                1 => Ok(all.remove(0)),
                0 => Err(CallError::argument(0, format!("there is no `{name}`"))),
                n => Err(CallError::argument(0, format!("there are {n} of `{name}`, and one is expected"))
                    .help("take them all with `resources`, or count them with `count`")),
            }
        },
        ..BASE
    },
    Entry {
        name: "resources",
        group: Group::Tests,
        params: &[known("type", Sig::T)],
        result: Sig::List(&Sig::T),
        stage: KNOWN,
        special: true,
        docs: "All resources of a type, in source order.",
        example: ("all([for b in resources(AWS::S3::Bucket): b.BucketEncryption != null])", "true"),
        eval: |call| {
            let all = found(call)?.1;
            call.made_list(all)
        },
        ..BASE
    },
    Entry {
        name: "statements",
        group: Group::Tests,
        params: &[known("of", Sig::T)],
        result: Sig::List(&Sig::Json),
        stage: KNOWN,
        special: true,
        docs: "The IAM statements of a resource in one normal form: `{ effect, actions, resources, conditions, \
               principals }`, each a list.",
        example: ("any([for s in statements(role): contains(s.actions, \"s3:GetObject\")])", "true"),
        eval: |call| {
            let resource = call.value(0).clone();
            call.ctx.statements(&resource).map_err(|why| CallError::argument(0, why))
        },
        ..BASE
    },
];

/// The type's name, and the resources of it.
fn found(call: &mut Call<'_>) -> Result<(arcstr::ArcStr, Vec<Value>), CallError> {
    let name = call.text(0)?;
    let all = call.ctx.resources(&name).map_err(|why| CallError::argument(0, why))?;
    call.charge(all.len())?;
    Ok((name, all))
}
