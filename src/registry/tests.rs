//! What the pack holds, against what is known of AWS.

use std::collections::BTreeMap;

use super::model::{Facet, Flags, OpenAttributes, Source, TagShape};
use super::*;

fn of(name: &str) -> std::sync::Arc<ResourceType> {
    registry().resource_type(name).expect(name)
}

/// A resource type for a reader: one line a property, attribute or rule.
fn outline(resource: &ResourceType) -> String {
    let mut lines = vec![format!("{} (Ref gives {:?} {:?})", resource.name, resource.ref_gives, resource.ref_formats)];
    lines.push(format!("tags {:?}", resource.tags));
    lines.push(format!("arn {:?}", resource.arn_template));
    for attribute in &resource.attributes {
        lines.push(format!("attribute {} {:?}", attribute.name, resource.node(attribute.node).kinds));
    }
    let mut seen = std::collections::BTreeSet::new();
    visit(resource, resource.root, 0, &mut seen, &mut lines);
    lines.join("\n")
}

fn visit(
    resource: &ResourceType,
    node: NodeId,
    depth: usize,
    seen: &mut std::collections::BTreeSet<NodeId>,
    lines: &mut Vec<String>,
) {
    let again = !seen.insert(node);
    let indent = "  ".repeat(depth);
    for facet in &resource.node(node).facets {
        match facet {
            Facet::Object(object) => {
                for property in &object.properties {
                    let below = resource.node(property.node);
                    lines.push(format!("{indent}{} {:?} {:?}", property.name, below.kinds, property.flags));
                    if !again {
                        visit(resource, property.node, depth + 1, seen, lines);
                    }
                }
                for (_, node) in &object.patterns {
                    lines.push(format!("{indent}<key> {:?}", resource.node(*node).kinds));
                    visit(resource, *node, depth + 1, seen, lines);
                }
            }
            Facet::Items(items) => {
                let bounds = (items.min, items.max, items.unique);
                lines.push(format!("{indent}[] {bounds:?}"));
                if let (Some(item), false) = (items.item, again) {
                    visit(resource, item, depth + 1, seen, lines);
                }
            }
            Facet::Pattern(pattern) => {
                let pattern = registry().pattern(*pattern).map(|pattern| &pattern.spec.text);
                lines.push(format!("{indent}pattern {pattern:?}"));
            }
            Facet::AllOf(nodes) | Facet::AnyOf(nodes) | Facet::OneOf(nodes) if !again => {
                for node in nodes {
                    lines.push(format!("{indent}branch"));
                    visit(resource, *node, depth + 1, seen, lines);
                }
            }
            other => lines.push(format!("{indent}{other:?}")),
        }
    }
}

#[test]
fn types_as_they_decode() {
    for name in ["AWS::S3::Bucket", "AWS::EC2::Instance", "AWS::WAFv2::WebACL", "AWS::RDS::DBInstance"] {
        insta::assert_snapshot!(name.replace("::", "_"), outline(&of(name)));
    }
}

#[test]
fn counts_are_what_the_sources_have() {
    let mut counts = BTreeMap::new();
    let mut add = |what: &'static str, n: usize| *counts.entry(what).or_insert(0) += n;
    for name in registry().type_names() {
        let resource = of(name);
        assert_eq!(resource.name.as_str(), name);
        add("types", 1);
        add("attributes", resource.attributes.len());
        add("arns", usize::from(resource.arn_template.is_some()));
        add("taggable", usize::from(resource.tags.is_some()));
        add("metrics", resource.metrics.len());
        for node in &resource.nodes {
            for facet in &node.facets {
                match facet {
                    Facet::Object(object) => {
                        add("properties", object.properties.len());
                        let marked = |mark| object.properties.iter().filter(|p| p.flags.has(mark)).count();
                        add("create-only", marked(Flags::CREATE_ONLY));
                        add("read-only", marked(Flags::READ_ONLY));
                        add("write-only", marked(Flags::WRITE_ONLY));
                    }
                    Facet::Enum(_) => add("enums", 1),
                    Facet::Pattern(_) => add("patterns", 1),
                    Facet::Policy(_) => add("policies", 1),
                    Facet::Secret(_) => add("secrets", 1),
                    _ => {}
                }
            }
        }
    }
    let at_least = [
        ("types", 1_884),
        ("properties", 49_000),
        ("attributes", 5_441),
        ("arns", 1_000),
        ("taggable", 1_241),
        ("metrics", 1_000),
        ("create-only", 4_500),
        ("read-only", 5_700),
        ("write-only", 1_200),
        ("enums", 4_000),
        ("patterns", 6_000),
        ("policies", 50),
        ("secrets", 120),
    ];
    for (what, least) in at_least {
        assert!(counts[what] >= least, "{what}: {} of {least}", counts[what]);
    }
}

