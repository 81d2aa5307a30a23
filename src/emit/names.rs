//! File names for stacks.

use rustc_hash::FxHashSet;

/// A name for each stack that is safe in a path and on the CDK's command line, and unique however letters are cased.
pub(super) fn artifact_names<'a>(stacks: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken = FxHashSet::default();
    stacks
        .map(|stack| {
            let safe: String =
                stack.chars().map(|c| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '-' }).collect();
            // A name of dots only, or one that hides its file, is no name.
            let safe = match safe.trim_start_matches('.') {
                "" => "stack".to_owned(),
                visible => visible.to_owned(),
            };
            let mut name = safe.clone();
            let mut count = 1;
            while !taken.insert(name.to_ascii_lowercase()) {
                count += 1;
                name = format!("{safe}-{count}");
            }
            name
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_and_unique() {
        let names = artifact_names(["Network", "a/../b", "network", "..", "x[\"k\"]", "network"].into_iter());
        assert_eq!(names, ["Network", "a-..-b", "network-2", "stack", "x--k--", "network-3"]);
    }
}
