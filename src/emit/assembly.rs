//! What a build hands over to be written.

use indexmap::IndexMap;

use crate::world::Asset;

/// The bucket that file assets are uploaded to, as `Fn::Sub` takes it: the one that `cdk bootstrap` makes. A template
/// names an asset by this bucket and [`Asset::object_key`].
pub const ASSET_BUCKET: &str = "cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}";

/// One environment's stacks.
#[derive(Clone, Debug, Default)]
pub struct Assembly {
    /// The environment's name, which names its folder.
    pub env_name: String,
    /// The stacks in the order in which they are deployed.
    pub stacks: Vec<StackOutput>,
}

/// One stack, compiled.
#[derive(Clone, Debug, Default)]
pub struct StackOutput {
    /// The name in the app, unique in its assembly: names the template's file and is what `cdk deploy` takes.
    pub name: String,
    /// The name that CloudFormation knows the stack by.
    pub stack_name: String,
    /// The account that it is deployed to; `None` when the environment leaves it open.
    pub account: Option<String>,
    /// The region that it is deployed to; `None` when the environment leaves it open.
    pub region: Option<String>,
    /// The template as JSON, serialised.
    pub template: Vec<u8>,
    /// The stacks that are deployed before this one, as indexes into [`Assembly::stacks`].
    pub dependencies: Vec<usize>,
    /// The stack's own tags, which CloudFormation puts on what it creates.
    pub tags: IndexMap<String, String>,
    /// What the stack is for.
    pub description: Option<String>,
    /// Whether CloudFormation refuses to delete the stack.
    pub termination_protection: bool,
    /// How many resources the template has.
    pub resource_count: usize,
    /// The files that the template's resources need uploaded before.
    pub assets: Vec<Asset>,
}
