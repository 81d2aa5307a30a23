"""An AWS emulator for the deploy step: moto's server, with the gaps closed that would hide a failure.

usage: emulator.py ACCOUNT PORT_FILE JOURNAL_FILE

Binds a free port of 127.0.0.1 and writes it to PORT_FILE. JOURNAL_FILE gets one JSON object a line for each resource
that a template asked for: stack, logical id, type, whether moto emulates the type, and its properties with every
intrinsic function resolved; and one for each attribute that moto does not know.

What stock moto 5.2 does, each seen with the CDK's own client, and what is done about it here:

- A change set is applied without exports, imports and outputs, so that a second stack's Fn::ImportValue fails.
  Here executing one does what CreateStack and UpdateStack do.
- An exception while a change set runs is a 500; the client tries again, and the second time the stack is "complete"
  with the resources after the failing one missing. Here the stack fails and the event carries the reason.
- A resource of a type that moto lacks is skipped, its references become nothing, and an attribute of it in an
  output is a 500. Here it becomes a placeholder that resolves its properties and has an id.
- Tags of a KMS key and of an SSM parameter crash, and so does describing a key with a policy; a role's policies are kept
  as Python text, security groups of a DB instance are read from a property that does not exist, Fn::GetAZs of a
  reference yields names made from its JSON. Here each model is given what it reads.
- A backup window that ends when the maintenance window starts counts as overlapping. RDS allows it, and so does this.
- A role is made without the managed policies that the template names. Here they are attached.
- A REST API is made without the routes that its definition has. Here the definition is imported.
- Deleting a change set that does not exist is a 500.
- A listener's certificate has to be one of ACM's, of which moto makes none from templates. Here a placeholder will do.
- Records of a hosted zone that no template makes have nowhere to go. Here the zone is there, as it is in the account.
"""

import copy
import json
import os
import sys
import threading
import traceback
from types import SimpleNamespace

ACCOUNT, PORT_FILE, JOURNAL_FILE = sys.argv[1:4]
os.environ["MOTO_ACCOUNT_ID"] = ACCOUNT
os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"

