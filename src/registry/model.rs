//! What the pack says about one resource type: nodes (schemas) addressed by small ids, and the
//! facts around them. The same structures are what is stored and what is used.

use serde::Deserialize;
#[cfg(feature = "refresh")]
use serde::Serialize;

use super::text::Text;

/// The place of a node in [`ResourceType::nodes`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub struct NodeId(pub u32);

/// The place of a pattern in the pack's pattern table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub struct PatternId(pub u32);

/// A set of JSON kinds.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub struct Kinds(u8);

impl Kinds {
    /// No kind at all.
    pub const NONE: Self = Self(0);
    /// `true` or `false`.
    pub const BOOLEAN: Self = Self(1);
    /// A whole number.
    pub const INTEGER: Self = Self(2);
    /// Any number. A schema that says number accepts a whole one too.
    pub const NUMBER: Self = Self(4);
    /// Text.
    pub const STRING: Self = Self(8);
    /// A list.
    pub const LIST: Self = Self(16);
    /// A record or map.
    pub const OBJECT: Self = Self(32);
    /// `null`.
    pub const NULL: Self = Self(64);
    /// Everything: the schema names no type.
    pub const ANY: Self = Self(127);
    /// Every scalar.
    pub const SCALAR: Self = Self(15);

    /// Both sets together.
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
    /// Whether any kind is in both.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
    /// Whether nothing is in it.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
    /// Whether every kind is allowed.
    pub const fn is_any(self) -> bool {
        self.0 == Self::ANY.0
    }
    /// The kinds by the names that users read, in a fixed order.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        [
            (Self::BOOLEAN, "boolean"),
            // Whoever takes any number takes a whole one.
            (if self.meets(Self::NUMBER) { Self::NONE } else { Self::INTEGER }, "integer"),
            (Self::NUMBER, "number"),
            (Self::STRING, "string"),
            (Self::LIST, "list"),
            (Self::OBJECT, "record"),
            (Self::NULL, "null"),
        ]
        .into_iter()
        .filter(move |(kind, _)| self.meets(*kind))
        .map(|(_, name)| name)
    }
}

impl std::fmt::Debug for Kinds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.is_any() {
            return f.write_str("any");
        }
        f.write_str(&self.names().collect::<Vec<_>>().join("|"))
    }
}

/// One schema: the kinds that it takes and what else it asks of a value of each kind.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub struct Node {
    /// The kinds that fit.
    pub kinds: Kinds,
    /// Further demands, each only on the kinds that it speaks of.
    pub facets: Vec<Facet>,
}

/// One demand of a schema.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub enum Facet {
    /// Properties of a record.
    Object(Object),
    /// Elements of a list.
    Items(Items),
    /// The only values, sorted; numbers and booleans by their text.
    Enum(EnumValues),
    /// Length of a string in characters.
    Length {
        /// At least.
        min: u32,
        /// At most.
        max: Option<u32>,
    },
    /// Bounds of a number.
    Range(Range),
    /// A regular expression, see [`super::pattern`].
    Pattern(PatternId),
    /// A textual format.
    Format(Format),
    /// Identifiers that fit, from curated formats such as `AWS::EC2::Subnet.Id`: any one of them.
    Identifier(Box<[Text]>),
    /// Identifiers that probably fit, derived from how resources relate.
    Related(Box<[Related]>),
    /// An IAM policy document.
    Policy(PolicyKind),
    /// Any JSON; where the kinds also have a string, its text is taken too.
    Json,
    /// An instance class: which exist depends on the region.
    InstanceClass(u32),
    /// Class by engine (`Engine`, `LicenseModel`) and region.
    EngineClass(u32),
    /// Version by engine.
    EngineVersion(u32),
    /// A secret may flow here.
    Secret(SecretUse),
    /// A Lambda runtime, with its lifecycle.
    LambdaRuntime,
    /// Fargate's pairs of `Cpu` and `Memory`.
    FargateSizes,
    /// All of these schemas too.
    AllOf(Box<[NodeId]>),
    /// At least one.
    AnyOf(Box<[NodeId]>),
    /// One.
    OneOf(Box<[NodeId]>),
    /// Not this one.
    Not(NodeId),
    /// When the condition holds, `then`, otherwise `otherwise`.
    If {
        /// The condition.
        condition: NodeId,
        /// What then holds.
        then: Option<NodeId>,
        /// What holds if not.
        otherwise: Option<NodeId>,
    },
    /// A rule from beyond the registry's own schema; `warning` when it only advises.
    Rule {
        /// What must hold.
        node: NodeId,
        /// Whether to warn only.
        warning: bool,
    },
    /// Keys that must be there and whose schema is elsewhere.
    Required(Box<[Text]>),
    /// At least one of these keys.
    RequiredOr(Box<[Text]>),
    /// Exactly one of these keys.
    RequiredXor(Box<[Text]>),
    /// With the first key, the others must be there.
    DependentRequired(Box<[(Text, Box<[Text]>)]>),
    /// With the first key, the others must not be there.
    DependentExcluded(Box<[(Text, Box<[Text]>)]>),
    /// What every key must look like.
    PropertyNames(NodeId),
    /// The number of the first key must not be larger than that of the second.
    AtMost(Text, Text),
    /// Nothing fits.
    Never,
}

