"""Sources and doors of another stack, and of another app: who waits for whom, and for what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest
from aws_cdk import App, Duration, Stack
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_apigatewayv2 as apigatewayv2
from aws_cdk import aws_dynamodb as ddb
from aws_cdk import aws_kms as kms
from aws_cdk.assertions import Template
from aws_cdk.aws_apigatewayv2_authorizers import HttpIamAuthorizer
from aws_cdk.aws_cognito import UserPool, UserPoolOperation
from aws_cdk.aws_events import EventPattern, Rule
from aws_cdk.aws_kinesis import Stream, StreamConsumer
from aws_cdk.aws_lambda import StartingPosition
from aws_cdk.aws_logs import LogGroup
from aws_cdk.aws_s3 import Bucket
from aws_cdk.aws_secretsmanager import Secret
from aws_cdk.aws_sns import Topic
from aws_cdk.aws_sqs import Queue

from constructs_lib import (
    BucketTrigger,
    GuardedQueue,
    HttpRoute,
    IotTrigger,
    KafkaTrigger,
    LogTrigger,
    MqTrigger,
    NotificationTrigger,
    QueueTrigger,
    RestRoute,
    RuleTrigger,
    ScheduleTrigger,
    StreamTrigger,
    TableTrigger,
    TopicTrigger,
    UserPoolTrigger,
    VersionedFunction,
)
from tests.constructs_lib.conftest import code
from tests.constructs_lib.trigger_scenes import CLUSTER

if TYPE_CHECKING:
    from collections.abc import Callable

    from constructs import Construct

    from constructs_lib import Release, Trigger

    MakeTrigger = Callable[[Stack], Trigger]

LATEST: Final = StartingPosition.LATEST
BROKER: Final = "arn:aws:mq:eu-west-1:123456789012:broker:shop:b-0a1b2c3d"
IAM: Final = apigateway.AuthorizationType.IAM
REFERENCES: Final = "@aws-cdk/core:defaultCrossStackReferences"


def released(scope: Construct, construct_id: str = "Detector") -> Release:
    function = VersionedFunction(
        scope,
        construct_id,
        code=code(),
        handler="index.handler",
        timeout=Duration.seconds(5),
    )
    return function.release("live")


def key(stack: Stack) -> kms.Key:
    return kms.Key(stack, "Key")


def secret(stack: Stack) -> Secret:
    return Secret(stack, "Secret", encryption_key=key(stack))


def table(stack: Stack) -> ddb.Table:
    return ddb.Table(
        stack,
        "Source",
        partition_key=ddb.Attribute(name="id", type=ddb.AttributeType.STRING),
        stream=ddb.StreamViewType.NEW_IMAGE,
        encryption_key=key(stack),
    )


def queue(stack: Stack) -> Queue:
    return Queue(stack, "Lost", encryption_master_key=key(stack))


def rest_api(stack: Stack) -> apigateway.RestApi:
    return apigateway.RestApi(stack, "Api", cloud_watch_role=False)


def http_api(stack: Stack) -> apigatewayv2.HttpApi:
    return apigatewayv2.HttpApi(stack, "Api", default_authorizer=HttpIamAuthorizer())


# The release waits for the source: its stack imports the source's ARN.
RELEASE_WAITS: Final[dict[str, MakeTrigger]] = {
    "queue": lambda stack: QueueTrigger(queue(stack)),
    "guarded queue": lambda stack: QueueTrigger(
        GuardedQueue(stack, "Source", encryption_key=key(stack))
    ),
    "stream": lambda stack: StreamTrigger(
        Stream(stack, "Source", encryption_key=key(stack)),
        starting_position=LATEST,
        on_failure=Bucket(stack, "Lost"),
    ),
    "consumer": lambda stack: StreamTrigger(
        StreamConsumer(
            stack,
            "Consumer",
            stream_consumer_name="detector",
            stream=Stream(stack, "Source", encryption_key=key(stack)),
        ),
        starting_position=LATEST,
    ),
    "table": lambda stack: TableTrigger(table(stack), starting_position=LATEST),
    "topic": lambda stack: TopicTrigger(Topic(stack, "Source"), dead_letters=queue(stack)),
    "bucket": lambda stack: BucketTrigger(Bucket(stack, "Source", encryption_key=key(stack))),
    "log group": lambda stack: LogTrigger(LogGroup(stack, "Source")),
    "Kafka's secret": lambda stack: KafkaTrigger(
        "readings", cluster_arn=CLUSTER, secret=secret(stack), starting_position=LATEST
    ),
    "broker's secret": lambda stack: MqTrigger("a", broker_arn=BROKER, secret=secret(stack)),
    "schedule's dead letters": lambda stack: ScheduleTrigger(
        "rate(1 hour)", dead_letters=queue(stack)
    ),
    "HTTP API": lambda stack: HttpRoute(http_api(stack), "GET /faults"),
}
# The source waits for the release: its stack imports the alias's ARN.
SOURCE_WAITS: Final[dict[str, MakeTrigger]] = {
    "rule": lambda stack: RuleTrigger(
        Rule(stack, "Source", event_pattern=EventPattern(source=["shop"])),
        dead_letters=queue(stack),
    ),
    "notification": lambda stack: NotificationTrigger(
        Bucket(stack, "Source", bucket_name="shop-photos")
    ),
    "user pool": lambda stack: UserPoolTrigger(
        UserPool(stack, "Source"), UserPoolOperation.PRE_SIGN_UP
    ),
    "REST API": lambda stack: RestRoute(rest_api(stack), "GET /faults", authorization=IAM),
}
# Nobody waits: what belongs to another app is told by its ARN.
IMPORTED: Final[dict[str, MakeTrigger]] = {
    "queue": lambda stack: QueueTrigger(
        Queue.from_queue_arn(stack, "Source", "arn:aws:sqs:eu-west-1:123456789012:readings")
    ),
    "stream": lambda stack: StreamTrigger(
        Stream.from_stream_arn(
            stack, "Source", "arn:aws:kinesis:eu-west-1:123456789012:stream/readings"
        ),
        starting_position=LATEST,
    ),
    "table": lambda stack: TableTrigger(
        ddb.TableV2.from_table_attributes(
            stack,
            "Source",
            table_name="faults",
            table_stream_arn="arn:aws:dynamodb:eu-west-1:123456789012:table/faults/stream/2026",
        ),
        starting_position=LATEST,
    ),
    "topic": lambda stack: TopicTrigger(
        Topic.from_topic_arn(stack, "Source", "arn:aws:sns:eu-west-1:123456789012:alerts")
    ),
    "bucket": lambda stack: BucketTrigger(Bucket.from_bucket_name(stack, "Source", "shop-photos")),
    "log group": lambda stack: LogTrigger(LogGroup.from_log_group_name(stack, "Source", "/shop")),
    "HTTP API": lambda stack: HttpRoute(
        apigatewayv2.HttpApi.from_http_api_attributes(stack, "Source", http_api_id="a1b2c3d4e5"),
        "GET /faults",
        authorizer=HttpIamAuthorizer(),
    ),
}


def waits_of(app: App) -> tuple[dict[str, list[str]], dict[str, Any]]:
    """Which stack waits for which, and the value of each output, by the stack that has it."""
    assembly = app.synth()  # raises where two stacks wait for each other
    waits = {
        each.stack_name: [
            other.stack_name for other in each.dependencies if hasattr(other, "stack_name")
        ]
        for each in assembly.stacks
    }
    outputs = {
        each.stack_name: [out["Value"] for out in each.template.get("Outputs", {}).values()]
        for each in assembly.stacks
    }
    return waits, outputs


@pytest.fixture(params=["weak", "strong"])
def stacks(request: pytest.FixtureRequest, app: App) -> tuple[App, Stack, Stack]:
    """Sources and consumers, with both ways in which the CDK refers to another stack."""
    context = app.node.get_all_context() | {REFERENCES: request.param}
    own = App(builtin_cloud_formation_validation=False, context=context)
    return own, Stack(own, "Sources"), Stack(own, "Consumers")


@pytest.mark.parametrize("kind", RELEASE_WAITS)
def test_a_release_waits_for_its_source(stacks: tuple[App, Stack, Stack], kind: str) -> None:
    app, sources, consumers = stacks
    released(consumers).on(RELEASE_WAITS[kind](sources))

    waits, _ = waits_of(app)
    assert waits == {"Sources": [], "Consumers": ["Sources"]}


@pytest.mark.parametrize("kind", SOURCE_WAITS)
def test_a_source_that_names_its_function_waits_for_the_alias_and_for_no_version(
    stacks: tuple[App, Stack, Stack], kind: str
) -> None:
    app, sources, consumers = stacks
    released(consumers).on(SOURCE_WAITS[kind](sources))

    waits, outputs = waits_of(app)
    [alias] = Template.from_stack(consumers).find_resources("AWS::Lambda::Alias")
    assert waits == {"Sources": ["Consumers"], "Consumers": []}
    assert outputs["Consumers"] == [{"Ref": alias}]


@pytest.mark.parametrize("kind", IMPORTED)
def test_a_source_of_another_app_waits_for_nobody(
    stacks: tuple[App, Stack, Stack], kind: str
) -> None:
    app, sources, consumers = stacks
    released(consumers).on(IMPORTED[kind](sources))

    waits, outputs = waits_of(app)
    assert waits == {"Sources": [], "Consumers": []}
    assert outputs == {"Sources": [], "Consumers": []}


def test_whoever_sends_dead_letters_may_use_the_key_that_encrypts_them(stack: Stack) -> None:
    dead = queue(stack)
    rule = Rule(stack, "Rule", event_pattern=EventPattern(source=["shop"]))
    released(stack).on(
        RuleTrigger(rule, dead_letters=dead),
        TopicTrigger(Topic(stack, "Topic"), dead_letters=dead),
        ScheduleTrigger("rate(1 hour)", dead_letters=dead),
        IotTrigger("SELECT * FROM 'readings'", dead_letters=dead),
    )

    template = Template.from_stack(stack)
    [made] = template.find_resources("AWS::KMS::Key").values()
    using = ["kms:Decrypt", "kms:GenerateDataKey"]
    [senders] = [
        each["Principal"]["Service"]
        for each in made["Properties"]["KeyPolicy"]["Statement"]
        if each["Action"] == using
    ]
    assert senders == ["events.amazonaws.com", "sns.amazonaws.com"]
    # The Scheduler and AWS IoT send in roles, which have the right themselves.
    policies = template.find_resources("AWS::IAM::Policy")
    for role in ("ScheduleRole", "IotRole"):
        [statements] = [
            each["Properties"]["PolicyDocument"]["Statement"]
            for name, each in policies.items()
            if role in name
        ]
        assert using in [each["Action"] for each in statements]


def test_the_scheduler_s_role_for_encrypted_dead_letters_is_for_this_account_s_schedules(
    stack: Stack,
) -> None:
    released(stack).on(ScheduleTrigger("rate(1 hour)", dead_letters=queue(stack)))
    released(stack, "Other").on(ScheduleTrigger("rate(1 hour)"))

    roles = Template.from_stack(stack).find_resources("AWS::IAM::Role")
    trusts = {
        name: each["Properties"]["AssumeRolePolicyDocument"]
        for name, each in roles.items()
        if "Schedule" in name
    }
    [ours] = [each for name, each in trusts.items() if name.startswith("Detector")]
    [the_cdk_s] = [each for name, each in trusts.items() if name.startswith("SchedulerRole")]
    assert ours == the_cdk_s
