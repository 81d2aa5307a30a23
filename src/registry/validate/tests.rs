//! A test for each kind of violation, with values as people write them.

use serde_json::{Value, json};

use super::marked::{Marked, attribute, deploy, reference};
use super::*;
use crate::registry::violation::{PolicyViolation, ViolationKind as K};

fn in_region(type_name: &str, properties: &Value, region: Option<&str>) -> Vec<Violation> {
    let resource = registry().resource_type(type_name).expect(type_name);
    let mut all = Vec::new();
    let context = Context { region, date: "2026-11-23" };
    validate_resource(&resource, Marked(properties), context, &mut |v| all.push(v));
    all
}

fn check(type_name: &str, properties: Value) -> Vec<Violation> {
    in_region(type_name, &properties, Some("eu-central-1"))
}

/// The path, the severity and the kind of the only violation.
#[track_caller]
fn only(type_name: &str, properties: Value) -> (String, Severity, K) {
    let mut all = check(type_name, properties);
    assert_eq!(all.len(), 1, "{all:#?}");
    let one = all.remove(0);
    (path_text(&one), one.severity, one.kind)
}

fn path_text(violation: &Violation) -> String {
    let text = Path::text(&violation.path).replace('|', ".|").replace('/', ".");
    text.trim_start_matches('.').to_owned()
}

#[track_caller]
fn fine(type_name: &str, properties: Value) {
    assert_eq!(check(type_name, properties), []);
}

fn bucket_with(rule: Value) -> Value {
    json!({"BucketEncryption": {"ServerSideEncryptionConfiguration": [
        {"ServerSideEncryptionByDefault": rule}
    ]}})
}

#[test]
fn a_usual_bucket_is_fine() {
    fine(
        "AWS::S3::Bucket",
        json!({
            "BucketName": "batbern-logos-production",
            "BucketEncryption": {"ServerSideEncryptionConfiguration": [
                {"ServerSideEncryptionByDefault": {
                    "SSEAlgorithm": "aws:kms",
                    "KMSMasterKeyID": attribute("AWS::KMS::Key", "Arn"),
                }}
            ]},
            "VersioningConfiguration": {"Status": "Enabled"},
            "PublicAccessBlockConfiguration": {
                "BlockPublicAcls": true, "BlockPublicPolicy": true,
                "IgnorePublicAcls": true, "RestrictPublicBuckets": true,
            },
            "LifecycleConfiguration": {"Rules": [{
                "Id": "expire", "Status": "Enabled", "NoncurrentVersionExpirationInDays": 30,
            }]},
            "Tags": [{"Key": "Project", "Value": "BATbern"}],
        }),
    );
}

#[test]
fn an_unknown_property_has_suggestions() {
    let (path, severity, kind) = only("AWS::S3::Bucket", json!({"BucketNam": "x-y-z"}));
    assert_eq!((path.as_str(), severity), ("BucketNam", Severity::Error));
    let K::UnknownProperty { suggestions, .. } = kind else { panic!("{kind:?}") };
    assert_eq!(suggestions[0], "BucketName");
}

#[test]
fn a_misspelt_required_property_is_one_mistake() {
    let (path, _, kind) = only("AWS::EC2::Subnet", json!({"CidrBlock": "10.0.0.0/24", "VpcIdd": deploy()}));
    assert_eq!(path, "VpcIdd");
    assert!(matches!(kind, K::UnknownProperty { .. }));
    let mut document = role("s3:GetObject");
    let statement = document["Policies"][0]["PolicyDocument"]["Statement"].as_object_mut().expect("a record");
    let effect = statement.remove("Effect").expect("a field");
    statement.insert("Efect".into(), effect);
    assert!(matches!(only("AWS::IAM::Role", document).2, K::UnknownProperty { .. }));
}

