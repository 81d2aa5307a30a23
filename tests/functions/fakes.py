"""What the library's functions of Lambda see when they are tested: a fake boto3, and CloudFormation's end of the line."""

import importlib.util
import json
import pathlib
import sys
import types
import urllib.request

ROOT = pathlib.Path(__file__).parents[2]


def load(name, clients, folder="stdlib/functions"):
    """The module FOLDER/NAME.py, with boto3.client looking into `clients`."""
    boto3 = types.ModuleType("boto3")
    boto3.client = lambda service: clients[service]
    sys.modules["boto3"] = boto3
    spec = importlib.util.spec_from_file_location(name, ROOT / folder / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def event(kind, properties, **more):
    """What CloudFormation asks."""
    return {
        "RequestType": kind,
        "ResponseURL": "https://answers.invalid/1",
        "StackId": "arn:stack",
        "RequestId": "request-1",
        "LogicalResourceId": "VpcDefaultGroupClosed",
        "ResourceProperties": {"ServiceToken": "arn:function", **properties},
        **more,
    }


class Answers(list):
    """Takes the place of urllib's urlopen, and keeps what CloudFormation is told."""

    def __init__(self, test):
        super().__init__()
        stock = urllib.request.urlopen
        urllib.request.urlopen = self.take
        test.addCleanup(setattr, urllib.request, "urlopen", stock)

    def take(self, request, timeout):
        assert request.get_method() == "PUT" and request.full_url == "https://answers.invalid/1"
        # A signed URL of S3 is signed for no content type; urllib would send one of its own.
        assert request.get_header("Content-type") == ""
        assert len(request.data) <= 4096, "CloudFormation takes 4 KB"
        self.append(json.loads(request.data))
        return types.SimpleNamespace(close=lambda: None)
