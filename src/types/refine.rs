//! Refinements of strings.

use arcstr::ArcStr;

use super::IntRange;

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

/// What a string must be beyond being a string; all of it must hold.
#[derive(Clone, Debug, Default)]
pub struct StrRefinement {
    /// One of the built-in refined strings.
    pub named: Option<NamedString>,
    /// Its length in characters.
    pub length: IntRange,
    /// Regular expressions that each match the whole of it, without repetition.
    pub patterns: Vec<ArcStr>,
}

impl StrRefinement {
    /// Any string.
    pub const ANY: StrRefinement = StrRefinement { named: None, length: IntRange::FULL, patterns: Vec::new() };

    /// A built-in refined string.
    pub fn named(name: NamedString) -> StrRefinement {
        StrRefinement { named: Some(name), ..StrRefinement::ANY }
    }

    /// A string of so many characters.
    pub fn length(range: IntRange) -> StrRefinement {
        StrRefinement { length: range, ..StrRefinement::ANY }
    }

    /// A string that a regular expression matches as a whole.
    pub fn pattern(pattern: ArcStr) -> StrRefinement {
        StrRefinement { patterns: vec![pattern], ..StrRefinement::ANY }
    }

    /// Whether every string is allowed.
    pub fn is_any(&self) -> bool {
        self.named.is_none() && self.length.is_full() && self.patterns.is_empty()
    }

    /// Whether it is plain that all that it allows, `other` allows.
    pub fn is_within(&self, other: &StrRefinement) -> bool {
        (other.named.is_none() || self.named == other.named)
            && self.length.is_within(other.length)
            && other.patterns.iter().all(|p| self.patterns.contains(p))
    }

    /// Whether some string may be allowed by both; patterns are not compared.
    pub fn overlaps(&self, other: &StrRefinement) -> bool {
        // A region is no e-mail address, and so on: the built-in ones are told apart like kinds.
        let named = self.named.is_none() || other.named.is_none() || self.named == other.named;
        named && self.length.overlaps(other.length)
    }

    /// What both allow; `None` when that is plainly nothing.
    pub fn and(&self, other: &StrRefinement) -> Option<StrRefinement> {
        if !self.overlaps(other) {
            return None;
        }
        let more = other.patterns.iter().filter(|p| !self.patterns.contains(p));
        Some(StrRefinement {
            named: self.named.or(other.named),
            length: self.length.and(other.length),
            patterns: self.patterns.iter().chain(more).cloned().collect(),
        })
    }

    /// What is sure of a string that either allows.
    pub fn either(&self, other: &StrRefinement) -> StrRefinement {
        StrRefinement {
            named: self.named.filter(|_| self.named == other.named),
            length: self.length.hull(other.length),
            patterns: self.patterns.iter().filter(|p| other.patterns.contains(p)).cloned().collect(),
        }
    }
}

impl PartialEq for StrRefinement {
    fn eq(&self, other: &StrRefinement) -> bool {
        self.is_within(other) && other.is_within(self)
    }
}

impl Eq for StrRefinement {}
