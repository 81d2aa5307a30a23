//! Literals and refinements.

use std::fmt;

use arcstr::ArcStr;

/// A literal as a type: `"private"`, `6379`, `true`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Literal {
    /// A string.
    Str(ArcStr),
    /// An integer.
    Int(i64),
    /// A truth value.
    Bool(bool),
}

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Literal::Str(s) => write!(f, "{:?}", s.as_str()),
            Literal::Int(i) => write!(f, "{i}"),
            Literal::Bool(b) => write!(f, "{b}"),
        }
    }
}

/// Inclusive bounds; `None` is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct IntRange {
    /// Smallest allowed value.
    pub min: Option<i64>,
    /// Largest allowed value.
    pub max: Option<i64>,
}

impl IntRange {
    /// Whether every integer is allowed.
    pub fn is_full(self) -> bool {
        self.min.is_none() && self.max.is_none()
    }

    /// Whether `value` lies within the bounds.
    pub fn contains(self, value: i64) -> bool {
        self.min.is_none_or(|m| m <= value) && self.max.is_none_or(|m| value <= m)
    }
}

impl IntRange {
    /// Whether all that it allows, `other` allows.
    pub fn is_within(self, other: IntRange) -> bool {
        other.min.is_none_or(|m| self.min.is_some_and(|n| m <= n))
            && other.max.is_none_or(|m| self.max.is_some_and(|n| n <= m))
    }

    /// Whether some integer is allowed by both.
    pub fn overlaps(self, other: IntRange) -> bool {
        let below = |a: Option<i64>, b: Option<i64>| matches!((a, b), (Some(a), Some(b)) if a < b);
        !below(self.max, other.min) && !below(other.max, self.min)
    }

    /// The smallest range that allows what either allows.
    pub fn hull(self, other: IntRange) -> IntRange {
        IntRange {
            min: self.min.zip(other.min).map(|(a, b)| a.min(b)),
            max: self.max.zip(other.max).map(|(a, b)| a.max(b)),
        }
    }
}

impl fmt::Display for IntRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.min, self.max) {
            (Some(a), Some(b)) => write!(f, "{a}..={b}"),
            (Some(a), None) => write!(f, "{a}.."),
            (None, Some(b)) => write!(f, "..={b}"),
            (None, None) => write!(f, ".."),
        }
    }
}

/// The built-in refined strings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NamedString {
    /// An IPv4 or IPv6 block, `10.0.0.0/16`, with no host bits set.
    Cidr,
    /// An IPv4 or IPv6 address.
    IpAddress,
    /// An AWS region name.
    Region,
    /// Twelve digits.
    AccountId,
    /// `arn:partition:service:region:account:resource`.
    Arn,
    /// A DNS name.
    DomainName,
    /// An e-mail address.
    Email,
}

impl NamedString {
    /// All of them.
    pub const ALL: [NamedString; 7] = [
        NamedString::Cidr,
        NamedString::IpAddress,
        NamedString::Region,
        NamedString::AccountId,
        NamedString::Arn,
        NamedString::DomainName,
        NamedString::Email,
    ];

    /// The name as it is written in a type.
    pub fn name(self) -> &'static str {
        match self {
            NamedString::Cidr => "Cidr",
            NamedString::IpAddress => "IpAddress",
            NamedString::Region => "Region",
            NamedString::AccountId => "AccountId",
            NamedString::Arn => "Arn",
            NamedString::DomainName => "DomainName",
            NamedString::Email => "Email",
        }
    }
}

impl NamedString {
    /// The built-in refined string of this name.
    pub fn from_name(name: &str) -> Option<NamedString> {
        NamedString::ALL.into_iter().find(|n| n.name() == name)
    }
}

/// What a string must be beyond being a string.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum StrRefinement {
    /// Anything.
    #[default]
    Any,
    /// Its length in characters.
    Length(IntRange),
    /// A regular expression that matches the whole of it.
    Pattern(ArcStr),
    /// One of the built-in refined strings.
    Named(NamedString),
}
