from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.permissions.load_balancer_permission_without_source import check as rule

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


ALB = "elasticloadbalancing.amazonaws.com"


def test_a_load_balancer_of_any_account_is_let_in(judge: Judge) -> None:
    [finding] = judge(rule, scene(Principal=ALB))

    assert finding.message == f"permission for {ALB} must name its source, got no SourceArn"
    assert finding.fix == (
        "set SourceArn to the account's target groups: "
        "!Sub arn:aws:elasticloadbalancing:*:${AWS::AccountId}:targetgroup/*"
    )
    assert finding.at == "Principal"


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({"Principal": ALB, "SourceArn": UNKNOWN}, id="a source"),
        pytest.param({"Principal": ALB, "SourceAccount": "123456789012"}, id="an account"),
        pytest.param({}, id="another service"),
        pytest.param({"Principal": UNKNOWN}, id="principal unknown"),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, scene(**properties)) == []
