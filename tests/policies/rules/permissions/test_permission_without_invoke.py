from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.permissions.permission_without_invoke import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def scene(**properties: Any) -> dict[str, Any]:
    permission = {
        "FunctionName": {"Ref": "Report"},
        "Action": "lambda:InvokeFunction",
        "Principal": "sns.amazonaws.com",
        **properties,
    }
    return {
        "Report": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "report"}},
        "Photos": {"Type": "AWS::S3::Bucket"},
        "Orders": {"Type": "AWS::SNS::Topic"},
        "Nightly": {
            "Type": "AWS::Events::Rule",
            "Properties": {"ScheduleExpression": "rate(1 day)"},
        },
        "Invoke": {"Type": "AWS::Lambda::Permission", "Properties": permission},
    }


@pytest.mark.parametrize("action", ["lambda:Invoke", "lambda:GetFunction"])
def test_the_service_still_cannot_call(judge: Judge, action: str) -> None:
    [finding] = judge(rule, scene(Action=action))

    assert finding.message == (
        f"action must be lambda:InvokeFunction for sns.amazonaws.com, got {action}"
    )
    assert finding.fix == "set Action to lambda:InvokeFunction"
    assert finding.at == "Action"


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({}, id="invoke"),
        pytest.param({"Action": "lambda:invokeFunction"}, id="invoke, its letters cased otherwise"),
        pytest.param({"Action": "lambda:*"}, id="everything: permission-action-too-wide"),
        pytest.param({"Action": UNKNOWN}, id="action unknown"),
        pytest.param(
            {"Action": "lambda:GetFunction", "Principal": UNKNOWN}, id="principal unknown"
        ),
        pytest.param(
            {"Action": "lambda:GetFunction", "Principal": "123456789012"}, id="an account"
        ),
        pytest.param(
            {"Action": "lambda:InvokeFunctionUrl", "Principal": "cloudfront.amazonaws.com"},
            id="a service that calls URLs",
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, scene(**properties)) == []
