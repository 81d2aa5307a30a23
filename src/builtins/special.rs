//! Forms that the checker knows more of: the counted ways around the checks, and what only rules and tests see.

use super::{
    Group,
    call::CallError,
    signature::{BASE, Entry, KNOWN, Param, Sig, any, known},
};

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
        params: &[known("type", Sig::T), Param { optional: true, ..known("in", Sig::Str) }],
        result: Sig::Within(0, i64::MAX),
        docs: "How many resources of a type there are: of a resource type, a construct, or `Resource` for all. `in` \
               names another environment, in tests.",
        example: ("count(AWS::EC2::NatGateway)", "3"),
        ..LOOKING
    },
    Entry {
        name: "only",
        params: &[known("type", Sig::T), Param { optional: true, ..known("in", Sig::Str) }],
        result: Sig::T,
        docs: "The one resource of a type; a test fails when there is none, or more.",
        example: ("only(AWS::RDS::DBInstance).MultiAZ", "true"),
        ..LOOKING
    },
    Entry {
        name: "resources",
        params: &[known("type", Sig::T), Param { optional: true, ..known("in", Sig::Str) }],
        result: Sig::List(&Sig::T),
        docs: "All resources of a type, in source order.",
        example: ("all([for b in resources(AWS::S3::Bucket): b.BucketEncryption != null])", "true"),
        ..LOOKING
    },
    Entry {
        name: "statements",
        params: &[known("of", Sig::T)],
        result: Sig::List(&Sig::Json),
        docs: "The IAM statements of a resource, wherever in it they stand, in one normal form: records of `property`, \
               `sid`, `effect`, `actions`, `not_actions`, `resources`, `not_resources`, `principals`, \
               `not_principals`, `conditions`, `reason`; actions, resources and principals are lists.",
        example: ("any([for s in statements(role): contains(s.actions, \"s3:GetObject\")])", "true"),
        ..LOOKING
    },
    Entry {
        name: "like",
        params: &[any("value", Sig::T), any("parts", Sig::U)],
        result: Sig::Bool,
        docs: "Whether a resource, or a value of one, has at least these parts: of a record the fields that are named, of a \
               list all elements in their order. `null` is a field that is not there.",
        example: ("like(queue, { VisibilityTimeout: 30 })", "true"),
        ..LOOKING
    },
    Entry {
        name: "known",
        params: &[any("value", Sig::T)],
        result: Sig::Bool,
        docs: "Whether a value is known when compiling, in all its parts.",
        example: ("known(rule.CidrIp)", "false"),
        ..LOOKING
    },
    Entry {
        name: "stacks",
        params: &[],
        result: Sig::Map(&Sig::Json),
        docs: "The stacks of the environment by their names in the app, in tests: records of `name`, `region`, `account`, \
               `description`, `termination_protection`, `tags`, `resources`, `bytes`, `parameters`, `outputs`, \
               `exports`, and `needs`, the names of the stacks that are deployed before.",
        example: ("stacks()[\"web\"].needs", "[\"network\"]"),
        ..LOOKING
    },
];

/// What only rules and tests can say; the checker makes [`Look`](crate::hir::Look) of it.
const LOOKING: Entry = Entry {
    group: Group::Tests,
    stage: KNOWN,
    special: true,
    eval: |_| Err(CallError::whole("only rules and tests look at what was compiled")),
    ..BASE
};