#[test]
fn a_required_property_may_be_conditional() {
    let (path, _, kind) = only("AWS::EC2::Subnet", json!({"CidrBlock": "10.0.0.0/24"}));
    assert_eq!(path, "");
    assert_eq!(kind, K::MissingRequired { name: "VpcId".into() });
    fine("AWS::EC2::Subnet", json!({"CidrBlock": "10.0.0.0/24", "VpcId": {"$": "maybe", "value": deploy()}}));
    assert_eq!(check("AWS::EC2::Subnet", json!({"VpcId": null, "CidrBlock": "10.0.0.0/24"})).len(), 1);
}

#[test]
fn kinds_are_strict_but_for_whole_numbers_as_text() {
    let (path, _, kind) = only("AWS::SQS::Queue", json!({"VisibilityTimeout": "30"}));
    assert_eq!(path, "VisibilityTimeout");
    let expected = Kinds::INTEGER;
    let found = Kinds::STRING;
    assert_eq!(kind, K::WrongKind { expected, found, deploy_time: false });
    fine("AWS::ECS::TaskDefinition", json!({"Cpu": 256, "Memory": 512}));
    let (_, _, kind) = only("AWS::SQS::Queue", json!({"Tags": {"$": "deploy"}}));
    assert!(matches!(kind, K::WrongKind { deploy_time: true, .. }), "{kind:?}");
    fine("AWS::SQS::Queue", json!({"VisibilityTimeout": deploy()}));
    let unknown = only("AWS::SQS::Queue", json!({"VisibilityTimeout": {"$": "string"}}));
    assert!(matches!(unknown.2, K::WrongKind { .. }));
}

#[test]
fn a_value_near_a_known_one_is_an_error_another_a_warning() {
    let (path, severity, kind) = only("AWS::S3::Bucket", bucket_with(json!({"SSEAlgorithm": "aws:kmss"})));
    assert_eq!(severity, Severity::Error);
    assert!(path.ends_with("ServerSideEncryptionByDefault.SSEAlgorithm"), "{path}");
    let K::NotInEnum { suggestion, .. } = kind else { panic!("{kind:?}") };
    assert_eq!(suggestion.as_deref(), Some("aws:kms"));
    let (_, severity, _) = only("AWS::S3::Bucket", bucket_with(json!({"SSEAlgorithm": "post-quantum"})));
    assert_eq!(severity, Severity::Warning);
}

#[test]
fn both_ends_of_an_open_if_are_checked() {
    let value = json!({"$": "either", "of": ["AES256", "aws:kmss"]});
    let (path, ..) = only("AWS::S3::Bucket", bucket_with(json!({"SSEAlgorithm": value})));
    assert!(path.ends_with("SSEAlgorithm.|1"), "{path}");
}

#[test]
fn patterns_lengths_and_ranges() {
    let (_, _, kind) = only("AWS::KMS::Alias", json!({"AliasName": "my key", "TargetKeyId": deploy()}));
    assert!(matches!(kind, K::Pattern { .. }), "{kind:?}");
    let (_, _, kind) =
        only("AWS::KMS::Alias", json!({"AliasName": format!("alias/{}", "x".repeat(300)), "TargetKeyId": deploy()}));
    assert!(matches!(kind, K::Length { length: 306, max: Some(256), .. }), "{kind:?}");
    let (path, _, kind) = only("AWS::AutoScaling::ScheduledAction", json!({"AutoScalingGroupName": ""}));
    assert_eq!(path, "AutoScalingGroupName");
    assert!(matches!(kind, K::Length { .. }), "{kind:?}");
    let kind = only(
        "AWS::Lambda::Function",
        json!({
            "Role": attribute("AWS::IAM::Role", "Arn"), "Code": {"S3Bucket": "code-bucket", "S3Key": "k"},
            "Runtime": "nodejs24.x", "Handler": "index.handler", "MemorySize": 64,
        }),
    )
    .2;
    assert!(matches!(kind, K::Range { .. }), "{kind:?}");
}

