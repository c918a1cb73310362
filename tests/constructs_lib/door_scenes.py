"""The front doors as scenes: test_scenes.py checks them with the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aws_cdk import Acknowledgment, Duration, Validations
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_apigatewayv2 as apigatewayv2
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_elasticloadbalancingv2 as elbv2
from aws_cdk import aws_iam as iam
from aws_cdk.aws_apigatewayv2_authorizers import HttpIamAuthorizer
from aws_cdk.aws_logs import LogGroup

from constructs_lib import (
    AlbRoute,
    ApiStage,
    FunctionUrl,
    HttpRoute,
    RestRoute,
    Rollout,
    StagedApi,
    StagedRestApi,
    UrlCors,
    VersionedFunction,
)
from tests.constructs_lib.conftest import code
from tests.constructs_lib.trigger_scenes import live

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_cdk import Stack


DOOR_SCENES: Final[dict[str, Callable[[Stack], None]]] = {}


def door_scene(build: Callable[[Stack], None]) -> Callable[[Stack], None]:
    DOOR_SCENES[build.__name__] = build
    return build


@door_scene
def http_routes(stack: Stack) -> None:
    api = apigatewayv2.HttpApi(
        stack, "Api", create_default_stage=False, default_authorizer=HttpIamAuthorizer()
    )
    live(stack).on(HttpRoute(api, "GET /faults/{id}"), HttpRoute(api, "DELETE /faults/{id}"))


@door_scene
def function_url(stack: Stack) -> None:
    caller = iam.Role(stack, "Caller", assumed_by=iam.ServicePrincipal("ecs-tasks.amazonaws.com"))
    cors = UrlCors(
        ["https://example.com"], headers=["X-Trace"], credentials=True, max_age=Duration.hours(1)
    )
    live(stack).on(FunctionUrl(callers=[caller], cors=cors))


@door_scene
def function_url_for_everybody(stack: Stack) -> None:
    release = live(stack, reserved_concurrency=10)
    release.on(FunctionUrl(public=True, streaming=True))
    Validations.of(FunctionUrl.of(release)).acknowledge(
        Acknowledgment(id="keel::url-public", reason="a webhook: the handler checks its sender")
    )


@door_scene
def staged_api(stack: Stack) -> None:
    function = VersionedFunction(stack, "Orders", code=code(), handler="index.handler")
    for name in ("BETA", "PROD"):
        function.release(name, rollout=Rollout.all_at_once())
    stages = {"beta": ApiStage("BETA"), "prod": ApiStage("PROD", rate_per_second=500, burst=200)}
    api = StagedApi(stack, "Shop", stages=stages)
    api.add_route(function, "POST /orders")
    api.add_route(function, "GET /orders/{id}")


@door_scene
def staged_rest_api(stack: Stack) -> None:
    function = VersionedFunction(stack, "Orders", code=code(), handler="index.handler")
    for name in ("BETA", "PROD"):
        function.release(name, rollout=Rollout.all_at_once())
    stages = {"beta": ApiStage("BETA"), "prod": ApiStage("PROD", rate_per_second=500, burst=200)}
    api = StagedRestApi(stack, "Shop", stages=stages)
    api.add_route(function, "POST /orders")
    api.add_route(function, "GET /orders/{id}", timeout=Duration.seconds(15))


@door_scene
def rest_routes(stack: Stack) -> None:
    api = apigateway.RestApi(
        stack,
        "Api",
        endpoint_types=[apigateway.EndpointType.REGIONAL],
        cloud_watch_role=False,
        deploy_options=apigateway.StageOptions(
            access_log_destination=apigateway.LogGroupLogDestination(LogGroup(stack, "Requests")),
            access_log_format=apigateway.AccessLogFormat.custom(
                '{"id": "$context.requestId", "status": "$context.status"}'
            ),
            throttling_rate_limit=100,
            throttling_burst_limit=50,
            tracing_enabled=True,
        ),
        default_method_options=apigateway.MethodOptions(
            authorization_type=apigateway.AuthorizationType.IAM
        ),
    )
    live(stack).on(RestRoute(api, "GET /faults/{id}"), RestRoute(api, "DELETE /faults/{id}"))


@door_scene
def alb_route(stack: Stack) -> None:
    listener = elbv2.ApplicationListener.from_application_listener_attributes(
        stack,
        "Listener",
        listener_arn="arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/shop/"
        "0a1b2c3d4e5f6a7b/0a1b2c3d4e5f6a7b",
        security_group=ec2.SecurityGroup.from_security_group_id(stack, "Shop", "sg-0a1b2c3d"),
    )
    faults = elbv2.ListenerCondition.path_patterns(["/faults*"])
    check = elbv2.HealthCheck(enabled=True, path="/health", interval=Duration.minutes(1))
    live(stack).on(
        AlbRoute(
            listener,
            priority=10,
            conditions=[faults],
            health_check=check,
            multi_value_headers=True,
        )
    )
