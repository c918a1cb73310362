"""Routes of HTTP APIs: what they may call, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from aws_cdk import App, Aws, Duration, Stack, Token
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_apigatewayv2 as apigatewayv2
from aws_cdk.assertions import Template
from aws_cdk.aws_apigatewayv2_authorizers import HttpIamAuthorizer, HttpJwtAuthorizer

from constructs_lib import ConstructError, HttpRoute, Release, Rollout, VersionedFunction
from tests.constructs_lib.conftest import code as source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Resources = Callable[[str], Mapping[str, Any]]
    MakeFunction = Callable[..., VersionedFunction]


@pytest.fixture
def api(stack: Stack) -> apigatewayv2.HttpApi:
    return apigatewayv2.HttpApi(stack, "Api", default_authorizer=HttpIamAuthorizer())


@pytest.fixture
def live(make_function: MakeFunction) -> Release:
    return make_function().release("live", rollout=Rollout.all_at_once())


def ends_of_sources(resources: Resources) -> list[str]:
    """What follows the API in each permission's source."""
    permissions = resources("AWS::Lambda::Permission").values()
    return [each["SourceArn"]["Fn::Join"][1][-1] for each in permissions]


@pytest.mark.parametrize(
    ("route", "end"),
    [
        ("GET /faults", "/*/GET/faults"),
        ("ANY /faults", "/*/*/faults"),
        ("GET /", "/*/GET/"),
        ("PUT /faults/{id}/notes/{note}", "/*/PUT/faults/*/notes/*"),
        ("POST /{proxy+}", "/*/POST/*"),
        ("$default", "/*/$default"),
    ],
)
def test_the_api_may_call_for_the_route_alone(
    api: apigatewayv2.HttpApi, live: Release, resources: Resources, route: str, end: str
) -> None:
    live.on(HttpRoute(api, route))

    assert ends_of_sources(resources) == [end]
    [made] = resources("AWS::ApiGatewayV2::Route").values()
    assert made["RouteKey"] == route


def test_two_methods_of_a_path_are_two_permissions_on_the_alias(
    api: apigatewayv2.HttpApi, live: Release, resources: Resources
) -> None:
    live.on(HttpRoute(api, "GET /faults"), HttpRoute(api, "POST /faults"))

    [alias] = resources("AWS::Lambda::Alias")
    permissions = resources("AWS::Lambda::Permission").values()
    assert [each["FunctionName"] for each in permissions] == [{"Ref": alias}] * 2
    assert ends_of_sources(resources) == ["/*/GET/faults", "/*/POST/faults"]
    uris = [each["IntegrationUri"] for each in resources("AWS::ApiGatewayV2::Integration").values()]
    assert uris == [{"Ref": alias}] * 2


def test_a_route_may_have_an_authorizer_of_its_own(
    api: apigatewayv2.HttpApi, live: Release, resources: Resources
) -> None:
    tokens = HttpJwtAuthorizer("Tokens", "https://issuer.example", jwt_audience=["faults"])
    live.on(
        HttpRoute(api, "GET /faults", authorizer=tokens, scopes=["read"]),
        HttpRoute(api, "GET /health", authorizer=apigatewayv2.HttpNoneAuthorizer()),
        HttpRoute(api, "POST /faults"),
    )

    kinds = {
        each["RouteKey"]: (each["AuthorizationType"], each.get("AuthorizationScopes"))
        for each in resources("AWS::ApiGatewayV2::Route").values()
    }
    assert kinds == {
        "GET /faults": ("JWT", ["read"]),
        "GET /health": ("NONE", None),
        "POST /faults": ("AWS_IAM", None),
    }


