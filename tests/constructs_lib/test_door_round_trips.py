"""What a door asks of the Node process, beside what the same template costs in the CDK's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from aws_cdk import App, Stack
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_apigatewayv2 as apigatewayv2
from aws_cdk import aws_elasticloadbalancingv2 as elbv2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk.assertions import Template
from aws_cdk.aws_apigatewayv2_authorizers import HttpIamAuthorizer
from aws_cdk.aws_apigatewayv2_integrations import HttpLambdaIntegration
from aws_cdk.aws_ec2 import SecurityGroup

from constructs_lib import (
    AlbRoute,
    ApiStage,
    FunctionUrl,
    HttpRoute,
    Release,
    RestRoute,
    Rollout,
    StagedApi,
    VersionedFunction,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    MakeFunction = Callable[..., VersionedFunction]


@pytest.fixture
def live(make_function: MakeFunction) -> Release:
    return make_function().release("live", rollout=Rollout.all_at_once())


@pytest.fixture
def other(make_function: MakeFunction) -> Release:
    return make_function("Other").release("live", rollout=Rollout.all_at_once())


@pytest.fixture
def http_api(stack: Stack) -> apigatewayv2.HttpApi:
    return apigatewayv2.HttpApi(stack, "Http", default_authorizer=HttpIamAuthorizer())


@pytest.fixture
def rest_api(stack: Stack) -> apigateway.RestApi:
    return apigateway.RestApi(stack, "Rest", cloud_watch_role=False)


@pytest.fixture
def listener(stack: Stack) -> elbv2.IApplicationListener:
    return elbv2.ApplicationListener.from_application_listener_attributes(
        stack,
        "Listener",
        listener_arn="arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/a/b/c",
        security_group=SecurityGroup.from_security_group_id(stack, "Shop", "sg-0a1b2c3d"),
    )


def without_permission(alias: lambda_.Alias) -> lambda_.IFunction:
    return lambda_.Function.from_function_attributes(
        alias, "Called", function_arn=alias.function_arn, skip_permissions=True
    )


def plain_http_route(
    alias: lambda_.Alias, called: lambda_.IFunction, api: apigatewayv2.HttpApi, path: str
) -> None:
    """A route with a permission for itself: what the CDK's own integration grants is wider."""
    route = apigatewayv2.HttpRoute(
        alias,
        f"GET {path}",
        http_api=api,
        route_key=apigatewayv2.HttpRouteKey.with_(path, apigatewayv2.HttpMethod.GET),
        integration=HttpLambdaIntegration("Integration", called),
    )
    alias.add_permission(
        "Permission",
        scope=route,
        principal=iam.ServicePrincipal("apigateway.amazonaws.com"),
        source_arn=api.arn_for_execute_api("GET", path),
    )


def test_a_release_s_first_http_route_costs_6_and_each_other_4(
    http_api: apigatewayv2.HttpApi, live: Release, other: Release, round_trips: Callable[[], Any]
) -> None:
    live.on(HttpRoute(http_api, "GET /health"))

    with round_trips() as first:
        other.on(HttpRoute(http_api, "GET /faults"))
    with round_trips() as second:
        other.on(HttpRoute(http_api, "GET /notes"))

    # The alias's ARN and its import; key, integration, route and permission.
    assert (len(first), len(second)) == (6, 4)


def test_the_same_http_routes_in_plain_l2_constructs_cost_more(
    http_api: apigatewayv2.HttpApi, other: Release, round_trips: Callable[[], Any]
) -> None:
    with round_trips() as first:
        called = without_permission(other.alias)
        plain_http_route(other.alias, called, http_api, "/faults")
    with round_trips() as second:
        plain_http_route(other.alias, called, http_api, "/notes")

    assert (len(first), len(second)) == (8, 6)


def test_the_http_routes_are_the_same(app: App, make_function: MakeFunction) -> None:
    templates = []
    for name in ("Ours", "Plain"):
        stack = Stack(app, name)
        api = apigatewayv2.HttpApi(stack, "Api", default_authorizer=HttpIamAuthorizer())
        release = make_function(scope=stack).release("live", rollout=Rollout.all_at_once())
        if name == "Ours":
            release.on(HttpRoute(api, "GET /faults"))
        else:
            plain_http_route(release.alias, without_permission(release.alias), api, "/faults")
        templates.append(stack)

    ours, plain = (Template.from_stack(each).to_json() for each in templates)
    assert ours == plain


def test_a_rest_route_costs_4_as_in_plain_l2_constructs(
    rest_api: apigateway.RestApi, live: Release, round_trips: Callable[[], Any]
) -> None:
    iam_signed = apigateway.AuthorizationType.IAM

    with round_trips() as ours:
        live.on(RestRoute(rest_api, "GET /faults", authorization=iam_signed))
    with round_trips() as plain:
        rest_api.root.resource_for_path("/notes").add_method(
            "GET",
            apigateway.LambdaIntegration(live.alias, allow_test_invoke=False),
            authorization_type=iam_signed,
        )

    assert (len(ours), len(plain)) == (4, 4)


def test_a_url_costs_1_as_in_plain_l2_constructs(
    live: Release, other: Release, round_trips: Callable[[], Any]
) -> None:
    with round_trips() as ours:
        live.on(FunctionUrl())
    with round_trips() as plain:
        other.alias.add_function_url()

    assert (len(ours), len(plain)) == (1, 1)


def test_a_load_balancer_s_route_costs_12(
    listener: elbv2.IApplicationListener,
    live: Release,
    other: Release,
    round_trips: Callable[[], Any],
) -> None:
    faults = elbv2.ListenerCondition.path_patterns(["/faults*"])
    live.on(AlbRoute(listener, priority=1, conditions=[faults]))

    with round_trips() as requests:
        other.on(AlbRoute(listener, priority=2, conditions=[faults]))

    # What an imported listener is, in two; the alias's ARN; the place and its name; permission,
    # target, its callback, target group, the wait of one for the other in two, rule.
    assert len(requests) == 12


def test_a_staged_api_costs_3_and_6_a_stage_and_a_route_3_and_1_a_stage(
    stack: Stack, make_function: MakeFunction, round_trips: Callable[[], Any]
) -> None:
    function = make_function()
    stages = {"beta": ApiStage("BETA"), "prod": ApiStage("PROD")}
    for stage in stages.values():
        function.release(stage.alias, rollout=Rollout.all_at_once())
    StagedApi(stack, "First", stages=stages).add_route(function, "GET /faults")

    with round_trips() as made:
        api = StagedApi(stack, "Second", stages=stages)
    api.add_route(function, "GET /faults")
    with round_trips() as routed:
        api.add_route(function, "GET /notes")

    # The construct, the API and the authorizer; of a stage: log group, destination, settings and
    # two callbacks for them, stage. Of a route: key, integration, route, permissions.
    assert len(made) == 3 + 6 * len(stages)
    assert len(routed) == 3 + len(stages)
