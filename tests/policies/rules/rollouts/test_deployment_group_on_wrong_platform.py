from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.rollouts.deployment_group_on_wrong_platform import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.rollouts.conftest import Release


@pytest.mark.parametrize(
    ("properties", "seen"),
    [({}, "Server (the default)"), ({"ComputePlatform": "ECS"}, "ECS")],
)
def test_an_application_for_something_else_is_found(
    judge: Judge, release: Release, properties: dict[str, str], seen: str
) -> None:
    resources = release()
    resources["Releases"]["Properties"] = properties
    [finding] = judge(rule, resources)

    assert finding.message == f"compute platform must be Lambda for Shift, got {seen}"
    assert finding.fix == "set ComputePlatform to Lambda"
    assert finding.at == "ComputePlatform"
    assert finding.resource.logical_id == "Releases"


def test_an_application_is_found_by_its_name(judge: Judge, release: Release) -> None:
    resources = release(group={"ApplicationName": "releases"})
    resources["Releases"]["Properties"] = {"ApplicationName": "releases"}

    assert len(judge(rule, resources)) == 1


def test_a_group_that_is_for_servers_may_be_so(judge: Judge, release: Release) -> None:
    resources = release("CodeDeployDefault.OneAtATime")
    resources["Releases"]["Properties"] = {}
    del resources["Live"]

    assert judge(rule, resources) == []


@pytest.mark.parametrize(
    "group",
    [
        pytest.param({}, id="Lambda's"),
        pytest.param({"ApplicationName": "elsewhere"}, id="elsewhere"),
        pytest.param({"ApplicationName": {"Ref": "Unknown"}}, id="unknown"),
    ],
)
def test_silent(judge: Judge, release: Release, group: dict[str, Any]) -> None:
    assert judge(rule, release(group=group)) == []


def test_a_platform_nobody_knows_is_not_judged(judge: Judge, release: Release) -> None:
    resources = release()
    resources["Releases"]["Properties"] = {"ComputePlatform": {"Ref": "Unknown"}}

    assert judge(rule, resources) == []