#[test]
fn what_ref_gives() {
    for (name, gives) in [
        ("AWS::EC2::EIP", "PublicIp"),
        ("AWS::ECS::Service", "ServiceArn"),
        ("AWS::S3::Bucket", "BucketName"),
        ("AWS::SNS::Topic", "TopicArn"),
        ("AWS::ElasticLoadBalancingV2::LoadBalancer", "LoadBalancerArn"),
    ] {
        let resource = of(name);
        let first = resource.ref_gives.first().map(|name| name.as_str());
        assert_eq!(first, Some(gives), "{name}");
    }
}

#[test]
fn attributes_as_getatt_takes_them() {
    let database = of("AWS::RDS::DBInstance");
    assert!(database.attribute("Endpoint.Address").is_some());
    assert!(database.has_attributes_below("Endpoint"));
    assert!(database.attribute("Nonsense").is_none());
    assert!(of("AWS::S3::Bucket").attribute("RegionalDomainName").is_some());
    assert!(of("AWS::IAM::Role").attribute("Arn").is_some());
    assert_eq!(of("AWS::CloudFormation::Stack").open_attributes, OpenAttributes::Outputs);
    assert_eq!(of("AWS::CloudFormation::CustomResource").open_attributes, OpenAttributes::Any);
}

#[test]
fn what_holds_data_is_known() {
    let curated = include_str!("curated/stateful.txt").lines().filter(|line| !line.starts_with('#'));
    let listed: Vec<&str> = curated.collect();
    assert!(listed.is_sorted() && listed.len() > 30);
    for name in listed.into_iter().chain(["AWS::S3::Bucket", "AWS::RDS::DBInstance", "AWS::DynamoDB::Table"]) {
        assert!(of(name).stateful, "{name}");
    }
    for name in ["AWS::EC2::VPC", "AWS::RDS::DBProxy", "AWS::RDS::GlobalCluster", "AWS::DAX::Cluster"] {
        assert!(!of(name).stateful, "{name}");
    }
}

#[test]
fn tags_take_several_shapes() {
    let shape = |name: &str| of(name).tags.clone().map(|tags| (tags.property.to_string(), tags.shape));
    let list = TagShape::List { key: "Key".into(), value: "Value".into(), propagate_at_launch: false };
    assert_eq!(shape("AWS::S3::Bucket"), Some(("Tags".into(), list)));
    assert_eq!(shape("AWS::Cognito::UserPool"), Some(("UserPoolTags".into(), TagShape::Map)));
    assert_eq!(shape("AWS::SSM::Parameter"), Some(("Tags".into(), TagShape::Map)));
    let scaling = shape("AWS::AutoScaling::AutoScalingGroup").map(|(_, shape)| shape);
    assert!(matches!(scaling, Some(TagShape::List { propagate_at_launch: true, .. })));
    assert_eq!(shape("AWS::EC2::Route"), None);
}

