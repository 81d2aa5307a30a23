"""Reads a cloud assembly's manifest, for the other steps.

usage: assembly.py templates ASSEMBLY     "region<TAB>template" a line, one for each stack
       assembly.py account ASSEMBLY       the account of its stacks
"""

import json
import pathlib
import sys

DEFAULT_ACCOUNT, DEFAULT_REGION = "123456789012", "eu-central-1"


def stacks(assembly):
    """(name, artifact, account, region) of each stack, in the manifest's order, which must hold one at least."""
    assembly = pathlib.Path(assembly)
    artifacts = json.loads((assembly / "manifest.json").read_text())["artifacts"]
    found = []
    for name, artifact in artifacts.items():
        if artifact["type"] == "aws:cloudformation:stack":
            account, region = artifact["environment"].removeprefix("aws://").split("/")
            account = DEFAULT_ACCOUNT if account == "unknown-account" else account
            found.append((name, artifact, account, DEFAULT_REGION if region == "unknown-region" else region))
    if not found:
        sys.exit(f"{assembly}: no stack in the manifest")
    listed = {artifact["properties"]["templateFile"] for _, artifact, _, _ in found}
    stray = sorted(path.name for path in assembly.glob("*.template.*") if path.name not in listed)
    if stray:
        sys.exit(f"{assembly}: templates of no stack: {', '.join(stray)}")
    return found


def template(assembly, artifact):
    """The template of a stack's artifact."""
    return json.loads((pathlib.Path(assembly) / artifact["properties"]["templateFile"]).read_text())


def main(what, assembly):
    known = stacks(assembly)
    accounts = {account for _, _, account, _ in known}
    if len(accounts) != 1:
        sys.exit(f"{assembly}: one account expected, found {sorted(accounts)}")
    if what == "account":
        print(*accounts)
        return
    for _, artifact, _, region in known:
        print(f"{region}\t{pathlib.Path(assembly) / artifact['properties']['templateFile']}")


if __name__ == "__main__":
    main(*sys.argv[1:])
