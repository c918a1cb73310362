"""The rules as cfn-lint runs them for its own users."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cfnlint.rules import CloudFormationLintRule

from policies.adapters import cfn_lint
from policies.adapters.cfn_lint import lint_id
from policies.engine import Effect
from policies.rules import catalogue

CFN_LINT = Path(sys.executable).with_name("cfn-lint")
UNSAFE = """\
Resources:
  Bill:
    Type: AWS::Lambda::Function
    Metadata:
      keel: {acknowledge: []}
    Properties:
      Code: {ZipFile: x}
      Handler: index.handler
      Role: arn:aws:iam::123456789012:role/bill
      Runtime: python3.13
      Timeout: 30
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 20
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !GetAtt Bill.Arn
"""


def lint(path: Path, *arguments: str) -> tuple[int, Any]:
    command = [str(CFN_LINT), "--format", "json", *arguments, "--", str(path)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    return ran.returncode, json.loads(ran.stdout)


def test_each_rule_of_the_default_profile_is_one() -> None:
    made = {
        value().id
        for value in vars(cfn_lint).values()
        if isinstance(value, type) and issubclass(value, CloudFormationLintRule)
    }

    assert made == {
        lint_id(rule) for rule in catalogue().values() if rule.effect is not Effect.ADVICE
    }


@pytest.mark.parametrize("arguments", [(), ("--ignore-checks", "E-keel-timeout")])
def test_cfn_lint_tells_what_keel_finds_at_its_line(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    path = tmp_path / "bill.yaml"
    path.write_text(UNSAFE)
    code, matches = lint(path, "--append-rules", "policies.adapters.cfn_lint", *arguments)
    ours = [match for match in matches if "-keel-" in match["Rule"]["Id"]]

    assert code != 0
    [found] = [
        each for each in ours if each["Rule"]["Id"] == "E-keel-queue-visibility-below-timeout"
    ]
    assert found["Location"]["Start"]["LineNumber"] == 15
    assert found["Level"] == "Error"
    assert "set VisibilityTimeout to 180 s" in found["Message"]


def test_a_rule_is_ignored_as_cfn_lint_ignores_its_own(tmp_path: Path) -> None:
    path = tmp_path / "bill.yaml"
    path.write_text(UNSAFE)
    _, matches = lint(
        path,
        "--append-rules",
        "policies.adapters.cfn_lint",
        "--ignore-checks",
        "E-keel-queue-visibility-below-timeout",
    )

    assert not [each for each in matches if "queue-visibility-below" in each["Rule"]["Id"]]


def test_what_the_templates_metadata_accept_is_not_told(tmp_path: Path) -> None:
    path = tmp_path / "bill.yaml"
    accepted = "[{rule: queue-visibility-below-timeout, reason: the queue is drained by hand}]"
    queue = "    Type: AWS::SQS::Queue\n"
    metadata = f"    Metadata:\n      keel: {{acknowledge: {accepted}}}\n"
    path.write_text(UNSAFE.replace(queue, queue + metadata))
    _, matches = lint(path, "--append-rules", "policies.adapters.cfn_lint")

    assert not [each for each in matches if "queue-visibility-below" in each["Rule"]["Id"]]
