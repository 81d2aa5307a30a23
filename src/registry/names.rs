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
    near.truncate(limit);
    near.into_iter().map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_is_a_third_of_the_letters() {
        let kms = ["AES256", "aws:kms", "aws:kms:dsse"];
        assert_eq!(closest("aws:kmss", kms), Some("aws:kms"));
        assert_eq!(closest("AWS:KMS", kms), Some("aws:kms"));
        assert_eq!(closest("tls", kms), None);
        assert_eq!(closest("x", ["y"]), None);
    }
}
