from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.environment import Environment
from policies.template.reading import read
from policies.template.resources.event_source_mapping import EventSourceMapping

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf
    from tests.policies.template.conftest import CdkOut

TYPES = {
    "Broker": ("AWS::AmazonMQ::Broker", "mq"),
    "Cluster": ("AWS::MSK::Cluster", "kafka"),
    "Consumer": ("AWS::Kinesis::StreamConsumer", "kinesis"),
    "Documents": ("AWS::DocDB::DBCluster", "documentdb"),
    "Global": ("AWS::DynamoDB::GlobalTable", "dynamodb"),
    "Queue": ("AWS::SQS::Queue", "sqs"),
    "Serverless": ("AWS::MSK::ServerlessCluster", "kafka"),
    "Stream": ("AWS::Kinesis::Stream", "kinesis"),
    "Table": ("AWS::DynamoDB::Table", "dynamodb"),
    "Topic": ("AWS::SNS::Topic", None),
}


@pytest.fixture
def source(template_of: TemplateOf) -> Any:
    """The source of a mapping with these properties."""
    resources = {name: {"Type": kind} for name, (kind, _) in TYPES.items()}

    def found(environment: Environment | None = None, **properties: Any) -> str | None:
        own = {"Type": "AWS::Lambda::EventSourceMapping", "Properties": properties}
        template = template_of(resources | {"M": own}, environment)
        return template.of(EventSourceMapping)[0].source

    return found


@pytest.mark.parametrize("name", TYPES)
@pytest.mark.parametrize("form", ["Ref", "GetAtt", "Sub", "Join"])
def test_a_resource_of_the_template_is_known_by_its_type(source: Any, name: str, form: str) -> None:
    arn: dict[str, Any] = {
        "Ref": {"Ref": name},
        "GetAtt": {"Fn::GetAtt": [name, "Arn"]},
        "Sub": {"Fn::Sub": f"${{{name}.StreamArn}}"},
        "Join": {"Fn::Join": ["", [{"Fn::GetAtt": [name, "Arn"]}]]},
    }

    assert source(EventSourceArn=arn[form]) == TYPES[name][1]


@pytest.mark.parametrize(
    ("arn", "expected"),
    [
        ("arn:aws:sqs:eu-west-1:123456789012:orders", "sqs"),
        ("arn:aws-cn:kinesis:cn-north-1:123456789012:stream/faults", "kinesis"),
        ("arn:aws:dynamodb:eu-west-1:1:table/T/stream/2026-01-01T00:00:00.000", "dynamodb"),
        ("arn:aws:kafka:eu-west-1:1:cluster/c/abc", "kafka"),
        ("arn:aws:mq:eu-west-1:1:broker:b:b-1", "mq"),
        ("arn:aws:rds:eu-west-1:1:cluster:c", "documentdb"),
        ("arn:aws:sns:eu-west-1:1:topic", None),
        ("arn:aws:sqs", None),
        ("sqs", None),
        ("", None),
        (":" * 10_000, None),
        (5, None),
        (["arn:aws:sqs:r:1:q"], None),
        ({"Fn::Sub": "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:q"}, "sqs"),
        ({"Fn::Sub": "arn:aws:sqs:${Unknown}"}, "sqs"),
        ({"Fn::Sub": "arn:aws:${Unknown}:r:1:q"}, None),
        ({"Fn::Sub": "arn:${Unknown}:sqs:r:1:q"}, None),
        ({"Fn::Sub": "arn:aws:s${Unknown}"}, None),
        ({"Fn::Join": [":", ["arn", {"Ref": "AWS::Partition"}, "kafka", "r", "1", "c"]]}, "kafka"),
        ({"Ref": "Unknown"}, None),
        ({"Fn::ImportValue": "queue"}, None),
        ({"Fn::If": ["Nothing", {"Ref": "Queue"}, {"Ref": "Stream"}]}, None),
        ({"Fn::If": ["Nothing", {"Ref": "Queue"}, {"Ref": "Queue"}]}, "sqs"),
    ],
    ids=lambda value: str(value)[:60],
)
def test_an_arn_tells_its_service(source: Any, arn: Any, expected: str | None) -> None:
    assert source(EventSourceArn=arn) == expected


def test_the_partition_of_a_known_region_is_known(source: Any) -> None:
    arn = {"Fn::Sub": "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:q"}

    assert source(Environment("123456789012", "cn-north-1"), EventSourceArn=arn) == "sqs"


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("SelfManagedEventSource", {"Endpoints": {}}, "kafka"),
        ("SelfManagedKafkaEventSourceConfig", {"ConsumerGroupId": "c"}, "kafka"),
        ("AmazonManagedKafkaEventSourceConfig", {"ConsumerGroupId": "c"}, "kafka"),
        ("Topics", ["faults"], "kafka"),
        ("Queues", ["faults"], "mq"),
        ("DocumentDBEventSourceConfig", {"DatabaseName": "d"}, "documentdb"),
        ("BatchSize", 10, None),
        ("Queues", {"Ref": "AWS::NoValue"}, None),
    ],
)
@pytest.mark.parametrize("arn", [{"Ref": "AWS::NoValue"}, {"Ref": "Unknown"}], ids=["no", "some"])
def test_a_property_that_one_kind_of_source_has_tells_it(
    source: Any, name: str, value: Any, arn: Any, expected: str | None
) -> None:
    assert source(**{name: value, "EventSourceArn": arn}) == expected


def test_a_known_arn_of_another_service_is_not_overruled(source: Any) -> None:
    assert source(EventSourceArn="arn:aws:sns:r:1:t", Queues=["q"]) is None


def test_a_source_passed_into_a_nested_stack_is_known(cdk_out: CdkOut) -> None:
    own = {
        "Type": "AWS::Lambda::EventSourceMapping",
        "Properties": {"EventSourceArn": {"Ref": "Arn"}},
    }
    cdk_out.write(
        "N.nested.template.json",
        {"Parameters": {"Arn": {"Type": "String"}}, "Resources": {"M": own}},
    )
    nested = {
        "Type": "AWS::CloudFormation::Stack",
        "Properties": {
            "Parameters": {"Arn": {"Fn::GetAtt": ["Stream", "Arn"]}},
            "TemplateURL": "https://bucket/abc.json",
        },
    }
    cdk_out.stack(
        "App",
        {"Stream": {"Type": "AWS::Kinesis::Stream"}, "Nested": nested},
        assets={"abc.json": "N.nested.template.json"},
    )
    [environment] = read([cdk_out.path]).environments

    assert [mapping.source for mapping in environment.resources(EventSourceMapping)] == ["kinesis"]
