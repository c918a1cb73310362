"""Messages of an Amazon MQ broker call a release."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING, ClassVar

from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_

from constructs_lib.errors import ConstructError, require_type, require_type_if_given
from constructs_lib.function_parts import lambda_service
from constructs_lib.secret_references import grant_secret
from constructs_lib.triggers.brokers import grant_pollers, require_secret
from constructs_lib.triggers.polled import Polled
from constructs_lib.triggers.trigger import require_free_place

if TYPE_CHECKING:
    from aws_cdk import aws_secretsmanager as secretsmanager

    from constructs_lib.release import Release


@dataclass(frozen=True, eq=False)
class MqTrigger(Polled):
    """Messages of a queue, of ActiveMQ or RabbitMQ, call the release.

    A batch that fails goes back to the broker as a whole, and again and again: what is to become of
    a message that never succeeds the broker's own dead letters say. Lambda puts network interfaces
    of its pollers into the broker's subnets, with the function's role.

    Args:
        queue: The queue's name.
        broker_arn: The broker.
        secret: User and password, as `username` and `password`.
        virtual_host: Of RabbitMQ, where the queue is; "/" by default.
        only: As `Polled` has it, with samples, batch size and window: 1 to 10000 messages, 100 by
            default.

    Raises:
        ConstructError: A value is out of bounds or missing, or the condition is not one for
            messages of a broker or contradicts a sample; when attached, that the broker's queue
            calls the release already.

    See: https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html
    """

    SOURCE: ClassVar = "mq"
    PLACE: ClassVar = "Broker"

    queue: str
    _: KW_ONLY
    broker_arn: str
    secret: secretsmanager.ISecret
    virtual_host: str | None = None

    def __post_init__(self) -> None:
        for prop in ("queue", "broker_arn"):
            require_type(prop, getattr(self, prop), str, "a string")
        require_type_if_given("virtual_host", self.virtual_host, str, "a string such as '/shop'")
        require_secret("secret", self.secret, needed_by="an Amazon MQ broker")
        Polled.__post_init__(self)

    def attach(self, release: Release) -> None:
        """The mapping is made, and the role may find the broker and read its secret."""
        for each in release.triggers:
            if isinstance(each, MqTrigger) and each.source == self.source:
                raise ConstructError(f"queue must call a release once, got {self.queue} twice")
        require_free_place(release, self)
        access = [("BASIC_AUTH", self.secret.secret_arn)]
        if self.virtual_host is not None:
            access.append(("VIRTUAL_HOST", self.virtual_host))
        iam.Grant.add_to_principal(
            grantee=release.alias, actions=["mq:DescribeBroker"], resource_arns=[self.broker_arn]
        )
        grant_secret(self.secret, release.alias)
        grant_pollers(release)
        if self.filter_key is not None:
            self.filter_key.grant_decrypt(lambda_service())
        lambda_.CfnEventSourceMapping(
            release.alias,
            self.construct_id,
            function_name=release.alias.function_arn,
            event_source_arn=self.broker_arn,
            queues=[self.queue],
            source_access_configurations=[
                lambda_.CfnEventSourceMapping.SourceAccessConfigurationProperty(type=kind, uri=uri)
                for kind, uri in access
            ],
            **self.resource_props(),
        )

    @property
    def source(self) -> tuple[object, ...]:
        """What Lambda tells queues apart by."""
        return self.broker_arn, self.virtual_host, self.queue
