//! Signs: operators, and what else is written without letters.

use std::ops::Range;

/// The signs with what they do, the longer ones before those that they begin with.
const SIGNS: [(&str, &str); 24] = [
    ("...", "`...xs` puts the elements of a list, or the fields of a record, in this place."),
    ("..=", "`a..=b` goes from `a` up to `b`, with `b`."),
    ("..", "`a..` goes from `a` on, without an end."),
    ("=>", "`pattern => value` is an arm of a `match`; `key => value` is an entry of a map."),
    ("==", "`a == b` holds when both are the same. Comparisons do not chain."),
    ("!=", "`a != b` holds when they differ; `x != null` makes `x` a `T` where it was a `T?`."),
    ("<=", "`a <= b` compares numbers, durations or sizes."),
    (">=", "`a >= b` compares numbers, durations or sizes."),
    ("??", "`a ?? b` is `b` when `a` is `null`, and `a` otherwise."),
    ("?.", "`a?.b` is `null` when `a` is, and `a.b` otherwise."),
    ("&&", "`a && b` holds when both do; `b` sees what `a` says of a value, such as `x != null`."),
    ("||", "`a || b` holds when one of them does."),
    ("&", "`a & b` merges two records as environments do: `b` over `a`, field by field; lists are replaced."),
    ("|", "`A | B` is one of several literals, or one of several records; in a pattern, one of several literals."),
    ("+", "`a + b` adds numbers, durations or sizes; texts are put together in one, `\"${a}${b}\"`."),
    ("-", "`a - b` subtracts numbers, durations or sizes; `-a` is the negative."),
    ("*", "`a * b` multiplies numbers, or a duration or size with a whole number."),
    ("/", "`a / b` divides, exactly or with an error."),
    ("%", "`a % b` is the rest of a division."),
    ("<", "`a < b` compares numbers, durations or sizes."),
    (">", "`a > b` compares numbers, durations or sizes."),
    ("!", "`!a` holds when `a` does not."),
    ("?", "`T?` is a `T` or `null`; what is declared so may be left out."),
    ("@", "`@name(…)` before a declaration says more of it: a decorator."),
];

/// The sign at a place of a text, which is in code, and what it does.
pub fn sign(text: &str, at: usize) -> Option<(Range<usize>, &'static str)> {
    // A sign of three letters may have begun two before.
    let found = (at.saturating_sub(2)..=at).find_map(|start| {
        let rest = text.get(start..)?;
        let (sign, words) = SIGNS.iter().find(|(sign, _)| rest.starts_with(sign))?;
        // `?` and `.` of `?.` begin within the sign before.
        let is_rest = start > 0 && SIGNS.iter().any(|(longer, _)| longer.len() > 1 && inside(text, start, longer));
        (start + sign.len() > at && !is_rest).then(|| (start..start + sign.len(), *words))
    })?;
    Some(found)
}

/// Whether a place is within a sign, and not at its beginning.
fn inside(text: &str, at: usize, sign: &str) -> bool {
    (1..sign.len())
        .any(|back| at.checked_sub(back).and_then(|start| text.get(start..)).is_some_and(|t| t.starts_with(sign)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_sign_counts() {
        let at = |text: &str, at: usize| sign(text, at).map(|(range, _)| text[range].to_owned());
        assert_eq!(at("a ?? b", 2).as_deref(), Some("??"));
        assert_eq!(at("a ?? b", 3).as_deref(), Some("??"));
        assert_eq!(at("a?.b", 2).as_deref(), Some("?."));
        assert_eq!(at("1..=6", 3).as_deref(), Some("..="));
        assert_eq!(at("[...xs]", 3).as_deref(), Some("..."));
        assert_eq!(at("a & b", 2).as_deref(), Some("&"));
        assert_eq!(at("a + b", 4), None);
        assert_eq!(at("T?", 1).as_deref(), Some("?"));
    }
}