def test_a_route_of_another_stack_s_api_makes_no_cycle(app: App) -> None:
    doors, code = Stack(app, "Doors"), Stack(app, "Code")
    api = apigatewayv2.HttpApi(doors, "Api", default_authorizer=HttpIamAuthorizer())
    function = VersionedFunction(code, "Detector", code=source(), handler="index.handler")
    function.release("live").on(HttpRoute(api, "GET /faults"))

    template = Template.from_stack(code)
    template.resource_count_is("AWS::ApiGatewayV2::Route", 1)
    template.resource_count_is("AWS::Lambda::Permission", 1)
    Template.from_stack(doors).resource_count_is("AWS::ApiGatewayV2::Route", 0)


def test_an_imported_api_gets_a_route(stack: Stack, live: Release, resources: Resources) -> None:
    api = apigatewayv2.HttpApi.from_http_api_attributes(stack, "Api", http_api_id="a1b2c3d4e5")
    live.on(HttpRoute(api, "GET /faults", authorizer=HttpIamAuthorizer()))

    [route] = resources("AWS::ApiGatewayV2::Route").values()
    assert route["ApiId"] == "a1b2c3d4e5"
    assert ends_of_sources(resources) == [":a1b2c3d4e5/*/GET/faults"]


def test_routes_of_one_spelling_are_told_apart_by_name(
    api: apigatewayv2.HttpApi, stack: Stack, live: Release, resources: Resources
) -> None:
    other = apigatewayv2.HttpApi(stack, "Other", default_authorizer=HttpIamAuthorizer())
    live.on(HttpRoute(api, "GET /faults"), HttpRoute(other, "GET /faults", name="Other"))

    assert len(resources("AWS::ApiGatewayV2::Route")) == 2


def test_a_shorter_wait_is_the_integration_s(
    api: apigatewayv2.HttpApi, live: Release, resources: Resources
) -> None:
    live.on(HttpRoute(api, "GET /faults", timeout=Duration.seconds(10)))

    [integration] = resources("AWS::ApiGatewayV2::Integration").values()
    assert integration["TimeoutInMillis"] == 10_000


@pytest.mark.parametrize(
    ("timeout", "wait", "message"),
    [
        (
            31,
            None,
            (
                "timeout of a function behind an HTTP API must be at most the 30 s that it waits, "
                "got 31 s"
            ),
        ),
        (
            10,
            Duration.millis(9500),
            (
                "timeout of a function behind an HTTP API must be at most the 9.5 s that it waits, "
                "got 10 s"
            ),
        ),
    ],
)
def test_a_function_that_may_take_longer_than_the_api_waits_is_refused(
    api: apigatewayv2.HttpApi,
    make_function: MakeFunction,
    timeout: int,
    wait: Duration | None,
    message: str,
) -> None:
    release = make_function(timeout=Duration.seconds(timeout)).release("live")

    with pytest.raises(ConstructError) as refused:
        release.on(HttpRoute(api, "GET /faults", timeout=wait))

    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("route", "message"),
    [
        (5, "route must be a string such as 'GET /faults/{id}', got 5"),
        (
            "get /faults",
            (
                "method of a route must be one of ANY, DELETE, GET, HEAD, OPTIONS, PATCH, POST, "
                "PUT, got 'get'"
            ),
        ),
        ("GET faults", "path of a route must start with /, got 'faults'"),
        ("GET", "path of a route must start with /, got ''"),
        (
            "GET /faults/",
            "path of a route must end without the / that API Gateway drops, got '/faults/'",
        ),
        (
            "GET /faults?level=high",
            (
                "path of a route must end before ? and #, which no route knows, got "
                "'/faults?level=high'"
            ),
        ),
        (
            "GET /faults//notes",
            "path of a route must have a name between any two /, got '/faults//notes'",
        ),
        (
            "GET /{proxy+}/notes",
            "path of a route must have {proxy+} at its end only, got '/{proxy+}/notes'",
        ),
        (
            "GET /fault-{id}",
            (
                "path of a route must have parameters that are a whole part of it, such as {id}, "
                "got '/fault-{id}'"
            ),
        ),
        (
            "GET /faults/*",
            (
                "path of a route must have parameters that are a whole part of it, such as {id}, "
                "got '/faults/*'"
            ),
        ),
    ],
)
def test_a_route_that_api_gateway_would_take_otherwise_or_not_at_all_is_refused(
    api: apigatewayv2.HttpApi, route: Any, message: str
) -> None:
    with pytest.raises(ConstructError) as refused:
        HttpRoute(api, route)

    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("props", "message"),
    [
        (
            {"authorizer": "AWS_IAM"},
            "authorizer must be an IHttpRouteAuthorizer such as HttpIamAuthorizer(), got 'AWS_IAM'",
        ),
        ({"scopes": "read"}, "scopes must be a list of scopes, got 'read'"),
        ({"timeout": 10}, "timeout must be a Duration such as Duration.seconds(10), got 10"),
        ({"timeout": Duration.millis(99.5)}, "timeout must be whole milliseconds, got 99.5 ms"),
        (
            {"scopes": ["faults/read"], "authorizer": HttpIamAuthorizer()},
            (
                "scopes must be beside an authorizer that reads tokens, got them beside "
                "HttpIamAuthorizer"
            ),
        ),
        ({"scopes": [5]}, "scope must be a string such as 'orders/read', got 5"),
        ({"timeout": Duration.seconds(31)}, "timeout must be 50 to 30000 ms, got 31000 ms"),
        ({"timeout": Duration.millis(49)}, "timeout must be 50 to 30000 ms, got 49 ms"),
        ({"name": 5}, "name must be a string such as 'Nightly', got 5"),
    ],
)
def test_a_value_that_is_none_of_its_prop_is_refused(
    api: apigatewayv2.HttpApi, props: dict[str, Any], message: str
) -> None:
    with pytest.raises(ConstructError) as refused:
        HttpRoute(api, "GET /faults", **props)

    assert str(refused.value) == message