#[test]
fn lists_are_counted_and_unique() {
    let group = |subnets: Value| json!({"DBSubnetGroupDescription": "x", "SubnetIds": subnets});
    fine("AWS::RDS::DBSubnetGroup", group(json!(["subnet-0a1b2c31", "subnet-0a1b2c32"])));
    let kind = only(
        "AWS::RDS::DBInstance",
        json!({
            "Engine": "postgres", "DBInstanceClass": "db.t3.medium", "AllocatedStorage": "20",
            "ManageMasterUserPassword": true, "MasterUsername": "batbern",
            "VPCSecurityGroups": ["sg-0a1b2c31", "sg-0a1b2c32", "sg-0a1b2c31"],
        }),
    )
    .2;
    assert_eq!(kind, K::NotUnique { first: 0, key: None });
    let kind = only(
        "AWS::ECS::TaskDefinition",
        json!({"ContainerDefinitions": [{
            "Name": "web", "Image": "nginx",
            "Environment": [{"Name": "A", "Value": "1"}, {"Name": "A", "Value": "2"}],
        }]}),
    )
    .2;
    assert!(matches!(kind, K::NotUnique { key: Some(_), .. }), "{kind:?}");
    let kind = only("AWS::ElasticLoadBalancingV2::LoadBalancer", json!({"Subnets": ["subnet-0a1b2c31"]})).2;
    assert!(matches!(kind, K::ItemCount { count: 1, min: 2, .. }), "{kind:?}");
}

#[test]
fn what_the_service_makes_is_not_written() {
    let violation = &check("AWS::EC2::VPC", json!({"CidrBlock": "10.0.0.0/16", "VpcId": "vpc-0a1b2c3d"}))[0];
    assert_eq!(violation.kind, K::ReadOnly { name: "VpcId".into() });
    assert!(violation.at_key);
}

#[test]
fn identifiers_of_other_resources_are_errors() {
    let subnet = |vpc: Value| json!({"CidrBlock": "10.0.0.0/24", "VpcId": vpc});
    fine("AWS::EC2::Subnet", subnet(reference("AWS::EC2::VPC")));
    fine("AWS::EC2::Subnet", subnet(attribute("AWS::EC2::VPC", "VpcId")));
    fine("AWS::EC2::Subnet", subnet(attribute("AWS::EC2::Instance", "VpcId")));
    for wrong in [
        reference("AWS::S3::Bucket"),
        reference("AWS::EC2::Subnet"),
        reference("AWS::Lambda::Function"),
        attribute("AWS::EC2::VPC", "DefaultSecurityGroup"),
    ] {
        let (_, severity, kind) = only("AWS::EC2::Subnet", subnet(wrong));
        assert!(matches!(kind, K::WrongIdentifier { .. }), "{kind:?}");
        assert_eq!(severity, Severity::Error);
    }
    let (_, _, kind) = only("AWS::EC2::Subnet", subnet(json!("subnet-0a1b2c31")));
    assert!(matches!(kind, K::NotAnIdentifier { .. }), "{kind:?}");
    let proxy = |secret: Value| {
        json!({"DBProxyName": "p", "EngineFamily": "POSTGRESQL", "RoleArn": "arn:aws:iam::123456789012:role/p",
            "VpcSubnetIds": ["subnet-0a1b2c3d", "subnet-0a1b2c3e"], "Auth": [{"SecretArn": secret}]})
    };
    fine("AWS::RDS::DBProxy", proxy(reference("AWS::SecretsManager::SecretTargetAttachment")));
    let kind = only("AWS::RDS::DBProxy", proxy(reference("AWS::KMS::Key")));
    assert!(matches!(kind.2, K::WrongIdentifier { .. }), "{kind:?}");
    let role = |role: Value| json!({"RoleArn": role, "DefinitionString": "{}"});
    fine("AWS::StepFunctions::StateMachine", role(attribute("AWS::IAM::Role", "Arn")));
    let kind = only("AWS::StepFunctions::StateMachine", role(reference("AWS::IAM::Role")));
    assert!(matches!(kind.2, K::WrongIdentifier { .. }), "{kind:?}");
}

