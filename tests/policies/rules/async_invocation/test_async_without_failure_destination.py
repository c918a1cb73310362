from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.async_invocation.async_without_failure_destination import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


UNKNOWN = {"Ref": "Unknown"}


def rule_on(target: Any) -> dict[str, Any]:
    properties = {"ScheduleExpression": "rate(1 day)", "Targets": [{"Id": "t", "Arn": target}]}
    return {"Nightly": {"Type": "AWS::Events::Rule", "Properties": properties}}


BILL_ARN = {"Fn::GetAtt": ["Bill", "Arn"]}
LOST_ARN = {"Fn::GetAtt": ["Lost", "Arn"]}
PROPERTIES = {
    "FunctionName": {"Ref": "Bill"},
    "Qualifier": "$LATEST",
    "DestinationConfig": {"OnFailure": {"Destination": LOST_ARN}},
}
KEPT = {"Async": {"Type": "AWS::Lambda::EventInvokeConfig", "Properties": PROPERTIES}}
TOPIC = {
    "Sub": {
        "Type": "AWS::SNS::Subscription",
        "Properties": {"Protocol": "lambda", "Endpoint": BILL_ARN, "TopicArn": {"Ref": "Topic"}},
    }
}


@pytest.mark.parametrize(
    ("more", "caller"),
    [(rule_on(BILL_ARN), "Nightly"), (rule_on({"Ref": "Live"}), "Nightly"), (TOPIC, "Sub")],
)
def test_what_fails_is_thrown_away(
    judge: Judge, bill: dict[str, Any], more: dict[str, Any], caller: str
) -> None:
    [finding] = judge(rule, bill | more)

    assert finding.message == (
        "a function that is called asynchronously should keep what fails, got no failure "
        f"destination while {caller} calls it"
    )
    assert finding.fix == (
        "add an AWS::Lambda::EventInvokeConfig with DestinationConfig.OnFailure, or set "
        "DeadLetterConfig"
    )
    assert finding.resource.logical_id == "Bill"


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({}, id="nobody calls"),
        pytest.param(rule_on(BILL_ARN) | KEPT, id="a destination"),
        pytest.param(rule_on(UNKNOWN), id="known at deployment only"),
    ],
)
def test_silent(judge: Judge, bill: dict[str, Any], more: dict[str, Any]) -> None:
    assert judge(rule, bill | more) == []


@pytest.mark.parametrize("target", [LOST_ARN, UNKNOWN])
def test_a_dead_letter_queue_keeps_it_as_well(
    judge: Judge, bill: dict[str, Any], target: Any
) -> None:
    kept = {
        "Type": "AWS::Lambda::Function",
        "Properties": {"DeadLetterConfig": {"TargetArn": target}},
    }

    assert judge(rule, bill | {"Bill": kept} | rule_on(BILL_ARN)) == []
