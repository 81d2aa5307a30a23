"""What a resource must look like in its service's own API, type by type.

A check takes (client, identifier, properties, physical): a function from service name to API client, the physical id,
the properties with every intrinsic function resolved, and the ids of the whole stack. It yields what is wrong.
A property that the template does not set is not compared. Only what the emulator keeps is compared: where its model of a
type drops a property, there is no line for it here.
"""

import json


def differences(properties, found, pairs):
    """Compares properties with an API's answer: pairs of property and field (a path), as text, ignoring case of booleans."""
    for name, path in pairs:
        if name in properties:
            value = found
            for key in path.split("."):
                value = value[int(key)] if isinstance(value, list) else (value or {}).get(key)
            asked = properties[name]
            if str(asked).lower() != str(value).lower():
                yield f"{name} is {value!r}, not {asked!r}"


def tags(properties, found):
    there = {tag["Key"]: tag["Value"] for tag in found}
    for tag in properties.get("Tags", []):
        if there.get(tag["Key"]) != tag["Value"]:
            yield f"tag {tag['Key']} is {there.get(tag['Key'])!r}, not {tag['Value']!r}"


def vpc(client, identifier, properties, physical):
    found = client("ec2").describe_vpcs(VpcIds=[identifier])["Vpcs"][0]
    yield from differences(properties, found, [("CidrBlock", "CidrBlock"), ("InstanceTenancy", "InstanceTenancy")])
    yield from tags(properties, found.get("Tags", []))


def subnet(client, identifier, properties, physical):
    found = client("ec2").describe_subnets(SubnetIds=[identifier])["Subnets"][0]
    same = ["CidrBlock", "AvailabilityZone", "VpcId"]
    yield from differences(properties, found, [(name, name) for name in same])
    yield from tags(properties, found.get("Tags", []))


def gateway_attachment(client, identifier, properties, physical):
    if "InternetGatewayId" in properties:
        gateways = client("ec2").describe_internet_gateways(InternetGatewayIds=[properties["InternetGatewayId"]])
        attached = [attachment["VpcId"] for attachment in gateways["InternetGateways"][0]["Attachments"]]
        if properties["VpcId"] not in attached:
            yield f"attached to {attached}, not {properties['VpcId']}"


def route_table(client, identifier, properties, physical):
    found = client("ec2").describe_route_tables(RouteTableIds=[identifier])["RouteTables"][0]
    yield from differences(properties, found, [("VpcId", "VpcId")])


def route(client, identifier, properties, physical):
    table = client("ec2").describe_route_tables(RouteTableIds=[properties["RouteTableId"]])["RouteTables"][0]
    routes = [route for route in table["Routes"] if route.get("DestinationCidrBlock") == properties["DestinationCidrBlock"]]
    if len(routes) != 1:
        yield f"{len(routes)} routes to {properties['DestinationCidrBlock']}"
        return
    targets = ["GatewayId", "NatGatewayId", "TransitGatewayId", "VpcPeeringConnectionId"]
    yield from differences(properties, routes[0], [(name, name) for name in targets])


def nat_gateway(client, identifier, properties, physical):
    found = client("ec2").describe_nat_gateways(NatGatewayIds=[identifier])["NatGateways"][0]
    yield from differences(
        properties, found, [("SubnetId", "SubnetId"), ("AllocationId", "NatGatewayAddresses.0.AllocationId")]
    )


def elastic_ip(client, identifier, properties, physical):
    found = client("ec2").describe_addresses(PublicIps=[identifier])["Addresses"][0]
    yield from differences(properties, found, [("Domain", "Domain")])


def flow_log(client, identifier, properties, physical):
    found = client("ec2").describe_flow_logs(FlowLogIds=[identifier])["FlowLogs"][0]
    same = ["ResourceId", "TrafficType", "LogDestinationType", "LogGroupName", "DeliverLogsPermissionArn"]
    yield from differences(properties, found, [(name, name) for name in same])


def vpc_endpoint(client, identifier, properties, physical):
    found = client("ec2").describe_vpc_endpoints(VpcEndpointIds=[identifier])["VpcEndpoints"][0]
    yield from differences(properties, found, [(name, name) for name in ("VpcId", "ServiceName", "VpcEndpointType")])
    if set(properties.get("RouteTableIds", [])) != set(found.get("RouteTableIds", [])):
        yield f"route tables are {found.get('RouteTableIds')}, not {properties.get('RouteTableIds')}"


