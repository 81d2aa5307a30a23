//! Ranges of numbers.

use std::fmt;

use super::units::{Bounds, duration_bounds, size_bounds};

/// Inclusive bounds of whole numbers; `None` is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct IntRange {
    /// Smallest allowed value.
    pub min: Option<i64>,
    /// Largest allowed value.
    pub max: Option<i64>,
}

impl IntRange {
    /// Everything.
    pub const FULL: IntRange = IntRange { min: None, max: None };

    /// One value.
    pub fn only(value: i64) -> IntRange {
        IntRange { min: Some(value), max: Some(value) }
    }

    /// Whether every integer is allowed.
    pub fn is_full(self) -> bool {
        self.min.is_none() && self.max.is_none()
    }

    /// Whether no integer is allowed.
    pub fn is_empty(self) -> bool {
        self.min.zip(self.max).is_some_and(|(min, max)| min > max)
    }

    /// Whether `value` lies within the bounds.
    pub fn contains(self, value: i64) -> bool {
        self.min.is_none_or(|m| m <= value) && self.max.is_none_or(|m| value <= m)
    }

    /// Whether all that it allows, `other` allows.
    pub fn is_within(self, other: IntRange) -> bool {
        other.min.is_none_or(|m| self.min.is_some_and(|n| m <= n))
            && other.max.is_none_or(|m| self.max.is_some_and(|n| n <= m))
    }

    /// Whether some integer is allowed by both.
    pub fn overlaps(self, other: IntRange) -> bool {
        !self.and(other).is_empty()
    }

    /// What both allow.
    pub fn and(self, other: IntRange) -> IntRange {
        IntRange { min: self.min.max(other.min), max: least(self.max, other.max, i64::min) }
    }

    /// The smallest range that allows what either allows.
    pub fn hull(self, other: IntRange) -> IntRange {
        IntRange {
            min: self.min.zip(other.min).map(|(a, b)| a.min(b)),
            max: self.max.zip(other.max).map(|(a, b)| a.max(b)),
        }
    }

    /// The range as it is written of durations in milliseconds: `1d..=35d`.
    pub fn duration_text(self) -> String {
        measured(&duration_bounds(self.min, self.max))
    }

    /// The range as it is written of sizes in bytes: `20GiB..`.
    pub fn size_text(self) -> String {
        measured(&size_bounds(self.min, self.max))
    }
}

/// The lesser of two ends, of which `None` is open.
fn least<T>(a: Option<T>, b: Option<T>, min: impl Fn(T, T) -> T) -> Option<T> {
    match (a, b) {
        (Some(a), Some(b)) => Some(min(a, b)),
        (a, b) => a.or(b),
    }
}

fn measured(bounds: &Bounds) -> String {
    let (min, max) = (bounds.min.as_deref().unwrap_or(""), bounds.max.as_deref().unwrap_or(""));
    let equals = if bounds.max.is_some() && !bounds.exclusive { "=" } else { "" };
    format!("{min}..{equals}{max}")
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

/// Bounds of numbers; `None` is open.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct FloatRange {
    /// Smallest allowed value.
    pub min: Option<f64>,
    /// Largest allowed value.
    pub max: Option<f64>,
    /// Whether `max` itself is out.
    pub exclusive: bool,
}

impl FloatRange {
    /// Everything.
    pub const FULL: FloatRange = FloatRange { min: None, max: None, exclusive: false };

    /// One value.
    pub fn only(value: f64) -> FloatRange {
        FloatRange { min: Some(value), max: Some(value), exclusive: false }
    }

    /// Whether every number is allowed.
    pub fn is_full(self) -> bool {
        self.min.is_none() && self.max.is_none()
    }

    /// Whether no number is allowed.
    pub fn is_empty(self) -> bool {
        self.min.zip(self.max).is_some_and(|(min, max)| min > max || (self.exclusive && min == max))
    }

    /// Whether `value` lies within the bounds.
    pub fn contains(self, value: f64) -> bool {
        self.min.is_none_or(|m| m <= value)
            && self.max.is_none_or(|m| if self.exclusive { value < m } else { value <= m })
    }

    /// Whether all that it allows, `other` allows.
    pub fn is_within(self, other: FloatRange) -> bool {
        let below = |n: f64, m: f64| n < m || (n == m && (self.exclusive || !other.exclusive));
        other.min.is_none_or(|m| self.min.is_some_and(|n| m <= n))
            && other.max.is_none_or(|m| self.max.is_some_and(|n| below(n, m)))
    }

    /// Whether some number is allowed by both.
    pub fn overlaps(self, other: FloatRange) -> bool {
        !self.and(other).is_empty()
    }

    /// What both allow.
    pub fn and(self, other: FloatRange) -> FloatRange {
        let min = least(self.min, other.min, f64::max);
        let max = least(self.max, other.max, f64::min);
        let exclusive = max.is_some() && [self, other].iter().any(|r| r.exclusive && r.max == max);
        FloatRange { min, max, exclusive }
    }

    /// The smallest range that allows what either allows.
    pub fn hull(self, other: FloatRange) -> FloatRange {
        let min = self.min.zip(other.min).map(|(a, b)| a.min(b));
        let max = self.max.zip(other.max).map(|(a, b)| a.max(b));
        let exclusive = max.is_some() && [self, other].iter().all(|r| r.exclusive || r.max != max);
        FloatRange { min, max, exclusive }
    }
}

impl From<IntRange> for FloatRange {
    fn from(range: IntRange) -> FloatRange {
        FloatRange { min: range.min.map(|m| m as f64), max: range.max.map(|m| m as f64), exclusive: false }
    }
}

impl fmt::Display for FloatRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(min) = self.min {
            write!(f, "{min:?}")?;
        }
        f.write_str("..")?;
        match self.max {
            Some(max) if self.exclusive => write!(f, "{max:?}"),
            Some(max) => write!(f, "={max:?}"),
            None => Ok(()),
        }
    }
}
