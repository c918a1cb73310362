"""A route of an HTTP API with the integration behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk.aws_apigatewayv2_integrations import HttpLambdaIntegration

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aws_cdk import Duration
    from aws_cdk import aws_lambda as lambda_
    from constructs import Construct

    from constructs_lib.doors.route_key import RouteKey


def add_route(
    scope: Construct,
    construct_id: str,
    api: apigateway.IHttpApi,
    key: RouteKey,
    *,
    called: lambda_.IFunction,
    authorizer: apigateway.IHttpRouteAuthorizer | None,
    scopes: Sequence[str],
    timeout: Duration | None,
) -> apigateway.HttpRoute:
    """The API has the route, with an integration of its own, and nobody is granted anything.

    An integration for several routes would stand below the first of them, and be replaced with it.
    """
    return apigateway.HttpRoute(
        scope,
        construct_id,
        http_api=api,
        route_key=apigateway.HttpRouteKey.with_(key.path, apigateway.HttpMethod[key.method])
        if key.path is not None
        else apigateway.HttpRouteKey.DEFAULT,
        integration=HttpLambdaIntegration("Integration", called, timeout=timeout),
        authorizer=authorizer,
        authorization_scopes=list(scopes) or None,
    )
