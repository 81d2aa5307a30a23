import unittest

import fakes

OPEN = {
    "GroupName": "default",
    "IpPermissions": [{"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupId": "sg-1"}]}],
    "IpPermissionsEgress": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}],
}
CLOSED = {"GroupName": "default", "IpPermissions": [], "IpPermissionsEgress": []}


class Ec2:
    def __init__(self, group):
        self.group, self.revoked = group, []

    def describe_security_groups(self, GroupIds):
        self.asked = GroupIds
        return {"SecurityGroups": [self.group]}

    def revoke_security_group_ingress(self, GroupId, IpPermissions):
        self.revoked.append(("in", GroupId, IpPermissions))

    def revoke_security_group_egress(self, GroupId, IpPermissions):
        self.revoked.append(("out", GroupId, IpPermissions))


class CloseDefaultGroup(unittest.TestCase):
    def run_with(self, group, kind="Create", **more):
        ec2, answers = Ec2(group), fakes.Answers(self)
        module = fakes.load("close_default_group", {"ec2": ec2})
        module.handler(fakes.event(kind, {"GroupId": "sg-1"}, **more), None)
        self.assertEqual(len(answers), 1)
        return ec2, answers[0]

    def test_takes_off_whatever_rules_there_are(self):
        ec2, answer = self.run_with(OPEN)
        self.assertEqual(ec2.asked, ["sg-1"])
        self.assertEqual(
            ec2.revoked,
            [("in", "sg-1", OPEN["IpPermissions"]), ("out", "sg-1", OPEN["IpPermissionsEgress"])],
        )
        self.assertEqual(answer["Status"], "SUCCESS")
        self.assertEqual(answer["PhysicalResourceId"], "sg-1")
        self.assertEqual((answer["StackId"], answer["RequestId"]), ("arn:stack", "request-1"))
        self.assertEqual(answer["LogicalResourceId"], "VpcDefaultGroupClosed")

    def test_leaves_a_closed_group_alone(self):
        ec2, answer = self.run_with(CLOSED, "Update", PhysicalResourceId="sg-1")
        self.assertEqual((ec2.revoked, answer["Status"]), ([], "SUCCESS"))

    def test_refuses_a_group_of_another_name(self):
        ec2, answer = self.run_with({**OPEN, "GroupName": "web"})
        self.assertEqual((ec2.revoked, answer["Status"]), ([], "FAILED"))
        self.assertIn("sg-1 is the group web", answer["Reason"])

    def test_deleting_changes_nothing(self):
        ec2, answer = self.run_with(OPEN, "Delete", PhysicalResourceId="sg-1")
        self.assertEqual((ec2.revoked, answer["Status"]), ([], "SUCCESS"))
        self.assertFalse(hasattr(ec2, "asked"))

    def test_answers_when_ec2_refuses(self):
        def refuse(**_):
            raise PermissionError("not authorized " * 1000)

        ec2, answers = Ec2(OPEN), fakes.Answers(self)
        ec2.revoke_security_group_egress = refuse
        fakes.load("close_default_group", {"ec2": ec2}).handler(fakes.event("Create", {"GroupId": "sg-1"}), None)
        self.assertEqual(answers[0]["Status"], "FAILED")
        self.assertTrue(answers[0]["Reason"].startswith("PermissionError: not authorized"))


if __name__ == "__main__":
    unittest.main()
