"""Which AWS service calls a function in the name of which kind of resource."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

# By the service in the source's ARN, the first label of the principal's name:
# https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html
CALLER_OF_SOURCE: Final[Mapping[str, str]] = {
    "cognito-idp": "cognito-idp",
    "config": "config",
    "elasticloadbalancing": "elasticloadbalancing",
    "events": "events",
    "execute-api": "apigateway",
    "iot": "iot",
    "logs": "logs",
    "s3": "s3",
    "sns": "sns",
}
# The same services, by the type of a resource whose ARN or id the template names.
SERVICE_OF_TYPE: Final[Mapping[str, str]] = {
    "AWS::ApiGateway::RestApi": "execute-api",
    "AWS::ApiGatewayV2::Api": "execute-api",
    "AWS::Cognito::UserPool": "cognito-idp",
    "AWS::Config::ConfigRule": "config",
    "AWS::ElasticLoadBalancingV2::TargetGroup": "elasticloadbalancing",
    "AWS::Events::Rule": "events",
    "AWS::IoT::TopicRule": "iot",
    "AWS::Logs::LogGroup": "logs",
    "AWS::S3::Bucket": "s3",
    "AWS::SNS::Topic": "sns",
}
LOAD_BALANCING: Final = "elasticloadbalancing"
_DOMAINS: Final = (".amazonaws.com", ".amazonaws.com.cn")


def service_of(principal: str) -> str | None:
    """The service's label, without a region (`logs.eu-west-1.amazonaws.com`); None for others."""
    if not principal.endswith(_DOMAINS) or ":" in principal:
        return None
    return principal.partition(".")[0]
