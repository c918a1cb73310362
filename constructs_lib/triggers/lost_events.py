"""Where a release keeps what its callers could not deliver and it could not handle."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, cast

import jsii
from aws_cdk import Duration
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as event_sources
from aws_cdk import aws_sqs as sqs

from constructs_lib.destinations import require_destination
from constructs_lib.interfaces import has_property
from policies.domain import limits

if TYPE_CHECKING:
    from typing import TypeAlias

    from aws_cdk import aws_s3 as s3
    from aws_cdk import aws_sns as sns
    from constructs import Construct

    from constructs_lib.release import Release

    MappingDestination: TypeAlias = sqs.IQueue | sns.ITopic | s3.IBucket

# https://docs.aws.amazon.com/lambda/latest/api/API_OnFailure.html
_OF_MAPPINGS: Final = frozenset({"s3", "sns", "sqs"})
_QUEUE: Final = "an SQS queue"
_EXAMPLE: Final = "a queue, a topic or a bucket"


@cache
def longest_retention() -> Duration:
    """As long as SQS keeps a message: what failed waits for people."""
    return Duration.seconds(limits.QUEUE_RETENTION.maximum or 0)


def lost_events(release: Release) -> sqs.Queue:
    """The release's queue for lost events, made for the first trigger that asks for it."""
    if release.lost is None:
        release.lost = _queue(release.alias)
    return release.lost


def lost_events_beside(rule: Construct) -> sqs.IQueue:
    """A queue for lost events in the stack of the rule, whose other releases have it as well.

    The rule of another stack needs the alias to be there first. The queue's policy names the rule:
    in the release's stack it would need the rule first, and both would wait for each other.
    """
    found = rule.node.try_find_child("Lost")
    return cast("sqs.IQueue", found) if found is not None else _queue(rule)


def _queue(scope: Construct) -> sqs.Queue:
    return sqs.Queue(scope, "Lost", enforce_ssl=True, retention_period=longest_retention())


def require_mapping_destination(on_failure: object) -> None:
    """A mapping can send there what it gives up.

    Raises:
        ConstructError: It is something else, or a FIFO queue or topic.
    """
    if on_failure is not None:
        require_destination("on_failure", on_failure, _OF_MAPPINGS, _EXAMPLE)


def require_dead_letters(prop: str, queue: object) -> None:
    """A service can send there what it could not deliver.

    Raises:
        ConstructError: It is something else, or a FIFO queue.
    """
    if queue is not None:
        require_destination(prop, queue, frozenset({"sqs"}), _QUEUE)


def mapping_destination(
    release: Release, on_failure: MappingDestination | None
) -> lambda_.IEventSourceDlq:
    """What a mapping of the release is configured with; the role may write there."""
    if on_failure is None:
        return event_sources.SqsDlq(lost_events(release))
    if has_property(on_failure, "queue_arn"):
        return event_sources.SqsDlq(on_failure)  # type: ignore[arg-type]
    if has_property(on_failure, "topic_arn"):
        return event_sources.SnsDlq(on_failure)  # type: ignore[arg-type]
    return _Bucket(on_failure)  # type: ignore[arg-type]


@jsii.implements(lambda_.IEventSourceDlq)
class _Bucket:
    """A bucket that the function may write to and list: the CDK's own lets it read all of it.

    See: https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
    """

    def __init__(self, bucket: s3.IBucket) -> None:
        self._bucket = bucket

    def bind(
        self, _target: object, target_handler: lambda_.IFunction
    ) -> lambda_.DlqDestinationConfig:
        self._bucket.grant_put(target_handler)
        iam.Grant.add_to_principal(
            grantee=target_handler,
            actions=["s3:ListBucket"],
            resource_arns=[self._bucket.bucket_arn],
        )
        return lambda_.DlqDestinationConfig(destination=self._bucket.bucket_arn)
