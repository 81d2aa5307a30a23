"""Sets the password policy of the account, and removes it with the stack."""

import json
import urllib.request

import boto3


def handler(event, context):
    status, reason = "SUCCESS", ""
    try:
        iam = boto3.client("iam")
        if event["RequestType"] == "Delete":
            try:
                iam.delete_account_password_policy()
            except iam.exceptions.NoSuchEntityException:
                pass  # somebody was faster
        else:
            length = int(event["ResourceProperties"]["MinimumLength"])
            iam.update_account_password_policy(MinimumPasswordLength=length)
    except Exception as error:  # CloudFormation waits for an hour if it is told nothing
        status, reason = "FAILED", f"{type(error).__name__}: {error}"
    answer = {
        "Status": status,
        "Reason": reason or "done",
        "PhysicalResourceId": "account-password-policy",
        "StackId": event["StackId"],
        "RequestId": event["RequestId"],
        "LogicalResourceId": event["LogicalResourceId"],
    }
    # The address is signed for no content type, and CloudFormation reads 4 KB at most.
    answer["Reason"] = answer["Reason"][:1000]
    body = json.dumps(answer).encode()
    request = urllib.request.Request(event["ResponseURL"], body, {"Content-Type": ""}, method="PUT")
    urllib.request.urlopen(request, timeout=30).close()
