"""Runs a task of ECS to its end for CloudFormation, and lets the deployment fail when the task does.

Properties: Cluster, TaskDefinition, Container (whose exit code and log count), Subnets, SecurityGroups, LogGroup,
LogPrefix, TimeoutSeconds. Whenever one of them changes the task is run again. Deleting runs nothing.

A function may run for 15 minutes and a migration for longer: shortly before its own end this one invokes itself with
the same event and the task that it waits for.
"""

import json
import time
import urllib.request

import boto3

PAUSE = 5  # seconds between two looks at the task
RESERVE = 60  # seconds before the function's own end at which it hands over

NEVER_STARTED = "the task could not be started"


def handler(event, context):
    try:
        if event["RequestType"] == "Delete":
            return answer(event, "SUCCESS")
        task = event.get("Task") or start(event)
        stopped = wait(event["ResourceProperties"]["Cluster"], task, context)
        if stopped is None and time.time() < task["Deadline"]:
            return hand_over(event, task, context)
        why = too_long(event, task) if stopped is None else failure(event["ResourceProperties"], stopped)
        if why is None:
            answer(event, "SUCCESS")
        else:
            reason, container = why
            answer(event, "FAILED", f"{reason} {last_words(event['ResourceProperties'], container, task['Arn'])}".strip())
    except Exception as error:  # whatever it is, CloudFormation has to hear of it, or it waits for an hour
        answer(event, "FAILED", f"{type(error).__name__}: {error}")


def start(event):
    """Starts the task. The token makes sure that a second call with the same event starts no second one."""
    properties = event["ResourceProperties"]
    answered = boto3.client("ecs").run_task(
        cluster=properties["Cluster"],
        taskDefinition=properties["TaskDefinition"],
        launchType="FARGATE",
        clientToken=event["RequestId"],
        startedBy="CloudFormation",
        propagateTags="TASK_DEFINITION",
        networkConfiguration={
            "awsvpcConfiguration": {
                "subnets": properties["Subnets"],
                "securityGroups": properties["SecurityGroups"],
                "assignPublicIp": "DISABLED",
            }
        },
    )
    if not answered["tasks"]:
        raise RuntimeError(f"{NEVER_STARTED}: {answered['failures']}")
    return {"Arn": answered["tasks"][0]["taskArn"], "Deadline": time.time() + int(properties["TimeoutSeconds"])}


def wait(cluster, task, context):
    """The task when it has stopped; None when the time is up, the task's or the function's."""
    ecs = boto3.client("ecs")
    while time.time() < task["Deadline"] and context.get_remaining_time_in_millis() > RESERVE * 1000:
        found = ecs.describe_tasks(cluster=cluster, tasks=[task["Arn"]])["tasks"]
        if found and found[0]["lastStatus"] == "STOPPED":
            return found[0]
        time.sleep(PAUSE)  # a task that was just started may not be found yet
    return None


def hand_over(event, task, context):
    boto3.client("lambda").invoke(
        FunctionName=context.invoked_function_arn,
        InvocationType="Event",
        Payload=json.dumps(event | {"Task": task}).encode(),
    )


def too_long(event, task):
    """Stops a task whose time is up."""
    properties = event["ResourceProperties"]
    why = f"it ran for longer than {properties['TimeoutSeconds']} seconds, and was stopped."
    boto3.client("ecs").stop_task(cluster=properties["Cluster"], task=task["Arn"], reason=why)
    return why, properties["Container"]


def failure(properties, stopped):
    """What went wrong in a stopped task, and in which container; None when the one that counts ended well."""
    exits = {c["name"]: c["exitCode"] for c in stopped["containers"] if "exitCode" in c}
    if exits.get(properties["Container"]) == 0:
        return None
    for name, code in exits.items():
        if code != 0:
            return f"{name} ended with exit code {code}.", name
    reasons = [c["reason"] for c in stopped["containers"] if c.get("reason")]
    why = "; ".join([stopped.get("stoppedReason", "no reason given"), *reasons])
    return f"{NEVER_STARTED}: {why}.", properties["Container"]


def last_words(properties, container, arn):
    """The end of a container's log, where the reason is; nothing when there is no log."""
    stream = "/".join([properties["LogPrefix"], container, arn.rsplit("/", 1)[-1]])
    logs = boto3.client("logs")
    try:
        found = logs.get_log_events(logGroupName=properties["LogGroup"], logStreamName=stream, limit=30)
    except logs.exceptions.ResourceNotFoundException:
        return ""
    except Exception as error:  # what went wrong with the task is more important
        return f"Its log could not be read: {type(error).__name__}: {error}"[:300]
    return "\n".join(entry["message"] for entry in found["events"])[-1500:]


def answer(event, status, reason=""):
    """Tells CloudFormation how it went. The whole answer may have 4 KB."""
    body = {"Status": status, "Reason": reason[:2000]}
    body["PhysicalResourceId"] = event.get("PhysicalResourceId", event["LogicalResourceId"])
    body |= {name: event[name] for name in ("StackId", "RequestId", "LogicalResourceId")}
    request = urllib.request.Request(
        event["ResponseURL"], json.dumps(body).encode(), {"Content-Type": ""}, method="PUT"
    )
    urllib.request.urlopen(request, timeout=30).close()
