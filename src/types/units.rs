//! Units of durations and sizes.

use super::{Ty, TyKind, int, widen};

/// Units of a duration, each with its length in milliseconds.
pub const DURATION_UNITS: [(&str, i64); 6] = [
    ("milliseconds", 1),
    ("seconds", 1_000),
    ("minutes", 60_000),
    ("hours", 3_600_000),
    ("days", 86_400_000),
    ("weeks", 604_800_000),
];

/// Units of a size, each with its bytes.
pub const SIZE_UNITS: [(&str, i64); 8] = [
    ("bytes", 1),
    ("kib", 1 << 10),
    ("mib", 1 << 20),
    ("gib", 1 << 30),
    ("tib", 1 << 40),
    ("kb", 1_000),
    ("mb", 1_000_000),
    ("gb", 1_000_000_000),
];

/// Suffixes of a literal with their amounts, the largest first.
type Suffixes = [(i64, &'static str); 5];

const DURATIONS: Suffixes = [(86_400_000, "d"), (3_600_000, "h"), (60_000, "min"), (1_000, "s"), (1, "ms")];
const SIZES: Suffixes = [(1 << 40, "TiB"), (1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB"), (1, "B")];

/// What a type without its literals is when its values have units.
fn measured(ty: &Ty) -> Option<&'static [(&'static str, i64)]> {
    match &*widen(ty) {
        TyKind::Duration(_) => Some(&DURATION_UNITS),
        TyKind::Size(_) => Some(&SIZE_UNITS),
        // Such as `1d | 7d`, or a literal beside a range that does not hold it.
        TyKind::Union(members) => {
            let first = measured(members.first()?)?;
            members.iter().all(|m| measured(m).is_some_and(|units| units.len() == first.len())).then_some(first)
        }
        _ => None,
    }
}

/// Whether all values of a type are durations, or all are sizes, whose fields are units.
pub fn has_units(ty: &Ty) -> bool {
    measured(ty).is_some()
}

/// The type of a unit field of `Duration` or `Size`; `None` when the type has no such field.
pub fn unit_field(ty: &Ty, name: &str) -> Option<Ty> {
    measured(ty)?.iter().any(|u| u.0 == name).then(int)
}

/// The names of the unit fields of `Duration` or `Size`, for suggestions and completion.
pub fn unit_fields(ty: &Ty) -> Vec<&'static str> {
    measured(ty).unwrap_or_default().iter().map(|u| u.0).collect()
}

/// A duration as it is written: `30d`, `5min`.
pub fn duration_text(milliseconds: i64) -> String {
    if milliseconds == 0 { "0s".to_owned() } else { largest(milliseconds, &DURATIONS) }
}

/// A size as it is written: `20GiB`, `512MiB`.
pub fn size_text(bytes: i64) -> String {
    largest(bytes, &SIZES)
}

fn largest(amount: i64, units: &Suffixes) -> String {
    let (length, name) = suffix(amount, units);
    format!("{}{name}", amount / length)
}

/// The largest unit of which an amount is a whole number; of nothing the smallest.
fn suffix(amount: i64, units: &Suffixes) -> (i64, &'static str) {
    let fits = units.iter().find(|u| amount % u.0 == 0 && amount != 0);
    *fits.unwrap_or(&units[units.len() - 1])
}

/// The ends of a range as they are written, and whether the last is itself out.
pub(super) struct Bounds {
    pub min: Option<String>,
    pub max: Option<String>,
    pub exclusive: bool,
}

/// The ends of a range of durations.
pub(super) fn duration_bounds(min: Option<i64>, max: Option<i64>) -> Bounds {
    bounds((min, max), &DURATIONS, 1_000, duration_text)
}

/// The ends of a range of sizes.
pub(super) fn size_bounds(min: Option<i64>, max: Option<i64>) -> Bounds {
    bounds((min, max), &SIZES, 1 << 10, size_text)
}

fn bounds((min, max): (Option<i64>, Option<i64>), units: &Suffixes, small: i64, text: fn(i64) -> String) -> Bounds {
    // `..35d` ends a millisecond before; nobody would have written that otherwise.
    let beyond = max.and_then(|m| m.checked_add(1)).filter(|m| m % small == 0);
    let end = beyond.or(max);
    let text = |amount: i64, other: Option<i64>| match other {
        // Nothing is written in the unit of the other end: `0d..=35d`.
        Some(other) if amount == 0 && other != 0 => format!("0{}", suffix(other, units).1),
        _ => text(amount),
    };
    Bounds { min: min.map(|m| text(m, end)), max: end.map(|m| text(m, min)), exclusive: beyond.is_some() }
}
