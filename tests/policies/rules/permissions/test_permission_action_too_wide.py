from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.permissions.permission_action_too_wide import check as rule

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


@pytest.mark.parametrize("action", ["lambda:*", "*"])
def test_more_than_calling_is_allowed(judge: Judge, action: str) -> None:
    [finding] = judge(rule, scene(Action=action))

    assert finding.message == (
        f"action must be what the caller needs, got {action}: updating and deleting included"
    )
    assert finding.fix == "set Action to lambda:InvokeFunction"
    assert finding.at == "Action"


@pytest.mark.parametrize("action", ["lambda:InvokeFunction", "lambda:GetFunction", UNKNOWN])
def test_silent(judge: Judge, action: Any) -> None:
    assert judge(rule, scene(Action=action)) == []
