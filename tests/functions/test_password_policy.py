import unittest

import fakes


class NoSuchEntityException(Exception):
    pass


class Iam:
    exceptions = type("Exceptions", (), {"NoSuchEntityException": NoSuchEntityException})

    def __init__(self, fault):
        self.fault, self.length = fault, None

    def update_account_password_policy(self, MinimumPasswordLength):
        if self.fault:
            raise self.fault
        self.length = MinimumPasswordLength

    def delete_account_password_policy(self):
        if self.fault:
            raise self.fault
        self.length = "none"


class PasswordPolicy(unittest.TestCase):
    def run_with(self, kind, fault=None):
        iam, answers = Iam(fault), fakes.Answers(self)
        module = fakes.load("password_policy", {"iam": iam}, "examples/custom")
        # CloudFormation hands over numbers as texts.
        module.handler(fakes.event(kind, {"MinimumLength": "16"}), None)
        self.assertEqual(len(answers), 1)
        return iam, answers[0]

    def test_sets_the_length_and_tells_so(self):
        for kind in ("Create", "Update"):
            iam, answer = self.run_with(kind)
            self.assertEqual((iam.length, answer["Status"]), (16, "SUCCESS"))
            self.assertEqual(answer["PhysicalResourceId"], "account-password-policy")

    def test_removes_it_also_when_it_is_gone(self):
        iam, answer = self.run_with("Delete")
        self.assertEqual((iam.length, answer["Status"]), ("none", "SUCCESS"))
        _, answer = self.run_with("Delete", NoSuchEntityException("gone"))
        self.assertEqual(answer["Status"], "SUCCESS")

    def test_tells_what_went_wrong(self):
        _, answer = self.run_with("Create", PermissionError("x" * 9000))
        self.assertEqual(answer["Status"], "FAILED")
        self.assertTrue(answer["Reason"].startswith("PermissionError: xxx"))