/// The properties of a record.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub struct Object {
    /// Sorted by name.
    pub properties: Box<[Property]>,
    /// What keys beyond `properties` and `patterns` may hold.
    pub additional: Additional,
    /// Keys by pattern.
    pub patterns: Box<[(PatternId, NodeId)]>,
    /// At least so many keys.
    pub min: u32,
    /// At most so many keys.
    pub max: Option<u32>,
}

impl Object {
    /// The property of that name.
    pub fn property(&self, name: &str) -> Option<&Property> {
        self.position(name).map(|at| &self.properties[at])
    }

    /// Where in `properties` the name stands.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.properties.binary_search_by(|p| p.name.as_str().cmp(name)).ok()
    }

    /// Whether its keys are names that users choose: a map rather than a record.
    pub fn is_map(&self) -> bool {
        self.properties.is_empty() && (!self.patterns.is_empty() || matches!(self.additional, Additional::Node(_)))
    }
}

/// What further keys of a record may hold.
#[derive(Clone, Copy, PartialEq, Debug, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub enum Additional {
    /// There are none.
    Closed,
    /// Anything.
    Open,
    /// Values of that schema.
    Node(NodeId),
}

/// One property of a record.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub struct Property {
    /// AWS's name.
    pub name: Text,
    /// Its schema.
    pub node: NodeId,
    /// What is special about it.
    pub flags: Flags,
}

/// Marks on a property.
#[derive(Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub struct Flags(pub u8);

impl Flags {
    /// Must be there.
    pub const REQUIRED: u8 = 1;
    /// Made by the service, never written.
    pub const READ_ONLY: u8 = 2;
    /// A change replaces the resource.
    pub const CREATE_ONLY: u8 = 4;
    /// A change may replace the resource.
    pub const MAYBE_CREATE_ONLY: u8 = 8;
    /// Never read back.
    pub const WRITE_ONLY: u8 = 16;
    /// Going away.
    pub const DEPRECATED: u8 = 32;

    const NAMES: [(u8, &'static str); 6] = [
        (Self::REQUIRED, "required"),
        (Self::READ_ONLY, "read-only"),
        (Self::CREATE_ONLY, "create-only"),
        (Self::MAYBE_CREATE_ONLY, "maybe-create-only"),
        (Self::WRITE_ONLY, "write-only"),
        (Self::DEPRECATED, "deprecated"),
    ];

    /// Whether the mark is set.
    pub const fn has(self, mark: u8) -> bool {
        self.0 & mark != 0
    }
}

impl std::fmt::Debug for Flags {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let set = Self::NAMES.iter().filter(|(mark, _)| self.has(*mark));
        f.write_str(&set.map(|(_, name)| *name).collect::<Vec<_>>().join(" "))
    }
}

/// The elements of a list.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub struct Items {
    /// Schema of every element.
    pub item: Option<NodeId>,
    /// Schemas of the first elements.
    pub prefix: Box<[NodeId]>,
    /// At least so many.
    pub min: u32,
    /// At most so many.
    pub max: Option<u32>,
    /// No two alike.
    pub unique: bool,
    /// No two records alike in these keys.
    pub unique_keys: Box<[Text]>,
    /// At least one element like this.
    pub contains: Option<NodeId>,
}

/// The only values.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub struct EnumValues {
    /// Sorted; numbers and booleans by their text.
    pub values: Box<[Text]>,
    /// Whether upper and lower case are the same.
    pub ignore_case: bool,
}

/// Bounds of a number.
#[derive(Clone, Copy, PartialEq, Debug, Default, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub struct Range {
    /// At least.
    pub min: Option<f64>,
    /// At most.
    pub max: Option<f64>,
    /// `min` itself is too small.
    pub above_min: bool,
    /// `max` itself is too large.
    pub below_max: bool,
    /// A multiple of.
    pub multiple_of: Option<f64>,
}

/// A textual format that can be checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub enum Format {
    /// `10.0.0.0/16`.
    Ipv4Network,
    /// `2001:db8::/56`.
    Ipv6Network,
    /// ISO 8601; kept for readers, not checked.
    DateTime,
    /// `https://…`; kept for readers, not checked.
    Uri,
}

