from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.manual_runtime_without_version import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_manual_needs_a_version(judge: Judge) -> None:
    [finding] = judge(rule, function(RuntimeManagementConfig={"UpdateRuntimeOn": "Manual"}))

    assert (
        finding.message == "runtime update mode Manual must name a version of the runtime, got none"
    )
    assert (
        finding.fix == "set RuntimeManagementConfig.RuntimeVersionArn, or UpdateRuntimeOn to Auto"
    )
    assert finding.at == "RuntimeManagementConfig.UpdateRuntimeOn"


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param(
            {"RuntimeManagementConfig": {"UpdateRuntimeOn": "Manual", "RuntimeVersionArn": "arn"}},
            id="with its version",
        ),
        pytest.param({"RuntimeManagementConfig": {"UpdateRuntimeOn": "Auto"}}, id="automatic"),
        pytest.param({}, id="absent"),
        pytest.param(
            {
                "RuntimeManagementConfig": {
                    "UpdateRuntimeOn": "Manual",
                    "RuntimeVersionArn": {"Ref": "Unknown"},
                }
            },
            id="a version known at deployment only",
        ),
        pytest.param(
            {"RuntimeManagementConfig": {"UpdateRuntimeOn": {"Ref": "Unknown"}}},
            id="known at deployment only",
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
