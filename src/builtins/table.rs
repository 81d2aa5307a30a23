//! The table of built-in functions.

use std::sync::{LazyLock, OnceLock};

use super::{
    Group, collections, deployment, encoding, files, lists, network, numbers,
    signature::{Constraint, Entry},
    special, text,
};
use crate::types::{Ty, nearest, optional};

/// When a value is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// When compiling.
    Known,
    /// When a deployment starts: parameters, `aws.*`, and joins, splits, selections, interpolations over them.
    Given,
    /// By the deployment: references and attributes of resources, other stacks' outputs, dynamic references.
    Made,
}

/// A built-in function: an index into the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Builtin(pub u16);

/// One param of a built-in function.
#[derive(Debug)]
pub struct ParamSpec {
    /// Its name, by which it can be given too.
    pub name: &'static str,
    /// Its type, with `null` for one that may be left out; may hold [`TyKind::Var`](crate::types::TyKind::Var)s.
    pub ty: Ty,
    /// Whether it may be left out, or given as `null`, which is the same.
    pub optional: bool,
    /// The latest stage that it takes.
    pub stage: Stage,
}

/// When a call's result is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultStage {
    /// The latest of its arguments' stages.
    Arguments,
    /// Always this one.
    Always(Stage),
    /// Of a record: the fields named here are known, the rest has this stage.
    AlwaysBut(Stage, &'static [&'static str]),
}

/// What there is to know about a built-in function.
#[derive(Debug)]
pub struct BuiltinSpec {
    /// Its name.
    pub name: &'static str,
    /// The chapter of the reference that it stands in.
    pub group: Group,
    /// Its params.
    pub params: Vec<ParamSpec>,
    /// Whether the last param takes any number of arguments.
    pub variadic: bool,
    /// The type of its result; may hold the params' variables. See [`result_of`](super::result_of) for the functions
    /// whose result depends on more.
    pub result: Ty,
    /// When the result is known.
    pub stage: ResultStage,
    /// Whether the checker knows more of it than this table says.
    pub special: bool,
    /// One line of documentation.
    pub docs: &'static str,
    /// An example with its value: `("upper(\"a\")", "\"A\"")`.
    pub example: (&'static str, &'static str),
    pub(super) constraint: Constraint,
}

/// All functions by name; a [`Builtin`] is an index.
static TABLE: LazyLock<Vec<&'static Entry>> = LazyLock::new(|| {
    let groups: [&'static [Entry]; 9] = [
        collections::ENTRIES,
        lists::ENTRIES,
        numbers::ENTRIES,
        text::ENTRIES,
        network::ENTRIES,
        encoding::ENTRIES,
        files::ENTRIES,
        deployment::ENTRIES,
        special::ENTRIES,
    ];
    let mut table: Vec<&'static Entry> = groups.into_iter().flatten().collect();
    table.sort_by_key(|e| e.name);
    table
});

/// Signatures as types, each made when first asked for.
static SPECS: LazyLock<Vec<OnceLock<BuiltinSpec>>> = LazyLock::new(|| TABLE.iter().map(|_| OnceLock::new()).collect());

/// The function of this name.
pub fn lookup(name: &str) -> Option<Builtin> {
    TABLE.binary_search_by_key(&name, |e| e.name).ok().map(|i| Builtin(i as u16))
}

/// All functions, by name.
pub fn all() -> impl Iterator<Item = Builtin> {
    (0..TABLE.len()).map(|i| Builtin(i as u16))
}

pub(super) fn entry(builtin: Builtin) -> &'static Entry {
    TABLE[usize::from(builtin.0)]
}

/// What there is to know about a function.
pub fn spec(builtin: Builtin) -> &'static BuiltinSpec {
    SPECS[usize::from(builtin.0)].get_or_init(|| {
        let entry = entry(builtin);
        let param = |p: &super::signature::Param| ParamSpec {
            name: p.name,
            ty: if p.optional { optional(p.ty.ty()) } else { p.ty.ty() },
            optional: p.optional,
            stage: p.stage,
        };
        BuiltinSpec {
            name: entry.name,
            group: entry.group,
            params: entry.params.iter().map(param).collect(),
            variadic: entry.variadic,
            result: entry.result.ty(),
            stage: entry.stage,
            special: entry.special,
            docs: entry.docs,
            example: entry.example,
            constraint: entry.constraint,
        }
    })
}

/// Names of other languages for what is here called otherwise.
const ELSEWHERE: &[(&str, &str)] = &[
    ("len", "length"),
    ("size", "length"),
    ("distinct", "unique"),
    ("dedup", "unique"),
    ("sorted", "sort"),
    ("uppercase", "upper"),
    ("to_upper", "upper"),
    ("lowercase", "lower"),
    ("to_lower", "lower"),
    ("cidrsubnet", "subnet"),
    ("cidrhost", "cidr_host"),
    ("jsonencode", "json"),
    ("to_json", "json"),
    ("jsondecode", "parse_json"),
    ("base64encode", "base64"),
    ("startswith", "starts_with"),
    ("endswith", "ends_with"),
    ("regex", "matches"),
    ("regex_match", "matches"),
    ("substr", "substring"),
    ("to_string", "string"),
    ("str", "string"),
    ("items", "entries"),
    ("availability_zones", "zones"),
    ("fileset", "files"),
    ("glob", "files"),
    ("read", "file"),
];

/// The function that was probably meant.
pub fn suggest(name: &str) -> Option<&'static str> {
    let folded = |n: &str| n.to_lowercase().replace('_', "");
    let wanted = folded(name);
    let elsewhere = ELSEWHERE.iter().find(|e| folded(e.0) == wanted).map(|e| e.1);
    elsewhere.or_else(|| nearest(name, TABLE.iter().map(|e| e.name)))
}