def asked_rules(rules):
    """Template rules as comparable tuples: protocol, ports, and the one source or destination."""
    for rule in rules:
        protocol = str(rule["IpProtocol"])
        ports = (rule.get("FromPort"), rule.get("ToPort"))
        ports = (None, None) if protocol == "-1" else tuple(int(port) for port in ports)
        peers = ["CidrIp", "CidrIpv6", "SourceSecurityGroupId", "DestinationSecurityGroupId", "SourcePrefixListId"]
        yield protocol, *ports, next(rule[peer] for peer in peers if peer in rule)


def found_rules(permissions):
    for rule in permissions:
        protocol = str(rule["IpProtocol"])
        ports = (None, None) if protocol == "-1" else (rule.get("FromPort"), rule.get("ToPort"))
        peers = [item["CidrIp"] for item in rule.get("IpRanges", [])]
        peers += [item["CidrIpv6"] for item in rule.get("Ipv6Ranges", [])]
        peers += [item["GroupId"] for item in rule.get("UserIdGroupPairs", [])]
        for peer in peers:
            yield protocol, *ports, peer


def security_group(client, identifier, properties, physical):
    found = client("ec2").describe_security_groups(GroupIds=[identifier])["SecurityGroups"][0]
    yield from differences(properties, found, [("GroupDescription", "Description"), ("VpcId", "VpcId")])
    yield from tags(properties, found.get("Tags", []))


def security_group_rules(client, entries):
    """Rules that let traffic in, inline or resources of their own, of any stack of a region: as asked, and no other in a
    group of these stacks. `entries` are pairs of a journal's entry and its physical id."""
    asked, own = {}, set()
    for entry, identifier in entries:
        properties = entry["properties"]
        if entry["type"] == "AWS::EC2::SecurityGroup":
            own.add(identifier)
            rules = properties.get("SecurityGroupIngress", [])
            asked.setdefault(identifier, set()).update(asked_rules(rules))
        if entry["type"] == "AWS::EC2::SecurityGroupIngress":
            asked.setdefault(properties["GroupId"], set()).update(asked_rules([properties]))
    for group, rules in asked.items():
        answer = client("ec2").describe_security_groups(GroupIds=[group])["SecurityGroups"][0]
        found = set(found_rules(answer["IpPermissions"]))
        if not rules <= found or (group in own and rules != found):
            yield f"security group {group} lets in {sorted(map(str, found))}, not {sorted(map(str, rules))}"


def subnets_of_vpc(client, entries, physical):
    """As many subnets and NAT gateways in the VPC as the template holds."""
    for entry in entries:
        if entry["type"] == "AWS::EC2::VPC":
            identifier = physical[entry["logical_id"]]
            here = [{"Name": "vpc-id", "Values": [identifier]}]
            counts = {
                "AWS::EC2::Subnet": len(client("ec2").describe_subnets(Filters=here)["Subnets"]),
                "AWS::EC2::NatGateway": len(client("ec2").describe_nat_gateways(Filters=here)["NatGateways"]),
            }
            for kind, count in counts.items():
                asked = sum(1 for other in entries if other["type"] == kind)
                if asked != count:
                    yield f"{count} of {kind} in {identifier}, not {asked}"


def whole_stack(client, entries, physical):
    """Checks that look at several resources of one stack."""
    yield from subnets_of_vpc(client, entries, physical)


def log_group(client, identifier, properties, physical):
    groups = client("logs").describe_log_groups(logGroupNamePrefix=identifier)["logGroups"]
    found = next(group for group in groups if group["logGroupName"] == identifier)
    yield from differences(properties, found, [("RetentionInDays", "retentionInDays"), ("KmsKeyId", "kmsKeyId")])