def test_a_route_that_only_the_deployment_knows_is_refused(api: apigatewayv2.HttpApi) -> None:
    for route in (f"GET /{Aws.STACK_NAME}", Aws.STACK_NAME):
        with pytest.raises(ConstructError) as refused:
            HttpRoute(api, route)

        assert str(refused.value) == "route must be known at synthesis, got a token"


def test_a_wait_that_only_the_deployment_knows_passes(
    api: apigatewayv2.HttpApi, live: Release, resources: Resources
) -> None:
    wait = Duration.millis(Token.as_number({"Ref": "Wait"}))
    live.on(HttpRoute(api, "GET /faults", timeout=wait))

    [integration] = resources("AWS::ApiGatewayV2::Integration").values()
    assert integration["TimeoutInMillis"] == {"Ref": "Wait"}


def test_an_api_of_another_kind_is_refused(stack: Stack) -> None:
    with pytest.raises(ConstructError) as rest:
        HttpRoute(apigateway.RestApi(stack, "Rest"), "GET /faults")  # type: ignore[arg-type]

    assert str(rest.value) == "api must be an IHttpApi such as HttpApi(...), got RestApi"


def test_a_route_that_everybody_may_call_must_say_so(stack: Stack, live: Release) -> None:
    api = apigatewayv2.HttpApi(stack, "Api")

    with pytest.raises(ConstructError) as refused:
        live.on(HttpRoute(api, "GET /faults"))

    assert str(refused.value) == (
        "authorizer must be given where the API has no default, got none; HttpNoneAuthorizer() "
        "lets everybody call"
    )


def test_two_aliases_cannot_answer_one_route(
    api: apigatewayv2.HttpApi, make_function: MakeFunction
) -> None:
    function = make_function()
    function.release("BETA").on(HttpRoute(api, "GET /faults"))

    with pytest.raises(ConstructError) as refused:
        function.release("PROD").on(HttpRoute(api, "GET /faults"))

    assert str(refused.value) == (
        "route must be served once, got 'GET /faults' by BETA and by PROD; a StagedApi has an "
        "alias for each stage"
    )
