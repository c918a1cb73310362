"""Methods of REST APIs: what they may call, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from aws_cdk import App, Duration, Stack
from aws_cdk import aws_apigateway as apigateway
from aws_cdk.assertions import Template
from aws_cdk.aws_cognito import UserPool

from constructs_lib import ConstructError, Release, RestRoute, VersionedFunction

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Resources = Callable[[str], Mapping[str, Any]]
    MakeFunction = Callable[..., VersionedFunction]

IAM = apigateway.AuthorizationType.IAM


@pytest.fixture
def api(stack: Stack) -> apigateway.RestApi:
    options = apigateway.MethodOptions(authorization_type=IAM)
    return apigateway.RestApi(stack, "Api", cloud_watch_role=False, default_method_options=options)


@pytest.fixture
def live(make_function: MakeFunction) -> Release:
    return make_function().release("live")


@pytest.mark.parametrize(
    ("route", "end"),
    [
        ("GET /faults/{id}", "/GET/faults/*"),
        ("ANY /{proxy+}", "/*/*"),
        ("POST /", "/POST/"),
    ],
)
def test_the_api_may_call_for_the_method_and_its_stage_alone(
    api: apigateway.RestApi, live: Release, resources: Resources, route: str, end: str
) -> None:
    live.on(RestRoute(api, route))

    [alias] = resources("AWS::Lambda::Alias")
    [permission] = resources("AWS::Lambda::Permission").values()
    [stage] = resources("AWS::ApiGateway::Stage")
    assert permission["FunctionName"] == {"Ref": alias}
    assert permission["SourceArn"]["Fn::Join"][1][-2:] == [{"Ref": stage}, end]


def test_who_may_call_can_be_said_for_a_method(
    api: apigateway.RestApi, live: Release, resources: Resources
) -> None:
    everybody = apigateway.AuthorizationType.NONE
    live.on(
        RestRoute(api, "GET /health", authorization=everybody),
        RestRoute(api, "GET /faults", api_key_required=True),
    )

    methods = resources("AWS::ApiGateway::Method").values()
    kinds = {(each["AuthorizationType"], each.get("ApiKeyRequired")) for each in methods}
    assert kinds == {("NONE", None), ("AWS_IAM", True)}


def test_an_authorizer_of_a_method_replaces_the_api_s_kind(
    api: apigateway.RestApi, stack: Stack, live: Release, resources: Resources
) -> None:
    people = apigateway.CognitoUserPoolsAuthorizer(
        stack, "People", cognito_user_pools=[UserPool(stack, "Pool")]
    )
    live.on(RestRoute(api, "GET /mine", authorizer=people, scopes=["shop/read"]))

    [method] = resources("AWS::ApiGateway::Method").values()
    assert method["AuthorizationType"] == "COGNITO_USER_POOLS"
    assert method["AuthorizationScopes"] == ["shop/read"]


def test_an_api_of_another_stack_makes_no_cycle(app: App, make_function: MakeFunction) -> None:
    live = make_function().release("live")
    doors = Stack(app, "Doors")
    api = apigateway.RestApi(doors, "Api", cloud_watch_role=False)
    live.on(RestRoute(api, "GET /faults", authorization=IAM))

    template = Template.from_stack(doors)
    template.resource_count_is("AWS::ApiGateway::Method", 1)
    template.resource_count_is("AWS::Lambda::Permission", 1)


@pytest.mark.parametrize(
    ("timeout", "wait", "message"),
    [
        (
            30,
            None,
            (
                "timeout of a function behind a REST API must be at most the 29 s that it waits, "
                "got 30 s"
            ),
        ),
        (
            10,
            Duration.seconds(5),
            (
                "timeout of a function behind a REST API must be at most the 5 s that it waits, "
                "got 10 s"
            ),
        ),
    ],
)
def test_a_function_that_may_take_longer_than_the_api_waits_is_refused(
    api: apigateway.RestApi,
    make_function: MakeFunction,
    timeout: int,
    wait: Duration | None,
    message: str,
) -> None:
    release = make_function(timeout=Duration.seconds(timeout)).release("live")

    with pytest.raises(ConstructError) as refused:
        release.on(RestRoute(api, "GET /faults", timeout=wait))

    assert str(refused.value) == message


def test_a_method_that_everybody_may_call_must_say_so(stack: Stack, live: Release) -> None:
    api = apigateway.RestApi(stack, "Open")

    with pytest.raises(ConstructError) as refused:
        live.on(RestRoute(api, "GET /faults"))

    assert str(refused.value) == (
        "authorization must be given where the API has no default, got none; "
        "AuthorizationType.NONE lets everybody call"
    )


def test_two_aliases_cannot_answer_one_method(
    api: apigateway.RestApi, make_function: MakeFunction
) -> None:
    function = make_function()
    function.release("BETA").on(RestRoute(api, "GET /faults"))

    with pytest.raises(ConstructError) as refused:
        function.release("PROD").on(RestRoute(api, "GET /faults"))

    assert str(refused.value) == (
        "route must be served once, got 'GET /faults' by BETA and by PROD; a StagedApi has an "
        "alias for each stage"
    )


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
        (
            {"authorizer": "pool"},
            "authorizer must be an IAuthorizer such as CognitoUserPoolsAuthorizer(...), got 'pool'",
        ),
        (
            {"authorization": "AWS_IAM"},
            (
                "authorization must be an AuthorizationType such as AuthorizationType.IAM, got "
                "'AWS_IAM'"
            ),
        ),
        (
            {"authorization": apigateway.AuthorizationType.COGNITO},
            "authorization must be IAM or NONE without an authorizer, got COGNITO",
        ),
        (
            {"authorization": IAM, "scopes": ["faults/read"]},
            (
                "scopes must be beside an authorizer that reads tokens, got them beside "
                "AuthorizationType"
            ),
        ),
        ({"scopes": "read"}, "scopes must be a list of scopes, got 'read'"),
        ({"api_key_required": 1}, "api_key_required must be True or False, got 1"),
        ({"timeout": Duration.seconds(30)}, "timeout must be 50 to 29000 ms, got 30000 ms"),
        ({"api": "a1b2c3d4e5"}, "api must be an IRestApi such as RestApi(...), got 'a1b2c3d4e5'"),
    ],
)
def test_a_value_that_is_none_of_its_prop_is_refused(
    api: apigateway.RestApi, props: dict[str, Any], message: str
) -> None:
    given: dict[str, Any] = {"api": api, "route": "GET /faults"}
    with pytest.raises(ConstructError) as refused:
        RestRoute(**(given | props))

    assert str(refused.value) == message


@pytest.mark.parametrize("second", ["GET /faults/{name}", "POST /faults/{proxy+}"])
def test_a_part_of_a_path_has_one_parameter_for_all_routes(
    api: apigateway.RestApi, live: Release, second: str
) -> None:
    live.on(
        RestRoute(api, "GET /faults/{id}"),
        RestRoute(api, "GET /faults/{id}/notes/{note}"),
        RestRoute(api, "GET /notes/{note}"),
    )

    with pytest.raises(ConstructError) as refused:
        live.on(RestRoute(api, second))

    assert str(refused.value) == (
        "parameter below /faults of a REST API must be one for all its routes, got {id} and "
        f"{second.rpartition('/')[2]}"
    )


def test_an_api_that_is_imported_without_its_root_is_refused(stack: Stack, live: Release) -> None:
    api = apigateway.RestApi.from_rest_api_id(stack, "Imported", "a1b2c3d4e5")

    with pytest.raises(ConstructError) as refused:
        live.on(RestRoute(api, "GET /faults", authorization=IAM))

    assert str(refused.value) == (
        "api must be imported with its root, by RestApi.from_rest_api_attributes(...), got it by "
        "its id alone"
    )


def test_a_kind_of_authorization_beside_an_authorizer_is_refused(
    api: apigateway.RestApi, make_function: MakeFunction
) -> None:
    checker = make_function("Checker").function
    tokens = apigateway.TokenAuthorizer(api, "Tokens", handler=checker)

    with pytest.raises(ConstructError) as refused:
        RestRoute(api, "GET /faults", authorizer=tokens, authorization=IAM)

    assert str(refused.value) == "authorization must be left out beside authorizer, got both"
