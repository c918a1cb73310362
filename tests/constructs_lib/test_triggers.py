"""What a trigger makes: calls of the alias, rights as narrow, a failure path, ids for ever."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pytest
from aws_cdk import App, Duration, Stack
from aws_cdk import aws_iam as iam
from aws_cdk.assertions import Template
from aws_cdk.aws_ec2 import SecurityGroup, Subnet
from aws_cdk.aws_events import EventPattern, Rule
from aws_cdk.aws_kinesis import Stream, StreamConsumer
from aws_cdk.aws_kms import Key
from aws_cdk.aws_lambda import Function, Runtime, StartingPosition
from aws_cdk.aws_s3 import Bucket, EventType
from aws_cdk.aws_s3_notifications import SqsDestination
from aws_cdk.aws_secretsmanager import Secret
from aws_cdk.aws_sns import Topic
from aws_cdk.aws_sqs import Queue
from constructs import Construct

from constructs_lib import (
    AsyncInvocation,
    BucketTrigger,
    GuardedQueue,
    KafkaTrigger,
    MqTrigger,
    QueueTrigger,
    Release,
    RuleTrigger,
    ScheduleTrigger,
    StreamTrigger,
    VersionedFunction,
    body,
    data,
)
from tests.constructs_lib.conftest import code
from tests.constructs_lib.trigger_scenes import TRIGGER_SCENES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Resources = Callable[[str], Mapping[str, Any]]

MakeFunction = Any
MAPPING: Final = "AWS::Lambda::EventSourceMapping"
ARN: Final = "arn:aws:sqs:eu-west-1:123456789012:readings"


def released(scope: Construct, construct_id: str = "Detector") -> Release:
    function = VersionedFunction(scope, construct_id, code=code(), handler="index.handler")
    return function.release("live")


@pytest.mark.parametrize("name", TRIGGER_SCENES)
def test_a_trigger_calls_the_alias_and_brings_no_function_along(
    stack: Stack, resources: Resources, name: str
) -> None:
    TRIGGER_SCENES[name](stack)

    [alias] = resources("AWS::Lambda::Alias")
    reference = {"Ref": alias}
    permissions = resources("AWS::Lambda::Permission").values()
    mappings = resources(MAPPING).values()
    schedules = resources("AWS::Scheduler::Schedule").values()
    assert [each["FunctionName"] for each in permissions] == [reference] * len(permissions)
    assert all(each["SourceArn"] for each in permissions)
    assert all(str(reference) in str(each["FunctionName"]) for each in mappings)
    assert [each["Target"]["Arn"] for each in schedules] == [reference] * len(schedules)
    assert permissions or mappings or schedules
    assert len(resources("AWS::Lambda::Function")) == 1
    types = {each["Type"] for each in Template.from_stack(stack).to_json()["Resources"].values()}
    assert not any(each.startswith("Custom::") for each in types)


def test_the_scheduler_s_role_may_call_the_alias_and_nothing_else(
    make_function: MakeFunction, resources: Resources
) -> None:
    make_function().release("live").on(ScheduleTrigger("rate(1 hour)"))

    [alias] = resources("AWS::Lambda::Alias")
    statements = [
        statement
        for name, policy in resources("AWS::IAM::Policy").items()
        if name.startswith("Scheduler")
        for statement in policy["PolicyDocument"]["Statement"]
    ]
    assert {each["Action"]: each["Resource"] for each in statements}["lambda:InvokeFunction"] == {
        "Ref": alias
    }
    assert {each["Action"] for each in statements} == {"lambda:InvokeFunction", "sqs:SendMessage"}


def test_a_guarded_queue_hides_for_six_timeouts_and_the_window(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    live = make_function(timeout=Duration.seconds(20)).release("live")
    window = Duration.seconds(5)
    live.on(QueueTrigger(GuardedQueue(stack, "Readings"), batching_window=window))

    visibilities = [each.get("VisibilityTimeout") for each in resources("AWS::SQS::Queue").values()]
    assert sorted(visibilities, key=str) == [125, None]


def test_a_visibility_that_is_given_is_kept(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    queue = GuardedQueue(stack, "Readings", visibility_timeout=Duration.minutes(10))
    make_function(timeout=Duration.seconds(20)).release("live").on(QueueTrigger(queue))

    visibilities = {each.get("VisibilityTimeout") for each in resources("AWS::SQS::Queue").values()}
    assert visibilities == {600, None}


@pytest.mark.parametrize(
    ("reserved", "expected"),
    [(50, {"MaximumConcurrency": 50}), (5000, {"MaximumConcurrency": 1000}), (1, None)],
)
def test_a_queue_uses_what_the_function_reserves(
    stack: Stack,
    make_function: MakeFunction,
    resources: Resources,
    reserved: int,
    expected: dict[str, int] | None,
) -> None:
    live = make_function(reserved_concurrency=reserved).release("live")
    live.on(QueueTrigger(Queue(stack, "Readings")))

    [mapping] = resources(MAPPING).values()
    assert mapping.get("ScalingConfig") == expected


def test_queues_of_two_releases_share_what_the_function_reserves(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    function: VersionedFunction = make_function(reserved_concurrency=50)
    function.release("BETA").on(QueueTrigger(Queue(stack, "Tests"), max_concurrency=5))
    function.release("PROD").on(QueueTrigger(Queue(stack, "Readings")))

    maxima = [each["ScalingConfig"]["MaximumConcurrency"] for each in resources(MAPPING).values()]
    assert sorted(maxima) == [5, 45]


def test_a_mapping_keeps_its_id_wherever_stack_and_source_are_moved(app: App) -> None:
    def consuming(stack: Stack, place: Construct, queue: str) -> Stack:
        live = released(stack)
        live.on(QueueTrigger(Queue.from_queue_arn(place, queue, ARN)))
        return stack

    before, after = Stack(app, "Before"), Stack(app, "After")
    stacks = (
        consuming(before, before, "Readings"),
        consuming(after, Construct(after, "Sources"), "Queue"),
    )

    [[one], [other]] = [Template.from_stack(each).find_resources(MAPPING) for each in stacks]
    assert one == other


def test_a_consumer_of_a_stream_is_read_in_its_place(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    consumer = StreamConsumer(
        stack, "Consumer", stream_consumer_name="detector", stream=Stream(stack, "Readings")
    )
    make_function().release("live").on(
        StreamTrigger(consumer, starting_position=StartingPosition.LATEST)
    )

    [mapping] = resources(MAPPING).values()
    [logical_id] = resources("AWS::Kinesis::StreamConsumer")
    assert mapping["EventSourceArn"] == {"Fn::GetAtt": [logical_id, "ConsumerARN"]}


def test_a_queue_of_another_stack_is_imported_without_a_cycle(app: App) -> None:
    sources, consumers = Stack(app, "Sources"), Stack(app, "Consumers")
    released(consumers).on(QueueTrigger(GuardedQueue(sources, "Readings")))

    [mapping] = Template.from_stack(consumers).find_resources(MAPPING).values()
    [output] = Template.from_stack(sources).to_json()["Outputs"]
    assert output in str(mapping["Properties"]["EventSourceArn"])


def test_a_rule_of_another_stack_waits_for_the_alias_and_for_no_version(app: App) -> None:
    sources, consumers = Stack(app, "Sources"), Stack(app, "Consumers")
    rule = Rule(sources, "Shop", event_pattern=EventPattern(source=["shop"]))
    released(consumers).on(RuleTrigger(rule))
    released(consumers, "Billing").on(RuleTrigger(rule))

    outputs = Template.from_stack(consumers).to_json()["Outputs"]
    [made] = Template.from_stack(sources).find_resources("AWS::Events::Rule").values()
    queues = Template.from_stack(sources).find_resources("AWS::SQS::Queue")
    assert len(queues) == 1
    lost = [each["DeadLetterConfig"]["Arn"] for each in made["Properties"]["Targets"]]
    assert lost == [{"Fn::GetAtt": [next(iter(queues)), "Arn"]}] * 2
    aliases = Template.from_stack(consumers).find_resources("AWS::Lambda::Alias")
    assert {each["Value"]["Ref"] for each in outputs.values()} == set(aliases)


def test_what_is_lost_has_one_queue_on_a_release(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    live = make_function().release("live")
    live.on(
        RuleTrigger(Rule(stack, "Shop", event_pattern=EventPattern(source=["shop"]))),
        ScheduleTrigger("rate(1 hour)"),
    )

    [queue] = resources("AWS::SQS::Queue")
    lost = {"Fn::GetAtt": [queue, "Arn"]}
    [rule] = resources("AWS::Events::Rule").values()
    [config] = resources("AWS::Lambda::EventInvokeConfig").values()
    assert rule["Targets"][0]["DeadLetterConfig"] == {"Arn": lost}
    assert config["DestinationConfig"] == {"OnFailure": {"Destination": lost}}


def test_an_asynchronous_configuration_that_is_given_is_left_alone(
    make_function: MakeFunction, resources: Resources
) -> None:
    live = make_function().release("live", invocation=AsyncInvocation(retry_attempts=0))
    live.on(ScheduleTrigger("rate(1 hour)"))

    [config] = resources("AWS::Lambda::EventInvokeConfig").values()
    assert "DestinationConfig" not in config


def test_dead_letters_of_the_function_are_enough(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    live = make_function(dead_letters=Queue(stack, "Dead")).release("live")
    live.on(ScheduleTrigger("rate(1 hour)"))

    assert resources("AWS::Lambda::EventInvokeConfig") == {}


@dataclass(frozen=True)
class SkillTrigger:
    """A trigger that a user writes: nothing of ours but the protocol."""

    skill_id: str

    def attach(self, release: Release) -> None:
        release.alias.add_permission(
            f"Skill-{self.skill_id}",
            principal=iam.ServicePrincipal("alexa-appkit.amazon.com"),
            event_source_token=self.skill_id,
        )


def test_a_trigger_of_one_s_own_needs_the_method_only(
    make_function: MakeFunction, resources: Resources
) -> None:
    live = make_function().release("live")
    skill = SkillTrigger("amzn1.ask.skill.1")
    live.on(skill)

    [alias] = resources("AWS::Lambda::Alias")
    [permission] = resources("AWS::Lambda::Permission").values()
    assert permission["FunctionName"] == {"Ref": alias}
    assert live.triggers == [skill]


def test_a_function_made_without_us_takes_the_same_triggers(
    stack: Stack, resources: Resources
) -> None:
    function = Function(
        stack,
        "Legacy",
        code=code(),
        handler="index.handler",
        runtime=Runtime.PYTHON_3_14,
        timeout=Duration.seconds(30),
    )
    Release.around(function, "live").on(
        QueueTrigger(GuardedQueue(stack, "Readings")), ScheduleTrigger("rate(1 hour)")
    )

    visibilities = {each.get("VisibilityTimeout") for each in resources("AWS::SQS::Queue").values()}
    assert visibilities == {180, None}
    assert len(resources("AWS::Lambda::EventInvokeConfig")) == 1


def test_a_condition_is_encrypted_by_the_key_that_is_given(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    key = Key(stack, "Key")
    make_function().release("live").on(
        QueueTrigger(Queue(stack, "Readings"), only=body.level == "high", filter_key=key)
    )

    [mapping] = resources(MAPPING).values()
    [(logical_id, made)] = resources("AWS::KMS::Key").items()
    assert mapping["KmsKeyArn"] == {"Fn::GetAtt": [logical_id, "Arn"]}
    decrypting = [
        each["Principal"]
        for each in made["KeyPolicy"]["Statement"]
        if each["Action"] == "kms:Decrypt"
    ]
    assert decrypting == [{"Service": "lambda.amazonaws.com"}]


def test_brokers_of_one_s_own_are_reached_from_subnets(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    make_function().release("live").on(
        KafkaTrigger(
            "readings",
            bootstrap_servers=["b-1.example.com:9092"],
            subnets=[Subnet.from_subnet_id(stack, "Private", "subnet-0a1b2c3d")],
            security_group=SecurityGroup.from_security_group_id(stack, "Pollers", "sg-0a1b2c3d"),
            starting_position=StartingPosition.LATEST,
        )
    )

    [mapping] = resources(MAPPING).values()
    [policy] = resources("AWS::IAM::Policy").values()
    assert mapping["SourceAccessConfigurations"] == [
        {"Type": "VPC_SECURITY_GROUP", "URI": "sg-0a1b2c3d"},
        {"Type": "VPC_SUBNET", "URI": "subnet-0a1b2c3d"},
    ]
    assert "ec2:CreateNetworkInterface" in str(policy)


def test_a_topic_takes_what_a_mapping_gives_up(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    live = make_function().release("live")
    live.on(
        StreamTrigger(
            Stream(stack, "Readings"),
            starting_position=StartingPosition.LATEST,
            on_failure=Topic(stack, "Lost"),
        )
    )

    [topic] = resources("AWS::SNS::Topic")
    [mapping] = resources(MAPPING).values()
    assert mapping["DestinationConfig"] == {"OnFailure": {"Destination": {"Ref": topic}}}
    assert live.lost is None


def test_a_queue_of_one_s_own_takes_what_a_mapping_gives_up(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    lost = Queue(stack, "Mine")
    make_function().release("live").on(
        StreamTrigger(
            Stream(stack, "Readings"), starting_position=StartingPosition.LATEST, on_failure=lost
        )
    )

    [queue] = resources("AWS::SQS::Queue")
    [mapping] = resources(MAPPING).values()
    destination = mapping["DestinationConfig"]["OnFailure"]["Destination"]
    assert destination == {"Fn::GetAtt": [queue, "Arn"]}


@pytest.mark.parametrize(
    ("props", "key"),
    [
        ({}, None),
        ({"prefix": "in/"}, [{"prefix": "in/"}]),
        ({"suffix": ".jpg"}, [{"suffix": ".jpg"}]),
        ({"prefix": "a*b/", "suffix": ".jpg"}, [{"wildcard": "a\\*b/*.jpg"}]),
    ],
)
def test_the_key_of_an_object_is_matched_at_both_ends(
    stack: Stack,
    make_function: MakeFunction,
    resources: Resources,
    props: dict[str, Any],
    key: list[dict[str, str]] | None,
) -> None:
    make_function().release("live").on(BucketTrigger(Bucket(stack, "Photos"), **props))

    [rule] = resources("AWS::Events::Rule").values()
    assert rule["EventPattern"]["detail"].get("object", {}).get("key") == key


def test_a_broker_s_condition_may_have_a_key_of_its_own(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    make_function().release("live").on(
        MqTrigger(
            "orders",
            broker_arn="arn:aws:mq:eu-west-1:123456789012:broker:shop:b-0a1b2c3d",
            secret=Secret(stack, "Secret"),
            only=data.total > 100,
            filter_key=Key(stack, "Key"),
        )
    )

    [mapping] = resources(MAPPING).values()
    [key] = resources("AWS::KMS::Key")
    assert mapping["KmsKeyArn"] == {"Fn::GetAtt": [key, "Arn"]}


def test_brokers_of_one_s_own_may_have_an_authority_of_one_s_own(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    access, authority = Secret(stack, "Access"), Secret(stack, "Authority")
    make_function().release("live").on(
        KafkaTrigger(
            "readings",
            bootstrap_servers=["b-1.example.com:9096"],
            secret=access,
            root_certificate=authority,
            starting_position=StartingPosition.LATEST,
        )
    )

    [mapping] = resources(MAPPING).values()
    kinds = [each["Type"] for each in mapping["SourceAccessConfigurations"]]
    assert kinds == ["SASL_SCRAM_512_AUTH", "SERVER_ROOT_CA_CERTIFICATE"]


def test_a_bucket_that_the_cdk_notifies_for_sends_events_by_that_alone(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    photos = Bucket(stack, "Photos")
    photos.add_event_notification(EventType.OBJECT_REMOVED, SqsDestination(Queue(stack, "Gone")))

    make_function().release("live").on(BucketTrigger(photos))

    [notified] = resources("Custom::S3BucketNotifications").values()
    assert notified["NotificationConfiguration"].keys() == {
        "EventBridgeConfiguration",
        "QueueConfigurations",
    }
    [bucket] = resources("AWS::S3::Bucket").values()
    assert bucket == {}
