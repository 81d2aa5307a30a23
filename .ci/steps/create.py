"""Creates every stack of an assembly by CloudFormation's CreateStack, in the order of the dependencies. usage: create.py ASSEMBLY"""

import graphlib
import pathlib
import sys

import boto3

import assembly

INLINE = 51_200  # bytes of a template that CreateStack takes in the request; larger ones come from a bucket


def body(folder, artifact, region):
    """The request's fields that carry the template."""
    path = pathlib.Path(folder) / artifact["properties"]["templateFile"]
    text = path.read_text()
    if len(text.encode()) <= INLINE:
        return {"TemplateBody": text}
    s3 = boto3.client("s3", region_name=region)
    s3.create_bucket(Bucket="templates", CreateBucketConfiguration={"LocationConstraint": region})
    s3.put_object(Bucket="templates", Key=path.name, Body=text.encode())
    return {"TemplateURL": f"https://s3.{region}.amazonaws.com/templates/{path.name}"}


def main(folder):
    stacks = {name: (artifact, region) for name, artifact, _, region in assembly.stacks(folder)}
    order = graphlib.TopologicalSorter()
    for name, (artifact, _) in stacks.items():
        order.add(name, *(other for other in artifact.get("dependencies", []) if other in stacks))
    for name in order.static_order():
        artifact, region = stacks[name]
        cloudformation = boto3.client("cloudformation", region_name=region)
        properties = artifact["properties"]
        template = body(folder, artifact, region)
        cloudformation.create_stack(
            StackName=properties["stackName"],
            Capabilities=["CAPABILITY_NAMED_IAM"],
            Tags=[{"Key": key, "Value": value} for key, value in properties.get("tags", {}).items()],
            **template,
        )
        cloudformation.get_waiter("stack_create_complete").wait(
            StackName=properties["stackName"], WaiterConfig={"Delay": 1, "MaxAttempts": 60}
        )
        print(f"created {properties['stackName']}")


main(*sys.argv[1:])
