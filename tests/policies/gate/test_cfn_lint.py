"""cfn-lint beside Keel: both in one report, each thing said once."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from policies.engine import Severity
from policies.gate.acknowledgement import Acknowledgement
from policies.gate.check import check
from policies.gate.config import Config

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def bill(tmp_path: Path) -> Path:
    properties = {
        "Code": {"ZipFile": "def handler(event, context): ..."},
        "Handler": "index.handler",
        "Role": "arn:aws:iam::123456789012:role/bill",
        "Runtime": "python3.13",
        "Timeout": 901,
        "Colour": "red",
    }
    function = {"Type": "AWS::Lambda::Function", "Properties": properties}
    path = tmp_path / "bill.json"
    path.write_text(json.dumps({"Resources": {"Bill": function}}, indent=1))
    return path


def test_what_both_say_is_said_by_keel(bill: Path) -> None:
    report = check(bill, with_cfn_lint=True)

    assert [(found.rule, found.line) for found in report.open] == [
        ("timeout-out-of-range", 12),
        ("cfn-lint::E3002", 13),
    ]
    other = report.open[1]
    assert other.severity is Severity.ERROR
    assert other.property == "Colour"
    assert other.fix.startswith("see https://")


def test_its_findings_are_accepted_as_ours_are(bill: Path) -> None:
    said = Acknowledgement("cfn-lint::E3002", "a test", "*", "keel.toml:1")
    report = check(bill, Config(acknowledgements=(said,)), with_cfn_lint=True)

    assert [found.rule for found in report.acknowledged] == ["cfn-lint::E3002"]


@pytest.mark.parametrize("is_of_cdk", [True, False])
def test_what_the_cdk_itself_writes_is_not_told(tmp_path: Path, *, is_of_cdk: bool) -> None:
    path = tmp_path / "topics.json"
    metadata = {"Metadata": {"aws:cdk:path": "App/Topic"}} if is_of_cdk else {}
    topic = {"Type": "AWS::SNS::Topic"}
    policy = {
        "Type": "AWS::SNS::Subscription",
        "DependsOn": ["Topic"],  # which the Ref says already
        "Properties": {
            "TopicArn": {"Ref": "Topic"},
            "Protocol": "email",
            "Endpoint": "a@example.com",
        },
    }
    path.write_text(json.dumps({"Resources": {"Topic": {**topic, **metadata}, "Mail": policy}}))

    found = [each.rule for each in check(path, with_cfn_lint=True).open]
    assert found == ([] if is_of_cdk else ["cfn-lint::W3005"])


def test_without_it_the_report_says_what_to_install(
    bill: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        told = "ModuleNotFoundError: No module named 'cfnlint'"
        return subprocess.CompletedProcess(command, 1, "", f"Traceback\n{told}\n")

    monkeypatch.setattr("policies.gate.cfn_lint.subprocess.run", missing)
    report = check(bill, with_cfn_lint=True)

    assert report.exit_code == 2
    [error] = report.errors
    assert error == (
        "cfn-lint gave no result: ModuleNotFoundError: No module named 'cfnlint'; "
        "pip install 'lambda-keel[cfn-lint]'"
    )
    assert [found.rule for found in report.open] == ["timeout-out-of-range"]
