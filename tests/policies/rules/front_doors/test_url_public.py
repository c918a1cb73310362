from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.front_doors.url_public import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def scene(auth: Any = "NONE", *permissions: dict[str, Any], **url: Any) -> dict[str, Any]:
    """A URL of Hook, and permissions by what differs from the URL's first grant."""
    said = {"TargetFunctionArn": {"Ref": "Hook"}, "AuthType": auth, **url}
    resources: dict[str, Any] = {
        "Hook": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "hook"}},
        "V1": {"Type": "AWS::Lambda::Version", "Properties": {"FunctionName": {"Ref": "Hook"}}},
        "Live": {
            "Type": "AWS::Lambda::Alias",
            "Properties": {"FunctionName": {"Ref": "Hook"}, "FunctionVersion": "1", "Name": "live"},
        },
        "Url": {"Type": "AWS::Lambda::Url", "Properties": said},
    }
    for number, permission in enumerate(permissions):
        properties = {
            "FunctionName": {"Ref": "Hook"},
            "Action": "lambda:InvokeFunctionUrl",
            "Principal": "*",
            **permission,
        }
        resources[f"P{number}"] = {"Type": "AWS::Lambda::Permission", "Properties": properties}
    return resources


BY_URL = {"FunctionUrlAuthType": "NONE"}
INVOKE = {"Action": "lambda:InvokeFunction", "InvokedViaFunctionUrl": True}


def test_everybody_may_call(judge: Judge) -> None:
    [finding] = judge(rule, scene("NONE", BY_URL, INVOKE))

    assert finding.message == (
        "authentication of a function URL must be AWS_IAM unless everybody may call it, got NONE"
    )
    assert finding.fix == (
        "set AuthType to AWS_IAM, or acknowledge that the function checks its callers"
    )
    assert finding.at == "AuthType"


def test_one_permission_for_everything_is_both_grants(judge: Judge) -> None:
    assert len(judge(rule, scene("NONE", {"Action": "lambda:*"}))) == 1


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(scene("AWS_IAM", BY_URL, INVOKE), id="signed requests"),
        pytest.param(scene("NONE", BY_URL), id="one grant: url-grant-incomplete"),
        pytest.param(scene("NONE"), id="no grant: url-without-grant"),
        pytest.param(scene(UNKNOWN, BY_URL, INVOKE), id="kind unknown"),
        pytest.param(scene("NONE", BY_URL, {**INVOKE, "Principal": UNKNOWN}), id="one unknown"),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
