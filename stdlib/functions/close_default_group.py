"""Takes all rules off the security group that EC2 makes with each VPC, when CloudFormation asks for it.

The property GroupId names the group. Deleting does nothing: the group stays closed until EC2 deletes it with its VPC.
"""

import json
import urllib.request

import boto3


def handler(event, context):
    group_id = event["ResourceProperties"]["GroupId"]
    try:
        if event["RequestType"] != "Delete":
            close(boto3.client("ec2"), group_id)
        answer(event, "SUCCESS", group_id)
    except Exception as error:  # whatever it is, CloudFormation has to hear of it, or it waits for an hour
        answer(event, "FAILED", event.get("PhysicalResourceId", group_id), f"{type(error).__name__}: {error}")


def close(ec2, group_id):
    """Revokes all rules; a group without any is left alone."""
    group = ec2.describe_security_groups(GroupIds=[group_id])["SecurityGroups"][0]
    if group["GroupName"] != "default":
        raise ValueError(f"{group_id} is the group {group['GroupName']}, not a default one")
    if group["IpPermissions"]:
        ec2.revoke_security_group_ingress(GroupId=group_id, IpPermissions=group["IpPermissions"])
    if group["IpPermissionsEgress"]:
        ec2.revoke_security_group_egress(GroupId=group_id, IpPermissions=group["IpPermissionsEgress"])


def answer(event, status, physical_id, reason=""):
    """Tells CloudFormation how it went. The whole answer may have 4 KB."""
    body = {"Status": status, "Reason": reason[:1000], "PhysicalResourceId": physical_id}
    body |= {name: event[name] for name in ("StackId", "RequestId", "LogicalResourceId")}
    request = urllib.request.Request(
        event["ResponseURL"], json.dumps(body).encode(), {"Content-Type": ""}, method="PUT"
    )
    urllib.request.urlopen(request, timeout=30).close()
