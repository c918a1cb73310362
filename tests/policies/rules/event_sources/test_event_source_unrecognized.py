from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.event_source_unrecognized import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


UNKNOWN = {"Ref": "Unknown"}
RESOURCES = {
    "Queue": {"Type": "AWS::SQS::Queue"},
    "Table": {"Type": "AWS::DynamoDB::Table"},
    "Stream": {"Type": "AWS::Kinesis::Stream"},
    "Consumer": {"Type": "AWS::Kinesis::StreamConsumer"},
    "Cluster": {"Type": "AWS::MSK::Cluster"},
    "Topic": {"Type": "AWS::SNS::Topic"},
    "Bucket": {"Type": "AWS::S3::Bucket"},
    "Custom": {"Type": "Custom::Queue"},
}


def scene(arn: Any, **properties: Any) -> Any:
    mapping = {"FunctionName": "bill", "EventSourceArn": arn} | properties
    own = {"Type": "AWS::Lambda::EventSourceMapping", "Properties": mapping}
    return RESOURCES | {"Mapping": own}


@pytest.mark.parametrize(
    ("arn", "flaw", "fix"),
    [
        ({"Ref": "Queue"}, "the URL of Queue", "set EventSourceArn to the Arn of Queue"),
        ({"Ref": "Stream"}, "the name of Stream", "set EventSourceArn to the Arn of Stream"),
        ({"Ref": "Table"}, "the name of Table", "set EventSourceArn to the StreamArn of Table"),
        (
            {"Fn::GetAtt": ["Table", "Arn"]},
            "the table Table",
            "set EventSourceArn to the StreamArn of Table",
        ),
        (
            {"Fn::GetAtt": ["Queue", "QueueName"]},
            "the QueueName of Queue",
            "set EventSourceArn to the Arn of Queue",
        ),
        (
            {"Ref": "Topic"},
            "an ARN of sns",
            "remove the mapping and let the source call the function",
        ),
        (
            "arn:aws:s3:::bucket",
            "an ARN of s3",
            "remove the mapping and let the source call the function",
        ),
        (
            {"Ref": "AWS::NoValue"},
            "none",
            "set EventSourceArn to the ARN of what Lambda shall poll",
        ),
    ],
)
def test_what_is_given_instead_of_a_source_is_named(
    judge: Judge, arn: Any, flaw: str, fix: str
) -> None:
    [finding] = judge(rule, scene(arn))

    assert finding.message == (
        f"the event source must be the ARN of a queue, stream, broker or cluster, got {flaw}"
    )
    assert finding.fix == fix
    assert finding.at == "EventSourceArn"


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(scene({"Fn::GetAtt": ["Queue", "Arn"]}), id="a queue"),
        pytest.param(scene({"Fn::GetAtt": ["Table", "StreamArn"]}), id="the stream of a table"),
        pytest.param(scene({"Ref": "Consumer"}), id="Ref of a consumer is its ARN"),
        pytest.param(scene({"Fn::GetAtt": ["Consumer", "ConsumerARN"]}), id="a consumer"),
        pytest.param(scene({"Ref": "Cluster"}), id="Ref of a cluster is its ARN"),
        pytest.param(scene({"Ref": "Custom"}), id="a type that nobody knows"),
        pytest.param(scene(UNKNOWN), id="known at deployment only"),
        pytest.param(scene("arn:aws:new:r:1:source"), id="a service that nobody knows"),
        pytest.param(
            scene({"Ref": "AWS::NoValue"}, SelfManagedEventSource={"Endpoints": {}}), id="own"
        ),
        pytest.param(scene({"Ref": "AWS::NoValue"}, SelfManagedEventSource=UNKNOWN), id="perhaps"),
    ],
)
def test_silent(judge: Judge, resources: Any) -> None:
    assert judge(rule, resources) == []
