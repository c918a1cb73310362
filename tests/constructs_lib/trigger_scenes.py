"""The triggers as scenes: test_scenes.py checks them with the others."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from aws_cdk import Acknowledgment, Duration, Validations
from aws_cdk import aws_docdb as docdb
from aws_cdk import aws_dynamodb as ddb
from aws_cdk import aws_kms as kms
from aws_cdk.aws_cognito import UserPool, UserPoolOperation
from aws_cdk.aws_events import EventPattern, Rule
from aws_cdk.aws_kinesis import Stream
from aws_cdk.aws_lambda import StartingPosition
from aws_cdk.aws_logs import LogGroup, RetentionDays
from aws_cdk.aws_s3 import Bucket
from aws_cdk.aws_secretsmanager import Secret
from aws_cdk.aws_sns import SubscriptionFilter, Topic
from aws_cdk.aws_sqs import Queue

from constructs_lib import (
    BucketTrigger,
    DocumentTrigger,
    GuardedQueue,
    IotTrigger,
    KafkaTrigger,
    LogTrigger,
    MqTrigger,
    NotificationTrigger,
    QueueTrigger,
    RuleTrigger,
    ScheduleTrigger,
    StreamTrigger,
    TableTrigger,
    TopicTrigger,
    UserPoolTrigger,
    VersionedFunction,
    body,
    data,
    dynamodb,
    value,
)
from tests.constructs_lib.conftest import code

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_cdk import Stack
    from constructs import Construct

    from constructs_lib import Release

TRIGGER_SCENES: Final[dict[str, Callable[[Stack], None]]] = {}
FROM_THE_START: Final = StartingPosition.TRIM_HORIZON
CLUSTER: Final = (
    "arn:aws:kafka:eu-west-1:123456789012:cluster/readings/0a1b2c3d-1a2b-3c4d-5e6f-0a1b2c3d4e5f-2"
)


def trigger_scene(build: Callable[[Stack], None]) -> Callable[[Stack], None]:
    TRIGGER_SCENES[build.__name__] = build
    return build


def live(stack: Stack, **props: Any) -> Release:
    defaults: dict[str, Any] = {"code": code(), "handler": "index.handler"}
    return VersionedFunction(stack, "Detector", **(defaults | props)).release("live")


def acknowledge(construct: Construct, rule: str, reason: str) -> None:
    """cdk-nag does not know what it asks for to be there in another form."""
    Validations.of(construct).acknowledge(
        Acknowledgment(id=f"Serverless::Serverless-{rule}", reason=reason)
    )


def acknowledge_lost(release: Release) -> None:
    if release.lost is not None:
        acknowledge(release.lost, "SQSRedrivePolicy", "it takes what others redrive")


def acknowledge_queue(release: Release) -> None:
    acknowledge(
        release.alias,
        "LambdaEventSourceMappingDestination",
        "a mapping of a queue has no destination: the queue's redrive policy is its like",
    )


def acknowledge_source(release: Release) -> None:
    acknowledge(
        release.alias,
        "LambdaEventSourceMappingDestination",
        "Lambda takes no destination on a mapping of such a source",
    )


@trigger_scene
def queue_trigger(stack: Stack) -> None:
    readings = GuardedQueue(stack, "Readings")
    acknowledge(readings.dead_letters, "SQSRedrivePolicy", "it takes what others redrive")
    release = live(stack, reserved_concurrency=50, timeout=Duration.seconds(20))
    release.on(
        QueueTrigger(
            readings,
            only=(body.temperature > 100) | (body.voltage < 5),
            passes=[{"body": {"temperature": 101, "voltage": 9}}],
            drops=[{"body": {"temperature": 20, "voltage": 9}}],
            batch_size=100,
            batching_window=Duration.seconds(5),
        )
    )
    acknowledge_queue(release)


@trigger_scene
def queue_trigger_of_fifo(stack: Stack) -> None:
    notify = Topic.from_topic_arn(stack, "OnCall", "arn:aws:sns:eu-west-1:123456789012:on-call")
    orders = GuardedQueue(
        stack,
        "Orders",
        fifo=True,
        content_based_deduplication=True,
        encryption_key=kms.Key(stack, "Key", enable_key_rotation=True),
        notify=notify,
    )
    acknowledge(orders.dead_letters, "SQSRedrivePolicy", "it takes what others redrive")
    release = live(stack)
    release.on(QueueTrigger(orders, pollers=(2, 20)))
    acknowledge_queue(release)


@trigger_scene
def stream_trigger(stack: Stack) -> None:
    release = live(stack)
    release.on(
        StreamTrigger(
            Stream(stack, "Readings"),
            starting_position=FROM_THE_START,
            only=data.temperature > 100,
            parallelization_factor=2,
            batching_window=Duration.seconds(2),
        )
    )
    acknowledge_lost(release)


@trigger_scene
def stream_trigger_with_bucket(stack: Stack) -> None:
    release = live(stack)
    release.on(
        StreamTrigger(
            Stream.from_stream_arn(
                stack, "Readings", "arn:aws:kinesis:eu-west-1:123456789012:stream/readings"
            ),
            starting_position=StartingPosition.AT_TIMESTAMP,
            starting_timestamp=datetime(2026, 11, 21, tzinfo=UTC),
            on_failure=Bucket.from_bucket_name(stack, "Lost", "lost-readings"),
        )
    )


@trigger_scene
def table_trigger(stack: Stack) -> None:
    faults = ddb.TableV2(
        stack,
        "Faults",
        partition_key=ddb.Attribute(name="sensor", type=ddb.AttributeType.STRING),
        dynamo_stream=ddb.StreamViewType.NEW_IMAGE,
        deletion_protection=True,
        point_in_time_recovery_specification=ddb.PointInTimeRecoverySpecification(
            point_in_time_recovery_enabled=True
        ),
    )
    release = live(stack)
    release.on(
        TableTrigger(
            faults,
            starting_position=FROM_THE_START,
            only=dynamodb.new_image.level.S.one_of("high", "critical"),
            passes=[{"dynamodb": {"NewImage": {"level": {"S": "high"}}}}],
        )
    )
    acknowledge_lost(release)


@trigger_scene
def rule_trigger(stack: Stack) -> None:
    shop = Rule(stack, "Shop", event_pattern=EventPattern(source=["shop"]))
    release = live(stack)
    release.on(RuleTrigger(shop, max_event_age=Duration.hours(2)))
    acknowledge_lost(release)


@trigger_scene
def schedule_triggers(stack: Stack) -> None:
    release = live(stack)
    release.on(
        ScheduleTrigger("rate(1 hour)"),
        ScheduleTrigger(
            "cron(0 8 ? * MON-FRI *)",
            name="Morning",
            time_zone="Europe/Berlin",
            window=Duration.minutes(15),
        ),
        ScheduleTrigger("at(2027-01-31T08:00:00)", name="Once"),
    )
    acknowledge_lost(release)


@trigger_scene
def topic_trigger(stack: Stack) -> None:
    alerts = Topic(stack, "Alerts", enforce_ssl=True)
    release = live(stack)
    release.on(
        TopicTrigger(
            alerts,
            filter_policy={"level": SubscriptionFilter.string_filter(allowlist=["high"])},
        )
    )
    acknowledge_lost(release)


@trigger_scene
def encrypted_dead_letters(stack: Stack) -> None:
    key = kms.Key(stack, "Key", enable_key_rotation=True)
    dead = Queue(stack, "Dead", enforce_ssl=True, encryption_master_key=key)
    acknowledge(dead, "SQSRedrivePolicy", "it takes what others redrive")
    shop = Rule(stack, "Shop", event_pattern=EventPattern(source=["shop"]))
    release = live(stack)
    release.on(
        RuleTrigger(shop, dead_letters=dead),
        ScheduleTrigger("rate(1 hour)", dead_letters=dead),
    )
    acknowledge_lost(release)


@trigger_scene
def bucket_trigger(stack: Stack) -> None:
    photos = Bucket(stack, "Photos", enforce_ssl=True)
    release = live(stack)
    photos.grant_read(release)
    release.on(BucketTrigger(photos, prefix="in/", suffix=".jpg"))
    acknowledge_lost(release)


@trigger_scene
def log_trigger(stack: Stack) -> None:
    orders = LogGroup(stack, "Orders", retention=RetentionDays.ONE_MONTH)
    release = live(stack)
    release.on(LogTrigger(orders, pattern="ERROR"))
    acknowledge_lost(release)


@trigger_scene
def kafka_trigger(stack: Stack) -> None:
    release = live(stack)
    release.on(
        KafkaTrigger(
            "readings",
            cluster_arn=CLUSTER,
            starting_position=StartingPosition.LATEST,
            only=value.temperature > 100,
            pollers=(1, 10),
        )
    )
    acknowledge_lost(release)


@trigger_scene
def kafka_trigger_of_own_brokers(stack: Stack) -> None:
    release = live(stack)
    release.on(
        KafkaTrigger(
            "readings",
            bootstrap_servers=["b-1.example.com:9096", "b-2.example.com:9096"],
            secret=Secret.from_secret_complete_arn(
                stack,
                "Access",
                "arn:aws:secretsmanager:eu-west-1:123456789012:secret:kafka-a1b2c3",
            ),
            starting_position=StartingPosition.LATEST,
        )
    )
    acknowledge_lost(release)


@trigger_scene
def mq_trigger(stack: Stack) -> None:
    release = live(stack)
    release.on(
        MqTrigger(
            "orders",
            broker_arn="arn:aws:mq:eu-west-1:123456789012:broker:shop:b-0a1b2c3d",
            secret=Secret.from_secret_complete_arn(
                stack, "Access", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:mq-a1b2c3"
            ),
            virtual_host="/shop",
            only=data.total > 100,
        )
    )
    acknowledge_source(release)


@trigger_scene
def document_trigger(stack: Stack) -> None:
    shop = docdb.DatabaseCluster.from_database_cluster_attributes(
        stack, "Shop", cluster_identifier="shop"
    )
    release = live(stack)
    release.on(
        DocumentTrigger(
            shop,
            database="shop",
            collection="orders",
            secret=Secret.from_secret_complete_arn(
                stack, "Access", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:docs-a1b2c3"
            ),
            starting_position=StartingPosition.LATEST,
        )
    )
    acknowledge_source(release)


@trigger_scene
def notification_trigger(stack: Stack) -> None:
    photos = Bucket(stack, "Photos", bucket_name="shop-photos", enforce_ssl=True)
    release = live(stack)
    release.on(NotificationTrigger(photos, prefix="in/", suffix=".jpg"))
    acknowledge_lost(release)


@trigger_scene
def iot_trigger(stack: Stack) -> None:
    release = live(stack)
    release.on(IotTrigger("SELECT * FROM 'sensors/+/readings' WHERE temperature > 100"))
    acknowledge_lost(release)


@trigger_scene
def user_pool_trigger(stack: Stack) -> None:
    release = live(stack, timeout=Duration.seconds(5))
    release.on(UserPoolTrigger(UserPool(stack, "People"), UserPoolOperation.PRE_SIGN_UP))
