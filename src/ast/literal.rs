//! Values as they are written.

use serde::{Deserialize, Serialize};

use super::Symbol;

/// A value that is written out: in an expression, a pattern or a type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Literal {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// `1_000`; a minus directly before the digits belongs to it
    Int(i64),
    /// `1.5`; never infinite
    Float(f64),
    /// Any string without interpolation, its escapes resolved and its indentation stripped
    String(Symbol),
    /// `30d`
    Duration(i64, DurationUnit),
    /// `20GiB`
    Size(i64, SizeUnit),
}

/// The unit of a [`Literal::Duration`]. Amount times unit never overflows an `i64` of milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DurationUnit {
    /// `ms`
    Milliseconds,
    /// `s`
    Seconds,
    /// `min`
    Minutes,
    /// `h`
    Hours,
    /// `d`
    Days,
}

impl DurationUnit {
    /// All units, shortest first.
    pub const ALL: [DurationUnit; 5] = [
        DurationUnit::Milliseconds,
        DurationUnit::Seconds,
        DurationUnit::Minutes,
        DurationUnit::Hours,
        DurationUnit::Days,
    ];

    /// As it is written after the number.
    pub fn suffix(self) -> &'static str {
        match self {
            DurationUnit::Milliseconds => "ms",
            DurationUnit::Seconds => "s",
            DurationUnit::Minutes => "min",
            DurationUnit::Hours => "h",
            DurationUnit::Days => "d",
        }
    }

    /// Its length in milliseconds.
    pub fn milliseconds(self) -> i64 {
        match self {
            DurationUnit::Milliseconds => 1,
            DurationUnit::Seconds => 1_000,
            DurationUnit::Minutes => 60_000,
            DurationUnit::Hours => 3_600_000,
            DurationUnit::Days => 86_400_000,
        }
    }
}

/// The unit of a [`Literal::Size`]. Amount times unit never overflows an `i64` of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SizeUnit {
    /// `B`
    Bytes,
    /// `KiB`
    Kibibytes,
    /// `MiB`
    Mebibytes,
    /// `GiB`
    Gibibytes,
    /// `TiB`
    Tebibytes,
}

impl SizeUnit {
    /// All units, smallest first.
    pub const ALL: [SizeUnit; 5] =
        [SizeUnit::Bytes, SizeUnit::Kibibytes, SizeUnit::Mebibytes, SizeUnit::Gibibytes, SizeUnit::Tebibytes];

    /// As it is written after the number.
    pub fn suffix(self) -> &'static str {
        match self {
            SizeUnit::Bytes => "B",
            SizeUnit::Kibibytes => "KiB",
            SizeUnit::Mebibytes => "MiB",
            SizeUnit::Gibibytes => "GiB",
            SizeUnit::Tebibytes => "TiB",
        }
    }

    /// Its size in bytes.
    pub fn bytes(self) -> i64 {
        match self {
            SizeUnit::Bytes => 1,
            SizeUnit::Kibibytes => 1 << 10,
            SizeUnit::Mebibytes => 1 << 20,
            SizeUnit::Gibibytes => 1 << 30,
            SizeUnit::Tebibytes => 1 << 40,
        }
    }
}
