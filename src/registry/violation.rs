//! What the validator reports: one violation for one mistake, as data. Words are made elsewhere.

use super::model::{Kinds, Phase, Range, Related};

/// A mistake in a resource's properties.
#[derive(Clone, PartialEq, Debug)]
pub struct Violation {
    /// Where, from the properties down.
    pub path: Vec<PathSegment>,
    /// Whether the key at the end of the path is wrong, rather than its value.
    pub at_key: bool,
    /// How sure it is.
    pub severity: Severity,
    /// What is wrong.
    pub kind: ViolationKind,
    /// The condition under which it is wrong, such as "`Protocol` is `HTTPS`".
    pub when: Option<String>,
}

/// A step of a path.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum PathSegment {
    /// A field.
    Key(Box<str>),
    /// An element.
    Index(usize),
    /// One of the alternatives of [`super::Shape::Either`].
    Alternative(usize),
}

/// Whether a violation stops the build.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// The registry may be behind, or the rule only advises.
    Warning,
    /// AWS will refuse it.
    Error,
}

/// What is wrong. Names and values are as the user wrote them.
#[derive(Clone, PartialEq, Debug)]
pub enum ViolationKind {
    /// There is no such property; at the key.
    UnknownProperty {
        /// What was written.
        name: String,
        /// Properties with a similar name, the nearest first.
        suggestions: Vec<String>,
    },
    /// A property is missing; the path is the record's.
    MissingRequired {
        /// The property.
        name: String,
    },
    /// The value has another kind.
    WrongKind {
        /// What fits.
        expected: Kinds,
        /// What is there.
        found: Kinds,
        /// Whether what is there is only made when deploying.
        deploy_time: bool,
    },
    /// Not one of the known values.
    NotInEnum {
        /// What was written.
        value: String,
        /// The values.
        allowed: Vec<String>,
        /// The nearest of them, when one is near.
        suggestion: Option<String>,
    },
    /// The text does not match.
    Pattern {
        /// What was written.
        value: String,
        /// The pattern as AWS writes it.
        pattern: String,
    },
    /// The text is too short or too long, in characters.
    Length {
        /// How long it is.
        length: usize,
        /// At least.
        min: u32,
        /// At most.
        max: Option<u32>,
    },
    /// The number is out of bounds.
    Range {
        /// What was written.
        value: String,
        /// The bounds.
        range: Range,
    },
    /// Too few or too many elements.
    ItemCount {
        /// How many there are.
        count: usize,
        /// At least.
        min: u32,
        /// At most.
        max: Option<u32>,
    },
    /// Too few or too many fields.
    FieldCount {
        /// How many there are.
        count: usize,
        /// At least.
        min: u32,
        /// At most.
        max: Option<u32>,
    },
    /// An element repeats an earlier one; the path is the later one's.
    NotUnique {
        /// The place of the earlier one.
        first: usize,
        /// The key in which they agree, if only that counts.
        key: Option<String>,
    },
    /// No element is like what must be among them.
    NoSuchItem,
    /// The service makes this property; at the key.
    ReadOnly {
        /// The property.
        name: String,
    },
    /// The property is going away; at the key.
    Deprecated {
        /// The property.
        name: String,
    },
    /// The property cannot be given here; at the key.
    NotAllowed {
        /// The property.
        name: String,
    },
    /// One property needs another; the path is the record's.
    RequiredTogether {
        /// What is there.
        given: String,
        /// What is missing.
        missing: String,
    },
    /// Properties that exclude each other; the path is the record's.
    Exclusive {
        /// Those that are there.
        given: Vec<String>,
    },
    /// One of these groups of properties must be there; the path is the record's.
    OneOfRequired {
        /// The groups.
        groups: Vec<Vec<String>>,
        /// Whether only one may be.
        exactly_one: bool,
    },
    /// An identifier of another resource type.
    WrongIdentifier {
        /// What fits.
        expected: Vec<Related>,
        /// The type of the resource it comes from.
        found_type: String,
        /// The attribute, `None` for `Ref`.
        found_attribute: Option<String>,
    },
    /// A known text that is not such an identifier.
    NotAnIdentifier {
        /// What was written.
        value: String,
        /// What would fit: `AWS::EC2::Subnet.Id`.
        formats: Vec<String>,
        /// What such identifiers look like, format by format.
        patterns: Vec<String>,
    },
    /// Not a block of addresses.
    NotANetwork {
        /// What was written.
        value: String,
        /// Whether IPv6 is wanted.
        ipv6: bool,
    },
    /// Text where a policy document must be a record.
    StringWherePolicy,
    /// Something in a policy document that IAM does not know.
    Policy(PolicyViolation),
    /// The action's service is not known.
    UnknownIamService {
        /// The action as written.
        action: String,
        /// The nearest service.
        suggestion: Option<String>,
    },
    /// The service has no such action, or none that the wildcard matches.
    UnknownIamAction {
        /// The action as written.
        action: String,
        /// The nearest action.
        suggestion: Option<String>,
    },
    /// New functions cannot have this runtime.
    RuntimeEndOfLife {
        /// The runtime.
        runtime: String,
        /// Since when.
        date: String,
        /// What to use.
        successor: Option<String>,
    },
    /// The runtime gets no more updates.
    RuntimeDeprecated {
        /// The runtime.
        runtime: String,
        /// Since when.
        date: String,
        /// What to use.
        successor: Option<String>,
    },
    /// The instance class exists, but not in this region.
    InstanceClassNotInRegion {
        /// The class.
        class: String,
        /// The region.
        region: String,
        /// The nearest class that the region has.
        suggestion: Option<String>,
    },
    /// The engine has no such instance class.
    InstanceClassNotForEngine {
        /// The class.
        class: String,
        /// The engine.
        engine: String,
        /// Classes near it that the engine has; of the same family, if it has any of that.
        suggestions: Vec<String>,
    },
    /// The engine has no such version.
    EngineVersion {
        /// The engine.
        engine: String,
        /// What was written.
        version: String,
        /// Versions that are near, the newest first.
        suggestions: Vec<String>,
    },
    /// The version is on its way out.
    EngineVersionDeprecated {
        /// The engine.
        engine: String,
        /// What was written.
        version: String,
        /// Newer ones of the same line, the newest first.
        suggestions: Vec<String>,
    },
    /// Fargate has no such size; the path is the record's.
    FargateCpuMemory {
        /// CPU units.
        cpu: u32,
        /// MiB.
        memory: u32,
        /// The memory that goes with these CPU units, in MiB; empty when the CPU units are wrong.
        allowed_memory: Vec<u32>,
        /// All CPU units.
        allowed_cpu: Vec<u32>,
    },
    /// One number must not be larger than another; the path is the record's.
    LargerThan {
        /// The property that is too large.
        smaller: String,
        /// The property that must not be below it.
        larger: String,
    },
    /// The region has no such type; the path is empty.
    TypeNotInRegion {
        /// The type.
        type_name: String,
        /// The region.
        region: String,
        /// Regions that have it.
        regions: Vec<String>,
    },
    /// The service behind the type is going away or gone; the path is empty.
    TypeEnding {
        /// The type.
        type_name: String,
        /// How far it is.
        phase: Phase,
        /// Since or from when, as `2026-10-01`; empty where not announced.
        date: String,
    },
    /// A value that is ruled out.
    Excluded {
        /// What was written.
        value: String,
    },
}

/// What is wrong with the form of a policy document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PolicyViolation {
    /// `Version` is neither `2012-10-17` nor `2008-10-17`.
    Version,
    /// A statement needs this key; the path is the statement's.
    Missing(&'static str),
    /// A statement has both of these keys; the path is the statement's.
    Both(&'static str, &'static str),
    /// This key has no place in this kind of policy; at the key.
    Misplaced(&'static str),
    /// Neither `Allow` nor `Deny`.
    Effect,
    /// An action is not `service:Action`.
    Action(String),
    /// A resource is neither `*` nor an ARN.
    Resource(String),
    /// A service that is none: they have a domain.
    Service(String),
}
