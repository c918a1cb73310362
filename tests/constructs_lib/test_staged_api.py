"""A stage for each alias: what a stage may call, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from aws_cdk import App, Duration, Stack
from aws_cdk import aws_apigatewayv2 as apigatewayv2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk.assertions import Template

from constructs_lib import (
    ApiStage,
    ConstructError,
    HttpRoute,
    Release,
    Rollout,
    StagedApi,
    VersionedFunction,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Resources = Callable[[str], Mapping[str, Any]]
    MakeFunction = Callable[..., VersionedFunction]

STAGES = {"beta": ApiStage("BETA"), "prod": ApiStage("PROD", rate_per_second=500, burst=200)}


@pytest.fixture
def orders(make_function: MakeFunction) -> VersionedFunction:
    function = make_function("Orders")
    for name in ("BETA", "PROD"):
        function.release(name, rollout=Rollout.all_at_once())
    return function


@pytest.fixture
def api(stack: Stack) -> StagedApi:
    return StagedApi(stack, "Shop", stages=STAGES)


def test_a_stage_names_its_alias_and_has_a_throttle_and_a_log_of_its_own(
    api: StagedApi, orders: VersionedFunction, resources: Resources
) -> None:
    api.add_route(orders, "GET /orders")

    stages = {each["StageName"]: each for each in resources("AWS::ApiGatewayV2::Stage").values()}
    assert {name: each["StageVariables"] for name, each in stages.items()} == {
        "beta": {"alias": "BETA"},
        "prod": {"alias": "PROD"},
    }
    assert stages["prod"]["DefaultRouteSettings"] == {
        "ThrottlingBurstLimit": 200,
        "ThrottlingRateLimit": 500,
    }
    logs = [each["AccessLogSettings"]["DestinationArn"] for each in stages.values()]
    assert logs[0] != logs[1]


def test_an_alias_may_be_called_for_its_own_stage_alone(
    api: StagedApi, orders: VersionedFunction, resources: Resources
) -> None:
    api.add_route(orders, "GET /orders/{id}")

    names = {name: each["Name"] for name, each in resources("AWS::Lambda::Alias").items()}
    called_for = {
        names[each["FunctionName"]["Ref"]]: each["SourceArn"]["Fn::Join"][1][-1]
        for each in resources("AWS::Lambda::Permission").values()
    }
    assert called_for == {"BETA": "/beta/GET/orders/*", "PROD": "/prod/GET/orders/*"}


def test_an_integration_calls_what_the_stage_names(
    api: StagedApi, orders: VersionedFunction, resources: Resources
) -> None:
    api.add_route(orders, "GET /orders")

    [integration] = resources("AWS::ApiGatewayV2::Integration").values()
    [function] = resources("AWS::Lambda::Function")
    assert integration["IntegrationUri"]["Fn::Join"][1][-2:] == [
        {"Fn::GetAtt": [function, "Arn"]},
        ":${stageVariables.alias}/invocations",
    ]


def test_several_functions_answer_one_api(
    api: StagedApi, orders: VersionedFunction, make_function: MakeFunction, resources: Resources
) -> None:
    faults = make_function("Faults")
    faults.release("BETA")
    faults.release("PROD")
    api.add_route(orders, "GET /orders")
    api.add_route(faults, "GET /faults")

    assert len(resources("AWS::Lambda::Permission")) == 4


def test_who_calls_must_sign_unless_told_otherwise(
    api: StagedApi, orders: VersionedFunction, resources: Resources
) -> None:
    api.add_route(orders, "GET /orders")
    api.add_route(orders, "GET /health", authorizer=apigatewayv2.HttpNoneAuthorizer())

    kinds = {
        each["RouteKey"]: each["AuthorizationType"]
        for each in resources("AWS::ApiGatewayV2::Route").values()
    }
    assert kinds == {"GET /orders": "AWS_IAM", "GET /health": "NONE"}


def test_a_caller_of_one_stage_may_not_call_the_other(
    api: StagedApi, stack: Stack, resources: Resources
) -> None:
    caller = iam.Role(stack, "Caller", assumed_by=iam.ServicePrincipal("ecs-tasks.amazonaws.com"))
    api.grant_invoke(caller, stage="beta")

    with pytest.raises(ConstructError) as refused:
        api.grant_invoke(caller, stage="dev")

    assert str(refused.value) == "stage must be one of beta, prod, got 'dev'"
    [policy] = resources("AWS::IAM::Policy").values()
    [statement] = policy["PolicyDocument"]["Statement"]
    assert statement["Action"] == "execute-api:Invoke"
    assert statement["Resource"]["Fn::Join"][1][-1] == "/beta/*"


def test_a_function_made_without_us_is_called_by_stage_as_well(
    api: StagedApi, resources: Resources
) -> None:
    legacy = lambda_.Function(
        Stack.of(api),
        "Legacy",
        code=lambda_.Code.from_inline("def handler(event, context): ..."),
        handler="index.handler",
        runtime=lambda_.Runtime.PYTHON_3_14,
    )
    beta, prod = (
        Release.around(legacy, name, rollout=Rollout.all_at_once()) for name in ("BETA", "PROD")
    )
    api.add_route(beta.function, "GET /orders")
    api.add_route(prod.function, "POST /orders")

    assert len(resources("AWS::Lambda::Permission")) == 4


def test_an_api_of_another_stack_makes_no_cycle(app: App, orders: VersionedFunction) -> None:
    doors = Stack(app, "Doors")
    StagedApi(doors, "Shop", stages=STAGES).add_route(orders, "GET /orders")

    Template.from_stack(doors).resource_count_is("AWS::Lambda::Permission", 2)


def test_a_function_without_a_release_for_a_stage_is_refused(
    api: StagedApi, make_function: MakeFunction
) -> None:
    function = make_function()
    function.release("BETA")

    with pytest.raises(ConstructError) as missing:
        api.add_route(function, "GET /orders")
    with pytest.raises(ConstructError) as plain:
        api.add_route(function.function, "GET /orders")  # type: ignore[arg-type]

    assert str(missing.value) == "function must have a release PROD for stage prod, got BETA"
    assert str(plain.value) == "function must be a VersionedFunction, got Function"


def test_a_function_that_may_take_longer_than_the_api_waits_is_refused(
    api: StagedApi, make_function: MakeFunction
) -> None:
    function = make_function(timeout=Duration.seconds(60))
    function.release("BETA")
    function.release("PROD")

    with pytest.raises(ConstructError) as refused:
        api.add_route(function, "GET /orders")

    assert str(refused.value) == (
        "timeout of a function behind an HTTP API must be at most the 30 s that it waits, got 60 s"
    )


def test_a_route_that_is_served_already_is_refused(
    api: StagedApi, orders: VersionedFunction
) -> None:
    api.add_route(orders, "GET /orders")

    with pytest.raises(ConstructError) as refused:
        orders.releases["PROD"].on(HttpRoute(api.api, "GET /orders"))

    assert str(refused.value) == (
        "route must be served once, got 'GET /orders' by BETA, PROD and by PROD; a StagedApi has "
        "an alias for each stage"
    )


@pytest.mark.parametrize(
    ("stages", "message"),
    [
        ({}, "stages must be a mapping such as {'prod': ApiStage('PROD')}, got {}"),
        (["prod"], "stages must be a mapping such as {'prod': ApiStage('PROD')}, got ['prod']"),
        (
            {"a b": ApiStage("PROD")},
            (
                "name of a stage must be $default or 1 to 128 letters, digits, hyphens and "
                "underscores, got 'a b'"
            ),
        ),
        ({"prod": "PROD"}, "stage must be an ApiStage such as ApiStage('PROD'), got 'PROD'"),
    ],
)
def test_stages_that_api_gateway_would_not_take_are_refused(
    stack: Stack, stages: Any, message: str
) -> None:
    with pytest.raises(ConstructError) as refused:
        StagedApi(stack, "Shop", stages=stages)

    assert str(refused.value) == message


def test_pages_of_other_origins_are_the_cdk_s_to_say(stack: Stack) -> None:
    everywhere: Any = "*"
    with pytest.raises(ConstructError) as refused:
        StagedApi(stack, "Shop", stages=STAGES, cors=everywhere)

    assert str(refused.value) == (
        "cors must be a CorsPreflightOptions such as CorsPreflightOptions(allow_origins=['*']), "
        "got '*'"
    )


@pytest.mark.parametrize(
    ("props", "message"),
    [
        ({"alias": 5}, "alias must be a string such as 'PROD', got 5"),
        ({"rate_per_second": 0}, "rate_per_second must be an int, at least 1, got 0"),
        ({"burst": 1.5}, "burst must be an int, at least 1, got 1.5"),
        (
            {"retention": 30},
            "retention must be a RetentionDays such as RetentionDays.ONE_MONTH, got 30",
        ),
    ],
)
def test_a_stage_of_no_use_is_refused(props: dict[str, Any], message: str) -> None:
    with pytest.raises(ConstructError) as refused:
        ApiStage(**({"alias": "PROD"} | props))

    assert str(refused.value) == message