#[test]
fn resources_become_the_identifiers_that_properties_want() {
    let conversion = |type_name: &str, property: &str, from: &str| {
        let resource = of(type_name);
        let property = resource.property(resource.root, property).expect("a property");
        resource.conversion(property.node, from)
    };
    let source = |conversion: Option<Conversion>| conversion.map(|c| c.source);
    let attribute = |name: &'static str| Some(Source::Attribute(name.into()));
    assert_eq!(source(conversion("AWS::EC2::Subnet", "VpcId", "AWS::EC2::VPC")), Some(Source::Ref));
    assert_eq!(source(conversion("AWS::Lambda::Function", "Role", "AWS::IAM::Role")), attribute("Arn"));
    assert_eq!(source(conversion("AWS::RDS::DBSubnetGroup", "SubnetIds", "AWS::EC2::Subnet")), Some(Source::Ref));
    assert_eq!(source(conversion("AWS::EC2::Subnet", "VpcId", "AWS::S3::Bucket")), None);
    assert!(conversion("AWS::RDS::DBInstance", "KmsKeyId", "AWS::KMS::Key").is_some());
    let derived = conversion("AWS::EC2::RouteTable", "VpcId", "AWS::EC2::VPC").expect("a conversion");
    assert_eq!(derived.source, Source::Ref);
}

#[test]
fn regions_have_their_types() {
    let available = |name: &str, region: &str| registry().is_available(name, region);
    assert_eq!(available("AWS::S3::Bucket", "eu-central-1"), Availability::Yes);
    assert_eq!(available("AWS::OpsWorks::Layer", "eu-central-1"), Availability::No);
    assert_eq!(available("AWS::S3::Bucket", "us-iso-east-1"), Availability::Unknown);
    assert_eq!(available("AWS::S3::Bucket", "mars-north-1"), Availability::Unknown);
    assert!(registry().has_region("eu-central-1") && !registry().has_region("eu-centrl-1"));
}

#[test]
fn names_are_suggested() {
    assert_eq!(registry().suggest("AWS::S3::Buket")[0], "AWS::S3::Bucket");
    assert_eq!(registry().suggest("aws::s3::bucket")[0], "AWS::S3::Bucket");
    assert!(registry().suggest("AWS::RDS::Instance").contains(&"AWS::RDS::DBInstance"));
    assert!(registry().suggest("AWS::EC2::LoadBalancer").iter().any(|name| name.ends_with("::LoadBalancer")));
    assert!(registry().types_in_service("AWS::S3::").count() > 5);
}

#[test]
fn secrets_have_their_places() {
    let secret = |name: &str, path: &[&str]| {
        let resource = of(name);
        let mut node = resource.root;
        for key in path {
            let items = resource.node(node).facets.iter().find_map(|facet| match facet {
                Facet::Items(items) => items.item,
                _ => None,
            });
            node = resource.property(items.unwrap_or(node), key).expect("a property").node;
        }
        resource.secret_use(node)
    };
    assert_eq!(secret("AWS::RDS::DBInstance", &["MasterUserPassword"]), Some(SecretUse::SecureValue));
    let container = ["ContainerDefinitions", "Secrets", "ValueFrom"];
    assert_eq!(secret("AWS::ECS::TaskDefinition", &container), Some(SecretUse::Reference));
    let environment = ["ContainerDefinitions", "Environment", "Value"];
    assert_eq!(secret("AWS::ECS::TaskDefinition", &environment), None);
}

