from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.destination import destination
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf

RESOURCES = {
    "Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "lost"}},
    "Fifo": {"Type": "AWS::SQS::Queue", "Properties": {"FifoQueue": True}},
    "Topic": {"Type": "AWS::SNS::Topic"},
    "FifoTopic": {"Type": "AWS::SNS::Topic", "Properties": {"FifoTopic": "true"}},
    "Bucket": {"Type": "AWS::S3::Bucket"},
}
NAMED = {"Fn::Sub": "arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:lost"}


@pytest.fixture
def sent_to(template_of: TemplateOf) -> Any:
    def made(raw: Any) -> Any:
        template = template_of(RESOURCES)
        return destination(template, template.intrinsics.resolve(raw), "At")

    return made


@pytest.mark.parametrize(
    ("raw", "service", "name"),
    [
        ({"Fn::GetAtt": ["Queue", "Arn"]}, "sqs", "Queue"),
        (NAMED, "sqs", "Queue"),
        ({"Ref": "Topic"}, "sns", "Topic"),
        ({"Fn::GetAtt": ["Bucket", "Arn"]}, "s3", "Bucket"),
        ("arn:aws:events:r:1:event-bus/b", "events", "arn:aws:events:r:1:event-bus/b"),
        ("kafka://lost", "kafka", "kafka://lost"),
        ({"Fn::Sub": "kafka://${Unknown}"}, "kafka", "kafka"),
        ({"Ref": "Unknown"}, "", ""),
    ],
)
def test_the_service_and_the_resource_are_found(
    sent_to: Any, raw: Any, service: str, name: str
) -> None:
    found = sent_to(raw)

    assert (found.service, found.name, found.at) == (service, name, "At")


@pytest.mark.parametrize("nothing", [{"Ref": "AWS::NoValue"}, "", None])
def test_nothing_is_no_destination(sent_to: Any, nothing: Any) -> None:
    assert sent_to(nothing) is None


@pytest.mark.parametrize(
    ("raw", "is_fifo"),
    [
        ({"Fn::GetAtt": ["Queue", "Arn"]}, False),
        ({"Fn::GetAtt": ["Fifo", "Arn"]}, True),
        ({"Ref": "Topic"}, False),
        ({"Ref": "FifoTopic"}, True),
        ({"Fn::GetAtt": ["Bucket", "Arn"]}, False),
        ("arn:aws:sns:r:1:lost.fifo", True),
        ("arn:aws:sns:r:1:lost", False),
        ({"Fn::Sub": "arn:aws:sqs:r:1:${AWS::StackName}.fifo"}, True),
    ],
)
def test_what_is_fifo_is_known(sent_to: Any, raw: Any, is_fifo: bool) -> None:  # noqa: FBT001 - the expected verdict
    assert sent_to(raw).is_fifo is is_fifo


@pytest.mark.parametrize("raw", [{"Ref": "Unknown"}, {"Fn::Sub": "arn:aws:sqs:r:1:${Unknown}"}])
def test_what_only_the_deployment_knows_may_be_fifo(sent_to: Any, raw: Any) -> None:
    assert isinstance(sent_to(raw).is_fifo, Unresolved)


def test_a_url_is_told(sent_to: Any) -> None:
    assert sent_to({"Ref": "Queue"}).flaw == "the URL of Queue"
    assert sent_to({"Ref": "Topic"}).flaw is None
