"""The addition keeps what CloudFormation would have handed over, and says when it does not fit."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.addition import (
    RECORDED,
    VERSION,
    Record,
    also_recording,
    recording,
    require_version,
    taking_reports,
)
from tests.e2e.emulator import PYTHON, ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.e2e.deployment import Deployment

GROUP = "AWS::CodeDeploy::DeploymentGroup"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "record.json"


def kept(file: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return found


def test_another_version_of_the_emulator_is_refused_by_name() -> None:
    require_version(VERSION)
    with pytest.raises(SystemExit, match=rf"for MiniStack {re.escape(VERSION)}, got 1\.6\.0: read"):
        require_version("1.6.0")


def test_the_version_is_the_one_that_is_installed() -> None:
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text())["dependency-groups"]
    locked = (ROOT / "tests/e2e/requirements.txt").read_text(encoding="utf-8")

    assert f"ministack=={VERSION}" in groups["e2e"]
    assert f"\nministack=={VERSION} \\" in locked


def test_a_record_is_empty_at_first(file: Path) -> None:
    Record(file)

    assert kept(file) == []


def test_a_resource_is_kept_from_its_creation_to_its_deletion(file: Path) -> None:
    handler = recording(GROUP, Record(file))

    group, attributes = handler["create"]("Group", {"ServiceRoleArn": "a"}, "Orders")
    assert attributes == {}
    assert kept(file) == [
        {
            "type": GROUP,
            "id": group,
            "stack": "Orders",
            "logical_id": "Group",
            "properties": {"ServiceRoleArn": "a"},
        }
    ]

    assert handler["update"](group, {}, {"ServiceRoleArn": "b"}, "Orders") == (group, {})
    [changed] = kept(file)
    assert changed["properties"] == {"ServiceRoleArn": "b"}
    assert (changed["stack"], changed["logical_id"]) == ("Orders", "Group")

    handler["delete"](group, {})
    assert kept(file) == []


def test_no_two_resources_have_one_id(file: Path) -> None:
    record = Record(file)

    for kind in RECORDED:
        handler = recording(kind, record)
        first, second = (handler["create"]("It", {}, "Orders")[0] for _ in range(2))
        assert first != second


def test_a_resource_that_the_emulator_makes_itself_is_made_and_kept(file: Path) -> None:
    made: list[str] = []

    def make(logical_id: str, *_: object) -> tuple[str, dict[str, str]]:
        made.append(logical_id)
        return "id", {"Arn": "arn"}

    own = {"create": make, "update": make, "delete": lambda *_: made.clear(), "import": None}
    watched = also_recording("AWS::Lambda::Function", own, Record(file))

    assert watched["create"]("Function", {"Timeout": 3}, "Orders") == ("id", {"Arn": "arn"})
    assert watched["update"]("id", {}, {"Timeout": 9}, "Orders", "Function") == (
        "id",
        {"Arn": "arn"},
    )
    assert made == ["Function", "id"]
    assert kept(file)[0]["properties"] == {"Timeout": 9}
    assert watched.keys() == own.keys()
    watched["delete"]("id", {})
    assert (made, kept(file)) == ([], [])


def test_references_are_resolved_both_ways(deploying: Deployment) -> None:
    clouds = deploying.account.client("cloudformation")
    application, gateway = "AWS::CodeDeploy::Application", "AWS::EC2::NatGateway"
    template = {
        "Resources": {
            "App": {"Type": application},
            "Group": {
                "Type": GROUP,
                "Properties": {"ApplicationName": {"Ref": "App"}, "ServiceRoleArn": "a"},
            },
            "Address": {"Type": "AWS::EC2::EIP"},
            "Gateway": {
                "Type": gateway,
                "Properties": {"AllocationId": {"Fn::GetAtt": ["Address", "AllocationId"]}},
            },
        },
        "Outputs": {
            "Group": {"Value": {"Ref": "Group"}},
            "Gateway": {"Value": {"Fn::GetAtt": ["Gateway", "NatGatewayId"]}},
        },
    }
    clouds.create_stack(StackName="Added", TemplateBody=json.dumps(template))
    try:
        clouds.get_waiter("stack_create_complete").wait(
            StackName="Added", WaiterConfig={"Delay": 1}
        )
        emulator, ids = deploying.emulator, deploying.account.id
        [group] = emulator.recorded(GROUP, "Added")
        assert group["ApplicationName"] == ids("Added", application)
        [nat] = emulator.recorded(gateway, "Added")
        assert nat["AllocationId"] == f"eipalloc-{ids('Added', 'AWS::EC2::EIP')}"
        assert deploying.account.outputs("Added") == {
            "Group": ids("Added", GROUP),
            "Gateway": ids("Added", gateway),
        }
    finally:
        clouds.delete_stack(StackName="Added")
        clouds.get_waiter("stack_delete_complete").wait(
            StackName="Added", WaiterConfig={"Delay": 1}
        )
    assert deploying.emulator.record() == []


def test_the_emulator_would_read_or_as_the_name_of_a_field() -> None:
    program = """
from ministack.services.lambda_svc import _match_esm_filter as matches
print(matches({"kg": 11}, {"$or": [{"kg": [{"numeric": [">", 10]}]}, {"id": ["a"]}]}))
"""
    said = subprocess.run([PYTHON, "-c", program], check=True, capture_output=True, text=True)

    assert said.stdout == "False\n"  # else the mend in addition.py can go


def test_what_a_hook_reports_is_kept_and_all_else_is_the_emulators(file: Path) -> None:
    asked: list[str] = []
    sent: list[dict[str, Any]] = []

    async def emulator(scope: Mapping[str, Any], _receive: object, _send: object) -> None:
        asked.append(scope["path"])

    async def send(message: Mapping[str, Any]) -> None:
        sent.append(dict(message))

    parts: list[Mapping[str, Any]] = [
        {"body": b'{"lifecycleEventHook', "more_body": True},
        {"body": b'ExecutionId": "e"}'},
    ]

    async def receive() -> Mapping[str, Any]:
        return parts.pop(0)

    application = taking_reports(emulator, Record(file))
    target = b"CodeDeploy_20141006.PutLifecycleEventHookExecutionStatus"
    for path, headers in (("/other", []), ("/", [(b"x-amz-target", target)])):
        asyncio.run(application({"path": path, "headers": headers}, receive, send))

    assert asked == ["/other"]
    assert [each["properties"] for each in kept(file)] == [{"lifecycleEventHookExecutionId": "e"}]
    assert [each.get("status") for each in sent] == [200, None]
    assert json.loads(sent[1]["body"]) == {"lifecycleEventHookExecutionId": "e"}
