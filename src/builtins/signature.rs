//! Signatures as constants, so that a run that calls no function pays for none.

use std::sync::Arc;

use super::{
    ResultStage, Stage,
    call::{Call, CallError},
};
use crate::{
    evaluate::Value,
    types::{self, IntRange, NamedString, Ty, TyKind},
};

/// A type of a signature.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sig {
    Bool,
    Int,
    /// `Int(min..=max)`
    Within(i64, i64),
    Float,
    Str,
    Named(NamedString),
    Scalar,
    Json,
    Path,
    /// The variable of the signature.
    T,
    /// A second one.
    U,
    List(&'static Sig),
    /// A list that only the deployment may know.
    Opaque(&'static Sig),
    Map(&'static Sig),
    Optional(&'static Sig),
    Secret(&'static Sig),
    Union(&'static [Sig]),
    Record(&'static [(&'static str, Sig)]),
    Resource(&'static str),
}

impl Sig {
    /// The type that is meant.
    pub fn ty(&self) -> Ty {
        match self {
            Sig::Bool => types::bool(),
            Sig::Int => types::int(),
            Sig::Within(min, max) => Arc::new(TyKind::Int(IntRange {
                min: Some(*min).filter(|m| *m != i64::MIN),
                max: Some(*max).filter(|m| *m != i64::MAX),
            })),
            Sig::Float => types::float(),
            Sig::Str => types::string(),
            Sig::Named(name) => types::named(*name),
            Sig::Scalar => types::scalar(),
            Sig::Json => types::json(),
            Sig::Path => types::path(),
            Sig::T => Arc::new(TyKind::Var(0)),
            Sig::U => Arc::new(TyKind::Var(1)),
            Sig::List(inner) => types::list(inner.ty()),
            Sig::Opaque(inner) => types::opaque_list(inner.ty()),
            Sig::Map(inner) => types::map(inner.ty()),
            Sig::Optional(inner) => types::optional(inner.ty()),
            Sig::Secret(inner) => types::secret(inner.ty()),
            Sig::Union(members) => types::union(members.iter().map(Sig::ty)),
            Sig::Record(fields) => types::record(fields.iter().map(|(name, sig)| (*name, sig.ty()))),
            Sig::Resource(name) => types::resource(*name),
        }
    }
}

/// One param.
#[derive(Clone, Copy, Debug)]
pub(super) struct Param {
    pub name: &'static str,
    pub ty: Sig,
    pub optional: bool,
    pub stage: Stage,
}

/// A param whose value must be known when compiling.
pub(super) const fn known(name: &'static str, ty: Sig) -> Param {
    Param { name, ty, optional: false, stage: Stage::Known }
}

/// A param that takes values of any stage.
pub(super) const fn any(name: &'static str, ty: Sig) -> Param {
    Param { name, ty, optional: false, stage: Stage::Made }
}

impl Param {
    /// The same, but it may be left out.
    pub const fn or_none(self) -> Param {
        Param { optional: true, ..self }
    }
}

/// What a function's variable `T` may stand for, beyond what its signature says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Constraint {
    /// Anything.
    None,
    /// Numbers, durations, sizes: what can be added.
    Numeric,
    /// These and strings: what has an order.
    Ordered,
    /// What can be compared: no resources, instances or secrets.
    Comparable,
}

/// The chapters of the reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Lists, maps and records.
    Collections,
    /// Numbers.
    Numbers,
    /// Text.
    Text,
    /// Address blocks and zones.
    Networks,
    /// Json, Base64 and digests.
    Encoding,
    /// Files of the project.
    Files,
    /// Secrets, settings and metrics that the deployment knows.
    Deployment,
    /// Ways around the checks.
    Escapes,
    /// Rules and tests.
    Tests,
}

impl Group {
    /// All of them, in the reference's order.
    pub const ALL: [Group; 9] = [
        Group::Collections,
        Group::Numbers,
        Group::Text,
        Group::Networks,
        Group::Encoding,
        Group::Files,
        Group::Deployment,
        Group::Escapes,
        Group::Tests,
    ];

    /// The chapter's title.
    pub fn title(self) -> &'static str {
        match self {
            Group::Collections => "Lists, maps and records",
            Group::Numbers => "Numbers",
            Group::Text => "Text",
            Group::Networks => "Address blocks and zones",
            Group::Encoding => "Json, Base64 and digests",
            Group::Files => "Files of the project",
            Group::Deployment => "Secrets, settings and metrics",
            Group::Escapes => "Ways around the checks",
            Group::Tests => "Rules and tests only",
        }
    }
}

/// One function of the table.
pub(super) struct Entry {
    pub name: &'static str,
    pub group: Group,
    pub params: &'static [Param],
    pub variadic: bool,
    pub result: Sig,
    pub stage: ResultStage,
    pub constraint: Constraint,
    pub special: bool,
    pub docs: &'static str,
    pub example: (&'static str, &'static str),
    pub eval: fn(&mut Call<'_>) -> Result<Value, CallError>,
}

/// What an entry is where it does not say otherwise.
pub(super) const BASE: Entry = Entry {
    name: "",
    group: Group::Collections,
    params: &[],
    variadic: false,
    result: Sig::Json,
    stage: ResultStage::Arguments,
    constraint: Constraint::None,
    special: false,
    docs: "",
    example: ("", ""),
    eval: |_| Ok(Value::Null),
};

/// The result is known when compiling, whatever the arguments' leaves are.
pub(super) const KNOWN: ResultStage = ResultStage::Always(Stage::Known);
/// Only the deployment makes the result.
pub(super) const MADE: ResultStage = ResultStage::Always(Stage::Made);
