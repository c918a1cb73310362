from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.permissions.permission_for_everybody import check as rule

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


def test_everybody_may_call(judge: Judge) -> None:
    [finding] = judge(rule, scene(Principal="*"))

    assert finding.message == (
        "principal must be a service or an account, got * for lambda:InvokeFunction: every AWS "
        "account"
    )
    assert finding.fix == (
        "name the service or account that calls it, or add SourceArn, SourceAccount or "
        "PrincipalOrgID"
    )
    assert finding.at == "Principal"
    assert finding.resource.logical_id == "Invoke"


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({}, id="a service"),
        pytest.param({"Principal": "123456789012"}, id="an account"),
        pytest.param({"Principal": UNKNOWN}, id="principal unknown"),
        pytest.param({"Principal": "*", "PrincipalOrgID": "o-abcdefghij"}, id="an organization"),
        pytest.param({"Principal": "*", "SourceArn": UNKNOWN}, id="a source, not known yet"),
        pytest.param({"Principal": "*", "SourceAccount": "123456789012"}, id="of one account"),
        pytest.param({"Principal": "*", "FunctionUrlAuthType": "NONE"}, id="a public URL"),
        pytest.param({"Principal": "*", "InvokedViaFunctionUrl": True}, id="by URL only"),
        pytest.param(
            {"Principal": "*", "Action": "lambda:InvokeFunctionUrl"}, id="the URL's first grant"
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, scene(**properties)) == []