from moto.apigateway.models import RestAPI, apigateway_backends  # noqa: E402
from moto.cloudformation import cloudformation_backends  # noqa: E402
from moto.cloudformation import models as cloudformation  # noqa: E402
from moto.cloudformation import parsing  # noqa: E402
from moto.core.common_models import CloudFormationModel  # noqa: E402
from moto.iam.models import Role, iam_backends  # noqa: E402
from moto.moto_server.werkzeug_app import (  # noqa: E402
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from moto.elbv2 import models as elbv2  # noqa: E402
from moto.route53.models import route53_backends  # noqa: E402
from moto.rds import utils as rds_utils  # noqa: E402
from werkzeug.serving import make_server  # noqa: E402

EMULATED = {name for name in parsing.get_model_map() if name.startswith("AWS::")}
# Read by clean_json without a class of its own; never "supported" in the sense of this step.
EMULATED -= {"AWS::SERVICE::RESOURCE"}

journal_lock = threading.Lock()


def journal(**entry):
    with journal_lock, open(JOURNAL_FILE, "a", encoding="utf-8") as file:
        file.write(json.dumps(entry, default=str) + "\n")


class Placeholder(CloudFormationModel):
    """Stands for a resource whose type moto does not emulate."""

    __module__ = "moto.cloudformation.placeholder"  # moto's metaclass reads the service from it

    def __init__(self, name, kind, region):
        self.name, self.kind, self.region = name, kind, region

    @property
    def physical_resource_id(self):
        return f"placeholder-{self.name}"

    @staticmethod
    def cloudformation_type():
        return "batc::Placeholder"

    @staticmethod
    def cloudformation_name_type():
        return ""

    @classmethod
    def has_cfn_attr(cls, attr):
        return True

    def get_cfn_attribute(self, attribute):
        if attribute.endswith("Arn"):
            service = self.kind.split("::")[1].lower()
            return f"arn:aws:{service}:{self.region}:{ACCOUNT}:{self.physical_resource_id}"
        return f"{self.physical_resource_id}.{attribute}"

    @classmethod
    def create_from_cloudformation_json(
        cls, resource_name, cloudformation_json, account_id, region_name, **kwargs
    ):
        return cls(resource_name, kwargs["ResourceType"], region_name)

    @classmethod
    def update_from_cloudformation_json(
        cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name
    ):
        return original_resource

    @classmethod
    def delete_from_cloudformation_json(
        cls, resource_name, cloudformation_json, account_id, region_name
    ):
        return None

    def is_created(self):
        return True


def place_holders():
    stock_class = parsing.resource_class_from_type

    def resource_class(kind):
        if kind in EMULATED:
            return stock_class(kind)
        return Placeholder

    parsing.resource_class_from_type = resource_class


def key(properties):
    properties["Tags"] = [
        {"TagKey": tag["Key"], "TagValue": tag["Value"]} for tag in properties.get("Tags", [])
    ]
    properties["KeyPolicy"] = json.dumps(properties["KeyPolicy"])


def parameter_tags(properties):
    properties["Tags"] = [
        {"Key": key, "Value": value} for key, value in properties.get("Tags", {}).items()
    ]


def role(properties):
    for policy in properties.get("Policies", []):
        policy["PolicyDocument"] = json.dumps(policy["PolicyDocument"])


def database_instance(properties):
    properties["VpcSecurityGroupIds"] = properties.get("VPCSecurityGroups", [])
    if "DBSubnetGroupName" in properties:
        properties["DBSubnetGroupName"] = SimpleNamespace(name=properties["DBSubnetGroupName"])


def document(properties):
    if not isinstance(properties["Content"], str):
        properties["Content"] = json.dumps(properties["Content"])


def record(properties):
    zones = route53_backends[ACCOUNT]["aws"].zones
    zone_id = properties.get("HostedZoneId")
    if zone_id is not None and zone_id not in zones:
        zones[zone_id] = route53_backends[ACCOUNT]["aws"].create_hosted_zone(f"{zone_id}.example", False)


# Properties in the form in which moto's models read them, where that is not CloudFormation's form.
TRANSLATIONS = {
    "AWS::IAM::Role": role,
    "AWS::KMS::Key": key,
    "AWS::RDS::DBInstance": database_instance,
    "AWS::Route53::RecordSet": record,
    "AWS::SSM::Document": document,
    "AWS::SSM::Parameter": parameter_tags,
}


def keep_journal():
    stock = parsing.parse_resource_and_generate_name

    def parse(logical_id, resource_json, resources_map):
        model, cleaned, name = stock(logical_id, resource_json, resources_map)
        kind = resource_json["Type"]
        journal(
            event="resource",
            stack=resources_map["AWS::StackName"],
            logical_id=logical_id,
            type=kind,
            emulated=kind in EMULATED,
            properties=cleaned.get("Properties", {}),
        )
        if kind in TRANSLATIONS:
            TRANSLATIONS[kind](cleaned["Properties"])
        return model, cleaned, name

    parsing.parse_resource_and_generate_name = parse


def name_what_has_no_id():
    """A model without a physical id becomes an object where a reference to it belongs."""
    stock = parsing.parse_and_create_resource

    def create(*arguments, **named):
        resource = stock(*arguments, **named)
        if resource is not None and not hasattr(resource, "physical_resource_id"):
            for name in ("name", "id"):
                if hasattr(resource, name):
                    resource.physical_resource_id = getattr(resource, name)
                    break
        return resource

    parsing.parse_and_create_resource = create


def resolve_more():
    """Intrinsic functions and attributes that moto lacks, tried first; the rest goes to moto."""
    stock = parsing.clean_json

    def clean(value, resources):
        if isinstance(value, dict) and len(value) == 1:
            (name, argument), = value.items()
            if name == "Fn::GetAZs" and isinstance(argument, dict):
                return stock({name: clean(argument, resources)}, resources)
            if name == "Fn::GetStackOutput":
                return stack_output(clean(argument, resources), resources)
            if name == "Fn::GetAtt" and isinstance(argument, list):
                return attribute(argument[0], argument[1], resources)
        return stock(value, resources)

    def attribute(logical_id, name, resources):
        resource = resources.get(logical_id)
        reason = None
        if resource is not None:
            try:
                known = resource.get_cfn_attribute(name)
                if known is not None:
                    return known
            except Exception as error:  # moto's own classes raise whatever they like here
                reason = type(error).__name__
            kind = getattr(resource, "cf_resource_type", "").rsplit("::", 1)[-1]
            if name in ("Id", f"{kind}Id"):
                return resource.physical_resource_id
            journal(
                event="attribute",
                stack=resources["AWS::StackName"],
                type=getattr(resource, "cf_resource_type", type(resource).__name__),
                attribute=name,
                reason=reason,
            )
            return f"placeholder-{logical_id}.{name}"
        return stock({"Fn::GetAtt": [logical_id, name]}, resources)

    def stack_output(argument, resources):
        region = argument.get("Region", resources["AWS::Region"])
        for stack in cloudformation_backends[ACCOUNT][region].stacks.values():
            if stack.name == argument["StackName"]:
                for output in stack.outputs or []:
                    if output["OutputKey"] == argument["OutputName"]:
                        return output["OutputValue"]
        raise parsing.ValidationError(message=f"no stack output {argument}")

    parsing.clean_json = clean
    # Says no to outputs of attributes that it does not know; cfn-lint has seen to those that do not exist.
    parsing.ResourceMap.validate_outputs = lambda self: None


def run_change_sets_in_full():
    def execute(self, change_set_name, stack_name=None):
        change_set = self.describe_change_set(change_set_name)
        stack = self.stacks[change_set.stack_id]
        first = change_set.change_set_type == "CREATE"
        stack.cross_stack_resources = self.exports
        stack.resource_map.cross_stack_resources = self.exports
        try:
            if first:
                stack._add_stack_event("CREATE_IN_PROGRESS", resource_status_reason="User Initiated")
                stack.template = change_set.template
                stack._parse_template()
                stack.resource_map = stack._create_resource_map()
                stack.output_map = stack._create_output_map()
                self._validate_export_uniqueness(stack)
                stack.create_resources()
                [*stack.output_map.values()]
            else:
                for export in stack.exports:
                    self.exports.pop(export.name, None)
                stack.update(change_set.template, change_set.role_arn, change_set.parameters, change_set.tags)
                # moto rebuilds the resources' map for the outputs and would create every one again
                stack.output_map = cloudformation.OutputMap(stack.resource_map, stack.template_dict, stack.stack_id)
            for export in stack.exports:
                self.exports[export.name] = export
        except Exception as error:
            traceback.print_exc()
            reason = getattr(error, "message", None) or repr(error)
            kind = "CREATE" if first else "UPDATE"
            stack._add_stack_event(f"{kind}_FAILED", resource_status_reason=reason)
            stack.status = "ROLLBACK_COMPLETE" if first else "UPDATE_ROLLBACK_COMPLETE"
            stack._add_stack_event(stack.status)
            # moto creates what is missing whenever a stack's resources are listed
            stack.resource_map._resource_json_map = {}
            stack.output_map = cloudformation.OutputMap(stack.resource_map, {}, stack.stack_id)
        change_set.execution_status = "EXECUTE_COMPLETE"

    cloudformation.CloudFormationBackend.execute_change_set = execute

    def delete(self, change_set_name):
        for arn in [arn for arn, known in self.change_sets.items() if change_set_name in (arn, known.change_set_name)]:
            del self.change_sets[arn]

    cloudformation.CloudFormationBackend.delete_change_set = delete


def attach_managed_policies():
    """A role made by a template has AWS's policies."""
    stock = Role.create_from_cloudformation_json.__func__

    def create(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        made = stock(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs)
        for arn in cloudformation_json["Properties"].get("ManagedPolicyArns", []):
            iam_backends[account_id]["aws"].attach_role_policy(arn, made.name)
        return made

    Role.create_from_cloudformation_json = classmethod(create)


def import_definitions():
    """A REST API whose Body is an OpenAPI definition gets its routes."""
    stock = RestAPI.create_from_cloudformation_json.__func__

    def create(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        api = stock(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs)
        body = copy.deepcopy(cloudformation_json["Properties"].get("Body"))
        if body:
            # moto wants of every integration what mocks have no use for
            for methods in body["paths"].values():
                for method in methods.values():
                    for name in ("uri", "httpMethod"):
                        method["x-amazon-apigateway-integration"].setdefault(name, "")
            backend = apigateway_backends[account_id][region_name]
            backend.put_rest_api(api.id, body, fail_on_warnings=False, mode="overwrite")
        return api

    RestAPI.create_from_cloudformation_json = classmethod(create)


def let_windows_touch():
    stock = rds_utils.get_overlap_between_two_date_ranges
    rds_utils.get_overlap_between_two_date_ranges = lambda *ranges: stock(*ranges) or -1


def let_listeners_have_certificates():
    stock = elbv2.register_certificate

    def register(account_id, region, arn_certificate, arn_user):
        if not arn_certificate.startswith("placeholder-"):
            stock(account_id, region, arn_certificate, arn_user)

    elbv2.register_certificate = register


def main():
    let_listeners_have_certificates()
    place_holders()
    keep_journal()
    name_what_has_no_id()
    resolve_more()
    run_change_sets_in_full()
    attach_managed_policies()
    import_definitions()
    let_windows_touch()
    server = make_server(
        "127.0.0.1",
        0,
        DomainDispatcherApplication(create_backend_app),
        threaded=True,
        request_handler=MotoRequestHandler,
    )
    os.environ["MOTO_PORT"] = str(server.server_port)
    # Renamed into place: whoever waits for the file reads it whole.
    with open(PORT_FILE + ".new", "w", encoding="utf-8") as file:
        file.write(str(server.server_port))
    os.rename(PORT_FILE + ".new", PORT_FILE)
    server.serve_forever()


main()
