"""Asserts that every resource of an assembly's templates exists in the emulator, as its template says.

usage: check_deployed.py ASSEMBLY JOURNAL          (AWS_ENDPOINT_URL names the emulator)

For each stack: complete, deployed after the stacks that it depends on, every output and export there, every resource
there with its type and a physical id, nothing unresolved in its properties; and for the types in deployed_checks.py,
what the service's own API returns equals what the template asked for. Prints what the emulator could not show.
"""

import collections
import json
import pathlib
import sys

import boto3

import assembly
import deployed_checks

# moto gives these no id of their own; their own check finds them by what they say.
WITHOUT_ID = {"AWS::EC2::SecurityGroupIngress", "AWS::EC2::SecurityGroupEgress", "AWS::Lambda::Permission"}


class Failures(list):
    def unless(self, condition, message):
        if not condition:
            self.append(message)


def read_journal(path):
    """(stack, logical id) → its last entry, and the (type, attribute) pairs that the emulator does not know."""
    resources, attributes = {}, set()
    for line in path.read_text().splitlines():
        entry = json.loads(line)
        if entry["event"] == "resource":
            resources[entry["stack"], entry["logical_id"]] = entry
        else:
            attributes.add(f"{entry['type']}.{entry['attribute']}")
    return resources, attributes


def unresolved(value, names):
    """The first intrinsic function that is still there in a resolved property, or None."""
    if isinstance(value, dict):
        if len(value) == 1:
            (key,) = value
            if key == "Ref" or key.startswith("Fn::"):
                return json.dumps(value)
        value = list(value.values())
    if isinstance(value, list):
        return next((found for item in value if (found := unresolved(item, names))), None)
    if isinstance(value, str) and "${" in value:
        for name in names:
            if f"${{{name}}}" in value or f"${{{name}." in value:
                return value
    return None


