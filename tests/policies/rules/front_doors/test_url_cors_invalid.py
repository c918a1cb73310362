from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.front_doors.url_cors_invalid import check as rule

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


def cors(**settings: Any) -> dict[str, Any]:
    return scene("AWS_IAM", Cors=settings)


def test_lambda_answers_preflight_requests_itself(judge: Judge) -> None:
    [finding] = judge(rule, cors(AllowMethods=["GET", "OPTIONS"]))

    assert finding.message == (
        "method that other origins may use must be *, DELETE, GET, HEAD, PATCH, POST or PUT, got "
        "OPTIONS"
    )
    assert finding.fix == (
        "remove OPTIONS from AllowMethods; Lambda answers preflight requests itself"
    )
    assert finding.at == "Cors.AllowMethods"


def test_methods_are_written_in_capitals(judge: Judge) -> None:
    [finding] = judge(rule, cors(AllowMethods=["get"]))

    assert finding.fix == "replace get in AllowMethods, in capitals"


def test_a_preflight_answer_is_kept_for_a_day(judge: Judge) -> None:
    [finding] = judge(rule, cors(MaxAge=86401))

    assert finding.message == "age of a preflight answer must be 0 to 86400 s, got 86401 s"
    assert finding.fix == "set Cors.MaxAge to 86400 s or less"
    assert finding.at == "Cors.MaxAge"


@pytest.mark.parametrize(
    "settings",
    [
        pytest.param({"AllowMethods": ["*"], "MaxAge": 86400}, id="the most"),
        pytest.param({"AllowMethods": ["GET", UNKNOWN], "MaxAge": UNKNOWN}, id="unknown"),
        pytest.param({"AllowMethods": UNKNOWN, "MaxAge": 0}, id="methods unknown"),
        pytest.param({}, id="none"),
    ],
)
def test_silent(judge: Judge, settings: dict[str, Any]) -> None:
    assert judge(rule, cors(**settings)) == []
