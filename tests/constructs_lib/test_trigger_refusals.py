"""What cannot work is refused where it is written, with the value seen and the value allowed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import pytest
from aws_cdk import App, Aws, Duration, Environment, Stack, Token
from aws_cdk import aws_docdb as docdb
from aws_cdk import aws_dynamodb as ddb
from aws_cdk.aws_cognito import UserPool, UserPoolOperation
from aws_cdk.aws_ec2 import Subnet
from aws_cdk.aws_events import EventPattern, Rule
from aws_cdk.aws_kinesis import Stream
from aws_cdk.aws_kms import Key
from aws_cdk.aws_lambda import StartingPosition
from aws_cdk.aws_lambda_event_sources import AuthenticationMethod
from aws_cdk.aws_s3 import Bucket, EventType
from aws_cdk.aws_s3_notifications import SqsDestination
from aws_cdk.aws_secretsmanager import Secret
from aws_cdk.aws_sns import FilterOrPolicy, SubscriptionFilter, Topic
from aws_cdk.aws_sqs import Queue

from constructs_lib import (
    BucketTrigger,
    ConstructError,
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
)
from tests.constructs_lib.conftest import code

if TYPE_CHECKING:
    from collections.abc import Callable

MakeFunction = Any
LATEST: Final = StartingPosition.LATEST
AT: Final = StartingPosition.AT_TIMESTAMP
HOT: Final = body.temperature > 100


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(ConstructError) as refused:
        call()
    return str(refused.value)


def queue(stack: Stack) -> Queue:
    return Queue(stack, "Queue")


def fifo(stack: Stack) -> Queue:
    return Queue(stack, "Queue", fifo=True)


def stream(stack: Stack) -> Stream:
    return Stream(stack, "Stream")


def table(stack: Stack, **props: Any) -> ddb.Table:
    key = ddb.Attribute(name="id", type=ddb.AttributeType.STRING)
    return ddb.Table(stack, "Table", partition_key=key, **props)


def rule(stack: Stack) -> Rule:
    return Rule(stack, "Rule", event_pattern=EventPattern(source=["shop"]))


@pytest.mark.parametrize(
    ("props", "message"),
    [
        pytest.param(
            {"batch_size": 11},
            "batch_size must be at most 10 records, got 11 records",
            id="a batch above ten without a window",
        ),
        pytest.param(
            {"batch_size": 10001, "batching_window": Duration.seconds(1)},
            "batch_size must be 1 to 10000 records, got 10001 records",
            id="a batch above the limit",
        ),
        pytest.param(
            {"batching_window": Duration.seconds(301)},
            "batching_window must be 0 to 300 s, got 301 s",
            id="a window above the limit",
        ),
        pytest.param(
            {"max_concurrency": 1},
            "max_concurrency must be 2 to 1000, got 1",
            id="a concurrency below the limit",
        ),
        pytest.param(
            {"max_concurrency": 5, "pollers": (2, 10)},
            "max_concurrency and pollers exclude each other, got both: the most pollers bound the "
            "concurrency",
            id="a concurrency beside pollers",
        ),
        pytest.param(
            {"pollers": (1, 10)},
            "minimum of pollers must be 2 to 200, got 1",
            id="too few pollers",
        ),
        pytest.param(
            {"pollers": 5},
            "pollers must be the least and the most, got 5",
            id="pollers as one number",
        ),
        pytest.param(
            {"pollers": (20, 10)},
            "minimum of pollers must be at most the maximum of 10, got 20",
            id="pollers upside down",
        ),
        pytest.param(
            {"only": data.temperature > 100},
            "data.temperature: no SQS message has the key data; write body for SQS messages",
            id="a filter on the key of another source",
        ),
        pytest.param(
            {"only": HOT, "passes": [{"body": {"temperature": 50}}]},
            "passes[0] must pass the filter, got body.temperature: wanted "
            '[{"numeric": [">", 100]}], found 50',
            id="a sample that does not pass",
        ),
        pytest.param(
            {"only": HOT, "drops": [{"body": '{"temperature": 101}'}]},
            "drops[0] must be dropped by the filter, got it passed",
            id="a sample that is not dropped",
        ),
        pytest.param(
            {"passes": [{"body": {}}]},
            "passes and drops must be beside only, got them alone",
            id="samples without a filter",
        ),
        pytest.param(
            {"only": HOT, "passes": {"body": {}}},
            "passes must be a list of records, got {'body': {}}",
            id="a sample that is no list",
        ),
        pytest.param(
            {"only": HOT, "drops": ["x"]},
            "drops[0] must be a record, got 'x'",
            id="a sample that is no record",
        ),
        pytest.param(
            {"only": HOT, "passes": [{"Records": [{"body": {"temperature": 101}}]}]},
            "passes[0] must be one record, got an event with its Records",
            id="a sample that is a whole event",
        ),
        pytest.param(
            {"only": HOT, "drops": [{"body": {"temperature": HOT}}]},
            "drops[0] must be JSON, got: Object of type Filter is not JSON serializable",
            id="a sample that is no JSON",
        ),
        pytest.param(
            {"only": HOT, "filter_key": "arn"},
            "filter_key must be an IKey such as Key(...), got 'arn'",
            id="a key that is an ARN",
        ),
        pytest.param(
            {"only": "temperature > 100"},
            "only must be a condition such as body.temperature > 100, got 'temperature > 100'",
            id="a filter that is text",
        ),
        pytest.param(
            {"name": f"{Aws.STACK_NAME}-readings"},
            "name must be known at synthesis, got a token",
            id="a name that waits for the deployment",
        ),
        pytest.param(
            {"name": ""},
            "name must be a string such as 'Nightly', got ''",
            id="a name that is none",
        ),
    ],
)
def test_a_queue_trigger_refuses(stack: Stack, props: dict[str, Any], message: str) -> None:
    assert refusal(lambda: QueueTrigger(queue(stack), **props)) == message


def test_a_fifo_queue_has_no_window(stack: Stack) -> None:
    assert refusal(lambda: QueueTrigger(fifo(stack), batching_window=Duration.seconds(5))) == (
        "a FIFO queue has no batching window, got 5 s"
    )


def test_a_fifo_queue_has_batches_of_ten_at_most(stack: Stack) -> None:
    window = Duration.seconds(1)
    assert refusal(lambda: QueueTrigger(fifo(stack), batch_size=11, batching_window=window)) == (
        "batch_size must be 1 to 10 records, got 11 records"
    )


def test_a_queue_is_no_arn() -> None:
    arn: Any = "arn:aws:sqs:eu-west-1:123456789012:readings"
    assert refusal(lambda: QueueTrigger(arn)) == (
        f"queue must be an IQueue such as GuardedQueue(...), got {arn!r}"
    )


def test_a_filter_key_needs_a_filter(stack: Stack) -> None:
    key = Key(stack, "Key")
    assert refusal(lambda: QueueTrigger(queue(stack), filter_key=key)) == (
        "filter_key must be beside only, got it alone"
    )


def test_conditions_that_contradict_each_other_are_refused_by_the_filter_itself() -> None:
    with pytest.raises(ValueError, match="temperature"):
        _ = (body.temperature > 100) & (body.temperature < 5)


def test_queues_must_not_use_more_than_the_function_reserves(
    stack: Stack, make_function: MakeFunction
) -> None:
    live = make_function(reserved_concurrency=50).release("live")
    live.on(QueueTrigger(queue(stack), max_concurrency=40))
    other = Queue(stack, "Other")

    assert refusal(lambda: live.on(QueueTrigger(other, name="Other", max_concurrency=11))) == (
        "max_concurrency of 2 queues must be at most the 50 that the function reserves, got 51"
    )


def test_a_queue_must_not_use_more_than_the_function_reserves(
    stack: Stack, make_function: MakeFunction
) -> None:
    live = make_function(reserved_concurrency=50).release("live")

    assert refusal(lambda: live.on(QueueTrigger(queue(stack), max_concurrency=51))) == (
        "max_concurrency must be at most the 50 that the function reserves, got 51"
    )


def test_queues_that_share_a_reservation_say_what_each_may_use(
    stack: Stack, make_function: MakeFunction
) -> None:
    live = make_function(reserved_concurrency=50).release("live")
    live.on(QueueTrigger(queue(stack)))
    other = Queue(stack, "Other")

    assert refusal(lambda: live.on(QueueTrigger(other, name="Other"))) == (
        "max_concurrency must be given where 2 queues share the 50 that a function reserves, got "
        "0 left"
    )


def test_a_queue_calls_a_release_once(stack: Stack, make_function: MakeFunction) -> None:
    live, source = make_function().release("live"), queue(stack)
    live.on(QueueTrigger(source))

    assert refusal(lambda: live.on(QueueTrigger(source, name="Again"))) == (
        "queue must call a release once, got two triggers for the same Queue"
    )


def test_a_second_queue_needs_a_name(stack: Stack, make_function: MakeFunction) -> None:
    live = make_function().release("live")
    live.on(QueueTrigger(queue(stack)))

    assert refusal(lambda: live.on(QueueTrigger(Queue(stack, "Other")))) == (
        "name of each QueueTrigger must be unique on a release, got two without one"
    )


def test_a_stream_has_a_position(stack: Stack) -> None:
    nowhere: Any = None
    with pytest.raises(TypeError, match="starting_position"):
        StreamTrigger(stream(stack))  # type: ignore[call-arg]  # what the type checker sees as well
    assert refusal(lambda: TableTrigger(table(stack), starting_position=nowhere)) == (
        "a mapping of a DynamoDB stream must have a starting position, got none"
    )


def test_a_position_in_time_has_a_timestamp(stack: Stack) -> None:
    assert refusal(lambda: StreamTrigger(stream(stack), starting_position=AT)) == (
        "the starting position AT_TIMESTAMP needs a timestamp, got none"
    )


def test_a_timestamp_is_for_a_position_in_time(stack: Stack) -> None:
    then = datetime(2026, 11, 21, tzinfo=UTC)
    assert refusal(
        lambda: StreamTrigger(stream(stack), starting_position=LATEST, starting_timestamp=then)
    ) == ("a starting timestamp counts with AT_TIMESTAMP only, got it with LATEST")


def test_a_timestamp_has_a_time_zone(stack: Stack) -> None:
    then = datetime(2026, 11, 21)  # noqa: DTZ001 - that is what is wrong with it
    assert refusal(
        lambda: StreamTrigger(stream(stack), starting_position=AT, starting_timestamp=then)
    ) == ("starting_timestamp must have a time zone, got 2026-11-21T00:00:00")


def test_a_timestamp_is_a_datetime(stack: Stack) -> None:
    then: Any = "2026-11-21"
    assert refusal(
        lambda: StreamTrigger(stream(stack), starting_position=AT, starting_timestamp=then)
    ) == ("starting_timestamp must be a datetime with a time zone, got '2026-11-21'")


def test_a_position_is_the_cdk_s(stack: Stack) -> None:
    text: Any = "LATEST"
    assert refusal(lambda: StreamTrigger(stream(stack), starting_position=text)) == (
        "starting_position must be a StartingPosition such as StartingPosition.TRIM_HORIZON, got "
        "'LATEST'"
    )


def test_a_table_knows_no_position_in_time(stack: Stack) -> None:
    assert refusal(lambda: TableTrigger(table(stack), starting_position=AT)) == (
        "a DynamoDB stream starts at TRIM_HORIZON or LATEST, got AT_TIMESTAMP"
    )


def test_a_table_has_a_stream(stack: Stack, make_function: MakeFunction) -> None:
    live = make_function().release("live")
    changes = TableTrigger(table(stack), starting_position=LATEST)

    assert refusal(lambda: live.on(changes)) == (
        "table must have a stream, got none; an imported one needs its table_stream_arn"
    )


@pytest.mark.parametrize(
    ("props", "message"),
    [
        ({"retry_attempts": 10001}, "retry_attempts must be -1 to 10000, got 10001"),
        ({"retry_attempts": None}, "retry_attempts must be an int, got None"),
        (
            {"max_record_age": Duration.seconds(59)},
            "max_record_age must be 60 to 604800 s, got 59 s",
        ),
        ({"parallelization_factor": 11}, "parallelization_factor must be 1 to 10, got 11"),
        (
            {"tumbling_window": Duration.seconds(901)},
            "tumbling_window must be 0 to 900 s, got 901 s",
        ),
        ({"bisect_batch": "no"}, "bisect_batch must be True or False, got 'no'"),
        (
            {"only": dynamodb.new_image.id.S == "a"},
            (
                "dynamodb.NewImage.id.S: no Kinesis record has the key dynamodb; write data for "
                "Kinesis records"
            ),
        ),
    ],
)
def test_a_stream_trigger_refuses(stack: Stack, props: dict[str, Any], message: str) -> None:
    refused = refusal(lambda: StreamTrigger(stream(stack), starting_position=LATEST, **props))
    assert refused == message


def test_what_a_mapping_gives_up_goes_to_no_fifo_queue(stack: Stack) -> None:
    assert refusal(
        lambda: StreamTrigger(stream(stack), starting_position=LATEST, on_failure=fifo(stack))
    ) == ("a destination must be a standard queue, got the FIFO queue")


def test_a_topic_is_no_fifo_topic(stack: Stack) -> None:
    ordered = Topic(stack, "Topic", fifo=True)
    assert refusal(lambda: TopicTrigger(ordered)) == (
        "topic must be a standard topic, got a FIFO topic"
    )


def test_a_subscription_has_one_filter_policy(stack: Stack) -> None:
    condition = SubscriptionFilter.string_filter(allowlist=["high"])
    assert refusal(
        lambda: TopicTrigger(
            Topic(stack, "Topic"),
            filter_policy={"level": condition},
            filter_policy_with_message_body={"level": FilterOrPolicy.filter(condition)},
        )
    ) == ("filter_policy and filter_policy_with_message_body exclude each other, got both")


def test_a_filter_policy_has_conditions_of_the_cdk(stack: Stack) -> None:
    plain: Any = {"level": ["high"]}
    assert refusal(lambda: TopicTrigger(Topic(stack, "Topic"), filter_policy=plain)) == (
        "a condition of a filter policy must be a SubscriptionFilter such as "
        "SubscriptionFilter.string_filter(allowlist=['high']), got ['high']"
    )


def test_dead_letters_of_a_subscription_are_of_the_topic_s_region(app: App) -> None:
    place = Environment(account="123456789012", region="eu-west-1")
    stack = Stack(app, "Here", env=place)
    live = VersionedFunction(stack, "Detector", code=code(), handler="index.handler").release(
        "live"
    )
    topic = Topic.from_topic_arn(stack, "There", "arn:aws:sns:us-east-1:123456789012:alerts")
    there = Queue.from_queue_arn(stack, "Lost", "arn:aws:sqs:us-east-1:123456789012:lost")

    assert refusal(lambda: live.on(TopicTrigger(topic))) == (
        "dead_letters must be of the topic's region us-east-1, got eu-west-1"
    )
    live.on(TopicTrigger(topic, dead_letters=there))


@pytest.mark.parametrize(
    ("props", "message"),
    [
        ({"retry_attempts": 186}, "retry_attempts must be 0 to 185, got 186"),
        (
            {"max_event_age": Duration.seconds(59)},
            "max_event_age must be 60 to 86400 s, got 59 s",
        ),
    ],
)
def test_a_rule_trigger_refuses(stack: Stack, props: dict[str, Any], message: str) -> None:
    assert refusal(lambda: RuleTrigger(rule(stack), **props)) == message


def test_dead_letters_are_no_topic(stack: Stack) -> None:
    topic: Any = Topic(stack, "Topic")
    assert refusal(lambda: RuleTrigger(rule(stack), dead_letters=topic)) == (
        "dead_letters must be an SQS queue, got Topic"
    )


@pytest.mark.parametrize(
    ("expression", "props", "message"),
    [
        (
            "every hour",
            {},
            "schedule expression must be rate(...), cron(...) or at(...), got every hour",
        ),
        (
            "rate(1 hour)",
            {"time_zone": "Europe/Berlinn"},
            "time_zone must be an IANA name such as Europe/Berlin, got 'Europe/Berlinn'",
        ),
        (
            "rate(1 hour)",
            {"window": Duration.minutes(1441)},
            "window must be 1 to 1440 min, got 1441 min",
        ),
        (
            "rate(1 hour)",
            {"start": datetime(2027, 1, 2)},  # noqa: DTZ001 - that is what is wrong with it
            "start must have a time zone, got 2027-01-02T00:00:00",
        ),
        ("rate(1 hour)", {"end": 5}, "end must be a datetime with a time zone, got 5"),
        (
            "rate(1 hour)",
            {"event": {}},
            (
                "event must be a ScheduleTargetInput such as ScheduleTargetInput.from_object({}), "
                "got {}"
            ),
        ),
        (
            "rate(1 hour)",
            {"start": datetime(2027, 1, 2, tzinfo=UTC), "end": datetime(2027, 1, 1, tzinfo=UTC)},
            (
                "start must be before the end at 2027-01-01T00:00:00+00:00, got "
                "2027-01-02T00:00:00+00:00"
            ),
        ),
    ],
)
def test_a_schedule_trigger_refuses(expression: str, props: dict[str, Any], message: str) -> None:
    assert refusal(lambda: ScheduleTrigger(expression, **props)) == message


def test_a_second_schedule_needs_a_name(make_function: MakeFunction) -> None:
    live = make_function().release("live")
    hourly, daily = ScheduleTrigger("rate(1 hour)"), ScheduleTrigger("rate(1 day)")

    assert refusal(lambda: live.on(hourly, daily)) == (
        "name of each ScheduleTrigger must be unique on a release, got two without one"
    )


def test_s3_sends_no_such_events(stack: Stack) -> None:
    photos = Bucket(stack, "Photos")
    message = refusal(lambda: BucketTrigger(photos, events=["s3:ObjectCreated:*"]))

    assert message.startswith("events must be of Object ACL Updated, ")
    assert message.endswith(", got s3:ObjectCreated:*")


def test_a_kind_of_event_is_text(stack: Stack) -> None:
    nested: Any = [["Object Created"]]
    assert refusal(lambda: BucketTrigger(Bucket(stack, "Photos"), events=nested)) == (
        "an event must be a string such as 'Object Created', got ['Object Created']"
    )


def test_a_function_is_not_called_by_its_own_logs(make_function: MakeFunction) -> None:
    function: VersionedFunction = make_function()
    live = function.release("live")

    assert refusal(lambda: live.on(LogTrigger(function.log_group))) == (
        "log_group must be another's, got the function's own: each call causes the next"
    )


@pytest.mark.parametrize(
    ("props", "message"),
    [
        ({}, "a Kafka topic must be of cluster_arn or of bootstrap_servers, got neither"),
        (
            {"bootstrap_servers": ["a:9092"]},
            "secret must be given for brokers that are reached through the internet, got none",
        ),
        (
            {"cluster_arn": "arn", "bootstrap_servers": ["a:9092"]},
            "a Kafka topic must be of cluster_arn or of bootstrap_servers, got both",
        ),
        (
            {"bootstrap_servers": "a:9092"},
            "bootstrap_servers must be a list, got 'a:9092'",
        ),
        (
            {"bootstrap_servers": [9092]},
            "bootstrap_servers must be strings such as 'b-1.example.com:9096', got 9092",
        ),
        (
            {"bootstrap_servers": ["a:9092", "b"]},
            (
                "bootstrap_servers must have a host and a port each, such as "
                "b-1.example.com:9096, got 'b'"
            ),
        ),
        (
            {"bootstrap_servers": ["a:9092"], "security_group": "sg-0a1b2c3d"},
            (
                "security_group must be an ISecurityGroup such as SecurityGroup(...), got "
                "'sg-0a1b2c3d'"
            ),
        ),
        (
            {"bootstrap_servers": ["a:9092"], "subnets": ["subnet-0a1b2c3d"]},
            "subnets must be ISubnet, got 'subnet-0a1b2c3d' in it",
        ),
        ({"cluster_arn": "arn", "subnets": None}, "subnets must be a list of subnets, got None"),
        (
            {"cluster_arn": "arn", "authentication": "SASL"},
            (
                "authentication must be an AuthenticationMethod such as "
                "AuthenticationMethod.SASL_SCRAM_512_AUTH, got 'SASL'"
            ),
        ),
        (
            {
                "cluster_arn": "arn",
                "authentication": AuthenticationMethod.BASIC_AUTH,
            },
            "authentication must be beside bootstrap_servers, got it beside cluster_arn",
        ),
        (
            {"cluster_arn": "arn", "consumer_group_id": 5},
            "consumer_group_id must be a name such as 'detectors', got 5",
        ),
        (
            {"cluster_arn": "arn", "pollers": (1, 2001)},
            "maximum of pollers must be 1 to 2000, got 2001",
        ),
        ({"cluster_arn": 5}, "cluster_arn must be the ARN of an MSK cluster, got 5"),
        (
            {"cluster_arn": "arn", "retry_attempts": 5},
            "retry_attempts must be beside pollers, got it without them",
        ),
        (
            {"cluster_arn": "arn", "root_certificate": "arn"},
            "root_certificate must be an ISecret such as Secret(...), got 'arn'",
        ),
    ],
)
def test_a_kafka_trigger_refuses(props: dict[str, Any], message: str) -> None:
    assert refusal(lambda: KafkaTrigger("readings", starting_position=LATEST, **props)) == message


def test_the_visibility_that_is_given_covers_the_timeout(
    stack: Stack, make_function: MakeFunction
) -> None:
    short = GuardedQueue(stack, "Readings", visibility_timeout=Duration.seconds(9))
    live = make_function(timeout=Duration.seconds(10)).release("live")

    assert refusal(lambda: live.on(QueueTrigger(short))) == (
        "queue visibility timeout must be at least the consumer's timeout of 10 s, got 9 s"
    )


def test_a_guarded_queue_refuses(stack: Stack) -> None:
    assert refusal(lambda: GuardedQueue(stack, "Readings", max_receive_count=1001)) == (
        "max_receive_count must be 1 to 1000, got 1001"
    )
    assert refusal(lambda: GuardedQueue(stack, "Readings", content_based_deduplication=True)) == (
        "content_based_deduplication must be of a FIFO queue, got a standard queue"
    )


def test_a_trigger_is_a_value_with_attach(stack: Stack, make_function: MakeFunction) -> None:
    live = make_function().release("live")
    source: Any = queue(stack)
    uncalled: Any = QueueTrigger

    assert refusal(lambda: live.on(source)) == (
        "a trigger must be a value such as QueueTrigger(queue), got Queue"
    )
    assert refusal(lambda: live.on(uncalled)) == (
        "a trigger must be a value such as QueueTrigger(queue), got QueueTrigger"
    )


def test_a_bucket_that_notifies_has_a_name(stack: Stack, make_function: MakeFunction) -> None:
    live = make_function().release("live")
    unnamed = NotificationTrigger(Bucket(stack, "Photos"))

    assert refusal(lambda: live.on(unnamed)) == (
        "bucket must have a bucket_name that its permission can name beforehand, got none"
    )


def test_notifications_of_the_cdk_would_replace_those_of_the_bucket(
    stack: Stack, make_function: MakeFunction
) -> None:
    photos = Bucket(stack, "Photos", bucket_name="shop-photos")
    photos.add_event_notification(EventType.OBJECT_CREATED, SqsDestination(queue(stack)))
    live = make_function().release("live")

    assert refusal(lambda: live.on(NotificationTrigger(photos))) == (
        "bucket must have no notifications of the CDK's own, which replace these, got "
        "add_event_notification or event_bridge_enabled"
    )


def test_notifications_of_a_bucket_do_not_overlap(
    stack: Stack, make_function: MakeFunction
) -> None:
    photos = Bucket(stack, "Photos", bucket_name="shop-photos")
    live = make_function().release("live")
    live.on(NotificationTrigger(photos, prefix="in/"))
    other = NotificationTrigger(photos, name="Jpg", prefix="in/new/", suffix=".jpg")

    assert refusal(lambda: live.on(other)) == (
        "notifications of a bucket must not overlap, got s3:ObjectCreated:* of in/new/*.jpg and "
        "s3:ObjectCreated:* of in/*"
    )


def test_a_broker_has_a_secret() -> None:
    nothing: Any = None
    assert refusal(lambda: MqTrigger("orders", broker_arn="arn", secret=nothing)) == (
        "secret must be given for an Amazon MQ broker, got none"
    )


def test_changes_of_documents_are_not_filtered(stack: Stack) -> None:
    shop = docdb.DatabaseCluster.from_database_cluster_attributes(
        stack, "Shop", cluster_identifier="shop"
    )
    assert refusal(
        lambda: DocumentTrigger(
            shop,
            database="shop",
            secret=Secret(stack, "Secret"),
            starting_position=LATEST,
            only=HOT,
        )
    ) == (
        "Lambda does not filter Amazon DocumentDB events; drop the filters and filter in the "
        "function"
    )


def test_cognito_waits_for_five_seconds(stack: Stack, make_function: MakeFunction) -> None:
    live = make_function(timeout=Duration.seconds(6)).release("live")
    trigger = UserPoolTrigger(UserPool(stack, "People"), UserPoolOperation.PRE_SIGN_UP)

    assert refusal(lambda: live.on(trigger)) == (
        "timeout of a function that Cognito calls must be at most 5 s, got 6 s"
    )


def test_an_operation_of_a_user_pool_has_one_trigger(
    stack: Stack, make_function: MakeFunction
) -> None:
    people = UserPool(stack, "People")
    function: VersionedFunction = make_function(timeout=Duration.seconds(5))
    function.release("BETA").on(UserPoolTrigger(people, UserPoolOperation.PRE_SIGN_UP))
    prod = function.release("PROD")

    assert refusal(lambda: prod.on(UserPoolTrigger(people, UserPoolOperation.PRE_SIGN_UP))) == (
        "operation must have one trigger in a user pool, got a second"
    )


def test_a_rule_of_iot_selects() -> None:
    assert refusal(lambda: IotTrigger("sensors/+/readings")) == (
        "sql must begin with SELECT, got 'sensors/+/readings'"
    )


def test_subnets_come_with_a_security_group(stack: Stack) -> None:
    private = Subnet.from_subnet_id(stack, "Private", "subnet-0a1b2c3d")
    assert refusal(
        lambda: KafkaTrigger(
            "readings",
            bootstrap_servers=["a:9092"],
            subnets=[private],
            starting_position=LATEST,
        )
    ) == ("subnets must be beside a security_group, got one without the other")


def test_a_topic_of_kafka_has_a_name_and_calls_once(make_function: MakeFunction) -> None:
    live = make_function().release("live")
    live.on(KafkaTrigger("readings", cluster_arn="arn", starting_position=LATEST))
    again = KafkaTrigger("readings", cluster_arn="arn", starting_position=LATEST, name="Again")

    assert refusal(lambda: live.on(again)) == "topic must call a release once, got readings twice"
    assert refusal(lambda: KafkaTrigger("", cluster_arn="arn", starting_position=LATEST)) == (
        "topic must be a name such as 'readings', got ''"
    )


def test_a_queue_of_a_broker_calls_once(stack: Stack, make_function: MakeFunction) -> None:
    live, access = make_function().release("live"), Secret(stack, "Secret")
    live.on(MqTrigger("orders", broker_arn="arn", secret=access))
    again = MqTrigger("orders", broker_arn="arn", secret=access, name="Again")

    assert refusal(lambda: live.on(again)) == "queue must call a release once, got orders twice"


@pytest.mark.parametrize(
    ("trigger", "message"),
    [
        (
            lambda: StreamTrigger("arn", starting_position=LATEST),  # type: ignore[arg-type]
            "stream must be an IStream such as Stream(...), got 'arn'",
        ),
        (
            lambda: TableTrigger("arn", starting_position=LATEST),  # type: ignore[arg-type]
            "table must be an ITable such as TableV2(...), got 'arn'",
        ),
        (
            lambda: TopicTrigger("arn"),  # type: ignore[arg-type]
            "topic must be an ITopic such as Topic(...), got 'arn'",
        ),
        (
            lambda: BucketTrigger("photos"),  # type: ignore[arg-type]
            "bucket must be an IBucket such as Bucket(...), got 'photos'",
        ),
        (
            lambda: NotificationTrigger("photos"),  # type: ignore[arg-type]
            "bucket must be a Bucket of this app, got 'photos'",
        ),
        (
            lambda: LogTrigger("/shop"),  # type: ignore[arg-type]
            "log_group must be an ILogGroup such as LogGroup(...), got '/shop'",
        ),
        (
            lambda: RuleTrigger("arn"),  # type: ignore[arg-type]
            "rule must be a Rule of this app, got 'arn'",
        ),
        (
            lambda: IotTrigger("SELECT * FROM 'a'", description=5),  # type: ignore[arg-type]
            "description must be a string, got 5",
        ),
        (
            lambda: UserPoolTrigger("pool", UserPoolOperation.PRE_SIGN_UP),  # type: ignore[arg-type]
            "user_pool must be a UserPool of this app, got 'pool'",
        ),
    ],
)
def test_a_source_is_a_construct(trigger: Callable[[], object], message: str) -> None:
    assert refusal(trigger) == message


@pytest.mark.parametrize("trigger", [BucketTrigger, NotificationTrigger])
@pytest.mark.parametrize("events", ["Object Created", [], None])
def test_events_of_a_bucket_are_a_list(stack: Stack, trigger: Any, events: Any) -> None:
    photos = Bucket(stack, "Photos", bucket_name="shop-photos")
    assert refusal(lambda: trigger(photos, events=events)) == (
        f"events must be a list of kinds, got {events!r}"
    )


def test_a_notification_is_of_an_event_of_s3(stack: Stack) -> None:
    photos = Bucket(stack, "Photos", bucket_name="shop-photos")
    assert refusal(lambda: NotificationTrigger(photos, events=["Object Created"])) == (
        "events must be of S3 such as s3:ObjectCreated:*, got Object Created"
    )


@pytest.mark.parametrize(
    ("props", "message"),
    [
        (
            {"cluster": "shop"},
            "cluster must be an IDatabaseCluster such as DatabaseCluster(...), got 'shop'",
        ),
        ({"collection": 5}, "collection must be a name such as 'orders', got 5"),
        ({"secret": None}, "secret must be given for a DocumentDB cluster, got none"),
        (
            {"starting_position": None},
            "a mapping of a DocumentDB cluster must have a starting position, got none",
        ),
    ],
)
def test_a_document_trigger_refuses(stack: Stack, props: dict[str, Any], message: str) -> None:
    given: dict[str, Any] = {
        "cluster": docdb.DatabaseCluster.from_database_cluster_attributes(
            stack, "Shop", cluster_identifier="shop"
        ),
        "database": "shop",
        "secret": Secret(stack, "Secret"),
        "starting_position": LATEST,
    }
    assert refusal(lambda: DocumentTrigger(**(given | props))) == message


def test_an_event_of_a_rule_is_the_cdk_s(stack: Stack) -> None:
    event: Any = {"a": 1}
    assert refusal(lambda: RuleTrigger(rule(stack), event=event)) == (
        "event must be a RuleTargetInput such as RuleTargetInput.from_object({}), got {'a': 1}"
    )


@pytest.mark.parametrize(
    ("props", "message"),
    [
        ({"fifo": "yes"}, "fifo must be True or False, got 'yes'"),
        (
            {"visibility_timeout": Duration.seconds(43201)},
            "visibility_timeout must be 0 to 43200 s, got 43201 s",
        ),
        (
            {"retention": Duration.seconds(59)},
            "retention must be 60 to 1209600 s, got 59 s",
        ),
        ({"max_receive_count": None}, "max_receive_count must be an int, got None"),
        (
            {"encryption_key": "arn"},
            "encryption_key must be an IKey such as Key(...), got 'arn'",
        ),
    ],
)
def test_a_guarded_queue_refuses_another_type_or_number(
    stack: Stack, props: dict[str, Any], message: str
) -> None:
    assert refusal(lambda: GuardedQueue(stack, "Readings", **props)) == message


def test_a_visibility_cannot_be_derived_from_a_token(
    stack: Stack, make_function: MakeFunction
) -> None:
    seconds = Duration.seconds(Token.as_number({"Ref": "Timeout"}))
    live = make_function(timeout=seconds).release("live")

    assert refusal(lambda: live.on(QueueTrigger(GuardedQueue(stack, "Readings")))) == (
        "visibility_timeout must be given where the consumer's timeout is a token"
    )
