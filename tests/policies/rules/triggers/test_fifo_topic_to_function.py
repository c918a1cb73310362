from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.triggers.fifo_topic_to_function import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def scene(fifo: object, **subscription: Any) -> dict[str, Any]:
    said = {"TopicArn": {"Ref": "Orders"}, "Protocol": "lambda", "Endpoint": "f", **subscription}
    return {
        "Orders": {"Type": "AWS::SNS::Topic", "Properties": {"FifoTopic": fifo}},
        "ToBill": {"Type": "AWS::SNS::Subscription", "Properties": said},
    }


@pytest.mark.parametrize("fifo", [True, "true"], ids=["boolean", "text"])
def test_a_fifo_topic_has_queues_only(judge: Judge, fifo: Any) -> None:
    [finding] = judge(rule, scene(fifo))

    assert finding.message == (
        "protocol of a subscription to FIFO topic Orders must be sqs, got lambda"
    )
    assert finding.fix == (
        "subscribe a FIFO queue, and let an event source mapping call the function"
    )
    assert (finding.resource.logical_id, finding.at) == ("ToBill", "Protocol")


def test_what_the_topic_lists_itself_is_judged(judge: Judge) -> None:
    properties = {
        "FifoTopic": True,
        "Subscription": [
            {"Protocol": "sqs", "Endpoint": "q"},
            {"Protocol": "lambda", "Endpoint": "f"},
        ],
    }

    [finding] = judge(rule, {"Orders": {"Type": "AWS::SNS::Topic", "Properties": properties}})

    assert finding.at == "Subscription.1.Protocol"


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(scene(fifo=False), id="a standard topic"),
        pytest.param(scene(UNKNOWN), id="kind unknown"),
        pytest.param(scene(fifo=True, Protocol="sqs"), id="a queue"),
        pytest.param(scene(fifo=True, TopicArn=UNKNOWN), id="topic unknown"),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
