from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.environment import Environment
from policies.template.resources.event_source_mapping import EventSourceMapping
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf

ACCOUNT, REGION = "123456789012", "eu-west-1"
RESOURCES = {
    "Orders": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "orders"}},
    "Table": {"Type": "AWS::DynamoDB::Table"},
    "Fn": {"Type": "AWS::Lambda::Function"},
    "Live": {
        "Type": "AWS::Lambda::Alias",
        "Properties": {"FunctionName": {"Ref": "Fn"}, "Name": "live"},
    },
}


@pytest.fixture
def mapping(template_of: TemplateOf) -> Any:
    def made(environment: Environment | None = None, **properties: Any) -> EventSourceMapping:
        own = {"Type": "AWS::Lambda::EventSourceMapping", "Properties": properties}
        return template_of(RESOURCES | {"M": own}, environment).of(EventSourceMapping)[0]

    return made


@pytest.mark.parametrize(
    "arn",
    [
        pytest.param({"Fn::GetAtt": ["Orders", "Arn"]}, id="GetAtt"),
        pytest.param({"Fn::Sub": "${Orders.Arn}"}, id="Sub"),
        pytest.param(
            {"Fn::Sub": "arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:orders"}, id="by its name"
        ),
        pytest.param(
            {
                "Fn::Join": [
                    ":",
                    [
                        "arn:aws:sqs",
                        {"Ref": "AWS::Region"},
                        {"Ref": "AWS::AccountId"},
                        {"Fn::GetAtt": ["Orders", "QueueName"]},
                    ],
                ]
            },
            id="joined around its name",
        ),
    ],
)
@pytest.mark.parametrize("place", [(None, None), (ACCOUNT, REGION)])
def test_a_queue_is_found_however_its_arn_is_written(
    mapping: Any, arn: Any, place: tuple[str | None, str | None]
) -> None:
    found = mapping(Environment(*place), EventSourceArn=arn).queue

    assert found is not None
    assert found.logical_id == "Orders"


def test_a_literal_arn_means_the_queue_of_this_account_and_region(mapping: Any) -> None:
    arn = f"arn:aws:sqs:{REGION}:{ACCOUNT}:orders"

    assert mapping(Environment(ACCOUNT, REGION), EventSourceArn=arn).queue is not None


@pytest.mark.parametrize("place", [(None, None), (ACCOUNT, "us-east-1"), ("999999999999", REGION)])
def test_a_literal_arn_may_mean_another_queue_of_that_name(
    mapping: Any, place: tuple[str | None, str | None]
) -> None:
    arn = f"arn:aws:sqs:{REGION}:{ACCOUNT}:orders"

    assert mapping(Environment(*place), EventSourceArn=arn).queue is None


@pytest.mark.parametrize(
    "arn",
    [
        pytest.param({"Ref": "Unknown"}, id="unknown"),
        pytest.param({"Ref": "Orders"}, id="the URL"),
        pytest.param({"Ref": "AWS::NoValue"}, id="absent, for a Kafka of one's own"),
        pytest.param({"Fn::GetAtt": ["Table", "StreamArn"]}, id="a stream"),
        pytest.param({"Fn::GetAtt": ["Fn", "Arn"]}, id="a function"),
        pytest.param({"Fn::Sub": "arn:aws:sns:${AWS::Region}:1:orders"}, id="a topic"),
        pytest.param({"Fn::Sub": "arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:${Fn}"}, id="no"),
        pytest.param(
            {"Fn::Sub": "arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:a${AWS::Region}"}, id="half"
        ),
        pytest.param("orders", id="a name"),
    ],
)
def test_anything_else_is_no_queue(mapping: Any, arn: Any) -> None:
    assert mapping(EventSourceArn=arn).queue is None


def test_the_function_is_found_behind_an_alias(mapping: Any) -> None:
    found = mapping(FunctionName={"Ref": "Live"})

    assert found.function.logical_id == "Fn"
    assert found.target.alias.logical_id == "Live"
    assert mapping(FunctionName={"Ref": "Unknown"}).function is None


def test_numbers_are_known_absent_or_unresolved(mapping: Any, unknown: Any) -> None:
    known = mapping(ScalingConfig={"MaximumConcurrency": 5}, MaximumBatchingWindowInSeconds=20)
    unresolved = mapping(ScalingConfig=unknown, MaximumBatchingWindowInSeconds=unknown)

    assert (known.maximum_concurrency, known.batching_window_seconds) == (5, 20)
    assert mapping().maximum_concurrency is None
    assert mapping().batching_window_seconds is None
    assert isinstance(unresolved.maximum_concurrency, Unresolved)
    assert isinstance(unresolved.batching_window_seconds, Unresolved)
