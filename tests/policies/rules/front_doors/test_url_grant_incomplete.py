from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.front_doors.url_grant_incomplete import check as rule

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


CLOUDFRONT = {"Principal": "cloudfront.amazonaws.com", "FunctionUrlAuthType": "AWS_IAM"}


@pytest.mark.parametrize(
    ("permission", "who"), [(BY_URL, "*"), (CLOUDFRONT, CLOUDFRONT["Principal"])]
)
def test_one_grant_is_not_enough(judge: Judge, permission: dict[str, Any], who: str) -> None:
    [finding] = judge(rule, scene("NONE", permission))

    assert finding.message == (
        f"principal {who} must have lambda:InvokeFunction too to call a function URL, got "
        "lambda:InvokeFunctionUrl only"
    )
    assert finding.fix == (
        "add an AWS::Lambda::Permission with Action lambda:InvokeFunction, the same Principal and "
        "InvokedViaFunctionUrl true"
    )
    assert (finding.resource.logical_id, finding.at) == ("P0", "Action")


@pytest.mark.parametrize(
    "second",
    [
        pytest.param({**INVOKE, "Principal": "123456789012"}, id="somebody else's"),
        pytest.param({**INVOKE, "FunctionName": {"Ref": "Live"}}, id="on another qualifier"),
    ],
)
def test_a_second_grant_that_does_not_fit_is_none(judge: Judge, second: dict[str, Any]) -> None:
    assert len(judge(rule, scene("NONE", BY_URL, second))) == 1


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(scene("NONE", BY_URL, INVOKE), id="both"),
        pytest.param(scene("NONE", {"Action": "lambda:*"}), id="everything"),
        pytest.param(scene("NONE", BY_URL, {**INVOKE, "Principal": UNKNOWN}), id="perhaps its own"),
        pytest.param(scene("NONE", BY_URL, {**INVOKE, "FunctionName": UNKNOWN}), id="perhaps here"),
        pytest.param(scene("NONE", {"Principal": UNKNOWN}), id="principal unknown"),
        pytest.param(
            scene("NONE", {"Principal": "arn:aws:iam::123456789012:role/r"}),
            id="a role, which may have the other from its own policy",
        ),
        pytest.param(scene("NONE", {"FunctionName": UNKNOWN}), id="function unknown"),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
