//! Numbers.

use super::Builder;
use crate::ast::{DurationUnit, Literal, SizeUnit};
use crate::parse::errors;
use crate::source::Span;

impl Builder<'_, '_> {
    /// The value of a `number` token, a minus before it included; none when it was reported.
    pub(super) fn number(&mut self, text: &str, span: Span) -> Option<Literal> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest.trim_start()),
            None => (false, text),
        };
        match parse(digits, negative) {
            Ok(literal) => Some(literal),
            Err(problem) => {
                let diagnostic = match problem {
                    Problem::Range => errors::number_range(span, text),
                    Problem::Unit(split) => {
                        let (digits, unit) = digits.split_at(split);
                        let offset = text.len() - unit.len();
                        errors::unit(Span { start: span.start + offset as u32, ..span }, digits, unit)
                    }
                    Problem::Form(message, help) => errors::number(span, message, help),
                };
                self.report(diagnostic);
                None
            }
        }
    }
}

enum Problem {
    Range,
    /// Where the unit begins.
    Unit(usize),
    Form(&'static str, &'static str),
}

fn parse(text: &str, negative: bool) -> Result<Literal, Problem> {
    let split = text.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(text.len());
    let (number, unit) = text.split_at(split);
    let dots = number.bytes().filter(|b| *b == b'.').count();
    if dots > 1 || unit.contains('.') {
        return Err(Problem::Form(
            "a number has at most one point",
            "an address or a version is a string: write it in quotes",
        ));
    }
    let groups_ok = number.split(['_', '.']).all(|group| !group.is_empty());
    if !groups_ok {
        return Err(Problem::Form("`_` stands between digits only", "write `1_000`"));
    }
    let plain: String = number.chars().filter(|c| *c != '_').collect();
    if plain.len() > 1 && plain.starts_with('0') && !plain.starts_with("0.") {
        return Err(Problem::Form(
            "a number does not begin with `0`",
            "an identifier made of digits, such as an account id, is a string: write it in quotes",
        ));
    }
    if dots == 1 {
        if !unit.is_empty() {
            return Err(match unit_of(unit) {
                None => Problem::Unit(split),
                Some(_) => Problem::Form(
                    "durations and sizes are whole numbers of their unit",
                    "use a smaller unit, as in `90min` for one hour and a half",
                ),
            });
        }
        let value: f64 = plain.parse().map_err(|_| Problem::Range)?;
        return if value.is_finite() {
            Ok(Literal::Float(if negative { -value } else { value }))
        } else {
            Err(Problem::Range)
        };
    }
    let magnitude: i128 = plain.parse().map_err(|_| Problem::Range)?;
    let value = i64::try_from(if negative { -magnitude } else { magnitude }).map_err(|_| Problem::Range)?;
    if unit.is_empty() {
        return Ok(Literal::Int(value));
    }
    match unit_of(unit).ok_or(Problem::Unit(split))? {
        Unit::Duration(unit) => {
            value.checked_mul(unit.milliseconds()).ok_or(Problem::Range)?;
            Ok(Literal::Duration(value, unit))
        }
        Unit::Size(unit) => {
            value.checked_mul(unit.bytes()).ok_or(Problem::Range)?;
            Ok(Literal::Size(value, unit))
        }
    }
}

enum Unit {
    Duration(DurationUnit),
    Size(SizeUnit),
}

fn unit_of(text: &str) -> Option<Unit> {
    let duration = DurationUnit::ALL.into_iter().find(|u| u.suffix() == text).map(Unit::Duration);
    duration.or_else(|| SizeUnit::ALL.into_iter().find(|u| u.suffix() == text).map(Unit::Size))
}
