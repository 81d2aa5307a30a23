//! Did you mean: the names nearest to what was written.

/// The candidate that is near enough to be meant, by edit distance; case does not count much.
pub fn closest<'c>(written: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    nearest(written, candidates, 1).into_iter().next()
}

/// Up to `limit` candidates that are near enough to be meant, the nearest first.
pub fn nearest<'c>(written: &str, candidates: impl IntoIterator<Item = &'c str>, limit: usize) -> Vec<&'c str> {
    let lower = written.to_lowercase();
    let length = lower.chars().count();
    let allowed = (length / 3).max(1);
    let mut near: Vec<(usize, &str)> = Vec::new();
    for candidate in candidates {
        let other = candidate.chars().count();
        if candidate == written || other.abs_diff(length) > allowed {
            continue;
        }
        let distance = strsim::osa_distance(&lower, &candidate.to_lowercase());
        if distance <= allowed && distance < length.min(other).max(1) {
            near.push((distance, candidate));
        }
    }
    near.sort();
    if let Some((_, same)) = near.iter().find(|(_, name)| folded(name) == folded(written)) {
        return vec![same];
    }
    near.truncate(limit);
    near.into_iter().map(|(_, name)| name).collect()
}

/// The names that `written` is short for: `EnableDnsSupport` for `EnableDns`, `nodejs20.x` for `node20`. The shortest
/// first.
pub fn short_for<'c>(written: &str, candidates: impl IntoIterator<Item = &'c str>, limit: usize) -> Vec<&'c str> {
    let short = folded(written);
    if short.len() < 4 {
        return Vec::new();
    }
    let is_long_form = |name: &&str| {
        let mut long = name.chars().map(|c| c.to_ascii_lowercase());
        let in_order = short.chars().all(|c| long.any(|other| other == c));
        let begins = folded(name).starts_with(short.get(..4).unwrap_or(&short));
        in_order && begins && digits(name) == digits(written)
    };
    let mut found: Vec<&str> = candidates.into_iter().filter(is_long_form).collect();
    found.sort_by_key(|name| name.len());
    found.truncate(limit);
    found
}

/// A name without what styles differ in.
fn folded(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '_' | '-')).map(|c| c.to_ascii_lowercase()).collect()
}

fn digits(name: &str) -> Vec<&str> {
    name.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_name_in_another_style_is_the_only_suggestion() {
        let names = ["VersioningConfiguration", "LoggingConfiguration", "WebsiteConfiguration"];
        assert_eq!(nearest("versioning_configuration", names, 3), ["VersioningConfiguration"]);
    }

    #[test]
    fn short_forms_stand_for_longer_names() {
        let names = ["CidrBlock", "EnableDnsHostnames", "EnableDnsSupport"];
        assert_eq!(short_for("EnableDns", names, 2), ["EnableDnsSupport", "EnableDnsHostnames"]);
        assert_eq!(short_for("node20", ["nodejs", "nodejs18.x", "nodejs20.x"], 1), ["nodejs20.x"]);
        assert!(short_for("Dns", names, 2).is_empty());
    }

    #[test]
    fn near_is_a_third_of_the_letters() {
        let kms = ["AES256", "aws:kms", "aws:kms:dsse"];
        assert_eq!(closest("aws:kmss", kms), Some("aws:kms"));
        assert_eq!(closest("AWS:KMS", kms), Some("aws:kms"));
        assert_eq!(closest("tls", kms), None);
        assert_eq!(closest("x", ["y"]), None);
    }
}
