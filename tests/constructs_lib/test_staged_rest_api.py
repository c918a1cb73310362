"""A stage of a REST API for each alias: what a stage may call, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from aws_cdk import App, Duration, Stack
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_iam as iam
from aws_cdk.assertions import Template
from aws_cdk.aws_cognito import UserPool

from constructs_lib import (
    ApiStage,
    ConstructError,
    RestRoute,
    Rollout,
    StagedRestApi,
    VersionedFunction,
)
from tests.constructs_lib.conftest import code

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Resources = Callable[[str], Mapping[str, Any]]
    MakeFunction = Callable[..., VersionedFunction]

STAGES = {"beta": ApiStage("BETA"), "prod": ApiStage("PROD", rate_per_second=500, burst=200)}
NONE = apigateway.AuthorizationType.NONE


def released(stack: Stack, construct_id: str = "Orders", **props: Any) -> VersionedFunction:
    function = VersionedFunction(stack, construct_id, code=code(), handler="index.handler", **props)
    for name in ("BETA", "PROD"):
        function.release(name, rollout=Rollout.all_at_once())
    return function


@pytest.fixture
def orders(stack: Stack) -> VersionedFunction:
    return released(stack)


@pytest.fixture
def api(stack: Stack) -> StagedRestApi:
    return StagedRestApi(stack, "Shop", stages=STAGES)


def test_a_stage_names_its_alias_and_has_a_throttle_a_trace_and_a_log_of_its_own(
    api: StagedRestApi, orders: VersionedFunction, resources: Resources
) -> None:
    api.add_route(orders, "GET /orders")

    stages = {each["StageName"]: each for each in resources("AWS::ApiGateway::Stage").values()}
    assert {name: each["Variables"] for name, each in stages.items()} == {
        "beta": {"alias": "BETA"},
        "prod": {"alias": "PROD"},
    }
    [settings] = stages["prod"]["MethodSettings"]
    assert (settings["ResourcePath"], settings["HttpMethod"]) == ("/*", "*")
    assert (settings["ThrottlingRateLimit"], settings["ThrottlingBurstLimit"]) == (500, 200)
    assert all(each["TracingEnabled"] for each in stages.values())
    logs = [each["AccessLogSetting"]["DestinationArn"] for each in stages.values()]
    assert logs[0] != logs[1]


def test_an_alias_may_be_called_for_its_own_stage_alone(
    api: StagedRestApi, orders: VersionedFunction, resources: Resources
) -> None:
    api.add_route(orders, "GET /orders/{id}")

    names = {name: each["Name"] for name, each in resources("AWS::Lambda::Alias").items()}
    called_for = {
        names[each["FunctionName"]["Ref"]]: each["SourceArn"]["Fn::Join"][1][-1]
        for each in resources("AWS::Lambda::Permission").values()
    }
    assert called_for == {"BETA": "/beta/GET/orders/*", "PROD": "/prod/GET/orders/*"}


def test_a_method_calls_what_the_stage_names(
    api: StagedRestApi, orders: VersionedFunction, resources: Resources
) -> None:
    api.add_route(orders, "GET /orders", timeout=Duration.seconds(15))

    [method] = resources("AWS::ApiGateway::Method").values()
    [function] = resources("AWS::Lambda::Function")
    integration = method["Integration"]
    assert (integration["Type"], integration["IntegrationHttpMethod"]) == ("AWS_PROXY", "POST")
    assert integration["TimeoutInMillis"] == 15_000
    assert integration["Uri"]["Fn::Join"][1][-2:] == [
        {"Fn::GetAtt": [function, "Arn"]},
        ":${stageVariables.alias}/invocations",
    ]


def deployed(*routes: dict[str, Any], **props: Any) -> str:
    """The id of the deployment."""
    stack = Stack(App(builtin_cloud_formation_validation=False), "Scene")
    function = released(stack)
    api = StagedRestApi(stack, "Shop", stages=STAGES, **props)
    for route in routes:
        api.add_route(function, **route)
    [logical_id] = Template.from_stack(stack).find_resources("AWS::ApiGateway::Deployment")
    return logical_id


@pytest.mark.parametrize(
    ("routes", "props"),
    [
        ([{"route": "GET /orders"}, {"route": "POST /orders"}], {}),
        ([{"route": "GET /orders/{id}"}], {}),
        ([{"route": "GET /orders", "authorization": NONE}], {}),
        ([{"route": "GET /orders", "timeout": Duration.seconds(20)}], {}),
        ([{"route": "GET /orders", "api_key_required": True}], {}),
        ([{"route": "GET /orders"}], {"authorization": NONE}),
        (
            [{"route": "GET /orders"}],
            {"cors": apigateway.CorsOptions(allow_origins=["https://example.com"])},
        ),
    ],
    ids=["a route more", "a path", "an authorization", "a wait", "a key", "the default", "cors"],
)
def test_a_change_of_the_routes_is_deployed_and_nothing_else(
    routes: list[dict[str, Any]], props: dict[str, Any]
) -> None:
    before = deployed({"route": "GET /orders"})

    assert deployed({"route": "GET /orders"}) == before
    assert deployed(*routes, **props) != before


def test_a_deployment_waits_for_every_method_and_permission(
    api: StagedRestApi, orders: VersionedFunction, stack: Stack
) -> None:
    api.add_route(orders, "GET /orders")
    api.add_route(orders, "POST /orders")

    template = Template.from_stack(stack)
    [deployment] = template.find_resources("AWS::ApiGateway::Deployment").values()
    methods = template.find_resources("AWS::ApiGateway::Method")
    permissions = template.find_resources("AWS::Lambda::Permission")
    assert {*methods, *permissions} <= set(deployment["DependsOn"])
    assert (len(methods), len(permissions)) == (2, 4)


def test_who_calls_must_sign_unless_told_otherwise(
    api: StagedRestApi, orders: VersionedFunction, stack: Stack, resources: Resources
) -> None:
    people = apigateway.CognitoUserPoolsAuthorizer(
        stack, "People", cognito_user_pools=[UserPool(stack, "Pool")]
    )
    api.add_route(orders, "GET /orders")
    api.add_route(orders, "GET /health", authorization=NONE)
    api.add_route(orders, "GET /mine", authorizer=people, scopes=["shop/read"])
    api.add_route(orders, "GET /metered", api_key_required=True)

    kinds = [
        (
            each["AuthorizationType"],
            each.get("AuthorizationScopes"),
            each.get("ApiKeyRequired", False),
        )
        for each in resources("AWS::ApiGateway::Method").values()
    ]
    assert sorted(kinds, key=str) == [
        ("AWS_IAM", None, False),
        ("AWS_IAM", None, True),
        ("COGNITO_USER_POOLS", ["shop/read"], False),
        ("NONE", None, False),
    ]


def test_an_authorizer_may_be_for_all_routes(
    stack: Stack, orders: VersionedFunction, resources: Resources
) -> None:
    people = apigateway.CognitoUserPoolsAuthorizer(
        stack, "People", cognito_user_pools=[UserPool(stack, "Pool")]
    )
    StagedRestApi(stack, "Shop", stages=STAGES, authorizer=people).add_route(orders, "GET /orders")

    [method] = resources("AWS::ApiGateway::Method").values()
    assert method["AuthorizationType"] == "COGNITO_USER_POOLS"


def test_the_role_of_the_account_s_logs_is_set_when_asked_for(
    stack: Stack, orders: VersionedFunction
) -> None:
    api = StagedRestApi(stack, "Shop", stages=STAGES, cloud_watch_role=True)
    api.add_route(orders, "GET /orders")

    template = Template.from_stack(stack)
    [account] = template.find_resources("AWS::ApiGateway::Account")
    stages = template.find_resources("AWS::ApiGateway::Stage").values()
    assert [account in each["DependsOn"] for each in stages] == [True, True]


def test_a_caller_of_one_stage_may_not_call_the_other(
    api: StagedRestApi, orders: VersionedFunction, stack: Stack, resources: Resources
) -> None:
    api.add_route(orders, "GET /orders")
    caller = iam.Role(stack, "Caller", assumed_by=iam.ServicePrincipal("ecs-tasks.amazonaws.com"))
    api.grant_invoke(caller, stage="beta")

    with pytest.raises(ConstructError) as refused:
        api.grant_invoke(caller, stage="dev")

    assert str(refused.value) == "stage must be one of beta, prod, got 'dev'"
    [policy] = [
        each for name, each in resources("AWS::IAM::Policy").items() if name.startswith("Caller")
    ]
    [statement] = policy["PolicyDocument"]["Statement"]
    assert statement["Action"] == "execute-api:Invoke"
    assert statement["Resource"]["Fn::Join"][1][-1] == "/beta/*"


def test_an_api_of_another_stack_imports_aliases_and_no_version(
    app: App, stack: Stack, orders: VersionedFunction
) -> None:
    doors = Stack(app, "Doors")
    StagedRestApi(doors, "Shop", stages=STAGES).add_route(orders, "GET /orders")

    Template.from_stack(doors).resource_count_is("AWS::Lambda::Permission", 2)
    functions = Template.from_stack(stack)
    named = {
        *functions.find_resources("AWS::Lambda::Alias"),
        *functions.find_resources("AWS::Lambda::Function"),
    }
    values = [each["Value"] for each in functions.to_json()["Outputs"].values()]
    assert {each.get("Ref") or each["Fn::GetAtt"][0] for each in values} == named


def test_a_function_without_a_release_for_a_stage_is_refused(
    api: StagedRestApi, make_function: MakeFunction
) -> None:
    function = make_function()
    function.release("BETA")

    with pytest.raises(ConstructError) as refused:
        api.add_route(function, "GET /orders")

    assert str(refused.value) == "function must have a release PROD for stage prod, got BETA"


def test_a_function_that_may_take_longer_than_the_api_waits_is_refused(
    api: StagedRestApi, stack: Stack
) -> None:
    slow = released(stack, "Slow", timeout=Duration.seconds(30))

    with pytest.raises(ConstructError) as refused:
        api.add_route(slow, "GET /orders")

    assert str(refused.value) == (
        "timeout of a function behind a REST API must be at most the 29 s that it waits, got 30 s"
    )


def test_a_route_past_the_deployment_is_refused(
    api: StagedRestApi, orders: VersionedFunction
) -> None:
    with pytest.raises(ConstructError) as refused:
        orders.releases["PROD"].on(RestRoute(api.api, "GET /orders"))

    assert str(refused.value) == (
        "api of a StagedRestApi must get its routes by add_route, got a RestRoute, which its "
        "deployment would not know"
    )


def test_a_usage_plan_of_a_stage_makes_no_cycle(
    api: StagedRestApi, orders: VersionedFunction, stack: Stack
) -> None:
    api.add_route(orders, "GET /orders", api_key_required=True)
    stage = apigateway.UsagePlanPerApiStage(api=api.api, stage=api.stages["prod"])
    plan = api.api.add_usage_plan("Plan", api_stages=[stage])
    plan.add_api_key(apigateway.ApiKey(stack, "Key"))

    template = Template.from_stack(stack)  # raises where resources wait for each other
    template.resource_count_is("AWS::ApiGateway::UsagePlan", 1)


def test_a_method_that_is_served_already_is_refused(
    api: StagedRestApi, orders: VersionedFunction
) -> None:
    api.add_route(orders, "GET /orders")

    with pytest.raises(ConstructError) as refused:
        api.add_route(orders, "GET /orders")

    assert str(refused.value) == (
        "route must be served once, got 'GET /orders' by BETA, PROD and by BETA, PROD; a "
        "StagedApi has an alias for each stage"
    )


@pytest.mark.parametrize(
    ("props", "message"),
    [
        ({"stages": {}}, "stages must be a mapping such as {'prod': ApiStage('PROD')}, got {}"),
        (
            {"stages": {"$default": ApiStage("PROD")}},
            (
                "name of a stage must be 1 to 128 letters, digits, hyphens and underscores, got "
                "'$default'"
            ),
        ),
        (
            {"authorizer": "pool"},
            "authorizer must be an IAuthorizer such as CognitoUserPoolsAuthorizer(...), got 'pool'",
        ),
        (
            {"cors": "*"},
            (
                "cors must be a CorsOptions such as "
                "CorsOptions(allow_origins=['https://example.com']), got '*'"
            ),
        ),
        ({"cloud_watch_role": 1}, "cloud_watch_role must be True or False, got 1"),
    ],
)
def test_an_api_that_api_gateway_would_not_take_is_refused(
    stack: Stack, props: dict[str, Any], message: str
) -> None:
    with pytest.raises(ConstructError) as refused:
        StagedRestApi(stack, "Shop", **({"stages": STAGES} | props))

    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("props", "message"),
    [
        (
            {"route": "$default"},
            (
                "route of a REST API must have a path, got '$default'; ANY /{proxy+} takes all "
                "but the root"
            ),
        ),
        ({"scopes": "read"}, "scopes must be a list of scopes, got 'read'"),
        ({"api_key_required": 1}, "api_key_required must be True or False, got 1"),
        ({"timeout": Duration.seconds(30)}, "timeout must be 50 to 29000 ms, got 30000 ms"),
    ],
)
def test_a_value_that_is_none_of_its_prop_is_refused(
    api: StagedRestApi, orders: VersionedFunction, props: dict[str, Any], message: str
) -> None:
    with pytest.raises(ConstructError) as refused:
        api.add_route(orders, **({"route": "GET /orders"} | props))

    assert str(refused.value) == message
