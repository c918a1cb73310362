from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.permissions.resource_policy_too_large import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

ARN = "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/live/GET/orders/*"


def scene(count: int, **properties: Any) -> dict[str, Any]:
    """Permissions whose statement takes 295 bytes each, so 69 of them stay below 20,480."""
    permission = {
        "FunctionName": {"Ref": "Shop"},
        "Action": "lambda:InvokeFunction",
        "Principal": "apigateway.amazonaws.com",
        "SourceArn": ARN,
        **properties,
    }
    resources: dict[str, Any] = {
        "Shop": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "shop"}},
        "Live": {
            "Type": "AWS::Lambda::Alias",
            "Properties": {"FunctionName": {"Ref": "Shop"}, "FunctionVersion": "1", "Name": "live"},
        },
    }
    for number in range(count):
        name = f"P{number:02}"
        resources[name] = {"Type": "AWS::Lambda::Permission", "Properties": permission}
    return resources


def test_permissions_add_up(judge: Judge) -> None:
    [finding] = judge(rule, scene(70))

    assert finding.message == (
        "resource-based policy must be at most 20480 bytes, got 20650 bytes or more, of 70 "
        "permissions on Shop"
    )
    assert finding.fix == "let one permission cover many sources: end its SourceArn with a wildcard"
    assert finding.resource.logical_id == "P69"


def test_an_alias_has_a_policy_of_its_own(judge: Judge) -> None:
    [finding] = judge(rule, scene(70, FunctionName={"Ref": "Live"}))

    assert finding.message.endswith("of 70 permissions on Shop's alias Live")


def test_a_function_and_its_alias_do_not_share(judge: Judge) -> None:
    resources = scene(69)
    for name, permission in scene(69, FunctionName={"Ref": "Live"}).items():
        resources.setdefault(f"{name}L", permission)

    assert judge(rule, resources) == []


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(scene(69), id="just below"),
        pytest.param(scene(70, SourceArn={"Ref": "Unknown"}), id="an ARN that may be short"),
        pytest.param(scene(70, FunctionName={"Ref": "Unknown"}), id="whose, is not known"),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
