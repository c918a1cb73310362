"""What API Gateway calls, as the CDK's integrations take it, without the permission they add."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_lambda as lambda_

from constructs_lib.pseudo_parameters import partition, region

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aws_cdk import Duration
    from constructs import Construct

    from constructs_lib.doors.route_key import RouteKey
    from constructs_lib.existing_function import Releasable
    from constructs_lib.release import Release

# The variable by which a stage says which alias it calls.
STAGE_ALIAS: Final = "alias"
_ARNS: WeakKeyDictionary[Release, str] = WeakKeyDictionary()
_ALIASES: WeakKeyDictionary[Release, lambda_.IFunction] = WeakKeyDictionary()
_STAGED: WeakKeyDictionary[lambda_.Function, lambda_.IFunction] = WeakKeyDictionary()

_NAMED: Final[WeakKeyDictionary[lambda_.Function, str]] = WeakKeyDictionary()


def alias_arn(release: Release) -> str:
    """The ARN of the release's alias, asked for once."""
    if release not in _ARNS:
        _ARNS[release] = release.alias.function_arn
    return _ARNS[release]


def alias_called(release: Release) -> lambda_.IFunction:
    """The release's alias for an integration, which adds no permission to it.

    The CDK's integration of an HTTP API lets API Gateway call for any method of a path: two methods
    of one path make the same permission twice. With a function that is imported it makes none.
    """
    if release not in _ALIASES:
        _ALIASES[release] = _imported(release.alias, "Called", alias_arn(release))
    return _ALIASES[release]


def alias_of_stage_called(function: Releasable) -> lambda_.IFunction:
    """The alias that each stage names in its variable, for an integration.

    An integration with a plain ARN is the same, but with a variable in it AWS documents only the
    URI by which API Gateway invokes a function.

    See: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.stage-variables-reference.html
    """
    called = function.function
    if called not in _STAGED:
        gateway = f"arn:{partition()}:apigateway:{region()}:lambda:path/2015-03-31/functions"
        arn = f"{gateway}/{named_by_stage(called)}/invocations"
        _STAGED[called] = _imported(called, "CalledByStage", arn)
    return _STAGED[called]


def integration_of_stage(
    function: Releasable, timeout: Duration | None
) -> apigateway.AwsIntegration:
    """The same for a REST API, without the permissions that the CDK's integration adds.

    See: https://docs.aws.amazon.com/apigateway/latest/developerguide/aws-api-gateway-stage-variables-reference.html
    """
    return apigateway.AwsIntegration(
        service="lambda",
        proxy=True,
        path=f"2015-03-31/functions/{named_by_stage(function.function)}/invocations",
        options=None if timeout is None else apigateway.IntegrationOptions(timeout=timeout),
    )


def let_api_gateway_call(
    scope: Construct, construct_id: str, *, arn: str, source_arn: str
) -> lambda_.CfnPermission:
    """API Gateway may call the qualified function for this source, and for no other."""
    return lambda_.CfnPermission(
        scope,
        construct_id,
        action="lambda:InvokeFunction",
        function_name=arn,
        principal="apigateway.amazonaws.com",
        source_arn=source_arn,
    )


def named_by_stage(called: lambda_.Function) -> str:
    """The ARN of the alias that each stage names, as API Gateway puts it together."""
    if called not in _NAMED:
        _NAMED[called] = f"{called.function_arn}:${{stageVariables.{STAGE_ALIAS}}}"
    return _NAMED[called]


def let_stages_call(
    route: Construct, key: RouteKey, releases: Mapping[str, Release], *, api_arn: str
) -> None:
    """Each stage may call its own release for the route, and no other."""
    for stage, release in releases.items():
        source_arn = f"{api_arn}/{key.source(stage=stage)}"
        let_api_gateway_call(
            route, f"Permission-{stage}", arn=alias_arn(release), source_arn=source_arn
        )


def _imported(scope: Construct, construct_id: str, arn: str) -> lambda_.IFunction:
    return lambda_.Function.from_function_attributes(
        scope, construct_id, function_arn=arn, skip_permissions=True
    )
