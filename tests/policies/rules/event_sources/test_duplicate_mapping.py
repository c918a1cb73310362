from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.duplicate_mapping import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


UNKNOWN = {"Ref": "Unknown"}
ORDERS = {"Fn::GetAtt": ["Orders", "Arn"]}
BILL = {"Ref": "Bill"}
NAMED = {"Fn::Sub": "arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:orders"}
ALIAS = {"FunctionName": BILL, "FunctionVersion": "1", "Name": "live"}
KAFKA = {"SelfManagedEventSource": {"Endpoints": {"KafkaBootstrapServers": ["b:1", "c:1"]}}}


def mapping(arn: Any = ORDERS, function: Any = BILL, **properties: Any) -> dict[str, Any]:
    own = {"EventSourceArn": arn, "FunctionName": function} | properties
    return {"Type": "AWS::Lambda::EventSourceMapping", "Properties": own}


def scene(first: dict[str, Any], second: dict[str, Any]) -> Any:
    return {
        "Orders": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "orders"}},
        "Stream": {"Type": "AWS::Kinesis::Stream"},
        "Cluster": {"Type": "AWS::MSK::Cluster"},
        "Bill": {"Type": "AWS::Lambda::Function"},
        "Other": {"Type": "AWS::Lambda::Function"},
        "Live": {"Type": "AWS::Lambda::Alias", "Properties": ALIAS},
        "First": first,
        "Second": second,
    }


def test_the_second_mapping_is_refused(judge: Judge) -> None:
    [finding] = judge(rule, scene(mapping(), mapping()))

    assert finding.message == (
        "a source and a function must have one mapping, got First for both already"
    )
    assert finding.fix == "remove this mapping, and put its filters into those of First"
    assert finding.resource.logical_id == "Second"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(mapping(), mapping(NAMED), id="the queue by its name"),
        pytest.param(mapping(), mapping(function={"Fn::GetAtt": ["Bill", "Arn"]}), id="the ARN"),
        pytest.param(mapping(function={"Ref": "Live"}), mapping(function={"Ref": "Live"}), id="A"),
        pytest.param(
            mapping("arn:aws:kinesis:r:1:stream/s"), mapping("arn:aws:kinesis:r:1:stream/s"), id="L"
        ),
        pytest.param(
            mapping({"Ref": "Cluster"}, Topics=["a"]),
            mapping({"Ref": "Cluster"}, Topics=["a"]),
            id="a topic",
        ),
        pytest.param(
            mapping({"Ref": "AWS::NoValue"}, Topics=["a"], **KAFKA),
            mapping({"Ref": "AWS::NoValue"}, Topics=["a"], **KAFKA),
            id="a topic of one's own Kafka",
        ),
    ],
)
def test_the_same_is_known_however_it_is_written(judge: Judge, first: Any, second: Any) -> None:
    assert [each.resource.logical_id for each in judge(rule, scene(first, second))] == ["Second"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(mapping(), mapping(function={"Ref": "Other"}), id="another function"),
        pytest.param(mapping(), mapping(function={"Ref": "Live"}), id="an alias"),
        pytest.param(mapping(), mapping({"Fn::GetAtt": ["Stream", "Arn"]}), id="another source"),
        pytest.param(mapping(UNKNOWN), mapping(UNKNOWN), id="known at deployment only"),
        pytest.param(mapping(), mapping(function=UNKNOWN), id="function known at deployment only"),
        pytest.param(
            mapping({"Ref": "Cluster"}, Topics=["a"]),
            mapping({"Ref": "Cluster"}, Topics=["b"]),
            id="another topic",
        ),
        pytest.param(
            mapping({"Ref": "Cluster"}, Topics=[UNKNOWN]),
            mapping({"Ref": "Cluster"}, Topics=[UNKNOWN]),
            id="topic known at deployment only",
        ),
    ],
)
def test_silent(judge: Judge, first: Any, second: Any) -> None:
    assert judge(rule, scene(first, second)) == []


def test_one_of_two_that_a_condition_chooses_is_no_duplicate(judge: Judge) -> None:
    perhaps = {"Perhaps": {"Fn::Equals": [UNKNOWN, "yes"]}}
    second = mapping() | {"Condition": "Perhaps"}

    assert judge(rule, scene(mapping(), second), Conditions=perhaps) == []
