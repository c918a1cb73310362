from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from aws_cdk import CfnParameter, Duration, Stack
from aws_cdk import aws_events as events
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs

from constructs_lib import AsyncInvocation, ConstructError, Promotion, VersionedFunction

Resources = Callable[[str], Mapping[str, Any]]
MakeFunction = Callable[..., VersionedFunction]

CONFIG = "AWS::Lambda::EventInvokeConfig"
QUEUE_ARN = "arn:aws:sqs:eu-west-1:123456789012:lost"
FUNCTION_ARN = "arn:aws:lambda:eu-west-1:123456789012:function:lost"
TOPIC_ARN = "arn:aws:sns:eu-west-1:123456789012:lost"
KEY_ARN = "arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d-1a2b-3c4d-5e6f-0a1b2c3d4e5f"


def granted(resources: Resources) -> dict[str, Any]:
    """What the function's role may do, by action, but for logs and traces."""
    [policy] = resources("AWS::IAM::Policy").values()
    found: dict[str, Any] = {}
    for statement in policy["PolicyDocument"]["Statement"]:
        actions = statement["Action"]
        for action in [actions] if isinstance(actions, str) else actions:
            if not action.startswith(("logs:", "xray:")):
                found[action] = statement["Resource"]
    return found


def test_it_holds_for_the_alias_and_waits_for_it(
    make_function: MakeFunction, resources: Resources
) -> None:
    invocation = AsyncInvocation(retry_attempts=0, max_event_age=Duration.minutes(5))
    make_function().release("live", invocation=invocation)

    [alias] = resources("AWS::Lambda::Alias")
    [function] = resources("AWS::Lambda::Function")
    [config] = resources(CONFIG).values()
    assert config == {
        "FunctionName": {"Ref": function},
        "Qualifier": {"Fn::Select": [7, {"Fn::Split": [":", {"Ref": alias}]}]},
        "MaximumRetryAttempts": 0,
        "MaximumEventAgeInSeconds": 300,
    }


