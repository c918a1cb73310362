"""Which VPC endpoint leads to a service of AWS, told by the actions that call it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from policies.domain.iam import action_matches
from policies.domain.limits import DELEGATED_ACTIONS, ENDPOINT_SERVICES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ALL: Final = "*"

# Endpoints that cost nothing and stand in route tables, not in subnets:
# https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
GATEWAY_SERVICES: Final = ("dynamodb", "s3")

# Where the end of the endpoint's name is not the prefix of the actions. By the first pattern that
# covers the action; read 2026-11-21:
# https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
_ENDPOINTS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "appconfig": (
        ("appconfig:GetLatestConfiguration", "appconfigdata"),
        ("appconfig:StartConfigurationSession", "appconfigdata"),
        ("appconfig:*", "appconfig"),
    ),
    "bedrock": (
        ("bedrock:InvokeAgent", "bedrock-agent-runtime"),
        ("bedrock:InvokeFlow", "bedrock-agent-runtime"),
        ("bedrock:Retrieve*", "bedrock-agent-runtime"),
        ("bedrock:ApplyGuardrail", "bedrock-runtime"),
        ("bedrock:InvokeModel*", "bedrock-runtime"),
        ("bedrock:*", "bedrock"),
    ),
    "cloudwatch": (("cloudwatch:*", "monitoring"),),
    "firehose": (("firehose:*", "kinesis-firehose"),),
    "kinesis": (("kinesis:*", "kinesis-streams"),),
    "sagemaker": (
        ("sagemaker:InvokeEndpoint*", "sagemaker.runtime"),
        ("sagemaker:*", "sagemaker.api"),
    ),
    "ses": (("ses:*", "email"),),
    "states": (
        ("states:StartSyncExecution", "sync-states"),
        ("states:*", "states"),
    ),
}
# What no endpoint leads to: a function URL is on the internet.
_NOWHERE: Final = ("lambda:InvokeFunctionUrl",)
# What functions reach by an endpoint as well, but never by the actions of their role alone: keys
# that a service uses for them, logs that Lambda itself writes, images that it pulls, an API.
_BESIDES: Final = (
    "cognito-identity",
    "ecr.api",
    "ecr.dkr",
    "elasticfilesystem",
    "execute-api",
    "iot.data",
    "kms",
    "logs",
    "mq",
    "rds",
    "runtime-v2-lex",
    "xray",
)


class Endpoint(NamedTuple):
    """A way from a VPC to a service.

    Attributes:
        prefix: What its actions start with.
        service: What the endpoint's name ends with, after the region.
    """

    prefix: str
    service: str

    @property
    def is_gateway(self) -> bool:
        """Whether it stands in route tables and costs nothing."""
        return self.service in GATEWAY_SERVICES


def endpoint_of(action: str) -> Endpoint | None:
    """The endpoint by which a function takes an action; None where it is of no such service."""
    prefix = action.partition(":")[0].lower()
    if prefix not in ENDPOINT_SERVICES or any(action_matches(each, action) for each in _NOWHERE):
        return None
    for pattern, service in _ENDPOINTS.get(prefix, ()):
        if action_matches(pattern, action):
            return Endpoint(prefix, service)
    return Endpoint(prefix, prefix)


def is_delegated(action: str) -> bool:
    """True for what Lambda itself does with a role: it polls sources and reaches destinations."""
    name = action.partition(":")[2]
    return name != _ALL and any(
        action_matches(action, str(each)) for each in DELEGATED_ACTIONS.values
    )


def redirects_calls(variables: Iterable[str]) -> bool:
    """True when environment variables of these names send calls to a proxy, or elsewhere.

    See: https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
    """
    names = [each.upper() for each in variables]
    return any(each.endswith("_PROXY") or each.startswith("AWS_ENDPOINT_URL") for each in names)


def known_services() -> list[str]:
    """The interface endpoints that Keel knows by name, in order: ends of their names."""
    named = {service for patterns in _ENDPOINTS.values() for _, service in patterns}
    plain = {str(each) for each in ENDPOINT_SERVICES.values if each not in _ENDPOINTS}
    return sorted((named | plain | {*_BESIDES}) - {*GATEWAY_SERVICES})


def services_by_prefix(prefix: str) -> list[str]:
    """The endpoints by which functions reach a service whose actions have the prefix."""
    if prefix not in ENDPOINT_SERVICES:
        return []
    patterns = _ENDPOINTS.get(prefix)
    return sorted({service for _, service in patterns}) if patterns else [prefix]