def role(client, identifier, properties, physical):
    iam = client("iam")
    found = iam.get_role(RoleName=identifier)["Role"]
    if found["AssumeRolePolicyDocument"] != properties["AssumeRolePolicyDocument"]:
        yield f"trust policy is {found['AssumeRolePolicyDocument']}"
    yield from differences(properties, found, [("Description", "Description"), ("Path", "Path"), ("RoleName", "RoleName")])
    for policy in properties.get("Policies", []):
        there = iam.get_role_policy(RoleName=identifier, PolicyName=policy["PolicyName"])
        if there["PolicyDocument"] != policy["PolicyDocument"]:
            yield f"policy {policy['PolicyName']} is {there['PolicyDocument']}"
    attached = {item["PolicyArn"] for item in iam.list_attached_role_policies(RoleName=identifier)["AttachedPolicies"]}
    for arn in properties.get("ManagedPolicyArns", []):
        if arn not in attached:
            yield f"managed policy {arn} is not attached"


def key(client, identifier, properties, physical):
    kms = client("kms")
    found = kms.describe_key(KeyId=identifier)["KeyMetadata"]
    yield from differences(properties, found, [("Description", "Description"), ("Enabled", "Enabled")])
    rotation = kms.get_key_rotation_status(KeyId=identifier)
    yield from differences(properties, rotation, [("EnableKeyRotation", "KeyRotationEnabled")])
    there = {tag["TagKey"]: tag["TagValue"] for tag in kms.list_resource_tags(KeyId=identifier)["Tags"]}
    yield from tags(properties, [{"Key": key, "Value": value} for key, value in there.items()])


def key_alias(client, identifier, properties, physical):
    aliases = {alias["AliasName"]: alias for alias in client("kms").list_aliases()["Aliases"]}
    if properties["AliasName"] not in aliases:
        yield f"no alias {properties['AliasName']}"
        return
    target = aliases[properties["AliasName"]]["TargetKeyId"]
    if not properties["TargetKeyId"].endswith(target):
        yield f"points at {target}, not {properties['TargetKeyId']}"


def parameter(client, identifier, properties, physical):
    ssm = client("ssm")
    found = ssm.get_parameter(Name=identifier)["Parameter"]
    yield from differences(properties, found, [("Name", "Name"), ("Type", "Type"), ("Value", "Value")])
    there = ssm.list_tags_for_resource(ResourceType="Parameter", ResourceId=identifier)["TagList"]
    asked = [{"Key": key, "Value": value} for key, value in properties.get("Tags", {}).items()]
    yield from tags({"Tags": asked}, there)


def bucket(client, identifier, properties, physical):
    s3 = client("s3")
    s3.head_bucket(Bucket=identifier)
    yield from differences(properties, {"Name": identifier}, [("BucketName", "Name")])
    if "BucketEncryption" in properties:
        asked = properties["BucketEncryption"]["ServerSideEncryptionConfiguration"][0]["ServerSideEncryptionByDefault"]
        answer = s3.get_bucket_encryption(Bucket=identifier)["ServerSideEncryptionConfiguration"]
        found = answer["Rules"][0]["ApplyServerSideEncryptionByDefault"]
        yield from differences(asked, found, [("SSEAlgorithm", "SSEAlgorithm"), ("KMSMasterKeyID", "KMSMasterKeyID")])
    if "Tags" in properties:
        yield from tags(properties, s3.get_bucket_tagging(Bucket=identifier)["TagSet"])


def document(client, identifier, properties, physical):
    found = client("ssm").describe_document(Name=identifier)["Document"]
    yield from differences(properties, found, [("DocumentType", "DocumentType"), ("DocumentFormat", "DocumentFormat")])


def database_instance(client, identifier, properties, physical):
    found = client("rds").describe_db_instances(DBInstanceIdentifier=identifier)["DBInstances"][0]
    same = ["Engine", "EngineVersion", "DBInstanceClass", "AllocatedStorage", "StorageType", "StorageEncrypted", "KmsKeyId",
            "MultiAZ", "BackupRetentionPeriod", "PreferredBackupWindow", "PreferredMaintenanceWindow", "PubliclyAccessible",
            "MasterUsername", "DBName", "CopyTagsToSnapshot", "AutoMinorVersionUpgrade"]  # fmt: skip
    pairs = [(name, name) for name in same]
    pairs.append(("DBSubnetGroupName", "DBSubnetGroup.DBSubnetGroupName"))
    pairs.append(("DBParameterGroupName", "DBParameterGroups.0.DBParameterGroupName"))
    yield from differences(properties, found, pairs)
    groups = {group["VpcSecurityGroupId"] for group in found["VpcSecurityGroups"]}
    if "VPCSecurityGroups" in properties and groups != set(properties["VPCSecurityGroups"]):
        yield f"security groups are {sorted(groups)}, not {sorted(properties['VPCSecurityGroups'])}"
    yield from tags(properties, found.get("TagList", []))


