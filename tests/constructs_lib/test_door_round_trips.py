"""What a door asks of the Node process, beside what the same template costs in the CDK's words."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

import pytest
from aws_cdk import App, Names, Stack
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_apigatewayv2 as apigatewayv2
from aws_cdk import aws_elasticloadbalancingv2 as elbv2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk.assertions import Template
from aws_cdk.aws_apigatewayv2_authorizers import HttpIamAuthorizer
from aws_cdk.aws_apigatewayv2_integrations import HttpLambdaIntegration
from aws_cdk.aws_ec2 import SecurityGroup
from aws_cdk.aws_elasticloadbalancingv2_targets import LambdaTarget
from aws_cdk.aws_logs import LogGroup, RetentionDays
from constructs import Construct

from constructs_lib import (
    AccessLog,
    AlbRoute,
    ApiStage,
    FunctionUrl,
    HttpRoute,
    Release,
    RestRoute,
    Rollout,
    StagedApi,
    StagedRestApi,
    VersionedFunction,
)
from constructs_lib.doors.access_log import REST_FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    MakeFunction = Callable[..., VersionedFunction]

MONTH: Final = RetentionDays.ONE_MONTH


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


def plain_staged_api(scope: Construct, releases: Mapping[str, Release]) -> None:
    """Two stages and a route, as one would write them: each stage calls its alias alone."""
    function = releases["BETA"].function.function
    construct = Construct(scope, "Shop")
    api = apigatewayv2.HttpApi(
        construct,
        "Api",
        api_name="Shop",
        create_default_stage=False,
        default_authorizer=HttpIamAuthorizer(),
    )
    for name in releases:
        apigatewayv2.HttpStage(
            construct,
            f"Stage-{name}",
            http_api=api,
            stage_name=name,
            auto_deploy=True,
            stage_variables={"alias": name},
            access_log_settings=AccessLog(LogGroup(construct, f"Requests-{name}", retention=MONTH)),
            throttle=apigatewayv2.ThrottleSettings(rate_limit=100, burst_limit=50),
        )
    stack = Stack.of(scope)
    gateway = f"arn:{stack.partition}:apigateway:{stack.region}:lambda:path/2015-03-31/functions"
    called = lambda_.Function.from_function_attributes(
        function,
        "CalledByStage",
        function_arn=f"{gateway}/{function.function_arn}:${{stageVariables.alias}}/invocations",
        skip_permissions=True,
    )
    route = apigatewayv2.HttpRoute(
        construct,
        "GET /faults",
        http_api=api,
        route_key=apigatewayv2.HttpRouteKey.with_("/faults", apigatewayv2.HttpMethod.GET),
        integration=HttpLambdaIntegration("Integration", called),
    )
    for name, release in releases.items():
        lambda_.CfnPermission(
            route,
            f"Permission-{name}",
            action="lambda:InvokeFunction",
            function_name=release.alias.function_arn,
            principal="apigateway.amazonaws.com",
            source_arn=api.arn_for_execute_api("GET", "/faults", name),
        )


def plain_staged_rest_api(scope: Construct, releases: Mapping[str, Release]) -> None:
    """The same with a REST API: its deployment is told of the method."""
    function = releases["BETA"].function.function
    construct = Construct(scope, "Shop")
    api = apigateway.RestApi(
        construct,
        "Api",
        rest_api_name="Shop",
        endpoint_types=[apigateway.EndpointType.REGIONAL],
        deploy=False,
        cloud_watch_role=False,
        default_method_options=apigateway.MethodOptions(
            authorization_type=apigateway.AuthorizationType.IAM
        ),
    )
    deployment = apigateway.Deployment(construct, "Deployment", api=api)
    for name in releases:
        requests = LogGroup(construct, f"Requests-{name}", retention=MONTH)
        apigateway.Stage(
            construct,
            f"Stage-{name}",
            deployment=deployment,
            stage_name=name,
            variables={"alias": name},
            access_log_destination=apigateway.LogGroupLogDestination(requests),
            access_log_format=apigateway.AccessLogFormat.custom(json.dumps(REST_FIELDS)),
            throttling_rate_limit=100,
            throttling_burst_limit=50,
            tracing_enabled=True,
        )
    arn = f"{function.function_arn}:${{stageVariables.alias}}"
    integration = apigateway.AwsIntegration(
        service="lambda", proxy=True, path=f"2015-03-31/functions/{arn}/invocations"
    )
    method = api.root.resource_for_path("/faults").add_method("GET", integration)
    deployment.node.add_dependency(api.root)
    deployment.add_to_logical_id({"route": "GET /faults", "function": arn})
    for name, release in releases.items():
        lambda_.CfnPermission(
            method,
            f"Permission-{name}",
            action="lambda:InvokeFunction",
            function_name=release.alias.function_arn,
            principal="apigateway.amazonaws.com",
            source_arn=api.arn_for_execute_api("GET", "/faults", name),
        )


def plain_alb_route(listener: elbv2.IApplicationListener, alias: lambda_.Alias) -> None:
    """A target group with a permission of its own: what the CDK's own target grants is wider."""
    place = Construct(alias, "Targets")
    name = Names.unique_resource_name(place, max_length=32, separator="-")
    stack = Stack.of(alias)
    groups = f"{stack.partition}:elasticloadbalancing:{stack.region}:{stack.account}:targetgroup"
    permission = lambda_.CfnPermission(
        place,
        "Permission",
        action="lambda:InvokeFunction",
        function_name=alias.function_arn,
        principal="elasticloadbalancing.amazonaws.com",
        source_arn=f"arn:{groups}/{name}/*",
        source_account=stack.account,
    )
    group = elbv2.ApplicationTargetGroup(
        place,
        "Group",
        target_group_name=name,
        target_type=elbv2.TargetType.LAMBDA,
        targets=[LambdaTarget(alias)],
    )
    group.node.add_dependency(permission)
    elbv2.ApplicationListenerRule(
        place,
        "Rule",
        listener=listener,
        priority=2,
        conditions=[elbv2.ListenerCondition.path_patterns(["/faults*"])],
        target_groups=[group],
    )


