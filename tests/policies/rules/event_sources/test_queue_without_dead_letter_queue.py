from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.queue_without_dead_letter_queue import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.event_sources.conftest import JudgeQueue


UNKNOWN = {"Ref": "Unknown"}


def redrive(receives: Any = 5, target: Any = None) -> dict[str, Any]:
    arn = target or {"Fn::GetAtt": ["Dead", "Arn"]}
    return {"deadLetterTargetArn": arn, "maxReceiveCount": receives}


def test_a_consumed_queue_without_redrive_policy_keeps_poison_messages(
    judge_queue: JudgeQueue,
) -> None:
    [finding] = judge_queue(rule)

    assert finding.message == (
        "a queue that a function consumes should have a dead-letter queue, got none on a queue "
        "that Mapping polls"
    )
    assert finding.fix == (
        "set RedrivePolicy with a deadLetterTargetArn and a maxReceiveCount of 5 or more"
    )
    assert finding.resource.logical_id == "Orders"


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({"RedrivePolicy": redrive()}, id="it has one"),
        pytest.param({"RedrivePolicy": UNKNOWN}, id="known at deployment only"),
        pytest.param({"RedriveAllowPolicy": {"redrivePermission": "allowAll"}}, id="it is one"),
    ],
)
def test_silent(judge_queue: JudgeQueue, properties: dict[str, Any]) -> None:
    assert judge_queue(rule, **properties) == []


ORDERS = {"Fn::GetAtt": ["Orders", "Arn"]}


@pytest.mark.parametrize(
    ("kind", "properties"),
    [
        ("AWS::SQS::Queue", {"RedrivePolicy": redrive(target=ORDERS)}),
        ("AWS::Lambda::Function", {"DeadLetterConfig": {"TargetArn": ORDERS}}),
        (
            "AWS::Lambda::EventSourceMapping",
            {"DestinationConfig": {"OnFailure": {"Destination": ORDERS}}},
        ),
        (
            "AWS::Lambda::EventInvokeConfig",
            {"DestinationConfig": {"OnFailure": {"Destination": ORDERS}}},
        ),
    ],
)
def test_a_dead_letter_queue_needs_none_itself(
    judge: Judge, kind: str, properties: dict[str, Any]
) -> None:
    mapping = {"EventSourceArn": ORDERS, "FunctionName": "bill"}
    resources = {
        "Orders": {"Type": "AWS::SQS::Queue"},
        "Mapping": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": mapping},
        "Other": {"Type": kind, "Properties": properties},
    }

    assert judge(rule, resources) == []


def test_a_queue_that_nobody_here_consumes_is_not_judged(judge: Judge) -> None:
    assert judge(rule, {"Orders": {"Type": "AWS::SQS::Queue"}}) == []
