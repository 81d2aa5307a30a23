"""Why the templates differ: (resource type, property) to a sentence. compare fails when one is missing or not needed."""

POLICY = "batc names the principal and each statement; both refuse access without TLS"
WORDING = "other words"
FUNCTION = "another function for the same purpose"

DIFFERENCES = {
    ("AWS::CloudFront::Distribution", "DistributionConfig.DefaultCacheBehavior"): "the origin's name only",
    ("AWS::CloudFront::Distribution", "DistributionConfig.Origins"): "the origin's name only",
    (
        "AWS::CloudFront::OriginAccessControl",
        "OriginAccessControlConfig.Name",
    ): "the bucket's name, which says what it is for; the CDK's is made of path and hash",
    (
        "AWS::EC2::FlowLog",
        "MaxAggregationInterval",
    ): "AWS's default, written down",
    ("AWS::EC2::SecurityGroup", "SecurityGroupEgress"): WORDING,
    ("AWS::EC2::SecurityGroupEgress", "Description"): WORDING,
    (
        "AWS::EC2::SecurityGroupEgress",
        "FromPort",
    ): "the port is known; the CDK asks the deployed database, so the rule waits for it",
    ("AWS::EC2::SecurityGroupEgress", "ToPort"): "as `FromPort`",
    ("AWS::EC2::SecurityGroupIngress", "Description"): WORDING,
    ("AWS::EC2::SecurityGroupIngress", "FromPort"): "as for egress",
    ("AWS::EC2::SecurityGroupIngress", "ToPort"): "as for egress",
    (
        "AWS::EC2::Subnet",
        "AvailabilityZone",
    ): "zones are chosen when deploying (`Fn::GetAZs`); the CDK asks the account when it synthesizes, and keeps the answer in "
    "`cdk.context.json`",
    (
        "AWS::EC2::Subnet",
        "CidrBlock",
    ): "each tier has a fixed place with room for more zones; the CDK counts subnets up, so a further zone or tier moves, and "
    "so replaces, those behind it",
    ("AWS::EC2::VPC", "InstanceTenancy"): "AWS's default, which the CDK writes down",
    (
        "AWS::IAM::Role",
        "AssumeRolePolicyDocument",
    ): "stricter: a service may take the role on for this account, and for these flow logs, only",
    ("AWS::IAM::Role", "Description"): "batc demands one",
    (
        "AWS::IAM::Role",
        "ManagedPolicyArns",
    ): "stricter: the CDK's functions get AWS's policy that may write any log; those of batc their own log only",
    (
        "AWS::IAM::Role",
        "Policies",
    ): "a role's permissions stand in it; the CDK makes an `AWS::IAM::Policy` of its own for most. The function that closes the "
    "default group may not open it here",
    ("AWS::Lambda::Function", "Architectures"): "cheaper",
    ("AWS::Lambda::Function", "Description"): WORDING,
    ("AWS::Lambda::Function", "Handler"): FUNCTION,
    (
        "AWS::Lambda::Function",
        "LoggingConfig",
    ): "stricter: its log forgets after 30 days; the CDK's functions write into one that is kept for ever",
    ("AWS::Lambda::Function", "MemorySize"): FUNCTION,
    ("AWS::Lambda::Function", "Runtime"): FUNCTION,
    ("AWS::Lambda::Function", "Timeout"): FUNCTION,
    (
        "AWS::RDS::DBInstance",
        "MonitoringInterval",
    ): "on unless one says otherwise: the operating system is measured each minute, without which nobody sees why a database is slow",
    ("AWS::RDS::DBInstance", "MonitoringRoleArn"): "as above",
    ("AWS::RDS::DBProxy", "DebugLogging"): "AWS's default, written down: with it, statements would be in the log",
    ("AWS::RDS::DBSubnetGroup", "DBSubnetGroupDescription"): WORDING,
    ("AWS::S3::BucketPolicy", "PolicyDocument"): POLICY,
    (
        "AWS::SecretsManager::RotationSchedule",
        "HostedRotationLambda",
    ): "Secrets Manager hosts the function; `addRotationSingleUser` deploys an application from the serverless repository",
    ("AWS::SecretsManager::RotationSchedule", "RotationLambdaARN"): "as above",
    (
        "AWS::SecretsManager::RotationSchedule",
        "RotationRules",
    ): "the same interval; batc also says within how many hours it happens",
    (
        "AWS::SecretsManager::Secret",
        "(DeletionPolicy)",
    ): "stricter: where a snapshot of the database stays, its password stays; the CDK deletes the secret of a database that it keeps",
    ("AWS::SecretsManager::Secret", "(UpdateReplacePolicy)"): "as above",
    ("AWS::SecretsManager::Secret", "Description"): WORDING,
    (
        "AWS::SecretsManager::Secret",
        "GenerateSecretString",
    ): "letters and digits only, and two more of them: no character needs escaping in any client",
}

ROLES = "a role's permissions stand in the role"
MIGRATIONS = "migrations of the database's tables: the CDK has no construct for them, and its program leaves them out"

# What one side has more of: (stack, resource type) to a sentence.
ONE_SIDED = {
    ("Database", "AWS::EC2::SecurityGroup"): MIGRATIONS,
    ("Database", "AWS::EC2::SecurityGroupEgress"): "stricter: the rotation reaches the database and Secrets Manager only",
    ("Database", "AWS::EC2::SecurityGroupIngress"): MIGRATIONS,
    ("Database", "AWS::ECS::Cluster"): MIGRATIONS,
    ("Database", "AWS::ECS::TaskDefinition"): MIGRATIONS,
    ("Database", "AWS::IAM::Policy"): ROLES,
    ("Database", "AWS::IAM::Role"): MIGRATIONS + "; and one to measure the operating system. The CDK has one for its `Custom::LogRetention`",
    ("Database", "AWS::IAM::RolePolicy"): MIGRATIONS,
    (
        "Database",
        "AWS::Logs::LogGroup",
    ): "log groups are made before the database; the CDK lets RDS make them and a function set how long they are kept. One is "
    "the migrations', one their function's",
    (
        "Database",
        "AWS::SecretsManager::ResourcePolicy",
    ): "the CDK forbids deleting the secret while it is attached",
    ("Database", "AWS::Serverless::Application"): "the CDK's rotation; see `HostedRotationLambda` below",
    ("Database", "Custom::FlywayMigration"): MIGRATIONS,
    ("Database", "Custom::LogRetention"): "see `AWS::Logs::LogGroup`",
    ("Network", "AWS::IAM::Policy"): ROLES,
    ("Network", "AWS::Logs::LogGroup"): "the log of the function that closes the default group",
    ("Network", "Custom::ClosedDefaultGroup"): "closes the default security group",
    ("Network", "Custom::VpcRestrictDefaultSG"): "closes the default security group",
}
