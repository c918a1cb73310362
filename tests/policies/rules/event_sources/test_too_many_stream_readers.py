from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.too_many_stream_readers import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


UNKNOWN = {"Ref": "Unknown"}
STREAM = {"StreamSpecification": {"StreamViewType": "NEW_IMAGE"}}


def scene(
    readers: int,
    kind: str = "AWS::DynamoDB::Table",
    properties: Any = None,
    arn: Any = None,
    **last: Any,
) -> Any:
    attribute = "Arn" if kind == "AWS::Kinesis::Stream" else "StreamArn"
    mappings: dict[str, Any] = {
        f"M{number}": {
            "Type": "AWS::Lambda::EventSourceMapping",
            "Properties": {
                "EventSourceArn": arn or {"Fn::GetAtt": ["Source", attribute]},
                "FunctionName": f"function-{number}",
            },
        }
        for number in range(readers)
    }
    mappings["M0"]["Properties"] |= last
    consumer = {"StreamARN": {"Fn::GetAtt": ["Source", "Arn"]}}
    return mappings | {
        "Source": {"Type": kind, "Properties": properties or STREAM},
        "Consumer": {"Type": "AWS::Kinesis::StreamConsumer", "Properties": consumer},
    }


GLOBAL = {"Replicas": [{"Region": "eu-west-1"}, {"Region": "eu-central-1"}]}


def test_a_table_feeds_two_readers(judge: Judge) -> None:
    [finding] = judge(rule, scene(3))

    assert (
        finding.message == "functions that read one shard must be at most 2, got 3: M0, M1 and M2"
    )
    assert finding.fix == "let one function pass the records on"
    assert finding.resource.logical_id == "Source"


def test_a_table_with_replicas_feeds_one(judge: Judge) -> None:
    [finding] = judge(rule, scene(2, "AWS::DynamoDB::GlobalTable", GLOBAL))

    assert finding.message.startswith("functions that read one shard must be at most 1, got 2")


def test_a_kinesis_stream_feeds_five(judge: Judge) -> None:
    [finding] = judge(rule, scene(6, "AWS::Kinesis::Stream"))

    assert finding.message.startswith("functions that read one shard must be at most 5, got 6")
    assert finding.fix == (
        "let one function pass the records on, or poll consumers with enhanced fan-out"
    )


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(scene(2), id="two of a table"),
        pytest.param(scene(2, "AWS::DynamoDB::GlobalTable"), id="two, with one replica"),
        pytest.param(scene(2, "AWS::DynamoDB::GlobalTable", {"Replicas": UNKNOWN}), id="replicas"),
        pytest.param(scene(5, "AWS::Kinesis::Stream"), id="five of a stream"),
        pytest.param(scene(6, "AWS::Kinesis::Stream", arn={"Ref": "Consumer"}), id="consumers"),
        pytest.param(scene(3, Enabled=False), id="one is switched off"),
        pytest.param(scene(3, EventSourceArn=UNKNOWN), id="one may read another stream"),
    ],
)
def test_silent(judge: Judge, resources: Any) -> None:
    assert judge(rule, resources) == []
