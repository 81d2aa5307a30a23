"""Prepares templates for checkov, and judges what it found.

usage: checkov.py copy FOLDER ASSEMBLY…   into FOLDER/allowed as they are, and into FOLDER/bare without exceptions
       checkov.py compare FOLDER          the reports FOLDER/allowed.json and FOLDER/bare.json
       checkov.py checks <LIST            from `checkov --list`: each check of CloudFormation with its resource types
"""

import collections
import json
import pathlib
import sys

import assembly


def copy(folder, *assemblies):
    for name in assemblies:
        for _, artifact, _, _ in assembly.stacks(name):
            template = assembly.template(name, artifact)
            file = pathlib.Path(name).name + "/" + artifact["properties"]["templateFile"]
            write(folder / "allowed" / file, template)
            for resource in template["Resources"].values():
                resource.get("Metadata", {}).pop("checkov", None)
            write(folder / "bare" / file, template)


def write(path, template):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(template, indent=1))


def report(folder, name):
    found = json.loads((folder / f"{name}.json").read_text())
    if found.get("summary", {}).get("parsing_errors", 1):
        sys.exit(f"checkov could not read: {found}")
    return found["results"]


def key(check):
    return check["file_path"], check["resource"], check["check_id"]


def exceptions(folder):
    """(id, reason) of each exception, with the (file, resource, id) that it is for."""
    found = collections.defaultdict(set)
    for path in sorted((folder / "allowed").rglob("*.json")):
        file = "/" + path.relative_to(folder / "allowed").as_posix()
        for logical_id, resource in json.loads(path.read_text())["Resources"].items():
            for skip in resource.get("Metadata", {}).get("checkov", {}).get("skip", []):
                name = f"{resource['Type']}.{logical_id}"
                found[skip["id"], skip["comment"]].add((file, name, skip["id"]))
    return found


def compare(folder):
    allowed, bare = report(folder, "allowed"), report(folder, "bare")
    wrong = []
    for check in allowed["failed_checks"]:
        wrong.append(f"{check['file_path'][1:]}: {check['resource']}: {check['check_id']}: {check['check_name']}")
    failing = {key(check) for check in bare["failed_checks"]}
    used = exceptions(folder)
    for (check, reason), places in sorted(used.items()):
        if not places & failing:
            wrong.append(f"{check} fails nowhere where it is allowed: {reason}")
    if not bare["passed_checks"]:
        wrong.append("no check passed: was anything looked at?")
    for line in wrong:
        print(line)
    passed, lifted = len(allowed["passed_checks"]), len(failing) - len(allowed["failed_checks"])
    print(f"{passed} checks passed, {len(allowed['failed_checks'])} failed, {lifted} allowed for {len(used)} reasons")
    sys.exit(bool(wrong))


def checks():
    found = collections.defaultdict(set)
    for line in sys.stdin:
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) > 6 and cells[2].startswith("CKV") and cells[6] == "Cloudformation" and "::" in cells[4]:
            found[cells[2]].add(cells[4])
    for check, types in sorted(found.items()):
        print(check, *sorted(types))


if __name__ == "__main__":
    command, *rest = sys.argv[1:]
    if command == "checks":
        checks()
    else:
        {"copy": copy, "compare": compare}[command](pathlib.Path(rest[0]), *rest[1:])
