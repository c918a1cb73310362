from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.async_invocation.destination_of_wrong_type import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


UNKNOWN = {"Ref": "Unknown"}

LOST_ARN = {"Fn::GetAtt": ["Lost", "Arn"]}


def holder(kind: str, destination: Any, *, outcome: str = "OnFailure") -> dict[str, Any]:
    if kind == "Function":
        own: dict[str, Any] = {"DeadLetterConfig": {"TargetArn": destination}}
    else:
        own = {"DestinationConfig": {outcome: {"Destination": destination}}}
    if kind == "EventInvokeConfig":
        own |= {"FunctionName": {"Ref": "Bill"}, "Qualifier": "$LATEST"}
    if kind == "EventSourceMapping":
        arn = {"Fn::GetAtt": ["Stream", "Arn"]}
        own |= {"FunctionName": {"Ref": "Bill"}, "EventSourceArn": arn}
    return {"Holder": {"Type": f"AWS::Lambda::{kind}", "Properties": own}}


def test_a_bucket_takes_failures_only(judge: Judge, bill: dict[str, Any]) -> None:
    bucket = {"Fn::GetAtt": ["Bucket", "Arn"]}

    [finding] = judge(rule, bill | holder("EventInvokeConfig", bucket, outcome="OnSuccess"))

    assert finding.message == (
        "a destination for successes must be a function, a queue, a topic or an event bus, got a "
        "bucket: Bucket"
    )
    assert finding.fix == "name a queue, and take it from there"
    assert finding.at == "DestinationConfig.OnSuccess.Destination"
    assert judge(rule, bill | holder("EventInvokeConfig", bucket)) == []


def test_a_service_that_takes_none_is_named(judge: Judge, bill: dict[str, Any]) -> None:
    arn = "arn:aws:logs:eu-west-1:123456789012:log-group:failures"

    [finding] = judge(rule, bill | holder("EventInvokeConfig", arn))

    assert finding.message == (
        "a destination for failures must be a bucket, a function, a queue, a topic or an event "
        f"bus, got a resource of logs: {arn}"
    )


@pytest.mark.parametrize(
    ("destination", "got"),
    [
        ({"Fn::GetAtt": ["Other", "Arn"]}, "a function: Other"),
        ({"Fn::GetAtt": ["Bus", "Arn"]}, "an event bus: Bus"),
        ("kafka://failures", "a Kafka topic: kafka://failures"),
    ],
)
def test_a_mapping_sends_to_queue_topic_or_bucket(
    judge: Judge, bill: dict[str, Any], destination: Any, got: str
) -> None:
    [finding] = judge(rule, bill | holder("EventSourceMapping", destination))

    assert finding.message == (
        f"a destination for failures must be a bucket, a queue or a topic, got {got}"
    )


@pytest.mark.parametrize(
    ("kind", "destination"),
    [
        pytest.param("EventInvokeConfig", LOST_ARN, id="a queue"),
        pytest.param("EventInvokeConfig", {"Ref": "Topic"}, id="a topic"),
        pytest.param("EventInvokeConfig", {"Ref": "Live"}, id="an alias"),
        pytest.param("EventInvokeConfig", {"Fn::GetAtt": ["Bus", "Arn"]}, id="a bus"),
        pytest.param("EventInvokeConfig", {"Ref": "Bus"}, id="no ARN, which another rule tells"),
        pytest.param("EventInvokeConfig", UNKNOWN, id="known at deployment only"),
        pytest.param("EventSourceMapping", LOST_ARN, id="a queue of a mapping"),
        pytest.param("EventSourceMapping", {"Fn::GetAtt": ["Bucket", "Arn"]}, id="a bucket"),
        pytest.param("EventSourceMapping", UNKNOWN, id="of a mapping, known at deployment only"),
    ],
)
def test_silent(judge: Judge, bill: dict[str, Any], kind: str, destination: Any) -> None:
    assert judge(rule, bill | holder(kind, destination)) == []


def test_a_mapping_of_kafka_may_send_to_kafka(judge: Judge, bill: dict[str, Any]) -> None:
    own = holder("EventSourceMapping", "kafka://failures")
    own["Holder"]["Properties"]["EventSourceArn"] = "arn:aws:kafka:eu-west-1:1:cluster/c/1"

    assert judge(rule, bill | own) == []
