//! CloudFormation's and IAM's limits, out of a data file with its sources and its date.

use std::sync::OnceLock;

use serde::Deserialize;

/// How much there may be. Lengths are in characters, sizes in bytes; IAM's policy sizes do not
/// count white space.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
pub struct Limits {
    /// When the sources were read.
    pub date: String,
    /// Where they are documented.
    pub sources: Vec<String>,
    /// Resources of a template.
    pub resources: u32,
    /// Parameters of a template.
    pub parameters: u32,
    /// Outputs of a template.
    pub outputs: u32,
    /// Mappings of a template.
    pub mappings: u32,
    /// Attributes of a mapping.
    pub mapping_attributes: u32,
    /// A template that lies in a bucket.
    pub template_bytes: u32,
    /// A template that is sent in the request.
    pub template_body_bytes: u32,
    /// A template's description.
    pub description_bytes: u32,
    /// A logical id.
    pub logical_id_length: u32,
    /// A parameter's name.
    pub parameter_name_length: u32,
    /// A parameter's value.
    pub parameter_value_bytes: u32,
    /// An output's name.
    pub output_name_length: u32,
    /// An output's description.
    pub output_description_bytes: u32,
    /// The name of an export.
    pub export_name_length: u32,
    /// A mapping's name.
    pub mapping_name_length: u32,
    /// A stack's name.
    pub stack_name_length: u32,
    /// Tags of a stack.
    pub stack_tags: u32,
    /// Dynamic references of a template.
    pub dynamic_references: u32,
    /// Resources of a stack with all stacks nested in it, in one operation.
    pub nested_stack_resources: u32,
    /// All inline policies of a role together.
    pub inline_policy_role: u32,
    /// All inline policies of a user together.
    pub inline_policy_user: u32,
    /// All inline policies of a group together.
    pub inline_policy_group: u32,
    /// A managed policy.
    pub managed_policy: u32,
    /// A role's trust policy, before a raise is asked for.
    pub trust_policy: u32,
    /// Managed policies of a role, before a raise is asked for.
    pub managed_policies_per_role: u32,
}

/// The limits.
pub fn limits() -> &'static Limits {
    static LIMITS: OnceLock<Limits> = OnceLock::new();
    // The file is part of the binary; a test reads it.
    LIMITS.get_or_init(|| serde_json::from_str(include_str!("curated/limits.json")).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_file_is_readable() {
        assert_eq!(super::limits().resources, 500);
        assert_eq!(super::limits().inline_policy_role, 10_240);
    }
}
