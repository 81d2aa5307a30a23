import json
import types
import unittest

import fakes

PROPERTIES = {
    "Cluster": "cluster",
    "TaskDefinition": "arn:definition:7",
    "Container": "flyway",
    "Subnets": ["subnet-1", "subnet-2"],
    "SecurityGroups": ["sg-1"],
    "LogGroup": "log",
    "LogPrefix": "migrations",
    "TimeoutSeconds": "3000",  # CloudFormation turns numbers into text
}
TASK = "arn:aws:ecs:eu-central-1:111111111111:task/cluster/0123abcd"


def stopped(exit_code, fetched=0, **more):
    return {
        "lastStatus": "STOPPED",
        "containers": [
            {"name": "fetch", "exitCode": fetched},
            {"name": "flyway"} if exit_code is None else {"name": "flyway", "exitCode": exit_code},
        ],
        **more,
    }


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self):
        self.now = 1_000_000.0

    def time(self):
        return self.now

    def sleep(self, seconds):
        self.now += seconds


class Context:
    invoked_function_arn = "arn:function"

    def __init__(self, clock, seconds=900):
        self.clock, self.end = clock, clock.now + seconds

    def get_remaining_time_in_millis(self):
        return int((self.end - self.clock.now) * 1000)


class Ecs:
    """A task that stops after some time, the way that `end` says."""

    def __init__(self, clock, seconds, end, failures=()):
        self.clock, self.seconds, self.end, self.failures = clock, seconds, end, list(failures)
        self.runs, self.stops, self.started = [], [], clock.now

    def run_task(self, **asked):
        self.runs.append(asked)
        self.started = self.clock.now
        return {"tasks": [] if self.failures else [{"taskArn": TASK}], "failures": self.failures}

    def describe_tasks(self, cluster, tasks):
        assert (cluster, tasks) == ("cluster", [TASK])
        if self.clock.now == self.started:
            return {"tasks": []}  # ECS does not know at once what it has started
        done = self.clock.now - self.started >= self.seconds
        return {"tasks": [self.end if done else {"lastStatus": "RUNNING", "containers": []}]}

    def stop_task(self, **asked):
        self.stops.append(asked)


class Logs:
    class exceptions:
        class ResourceNotFoundException(Exception):
            pass

    def __init__(self, lines):
        self.lines = lines

    def get_log_events(self, logGroupName, logStreamName, limit):
        assert logGroupName == "log"
        self.stream = logStreamName
        if self.lines is None:
            raise self.exceptions.ResourceNotFoundException
        if isinstance(self.lines, Exception):
            raise self.lines
        return {"events": [{"message": line} for line in self.lines[-limit:]]}


class Lambda:
    def __init__(self):
        self.invocations = []

    def invoke(self, FunctionName, InvocationType, Payload):
        assert (FunctionName, InvocationType) == ("arn:function", "Event")
        self.invocations.append(json.loads(Payload))