def database_subnets(client, identifier, properties, physical):
    found = client("rds").describe_db_subnet_groups(DBSubnetGroupName=identifier)["DBSubnetGroups"][0]
    subnets = {subnet["SubnetIdentifier"] for subnet in found["Subnets"]}
    if subnets != set(properties["SubnetIds"]):
        yield f"subnets are {sorted(subnets)}, not {sorted(properties['SubnetIds'])}"
    yield from differences(properties, found, [("DBSubnetGroupDescription", "DBSubnetGroupDescription")])


def database_parameters(client, identifier, properties, physical):
    rds = client("rds")
    group = rds.describe_db_parameter_groups(DBParameterGroupName=identifier)["DBParameterGroups"][0]
    yield from differences(properties, group, [("Family", "DBParameterGroupFamily"), ("Description", "Description")])
    found = rds.describe_db_parameters(DBParameterGroupName=identifier)["Parameters"]
    there = {item["ParameterName"]: item.get("ParameterValue") for item in found}
    for name, value in properties.get("Parameters", {}).items():
        if there.get(name) != str(value):
            yield f"parameter {name} is {there.get(name)!r}, not {value!r}"


def function_permission(client, identifier, properties, physical):
    policy = json.loads(client("lambda").get_policy(FunctionName=properties["FunctionName"])["Policy"])
    asked = (properties["Principal"], properties["Action"], properties.get("SourceArn"))
    found = []
    for statement in policy["Statement"]:
        principal = statement["Principal"]
        condition = statement.get("Condition", {}).get("ArnLike", {})
        name = principal.get("Service") if isinstance(principal, dict) else principal
        found.append((name, statement["Action"], condition.get("AWS:SourceArn")))
    if asked not in found:
        yield f"lets in {found}, not {asked}"


def rest_api(client, identifier, properties, physical):
    api = client("apigateway").get_rest_api(restApiId=identifier)
    yield from differences(properties, api, [("Name", "name"), ("Description", "description")])
    resources = client("apigateway").get_resources(restApiId=identifier, limit=500)["items"]
    found = {(item["path"], method) for item in resources for method in item.get("resourceMethods", {})}
    for path, methods in properties.get("Body", {}).get("paths", {}).items():
        for method in methods:
            if (path, method.upper()) not in found:
                yield f"no {method} of {path}"


def record_set(client, identifier, properties, physical):
    route53 = client("route53")
    answer = route53.list_resource_record_sets(HostedZoneId=properties["HostedZoneId"])["ResourceRecordSets"]
    names = {(item["Name"].rstrip("."), item["Type"]): item for item in answer}
    found = names.get((properties["Name"].rstrip("."), properties["Type"]))
    if found is None:
        yield f"no such record, but {sorted(names)}"
        return
    same = ["DNSName", "HostedZoneId", "EvaluateTargetHealth"]
    target = properties.get("AliasTarget", {})
    yield from differences(target, found.get("AliasTarget", {}), [(name, name) for name in same])


def load_balancer(client, identifier, properties, physical):
    found = client("elbv2").describe_load_balancers(LoadBalancerArns=[identifier])["LoadBalancers"][0]
    yield from differences(properties, found, [("Type", "Type"), ("Scheme", "Scheme")])
    places = {
        "Subnets": {zone["SubnetId"] for zone in found["AvailabilityZones"]},
        "SecurityGroups": set(found["SecurityGroups"]),
    }
    for name, there in places.items():
        if there != set(properties[name]):
            yield f"{name} are {sorted(there)}, not {sorted(properties[name])}"


