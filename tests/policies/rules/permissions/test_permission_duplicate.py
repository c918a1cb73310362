from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.permissions.permission_duplicate import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def permission(**properties: Any) -> dict[str, Any]:
    said = {
        "FunctionName": {"Ref": "Report"},
        "Action": "lambda:InvokeFunction",
        "Principal": "sns.amazonaws.com",
        "SourceArn": {"Ref": "Orders"},
        **properties,
    }
    return {"Type": "AWS::Lambda::Permission", "Properties": said}


def scene(**second: Any) -> dict[str, Any]:
    return {
        "Report": {"Type": "AWS::Lambda::Function"},
        "Live": {
            "Type": "AWS::Lambda::Alias",
            "Properties": {
                "FunctionName": {"Ref": "Report"},
                "FunctionVersion": "1",
                "Name": "live",
            },
        },
        "Orders": {"Type": "AWS::SNS::Topic"},
        "Returns": {"Type": "AWS::SNS::Topic"},
        "First": permission(),
        "Second": permission(**second),
    }


@pytest.mark.parametrize(
    "second",
    [
        pytest.param({}, id="word for word"),
        pytest.param({"FunctionName": {"Fn::GetAtt": ["Report", "Arn"]}}, id="by its ARN"),
    ],
)
def test_the_second_says_nothing_new(judge: Judge, second: dict[str, Any]) -> None:
    [finding] = judge(rule, scene(**second))

    assert finding.message == "permission must add something, got what First says for Report"
    assert finding.fix == "delete Second, or set its SourceArn to the other caller"
    assert finding.resource.logical_id == "Second"


@pytest.mark.parametrize(
    "second",
    [
        pytest.param({"SourceArn": {"Ref": "Returns"}}, id="another source"),
        pytest.param({"SourceAccount": "123456789012"}, id="another condition"),
        pytest.param({"FunctionName": {"Ref": "Live"}}, id="another qualifier"),
        pytest.param({"FunctionName": UNKNOWN}, id="function unknown"),
        pytest.param({"SourceArn": UNKNOWN}, id="source unknown"),
        pytest.param({"Action": "lambda:InvokeFunctionUrl"}, id="another action"),
    ],
)
def test_silent(judge: Judge, second: dict[str, Any]) -> None:
    assert judge(rule, scene(**second)) == []