class RunMigrations(unittest.TestCase):
    def setUp(self):
        self.clock, self.answers, self.again = Clock(), fakes.Answers(self), Lambda()

    def run_with(self, seconds, end, kind="Create", lines=None, failures=(), **more):
        """Handles the event and all that the function sends to itself, each in an invocation of its own."""
        self.ecs = Ecs(self.clock, seconds, end, failures)
        self.logs = Logs(lines)
        module = fakes.load("run_migrations", {"ecs": self.ecs, "logs": self.logs, "lambda": self.again})
        module.time = types.SimpleNamespace(time=self.clock.time, sleep=self.clock.sleep)
        module.handler(fakes.event(kind, PROPERTIES, **more), Context(self.clock))
        handled = 0
        while handled < len(self.again.invocations):
            self.assertEqual(self.answers, [])
            module.handler(self.again.invocations[handled], Context(self.clock))
            handled += 1
        self.assertEqual(len(self.answers), 1)
        return self.answers[0]

    def test_waits_for_a_task_that_ends_well(self):
        answer = self.run_with(90, stopped(0))
        self.assertEqual((answer["Status"], answer["PhysicalResourceId"]), ("SUCCESS", "VpcDefaultGroupClosed"))
        self.assertEqual((self.again.invocations, self.ecs.stops), ([], []))
        run = self.ecs.runs[0]
        self.assertEqual((run["cluster"], run["taskDefinition"]), ("cluster", "arn:definition:7"))
        self.assertEqual(run["clientToken"], "request-1")
        network = run["networkConfiguration"]["awsvpcConfiguration"]
        self.assertEqual(network["subnets"], ["subnet-1", "subnet-2"])
        self.assertEqual((network["securityGroups"], network["assignPublicIp"]), (["sg-1"], "DISABLED"))

    def test_hands_over_to_itself_and_starts_one_task_only(self):
        answer = self.run_with(2900, stopped(0))
        self.assertEqual(answer["Status"], "SUCCESS")
        self.assertEqual(len(self.ecs.runs), 1)
        self.assertEqual(len(self.again.invocations), 3)
        self.assertEqual({again["Task"]["Arn"] for again in self.again.invocations}, {TASK})

    def test_fails_with_the_end_of_the_log(self):
        answer = self.run_with(60, stopped(1), lines=["line"] * 100 + ["ERROR: relation exists"])
        self.assertEqual(answer["Status"], "FAILED")
        self.assertTrue(answer["Reason"].startswith("flyway ended with exit code 1. line\n"))
        self.assertTrue(answer["Reason"].endswith("ERROR: relation exists"))
        self.assertEqual(self.logs.stream, "migrations/flyway/0123abcd")

    def test_fails_with_the_log_of_the_container_that_failed(self):
        answer = self.run_with(60, stopped(None, fetched=254), lines=["fatal error: 404 Not Found"])
        self.assertEqual(answer["Reason"], "fetch ended with exit code 254. fatal error: 404 Not Found")
        self.assertEqual(self.logs.stream, "migrations/fetch/0123abcd")

    def test_says_what_failed_also_when_the_log_cannot_be_read(self):
        answer = self.run_with(60, stopped(1), lines=PermissionError("no"))
        self.assertEqual(
            answer["Reason"], "flyway ended with exit code 1. Its log could not be read: PermissionError: no"
        )

    def test_fails_when_the_image_cannot_be_pulled(self):
        end = stopped(None, stoppedReason="CannotPullContainerError: no such image")
        answer = self.run_with(60, end)
        self.assertEqual(answer["Status"], "FAILED")
        self.assertEqual(
            answer["Reason"], "the task could not be started: CannotPullContainerError: no such image."
        )

    def test_fails_when_ecs_refuses(self):
        answer = self.run_with(0, None, failures=[{"reason": "no capacity"}])
        self.assertEqual(answer["Status"], "FAILED")
        self.assertIn("no capacity", answer["Reason"])

    def test_stops_what_takes_too_long(self):
        answer = self.run_with(10_000, stopped(0))
        self.assertEqual(answer["Status"], "FAILED")
        self.assertIn("longer than 3000 seconds", answer["Reason"])
        self.assertEqual([(stop["cluster"], stop["task"]) for stop in self.ecs.stops], [("cluster", TASK)])

    def test_runs_again_when_something_changes(self):
        answer = self.run_with(60, stopped(0), "Update", PhysicalResourceId="first")
        self.assertEqual((answer["Status"], answer["PhysicalResourceId"]), ("SUCCESS", "first"))
        self.assertEqual(len(self.ecs.runs), 1)

    def test_deleting_runs_nothing(self):
        answer = self.run_with(60, stopped(1), "Delete", PhysicalResourceId="first")
        self.assertEqual((answer["Status"], answer["PhysicalResourceId"]), ("SUCCESS", "first"))
        self.assertEqual(self.ecs.runs, [])


if __name__ == "__main__":
    unittest.main()