def target_group(client, identifier, properties, physical):
    found = client("elbv2").describe_target_groups(TargetGroupArns=[identifier])["TargetGroups"][0]
    same = ["Port", "Protocol", "TargetType", "VpcId", "HealthCheckPath", "HealthCheckProtocol", "HealthCheckIntervalSeconds",
            "HealthCheckTimeoutSeconds", "HealthyThresholdCount", "UnhealthyThresholdCount"]  # fmt: skip
    yield from differences(properties, found, [(name, name) for name in same])


def listener(client, identifier, properties, physical):
    found = client("elbv2").describe_listeners(ListenerArns=[identifier])["Listeners"][0]
    same = ["LoadBalancerArn", "Port", "Protocol", "SslPolicy"]
    yield from differences(properties, found, [(name, name) for name in same])
    actions = [action["Type"] for action in found["DefaultActions"]]
    asked = [action["Type"] for action in properties["DefaultActions"]]
    if actions != asked:
        yield f"by default it does {actions}, not {asked}"


def listener_rule(client, identifier, properties, physical):
    found = client("elbv2").describe_rules(RuleArns=[identifier])["Rules"][0]
    yield from differences(properties, found, [("Priority", "Priority")])
    forward = found["Actions"][0].get("ForwardConfig", {}).get("TargetGroups", [])
    weights = {group["TargetGroupArn"]: int(group["Weight"]) for group in forward}
    asked = properties["Actions"][0].get("ForwardConfig", {}).get("TargetGroups", [])
    if weights != {group["TargetGroupArn"]: group["Weight"] for group in asked}:
        yield f"forwards to {weights}, not {asked}"


def cluster(client, identifier, properties, physical):
    found = client("ecs").describe_clusters(clusters=[identifier], include=["SETTINGS"])["clusters"]
    if [item["clusterName"] for item in found] != [identifier]:
        yield f"found {found}"


def task_definition(client, identifier, properties, physical):
    found = client("ecs").describe_task_definition(taskDefinition=identifier)["taskDefinition"]
    for asked, there in zip(properties["ContainerDefinitions"], found["containerDefinitions"], strict=True):
        yield from differences(asked, there, [("Name", "name"), ("Image", "image"), ("Essential", "essential")])
        names = [item["name"] for item in there.get("secrets", [])]
        if names != [item["Name"] for item in asked.get("Secrets", [])]:
            yield f"secrets are {names}"


def service(client, identifier, properties, physical):
    found = client("ecs").describe_services(cluster=properties["Cluster"], services=[identifier])["services"][0]
    pairs = [("TaskDefinition", "taskDefinition"), ("DesiredCount", "desiredCount")]
    yield from differences(properties, found, pairs)


BY_TYPE = {
    "AWS::ApiGateway::RestApi": rest_api,
    "AWS::EC2::EIP": elastic_ip,
    "AWS::EC2::FlowLog": flow_log,
    "AWS::EC2::NatGateway": nat_gateway,
    "AWS::EC2::Route": route,
    "AWS::EC2::RouteTable": route_table,
    "AWS::EC2::SecurityGroup": security_group,
    "AWS::EC2::Subnet": subnet,
    "AWS::EC2::VPC": vpc,
    "AWS::EC2::VPCEndpoint": vpc_endpoint,
    "AWS::EC2::VPCGatewayAttachment": gateway_attachment,
    "AWS::ECS::Cluster": cluster,
    "AWS::ECS::Service": service,
    "AWS::ECS::TaskDefinition": task_definition,
    "AWS::ElasticLoadBalancingV2::Listener": listener,
    "AWS::ElasticLoadBalancingV2::ListenerRule": listener_rule,
    "AWS::ElasticLoadBalancingV2::LoadBalancer": load_balancer,
    "AWS::ElasticLoadBalancingV2::TargetGroup": target_group,
    "AWS::IAM::Role": role,
    "AWS::KMS::Alias": key_alias,
    "AWS::KMS::Key": key,
    "AWS::Lambda::Permission": function_permission,
    "AWS::Logs::LogGroup": log_group,
    "AWS::RDS::DBInstance": database_instance,
    "AWS::RDS::DBParameterGroup": database_parameters,
    "AWS::RDS::DBSubnetGroup": database_subnets,
    "AWS::S3::Bucket": bucket,
    "AWS::Route53::RecordSet": record_set,
    "AWS::SSM::Document": document,
    "AWS::SSM::Parameter": parameter,
}
