"""Filters as conditions in CDK's own event sources, and Keel's rules about what they become."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from aws_cdk import Duration, aws_dynamodb, aws_kinesis, aws_lambda, aws_sqs
from aws_cdk.aws_lambda_event_sources import (
    DynamoEventSource,
    KinesisEventSource,
    SelfManagedKafkaEventSource,
    SqsEventSource,
)
from aws_cdk.aws_secretsmanager import Secret

from constructs_lib import body, data, dynamodb, value
from policies.domain.filters import PatternError, record_passes
from policies.gate.check import check
from policies.gate.config import Config, Profile
from policies.rules import catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aws_cdk import App, Stack

    from constructs_lib import VersionedFunction
    from policies.domain.filters import Filter
    from policies.gate.verdict import Verdict

    MakeFunction = Callable[..., VersionedFunction]
    ResourcesOf = Callable[[str], Mapping[str, Any]]

MAPPING = "AWS::Lambda::EventSourceMapping"
FROM_THE_START = aws_lambda.StartingPosition.TRIM_HORIZON


def sqs(stack: Stack, filters: list[Any]) -> aws_lambda.IEventSource:
    queue = aws_sqs.Queue(stack, "Readings", visibility_timeout=Duration.minutes(1))
    return SqsEventSource(queue, filters=filters)


def kinesis(stack: Stack, filters: list[Any]) -> aws_lambda.IEventSource:
    stream = aws_kinesis.Stream(stack, "Readings")
    return KinesisEventSource(stream, starting_position=FROM_THE_START, filters=filters)


def table(stack: Stack, filters: list[Any]) -> aws_lambda.IEventSource:
    changes = aws_dynamodb.Table(
        stack,
        "Faults",
        partition_key=aws_dynamodb.Attribute(name="id", type=aws_dynamodb.AttributeType.STRING),
        stream=aws_dynamodb.StreamViewType.NEW_IMAGE,
    )
    return DynamoEventSource(changes, starting_position=FROM_THE_START, filters=filters)


def kafka(stack: Stack, filters: list[Any]) -> aws_lambda.IEventSource:
    return SelfManagedKafkaEventSource(
        bootstrap_servers=["kafka.example.com:9092"],
        topic="readings",
        secret=Secret(stack, "Access"),
        starting_position=FROM_THE_START,
        filters=filters,
    )


BUILT: list[tuple[Callable[..., aws_lambda.IEventSource], Filter, list[str]]] = [
    (
        sqs,
        body.temperature > 100,
        ['{"body":{"temperature":[{"numeric":[">",100]}]}}'],
    ),
    (
        sqs,
        (body.temperature > 100) | (body == "fault"),
        ['{"body":{"temperature":[{"numeric":[">",100]}]}}', '{"body":["fault"]}'],
    ),
    (
        kinesis,
        (data.temperature > 100) | (data.voltage < 5),
        [
            (
                '{"data":{"$or":[{"temperature":[{"numeric":[">",100]}]},'
                '{"voltage":[{"numeric":["<",5]}]}]}}'
            )
        ],
    ),
    (
        table,
        dynamodb.new_image.level.S.one_of("high", "critical"),
        ['{"dynamodb":{"NewImage":{"level":{"S":["high","critical"]}}}}'],
    ),
    (
        kafka,
        value.device.startswith("eu-") & value.level.exists(),
        ['{"value":{"device":[{"prefix":"eu-"}],"level":[{"exists":true}]}}'],
    ),
]


def judged(app: App) -> list[Verdict]:
    """What every rule about filters says of the app, advice included."""
    rules = [each for each in catalogue().values() if ".event_filters." in each.module]
    report = check([Path(app.synth().directory)], Config(profile=Profile.STRICT), rules)
    assert (report.errors, report.templates) == ([], 1)
    return list(report.verdicts)


@pytest.mark.parametrize(("source", "built", "patterns"), BUILT)
def test_cdk_s_own_event_sources_take_a_condition(
    *,
    stack: Stack,
    resources: ResourcesOf,
    source: Callable[..., aws_lambda.IEventSource],
    built: Filter,
    patterns: list[str],
    make_function: MakeFunction,
) -> None:
    make_function().release("live").alias.add_event_source(source(stack, built.cdk_filters()))
    [mapping] = resources(MAPPING).values()

    assert mapping["FilterCriteria"] == {"Filters": [{"Pattern": each} for each in patterns]}


@pytest.mark.parametrize(("source", "built"), [case[:2] for case in BUILT])
def test_no_rule_has_anything_to_say_of_such_a_filter(
    app: App,
    stack: Stack,
    make_function: MakeFunction,
    source: Callable[..., aws_lambda.IEventSource],
    built: Filter,
) -> None:
    make_function().release("live").alias.add_event_source(source(stack, built.cdk_filters()))

    assert judged(app) == []


def cdk_filter(**pattern: Any) -> list[Any]:
    """A filter of CDK's own, which takes any pattern as it is."""
    return [aws_lambda.FilterCriteria.filter(pattern)]


@pytest.mark.parametrize(
    ("source", "filters", "rule"),
    [
        pytest.param(
            sqs,
            cdk_filter(temperature=aws_lambda.FilterRule.is_equal(100)),
            "filter-on-unknown-key",
            id="a field of the payload beside it",
        ),
        pytest.param(
            kinesis,
            cdk_filter(kinesis={"data": {"level": aws_lambda.FilterRule.is_equal("high")}}),
            "filter-on-unknown-key",
            id="the record's key instead of the pattern's",
        ),
        pytest.param(
            table,
            cdk_filter(dynamodb={"NewImage": {"count": {"N": aws_lambda.FilterRule.is_equal(1)}}}),
            "filter-number-on-dynamodb",
            id="a number that DynamoDB delivers as text",
        ),
        pytest.param(
            table,
            cdk_filter(dynamodb={"NewImage": {"id": aws_lambda.FilterRule.exists()}}),
            "filter-exists-on-object",
            id="whether an attribute exists",
        ),
        pytest.param(
            sqs,
            cdk_filter(body={"level": "high"}),
            "filter-refused",
            id="a leaf that is no array",
        ),
        pytest.param(
            sqs,
            cdk_filter(body={"t": [{"numeric": [">", 0]}, {"numeric": ["<", 100]}]}),
            "filter-or-accepts-everything",
            id="a range in two conditions",
        ),
    ],
)
def test_a_wrong_filter_of_cdk_s_own_is_found(
    *,
    app: App,
    stack: Stack,
    source: Callable[..., aws_lambda.IEventSource],
    filters: list[Any],
    rule: str,
    make_function: MakeFunction,
) -> None:
    make_function().release("live").alias.add_event_source(source(stack, filters))
    [found] = judged(app)

    assert found.rule == rule
    assert found.property == "FilterCriteria.Filters.0"


def test_what_cannot_work_is_refused_where_it_is_written() -> None:
    with pytest.raises(PatternError, match=r"^dynamodb\.NewImage\.count\.N: N of the attribute"):
        _ = dynamodb.new_image.count.N > 1


def test_a_condition_can_be_tried_without_the_cdk() -> None:
    [pattern] = (body.temperature > 100).patterns()

    assert record_passes(pattern, {"body": '{"temperature": 101}'}, "sqs")
    assert not record_passes(pattern, {"body": '{"temperature": 100}'}, "sqs")
