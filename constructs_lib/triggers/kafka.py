"""Records of a Kafka topic call a release."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as event_sources

from constructs_lib.errors import (
    ConstructError,
    require_list,
    require_type,
    require_type_if_given,
    seen,
)
from constructs_lib.interfaces import has_property
from constructs_lib.secret_references import grant_secret
from constructs_lib.tokens import is_token
from constructs_lib.triggers.brokers import grant_cluster, grant_pollers, require_secret
from constructs_lib.triggers.pollers import poller_props, require_pollers
from constructs_lib.triggers.positioned import DEFAULT_RETRY_ATTEMPTS, Positioned
from constructs_lib.triggers.trigger import require_free_place

if TYPE_CHECKING:
    from aws_cdk import aws_ec2 as ec2
    from aws_cdk import aws_secretsmanager as secretsmanager

    from constructs_lib.release import Release


# https://docs.aws.amazon.com/lambda/latest/api/API_SelfManagedEventSource.html
_SERVER: Final = re.compile(r"[^\s:/]+:\d{1,5}")
# https://docs.aws.amazon.com/lambda/latest/dg/kafka-retry-configurations.html
_WITH_POLLERS: Final = frozenset(
    {"bisect_batch_on_error", "max_record_age", "report_batch_item_failures", "retry_attempts"}
)


@dataclass(frozen=True, eq=False)
class KafkaTrigger(Positioned):
    """Records of a topic, of Amazon MSK or of brokers of one's own, call the release.

    Exactly one of `cluster_arn` and `bootstrap_servers` says whose brokers they are. For MSK the
    role may find the cluster, and Lambda puts network interfaces of its pollers into the cluster's
    subnets with it.

    Without `pollers` Lambda takes none of the settings for failures: with its destination it gives
    a batch up after ten retries, as a whole. With them it halves the batch and asks which record
    failed, as for streams.

    Args:
        topic: The topic's name.
        cluster_arn: A cluster of MSK, provisioned or serverless.
        bootstrap_servers: Brokers of one's own, `host:port` each.
        secret: User and password, or the certificate of a client, as `authentication` says; none
            where MSK knows the role.
        authentication: How brokers of one's own know the secret; SASL/SCRAM 512 by default.
        root_certificate: A secret with the certificate of an authority of one's own.
        subnets: Where the pollers stand that reach brokers of one's own; without them Lambda
            reaches the brokers through the internet, and asks for a secret.
        security_group: What these pollers may reach.
        consumer_group_id: The group whose place is kept; by default one of Lambda's making.
        pollers: The least and the most pollers, kept ready and billed: 1 to 200 and 1 to 2000.
        starting_position: As `Positioned` has it, with failures and retries.
        only: As `Polled` has it, with samples, batch size and window: 1 to 10000 records, 100 by
            default.

    Raises:
        ConstructError: It is not said whose brokers they are or how to enter, a value is out of
            bounds, or the condition is not one for Kafka records or contradicts a sample.

    See: https://docs.aws.amazon.com/lambda/latest/dg/with-kafka-esm.html
    """

    SOURCE: ClassVar = "kafka"
    PLACE: ClassVar = "Kafka"

    topic: str
    _: KW_ONLY
    cluster_arn: str | None = None
    bootstrap_servers: Sequence[str] | None = None
    secret: secretsmanager.ISecret | None = None
    authentication: event_sources.AuthenticationMethod | None = None
    root_certificate: secretsmanager.ISecret | None = None
    subnets: Sequence[ec2.ISubnet] = ()
    security_group: ec2.ISecurityGroup | None = None
    consumer_group_id: str | None = None
    pollers: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        require_type("topic", self.topic, str, "a name such as 'readings'")
        if not self.topic:
            raise ConstructError("topic must be a name such as 'readings', got ''")
        if (self.cluster_arn is None) == (self.bootstrap_servers is None):
            given = "neither" if self.cluster_arn is None else "both"
            raise ConstructError(
                f"a Kafka topic must be of cluster_arn or of bootstrap_servers, got {given}"
            )
        for prop in ("secret", "root_certificate"):
            require_secret(prop, getattr(self, prop))
        require_list("subnets", self.subnets, "subnets")
        kind = event_sources.AuthenticationMethod
        example = "an AuthenticationMethod such as AuthenticationMethod.SASL_SCRAM_512_AUTH"
        require_type_if_given("authentication", self.authentication, kind, example)
        group = "a name such as 'detectors'"
        require_type_if_given("consumer_group_id", self.consumer_group_id, str, group)
        if self.cluster_arn is not None:
            self._require_cluster()
        else:
            self._require_servers()
        require_pollers(self.SOURCE, self.pollers)
        for prop, default in (("retry_attempts", DEFAULT_RETRY_ATTEMPTS), ("max_record_age", None)):
            if self.pollers is None and getattr(self, prop) != default:
                raise ConstructError(f"{prop} must be beside pollers, got it without them")
        Positioned.__post_init__(self)

    def attach(self, release: Release) -> None:
        """The mapping is made, and the role may enter the brokers and find the cluster."""
        for each in release.triggers:
            if isinstance(each, KafkaTrigger) and each.source == self.source:
                raise ConstructError(f"topic must call a release once, got {self.topic} twice")
        require_free_place(release, self)
        self.poll(
            release,
            event_source_arn=self.cluster_arn,
            kafka_bootstrap_servers=None
            if self.bootstrap_servers is None
            else list(self.bootstrap_servers),
            kafka_topic=self.topic,
            kafka_consumer_group_id=self.consumer_group_id,
            source_access_configurations=self._access() or None,
            **self._failure_props(release),
            **poller_props(self.pollers),
        )
        for secret in (self.secret, self.root_certificate):
            if secret is not None:
                grant_secret(secret, release.alias)
        if self.cluster_arn is not None:
            grant_cluster(
                release,
                self.cluster_arn,
                topic=None if self.secret else self.topic,
                group=self.consumer_group_id,
            )
        if self.cluster_arn is not None or self.subnets:
            grant_pollers(release)

    @property
    def source(self) -> tuple[object, ...]:
        """What Lambda tells topics apart by."""
        return self.topic, self.cluster_arn, tuple(self.bootstrap_servers or ())

    def _failure_props(self, release: Release) -> dict[str, Any]:
        props = self.positioned_props(release)
        if self.pollers is None:
            return {name: each for name, each in props.items() if name not in _WITH_POLLERS}
        return props

    def _access(self) -> list[lambda_.SourceAccessConfiguration]:
        """How Lambda enters the brokers, and where it stands while it does."""
        ways: list[tuple[str, str]] = []
        if self.secret is not None:
            method = self.authentication or event_sources.AuthenticationMethod.SASL_SCRAM_512_AUTH
            ways.append((method.value, self.secret.secret_arn))
        if self.root_certificate is not None:
            ways.append(("SERVER_ROOT_CA_CERTIFICATE", self.root_certificate.secret_arn))
        if self.security_group is not None:
            ways.append(("VPC_SECURITY_GROUP", self.security_group.security_group_id))
        ways += [("VPC_SUBNET", each.subnet_id) for each in self.subnets]
        return [
            lambda_.SourceAccessConfiguration(
                type=lambda_.SourceAccessConfigurationType.of(kind), uri=uri
            )
            for kind, uri in ways
        ]

    def _require_cluster(self) -> None:
        require_type("cluster_arn", self.cluster_arn, str, "the ARN of an MSK cluster")
        own = ("authentication", "root_certificate", "subnets", "security_group")
        for prop in own:
            if getattr(self, prop):
                raise ConstructError(
                    f"{prop} must be beside bootstrap_servers, got it beside cluster_arn"
                )

    def _require_servers(self) -> None:
        servers = self.bootstrap_servers
        if isinstance(servers, str) or not isinstance(servers, Sequence) or not servers:
            raise ConstructError(f"bootstrap_servers must be a list, got {seen(servers)}")
        for server in servers:
            require_type("bootstrap_servers", server, str, "strings such as 'b-1.example.com:9096'")
            if not _SERVER.fullmatch(server) and not is_token(server):
                raise ConstructError(
                    "bootstrap_servers must have a host and a port each, such as "
                    f"b-1.example.com:9096, got {server!r}"
                )
        for subnet in self.subnets:
            if not has_property(subnet, "subnet_id"):
                raise ConstructError(f"subnets must be ISubnet, got {seen(subnet)} in it")
        group = self.security_group
        if group is not None and not has_property(group, "security_group_id"):
            raise ConstructError(
                f"security_group must be an ISecurityGroup such as SecurityGroup(...), got "
                f"{seen(group)}"
            )
        if bool(self.subnets) != (group is not None):
            raise ConstructError(
                "subnets must be beside a security_group, got one without the other"
            )
        if not self.subnets and self.secret is None:
            raise ConstructError(
                "secret must be given for brokers that are reached through the internet, got none"
            )