#[test]
fn metrics_have_dimensions() {
    let dimensions = |type_name: &str, name: &str| {
        let resource = of(type_name);
        let metric = resource.metric(name, None, &[]).expect("a metric");
        let dimensions = metric.dimensions.iter();
        let list: Vec<_> = dimensions.map(|d| (d.name.to_string(), d.source.clone())).collect();
        (metric.namespace.to_string(), list)
    };
    let (namespace, list) = dimensions("AWS::RDS::DBInstance", "CPUUtilization");
    assert_eq!(namespace, "AWS/RDS");
    assert_eq!(list, [("DBInstanceIdentifier".to_owned(), Some(Source::Ref))]);
    let (_, list) = dimensions("AWS::ElasticLoadBalancingV2::LoadBalancer", "RequestCount");
    assert_eq!(list, [("LoadBalancer".to_owned(), Some(Source::Attribute("LoadBalancerFullName".into())))]);
    let (_, list) = dimensions("AWS::Lambda::Function", "Errors");
    assert_eq!(list, [("FunctionName".to_owned(), Some(Source::Ref))]);
    let (_, list) = dimensions("AWS::ECS::Service", "CPUUtilization");
    assert_eq!(list[0], ("ClusterName".to_owned(), Some(Source::Ref)));
    assert_eq!(list[1], ("ServiceName".to_owned(), Some(Source::Attribute("Name".into()))));
}

#[test]
fn metrics_are_asked_for_by_their_dimensions() {
    let metric = |ty: &str, name: &str, space: Option<&str>, given: &[metrics::Given<'_>]| {
        let resource = of(ty);
        let found = resource.metric(name, space, given)?;
        let names = found.dimensions.iter().map(|d| d.name.as_str());
        Ok::<_, String>(format!("{} {}", found.namespace, names.collect::<Vec<_>>().join(",")))
    };
    let why = |ty: &str, name: &str, given: &[metrics::Given<'_>]| metric(ty, name, None, given).unwrap_err();
    let volume = why("AWS::EC2::Volume", "VolumeUtilization", &[]);
    assert!(volume.starts_with("`AWS::EC2::Volume` publishes no metric `VolumeUtilization`"), "{volume}");
    let unknown = why("AWS::EC2::Subnet", "Bytes", &[]);
    assert!(unknown.starts_with("the metrics of `AWS::EC2::Subnet` are not known"), "{unknown}");

    let group = "AWS::ElasticLoadBalancingV2::TargetGroup";
    assert_eq!(
        why(group, "UnHealthyHostCount", &[]),
        "the resource does not tell `LoadBalancer` of `UnHealthyHostCount`: give it, `dimensions: { LoadBalancer: … }`"
    );
    let balancer = [("LoadBalancer", None)];
    let found = metric(group, "UnHealthyHostCount", None, &balancer);
    assert_eq!(found.unwrap(), "AWS/ApplicationELB LoadBalancer,TargetGroup");
    let found = metric(group, "UnHealthyHostCount", Some("AWS/NetworkELB"), &balancer);
    assert_eq!(found.unwrap(), "AWS/NetworkELB LoadBalancer,TargetGroup");
    let wrong = why(group, "UnHealthyHostCount", &[("Balancer", None)]);
    assert!(wrong.starts_with("`UnHealthyHostCount` is not published with `Balancer`; its dimensions are"), "{wrong}");

    let each = why("AWS::DynamoDB::Table", "SystemErrors", &[]);
    assert!(each.starts_with("`SystemErrors` is published for each `Operation`: say for which"), "{each}");
    let query = metric("AWS::DynamoDB::Table", "SystemErrors", None, &[("Operation", Some("Query"))]);
    assert_eq!(query.unwrap(), "AWS/DynamoDB TableName,Operation");
    let reads = metric("AWS::DynamoDB::Table", "ReadThrottleEvents", None, &[]);
    assert_eq!(reads.unwrap(), "AWS/DynamoDB TableName");
}

/// What `curated/metrics.txt` says of sources exists: otherwise the metric would fail where it is first used.
#[test]
fn dimensions_are_read_from_what_there_is() {
    for name in registry().type_names() {
        let resource = of(name);
        for dimension in resource.metrics.iter().flat_map(|metric| &metric.dimensions) {
            if let Some(Source::Attribute(attribute)) = &dimension.source {
                assert!(resource.attribute(attribute).is_some(), "{name} has no attribute {attribute}");
            }
        }
    }
}