/// Who a policy document belongs to, which decides what its statements need.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub enum PolicyKind {
    /// Of a role, user or group: no principal.
    Identity,
    /// Of a resource: who may do what to it.
    Resource,
    /// Of a resource that is itself the only one meant (ECR).
    ResourceImplied,
    /// Who may assume a role.
    Trust,
    /// Of a service that fills in or forbids principals and resources in its own way.
    Other,
}

/// How a property takes a secret.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub enum SecretUse {
    /// The secret itself: a dynamic reference.
    Value,
    /// The same, also from a parameter store's secure string.
    SecureValue,
    /// The secret's ARN, with its key.
    Reference,
}

/// Where an identifier is read from a resource.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub enum Source {
    /// `Ref`.
    Ref,
    /// `Fn::GetAtt`.
    Attribute(Text),
}

/// An identifier of some other resource type that a property wants.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub struct Related {
    /// The resource type.
    pub type_name: Text,
    /// Where its identifier is read.
    pub source: Source,
}

/// A value that `Fn::GetAtt` gives.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub struct Attribute {
    /// Its name, dotted where nested (`Endpoint.Address`).
    pub name: Text,
    /// Its schema.
    pub node: NodeId,
}

/// Attributes beyond those that are listed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub enum OpenAttributes {
    /// None.
    None,
    /// `Outputs.` and any name, a string.
    Outputs,
    /// Any name, any kind.
    Any,
}

/// How a type takes tags.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub struct Tags {
    /// The property.
    pub property: Text,
    /// What it holds.
    pub shape: TagShape,
    /// Whether a stack's own tags reach the resource.
    pub inherits_stack_tags: bool,
}

/// The form of a tag property.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub enum TagShape {
    /// `{ name: value }`.
    Map,
    /// A list of records with these two keys.
    List {
        /// Usually `Key`.
        key: Text,
        /// Usually `Value`.
        value: Text,
        /// Whether each also says `PropagateAtLaunch`.
        propagate_at_launch: bool,
    },
}

/// A metric that a resource publishes.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub struct Metric {
    /// `AWS/RDS`.
    pub namespace: Text,
    /// `CPUUtilization`.
    pub name: Text,
    /// The statistic that is usual for it.
    pub statistic: Text,
    /// What tells this resource's metric from others'.
    pub dimensions: Box<[Dimension]>,
}

/// A dimension of a metric.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub struct Dimension {
    /// `DBInstanceIdentifier`.
    pub name: Text,
    /// The value, where it is always the same.
    pub value: Option<Text>,
    /// Where the value is read from the resource, where that is known.
    pub source: Option<Source>,
    /// Which part of what is read, counted from 0 between slashes; all of it when absent.
    pub part: Option<u8>,
}

/// Everything about one resource type.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub struct ResourceType {
    /// `AWS::S3::Bucket`.
    pub name: Text,
    /// All schemas.
    pub nodes: Box<[Node]>,
    /// The schema of the properties.
    pub root: NodeId,
    /// Schemas that have a name, for readers (`ServerSideEncryptionRule`).
    pub definitions: Box<[(Text, NodeId)]>,
    /// Sorted by name.
    pub attributes: Box<[Attribute]>,
    /// Attributes beyond them.
    pub open_attributes: OpenAttributes,
    /// Properties or attributes that identify it.
    pub primary_identifier: Box<[Text]>,
    /// Properties or attributes that `Ref` gives (joined by `|` where several).
    pub ref_gives: Box<[Text]>,
    /// Identifier formats that `Ref` has.
    pub ref_formats: Box<[Text]>,
    /// `arn:${Partition}:…`.
    pub arn_template: Option<Text>,
    /// How it takes tags.
    pub tags: Option<Tags>,
    /// What it publishes; of several with one name the first is the simplest.
    pub metrics: Box<[Metric]>,
    /// Whether losing it loses data.
    pub stateful: bool,
    /// Whether deleting it fails while something is inside.
    pub delete_requires_empty: bool,
    /// Whether a replacement deletes the old one first.
    pub deletes_before_replacing: bool,
    /// A transform that must be in the template.
    pub transform: Option<Text>,
    /// The regions that list it, one bit each; filled in from the index.
    #[serde(skip)]
    pub regions: u64,
    /// The end of the service behind it, and its day (`2026-10-01`, empty where not announced).
    pub ending: Option<(Phase, Text)>,
}

/// How far a service is from its end.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize)]
#[cfg_attr(feature = "refresh", derive(Serialize))]
pub enum Phase {
    /// No new customers, no new features.
    Maintenance,
    /// It will be shut down.
    Sunset,
    /// It was shut down.
    Shutdown,
}

impl Node {
    /// A schema that takes everything.
    pub const fn any() -> Self {
        Self { kinds: Kinds::ANY, facets: Vec::new() }
    }
}
