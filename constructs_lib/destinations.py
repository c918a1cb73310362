"""Where Lambda sends what it gives up, and what it is done with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

import jsii
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_destinations as destinations

from constructs_lib.errors import ConstructError, require, seen
from constructs_lib.interfaces import has_property
from policies.domain.asynchronous import FAILURE_DESTINATIONS, fifo_problem

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from aws_cdk import aws_events as events
    from aws_cdk import aws_s3 as s3
    from aws_cdk import aws_sns as sns
    from aws_cdk import aws_sqs as sqs

    from constructs_lib.release import Release

    Destination: TypeAlias = (
        sqs.IQueue | sns.ITopic | lambda_.IFunction | Release | events.IEventBus | s3.IBucket
    )

ARNS: Final = {
    "queue_arn": "sqs",
    "topic_arn": "sns",
    "event_bus_arn": "events",
    "bucket_arn": "s3",
    "function_arn": "lambda",
}
_WITH_FIFO: Final = ("sqs", "sns")


def receiver(destination: object) -> object:
    """What a destination is to the CDK: the alias of a release, anything else itself."""
    alias = getattr(destination, "alias", None)
    return alias if isinstance(alias, lambda_.Alias) else destination


def require_destination(
    prop: str, destination: object, services: AbstractSet[str], example: str
) -> str:
    """The service that takes the records, of those that may; a FIFO one may not.

    Raises:
        ConstructError: It is another service, a FIFO queue or topic, or not of the CDK.
    """
    if hasattr(destination, "releases"):
        raise ConstructError(f"{prop} must be a release of a function, got {seen(destination)}")
    taking = receiver(destination)
    service = next((each for arn, each in ARNS.items() if has_property(taking, arn)), "")
    if service not in services:
        raise ConstructError(f"{prop} must be {example}, got {seen(destination)}")
    if service in _WITH_FIFO and taking.fifo:  # type: ignore[attr-defined]  # a queue or a topic
        require(fifo_problem(service))
    return service


def require_other_function(prop: str, destination: object, function: lambda_.Function) -> None:
    """The destination is not the function whose records it takes, by any of its names.

    Raises:
        ConstructError: It is, which Lambda refuses.
    """
    taking = receiver(destination)
    # Aliases and versions know their function, and jsii gives the same object for it.
    is_qualified = has_property(taking, "lambda_")
    if (taking.lambda_ if is_qualified else taking) is function:  # type: ignore[attr-defined]
        raise ConstructError(f"{prop} must be another function, got the function itself")


def as_cdk_destination(destination: object) -> lambda_.IDestination:
    """What the CDK grants the function's role to write to, and configures."""
    taking = receiver(destination)
    example = "a destination"
    match require_destination("destination", taking, FAILURE_DESTINATIONS, example):
        case "sqs":
            return destinations.SqsDestination(taking)  # type: ignore[arg-type]
        case "sns":
            return destinations.SnsDestination(taking)  # type: ignore[arg-type]
        case "events":
            return destinations.EventBridgeDestination(taking)  # type: ignore[arg-type]
        case "lambda":
            return destinations.LambdaDestination(taking)  # type: ignore[arg-type]
        case _:
            return _Bucket(taking)  # type: ignore[arg-type, return-value]  # see bind


@jsii.implements(lambda_.IDestination)
class _Bucket:
    """A bucket that the function may write to and list: the CDK's own lets it read all of it.

    See: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
    """

    def __init__(self, bucket: s3.IBucket) -> None:
        self._bucket = bucket

    def bind(
        self,
        _scope: object,
        function: lambda_.IFunction,
        _options: object = None,  # jsii passes structs by position, and by name
        **_more: object,
    ) -> lambda_.DestinationConfig:
        self._bucket.grant_put(function)
        iam.Grant.add_to_principal(
            grantee=function, actions=["s3:ListBucket"], resource_arns=[self._bucket.bucket_arn]
        )
        return lambda_.DestinationConfig(destination=self._bucket.bucket_arn)