def resources_of(stack: Stack) -> dict[str, Any]:
    """The resources; the id of a deployment is a digest of what each spelling tells it."""
    text = json.dumps(Template.from_stack(stack).to_json()["Resources"])
    return dict(json.loads(re.sub(r"(ShopDeployment[0-9A-F]{8})[0-9a-f]{32}", r"\1", text)))


@pytest.mark.parametrize(
    ("ours", "plain"),
    [(StagedApi, plain_staged_api), (StagedRestApi, plain_staged_rest_api)],
    ids=["HTTP", "REST"],
)
def test_a_staged_api_costs_no_more_than_the_plain_spelling_of_its_template(
    make_function: MakeFunction, round_trips: Callable[[], Any], ours: Any, plain: Any
) -> None:
    counts, templates = {}, {}
    for spelling in ("warm", "ours", "plain"):
        stack = Stack(App(builtin_cloud_formation_validation=False), "Scene")
        function = make_function(scope=stack)
        for name in ("BETA", "PROD"):
            function.release(name, rollout=Rollout.all_at_once())
        with round_trips() as requests:
            if spelling == "plain":
                plain(stack, function.releases)
            else:
                stages = {name: ApiStage(name) for name in function.releases}
                ours(stack, "Shop", stages=stages).add_route(function, "GET /faults")
        counts[spelling], templates[spelling] = len(requests), resources_of(stack)

    assert counts["ours"] <= counts["plain"]
    assert templates["ours"] == templates["plain"]


def test_a_load_balancer_s_route_costs_no_more_than_its_parts(
    listener: elbv2.IApplicationListener,
    live: Release,
    other: Release,
    round_trips: Callable[[], Any],
) -> None:
    faults = elbv2.ListenerCondition.path_patterns(["/faults*"])
    with round_trips() as ours:
        live.on(AlbRoute(listener, priority=1, conditions=[faults]))
    with round_trips() as plain:
        plain_alb_route(listener, other.alias)

    assert len(ours) <= len(plain)
