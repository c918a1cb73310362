from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.front_doors.url_on_version import check as rule

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


@pytest.mark.parametrize(
    ("url", "seen", "at"),
    [
        ({"Qualifier": "3"}, "version 3", "Qualifier"),
        ({"TargetFunctionArn": {"Fn::Sub": "${Hook.Arn}:3"}}, "version 3", "TargetFunctionArn"),
        ({"TargetFunctionArn": {"Ref": "V1"}}, "V1", "TargetFunctionArn"),
        ({"Qualifier": {"Fn::GetAtt": ["V1", "Version"]}}, "V1", "Qualifier"),
    ],
    ids=["qualifier", "ARN", "version resource", "its number"],
)
def test_versions_have_no_urls(judge: Judge, url: dict[str, Any], seen: str, at: str) -> None:
    [finding] = judge(rule, scene("AWS_IAM", **url))

    assert finding.message == f"function URL must be on a function or an alias, got {seen}"
    assert finding.fix == "set TargetFunctionArn to Hook and Qualifier to an alias"
    assert finding.at == at


@pytest.mark.parametrize(
    "url",
    [
        pytest.param({}, id="the function"),
        pytest.param({"Qualifier": "live"}, id="the alias"),
        pytest.param({"TargetFunctionArn": {"Ref": "Live"}}, id="the alias's ARN"),
        pytest.param({"Qualifier": UNKNOWN}, id="qualifier unknown"),
        pytest.param({"TargetFunctionArn": UNKNOWN}, id="function unknown"),
    ],
)
def test_silent(judge: Judge, url: dict[str, Any]) -> None:
    assert judge(rule, scene("AWS_IAM", **url)) == []
