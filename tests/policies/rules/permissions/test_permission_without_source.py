from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.permissions.permission_without_source import check as rule

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


def test_a_service_without_a_source_acts_for_anybody(judge: Judge) -> None:
    [finding] = judge(rule, scene())

    assert finding.message == (
        "permission for sns.amazonaws.com must name its source, got neither SourceArn nor "
        "SourceAccount"
    )
    assert finding.fix == (
        "set SourceArn to the ARN of what calls the function, or SourceAccount to your account"
    )
    assert finding.at == "Principal"


@pytest.mark.parametrize(
    "principal",
    ["events.amazonaws.com", "logs.eu-west-1.amazonaws.com", "apigateway.amazonaws.com"],
)
def test_services_of_every_kind_are_told(judge: Judge, principal: str) -> None:
    assert len(judge(rule, scene(Principal=principal))) == 1


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({"SourceArn": {"Ref": "Orders"}}, id="a source"),
        pytest.param({"SourceArn": UNKNOWN}, id="a source, not known yet"),
        pytest.param({"SourceAccount": {"Ref": "AWS::AccountId"}}, id="an account"),
        pytest.param({"PrincipalOrgID": "o-abcdefghij"}, id="an organization"),
        pytest.param({"Principal": "123456789012"}, id="no service"),
        pytest.param({"Principal": "arn:aws:iam::123456789012:role/caller"}, id="a role"),
        pytest.param({"Principal": UNKNOWN}, id="principal unknown"),
        pytest.param({"Principal": "alexa-appkit.amazon.com"}, id="Alexa, which has tokens"),
        pytest.param({"Principal": "elasticloadbalancing.amazonaws.com"}, id="a load balancer"),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, scene(**properties)) == []
