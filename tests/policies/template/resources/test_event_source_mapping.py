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


QUEUE_ARN = {"Fn::GetAtt": ["Orders", "Arn"]}
STREAM_ARN = "arn:aws:kinesis:eu-west-1:123456789012:stream/s"


def test_it_polls_unless_it_is_switched_off(mapping: Any, unknown: Any) -> None:
    assert mapping().is_enabled is True
    assert mapping(Enabled="false").is_enabled is False
    assert isinstance(mapping(Enabled=unknown).is_enabled, Unresolved)


@pytest.mark.parametrize(
    ("arn", "size"),
    [(QUEUE_ARN, 10), (STREAM_ARN, 100), ({"Fn::GetAtt": ["Table", "StreamArn"]}, 100)],
)
def test_the_batch_size_has_the_default_of_its_source(mapping: Any, arn: Any, size: int) -> None:
    assert mapping(EventSourceArn=arn).batch_size == size
    assert mapping(EventSourceArn=arn).stated_batch_size is None
    assert mapping(EventSourceArn=arn, BatchSize=7).batch_size == 7


def test_a_fifo_queue_is_known_by_its_type_or_its_name(mapping: Any, unknown: Any) -> None:
    fifo = "arn:aws:sqs:eu-west-1:123456789012:returns.fifo"

    assert mapping(EventSourceArn=fifo).polls_fifo_queue is True
    assert mapping(EventSourceArn=QUEUE_ARN).polls_fifo_queue is False
    assert mapping(EventSourceArn=STREAM_ARN).polls_fifo_queue is False
    assert isinstance(mapping(EventSourceArn=unknown).polls_fifo_queue, Unresolved)


@pytest.mark.parametrize(
    ("properties", "discards"),
    [
        ({}, False),
        ({"MaximumRetryAttempts": -1, "MaximumRecordAgeInSeconds": -1}, False),
        ({"MaximumRetryAttempts": 0}, True),
        ({"MaximumRecordAgeInSeconds": 60}, True),
        ({"MaximumRetryAttempts": {"Ref": "Unknown"}, "MaximumRecordAgeInSeconds": 60}, True),
    ],
)
def test_bounds_make_it_discard_records(mapping: Any, properties: Any, discards: Any) -> None:
    assert mapping(EventSourceArn=STREAM_ARN, **properties).discards_records is discards


def test_what_bounds_it_may_be_unresolved(mapping: Any, unknown: Any) -> None:
    queue_mode = {"ConsumptionMode": "Queue"}

    assert isinstance(mapping(MaximumRetryAttempts=unknown).discards_records, Unresolved)
    assert isinstance(
        mapping(SelfManagedKafkaEventSourceConfig=queue_mode).discards_records, Unresolved
    )
    assert mapping(SelfManagedKafkaEventSourceConfig=queue_mode).maximum_retry_attempts == 0


def test_partial_responses_are_reported_or_not(mapping: Any, unknown: Any) -> None:
    reported = mapping(FunctionResponseTypes=["ReportBatchItemFailures"])

    assert reported.reports_item_failures is True
    assert mapping().reports_item_failures is False
    assert isinstance(mapping(FunctionResponseTypes=unknown).reports_item_failures, Unresolved)
    assert isinstance(mapping(FunctionResponseTypes=[unknown]).reports_item_failures, Unresolved)


def test_access_types_are_those_of_all_configurations(mapping: Any, unknown: Any) -> None:
    basic = {"Type": "BASIC_AUTH", "URI": "arn"}

    assert mapping().access_types == set()
    assert mapping(SourceAccessConfigurations=[basic]).access_types == {"BASIC_AUTH"}
    assert isinstance(mapping(SourceAccessConfigurations=[basic, unknown]).access_types, Unresolved)
    assert isinstance(mapping(SourceAccessConfigurations=unknown).access_types, Unresolved)


def test_two_access_configurations_of_one_type_are_known(mapping: Any) -> None:
    subnets = [{"Type": "VPC_SUBNET", "URI": f"subnet:{name}"} for name in "ab"]

    assert mapping(SourceAccessConfigurations=subnets).access_types == {"VPC_SUBNET"}


def test_options_that_say_what_holds_anyway_do_not_count(mapping: Any, unknown: Any) -> None:
    said = mapping(ParallelizationFactor=2, Topics=["t"], ScalingConfig={"MaximumConcurrency": 2})
    neutral = mapping(
        BisectBatchOnFunctionError=False,
        MaximumRetryAttempts=-1,
        TumblingWindowInSeconds=0,
        ScalingConfig={},
        ParallelizationFactor=unknown,
    )

    assert said.own_options == ["ParallelizationFactor", "ScalingConfig", "Topics"]
    assert neutral.own_options == []


def test_a_destination_counts_where_its_source_may_have_one(mapping: Any) -> None:
    lost = {"DestinationConfig": {"OnFailure": {"Destination": QUEUE_ARN}}}

    stream = mapping(EventSourceArn=STREAM_ARN, **lost)
    assert [each.name for each in stream.destinations] == ["Orders"]
    assert [each.logical_id for each in stream.failure_queues] == ["Orders"]
    assert mapping(EventSourceArn=QUEUE_ARN, **lost).destinations == []
    assert mapping(EventSourceArn=STREAM_ARN).destinations == []


def test_its_call_names_the_source(mapping: Any) -> None:
    [call] = mapping(EventSourceArn=QUEUE_ARN, FunctionName={"Ref": "Live"}).calls

    assert call.source.logical_id == "Orders"
    assert (call.is_asynchronous, call.principal) == (False, None)
    assert list(mapping(EventSourceArn=QUEUE_ARN, FunctionName="elsewhere").calls) == []


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("arn:aws:lambda:eu-west-1:1:function:f", "eu-west-1"),
        ("f", None),
        ({"Ref": "Unknown"}, None),
    ],
)
def test_its_region_may_be_told_by_the_function(
    mapping: Any, name: Any, region: str | None
) -> None:
    assert mapping(FunctionName=name).function_region == region


def test_a_key_that_may_be_absent_is_none_for_certain(mapping: Any) -> None:
    perhaps = {"Fn::If": ["C", "arn", {"Ref": "AWS::NoValue"}]}

    assert mapping(KmsKeyArn="arn").has_filter_key is True
    assert mapping(KmsKeyArn=perhaps).has_filter_key is False
    assert mapping().has_filter_key is False
    assert mapping(KMSKeyArn="arn").has_misspelled_key is True
    assert isinstance(mapping(EventSourceArn=perhaps).has_source_arn, Unresolved)
