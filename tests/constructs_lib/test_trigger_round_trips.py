"""A trigger asks the Node process as often as the CDK's own words for the same template do.

That is so for sources made in the app. Whether one that is imported is what a trigger takes only
Node knows: it costs a request more, and so does the key of a broker's secret.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

import pytest
from aws_cdk import Acknowledgment, App, Duration, Stack, Validations
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cognito as cognito
from aws_cdk import aws_docdb as docdb
from aws_cdk import aws_dynamodb as ddb
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_iot as iot
from aws_cdk import aws_kinesis as kinesis
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_destinations as destinations
from aws_cdk import aws_lambda_event_sources as event_sources
from aws_cdk import aws_logs as logs
from aws_cdk import aws_logs_destinations as logs_destinations
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_scheduler as scheduler
from aws_cdk import aws_scheduler_targets as scheduler_targets
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from aws_cdk import aws_sqs as sqs
from aws_cdk.assertions import Template
from aws_cdk.aws_events import EventPattern, Rule
from aws_cdk.aws_secretsmanager import Secret
from constructs import Construct

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
    Release,
    RuleTrigger,
    ScheduleTrigger,
    StreamTrigger,
    TableTrigger,
    TopicTrigger,
    Trigger,
    UserPoolTrigger,
    VersionedFunction,
)
from tests.constructs_lib.conftest import code

if TYPE_CHECKING:
    from collections.abc import Callable


BROKER: Final = "arn:aws:mq:eu-west-1:123456789012:broker:shop:b-0a1b2c3d"
SQL: Final = "SELECT * FROM 'readings'"
TRIM_HORIZON: Final = lambda_.StartingPosition.TRIM_HORIZON


def make_queue(stack: Stack) -> sqs.Queue:
    return sqs.Queue(stack, "Source")


def make_stream(stack: Stack) -> kinesis.Stream:
    return kinesis.Stream(stack, "Source")


def make_table(stack: Stack) -> ddb.TableV2:
    key = ddb.Attribute(name="id", type=ddb.AttributeType.STRING)
    return ddb.TableV2(
        stack, "Source", partition_key=key, dynamo_stream=ddb.StreamViewType.NEW_IMAGE
    )


def make_rule(stack: Stack) -> Rule:
    return Rule(stack, "Source", event_pattern=EventPattern(source=["shop"]))


def make_topic(stack: Stack) -> sns.Topic:
    return sns.Topic(stack, "Source")


def make_log_group(stack: Stack) -> logs.LogGroup:
    return logs.LogGroup(stack, "Source")


def make_bucket(stack: Stack) -> s3.Bucket:
    return s3.Bucket(stack, "Source")


def make_secret(stack: Stack) -> Secret:
    return Secret(stack, "Source")


def make_cluster(stack: Stack) -> tuple[docdb.DatabaseCluster, Secret]:
    cluster = docdb.DatabaseCluster(
        stack,
        "Source",
        master_user=docdb.Login(username="shop"),
        instance_type=ec2.InstanceType("r8g.large"),
        vpc=ec2.Vpc(stack, "Vpc"),
    )
    return cluster, Secret(stack, "Secret")


def make_nothing(stack: Stack) -> Stack:
    return stack


def plain_queue(queue: sqs.Queue, alias: lambda_.Alias) -> None:
    lambda_.EventSourceMapping(
        alias,
        "Queue",
        target=alias,
        event_source_arn=queue.queue_arn,
        report_batch_item_failures=True,
    )
    queue.grant_consume_messages(alias)


def lost_queue(alias: lambda_.Alias) -> sqs.Queue:
    return sqs.Queue(alias, "Lost", enforce_ssl=True, retention_period=Duration.days(14))


def polled(alias: lambda_.Alias, construct_id: str, arn: str | None) -> None:
    lambda_.EventSourceMapping(
        alias,
        construct_id,
        target=alias,
        event_source_arn=arn,
        starting_position=TRIM_HORIZON,
        bisect_batch_on_error=True,
        report_batch_item_failures=True,
        retry_attempts=10,
        on_failure=event_sources.SqsDlq(lost_queue(alias)),
    )


def plain_stream(stream: kinesis.Stream, alias: lambda_.Alias) -> None:
    polled(alias, "Stream", stream.stream_arn)
    stream.grant_read(alias)


def plain_table(table: ddb.TableV2, alias: lambda_.Alias) -> None:
    polled(alias, "Table", table.table_stream_arn)
    table.grant_stream_read(alias)


def keep_failures(alias: lambda_.Alias) -> sqs.Queue:
    lost = lost_queue(alias)
    alias.configure_async_invoke(on_failure=destinations.SqsDestination(lost))
    return lost


def plain_rule(rule: Rule, alias: lambda_.Alias) -> None:
    lost = keep_failures(alias)
    rule.add_target(targets.LambdaFunction(alias, dead_letter_queue=lost))


def plain_schedule(_stack: Stack, alias: lambda_.Alias) -> None:
    lost = keep_failures(alias)
    scheduler.Schedule(
        alias,
        "Schedule",
        schedule=scheduler.ScheduleExpression.expression("rate(1 hour)"),
        target=scheduler_targets.LambdaInvoke(alias, dead_letter_queue=lost),
    )


def plain_topic(topic: sns.Topic, alias: lambda_.Alias) -> None:
    lost = keep_failures(alias)
    subscription = topic.add_subscription(
        subscriptions.LambdaSubscription(alias, dead_letter_queue=lost)
    )
    Validations.of(subscription).acknowledge(
        Acknowledgment(id="CloudFormation-Validate::W3694", reason="an alias is a function")
    )


def plain_logs(group: logs.LogGroup, alias: lambda_.Alias) -> None:
    keep_failures(alias)
    logs.SubscriptionFilter(
        alias,
        "Logs",
        log_group=group,
        destination=logs_destinations.LambdaDestination(alias),
        filter_pattern=logs.FilterPattern.all_events(),
    )


def plain_bucket(bucket: s3.Bucket, alias: lambda_.Alias) -> None:
    lost = keep_failures(alias)
    resource = cast("s3.CfnBucket", bucket.node.default_child)
    resource.add_property_override(
        "NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled",
        True,  # noqa: FBT003 - its value
    )
    pattern = EventPattern(
        source=["aws.s3"],
        detail_type=["Object Created"],
        detail={"bucket": {"name": [bucket.bucket_name]}},
    )
    rule = Rule(alias, "Objects", event_pattern=pattern)
    rule.add_target(targets.LambdaFunction(alias, dead_letter_queue=lost))


def plain_kafka(secret: Secret, alias: lambda_.Alias) -> None:
    lost = lost_queue(alias)
    lambda_.EventSourceMapping(
        alias,
        "Kafka",
        target=alias,
        kafka_bootstrap_servers=["b-1.example.com:9096"],
        kafka_topic="readings",
        starting_position=TRIM_HORIZON,
        support_s3_on_failure_destination=True,
        on_failure=event_sources.SqsDlq(lost),
        source_access_configurations=[
            lambda_.SourceAccessConfiguration(
                type=lambda_.SourceAccessConfigurationType.SASL_SCRAM_512_AUTH,
                uri=secret.secret_arn,
            )
        ],
    )
    secret.grant_read(alias)


POLLERS: Final = [
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeSubnets",
    "ec2:DescribeVpcs",
]
MAY_CALL: Final = "lambda:InvokeFunction"


def allow(grantee: iam.IGrantable, actions: list[str], resource_arn: str) -> None:
    iam.Grant.add_to_principal(grantee=grantee, actions=actions, resource_arns=[resource_arn])


def basic_access(
    secret: Secret,
) -> list[lambda_.CfnEventSourceMapping.SourceAccessConfigurationProperty]:
    return [
        lambda_.CfnEventSourceMapping.SourceAccessConfigurationProperty(
            type="BASIC_AUTH", uri=secret.secret_arn
        )
    ]


def plain_mq(secret: Secret, alias: lambda_.Alias) -> None:
    allow(alias, ["mq:DescribeBroker"], BROKER)
    secret.grant_read(alias)
    allow(alias, POLLERS, "*")
    lambda_.CfnEventSourceMapping(
        alias,
        "Broker",
        function_name=alias.function_arn,
        event_source_arn=BROKER,
        queues=["orders"],
        source_access_configurations=basic_access(secret),
    )


def plain_documents(source: tuple[docdb.DatabaseCluster, Secret], alias: lambda_.Alias) -> None:
    cluster, secret = source
    cluster_arn = f":cluster:{cluster.cluster_identifier}"
    stack = Stack.of(alias)
    place = f"arn:{stack.partition}:rds:{stack.region}:{stack.account}"
    allow(alias, ["rds:DescribeDBClusters"], place + cluster_arn)
    allow(alias, ["rds:DescribeDBClusterParameters"], f"{place}:cluster-pg:*")
    allow(alias, ["rds:DescribeDBSubnetGroups"], f"{place}:subgrp:*")
    secret.grant_read(alias)
    allow(alias, POLLERS, "*")
    lambda_.CfnEventSourceMapping(
        alias,
        "Documents",
        function_name=alias.function_arn,
        event_source_arn=place + cluster_arn,
        starting_position="TRIM_HORIZON",
        document_db_event_source_config=(
            lambda_.CfnEventSourceMapping.DocumentDBEventSourceConfigProperty(database_name="shop")
        ),
        source_access_configurations=basic_access(secret),
    )


def plain_notification(bucket: s3.Bucket, alias: lambda_.Alias) -> None:
    keep_failures(alias)
    stack = Stack.of(alias)
    permission = lambda_.CfnPermission(
        alias,
        "Notifications",
        action=MAY_CALL,
        function_name=alias.function_arn,
        principal="s3.amazonaws.com",
        source_account=stack.account,
        source_arn=f"arn:{stack.partition}:s3:::shop-photos",
    )
    resource = cast("s3.CfnBucket", bucket.node.default_child)
    resource.add_resource_dependency(permission)
    resource.add_property_override(
        "NotificationConfiguration.LambdaConfigurations",
        [{"Event": "s3:ObjectCreated:*", "Function": alias.function_arn}],
    )


def plain_iot(_stack: Stack, alias: lambda_.Alias) -> None:
    lost = keep_failures(alias)
    account = Stack.of(alias).account
    role = iam.Role(
        alias,
        "Iot-Role",
        assumed_by=iam.ServicePrincipal(
            "iot.amazonaws.com", conditions={"StringEquals": {"aws:SourceAccount": account}}
        ),
    )
    allow(role, ["sqs:SendMessage"], lost.queue_arn)
    rule = iot.CfnTopicRule(
        alias,
        "Iot",
        topic_rule_payload=iot.CfnTopicRule.TopicRulePayloadProperty(
            sql=SQL,
            aws_iot_sql_version="2016-03-23",
            rule_disabled=False,
            actions=[
                iot.CfnTopicRule.ActionProperty(
                    lambda_=iot.CfnTopicRule.LambdaActionProperty(function_arn=alias.function_arn)
                )
            ],
            error_action=iot.CfnTopicRule.ActionProperty(
                sqs=iot.CfnTopicRule.SqsActionProperty(
                    queue_url=lost.queue_url, role_arn=role.role_arn
                )
            ),
        ),
    )
    lambda_.CfnPermission(
        alias,
        "Iot-Permission",
        action=MAY_CALL,
        function_name=alias.function_arn,
        principal="iot.amazonaws.com",
        source_account=account,
        source_arn=rule.attr_arn,
    )


def plain_user_pool(pool: cognito.UserPool, alias: lambda_.Alias) -> None:
    pool.add_trigger(cognito.UserPoolOperation.PRE_SIGN_UP, alias)


def ours_of_queue(queue: Any) -> Trigger:
    return QueueTrigger(queue)


def ours_of_stream(stream: Any) -> Trigger:
    return StreamTrigger(stream, starting_position=TRIM_HORIZON)


def ours_of_table(table: Any) -> Trigger:
    return TableTrigger(table, starting_position=TRIM_HORIZON)


def ours_of_rule(rule: Any) -> Trigger:
    return RuleTrigger(rule)


def ours_of_schedule(_stack: Any) -> Trigger:
    return ScheduleTrigger("rate(1 hour)")


def ours_of_topic(topic: Any) -> Trigger:
    return TopicTrigger(topic)


def ours_of_logs(group: Any) -> Trigger:
    return LogTrigger(group)


def ours_of_bucket(bucket: Any) -> Trigger:
    return BucketTrigger(bucket)


def ours_of_kafka(secret: Any) -> Trigger:
    return KafkaTrigger(
        "readings",
        bootstrap_servers=["b-1.example.com:9096"],
        secret=secret,
        starting_position=TRIM_HORIZON,
    )


def ours_of_mq(secret: Any) -> Trigger:
    return MqTrigger("orders", broker_arn=BROKER, secret=secret)


def ours_of_documents(source: Any) -> Trigger:
    cluster, secret = source
    return DocumentTrigger(cluster, database="shop", secret=secret, starting_position=TRIM_HORIZON)


def ours_of_notification(bucket: Any) -> Trigger:
    return NotificationTrigger(bucket)


def ours_of_iot(_stack: Any) -> Trigger:
    return IotTrigger(SQL)


def ours_of_user_pool(pool: Any) -> Trigger:
    return UserPoolTrigger(pool, cognito.UserPoolOperation.PRE_SIGN_UP)


def make_named_bucket(stack: Stack) -> s3.Bucket:
    return s3.Bucket(stack, "Source", bucket_name="shop-photos")


def make_user_pool(stack: Stack) -> cognito.UserPool:
    return cognito.UserPool(stack, "Source")


# Whether a key of one's own encrypts the secret only Node knows; the others spare it elsewhere.
ASKED_FOR_A_KEY: Final = {"mq"}
SPELLINGS: Final[dict[str, tuple[Any, Any, Any]]] = {
    "queue": (make_queue, ours_of_queue, plain_queue),
    "stream": (make_stream, ours_of_stream, plain_stream),
    "table": (make_table, ours_of_table, plain_table),
    "rule": (make_rule, ours_of_rule, plain_rule),
    "schedule": (make_nothing, ours_of_schedule, plain_schedule),
    "topic": (make_topic, ours_of_topic, plain_topic),
    "bucket": (make_bucket, ours_of_bucket, plain_bucket),
    "kafka": (make_secret, ours_of_kafka, plain_kafka),
    "logs": (make_log_group, ours_of_logs, plain_logs),
    "mq": (make_secret, ours_of_mq, plain_mq),
    "documents": (make_cluster, ours_of_documents, plain_documents),
    "notification": (make_named_bucket, ours_of_notification, plain_notification),
    "iot": (make_nothing, ours_of_iot, plain_iot),
    "user pool": (make_user_pool, ours_of_user_pool, plain_user_pool),
}


def release(scope: Construct, construct_id: str = "Detector") -> Release:
    function = VersionedFunction(
        scope,
        construct_id,
        code=code(),
        handler="index.handler",
        timeout=Duration.seconds(5),
    )
    return function.release("live")


@pytest.mark.parametrize("kind", SPELLINGS)
def test_a_trigger_costs_no_more_than_the_plain_spelling_of_its_template(
    app: App, round_trips: Callable[[], Any], kind: str
) -> None:
    make, ours, plain = SPELLINGS[kind]
    counts, templates = {}, {}
    for spelling in ("warm", "ours", "plain"):
        # Ids of some constructs hold the whole path: the stacks have one name in apps of their own.
        own = App(builtin_cloud_formation_validation=False, context=app.node.get_all_context())
        stack = Stack(own, "Scene")
        live, source = release(stack), make(stack)
        with round_trips() as requests:
            if spelling == "plain":
                plain(source, live.alias)
            else:
                live.on(ours(source))
        counts[spelling] = len(requests)
        templates[spelling] = Template.from_stack(stack).to_json()

    assert counts["ours"] <= counts["plain"] + (kind in ASKED_FOR_A_KEY)
    assert templates["ours"] == templates["plain"]


def test_a_guarded_queue_costs_no_more_than_its_parts(
    app: App, round_trips: Callable[[], Any]
) -> None:
    def plain(scope: Construct, alias: lambda_.Alias) -> None:
        stack = Construct(scope, "Readings")
        dead = sqs.Queue(stack, "DeadLetters", enforce_ssl=True, retention_period=Duration.days(14))
        queue = sqs.Queue(
            stack,
            "Queue",
            enforce_ssl=True,
            visibility_timeout=Duration.seconds(30),
            dead_letter_queue=sqs.DeadLetterQueue(queue=dead, max_receive_count=5),
        )
        dead.metric_approximate_number_of_messages_visible(period=Duration.minutes(1)).create_alarm(
            stack, "Failed", threshold=1, evaluation_periods=1
        )
        lambda_.EventSourceMapping(
            alias,
            "Queue",
            target=alias,
            event_source_arn=queue.queue_arn,
            report_batch_item_failures=True,
        )
        queue.grant_consume_messages(alias)

    counts = {}
    for spelling in ("warm", "ours", "plain"):
        stack = Stack(app, spelling)
        live = release(stack)
        with round_trips() as requests:
            if spelling == "plain":
                plain(stack, live.alias)
            else:
                live.on(QueueTrigger(GuardedQueue(stack, "Readings")))
        counts[spelling] = len(requests)

    assert counts["ours"] <= counts["plain"]


def test_the_alarm_of_dead_letters_has_the_queue_for_its_dimension(stack: Stack) -> None:
    queue = GuardedQueue(stack, "Readings")

    assert isinstance(queue.alarm, cloudwatch.CfnAlarm)
    [alarm] = Template.from_stack(stack).find_resources("AWS::CloudWatch::Alarm").values()
    [dimension] = alarm["Properties"]["Dimensions"]
    assert dimension["Value"]["Fn::GetAtt"][0].startswith("ReadingsDeadLetters")
