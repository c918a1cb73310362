from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.async_invocation.dead_letter_config_beside_mapping import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


UNKNOWN = {"Ref": "Unknown"}


def rule_on(target: Any) -> dict[str, Any]:
    properties = {"ScheduleExpression": "rate(1 day)", "Targets": [{"Id": "t", "Arn": target}]}
    return {"Nightly": {"Type": "AWS::Events::Rule", "Properties": properties}}


LOST_ARN = {"Fn::GetAtt": ["Lost", "Arn"]}
KEPT = {
    "Bill": {
        "Type": "AWS::Lambda::Function",
        "Properties": {"DeadLetterConfig": {"TargetArn": LOST_ARN}},
    }
}


def mapping(function: Any) -> dict[str, Any]:
    own = {"EventSourceArn": {"Fn::GetAtt": ["Stream", "Arn"]}, "FunctionName": function}
    return {"Mapping": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": own}}


@pytest.mark.parametrize("function", [{"Ref": "Bill"}, {"Ref": "Live"}])
def test_a_mapping_leaves_it_empty(judge: Judge, bill: dict[str, Any], function: Any) -> None:
    [finding] = judge(rule, bill | KEPT | mapping(function))

    assert finding.message == (
        "a dead-letter queue of a function takes asynchronous events, got one on a function that "
        "only Mapping calls"
    )
    assert finding.fix == (
        "set RedrivePolicy on the queue, or DestinationConfig.OnFailure on the mapping of a stream"
    )
    assert finding.at == "DeadLetterConfig"


@pytest.mark.parametrize(
    "more",
    [
        pytest.param(KEPT, id="nobody here calls"),
        pytest.param(mapping({"Ref": "Bill"}), id="no dead-letter queue"),
        pytest.param(KEPT | mapping(UNKNOWN), id="known at deployment only"),
        pytest.param(
            KEPT | mapping({"Ref": "Bill"}) | rule_on({"Ref": "Live"}), id="a rule calls as well"
        ),
    ],
)
def test_silent(judge: Judge, bill: dict[str, Any], more: dict[str, Any]) -> None:
    assert judge(rule, bill | more) == []
