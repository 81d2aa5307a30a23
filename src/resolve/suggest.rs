//! "Did you mean".

use crate::diagnostics::Help;

/// The candidate nearest to what was written, if any is near enough to be a slip of the pen.
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = match written.chars().count() {
        0..=2 => 1,
        3..=5 => 2,
        6..=10 => 3,
        _ => 4,
    };
    let folded = written.to_lowercase().replace(['_', '-'], "");
    let plain = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric());
    let is_plain = plain(written);
    // The distance is no less than the difference of the lengths.
    let too_far = |c: &str| is_plain && c.len().abs_diff(written.len()) >= limit && plain(c);
    candidates
        .into_iter()
        .filter(|c| *c != written && !c.is_empty() && !too_far(c))
        .filter_map(|c| {
            let other = c.to_lowercase().replace(['_', '-'], "");
            let distance = if other == folded { 0 } else { strsim::osa_distance(written, c) };
            let related = distance < limit && distance * 2 <= written.chars().count().max(2);
            (related || distance == 0).then_some((distance, c))
        })
        .min_by_key(|&(distance, c)| (distance, c))
        .map(|(_, c)| c)
}

/// How many constructs of a module are listed.
const LISTED: usize = 8;

/// The constructs of a module that has none near what was written: those with it in their names, or else all.
pub(super) fn constructs<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<Help> {
    let all: Vec<&str> = candidates.into_iter().filter(|c| !c.is_empty()).collect();
    let folded = written.to_lowercase();
    let longer: Vec<&str> = all.iter().copied().filter(|c| c.to_lowercase().contains(&folded)).collect();
    match (&longer[..], all.len()) {
        (_, 0) => None,
        ([], count) => {
            let listed: Vec<String> = all.iter().take(LISTED).map(|c| format!("`{c}`")).collect();
            let more = if count > LISTED { ", …" } else { "" };
            Some(format!("its constructs are {}{more}", listed.join(", ")).into())
        }
        (longer, _) => Some(Help::meant_one_of(longer.iter().copied().take(3))),
    }
}

/// `did you mean `x`?`, when a candidate is near.
pub fn did_you_mean<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<Help> {
    nearest(written, candidates).map(Help::meant)
}
