"""Function URLs: who may call, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from aws_cdk import Duration, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_

from constructs_lib import ConstructError, FunctionUrl, Release, UrlCors, VersionedFunction

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Resources = Callable[[str], Mapping[str, Any]]
    MakeFunction = Callable[..., VersionedFunction]

OURS = ["https://example.com"]


@pytest.fixture
def live(make_function: MakeFunction) -> Release:
    return make_function(reserved_concurrency=10).release("live")


def test_a_url_is_the_alias_s_and_asks_for_a_signature(live: Release, resources: Resources) -> None:
    live.on(FunctionUrl())

    [url] = resources("AWS::Lambda::Url").values()
    assert (url["Qualifier"], url["AuthType"]) == ("live", "AWS_IAM")
    assert resources("AWS::Lambda::Permission") == {}


def test_everybody_needs_both_grants_and_has_them_on_the_alias(
    live: Release, resources: Resources
) -> None:
    live.on(FunctionUrl(public=True))

    [alias] = resources("AWS::Lambda::Alias")
    permissions = resources("AWS::Lambda::Permission").values()
    assert {each["Action"]: each["FunctionName"] for each in permissions} == {
        "lambda:InvokeFunctionUrl": {"Ref": alias},
        "lambda:InvokeFunction": {"Ref": alias},
    }
    assert [each.get("InvokedViaFunctionUrl") for each in permissions] == [None, True]


def test_a_caller_may_call_through_the_url_of_this_alias_alone(
    stack: Stack, live: Release, resources: Resources
) -> None:
    caller = iam.Role(stack, "Caller", assumed_by=iam.ServicePrincipal("ecs-tasks.amazonaws.com"))
    live.on(FunctionUrl(callers=[caller]))

    [alias] = resources("AWS::Lambda::Alias")
    [policy] = [
        each for name, each in resources("AWS::IAM::Policy").items() if name.startswith("Caller")
    ]
    statements = policy["PolicyDocument"]["Statement"]
    assert [each["Resource"] for each in statements] == [{"Ref": alias}] * 2
    assert [(each["Action"], each["Condition"]) for each in statements] == [
        (
            "lambda:InvokeFunctionUrl",
            {"StringEquals": {"lambda:FunctionUrlAuthType": "AWS_IAM"}},
        ),
        ("lambda:InvokeFunction", {"Bool": {"lambda:InvokedViaFunctionUrl": True}}),
    ]


def test_cors_is_as_given_and_lets_pages_read_unless_told_more(
    live: Release, resources: Resources
) -> None:
    live.on(FunctionUrl(cors=UrlCors(OURS, exposed_headers=["X-Id"], max_age=Duration.days(1))))

    [url] = resources("AWS::Lambda::Url").values()
    assert url["Cors"] == {
        "AllowMethods": ["GET"],
        "AllowOrigins": OURS,
        "ExposeHeaders": ["X-Id"],
        "MaxAge": 86400,
    }


def test_all_methods_are_one_word(live: Release, resources: Resources) -> None:
    live.on(FunctionUrl(cors=UrlCors(["*"], methods=[lambda_.HttpMethod.ALL])))

    [url] = resources("AWS::Lambda::Url").values()
    assert url["Cors"] == {"AllowMethods": ["*"], "AllowOrigins": ["*"]}


def test_a_streaming_url_streams(live: Release, resources: Resources) -> None:
    live.on(FunctionUrl(streaming=True))

    [url] = resources("AWS::Lambda::Url").values()
    assert url["InvokeMode"] == "RESPONSE_STREAM"


def test_the_cdk_s_own_construct_knows_the_address(live: Release) -> None:
    with pytest.raises(ConstructError) as without:
        FunctionUrl.of(live)
    live.on(FunctionUrl())

    assert isinstance(FunctionUrl.of(live), lambda_.FunctionUrl)
    assert str(without.value) == "release must have a FunctionUrl, got live without"


def test_a_second_url_is_refused(live: Release) -> None:
    live.on(FunctionUrl())

    with pytest.raises(ConstructError) as refused:
        live.on(FunctionUrl())

    assert str(refused.value) == "alias must have one URL, got a second of live"


@pytest.mark.parametrize(
    ("props", "url", "message"),
    [
        (
            {},
            {"public": True},
            (
                "reserved_concurrency must be set with a public FunctionUrl, which has no other "
                "bound, got none"
            ),
        ),
        (
            {"tenancy": lambda_.TenancyConfig.PER_TENANT},
            {},
            "tenancy must be left out with a FunctionUrl, got both",
        ),
    ],
)
def test_a_function_that_cannot_have_such_a_url_is_refused(
    make_function: MakeFunction, props: dict[str, Any], url: dict[str, Any], message: str
) -> None:
    release = make_function(**props).release("live")

    with pytest.raises(ConstructError) as refused:
        release.on(FunctionUrl(**url))

    assert str(refused.value) == message


def test_a_function_in_a_vpc_cannot_stream(stack: Stack, make_function: MakeFunction) -> None:
    vpc = ec2.Vpc.from_vpc_attributes(
        stack,
        "Vpc",
        vpc_id="vpc-0a1b2c3d",
        availability_zones=["eu-west-1a"],
        private_subnet_ids=["subnet-0a1b2c3d"],
    )
    release = make_function(vpc=vpc).release("live")

    with pytest.raises(ConstructError) as refused:
        release.on(FunctionUrl(streaming=True))

    assert str(refused.value) == "vpc must be left out with a streaming FunctionUrl, got both"


@pytest.mark.parametrize(
    ("props", "message"),
    [
        ({"public": "yes"}, "public must be True or False, got 'yes'"),
        ({"streaming": 1}, "streaming must be True or False, got 1"),
        (
            {"cors": OURS},
            "cors must be a UrlCors such as UrlCors(['https://...']), got ['https://example.com']",
        ),
        ({"callers": "arn"}, "callers must be a list of IGrantable, got 'arn'"),
        ({"callers": ["arn"]}, "callers must be IGrantable, got 'arn' in it"),
    ],
)
def test_a_value_of_another_type_is_refused(props: dict[str, Any], message: str) -> None:
    with pytest.raises(ConstructError) as refused:
        FunctionUrl(**props)

    assert str(refused.value) == message


def test_callers_beside_everybody_are_refused(stack: Stack) -> None:
    caller = iam.Role(stack, "Caller", assumed_by=iam.ServicePrincipal("ecs-tasks.amazonaws.com"))

    with pytest.raises(ConstructError) as refused:
        FunctionUrl(public=True, callers=[caller])

    assert str(refused.value) == (
        "callers must be left out where public is True, which lets everybody call, got 1"
    )


@pytest.mark.parametrize(
    ("props", "message"),
    [
        ({"origins": "*"}, "origins must be a list of strings, got '*'"),
        ({"origins": []}, "origins must be given, '*' for all, got none"),
        ({"origins": ["https://a"] * 101}, "entries of origins must be at most 100, got 101"),
        (
            {"origins": ["https://" + "a" * 246]},
            "entry of origins must be 1 to 253 characters, got 254 characters",
        ),
        (
            {"origins": ["https://example.com/"]},
            (
                "origin must be a scheme and a host without a path such as https://example.com, "
                "got 'https://example.com/'"
            ),
        ),
        (
            {"origins": ["example.com"]},
            (
                "origin must be a scheme and a host without a path such as https://example.com, "
                "got 'example.com'"
            ),
        ),
        ({"origins": [""]}, "entry of origins must be 1 to 253 characters, got 0 characters"),
        ({"headers": ["X"] * 101}, "entries of headers must be at most 100, got 101"),
        (
            {"exposed_headers": ["X" * 1025]},
            "entry of exposed_headers must be at most 1024 characters, got 1025 characters",
        ),
        ({"headers": [5]}, "entry of headers must be a string, got 5"),
        (
            {"methods": [lambda_.HttpMethod.OPTIONS]},
            (
                "method that other origins may use must be *, DELETE, GET, HEAD, PATCH, POST or "
                "PUT, got OPTIONS"
            ),
        ),
        (
            {"methods": [lambda_.HttpMethod.GET, lambda_.HttpMethod.GET]},
            "methods must be named once, got one of them twice",
        ),
        (
            {"methods": [lambda_.HttpMethod.ALL, lambda_.HttpMethod.GET]},
            "methods must be all or named, got ALL beside others",
        ),
        ({"methods": ["GET"]}, "method must be an HttpMethod such as GET, got 'GET'"),
        ({"max_age": Duration.days(2)}, "max_age must be 0 to 86400 s, got 172800 s"),
        ({"max_age": 60}, "max_age must be a Duration such as Duration.seconds(30), got 60"),
        ({"credentials": "yes"}, "credentials must be True or False, got 'yes'"),
        (
            {"origins": ["*"], "credentials": True},
            "origins that may send credentials must be named, got '*' with credentials",
        ),
    ],
)
def test_cors_beyond_what_lambda_takes_is_refused(props: dict[str, Any], message: str) -> None:
    with pytest.raises(ConstructError) as refused:
        UrlCors(**({"origins": OURS} | props))

    assert str(refused.value) == message
