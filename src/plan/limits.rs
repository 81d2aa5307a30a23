//! CloudFormation's limits of one template.
//!
//! Source: AWS CloudFormation User Guide, "Understand CloudFormation quotas", November 2026.

/// Resources of a template.
pub const MAX_RESOURCES: usize = 500;

/// Parameters of a template.
pub const MAX_PARAMETERS: usize = 200;

/// Outputs of a template.
pub const MAX_OUTPUTS: usize = 200;

/// Mappings of a template.
pub const MAX_MAPPINGS: usize = 200;

/// Bytes of a template that is read from S3.
pub const MAX_TEMPLATE: usize = 1024 * 1024;

/// Bytes of a template that is sent with the request; larger ones go through a bucket, which the clients do.
pub const MAX_DIRECT_TEMPLATE: usize = 51_200;

/// Bytes of a template's description.
pub const MAX_DESCRIPTION: usize = 1024;

/// Characters of policies: (resource type, property with the document or the list of policies, how many at most).
///
/// Source: AWS IAM User Guide, "IAM and AWS STS quotas", and Amazon S3 User Guide, "Bucket policies", November 2026.
pub const POLICIES: [(&str, &str, usize); 8] = [
    ("AWS::IAM::Group", "Policies", 5_120),
    ("AWS::IAM::GroupPolicy", "PolicyDocument", 5_120),
    ("AWS::IAM::ManagedPolicy", "PolicyDocument", 6_144),
    ("AWS::IAM::Role", "Policies", 10_240),
    ("AWS::IAM::RolePolicy", "PolicyDocument", 10_240),
    ("AWS::IAM::User", "Policies", 2_048),
    ("AWS::IAM::UserPolicy", "PolicyDocument", 2_048),
    ("AWS::S3::BucketPolicy", "PolicyDocument", 20_480),
];

/// What of a stack takes up most of a limit: (path, how many), the largest first.
pub fn largest(counts: impl IntoIterator<Item = String>, most: usize) -> Vec<(String, usize)> {
    let mut sums: indexmap::IndexMap<String, usize> = indexmap::IndexMap::new();
    for name in counts {
        *sums.entry(name).or_insert(0) += 1;
    }
    sums.sort_by(|a, x, b, y| y.cmp(x).then_with(|| a.cmp(b)));
    sums.into_iter().take(most).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_largest_come_first() {
        let names = ["b", "a", "b", "c", "c", "c"].map(str::to_owned);
        assert_eq!(super::largest(names, 2), [("c".to_owned(), 3), ("b".to_owned(), 2)]);
    }
}