#[test]
fn relationships_that_are_too_narrow_are_widened_by_hand() {
    let listener = |certificate: Value| {
        json!({
            "LoadBalancerArn": reference("AWS::ElasticLoadBalancingV2::LoadBalancer"),
            "Port": 443,
            "Protocol": "HTTPS",
            "Certificates": [{"CertificateArn": certificate}],
            "DefaultActions": [{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404"}}],
        })
    };
    fine("AWS::ElasticLoadBalancingV2::Listener", listener(reference("AWS::CertificateManager::Certificate")));
    fine("AWS::ElasticLoadBalancingV2::Listener", listener(attribute("AWS::IAM::ServerCertificate", "Arn")));
    let (_, severity, kind) = only("AWS::ElasticLoadBalancingV2::Listener", listener(reference("AWS::S3::Bucket")));
    assert!(matches!(kind, K::WrongIdentifier { .. }), "{kind:?}");
    assert_eq!(severity, Severity::Warning);
}

#[test]
fn what_goes_together_and_what_does_not() {
    let kind = only("AWS::EC2::EIP", json!({"TransferAddress": "1.2.3.4", "Domain": "vpcc"}));
    assert!(matches!(kind.2, K::NotInEnum { .. }) || kind.1 == Severity::Warning, "{kind:?}");
    let (_, _, kind) = only(
        "AWS::EC2::SecurityGroup",
        json!({
            "GroupDescription": "x", "SecurityGroupEgress": [{"IpProtocol": "-1", "CidrIp": "0.0.0.0/0"}],
        }),
    );
    assert!(matches!(kind, K::RequiredTogether { .. }), "{kind:?}");
    let (_, _, kind) = only("AWS::Events::Rule", json!({"Name": "nightly"}));
    assert!(matches!(kind, K::OneOfRequired { exactly_one: false, .. }), "{kind:?}");
    let viewer = |certificate: Value| {
        json!({"DistributionConfig": {
            "Enabled": true, "Origins": [{"Id": "o", "DomainName": "example.com",
                "CustomOriginConfig": {"OriginProtocolPolicy": "https-only"}}],
            "DefaultCacheBehavior": {"TargetOriginId": "o", "ViewerProtocolPolicy": "redirect-to-https",
                "CachePolicyId": "658327ea-f89d-4fab-a63d-7e88639e58f6"},
            "ViewerCertificate": certificate,
        }})
    };
    fine("AWS::CloudFront::Distribution", viewer(json!({"CloudFrontDefaultCertificate": true})));
    let (_, _, kind) = only(
        "AWS::CloudFront::Distribution",
        viewer(
            json!({"CloudFrontDefaultCertificate": true, "AcmCertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/x",
            "SslSupportMethod": "sni-only"}),
        ),
    );
    assert!(matches!(kind, K::Exclusive { .. }), "{kind:?}");
    fine(
        "AWS::CloudFront::Distribution",
        viewer(json!({"CloudFrontDefaultCertificate": {"$": "maybe", "value": true},
            "AcmCertificateArn": {"$": "maybe", "value": deploy()}, "SslSupportMethod": "sni-only"})),
    );
}

#[test]
fn rules_hold_under_their_condition() {
    let listener = |protocol: Value| {
        json!({
            "LoadBalancerArn": reference("AWS::ElasticLoadBalancingV2::LoadBalancer"), "Port": 443,
            "Protocol": protocol, "DefaultActions": [{"Type": "forward",
                "TargetGroupArn": reference("AWS::ElasticLoadBalancingV2::TargetGroup")}],
        })
    };
    let all = check("AWS::ElasticLoadBalancingV2::Listener", listener(json!("HTTPS")));
    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!(all[0].kind, K::MissingRequired { name: "Certificates".into() });
    assert_eq!(all[0].when.as_deref(), Some("`Protocol` is `HTTPS` or `TLS`"));
    fine("AWS::ElasticLoadBalancingV2::Listener", listener(json!("HTTP")));
    fine("AWS::ElasticLoadBalancingV2::Listener", listener(deploy()));
    let kind = only(
        "AWS::AutoScaling::AutoScalingGroup",
        json!({
            "MinSize": "4", "MaxSize": "2", "LaunchConfigurationName": "x", "AvailabilityZones": ["eu-central-1a"],
        }),
    )
    .2;
    assert!(matches!(kind, K::LargerThan { .. }), "{kind:?}");
}

#[test]
fn nothing_in_a_forbidden_place() {
    let all = check(
        "AWS::RDS::DBCluster",
        json!({
            "Engine": "aurora-postgresql", "AllocatedStorage": 100, "MasterUsername": "root",
            "ManageMasterUserPassword": true,
        }),
    );
    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!(all[0].kind, K::NotAllowed { name: "AllocatedStorage".into() });
    assert!(all[0].at_key && all[0].when.is_some());
}

#[test]
fn networks_have_a_prefix() {
    let kind = only(
        "AWS::EC2::Route",
        json!({
            "RouteTableId": reference("AWS::EC2::RouteTable"), "DestinationCidrBlock": "0.0.0.0",
            "GatewayId": reference("AWS::EC2::InternetGateway"),
        }),
    )
    .2;
    assert!(matches!(kind, K::NotANetwork { .. } | K::Pattern { .. }), "{kind:?}");
}

fn role(action: &str) -> Value {
    json!({
        "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }]},
        "Policies": [{"PolicyName": "x", "PolicyDocument": {"Version": "2012-10-17", "Statement": {
            "Effect": "Allow", "Action": action, "Resource": "*",
        }}}],
    })
}

#[test]
fn actions_are_known_to_iam() {
    for good in ["s3:GetObject", "s3:getobject", "s3:Get*", "*", "dynamodb:*"] {
        fine("AWS::IAM::Role", role(good));
    }
    let (path, severity, kind) = only("AWS::IAM::Role", role("s3:GetObjekt"));
    assert_eq!(path, "Policies.0.PolicyDocument.Statement.Action");
    assert_eq!(severity, Severity::Error);
    let suggestion = Some("s3:GetObject".to_owned());
    assert_eq!(kind, K::UnknownIamAction { action: "s3:GetObjekt".into(), suggestion });
    let (_, _, kind) = only("AWS::IAM::Role", role("dynamodbb:GetItem"));
    assert!(matches!(kind, K::UnknownIamService { suggestion: Some(_), .. }), "{kind:?}");
    let (_, severity, kind) = only("AWS::IAM::Role", role("s3:Teleport*"));
    assert!(matches!(kind, K::UnknownIamAction { .. }), "{kind:?}");
    assert_eq!(severity, Severity::Warning);
    let (_, _, kind) = only("AWS::IAM::Role", role("GetObject"));
    assert!(matches!(kind, K::Policy(PolicyViolation::Action(_))), "{kind:?}");
}

#[test]
fn policies_have_their_form() {
    let policy = |statement: Value| {
        json!({"Bucket": reference("AWS::S3::Bucket"),
        "PolicyDocument": {"Version": "2012-10-17", "Statement": [statement]}})
    };
    let kind = only(
        "AWS::S3::BucketPolicy",
        policy(json!({
            "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
        })),
    )
    .2;
    assert_eq!(kind, K::Policy(PolicyViolation::Missing("Principal")));
    let kind = only(
        "AWS::S3::BucketPolicy",
        policy(json!({
            "Effect": "Permit", "Principal": "*", "Action": "s3:GetObject", "Resource": "*",
        })),
    )
    .2;
    assert_eq!(kind, K::Policy(PolicyViolation::Effect));
    let kind = only("AWS::S3::BucketPolicy", json!({"Bucket": "my-bucket", "PolicyDocument": "{}"})).2;
    assert_eq!(kind, K::StringWherePolicy);
}

#[test]
fn runtimes_end() {
    let function = |runtime: &str| {
        json!({
            "Role": attribute("AWS::IAM::Role", "Arn"), "Code": {"S3Bucket": "code-bucket", "S3Key": "k"},
            "Handler": "index.handler", "Runtime": runtime,
        })
    };
    fine("AWS::Lambda::Function", function("nodejs24.x"));
    let (_, severity, kind) = only("AWS::Lambda::Function", function("nodejs14.x"));
    assert!(matches!(kind, K::RuntimeEndOfLife { successor: Some(_), .. }), "{kind:?}");
    assert_eq!(severity, Severity::Error);
    let (_, severity, kind) = only("AWS::Lambda::Function", function("nodejs20.x"));
    assert!(matches!(kind, K::RuntimeDeprecated { .. }), "{kind:?}");
    assert_eq!(severity, Severity::Warning);
}

fn database(class: &str, version: &str) -> Value {
    json!({
        "Engine": "postgres", "EngineVersion": version, "DBInstanceClass": class,
        "AllocatedStorage": "20", "MasterUsername": "batbern", "ManageMasterUserPassword": true,
    })
}

#[test]
fn database_versions_and_classes_exist() {
    fine("AWS::RDS::DBInstance", database("db.t3.medium", "16.13"));
    let (_, severity, kind) = only("AWS::RDS::DBInstance", database("db.t3.medium", "15"));
    assert!(matches!(kind, K::EngineVersionDeprecated { .. }), "{kind:?}");
    assert_eq!(severity, Severity::Warning);
    let (path, severity, kind) = only("AWS::RDS::DBInstance", database("db.t3.medium", "15.1.7"));
    assert_eq!(path, "EngineVersion");
    assert!(matches!(kind, K::EngineVersion { .. }), "{kind:?}");
    assert_eq!(severity, Severity::Error);
    let (path, _, kind) = only("AWS::RDS::DBInstance", database("db.t3.mediun", "16.13"));
    assert_eq!(path, "DBInstanceClass");
    let K::InstanceClassNotForEngine { suggestions, .. } = kind else { panic!("{kind:?}") };
    assert_eq!(suggestions.first().map(String::as_str), Some("db.t3.medium"));
    let kind = only("AWS::RDS::DBInstance", database("db.t9.micro", "16.13")).2;
    let K::InstanceClassNotForEngine { suggestions, .. } = kind else { panic!("{kind:?}") };
    assert!(suggestions.len() > 1 && suggestions.contains(&"db.t3.micro".to_owned()), "{suggestions:?}");
    let (_, severity, kind) = only("AWS::RDS::DBInstance", database("db.t3.medium", "99.1"));
    assert!(matches!(kind, K::EngineVersion { .. }), "{kind:?}");
    assert_eq!(severity, Severity::Warning);
}

#[test]
fn instance_classes_depend_on_the_region() {
    let instance = |class: &str| json!({"InstanceType": class, "ImageId": "ami-12345678"});
    fine("AWS::EC2::Instance", instance("t3.micro"));
    let kind = only("AWS::EC2::Instance", instance("t3.mikro")).2;
    assert!(matches!(kind, K::NotInEnum { suggestion: Some(_), .. }), "{kind:?}");
    let table = &registry().tables().classes;
    assert!(table.len() > 10);
    let old = in_region("AWS::EC2::Instance", &instance("t2.micro"), Some("eu-south-1"));
    assert!(matches!(old[0].kind, K::InstanceClassNotInRegion { .. }), "{old:?}");
}

#[test]
fn tables_hold_for_similar_properties() {
    let group = |node: &str, version: &str| {
        json!({
            "ReplicationGroupDescription": "cache", "Engine": "redis", "EngineVersion": version,
            "CacheNodeType": node, "TransitEncryptionEnabled": true,
        })
    };
    fine("AWS::ElastiCache::ReplicationGroup", group("cache.t3.micro", "7.1"));
    let kind = only("AWS::ElastiCache::ReplicationGroup", group("cache.t3.micr", "7.1")).2;
    assert!(matches!(kind, K::NotInEnum { suggestion: Some(_), .. }), "{kind:?}");
    let kind = only("AWS::ElastiCache::ReplicationGroup", group("cache.t3.micro", "6.9")).2;
    assert!(matches!(kind, K::EngineVersion { .. }), "{kind:?}");
}

#[test]
fn types_are_not_everywhere() {
    let all = in_region("AWS::GameLiftStreams::Application", &json!({}), Some("us-east-1"));
    assert!(matches!(all[0].kind, K::TypeNotInRegion { .. }), "{all:?}");
    assert_eq!(all.len(), 1);
}

#[test]
fn fargate_has_sizes() {
    let task = |cpu: Value, memory: Value| {
        json!({
            "RequiresCompatibilities": ["FARGATE"], "NetworkMode": "awsvpc", "Cpu": cpu, "Memory": memory,
            "ExecutionRoleArn": attribute("AWS::IAM::Role", "Arn"),
            "ContainerDefinitions": [{"Name": "web", "Image": "nginx"}],
        })
    };
    fine("AWS::ECS::TaskDefinition", task(json!("256"), json!("512")));
    fine("AWS::ECS::TaskDefinition", task(json!("1 vCPU"), json!("2GB")));
    let kind = only("AWS::ECS::TaskDefinition", task(json!(256), json!("4096"))).2;
    let K::FargateCpuMemory { allowed_memory, .. } = kind else { panic!("{kind:?}") };
    assert_eq!(allowed_memory, [512, 1024, 2048]);
}

#[test]
fn unions_tell_of_the_nearest_branch() {
    let rule = |statement: Value| {
        json!({
            "Scope": "REGIONAL", "DefaultAction": {"Allow": {}},
            "VisibilityConfig": {"SampledRequestsEnabled": true, "CloudWatchMetricsEnabled": true, "MetricName": "m"},
            "Rules": [{"Name": "r", "Priority": 0, "Action": {"Block": {}}, "Statement": statement,
                "VisibilityConfig": {"SampledRequestsEnabled": true, "CloudWatchMetricsEnabled": true, "MetricName": "m"}}],
        })
    };
    let deep = json!({"AndStatement": {"Statements": [
        {"NotStatement": {"Statement": {"GeoMatchStatement": {"CountryCodes": ["CH"]}}}},
        {"RateBasedStatement": {"Limit": 2000, "AggregateKeyType": "IP"}},
    ]}});
    fine("AWS::WAFv2::WebACL", rule(deep));
    let wrong = json!({"AndStatement": {"Statements": [
        {"NotStatement": {"Statement": {"GeoMatchStatement": {"CountryCode": ["CH"]}}}},
        {"RateBasedStatement": {"Limit": 2000, "AggregateKeyType": "IP"}},
    ]}});
    let (path, _, kind) = only("AWS::WAFv2::WebACL", rule(wrong));
    assert!(path.ends_with("GeoMatchStatement.CountryCode"), "{path} {kind:?}");
}

#[test]
fn open_records_and_lists_may_hold_more() {
    fine("AWS::EC2::Subnet", json!({"$": "open", "CidrBlock": "10.0.0.0/24"}));
}

#[test]
fn dynamic_references_fit_anywhere() {
    fine(
        "AWS::EC2::Instance",
        json!({
            "ImageId": "{{resolve:ssm:/aws/service/ami}}", "InstanceType": "{{resolve:ssm:/type}}",
        }),
    );
}
