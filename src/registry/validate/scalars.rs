//! Scalars: the values that there are, lengths, ranges, patterns, formats.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::{Checker, Path, scalar_text};
use crate::registry::lookup::registry;
use crate::registry::model::{EnumValues, Facet, Format, Kinds, Range};
use crate::registry::names::{closest, short_for};
use crate::registry::view::Shape;
use crate::registry::violation::ViolationKind;

/// Whether the text is one of the values.
pub(super) fn is_listed(values: &EnumValues, text: &str) -> bool {
    if values.ignore_case {
        return values.values.iter().any(|v| v.eq_ignore_ascii_case(text));
    }
    values.values.binary_search_by(|value| value.as_str().cmp(text)).is_ok()
}

/// The number, also of text that is one.
pub(super) fn number_of(shape: Shape<'_>) -> Option<f64> {
    match shape {
        Shape::Int(number) => Some(number as f64),
        Shape::Float(number) => Some(number),
        Shape::Str(text) => text.parse().ok(),
        _ => None,
    }
}

pub(super) fn in_range(range: &Range, number: f64) -> bool {
    let above = range.min.is_none_or(|min| number > min || (!range.above_min && number == min));
    let below = range.max.is_none_or(|max| number < max || (!range.below_max && number == max));
    let multiple = range.multiple_of.is_none_or(|step| {
        let times = number / step;
        step == 0.0 || (times - times.round()).abs() < 1e-9
    });
    above && below && multiple
}

impl<'t> Checker<'t, '_> {
    pub(super) fn scalar(&mut self, facet: &'t Facet, shape: Shape<'_>, path: &Path<'_>) {
        match facet {
            Facet::Enum(values) => self.listed(values, shape, path),
            Facet::Length { min, max } => {
                // Bytes are at least as many as characters, so most texts need no counting.
                let Shape::Str(text) = shape else { return };
                let surely_fits = *min <= 1 && !text.is_empty() && max.is_none_or(|m| text.len() <= m as usize);
                if surely_fits {
                    return;
                }
                let length = text.chars().count();
                if length < *min as usize || max.is_some_and(|max| length > max as usize) {
                    let kind = ViolationKind::Length { length, min: *min, max: *max };
                    self.tell(path, kind);
                }
            }
            Facet::Range(range) => {
                if let Some(number) = number_of(shape)
                    && !in_range(range, number)
                {
                    let kind = ViolationKind::Range {
                        value: scalar_text(shape).unwrap_or_default().into_owned(),
                        range: *range,
                    };
                    self.tell(path, kind);
                }
            }
            Facet::Pattern(pattern) => {
                if let Some(text) = scalar_text(shape)
                    && let Some(pattern) = registry().pattern(*pattern)
                    && !pattern.matches(&text)
                {
                    let kind =
                        ViolationKind::Pattern { value: text.into_owned(), pattern: pattern.spec.text.to_string() };
                    self.tell(path, kind);
                }
            }
            Facet::Format(format) => self.format(*format, shape, path),
            Facet::Identifier(formats) => self.known_identifier(formats, shape, path),
            Facet::InstanceClass(_) | Facet::LambdaRuntime => self.table_value(facet, shape, path),
            _ => {}
        }
    }

    fn listed(&mut self, values: &EnumValues, shape: Shape<'_>, path: &Path<'_>) {
        let Some(text) = scalar_text(shape) else {
            return;
        };
        if is_listed(values, &text) {
            return;
        }
        let allowed = || values.values.iter().map(|value| value.as_str());
        let suggestion = closest(&text, allowed()).map(|near| match short_for(&text, allowed(), 1)[..] {
            // Which of them is near in letters says less than the number.
            [longer] if text.bytes().any(|b| b.is_ascii_digit()) => longer.to_owned(),
            _ => near.to_owned(),
        });
        // Registries lag behind new names, not behind numbers and switches.
        let is_name = shape.kinds() == Kinds::STRING;
        let sure = suggestion.is_some() || !is_name || values.values.len() == 1;
        let kind = ViolationKind::NotInEnum {
            value: text.into_owned(),
            allowed: allowed().map(str::to_owned).collect(),
            suggestion,
        };
        if sure {
            self.tell(path, kind);
        } else {
            self.warn(path, kind);
        }
    }

    fn format(&mut self, format: Format, shape: Shape<'_>, path: &Path<'_>) {
        let Shape::Str(text) = shape else { return };
        let (valid, ipv6) = match format {
            Format::Ipv4Network => (is_network::<Ipv4Addr>(text, 32), false),
            Format::Ipv6Network => (is_network::<Ipv6Addr>(text, 128), true),
            Format::DateTime | Format::Uri => return,
        };
        if !valid {
            let value = text.to_owned();
            self.tell(path, ViolationKind::NotANetwork { value, ipv6 });
        }
    }
}

fn is_network<A: std::str::FromStr>(text: &str, bits: u8) -> bool {
    text.split_once('/').is_some_and(|(address, prefix)| {
        let digits = !prefix.is_empty() && prefix.bytes().all(|b| b.is_ascii_digit());
        address.parse::<A>().is_ok() && digits && prefix.parse::<u8>().is_ok_and(|n| n <= bits)
    })
}
