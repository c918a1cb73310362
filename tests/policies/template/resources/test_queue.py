from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.queue import Queue
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


@pytest.fixture
def queue(template_of: TemplateOf) -> Any:
    def made(**properties: Any) -> Queue:
        resources = {"Queue": {"Type": "AWS::SQS::Queue", "Properties": properties}}
        return template_of(resources).of(Queue)[0]

    return made


def test_the_visibility_timeout_is_known_default_or_unresolved(queue: Any, unknown: Any) -> None:
    assert queue(VisibilityTimeout=0).visibility_timeout_seconds == 0
    assert queue(VisibilityTimeout="60").visibility_timeout_seconds == 60
    assert queue().visibility_timeout_seconds == 30
    assert isinstance(queue(VisibilityTimeout=unknown).visibility_timeout_seconds, Unresolved)


def test_the_name_is_known_absent_or_unresolved(queue: Any, unknown: Any) -> None:
    assert queue(QueueName="orders").name == "orders"
    assert queue().name is None
    assert isinstance(queue(QueueName=unknown).name, Unresolved)


def test_a_fifo_queue_says_so_and_its_name_alone_tells_nothing(queue: Any, unknown: Any) -> None:
    assert queue(FifoQueue="true").is_fifo is True
    assert isinstance(queue(QueueName="orders.fifo").is_fifo, Unresolved)
    assert queue(QueueName=unknown).is_fifo is False
    assert queue().is_fifo is False
    assert isinstance(queue(FifoQueue=unknown).is_fifo, Unresolved)


def test_the_retention_is_known_default_or_unresolved(queue: Any, unknown: Any) -> None:
    assert queue(MessageRetentionPeriod=60).retention_seconds == 60
    assert queue().retention_seconds == 345600
    assert isinstance(queue(MessageRetentionPeriod=unknown).retention_seconds, Unresolved)


def test_a_redrive_policy_names_the_dead_letter_queue(template_of: TemplateOf) -> None:
    policy = {"deadLetterTargetArn": {"Fn::GetAtt": ["Dead", "Arn"]}, "maxReceiveCount": "5"}
    queues = template_of(
        {
            "Orders": {"Type": "AWS::SQS::Queue", "Properties": {"RedrivePolicy": policy}},
            "Dead": {"Type": "AWS::SQS::Queue"},
        }
    ).of(Queue)

    assert [each.dead_letter_queue for each in queues] == [queues[1], None]
    assert [each.maximum_receives for each in queues] == [5, None]
    assert [each.sources for each in queues] == [[], [queues[0]]]
    assert [each.keeps_failures for each in queues] == [False, True]


def test_a_redrive_policy_may_be_text(queue: Any) -> None:
    text = '{"deadLetterTargetArn": "arn:aws:sqs:r:1:dead", "maxReceiveCount": 3}'

    assert queue(RedrivePolicy=text).maximum_receives == 3
    assert queue(RedrivePolicy=text).dead_letter_arn == "arn:aws:sqs:r:1:dead"


@pytest.mark.parametrize("odd", ["{", "5", "[" * 100_000])
def test_text_that_is_no_policy_is_unresolved(queue: Any, odd: str) -> None:
    assert isinstance(queue(RedrivePolicy=odd).redrive_policy, Unresolved)
    assert isinstance(queue(RedrivePolicy=odd).maximum_receives, Unresolved)


def test_a_policy_that_is_empty_or_absent_is_none(queue: Any, unknown: Any) -> None:
    assert queue().redrive_policy is None
    assert queue(RedrivePolicy={}).redrive_policy is None
    assert isinstance(queue(RedrivePolicy=unknown).redrive_policy, Unresolved)


def test_a_queue_knows_who_polls_it(template_of: TemplateOf) -> None:
    arn = {"Fn::GetAtt": ["Orders", "Arn"]}
    mapping = {"EventSourceArn": arn, "FunctionName": "bill"}
    template = template_of(
        {
            "Orders": {"Type": "AWS::SQS::Queue"},
            "M": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": mapping},
        }
    )

    assert [each.logical_id for each in template.of(Queue)[0].mappings] == ["M"]
