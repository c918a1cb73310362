from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.permissions.layer_for_everybody import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def permission(**properties: Any) -> dict[str, Any]:
    said = {"LayerVersionArn": {"Ref": "Tools"}, "Action": "lambda:GetLayerVersion", **properties}
    return {
        "Tools": {"Type": "AWS::Lambda::LayerVersion"},
        "Share": {"Type": "AWS::Lambda::LayerVersionPermission", "Properties": said},
    }


def test_everybody_may_download_it(judge: Judge) -> None:
    [finding] = judge(rule, permission(Principal="*"))

    assert finding.message == "principal must be an account, or * with an organization, got * alone"
    assert finding.fix == "set OrganizationId, or Principal to the id of an account"
    assert finding.at == "Principal"


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({"Principal": "123456789012"}, id="an account"),
        pytest.param({"Principal": "*", "OrganizationId": "o-a1b2c3d4e5"}, id="an organization"),
        pytest.param({"Principal": "*", "OrganizationId": UNKNOWN}, id="an organization unknown"),
        pytest.param({"Principal": UNKNOWN}, id="unknown"),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, permission(**properties)) == []
