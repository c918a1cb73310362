from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.async_invocation.dead_letter_target_of_wrong_type import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


UNKNOWN = {"Ref": "Unknown"}


def function(target: Any) -> dict[str, Any]:
    own = {"DeadLetterConfig": {"TargetArn": target}}
    return {"Bill": {"Type": "AWS::Lambda::Function", "Properties": own}}


@pytest.mark.parametrize(
    ("target", "got"),
    [
        ({"Fn::GetAtt": ["Bucket", "Arn"]}, "a bucket: Bucket"),
        ({"Fn::GetAtt": ["Other", "Arn"]}, "a function: Other"),
        ({"Fn::GetAtt": ["Bus", "Arn"]}, "an event bus: Bus"),
        ("arn:aws:logs:r:1:log-group:g", "a resource of logs: arn:aws:logs:r:1:log-group:g"),
    ],
)
def test_dead_letters_go_to_queues_and_topics(
    judge: Judge, bill: dict[str, Any], target: Any, got: str
) -> None:
    [finding] = judge(rule, bill | function(target))

    assert finding.message == f"a dead-letter target must be a queue or a topic, got {got}"
    assert finding.fix == (
        "name a queue or a topic, or use DestinationConfig.OnFailure of an "
        "AWS::Lambda::EventInvokeConfig"
    )
    assert finding.at == "DeadLetterConfig.TargetArn"


@pytest.mark.parametrize(
    "target",
    [
        pytest.param({"Fn::GetAtt": ["Lost", "Arn"]}, id="a queue"),
        pytest.param({"Ref": "Topic"}, id="a topic"),
        pytest.param({"Ref": "Bucket"}, id="no ARN, which another rule tells"),
        pytest.param({"Ref": "AWS::NoValue"}, id="absent"),
        pytest.param(UNKNOWN, id="known at deployment only"),
    ],
)
def test_silent(judge: Judge, bill: dict[str, Any], target: Any) -> None:
    assert judge(rule, bill | function(target)) == []
