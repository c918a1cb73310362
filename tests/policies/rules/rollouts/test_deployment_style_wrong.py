from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.rollouts.deployment_style_wrong import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.rollouts.conftest import Release


@pytest.mark.parametrize(
    ("style", "name", "allowed"),
    [
        ({"DeploymentType": "IN_PLACE"}, "DeploymentType", "BLUE_GREEN"),
        (
            {"DeploymentOption": "WITHOUT_TRAFFIC_CONTROL"},
            "DeploymentOption",
            "WITH_TRAFFIC_CONTROL",
        ),
    ],
)
def test_the_style_of_servers_is_found(
    judge: Judge, release: Release, style: dict[str, str], name: str, allowed: str
) -> None:
    [finding] = judge(rule, release(group={"DeploymentStyle": style}))

    assert finding.message == f"style must be {allowed} for Lambda, got {name}: {style[name]}"
    assert finding.fix == f"set {name} to {allowed}"
    assert finding.at == f"DeploymentStyle.{name}"


LAMBDA_STYLE = {"DeploymentType": "BLUE_GREEN", "DeploymentOption": "WITH_TRAFFIC_CONTROL"}


@pytest.mark.parametrize(
    "group",
    [
        pytest.param({}, id="none"),
        pytest.param({"DeploymentStyle": LAMBDA_STYLE}, id="Lambda's"),
        pytest.param({"DeploymentStyle": {"DeploymentType": {"Ref": "Unknown"}}}, id="unknown"),
        pytest.param({"DeploymentStyle": {"Ref": "Unknown"}}, id="all unknown"),
    ],
)
def test_silent(judge: Judge, release: Release, group: dict[str, Any]) -> None:
    assert judge(rule, release(group=group)) == []


def test_a_group_of_servers_is_not_judged(judge: Judge, release: Release) -> None:
    own = {"ApplicationName": "servers", "DeploymentConfigName": "CodeDeployDefault.OneAtATime"}
    group = release(group=own | {"DeploymentStyle": {"DeploymentType": "IN_PLACE"}})["Shift"]

    assert judge(rule, {"Shift": group}) == []