def test_each_release_has_its_own(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    function = make_function()
    function.release("BETA", invocation=AsyncInvocation(retry_attempts=0))
    function.release("PROD", invocation=AsyncInvocation(on_failure=sqs.Queue(stack, "Lost")))
    function.release("DEV")

    configs = resources(CONFIG).values()
    assert {config.get("MaximumRetryAttempts") for config in configs} == {0, None}
    assert len(configs) == 2


DESTINATIONS: dict[str, tuple[Callable[[Stack], Any], str]] = {
    "queue": (lambda stack: sqs.Queue(stack, "Lost"), "sqs:SendMessage"),
    "imported queue": (
        lambda stack: sqs.Queue.from_queue_arn(stack, "Lost", QUEUE_ARN),
        "sqs:SendMessage",
    ),
    "topic": (lambda stack: sns.Topic(stack, "Lost"), "sns:Publish"),
    "imported topic": (
        lambda stack: sns.Topic.from_topic_arn(stack, "Lost", TOPIC_ARN),
        "sns:Publish",
    ),
    "bus": (lambda stack: events.EventBus(stack, "Lost"), "events:PutEvents"),
    "imported bus": (
        lambda stack: events.EventBus.from_event_bus_name(stack, "Lost", "lost"),
        "events:PutEvents",
    ),
    "bucket": (lambda stack: s3.Bucket(stack, "Lost"), "s3:PutObject"),
    "imported bucket": (
        lambda stack: s3.Bucket.from_bucket_name(stack, "Lost", "lost"),
        "s3:PutObject",
    ),
    "imported function": (
        lambda stack: lambda_.Function.from_function_attributes(
            stack, "Lost", function_arn=FUNCTION_ARN, same_environment=True
        ),
        "lambda:InvokeFunction",
    ),
}


@pytest.mark.parametrize(("make", "action"), DESTINATIONS.values(), ids=DESTINATIONS)
def test_failures_go_wherever_lambda_sends_them_and_the_role_may(
    stack: Stack,
    make_function: MakeFunction,
    resources: Resources,
    make: Callable[[Stack], Any],
    action: str,
) -> None:
    make_function().release("live", invocation=AsyncInvocation(on_failure=make(stack)))

    [config] = resources(CONFIG).values()
    assert set(config["DestinationConfig"]) == {"OnFailure"}
    assert action in granted(resources)


def test_a_release_takes_records_by_its_alias(
    make_function: MakeFunction, resources: Resources
) -> None:
    janitor = make_function("Janitor").release("live")
    make_function().release("live", invocation=AsyncInvocation(on_success=janitor))

    [config] = resources(CONFIG).values()
    aliases = resources("AWS::Lambda::Alias")
    destination = config["DestinationConfig"]["OnSuccess"]["Destination"]["Ref"]
    assert destination in aliases
    assert destination.startswith("Janitor")
    policies = resources("AWS::IAM::Policy")
    [policy] = [policy for name, policy in policies.items() if name.startswith("Detector")]
    [invoked] = [
        statement["Resource"]
        for statement in policy["PolicyDocument"]["Statement"]
        if statement["Action"] == "lambda:InvokeFunction"
    ]
    assert invoked == {"Ref": destination}  # the alias, and no version past it


def test_a_bucket_of_failures_is_written_and_listed_but_not_read(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    lost = s3.Bucket(stack, "Lost")
    make_function().release("live", invocation=AsyncInvocation(on_failure=lost))

    [bucket] = resources("AWS::S3::Bucket")
    rights = granted(resources)
    assert rights["s3:ListBucket"] == {"Fn::GetAtt": [bucket, "Arn"]}
    assert not [action for action in rights if action.startswith("s3:Get")]


def test_the_key_of_a_queue_comes_with_it(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    lost = sqs.Queue(stack, "Lost", encryption_master_key=kms.Key(stack, "Key"))
    make_function().release("live", invocation=AsyncInvocation(on_failure=lost))

    assert "kms:GenerateDataKey*" in granted(resources)


def test_a_destination_of_a_role_that_may_not_change_is_configured_all_the_same(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    arn = "arn:aws:iam::123456789012:role/detector"
    role = iam.Role.from_role_arn(stack, "Central", arn, mutable=False)
    lost = s3.Bucket(stack, "Lost")
    make_function(role=role).release("live", invocation=AsyncInvocation(on_failure=lost))

    assert len(resources(CONFIG)) == 1
    assert resources("AWS::IAM::Policy") == {}


@pytest.mark.parametrize(
    ("props", "message"),
    [
        (
            {},
            (
                "an asynchronous configuration must set retries, age or a destination, "
                "got none of them"
            ),
        ),
        ({"retry_attempts": 3}, "retry_attempts must be 0 to 2, got 3"),
        ({"retry_attempts": -1}, "retry_attempts must be 0 to 2, got -1"),
        ({"retry_attempts": 1.5}, "retry_attempts must be an int, 0 to 2, got 1.5"),
        (
            {"max_event_age": 60},
            "max_event_age must be a Duration such as Duration.seconds(30), got 60",
        ),
        (
            {"on_failure": "arn:aws:sqs:eu-west-1:123456789012:lost"},
            (
                "on_failure must be a queue, a topic, a release, a function, an event bus or a "
                "bucket, got 'arn:aws:sqs:eu-west-1:123456789012:lost'"
            ),
        ),
    ],
)
def test_what_lambda_would_refuse_is_refused(props: dict[str, Any], message: str) -> None:
    with pytest.raises(ConstructError) as refused:
        AsyncInvocation(**props)

    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("seconds", "message"),
    [
        (59, "max_event_age must be 60 to 21600 s, got 59 s"),
        (21601, "max_event_age must be 60 to 21600 s, got 21601 s"),
        (90.5, "max_event_age must be whole seconds, got 90.5 s"),
    ],
)
def test_an_age_out_of_range_is_refused(seconds: float, message: str) -> None:
    with pytest.raises(ConstructError) as refused:
        AsyncInvocation(max_event_age=Duration.seconds(seconds))

    assert str(refused.value) == message


def test_an_age_too_short_for_its_retries_is_refused() -> None:
    with pytest.raises(ConstructError) as refused:
        AsyncInvocation(retry_attempts=2, max_event_age=Duration.seconds(180))

    assert str(refused.value) == (
        "an event must live long enough for its 2 retries, got a maximum age of 180 s, which "
        "allows 1"
    )


@pytest.mark.parametrize("prop", ["on_failure", "on_success"])
def test_a_fifo_queue_or_topic_is_refused(stack: Stack, prop: str) -> None:
    imported = sqs.Queue.from_queue_arn(stack, "Imported", QUEUE_ARN + ".fifo")
    for fifo in (sqs.Queue(stack, "Queue", fifo=True), imported):
        with pytest.raises(ConstructError) as refused:
            AsyncInvocation(**{prop: fifo})  # type: ignore[arg-type]
        assert str(refused.value) == "a destination must be a standard queue, got the FIFO queue"
    with pytest.raises(ConstructError) as refused:
        AsyncInvocation(**{prop: sns.Topic(stack, "Topic", fifo=True)})  # type: ignore[arg-type]
    assert str(refused.value) == "a destination must be a standard topic, got the FIFO topic"


def test_a_bucket_of_successes_is_refused(stack: Stack) -> None:
    with pytest.raises(ConstructError) as refused:
        AsyncInvocation(on_success=s3.Bucket(stack, "Done"))

    assert str(refused.value) == (
        "a destination for successes must be a function, a queue, a topic or an event bus, "
        "got a bucket"
    )


def test_the_function_itself_is_refused_by_any_of_its_names(make_function: MakeFunction) -> None:
    function = make_function()
    live = function.release("live")
    pinned = function.release("pinned", promotion=Promotion.pinned("7"))
    for itself in (live, live.alias, pinned, function.function, function.version):
        with pytest.raises(ConstructError) as refused:
            function.release("next", invocation=AsyncInvocation(on_failure=itself))
        assert str(refused.value) == "on_failure must be another function, got the function itself"
    assert set(function.releases) == {"live", "pinned"}


def test_a_function_of_ours_takes_records_by_a_release_only(make_function: MakeFunction) -> None:
    with pytest.raises(ConstructError) as refused:
        AsyncInvocation(on_failure=make_function("Janitor"))  # type: ignore[arg-type]

    assert str(refused.value) == (
        "on_failure must be a release of a function, got VersionedFunction"
    )


def test_tokens_pass(stack: Stack, make_function: MakeFunction, resources: Resources) -> None:
    number: Any = CfnParameter(stack, "Number", type="Number").value_as_number
    invocation = AsyncInvocation(retry_attempts=number, max_event_age=Duration.seconds(number))
    make_function().release("live", invocation=invocation)

    [config] = resources(CONFIG).values()
    assert config["MaximumRetryAttempts"] == {"Ref": "Number"}
    assert config["MaximumEventAgeInSeconds"] == {"Ref": "Number"}


def test_anything_else_is_refused(make_function: MakeFunction) -> None:
    with pytest.raises(ConstructError) as refused:
        make_function().release("live", invocation=2)  # type: ignore[arg-type]

    assert str(refused.value) == (
        "invocation must be an AsyncInvocation such as AsyncInvocation(on_failure=lost), got 2"
    )


@pytest.mark.parametrize(
    ("make", "prop"),
    [
        (lambda stack: sqs.Queue(stack, "Lost"), "sqs:SendMessage"),
        (lambda stack: sns.Topic(stack, "Lost"), "sns:Publish"),
    ],
    ids=["queue", "topic"],
)
def test_dead_letters_of_every_version_go_to_a_queue_or_topic(
    stack: Stack,
    make_function: MakeFunction,
    resources: Resources,
    make: Callable[[Stack], Any],
    prop: str,
) -> None:
    make_function(dead_letters=make(stack))

    [function] = resources("AWS::Lambda::Function").values()
    assert "TargetArn" in function["DeadLetterConfig"]
    assert set(granted(resources)) == {prop}


def test_the_role_may_use_the_key_of_dead_letters(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    lost = sqs.Queue.from_queue_attributes(stack, "Lost", queue_arn=QUEUE_ARN, key_arn=KEY_ARN)
    make_function(dead_letters=lost)

    rights = granted(resources)
    assert rights["kms:Decrypt"] == rights["kms:GenerateDataKey"] == KEY_ARN


def test_dead_letters_go_nowhere_else(stack: Stack, make_function: MakeFunction) -> None:
    with pytest.raises(ConstructError) as fifo:
        make_function(dead_letters=sqs.Queue(stack, "Queue", fifo=True))
    with pytest.raises(ConstructError) as bucket:
        make_function(dead_letters=s3.Bucket(stack, "Bucket"))

    assert str(fifo.value) == "a destination must be a standard queue, got the FIFO queue"
    assert str(bucket.value) == "dead_letters must be a queue or a topic, got Bucket"
