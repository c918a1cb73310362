from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.environment import Environment
from policies.template.queue_target import queue_target

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf

RESOURCES = {
    "Orders": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "orders"}},
    "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "orders"}},
}


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ({"Fn::GetAtt": ["Orders", "Arn"]}, "Orders"),
        ({"Fn::Sub": "arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:orders"}, "Orders"),
        ("arn:aws:sqs:eu-west-1:123456789012:orders", "Orders"),
        ("arn:aws:sqs:us-east-1:123456789012:orders", None),
        ("arn:aws:sqs:eu-west-1:999999999999:orders", None),
        ("arn:aws:sns:eu-west-1:123456789012:orders", None),
        ("arn:aws:sqs:eu-west-1:123456789012:returns", None),
        ({"Ref": "Orders"}, None),
        ({"Ref": "Topic"}, None),
        ({"Ref": "Unknown"}, None),
        ("orders", None),
    ],
)
def test_a_queue_is_found_by_its_arn(template_of: TemplateOf, raw: Any, name: str | None) -> None:
    template = template_of(RESOURCES, Environment("123456789012", "eu-west-1"))
    found = queue_target(template.intrinsics.resolve(raw), template)

    assert (found.logical_id if found else None) == name