def imports(value):
    """Names of the exports that a template imports, where they are plain text."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "Fn::ImportValue" and isinstance(item, str):
                yield item
            else:
                yield from imports(item)
    elif isinstance(value, list):
        for item in value:
            yield from imports(item)


def check_stack(cloudformation, artifact, template, entries, failures):
    """Checks one stack and returns (logical id → physical id, its description), or None where it is not there."""
    stack_name = artifact["properties"]["stackName"]
    try:
        stack = cloudformation.describe_stacks(StackName=stack_name)["Stacks"][0]
    except cloudformation.exceptions.ClientError as error:
        failures.append(f"{stack_name}: not deployed: {error}")
        return None
    failures.unless(
        stack["StackStatus"] in ("CREATE_COMPLETE", "UPDATE_COMPLETE"), f"{stack_name}: {stack['StackStatus']}"
    )
    tags = {tag["Key"]: tag["Value"] for tag in stack.get("Tags", [])}
    for key, value in artifact["properties"].get("tags", {}).items():
        failures.unless(tags.get(key) == value, f"{stack_name}: stack tag {key} is {tags.get(key)!r}, not {value!r}")

    outputs = {output["OutputKey"]: output for output in stack.get("Outputs", [])}
    for name, output in template.get("Outputs", {}).items():
        if "Condition" not in output:
            failures.unless(outputs.get(name, {}).get("OutputValue"), f"{stack_name}: output {name} has no value")

    deployed = {
        resource["LogicalResourceId"]: resource
        for resource in cloudformation.describe_stack_resources(StackName=stack_name)["StackResources"]
        if "LogicalResourceId" in resource
    }
    names = list(template["Resources"]) + ["AWS::Region", "AWS::AccountId", "AWS::Partition", "AWS::StackName"]
    names += list(template.get("Parameters", {}))
    physical = {}
    for logical_id, resource in template["Resources"].items():
        where = f"{stack_name}.{logical_id} ({resource['Type']})"
        entry = entries.get((stack_name, logical_id))
        if entry is None and "Condition" in resource:
            continue
        if entry is None or logical_id not in deployed:
            failures.append(f"{where}: not created")
            continue
        there = deployed[logical_id]
        failures.unless(there["ResourceType"] == resource["Type"], f"{where}: created as {there['ResourceType']}")
        physical[logical_id] = there.get("PhysicalResourceId")
        failures.unless(physical[logical_id] or resource["Type"] in WITHOUT_ID, f"{where}: no physical id")
        left = unresolved(entry["properties"], names)
        failures.unless(left is None, f"{where}: not resolved: {left}")
        asked = set(resource.get("Properties", {}))
        failures.unless(set(entry["properties"]) <= asked, f"{where}: properties from nowhere")
    return physical, stack


def check_order(stacks, failures):
    """Each stack was created after those it depends on, and depends on every stack that exports what it imports."""
    exported = {}
    for name, _, template, created, _ in stacks.values():
        for output in template.get("Outputs", {}).values():
            if isinstance(output.get("Export", {}).get("Name"), str):
                exported[output["Export"]["Name"]] = name
    for name, artifact, template, created, region in stacks.values():
        dependencies = artifact.get("dependencies", [])
        for dependency in dependencies:
            if dependency in stacks:
                failures.unless(
                    stacks[dependency][3] <= created, f"{name}: deployed before {dependency}, which it depends on"
                )
        for export in imports(template):
            failures.unless(export in exported, f"{name}: imports {export}, which no stack of the assembly exports")
            if export in exported:
                failures.unless(
                    exported[export] in dependencies,
                    f"{name}: imports {export} of {exported[export]}, but the manifest does not say that it depends on it",
                )


def check_exports(clients, stacks, failures):
    """Every export is known in its region."""
    for name, _, template, _, region in stacks.values():
        pages = clients(region, "cloudformation").get_paginator("list_exports").paginate()
        known = {export["Name"]: export["Value"] for page in pages for export in page["Exports"]}
        for output in template.get("Outputs", {}).values():
            export = output.get("Export", {}).get("Name")
            if isinstance(export, str):
                failures.unless(known.get(export), f"{name}: no export {export}")


def main():
    folder, journal = sys.argv[1:3]
    entries, attributes = read_journal(pathlib.Path(journal))
    sessions = {}

    def clients(region, service):
        if (region, service) not in sessions:
            sessions[region, service] = boto3.client(service, region_name=region)
        return sessions[region, service]

    failures = Failures()
    placed = collections.defaultdict(list)
    stacks, deep, shallow, missing = {}, 0, collections.Counter(), collections.defaultdict(list)
    for name, artifact, _, region in assembly.stacks(folder):
        template = assembly.template(folder, artifact)
        checked = check_stack(clients(region, "cloudformation"), artifact, template, entries, failures)
        if checked is None:
            continue
        physical, stack = checked
        stacks[name] = (name, artifact, template, stack["CreationTime"], region)
        counts = collections.Counter()
        for logical_id, identifier in physical.items():
            entry = entries[stack["StackName"], logical_id]
            kind = entry["type"]
            if not entry["emulated"]:
                missing[kind].append(f"{name}.{logical_id}")
                counts["not emulated"] += 1
                continue
            counts["emulated"] += 1
            check = deployed_checks.BY_TYPE.get(kind)
            if check is None:
                shallow[kind] += 1
                continue
            deep += 1
            where = f"{stack['StackName']}.{logical_id} ({kind})"
            try:
                for problem in check(lambda service: clients(region, service), identifier, entry["properties"], physical):
                    failures.append(f"{where}: {problem}")
            except Exception as error:
                failures.append(f"{where}: {type(error).__name__}: {error}")
        print(f"{name}: {len(physical)} resources, {counts['emulated']} emulated, {counts['not emulated']} not")
        own = [entries[stack["StackName"], logical_id] for logical_id in physical]
        placed[region] += [(entry, physical[entry["logical_id"]]) for entry in own]
        for problem in deployed_checks.whole_stack(lambda service: clients(region, service), own, physical):
            failures.append(f"{stack['StackName']}: {problem}")
    for region, entries_there in placed.items():
        for problem in deployed_checks.security_group_rules(lambda service: clients(region, service), entries_there):
            failures.append(f"{region}: {problem}")
    check_order(stacks, failures)
    check_exports(clients, stacks, failures)
    failures.unless(deep, "no resource was compared with its service's API")

    print(f"{deep} resources compared with their service's API; by type, id and resolved properties only:")
    print("  " + (", ".join(f"{kind} ({count})" for kind, count in sorted(shallow.items())) or "none"))
    print("not emulated, checked for resolved properties only:")
    for kind, where in sorted(missing.items()):
        print(f"  {kind}: {', '.join(where)}")
    if attributes:
        print("attributes that the emulator does not know:\n  " + ", ".join(sorted(attributes)))
    for failure in failures:
        print(f"FAILED {failure}", file=sys.stderr)
    sys.exit(1 if failures else 0)


main()
