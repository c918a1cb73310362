from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.runtime_updates_manual import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_a_pinned_runtime_is_not_patched(judge: Judge) -> None:
    [finding] = judge(
        rule,
        function(RuntimeManagementConfig={"UpdateRuntimeOn": "Manual", "RuntimeVersionArn": "arn"}),
    )

    assert (
        finding.message
        == "runtime update mode must be Auto or FunctionUpdate to get patches, got Manual"
    )
    assert (
        finding.fix == "set RuntimeManagementConfig.UpdateRuntimeOn to Auto, or to FunctionUpdate"
    )
    assert finding.at == "RuntimeManagementConfig.UpdateRuntimeOn"


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param(
            {"RuntimeManagementConfig": {"UpdateRuntimeOn": "Manual"}},
            id="without its version, which another rule tells",
        ),
        pytest.param({"RuntimeManagementConfig": {"UpdateRuntimeOn": "Auto"}}, id="automatic"),
        pytest.param(
            {"RuntimeManagementConfig": {"UpdateRuntimeOn": "FunctionUpdate"}},
            id="with each update",
        ),
        pytest.param({}, id="absent"),
        pytest.param(
            {
                "RuntimeManagementConfig": {
                    "UpdateRuntimeOn": {"Ref": "Unknown"},
                    "RuntimeVersionArn": "arn",
                }
            },
            id="known at deployment only",
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
