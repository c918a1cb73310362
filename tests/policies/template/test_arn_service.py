from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.arn_service import arn_service, service_of, what_is_no_arn

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf

RESOURCES = {
    "Queue": {"Type": "AWS::SQS::Queue"},
    "Topic": {"Type": "AWS::SNS::Topic"},
    "Consumer": {"Type": "AWS::Kinesis::StreamConsumer"},
    "Table": {"Type": "AWS::DynamoDB::Table"},
    "Other": {"Type": "Custom::Thing"},
}


@pytest.fixture
def resolved(template_of: TemplateOf) -> Any:
    """What a value is to a template that has a queue, a topic, a consumer and a table."""

    def value(raw: Any) -> Any:
        return template_of(RESOURCES).intrinsics.resolve(raw)

    return value


@pytest.mark.parametrize(
    ("raw", "service"),
    [
        ({"Ref": "Topic"}, "sns"),
        ({"Fn::GetAtt": ["Queue", "Arn"]}, "sqs"),
        ({"Ref": "Other"}, ""),
        ("arn:aws:s3:::bucket", "s3"),
        ({"Fn::Sub": "arn:${AWS::Partition}:events:${AWS::Region}:1:event-bus/b"}, "events"),
        ({"Fn::Sub": "arn:aws:${Unknown}:r:1:x"}, ""),
        ({"Ref": "Unknown"}, ""),
        ("orders", ""),
        (None, ""),
    ],
)
def test_an_arn_or_its_resource_tells_the_service(resolved: Any, raw: Any, service: str) -> None:
    assert arn_service(resolved(raw)) == service


def test_a_resource_tells_its_service(template_of: TemplateOf) -> None:
    resources = template_of(RESOURCES).resources

    assert service_of(resources["Table"]) == "dynamodb"
    assert service_of(resources["Other"]) == ""


@pytest.mark.parametrize(
    ("raw", "flaw"),
    [
        ({"Ref": "Queue"}, "the URL of Queue"),
        ({"Ref": "Table"}, "the name of Table"),
        ({"Fn::GetAtt": ["Queue", "QueueName"]}, "the QueueName of Queue"),
        ({"Ref": "Topic"}, None),
        ({"Ref": "Consumer"}, None),
        ({"Fn::GetAtt": ["Table", "StreamArn"]}, None),
        ({"Fn::GetAtt": ["Consumer", "ConsumerARN"]}, None),
        ({"Fn::GetAtt": ["Other", "Name"]}, None),
        ({"Ref": "Unknown"}, None),
        ("orders", None),
    ],
)
def test_what_stands_in_an_arns_place_is_named(resolved: Any, raw: Any, flaw: str | None) -> None:
    assert what_is_no_arn(resolved(raw)) == flaw
