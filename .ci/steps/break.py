"""Copies a cloud assembly with one fault put in, for can_fail.sh. usage: break.py FAULT ASSEMBLY COPY"""

import json
import pathlib
import shutil
import sys

import assembly


def edit(path, change):
    content = json.loads(path.read_text())
    change(content)
    path.write_text(json.dumps(content))


def main(fault, source, copy):
    shutil.copytree(source, copy)
    copy = pathlib.Path(copy)
    last = assembly.stacks(copy)[-1][1]
    template = copy / last["properties"]["templateFile"]
    queue = {"Type": "AWS::SQS::Queue", "Properties": {}}

    def in_template(change):
        edit(template, lambda content: change(content["Resources"]))

    if fault == "lint":
        queue["Properties"]["NoSuchProperty"] = 1
        in_template(lambda resources: resources.update(Faulty=queue))
    elif fault == "import":
        queue["Properties"]["QueueName"] = {"Fn::ImportValue": "no-such-export"}
        in_template(lambda resources: resources.update(Faulty=queue))
    elif fault == "finding":
        topic = {"Type": "AWS::SNS::Topic", "Properties": {}}
        in_template(lambda resources: resources.update(Faulty=topic))
    elif fault == "exception":
        queue["Metadata"] = {"checkov": {"skip": [{"id": "CKV_AWS_18", "comment": "no reason"}]}}
        in_template(lambda resources: resources.update(Faulty=queue))
    elif fault == "missing":
        in_template(lambda resources: resources.update(NeverCreated=queue))
    elif fault == "order":
        edit(copy / "manifest.json", lambda manifest: [a.pop("dependencies", 0) for a in manifest["artifacts"].values()])
    else:
        sys.exit(f"unknown fault {fault}")


main(*sys.argv[1:])
