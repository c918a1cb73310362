from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.permissions.permission_on_latest import check as rule

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


def test_latest_has_no_policy(judge: Judge) -> None:
    [finding] = judge(rule, scene(FunctionName={"Fn::Sub": "${Report}:$LATEST"}))

    assert finding.message == (
        "permission must be on a function, version or alias, got Report:$LATEST"
    )
    assert finding.fix == "set FunctionName to Report without a qualifier, or to an alias of it"
    assert finding.at == "FunctionName"


@pytest.mark.parametrize(
    "name", [{"Ref": "Report"}, {"Fn::Sub": "${Report}:live"}, "other:$LATEST", UNKNOWN]
)
def test_silent(judge: Judge, name: Any) -> None:
    assert judge(rule, scene(FunctionName=name)) == []
